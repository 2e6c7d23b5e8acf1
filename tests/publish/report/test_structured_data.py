"""A report's data for search engines."""

from __future__ import annotations

import json

from mkdocs_postmortems.publish.report.structured_data import as_script, structured_data
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


def test_a_title_cannot_end_the_script() -> None:
    """But parses to the same title."""
    title = "</script><script>alert(1)</script> & \u2028"
    html = as_script(structured_data(make_report(title=title), SITE, "Archive"))
    assert html.count("<") == 2
    assert json.loads(html[html.index(">") + 1 : html.rindex("<")])["@graph"][0]["headline"] == title
