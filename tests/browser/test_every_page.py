"""Every type of page, as every reader may see it: proved on the project's own site, under its own policy.

A page is loaded once and then looked at in both schemes and at three widths. Any message on the console, refusals of
the Content-Security-Policy among them, and any request to another host fails the test.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Gate, published_headers, serve

WIDTHS = (1280, 768, 390)
WHOLE = ("sideways", "outside", "overlaps", "circles", "clipped")
"""The measures of a page that is whole."""
REPORTS = {
    "report": "2025-11-28-flash-sale-slow-lane",
    "crowded report": "2022-11-25-checkout-flash-sale",
    "binned report": "2025-04-05-image-restore",
    "untimed report": "my-first-postmortem",
    "report of several days": "2023-06-19-warehouse-renumbering",
    "report without times": "2024-10-28-duplicate-product-pages",
    "Japanese report": "2023-08-22-restock-mails-japan",
    "German report": "2025-02-18-kuehlung-serverraum",
    "draft": "2026-11-19-gateway-cold-start",
}
PAGES = {
    "home": "",
    "guide": "write/",
    "archive": "incidents/",
    **{name: f"incidents/{id}/" for name, id in REPORTS.items()},
    "facet": "incidents/service/checkout/",
    "facet's list": "incidents/service/",
    "insights": "incidents/insights/",
    "insights of a year": "incidents/insights/2025/",
    "action items": "incidents/actions/",
    "not found": "404.html",
}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""The rules of axe that hang on the scheme: the rest of a page is the same in both."""
STRUCTURE = {"rules": {rule: {"enabled": False} for rule in COLOURS["runOnly"]["values"]}}
"""All other rules. They take little time, also where a page has a thousand rows."""

LARGEST = """() => new Promise((tell) => {
  const observer = new PerformanceObserver((list) => tell(list.getEntries().at(-1).startTime))
  observer.observe({ type: "largest-contentful-paint", buffered: true })
})"""
"""When the largest content of a page was drawn, in ms."""

READY = """() => document.querySelector(".pm-search-open")
  && !document.querySelector("[data-pm-archive]:has([data-pm-cards]):not(.pm-ready)")"""
"""Whether the scripts that come after a page have begun."""

MEASURES = Path(__file__).with_name("measures.js").read_text(encoding="utf-8")

THIN = """() => {
  const own = (each) => each.tagName + each.getAttribute("class")
  const look = (each) => [each, ...each.querySelectorAll("*")].map(own).join()
  const place = (each) => each ? own(each) + place(each.parentElement) : ""
  const seen = new Map()
  for (const each of document.querySelectorAll("body *")) {
    if (!each.isConnected) continue
    const key = `${look(each)} in ${place(each.parentElement)}`
    seen.set(key, (seen.get(key) ?? 0) + 1)
    if (seen.get(key) > 3) each.remove()
  }
}"""
"""Leaves three of what looks the same in the same place: the thousandth row of a table has no colour of its own."""

SPOIL = """() => {
  const drawing = document.querySelector(".pm-timeline.pm-wide")
  for (const text of drawing.querySelectorAll(".axis text")) text.setAttribute("x", 300)
  drawing.querySelector("a circle").setAttribute("r", 40)
  const label = document.querySelector(".pm-tagline")
  label.style = "width: 3rem; overflow: hidden; white-space: nowrap"
  document.querySelector(".pm-header").style = "width: 3000px"
}"""
"""Makes a report's page one that nobody should see."""

each_page = pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)


@pytest.fixture(scope="module")
def url(live_site: Path) -> Iterator[str]:
    """The site with the policy that it was published with."""
    with serve(live_site, published_headers(live_site)) as address:
        yield address


@pytest.fixture(scope="module")
def tab(browser: Browser, url: str) -> Iterator[tuple[Page, list[str]]]:
    """One for all pages, since a new one takes longer than most pages do, and what it should not have said or asked."""
    page = browser.new_page(viewport={"width": WIDTHS[0], "height": 900}, timezone_id="UTC")
    page.add_init_script(MEASURES)
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{message.type}: {message.text} {message.location['url']}"))
    page.on("pageerror", lambda error: said.append(f"error: {error}"))
    page.on(
        "request", lambda request: None if request.url.startswith((url, "data:", "blob:")) else said.append(request.url)
    )
    yield page, said
    page.close()


@pytest.fixture
def quiet(tab: tuple[Page, list[str]]) -> Iterator[Page]:
    """A page that must say nothing on the console, and ask no other host."""
    page, said = tab
    said.clear()
    yield page
    page.unroute_all()
    page.goto("about:blank")
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    page.emulate_media(media="null", forced_colors="null", reduced_motion="null")
    assert said == []


def visit(page: Page, address: str) -> None:
    """Open a page as it is when all its scripts have begun."""
    page.goto(address)
    page.wait_for_function(READY)


