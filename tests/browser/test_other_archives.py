"""Searching another year's archive from this year's, which is a separate site on the same host."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.building import BODY, build_site, make_report, write_site
from tests.serving import published_headers, serve

YEARS = {"2024": "otter", "2025": "walrus"}
"""The years, each with a word that occurs in only one of its reports."""


def report(year: str, month: int, **fields: str) -> str:
    day = f"{year}-{month:02d}-07"
    body = BODY.replace("2023-11-01", f"{year}-12-01").replace("15:00 **Resolved", f"15:{month:02d} **Resolved")
    times = {"started": "14:00", "detected": "14:05", "mitigated": "14:30", "resolved": f"15:{month:02d}"}
    return make_report(
        body.replace("A bad configuration.", f"A {YEARS[year]} in the pool.") if month == 1 else body,
        **{"title": f"Incident of {day}", **{name: f"{day}T{time}:00Z" for name, time in times.items()}, **fields},
    )


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Two sites on one host, under their own policy."""
    root = tmp_path_factory.mktemp("years")
    host = root / "host"
    for year in YEARS:
        site = write_site(
            root / year,
            {f"{year}-{month}.md": report(year, month, services=f"[shop-{year}]") for month in (1, 2, 3)},
            settings="also_search: [/2024/incidents/, ../../2025/incidents/]",
        )
        build_site(site, into=host / year)
    with serve(host, published_headers(host / "2025")) as address:
        yield address


@pytest.fixture
def archive(page: Page, url: str) -> Page:
    """The page of 2025, which also searches the other year's reports."""
    page.goto(f"{url}2025/incidents/")
    expect(page.locator("[data-pm-value='2024']")).to_be_visible()
    return page


def lists(page: Page, *days: str) -> None:
    """Wait until the list shows the incidents of these days, in this order."""
    expect(page.locator(".pm-cards .pm-card-title")).to_have_text([f"Incident of {day}" for day in days])


def test_a_report_of_another_year_is_found_and_read(archive: Page) -> None:
    """With its own service, whose page is on the other site."""
    archive.get_by_role("searchbox").fill("otter")
    expect(archive.locator(".pm-count")).to_have_text("1 of 6 incidents")
    card = archive.locator(".pm-card")
    expect(card.get_by_role("link", name="shop-2024")).to_have_attribute("href", re.compile("/2024/incidents/service/"))
    card.get_by_role("link", name="Incident of 2024-01-07").click()
    expect(archive).to_have_url(re.compile("/2024/incidents/2024-1/$"))
    expect(archive.get_by_role("heading", level=1)).to_have_text("Incident of 2024-01-07")


def test_the_years_are_choices_of_one_list(archive: Page) -> None:
    """Newest year first, with the counts of all archives; choosing both gives one list, newest first."""
    expect(archive.locator("[data-pm-facet=year] [data-pm-value]")).to_have_text(
        [re.compile(r"2025\s*3"), re.compile(r"2024\s*3")]
    )
    expect(archive.locator("[data-pm-value='SEV-2'] .pm-choice-count")).to_have_text("6")
    archive.get_by_label("2024", exact=True).check()
    expect(archive.locator(".pm-count")).to_have_text("3 of 6 incidents")
    lists(archive, "2024-03-07", "2024-02-07", "2024-01-07")
    archive.get_by_label("2025", exact=True).check()
    expect(archive.locator(".pm-count")).to_have_text("6 incidents")
    lists(archive, *(f"{year}-{month:02d}-07" for year in ("2025", "2024") for month in (3, 2, 1)))


def test_results_of_several_archives_have_one_order(archive: Page) -> None:
    """Incidents of equal duration are newest first."""
    archive.get_by_label("Sort").select_option("longest")
    lists(archive, *(f"{year}-{month:02d}-07" for month in (3, 2, 1) for year in ("2025", "2024")))


def test_a_missing_archive_is_reported_and_the_others_are_searched(browser: Browser, url: str) -> None:
    page = browser.new_page()
    page.route("**/2024/incidents/pagefind/*", lambda route: route.fulfill(status=404))
    page.goto(f"{url}2025/incidents/?q=walrus")
    expect(page.locator(".pm-count")).to_have_text("1 found. Some archives could not be searched.")
    lists(page, "2025-01-07")
    page.close()
