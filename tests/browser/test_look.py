"""Visual details: alignment, layout shifts, and what looks like a link."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browsing import Gate, measure, resize

SHORT = "incidents/2025-11-28-flash-sale-slow-lane/"
SEVERAL_DAYS = "incidents/2023-06-19-warehouse-renumbering/"
"""Its third event is a range, *11:00–13:30*."""


BINNED = "incidents/2025-04-05-image-restore/"
"""Its timeline is folded by the hour."""

GAP = """each => each.getBoundingClientRect().top
  - each.parentElement.previousElementSibling.getBoundingClientRect().bottom"""
"""The space between an element and what is above its parent, in pixels."""


def left_of(page: Page, selector: str) -> list[float]:
    """Return where elements start, in pixels."""
    found: list[float] = page.locator(selector).evaluate_all(
        "all => all.map((each) => each.getBoundingClientRect().left)"
    )
    return found


def test_the_header_does_not_shift_when_the_search_loads(page: Page, live_url: str) -> None:
    """Its space is reserved from the start, at every width."""
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        gate = Gate(page, "**/modules/header.js*")
        page.goto(live_url + SHORT)
        gate.wait()
        before = left_of(page, ".md-header__option label:visible")
        gate.open()
        expect(page.get_by_role("button", name="Search")).to_be_visible()
        assert left_of(page, ".md-header__option label:visible") == before
        page.unroute_all()


@pytest.mark.parametrize(("address", "script"), [("incidents/", "modules/list"), ("incidents/actions/", "actions")])
def test_a_page_does_not_shift_when_its_search_loads(page: Page, live_url: str, address: str, script: str) -> None:
    """The space for the filters is reserved until their script shows them."""
    tops = """() => [...document.querySelectorAll(".pm-facet, .pm-bar-key, .pm-card, tr[data-status]")].slice(0, 12)
      .map((each) => each.checkVisibility() && [each.className, Math.round(each.getBoundingClientRect().top)])"""
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        gate = Gate(page, f"**/{script}.js*")
        page.goto(live_url + address, wait_until="commit")
        gate.wait()
        page.wait_for_function("document.readyState != 'loading'")
        before = page.evaluate(tops)
        gate.open()
        expect(page.locator(".pm-archive.pm-ready")).to_be_visible()
        pairs = [pair for pair in zip(before, page.evaluate(tops), strict=True) if all(pair)]
        assert len(pairs) >= 6
        assert [pair for pair in pairs if pair[0] != pair[1]] == []
        page.unroute_all()


@pytest.mark.parametrize("width", [1280, 390])
def test_a_long_timeline_does_not_shift_when_its_folds_get_a_button(page: Page, live_url: str, width: int) -> None:
    """Readers who follow a link to the timeline have its folds in view before the script comes."""
    page.set_viewport_size({"width": width, "height": 900})
    gate = Gate(page, "**/report.js*")
    page.goto(f"{live_url}{BINNED}#timeline", wait_until="commit")
    gate.wait()
    page.wait_for_function("scrollY > 0")
    places = "all => all.map((each) => each.getBoundingClientRect().top)"
    before = page.locator(".pm-body .pm-fold").evaluate_all(places)
    gate.open()
    button = page.get_by_role("button", name="Open all")
    expect(button).to_be_in_viewport()
    assert page.locator(".pm-body .pm-fold").evaluate_all(places) == before
    assert button.evaluate(GAP) >= 0
    page.unroute_all()


@pytest.mark.parametrize("address", ["incidents/?q=checkout&severity=SEV-3", "incidents/actions/?find=a&owner=data"])
def test_a_printed_list_tells_what_it_was_filtered_by(page: Page, live_url: str, address: str) -> None:
    """The words and the filters, without the cross that removes one."""
    page.goto(live_url + address)
    chip = page.locator(".pm-remove")
    expect(chip).to_have_count(1)
    cross = "each => getComputedStyle(each, '::after').content"
    assert chip.evaluate(cross) == '" ✕"'
    page.emulate_media(media="print")
    expect(page.get_by_role("searchbox")).to_be_visible()
    expect(chip).to_be_visible()
    assert chip.evaluate(cross) == "none"
    expect(page.get_by_role("button", name="Filters")).to_be_hidden()


def test_a_whole_tile_is_a_link_that_looks_like_one(page: Page, live_url: str) -> None:
    """Its caption has the colour of links, and a click beside it counts."""
    page.goto(live_url + "incidents/")
    tile = page.locator(".pm-tile").last
    colour = "each => getComputedStyle(each).color"
    assert tile.get_by_role("link").evaluate(colour) == page.locator(".pm-card-title").first.evaluate(colour)
    box = tile.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] - 6, box["y"] + 6)
    expect(page).to_have_url(re.compile("/actions/$"))


def test_a_long_title_is_smaller_on_a_phone(page: Page, live_url: str) -> None:
    """Six lines of title would leave no space for the content; most titles keep the theme's size."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(live_url + SHORT)
    title = page.get_by_role("heading", level=1)
    size = "each => parseFloat(getComputedStyle(each).fontSize)"
    usual = title.evaluate(size)
    page.locator(".pm-report").evaluate("each => each.toggleAttribute('data-pm-long-title')")
    assert title.evaluate(size) < 0.8 * usual


