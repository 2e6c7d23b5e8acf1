"""Earlier addresses must not be in use."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.settings import Settings


def test_a_free_earlier_address_is_silent(make, check):
    """In the archive or elsewhere on the site, a folder or a file, even if it begins like a report's address."""
    aliases = ("incidents/old/", "incidents/a-b", "blog/2020/outage.html", "a", "incidents/a/details", "search/")
    assert check("duplicate-alias", make(aliases=aliases)) == []


@pytest.mark.parametrize(
    "alias",
    [
        *("incidents", "incidents/", "incidents/index.html", "incidents/insights/", "incidents/actions/more"),
        *("incidents/severity/sev-1/", "incidents/feed.xml", "incidents/incidents.json/", "index.html", "404.html"),
        *("_headers", "sitemap.xml", "sitemap.xml.gz/", "index.html/a", "search/search_index.json"),
    ],
)
def test_an_address_of_the_site_itself_is_reported(make, check, alias):
    """A redirect there would replace a page or be below a file; one at ``_headers`` would disable the site's policy."""
    assert check("duplicate-alias", make(aliases=(alias,))) == [
        f"1: the earlier address {alias!r} is the address of a page or file that the site generates"
    ]


def test_addresses_of_the_archive_depend_on_the_settings(make, check):
    """Another archive folder has other addresses."""
    settings = Settings(archive="ops/reports")
    assert check("duplicate-alias", make(aliases=("incidents/actions/",)), settings=settings) == []
    assert len(check("duplicate-alias", make(aliases=("ops/reports/actions/",)), settings=settings)) == 1


def test_the_current_address_of_a_report_is_reported(make, check):
    """This report's or another's, in any case, as a folder or as a file name."""
    reports = make(aliases=("incidents/B", "incidents/a/index.html")), make(path="postmortems/b.md")
    assert check("duplicate-alias", *reports) == [
        "1: the earlier address 'incidents/B' is the current address of postmortems/b.md",
        "1: the earlier address 'incidents/a/index.html' is the current address of this report",
    ]


def test_one_earlier_address_of_two_reports_is_reported_for_both(make, check):
    """However it is spelt."""
    reports = make(aliases=("incidents/old",)), make(path="postmortems/b.md", aliases=("incidents/Old/",))
    assert check("duplicate-alias", *reports) == [
        "1: the earlier address 'incidents/old' is also an earlier address of postmortems/b.md",
        "1: the earlier address 'incidents/Old/' is also an earlier address of postmortems/a.md",
    ]


def test_an_earlier_address_listed_twice_is_reported_once(make, check):
    assert check("duplicate-alias", make(aliases=("old", "old/"))) == ["1: the earlier address 'old/' is listed twice"]
