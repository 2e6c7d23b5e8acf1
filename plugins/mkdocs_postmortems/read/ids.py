"""Ids of reports: which are valid, and how to derive one from a text.

Takes text from ``values``, ``fields``, the import and the audit. Returns whether it is an id, or an id.
"""

from __future__ import annotations

import re

from mkdocs_postmortems.letters import bare
from mkdocs_postmortems.read.patterns import pattern

ID = pattern(r"[a-z0-9][a-z0-9-]{0,99}", re.ASCII)
_DEVICES = pattern(r"con|prn|aux|nul|com\d|lpt\d", re.ASCII)
"""Ids that cannot be file names on Windows."""


def is_id(text: str) -> bool:
    """Return whether the text can be a report's id: part of an address, and a folder's name on every system."""
    return ID.fullmatch(text) is not None and not _DEVICES.fullmatch(text)


def slug(text: str) -> str:
    """Return the id closest to a text; "" if none of its characters can be in an id."""
    near = re.sub(r"[^a-z0-9]+", "-", bare(text)).strip("-")[:100].strip("-")
    return f"{near}-incident" if _DEVICES.fullmatch(near) else near
