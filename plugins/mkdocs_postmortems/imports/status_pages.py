"""Messages of a status page, each with the time of its posting below its heading or behind its text.

Takes a ``Document`` and returns it with these times where the timeline's reader expects them, and the edits. Called by
``report``.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from mkdocs_postmortems.imports.document import Document
from mkdocs_postmortems.imports.edits import Edits
from mkdocs_postmortems.read.heads import POSTED
from mkdocs_postmortems.read.line_times import read_head

_STATE = re.compile(
    r"#{1,6} +(?:investigating|identified|monitoring|verifying|in progress|updated?|resolved|completed|scheduled)"
    r"[ \t]*$",
    re.IGNORECASE,
)
_TRACK = r"\{\{[<%][ ]*track[ ]+[\"'](?P<track>[^\"']+)[\"'][ ]*[>%]\}\}"
_MARKED = re.compile(
    rf"(?:<br ?/?>)?[ \t]*(?:{_TRACK}"
    r"|<(?P<tag>span|small|time)\b[^<>]*>(?P<inside>[^<>]+)</(?P=tag)>)[ \t]*$",
    re.IGNORECASE,
)
"""A time as the last line of a message: in a shortcode, or in a tag of its own."""
_TRACKED = re.compile(rf"(?P<text>\S.*?)[ \t]*{_TRACK}[ \t]*$")
"""A message, or its last line, followed by a time as in cState."""
_UPDATE = re.compile(r":{3,}[ \t]*update[ \t]+(?P<state>[^|]+?)[ \t]*\|[ \t]*(?P<time>.+?)[ \t]*$", re.IGNORECASE)
_UPDATE_END = re.compile(r":{3,}[ \t]*$")


def with_posted_times(document: Document) -> tuple[Document, Edits]:
    """Move the times of messages to where they can be read.

    ``*Posted Oct 15, 2023 - 12:30 UTC*`` moves into the heading above it: ``## Resolved - Oct 15, 2023 - 12:30 UTC``.
    So does a time that stands there alone.
    ``::: update Resolved | 2023-10-15 12:30`` becomes such a heading. A marked time below a message becomes ``*Posted
    ...*``, and one behind a message moves in front of it.
    """
    lines, edits, inside = list(document.lines), Edits(), False
    for at, line in enumerate(document.lines):
        if _STATE.match(line):
            below = next((n for n in range(at + 1, len(lines)) if lines[n].strip()), at)
            written = lines[below].strip()
            posted = POSTED.match(written)
            if _is_time(time := written[posted.end() if posted else 0 :].strip("*_ ")):
                lines[at] = f"{line.rstrip()} - {time}"
                lines[below] = ""
                edits.drop |= set(range(at + 2, below + 2))
                edits.notes.append((below + 1, f"{written!r} is in the heading above now"))
        elif (update := _UPDATE.match(line)) and _is_time(update["time"]):
            lines[at], inside = f"### {update['state']} - {update['time']}", True
            edits.notes.append((at + 1, f"{line.strip()!r} is a heading now"))
        elif inside and _UPDATE_END.match(line):
            lines[at], inside = "", False
            edits.drop.add(at + 1)
        elif (marked := _MARKED.match(line)) and _is_time(told := (marked["track"] or marked["inside"]).strip()):
            lines[at] = f"*Posted {told}*"
            edits.notes.append((at + 1, f"{line.strip()!r} is {lines[at]!r} now"))
        elif (tracked := _TRACKED.match(line)) and _is_time(tracked["track"]):
            lines[at] = tracked["text"]
            first = next((n for n in range(at, 0, -1) if not lines[n - 1].strip()), 0)
            lines[first] = f"{tracked['track']} - {lines[first]}"
            edits.notes.append((first + 1, f"{tracked['track']!r} is in front of its message now"))
    return replace(document, lines=tuple(lines)), edits


def _is_time(text: str) -> bool:
    head = read_head(text)
    return head is not None and head.stamp.timed and not head.text.strip()
