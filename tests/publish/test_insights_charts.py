"""The charts of the insights pages: how many dots fit on a page."""

from __future__ import annotations

from mkdocs_postmortems.publish.insights import Insights
from mkdocs_postmortems.publish.insights_charts import room_for_dots
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.settings import Settings
from tests.publish.test_insights_page import NOW, a_report


def room(years: int, id: str) -> int:
    reports = tuple(a_report(f"{id}{year}", day=f"{2024 - year}-08-12") for year in range(years))
    return room_for_dots(Insights(reports, Settings(), Site(now=NOW)))


def test_fewer_quarters_and_shorter_addresses_leave_space_for_more_dots() -> None:
    """Two hundred reports with detection, mitigation and end always fit."""
    assert room(1, "short") > room(9, "short") > room(9, "long" * 20) > 200
    assert room(6, "2024-10-15-login-fails") > 800
