"""The action items of the whole archive, late ones first, and a page for each owner.

``action_parts`` takes the archive and the site, and yields parts with the pages and the file of ``table``.
Called by ``pages``.

The pages are complete without scripts: every item is listed in its group, and every owner has a page. ``actions.js``
adds filters, a search field and other groupings, and recomputes lateness for the reader's date. A list too long for
one page is paginated: its pages show open and proposed items, and link to pages of closed items by year. The script
fetches those pages when a filter needs them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import groupby
from typing import Any

from msgspec import Struct

from mkdocs_postmortems.archive.action_list import (
    GroupName,
    ListedAction,
    Owner,
    Tally,
    by_owner,
    list_actions,
    owner_slug,
    tally,
)
from mkdocs_postmortems.archive.model import Archive
from mkdocs_postmortems.archive.statistics import day_of
from mkdocs_postmortems.publish.actions.filters import action_filters
from mkdocs_postmortems.publish.actions.table import actions_csv
from mkdocs_postmortems.publish.cache_keys import PageKeys, named_titles
from mkdocs_postmortems.publish.cards import severity_level
from mkdocs_postmortems.publish.files import OVERVIEW, Page, Part, StaticFile
from mkdocs_postmortems.publish.linked_text import Piece, linked_text, ticket_text
from mkdocs_postmortems.publish.links import report_target
from mkdocs_postmortems.publish.pagination import ListPage, paginate
from mkdocs_postmortems.publish.render import render
from mkdocs_postmortems.publish.site import Site

PER_PAGE = 150
"""Rows on one page, which keep it below 300 KB."""

OWNERS, OWNERS_PER_PAGE = 50, 400
"""Owners on the first page, and on each page of the list of all owners."""

_TEXT_LENGTH = 280
"""Characters of an item's text in its row; the report has the rest."""

FOLDED: tuple[GroupName, ...] = ("later", "done", "not doing")
"""Groups that are collapsed, since nothing in them needs action now."""

BAR_WIDTH = 64
"""Width of the longest lateness bar, in pixels."""

TICKET_LENGTH = 10
"""Characters of a ticket's name that fit into its column."""

SCRIPT_WORDS = (
    *("action_as_of_reader", "action_open_and_late", "action_shown_of", "action_shown_failed", "days_age"),
    *("days_late", "days_left", "due_today", "group_overdue", "group_soon", "group_undated", "group_later"),
    *("group_done", "group_not doing", "late_count", "longest_first", "nobody", "remove_filter", "show_actions"),
)


class Row(Struct, frozen=True):
    """An entry as shown in its row.

    ``ticket`` is empty if there is none. ``owner`` is a slug, ``level`` the severity's level from 1 to 4, ``bar`` the
    width of the lateness bar in pixels.
    """

    entry: ListedAction
    text: tuple[Piece, ...]
    owner: str
    level: int
    ticket: tuple[Piece, ...]
    bar: float

    @property
    def has_long_ticket(self) -> bool:
        """Whether the ticket's name is too long for its column, and goes below the text."""
        return _length(self.ticket) > TICKET_LENGTH


class Group(Struct, frozen=True):
    """Rows under one heading; ``total`` includes the group's rows on other pages."""

    name: GroupName
    rows: tuple[Row, ...]
    total: int
    folded: bool


class Series(Struct, frozen=True, dict=True):
    """Entries paginated from ``address`` on: the list itself, or the items closed in ``year``."""

    address: str
    entries: tuple[ListedAction, ...]
    year: str = ""

    @property
    def pages(self) -> tuple[ListPage[ListedAction], ...]:
        return paginate(self.entries, PER_PAGE, self.address)

    @cached_property
    def totals(self) -> Mapping[GroupName, int]:
        """The number of entries in each group, which each page shows: counted once, since a series has many pages."""
        return Counter(entry.group for entry in self.entries)