def test_the_last_line_of_a_title_is_no_single_word(page: Page, live_url: str) -> None:
    """Here, it would be *sale*."""
    page.goto(live_url + SHORT)
    first, last = page.get_by_role("heading", level=1).evaluate("""title => {
        const range = document.createRange()
        range.selectNodeContents(title)
        return Array.from(range.getClientRects(), ({ width }) => width)
    }""")
    assert last > first / 2


def test_a_duration_in_japanese_takes_one_line_on_a_phone(page: Page, live_url: str) -> None:
    """Its letters are as wide as two of ours."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(live_url + SHORT)
    value = page.locator(".pm-figure dd").first
    one = value.evaluate("each => each.offsetHeight")
    value.evaluate("each => { document.documentElement.lang = 'ja'; each.textContent = '12 時間 20 分' }")
    assert value.evaluate("each => each.offsetHeight") == one


def test_no_space_is_reserved_for_a_search_that_cannot_load(page: Page, live_site: Path) -> None:
    """Browsers load no index from a disk."""
    page.goto((live_site / SHORT / "index.html").as_uri())
    expect(page.locator("html")).to_have_class(re.compile("pm-no-search"))
    (switch,) = left_of(page, ".md-header__option label:visible")
    (source,) = left_of(page, ".md-header__source")
    assert source - switch < 100


def test_many_services_use_the_whole_width(page: Page, live_url: str) -> None:
    """With the time below them; a few are beside it."""
    page.goto(live_url + SHORT)
    header, period = page.locator(".pm-label-list"), page.locator(".pm-period")
    expect(period).to_be_visible()
    tops = "each => each.getBoundingClientRect().top"
    assert abs(header.evaluate(tops) - period.evaluate(tops)) < 5
    page.goto(f"{live_url}incidents/2026-09-03-the-empty-route-table/")
    assert period.evaluate(tops) - header.evaluate(tops) > 20
    assert header.evaluate("each => each.clientWidth") > 600


def test_a_length_without_chips_beside_it_shares_the_line_of_the_text(page: Page, live_url: str) -> None:
    """In an archive of imported reports, whose services are not known, each card had a line with nothing else."""
    page.goto(f"{live_url}incidents/service/mobile-gateway/")
    card = page.locator(".pm-card").first
    expect(card.locator(".pm-chip")).to_have_count(0)
    text, length = (card.locator(part).bounding_box() for part in (".pm-card-text", ".pm-card-length"))
    assert text and length
    assert abs(text["y"] + text["height"] - length["y"] - length["height"]) < 6


def test_the_number_of_incidents_is_on_one_line(page: Page, live_url: str) -> None:
    """Beside the key to the colours of bars, which may wrap."""
    page.goto(f"{live_url}incidents/?severity=SEV-2")
    expect(page.locator("#pm-count")).to_contain_text(" of ")
    heights = []
    for width in (1280, 780):
        resize(page, width)
        heights.append(page.locator("#pm-count").evaluate("count => count.offsetHeight"))
    assert heights[0] == heights[1]


def test_on_a_phone_an_offset_follows_its_time(page: Page, live_url: str) -> None:
    """A range in the same list does not move other offsets."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(live_url + SEVERAL_DAYS)
    gaps = page.locator(".pm-event").evaluate_all(
        "all => all.map((each) => each.querySelector('.pm-offset').getBoundingClientRect().left"
        " - each.querySelector('.pm-time').getBoundingClientRect().right)"
    )
    assert set(map(round, gaps)) == {8}


def test_links_in_the_text_are_underlined_everywhere(page: Page, live_url: str) -> None:
    """In paragraphs, items, events and cells; an event's time is not a link in the text."""
    page.goto(live_url + SHORT)
    page.locator(".pm-body").evaluate(
        "body => { body.innerHTML += '<p><a href=/>a</a><ul><li><a href=/>a</a></ul>'"
        " + '<table><tr><td><a href=/>a</a></table>'"
        " + '<ol class=pm-events><li class=pm-event><div class=pm-text><a href=/>a</a></div></ol>' }"
    )
    links = page.locator(".pm-body a", has_text=re.compile("^a$"))
    lines = links.evaluate_all("all => all.map((each) => getComputedStyle(each).textDecorationLine)")
    assert lines == ["underline"] * 4
    expect(page.locator(".pm-time").first).to_have_css("text-decoration-line", "none")


