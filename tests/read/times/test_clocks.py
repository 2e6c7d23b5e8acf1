"""Clock times. Their spellings are in ``test_stamps``."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.read.times.clocks import Clock, read_clock, read_four_digits, read_from_start


@given(st.integers(0, 23), st.integers(0, 59), st.integers(0, 59))
def test_a_clock_time_survives_writing(hour: int, minute: int, second: int) -> None:
    """On the 24-hour clock with seconds, and on the 12-hour clock without."""
    assert read_clock(f"{hour}:{minute:02}:{second:02}", 0) == (Clock(hour, minute, second), len(f"{hour}:00:00"))
    half = f"{hour % 12 or 12}:{minute:02} {'am' if hour < 12 else 'pm'}"
    assert read_clock(half, 0) == (Clock(hour, minute, half=True), len(half))


@pytest.mark.parametrize(("clock", "exists"), [(Clock(23, 59, 59), True), (Clock(24), False), (Clock(1, 60), False)])
def test_some_times_are_on_no_clock(clock: Clock, exists: bool) -> None:
    """They are read anyway, so that the check can report them."""
    assert clock.exists is exists


def test_what_needs_a_date_before_it() -> None:
    """14.05 is a number, and 14h a duration, unless a date precedes, or a word for clock times."""
    assert read_clock("14.05 text", 0) is None
    assert read_clock("14h text", 0) is None
    assert read_clock("14.05 text", 0, is_expected=True) == (Clock(14, 5), 5)
    assert read_clock("14h text", 0, is_expected=True) == (Clock(14), 3)


def test_four_digits_go_up_to_2359() -> None:
    """Nothing may follow them directly."""
    assert read_four_digits("2359: text", 0) == (Clock(23, 59), 4)
    assert read_four_digits("2400", 0) == (Clock(24), 4)
    assert not Clock(24).exists
    assert read_four_digits("3000", 0) is None
    assert read_four_digits("1200ms", 0) is None


@given(st.integers(0, 99), st.integers(0, 59))
def test_a_time_from_the_start_survives_writing(hours: int, minutes: int) -> None:
    """With units or with a colon, forward or back."""
    offset = timedelta(hours=hours, minutes=minutes)
    for told in (f"{hours}h{minutes}m", f"{hours} h {minutes} min", f"{hours:02}:{minutes:02}"):
        assert read_from_start(f"T+{told}", 0) == (offset, len(told) + 2)
        assert read_from_start(f"T-{told}", 0) == (-offset, len(told) + 2)


@pytest.mark.parametrize("text", ["15h : text", "15h: text", "15h** - text", "15h – text"])
def test_an_hour_alone_is_set_off(text: str) -> None:
    """It is a time before a colon or a dash; ``15h of work`` is a duration."""
    assert read_clock(text, 0) == (Clock(15), 3)
    assert read_clock("15h of work", 0) is None


def test_seconds_from_the_start_may_have_a_fraction() -> None:
    """``T+8.02s`` is eight seconds, not eight minutes before a text that begins with a digit."""
    assert read_from_start("T+8.02s: text", 0) == (timedelta(seconds=8), 7)
    assert read_from_start("T+1m 8.5 s", 0) == (timedelta(minutes=1, seconds=8), 10)
    assert read_from_start("T+8.02", 0) is None
    assert read_from_start("T0.5s", 0) is None
    assert read_from_start("T+5m. Text", 0) == (timedelta(minutes=5), 4)


def test_the_start_may_have_its_zero() -> None:
    """``T0 + 5m`` is ``T+5m``; ``T0`` alone is the start itself."""
    assert read_from_start("T0 + 5m: text", 0) == (timedelta(minutes=5), 7)
    assert read_from_start("T0 - text", 0) == (timedelta(0), 2)
