"""Dates, times and zones of the front matter."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mkdocs_postmortems.read.times.date_times import localize, parse_date, parse_datetime
from mkdocs_postmortems.read.times.zones import UTC_ZONE, TimeRefused, read_zone
from tests.tables import all_cases

OSLO = read_zone("Europe/Oslo")


def refusal(text: str, zone: str = "UTC") -> TimeRefused:
    with pytest.raises(TimeRefused) as refused:
        parse_datetime(text, read_zone(zone))
    return refused.value


@pytest.mark.parametrize(
    "text",
    [
        "2023-10-15T14:00Z",
        "2023-10-15T14:00:00Z",
        "2023-10-15t14:00z",
        "2023-10-15 14:00 Z",
        "2023-10-15T14:00:00.123456789Z",
        "2023-10-15T14:00:00,5Z",
        "2023-10-15T16:00:00+0200",
        "2023-10-15T16:00+02:00",
        "2023-10-15 16:00 +02:00",
        "2023-10-15T16:00:00+02",
        "2023-10-15 16:00",
        "2023-10-15 16:00:00",
        " 2023-10-15T16:00 ",
    ],
)
def test_accepted_spellings_are_one_instant(text: str) -> None:
    """With or without offset, seconds, fraction, space or T: the same instant, read in Oslo where none is written."""
    assert parse_datetime(text, OSLO).instant == datetime(2023, 10, 15, 14, tzinfo=UTC)


def test_the_zone_shown_is_the_one_written() -> None:
    """A reader sees the offset that the author wrote, else the zone that it was read in."""
    assert parse_datetime("2023-10-15T14:00Z", OSLO).zone == "UTC"
    assert parse_datetime("2023-10-15T14:00-0730", OSLO).zone == "-07:30"
    assert parse_datetime("2023-10-15T14:00+00:00", OSLO).zone == "UTC"
    assert parse_datetime("2023-10-15 14:00", OSLO).zone == "Europe/Oslo"


def test_an_offset_of_the_report_s_own_zone_is_that_zone() -> None:
    """It is written because the clocks showed the time twice; a reader sees the zone, on both sides of the change."""
    sydney = read_zone("Australia/Sydney")
    first, second = (parse_datetime(f"2023-04-02T02:30{offset}", sydney) for offset in ("+11:00", "+10:00"))
    assert (first.zone, first.at.tzname()) == ("Australia/Sydney", "AEDT")
    assert (second.zone, second.at.tzname()) == ("Australia/Sydney", "AEST")
    assert second.instant - first.instant == timedelta(hours=1)
    assert parse_datetime("2023-04-02T02:30+09:00", sydney).zone == "+09:00"


def test_precision_is_what_the_author_gave() -> None:
    """A bare date is a day; seconds count unless they are the zeros that programs write."""
    assert parse_datetime("2023-10-15", OSLO).precision == "day"
    assert parse_datetime("2023-10-15 14:00", OSLO).precision == "minute"
    assert parse_datetime("2023-10-15 14:00:00", OSLO).precision == "minute"
    assert parse_datetime("2023-10-15 14:00:07", OSLO).precision == "second"


def test_a_bare_date_is_midnight_in_its_zone() -> None:
    """The day of a place, not the day of UTC."""
    assert parse_datetime("2023-10-15", OSLO).instant == datetime(2023, 10, 14, 22, tzinfo=UTC)


@all_cases(
    ("text", "hint"),
    [
        ("2023-10-15 25:00", "00 to 23"),
        ("2023-10-15T24:00:00Z", "write 2023-10-16 00:00Z"),
        ("2023-10-15T14:60Z", "00 to 59"),
        ("2016-12-31T23:59:60Z", "write 59"),
        ("2023-02-30T10:00:00Z", "2023-02-28"),
        ("1900-02-29T10:00:00Z", "1900-02-28"),
        ("2023-10-00T10:00Z", "first day"),
        ("2023-13-01T10:00Z", "01 to 12"),
        ("0000-01-01T00:00:00Z", "0001 to 9999"),
        ("2023-10-15T14:00:00+25:00", "+14:00"),
        ("2023-10-15T14:00:00+02:75", "+14:00"),
        ("2023-W41-7", "write 2023-10-15"),
        ("22025-03-18", "write the year with four digits"),
        ("223-10-15 14:00", "write the year with four digits"),
        ("2023-010-15", "two digits for each part"),
        ("2023-10-155 14:00", "two digits for each part"),
        ("2023-10-15 14:0", "two digits for each part"),
        ("15 October 2023", "write 2023-10-15"),
        ("10/12/2023 14:00", "year first"),
        ("15 October 14:00", "the month as a number"),
        ("Sun, 15 Oct 2023 14:00:07 +0200", "write 2023-10-15 14:00:07+0200"),
        ("15. Oktober 2023, 14:00 Uhr", "write 2023-10-15 14:00"),
        ("2023-10-15 ca. 14:00", "write 2023-10-15 14:00"),
        ("Oct 15, 2023 14:00", "write 2023-10-15 14:00"),
        ("2023-10-15T14:00\u221205:00", "write 2023-10-15T14:00-05:00"),
        ("2023-10-15 14:00-5", "write 2023-10-15 14:00-05"),
        ("2023-10-15T14:00:00 UTC", "write 2023-10-15 14:00Z"),
        ("2023-10-15 14:00 PST", "offset"),
        ("yesterday", "write a date"),
        ("14:00", "add the date"),
        ("14:00Z", "add the date"),
        ("Mon 14:00", "add the date"),
        ("2 pm", "add the date"),
        ("14h30", "add the date"),
        ("15.10.2023 14:00", "write 2023-10-15 14:00"),
        ("20231015T140000Z", "write 2023-10-15 14:00Z"),
        ("20231015T140530+0200", "write 2023-10-15 14:05:30+0200"),
        ("2023-288 14:05", "write 2023-10-15 14:05"),
        ("２０２３-10-15", "write 2023-10-15"),
        ("", "write a date"),
        ("2023-10-15T14", "minutes too"),
        ("2023-10-15 2:00 PM", "write 2023-10-15 14:00"),
        ("2023-10-15 2 p.m.", "write 2023-10-15 14:00"),
        ("2023-10-15T14:00 Europe/London", "timezone"),
        ("2023/10/15 14:00", "write 2023-10-15 14:00"),
        ("2023‑10‑15 14:00", "write 2023-10-15 14:00"),
        ("2023-10-O1T14:OOZ", "write 2023-10-01T14:00Z"),
        ("2023-10-15, 14.00", "write 2023-10-15 14:00"),
        ("2023-10-15 14h00", "write 2023-10-15 14:00"),
        ("2023-10-15 14;00", "write 2023-10-15 14:00"),
        ("~2023-10-15\u00a014:00", "write 2023-10-15 14:00"),
        ("2023-10-O1TT25:00", "write a date"),
        ("2023年10月15日", "write 2023-10-15"),
        ("2023-1-5 9:00", "write 2023-01-05 09:00"),
        ("2023-10-05 9:00", "write 2023-10-05 09:00"),
        ("TBD", "write a date"),
        ("2023-10-15T14:00Zulu", "write 2023-10-15 14:00Z"),
        ("2023-10-15 14:00 (UTC)", "write 2023-10-15 14:00Z"),
        ("2023-10-15 14:00 UTC+1", "write 2023-10-15 14:00+01:00"),
        ("2023-07-15 14:00 CET", "write an offset"),
    ],
)
def test_what_is_not_a_date_and_time_is_refused(text: str, hint: str) -> None:
    """Impossible values and other spellings are refused with what to write instead."""
    refused = refusal(text)
    assert refused.rule == "bad-datetime"
    assert hint in refused.help


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_instants_outside_the_calendar_are_refused(text: str) -> None:
    """A year that leaves 1 to 9999 on the way to UTC is no instant."""
    assert refusal(text).rule == "bad-datetime"


def test_the_ends_of_the_calendar_are_read() -> None:
    """The first and the last second in UTC are instants like others."""
    assert parse_datetime("9999-12-31T23:59:59Z", OSLO).instant.year == 9999
    assert parse_datetime("0001-01-01T00:00Z", OSLO).instant.year == 1


def test_a_time_that_the_clocks_skipped_is_refused() -> None:
    """The help has the clock time that was shown instead."""
    refused = refusal("2023-03-26 02:30", "Europe/Oslo")
    assert refused.rule == "nonexistent-time"
    assert "03:30" in refused.help
    assert "2023-03-26T02:30+01:00" in refused.help


def test_a_day_that_was_skipped_comes_with_the_next() -> None:
    """Samoa went from the 29th of December 2011 to the 31st."""
    assert "mean 2011-12-31 12:00?" in refusal("2011-12-30 12:00", "Pacific/Apia").help


@pytest.mark.parametrize(
    ("text", "zone", "readings"),
    [
        ("2023-10-29 02:30", "Europe/Oslo", ("02:30+02:00", "02:30+01:00")),
        ("2023-04-02 01:45", "Australia/Lord_Howe", ("01:45+11:00", "01:45+10:30")),
    ],
)
def test_a_time_that_occurred_twice_is_refused_with_both_readings(
    text: str, zone: str, readings: tuple[str, str]
) -> None:
    """Folds of an hour, and of half an hour."""
    refused = refusal(text, zone)
    assert refused.rule == "ambiguous-time"
    assert all(reading in refused.message for reading in readings)


def test_an_offset_resolves_a_time_that_occurred_twice() -> None:
    """The spelling that the help suggests is accepted."""
    assert parse_datetime("2023-04-02T01:45+10:30", OSLO).instant == datetime(2023, 4, 1, 15, 15, tzinfo=UTC)


@given(st.datetimes(min_value=datetime(1970, 1, 2), max_value=datetime(2100, 1, 1)))
@example(datetime(2023, 3, 26, 2, 30))
@example(datetime(2023, 10, 29, 2, 30))
def test_every_wall_clock_time_is_read_or_refused(wall: datetime) -> None:
    """In a zone with clock changes, a local time survives conversion to UTC and back, or is refused."""
    wall = wall.replace(fold=0)  # a written time does not say which of two it is
    try:
        at = localize(wall, OSLO)
    except TimeRefused as refused:
        assert refused.rule in ("nonexistent-time", "ambiguous-time")
        return
    assert at.astimezone(UTC).astimezone(OSLO.tzinfo).replace(tzinfo=None) == wall


@given(st.text(max_size=40))
def test_no_text_is_worse_than_refused(text: str) -> None:
    """Any text is read or refused, and nothing else raises."""
    try:
        assert parse_datetime(text, UTC_ZONE).at.tzinfo is not None
    except TimeRefused as refused:
        assert refused.help


def test_due_dates() -> None:
    """ISO dates that exist; anything else is refused by the rule of action items."""
    assert parse_date(" 2023-11-01 ") == parse_date("2023\\-11\\-01") == date(2023, 11, 1)
    for text in ("2023-02-30", "soon", "01/11/2023", "2023-11-01T00:00"):
        with pytest.raises(TimeRefused) as refused:
            parse_date(text)
        assert refused.value.rule == "bad-due-date"


@pytest.mark.parametrize(
    ("text", "help"), [("2024-06-31", "2024-06-30"), ("2023-02-29", "2023-02-28"), ("2024-13-01", "from 01 to 12")]
)
def test_a_day_that_its_month_does_not_have_is_refused_with_the_last_one(text: str, help: str) -> None:
    """That is usually what the author meant."""
    with pytest.raises(TimeRefused) as caught:
        parse_date(text)
    assert help in caught.value.help
