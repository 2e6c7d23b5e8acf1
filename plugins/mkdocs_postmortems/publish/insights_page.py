"""Figures over time: the insights page, one a year, and the incidents of each quarter, where the marks lead.

Comes in: the archive and the site. Goes out: pages and CSV files below ``<archive>/insights/``. Called by ``pages``.

Only final reports are counted. Every figure stands in a table beside its chart, and in a CSV file. A quarter's page
lists its incidents by severity, so that each part of a bar has an address that needs no script.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from mkdocs_postmortems.archive.action_list import Flows
from mkdocs_postmortems.archive.model import Archive
from mkdocs_postmortems.archive.statistics import (
    MINIMUM,
    Distribution,
    Quarter,
    Share,
    by_severity,
    final_reports,
    reports_by_quarter,
    reports_by_year,
    started_day,
)
from mkdocs_postmortems.publish.cards import severity_level
from mkdocs_postmortems.publish.dependencies import Facts
from mkdocs_postmortems.publish.files import OVERVIEW, Generated, Page, StaticFile
from mkdocs_postmortems.publish.insights import Insights, insights_address, quarter_address
from mkdocs_postmortems.publish.insights_charts import draw_insights
from mkdocs_postmortems.publish.jobs import Job
from mkdocs_postmortems.publish.render import render
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.publish.spreadsheet import Cell, csv_bytes
from mkdocs_postmortems.publish.texts import texts_for
from mkdocs_postmortems.read.model import Report
from mkdocs_postmortems.settings import Settings

LISTED = 800
"""Incidents on a quarter's page: with them it weighs less than 300 KB."""


def insights_jobs(archive: Archive, site: Site, facts: Facts) -> Iterator[Job]:
    """The page over all years, with the tables to take away, and the page of each year and quarter."""
    reports = final_reports(archive.reports)
    everything = Insights(reports, archive.settings, site)
    yield _insights_job(everything, facts)
    for year, members in reports_by_year(reports).items():
        yield _insights_job(Insights(members, archive.settings, site, year, everything.years), facts)
    for quarter, members in reports_by_quarter(reports).items():
        yield _quarter_job(quarter, members, archive.settings, site, facts)


def _insights_job(insights: Insights, facts: Facts) -> Job:
    """The page of all years, with the tables, or of one year."""

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
    """The figures of all years, or of one."""
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
    return Page(insights.address, title, html, meta=OVERVIEW)


def quarter_page(quarter: Quarter, reports: Sequence[Report], settings: Settings, site: Site) -> Page:
    """A quarter's incidents, the most severe first, newest first among those."""
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
    return Page(address, title, html, meta=OVERVIEW)


def insights_tables(insights: Insights) -> Iterator[StaticFile]:
    """The figures of the page over all years, as CSV; lengths of time in seconds."""
    address = insights.address
    severities = insights.settings.severities
    yield StaticFile(address + "quarters.csv", csv_bytes(_quarter_rows(insights, severities)))
    yield StaticFile(address + "durations.csv", csv_bytes(_duration_rows(insights)))
    yield StaticFile(address + "years.csv", csv_bytes(_year_rows(insights)))
    yield StaticFile(address + "services.csv", csv_bytes(_share_rows("service", insights.services)))
    yield StaticFile(address + "causes.csv", csv_bytes(_share_rows("cause", insights.causes)))
    yield StaticFile(address + "actions.csv", csv_bytes(_flow_rows(insights.flows)))


Rows = Iterator[Sequence[Cell]]


def _quarter_rows(insights: Insights, severities: Sequence[str]) -> Rows:
    yield ["quarter", *severities, "total"]
    for quarter, reports in insights.by_quarter.items():
        count = by_severity(reports, insights.settings)
        yield [_name(quarter), *count.by_severity[:-1], count.total]


def _name(quarter: Quarter) -> str:
    return f"{quarter.year:04d}-Q{quarter.number}"


_DISTRIBUTION = ("n", "not_recorded", "lower_quartile_seconds", "median_seconds", "upper_quartile_seconds")


def _distribution_cells(found: Distribution) -> list[Cell]:
    lower, upper = found.quartiles or (None, None)
    lengths = [None if each is None else round(each.total_seconds()) for each in (lower, found.median, upper)]
    return [found.n, found.missing, *lengths]


def _duration_rows(insights: Insights) -> Rows:
    yield ["measure", "severity", *_DISTRIBUTION]
    for measure, rows in insights.by_severity.items():
        for severity, found in rows:
            yield [measure, severity, *_distribution_cells(found)]
        yield [measure, "all", *_distribution_cells(insights.measures[measure])]


def _year_rows(insights: Insights) -> Rows:
    yield ["year", *_DISTRIBUTION]
    for year, found in insights.by_year:
        yield [f"{year:04d}", *_distribution_cells(found)]


def _share_rows(name: str, found: Sequence[Share]) -> Rows:
    yield [name, "incidents", "severe", "last_12_months", *(f"mitigate_{column}" for column in _DISTRIBUTION)]
    for share in found:
        cells = _distribution_cells(share.to_mitigate)
        yield [share.value.label, share.total, share.severe, share.last_year, *cells]


def _flow_rows(flows: Flows) -> Rows:
    yield ["quarter", "opened", "closed", "open_at_end"]
    for flow in flows.flows:
        yield [_name(flow.quarter), flow.opened, flow.closed, flow.open_at_end]
