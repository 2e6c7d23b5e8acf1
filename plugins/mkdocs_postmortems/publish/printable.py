"""Text without characters that other programs refuse.

Comes in: any text. Goes out: the same, fit for XML, JSON, CSV and a calendar. Called by ``feeds``, ``dataset``,
``spreadsheet`` and ``calendar``.
"""

from __future__ import annotations

import re

_REFUSED = re.compile("[^\t\n\r -\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """The text with U+FFFD for each character that XML 1.0 cannot hold: controls, halves of pairs, U+FFFE."""
    return _REFUSED.sub("\ufffd", text).strip()
