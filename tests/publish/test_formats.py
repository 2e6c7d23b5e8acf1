"""Dates, times and durations as readers see them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from mkdocs_postmortems.publish.formats import formats_for, in_zone_of, is_repeated, iso, zone_name, zone_names
from mkdocs_postmortems.read.model import Moment

ENGLISH, GERMAN, JAPANESE = map(formats_for, ("en", "de", "ja"))
LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("length", "text"),
    [
        (timedelta(0), "0 min"),
        (timedelta(seconds=3), "3 s"),
        (timedelta(seconds=90), "1 min 30 s"),
        (timedelta(minutes=6), "6 min"),
        (timedelta(hours=1), "1 h"),
        (timedelta(hours=2, minutes=30), "2 h 30 min"),
        (timedelta(hours=1, seconds=29), "1 h"),
        (timedelta(days=1, hours=20), "1 d 20 h"),
        (timedelta(days=1, minutes=5), "1 d 5 min"),
        (timedelta(days=3650, hours=2, minutes=5), "3650 d 2 h"),
        (timedelta(minutes=-10), "−10 min"),
    ],
)
def test_a_duration_has_its_units_without_those_that_are_zero(length: timedelta, text: str) -> None:
    """A duration has its units, largest first, without those that are zero."""
    assert ENGLISH.duration(length) == text


def test_durations_in_other_languages() -> None:
    """With the language's units."""
    assert GERMAN.duration(timedelta(hours=2, minutes=30)) == "2 Std. 30 Min."
    assert JAPANESE.duration(timedelta(hours=2, minutes=30)) == "2 時間 30 分"


@pytest.mark.parametrize(
    ("length", "text"),
    [
        (timedelta(0), "T+0"),
        (timedelta(minutes=21), "+21 min"),
        (timedelta(hours=1, minutes=30), "+1 h 30"),
        (timedelta(hours=1, minutes=5), "+1 h 05"),
        (timedelta(hours=2), "+2 h"),
        (timedelta(seconds=12), "+12 s"),
        (timedelta(minutes=-10), "−10 min"),
        (timedelta(days=2, hours=2, minutes=40), "+2 d 3 h"),
    ],
)
def test_an_offset_is_short_and_signed(length: timedelta, text: str) -> None:
    """The time since the start is short, signed, and zero at the start itself."""
    assert ENGLISH.offset(length) == text


def test_a_date_is_written_as_usual_in_its_language() -> None:
    """A date is written in the language's own way, and does not break into two lines."""
    day = date(2023, 10, 15)
    assert [each.date(day) for each in (ENGLISH, GERMAN, JAPANESE)] == [
        "15\xa0October\xa02023",
        "15.\xa0Oktober\xa02023",
        "2023年10月15日",
    ]


def test_a_period_names_each_day_once() -> None:
    """On a single day, the date appears once; over several days, each time has its own."""
    start = Moment(datetime(2024, 3, 8, 14, 0, tzinfo=UTC))
    assert ENGLISH.period(start, Moment(datetime(2024, 3, 8, 16, 30, tzinfo=UTC))) == "8\xa0March\xa02024 · 14:00–16:30"
    later = Moment(datetime(2024, 3, 11, 15, 0, tzinfo=UTC))
    assert ENGLISH.period(start, later) == "8\xa0March\xa02024, 14:00 – 11\xa0March\xa02024, 15:00"
    assert ENGLISH.period(start, None) == "8\xa0March\xa02024 · 14:00"


def test_both_times_of_a_period_have_seconds_or_neither() -> None:
    """Of 14:00–14:00:03, readers would not know how exact the start is."""
    start = datetime(2024, 3, 8, 14, tzinfo=UTC)
    for days in (0, 1):
        end = Moment(start + timedelta(days=days, seconds=3), precision="second")
        assert re.findall(r"14:[\d:]+", ENGLISH.period(Moment(start), end)) == ["14:00:00", "14:00:03"]


