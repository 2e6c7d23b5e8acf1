"""``read.code_spans``: inline code, which is no text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.read.code_spans import outside_code, without_code


def test_no_backslash_hides_a_tag() -> None:
    """Markdown reads ``\\<`` as a backslash and a tag."""
    assert without_code("\\<!-- a `b` \\*") == "\\<!-- a       "


@given(st.text(alphabet="`\\ab ", max_size=60))
def test_code_is_blanked_in_place(line: str) -> None:
    """Columns stay the same when inline code is removed."""
    assert len(without_code(line)) == len(line)


def test_only_what_is_outside_code_is_rewritten() -> None:
    """A run of backticks that nothing closes is text."""
    assert outside_code("a `b` c ``d ` e`` f ` g", str.upper) == "A `b` C ``d ` e`` F ` G"
