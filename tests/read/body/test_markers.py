"""The markers of internal text."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.read.body.markers import cut_internal, cut_internal_of_first_paragraph


@pytest.mark.parametrize(
    ("text", "left", "internal"),
    [
        ("a {.internal}", "a", True),
        ("a {: .internal }", "a", True),
        ("a {:.internal}  ", "a", True),
        ("a\n{.internal}", "a", True),
        ("a {.internal #here}", "a {: #here }", True),
        ("a {.internal} b", "a {.internal} b", False),
        ("a {.internals}", "a {.internals}", False),
        ("a {internal}", "a {internal}", False),
        ("a }", "a }", False),
        ("", "", False),
    ],
)
def test_the_mark_at_the_end(text: str, left: str, internal: bool) -> None:
    """It is cut; other attributes and other braces stay."""
    assert cut_internal(text) == (left, internal)


def test_only_the_first_paragraph_marks_the_whole() -> None:
    """What is below has its own markers."""
    assert cut_internal_of_first_paragraph("a {.internal}\n\nb") == ("a\n\nb", True)
    assert cut_internal_of_first_paragraph("a\n\nb {.internal}") == ("a\n\nb {.internal}", False)