_CUT_OFF = """() => {
  const ring = 4
  const isCut = (element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect()
    for (let box = element.parentElement; box !== document.body; box = box.parentElement) {
      if (box.closest("svg") || getComputedStyle(box).overflow === "visible") continue
      const around = box.getBoundingClientRect()
      if (left - ring < around.left || right + ring > around.right) return true
      if (top - ring < around.top || bottom + ring > around.bottom) return true
    }
    return false
  }
  return [...document.querySelectorAll(":is(.pm-archive, .pm-insights, .pm-report) :is(a, button, input, summary)")]
    .filter((each) => each.checkVisibility() && each.getBoundingClientRect().width && isCut(each))
    .map((each) => each.textContent)
}"""
"""Returns the texts of the elements around which a box would cut off the ring that shows the focus."""


def test_the_focus_looks_the_same_in_every_page(page: Page, live_url: str) -> None:
    """On links, buttons and marks: the browser's own ring is one pixel thin. Nothing cuts ours off."""
    for name, targets in {
        SHORT: (".pm-pill[href]", ".pm-zone, .pm-figure a", ".pm-timeline a", ".pm-time", ".pm-body p a", ".pm-newer"),
        "incidents/": (".pm-card-title", ".pm-chart a", ".pm-feeds a"),
        "incidents/service/": (".pm-lede a", ".pm-values a"),
        "incidents/insights/": (".pm-lede a", ".pm-data summary", ".pm-note a"),
        "incidents/actions/": (".pm-lede a", ".pm-switch button", ".pm-action-report a"),
    }.items():
        page.goto(live_url + name)
        page.keyboard.press("Tab")  # the browser shows the focus of those who use keys
        for target in targets:
            element = page.locator(f"{target} >> visible=true").first
            element.focus()
            style = element.evaluate(
                "each => (({ outlineStyle, outlineWidth }) => outlineStyle + outlineWidth)(getComputedStyle(each))"
            )
            assert style == "solid2px", (name, target)
        assert page.evaluate(_CUT_OFF) == [], name


@pytest.mark.parametrize("name", [SHORT, "incidents/", "incidents/insights/", "incidents/actions/"])
def test_no_link_has_the_theme_s_colour_in_the_dark_scheme(page: Page, live_url: str, name: str) -> None:
    """It has too little contrast on a card."""
    page.goto(live_url + name)
    page.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
    page.evaluate("pmRest()")
    blue = page.evaluate("""() => {
      const link = document.querySelector(".md-typeset").appendChild(document.createElement("a"))
      link.href = "/"
      return getComputedStyle(link).color
    }""")
    texts = "(all, blue) => all.filter((each) => getComputedStyle(each).color === blue).map((each) => each.textContent)"
    assert page.locator(":is(.pm-archive, .pm-insights, .pm-report) a").evaluate_all(texts, blue) == []


@pytest.mark.parametrize("name", ["incidents/", "incidents/actions/"])
def test_a_focused_filter_has_no_frame_around_its_facet(page: Page, live_url: str, name: str) -> None:
    """The theme would draw one."""
    page.goto(live_url + name)
    box = page.locator(".pm-facet input").first
    box.click()
    expect(box).to_be_focused()
    expect(page.locator(".pm-facet").first).to_have_css("box-shadow", "none")


def test_a_value_without_results_is_muted(page: Page, live_url: str) -> None:
    """Only while it has none."""
    page.goto(live_url + "incidents/")
    choice = page.locator("[data-pm-facet=cause] [data-pm-value=hardware]")
    name = choice.locator(".pm-choice-name")
    plain = name.evaluate("each => getComputedStyle(each).color")
    page.get_by_role("searchbox").fill("certificate")
    expect(choice).to_have_class(re.compile("pm-choice-none"))
    assert name.evaluate("each => getComputedStyle(each).color") != plain
    page.get_by_role("searchbox").fill("")
    expect(name).to_have_css("color", plain)


