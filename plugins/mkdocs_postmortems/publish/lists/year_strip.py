"""The year strip of the archive's page and of each facet value's page: every incident on its day.

``archive_strip`` and ``facet_strip`` take reports and the page's address, and return a drawing. ``draw.strip`` itself
knows no reports.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from mkdocs_postmortems.archive.facets import Facet
from mkdocs_postmortems.archive.model import Archive
from mkdocs_postmortems.archive.statistics import started_day
from mkdocs_postmortems.draw.chart import ChartDrawing
from mkdocs_postmortems.draw.strip import Strip, StripIncident
from mkdocs_postmortems.draw.strip_svg import draw_strip
from mkdocs_postmortems.publish.drawing import drawing_locale
from mkdocs_postmortems.publish.lists.listing import facets_with_pages
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.read.model import Report
from mkdocs_postmortems.settings import Settings

MOST_MARKS = 200
"""Maximum incidents drawn one by one on a facet's page, which also has a swarm and a list; older years show weeks."""


def archive_strip(archive: Archive, site: Site, address: str) -> ChartDrawing:
    """Return the strip of all incidents, as wide as the page."""
    incidents = _incidents(archive.reports, archive.settings, site, address)
    strip = Strip(incidents, year_hrefs=_years(facets_with_pages(archive), site, address))
    return draw_strip(strip, drawing_locale(site.language))


def facet_strip(
    reports: Iterable[Report],
    days: Counter[date],
    facets: Iterable[Facet],
    settings: Settings,
    site: Site,
    address: str,
) -> ChartDrawing:
    """Return the strip of a facet value's incidents; days with other incidents are ticks.

    ``days`` counts all incidents of the archive; ``facets`` are those that have pages.
    """
    incidents = _incidents(reports, settings, site, address)
    others = days - Counter(incident.day for incident in incidents)
    strip = Strip(incidents, tuple(others), _years(facets, site, address))
    return draw_strip(strip, drawing_locale(site.language), most_marks=MOST_MARKS)


def _incidents(reports: Iterable[Report], settings: Settings, site: Site, address: str) -> tuple[StripIncident, ...]:
    return tuple(
        StripIncident(
            day,
            report.fields.title or report.id,
            site.href(address, site.report(report.id)),
            report.fields.severity,
            settings.rank(report.fields.severity),
        )
        for report in reports
        if (day := started_day(report))
    )


def _years(facets: Iterable[Facet], site: Site, address: str) -> dict[int, str]:
    return {
        int(value.label): site.href(address, site.facet(facet.segment, value.slug))
        for facet in facets
        if facet.name == "year"
        for value in facet.values
    }
