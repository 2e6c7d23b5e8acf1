"""The pages of each service, severity, cause, year and so on: figures, strip, swarm and all incidents of a value.

Comes in: the archive and the site. Goes out: ``Page`` values, first a facet's list of values, then theirs. A value
with many incidents has several pages; figures stand on the first one. Called by ``pages``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from mkdocs_postmortems.archive.action_list import list_actions, tally
from mkdocs_postmortems.archive.facets import Facet, FacetValue, build_facets
from mkdocs_postmortems.archive.model import Archive
from mkdocs_postmortems.archive.statistics import day_of, final_reports, in_last_year, started_day
from mkdocs_postmortems.publish.archive_page import META, Tile, median_tile
from mkdocs_postmortems.publish.files import Page
from mkdocs_postmortems.publish.formats import formats_for
from mkdocs_postmortems.publish.listing import Choice, build_listing, choices, facet_label, facets_with_pages
from mkdocs_postmortems.publish.render import render
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.publish.texts import texts_for
from mkdocs_postmortems.publish.year_strip import facet_strip

CARDS = 50
"""Incidents on one page of a value."""

SIBLINGS = 20
"""Other values that stand beside a value's figures; all of them stand on the facet's page."""


def facet_pages(archive: Archive, site: Site) -> Iterator[Page]:
    """Every facet's list of values, and every value's pages."""
    days = Counter(day for day in map(started_day, archive.reports) if day)
    for facet in facets_with_pages(archive):
        values = choices(facet, archive, site)
        yield _values_page(facet, values, site)
        for value in facet.values:
            yield from _value_pages(facet, value, values, days, archive, site)


def _values_page(facet: Facet, values: Sequence[Choice], site: Site) -> Page:
    address = f"{site.archive}/{facet.segment}/"
    label = facet_label(facet.name, site.language)
    html = render("facet_values.html", site, address, label=label, values=values)
    return Page(address, label, html, meta=META)


def _value_pages(
    facet: Facet, value: FacetValue, siblings: Sequence[Choice], days: Counter[date], archive: Archive, site: Site
) -> Iterator[Page]:
    first = site.facet(facet.segment, value.slug)
    addresses = [first, *(f"{first}{number}/" for number in range(2, -(-len(value.reports) // CARDS) + 1))]
    numbers = list(enumerate(addresses, 1))
    others = [each for each in build_facets(value.reports, archive.settings) if each.name != facet.name]
    for number, address in numbers:
        shown = value.reports[(number - 1) * CARDS : number * CARDS]
        html = render(
            "facet.html",
            site,
            address,
            label=facet_label(facet.name, site.language),
            all_values=f"{site.archive}/{facet.segment}/",
            how_many=len(siblings),
            address_of_first=first,
            count=_count(value, archive, site),
            siblings=_near(siblings, first),
            tiles_shown=_tiles(value, archive, site) if number == 1 else (),
            strip=facet_strip(value.reports, days, archive, site, address) if number == 1 else None,
            swarm="",
            listing=build_listing(
                archive, site, shown, len(value.reports), others, first, {facet.segment: value.label}
            ),
            numbers=numbers,
            number=number,
        )
        yield Page(address, value.label, html, meta=META)


def _near(siblings: Sequence[Choice], here: str) -> tuple[Choice, ...]:
    """The first values of a facet, and the page's own."""
    first = siblings[:SIBLINGS]
    if any(each.address == here for each in first):
        return tuple(first)
    return (*first, *(each for each in siblings[SIBLINGS:] if each.address == here))


def _count(value: FacetValue, archive: Archive, site: Site) -> str:
    t, f = texts_for(site.language), formats_for(site.language)
    days = [day for day in map(started_day, value.reports) if day]
    total = f.number(len(archive.reports))
    if not days:
        return t("facet_count_undated", n=len(value.reports), total=total)
    return t("facet_count", n=len(value.reports), total=total, date=f.date(min(days)))


def _tiles(value: FacetValue, archive: Archive, site: Site) -> tuple[Tile, ...]:
    t, f = texts_for(site.language), formats_for(site.language)
    today = day_of(site.now, archive.settings)
    final = final_reports(value.reports)
    actions = tally(list_actions(value.reports, today))
    recent = f.number(len(in_last_year(value.reports, today)))
    return (
        Tile(f.number(len(value.reports)), t("incidents_last_year", n=len(value.reports), recent=recent)),
        median_tile(final, "time_to_mitigate", site),
        median_tile(final, "time_to_detect", site),
        Tile(
            f.number(actions.late),
            f"{t('overdue_of_open', n=actions.late, open=f.number(actions.open))} · {t('as_of', date=f.date(today))}",
            late=actions.late > 0,
            address=f"{site.archive}/actions/",
        ),
    )
