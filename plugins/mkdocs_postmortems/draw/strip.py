"""The layout of a year strip: which years have a row, and where each incident's mark stands in it, as arithmetic.

Comes in: incidents with their day, severity, title and address, made by ``publish``, and a width. Goes out:
``StripRow`` values, newest year first. A row that has no room for all its marks has none, and so have rows beyond the
number of marks that a page can bear. Called by ``strip_svg``, whose business are heights, texts and SVG.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import accumulate

from msgspec import Struct, field

from mkdocs_postmortems.draw import chart as charts

LEFT, RIGHT = 41, 31
"""Room for the year at the left, and for the row's count at the right."""
MOST_MARKS = 300
"""At most this many incidents are drawn one by one, newest years first; older years show weeks or months."""
_MOST_EMPTY_SPAN = 20
_OFFSETS = (5.0, 7.5, 10.0)
"""How far a mark moves off its line; smaller marks may also move less."""
_NUDGES = (0.0, -2.0, 2.0, -4.0, 4.0)
"""How far a mark then moves along it: about two days at most on a wide strip."""
_SIZES = (1.0, 0.9, 0.8, 0.7, 0.6)
"""Of all marks of a strip: as large as its fullest row allows."""
_RING = 1
_BUCKET = 2 * charts.DOT_RADII[0] + _RING
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
DAYS_BEFORE = (0, *accumulate(_DAYS[:-1]))
"""Days before each month of a leap year: the months of all rows stand under one another."""
DAYS = sum(_DAYS)
"""Of each row."""


class StripIncident(Struct, frozen=True):
    """``day`` is that of the start in the report's zone; ``rank`` 0 the most severe, ``severity`` its name."""

    day: date
    title: str
    href: str
    severity: str
    rank: int


class Strip(Struct, frozen=True):
    """``others`` are the days of incidents that are not of this page's facet value.

    ``year_hrefs`` lead to the pages of years, for rows that show weeks.
    """

    incidents: tuple[StripIncident, ...] = ()
    others: tuple[date, ...] = ()
    year_hrefs: Mapping[int, str] = field(default_factory=dict)


class PlacedMark(Struct, frozen=True):
    """An incident's circle: ``x`` from the start of the year, ``y`` from the row's line."""

    incident: StripIncident
    x: float
    y: float
    radius: float


class StripRow(Struct, frozen=True):
    """A year. ``marks`` is ``None`` where there is no room for them, and the weeks are drawn."""

    year: int
    incidents: tuple[StripIncident, ...]
    others: tuple[date, ...]
    marks: tuple[PlacedMark, ...] | None


def lay_out_strip(strip: Strip, width: float, most_marks: int = MOST_MARKS) -> tuple[StripRow, ...]:
    """The rows, newest year first. All marks of a strip have one scale of sizes."""
    inner = width - LEFT - RIGHT
    by_year: dict[int, list[StripIncident]] = {}
    for incident in sorted(strip.incidents, key=lambda each: (each.rank, each.day, each.href)):
        by_year.setdefault(incident.day.year, []).append(incident)
    others: dict[int, list[date]] = {}
    for day in sorted(strip.others):
        others.setdefault(day.year, []).append(day)
    years = _years({*by_year, *others})
    fitting = _fitting_rows(years, by_year, inner, most_marks)
    size = min((each[0] for each in fitting.values() if each), default=1.0)
    rows = []
    for year in years:
        incidents, fit = tuple(by_year.get(year, ())), fitting[year]
        marks = None if fit is None else fit[1] if fit[0] == size else place_marks(incidents, inner, size)
        rows.append(StripRow(year, incidents, tuple(others.get(year, ())), marks))
    return tuple(rows)


def _years(known: set[int]) -> list[int]:
    first, last = min(known), max(known)
    empty_ones_too = last - first <= _MOST_EMPTY_SPAN
    return sorted(range(first, last + 1) if empty_ones_too else known, reverse=True)


_Fit = tuple[float, tuple[PlacedMark, ...]]
"""A size, and the marks of a row at it."""


def _fitting_rows(
    years: Sequence[int], by_year: Mapping[int, Sequence[StripIncident]], width: float, most_marks: int
) -> dict[int, _Fit | None]:
    """Each row at the largest size that has room, ``None`` where none has or the page has enough marks."""
    fitting: dict[int, _Fit | None] = {}
    drawn = 0
    for year in years:
        incidents = by_year.get(year, ())
        fitting[year] = _fit(incidents, width) if drawn + len(incidents) <= most_marks else None
        drawn += len(incidents) if fitting[year] else 0
    return fitting


def _fit(incidents: Sequence[StripIncident], width: float) -> _Fit | None:
    for size in _SIZES:
        marks = place_marks(incidents, width, size)
        if marks is not None:
            return size, marks
    return None


def place_of(day: date, width: float) -> float:
    """Where a day stands on a year of that width."""
    noon = 0.5 if not isinstance(day, datetime) else day.hour / 24
    return (DAYS_BEFORE[day.month - 1] + day.day - 1 + noon) / DAYS * width


def place_marks(incidents: Iterable[StripIncident], width: float, size: float) -> tuple[PlacedMark, ...] | None:
    """Each mark on the line or off it, where it touches none before it; ``None`` if one has no such place.

    The order given is kept: what comes first stands on the line.
    """
    placed: list[PlacedMark] = []
    near: dict[int, list[PlacedMark]] = {}
    offsets = _offsets(size)
    for incident in incidents:
        radius = charts.dot_radius(incident.rank) * size
        at = place_of(incident.day, width)
        bucket = int(at / _BUCKET)
        neighbours = [mark for key in range(bucket - 2, bucket + 3) for mark in near.get(key, ())]
        spots = ((at + nudge, y) for nudge in _NUDGES for y in offsets if 0 <= at + nudge <= width)
        spot = next((spot for spot in spots if _is_free(*spot, radius, neighbours)), None)
        if spot is None:
            return None
        mark = PlacedMark(incident, *spot, radius)
        placed.append(mark)
        near.setdefault(int(mark.x / _BUCKET), []).append(mark)
    return tuple(placed)


def _offsets(size: float) -> list[float]:
    away = sorted({*_OFFSETS, *(offset * size for offset in _OFFSETS)})
    return [0.0, *(sign * offset for offset in away for sign in (-1, 1))]


def _is_free(x: float, y: float, radius: float, neighbours: Iterable[PlacedMark]) -> bool:
    return all((mark.x - x) ** 2 + (mark.y - y) ** 2 >= (mark.radius + radius + _RING) ** 2 for mark in neighbours)
