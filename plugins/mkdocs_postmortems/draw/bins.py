"""Hundreds of events become bins of a round length, and folds of the list.

Comes in: the times of the events. Goes out: how many fell into each bin, and runs of events that the list folds. Called
by ``timeline``, and by ``publish.event_list``.
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
"""Round lengths; each is at most about twice the one before, so that one of them gives 40 to 90 bins."""


class Bin(Struct, frozen=True):
    """``count`` events from ``start`` on, up to ``end``. ``first`` is the number of the first one."""

    start: datetime
    end: datetime
    count: int
    first: int


class Fold(Struct, frozen=True):
    """A run of the list: ``numbers`` are those of its events, in the order written.

    ``start`` is the beginning of its minute, hour, day, month or year in the report's zone, and ``None`` for
    events that have no timed event before them.
    """

    start: datetime | None
    numbers: tuple[int, ...]


def bin_length(length: timedelta) -> timedelta:
    """The shortest round length that parts this one into at most 90 bins."""
    fitting = next((each for each in LENGTHS if each * _MOST >= length), None)
    if fitting is not None:
        return fitting
    longest = LENGTHS[-1]
    while longest * _MOST < length:
        longest *= 2
    return longest


def fold_unit(length: timedelta) -> FoldUnit:
    """The next round length above that of a bin."""
    if length < timedelta(minutes=1):
        return "minute"
    if length < timedelta(hours=1):
        return "hour"
    if length < timedelta(days=1):
        return "day"
    return "month" if length < timedelta(days=14) else "year"


def count_bins(scale: TimeScale, zone: tzinfo, events: Sequence[tuple[datetime, int]]) -> tuple[Bin, ...]:
    """The bins that hold an event, in order. They begin at multiples of their length since the first midnight."""
    length = bin_length(scale.length)
    midnight = (
        scale.start.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0).astimezone(scale.start.tzinfo)
    )
    numbers: dict[int, list[int]] = {}
    for at, number in events:
        numbers.setdefault((at.astimezone(scale.start.tzinfo) - midnight) // length, []).append(number)
    return tuple(
        Bin(midnight + length * index, midnight + length * (index + 1), len(inside), min(inside))
        for index, inside in sorted(numbers.items())
    )


def fold_list(unit: FoldUnit, zone: tzinfo, events: Sequence[tuple[datetime | None, int]]) -> tuple[Fold, ...]:
    """The events in the order written, folded. One without a time belongs to the fold of the one before it."""
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