def test_an_owner_is_not_wrapped_at_every_word(page: Page, live_url: str) -> None:
    """However long the other texts are, and it is aligned with their first lines."""
    page.goto(live_url + SHORT)
    row = page.locator(".pm-actions tbody tr").first
    row.evaluate(
        "row => { row.cells[0].textContent += ' and all that goes with it, in each of the regions'.repeat(5);"
        " row.cells[2].firstElementChild.textContent = 'platform reliability and developer experience' }"
    )
    owner, kind = (row.locator("td").nth(number).locator("bdi") for number in (2, 1))
    assert owner.evaluate("each => each.offsetHeight / parseFloat(getComputedStyle(each).lineHeight)") < 3.5
    tops = "each => each.getBoundingClientRect().top"
    assert abs(owner.evaluate(tops) - kind.evaluate(tops)) < 3


def test_on_a_phone_an_action_item_has_even_lines_that_begin_without_a_dot(page: Page, live_url: str) -> None:
    """Dots separate its details; one may only end a line. A ticket that does not fit takes another detail with it."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(live_url + "incidents/actions/closed/2024/")
    lines = page.locator(".pm-action-table tr:has(.pm-action-ticket bdi)").evaluate_all(
        """all => all.filter((row) => row.checkVisibility()).flatMap((row) => {
          const details = [...row.cells].slice(1).filter((cell) => cell.innerText.trim())
          const boxes = details.map((cell) => (cell.querySelector("bdi, time, span") ?? cell).getBoundingClientRect())
          const last = boxes.filter((box) => Math.abs(box.bottom - boxes.at(-1).bottom) < 8)
          return last.length < boxes.length ? [[last[0].left - row.getBoundingClientRect().left, last.length]] : []
        })"""
    )
    assert len(lines) > 20
    assert {start for start, _ in lines} == {0}
    assert min(details for _, details in lines) > 1


def test_an_internal_row_does_not_move_the_others(page: Page, live_url: str) -> None:
    """Its dotted edge is in its own first cell."""
    page.goto(live_url + "incidents/actions/closed/2024/")
    assert page.locator("tr.pm-internal:visible").count() > 0
    lefts = "all => all.filter((each) => each.checkVisibility()).map((each) => each.getBoundingClientRect().left)"
    assert len({*page.locator(".pm-action-table tr > :first-child").evaluate_all(lefts)}) == 1


def test_an_owner_s_name_is_not_broken_within_a_usual_word(page: Page, live_url: str) -> None:
    """Columns are as wide as the words of their language; a name takes at most two lines."""
    page.goto(live_url + "incidents/actions/")
    owner = page.locator("tr[data-status] > td:nth-child(2) bdi").first
    lines = "(each, name) => { each.textContent = name; return each.getClientRects().length }"
    for language in ("en", "de"):
        page.evaluate("language => { document.documentElement.lang = language }", language)
        assert [owner.evaluate(lines, name) for name in ("observability", "user-authentication")] == [1, 2], language


def test_values_with_results_come_before_others_in_a_folded_facet(page: Page, live_url: str) -> None:
    """In their own order, unless one of them has the focus: then none moves."""
    page.goto(live_url + "incidents/")
    facet = page.locator("[data-pm-facet=service]")
    shown = facet.locator(".pm-choice:visible bdi")
    usual = shown.all_inner_texts()
    assert len(usual) == 6
    page.get_by_role("searchbox").fill("authentication")
    expect(shown).to_have_text([*usual[:5], "User Authentication System"])
    facet.get_by_role("checkbox", name="User Authentication System").check()
    page.locator("[data-pm-chips] button").wait_for()
    page.keyboard.press("/")
    page.get_by_role("searchbox").fill("gateway")
    expect(shown.last).to_have_text("User Authentication System")
    page.keyboard.press("/")
    page.get_by_role("searchbox").fill("")
    page.locator("[data-pm-chips] button").click()
    expect(shown).to_have_text(usual)


def test_the_latest_incident_of_a_value_is_a_date_on_a_phone(page: Page, live_url: str) -> None:
    """Where its title has no room."""
    page.goto(live_url + "incidents/service/")
    latest = page.locator(".pm-latest").first.get_by_role("link")
    expect(latest).to_have_text("2026-09-03 The whole shop was down for ninety-four minutes")
    page.set_viewport_size({"width": 390, "height": 844})
    expect(latest.locator("time")).to_be_visible()
    expect(latest.locator(".pm-latest-title")).to_be_hidden()


def test_five_long_figures_are_in_one_row(page: Page, live_url: str) -> None:
    """Where one would be alone in a second row if the spaces between them were of one width."""
    page.goto(live_url + "incidents/2023-06-19-warehouse-renumbering/")
    boxes = "all => all.map((each) => each.getBoundingClientRect()).map(({ left, top, right }) => [left, top, right])"
    figures = page.locator(".pm-header .pm-figure").evaluate_all(boxes)
    ((_, _, end),) = page.locator(".pm-figures-row").evaluate_all(boxes)
    assert len(figures) == 5
    assert len({top for _, top, _ in figures}) == 1
    assert figures[-1][2] <= end


def test_figures_of_a_row_are_on_one_line(page: Page, live_url: str) -> None:
    """Even if one of their labels takes two lines, as in German on a phone."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(live_url + SHORT)
    labels, values = page.locator(".pm-header .pm-figure dt"), page.locator(".pm-header .pm-figure dd")
    labels.nth(1).evaluate("each => { each.textContent = 'Offene und vorgeschlagene Maßnahmen' }")
    tops = "all => all.slice(0, 3).map((each) => Math.round(each.getBoundingClientRect().top))"
    assert len({*labels.evaluate_all(tops)}) == 1
    assert len({*values.evaluate_all(tops)}) == 1


