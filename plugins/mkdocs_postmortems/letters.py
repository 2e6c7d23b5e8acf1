"""Compare words that differ in case, in accents or by a slip, choose among their spellings, and decode references.

Called from everywhere.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

_TOO_LONG = re.compile(r"&(#[0-9]{8,})")
"""A character reference with a number that no character has."""
_LATIN = str.maketrans(
    "аеорсухіјѕԁһӏкмтвнгпԛԝαεορτυχικνηωßɡɩı0",
    "aeopcyxijsdhlkmtbhrnqwaeoptuxikvnwbgiio",
)
"""Cyrillic, Greek and other letters, each with the Latin one that it looks like."""


def bare(text: str) -> str:
    """Return a text in lower case and without accents: ``zurich`` for ``Zürich``."""
    folded = text.casefold()
    if folded.isascii():
        return folded
    return "".join(each for each in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(each))


def in_latin(text: str) -> str:
    """Return a text in lower case with the Latin letters that its other ones look like."""
    return text.translate(_LATIN)


def without_slip(word: str) -> list[str]:
    """Return what a word may be a slip of: it with two neighbouring letters swapped, then with a double one once."""
    pairs = range(len(word) - 1)
    swapped = [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in pairs]
    return swapped + [word[:at] + word[at + 1 :] for at in pairs if word[at] == word[at + 1]]


def edit_distance(word: str, name: str) -> int:
    """Count the letters missing, extra, wrong, or swapped with the next (optimal string alignment distance)."""
    before: list[int] = []
    row = list(range(len(name) + 1))
    for at, letter in enumerate(word):
        earlier, before, row = before, row, [at + 1]
        for to, other in enumerate(name):
            cost = min(before[to] + (letter != other), before[to + 1] + 1, row[to] + 1)
            if earlier and to and letter == name[to - 1] and word[at - 1] == other:
                cost = min(cost, earlier[to - 1] + 1)
            row.append(cost)
    return row[-1]


def commonest(spellings: Iterable[str]) -> str:
    """Return the most frequent spelling of a value, and of equally frequent ones the first in alphabetical order."""
    counts = Counter(spellings)
    return min(counts, key=lambda text: (-counts[text], text))


def decode_references(text: str) -> str:
    """Return a text with its character references decoded (``&#65;`` is ``A``).

    One with more digits than Python converts is left as it is. HTML has no character with a number of eight digits.
    """
    try:
        return html.unescape(text)
    except ValueError:
        return html.unescape(_TOO_LONG.sub(r"&amp;\1", text))
