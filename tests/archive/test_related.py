"""``archive.related``: which reports are suggested beside another one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from mkdocs_postmortems.archive.model import build_archive
from mkdocs_postmortems.archive.related import MOST
from mkdocs_postmortems.read.model import Report
from mkdocs_postmortems.settings import Settings
from tests.publish.examples import make_report


def on_day(day: int, *services: str) -> Report:
    """Return a report with the same cause as all others, on a day that is also its id."""
    start = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=day)
    return make_report(f"day-{day:03d}", start, services=services, cause="capacity")


def suggested(report: Report, *others: Report) -> list[int]:
    """Return the days of the suggested reports, in their order."""
    archive = build_archive([report, *others], Settings())
    return [int(each.report.id.removeprefix("day-")) for each in archive.related[report.id]]


def test_the_nearest_on_both_sides_are_suggested_newest_first() -> None:
    others = [on_day(day, "a") for day in range(0, 200, 10) if day != 100]
    assert suggested(on_day(100, "a"), *others) == [130, 120, 110, 90, 80, 70]


def test_the_last_incident_before_is_among_them_whatever_service_it_shares() -> None:
    """The header calls it the last one. Older ones of the service that is listed first do not displace it."""
    others = [on_day(day, "a") for day in (10, 20, 30, 130, 120, 110)]
    assert suggested(on_day(100, "a", "b"), *others, on_day(90, "b")) == [130, 120, 110, 90, 30, 20]


@pytest.mark.parametrize("side", [1, -1])
def test_one_side_has_all_places_if_there_is_nothing_on_the_other(side: int) -> None:
    others = [on_day(100 + side * day, service) for day, service in enumerate("abcabcabc", 1)]
    assert len(suggested(on_day(100, "a", "b", "c"), *others)) == MOST


def test_services_are_the_same_in_any_case() -> None:
    """As for the pages of services, which have one page for both spellings."""
    report, other = on_day(100, "Login", "mail"), on_day(90, "login")
    (related,) = build_archive([report, other], Settings()).related[report.id]
    assert related.services == ("Login",)
