"""Ids of reports: what may be one, and the one that is nearest to a text.

Comes in: text, from ``values``, ``fields``, the import and the audit. Goes out: whether it is an id, or an id.
"""

from __future__ import annotations

import re

from mkdocs_postmortems.letters import bare
from mkdocs_postmortems.read.patterns import pattern

ID = pattern(r"[a-z0-9][a-z0-9-]{0,99}", re.ASCII)
_DEVICES = pattern(r"con|prn|aux|nul|com\d|lpt\d", re.ASCII)
"""Ids that are no file name on Windows."""


def is_id(text: str) -> bool:
    """Whether the text can be a report's id: an address, and a folder's name on every system."""
    return ID.fullmatch(text) is not None and not _DEVICES.fullmatch(text)


def slug(text: str) -> str:
    """The id that is nearest to a text; "" where nothing of it can be in an id."""
    near = re.sub(r"[^a-z0-9]+", "-", bare(text)).strip("-")[:100].strip("-")
    return f"{near}-incident" if _DEVICES.fullmatch(near) else near
