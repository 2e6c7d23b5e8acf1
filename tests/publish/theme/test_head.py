"""What a page's head says to feed readers, link previews and search engines."""

from __future__ import annotations

import json
import re
from html import unescape

from msgspec.structs import replace

from mkdocs_postmortems.publish.asset_files import asset_address
from mkdocs_postmortems.publish.files import LinkPreview, Page
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.publish.theme.head import with_head

THEME = "<html><head><title>T</title></head><body></head></body></html>"
HERE = Site(name="Ours", url="https://incidents.example/")
REPORT = Page("incidents/login/", "Logins fail", "", "Nobody got in.", source="postmortems/login.md")
LIST = Page("incidents/service/c/2/", "C++", "", feed="incidents/service/c/")


def head(page: Page, site: Site = HERE) -> str:
    """Return what is added: it is at the end of the first head, and nothing else changes."""
    html = with_head(THEME, page, site)
    before, after = THEME.split("</head>", 1)
    assert html.startswith(before)
    assert html.endswith("</head>" + after)
    return html[len(before) : -len("</head>" + after)]


def properties(text: str) -> dict[str, str]:
    """Return the meta elements by name, decoded."""
    found = re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">', text)
    return {name: unescape(value) for name, value in found}


def test_a_report_has_data_for_link_previews() -> None:
    """Its title, its summary and its address."""
    assert properties(head(REPORT)) == {
        "og:type": "article",
        "og:site_name": "Ours",
        "og:title": "Logins fail",
        "og:description": "Nobody got in.",
        "og:url": "https://incidents.example/incidents/login/",
        "twitter:card": "summary",
    }


def test_an_image_has_its_size_and_text() -> None:
    """For layout before it has loaded, and for those who do not see it."""
    page = replace(REPORT, preview=LinkPreview("incidents/login/preview.png", 1200, 630, "SEV-2: Logins fail"))
    told = properties(head(page))
    assert told["twitter:card"] == "summary_large_image"
    assert told["og:image"] == "https://incidents.example/incidents/login/preview.png"
    assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")
    assert told["og:image:alt"] == "SEV-2: Logins fail"


def test_a_site_without_an_address_names_none() -> None:
    """Previews require absolute addresses, but accept title and summary alone."""
    page = replace(REPORT, preview=LinkPreview("incidents/login/preview.png", 1200, 630, ""))
    told = head(page, Site())
    assert properties(told).keys() == {"og:type", "og:site_name", "og:title", "og:description"}
    assert "http" not in told


def test_each_page_of_a_list_links_to_its_feeds() -> None:
    """Relative to the page, so that the links work on any host."""
    links = re.findall(r'<link rel="alternate feed" type="([^"]+)" title="([^"]+)" href="([^"]+)">', head(LIST))
    assert links == [
        ("application/atom+xml", "C++ · Ours", "../feed.xml"),
        ("application/feed+json", "C++ · Ours", "../feed.json"),
    ]
    assert "alternate" not in head(REPORT)


def test_structured_data_is_in_the_head() -> None:
    """If there is any."""
    assert '<script type="application/ld+json">{"a":"b"}</script>' in head(replace(REPORT, structured={"a": "b"}))
    assert "<script" not in head(REPORT)


def test_structured_data_cannot_end_its_script() -> None:
    """But parses to the same texts."""
    title = "</script><script>alert(1)</script> & \u2028"
    html = head(replace(REPORT, structured={"headline": title}))
    (data,) = re.findall('<script type="application/ld\\+json">([^<>]*)</script>', html)
    assert html.count("script>") == 1
    assert json.loads(data) == {"headline": title}


def test_nothing_of_a_report_can_end_the_head() -> None:
    """Titles are escaped here, too."""
    hostile = '"></head><script>alert(1)</script>'
    told = head(replace(REPORT, title=hostile, description=hostile, feed="incidents/"))
    assert "<script" not in told
    assert properties(told)["og:title"] == hostile


def test_another_plugin_s_description_is_kept() -> None:
    """Two descriptions would contradict each other."""
    described = THEME.replace("</head>", '<meta property="og:title" content="Theirs"></head>', 1)
    assert with_head(described, REPORT, HERE) == described


def test_a_page_without_a_head_stays_as_it_is() -> None:
    """A theme may render fragments."""
    assert with_head("<p>Hello", REPORT, HERE) == "<p>Hello"


def test_a_page_has_the_styles_that_its_content_needs() -> None:
    """After our common styles and before the site's own, which may override them, without duplicates."""
    page = replace(LIST, styles=("archive.css", "drawings.css"))
    common, archive, drawings = (
        asset_address("../../..", f"{name}.css") for name in ("postmortems", "archive", "drawings")
    )
    theme = "".join(f'<link rel="stylesheet" href="{each}">' for each in (common, archive, "../own.css"))
    styles = re.findall(r'stylesheet" href="([^"]*)"', with_head(f"<head>{theme}</head>", page, HERE))
    assert styles == [common, drawings, archive, "../own.css"]
    assert "stylesheet" not in head(REPORT)
