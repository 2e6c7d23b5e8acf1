"""Text without characters that other programs reject in XML, JSON, CSV or a calendar.

Called by ``feeds``, ``dataset``, ``spreadsheet`` and ``calendar``.
"""

from __future__ import annotations

import re

_REFUSED = re.compile("[^\t\n\r -\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """Strip the text, and replace each character that XML 1.0 forbids (controls, lone surrogates, U+FFFE) by U+FFFD."""
    return _REFUSED.sub("\ufffd", text).strip()
