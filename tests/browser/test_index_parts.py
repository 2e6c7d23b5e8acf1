"""Searching an index in parts gives the same results as searching a single index."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Route, expect
from playwright.sync_api import Page as BrowserPage

from mkdocs_postmortems.archive.model import Archive
from mkdocs_postmortems.publish.asset_files import asset_files
from mkdocs_postmortems.publish.files import Page, StaticFile
from mkdocs_postmortems.publish.search import parts as parts_module
from mkdocs_postmortems.publish.search.parts import search_files
from mkdocs_postmortems.publish.search.records import EVERY, KIND
from mkdocs_postmortems.read.model import Moment, Report
from tests.browsing import Tab
from tests.publish.examples import SITE, make_archive, make_report
from tests.serving import serve

ASK = """async ([address, query, filters, sort]) => {
  const { openArchives } = await import(address + "assets/modules/archives.js")
  const archive = await openArchives(address + "pagefind/pagefind.js", [])
  const options = sort ? { filters, sort } : { filters }
  const [counts, found] = [await archive.count(query, options), await archive.search(query, options)]
  const taken = [...await found.next(5), ...await found.next(100)]
  return [taken.map(({ meta }) => meta.title), counts.severity, found.total]
}"""
RARE = "A wastage of the queue-runner threw QueueFullError in its running phase."
ORDERS = ({"newest": "asc"}, {"newest": "desc"}, {"longest": "asc"}, {"severe": "asc"})


def _report(number: int) -> Report:
    """Return a report from one of several years, with duration and severity independent of its time."""
    start = datetime(2020 + number // 4, 1 + number % 4, 2, tzinfo=UTC)
    end = Moment(start + timedelta(minutes=100 + 37 * number % 101))
    severity = f"SEV-{1 + number * 7 % 3}"
    return make_report(f"r{number:02}", start, resolved=end, severity=severity, title=f"Report {number}")


def _files(archive: Archive) -> Iterator[StaticFile]:
    texts = ("Everything was slow.", "A queue was full, and a queue was lost.", "The queue filled up.")
    pages = [
        Page(SITE.report(report.id), report.fields.title, f"<p>{RARE if number == 9 else ''} {texts[number % 3]}</p>")
        for number, report in enumerate(archive.reports)
    ]
    yield from search_files(pages, archive, SITE)
    yield from asset_files(SITE)


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The same archive twice: with its index in three parts, and in one."""
    root, archive = tmp_path_factory.mktemp("indexes"), make_archive(*map(_report, range(20)))
    for name, size in (("parts", 7), ("whole", 100)):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(parts_module, "part_size", lambda _, size=size: size)
            for file in _files(archive):
                path = root / name / file.path
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(file.content)
    (root / "index.html").write_text("<!doctype html><html lang=en><link rel=icon href=data:,><title>Search</title>")
    assert json.loads((root / "parts" / "incidents" / "pagefind" / "parts.json").read_text()) == ["2/", "1/"]
    assert json.loads((root / "whole" / "incidents" / "pagefind" / "parts.json").read_text()) == []
    with serve(root) as url:
        yield f"{url}parts/incidents/", f"{url}whole/incidents/"


def test_parts_give_the_same_results_as_a_single_index(addresses: tuple[str, str], page: BrowserPage) -> None:
    """In every order, with every filter, and with the same counts; by relevance, the same set."""
    page.goto(addresses[0].removesuffix("parts/incidents/"))
    filters: list[dict[str, Any]] = [{KIND: "report"}, {KIND: "report", "severity": {"any": ["SEV-1", "SEV-2"]}}]
    for query in (EVERY, "queue"):
        for chosen in filters:
            for order in ORDERS:
                parts, whole = (page.evaluate(ASK, [address, query, chosen, order]) for address in addresses)
                assert parts == whole
                assert len(parts[0]) == parts[2] > 5
    parts, whole = (page.evaluate(ASK, [address, "queue", filters[0], None]) for address in addresses)
    assert sorted(parts[0]) == sorted(whole[0])
    assert parts[1:] == whole[1:]


def test_a_word_in_one_part_is_found_only_there(addresses: tuple[str, str], page: BrowserPage) -> None:
    """In other parts, Pagefind falls back to the longest known beginning, here "was"."""
    page.goto(addresses[0].removesuffix("parts/incidents/"))
    found = {
        "wastage": 1,
        "wastages": 1,
        "wast": 1,
        "queue-runner": 1,
        "QueueFullError": 1,
        "thrown queuefull": 0,
        "waste": 0,
    }
    for query, count in found.items():
        for address in addresses:
            titles, _, total = page.evaluate(ASK, [address, query, {KIND: "report"}, None])
            assert (query, total, len(titles)) == (query, count, count)


LOOK = """async ([address, query]) => {
  const { withArchives } = await import(address + "assets/modules/archives.js")
  return withArchives(address + "pagefind/pagefind.js", [], async (archives) => {
    const found = await archives.search(query, { filters: { _kind: "report" } })
    return [(await found.next(100)).length, archives.isPartial]
  }).catch(() => "failed")
}"""


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    """A tab for each test, since a lost file is reported in the console."""
    with closing(Tab(browser)) as tab:
        yield tab
        tab.clear()


LOST = {
    "pagefind/2/pagefind-entry.json?*": [8, True],
    "pagefind/2/*.pf_meta": [8, True],
    "pagefind/2/index/*": [8, True],
    "pagefind/*.pf_meta": "failed",
    "pagefind/index/*": "failed",
    "pagefind/filter/*": "failed",
    "pagefind/wasm.*": "failed",
    "pagefind/parts.json": "failed",
    "pagefind/pagefind.js": "failed",
}
"""Files of an index, and what is found without them: how many reports, and whether the answer is partial."""


