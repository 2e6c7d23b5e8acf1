"""Recognize times that programs write as a count: Unix timestamps, and the serial dates of spreadsheets.

Takes the head of a line, or a cell in a column of times. Returns a ``Count``, or what to write instead. Any such number
may be something else, so ``timeline`` reports only those around the time of the incident. Called by ``unread_times``.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from msgspec import Struct

from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.zones import TimeRefused

_EPOCH = pattern(r"[*_`(\[]{0,4}(?P<seconds>1\d{9})(?P<fraction>\.?\d{3}(?:\d{3}){0,2})?(?![\w%/]|[.,:-]\w)")
_SERIAL = pattern(r"[*_`(\[]{0,4}(?P<days>[3-5]\d{4})(?:[.,](?P<fraction>\d{1,15}))?(?![\w%/]|[.,:-]\w)")
_DAY_FRACTION = pattern(r"[*_`(\[]{0,4}(?P<written>0?[.,](?P<fraction>\d{7,17}))[*_`)\]]{0,4}")
"""Spreadsheets write more than the six decimal places with which other programs write seconds."""
_FIRST_SERIAL = datetime(1899, 12, 30, tzinfo=UTC)
"""The day 0 of spreadsheets, which count days and write the time as a fraction of one."""
_EXACT = 4
"""With so many decimal places, the fraction of a day is exact to the minute."""
_AROUND = timedelta(days=7)


class Count(Struct, frozen=True):
    """A number that a program may have written for a point in time, and what is wrong with it if it did."""

    at: datetime
    refused: TimeRefused

    def is_around(self, first: datetime, last: datetime) -> bool:
        """Return whether it falls around the incident; otherwise it is some other number."""
        return first - _AROUND <= self.at <= last + _AROUND


def read_count(text: str, in_column: bool) -> Count | None:
    """Return the Unix time, or the serial date of a spreadsheet, that a line begins with; any such number may be one.

    ``in_column`` says that it is in a column of times, where a serial date may be without a time.
    """
    if match := _EPOCH.match(text):
        at = datetime.fromtimestamp(int(match["seconds"]), UTC)
        return Count(at, _refuse("a Unix timestamp", f"write {at:%Y-%m-%d %H:%M}Z"))
    match = _SERIAL.match(text)
    if match is None or not (match["fraction"] or in_column):
        return None
    fraction = match["fraction"] or ""
    at = _FIRST_SERIAL + timedelta(days=int(match["days"]), minutes=_minutes_of(fraction))
    help = f"write {at:%Y-%m-%d %H:%M}" if fraction else f"write {at:%Y-%m-%d}"
    if 0 < len(fraction) < _EXACT:
        help = f"write the date and time that the spreadsheet shows, about {at:%Y-%m-%d %H:%M}"
    return Count(at, _refuse("the serial date of a spreadsheet", help))


def _refuse(what: str, help: str) -> TimeRefused:
    return TimeRefused("unread-time", f"this event begins with {what}, which is not read as a time", help)


def refuse_day_fraction(cell: str) -> TimeRefused | None:
    """Return the problem of a cell in a column of times that is a fraction of a day: ``0.586805555``."""
    match = _DAY_FRACTION.fullmatch(cell)
    if match is None:
        return None
    hour, minute = divmod(_minutes_of(match["fraction"]) % (24 * 60), 60)
    message = f"{match['written']} is a spreadsheet's time, a fraction of a day, which is not read as a time"
    return TimeRefused("unread-time", message, f"write {hour:02}:{minute:02}")


def _minutes_of(fraction: str) -> int:
    """Return the minutes of the decimal places of a number of days."""
    return round(float(f"0.{fraction or 0}") * 24 * 60)
