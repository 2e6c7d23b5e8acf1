"""Figures over time: the insights page, one a year, and the incidents of each quarter, where the marks lead.

Comes in: the archive and the site. Goes out: pages and CSV files below ``<archive>/insights/``. Called by ``pages``.

Only final reports are counted. Every figure stands in a table beside its chart, and in a CSV file. A quarter's page
lists its incidents by severity, so that each part of a bar has an address that needs no script.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from itertools import groupby

from mkdocs_postmortems.archive.action_list import Flows, Tally, flow_by_quarter, list_actions, opened_on, tally
from mkdocs_postmortems.archive.facets import build_facets
from mkdocs_postmortems.archive.model import Archive
from mkdocs_postmortems.archive.statistics import (
    MEASURES,
    MINIMUM,
    Distribution,
    Quarter,
    SeverityCount,
    Share,
    by_severity,
    day_of,
    distribution,
    final_reports,
    quarter_range,
    reports_by_quarter,
    reports_by_year,
    severe_severities,
    shares,
    started_day,
)
from mkdocs_postmortems.publish.archive_page import META
from mkdocs_postmortems.publish.cards import severity_level
from mkdocs_postmortems.publish.dependencies import Facts
from mkdocs_postmortems.publish.files import Generated, Page, StaticFile
from mkdocs_postmortems.publish.insights_charts import draw_insights
from mkdocs_postmortems.publish.jobs import Job
from mkdocs_postmortems.publish.links import facet_address
from mkdocs_postmortems.publish.render import render
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.publish.spreadsheet import Cell, csv_bytes
from mkdocs_postmortems.publish.texts import texts_for
from mkdocs_postmortems.read.model import Report
from mkdocs_postmortems.settings import Settings

SERVICES = 12
"""Services in the table of the page; the CSV file has all of them."""

CAUSES = 10
"""Causes in the chart of the page; the CSV file has all of them."""

LISTED = 800
"""Incidents on a quarter's page: with them it weighs less than 300 KB."""


def insights_files(archive: Archive, site: Site) -> Iterator[Generated]:
    """All of them: the page over all years, the page of each year and quarter, and the tables to take away."""
    for job in insights_jobs(archive, site, Facts(archive.reports)):
        yield from job.run()


def insights_jobs(archive: Archive, site: Site, facts: Facts) -> Iterator[Job]:
    """The same as jobs."""
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
        return "insights", insights.year, insights.years, facts.figures(members), facts.actions(members)

    return Job(run, shows)


def _quarter_job(quarter: Quarter, reports: Sequence[Report], settings: Settings, site: Site, facts: Facts) -> Job:
    return Job(
        lambda: [quarter_page(quarter, reports, settings, site)], lambda: ("quarter", quarter, facts.figures(reports))
    )


