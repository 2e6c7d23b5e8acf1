"""The ticks of a time axis, at round times in the report's time zone.

Ticks and nights are positions from 0 to 1. Their number depends on how much of the scale a label needs; the labels are
written by ``axis``. Called by ``layout``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_postmortems.draw.scale import TimeScale

Style = Literal["offset", "seconds", "clock", "hour", "day", "date", "month", "year"]

_STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200)
"""Seconds between the ticks of an axis within one day."""
_MONTHS = (1, 2, 3, 6)
_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
_DAY = timedelta(days=1)
_SHORT = timedelta(seconds=120)
"""Up to this length, an axis shows the seconds since the start instead of the time of day."""
_LONG = timedelta(hours=36)
_NIGHT = (time(22), time(6))


class Tick(Struct, frozen=True):
    """A tick at ``place`` (0 to 1). ``at`` is its time in the report's time zone."""

    place: float
    at: datetime
    style: Style


class TimeAxis(Struct, frozen=True):
    """The ticks of a timeline's axis.

    ``ends`` is the style of the labels at start and end, and ``ticks`` are those between them. ``days`` are the
    midnights of an axis that labels its days, which are in a line of their own. ``nights`` are pairs of positions.
    """

    ends: Style
    ticks: tuple[Tick, ...] = ()
    days: tuple[Tick, ...] = ()
    nights: tuple[tuple[float, float], ...] = ()


class LabelRoom(Struct, frozen=True):
    """The share of the axis that a label of each style needs, and that a day needs to show its night."""

    time: float
    hour: float
    day: float
    night: float


def time_axis(scale: TimeScale, zone: tzinfo, room: LabelRoom) -> TimeAxis:
    """Return the axis of a scale, with ticks at round times in ``zone``. Outside of a focus, there are none."""
    if scale.focus is not None:
        return _axis_of_focus(scale, zone, room)
    if not scale.length:
        return TimeAxis("seconds" if scale.start.second else "clock")
    day = _DAY / scale.length
    if day < room.day:
        return _axis_of_dates(scale, zone, room)
    days = tuple(_ticks(scale, zone, _midnights(scale, zone), "day"))
    if scale.length <= _LONG and len(days) < 2:
        return replace(_axis_of_one_day(scale, zone, room.time), days=days)
    step = next((hours for hours in (6, 12) if day * hours / 24 >= room.hour), 24)
    hours = _ticks(scale, zone, _wall_times(scale, zone, timedelta(hours=step)), "hour")
    midnights = {tick.place for tick in days}
    ticks = tuple(tick for tick in hours if tick.place not in midnights)
    return TimeAxis("clock", ticks, days, tuple(_nights(scale, zone)) if day >= room.night else ())


def _axis_of_focus(scale: TimeScale, zone: tzinfo, room: LabelRoom) -> TimeAxis:
    focus = scale.main
    share = focus.right - focus.left
    axis = time_axis(
        TimeScale(focus.start, focus.end),
        zone,
        LabelRoom(room.time / share, room.hour / share, room.day / share, room.night / share),
    )
    return TimeAxis(
        axis.ends,
        tuple(replace(tick, place=scale.place(tick.at)) for tick in axis.ticks),
        tuple(replace(tick, place=scale.place(tick.at)) for tick in axis.days),
        tuple((focus.left + start * share, focus.left + end * share) for start, end in axis.nights),
    )


def _axis_of_one_day(scale: TimeScale, zone: tzinfo, room: float) -> TimeAxis:
    needed = room * scale.length.total_seconds()
    step = timedelta(seconds=next((step for step in _STEPS if step >= needed), _STEPS[-1]))
    if step >= timedelta(minutes=1):
        return TimeAxis("clock", tuple(_ticks(scale, zone, _wall_times(scale, zone, step), "clock")))
    if scale.length > _SHORT:
        return TimeAxis("seconds", tuple(_ticks(scale, zone, _wall_times(scale, zone, step), "seconds")))
    since = (scale.start + step * count for count in range(1, int(scale.length / step) + 1))
    return TimeAxis("seconds", tuple(_ticks(scale, zone, since, "offset")))


