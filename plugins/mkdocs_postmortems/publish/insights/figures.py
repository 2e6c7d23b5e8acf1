"""The figures of the insights pages: of all final reports, or of one year's.

``Insights`` takes final reports, the settings and the site, and computes each figure on demand. Read by ``page``
and its template, and by ``charts`` and ``tables``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_postmortems.archive.action_list import Flows, Tally, flow_by_quarter, list_actions, opened_on, tally
from mkdocs_postmortems.archive.facets import build_facets
from mkdocs_postmortems.archive.statistics import (
    MEASURES,
    Distribution,
    Quarter,
    SeverityCount,
    Share,
    count_severities,
    day_of,
    distribution,
    quarter_range,
    reports_by_quarter,
    reports_by_year,
    severe_severities,
    shares,
    started_day,
)
from mkdocs_postmortems.publish.cards import severity_level
from mkdocs_postmortems.publish.links import facet_address
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.read.model import Report
from mkdocs_postmortems.settings import Settings

SERVICES = 12
"""Services in the page's table; the CSV file has all of them."""

CAUSES = 10
"""Causes in the page's chart; the CSV file has all of them."""

YEARLY = ("time_to_detect", "time_to_mitigate")
"""What years are compared by."""

FEW_QUARTERS = 8
"""Up to this many quarters, two years, fit into half of the page."""


class YearOfQuarters(Struct, frozen=True):
    """The incidents of four consecutive quarters, and how many of them were severe."""

    incidents: int
    severe: int


class Insights(Struct, frozen=True, dict=True):
    """The figures of all final reports, or of those of one ``year``, each computed on demand.

    ``unfinished`` counts the other reports, if none is final.
    """

    reports: tuple[Report, ...]
    settings: Settings
    site: Site
    year: int | None = None
    all_years: tuple[int, ...] = ()
    unfinished: int = 0

    @cached_property
    def today(self) -> date:
        return day_of(self.site.now, self.settings)

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The days on which the incidents began, in order."""
        return tuple(sorted(filter(None, map(started_day, self.reports))))

    @cached_property
    def years(self) -> tuple[int, ...]:
        """All years that have a page, newest first."""
        return self.all_years or tuple(sorted({day.year for day in self.days}, reverse=True))

    @cached_property
    def quarters(self) -> tuple[Quarter, ...]:
        """The quarters in the charts: those of the year, or of the last ten years."""
        if self.year is not None:
            return tuple(Quarter(self.year, number) for number in range(1, 5))
        return quarter_range(self.days, self.today)

    @property
    def is_short(self) -> bool:
        """Whether the quarters fit into half of the page's width, so that another chart fits beside them."""
        return len(self.quarters) <= FEW_QUARTERS

    @cached_property
    def sections(self) -> tuple[str, ...]:
        """The sections below the distributions, in the order of the page, which shows two beside each other."""
        has = {
            "services": bool(self.services),
            "years": self.compares_years,
            "actions": self.year is None and bool(self.actions.total),
            "causes": bool(self.causes) and not self.is_short,
        }
        return tuple(name for name, found in has.items() if found)

    @property
    def span(self) -> str:
        """The years of the charts: first and last, or the only one."""
        first, last = self.quarters[0].year, self.quarters[-1].year
        return f"{first}–{last}" if first < last else f"{first}"

    @cached_property
    def by_quarter(self) -> Mapping[Quarter, tuple[Report, ...]]:
        return reports_by_quarter(self.reports)

    @cached_property
    def counts(self) -> tuple[tuple[Quarter, SeverityCount], ...]:
        """Each quarter in the charts with its incidents by severity."""
        return tuple(
            (quarter, count_severities(self.by_quarter.get(quarter, ()), self.settings)) for quarter in self.quarters
        )

    @property
    def trend(self) -> tuple[YearOfQuarters, YearOfQuarters] | None:
        """The last four completed quarters, and the four before them; ``None`` if there are fewer."""
        over = [count for quarter, count in self.counts if quarter < Quarter.of(self.today)]
        if self.year is not None or len(over) < 8:
            return None
        severe = len(self.severe)
        last, before = (
            YearOfQuarters(sum(each.total for each in four), sum(sum(each.known[:severe]) for each in four))
            for four in (over[-4:], over[-8:-4])
        )
        return last, before

    @property
    def earlier(self) -> int:
        """The number of incidents before the first quarter in the charts."""
        return sum(len(reports) for quarter, reports in self.by_quarter.items() if quarter < self.quarters[0])

    @cached_property
    def total(self) -> SeverityCount:
        return count_severities(self.reports, self.settings)

    @cached_property
    def measures(self) -> Mapping[str, Distribution]:
        """The distribution of each measure over all reports."""
        return {name: distribution(self.reports, name) for name in MEASURES}

    @cached_property
    def measures_by_severity(self) -> Mapping[str, tuple[tuple[str, Distribution], ...]]:
        """Each measure by severity, most severe first, without severities that do not occur."""
        (severities,) = build_facets(self.reports, replace(self.settings, facets=("severity",)))
        return {
            name: tuple((value.label, distribution(value.reports, name)) for value in severities.values)
            for name in MEASURES
        }

    @cached_property
    def measures_by_year(self) -> Mapping[str, tuple[tuple[int, Distribution], ...]]:
        """Each measure of ``YEARLY`` by year, without one that no report has recorded."""
        members = reports_by_year(self.reports)
        return {
            name: tuple((year, distribution(reports, name)) for year, reports in members.items())
            for name in YEARLY
            if self.measures[name].n
        }

    @property
    def compares_years(self) -> bool:
        """Whether there are several years; a single one would repeat the figures by severity."""
        return self.year is None and len(self.years) > 1 and bool(self.measures_by_year)

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
        """The number of action items of these reports, and how many are open or late."""
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
        """Return the relative link from the page to an address of the site; "" for ""."""
        return self.site.href(self.address, target) if target else ""

    def year_link(self, year: int) -> str:
        return self.link(insights_address(self.site, year))

    def facet(self, name: str, label: str) -> str:
        """Return the address of a facet value's page; "" if that facet has none."""
        return facet_address(self.site, self.settings, name, label)

    def quarter_address(self, quarter: Quarter, rank: int | None = None) -> str:
        """Return where a quarter's incidents, or those of one severity, are listed; "" if it has none."""
        if quarter not in self.by_quarter:
            return ""
        return quarter_address(self.site, quarter) + ("" if rank is None else f"#s{rank + 1}")


def insights_address(site: Site, year: int | None = None) -> str:
    """Return the address of the page over all years, or of one year's page."""
    return f"{site.archive}/insights/" + (f"{year:04d}/" if year is not None else "")


def quarter_address(site: Site, quarter: Quarter) -> str:
    """Return the address of the page that lists a quarter's incidents."""
    return f"{insights_address(site, quarter.year)}q{quarter.number}/"
