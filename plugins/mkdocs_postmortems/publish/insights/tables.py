"""The figures of the insights as CSV.

``insights_tables`` takes ``Insights`` and yields CSV files beside the page over all years, with durations in seconds.
Called by ``page``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from mkdocs_postmortems.archive.action_list import Flows
from mkdocs_postmortems.archive.statistics import (
    Distribution,
    Quarter,
    Share,
    count_severities,
    distribution,
    reports_by_year,
)
from mkdocs_postmortems.publish.data.spreadsheet import Cell, csv_bytes
from mkdocs_postmortems.publish.files import StaticFile
from mkdocs_postmortems.publish.insights.figures import Insights

Rows = Iterator[Sequence[Cell]]

_DISTRIBUTION = ("n", "not_recorded", "lower_quartile_seconds", "median_seconds", "upper_quartile_seconds")


def insights_tables(insights: Insights) -> Iterator[StaticFile]:
    """Yield a file for each chart of the page over all years."""
    address = insights.address
    yield StaticFile(address + "quarters.csv", csv_bytes(_quarter_rows(insights)))
    yield StaticFile(address + "durations.csv", csv_bytes(_duration_rows(insights)))
    yield StaticFile(address + "years.csv", csv_bytes(_year_rows(insights)))
    yield StaticFile(address + "services.csv", csv_bytes(_share_rows("service", insights.services)))
    yield StaticFile(address + "causes.csv", csv_bytes(_share_rows("cause", insights.causes)))
    yield StaticFile(address + "actions.csv", csv_bytes(_flow_rows(insights.flows)))


def _quarter_rows(insights: Insights) -> Rows:
    yield ["quarter", *insights.settings.severities, "total"]
    for quarter, reports in insights.by_quarter.items():
        count = count_severities(reports, insights.settings)
        yield [_name(quarter), *count.known, count.total]


def _name(quarter: Quarter) -> str:
    return f"{quarter.year:04d}-Q{quarter.number}"


def _distribution_cells(found: Distribution) -> list[Cell]:
    lower, upper = found.quartiles or (None, None)
    lengths = [None if each is None else round(each.total_seconds()) for each in (lower, found.median, upper)]
    return [found.n, found.missing, *lengths]


def _duration_rows(insights: Insights) -> Rows:
    yield ["measure", "severity", *_DISTRIBUTION]
    for measure, rows in insights.measures_by_severity.items():
        for severity, found in rows:
            yield [measure, severity, *_distribution_cells(found)]
        yield [measure, "all", *_distribution_cells(insights.measures[measure])]


def _year_rows(insights: Insights) -> Rows:
    yield ["year", *_DISTRIBUTION, *(f"detect_{column}" for column in _DISTRIBUTION)]
    for year, reports in reports_by_year(insights.reports).items():
        lengths = (distribution(reports, measure) for measure in ("time_to_mitigate", "time_to_detect"))
        yield [f"{year:04d}", *chain.from_iterable(map(_distribution_cells, lengths))]


def _share_rows(name: str, found: Sequence[Share]) -> Rows:
    yield [name, "incidents", "severe", "last_12_months", *(f"mitigate_{column}" for column in _DISTRIBUTION)]
    for share in found:
        cells = _distribution_cells(share.to_mitigate)
        yield [share.value.label, share.total, share.severe, share.last_year, *cells]


def _flow_rows(flows: Flows) -> Rows:
    yield ["quarter", "opened", "closed", "open_at_end"]
    for flow in flows.flows:
        yield [_name(flow.quarter), flow.opened, flow.closed, flow.open_at_end]