def measure(page: Page, *names: str) -> list[str]:
    """The faults that some measures of ``measures.js`` find."""
    faults: list[str] = page.evaluate("names => names.flatMap((name) => pmMeasures[name]())", [*names])
    return faults


def audit(page: Page, options: Mapping[str, Any]) -> list[str]:
    """What axe finds, each with the first element that it found it at."""
    found = page.evaluate("options => axe.run(document, options)", {"resultTypes": ["violations"], **options})
    return [
        f"{each['id']}: {each['nodes'][0]['html']}: {each['nodes'][0]['failureSummary']}"
        for each in found["violations"]
    ]


def paint(page: Page, scheme: str) -> None:
    """Show the page in a scheme, as the theme's switch does it."""
    page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)


def show(page: Page, scheme: str, width: int) -> None:
    """Show the page in a scheme and at a width, with all that moves at rest."""
    page.set_viewport_size({"width": width, "height": 900})
    paint(page, scheme)
    page.evaluate("pmRest()")


def test_each_measure_finds_what_it_looks_for(browser: Browser, url: str) -> None:
    """Otherwise the tests below would prove nothing."""
    page = browser.new_page(viewport={"width": WIDTHS[0], "height": 900})
    page.add_init_script(MEASURES)
    visit(page, url + PAGES["report"])
    assert measure(page, *WHOLE) == []
    page.evaluate(SPOIL)
    assert [name for name in WHOLE if not measure(page, name)] == []
    assert measure(page, "moving") != []  # the theme's links do, where nobody asked for rest
    page.emulate_media(forced_colors="active")
    page.evaluate("() => { document.querySelector('.pm-wide circle').style = 'fill: none; stroke: none' }")
    assert measure(page, "vanished") == ["circle is not seen"]
    page.close()


@each_page
def test_a_page_is_whole_at_every_width_and_in_both_schemes(quiet: Page, url: str, address: str) -> None:
    """Nothing scrolls sideways, no texts of a graphic lie on each other, and axe finds nothing."""
    visit(quiet, url + address)
    quiet.evaluate(Axe().axe_script)
    faults = {}
    for width in WIDTHS:
        show(quiet, "default", width)
        for scheme in ("slate", "default"):
            paint(quiet, scheme)
            faults[scheme, width] = measure(quiet, *WHOLE)
        if width != 768:
            faults["structure", width] = audit(quiet, STRUCTURE)
    quiet.evaluate(THIN)
    for width in (WIDTHS[-1], WIDTHS[0]):
        for scheme in ("default", "slate"):
            show(quiet, scheme, width)
            faults["colours", scheme, width] = audit(quiet, COLOURS)
    assert {place: found for place, found in faults.items() if found} == {}


@each_page
def test_a_page_serves_readers_with_settings_of_their_own(quiet: Page, url: str, address: str) -> None:
    """Forced colours leave every mark to be seen, nothing moves for who wants rest, and print needs no controls."""
    visit(quiet, url + address)
    quiet.emulate_media(forced_colors="active", reduced_motion="reduce")
    assert measure(quiet, "vanished", "moving") == []
    quiet.emulate_media(forced_colors="none", reduced_motion="no-preference", media="print")
    controls = quiet.locator(".md-header, .md-tabs, .md-sidebar, .md-footer, .pm-filters, button, input, select")
    shown = "all => all.filter((each) => each.getClientRects().length).map((each) => each.outerHTML)"
    assert controls.evaluate_all(shown) == []


@pytest.mark.parametrize("address", [PAGES["report"], PAGES["archive"], PAGES["insights"], PAGES["action items"]])
def test_a_page_at_twice_the_size_loses_nothing(browser: Browser, url: str, address: str) -> None:
    """A window of 1280 zoomed to 200 % has 640 points."""
    context = browser.new_context(viewport={"width": 640, "height": 450}, device_scale_factor=2)
    page = context.new_page()
    page.add_init_script(MEASURES)
    visit(page, url + address)
    assert measure(page, *WHOLE) == []
    context.close()


def test_a_report_prints_on_two_pages_with_all_that_it_says(quiet: Page, url: str) -> None:
    """Folds open before the paper comes out, and close again for nobody."""
    visit(quiet, url + PAGES["report"])
    assert len(re.findall(rb"/Type\s*/Page\b", quiet.pdf(format="A4"))) == 2
    visit(quiet, url + PAGES["binned report"])
    quiet.emulate_media(media="print")
    assert quiet.locator(".pm-fold:not([open])").count() > 0
    for event in quiet.locator(".pm-fold .pm-event").all()[::40]:
        expect(event).to_be_visible()
    expect(quiet.locator(".pm-timeline.pm-wide")).to_be_visible()
    expect(quiet.locator(".pm-timeline.pm-narrow")).to_be_hidden()


