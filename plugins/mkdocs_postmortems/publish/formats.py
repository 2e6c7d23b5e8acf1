"""How dates, times, durations and numbers are written for a reader, in each language, by Babel.

Comes in: moments and lengths. Goes out: plain text. Called by the templates and modules of ``publish``. Clocks
have 24 hours in every language, since an incident is read by people of several.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from datetime import date as Date
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton
from babel.numbers import format_decimal
from babel.units import format_unit
from msgspec import Struct

from mkdocs_postmortems.publish.texts import texts_for
from mkdocs_postmortems.read.model import Moment

_LOCALES = {"en": "en_GB", "de": "de", "ja": "ja"}
_SECONDS = {"day": 86400, "hour": 3600, "minute": 60, "second": 1}
"""Of each unit, the largest first."""
_SYMBOLS = {"en": {"day": "d", "hour": "h", "minute": "min", "second": "s"}}
"""English units are the symbols that charts use; CLDR's short forms ("hrs", "mins") crowd an axis."""

MINUS = "−"


class Formats(Struct, frozen=True):
    """The ways of writing of one language."""

    language: str
    locale: Locale

    def date(self, day: Date) -> str:
        """``15 October 2023``."""
        return _long_date(day.year, day.month, day.day, self.locale)

    def weekday(self, day: Date) -> str:
        """``Sat 9 Mar``."""
        return self.skeleton("MMMEd", day)

    def month(self, day: Date) -> str:
        """``March 2024``."""
        return self.skeleton("yMMMM", day)

    def skeleton(self, pattern: str, day: Date) -> str:
        """The parts of a date that a skeleton of CLDR names: ``yMMMd`` is ``15 Oct 2023``."""
        return _skeleton(pattern, day, self.locale)

    def days(self, first: Date, last: Date) -> str:
        """``15–17 October 2023``, or one day where both are the same."""
        return self.date(first) if first == last else format_interval(first, last, "yMMMMd", locale=self.locale)

    def number(self, value: float) -> str:
        """``1,234.5``."""
        return _decimal(value, self.locale)

    def time(self, moment: Moment) -> str:
        """``14:06``, ``14:06:30``, or ``~14:06``, by the moment's own clock; "" where only the day is known."""
        if moment.is_day:
            return ""
        clock = moment.at.time().isoformat("seconds" if moment.precision == "second" else "minutes")
        return f"~{clock}" if moment.approximate else clock

    def moment(self, moment: Moment) -> str:
        """``15 October 2023, 14:06``; the day alone where no more is known."""
        time = self.time(moment)
        return f"{self.date(moment.at.date())}, {time}" if time else self.date(moment.at.date())

    def duration(self, length: timedelta) -> str:
        """``2 h 30 min``, ``1 d 20 h``, ``45 s``, ``0 min``: seconds only below an hour."""
        return _duration(length, self)

    def offset(self, length: timedelta) -> str:
        """Time since the start, short: ``T+0``, ``+6 min``, ``+1 h 30``, ``−10 min``, ``+2 d 3 h``."""
        seconds = round(length.total_seconds())
        if seconds == 0:
            return "T+0"
        sign, seconds = ("+", seconds) if seconds > 0 else (MINUS, -seconds)
        hours, minutes = seconds // 3600, seconds // 60 % 60
        if 1 <= hours < 24 and minutes and self.language == "en":
            return f"{sign}{hours} h {minutes:02d}"
        if hours >= 24:
            seconds = _rounded(seconds, "hour")
        return sign + self.duration(timedelta(seconds=seconds))

    def unit(self, count: int, name: str) -> str:
        """``6 min``; ``name`` is day, hour, minute or second."""
        symbols = _SYMBOLS.get(self.language)
        if symbols:
            return f"{count} {symbols[name]}"
        return format_unit(count, f"duration-{name}", length="short", locale=self.locale)

    def period(self, start: Moment, end: Moment | None) -> str:
        """``15 October 2023 · 14:00–16:30``, without the zone.

        Days alone where no more is known, and one time where start and end are the same.
        """
        first = start.at.date()
        if end is None or (end.at == start.at and not start.is_day):
            return " · ".join(filter(None, (self.date(first), self.time(start))))
        last = end.at.date()
        if start.is_day or end.is_day:
            return self.days(first, last)
        if first == last:
            return f"{self.date(first)} · {self.time(start)}–{self.time(end)}"
        return f"{self.date(first)}, {self.time(start)} – {self.date(last)}, {self.time(end)}"


@lru_cache(maxsize=4096)
def _long_date(year: int, month: int, day: int, locale: Locale) -> str:
    return format_date(Date(year, month, day), "long", locale=locale)


@lru_cache(maxsize=4096)
def _skeleton(pattern: str, day: Date, locale: Locale) -> str:
    return format_skeleton(pattern, day, locale=locale)


@lru_cache(maxsize=4096)
def _duration(length: timedelta, formats: Formats) -> str:
    seconds = round(abs(length.total_seconds()))
    if seconds >= _SECONDS["hour"]:
        seconds = _rounded(seconds, "minute")
    if seconds >= 10 * _SECONDS["day"]:
        seconds = _rounded(seconds, "hour")
    parts = []
    for name, size in _SECONDS.items():
        count, seconds = divmod(seconds, size)
        if count:
            parts.append(formats.unit(count, name))
    text = " ".join(parts) or formats.unit(0, "minute")
    return f"{MINUS}{text}" if length < timedelta(0) else text


def _rounded(seconds: int, unit: str) -> int:
    """The nearest multiple of a unit, in seconds; of two as near the longer one."""
    size = _SECONDS[unit]
    return (seconds + size // 2) // size * size


@lru_cache(maxsize=4096)
def _decimal(value: float, locale: Locale) -> str:
    return format_decimal(value, locale=locale)


@lru_cache(maxsize=32)
def formats_for(language: str) -> Formats:
    """The ways of writing of a language tag; English where it has none of ours."""
    short = texts_for(language).language
    return Formats(short, Locale.parse(_LOCALES[short]))


def zone_name(moment: Moment) -> str:
    """The short name of a moment's zone: ``BST`` for Europe/London in summer, ``UTC+3`` where it has no letters."""
    name = moment.at.tzname() if "/" in moment.zone else moment.zone
    if name and name[0] in "+-−":
        return f"UTC{name}"
    return name or moment.zone


def zone_names(start: Moment, end: Moment | None) -> str:
    """The name of the zone of a period; both where the clocks change in it: ``CET–CEST``."""
    first = zone_name(start)
    last = zone_name(end) if end is not None else first
    return first if first == last else f"{first}–{last}"


def is_repeated(moment: Moment) -> bool:
    """Whether the clocks showed this time twice, so that it needs its zone beside it."""
    if moment.is_day:
        return False
    return moment.at.replace(fold=0).utcoffset() > moment.at.replace(fold=1).utcoffset()  # type: ignore[operator]


def in_zone_of(moment: Moment, other: Moment) -> Moment:
    """The same instant by the clock of another moment's zone; a mere day stays as it is."""
    if moment.is_day or moment.at.tzinfo is other.at.tzinfo:
        return moment
    at = moment.at.astimezone(other.at.tzinfo)
    return Moment(at, other.zone, moment.precision, moment.approximate)


def iso(moment: Moment) -> str:
    """For ``<time datetime>``: the instant in UTC, or the day."""
    if moment.is_day:
        return moment.at.date().isoformat()
    return utc(moment.at).isoformat().replace("+00:00", "Z")


def utc(at: datetime) -> datetime:
    return at.astimezone(UTC)
