"""Ticks are at round times in the report's zone, with space for their labels."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from mkdocs_postmortems.draw.scale import Focus, TimeScale
from mkdocs_postmortems.draw.timeline.ticks import LabelRoom, TimeAxis, time_axis

ROOM = LabelRoom(66 / 624, 26 / 624, 45 / 624, 24 / 624)
START = datetime(2024, 3, 8, 16, 20, tzinfo=UTC)


def axis_of(length: timedelta, zone: str = "UTC", start: datetime = START) -> TimeAxis:
    return time_axis(TimeScale(start, start + length), ZoneInfo(zone), ROOM)


@pytest.mark.parametrize(
    ("length", "style", "ticks"),
    [
        (timedelta(seconds=3), "offset", ["16:20:01", "16:20:02"]),
        (
            timedelta(minutes=4),
            "seconds",
            ["16:20:30", "16:21:00", "16:21:30", "16:22:00", "16:22:30", "16:23:00", "16:23:30"],
        ),
        (timedelta(hours=2, minutes=30), "clock", ["16:30:00", "17:00:00", "17:30:00", "18:00:00", "18:30:00"]),
        (
            timedelta(hours=20),
            "clock",
            ["18:00:00", "21:00:00", *(f"{hour:02}:00:00" for hour in (0, 3, 6, 9, 12))],
        ),
    ],
)
def test_steps_within_a_day(length: timedelta, style: str, ticks: list[str]) -> None:
    axis = axis_of(length)
    assert {tick.style for tick in axis.ticks} == {style}
    assert [f"{tick.at:%H:%M:%S}" for tick in axis.ticks] == ticks


def test_several_days_have_ticks_by_six_hours_midnights_and_nights() -> None:
    axis = axis_of(timedelta(hours=70, minutes=40), "Europe/Berlin", START - timedelta(hours=1))
    assert [f"{tick.at:%H}" for tick in axis.ticks] == ["18", *["06", "12", "18"] * 2, "06", "12"]
    assert [f"{tick.at:%a %H:%M}" for tick in axis.days] == ["Sat 00:00", "Sun 00:00", "Mon 00:00"]
    nights = {round((end - start) * 70.67, 1) for start, end in axis.nights}
    assert nights == {2.0, 6.0}, "an evening from 22:00 and a morning to 06:00"


def test_the_ticks_and_nights_of_a_focus_are_within_it() -> None:
    """With as much room for each label as on an axis without one."""
    start, end = START, START + timedelta(hours=70, minutes=40)
    scale = TimeScale(START - timedelta(days=900), end, Focus(start, end, 0.2, 1))
    axis, alone = (time_axis(each, ZoneInfo("UTC"), ROOM) for each in (scale, TimeScale(start, end)))
    assert len(axis.nights) == len(alone.nights) == 6
    for night, without in zip(axis.nights, alone.nights, strict=True):
        assert night == pytest.approx([0.2 + 0.8 * place for place in without])
    for ticks in (axis.ticks, axis.days):
        assert [tick.place for tick in ticks] == [scale.place(tick.at) for tick in ticks]
    narrow = replace(scale, focus=Focus(start, end, 0.8, 1))
    assert len(time_axis(narrow, ZoneInfo("UTC"), ROOM).ticks) < len(axis.ticks)


@pytest.mark.parametrize(
    ("days", "style", "first"),
    [(10, "hour", "2024-03-09"), (20, "date", "2024-03-10"), (60, "date", "2024-03-11"), (400, "month", "2024-05-01")],
)
def test_the_step_grows_with_the_incident(days: int, style: str, first: str) -> None:
    axis = axis_of(timedelta(days=days))
    ticks = [tick for tick in axis.ticks if tick.at.date().isoformat() >= "2024-03-09"]
    assert ticks[0].style == style
    assert ticks[0].at.date().isoformat() == first


def test_weeks_start_on_mondays() -> None:
    assert {tick.at.weekday() for tick in axis_of(timedelta(days=60)).ticks} == {0}


def test_ten_years_are_labelled_by_the_year() -> None:
    axis = axis_of(timedelta(days=3653))
    assert [(tick.style, tick.at.year) for tick in axis.ticks] == [
        ("year", year) for year in (2026, 2028, 2030, 2032, 2034)
    ]


def test_a_skipped_hour_has_no_tick() -> None:
    start = datetime(2024, 3, 30, 23, 30, tzinfo=UTC)
    ticks = axis_of(timedelta(hours=4), "Europe/Berlin", start).ticks
    assert [f"{tick.at:%H:%M}" for tick in ticks] == ["01:00", "01:30", "03:00", "03:30", "04:00", "04:30", "05:00"]


def test_a_single_time_has_no_ticks() -> None:
    assert axis_of(timedelta(0)).ticks == ()


@settings(max_examples=200, deadline=None)
@given(
    st.integers(3, 10 * 366 * 86400),
    st.integers(0, 2**31),
    st.sampled_from(["UTC", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia"]),
)
def test_ticks_ascend_within_the_axis_and_are_round(seconds: int, since: int, zone: str) -> None:
    axis = axis_of(timedelta(seconds=seconds), zone, datetime.fromtimestamp(since, UTC))
    places = [tick.place for tick in axis.ticks]
    assert all(0 < place < 1 for place in places)
    assert all(earlier < later for earlier, later in pairwise(places))
    assert len(places) < 60
    for tick in axis.ticks:
        if tick.style in ("hour", "date", "month", "year"):
            assert (tick.at.minute, tick.at.second) == (0, 0)
        if tick.style == "clock":
            assert tick.at.second == 0
