"""Parse one time as written: a date, a clock time, a zone, a range.

``read_stamp`` takes a ``Cursor`` at the time's first character and returns a ``Stamp``, or ``None``. Whatever depends
on other lines is left open for ``dating``: a missing date, the order of day and month, the zone. Called by
``line_times``.

``days``, ``clocks`` and ``zones`` parse the single parts; this module combines them and skips what may separate them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Literal, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.times.clocks import Clock, read_clock, read_four_digits, read_from_start
from mkdocs_postmortems.read.times.days import Day, read_day, read_full_day, read_month, read_nth, read_weekday
from mkdocs_postmortems.read.times.zones import read_zone_word, written_zone


class Stamp(Struct, frozen=True):
    """The parts of a time, as written; the ``end`` parts are those of a range's end."""

    day: Day | None = None
    weekday: int | None = None
    clock: Clock | None = None
    zone: str = ""
    end_day: Day | None = None
    end_clock: Clock | None = None
    end_zone: str = ""
    approximate: bool = False
    offset: timedelta | None = None
    """Set for a time relative to the start of the incident: ``T+5m``."""
    nth: int | None = None
    """Set for a numbered day: ``Day 2, 9:00``. The first day is 1, or 0 in a section that has a day 0."""
    four_digits: Literal["", "clock", "year"] = ""
    """Set if the clock time is four digits in a row: "year" if, judged by this line alone, they might be a year."""

    @property
    def one_day(self) -> Day | None:
        """The date, unless it is a whole month: the times below may be on it."""
        day, end = self.day, self.end_day
        is_month = day and end and (day.year, day.month) == (end.year, end.month) and end.day - day.day > 26
        return None if is_month else day

    @property
    def timed(self) -> bool:
        """Whether the stamp is more precise than a day."""
        return self.clock is not None or self.offset is not None


AROUND = (
    r"~|≈|±|ca\.?(?=[\s\d])|circa|c\.(?=\s?\d)|approx(?:\.|imately)?|about|around|roughly|gegen|etwa|ungefähr"
    r"|verso le|vers|environ|aux environs de|(?:sobre|hacia|alrededor de|a eso de|cerca de) las?|aprox(?:\.|imadamente)"
    r"|(?:por volta|cerca|perto) d[ae]s?|intorno alle|rond|omstreeks|cirka|runt|omkring|noin|około|ok\.(?=\s?\d)"
    r"|kolem|přibližně|около|примерно|приблизительно|близько|приблизно|約|およそ|约|大约|大概|약"
)
"""The words and signs before an approximate time, in the languages in which months are known."""
_APPROXIMATE = pattern(rf"(?:{AROUND})[ \t]?", re.IGNORECASE)
_CLOCK_WORD = pattern(
    r"[ \t]?(?:Uhr|uur|hrs?|hours|h|น\.|(?P<about>ish|경|쯤))(?![\w'’])"
    r"|(?P<more>-ish\b|\?(?=[\s*`:\])-]|$)|[ \t]?(?:頃|ごろ|左右)(?!から|まで|に))"
)
_ZONE_FIRST = pattern(r"(?P<zone>UTC|GMT|[A-Z]{1,3}T)[ \t:]{1,2}(?=~?\d{1,2}:\d\d)")
_UNKNOWN_CLOCK = pattern(r"(?:[-–?xX_\d][-–?xX_]:[-–?xX_]{2}|\?{2,4}|[Hh]{2}:[Mm]{2})(?!:?\w)")
# What may stand around a time, between its parts, and after it.
_OPENER = pattern(
    r"\*{1,3}|_{1,2}(?=[^\W_]|[~*`\[(+≈])|`+|~~(?=\S)|==(?=\S)|\[(?![ xX]\])|\(|「|【|\\[\[(]"
    r"|<(?:b|strong|i|em|u|s|del|mark|code|kbd|time|span|font)(?:\s[^<>]{0,80})?>"
)
_CLOSERS = {"[": "]", "(": ")", "「": "」", "【": "】", r"\[": r"\]", r"\(": r"\)", "_": "*", "__": "**"}
SPACE = pattern(r"[ \t\u00a0]*")
_DATE_TO_CLOCK = pattern(
    r"[ \t\u00a0]*(?:T(?=\d)|,[ \t]?at\b|[,;:@|·、]|(?<![ \t])_|[-–—]|at\b|from\b|um\b|à\b|a las\b|kl\.?)?[ \t\u00a0]*",
    re.IGNORECASE,
)
_CLOCK_TO_DATE = pattern(
    r"(?:[ \t]*,|[ \t]+(?:on|am|le|el)\b|(?=[ \t(（]))[ \t]*(?P<bracket>[(（])?[ \t]*", re.IGNORECASE
)
_TO = pattern(
    r"[ \t]{0,3}(?:-{1,2}>?|–|—|−|~|〜|～|→|=>|から|至|到|부터|에서"
    r"|\b(?:to|until|till|through|bis|à|às|a las|a|hasta|até|alle|tot|til|do|до)\b)[ \t]{0,3}",
    re.IGNORECASE,
)
_YEAR_AT_END = pattern(r"[ ]{1,2}((?:19|20)\d\d)(?![\w-]|[:.,]\d)")
"""The year at the end, as programs write it: ``Sun Oct 15 14:06:00 BST 2023``."""
_LAST_DAY = pattern(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:,?[ ]{1,2}(?P<year>(?:19|20)\d\d))?"
    r"(?=[*_`)\]]|[ \t]{0,2}(?:$|[:|–—](?!\d)|-[ \t]))"
)
"""The day at the end of a range, set off from the text: in ``2023-10-15 to 17 pods``, 17 is no day."""
_LONGEST_MONTH = 31
_AGAIN = pattern(r"[ \t]{0,2}[/(|,=][ \t]{0,2}")
_DIGITS_SET_OFF = pattern(
    r"[*`\])]{0,3}[ \t]{0,2}(?:[:–—|]|-{1,2}>?(?=[ \t])|$|[*`\])])|[*`\])]{0,3}[ \t]?[-–—][ \t]?[0-2]\d[0-5]\d"
)
_T = TypeVar("_T")


