"""Addresses in built sites: heads, redirects, and feeds."""

from __future__ import annotations

import json
import re

from mkdocs_postmortems.publish.report.rasterizer import has_rasterizer
from tests.building import build_site, make_report, read_page
from tests.conftest import Site


def test_heads_and_redirects_of_a_public_edition(site: Site) -> None:
    """A report's head describes it, and its earlier address redirects to it; internal reports leave no trace."""
    folder = site(
        {
            "login.md": make_report(aliases="[incidents/old-login/]"),
            "hidden.md": make_report(visibility="internal", aliases="[incidents/old-hidden/]"),
        },
        settings="edition: public",
        config="site_url: https://ours.example/",
    )
    public = build_site(folder) / "incidents"
    head = read_page(public, "login").partition("</head>")[0]
    assert '<meta property="og:url" content="https://ours.example/incidents/login/">' in head
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', head)
    assert json.loads(data)["@graph"][0]["headline"] == "Login failures"
    archive = read_page(public, "").partition("</head>")[0]
    if has_rasterizer():
        assert 'content="https://ours.example/incidents/assets/previews/login.png"' in head
        assert [path.name for path in (public / "assets" / "previews").iterdir()] == ["login.png"]
    assert 'type="application/atom+xml"' in archive
    assert (public / "feed.xml").is_file()
    assert "url=../login/" in read_page(public, "old-login")
    assert not (public / "old-hidden").exists()


_VERSIONED = """
from mkdocs.plugins import event_priority

@event_priority(-100)
def on_config(config):
    config.site_url += "1.0"
"""


def test_absolute_addresses_follow_changes_by_other_plugins(site: Site) -> None:
    """As with mike, which appends a version without a trailing slash."""
    folder = site({"a.md": make_report()}, config="site_url: https://ours.example\nhooks: [versioned.py]")
    (folder / "versioned.py").write_text(_VERSIONED, encoding="utf-8")
    built = build_site(folder)
    feed = (built / "incidents" / "feed.xml").read_text(encoding="utf-8")
    assert 'href="https://ours.example/1.0/incidents/a/"' in feed


_CANONICAL = """
def on_nav(nav, config, files):
    for file in files.documentation_pages():
        file.page.canonical_url = "https://first.example/" + file.url
        repr(file.page)
    return nav
"""


def test_a_canonical_address_that_another_plugin_sets_stays(site: Site) -> None:
    """The page's description asks for another address, which MkDocs computes together with this one."""
    folder = site({"a.md": make_report()}, config="site_url: https://ours.example\nhooks: [canonical.py]")
    (folder / "canonical.py").write_text(_CANONICAL, encoding="utf-8")
    sitemap = (build_site(folder) / "sitemap.xml").read_text(encoding="utf-8")
    assert "https://first.example/incidents/a/" in sitemap
    assert "https://ours.example" not in sitemap
