"""Values are mapped to positions from 0 to 1."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.draw.scale import Focus, LogScale, TimeScale, count_ticks, duration_scale, time_scale


def test_a_clock_change_does_not_shift_times() -> None:
    """From 01:00 to 04:00 in the night when an hour is skipped, two hours pass."""
    berlin = ZoneInfo("Europe/Berlin")
    scale = time_scale([datetime(2024, 3, 31, 1, tzinfo=berlin), datetime(2024, 3, 31, 4, tzinfo=berlin)])
    assert scale is not None
    assert scale.place(datetime(2024, 3, 31, 3, tzinfo=berlin)) == 0.5


def test_no_times_have_no_scale() -> None:
    assert time_scale([]) is None


def test_a_single_time_is_in_the_middle() -> None:
    at = datetime(2024, 1, 1, tzinfo=UTC)
    scale = time_scale([at])
    assert scale is not None
    assert scale.place(at) == 0.5


@given(st.lists(st.integers(0, 1000), min_size=2, max_size=2, unique=True), st.data())
def test_a_scale_with_a_focus_keeps_all_times_in_order(limits: list[int], data: st.DataObject) -> None:
    """It begins at 0, ends at 1, and has no gap where it changes, also if nothing is before or after the focus."""
    day, (first, last) = datetime(2024, 1, 1, tzinfo=UTC), sorted(limits)
    hour = timedelta(hours=1)
    focus = Focus(day + first * hour, day + last * hour, 0.2 if first else 0, 0.8 if last < 1000 else 1)
    scale = TimeScale(day, day + 1000 * hour, focus)
    assert [scale.place(at) for at in (scale.start, focus.start, focus.end, scale.end)] == [
        0,
        focus.left,
        focus.right,
        1,
    ]
    hours = sorted(data.draw(st.lists(st.integers(0, 1000), unique=True)))
    places = [scale.place(day + each * hour) for each in hours]
    assert all(earlier < later for earlier, later in pairwise(places))


def test_a_log_scale_gives_equal_factors_equal_space() -> None:
    scale = LogScale(1, 100)
    assert [scale.place(value) for value in (1, 10, 100)] == [0, pytest.approx(0.5), 1]
    assert scale.place(0) == 0


def test_the_scale_of_durations_covers_a_minute_to_a_day_or_more() -> None:
    assert duration_scale([300]).ticks == (60, 300, 900, 3600, 14400, 86400)
    assert duration_scale([2]).low == 1
    assert duration_scale([0, 300]).low == 60, "zero is at the low end"
    assert duration_scale([10 * 86400]).high == 30 * 86400


@given(st.lists(st.floats(0, 1e9), max_size=5))
def test_every_duration_has_a_position(values: list[float]) -> None:
    scale = duration_scale(values)
    assert all(0 <= scale.place(value) <= 1 for value in values)
    assert scale.ticks


@given(st.integers(0, 10**7))
def test_ticks_of_counts_are_round_few_and_at_most_the_maximum(most: int) -> None:
    ticks = count_ticks(most)
    assert ticks[0] == 0
    assert ticks[-1] <= most
    assert len(ticks) <= 5
    assert len({later - earlier for earlier, later in pairwise(ticks)}) <= 1