def test_names_of_impact_are_capitalized_and_their_values_aligned(page: Page, live_url: str) -> None:
    """Like the other labels; in the file, field names are lower case. The longest name makes room for itself."""
    page.goto(live_url + SHORT)
    style = "each => getComputedStyle(each, '::first-letter').textTransform"
    names, values = page.locator(".pm-header .pm-details dt"), page.locator(".pm-header .pm-details dd")
    assert names.first.evaluate(style) == "uppercase"
    for name in ("orders", "orders that were refused"):
        names.first.evaluate("(each, name) => { each.textContent = name }", name)
        (left,) = {*values.evaluate_all("all => all.map((each) => each.getBoundingClientRect().left)")}
        assert left >= names.first.evaluate("each => each.getBoundingClientRect().right")
        assert names.first.evaluate("each => each.getClientRects().length") == 1


def test_rows_of_one_owner_do_not_repeat_the_name(page: Page, live_url: str) -> None:
    """It is in the heading; sorted by date, it is in its column."""
    page.goto(live_url + "incidents/actions/")
    column = page.get_by_role("columnheader", name="Owner", exact=True).first
    report = page.locator(".pm-action-report").first
    expect(column).to_be_visible()
    page.get_by_role("button", name="By owner").click()
    expect(column).to_be_hidden()
    expect(page.locator("tr[data-status] > td:nth-child(2):visible")).to_have_count(0)
    expect(report).to_be_visible()
    expect(page.get_by_role("columnheader", name="Action and report").first).to_be_visible()
    page.get_by_role("button", name="By report").click()
    expect(page.locator(".pm-action-report:visible")).to_have_count(0)
    expect(page.get_by_role("columnheader", name="Action", exact=True).first).to_be_visible()
    page.get_by_role("button", name="By due date").click()
    expect(column).to_be_visible()
    expect(report).to_be_visible()


def test_on_a_phone_a_quarters_incidents_have_a_line_for_their_title(page: Page, live_url: str) -> None:
    """The other columns are on one line below it, each under its heading."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(live_url + "incidents/insights/2025/q1/")
    row = page.get_by_role("row").nth(1)
    title, day = row.get_by_role("rowheader"), row.get_by_role("cell").nth(1)
    assert title.evaluate("each => each.clientWidth") > 300
    assert day.evaluate("each => each.clientHeight") < 30
    heading = page.get_by_role("columnheader", name="Day")
    left = "each => each.getBoundingClientRect().left"
    assert day.evaluate(left) == heading.evaluate(left)


def test_touch_targets_are_large_enough(browser: Browser, live_url: str) -> None:
    """A whole card, a chip on it, the edge of a list's row, and a figure's name and value."""
    page = browser.new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    hit = """([selector, x, y]) => {
      const each = document.querySelector(selector)
      each.scrollIntoView({ block: "center" })
      const { left, top, width, height } = each.getBoundingClientRect()
      const found = document.elementFromPoint(left + x * width, top + y * height).closest("a, button")
      return found && (found.className || found.textContent)
    }"""
    page.goto(live_url + "incidents/")
    assert page.evaluate(hit, [".pm-card-text", 0.9, 0.5]) == "pm-card-title"
    assert page.evaluate(hit, [".pm-card .pm-chip", 0.5, -0.1]) == "pm-chip"
    height = "([...selectors]) => selectors.map((each) => document.querySelector(each).offsetHeight)"
    assert min(page.evaluate(height, [".pm-sort select", ".pm-find-input", ".pm-filters-button"])) >= 44
    page.goto(live_url + "incidents/actions/")
    assert min(page.evaluate(height, [".pm-switch button", ".pm-find-input", ".pm-filters-button"])) >= 44
    page.goto(live_url + "incidents/service/")
    assert page.evaluate(hit, [".pm-values tbody th", 0.3, 0.1]) == "checkout"
    page.goto(live_url + SHORT)
    assert page.evaluate(hit, [".pm-figure dd", 0.2, 0.5]) == "Duration"
    assert min(page.evaluate(height, [".pm-toc summary"])) >= 44
    page.close()


def test_a_duration_on_two_lines_keeps_numbers_with_their_units(page: Page, live_url: str) -> None:
    """As in German, where units are words."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(live_url + "incidents/")
    value = page.locator(".pm-tile-value").first
    tops = value.evaluate(
        "each => { each.style.width = '5.5em'; each.innerHTML = '12 Min. <i>30</i> <i>Sek.</i>';"
        " return [...each.children].map((part) => part.getBoundingClientRect().top) }"
    )
    assert tops[0] == tops[1]
    assert value.evaluate("each => each.offsetHeight") > 40


