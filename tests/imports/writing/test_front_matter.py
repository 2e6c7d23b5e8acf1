"""Fields become YAML that reads back as they were."""

from __future__ import annotations

import yaml
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.imports.writing.front_matter import front_matter, scalar


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1))
def test_any_text_comes_back_from_yaml_as_it_was(text: str) -> None:
    """In a field and in a list: colons, quotes, hashes, brackets, numbers, ``no``."""
    assert yaml.safe_load(f"key: {scalar(text)}") == {"key": text}
    assert yaml.safe_load(f"key: [{scalar(text, flow=True)}]") == {"key": [text]}


def test_a_text_that_no_parser_gets_through_is_quoted() -> None:
    """A date that no calendar has, and lists in lists without end."""
    assert scalar("2024-13-45") == '"2024-13-45"'
    assert scalar("[" * 500) == f'"{"[" * 500}"'


def test_fields_stand_in_the_order_of_the_guide_without_anchors() -> None:
    """Times as they are written; what stands in two fields is written twice, since the check refuses anchors."""
    teams = ["web: shop", "mail"]
    text = front_matter({"internal": {"b": teams, "a": teams}, "started": "2023-10-15 14:00", "teams": teams})
    assert text == (
        "---\nstarted: 2023-10-15 14:00\nteams: [\"web: shop\", mail]\ninternal:\n  b:\n  - 'web: shop'\n  - mail\n"
        "  a:\n  - 'web: shop'\n  - mail\n---\n"
    )