def split(address: str, entries: Sequence[ListedAction]) -> tuple[Series, ...]:
    """Return one series if the entries fit on a page; else the open ones, and the closed ones of each year."""
    if len(entries) <= PER_PAGE:
        return (Series(address, tuple(entries)),)
    closed: dict[str, list[ListedAction]] = {}
    for entry in entries:
        if not entry.item.is_open:
            day = entry.item.closed or entry.opened
            closed.setdefault(f"{day.year:04d}" if day else "undated", []).append(entry)
    live = tuple(entry for entry in entries if entry.item.is_open)
    years = (Series(f"{address}closed/{year}/", tuple(closed[year]), year) for year in sorted(closed, reverse=True))
    return (Series(address, live), *years)


def action_parts(archive: Archive, site: Site, keys: PageKeys) -> Iterator[Part]:
    """Yield the files below ``<archive>/actions/``: the lists of all items and of each owner's, and a table."""
    today = day_of(site.now, archive.settings)
    entries = list_actions(archive.reports, today)
    owners = by_owner(entries)
    key = partial(keys.of, "actions", today)
    for owner in (None, *(owner for owner in owners if owner.slug)):
        its = ActionList(archive, site, owner.entries if owner else entries, owners, owner)
        for series, page in its.places:
            yield Part(partial(its.files, series, page), key(page.address, *its.made_of(series, page, keys)))
    if len(owners) > OWNERS:
        yield Part(partial(_owner_lists, site, owners), key("owners", keys.actions()))
    yield Part(partial(_table, site, entries), key("table", keys.actions()))


def _table(site: Site, entries: Sequence[ListedAction]) -> Iterator[StaticFile]:
    yield StaticFile(f"{site.archive}/actions/actions.csv", actions_csv(entries))


def owner_address(site: Site, slug: str) -> str:
    """Return the address of the page that lists an owner's items."""
    return f"{site.archive}/actions/owner/{slug}/"


class ActionList(Struct, frozen=True, dict=True):
    """The list of all items, or that of one owner. ``owners`` are all owners of the archive."""

    archive: Archive
    site: Site
    entries: Sequence[ListedAction]
    owners: Sequence[Owner]
    owner: Owner | None = None

    @property
    def address(self) -> str:
        """The address of its first page."""
        return owner_address(self.site, self.owner.slug) if self.owner else f"{self.site.archive}/actions/"

    @cached_property
    def series(self) -> tuple[Series, ...]:
        """The items that its first pages show, then the closed ones of each year."""
        return split(self.address, self.entries)

    @property
    def places(self) -> list[tuple[Series, ListPage[ListedAction]]]:
        """Its pages in order, each with the series it belongs to."""
        return [(series, page) for series in self.series for page in series.pages]

    def made_of(self, series: Series, page: ListPage[ListedAction], keys: PageKeys) -> list[object]:
        """Return what a page depends on besides the day: its own items, and numbers of the others.

        The first page has filters and owners, which depend on all items.
        """
        shown = self.entries if page.address == self.address else page.things
        linking = (entry.item.first_paragraph for entry in page.things if "[[" in entry.item.text)
        return [
            self.owner.name if self.owner else "",
            self._counts,
            self._latest,
            self._without,
            [(each.address, len(each.entries)) for each in self.series],
            series.totals,
            [entry.key for entry in page.things],
            named_titles("\n".join(linking), self.archive),
            keys.actions({entry.report.id: entry.report for entry in shown}.values()),
        ]

    def files(self, series: Series, page: ListPage[ListedAction]) -> Iterator[Page]:
        """Yield one of its pages."""
        archive, site, owner, t = self.archive, self.site, self.owner, self.site.texts
        title = f"{t('action_items')}: {owner.name}" if owner else t("action_items")
        is_first = page.address == self.address
        row = partial(_row, self._latest, archive, site, page.address)
        html = render(
            "actions.html",
            site,
            page.address,
            groups=_groups(page.things, series.totals, row, bool(series.year)),
            owner=owner,
            owners=self.owners[:OWNERS] if owner is None and is_first else (),
            how_many_owners=len(self.owners),
            filters=action_filters(self.entries, owner, archive.settings) if is_first else {},
            without=self._without,
            numbers=page.links,
            number=page.number,
            year=series.year,
            **self._common,
        )
        name = f"{title} · {t('count_closed')} · {year_label(series.year, site)}" if series.year else title
        nav_title = title if is_first and not owner else ""
        styles = ("archive.css", "insights.css", "actions.css")
        yield Page(page.address, name, html, meta=OVERVIEW, nav_title=nav_title, styles=styles)

    @cached_property
    def _counts(self) -> Tally:
        return tally(self.entries)

    @cached_property
    def _latest(self) -> int:
        """By how many days its latest item is late."""
        return max((entry.late for entry in self.entries), default=0)

    @cached_property
    def _without(self) -> tuple[str, ...]:
        """The columns to leave out."""
        return _empty_columns(self.entries, self.owner)

    @cached_property
    def _common(self) -> dict[str, Any]:
        """The template values that all its pages share, including those for the script."""
        (live, *closed), site = self.series, self.site
        t, f = site.texts, site.formats
        return {
            "counts": self._counts,
            "today": day_of(site.now, self.archive.settings),
            "owner_page": partial(owner_address, site),
            "actions_address": f"{site.archive}/actions/",
            "own_address": live.address,
            "year_label": partial(year_label, site=site),
            "closed": closed,
            "further": [page.address for page in live.pages[1:]],
            "further_closed": [page.address for series in closed for page in series.pages],
            "words": json.dumps({key: t.forms(key) for key in SCRIPT_WORDS}, ensure_ascii=False),
            "locale": f.locale.language + ("-GB" if f.locale.language == "en" else ""),
            "bar_width": BAR_WIDTH,
        }


