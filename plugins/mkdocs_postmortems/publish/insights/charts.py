"""The charts of the insights pages.

``draw_insights`` converts ``Insights`` into the input of ``draw``, which knows no reports, with a link for each mark,
and returns ``InsightsCharts``. Called by ``page``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup
from msgspec import Struct

from mkdocs_postmortems.archive.statistics import Distribution, Quarter, Value
from mkdocs_postmortems.draw.charts.bars import CountBar, draw_bars
from mkdocs_postmortems.draw.charts.beeswarm import dots_of_a_row
from mkdocs_postmortems.draw.charts.chart import FULL, ChartDrawing
from mkdocs_postmortems.draw.charts.flows import Flow, draw_flows
from mkdocs_postmortems.draw.charts.sparkline import draw_sparkline
from mkdocs_postmortems.draw.charts.stacks import Stack, draw_stacks
from mkdocs_postmortems.draw.charts.swarm import NARROW_DOTS, Dot, Swarm, SwarmRow, draw_swarm, draw_swarms, scale_of
from mkdocs_postmortems.publish.drawing import drawing_locale
from mkdocs_postmortems.publish.insights.figures import Insights
from mkdocs_postmortems.read.body.summary import shorten
from mkdocs_postmortems.read.model import Report

BESIDE, HALF = 648, 490
"""Widths of two charts side by side, in pixels."""

_ROOM = 205_000
"""Bytes for the stacks and swarms of a page together, which keep the page below 300 KB."""

_QUARTER_BYTES, _DOT_BYTES = 1600, 85
"""Bytes of a quarter's stack, which is drawn three times, and of a dot without its title and address."""

_TITLE = 40
"""Characters of a report's title in its dot's label; the report's page has the rest."""


class InsightsCharts(Struct, frozen=True):
    """A drawing for each chart of the page, and a sparkline for each service in its table.

    ``years`` has a drawing for each measure of ``Insights.measures_by_year``. It and ``actions`` are empty on the page
    of one year, ``years`` also if there is only one year.
    ``binned``: some rows have too many values for dots and are drawn as bars.
    """

    quarters: ChartDrawing
    lengths: ChartDrawing
    years: Mapping[str, ChartDrawing]
    actions: ChartDrawing
    causes: ChartDrawing
    sparklines: tuple[Markup, ...]
    binned: bool


def draw_insights(insights: Insights) -> InsightsCharts:
    """Return all charts of one page. Its swarms share the number of dots that the page can hold."""
    locale = drawing_locale(insights.site.language)
    rows = [found for each in insights.measures_by_severity.values() for _, found in each]
    if insights.compares_years:
        rows += [found for each in insights.measures_by_year.values() for _, found in each]
    most = dots_of_a_row((found.n for found in rows), room_for_dots(insights))
    lengths = draw_swarms(_lengths(insights, most), locale, most_dots=most)
    severities, wide = insights.settings.severities, _widths(insights.sections)
    actions = ChartDrawing()
    if "actions" in wide:
        actions = draw_flows(_flows(insights), insights.actions.late, locale, wide=wide["actions"])
    heading = insights.site.texts("causes_heading")
    return InsightsCharts(
        quarters=draw_stacks(_stacks(insights), severities, locale, wide=BESIDE if insights.is_short else FULL),
        lengths=lengths,
        years=_draw_years(insights, most, wide["years"]) if "years" in wide else {},
        actions=actions,
        causes=draw_bars(_bars(insights), heading, locale, wide.get("causes", HALF)),
        sparklines=_sparklines(insights),
        binned=any(found.n > most for found in rows),
    )


def _widths(sections: Sequence[str]) -> Mapping[str, float]:
    """Return the width of each section: with an odd number, the first takes the whole width, as in the stylesheet."""
    alone = len(sections) % 2
    return {name: FULL if place < alone else (BESIDE, HALF)[(place - alone) % 2] for place, name in enumerate(sections)}


