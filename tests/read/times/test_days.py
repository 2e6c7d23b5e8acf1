"""Dates, and the words for months and weekdays. Their spellings are in ``test_stamps``."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.read.times.days import MONTHS, WEEKDAYS, Day, find_day, read_day, read_weekday


def test_the_first_full_date_of_a_sentence() -> None:
    """In a sentence above a timeline, or its heading; digits that may be anything else are left alone."""
    assert find_day("All times in PST, on February 5th 2019") == Day(2019, 2, 5)
    assert find_day("Timeline - May 29, 2021") == Day(2021, 5, 29)
    assert find_day("It broke on 15/10/2023.") == Day(2023, 15, 10, "day")
    assert find_day("Timeline") is None
    assert find_day("On the host 10.2.20.5") is None
    assert find_day("Version 1.2.3 of 4/5 nodes") is None


def test_two_numbers_are_a_date_with_a_whole_year_even_if_it_does_not_exist() -> None:
    """The check reports it; without the year, they may be anything else."""
    assert find_day("32.10.2023") == Day(2023, 32, 10, "day")
    assert find_day("10/32/2023") == Day(2023, 10, 32, "month")
    assert find_day("15/13/2023") == Day(2023, 15, 13, "day")
    assert find_day("32.10.23 files") is find_day("15/13 nodes") is find_day("32.10.") is find_day("0/10/2023") is None


def test_a_time_of_four_digits_is_not_a_year() -> None:
    """Nobody writes about an incident of 1936, and a zone right after the digits belongs to a time."""
    assert find_day("Feb 9 1936 UTC: the disk is full") == Day(None, 2, 9)
    assert find_day("9 Feb 2015 UTC: the disk is full") == Day(None, 2, 9)
    assert find_day("9 Feb 2015 UTC") == Day(2015, 2, 9)
    assert find_day("Feb 9, 1999: the disk is full") == Day(1999, 2, 9)


def test_a_year_before_the_name_of_the_month() -> None:
    """As in databases and some people's sortable dates."""
    assert find_day("Date: 2023-Oct-15") == Day(2023, 10, 15)
    assert find_day("2023/OCT/5 14:05") == Day(2023, 10, 5)
    assert find_day("2023 files 15") is None


def test_a_year_of_two_digits_has_an_apostrophe_or_a_time_behind_it() -> None:
    """Other digits after a day are a time, or a number."""
    for text in ("15 Oct 23 14:05", "15 Oct 23, 2 pm", "Oct 15, 23 at 14:05", "15/Oct/23 2:05 PM", "15-Oct-23 14:05"):
        assert find_day(text) == Day(2023, 10, 15)
    assert find_day("Oct 15th '23 14:05") == find_day("15 October ’23") == Day(2023, 10, 15)
    for text in ("Oct 15 23 hosts fail", "Oct 15 '235' is lost", "Oct 15 '99%"):
        assert find_day(text) == Day(None, 10, 15)


def test_a_month_that_is_also_another_word() -> None:
    """It counts in lower case only beside a year."""
    assert find_day("on may 14th 2023 it rained") == find_day("on 14 may 2023 it rained") == Day(2023, 5, 14)
    assert find_day("3 may have failed") is None
    assert find_day("at step 14 may fail") is None


def test_no_word_is_a_month_and_a_day_of_the_week() -> None:
    """Except the Spanish March and a Tuesday that nobody writes like that; months are 1 to 12."""
    assert not MONTHS.keys() & WEEKDAYS.keys()
    assert set(MONTHS.values()) == set(range(1, 13))
    assert set(WEEKDAYS.values()) == set(range(7))


def test_a_day_of_the_week_needs_an_end() -> None:
    """``Sun 14:05`` begins with one, ``Sundown`` does not."""
    assert read_weekday("Sun 14:05", 0) == (6, 4)
    assert read_weekday("Sundown 14:05", 0) is None


@given(st.text(alphabet="0123456789-/. OctobrMay年月日(),thsn", max_size=30), st.integers(0, 30))
def test_a_date_ends_where_it_says(text: str, at: int) -> None:
    """After its beginning, within the text."""
    found = read_day(text, at)
    assert found is None or at < found[1] <= len(text)
