"""``letters``: comparing spellings of a word."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.letters import bare, decode_references, without_slip


@pytest.mark.parametrize(
    ("text", "expected"), [("Zürich", "zurich"), ("A-b c", "a-b c"), ("STRASSE ß", "strasse ss"), ("日本", "日本")]
)
def test_case_and_accents_are_removed(text: str, expected: str) -> None:
    """Texts in other scripts stay the same."""
    assert bare(text) == expected


def test_a_reference_with_too_many_digits_is_left_as_it_is() -> None:
    """Python refuses to convert it. Others beside it are decoded."""
    long = f"&#{'1' * 5000};"
    assert decode_references(f"&#65;{long}&amp;") == f"A{long}&"
    assert decode_references("&#x41;&nbsp;&#1234567;") == "A\xa0\ufffd"


def test_a_word_may_be_a_slip_of_several_others() -> None:
    """Two letters are swapped, or one is doubled."""
    assert without_slip("eest") == ["eest", "eset", "eets", "est"]
    assert without_slip("a") == without_slip("") == []
