"""Formatting of dates, times, durations and numbers in each language, with Babel.

``Formats`` turns moments and durations into plain text, for the templates and modules of ``publish``. Times use the
24-hour clock in every language, since people from several countries read an incident.
"""

from __future__ import annotations

from datetime import date as Date
from datetime import timedelta
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
"""The seconds of each unit, largest first."""
_SYMBOLS = {"en": {"day": "d", "hour": "h", "minute": "min", "second": "s"}}
"""Units in English are short symbols: CLDR's short forms ("hrs", "mins") would crowd an axis."""

MINUS = "−"
_NO_BREAK = "\u00a0"
"""The space within a date, so that none continues on the next line."""


class Formats(Struct, frozen=True):
    """The formats of one language."""

    language: str
    locale: Locale

    def date(self, day: Date) -> str:
        """Format a date: ``15 October 2023``."""
        return _long_date(day.year, day.month, day.day, self.locale)

    def weekday(self, day: Date, *, with_year: bool = False) -> str:
        """Format a date with its weekday: ``Sat 9 Mar``."""
        return self.skeleton("yMMMEd" if with_year else "MMMEd", day)

    def month(self, day: Date) -> str:
        """Format a month: ``March 2024``."""
        return self.skeleton("yMMMM", day)

    def skeleton(self, pattern: str, day: Date) -> str:
        """Format a date by a CLDR skeleton: ``yMMMd`` gives ``15 Oct 2023``."""
        return _skeleton(pattern, day, self.locale)

    def days(self, first: Date, last: Date) -> str:
        """Format a range of dates: ``15–17 October 2023``, or one date if both are the same."""
        if first == last:
            return self.date(first)
        return _unbroken(format_interval(first, last, "yMMMMd", locale=self.locale))

    def number(self, value: float) -> str:
        """Format a number: ``1,234.5``."""
        return _decimal(value, self.locale)

    def time(self, moment: Moment) -> str:
        """Format a time in the moment's own zone: ``14:06``, ``14:06:30``, ``~14:06``; "" if only the day is known."""
        return _clock(moment, with_seconds=moment.precision == "second")

    def moment(self, moment: Moment) -> str:
        """Format a moment: ``15 October 2023, 14:06``; only the date if no more is known."""
        time = self.time(moment)
        return f"{self.date(moment.at.date())}, {time}" if time else self.date(moment.at.date())

    def duration(self, length: timedelta) -> str:
        """Format a duration: ``2 h 30 min``, ``1 d 20 h``, ``45 s``, ``0 min``; seconds only below an hour."""
        return _duration(length, self)

    def offset(self, length: timedelta) -> str:
        """Format the time since the start: ``T+0``, ``+6 min``, ``+1 h 30``, ``−10 min``, ``+2 d 3 h``."""
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
        """Format a number of units: ``6 min``. ``name`` is day, hour, minute or second."""
        symbols = _SYMBOLS.get(self.language)
        if symbols:
            return f"{count} {symbols[name]}"
        return format_unit(count, f"duration-{name}", length="short", locale=self.locale)

    def period(self, start: Moment, end: Moment | None) -> str:
        """Format a period without its zone: ``15 October 2023 · 14:00–16:30``.

        Only dates if no more is known, and only one time if start and end are the same.
        """
        first = start.at.date()
        if end is None or (end.at == start.at and not start.is_day):
            return " · ".join(filter(None, (self.date(first), self.time(start))))
        last = end.at.date()
        if start.is_day or end.is_day:
            return self.days(first, last)
        with_seconds = "second" in (start.precision, end.precision)
        begins, ends = _clock(start, with_seconds=with_seconds), _clock(end, with_seconds=with_seconds)
        if first == last:
            return f"{self.date(first)} · {begins}–{ends}"
        return f"{self.date(first)}, {begins} – {self.date(last)}, {ends}"


def _clock(moment: Moment, *, with_seconds: bool) -> str:
    if moment.is_day:
        return ""
    clock = moment.at.time().isoformat("seconds" if with_seconds else "minutes")
    return f"~{clock}" if moment.approximate else clock


@lru_cache(maxsize=4096)
def _long_date(year: int, month: int, day: int, locale: Locale) -> str:
    return _unbroken(format_date(Date(year, month, day), "long", locale=locale))


@lru_cache(maxsize=4096)
def _skeleton(pattern: str, day: Date, locale: Locale) -> str:
    return format_skeleton(pattern, day, locale=locale)


def _unbroken(date: str) -> str:
    return date.replace(" ", _NO_BREAK)


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
    """Round seconds to the nearest multiple of a unit, halves up."""
    size = _SECONDS[unit]
    return (seconds + size // 2) // size * size


@lru_cache(maxsize=4096)
def _decimal(value: float, locale: Locale) -> str:
    return format_decimal(value, locale=locale)


@lru_cache(maxsize=32)
def formats_for(language: str) -> Formats:
    """Return the formats for a language tag; English if the catalogue lacks it."""
    short = texts_for(language).language
    return Formats(short, Locale.parse(_LOCALES[short]))


def zone_name(moment: Moment) -> str:
    """Return the short name of a moment's zone: ``BST`` for Europe/London in summer, ``UTC+3`` if it has no letters."""
    name = moment.at.tzname() if "/" in moment.zone else moment.zone
    if name and name[0] in "+-−":
        return f"UTC{name}"
    return name or moment.zone


def zone_names(start: Moment, end: Moment | None) -> str:
    """Return the name of a period's zone; both names if the clocks change in it: ``CET–CEST``."""
    first = zone_name(start)
    last = zone_name(end) if end is not None else first
    return first if first == last else f"{first}–{last}"


def is_repeated(moment: Moment) -> bool:
    """Whether a clock change makes this time ambiguous, so that its zone must be shown."""
    if moment.is_day:
        return False
    first, second = (moment.at.replace(fold=fold).utcoffset() for fold in (0, 1))
    return first is not None and second is not None and first > second


def in_zone_of(moment: Moment, other: Moment) -> Moment:
    """Convert a moment to the zone of another; a date without a time stays as it is."""
    if moment.is_day or moment.at.tzinfo is other.at.tzinfo:
        return moment
    at = moment.at.astimezone(other.at.tzinfo)
    return Moment(at, other.zone, moment.precision, moment.approximate)


def in_utc(moment: Moment) -> Moment:
    """Return the same instant as a moment in UTC, without saying that it is approximate."""
    return Moment(moment.instant, "UTC", moment.precision)


def iso(moment: Moment) -> str:
    """Return the value for ``<time datetime>``: the instant in UTC, or the date."""
    if moment.is_day:
        return moment.at.date().isoformat()
    return moment.instant.isoformat().replace("+00:00", "Z")
