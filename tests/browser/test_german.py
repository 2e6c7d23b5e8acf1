"""A site in German, whose words are longer, with fields of its own, and colour schemes that readers cannot switch."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.building import BODY, build_site, make_report, write_site
from tests.serving import serve

SCHEMES = "palette: [{media: '(prefers-color-scheme: light)'}, {media: '(prefers-color-scheme: dark)', scheme: slate}]"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The archive of two incidents, one of which was a drill, with action items that are late by days and by years."""
    later = BODY.replace("2023-11-01", "2026-11-20").replace("15:00 **Resolved", "17:31 **Resolved")
    reports = {
        "yes.md": make_report(BODY, title="Incident yes", drill="yes"),
        "no.md": make_report(later, title="Incident no", drill="no", resolved="2023-10-15T17:31:00Z"),
    }
    settings = "{language: de, fields: {drill: bool}, facets: [severity, drill]}"
    root = write_site(tmp_path_factory.mktemp("own"), reports, settings=settings)
    config = root / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("name: material", f"name: material, {SCHEMES}"))
    with serve(build_site(root)) as address:
        yield f"{address}incidents/"


def test_yes_and_no_are_chosen_in_the_sites_language(page: Page, url: str) -> None:
    """A filter in use stands without its heading, so it names the field; the address stays the same in any language."""
    page.goto(url)
    page.get_by_role("checkbox", name="ja", exact=True).check()
    expect(page.locator(".pm-cards .pm-card-title")).to_have_text(["Incident yes"])
    expect(page).to_have_url(re.compile(r"\?drill=yes$"))
    chip = page.get_by_role("button", name="Drill: ja entfernen")
    expect(chip).to_have_text("Drill: ja")
    chip.click()
    expect(page.locator(".pm-cards .pm-card-title")).to_have_count(2)


@pytest.mark.parametrize("name", ["", "actions/"])
def test_the_whole_hint_of_a_search_box_is_shown(page: Page, url: str, name: str) -> None:
    page.goto(url + name)
    hint = page.locator(".pm-find-input")
    expect(hint).to_be_visible()
    needed, room = hint.evaluate("""box => {
        const style = getComputedStyle(box), pen = document.createElement("canvas").getContext("2d")
        pen.font = style.font
        const hint = box.placeholder.replace(/\\d+/, "1.234")
        return [pen.measureText(hint).width, box.clientWidth - 2 * parseFloat(style.paddingInlineStart)]
    }""")
    assert needed <= room


def test_the_bars_of_late_action_items_begin_in_one_place(page: Page, url: str) -> None:
    """However many days they are late, so that lengths can be compared."""
    page.goto(f"{url}actions/")
    expect(page.locator(".pm-late-bar")).to_have_count(2)
    texts = page.locator(".pm-action-late .pm-late").all_inner_texts()
    assert len({len(text) for text in texts}) == 2
    starts = page.locator(".pm-late-bar").evaluate_all("bars => bars.map(bar => bar.getBoundingClientRect().x)")
    assert len({*starts}) == 1


def test_an_offset_keeps_a_distance_from_its_events_text(page: Page, url: str) -> None:
    page.goto(f"{url}no/")
    offset, text = page.locator("#event-4 .pm-offset"), page.locator("#event-4 .pm-text")
    expect(offset).to_have_text("+3 Std. 31 Min.")
    end = offset.evaluate("""each => {
        const range = document.createRange()
        range.selectNodeContents(each)
        return range.getBoundingClientRect().right
    }""")
    assert text.evaluate("each => each.getBoundingClientRect().left") - end >= 12


def test_a_colour_scheme_without_a_switch_takes_no_focus(page: Page, url: str) -> None:
    """The theme makes an invisible radio button for each scheme, which it chooses by the reader's system."""
    page.emulate_media(color_scheme="dark")
    page.goto(url)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    options = page.locator("[name=__palette]")
    took = options.evaluate_all("all => all.filter((each) => (each.focus(), document.activeElement === each)).length")
    assert (options.count(), took) == (2, 0)