class Cursor:
    """A position in a text that advances past what is read, with what precedes and surrounds the time there."""

    __slots__ = ("about", "at", "minus", "open_marks", "takes_dot", "text", "to")

    def __init__(self, text: str, at: int = 0) -> None:
        self.text = text
        self.at = at
        self.about = False
        """Whether a word such as "around" was read."""
        self.open_marks: list[str] = []
        """The emphasis, code and brackets that were opened and not closed yet."""
        self.takes_dot = False
        """Whether 14.05 is a clock time here: after a word for clock times, or as the end of a range that begins so."""
        self.minus = False
        """Whether a minus and digits after a clock time are an offset, not the end of a range."""
        self.to = _TO
        """The pattern that joins the two ends of a range here."""

    @property
    def char(self) -> str:
        return self.text[self.at : self.at + 1]

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        match = pattern.match(self.text, self.at)
        if match:
            self.at = match.end()
        return match

    def take_text(self, text: str) -> bool:
        found = self.text.startswith(text, self.at)
        if found:
            self.at += len(text)
        return found

    def take_about(self) -> None:
        """Skip a word or sign that makes a time approximate."""
        if self.take(_APPROXIMATE):
            self.about = True

    def take_openers(self) -> None:
        for _ in range(4):
            opener = None if self.char.isalnum() else self.take(_OPENER)
            if opener is None:
                return
            mark = opener.group()
            self.open_marks.append(mark)
            if mark[0] == "_":  # it is a letter in regular expressions, so that no word would end before it
                self.text = self.text[: self.at] + self.text[self.at :].replace(mark, "*" * len(mark), 1)
            self.take(SPACE)

    def take_closer(self) -> bool:
        """Close the innermost mark, if its closing mark comes next."""
        if not self.open_marks:
            return False
        mark = self.open_marks[-1]
        closer = f"</{mark[1:-1].split()[0]}>" if mark[0] == "<" else _CLOSERS.get(mark, mark)
        closed = self.take_text(closer) or (mark[0] == "\\" and self.take_text(closer[1:]))
        if closed:
            self.open_marks.pop()
        return closed

    def read(self, reader: Callable[..., tuple[_T, int] | None], *args: bool) -> _T | None:
        """Return what the reader finds in the text at this position, and advance past it."""
        found = reader(self.text, self.at, *args)
        if found is None:
            return None
        value, self.at = found
        return value

    def save(self) -> tuple[int, bool, list[str]]:
        """Return the position, for ``restore`` if what follows turns out to be something else."""
        return self.at, self.about, list(self.open_marks)

    def restore(self, saved: tuple[int, bool, list[str]]) -> None:
        self.at, self.about, self.open_marks = saved


