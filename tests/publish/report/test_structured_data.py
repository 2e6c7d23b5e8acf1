"""A report's data for search engines."""

from __future__ import annotations

from mkdocs_postmortems.publish.report.structured_data import structured_data
from mkdocs_postmortems.publish.site import Site
from tests.publish.examples import make_report

SITE = Site(url="https://incidents.example/")


def test_a_report_is_an_article_with_its_place_in_the_archive() -> None:
    """With known values only."""
    article, crumbs = structured_data(make_report(summary="It failed.", cause="expiry"), SITE, "Archive")["@graph"]
    assert article == {
        "@type": "TechArticle",
        "headline": "Title of login",
        "description": "It failed.",
        "url": "https://incidents.example/incidents/login/",
        "temporalCoverage": "2024-05-01T12:00:00Z/2024-05-01T13:30:00Z",
        "keywords": ["login", "expiry"],
    }
    assert [crumb["name"] for crumb in crumbs["itemListElement"]] == ["Archive", "Title of login"]


def test_addresses_are_the_same_as_elsewhere() -> None:
    """As in feeds and in links from other pages."""
    site = Site(url=SITE.url, use_directory_urls=False)
    article, crumbs = structured_data(make_report(), site, "Archive")["@graph"]
    assert article["url"] == "https://incidents.example/incidents/login/index.html"
    assert crumbs["itemListElement"][0]["item"] == "https://incidents.example/incidents/index.html"


def test_a_site_without_an_address_has_none() -> None:
    """Search engines require absolute addresses."""
    assert structured_data(make_report(), Site(), "Archive") == {}