def _axis_of_dates(scale: TimeScale, zone: tzinfo, room: LabelRoom) -> TimeAxis:
    """Return an axis of days, months or years: the smallest round step whose labels have room."""
    days_of_axis = scale.length / _DAY
    ends: Style = "date" if scale.length < timedelta(days=300) else "month"
    for days in (1, 2, 7):
        if days >= room.day * days_of_axis:
            dates = _midnights(scale, zone, every=days)
            return TimeAxis(ends, tuple(_ticks(scale, zone, dates, "date")))
    needed = room.time * days_of_axis
    for months in _MONTHS:
        if months * 28 >= needed:
            return TimeAxis(ends, tuple(_ticks(scale, zone, _firsts(scale, zone, months), "month")))
    years = next((years for years in _YEARS if years * 365 >= needed), _YEARS[-1])
    return TimeAxis(ends, tuple(_ticks(scale, zone, _firsts(scale, zone, years * 12), "year")))


def _ticks(scale: TimeScale, zone: tzinfo, times: Iterable[datetime], style: Style) -> Iterator[Tick]:
    for at in times:
        if scale.start < at < scale.end:
            yield Tick(scale.place(at), at.astimezone(zone), style)


def _local_days(scale: TimeScale, zone: tzinfo) -> Iterator[date]:
    """Yield the days in the time zone that the scale covers in part or in full."""
    day, last = scale.start.astimezone(zone).date(), scale.end.astimezone(zone).date()
    while day <= last:
        yield day
        if day == date.max:
            return
        day += _DAY


def _instant(day: date, clock: time, zone: tzinfo) -> datetime | None:
    """Return a local time in UTC, or ``None`` if the clocks skip it."""
    wall = datetime.combine(day, clock)
    try:
        instant = wall.replace(tzinfo=zone).astimezone(UTC)
        return instant if instant.astimezone(zone).replace(tzinfo=None, fold=0) == wall else None
    except OverflowError:
        return None


def _midnights(scale: TimeScale, zone: tzinfo, every: int = 1) -> Iterator[datetime]:
    """Yield the midnights within the scale: of all days, of every second one, or of Mondays if ``every`` is 7."""
    for day in _local_days(scale, zone):
        instant = _instant(day, time(0), zone) if (day.toordinal() - 1) % every == 0 else None
        if instant is not None:
            yield instant


def _wall_times(scale: TimeScale, zone: tzinfo, step: timedelta) -> Iterator[datetime]:
    """Yield the local times that are multiples of the step since midnight, each once."""
    for day in _local_days(scale, zone):
        first, count = _first_multiple(scale, zone, day, step)
        for index in range(first, count):
            instant = _instant(day, (datetime.min + step * index).time(), zone)
            if instant is not None and instant >= scale.end:
                break
            if instant is not None:
                yield instant


def _first_multiple(scale: TimeScale, zone: tzinfo, day: date, step: timedelta) -> tuple[int, int]:
    """Return the first multiple of the step to try on a day, and the number of multiples in a day."""
    start = scale.start.astimezone(zone)
    count = int(_DAY / step)
    if start.date() != day:
        return 0, count
    since_midnight = timedelta(hours=start.hour, minutes=start.minute, seconds=start.second)
    return int(since_midnight / step), count


def _firsts(scale: TimeScale, zone: tzinfo, months: int) -> Iterator[datetime]:
    """Yield the first midnight of every ``months``-th month, counted from the year 0."""
    start, end = scale.start.astimezone(zone), scale.end.astimezone(zone)
    month = (start.year * 12 + start.month - 1) // months * months
    while month <= end.year * 12 + end.month - 1 and month // 12 <= date.max.year:
        instant = _instant(date(month // 12, month % 12 + 1, 1), time(0), zone) if month >= 12 else None
        if instant is not None:
            yield instant
        month += months


def _nights(scale: TimeScale, zone: tzinfo) -> Iterator[tuple[float, float]]:
    dusk, dawn = _NIGHT
    for day in _local_days(scale, zone):
        for begin, end in ((_instant(day, time(0), zone), _instant(day, dawn, zone)), _evening(day, dusk, zone)):
            if begin is None or end is None or end <= scale.start or begin >= scale.end:
                continue
            yield scale.place(max(begin, scale.start)), scale.place(min(end, scale.end))


def _evening(day: date, dusk: time, zone: tzinfo) -> tuple[datetime | None, datetime | None]:
    return _instant(day, dusk, zone), (_instant(day + _DAY, time(0), zone) if day < date.max else None)
