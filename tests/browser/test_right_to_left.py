"""Right-to-left reports, and a right-to-left site: the interface is not translated into such languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browsing import measure, resize
from tests.building import BODY, build_site, make_report, write_site
from tests.serving import serve

LISTS = "\n\n- first\n    - second\n\n- [ ] a task\n\n!!! note\n    A note.\n\n> quoted\n"
ARABIC = "فشل تسجيل الدخول لمدة ساعة (30 %)."
REPORTS = {
    "english.md": make_report(BODY.replace("Logins failed.", f"Logins failed.{LISTS}")),
    "arabic.md": make_report(
        BODY.replace("Logins failed.", f"{ARABIC}{LISTS}").replace("An alert fires.", ARABIC),
        title="تعذّر تسجيل الدخول",
        tagline=ARABIC,
        cause="إعداد خاطئ",
        services="[الدخول, login]",
    ),
}
SIDES = """(each, inner) => {
  const box = each.getBoundingClientRect(), within = each.querySelector(inner).getBoundingClientRect()
  return [within.left - box.left, box.right - within.right].map(Math.round)
}"""
"""The start and end offsets of one element within another, in pixels."""


@pytest.fixture(scope="module", params=["ar", "en"])
def url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The archive of an Arabic site or of an English one, with the same reports."""
    root = write_site(tmp_path_factory.mktemp(request.param), REPORTS)
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(settings.replace("name: material", f"name: material, language: {request.param}"))
    with serve(build_site(root)) as address:
        yield f"{address}incidents/"


@pytest.mark.parametrize("address", ["", "arabic/", "english/", "service/", "insights/", "actions/"])
def test_the_interface_is_english_from_left_to_right(page: Page, url: str, address: str) -> None:
    """Even in a right-to-left page, and nothing overflows."""
    page.goto(url + address)
    ours = page.locator(".pm-report, .pm-archive, .pm-insights").first
    assert ours.evaluate("each => [each.closest('[lang]').lang, getComputedStyle(each).direction]") == ["en", "ltr"]
    for width in (1280, 390):
        resize(page, width)
        page.evaluate("pmRest()")
        assert measure(page, "sideways", "outside", "clipped", "overlaps") == [], width


@pytest.mark.parametrize(("name", "direction"), [("arabic", "rtl"), ("english", "ltr")])
def test_a_report_s_direction_follows_its_first_sentence(page: Page, url: str, name: str, direction: str) -> None:
    """Even if its headings are in English. Lists, notes and quotes are indented from where lines start."""
    page.goto(f"{url}{name}/")
    body = page.locator(".pm-body")
    assert body.evaluate("each => getComputedStyle(each).direction") == direction
    begin, end = (0, 1) if direction == "ltr" else (1, 0)
    for inner in ("ul:not([class]) > li", "ul ul > li", ".task-list-item", "blockquote > p"):
        sides = body.evaluate(SIDES, inner)
        assert sides[begin] > sides[end], inner
        assert sides[end] == 0, inner


def test_an_offset_follows_its_time_from_right_to_left_too(page: Page, url: str) -> None:
    """On a phone, where both are on one line."""
    resize(page, 390)
    page.goto(f"{url}arabic/")
    gaps = page.locator(".pm-event").evaluate_all(
        "all => all.map((each) => each.querySelector('.pm-time').getBoundingClientRect().left"
        " - each.querySelector('.pm-offset').getBoundingClientRect().right)"
    )
    assert set(map(round, gaps)) == {8}


def test_a_card_s_sentence_begins_below_its_title(page: Page, url: str) -> None:
    """Although its words run from right to left."""
    page.goto(url)
    card = page.locator(".pm-card", has_text=ARABIC)
    sides = [card.locator(part).bounding_box() for part in (".pm-card-head > *:first-child", ".pm-card-text")]
    assert sides[0] and sides[1] and sides[0]["x"] == sides[1]["x"]
    text = (
        "each => { const range = new Range(); range.selectNodeContents(each); return range.getBoundingClientRect().x }"
    )
    assert card.locator(".pm-card-text").evaluate(text) == sides[1]["x"]
