"""A report's page in a browser: what a reader does, and what the page adds to itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

import pytest
from playwright.sync_api import Browser, Page, expect

SHORT = "incidents/2025-11-28-flash-sale-slow-lane/"
"""Times in CET, and an action item that is open since 30 October 2026."""


@pytest.fixture
def report(browser: Browser, live_url: str) -> Iterator[Page]:
    """A report, read in New York on 5 November 2026."""
    context = browser.new_context(timezone_id="America/New_York", locale="en-GB")
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=live_url.rstrip("/"))
    page = context.new_page()
    page.clock.set_fixed_time(datetime(2026, 11, 5, 12))
    page.goto(f"{live_url.rstrip('/')}/{SHORT}")
    yield page
    context.close()


def test_the_readers_own_time_is_a_switch_that_is_remembered(report: Page) -> None:
    """All times change together and back; a reload keeps the choice."""
    first, period = report.locator(".pm-time time").first, report.locator(".pm-period")
    assert first.inner_text() == "18:01"
    report.get_by_role("button", name="my time").click()
    assert first.inner_text() == "12:01"
    assert "America/New_York" in period.inner_text()
    assert report.get_by_text("The graphic keeps CET.").is_visible()
    report.reload()
    assert first.inner_text() == "12:01"
    report.get_by_role("button", name="my time").click()
    assert first.inner_text() == "18:01"
    assert "CET" in period.inner_text()
    assert not report.get_by_text("The graphic keeps CET.").is_visible()


def test_a_reader_in_the_reports_own_zone_needs_no_switch(browser: Browser, live_url: str) -> None:
    """It would change nothing."""
    context = browser.new_context(timezone_id="Europe/Berlin")
    page = context.new_page()
    page.goto(f"{live_url.rstrip('/')}/{SHORT}")
    assert page.get_by_text("As of").is_visible()
    assert page.locator(".pm-zone").count() == 0
    context.close()


def test_overdue_is_counted_for_the_readers_day(report: Page) -> None:
    """And says as of which day."""
    assert report.locator(".pm-late").inner_text() == "open · 6 d overdue"
    assert report.get_by_text("As of 5 November 2026").is_visible()


def test_the_graphic_and_the_list_lead_to_each_other(report: Page) -> None:
    """A mark leads to its event, the event's circle back to the mark; pointing at one lights both."""
    report.locator('.pm-timeline.pm-wide a[href="#event-3"]').hover()
    expect(report.locator(".pm-tip")).to_have_text(re.compile(r"^3 · 18:05 Cause found\. .* hosts came\.$"))
    report.locator('.pm-timeline.pm-wide a[href="#event-3"]').click()
    assert report.url.endswith("#event-3")
    assert report.locator("#event-3").evaluate("element => element.matches(':target')")
    report.locator("#event-3 .pm-circle").click()
    assert report.url.endswith("#timeline-graphic")
    report.wait_for_function("document.activeElement.getAttribute('href') === '#event-3'")
    report.locator("#event-4").hover()
    assert "pm-lit" in (report.locator('.pm-timeline.pm-wide a[href="#event-4"]').get_attribute("class") or "")


def test_the_time_of_an_event_is_a_link_that_is_copied(report: Page) -> None:
    """A click on it puts its address into the address bar and onto the clipboard."""
    report.locator("#event-2 .pm-time").click()
    assert report.get_by_role("status").filter(has_text="Link copied").is_visible()
    assert report.url.endswith("#event-2")
    assert report.evaluate("navigator.clipboard.readText()") == report.url


def test_without_scripts_nothing_is_missing(browser: Browser, live_url: str) -> None:
    """Times, offsets and states are in the page; the switch is not, for it would do nothing."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_url.rstrip('/')}/{SHORT}")
    assert page.locator(".pm-time").first.inner_text() == "18:01"
    assert page.locator(".pm-late").inner_text() == "open · 25 d overdue"
    assert page.locator(".pm-zone").count() == 0
    context.close()
