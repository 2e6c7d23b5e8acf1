"""The year strip of the archive's page and of each facet value's page: every incident on its day.

``year_strip`` takes reports and the page's address, and returns a drawing. ``draw.charts`` itself knows no reports.
Called by ``archive_page`` and ``facet_pages``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from mkdocs_postmortems.archive.facets import Facet
from mkdocs_postmortems.archive.statistics import started_day
from mkdocs_postmortems.draw.charts.chart import ChartDrawing
from mkdocs_postmortems.draw.charts.strip import MOST_MARKS, Strip, StripIncident
from mkdocs_postmortems.draw.charts.strip_svg import draw_strip
from mkdocs_postmortems.publish.drawing import drawing_locale
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.read.model import Report
from mkdocs_postmortems.settings import Settings


def year_strip(
    reports: Iterable[Report],
    facets: Iterable[Facet],
    settings: Settings,
    site: Site,
    address: str,
    days: Counter[date] | None = None,
    most_marks: int = MOST_MARKS,
) -> ChartDrawing:
    """Return the strip of these reports. Its years link to their pages: ``facets`` are those that have pages.

    On a facet value's page, ``days`` counts all incidents of the archive: those of other reports are ticks. Up to
    ``most_marks`` incidents are drawn one by one.
    """
    incidents = _incidents(reports, settings, site, address)
    others = (days or Counter()) - Counter(incident.day for incident in incidents)
    strip = Strip(incidents, tuple(others), _years(facets, site, address))
    return draw_strip(strip, drawing_locale(site.language), most_marks=most_marks)


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
