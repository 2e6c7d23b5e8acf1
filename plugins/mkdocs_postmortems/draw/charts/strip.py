"""The layout of a year strip, as arithmetic: the years that have a row, and the position of each incident's mark.

A row has no marks if there is no room for all of them, or if it has more than a few and the rows above have used up the
marks that a page may have. Called by ``strip_svg``, which adds heights, texts and SVG.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import accumulate

from msgspec import Struct, field

from mkdocs_postmortems.draw.charts import chart as charts

LEFT, RIGHT = 41, 31
"""Room for the year at the left, and for the row's count at the right."""
MOST_MARKS = 300
"""The most incidents that are drawn one by one, newest years first. Older years show weeks or months."""
_FEW = 12
"""A year with at most this many incidents is always drawn one by one: its bars would hardly be smaller."""
_MOST_EMPTY_SPAN = 20
_OFFSETS = (5.0, 7.5, 10.0)
"""How far a mark may move off its line. Smaller marks may also move less."""
_NUDGES = (0.0, -2.0, 2.0, -4.0, 4.0)
"""How far it may also move along the line: about two days at most on a wide strip."""
_SIZES = (1.0, 0.9, 0.8, 0.7, 0.6)
"""Sizes of a strip's marks. Its fullest row determines the size of all."""
_RING = 1
_BUCKET = 2 * charts.DOT_RADII[0] + _RING
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
DAYS_BEFORE = (0, *accumulate(_DAYS[:-1]))
"""Days before each month of a leap year. Every row has 366 days, so that months are aligned."""
DAYS = sum(_DAYS)
"""Days in a row."""


class StripIncident(Struct, frozen=True):
    """``day`` is that of the start, in the report's time zone. ``rank`` is 0 for the most severe."""

    day: date
    title: str
    href: str
    severity: str
    rank: int


class Strip(Struct, frozen=True):
    """``others`` are the days of incidents that do not have this page's facet value.

    ``year_hrefs`` link to the pages of years, from rows that show weeks.
    """

    incidents: tuple[StripIncident, ...] = ()
    others: tuple[date, ...] = ()
    year_hrefs: Mapping[int, str] = field(default_factory=dict)


class PlacedMark(Struct, frozen=True):
    """An incident's circle. ``x`` is measured from the start of the year, ``y`` from the row's line."""

    incident: StripIncident
    x: float
    y: float
    radius: float


class StripRow(Struct, frozen=True):
    """A year. ``marks`` is ``None`` if weeks are drawn instead."""

    year: int
    incidents: tuple[StripIncident, ...]
    others: tuple[date, ...]
    marks: tuple[PlacedMark, ...] | None


def lay_out_strip(strip: Strip, width: float, most_marks: int = MOST_MARKS) -> tuple[StripRow, ...]:
    """Return the rows, newest year first. The marks of all rows are scaled by the same factor."""
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
"""A size, and a row's marks in it."""


def _fitting_rows(
    years: Sequence[int], by_year: Mapping[int, Sequence[StripIncident]], width: float, most_marks: int
) -> dict[int, _Fit | None]:
    """Return each row at the largest size that fits, ``None`` if none does or there would be too many marks."""
    fitting: dict[int, _Fit | None] = {}
    drawn = 0
    for year in years:
        incidents = by_year.get(year, ())
        is_drawn = len(incidents) <= _FEW or drawn + len(incidents) <= most_marks
        fitting[year] = _fit(incidents, width) if is_drawn else None
        drawn += len(incidents) if fitting[year] else 0
    return fitting


def _fit(incidents: Sequence[StripIncident], width: float) -> _Fit | None:
    for size in _SIZES:
        marks = place_marks(incidents, width, size)
        if marks is not None:
            return size, marks
    return None


def place_of(day: date, width: float) -> float:
    """Return the position of a day in a year of that width."""
    noon = 0.5 if not isinstance(day, datetime) else day.hour / 24
    return (DAYS_BEFORE[day.month - 1] + day.day - 1 + noon) / DAYS * width


def place_marks(incidents: Iterable[StripIncident], width: float, size: float) -> tuple[PlacedMark, ...] | None:
    """Place each mark on the line or beside it, without touching an earlier one. Return ``None`` if that fails.

    Earlier incidents get the better places.
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
