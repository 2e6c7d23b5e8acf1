"""The action items as CSV.

``actions_csv`` takes entries in the page's order. Ages and delays are numbers of days. Called by ``page``.
"""

from __future__ import annotations

from collections.abc import Iterable

from mkdocs_postmortems.archive.action_list import ListedAction
from mkdocs_postmortems.publish.data.spreadsheet import Cell, csv_bytes, joined
from mkdocs_postmortems.publish.linked_text import ticket_parts
from mkdocs_postmortems.read.body.inline import plain

_HEADER = (
    *("incident", "title", "severity", "number", "action", "status", "owner", "type", "opened", "due", "closed"),
    *("age_days", "overdue_days", "ticket", "ticket_urls"),
)


def actions_csv(entries: Iterable[ListedAction]) -> bytes:
    """Return a CSV file with one row per item."""
    return csv_bytes([_HEADER, *map(_row, entries)])


def _row(entry: ListedAction) -> tuple[Cell, ...]:
    report, item = entry.report, entry.item
    ticket, addresses = ticket_parts(item.ticket)
    return (
        *(report.id, report.fields.title, report.fields.severity, item.number),
        *(plain(item.first_paragraph), item.status, item.owner, item.type),
        *(entry.opened, item.due, item.closed),
        *(entry.age, entry.late, ticket, joined(addresses)),
    )