@dataclass(frozen=True)
class Insights:
    """The figures of final reports: of all of them, or of one ``year``. Each is computed when it is asked for."""

    reports: tuple[Report, ...]
    settings: Settings
    site: Site
    year: int | None = None
    all_years: tuple[int, ...] = ()

    @cached_property
    def today(self) -> date:
        return day_of(self.site.now, self.settings)

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The days on which the incidents began, first to last."""
        return tuple(sorted(filter(None, map(started_day, self.reports))))

    @cached_property
    def years(self) -> tuple[int, ...]:
        """All years that have a page of their own, newest first."""
        return self.all_years or tuple(sorted({day.year for day in self.days}, reverse=True))

    @cached_property
    def quarters(self) -> tuple[Quarter, ...]:
        """The quarters of the charts: those of the year, or the last ten years'."""
        if self.year is not None:
            return tuple(Quarter(self.year, number) for number in range(1, 5))
        return quarter_range(self.days, self.today)

    @cached_property
    def by_quarter(self) -> Mapping[Quarter, tuple[Report, ...]]:
        return reports_by_quarter(self.reports)

    @cached_property
    def counts(self) -> tuple[tuple[Quarter, SeverityCount], ...]:
        """Each quarter of the charts with its incidents by severity."""
        return tuple(
            (quarter, by_severity(self.by_quarter.get(quarter, ()), self.settings)) for quarter in self.quarters
        )

    @property
    def earlier(self) -> int:
        """Incidents from before the first quarter of the charts."""
        return sum(len(reports) for quarter, reports in self.by_quarter.items() if quarter < self.quarters[0])

    @cached_property
    def total(self) -> SeverityCount:
        return by_severity(self.reports, self.settings)

    @cached_property
    def measures(self) -> Mapping[str, Distribution]:
        """Each measure over all reports."""
        return {name: distribution(self.reports, name) for name in MEASURES}

    @cached_property
    def by_severity(self) -> Mapping[str, tuple[tuple[str, Distribution], ...]]:
        """Each measure by severity, the most severe first; severities that do not occur are left out."""
        (severities,) = build_facets(self.reports, replace(self.settings, facets=("severity",)))
        return {
            name: tuple((value.label, distribution(value.reports, name)) for value in severities.values)
            for name in MEASURES
        }

    @cached_property
    def by_year(self) -> tuple[tuple[int, Distribution], ...]:
        """The time to mitigate of each year."""
        return tuple(
            (year, distribution(members, "time_to_mitigate")) for year, members in reports_by_year(self.reports).items()
        )

    @cached_property
    def services(self) -> tuple[Share, ...]:
        return shares(self.reports, "services", self.settings, self.today, self.quarters)

    @cached_property
    def causes(self) -> tuple[Share, ...]:
        return shares(self.reports, "cause", self.settings, self.today, self.quarters)

    @cached_property
    def flows(self) -> Flows:
        """The action items of these reports, opened and closed."""
        entries = list_actions(self.reports, self.today)
        opened = [day for day in map(opened_on, self.reports) if day]
        return flow_by_quarter(entries, quarter_range([*self.days, *opened], self.today))

    @property
    def main_services(self) -> tuple[Share, ...]:
        """The services in the table."""
        return self.services[:SERVICES]

    @property
    def main_causes(self) -> tuple[Share, ...]:
        """The causes in the chart."""
        return self.causes[:CAUSES]

    @cached_property
    def actions(self) -> Tally:
        """How many action items these reports have, open ones and late ones among them."""
        return tally(list_actions(self.reports, self.today))

    @property
    def severe(self) -> tuple[str, ...]:
        return severe_severities(self.settings)

    def level(self, severity: str) -> int:
        return severity_level(severity, self.settings)

    @property
    def address(self) -> str:
        return insights_address(self.site, self.year)

    def link(self, target: str) -> str:
        """The relative link from the page to an address of the site; "" for none."""
        return self.site.href(self.address, target) if target else ""

    def year_link(self, year: int) -> str:
        return self.link(insights_address(self.site, year))

    def facet(self, name: str, label: str) -> str:
        """The address of a facet value's page; "" where that facet has none."""
        return facet_address(self.site, self.settings, name, label)

    def quarter_address(self, quarter: Quarter, rank: int | None = None) -> str:
        """Where a quarter's incidents are listed, or those of one severity; "" where it has none."""
        if quarter not in self.by_quarter:
            return ""
        return quarter_address(self.site, quarter) + ("" if rank is None else f"#s{rank + 1}")


def insights_address(site: Site, year: int | None = None) -> str:
    """The address of the page over all years, or of one year's."""
    return f"{site.archive}/insights/" + (f"{year:04d}/" if year is not None else "")


def quarter_address(site: Site, quarter: Quarter) -> str:
    """The address of the page that lists a quarter's incidents."""
    return f"{insights_address(site, quarter.year)}q{quarter.number}/"


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
    return Page(insights.address, title, html, meta=META)


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
    return Page(address, title, html, meta=META)


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
