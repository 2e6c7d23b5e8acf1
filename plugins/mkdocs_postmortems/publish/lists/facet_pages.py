"""The pages of each service, severity, cause, year and so on: figures, strip, swarm and all incidents of a value.

``facet_parts`` takes the archive and the site, and yields parts with the pages: for each facet the list of its
values, then each value's pages. A value with many incidents has several; the first one has the figures. Called by
``pages``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property, partial

from msgspec import Struct

from mkdocs_postmortems.archive.action_list import Tally, actions_of, tally
from mkdocs_postmortems.archive.facets import Facet, FacetValue, build_facets
from mkdocs_postmortems.archive.model import Archive
from mkdocs_postmortems.archive.statistics import (
    Distribution,
    day_of,
    distribution,
    final_reports,
    in_last_year,
    severe_severities,
    started_day,
)
from mkdocs_postmortems.cache import key_of
from mkdocs_postmortems.draw.charts.chart import ChartDrawing
from mkdocs_postmortems.publish.cache_keys import PageKeys
from mkdocs_postmortems.publish.cards import Card, build_card
from mkdocs_postmortems.publish.files import OVERVIEW, Page, Part
from mkdocs_postmortems.publish.lists.facet_swarm import ArchiveTimes, FacetSwarm, archive_times, facet_swarm
from mkdocs_postmortems.publish.lists.listing import Choice, build_listing, choices, facets_with_pages
from mkdocs_postmortems.publish.lists.tiles import Tile, late_tile, median_tile
from mkdocs_postmortems.publish.lists.year_strip import year_strip
from mkdocs_postmortems.publish.pagination import paginate
from mkdocs_postmortems.publish.render import render
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.publish.texts.facets import facet_label, facet_title, value_title
from mkdocs_postmortems.read.body.summary import shorten
from mkdocs_postmortems.read.model import Report

CARDS = 50
"""Incidents on one page of a value."""

VALUES = 400
"""Values on one page of a facet's list of values."""

SIBLINGS = 20
"""Maximum number of other values beside a value's figures; the facet's page lists all."""

MOST_MARKS = 200
"""Maximum incidents in the strip, since the page also has a swarm and a list; older years show weeks."""

TITLE = 80
"""Characters of a report's title in the list of values."""


class ValueRow(Struct, frozen=True):
    """A value in a facet's list: how many of its incidents were severe and recent, and the latest one.

    ``severe`` and ``recent`` are ``None`` if the facet itself says it. ``latest`` is an address, "" if no incident has
    a day.
    """

    choice: Choice
    severe: int | None
    recent: int | None
    day: str
    latest: str
    title: str


class _Shared(Struct, frozen=True, dict=True):
    """What all pages need of the archive, computed once."""

    archive: Archive
    site: Site

    @cached_property
    def facets(self) -> tuple[Facet, ...]:
        return facets_with_pages(self.archive)

    @cached_property
    def _cards(self) -> dict[str, Card]:
        return {}

    def cards(self, reports: Iterable[Report]) -> Iterator[Card]:
        """Yield the cards of reports, each made once: a report is listed on the pages of all its values."""
        for report in reports:
            if report.id not in self._cards:
                self._cards[report.id] = build_card(report, self.archive.settings, self.site)
            yield self._cards[report.id]

    @cached_property
    def days(self) -> Counter[date]:
        """The number of incidents that began on each day."""
        return Counter(day for day in map(started_day, self.archive.reports) if day)

    @cached_property
    def tallies(self) -> dict[str, Tally]:
        """The counts of each report's action items."""
        today = day_of(self.site.now, self.archive.settings)
        return {report.id: tally(actions_of(report, today)) for report in self.archive.reports}

    @cached_property
    def archive_times(self) -> ArchiveTimes:
        """The times to mitigate of all incidents, which every value's swarm shows below its own."""
        return archive_times(distribution(final_reports(self.archive.reports), "time_to_mitigate"), self.site)

    @cached_property
    def key(self) -> str:
        """The cache key of all of this."""
        times = self.archive_times.times
        lengths = [value.length for value in times.values]
        return key_of(sorted(self.days.items()), lengths, times.missing, len(self.archive.reports))


def facet_parts(archive: Archive, site: Site, keys: PageKeys) -> Iterator[Part]:
    """Yield every facet's list of values, each followed by the pages of its values."""
    shared, today = _Shared(archive, site), day_of(site.now, archive.settings)
    for facet in shared.facets:
        values = choices(facet, archive, site)
        key = keys.of("facet", today, facet.name, values, keys.cards())
        yield Part(partial(_values_pages, facet, values, shared), key)
        for value in facet.values:
            members = keys.cards(value.reports), keys.actions(value.reports)
            key = keys.of("facet", today, facet.name, value.label, value.slug, values, shared.key, *members)
            yield Part(partial(_value_pages, facet, value, values, shared), key)


def _values_pages(facet: Facet, values: Sequence[Choice], shared: _Shared) -> Iterator[Page]:
    """Yield the pages of a list of values. They are numbered with a hyphen, which begins no value's address."""
    site, settings, rows = shared.site, shared.archive.settings, _value_rows(facet, values, shared)
    title = facet_title(facet.name, settings, site.language)
    for page in paginate(rows, VALUES, f"{site.archive}/{facet.segment}/", mark="-"):
        html = render(
            "facet_values.html",
            site,
            page.address,
            title=title,
            label=facet_label(facet.name, settings, site.language),
            severe=severe_severities(settings),
            rows=page.things,
            numbers=page.links,
            number=page.number,
        )
        yield Page(page.address, title, html, meta=OVERVIEW, styles=("archive.css", "insights.css"))


