"""Measure how fast a reader finds something in Chromium, and how much is loaded for it.

Takes finished sites; returns a table of bytes and milliseconds. The site is served locally without throttling, with
text compressed as on web servers. Time runs from a word's arrival in the search box to the list of results, and
includes the pause that a page makes while somebody types.
"""

from __future__ import annotations

import gzip
import http.server
import math
import statistics
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple, Self

from playwright.sync_api import Browser, Page, sync_playwright

from tests.benchmarks.contenders import OURS, PLAIN, Contender
from tests.benchmarks.tables import machine, table
from tests.benchmarks.workshop import Workshop, tell
from tests.chromium import launch_chromium

_FACETS = 4
_WORDS = ("gateway", "certificate", "rollback", "timeout", "ledger")
_COMPRESSED = (".html", ".css", ".js", ".json", ".svg")

_FIND = """([box, at, list, word]) => new Promise((found) => {
  const input = document.querySelectorAll(box)[at]
  const shown = () => document.querySelector(list)?.innerText || ""
  const before = shown(), begin = performance.now()
  const look = () => {
    const passed = performance.now() - begin
    if (shown() && shown() !== before) found(passed)
    else if (passed > 120000) found(NaN)
    else requestAnimationFrame(look)
  }
  if (input.type === "checkbox") input.click()
  else {
    input.focus()
    input.value = word
    for (const event of ["input", "keyup"]) input.dispatchEvent(new Event(event, { bubbles: true }))
  }
  look()
})"""
_FIRST_PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN"


@dataclass(frozen=True)
class Place:
    """A search to measure: its page, its box and list as selectors, and which files are loaded only for searches."""

    contender: Contender
    page: str
    ready: str
    box: str
    list: str
    files: tuple[str, ...]
    facet: str = ""


PLACES = (
    Place(
        OURS,
        "incidents/",
        ready=".pm-ready",
        box="[data-pm-find] [name=q]",
        list=".pm-cards",
        files=("/pagefind/",),
        facet="[data-pm-facet] input[type=checkbox]",
    ),
    Place(
        PLAIN,
        "",
        ready=".md-search__input",
        box=".md-search__input",
        list=".md-search-result__list",
        files=("/search/", "/workers/search."),
    ),
)


class Visit(NamedTuple):
    """Bytes of the page with everything it needs, bytes of the search, and milliseconds."""

    page: float
    paint: float
    search: float
    first: float
    later: float
    facet: float


def measure_search(
    workshop: Workshop, contenders: Sequence[Contender], count: int, visits: int
) -> Iterator[tuple[str, Visit]]:
    """Return the median of some visits to each contender's site."""
    for place in PLACES:
        if place.contender in contenders:
            visit = measure_site(workshop.site(place.contender, count), place, visits)
            tell(f"search, {place.contender.name}", visit)
            yield place.contender.name, visit


def measure_site(site: Path, place: Place, visits: int) -> Visit:
    """Return the median of some visits, each with an empty browser."""
    with Server(site) as server, sync_playwright() as playwright:
        browser = launch_chromium(playwright)
        browser.new_page().goto(server.address + place.page, wait_until="networkidle")  # now all of it is compressed
        found = [_visit(browser, server, place) for _ in range(visits)]
        browser.close()
    return Visit(*map(statistics.median, zip(*found, strict=True)))


def _visit(browser: Browser, server: Server, place: Place) -> Visit:
    server.sent.clear()
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(server.address + place.page, wait_until="load")
    page.locator(place.ready).first.wait_for(state="attached")
    first = _find(page, place, place.box, _WORDS[0])
    searched = sum(size for path, size in server.sent if any(part in path for part in place.files))
    loaded = sum(size for _, size in server.sent) - searched
    later = [_find(page, place, place.box, word) for word in _WORDS[1:]]
    facets = [_find(page, place, place.facet, at=at) for at in range(_FACETS) if place.facet]
    paint = page.evaluate(_FIRST_PAINT)
    page.close()
    return Visit(loaded, paint, searched, first, statistics.median(later), statistics.median(facets or [math.nan]))


def _find(page: Page, place: Place, control: str, word: str = "", at: int = 0) -> float:
    """Return the milliseconds from a word in the box, or a choice, until the list changes."""
    return float(page.evaluate(_FIND, [control, at, place.list, word]))


def search_table(found: Sequence[tuple[str, Visit]], count: int, visits: int) -> Iterator[str]:
    """Return the table in Markdown."""
    times = ("first paint, ms", "search to the first result, KB", "first result, ms", "a later one, ms", "a facet, ms")
    yield from table((f"{count:,} reports", "the page, KB", *times), (_row(name, visit) for name, visit in found))
    yield ""
    yield f"The medians of {visits} visits; Chromium on loopback, {machine()}."


def _row(name: str, visit: Visit) -> tuple[str, ...]:
    values = (visit.page / 1e3, visit.paint, visit.search / 1e3, visit.first, visit.later, visit.facet)
    return name, *("" if math.isnan(value) else f"{value:,.0f}" for value in values)


class Server:
    """Serves a folder locally while the ``with`` block runs; ``sent`` holds each response's path and bytes."""

    def __init__(self, folder: Path) -> None:
        self.sent: list[tuple[str, int]] = []
        handler = partial(_Handler, self.sent, directory=str(folder))
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}/"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Handler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, sent: list[tuple[str, int]], *arguments: Any, **options: Any) -> None:
        self._sent = sent
        super().__init__(*arguments, **options)

    def do_GET(self) -> None:
        """Answer with a file, compressed if it is text."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            return self.send_error(404)
        body = _body(path)
        self._sent.append((self.path, len(body)))
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(body)))
        if path.suffix in _COMPRESSED:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)
        return None

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing."""


@cache
def _body(path: Path) -> bytes:
    return gzip.compress(path.read_bytes()) if path.suffix in _COMPRESSED else path.read_bytes()
