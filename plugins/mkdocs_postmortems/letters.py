"""Compare words whose letters differ in case or accents, and choose among their spellings. Called from everywhere."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable


def bare(text: str) -> str:
    """Return a text in lower case and without accents: ``zurich`` for ``Zürich``."""
    folded = text.casefold()
    if folded.isascii():
        return folded
    return "".join(each for each in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(each))


def commonest(spellings: Iterable[str]) -> str:
    """Return the most frequent spelling of a value, and of equally frequent ones the first in alphabetical order."""
    counts = Counter(spellings)
    return min(counts, key=lambda text: (-counts[text], text))
