"""A rule for lists and tables that are too large for a page."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_postmortems.check.subject import Finding, Subject
from mkdocs_postmortems.diagnostics import Level
from mkdocs_postmortems.read.model import LIST_FIELDS

MOST_VALUES = 100
MOST_COLUMNS = 50
MOST_ITEMS = 500
MOST_HEADINGS = 5_000
"""More are an error: the search plugin of Material takes half a minute for 20,000."""


def find_long_lists(subject: Subject) -> Iterator[Finding]:
    """``list-limit``"""
    report = subject.report
    for name in LIST_FIELDS:
        if (count := len(getattr(report.fields, name))) > MOST_VALUES:
            yield Finding(
                f"{name} has {count:,} values, more than {MOST_VALUES}",
                *subject.value_of(name),
                help="keep those that matter to a reader",
            )
    yield from _wide_tables(subject)
    headings = [heading.line for heading in report.headings]
    for what, lines in (("headings", headings), ("action items", [item.span.first for item in report.actions])):
        if len(lines) > MOST_ITEMS:
            yield Finding(
                f"there are {len(lines):,} {what}, more than {MOST_ITEMS}",
                lines[MOST_ITEMS],
                help="split the report, or move the list to a file beside it",
                at_most=Level.ERROR if lines is headings and len(lines) > MOST_HEADINGS else Level.WARNING,
            )


def _wide_tables(subject: Subject) -> Iterator[Finding]:
    last = 0
    for passage in subject.text:  # one for each row
        columns = passage.prose.partition("\n")[0].count("|")
        if columns <= MOST_COLUMNS:
            continue
        if passage.first != last + 1:
            yield Finding(
                f"this table has about {columns:,} columns, more than {MOST_COLUMNS}",
                passage.first,
                help="swap its rows and columns, or move it to a file beside the report",
            )
        last = passage.first
