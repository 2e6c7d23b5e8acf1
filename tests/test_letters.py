"""``letters``: comparing spellings of a word."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.letters import bare


@pytest.mark.parametrize(
    ("text", "expected"), [("Zürich", "zurich"), ("A-b c", "a-b c"), ("STRASSE ß", "strasse ss"), ("日本", "日本")]
)
def test_case_and_accents_are_removed(text: str, expected: str) -> None:
    """Texts in other scripts stay the same."""
    assert bare(text) == expected
