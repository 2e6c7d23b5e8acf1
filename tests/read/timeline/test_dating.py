"""Moments from written times. Whole sections are tested in ``test_section_days``."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.read.timeline.dating import Dating, TimeContext
from mkdocs_postmortems.read.times.clocks import Clock
from mkdocs_postmortems.read.times.date_times import parse_datetime
from mkdocs_postmortems.read.times.days import Day
from mkdocs_postmortems.read.times.stamps import Stamp
from mkdocs_postmortems.read.times.zones import UTC_ZONE, read_zone
from tests.tables import all_cases


def test_without_any_date_nothing_is_dated() -> None:
    """Nothing is refused either: nothing is wrong with the line."""
    dated = Dating(TimeContext(), []).resolve(Stamp(clock=Clock(14, 5)))
    assert (dated.start, dated.end, dated.refused) == (None, None, None)


@pytest.mark.parametrize(("started", "hours"), [("2024-03-05", 1), ("2024-03-05T07:00:00Z", 0)])
def test_the_first_zone_applies_to_those_below_if_the_start_has_none(started: str, hours: int) -> None:
    """A start that is only a day has no zone."""
    stamps = [Stamp(clock=Clock(7, 45), zone="CET"), Stamp(clock=Clock(8, 0))]
    dating = Dating(TimeContext(started=parse_datetime(started, UTC_ZONE)), stamps)
    starts = [dating.resolve(stamp).start for stamp in stamps]
    assert starts[1] is not None
    assert starts[1].at.utcoffset() == timedelta(hours=hours)


def test_29_february_finds_a_leap_year() -> None:
    """The nearest one, if it is next to the current year; otherwise the date is refused."""
    stamp = Stamp(day=Day(None, 2, 29), clock=Clock(14, 5))
    dated = Dating(TimeContext(day=date(2023, 12, 1)), [stamp]).resolve(stamp)
    assert dated.start is not None
    assert dated.start.at.year == 2024
    refused = Dating(TimeContext(day=date(2022, 6, 1)), [stamp]).resolve(stamp).refused
    assert refused is not None
    assert refused.rule == "bad-event-time"


def test_a_day_begins_even_where_its_midnight_was_skipped() -> None:
    """Clocks in Cairo were put forward at midnight on 28 April 2023."""
    stamp = Stamp(day=Day(2023, 4, 28))
    dated = Dating(TimeContext(zone=read_zone("Africa/Cairo")), [stamp]).resolve(stamp)
    assert dated.refused is None
    assert dated.start is not None
    assert dated.start.precision == "day"


@all_cases("started", ["9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z"])
@all_cases("zone", ["", "JST", "PST"])
@all_cases(
    "stamp",
    [
        Stamp(clock=Clock(23, 59)),
        Stamp(clock=Clock(0, 1)),
        Stamp(weekday=0, clock=Clock(12)),
        Stamp(offset=timedelta(days=2)),
        Stamp(offset=timedelta(days=-2)),
        Stamp(day=Day(9999, 12, 31)),
        Stamp(day=Day(1, 1, 1)),
        Stamp(clock=Clock(23, 59), end_clock=Clock(0, 1)),
    ],
)
def test_the_ends_of_the_calendar(stamp: Stamp, zone: str, started: str) -> None:
    """Every moment exists in UTC too; a time that does not is refused."""
    moment = parse_datetime(started, UTC_ZONE)
    dating = Dating(TimeContext(started=moment, resolved=moment), [stamp])
    for dated in (dating.resolve(stamp, zone), dating.resolve(stamp, zone)):
        assert dated.refused or (dated.start and dated.start.instant)
        assert dated.end is None or dated.end.instant


CLOCKS = st.builds(Clock, st.integers(0, 25), st.integers(0, 61))
DAYS = st.none() | st.builds(
    Day, st.none() | st.integers(1, 9999), st.integers(1, 31), st.integers(1, 31), st.just("?")
)
STAMPS = st.builds(
    Stamp,
    day=DAYS,
    clock=st.none() | CLOCKS,
    zone=st.sampled_from(["", "UTC", "PST", "IST"]),
    end_clock=st.none() | CLOCKS,
)


@given(st.lists(STAMPS, max_size=8))
def test_any_stamps_are_dated_or_refused(stamps: list[Stamp]) -> None:
    """An end is never before its start, and a moment is aware."""
    dating = Dating(TimeContext(zone=read_zone("Europe/Oslo"), day=date(2023, 3, 25)), stamps)
    for stamp in stamps:
        end_clock = stamp.end_clock if stamp.end_clock and stamp.end_clock.exists else None
        dated = dating.resolve(Stamp(stamp.day, None, stamp.clock, stamp.zone, end_clock=end_clock))
        if dated.start and dated.end:
            assert dated.start.at.tzinfo is not None
            assert dated.start.instant <= dated.end.instant
