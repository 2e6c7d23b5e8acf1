"""Bins and folds have round durations and lose no event."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.draw.scale import Focus, TimeScale
from mkdocs_postmortems.draw.timeline.bins import bin_length, count_bins, fold_list, fold_unit

START = datetime(2024, 3, 8, 2, tzinfo=UTC)


@given(st.integers(90, 10 * 366 * 86400))
def test_an_incident_has_forty_to_ninety_bins(seconds: int) -> None:
    length = timedelta(seconds=seconds)
    assert 38 < length / bin_length(length) <= 90


@pytest.mark.parametrize(
    ("length", "expected", "unit"),
    [
        (timedelta(seconds=40), timedelta(seconds=1), "minute"),
        (timedelta(hours=6), timedelta(minutes=5), "hour"),
        (timedelta(days=7), timedelta(hours=2), "day"),
        (timedelta(days=300), timedelta(days=4), "month"),
        (timedelta(days=3653), timedelta(days=56), "year"),
    ],
)
def test_a_fold_has_the_next_round_duration(length: timedelta, expected: timedelta, unit: str) -> None:
    assert bin_length(length) == expected
    assert fold_unit(expected) == unit


@given(st.lists(st.integers(0, 21600), min_size=1, max_size=80))
def test_every_event_is_in_the_bin_of_its_time(seconds: list[int]) -> None:
    events = [(START + timedelta(seconds=second), number) for number, second in enumerate(seconds)]
    bins = count_bins(TimeScale(START, START + timedelta(hours=6)), UTC, events)
    assert sum(each.count for each in bins) == len(events)
    for each in bins:
        assert each.count == sum(each.start <= at < each.end for at, _ in events)


def test_bins_start_at_round_times_of_the_zone() -> None:
    scale = TimeScale(START + timedelta(minutes=3), START + timedelta(hours=6))
    (each,) = count_bins(scale, ZoneInfo("Asia/Kathmandu"), [(scale.start, 7)])
    assert (each.start, each.first) == (START, 7)


def test_bins_of_a_focus_start_at_round_times_of_its_first_day() -> None:
    """Although clocks have changed since the first event."""
    berlin = ZoneInfo("Europe/Berlin")
    start = datetime(2024, 7, 1, 0, 30, tzinfo=berlin)
    focus = Focus(start.astimezone(UTC), (start + timedelta(days=20)).astimezone(UTC), 0.2, 1)
    scale = TimeScale(datetime(2024, 1, 10, 5, tzinfo=UTC), focus.end, focus)
    bins = count_bins(scale, berlin, [(scale.start, 1), (start, 2), (start + timedelta(days=9), 3)])
    assert {(each.end - each.start) for each in bins} == {timedelta(hours=6)}
    assert [each.start.astimezone(berlin).hour for each in bins[1:]] == [0, 0]
    assert bins[0].start <= scale.start < bins[0].end


def test_the_list_folds_in_the_order_written() -> None:
    events = [(None, 1), (START, 2), (None, 3), (START + timedelta(minutes=59), 4), (START + timedelta(hours=1), 5)]
    folds = fold_list("hour", UTC, events)
    assert [fold.numbers for fold in folds] == [(1,), (2, 3, 4), (5,)]
    assert [fold.start for fold in folds] == [None, START, START + timedelta(hours=1)]
