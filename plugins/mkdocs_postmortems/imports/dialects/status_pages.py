"""Messages of a status page, each with the time of its posting below its heading or behind its text.

Takes a ``Body`` and moves these times to where the timeline's reader expects them. Called by ``steps``.
"""

from __future__ import annotations

import re

from mkdocs_postmortems.imports.edits import Body
from mkdocs_postmortems.read.timeline.heads import POSTED
from mkdocs_postmortems.read.times.line_times import read_head

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


def move_posted_times(body: Body) -> None:
    """Move the times of messages to where they can be read."""
    inside = False
    """Whether the line is in a block that began with ``::: update``."""
    for at, line in enumerate(body.lines):
        if _STATE.match(line):
            _move_into_heading(body, at)
        elif (update := _UPDATE.match(line)) and _is_time(update["time"]):
            inside = True
            body.put(at, f"### {update['state']} - {update['time']}", f"{line.strip()!r} is a heading now")
        elif inside and _UPDATE_END.match(line):
            inside = False
            body.drop(at)
        elif (marked := _MARKED.match(line)) and _is_time(told := (marked["track"] or marked["inside"]).strip()):
            posted = f"*Posted {told}*"
            body.put(at, posted, f"{line.strip()!r} is {posted!r} now")
        elif (tracked := _TRACKED.match(line)) and _is_time(tracked["track"]):
            _move_to_front(body, at, tracked)


def _move_into_heading(body: Body, at: int) -> None:
    """Move ``*Posted Oct 15, 2023 - 12:30 UTC*``, or a time alone, behind the words of the heading above it."""
    lines = body.lines
    below = next((n for n in range(at + 1, len(lines)) if lines[n].strip()), at)
    written = lines[below].strip()
    posted = POSTED.match(written)
    time = written[posted.end() if posted else 0 :].strip("*_ ")
    if _is_time(time):
        lines[at] = f"{lines[at].rstrip()} - {time}"
        for between in range(at + 1, below):
            body.drop(between)
        body.drop(below, f"{written!r} is in the heading above now")


def _move_to_front(body: Body, at: int, tracked: re.Match[str]) -> None:
    """Move the time at the end of a message, whose last line this is, in front of it."""
    lines = body.lines
    lines[at] = tracked["text"]
    first = next((n for n in range(at, 0, -1) if not lines[n - 1].strip()), 0)
    body.put(first, f"{tracked['track']} - {lines[first]}", f"{tracked['track']!r} is in front of its message now")


def _is_time(text: str) -> bool:
    head = read_head(text)
    return head is not None and head.stamp.timed and not head.text.strip()
