"""``letters``: what two spellings of a word have in common."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.letters import bare


@pytest.mark.parametrize(
    ("text", "expected"), [("Zürich", "zurich"), ("A-b c", "a-b c"), ("STRASSE ß", "strasse ss"), ("日本", "日本")]
)
def test_a_text_without_accents(text: str, expected: str) -> None:
    """A text without accents stays the same."""
    assert bare(text) == expected
