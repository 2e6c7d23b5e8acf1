"""The search index, in parts of bounded size."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from mkdocs_postmortems.publish.files import Page
from mkdocs_postmortems.publish.search import parts as parts_module
from mkdocs_postmortems.publish.search.parts import part_size, search_files, search_parts
from mkdocs_postmortems.publish.search.records import OtherPage
from mkdocs_postmortems.read.model import Report
from tests.publish.examples import SITE, make_archive, make_report


def page_of(report: Report) -> Page:
    return Page(SITE.report(report.id), report.fields.title, "<p>Logins failed.</p>")


def test_the_files_of_the_search_are_below_the_archive() -> None:
    """The index, and the texts of the header's search."""
    report = make_report()
    files = {file.path: file.content for file in search_files([page_of(report)], make_archive(report), SITE)}
    assert {"incidents/pagefind/pagefind.js", "incidents/pagefind/pagefind-entry.json"} <= files.keys()
    assert json.loads(files["incidents/assets/words.json"])["results"] == ["{n} result", "{n} results"]


def parts_of(years: list[int], monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """The ids in each part of an archive with a report in each of these years, by its folder; two or more in a part."""
    monkeypatch.setattr(parts_module, "part_size", lambda _: 2)
    reports = [make_report(f"r{number}", datetime(year, 5, 1, tzinfo=UTC)) for number, year in enumerate(years)]
    archive = make_archive(*reports)
    parts = search_parts([page_of(report) for report in archive.reports], archive, SITE)
    return {part.folder: [page.address.split("/")[1] for page in part.pages] for part in parts}


def test_a_part_ends_with_a_quarter(monkeypatch: pytest.MonkeyPatch) -> None:
    assert parts_of([2024], monkeypatch) == {"": ["r0"]}
    assert parts_of([2024, 2024, 2024, 2023, 2022], monkeypatch) == {"": ["r0", "r1", "r2"], "1/": ["r3", "r4"]}
    assert parts_of([2024] * 5, monkeypatch) == {"": ["r0", "r1", "r2", "r3", "r4"]}


def test_a_new_report_is_in_the_newest_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """The others stay as they are, also when it begins a part; then the newest one before moves to its own folder."""
    before = parts_of([2020, 2021, 2022], monkeypatch)
    assert before == {"": ["r2"], "1/": ["r1", "r0"]}
    assert parts_of([2020, 2021, 2022, 2023], monkeypatch) == before | {"": ["r3", "r2"]}
    assert parts_of([2020, 2021, 2022, 2023, 2024], monkeypatch) == before | {"2/": ["r3", "r2"], "": ["r4"]}


def test_a_larger_archive_has_larger_parts() -> None:
    """So there are few; but Pagefind needs memory for each report of a part, so their size is limited."""
    assert [part_size(reports) for reports in (20, 1_100, 1_101, 4_100, 4_101, 10**6)] == [64, 64, 200, 400, 700, 700]


def test_a_page_that_is_not_a_report_is_in_the_first_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts_module, "part_size", lambda _: 1)
    reports = [make_report(f"r{year}", datetime(year, 5, 1, tzinfo=UTC)) for year in (2024, 2023)]
    archive = make_archive(*reports)
    others = [OtherPage("guide/", "Guide", "<p>Read me.</p>")]
    parts = search_parts(map(page_of, reports), archive, SITE, others)
    assert [(len(part.pages), len(part.others)) for part in parts] == [(1, 1), (1, 0)]
    without = search_parts(map(page_of, reports), archive, replace(SITE, theme_search=True), others)
    assert [len(part.others) for part in without] == [0, 0]


def languages_of(*titles: str, others: tuple[OtherPage, ...] = (), language: str = "en") -> dict[str, list[str]]:
    """Return the language of each part by its folder, with the titles in it."""
    reports = [make_report(f"r{number}", title=title) for number, title in enumerate(titles)]
    site = replace(SITE, language=language)
    parts = search_parts(map(page_of, reports), make_archive(*reports), site, others)
    return {f"{part.folder}:{part.language}": [page.title for page in (*part.pages, *part.others)] for part in parts}


