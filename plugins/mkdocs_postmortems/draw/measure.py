"""Estimate the width of a text without a font.

The estimate is rather too large than too small, so that a label expected to fit does fit in Arial, Roboto and similar
fonts. Called wherever a drawing decides whether a label has room.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_OTHER = 0.57
_REGULAR = {
    **dict.fromkeys("ijl'|", 0.26),
    **dict.fromkeys(" !,./:;[]\\ftI·", 0.28),
    **dict.fromkeys('()-r`{}*"', 0.39),
    **dict.fromkeys("ABCDEFGHKNOPQRSUVXY&+<=>~w", 0.78),
    **dict.fromkeys("mMW%@—…", 1.0),
}
_BOLD = {
    **_REGULAR,
    **dict.fromkeys("ijl'|", 0.28),
    **dict.fromkeys("ft!,./:;[]\\", 0.34),
    **dict.fromkeys("bdghnopqußöü", 0.62),
}


@lru_cache(maxsize=4096)
def text_width(text: str, size: float = 11, bold: bool = False) -> float:
    """Return the width of one line of text, in units."""
    widths = _BOLD if bold else _REGULAR
    return sum(_char_width(char, widths) for char in text) * size


def shorten(text: str, width: float, size: float = 11, bold: bool = False) -> str:
    """Return the text, truncated with an ellipsis if it is wider than ``width`` units."""
    if text_width(text, size, bold) <= width:
        return text
    while text and text_width(text + "…", size, bold) > width:
        text = text[:-1]
    return text.rstrip() + "…"


def _char_width(char: str, widths: dict[str, float]) -> float:
    """Return the width of a character, in ems."""
    if unicodedata.combining(char):
        return 0
    if unicodedata.east_asian_width(char) in "WF":
        return 1
    return widths.get(char, _OTHER)