def _value_rows(facet: Facet, values: Sequence[Choice], shared: _Shared) -> list[ValueRow]:
    settings, site = shared.archive.settings, shared.site
    today, severe = day_of(site.now, settings), severe_severities(settings)
    rows = []
    for choice, value in zip(values, facet.values, strict=True):
        days = [(day, report) for report in value.reports if (day := started_day(report))]
        day, latest = max(days, key=lambda each: each[0], default=(None, None))
        rows.append(
            ValueRow(
                choice,
                None if facet.name == "severity" else sum(each.fields.severity in severe for each in value.reports),
                None if facet.name == "year" else len(in_last_year(value.reports, today)),
                day.isoformat() if day else "",
                site.report(latest.id) if latest else "",
                shorten(latest.fields.title or latest.id, TITLE) if latest else "",
            )
        )
    return rows


def _value_pages(facet: Facet, value: FacetValue, siblings: Sequence[Choice], shared: _Shared) -> Iterator[Page]:
    archive, site = shared.archive, shared.site
    first = site.facet(facet.segment, value.slug)
    title = value_title(facet.name, value.label, archive.settings, site.language)
    others = [each for each in build_facets(value.reports, archive.settings) if each.name != facet.name]
    fixed = {facet.segment: value.label}
    for page in paginate(value.reports, CARDS, first):
        figures = _figures(facet, value, title, shared, first) if page.number == 1 else None
        cards = shared.cards(page.things)
        html = render(
            "facet.html",
            site,
            page.address,
            facet_title=facet_title(facet.name, archive.settings, site.language),
            all_values=f"{site.archive}/{facet.segment}/",
            how_many=len(siblings),
            address_of_first=first,
            count=_count(value, archive, site),
            siblings=_near(siblings, first),
            figures=figures,
            listing=build_listing(archive, site, cards, len(value.reports), others, first, fixed),
            numbers=page.links,
            number=page.number,
        )
        styles = ("archive.css", *(figures.styles if figures else ()))
        yield Page(page.address, title, html, meta=OVERVIEW, feed=first, styles=styles)


class _Figures(Struct, frozen=True):
    """What is above the list on a value's first page."""

    tiles: tuple[Tile, ...]
    strip: ChartDrawing
    swarm: FacetSwarm | None

    @property
    def styles(self) -> tuple[str, ...]:
        return ("drawings.css", "insights.css") if self.swarm else ("drawings.css",)


def _figures(facet: Facet, value: FacetValue, title: str, shared: _Shared, address: str) -> _Figures:
    archive, site = shared.archive, shared.site
    own = distribution(final_reports(value.reports), "time_to_mitigate")
    return _Figures(
        _tiles(facet, value, own, shared),
        year_strip(value.reports, shared.facets, archive.settings, site, address, shared.days, MOST_MARKS),
        facet_swarm(title, own, shared.archive_times, archive.settings, site, address),
    )


def _near(siblings: Sequence[Choice], here: str) -> tuple[Choice, ...]:
    """Return the first values of a facet, and the page's own."""
    first = siblings[:SIBLINGS]
    if any(each.address == here for each in first):
        return tuple(first)
    return (*first, *(each for each in siblings[SIBLINGS:] if each.address == here))


def _count(value: FacetValue, archive: Archive, site: Site) -> str:
    t, f = site.texts, site.formats
    days = [day for day in map(started_day, value.reports) if day]
    total = f.number(len(archive.reports))
    if not days:
        return t("found_of", n=len(value.reports), total=total)
    return t("facet_count", n=len(value.reports), total=total, date=f.date(min(days)))


def _count_caption(facet: Facet, value: FacetValue, shared: _Shared) -> str:
    """Return the caption of a value's count: a year is compared with the one before, others with the last 12 months."""
    t, f, count = shared.site.texts, shared.site.formats, len(value.reports)
    if facet.name != "year":
        recent = in_last_year(value.reports, day_of(shared.site.now, shared.archive.settings))
        return t("incidents_last_year", n=count, recent=f.number(len(recent)))
    year = int(value.label)
    if min(shared.days).year == year:
        return t("incidents_in_year", n=count)
    before = sum(each for day, each in shared.days.items() if day.year == year - 1)
    return t("incidents_year_before", n=count, before=f.number(before))


def _tiles(facet: Facet, value: FacetValue, to_mitigate: Distribution, shared: _Shared) -> tuple[Tile, ...]:
    archive, site = shared.archive, shared.site
    t, f = site.texts, site.formats
    today = day_of(site.now, archive.settings)
    actions = [shared.tallies[report.id] for report in value.reports]
    late, still_open = sum(each.late for each in actions), sum(each.open for each in actions)
    return (
        Tile(f.number(len(value.reports)), _count_caption(facet, value, shared)),
        median_tile(to_mitigate, "time_to_mitigate", site),
        median_tile(distribution(final_reports(value.reports), "time_to_detect"), "time_to_detect", site),
        late_tile(late, t("overdue_of_open", n=late, open=f.number(still_open), date=f.date(today)), site),
    )
