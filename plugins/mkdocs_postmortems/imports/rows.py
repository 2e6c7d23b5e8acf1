"""Lines that are list items in all but their marks.

Takes a ``Document`` and returns it with rows such as ``| **14:05** | A deploy. |`` as items, and the edits: kramdown
shows rows without a header as a table; Python-Markdown, which renders reports, shows them as text. Takes a converted
report and returns its lines with keys such as ``status: resolved`` at the top as items. Called by ``report``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mkdocs_postmortems.imports.calendar import Calendar
from mkdocs_postmortems.imports.details import Rewritten
from mkdocs_postmortems.imports.edits import Body
from mkdocs_postmortems.read.blocks import classify
from mkdocs_postmortems.read.line_times import read_head
from mkdocs_postmortems.read.model import Report
from mkdocs_postmortems.read.tables import is_table, split_row

_KEY = re.compile(r"[A-Za-z_][\w-]* ?:(?:\s|$)")
_FEW = 2
"""How many rows make a table."""


def list_rows(body: Body) -> None:
    """Make a list item of each row that begins with a time, unless the rows have a header."""
    lines = body.lines
    for rows in _runs(lines) if any(line.startswith("|") for line in lines) else ():
        cells = [split_row(lines[at]) for at in rows]
        headed = any(is_table(lines, at) for at in rows)
        if headed or len(rows) < _FEW or not all(len(each) > 1 and read_head(each[0]) for each in cells):
            continue
        for at, (first, *rest) in zip(rows, cells, strict=True):
            lines[at] = f"- {first} {' | '.join(filter(None, rest))}".rstrip()
        body.note(rows[0], "the rows of a table without a head are items of a list now")


def with_listed_keys(report: Report, calendar: Calendar) -> Rewritten:
    """Make items of lines at the top that the reader takes for keys below the end of the front matter."""
    lines = list(report.source.lines)
    changes: list[tuple[str, str]] = []
    for spilt in (problem.line for problem in report.problems if problem.rule == "fm-spill"):
        for at in range(spilt - 1, len(lines)):
            if not _KEY.match(lines[at]):
                break
            changes.append((lines[at], f"{lines[at].strip()!r} is an item now, so that it is no key of front matter"))
            lines[at] = f"* {lines[at]}"
    return lines, changes


def _runs(lines: Sequence[str]) -> Iterator[range]:
    """Yield the lines, from 0, of each run that begins with ``|``."""
    at, kinds = 0, classify(lines).kinds
    while at < len(lines):
        first = at
        while at < len(lines) and kinds[at] == "text" and lines[at].startswith("|"):
            at += 1
        if at > first:
            yield range(first, at)
        at += 1