def read_stamp(cursor: Cursor) -> Stamp | None:
    """Read a relative time, a date with or without a clock time, or a clock time with or without a date."""
    stamp = _read_figures(cursor, None) if cursor.char.isdigit() else _read_word_first(cursor)
    return replace(stamp, approximate=True) if stamp is not None and cursor.about else stamp


def _read_word_first(cursor: Cursor) -> Stamp | None:
    """Read a time that does not begin with a digit."""
    if (offset := cursor.read(read_from_start)) is not None:
        return Stamp(offset=offset)
    if cursor.take(_UNKNOWN_CLOCK):
        return Stamp()
    if zone := cursor.take(_ZONE_FIRST):
        stamp = _read_time(cursor, None, None) if written_zone(zone["zone"]) else None
        return _read_range(cursor, replace(stamp, zone=stamp.zone or zone["zone"])) if stamp else None
    if month := cursor.read(read_month):
        return Stamp(month[0], end_day=month[1])
    if (nth := cursor.read(read_nth)) is not None:
        if (offset := cursor.read(read_from_start)) is not None:
            return Stamp(offset=offset)
        cursor.take_about()
        stamp = _read_time(cursor, None, None)
        return _read_range(cursor, replace(stamp, nth=nth)) if stamp else None
    weekday = cursor.read(read_weekday)
    cursor.take_about()
    return _read_figures(cursor, weekday)


def _read_figures(cursor: Cursor, weekday: int | None) -> Stamp | None:
    """Read a date or a clock time, after the weekday before it, if there is one."""
    day = cursor.read(read_day)
    if day is not None:
        return _after_day(cursor, day if weekday is None else replace(day, weekday=weekday))
    if weekday is not None:
        cursor.take(_DATE_TO_CLOCK)
        cursor.take_about()
    stamp = _read_time(cursor, None, weekday)
    if stamp is None:
        return Stamp() if cursor.take(_UNKNOWN_CLOCK) else None
    return _read_day_after(cursor, _read_range(cursor, stamp))


def _after_day(cursor: Cursor, day: Day) -> Stamp:
    """Read what follows a date: the end of a range of days, or a clock time."""
    behind_day = cursor.save()
    last = (cursor.read(read_day) or _last_day(cursor, day)) if cursor.take(cursor.to) else None
    if last is not None:
        is_near = not day.order and not last.order and day.month == last.month
        first = replace(day, year=last.year) if is_near and day.year is None else day
        return Stamp(first, end_day=last)
    cursor.at = behind_day[0]
    cursor.take_closer()
    after_t = cursor.char == "T"
    cursor.take(_DATE_TO_CLOCK)
    cursor.take_openers()
    if not cursor.char.isdigit():
        cursor.take_about()
    timed = _read_time(cursor, day, None, after_t)
    if timed is not None:
        return _read_range(cursor, _with_year_at_end(cursor, timed, day))
    if not cursor.take(_UNKNOWN_CLOCK):
        cursor.restore(behind_day)
    return Stamp(day)


def _last_day(cursor: Cursor, first: Day) -> Day | None:
    """Read the end of a range of days in one month: ``2023-10-15 to 17``, ``Oct 15-17, 2023``."""
    match = _LAST_DAY.match(cursor.text, cursor.at) if not first.order else None
    if match is None or not first.day < int(match["day"]) <= _LONGEST_MONTH:
        return None
    cursor.at = match.end()
    year = int(match["year"]) if match["year"] else first.year
    return replace(first, day=int(match["day"]), year=year, weekday=None)


