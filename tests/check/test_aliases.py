"""The rule of earlier addresses."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.settings import Settings


def test_an_earlier_address_that_is_free_is_silent(make, check):
    """In the archive or elsewhere in the site, as a folder or a file, also one that begins like a report's."""
    aliases = ("incidents/old/", "incidents/a-b", "blog/2020/outage.html", "a", "insights", "incidents/a/details")
    assert check("duplicate-alias", make(aliases=aliases)) == []


@pytest.mark.parametrize(
    "alias",
    [
        *("incidents", "incidents/", "incidents/index.html", "incidents/insights/", "incidents/actions/more"),
        *("incidents/severity/sev-1/", "incidents/feed.xml", "incidents/incidents.json/", "index.html", "404.html"),
    ],
)
def test_an_address_of_the_sites_own_is_refused(make, check, alias):
    """A redirect there would take the place of a page, or stand below a file."""
    assert check("duplicate-alias", make(aliases=(alias,))) == [
        f"1: the earlier address {alias!r} is the address of a page or file that the site generates"
    ]


def test_an_address_of_the_archive_is_one_under_the_settings_that_hold(make, check):
    """Another archive has other addresses."""
    settings = Settings(archive="ops/reports")
    assert check("duplicate-alias", make(aliases=("incidents/actions/",)), settings=settings) == []
    assert len(check("duplicate-alias", make(aliases=("ops/reports/actions/",)), settings=settings)) == 1


def test_an_address_that_a_report_has_now_is_refused(make, check):
    """Its own or another one's, in any case, as a folder or by the name of its file."""
    reports = make(aliases=("incidents/B", "incidents/a/index.html")), make(path="postmortems/b.md")
    assert check("duplicate-alias", *reports) == [
        "1: the earlier address 'incidents/B' is the current address of postmortems/b.md",
        "1: the earlier address 'incidents/a/index.html' is the current address of this report",
    ]


def test_one_earlier_address_of_two_reports_is_told_on_both(make, check):
    """However it is written."""
    reports = make(aliases=("incidents/old",)), make(path="postmortems/b.md", aliases=("incidents/Old/",))
    assert check("duplicate-alias", *reports) == [
        "1: the earlier address 'incidents/old' is also an earlier address of postmortems/b.md",
        "1: the earlier address 'incidents/Old/' is also an earlier address of postmortems/a.md",
    ]


def test_an_earlier_address_stands_once(make, check):
    """Twice is told once."""
    assert check("duplicate-alias", make(aliases=("old", "old/"))) == ["1: the earlier address 'old/' is listed twice"]
