"""The filters of a list of action items.

``action_filters`` takes a list's entries and, on an owner's page, the owner, and returns the ``Choice`` values of each
filter. ``actions.html`` prints them, ``actions.js`` applies them. Called by ``page``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from mkdocs_postmortems.archive.action_list import ListedAction, Owner, by_owner, tally
from mkdocs_postmortems.publish.cards import severity_level
from mkdocs_postmortems.settings import Settings

CHOICES = 30
"""Maximum number of values in a filter; those with the most open items are kept."""

_STATUSES = ("open", "proposed", "done", "not doing")
_CHOSEN = ("open", "proposed")
"""The statuses that are shown initially."""


class Choice(Struct, frozen=True):
    """A value to filter by, with its number of items and how many of them are late."""

    label: str
    value: str
    count: int
    late: int
    level: int = 0
    chosen: bool = False


def action_filters(
    entries: Sequence[ListedAction], owner: Owner | None, settings: Settings
) -> Mapping[str, tuple[Choice, ...]]:
    """Return the choices of each filter by its name; an owner's page has none for the owner.

    Statuses count all items, the other filters only open and proposed ones.
    """
    live = [entry for entry in entries if entry.item.is_open]
    return {
        "status": _statuses(entries),
        "owner": _owners(entries) if owner is None else (),
        "type": _types(live, entries),
        "severity": _severities(live, entries, settings),
    }


def _statuses(entries: Sequence[ListedAction]) -> tuple[Choice, ...]:
    return tuple(
        _choice(status, [entry for entry in entries if entry.item.status == status], chosen=status in _CHOSEN)
        for status in _STATUSES
    )


def _owners(entries: Sequence[ListedAction]) -> tuple[Choice, ...]:
    return tuple(
        _choice(owner.name, [entry for entry in owner.entries if entry.item.is_open], owner.slug)
        for owner in by_owner(entries)[:CHOICES]
    )


def _types(live: Sequence[ListedAction], entries: Sequence[ListedAction]) -> tuple[Choice, ...]:
    types = {entry.item.type for entry in entries if entry.item.type}
    choices = (_choice(each, [entry for entry in live if entry.item.type == each]) for each in types)
    return tuple(sorted(choices, key=lambda choice: (-choice.late, -choice.count, choice.value)))[:CHOICES]


def _severities(
    live: Sequence[ListedAction], entries: Sequence[ListedAction], settings: Settings
) -> tuple[Choice, ...]:
    severities = {entry.report.fields.severity for entry in entries}
    return tuple(
        _choice(
            each,
            [entry for entry in live if entry.report.fields.severity == each],
            level=severity_level(each, settings),
        )
        for each in sorted(severities, key=lambda each: (settings.rank(each), each))
    )


def _choice(
    label: str, entries: Sequence[ListedAction], value: str | None = None, level: int = 0, chosen: bool = False
) -> Choice:
    counts = tally(entries)
    return Choice(label, label if value is None else value, counts.total, counts.late, level, chosen)
