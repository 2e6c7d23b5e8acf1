"""Recognize times as programs write them: without hyphens and colons, by the day of a week, or as a count.

Takes the head of a line, or a cell in a column of times, and returns what to write instead. A Unix timestamp or the
serial date of a spreadsheet may be another number, so it is returned as a ``Count``, of which ``timeline`` reports only
those around the time of the incident. Called by ``mistyped``, ``unread_times`` and ``date_times``.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from msgspec import Struct

from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.times.days import MONTHS
from mkdocs_postmortems.read.times.zones import TimeRefused

_CLOCK = (
    r"(?P<hour>[01]\d|2[0-3]):?(?P<minute>[0-5]\d)(?::?(?P<second>[0-5]\d))?"
    r"(?:[ ]?(?P<zone>Z|[+-]\d\d:?\d\d))?(?!\w)"
)
_FORMATS = tuple(
    pattern(form)
    for form in (
        # 20231015T1405, 20231015T140500Z, 20231015 14:05
        rf"(?P<year>20\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])[T ]{_CLOCK}",
        # 151405ZOCT23, 151405Z OCT 2023
        r"(?P<day>0[1-9]|[12]\d|3[01])(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?P<zone>Z)[ ]?"
        r"(?P<name>(?i:[a-z]{3}))[ ]?(?P<year>(?:20)?\d\d)(?!\w)",
        # 2023-W41-7, 2023-W41-7T14:05, 2023W417T1405
        rf"(?P<year>20\d\d)(?P<dash>-?)W(?P<week>[0-5]\d)(?P=dash)(?P<of_week>[1-7])(?!\w(?<!T))(?:[T ]{_CLOCK})?",
        # 2023-288 14:05, 2023288T1405
        rf"(?P<year>20\d\d)-?(?P<of_year>[0-3]\d\d)[T ]{_CLOCK}",
    )
)
_BEHIND_DATE = pattern(
    r"[*_`]{0,3}(?:[ ]?[/T_-][ ]?|)(?P<hour>[01]\d|2[0-3])"
    r"(?:(?<=[/T_-]\d\d)[:.-](?P<minute>[0-5]\d)|-(?P<minutes>[0-5]\d)-[0-5]\d)(?![\w%-])"
)
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


class MachineTime(Struct, frozen=True):
    """A date, or date and time, as ``written`` by a program, and how it is ``meant`` to be written by hand."""

    written: str
    meant: str
    has_clock: bool


def read_machine_time(text: str) -> MachineTime | None:
    """Return what a text begins with if it is ``20231015T1405``, ``2023-W41-7`` or ``151405ZOCT23``, else ``None``."""
    match = next((match for form in _FORMATS if (match := form.match(text))), None)
    parts = match.groupdict() if match else {}
    day = _day_of(parts) if match else None
    if match is None or day is None:
        return None
    clock = f" {parts['hour']}:{parts['minute']}" if parts["hour"] else ""
    if parts.get("second") not in (None, "00"):
        clock += f":{parts['second']}"
    return MachineTime(match.group(), f"{day}{clock}{parts['zone'] or ''}", bool(clock))


def refuse_machine_time(text: str) -> TimeRefused | None:
    """Return the problem of a time at the head of a line as a program writes it: it is rarely written by hand."""
    found = read_machine_time(text)
    if found is None:
        return None
    message = f"unsupported date{' and time' if found.has_clock else ''} format {found.written}"
    return TimeRefused("bad-event-time", message, f"write {found.meant}")


def _day_of(parts: dict[str, str | None]) -> date | None:
    """Return the date that the parts of such a time name; ``None`` if it does not exist."""
    year = int(parts["year"] or 0) % 100 + 2000
    try:
        if parts.get("week"):
            return date.fromisocalendar(year, int(parts["week"] or 0), int(parts["of_week"] or 0))
        if parts.get("of_year"):
            day = date(year, 1, 1) + timedelta(days=int(parts["of_year"] or 0) - 1)
            return day if day.year == year else None
        month = MONTHS.get((parts.get("name") or "").casefold()) or int(parts.get("month") or 0)
        return date(year, month, int(parts["day"] or 0))
    except ValueError:
        return None


def refuse_joined_to_date(text: str) -> TimeRefused | None:
    """Recognize a clock time joined to a date as in file names: ``2023-10-15 14-06-00``, ``2023-10-15/14:06``."""
    match = _BEHIND_DATE.match(text)
    if match is None:
        return None
    meant = f"{match['hour']}:{match['minute'] or match['minutes']}"
    message = f"unsupported time format {match.group().lstrip('*_`')}"
    return TimeRefused("bad-event-time", message, f"write a space and {meant}")