def _empty_columns(entries: Sequence[ListedAction], owner: Owner | None) -> tuple[str, ...]:
    """Return the columns to leave out: those empty for all entries, and the owner's on an owner's page.

    Old reports seldom name owners and due dates.
    """
    items = [entry.item for entry in entries]
    shown = {
        "owner": owner is None and any(item.owner for item in items),
        "type": any(item.type for item in items),
        "age": any(entry.age is not None for entry in entries),
        "due": any(item.due for item in items),
        "late": any(item.due or item.closed for item in items),
        "ticket": any(item.ticket and _length(ticket_text(item.ticket)) <= TICKET_LENGTH for item in items),
    }
    return tuple(name for name, is_shown in shown.items() if not is_shown)


def year_label(year: str, site: Site) -> str:
    """Return the label of a year of closed items."""
    return site.texts("not_recorded") if year == "undated" else year


def _owner_lists(site: Site, owners: Sequence[Owner]) -> Iterator[Page]:
    """Yield the list of all owners, for an archive with more of them than the first page shows."""
    t, address = site.texts, f"{site.archive}/actions/"
    title = f"{t('action_items')}: {t('by_owner')}"
    for page in paginate(owners, OWNERS_PER_PAGE, f"{address}owners/"):
        html = render(
            "action_owners.html",
            site,
            page.address,
            owners=page.things,
            owner_page=partial(owner_address, site),
            actions_address=address,
            numbers=page.links,
            number=page.number,
        )
        yield Page(page.address, title, html, meta=OVERVIEW, styles=("archive.css", "insights.css"))


def _length(pieces: Sequence[Piece]) -> int:
    return sum(len(piece.text) for piece in pieces)


def _groups(
    entries: Sequence[ListedAction],
    totals: Mapping[GroupName, int],
    make_row: Callable[[ListedAction], Row],
    unfolded: bool,
) -> tuple[Group, ...]:
    """Return the entries under their groups' headings, without empty groups."""
    return tuple(
        Group(name, tuple(map(make_row, members)), totals[name], name in FOLDED and not unfolded)
        for name, members in groupby(entries, lambda entry: entry.group)
    )


def _row(latest: int, archive: Archive, site: Site, address: str, entry: ListedAction) -> Row:
    """Return an entry's row in the page at ``address``; the latest item is ``latest`` days late."""
    return Row(
        entry,
        linked_text(entry.item.first_paragraph, partial(report_target, archive, site, address), _TEXT_LENGTH),
        owner_slug(entry),
        severity_level(entry.report.fields.severity, archive.settings),
        ticket_text(entry.item.ticket) if entry.item.ticket else (),
        max(1, round(BAR_WIDTH * entry.late / latest, 1)) if entry.late else 0,
    )