@pytest.mark.parametrize("lost", LOST)
def test_a_file_that_is_lost_is_not_taken_for_an_empty_answer(addresses: tuple[str, str], tab: Tab, lost: str) -> None:
    """Pagefind would find nothing in it. A part's file costs what is in the part; the first part's, the search."""
    page, address = tab.page, addresses[0]
    page.goto(address.removesuffix("parts/incidents/"))
    page.route(f"{address}{lost}", lambda route: route.fulfill(status=404))
    assert page.evaluate(LOOK, [address, "queue"]) == LOST[lost]


START = """async (address) => {
  const { startHeader } = await import(address + "assets/modules/header.js")
  await startHeader(document.body.appendChild(document.createElement("header")))
}"""


@pytest.mark.parametrize(
    ("lost", "query", "said", "listed"),
    [
        ("pagefind/2/index/*", "queue", "8 found. Some incidents could not be searched.", 8),
        ("pagefind/2/index/*", "queues nowhere", "0 found. Some incidents could not be searched.", 0),
        ("pagefind/index/*", "queue", "The search could not be loaded.", 0),
    ],
)
def test_the_headers_search_does_without_a_part_that_is_lost(
    addresses: tuple[str, str], tab: Tab, lost: str, query: str, said: str, listed: int
) -> None:
    """As the list's does, and says so. It suggests no other word: the one asked for may be in that part."""
    page, address = tab.page, addresses[0]
    page.goto(address.removesuffix("parts/incidents/"))
    page.route(f"{address}{lost}", lambda route: route.fulfill(status=404))
    page.evaluate(START, address)
    page.get_by_role("button", name="Search").click()
    page.get_by_role("combobox").fill(query)
    expect(page.get_by_role("status")).to_contain_text(said)
    expect(page.get_by_role("option")).to_have_count(listed)


def test_a_result_that_is_lost_costs_the_header_only_that_one(addresses: tuple[str, str], tab: Tab) -> None:
    page, address = tab.page, addresses[1]
    page.goto(address.removesuffix("whole/incidents/"))
    lost: list[str] = []

    def lose_first(route: Route) -> None:
        lost[:] = lost or [route.request.url]
        if route.request.url in lost:
            route.fulfill(status=404)
        else:
            route.continue_()

    page.route(f"{address}pagefind/fragment/*", lose_first)
    page.evaluate(START, address)
    page.get_by_role("button", name="Search").click()
    page.get_by_role("combobox").fill("queue")
    expect(page.get_by_role("status")).to_contain_text("14 found. Some incidents could not be searched.")
    expect(page.get_by_role("option")).to_have_count(13)


def test_a_reader_who_is_back_online_finds_everything(addresses: tuple[str, str], tab: Tab) -> None:
    page, address = tab.page, addresses[0]
    page.goto(address.removesuffix("parts/incidents/"))
    page.route(f"{address}pagefind/*/**", lambda route: route.abort())
    assert page.evaluate(LOOK, [address, "queue"]) == "failed"
    page.unroute_all()
    assert page.evaluate(LOOK, [address, "queue"]) == [14, False]


def test_a_site_published_anew_is_searched_without_loading_the_page(addresses: tuple[str, str], tab: Tab) -> None:
    """Its index has files of other names, and those that the page knows are gone."""
    page, address = tab.page, addresses[0]
    page.goto(address.removesuffix("parts/incidents/"))
    assert page.evaluate(LOOK, [address, "queue"]) == [14, False]
    page.route(f"{address}pagefind/index/*", lambda route: route.fulfill(status=404), times=1)
    assert page.evaluate(LOOK, [address, "report"]) == [20, False]


AGREE = """async (address) => {
  const { openArchives } = await import(address + "assets/modules/archives.js")
  const archive = await openArchives(address + "pagefind/pagefind.js", [])
  const choices = { severity: [["SEV-1"], ["SEV-1", "SEV-3"]], year: [["2021"], ["2020", "2023", "2024"]] }
  const values = { severity: ["SEV-1", "SEV-2", "SEV-3"], year: ["2020", "2021", "2022", "2023", "2024"] }
  const some = (chosen) => Object.fromEntries(chosen.map(([facet, any]) => [facet, { any }]))
  const filtersOf = (chosen) => ({ _kind: "report", ...some(chosen) })
  const wrong = []
  for (const query of ["\\ua66e", "queue", "queue full", "nothing at all"])
    for (const severity of [null, ...choices.severity])
      for (const year of [null, ...choices.year])
        for (const facet of ["severity", "year"]) {
          const others = Object.entries({ severity, year }).filter(([name, any]) => any && name !== facet)
          const counts = await archive.count(query, { filters: filtersOf(others) })
          for (const value of values[facet]) {
            const { total } = await archive.search(query, { filters: filtersOf([...others, [facet, [value]]]) })
            const counted = counts[facet]?.[value] || 0
            if (counted !== total) wrong.push([query, severity, year, facet, value, counted, total])
          }
        }
  return wrong
}"""


def test_counts_agree_with_results_under_every_combination(addresses: tuple[str, str], page: BrowserPage) -> None:
    """The number beside a value is that of the results after its choice, whatever is chosen in other facets."""
    page.goto(addresses[0].removesuffix("parts/incidents/"))
    for address in addresses:
        assert page.evaluate(AGREE, address) == []
