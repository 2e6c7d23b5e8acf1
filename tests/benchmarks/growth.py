"""Measure how builds grow with the number of reports, and extrapolate to larger archives.

Takes numbers of reports; returns a table of measurements with their growth exponents, and a table of the extrapolated
cost of 100,000 and a million reports. An exponent of 1 means ten times the cost for ten times the reports.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.contenders import OURS
from tests.benchmarks.processes import Usage
from tests.benchmarks.tables import duration, machine, number, table
from tests.benchmarks.workshop import Workshop, tell

_FUTURE = (100_000, 1_000_000)


class Size(NamedTuple):
    """An archive of this many reports, and its cost: seconds, megabytes, and kilobytes of single pages."""

    reports: float
    clock: float
    processors: float
    again: float
    memory: float
    output: float
    files: float
    page: float
    """A report's page; half of them are smaller."""
    largest: float
    """The largest page that is no report's."""


_LABELS = {
    "clock": "seconds",
    "processors": "seconds of all processors",
    "again": "seconds, one report edited",
    "memory": "memory, MB",
    "output": "output, MB",
    "files": "files",
    "page": "a report's page, KB",
    "largest": "the largest other page, KB",
}


def measure_growth(workshop: Workshop, counts: Iterable[int]) -> Iterator[Size]:
    """Measure our build at each size, once without a cache and once after an edit."""
    for count in counts:
        build, again = workshop.build(OURS, count), workshop.build_again(OURS, count)
        reports = {path.stem for path in (workshop.project(OURS, count) / OURS.reports).glob("*.md")}
        yield _size(workshop.site(OURS, count), reports, build, again)


def _size(site: Path, reports: set[str], build: Usage, again: Usage) -> Size:
    sizes = {path: path.stat().st_size for path in site.rglob("*") if path.is_file()}
    pages = {path: size / 1e3 for path, size in sizes.items() if path.suffix == ".html"}
    others = {path: size for path, size in pages.items() if path.parent.name not in reports}
    tell("the largest page that is no report's", max(others, key=lambda path: others[path]).relative_to(site))
    return Size(
        reports=len(reports),
        clock=build.clock,
        processors=build.processors,
        again=again.clock,
        memory=max(build.memory, again.memory),
        output=sum(sizes.values()) / 1e6,
        files=len(sizes),
        page=statistics.median(size for path, size in pages.items() if path.parent.name in reports),
        largest=max(others.values()),
    )


def exponent(points: Iterable[tuple[float, float]]) -> float:
    """Return the slope of the least-squares line through the points' logarithms."""
    xs, ys = zip(*((math.log(x), math.log(y)) for x, y in points), strict=True)
    return statistics.linear_regression(xs, ys).slope


def growth_table(sizes: Sequence[Size]) -> Iterator[str]:
    """Return the table in Markdown, with a column for each size and one for the exponents."""
    rows = []
    for name, label in _LABELS.items():
        points = [(size.reports, getattr(size, name)) for size in sizes]
        rows.append((label, *(number(value) for _, value in points), f"{exponent(points):.2f}"))
    yield from table(("reports", *(f"{size.reports:,}" for size in sizes), "exponent"), rows)
    yield ""
    yield f"{machine()}."


def projection_table(sizes: Sequence[Size]) -> Iterator[str]:
    """Return the table in Markdown: as a single site, and as sites of the largest measured size, built in turn."""
    before, last = sizes[-2:]
    rows = []
    for count in _FUTURE:
        parts = count / last.reports
        rows.append((f"{count:,} in one site", *_cells(_continued(before, last, count))))
        whole = last._replace(clock=parts * last.clock, output=parts * last.output, files=parts * last.files)
        rows.append((f"{count:,} in {parts:,.0f} sites", *_cells(whole)))
    yield from table(("reports", "a build", "one report edited", "memory, GB", "output, GB", "files"), rows)
    yield ""
    yield f"Continued from {before.reports:,} and {last.reports:,} reports on {machine()}."


def _continued(before: Size, last: Size, count: int) -> Size:
    """Return an archive of ``count`` reports, extrapolated from the growth between the other two."""
    slopes = (exponent([(before.reports, low), (last.reports, high)]) for low, high in zip(before, last, strict=True))
    return Size(*(high * (count / last.reports) ** slope for high, slope in zip(last, slopes, strict=True)))


def _cells(size: Size) -> tuple[str, ...]:
    return (
        *(duration(size.clock), duration(size.again)),
        *(number(size.memory / 1e3), number(size.output / 1e3), number(size.files)),
    )
