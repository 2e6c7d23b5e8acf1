"""Log lines with date and time that a timeline quotes in blocks of code.

Takes an imported report and counts such lines in its timeline. The page shows them as code within an event. Called by
``report``; ``parts`` asks what a line is.
"""

from __future__ import annotations

import re

from mkdocs_postmortems.read.model import Report

_CLOCK = r"\d{2}:\d{2}:\d{2}"
_LOG_LINES = tuple(
    re.compile(rf"[ \t>]*(?:{pattern})")
    for pattern in (
        # 2023-10-15 14:05:31,123 WARNING ..., 2023-10-15T14:05Z, 2023/10/15 14:05:31, [E 2023-10-15 14:05:31 app:12]
        r"\[?(?:[A-Z]{1,8}[ \t:]{1,2})?\[?\d{4}[-/]\d{2}[-/]\d{2}[T ]\d{2}:\d{2}",
        # I1015 14:05:31.123456 (glog), [I 231015 14:05:31 app:12] (tornado)
        rf"[IWEF]\d{{4}} {_CLOCK}|\[[DIWEC] \d{{6}} {_CLOCK}",
        # Oct 15 14:05:31 host program: ... (syslog), févr. 13 14:05:31 host program: ...
        rf"[^\W\d_]{{3,5}}\.? [ \d]\d {_CLOCK}",
        # 127.0.0.1 - - [15/Oct/2023:14:05:31 +0000] "GET / HTTP/1.1" (a web server)
        rf"[\w.:-]{{3,45}} \S{{1,30}} \S{{1,30}} \[\d{{2}}/[A-Z][a-z]{{2}}/\d{{4}}:{_CLOCK}",
        # {"timestamp": "2023-10-15T14:05:31Z", ...}, time="2023-10-15T14:05:31Z" level=warning
        r"(?:\{[ ]?\"@?(?:timestamp|time|ts|datetime|date)\"[ ]?:[ ]?|(?:time|ts|timestamp)=)\"?"
        r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}",
    )
)
"""The formats in which programs write logs. A line without a date does not count."""


_SAID = re.compile(r"[^<>]{5,30}[ \t\]]<[ @+%&~]?[^<>\s]{1,30}>[ \t]")


def count_logged(report: Report) -> int:
    """Count the lines of code in the timeline's sections that begin with date and time and are no events."""
    if report.timeline is None:
        return 0
    parts = report.timeline.parts
    events = {event.span.first for event in report.timeline.events}
    first = report.source.body_line
    inside = {line for part in parts for line in part.span.numbers} - events
    return sum(report.kinds[line - first] == "code" and is_logged(report.source.lines[line - 1]) for line in inside)


def is_logged(line: str) -> bool:
    """Whether a line is one of a log, of a program or of a chat."""
    return any(each.match(line) for each in _LOG_LINES)


def is_said(line: str) -> bool:
    """Whether a line of a log is one of a chat, where a name in angle brackets follows the time."""
    return bool(_SAID.match(line))
