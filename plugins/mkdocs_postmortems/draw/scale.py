"""Scales: map instants, durations or counts to positions from 0 to 1, which drawings multiply by their width."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from msgspec import Struct


class Focus(Struct, frozen=True):
    """A part of a scale that takes the positions from ``left`` to ``right``, so that the rest is smaller. In UTC."""

    start: datetime
    end: datetime
    left: float
    right: float

    @property
    def length(self) -> timedelta:
        return self.end - self.start


class TimeScale(Struct, frozen=True):
    """From the first instant to the last. Both are in UTC: in other zones, differences may be wrong by an hour.

    It is linear, or has three linear parts: up to the focus, within it, and from there on.
    """

    start: datetime
    end: datetime
    focus: Focus | None = None

    @property
    def length(self) -> timedelta:
        return self.end - self.start

    @property
    def main(self) -> Focus:
        """The focus, or else the whole scale."""
        return self.focus or Focus(self.start, self.end, 0, 1)

    def place(self, at: datetime) -> float:
        """Return the position: 0 at the start, 1 at the end, and 0.5 if the scale has no length."""
        if self.end == self.start:
            return 0.5
        instant, focus = at.astimezone(UTC), self.focus
        if focus is None:
            return (instant - self.start) / self.length
        if instant < focus.start:
            return focus.left * ((instant - self.start) / (focus.start - self.start))
        if instant > focus.end:
            return 1 - (1 - focus.right) * ((self.end - instant) / (self.end - focus.end))
        return focus.left + (focus.right - focus.left) * ((instant - focus.start) / (focus.end - focus.start))


def time_scale(times: Iterable[datetime]) -> TimeScale | None:
    """Return the scale from the first to the last of the times, or ``None`` if there are none."""
    instants = [at.astimezone(UTC) for at in times]
    return TimeScale(min(instants), max(instants)) if instants else None


class LogScale(Struct, frozen=True):
    """A logarithmic scale of seconds. Values outside are placed at its ends."""

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
"""The seconds at which an axis of durations may have labels."""


def duration_scale(seconds: Iterable[float]) -> LogScale:
    """Return a scale from 1 minute to 1 day, extended to the next tick if a value needs it.

    Values below a second, such as 0, which has no logarithm, do not extend it. They are placed at the low end.
    """
    values = [value for value in seconds if value >= 1]
    shortest, longest = min(values, default=MINUTE), max(values, default=DAY)
    low = max((tick for tick in DURATION_TICKS if tick <= min(shortest, MINUTE)), default=1.0)
    high = min((tick for tick in DURATION_TICKS if tick >= max(longest, DAY)), default=longest)
    return LogScale(low, high)


def count_ticks(most: float, steps: int = 4) -> tuple[int, ...]:
    """Return multiples of a round number from 0 up to ``most``, in at most ``steps`` steps."""
    step = next(
        factor * 10**power for power in range(15) for factor in (1, 2, 5) if factor * 10**power * (steps + 1) > most
    )
    return tuple(range(0, int(most) + 1, step))