def test_every_page_is_whole_without_scripts(browser: Browser, url: str) -> None:
    """What scripts would filter and sort is there, and no control that would do nothing."""
    page = browser.new_context(java_script_enabled=False).new_page()
    for address, items, count in (
        (PAGES["archive"], ".pm-cards .pm-card", 36),
        (PAGES["facet"], ".pm-cards .pm-card", 5),
        (PAGES["action items"], "tr[data-status]", 100),
        (PAGES["report"], ".pm-event", 5),
    ):
        page.goto(url + address)
        assert page.locator(items).count() >= count, address
        assert page.locator("article :is(input, select, button):visible").count() == 0, address
    page.context.close()


def test_the_archive_is_used_by_keyboard_alone(quiet: Page, url: str) -> None:
    """From the first key press: past the header, into the search, through the results, into a report."""
    visit(quiet, url + PAGES["archive"])
    quiet.keyboard.press("Tab")
    skip = quiet.locator(":focus")
    expect(skip).to_have_class(re.compile("md-skip"))
    expect(skip).to_be_in_viewport()
    expect(skip).to_have_attribute("href", "#pm-title")
    quiet.keyboard.press("/")
    expect(quiet.get_by_role("searchbox")).to_be_focused()
    quiet.keyboard.type("certificate")
    expect(quiet).to_have_url(re.compile("q=certificate$"))
    expect(quiet.locator("[data-pm-count]")).to_contain_text(re.compile(r"^\d of"))
    quiet.keyboard.press("ArrowDown")
    expect(quiet.locator(".pm-card-title").first).to_be_focused()
    quiet.keyboard.press("ArrowUp")
    quiet.keyboard.press("Escape")
    expect(quiet.get_by_role("searchbox")).to_have_value("")
    expect(quiet.locator("[data-pm-count]")).to_have_text("36 incidents")
    quiet.keyboard.press("ArrowDown")
    title = quiet.locator(":focus").inner_text()
    quiet.keyboard.press("Enter")
    expect(quiet.get_by_role("heading", level=1)).to_contain_text(title)


@pytest.mark.parametrize(("name", "width"), [("archive", 390), ("report", 1280)])
def test_a_mark_says_what_it_is_on_hover_and_on_focus(quiet: Page, url: str, name: str, width: int) -> None:
    """In one box inside the window, which Escape closes; the mark keeps the same words as its name."""
    visit(quiet, url + PAGES[name])
    quiet.set_viewport_size({"width": width, "height": 900})
    marks = quiet.locator(":is(.pm-chart, .pm-timeline) a:visible:has(circle)")
    box = quiet.locator(".pm-tip")
    for mark in (marks.first, marks.last):
        words = mark.locator("title").text_content()
        assert words
        mark.focus()
        expect(box).to_have_text(words)
        expect(box).to_be_in_viewport(ratio=1)
        assert measure(quiet, "sideways") == []
        quiet.keyboard.press("Escape")
        expect(box).to_have_count(0)
        mark.locator("circle").first.hover(force=True)
        expect(box).to_have_text(words)
        assert (mark.get_attribute("aria-label"), mark.locator("title").count()) == (words, 0)
        box.hover()
        quiet.keyboard.press("Escape")
        expect(box).to_have_count(0)
        quiet.mouse.move(0, 0)
    quiet.emulate_media(forced_colors="active")
    marks.first.focus()
    assert box.evaluate("box => getComputedStyle(box).borderTopColor") == "rgb(0, 0, 0)"


def test_a_report_weighs_little(quiet: Page, url: str, live_site: Path) -> None:
    """All that its page loads of ours, as a server sends it, and nothing that only other pages need."""
    visit(quiet, url + PAGES["report"])
    loaded = quiet.evaluate("performance.getEntriesByType('resource').map((each) => each.name)")
    names = {name.rpartition("/assets/")[2] for name in loaded if "/incidents/assets/" in name}
    assert names >= {"postmortems.css", "report.css", "drawings.css", "report.js", "marks.js", "search.js"}
    assert not names & {"archive.css", "insights.css", "actions.css", "actions.js", "modules/list.js"}
    assets = live_site / "incidents" / "assets"
    assert sum(len(gzip.compress((assets / name).read_bytes())) for name in names) < 30_000


def test_a_report_is_drawn_in_a_second_on_a_slow_line(quiet: Page, url: str, live_site: Path) -> None:
    """At 1.6 Mbit/s with 150 ms for each request, nothing cached: before any script has come, and all that the page
    names at once takes no more than 800 ms.

    They are counted: what a clock shows of the rest, in which a browser draws, is how busy the machine is.
    """
    gate = Gate(quiet, "**/*.js")
    quiet.goto(url + PAGES["report"], wait_until="commit")
    assert quiet.evaluate(LARGEST) > 0
    gate.open()
    page = live_site / PAGES["report"] / "index.html"
    named = re.findall(r'<(?:link rel="stylesheet"|script)[^>]* (?:href|src)="([^"]+)"', page.read_text("utf-8"))
    assert len(named) > 5
    sizes = [len(gzip.compress(path.read_bytes())) for path in (page, *(page.parent / name for name in named))]
    assert 2 * 150 + sum(sizes) / 200 < 800
