"""Every action item of the archive with its report: its age, how late it is, its owner, and how many stay open.

Comes in: reports and the day that *late* refers to. Goes out: ``ListedAction`` values, grouped, for the action items
page, the insights page, the facet pages and the calendar.

An item counts as opened on the day on which its incident was resolved (or began, if no end is recorded). When it was
closed is known only if its author wrote it down: otherwise a closed item is left out of the count of open items for all
quarters, rather than assigned to a guessed one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from mkdocs_postmortems.archive.facets import slug
from mkdocs_postmortems.archive.statistics import Quarter
from mkdocs_postmortems.read.model import ActionItem, Report

SOON = 30
"""Items due within this many days, the last one included, are *due soon*."""

GroupName = Literal["overdue", "soon", "undated", "later", "done", "not doing"]
GROUPS: tuple[GroupName, ...] = ("overdue", "soon", "undated", "later", "done", "not doing")
"""The groups by due date, in the order in which they are shown."""


class ListedAction(Struct, frozen=True):
    """An action item as of ``today``. ``opened`` is ``None`` where its report has no time at all."""

    report: Report
    item: ActionItem
    opened: date | None
    today: date

    @property
    def key(self) -> str:
        """Identifies the item in the archive: its report's id and its number there."""
        return f"{self.report.id}-{self.item.number}"

    @property
    def age(self) -> int | None:
        """Days since it was opened, up to its closing where that is known; ``None`` where neither is known."""
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
        """Days until it is due, 0 today; ``None`` where it is closed, late, or has no due date."""
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
        if self.late:
            return "overdue"
        return "soon" if (self.item.due - self.today).days <= SOON else "later"


def list_actions(reports: Iterable[Report], today: date) -> tuple[ListedAction, ...]:
    """Every item of the reports: overdue ones first, the latest of all on top, then by due date.

    Items without a due date follow those with one, oldest first; closed ones come last, newest first.
    """
    return tuple(sorted((entry for report in reports for entry in actions_of(report, today)), key=_order))


def actions_of(report: Report, today: date) -> list[ListedAction]:
    """One report's items as written."""
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
    """The day on which the report's items count as opened, in the report's own zone."""
    moment = report.time("resolved") or report.time("started")
    return moment.at.date() if moment else None


def by_group(entries: Iterable[ListedAction]) -> dict[GroupName, tuple[ListedAction, ...]]:
    """The entries of each group, including empty groups, in the order given."""
    members: dict[GroupName, list[ListedAction]] = {name: [] for name in GROUPS}
    for entry in entries:
        members[entry.group].append(entry)
    return {name: tuple(found) for name, found in members.items()}


class Tally(Struct, frozen=True):
    """How many entries there are, how many of them are open or proposed, and how many late."""

    total: int
    open: int
    late: int


def tally(entries: Iterable[ListedAction]) -> Tally:
    entries = tuple(entries)
    return Tally(len(entries), sum(entry.item.is_open for entry in entries), sum(entry.late > 0 for entry in entries))


class Owner(Struct, frozen=True):
    """An owner's entries. ``name`` and ``slug`` are "" for the items that nobody owns."""

    name: str
    slug: str
    entries: tuple[ListedAction, ...]
    tally: Tally


def by_owner(entries: Iterable[ListedAction]) -> tuple[Owner, ...]:
    """The entries of each owner: those with most late items first, then most open ones, then by name.

    Items without an owner come last. Names with the same slug are one owner, in the most frequent spelling.
    """
    members: dict[str, list[ListedAction]] = {}
    for entry in entries:
        members.setdefault(owner_slug(entry), []).append(entry)
    owners = [Owner(_spelling(found), key, tuple(found), tally(found)) for key, found in members.items()]
    return tuple(sorted(owners, key=lambda owner: (not owner.slug, -owner.tally.late, -owner.tally.open, owner.slug)))


def owner_slug(entry: ListedAction) -> str:
    """The owner as a segment of an address, "" where there is none."""
    return slug(entry.item.owner) if entry.item.owner else ""


def _spelling(entries: Sequence[ListedAction]) -> str:
    spellings = Counter(entry.item.owner for entry in entries)
    return min(spellings, key=lambda name: (-spellings[name], name))


class QuarterFlow(Struct, frozen=True):
    """One quarter's items: opened in it, closed in it, and open at its end (or today, while it runs)."""

    quarter: Quarter
    opened: int
    closed: int
    open_at_end: int


class Flows(Struct, frozen=True):
    """All quarters' flows, and how many closed items there are whose closing date nobody wrote down."""

    flows: tuple[QuarterFlow, ...]
    undated: int


def flow_by_quarter(entries: Iterable[ListedAction], quarters: Sequence[Quarter]) -> Flows:
    """Count the items that each of the quarters, given without a gap, opened and closed.

    Items that were open before the first of them are in its count of open ones. A closed item without a date
    counts as opened, and in no count of open items.
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
