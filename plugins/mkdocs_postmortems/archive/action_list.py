"""All action items of the archive: their age and delay, grouped by due date and by owner, and counted by quarter.

Used by the action items page, the insights page, the facet pages and the calendar.

An item counts as opened on the day on which its incident was resolved (or began, if no end is recorded). It counts as
closed in a quarter only if its author recorded the date. A closed item without that date is left out of every quarter's
number of open items, because any quarter would be a guess.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from mkdocs_postmortems.archive.facets import slug
from mkdocs_postmortems.archive.statistics import Quarter
from mkdocs_postmortems.letters import commonest
from mkdocs_postmortems.read.model import ActionItem, Report

SOON = 30
"""Items due within this many days, the last one included, are *due soon*."""

GroupName = Literal["overdue", "soon", "undated", "later", "done", "not doing"]
GROUPS: tuple[GroupName, ...] = ("overdue", "soon", "undated", "later", "done", "not doing")
"""The groups by due date, in the order in which they are shown."""


class ListedAction(Struct, frozen=True):
    """An action item as of ``today``. ``opened`` is ``None`` if its report has neither a start nor an end."""

    report: Report
    item: ActionItem
    opened: date | None
    today: date

    @property
    def key(self) -> str:
        """The item's id in the archive: its report's id and its number there."""
        return f"{self.report.id}-{self.item.number}"

    @property
    def age(self) -> int | None:
        """Days since it was opened, until it was closed if it is; ``None`` if either day is unknown."""
        end = self.today if self.item.is_open else self.item.closed
        return max(0, (end - self.opened).days) if end and self.opened else None

    @property
    def late(self) -> int:
        """Days past its due date; 0 for an item that is closed, has no due date, or is due today or later."""
        if self.item.due is None or not self.item.is_open:
            return 0
        return max(0, (self.today - self.item.due).days)

    @property
    def days_left(self) -> int | None:
        """Days until it is due, 0 today; ``None`` if it is closed, late, or has no due date."""
        if self.item.due is None or not self.item.is_open or self.late:
            return None
        return (self.item.due - self.today).days

    @property
    def group(self) -> GroupName:
        match self.item.status:
            case "done" | "not doing":
                return self.item.status
        if self.item.due is None:
            return "undated"
        left = (self.item.due - self.today).days
        return "overdue" if left < 0 else "soon" if left <= SOON else "later"


def list_actions(reports: Iterable[Report], today: date) -> tuple[ListedAction, ...]:
    """Return all items of the reports, in the order of ``GROUPS``.

    Open items are sorted by due date, those without one by age, oldest first. Closed items are sorted newest first.
    """
    return tuple(sorted((entry for report in reports for entry in actions_of(report, today)), key=_order))


def actions_of(report: Report, today: date) -> list[ListedAction]:
    """Return one report's items in the order in which they are written."""
    opened = opened_on(report)
    return [ListedAction(report, item, opened, today) for item in report.actions]


def _order(entry: ListedAction) -> tuple[int, int, str, int]:
    if entry.item.is_open:
        day = entry.item.due or entry.opened or date.max
        place = day.toordinal()
    else:
        place = -(entry.item.closed or entry.opened or date.min).toordinal()
    return GROUPS.index(entry.group), place, entry.report.id, entry.item.number


def opened_on(report: Report) -> date | None:
    """Return the day on which the report's items count as opened, in the report's time zone."""
    moment = report.time("resolved") or report.time("started")
    return moment.at.date() if moment else None


class Tally(Struct, frozen=True):
    """The number of entries, of those that are open or proposed, and of those that are late."""

    total: int
    open: int
    late: int


def tally(entries: Iterable[ListedAction]) -> Tally:
    entries = tuple(entries)
    return Tally(len(entries), sum(entry.item.is_open for entry in entries), sum(entry.late > 0 for entry in entries))


class Owner(Struct, frozen=True):
    """An owner's entries. ``name`` and ``slug`` are "" for items without an owner."""

    name: str
    slug: str
    entries: tuple[ListedAction, ...]
    tally: Tally


def by_owner(entries: Iterable[ListedAction]) -> tuple[Owner, ...]:
    """Return the owners with their entries, sorted by their number of late items, of open items, and by name.

    Items without an owner come last. Names with the same slug are one owner, in the most frequent spelling.
    """
    members: dict[str, list[ListedAction]] = {}
    for entry in entries:
        members.setdefault(owner_slug(entry), []).append(entry)
    owners = [
        Owner(commonest(entry.item.owner for entry in found), key, tuple(found), tally(found))
        for key, found in members.items()
    ]
    return tuple(sorted(owners, key=lambda owner: (not owner.slug, -owner.tally.late, -owner.tally.open, owner.slug)))


def owner_slug(entry: ListedAction) -> str:
    """Return the owner as a segment of an address, "" if there is none."""
    return slug(entry.item.owner) if entry.item.owner else ""


class QuarterFlow(Struct, frozen=True):
    """One quarter's items: opened in it, closed in it, and open at its end (or today, while it runs)."""

    quarter: Quarter
    opened: int
    closed: int
    open_at_end: int


class Flows(Struct, frozen=True):
    """The flows of all quarters, and the number of closed items without a closing date."""

    flows: tuple[QuarterFlow, ...]
    undated: int


def flow_by_quarter(entries: Iterable[ListedAction], quarters: Sequence[Quarter]) -> Flows:
    """Count the items opened and closed in each of the quarters, which must be consecutive.

    The first quarter's number of open items includes older ones. A closed item without a date counts as opened, but in
    no number of open items.
    """
    opened: Counter[Quarter] = Counter()
    closed: Counter[Quarter] = Counter()
    undated: Counter[Quarter] = Counter()
    for entry in entries:
        if entry.opened is None:
            continue
        born = Quarter.of(entry.opened)
        opened[born] += 1
        if entry.item.is_open:
            continue
        if entry.item.closed is None:
            undated[born] += 1
        else:
            closed[max(born, Quarter.of(entry.item.closed))] += 1
    if not quarters:
        return Flows((), undated.total())
    known = opened - undated
    still_open = sum(
        count for quarter, count in (*known.items(), *((q, -n) for q, n in closed.items())) if quarter < quarters[0]
    )
    flows = []
    for quarter in quarters:
        still_open += known[quarter] - closed[quarter]
        flows.append(QuarterFlow(quarter, opened[quarter], closed[quarter], still_open))
    return Flows(tuple(flows), undated.total())
