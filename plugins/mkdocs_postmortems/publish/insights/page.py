"""Figures over time: the insights page, a page for each year, and one for each quarter, which charts link to.

``insights_parts`` takes the archive and the site, and yields parts with the pages below ``<archive>/insights/`` and
the files of ``tables``. Called by ``pages``.

Only final reports are counted. Every figure is also in a table beside its chart, and in a CSV file. A quarter's page
lists its incidents by severity, so that each segment of a bar can link to its incidents without a script.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from mkdocs_postmortems.archive.model import Archive
from mkdocs_postmortems.archive.statistics import (
    MINIMUM,
    Quarter,
    final_reports,
    reports_by_quarter,
    reports_by_year,
    started_day,
)
from mkdocs_postmortems.publish.cache_keys import PageKeys
from mkdocs_postmortems.publish.cards import severity_level
from mkdocs_postmortems.publish.files import OVERVIEW, Page, Part
from mkdocs_postmortems.publish.insights.charts import draw_insights
from mkdocs_postmortems.publish.insights.figures import Insights, insights_address, quarter_address
from mkdocs_postmortems.publish.insights.tables import insights_tables
from mkdocs_postmortems.publish.render import render
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.read.model import Report
from mkdocs_postmortems.settings import Settings

LISTED = 800
"""Incidents on a quarter's page, which keep it below 300 KB."""


def insights_parts(archive: Archive, site: Site, keys: PageKeys) -> Iterator[Part]:
    """Yield the page over all years and its CSV files, then each year's and each quarter's page."""
    reports = final_reports(archive.reports)
    everything = Insights(reports, archive.settings, site, unfinished=0 if reports else len(archive.reports))
    yield Part(partial(_insights_page, everything), _key("page", everything, keys))
    yield Part(partial(insights_tables, everything), _key("tables", everything, keys))
    for year, members in reports_by_year(reports).items():
        its = Insights(members, archive.settings, site, year, everything.years)
        yield Part(partial(_insights_page, its), _key("page", its, keys))
    for quarter, members in reports_by_quarter(reports).items():
        key = keys.of("quarter", quarter, keys.figures(members))
        yield Part(partial(_quarter_page, quarter, members, archive.settings, site), key)


def _key(name: str, insights: Insights, keys: PageKeys) -> str:
    figures, actions = keys.figures(insights.reports), keys.actions(insights.reports)
    return keys.of(
        "insights", name, insights.today, insights.year, insights.years, insights.unfinished, figures, actions
    )


def _insights_page(insights: Insights) -> Iterator[Page]:
    """Yield the page with the figures of all years, or of one year."""
    site, year = insights.site, insights.year
    t = site.texts
    html = render(
        "insights.html",
        site,
        insights.address,
        it=insights,
        running=Quarter.of(insights.today),
        least=MINIMUM,
        insights_address=partial(insights_address, site),
        charts=draw_insights(insights) if insights.days else None,
    )
    name, styles = t("insights"), ("drawings.css", "archive.css", "insights.css")
    title, nav_title = (name, name) if year is None else (f"{name}: {year}", "")
    yield Page(insights.address, title, html, meta=OVERVIEW, nav_title=nav_title, styles=styles)


def _quarter_page(quarter: Quarter, reports: Sequence[Report], settings: Settings, site: Site) -> Iterator[Page]:
    """Yield the page of a quarter's incidents, by severity, then newest first."""
    t = site.texts
    address = quarter_address(site, quarter)
    ordered = sorted(reports, key=lambda report: settings.rank(report.fields.severity))
    groups = [
        (rank, tuple(members))
        for rank, members in groupby(ordered[:LISTED], lambda report: settings.rank(report.fields.severity))
    ]
    title = t("quarter_of_year", number=quarter.number, year=quarter.year)
    html = render(
        "insights_quarter.html",
        site,
        address,
        quarter=quarter,
        groups=groups,
        total=len(reports),
        shown=min(len(reports), LISTED),
        year_address=insights_address(site, quarter.year),
        insights_address=insights_address(site),
        level=lambda severity: severity_level(severity, settings),
        started_day=started_day,
    )
    yield Page(address, title, html, meta=OVERVIEW, styles=("archive.css", "insights.css"))
