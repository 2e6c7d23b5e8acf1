"""Messages of a status page, each below the state that it names, with the time of its posting in the next line.

Comes in: a ``Document``. Goes out: the same with that time in the heading, where the timeline's reader finds it, and
the edits that this is. Called by ``report``.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from mkdocs_postmortems.imports.document import Document
from mkdocs_postmortems.imports.headings import Edits
from mkdocs_postmortems.read.stamps import read_head

_STATE = re.compile(
    r"#{1,6} +(?:investigating|identified|monitoring|verifying|in progress|updated?|resolved|completed|scheduled)"
    r"[ \t]*$",
    re.IGNORECASE,
)
_POSTED = re.compile(
    r"(?P<mark>[*_]{0,2})(?:posted|updated)(?: on| at)?:?[ \t]+(?P<time>[^*_]+?)(?P=mark)[ \t]*$", re.IGNORECASE
)


def with_times_in_headings(document: Document) -> tuple[Document, Edits]:
    """The document with ``## Resolved - Oct 15, 2023 - 12:30 UTC`` for a heading and ``*Posted Oct 15, ...*`` below."""
    lines, edits = list(document.lines), Edits()
    for at, line in enumerate(document.lines):
        if not _STATE.match(line):
            continue
        below = next((n for n in range(at + 1, len(lines)) if lines[n].strip()), at)
        posted = _POSTED.match(lines[below].strip())
        head = read_head(posted["time"]) if posted else None
        if posted and head and head.stamp.timed and not head.text.strip():
            lines[at] = f"{line.rstrip()} - {posted['time']}"
            lines[below] = ""
            edits.drop |= set(range(at + 2, below + 2))
            edits.notes.append((below + 1, f"{posted.group().strip()!r} is in the heading above now"))
    return replace(document, lines=tuple(lines)), edits
