"""Searching an index in parts gives the same results as searching a single index."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page as Tab

from mkdocs_postmortems.archive.model import Archive
from mkdocs_postmortems.publish import search
from mkdocs_postmortems.publish.asset_files import asset_files
from mkdocs_postmortems.publish.files import Page, StaticFile
from mkdocs_postmortems.publish.search import search_files
from mkdocs_postmortems.publish.search_records import EVERY, KIND
from mkdocs_postmortems.read.model import Moment, Report
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


@pytest.fixture
def addresses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, str]]:
    """The same archive twice: with its index in three parts, and in one."""
    archive = make_archive(*map(_report, range(20)))
    for name, size in (("parts", 7), ("whole", 100)):
        monkeypatch.setattr(search, "SIZES", (size,))
        for file in _files(archive):
            path = tmp_path / name / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.content)
    (tmp_path / "index.html").write_text(
        "<!doctype html><html lang=en><link rel=icon href=data:,><title>Search</title>"
    )
    assert json.loads((tmp_path / "parts" / "incidents" / "pagefind" / "parts.json").read_text()) == ["2/", "3/"]
    assert json.loads((tmp_path / "whole" / "incidents" / "pagefind" / "parts.json").read_text()) == []
    with serve(tmp_path) as url:
        yield f"{url}parts/incidents/", f"{url}whole/incidents/"


def test_parts_give_the_same_results_as_a_single_index(addresses: tuple[str, str], page: Tab) -> None:
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


def test_a_word_in_one_part_is_found_only_there(addresses: tuple[str, str], page: Tab) -> None:
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