def test_a_period_without_length_is_one_time() -> None:
    start = Moment(datetime(2023, 10, 15, 14, tzinfo=UTC))
    assert formats_for("en").period(start, start) == "15\xa0October\xa02023 · 14:00"


def test_a_period_of_days_has_no_clock_time() -> None:
    """If one end is only a day, neither has a clock time."""
    start = Moment(datetime(2023, 10, 15, tzinfo=UTC), precision="day")
    end = Moment(datetime(2023, 10, 17, tzinfo=UTC), precision="day")
    assert "00:00" not in ENGLISH.period(start, end)
    assert ENGLISH.period(start, start) == "15\xa0October\xa02023"
    assert ENGLISH.period(start, None) == "15\xa0October\xa02023"


def test_times_keep_their_precision() -> None:
    """Seconds and a tilde are shown if the author wrote them."""
    at = datetime(2023, 10, 15, 14, 6, 30, tzinfo=UTC)
    assert ENGLISH.time(Moment(at)) == "14:06"
    assert ENGLISH.time(Moment(at, precision="second", approximate=True)) == "~14:06:30"
    assert ENGLISH.time(Moment(at, precision="day")) == ""


def test_a_zone_has_the_abbreviation_of_its_season_or_its_offset() -> None:
    """A zone of the database is shown by its abbreviation in that season, an offset relative to UTC."""
    summer = datetime(2023, 7, 1, 12, tzinfo=LONDON)
    winter = datetime(2023, 12, 1, 12, tzinfo=LONDON)
    assert (zone_name(Moment(summer, "Europe/London")), zone_name(Moment(winter, "Europe/London"))) == ("BST", "GMT")
    plus = timezone(timedelta(hours=2))
    assert zone_name(Moment(datetime(2023, 7, 1, tzinfo=plus), "+02:00")) == "UTC+02:00"
    istanbul = datetime(2023, 7, 1, tzinfo=ZoneInfo("Europe/Istanbul"))
    assert zone_name(Moment(istanbul, "Europe/Istanbul")) == "UTC+03"


def test_a_moment_in_another_zone_is_the_same_instant() -> None:
    """Events written in another zone are listed in the report's zone."""
    written = Moment(datetime(2023, 7, 1, 12, 0, tzinfo=UTC))
    shown = in_zone_of(written, Moment(datetime(2023, 7, 1, tzinfo=LONDON), "Europe/London"))
    assert ENGLISH.time(shown) == "13:00"
    assert shown.instant == written.instant
    assert iso(shown) == "2023-07-01T12:00:00Z"


def test_a_day_has_no_instant() -> None:
    """A bare day is written as a date for machines, too."""
    assert iso(Moment(datetime(2023, 7, 1, tzinfo=LONDON), precision="day")) == "2023-07-01"


def test_a_period_across_a_clock_change_has_both_zone_names() -> None:
    """The end has another abbreviation than the start."""
    berlin = ZoneInfo("Europe/Berlin")
    start = Moment(datetime(2025, 3, 29, 21, 40, tzinfo=berlin), "Europe/Berlin")
    end = Moment(datetime(2025, 3, 30, 15, 10, tzinfo=berlin), "Europe/Berlin")
    assert zone_names(start, end) == "CET–CEST"
    assert zone_names(start, start) == zone_names(start, None) == "CET"


def test_a_time_is_ambiguous_if_clocks_went_back_over_it() -> None:
    """Not if they went forward, nor without a clock time."""
    berlin = ZoneInfo("Europe/Berlin")
    assert is_repeated(Moment(datetime(2024, 10, 27, 2, 30, tzinfo=berlin), "Europe/Berlin"))
    assert not is_repeated(Moment(datetime(2024, 10, 27, 3, 30, tzinfo=berlin), "Europe/Berlin"))
    assert not is_repeated(Moment(datetime(2025, 3, 30, 2, 30, tzinfo=berlin), "Europe/Berlin"))
    assert not is_repeated(Moment(datetime(2024, 10, 27, 2, 30, tzinfo=berlin), "Europe/Berlin", "day"))
