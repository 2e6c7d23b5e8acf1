"""The charts of the insights pages: how many dots fit on a page, and how wide each chart is."""

from __future__ import annotations

import re
from typing import Any

import pytest

from mkdocs_postmortems.draw.chart import FULL
from mkdocs_postmortems.publish.insights.charts import BESIDE, HALF, draw_insights, room_for_dots
from mkdocs_postmortems.publish.insights.figures import Insights
from mkdocs_postmortems.publish.site import Site
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
        (1, {}, {"years": HALF, "causes": HALF}),
        (1, {"services": ()}, {"years": FULL, "causes": HALF}),
        (5, {}, {"years": BESIDE, "causes": HALF}),
        (5, {"cause": ""}, {"years": HALF}),
        (5, {"services": ()}, {"years": BESIDE, "causes": HALF}),
    ],
)
def test_a_chart_is_as_wide_as_its_column(years: int, more: dict[str, Any], widths: dict[str, int]) -> None:
    """Which depends on the sections that the page has. A drawing that is too narrow would be scaled up."""
    reports = tuple(a_report(f"r{year}", day=f"{2024 - year}-08-12", **more) for year in range(years + 1))
    insights = Insights(reports, Settings(), Site(now=NOW))
    charts = draw_insights(insights)
    found = {name: re.findall(r'viewBox="0 0 (\d+)', getattr(charts, name).wide) for name in widths}
    assert found == {name: [str(width)] for name, width in widths.items()}
