"""How readers use a report's page, and what its script adds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import Tab

SHORT = "incidents/2025-11-28-flash-sale-slow-lane/"
"""Times in CET, and an action item that is open since 30 October 2026."""


@pytest.fixture(scope="module")
def reader(browser: Browser, live_url: str) -> Iterator[Tab]:
    """A tab of a reader in New York on 5 November 2026."""
    with closing(Tab(browser, timezone_id="America/New_York", locale="en-GB")) as tab:
        tab.page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=live_url.rstrip("/"))
        tab.page.clock.set_fixed_time(datetime(2026, 11, 5, 12))
        yield tab


@pytest.fixture
def report(reader: Tab, live_url: str) -> Iterator[Page]:
    """A report opened by that reader."""
    reader.page.goto(live_url + SHORT)
    yield reader.page
    assert reader.clear() == []


def test_the_readers_own_time_is_a_switch_that_is_remembered(report: Page) -> None:
    """All times change together and back; a reload keeps the choice."""
    first, period = report.locator(".pm-time time").first, report.locator(".pm-period")
    expect(first).to_have_text("18:01")
    height = report.locator(".pm-labels").evaluate("each => each.offsetHeight")
    report.get_by_role("button", name="my time").click()
    expect(first).to_have_text("12:01")
    expect(period).to_contain_text("GMT-5")
    assert report.locator(".pm-labels").evaluate("each => each.offsetHeight") == height
    expect(report.get_by_text("The drawing stays in CET.")).to_be_visible()
    report.reload()
    expect(first).to_have_text("12:01")
    report.get_by_role("button", name="my time").click()
    expect(first).to_have_text("18:01")
    expect(period).to_contain_text("CET")
    expect(report.get_by_text("The drawing stays in CET.")).to_be_hidden()


def test_a_narrow_screen_has_the_contents_above_the_text(report: Page) -> None:
    """Folded; on a wide one, the theme shows them beside it."""
    contents = report.get_by_role("navigation", name="On this page")
    expect(contents).to_be_hidden()
    report.set_viewport_size({"width": 390, "height": 844})
    contents.get_by_text("On this page").click()
    contents.get_by_role("link", name="Corrective measures").click()
    heading = report.get_by_role("heading", name="Corrective measures")
    expect(heading).to_be_in_viewport()
    assert heading.evaluate("each => each.getBoundingClientRect().top") > 48  # below the theme's header
    report.emulate_media(media="print")
    expect(contents).to_be_hidden()


def test_a_reader_in_the_reports_own_zone_needs_no_switch(browser: Browser, live_url: str) -> None:
    """It would change nothing."""
    context = browser.new_context(timezone_id="Europe/Berlin")
    page = context.new_page()
    page.goto(live_url + SHORT)
    expect(page.locator("[data-pm-ready]")).to_be_attached()
    expect(page.get_by_text("As of")).to_be_visible()
    assert page.locator(".pm-zone").count() == 0
    context.close()


def test_overdue_is_counted_for_the_readers_day(report: Page) -> None:
    """And the page names that day."""
    expect(report.locator(".pm-late")).to_have_text("open · 6 d overdue")
    expect(report.get_by_text("As of 5 November 2026")).to_be_visible()


def test_the_drawing_and_the_list_link_to_each_other(report: Page) -> None:
    """A mark links to its event, the event's circle links back, and hovering over one highlights both."""
    report.locator('.pm-timeline.pm-wide a[href="#event-3"]').hover()
    expect(report.locator(".pm-tip")).to_have_text(re.compile(r"^3 · 18:05 Cause found\. .* hosts were added\.$"))
    report.locator('.pm-timeline.pm-wide a[href="#event-3"]').click()
    expect(report).to_have_url(re.compile("#event-3$"))
    expect(report.locator("#event-3:target")).to_be_attached()
    report.locator("#event-3 .pm-circle").click()
    expect(report).to_have_url(re.compile("#timeline-graphic$"))
    expect(report.locator('.pm-timeline.pm-wide a[href="#event-3"]')).to_be_focused()
    report.locator("#event-4").hover()
    expect(report.locator('.pm-timeline.pm-wide a[href="#event-4"]')).to_have_class(re.compile("pm-lit"))


def test_the_time_of_an_event_is_a_link_that_is_copied(report: Page) -> None:
    """A click puts its address into the address bar and the clipboard."""
    report.locator("#event-2 .pm-time").click()
    expect(report.get_by_role("status").filter(has_text="Link copied")).to_be_visible()
    expect(report).to_have_url(re.compile("#event-2$"))
    assert report.evaluate("navigator.clipboard.readText()") == report.url


def test_without_scripts_nothing_is_missing(browser: Browser, live_url: str) -> None:
    """Times, offsets and states are in the page; the switch is not, because it would do nothing."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_url + SHORT)
    assert page.locator(".pm-time").first.inner_text() == "18:01"
    assert page.locator(".pm-late").inner_text() == "open · 25 d overdue"
    assert page.locator(".pm-zone").count() == 0
    context.close()


def test_all_groups_of_a_timeline_keep_their_text_in_one_column(page: Page, live_url: str) -> None:
    """Even if one of them has ranges, which are wider than single times."""
    page.goto(f"{live_url}incidents/2023-06-19-warehouse-renumbering/")
    lefts = page.locator(".pm-text").evaluate_all("all => all.map(each => each.getBoundingClientRect().left)")
    assert len(lefts) == 14 and len(set(lefts)) == 1


def test_a_duration_stays_on_one_line_on_a_phone(page: Page, live_url: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{live_url}incidents/2025-04-05-image-restore/")
    figure = page.locator(".pm-figure dd").first
    expect(figure).to_have_text("1 d 6 h 1 min")
    assert figure.evaluate("each => each.offsetHeight") < 30


def test_in_the_readers_own_time_each_group_names_its_day(report: Page, live_url: str) -> None:
    """Events under "Tuesday, 20 June" happened on Monday evening in New York."""
    report.goto(f"{live_url}incidents/2023-06-19-warehouse-renumbering/")
    report.get_by_role("button", name="my time").click()
    first = report.locator(".pm-event:first-child .pm-day")
    expect(first).to_have_text(["Sun 18 Jun", "Mon 19 Jun", "Tue 20 Jun", "Wed 21 Jun"])
    report.get_by_role("button", name="my time").click()
    expect(first).to_have_text(["", "", "", ""])


def test_all_folds_of_a_timeline_open_at_once(page: Page, live_url: str) -> None:
    """And close; a link from the drawing opens only its event's fold."""
    page.goto(f"{live_url}incidents/2025-04-05-image-restore/#event-3")
    shown = page.locator(".pm-event").locator("visible=true")
    expect(shown).to_have_count(7)
    page.get_by_role("button", name="Open all").click()
    expect(shown).to_have_count(119)
    page.get_by_role("button", name="Close all").click()
    expect(shown).to_have_count(0)


def test_a_report_on_a_phone_links_to_its_archive_and_its_year(page: Page, live_url: str) -> None:
    """The theme hides its tabs there; print leaves the links out."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(live_url + SHORT)
    way = page.locator(".pm-report > .pm-lede")
    expect(way).to_have_text("Archive › 2025")
    way.get_by_role("link", name="2025").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2025")
    page.go_back()
    way.get_by_role("link", name="Archive").click()
    expect(page.locator("[data-pm-count]")).to_have_text("41 incidents")
    page.go_back()
    page.emulate_media(media="print")
    expect(way).to_be_hidden()
