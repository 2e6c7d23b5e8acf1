"""``archive.related``: which reports are suggested beside another one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from mkdocs_postmortems.archive.model import build_archive
from mkdocs_postmortems.archive.related import FEW, MOST
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


def test_a_report_that_spells_a_service_in_two_ways_counts_once() -> None:
    others = [on_day(day, "a", "A") for day in range(0, 200, 10) if day != 100]
    assert suggested(on_day(100, "a"), *others) == [130, 120, 110, 90, 80, 70]


def shared(one: Report, other: Report, *more: Report) -> tuple[object, ...] | None:
    """What the other report is suggested for beside the first: services, cause, tags, words of the title."""
    archive = build_archive([one, other, *more], Settings())
    found = {each.report.id: each for each in archive.related[one.id]}.get(other.id)
    return found and (found.services, found.cause, found.tags, found.words)


def test_a_cause_or_a_tag_of_few_reports_is_enough() -> None:
    """Whatever the service: certificates expire everywhere. What many have in common says nothing about two of them."""
    expired = [make_report(f"r{n}", services=(f"s{n}",), cause="Expiry") for n in range(FEW + 1)]
    assert shared(*expired[:2]) == ((), "Expiry", (), ())
    assert shared(*expired[:FEW]) == ((), "Expiry", (), ())
    assert shared(*expired) is None
    storms = [make_report(f"r{n}", services=(), cause="", tags=("example", "Thundering herd")) for n in range(2)]
    others = [make_report(f"o{n}", services=(), cause="", tags=("example",)) for n in range(FEW)]
    assert shared(*storms, *others) == ((), "", ("Thundering herd",), ())


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ("KIAM Service disruption", "KIAM service disruption due to upgrade", ("KIAM", "Service", "disruption")),
        ("All services return 503 in k8s", "A 503 in K8s again", ("503", "k8s")),
        ("Zürich storage outage", "Storage in ZURICH is full", ("Zürich", "storage")),
        ("Kafka metrics are missing", "Missing metrics of Kafka", ("Kafka", "metrics", "missing")),
        ("Kafka is down", "Kafka is up", ()),
        ("Incident report of 12 October 2024", "Incident report of 12 October 2024", ()),
        ("[SEV-1] RCA for Monday: login", "SEV-1 RCA of Monday, login", ()),
        ("P1: S3 login", "P1 login, S3", ("S3", "login")),
        ("Users could not sign in after", "Nobody could sign in after", ()),
    ],
)
def test_two_telling_words_of_the_titles_are_enough(one: str, other: str, words: tuple[str, ...]) -> None:
    """So that imported reports, which have neither cause nor tags yet, have neighbours."""
    reports = [make_report(id, title=title, services=(), cause="") for id, title in (("a", one), ("b", other))]
    assert (shared(*reports) or ((), "", (), ()))[3] == words


def test_the_same_cause_and_service_come_first() -> None:
    """The others take the places that are left, those that share most first."""
    report = on_day(100, "a")
    near = [on_day(day, "a") for day in (10, 20)]
    tagged = make_report("day-050", services=(), cause="", tags=("tls", "dns"))
    one = make_report("day-060", services=(), cause="", tags=("tls",))
    archive = build_archive(
        [replace(report, fields=replace(report.fields, tags=("tls", "dns"))), *near, one, tagged], Settings()
    )
    assert [each.report.id for each in archive.related["day-100"]] == ["day-020", "day-010", "day-050", "day-060"]


def test_a_new_report_changes_no_suggestions_that_it_has_nothing_in_common_with() -> None:
    """So that it does not cause other pages to be made again."""
    before = [
        make_report(f"r{n}", cause=f"c{n % 3}", tags=(f"t{n % 4}",), title=f"Disk {n % 5} Volume") for n in range(12)
    ]
    new = make_report("new", services=("other",), cause="else", tags=("else",), title="Nothing alike")
    one, other = (build_archive(reports, Settings()).related for reports in (before, [*before, new]))
    assert all(one[id] == other[id] for id in one)
