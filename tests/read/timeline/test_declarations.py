"""Words for a day, and their dates."""

from __future__ import annotations

from datetime import date

import pytest

from mkdocs_postmortems.read.timeline.declarations import DayWord, read_day_word

SUNDAY = date(2023, 10, 15)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Day 2", DayWord(nth=2)),
        ("**Day 2:**", DayWord(nth=2)),
        ("Day 2 – recovery", DayWord(nth=2)),
        ("Tag 3", DayWord(nth=3)),
        ("2日目", DayWord(nth=2)),
        ("The second day", DayWord(nth=2)),
        ("Monday", DayWord(weekday=0)),
        ("Monday morning", DayWord(weekday=0)),
        ("Mittwoch", DayWord(weekday=2)),
        ("月曜日", DayWord(weekday=0)),
        ("Next day", DayWord()),
        ("The following morning:", DayWord()),
        ("Am Folgetag", DayWord()),
        ("翌日", DayWord()),
    ],
)
def test_a_heading_may_name_a_day(text: str, word: DayWord) -> None:
    """By its number, its weekday, or the day before it."""
    assert read_day_word(text) == word


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Day",
        "Days 2 and 3",
        "Day 2.5",
        "Monday review",
        "Mondays",
        "The next step",
        "Recovery",
        "Day " * 40,
    ],
)
def test_other_headings_name_none(text: str) -> None:
    """Nor does one that says more than the weekday."""
    assert read_day_word(text) is None


def test_a_line_that_stands_alone_says_nothing_else() -> None:
    """Otherwise it is a sentence."""
    assert read_day_word("**Day 2**", alone=True) == DayWord(nth=2)
    assert read_day_word("Day 2 was quiet", alone=True) is None


@pytest.mark.parametrize(
    ("word", "begun", "day"),
    [
        (DayWord(nth=1), False, 15),
        (DayWord(nth=3), True, 17),
        (DayWord(), True, 16),
        (DayWord(weekday=6), False, 15),
        (DayWord(weekday=0), True, 16),
        (DayWord(weekday=5), True, 21),
        (DayWord(weekday=5), False, 14),
    ],
)
def test_the_date_of_a_word(word: DayWord, begun: bool, day: int) -> None:
    """Events continue, and only the first may be before the start."""
    assert word.date(SUNDAY, SUNDAY, begun) == date(2023, 10, day)