def test_texts_without_spaces_have_separate_parts() -> None:
    """A Japanese report does not disable stemming for the others: *fail* still finds *failing*."""
    guide, manual = (
        OtherPage("guide/", "Guide", "<p>Read me.</p>"),
        OtherPage("ja/", "手引き", "<p>最初にお読みください。</p>"),
    )
    assert languages_of("Logins fail", others=(guide,)) == {":en": ["Logins fail", "Guide"]}
    assert languages_of("Logins fail", "認証の停止", others=(guide,)) == {
        ":en": ["Logins fail", "Guide"],
        "ja-1/:ja": ["認証の停止"],
    }
    assert languages_of("Logins fail", others=(guide, manual)) == {
        ":en": ["Logins fail", "Guide"],
        "ja-1/:ja": ["手引き"],
    }


def test_a_page_is_in_the_newest_part_of_its_own_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the number of the newest part of the other language."""
    monkeypatch.setattr(parts_module, "part_size", lambda _: 1)
    titles = ["認証の停止", "証明書の期限切れ", "Logins fail"]
    reports = [
        make_report(f"r{number}", datetime(2020 + number, 5, 1, tzinfo=UTC), title=title)
        for number, title in enumerate(titles)
    ]
    manual = OtherPage("ja/", "手引き", "<p>最初にお読みください。</p>")
    found = search_parts(map(page_of, reports), make_archive(*reports), SITE, [manual])
    parts = {part.folder: part for part in found}
    assert parts.keys() == {"", "ja-2/", "ja-1/"}
    assert [other.title for other in parts["ja-2/"].others] == ["手引き"]


def test_page_titles_alone_get_no_separate_part() -> None:
    """If all reports are Japanese or Chinese, or the site is, one index has everything."""
    guide = OtherPage("guide/", "Guide", "<p>Read me.</p>")
    assert languages_of("認証の停止", others=(guide,)) == {":ja": ["認証の停止", "Guide"]}
    assert languages_of("Logins fail", "認証の停止", language="ja") == {":ja": ["Logins fail", "認証の停止"]}
    assert languages_of("Logins fail", "登录失败", language="zh-Hant") == {":zh": ["Logins fail", "登录失败"]}
    assert languages_of() == {":en": []}


def test_the_language_of_the_index_does_not_depend_on_the_cache() -> None:
    """A cached page has neither HTML nor text; a page of the archive is found only by its title."""
    reports = [make_report("a", title="認証の停止障害"), make_report("b")]
    archive = make_archive(*reports)
    listed = Page("incidents/", "Archive", f"<p>{'認証の停止' * 3}</p>", nav_title="Archive")
    whole = [listed, *map(page_of, reports)]
    outline = [replace(page, html="") for page in whole]
    parts, again = (search_parts(pages, archive, SITE) for pages in (whole, outline))
    found = [[(part.language, page.address) for part in each for page in part.pages] for each in (parts, again)]
    assert found[0] == found[1] == [("en", "incidents/"), ("en", "incidents/b/"), ("ja", "incidents/a/")]


@pytest.mark.parametrize(
    "change",
    [
        {"folder": "2/"},
        {"language": "de"},
        {"others": (OtherPage("guide/", "Guide", "<p>Other words</p>"),)},
        {"pages": ()},
    ],
)
def test_a_part_with_other_files_is_made_of_something_else(change: dict[str, object]) -> None:
    """``made_of`` is its cache key. Of a page, its own key is enough."""
    report = make_report()
    guide = OtherPage("guide/", "Guide", "<p>Words</p>")
    (part,) = search_parts([page_of(report)], make_archive(report), SITE, [guide])
    changed = replace(part, **change)
    assert part.build() != changed.build()
    assert part.made_of(lambda page: page.address) != changed.made_of(lambda page: page.address)
    assert part.made_of(lambda page: page.address) != part.made_of(lambda page: "other")
