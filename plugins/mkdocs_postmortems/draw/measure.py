"""How wide a text will be, without a font at hand.

Comes in: text and a size. Goes out: units, rather too many than too few, so that a label which is said to fit fits in
any of the fonts that a reader may have. Called wherever a drawing decides whether a label has room.
"""

from __future__ import annotations

import unicodedata

_NARROW = dict.fromkeys("ijl'|", 0.23) | dict.fromkeys(" !,./:;[]\\ftI·", 0.28) | dict.fromkeys('()-r`{}*"–', 0.39)
_WIDE = dict.fromkeys("mMW%@—…", 1.0) | dict.fromkeys("ACDGHNOQRUVwYKBEPSX&+<=>~", 0.76)
_WIDTHS = _NARROW | _WIDE
_OTHER = 0.57
_SPARE = 1.04


def text_width(text: str, size: float = 11, bold: bool = False) -> float:
    """The width of one line of text in units, for sans-serif fonts of the width of Arial and Roboto."""
    ems = sum(_char_width(char) for char in text)
    return ems * size * _SPARE * (1.06 if bold else 1)


def _char_width(char: str) -> float:
    if unicodedata.combining(char):
        return 0
    if unicodedata.east_asian_width(char) in "WF":
        return 1
    return _WIDTHS.get(char, _OTHER)
