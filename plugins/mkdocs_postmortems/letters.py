"""Normalize letters for comparing words.

Takes text from ``zone_names``, ``read.ids`` and ``audit.leaks``, and returns it in lower case and without accents.
"""

from __future__ import annotations

import unicodedata


def bare(text: str) -> str:
    """Return a text in lower case and without accents: ``zurich`` for ``Zürich``."""
    folded = text.casefold()
    if folded.isascii():
        return folded
    return "".join(each for each in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(each))
