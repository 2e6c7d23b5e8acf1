"""The charts of the insights pages: as many dots as a page bears."""

from __future__ import annotations

from mkdocs_postmortems.publish.insights import Insights
from mkdocs_postmortems.publish.insights_charts import room_for_dots
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.settings import Settings
from tests.publish.test_insights_page import NOW, a_report


def room(years: int, id: str) -> int:
    reports = tuple(a_report(f"{id}{year}", day=f"{2024 - year}-08-12") for year in range(years))
    return room_for_dots(Insights(reports, Settings(), Site(now=NOW)))


def test_a_page_bears_more_dots_the_fewer_quarters_it_has_and_the_shorter_addresses_are() -> None:
    """Two hundred reports with a detection, a mitigation and an end fit in any case."""
    assert room(1, "short") > room(9, "short") > room(9, "long" * 20) > 200
    assert room(6, "2024-10-15-login-fails") > 800
