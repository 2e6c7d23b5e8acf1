"""A site opened from disk, as from an unpacked archive file: no server, and addresses that name files."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.building import build_site, make_report, write_site

LINKS = "links => links.map(each => new URL(each.getAttribute('href'), document.baseURI).href)"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two reports, one with an earlier address."""
    reports = {
        "login.md": make_report(aliases="[incidents/old-login/]"),
        "billing.md": make_report(title="Invoices sent twice", services="[billing]", related="[login]"),
    }
    return build_site(write_site(tmp_path_factory.mktemp("disk"), reports, config="use_directory_urls: false"))


def test_every_link_of_the_archive_leads_to_a_file(page: Page, folder: Path) -> None:
    """From page to page, without console messages."""
    archive = folder / "incidents"
    for path in ("index.html", "login/index.html", "service/index.html", "insights/index.html", "actions/index.html"):
        page.goto((archive / path).as_uri())
        links = page.locator("article a[href]").evaluate_all(LINKS)
        assert len(links) > 1
        for link in map(urlsplit, links):
            assert link.scheme == "file" and Path(unquote(link.path)).is_file(), link


def test_a_reader_can_navigate_from_the_archive(page: Page, folder: Path) -> None:
    """By a card, a related report, and a facet; an earlier address leads to its report, too."""
    page.goto((folder / "incidents" / "index.html").as_uri())
    page.get_by_role("link", name="Invoices sent twice").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Invoices sent twice")
    page.locator(".pm-related").get_by_role("link", name="Login failures").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Login failures")
    page.locator(".pm-labels").get_by_role("link", name="login").click()
    expect(page.locator(".pm-cards .pm-card")).to_have_count(1)
    page.goto((folder / "incidents" / "old-login" / "index.html").as_uri())
    expect(page.get_by_role("heading", level=1)).to_have_text("Login failures")
