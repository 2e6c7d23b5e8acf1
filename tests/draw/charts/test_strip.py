"""Every incident has a position on its day, no two marks touch, and every year has its row."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_postmortems.draw.charts.strip import Strip, lay_out_strip
from tests.draw.incidents import incident

DAYS = st.dates(date(2019, 1, 1), date(2022, 12, 31))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(DAYS, st.integers(0, 5)), max_size=150), st.sampled_from([940, 354]))
def test_marks_never_touch_and_stay_in_their_row(incidents: list[tuple[date, int]], width: int) -> None:
    drawn = Strip(tuple(incident(day, rank, str(index)) for index, (day, rank) in enumerate(incidents)))
    for row in lay_out_strip(drawn, width) if incidents else ():
        marks = row.marks or ()
        assert row.marks is None or len(marks) == len(row.incidents)
        assert all(abs(mark.y) <= 10 and 0 <= mark.x <= width - 72 for mark in marks)
        for one, other in combinations(marks, 2):
            assert (one.x - other.x) ** 2 + (one.y - other.y) ** 2 >= (one.radius + other.radius) ** 2


def test_the_most_severe_is_on_the_line() -> None:
    day = date(2024, 3, 8)
    (row,) = lay_out_strip(Strip((incident(day, 3, "minor"), incident(day, 1, "major"))), 940)
    assert [(mark.incident.rank, mark.y, mark.radius) for mark in row.marks or ()] == [(1, 0, 5), (3, -10, 2.9)]


def test_marks_are_as_large_as_the_fullest_row_allows() -> None:
    """Two incidents on one day make all marks in all years a little smaller, because sizes show severities."""
    day = date(2024, 3, 8)
    rows = lay_out_strip(Strip((incident(day, 1, "one"), incident(day, 1, "two"), incident(date(2023, 1, 1), 0))), 940)
    assert [[mark.radius for mark in row.marks or ()] for row in rows] == [[4.5, 4.5], [0.9 * 6.5]]


def test_a_day_has_the_same_position_in_every_year() -> None:
    """Months are aligned, leap year or not."""
    rows = lay_out_strip(Strip((incident(date(2023, 12, 1)), incident(date(2024, 12, 1)))), 940)
    assert len({mark.x for row in rows for mark in row.marks or ()}) == 1


def test_years_without_an_incident_have_an_empty_row() -> None:
    rows = lay_out_strip(Strip((incident(date(2021, 1, 1)), incident(date(2024, 1, 1)))), 940)
    assert [row.year for row in rows] == [2024, 2023, 2022, 2021]


def test_a_year_long_ago_does_not_stretch_the_strip() -> None:
    rows = lay_out_strip(Strip((incident(date(1970, 1, 1)), incident(date(2024, 1, 1)))), 940)
    assert [row.year for row in rows] == [2024, 1970]


def test_newer_years_are_drawn_one_by_one_before_older_ones() -> None:
    days = [date(year, 1, 1) + timedelta(days=3 * number) for year in range(2019, 2025) for number in range(120)]
    rows = lay_out_strip(Strip(tuple(incident(day) for day in days)), 940)
    assert [row.marks is not None for row in rows] == [True, True, False, False, False, False]


def test_a_year_with_few_incidents_has_no_bars() -> None:
    """A bar would show a single incident as large as the busiest month of another year."""
    days = [date(2024, 1, 1) + timedelta(days=2 * number) for number in range(150)]
    rows = lay_out_strip(Strip(tuple(incident(day) for day in [*days, date(2023, 5, 1)])), 940, most_marks=150)
    assert [len(row.marks or ()) for row in rows] == [150, 1]
