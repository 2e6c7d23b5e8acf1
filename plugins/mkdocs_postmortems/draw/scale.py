"""Scales: values become places from 0 to 1.

Comes in: instants, durations or counts. Goes out: numbers without a unit, which the drawings multiply by their width.
Called by every drawing of this room.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from msgspec import Struct


class TimeScale(Struct, frozen=True):
    """From the first instant to the last. Both are in UTC, where differences are true ones."""

    start: datetime
    end: datetime

    @property
    def length(self) -> timedelta:
        return self.end - self.start

    def place(self, at: datetime) -> float:
        """0 at the start, 1 at the end, and the middle where there is no length."""
        if self.end == self.start:
            return 0.5
        return (at.astimezone(UTC) - self.start) / self.length


def time_scale(times: Iterable[datetime]) -> TimeScale | None:
    """The scale that just holds all the times; ``None`` where there are none."""
    instants = [at.astimezone(UTC) for at in times]
    return TimeScale(min(instants), max(instants)) if instants else None


class LogScale(Struct, frozen=True):
    """Seconds on a logarithmic scale. Values outside are drawn at its ends."""

    low: float
    high: float

    def place(self, seconds: float) -> float:
        return _logarithmic_place(seconds, self.low, self.high)

    @property
    def ticks(self) -> tuple[float, ...]:
        return tuple(tick for tick in DURATION_TICKS if self.low <= tick <= self.high)


@lru_cache(maxsize=4096)
def _logarithmic_place(seconds: float, low: float, high: float) -> float:
    inside = min(max(seconds, low), high)
    return math.log(inside / low) / math.log(high / low)


MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0
DURATION_TICKS = (
    *(1.0, 5.0, 15.0),
    *(MINUTE, 5 * MINUTE, 15 * MINUTE),
    *(HOUR, 4 * HOUR),
    *(DAY, 7 * DAY, 30 * DAY, 365 * DAY, 3650 * DAY),
)
"""Seconds at which an axis of durations may be labelled."""


def duration_scale(seconds: Iterable[float]) -> LogScale:
    """The scale from 1 minute to 1 day, wider where a value needs it; it ends at labelled ticks.

    Zero has no logarithm, and no place on such a scale is nearer to it than any other: what is shorter than a second
    stands at the low end, and does not move it.
    """
    values = [value for value in seconds if value >= 1]
    shortest, longest = min(values, default=MINUTE), max(values, default=DAY)
    low = max((tick for tick in DURATION_TICKS if tick <= min(shortest, MINUTE)), default=1.0)
    high = min((tick for tick in DURATION_TICKS if tick >= max(longest, DAY)), default=longest)
    return LogScale(low, high)


def count_ticks(most: float, steps: int = 4) -> tuple[int, ...]:
    """Round whole numbers from 0 up to the largest that is not above ``most``, in at most ``steps`` steps."""
    step = next(
        factor * 10**power for power in range(15) for factor in (1, 2, 5) if factor * 10**power * (steps + 1) > most
    )
    return tuple(range(0, int(most) + 1, step))