def test_drawings_are_as_wide_as_their_page(page: Page, live_url: str) -> None:
    """The theme's pages are wider on a large screen."""
    edges = """([drawing, place]) => [drawing, place].map(
      (name) => document.querySelector(name).getBoundingClientRect().right)"""
    for address, drawings, place in (
        (SHORT, [".pm-timeline.pm-wide"], ".pm-figures-row"),
        ("incidents/", [".pm-strip.pm-wide"], ".pm-tiles"),
        ("incidents/insights/", [".pm-stacks", ".pm-swarm"], ".pm-insights"),
        ("incidents/service/checkout/", [".pm-swarm"], ".pm-main"),
    ):
        page.goto(live_url + address)
        for width, drawing in product((1219, 1280, 1920, 2200), drawings):
            resize(page, width)
            drawn, end = page.evaluate(edges, [drawing, place])
            assert abs(drawn - end) < 3, (address, drawing, width)


def test_a_year_fills_the_width_of_its_page(page: Page, live_url: str) -> None:
    """The causes are beside its four quarters, and its services leave no gap in a row."""
    page.goto(live_url + "incidents/insights/2025/")
    whole, *parts = page.evaluate("""() => [
      document.querySelector(".pm-insights"),
      ...["quarters", "causes", "services"].map((id) => document.getElementById(id).closest("section")),
    ].map((each) => { const { left, right, top } = each.getBoundingClientRect(); return [left, right, top] })""")
    quarters, causes, services = parts
    assert quarters[2] == causes[2]
    assert (quarters[0], causes[1]) == tuple(whole[:2])
    assert services[:2] == whole[:2]


def test_on_every_phone_a_drawing_fills_its_container(page: Page, live_url: str) -> None:
    """At different widths; on wider screens, its letters do not outgrow the text."""
    sizes = "each => [each, each.parentElement].map((one) => one.getBoundingClientRect().width)"
    for address, drawings in (
        (SHORT, [".pm-timeline.pm-narrow"]),
        ("incidents/insights/", [".pm-stacks.pm-narrow", ".pm-swarm.pm-narrow"]),
    ):
        page.goto(live_url + address)
        for drawing in drawings:
            for width in (360, 390, 430):
                resize(page, width)
                drawn, place = page.locator(drawing).first.evaluate(sizes)
                assert abs(drawn - place) < 2, (drawing, width)
            resize(page, 620)
            assert page.locator(drawing).first.evaluate("each => each.getScreenCTM().a") * 11 <= 16, drawing


@pytest.mark.parametrize("width", [1000, 1100])
def test_in_a_small_window_short_charts_are_beside_each_other(page: Page, live_url: str, width: int) -> None:
    """Alone in a row, the causes were two thirds as wide as it."""
    page.goto(live_url + "incidents/insights/")
    resize(page, width)
    sections = [page.locator(f"section:has(> #{name})") for name in ("services", "years", "actions", "causes")]
    services, years, actions, causes = (section.bounding_box() for section in sections)
    assert services and years and actions and causes
    assert (services["y"], actions["y"]) == (years["y"], causes["y"])
    for section, box in zip(sections[1:], (years, actions, causes), strict=True):
        drawn = section.locator(".pm-chart:visible").first.bounding_box()
        assert drawn and drawn["width"] > 0.8 * box["width"]
    assert measure(page, "sideways") == []


