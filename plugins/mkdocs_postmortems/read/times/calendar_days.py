"""Resolve what the dates of a section leave open: the order of day and month in numbers, and the year.

``CalendarDays`` takes all dates of the section and the day on which the incident began, and returns the date that each
``Day`` means. Called by ``dating``.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from mkdocs_postmortems.read.times.days import Day, Order

_NEAR = timedelta(days=31)


class CalendarDays:
    """The dates of one section, which together show how to read each of them.

    ``start`` is the day on which the incident began, if it is known. ``day_first`` says that 03/04 is in April if no
    date shows the order.
    """

    def __init__(self, days: Sequence[Day], start: date | None, day_first: bool) -> None:
        self._month_first = _is_month_first(days, start, day_first)
        self.reference = start or self._first_with_year(days)
        """The date of the first undated time, near which dates without a year are assumed."""

    def resolve(self, day: Day, near: date | None) -> date | None:
        """Return the date that was written; one without a year is near another date, and ``None`` if there is none.

        Raises ``ValueError`` if it does not exist.
        """
        month, number = self._month_and_number(day)
        if self._is_year_first(day):
            return date(2000 + day.month, day.day, (day.year or 0) - 2000)
        if day.year is not None:
            return date(day.year, month, number)
        nearest = _nearest_year(month, number, near) if near else None
        if near is not None and nearest is None:
            raise ValueError("day is out of range for month")
        return nearest

    def allowed_days(self, day: Day) -> str:
        """Return which days the month of a written date has, as help."""
        month, _ = self._month_and_number(day)
        if not 1 <= month <= 12 or not 1 <= (day.year or 1) <= 9999:
            return "write the year, month and day, as in 2023-10-15"
        return f"use a day from 1 to {monthrange(day.year or 2024, month)[1]}"

    def _month_and_number(self, day: Day) -> tuple[int, int]:
        is_swapped = day.order == "day" or (day.order == "?" and not self._month_first)
        return (day.day, day.month) if is_swapped else (day.month, day.day)

    def _is_year_first(self, day: Day) -> bool:
        """Return whether ``23-10-15`` is in 2023, the incident's year, and not a 23rd of October."""
        near = self.reference.year if self.reference and day.order and day.year else 0
        return near == 2000 + day.month and abs((day.year or 0) - near) > 1 and 2000 < (day.year or 0) <= 2031

    def _first_with_year(self, days: Sequence[Day]) -> date | None:
        with_year = (_existing(day.year, *self._month_and_number(day)) for day in days if day.year is not None)
        return next(filter(None, with_year), None)


def _existing(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _nearest_year(month: int, number: int, reference: date) -> date | None:
    """Return the date of that month and day that is nearest to the reference; ``None`` if it never exists."""
    years = (reference.year, reference.year - 1, reference.year + 1)
    found = filter(None, (_existing(year, month, number) for year in years))
    return min(found, key=lambda each: abs(each - reference), default=None)


def _is_month_first(days: Sequence[Day], start: date | None, day_first: bool) -> bool:
    """Return whether 10/11 is in October: judged by the unambiguous dates, then by the start; if neither tells, it is.

    The start tells if it matches a date in one order only, or if only one order brings all dates near it.
    """
    orders = [_order(each) for each in days]
    month, day = orders.count("month"), orders.count("day")
    if month or day:
        return month >= day
    open_days = [each for each in days if each.order == "?"]
    if not open_days or start is None:
        return not day_first
    for each in open_days:
        if (each.year or start.year) == start.year:
            if (each.month, each.day) == (start.month, start.day):
                return True
            if (each.day, each.month) == (start.month, start.day):
                return False
    near_if_month_first = [_is_near(each, each.month, each.day, start) for each in open_days]
    near_if_day_first = [_is_near(each, each.day, each.month, start) for each in open_days]
    return not day_first and not (all(near_if_day_first) and not any(near_if_month_first))


def _is_near(day: Day, month: int, number: int, start: date) -> bool:
    """Return whether that month and day are within a month of the start, in the written year or the nearest."""
    at = _existing(day.year, month, number) if day.year else _nearest_year(month, number, start)
    return at is not None and abs(at - start) <= _NEAR


def _order(day: Day) -> Order:
    """Return what comes first in a numeric date: as its digits show, else as the weekday beside them does."""
    if day.order != "?" or day.weekday is None or day.year is None or max(day.month, day.day) > 12:
        return day.order
    month, number = date(day.year, day.month, day.day), date(day.year, day.day, day.month)
    if (month.weekday() == day.weekday) == (number.weekday() == day.weekday):
        return "?"
    return "month" if month.weekday() == day.weekday else "day"
