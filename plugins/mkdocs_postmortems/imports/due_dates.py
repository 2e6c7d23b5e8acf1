"""Due dates as people write them -> year first, as a report's action items have them.

Comes in: a report that was put together, and the calendar of its source. Goes out: the text with such dates rewritten,
and what was changed. Called by ``report``.
"""

from __future__ import annotations

import re
from datetime import timedelta

from mkdocs_postmortems.imports.calendar import Calendar
from mkdocs_postmortems.read.model import Report
from mkdocs_postmortems.read.stamps import read_head

_HALF_A_YEAR = timedelta(days=182)
_CELL = re.compile(r"[^|]*")
_DETAIL = re.compile(r"[^,;)]*")


def with_written_due_dates(report: Report, calendar: Calendar) -> tuple[list[str], list[tuple[str, str, str]]]:
    """The report's lines with its due dates year first, and for each change the old line, the old date and the new.

    One without a year is the first such day behind the incident's.
    """
    lines = list(report.source.lines)
    changes: list[tuple[str, str, str]] = []
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
            changes.append((report.source.lines[problem.line - 1], written, f"{day}"))
    return lines, changes