def room_for_dots(insights: Insights) -> int:
    """Return how many dots the wide drawings of a page can have: fewer if titles and addresses are long."""
    words = [_title(report).encode() + _address(insights, report).encode() for report in insights.reports]
    dot = _DOT_BYTES + sum(map(len, words)) / max(len(words), 1)
    return max(0, int((_ROOM - _QUARTER_BYTES * len(insights.quarters)) / dot) - 3 * NARROW_DOTS)


def _stacks(insights: Insights) -> list[Stack]:
    return [
        Stack(
            *_quarter(insights, quarter),
            count.known,
            _quarter_link(insights, quarter),
            quarter == Quarter.of(insights.today),
            tuple(_quarter_link(insights, quarter, rank) for rank in range(len(insights.settings.severities))),
        )
        for quarter, count in insights.counts
    ]


def _quarter_link(insights: Insights, quarter: Quarter, rank: int | None = None) -> str:
    """Return the link of a quarter, or of its incidents of one severity."""
    return insights.link(insights.quarter_address(quarter, rank))


def _quarter(insights: Insights, quarter: Quarter) -> tuple[str, str]:
    """Return the names of a quarter and its year."""
    return insights.site.texts("quarter", number=quarter.number), str(quarter.year)


def _flows(insights: Insights) -> list[Flow]:
    return [
        Flow(
            *_quarter(insights, flow.quarter),
            flow.opened,
            flow.closed,
            flow.open_at_end,
            _quarter_link(insights, flow.quarter),
        )
        for flow in insights.flows.flows
    ]


def _bars(insights: Insights) -> list[CountBar]:
    return [
        CountBar(
            share.value.label, share.total, share.severe, insights.link(insights.facet("cause", share.value.label))
        )
        for share in insights.main_causes
    ]


def _sparklines(insights: Insights) -> tuple[Markup, ...]:
    """Return a sparkline for each service in the table, all on one scale."""
    t = insights.site.texts
    most = max((count for share in insights.main_services for count in share.per_quarter), default=0)
    label = t("sparkline_column", years=insights.span)
    return tuple(
        draw_sparkline(share.per_quarter, most, f"{share.value.label}: {label}") for share in insights.main_services
    )


def _lengths(insights: Insights, most: int) -> list[Swarm]:
    """Return time to detect, time to mitigate and duration, by severity."""
    t = insights.site.texts
    return [
        Swarm(
            t(measure),
            tuple(
                _row(
                    *(insights, severity, found, most, insights.settings.rank(severity)),
                    href=insights.link(insights.facet("severity", severity)),
                )
                for severity, found in insights.measures_by_severity[measure]
            ),
            insights.measures[measure].missing,
        )
        for measure in insights.measures_by_severity
    ]


def _draw_years(insights: Insights, most: int, wide: float) -> dict[str, ChartDrawing]:
    """Return a drawing for each measure that years are compared by, on one scale. The last year is at the bottom."""
    swarms = {
        measure: Swarm(
            insights.site.texts(measure),
            tuple(_row(insights, str(year), found, most, href=insights.year_link(year)) for year, found in rows),
            insights.measures[measure].missing,
        )
        for measure, rows in insights.measures_by_year.items()
    }
    scale, locale = scale_of(swarms.values()), drawing_locale(insights.site.language)
    return {
        measure: draw_swarm(swarm, locale, measure, wide=wide, most_dots=most, scale=scale)
        for measure, swarm in swarms.items()
    }


def _row(
    insights: Insights, label: str, found: Distribution, most: int, rank: int | None = None, href: str = ""
) -> SwarmRow:
    """Return a row of a swarm. With more than ``most`` values it is drawn as bars, so its dots need no labels."""
    alone = found.n <= most
    dots = (_dot(insights, value, rank) if alone else Dot(value.length, rank=rank) for value in found.values)
    return SwarmRow(label, tuple(dots), found.median, found.quartiles, rank, strong=True, href=href)


def _dot(insights: Insights, value: Value, rank: int | None) -> Dot:
    length = insights.site.formats.duration(value.length)
    return Dot(value.length, f"{length} · {_title(value.report)}", _address(insights, value.report), rank)


def _title(report: Report) -> str:
    return shorten(report.fields.title or report.id, _TITLE)


def _address(insights: Insights, report: Report) -> str:
    return insights.link(insights.site.report(report.id))
