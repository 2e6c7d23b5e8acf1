"""Figures over time: the insights page, a page for each year, and one for each quarter, which charts link to.

``insights_jobs`` takes the archive and the site, and yields jobs that make the pages below ``<archive>/insights/`` and
the files of ``insights_tables``. Called by ``pages``.

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
from mkdocs_postmortems.publish.cards import severity_level
from mkdocs_postmortems.publish.dependencies import Facts
from mkdocs_postmortems.publish.files import OVERVIEW, Generated, Page
from mkdocs_postmortems.publish.insights import Insights, insights_address, quarter_address
from mkdocs_postmortems.publish.insights_charts import draw_insights
from mkdocs_postmortems.publish.insights_tables import insights_tables
from mkdocs_postmortems.publish.jobs import Job
from mkdocs_postmortems.publish.render import render
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.publish.texts import texts_for
from mkdocs_postmortems.read.model import Report
from mkdocs_postmortems.settings import Settings

LISTED = 800
"""Incidents on a quarter's page, which keep it below 300 KB."""


def insights_jobs(archive: Archive, site: Site, facts: Facts) -> Iterator[Job]:
    """Yield the jobs of the page over all years with its CSV files, and of each year's and quarter's page."""
    reports = final_reports(archive.reports)
    everything = Insights(reports, archive.settings, site)
    yield _insights_job(everything, facts)
    for year, members in reports_by_year(reports).items():
        yield _insights_job(Insights(members, archive.settings, site, year, everything.years), facts)
    for quarter, members in reports_by_quarter(reports).items():
        yield _quarter_job(quarter, members, archive.settings, site, facts)


def _insights_job(insights: Insights, facts: Facts) -> Job:
    """Return the job of the page over all years with its CSV files, or of one year's page."""

    def run() -> Iterator[Generated]:
        yield insights_page(insights)
        if insights.year is None:
            yield from insights_tables(insights)

    def shows() -> Sequence[object]:
        members = insights.reports
        return "insights", insights.today, insights.year, insights.years, facts.figures(members), facts.actions(members)

    return Job(run, shows)


def _quarter_job(quarter: Quarter, reports: Sequence[Report], settings: Settings, site: Site, facts: Facts) -> Job:
    return Job(
        lambda: [quarter_page(quarter, reports, settings, site)], lambda: ("quarter", quarter, facts.figures(reports))
    )


def insights_page(insights: Insights) -> Page:
    """Return the page with the figures of all years, or of one."""
    site, year = insights.site, insights.year
    t = texts_for(site.language)
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
    title = t("insights") if year is None else f"{t('insights')}: {year}"
    styles = ("drawings.css", "archive.css", "insights.css")
    return Page(insights.address, title, html, meta=OVERVIEW, styles=styles)


def quarter_page(quarter: Quarter, reports: Sequence[Report], settings: Settings, site: Site) -> Page:
    """Return the page of a quarter's incidents, by severity, then newest first."""
    t = texts_for(site.language)
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
    return Page(address, title, html, meta=OVERVIEW, styles=("archive.css", "insights.css"))
