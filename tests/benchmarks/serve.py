"""Measure how long an author waits for an edit to become visible in a served site.

Takes contenders that serve, and a number of reports; returns a table of seconds from saving a report to its page with
the new text.
"""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.benchmarks.contenders import ADDRESS, Contender
from tests.benchmarks.processes import QUIET
from tests.benchmarks.tables import machine, number, table
from tests.benchmarks.workshop import Workshop, edit, report_in_the_middle, tell

_EDITS = 3
_PAUSE = 0.02
_LONGEST = 3600.0


@dataclass(frozen=True)
class Waits:
    """Seconds until the site could first be read, and until each of some edits was visible."""

    name: str
    start: float
    edits: tuple[float, ...]


def measure_serve(workshop: Workshop, contenders: Sequence[Contender], count: int) -> Iterator[Waits]:
    """Measure each contender that serves, after it has built the site once."""
    for contender in contenders:
        if contender.serve:
            workshop.build(contender, count)
            yield _measure(contender, workshop.project(contender, count))


def _measure(contender: Contender, project: Path) -> Waits:
    report = report_in_the_middle(contender, project)
    begin = time.perf_counter()
    with _served(contender, project) as address:
        page = f"{address}/{contender.pages}/{report.stem}/"
        start = _wait_for(page, "</html>") - begin
        edits = []
        for turn in range(_EDITS):
            text = f"Sentence number {turn} of process {os.getpid()}."
            begin = time.perf_counter()
            edit(report, text)
            edits.append(_wait_for(page, text) - begin)
    waits = Waits(contender.name, start, tuple(edits))
    tell("serve", waits)
    return waits


@contextmanager
def _served(contender: Contender, project: Path) -> Iterator[str]:
    """The address at which the project is served while the ``with`` block runs."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    command = [each.replace(ADDRESS, address) for each in contender.serve]
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, cwd=project, env={**os.environ, **QUIET}, stdout=quiet, stderr=quiet)
    try:
        yield f"http://{address}"
    finally:
        server.kill()
        server.wait()


def _wait_for(page: str, text: str) -> float:
    """Return the time at which the page contains the text."""
    latest = time.perf_counter() + _LONGEST
    while text not in _read(page):
        if time.perf_counter() > latest:
            raise SystemExit(f"{page} does not show {text!r}")
        time.sleep(_PAUSE)
    return time.perf_counter()


def _read(page: str) -> str:
    """Return the page, or "" if there is none yet."""
    try:
        with urlopen(page, timeout=_LONGEST) as answer:
            return str(answer.read().decode())
    except (URLError, HTTPException, OSError):
        return ""


def serve_table(found: Sequence[Waits], count: int) -> Iterator[str]:
    """Return the table in Markdown."""
    rows = ((each.name, number(each.start), number(statistics.median(each.edits))) for each in found)
    yield from table((f"{count:,} reports, seconds", "until the site is there", "until an edit is visible"), rows)
    yield ""
    yield f"The median of {_EDITS} edits; {machine()}."
