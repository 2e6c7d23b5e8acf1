"""Details of measures as people write them -> in brackets, and dates year first, as action items of a report have them.

Comes in: a report that was put together, and the calendar of its source. Goes out: its lines with such details
rewritten, and each old line that was changed with what is told of it. Called by ``report``.
"""

from __future__ import annotations

import re
from datetime import timedelta

from mkdocs_postmortems.imports.calendar import Calendar
from mkdocs_postmortems.read.actions import DETAILS
from mkdocs_postmortems.read.model import Report
from mkdocs_postmortems.read.stamps import read_head

Rewritten = tuple[list[str], list[tuple[str, str]]]

_HALF_A_YEAR = timedelta(days=182)
_CELL = re.compile(r"[^|]*")
_DETAIL = re.compile(r"[^,;)]*")
_OTHER_WORDS = frozenset(
    {"target", "by", "when", "bis", "who", "wer", "link", "links", "issue", "issues", "bug", "story"}
)
"""Keys within brackets that in a sentence may begin anything."""
_KEYS = "|".join(
    re.escape(key) for name in ("owner", "due", "ticket") for key in DETAILS[name] if key not in _OTHER_WORDS
)
_AT_END = re.compile(
    r"(?:(?<=[^\s*+-])[ \t]+[-–—]{1,2}|(?<=[.;,!?。]))[ \t]+"
    rf"(?P<details>[*_]{{0,2}}(?:{_KEYS})[*_]{{0,2}}:[^()|]{{1,120}}?)\.?[ \t]*$",
    re.IGNORECASE,
)
_NAMED_AT_END = re.compile(
    r"(?<=[^\s*+-])[ \t]+(?:[-–—]{1,2}[ \t]+|(?P<open>[(\[]))"
    r"(?P<names>@[\w-]{1,40}(?:(?:,| and|,? &)? @[\w-]{1,40}){0,4})(?(open)[)\]])[ \t]*$"
)
"""The names of accounts alone in brackets or behind a dash: ``Buy water (@ana)``."""


def with_details_in_brackets(report: Report, calendar: Calendar) -> Rewritten:
    """``Buy water — owner: ana`` with the owner in brackets, and a name alone as that of an owner."""
    lines = list(report.source.lines)
    changes: list[tuple[str, str]] = []
    for action in report.actions:
        for at in range(action.span.first - 1, action.span.last) if not action.owner else ():
            line = lines[at]
            new = _AT_END.sub(lambda match: f" ({re.sub(r'[*_]{1,2}', '', match['details'])})", line, count=1)
            new = _NAMED_AT_END.sub(r" (owner: \g<names>)", new, count=1)
            if new != line and not line.lstrip().startswith("|"):
                lines[at] = new
                changes.append((line, "the details of this measure are in brackets now"))
    return lines, changes


def with_written_due_dates(report: Report, calendar: Calendar) -> Rewritten:
    """The due dates year first. One without a year is the first such day behind the incident's."""
    lines = list(report.source.lines)
    changes: list[tuple[str, str]] = []
    middle = calendar.day + _HALF_A_YEAR if calendar.day else None  # so that the nearest one follows the incident
    for problem in report.problems:
        if problem.rule != "bad-due-date":
            continue
        line, start = lines[problem.line - 1], problem.column - 1
        inside = (_CELL if line.lstrip().startswith("|") else _DETAIL).match(line, start)
        written = inside.group().strip(" *_`") if inside else ""
        head = read_head(written)
        day = calendar.find_day(written, middle) if head and not head.stamp.timed and not head.text.strip() else None
        if day is not None:
            at = line.index(written, start)
            lines[problem.line - 1] = f"{line[:at]}{day}{line[at + len(written) :]}"
            changes.append((report.source.lines[problem.line - 1], f"due date {written!r} is {day} now"))
    return lines, changes