def _with_year_at_end(cursor: Cursor, stamp: Stamp, day: Day) -> Stamp:
    """Read the year, and perhaps the zone, that follows a clock time with seconds if its date has no year."""
    seconds = stamp.clock is not None and stamp.clock.second is not None
    year = cursor.take(_YEAR_AT_END) if seconds and day.year is None else None
    if year is None:
        return stamp
    return replace(stamp, day=replace(day, year=int(year[1])), zone=stamp.zone or _read_zones(cursor, minus=True))


def _read_day_after(cursor: Cursor, stamp: Stamp) -> Stamp:
    """Read the date that follows a clock time: ``13:06, Sep 27 2017``, ``14:05 UTC (2023-10-15)``."""
    behind_clock = cursor.save()
    cursor.take_closer()
    join = cursor.take(_CLOCK_TO_DATE)
    if join is not None:
        day = cursor.read(read_full_day)
        if day is not None:
            if join["bracket"]:
                cursor.take_text(")")
            return replace(stamp, day=replace(day, weekday=stamp.weekday) if day.weekday is None else day)
    cursor.restore(behind_clock)
    return stamp


def _read_time(cursor: Cursor, day: Day | None, weekday: int | None, after_t: bool = False) -> Stamp | None:
    """Read a clock time and its zone."""
    start = cursor.at
    clock = cursor.read(read_clock, day is not None or cursor.takes_dot)
    if clock is not None:
        cursor.takes_dot = "." in cursor.text[start : start + 3]
        word = cursor.take(_CLOCK_WORD)
        cursor.about |= bool(word and (word["about"] or word["more"]))
        minus = cursor.minus or after_t or (day is not None and clock.second is not None)
        return Stamp(day, weekday, clock, _read_zones(cursor, minus))
    clock = cursor.read(read_four_digits)
    if clock is None:
        return None
    digits = cursor.text[start : cursor.at]
    zone = _read_zones(cursor, minus=False)
    if zone or (clock.exists and (day or not digits.isdigit())):
        return Stamp(day, weekday, clock, zone, four_digits="clock")
    if not clock.exists or not _DIGITS_SET_OFF.match(cursor.text, cursor.at):
        cursor.at = start
        return None
    return Stamp(day, weekday, clock, four_digits="year" if 1980 <= int(digits) <= 2059 else "clock")


def _read_zones(cursor: Cursor, minus: bool) -> str:
    """Read the zone of a clock time, and skip the same time in another zone: ``14:05 UTC (16:05 CEST)``."""
    word = cursor.read(read_zone_word, minus)
    if word is None:
        return ""
    end = cursor.at
    again = cursor.take(_AGAIN)
    if again and cursor.read(read_clock) and cursor.read(read_zone_word):
        if "(" in again.group():
            cursor.take_text(")")
        return word
    cursor.at = end
    return word


def _read_range(cursor: Cursor, stamp: Stamp) -> Stamp:
    """Read the end of a range of clock times, if there is one."""
    behind_start = cursor.at, cursor.about
    clock = stamp.clock
    if clock is None or not cursor.take(cursor.to):
        return stamp
    cursor.take_about()
    end_day = cursor.read(read_day)
    if end_day is not None:
        cursor.take(_DATE_TO_CLOCK)
    end = cursor.read(read_four_digits) if stamp.four_digits else cursor.read(read_clock, cursor.takes_dot)
    if end is None or (stamp.four_digits and not end.exists):
        cursor.at, cursor.about = behind_start
        return stamp
    cursor.take(_CLOCK_WORD)
    end_zone = _read_zones(cursor, minus=False)
    if end.half and not clock.half and clock.hour < 12 <= clock.hour + 12 <= end.hour:
        clock = replace(clock, hour=clock.hour + 12, half=True)  # 8:52-9:10 PM
    zone = stamp.zone or end_zone
    return replace(stamp, clock=clock, zone=zone, end_day=end_day, end_clock=end, end_zone=end_zone)