def test_on_a_tablet_a_drawing_fills_its_container(page: Page, live_url: str) -> None:
    """Although it was drawn for a narrower one. In no window do its letters outgrow the text."""
    sizes = "all => all.map((each) => [each, each.parentElement].map((one) => one.getBoundingClientRect().width))"
    for address, drawings in (
        (SHORT, [".pm-timeline.pm-wide"]),
        ("incidents/insights/", [".pm-stacks.pm-from-680", ".pm-panels .pm-from-680"]),
        ("incidents/service/checkout/", [".pm-swarm.pm-from-680"]),
    ):
        page.goto(live_url + address)
        for drawing in drawings:
            for width in (768, 980):
                resize(page, width)
                shown = [(drawn, place) for drawn, place in page.locator(drawing).evaluate_all(sizes) if drawn]
                assert (shown or width == 980) and all(abs(drawn - place) < 2 for drawn, place in shown), drawing
            resize(page, 1100)
            assert page.locator(drawing).first.evaluate("each => each.getScreenCTM().a") * 11 <= 16, drawing


def test_in_half_a_window_a_timeline_and_its_key_fill_their_card(page: Page, live_url: str) -> None:
    """Where the wide drawing has no room, the key is beside the narrow one, whose letters stay small."""
    page.goto(live_url + SHORT)
    for width in (576, 600, 640, 683, 700):
        resize(page, width)
        boxes = {
            name: page.locator(name).bounding_box() or {}
            for name in (".pm-figures-row", ".pm-timeline.pm-narrow", ".pm-report .pm-key")
        }
        card, drawing, key = boxes.values()
        assert abs(drawing["x"] - card["x"]) < 2, width
        assert 0 < key["x"] - drawing["x"] - drawing["width"] < 30, width
        assert abs(key["x"] + key["width"] - card["x"] - card["width"]) < 2, width
        assert drawing["y"] <= key["y"] and key["y"] + key["height"] <= drawing["y"] + drawing["height"], width
        assert 316 <= drawing["width"] <= 316 * 16 / 11, width


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_the_card_s_colour_parts_a_band_from_the_shade_of_nights(page: Page, live_url: str, scheme: str) -> None:
    """The phases have three to one against the card, but less against the shade. Their own area is not reduced."""
    page.goto(live_url + "incidents/2023-06-19-warehouse-renumbering/")
    page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
    assert page.locator(".pm-timeline.pm-wide .night").count() == 1
    strokes = page.locator(".pm-timeline.pm-wide .band rect").evaluate_all("""all => all.map((each) => {
      const { fill, stroke, strokeWidth, paintOrder } = getComputedStyle(each)
      return [fill.startsWith("url"), stroke, strokeWidth, paintOrder.split(" ")[0]]
    })""")
    card = page.locator(".pm-header").evaluate("each => getComputedStyle(each).backgroundColor")
    phases = [stroke for is_texture, *stroke in strokes if not is_texture]
    assert phases == [[card, "3px", "stroke"]] * 3
    assert {stroke for is_texture, stroke, *_ in strokes if is_texture} == {"none"}


def test_in_forced_colours_phases_differ_and_match_the_key(page: Page, live_url: str) -> None:
    """Their own colours are not available there."""
    page.emulate_media(forced_colors="active")
    page.goto(live_url + "incidents/")
    looks = []
    for phase in ("undetected", "responding", "recovering"):
        look = "all => all.map((each) => (({ fill, fillOpacity }) => fill + fillOpacity)(getComputedStyle(each)))"
        (one,) = {*page.locator(f"rect.pm-bar-{phase}").evaluate_all(look)}
        looks.append(one)
    assert len({*looks}) == 3


def test_on_paper_the_drawing_is_as_wide_as_its_card(page: Page, live_url: str) -> None:
    """Whether the paper is narrower or wider than the column on screen."""
    page.goto(live_url + SHORT)
    page.emulate_media(media="print")
    for width in (640, 718, 794):
        page.set_viewport_size({"width": width, "height": 1000})
        drawn, place = page.evaluate("""() => [".pm-timeline.pm-wide", ".pm-figures-row"].map((name) => {
          const { left, right } = document.querySelector(name).getBoundingClientRect()
          return [Math.round(left), Math.round(right)]
        })""")
        assert drawn == place


def test_on_paper_circles_are_aligned_with_their_lines(page: Page, live_url: str) -> None:
    """Although letters are smaller than on screen."""
    page.goto(live_url + SHORT)
    middles = """each => [".pm-circle circle", ".pm-time"].map((name) => {
      const { top, bottom } = each.querySelector(name).getBoundingClientRect()
      return (top + bottom) / 2
    })"""
    for media in ("screen", "print"):
        page.emulate_media(media=media)
        circle, time = page.locator(".pm-event").nth(1).evaluate(middles)
        assert abs(circle - time) < 2.5, media


