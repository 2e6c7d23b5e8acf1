"""How readers use the list of action items, under a policy that forbids inline scripts and styles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from importlib import resources
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from mkdocs_postmortems.archive.model import build_archive
from mkdocs_postmortems.publish import files
from mkdocs_postmortems.publish.actions.page import PER_PAGE, action_parts
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.read.model import ActionItem, Fields, Moment, Report, Source, Span
from mkdocs_postmortems.settings import Settings
from tests.browsing import Gate, Tab
from tests.publish.examples import files_of

NOW = datetime(2024, 11, 6, 9, tzinfo=UTC)
ROOT = "http://127.0.0.1:1/"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"
SHELL = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>x</title>{}<script src="/actions.js"></script></html>'
)

ITEMS = (
    ActionItem(1, "Alert on failed logins", Span(1, 1), owner="observability", due=date(2024, 11, 1), type="detect"),
    ActionItem(2, "Cap the retries", Span(1, 1), owner="billing", due=date(2024, 11, 15), type="prevent"),
    ActionItem(3, "Write it down", Span(1, 1), "proposed", owner="billing"),
    ActionItem(4, "Smoke test", Span(1, 1), "done", owner="billing", closed=date(2024, 9, 1)),
)

Open = Callable[..., Page]


def a_report(*items: ActionItem, id: str = "login") -> Report:
    ended = Moment(datetime(2024, 8, 12, tzinfo=UTC))
    fields = Fields(title=f"Report {id}", severity="SEV-2", status="final", started=ended, resolved=ended)
    return Report(f"{id}.md", id, Source(f"{id}.md", ""), fields, actions=items)


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Tab]:
    """A tab of its own whose clock is stopped, which cannot be undone."""
    with closing(Tab(browser)) as tab:
        yield tab


@pytest.fixture
def open_list(page: Page) -> Open:
    """Open the list of some reports' items, on a day, at an address."""

    def opened(*reports: Report, query: str = "", today: datetime = NOW, address: str = "incidents/actions/") -> Page:
        made = files_of(action_parts, build_archive(reports, Settings()), Site(now=NOW))
        pages = {file.address: SHELL.format(file.html) for file in made if isinstance(file, files.Page)}
        script = (resources.files("mkdocs_postmortems.publish") / "assets" / "actions.js").read_text("utf-8")

        def answer(route: Route) -> None:
            path = urlsplit(route.request.url).path.lstrip("/")
            if path == "actions.js":
                route.fulfill(body=script, content_type="text/javascript")
            else:
                route.fulfill(body=pages[path], content_type="text/html", headers={"content-security-policy": POLICY})

        page.route("**/*", answer)
        page.clock.set_fixed_time(today)
        page.goto(ROOT + address + query)
        return page

    return opened


def headings(page: Page) -> list[str]:
    return [text.replace("\xa0", " ") for text in page.locator("[data-pm-groups] h2").all_inner_texts()]


def rows(page: Page) -> list[str]:
    return page.locator("[data-pm-groups] tr[data-status]:visible .pm-action-name > bdi").all_inner_texts()


def test_without_a_query_the_page_looks_as_built(open_list: Open) -> None:
    """Open and proposed items in their groups, closed ones folded."""
    page = open_list(a_report(*ITEMS))
    assert headings(page) == ["Overdue 1 · longest first", "Due in the next 30 days 1", "No due date 1", "Done 1"]
    assert rows(page) == ["Alert on failed logins", "Cap the retries", "Write it down"]
    expect(page.get_by_role("status")).to_have_text("3 of 4 action items")
    expect(page.locator("[data-pm-lede]")).to_have_text("3 open or proposed, 1 of them overdue, as of 6 November 2024.")


def test_a_filter_is_in_the_address(open_list: Open) -> None:
    """Back removes it; the counts beside the other filters follow."""
    page = open_list(a_report(*ITEMS))
    page.get_by_label("observability").check()
    assert rows(page) == ["Alert on failed logins"]
    expect(page).to_have_url(re.compile(r"/actions/\?owner=observability$"))
    expect(page.locator("li", has=page.get_by_label("prevent")).locator("[data-pm-number]")).to_have_text("0")
    expect(page.locator("li", has=page.get_by_label("billing")).locator("[data-pm-number]")).to_have_text("2")
    page.go_back()
    expect(page.get_by_label("observability")).not_to_be_checked()
    assert len(rows(page)) == 3


def test_an_address_shows_its_view(open_list: Open) -> None:
    """It restores status, words and grouping."""
    page = open_list(a_report(*ITEMS), query="?status=done&find=smoke")
    assert rows(page) == ["Smoke test"]
    page = open_list(a_report(*ITEMS), query="?by=owner")
    assert headings(page) == ["observability 1 · 1 late", "billing 2"]


def test_grouped_by_report_the_report_is_named_once(open_list: Open) -> None:
    """By the heading, which links to it. ``test_look`` checks that rows do not repeat it."""
    page = open_list(a_report(*ITEMS), query="?by=report")
    assert headings(page) == ["SEV-2 Report login 3 · 1 late"]
    link = page.locator("[data-pm-groups] h2").get_by_role("link", name="Report login")
    assert link.evaluate("link => link.href") == f"{ROOT}incidents/login/"


def test_a_hostile_address_stays_text(open_list: Open) -> None:
    """It finds nothing, and the button restores all items."""
    page = open_list(a_report(*ITEMS), query="?find=%3Cimg%20src=x%20onerror=alert(1)%3E&owner=%22%3E%3Cscript%3E&by=x")
    assert rows(page) == []
    page.locator("[data-pm-nothing]").get_by_role("button").click()
    assert len(rows(page)) == 3


