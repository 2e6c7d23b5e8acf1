"""Group hundreds of events: into bins of a round length for the drawing, and into folds for the list.

Called by ``layout``, and by ``publish.report.event_list``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo
from itertools import groupby
from typing import Literal

from msgspec import Struct

from mkdocs_postmortems.draw.scale import TimeScale

FoldUnit = Literal["minute", "hour", "day", "month", "year"]

_MOST = 90
_SECONDS = (1, 2, 3, 5, 10, 15, 20, 30)
_DAYS = (1, 2, 4, 7, 14, 28, 56)
LENGTHS = (
    *(timedelta(seconds=seconds) for seconds in _SECONDS),
    *(timedelta(minutes=minutes) for minutes in _SECONDS),
    *(timedelta(hours=hours) for hours in (1, 2, 3, 6, 12)),
    *(timedelta(days=days) for days in _DAYS),
)
"""Round lengths, each about twice the one before at most, so that one of them gives 40 to 90 bins."""


class Bin(Struct, frozen=True):
    """The number of events from ``start`` to before ``end``. ``first`` is the first event's number."""

    start: datetime
    end: datetime
    count: int
    first: int


class Fold(Struct, frozen=True):
    """A foldable part of the list. ``numbers`` are those of its events, in the order written.

    ``start`` is the beginning of its minute, hour, day, month or year in the report's time zone, or ``None`` for events
    before the first timed one.
    """

    start: datetime | None
    numbers: tuple[int, ...]


def bin_length(length: timedelta) -> timedelta:
    """Return the shortest round length that divides this one into at most 90 bins."""
    fitting = next((each for each in LENGTHS if each * _MOST >= length), None)
    if fitting is not None:
        return fitting
    longest = LENGTHS[-1]
    while longest * _MOST < length:
        longest *= 2
    return longest


def fold_unit(length: timedelta) -> FoldUnit:
    """Return the unit of folds, which is one step longer than a bin."""
    if length < timedelta(minutes=1):
        return "minute"
    if length < timedelta(hours=1):
        return "hour"
    if length < timedelta(days=1):
        return "day"
    return "month" if length < timedelta(days=14) else "year"


def count_bins(scale: TimeScale, zone: tzinfo, events: Sequence[tuple[datetime, int]]) -> tuple[Bin, ...]:
    """Return the bins with events, in order.

    Bins begin at multiples of their length before and after the midnight before the incident, or before the first event
    if the scale has no focus.
    """
    length, start = bin_length(scale.main.length), scale.main.start
    midnight = start.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0).astimezone(start.tzinfo)
    numbers: dict[int, list[int]] = {}
    for at, number in events:
        numbers.setdefault((at.astimezone(start.tzinfo) - midnight) // length, []).append(number)
    return tuple(
        Bin(midnight + length * index, midnight + length * (index + 1), len(inside), min(inside))
        for index, inside in sorted(numbers.items())
    )


def fold_list(unit: FoldUnit, zone: tzinfo, events: Sequence[tuple[datetime | None, int]]) -> tuple[Fold, ...]:
    """Fold the events in the order written. An event without a time joins the fold of the one before it."""
    keyed: list[tuple[datetime | None, int]] = []
    current: datetime | None = None
    for at, number in events:
        current = current if at is None else _truncate(at.astimezone(zone), unit)
        keyed.append((current, number))
    runs = groupby(keyed, lambda pair: pair[0])
    return tuple(Fold(start, tuple(number for _, number in run)) for start, run in runs)


def _truncate(at: datetime, unit: FoldUnit) -> datetime:
    parts = {"month": 1, "day": 1, "hour": 0, "minute": 0, "second": 0, "microsecond": 0}
    kept = ("year", "month", "day", "hour", "minute")
    finer = {name: zero for name, zero in parts.items() if name not in kept[: kept.index(unit) + 1]}
    return at.replace(**finer)  # type: ignore[arg-type]
