"""The archive's front page: figures, the year strip, and the newest incidents with filters.

``archive_part`` takes the archive and the site, and returns the ``Part`` that makes the ``Page``. Called by ``pages``.
"""

from __future__ import annotations

from msgspec.structs import replace

from mkdocs_postmortems.archive.action_list import list_actions, tally
from mkdocs_postmortems.archive.model import Archive
from mkdocs_postmortems.archive.statistics import day_of, distribution, final_reports, in_last_year, started_day
from mkdocs_postmortems.publish.cache_keys import PageKeys
from mkdocs_postmortems.publish.cards import build_card
from mkdocs_postmortems.publish.files import OVERVIEW, Page, Part
from mkdocs_postmortems.publish.lists.listing import Choice, build_listing, choices, facets_with_pages, is_split
from mkdocs_postmortems.publish.lists.tiles import Tile, late_tile, median_tile
from mkdocs_postmortems.publish.lists.year_strip import year_strip
from mkdocs_postmortems.publish.render import render
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.read.model import Report

NEWEST = 50
"""Cards on the front page of an archive that is split by year."""


def archive_part(archive: Archive, site: Site, keys: PageKeys) -> Part:
    """Return the part with the page. Cards show only some reports; figures and the strip cover all."""
    values = [(facet.name, choices(facet, archive, site)) for facet in facets_with_pages(archive)]
    today = day_of(site.now, archive.settings)
    shown = ("archive", today, values, keys.figures(), keys.actions(), keys.cards(_shown(archive)))
    return Part(lambda: [archive_page(archive, site)], keys.of(*shown))


def archive_page(archive: Archive, site: Site) -> Page:
    """Return the page at the archive's own address."""
    address = f"{site.archive}/"
    t = site.texts
    cards = (build_card(report, archive.settings, site) for report in _shown(archive))
    html = render(
        "archive.html",
        site,
        address,
        tiles_shown=_tiles(archive, site),
        strip=year_strip(archive.reports, facets_with_pages(archive), archive.settings, site, address),
        listing=build_listing(archive, site, cards, len(archive.reports), archive.facets, address),
        years=_years(archive, site) if is_split(archive) else (),
        internal_edition=archive.settings.edition == "internal",
    )
    title = archive.settings.title or t("incident_archive")
    styles = ("drawings.css", "archive.css")
    return Page(address, title, html, meta=OVERVIEW, nav_title=t("archive"), feed=address, styles=styles)


def _shown(archive: Archive) -> tuple[Report, ...]:
    """Return the reports to list: all, or in a split archive the newest and as many undated ones.

    Undated reports are on no year's page.
    """
    reports = archive.reports
    if not is_split(archive):
        return reports
    rest = [report for report in reports[NEWEST:] if started_day(report) is None]
    return (*reports[:NEWEST], *rest[:NEWEST])


def _years(archive: Archive, site: Site) -> tuple[Choice, ...]:
    (years,) = (facet for facet in facets_with_pages(archive) if facet.name == "year")
    return choices(years, archive, site)


def _tiles(archive: Archive, site: Site) -> tuple[Tile, ...]:
    t, f = site.texts, site.formats
    today = day_of(site.now, archive.settings)
    recent = in_last_year(final_reports(archive.reports), today)
    years = [day.year for day in map(started_day, archive.reports) if day]
    count = len(archive.reports)
    since = t("incidents_since", n=count, year=min(years)) if years else t("incidents_none")
    overdue = tally(list_actions(archive.reports, today)).late
    return (
        Tile(f.number(count), since),
        *(
            replace(
                median_tile(distribution(recent, measure), measure, site, t("last_12_months")),
                address=f"{site.archive}/insights/",
            )
            for measure in ("time_to_mitigate", "time_to_detect")
        ),
        late_tile(overdue, t("overdue_items", n=overdue, date=f.date(today)), site),
    )
