"""The words of action items."""

from __future__ import annotations

from mkdocs_postmortems.read.actions.words import DETAILS, STATUSES


def test_every_word_has_one_meaning() -> None:
    """No key, header or status has two meanings."""
    for table in (DETAILS, STATUSES):
        words = [word for each in table.values() for word in each]
        assert len(words) == len(set(words))
        assert all(word == word.casefold() for word in words)