def test_on_paper_a_wide_table_fits(page: Page, live_url: str) -> None:
    """On screen it scrolls, and what is outside of its box would not be printed."""
    page.goto(live_url + SHORT)
    page.locator(".pm-body table:not([class]) tr").evaluate_all(
        "all => { for (const { lastElementChild: cell } of all)"
        " cell.after(...Array.from({ length: 7 }, () => cell.cloneNode(true))) }"
    )
    page.set_viewport_size({"width": 718, "height": 1000})
    box = page.locator(".pm-body .md-typeset__scrollwrap").first
    hidden = "each => each.scrollWidth - each.clientWidth"
    assert box.evaluate(hidden) > 100
    page.emulate_media(media="print")
    assert box.evaluate(hidden) <= 0


def test_a_wide_table_can_be_scrolled_by_keyboard(page: Page, live_url: str) -> None:
    """The theme's box around it takes the focus only while there is something to scroll."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(live_url + "comparison/")
    box = page.locator(".md-typeset__scrollwrap").first
    expect(box).to_have_attribute("tabindex", "0")
    box.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.activeElement.scrollLeft > 0")
    page.set_viewport_size({"width": 1280, "height": 844})
    expect(box).not_to_have_attribute("tabindex", re.compile(""))


def test_an_empty_cell_in_a_table_s_head_has_no_line_above_it(page: Page, live_url: str) -> None:
    """Except the table's own."""
    page.goto(live_url + SHORT)
    head = page.locator(".pm-body table thead > tr").first
    tops = head.locator("> *").evaluate_all("all => all.map((each) => getComputedStyle(each).borderTopWidth)")
    assert len(tops) == 3
    assert {*tops} == {"0px"}


def test_a_card_uses_the_width_of_a_tablet(page: Page, live_url: str) -> None:
    """Its title stands beside its severity there, and below it on a telephone."""
    page.goto(live_url + "incidents/")
    for width, beside in ((768, True), (390, False)):
        resize(page, width)
        severity, title = left_of(page, ".pm-card:first-child .pm-card-head > :is(.pm-pill.pm-sev-2, .pm-card-title)")
        assert (severity < title) == beside, width


def test_what_was_found_is_read_in_both_schemes(page: Page, live_url: str) -> None:
    """In a title too, whose letters are those of a link."""
    page.goto(live_url + "incidents/?q=certificate")
    expect(page.locator(".pm-card-title mark").first).to_be_visible()
    page.evaluate(Axe().axe_script)
    for scheme in ("slate", "default"):
        page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
        page.evaluate("pmRest()")
        found = page.evaluate("axe.run('.pm-cards', { runOnly: ['color-contrast'] })")
        assert [each["nodes"][0]["html"] for each in found["violations"]] == [], scheme


def test_groups_of_a_timeline_share_their_columns(page: Page, live_url: str) -> None:
    """An event without a time in one group widens the column of times in all of them."""
    page.goto(live_url + SEVERAL_DAYS)
    assert page.locator(".pm-events").count() > 1
    for language, words in {"en": "not timed", "de": "ohne Uhrzeit", "ja": "時刻なし"}.items():
        page.evaluate(
            """([language, words]) => {
              document.documentElement.lang = language
              for (const each of document.querySelectorAll(".pm-time")) each.textContent = "10:00"
              for (const each of document.querySelectorAll(".pm-offset")) each.textContent = "+1"
              document.querySelector(".pm-time").innerHTML = `<span class="pm-no-time">${words}</span>`
            }""",
            [language, words],
        )
        assert measure(page, "ragged") == [], language


def test_values_below_a_report_begin_at_one_place(page: Page, live_url: str) -> None:
    """The lists of roles and of authors, teams and tags have names of different lengths."""
    page.goto(f"{live_url}incidents/2026-09-03-the-empty-route-table/")
    page.locator(".pm-pairs dt").first.evaluate("each => { each.textContent = 'incident commander' }")
    starts = left_of(page, ".pm-after > :not(.pm-internal) > .pm-details dd, .pm-about dd")
    assert len(starts) > 4
    assert len(set(starts)) == 1


def test_a_number_and_the_date_beside_it_are_apart(page: Page, live_url: str) -> None:
    """In the list of services, the number is at the right of its column and the date at the left of the next."""
    page.goto(f"{live_url}incidents/service/")
    gaps = page.locator(".pm-values tbody tr").evaluate_all(
        """rows => rows.map((row) => {
          const range = document.createRange()
          range.selectNodeContents(row.cells[row.cells.length - 2])
          return row.querySelector("time").getBoundingClientRect().left - range.getBoundingClientRect().right
        })"""
    )
    assert min(gaps) >= 30
