"""The charts of the insights pages: how many dots fit on a page, and how wide each chart is."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest

from mkdocs_postmortems.draw.charts.chart import FULL
from mkdocs_postmortems.publish.insights.charts import BESIDE, HALF, draw_insights, room_for_dots
from mkdocs_postmortems.publish.insights.figures import Insights
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.read.model import Moment
from mkdocs_postmortems.settings import Settings
from tests.publish.insights.test_page import NOW, a_report


def room(years: int, id: str) -> int:
    reports = tuple(a_report(f"{id}{year}", day=f"{2024 - year}-08-12") for year in range(years))
    return room_for_dots(Insights(reports, Settings(), Site(now=NOW)))


def test_fewer_quarters_and_shorter_addresses_leave_space_for_more_dots() -> None:
    """Two hundred reports with detection, mitigation and end always fit."""
    assert room(1, "short") > room(9, "short") > room(9, "long" * 20) > 200
    assert room(6, "2024-10-15-login-fails") > 800


@pytest.mark.parametrize(
    ("years", "more", "widths"),
    [
        (1, {}, {"time_to_mitigate": HALF, "causes": HALF}),
        (1, {"services": ()}, {"time_to_mitigate": FULL, "causes": HALF}),
        (5, {}, {"time_to_mitigate": BESIDE, "causes": HALF}),
        (5, {"cause": ""}, {"time_to_mitigate": HALF}),
        (5, {"services": ()}, {"time_to_mitigate": BESIDE, "causes": HALF}),
    ],
)
def test_a_chart_is_as_wide_as_its_column(years: int, more: dict[str, Any], widths: dict[str, int]) -> None:
    """Which depends on the sections that the page has. A drawing that is too narrow would be scaled up."""
    reports = tuple(a_report(f"r{year}", day=f"{2024 - year}-08-12", **more) for year in range(years + 1))
    insights = Insights(reports, Settings(), Site(now=NOW))
    charts = draw_insights(insights)
    drawings = {**charts.years, "causes": charts.causes}
    found = {name: re.findall(r'viewBox="0 0 (\d+)', drawings[name].wide) for name in widths}
    assert found == {name: [str(width)] for name, width in widths.items()}


def test_what_years_are_compared_by_has_one_scale() -> None:
    """Otherwise a minute of one drawing would be above an hour of the other."""
    reports = tuple(
        a_report(f"r{year}", f"{year}-08-12", 600, detected=Moment(datetime(year, 8, 12, 12, 1, tzinfo=UTC)))
        for year in (2023, 2024)
    )
    drawn = draw_insights(Insights(reports, Settings(), Site(now=NOW))).years
    axes = [re.findall(r"<text[^>]*>(\d+(?: (?:s|min|h|d))?)</text>", drawing.narrow) for drawing in drawn.values()]
    assert len(axes) == 2 and axes[0] == axes[1]
    assert {"1 min", "4 h"} <= {*axes[0]}
