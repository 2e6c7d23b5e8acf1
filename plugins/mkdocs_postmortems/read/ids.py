"""Ids of reports: which are valid, and how to derive one from a text.

Takes text from ``values``, ``fields``, the import and the audit. Returns whether it is an id, or an id.
"""

from __future__ import annotations

import re

from mkdocs_postmortems.letters import bare
from mkdocs_postmortems.read.patterns import pattern

ID = pattern(r"[a-z0-9][a-z0-9-]{0,99}", re.ASCII)
_DEVICES = pattern(r"con|prn|aux|nul|com\d|lpt\d", re.ASCII)
"""The names of devices on Windows."""


def is_id(text: str) -> bool:
    """Return whether the text can be a report's id: part of an address, and a folder's name on every system."""
    return ID.fullmatch(text) is not None and not is_device(text)


def slug(text: str) -> str:
    """Return the id closest to a text; "" if none of its characters can be in an id."""
    near = re.sub(r"[^a-z0-9]+", "-", bare(text)).strip("-")[:100].strip("-")
    return f"{near}-incident" if is_device(near) else near


def is_device(name: str) -> bool:
    """Return whether a name in lower case is that of a device on Windows, which can be no file or folder there.

    What follows a dot does not matter: ``aux.md`` is ``aux``.
    """
    return _DEVICES.fullmatch(name.partition(".")[0]) is not None
