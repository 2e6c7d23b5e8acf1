"""Reports from right to left, and a site that runs so: the interface has no words in such a language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import BODY, make_report, run_mkdocs, serve, write_site

MEASURES = Path(__file__).with_name("measures.js").read_text(encoding="utf-8")
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
"""How far something begins and ends within another, in pixels."""


@pytest.fixture(scope="module", params=["ar", "en"])
def page(request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page whose addresses are those of an Arabic site or an English one; both have the same reports."""
    root = write_site(tmp_path_factory.mktemp(request.param), REPORTS)
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(settings.replace("name: material", f"name: material, language: {request.param}"))
    built = run_mkdocs(root, "build")
    assert built.returncode == 0, built.stdout + built.stderr
    with serve(root / "site") as address:
        page = browser.new_page(base_url=address)
        page.add_init_script(MEASURES)
        yield page
        page.close()


@pytest.mark.parametrize("address", ["", "arabic/", "english/", "service/", "insights/", "actions/"])
def test_the_interface_is_english_from_left_to_right(page: Page, address: str) -> None:
    """Whatever runs the other way around it, and nothing leaves its place."""
    page.goto(f"incidents/{address}")
    ours = page.locator(".pm-report, .pm-archive, .pm-insights, .pm-value-list").first
    assert ours.evaluate("each => [each.closest('[lang]').lang, getComputedStyle(each).direction]") == ["en", "ltr"]
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("pmRest()")
        faults = page.evaluate("['sideways', 'outside', 'clipped', 'overlaps'].flatMap((name) => pmMeasures[name]())")
        assert faults == [], width


@pytest.mark.parametrize(("name", "direction"), [("arabic", "rtl"), ("english", "ltr")])
def test_a_report_runs_as_its_first_sentence_does(page: Page, name: str, direction: str) -> None:
    """Its headings may be English. Lists, notes and quotes are set in from where its lines begin."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"incidents/{name}/")
    body = page.locator(".pm-body")
    assert body.evaluate("each => getComputedStyle(each).direction") == direction
    begin, end = (0, 1) if direction == "ltr" else (1, 0)
    for inner in ("ul:not([class]) > li", "ul ul > li", ".task-list-item", "blockquote > p"):
        sides = body.evaluate(SIDES, inner)
        assert sides[begin] > sides[end], inner
        assert sides[end] == 0, inner


def test_an_offset_follows_its_time_from_right_to_left_too(page: Page) -> None:
    """On a telephone, where they stand on one line."""
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto("incidents/arabic/")
    gaps = page.locator(".pm-event").evaluate_all(
        "all => all.map((each) => each.querySelector('.pm-time').getBoundingClientRect().left"
        " - each.querySelector('.pm-offset').getBoundingClientRect().right)"
    )
    assert set(map(round, gaps)) == {8}
