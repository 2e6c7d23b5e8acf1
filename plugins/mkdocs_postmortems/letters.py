"""Letters without what sets them apart from each other, so that words can be compared.

Comes in: text, from ``zone_names``, ``read.ids`` and ``publish.audit``. Goes out: the same in lower case and without
accents.
"""

from __future__ import annotations

import unicodedata


def bare(text: str) -> str:
    """A text in lower case and without accents: ``zurich`` for ``Zürich``."""
    folded = text.casefold()
    if folded.isascii():
        return folded
    return "".join(each for each in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(each))