def test_search_needs_all_words(open_list: Open) -> None:
    """In the item, its owner or its report; letters typed in a row are one step in the history."""
    page = open_list(a_report(*ITEMS), a_report(ITEMS[0], id="other"))
    page.get_by_role("searchbox").fill("alert other")
    assert rows(page) == ["Alert on failed logins"]
    expect(page).to_have_url(re.compile(r"\?find=alert\+other$"))


def test_lateness_is_computed_for_the_readers_day(open_list: Open) -> None:
    """Twelve days after the build, one more item is late, and the page names the day."""
    page = open_list(a_report(*ITEMS), today=NOW + timedelta(days=12))
    assert headings(page)[0] == "Overdue 2 · longest first"
    expect(page.locator("#login-1 .pm-action-late")).to_contain_text("17 d late")
    expect(page.locator("#login-2 .pm-action-late")).to_contain_text("3 d late")
    expect(page.locator("#login-3 .pm-action-age")).to_have_text("98 d")
    expect(page.locator("[data-pm-lede]")).to_contain_text("2 of them overdue, as of today, 18 November 2024.")


def test_a_filter_includes_the_further_pages(open_list: Open) -> None:
    """They are fetched, and their links still work."""
    many = [ActionItem(number, f"Measure {number}", Span(1, 1), owner="team") for number in range(1, PER_PAGE)]
    page = open_list(a_report(*many), a_report(*ITEMS[2:3], id="zz"), a_report(*ITEMS[2:3], id="zzz"))
    expect(page.get_by_role("status")).to_have_text(f"{PER_PAGE + 1} of {PER_PAGE + 1} action items")
    page.get_by_label("billing").check()
    expect(page.locator("[data-pm-groups] tr[data-status]")).to_have_count(2)
    links = page.locator(".pm-action-report a")
    assert [link.evaluate("link => link.href") for link in links.all()] == [
        f"{ROOT}incidents/{id}/#action-3" for id in ("zz", "zzz")
    ]


def test_a_choice_made_while_pages_load_is_shown(open_list: Open) -> None:
    """Not the choice that they were fetched for."""
    many = [ActionItem(number, f"Measure {number}", Span(1, 1), owner="team") for number in range(PER_PAGE)]
    page = open_list(a_report(*many), a_report(*ITEMS[1:3], id="zz"))
    gate = Gate(page, "**/*")
    page.get_by_label("billing").check()
    gate.wait()
    page.get_by_role("searchbox").fill("cap")
    gate.open()
    expect(page.locator("[data-pm-groups] tr[data-status]")).to_have_count(1)
    assert rows(page) == ["Cap the retries"]


def test_closed_items_of_a_long_list_are_fetched_on_demand(open_list: Open) -> None:
    """From the pages of their years, which replaces the list of these; other filters do not need them."""
    done = [ActionItem(n, f"Measure {n}", Span(1, 1), "done", closed=date(2023 + n % 2, 5, 1)) for n in range(PER_PAGE)]
    page = open_list(a_report(*done, *ITEMS[1:3], id="zz"))
    years = page.get_by_role("region", name="Done or not doing")
    expect(years.get_by_role("link")).to_have_text(["2024", "2023"])
    page.get_by_label("proposed").uncheck()
    expect(page.locator("tr[data-status]")).to_have_count(1)
    page.get_by_label("done", exact=True).check()
    expect(page.locator("tr[data-status]")).to_have_count(PER_PAGE + 1)
    expect(years).to_be_hidden()


def test_missing_further_pages_are_reported(open_list: Open) -> None:
    """As in a copy opened from disk: the filters then apply to this page only, and say so."""
    many = [ActionItem(number, f"Measure {number}", Span(1, 1), owner="team") for number in range(1, PER_PAGE + 2)]
    page = open_list(a_report(*many))
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError()); }")
    page.get_by_label("team").check()
    expect(page.get_by_role("status")).to_contain_text("The other pages could not be loaded")
    expect(page.locator("[data-pm-groups] tr[data-status]")).to_have_count(PER_PAGE)
    page.get_by_role("checkbox", name="team").uncheck()
    expect(page.get_by_role("status")).to_contain_text(f"{PER_PAGE} of {PER_PAGE + 1} action items")


def test_missing_further_pages_are_fetched_at_the_next_change(open_list: Open) -> None:
    """A reader who was offline for a moment need not load the page again."""
    many = [ActionItem(number, f"Measure {number}", Span(1, 1), owner="team") for number in range(PER_PAGE)]
    page = open_list(a_report(*many), a_report(ITEMS[1], ITEMS[3], id="zz"))
    years = page.get_by_role("region", name="Done or not doing")
    page.evaluate("() => { window.kept = window.fetch; window.fetch = () => Promise.reject(new TypeError()) }")
    page.get_by_label("done", exact=True).check()
    expect(page.get_by_role("status")).to_contain_text("The other pages could not be loaded")
    expect(years).to_be_visible()
    page.evaluate("() => { window.fetch = window.kept }")
    page.get_by_role("searchbox").fill("cap")
    expect(page.get_by_role("status")).to_have_text(f"1 of {PER_PAGE + 2} action items")
    assert rows(page) == ["Cap the retries"]
    expect(years).to_be_hidden()


def test_an_owners_page_is_computed_for_the_readers_day_too(open_list: Open) -> None:
    """It has no filters, but the same lateness."""
    page = open_list(a_report(*ITEMS), today=NOW + timedelta(days=12), address="incidents/actions/owner/billing/")
    assert headings(page) == ["Overdue 1 · longest first", "No due date 1", "Done 1"]
