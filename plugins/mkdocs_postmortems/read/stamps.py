"""The time written at the head of an event, as its author wrote it: a date, a clock time, a zone, a range.

Comes in: one line without its list marker. Goes out: a ``Head``, the ``Stamp`` that was recognised and the text
that is left; or ``None``. Nothing is decided here that needs another line: a missing date, the order of day and
month, the zone. ``dating`` does that. Called by ``timeline``.

Each convention is one line of the tables ``DATES`` and ``CLOCKS``. No pattern can run far: every repetition in
them is bounded, and each is tried at one place only.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal

from mkdocs_postmortems.read.zones import written_zone


@dataclass(frozen=True, slots=True)
class Day:
    """A written date. ``year`` is ``None`` where it was left out.

    Of a date in figures alone (``10/11/2020``), ``month`` and ``day`` are in the order written and ``order`` is
    what the figures themselves say: "?" where they do not, "month" or "day" for what comes first. Else it is "".
    """

    year: int | None
    month: int
    day: int
    order: str = ""


@dataclass(frozen=True, slots=True)
class Clock:
    """A written clock time, as of 24 hours. ``half`` is False where ``am`` or ``pm`` might be missing from it."""

    hour: int
    minute: int = 0
    second: int | None = None
    half: bool = False

    @property
    def exists(self) -> bool:
        return self.hour < 24 and self.minute < 60 and (self.second or 0) < 60


@dataclass(frozen=True, slots=True)
class Stamp:
    """What was read of a time. All parts are as written; ``end`` parts belong to the end of a range."""

    day: Day | None = None
    weekday: int | None = None
    clock: Clock | None = None
    zone: str = ""
    end_day: Day | None = None
    end_clock: Clock | None = None
    end_zone: str = ""
    approximate: bool = False
    offset: timedelta | None = None
    """Set for a time told from the start of the incident: ``T+5m``."""
    figures: Literal["", "clock", "year"] = ""
    """Set where the clock time is four figures in a row: "year" where they might be one, as far as the line tells."""

    @property
    def timed(self) -> bool:
        """Whether it says more than a day."""
        return self.clock is not None or self.offset is not None


@dataclass(frozen=True, slots=True)
class Head:
    """A stamp, the text that is left of its line, and how it was set off from that text.

    ``whole`` is the line's text with the time in it, for events whose time cannot be told after all.
    ``shape`` tells lines written alike: the marks before the time, and whether a separator follows it.
    ``lead`` is a word before the time (``At 14:05 ...``).
    """

    stamp: Stamp
    text: str
    whole: str
    shape: tuple[str, bool] = ("", False)
    lead: bool = False


# --- words ------------------------------------------------------------------------------------------------------

_MONTH_NAMES = (
    "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep|october oct|"
    "november nov|december dec",  # English
    "januar jän jänner|februar feber|märz mär mrz|april|mai|juni|juli|august|september|oktober okt|november|"
    "dezember dez",  # German
    "janvier janv|février févr fév|mars|avril avr|mai|juin|juillet juil|août|septembre|octobre|novembre|"
    "décembre déc",  # French
    "enero ene|febrero|marzo|abril abr|mayo|junio|julio|agosto ago|septiembre setiembre|octubre|noviembre|"
    "diciembre dic",  # Spanish
    "gennaio gen|febbraio|marzo|aprile|maggio mag|giugno giu|luglio lug|agosto|settembre set|ottobre ott|novembre|"
    "dicembre",  # Italian
    "janeiro|fevereiro fev|março|abril|maio|junho|julho|agosto|setembro|outubro out|novembro|dezembro",  # Portuguese
    "januari|februari|maart mrt|april|mei|juni|juli|augustus|september|oktober|november|december",  # Dutch
)
_WEEKDAY_NAMES = (
    "monday mon|tuesday tue tues|wednesday wed|thursday thu thur thurs|friday fri|saturday sat|sunday sun",
    "montag mo|dienstag di|mittwoch mi|donnerstag do|freitag fr|samstag sa|sonntag so",
    "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche",
    "lunes|martes|miércoles|jueves|viernes|sábado|domingo",
    "lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica",
    "月曜日 月|火曜日 火|水曜日 水|木曜日 木|金曜日 金|土曜日 土|日曜日 日",
)


def _numbered(names: tuple[str, ...], first: int) -> dict[str, int]:
    return {
        word: number
        for language in names
        for number, words in enumerate(language.split("|"), first)
        for word in words.split()
    }


MONTHS = _numbered(_MONTH_NAMES, 1)
WEEKDAYS = _numbered(_WEEKDAY_NAMES, 0)

_AROUND = (
    r"~|≈|±|ca\.?(?=[\s\d])|circa|c\.(?=\s?\d)|approx(?:\.|imately)?|about|around|roughly|gegen|etwa|vers|約|およそ"
)
_AT = r"at|on|from|since|by|um|am|ab|à|le|a las|el|alle"

# --- dates ------------------------------------------------------------------------------------------------------

_YEAR = r"((?:19|20)\d\d)"
_FIGURES_YEAR = r"((?:19|20)\d\d|\d\d)"


def _year_first(match: re.Match[str]) -> Day | None:
    return Day(int(match[1]), int(match[2]), int(match[3]))


def _figures(match: re.Match[str]) -> Day | None:
    first, sign, second = int(match[1]), match[2], int(match[3])
    year = int(match[4]) if match.lastindex and match.lastindex >= 4 and match[4] else None
    if year is not None and year < 100:
        year += 2000
    if not (1 <= first <= 31 and 1 <= second <= 31) or (first > 12 and second > 12):
        return None
    if first > 12 or sign == ".":
        order = "day"
    elif second > 12:
        order = "month"
    else:
        order = "?"
    return Day(year, first, second, order)


def _month_last(match: re.Match[str]) -> Day | None:
    month = MONTHS.get(match[2].casefold())
    return Day(int(match[3]) if match[3] else None, month, int(match[1])) if month else None


def _month_first(match: re.Match[str]) -> Day | None:
    month = MONTHS.get(match[1].casefold())
    return Day(int(match[3]) if match[3] else None, month, int(match[2])) if month else None


def _east_asian(match: re.Match[str]) -> Day | None:
    return Day(int(match[1]) if match[1] else None, int(match[2]), int(match[3]))


_Reader = Callable[[re.Match[str]], Day | None]

DATES: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        # 2023-10-15, 2023/10/15, 2023.10.15, 2023-1-5
        (_YEAR + r"[-/.‐‑](\d{1,2})[-/.‐‑](\d{1,2})(?!\d)", _year_first),
        # 10/28/2020, 28.10.2020, 28-10-20
        (r"(\d{1,2})([/.-])(\d{1,2})\2" + _FIGURES_YEAR + r"(?![\d.])", _figures),
        # 28.10. (German, no year)
        (r"(\d{1,2})(\.)(\d{1,2})\.(?!\d)", _figures),
        # 10/28 14:05, 12-05 16:21 (only before a clock time, else it might be a fraction or a score)
        (r"(\d{1,2})([/-])(\d{1,2})(?=[\s,T]{1,3}(?:at\s)?~?\d{1,2}:\d\d)", _figures),
        # 15 October 2023, 15th of October, 15. Oktober 2023, 15-Oct-2023, 15 de octubre de 2023, 1er mars
        (
            r"(\d{1,2})(?:st|nd|rd|th|er|\\?\.|º)?(?:[ \t]{1,2}of|[ \t]{1,2}de)?[ \t/-]{0,2}([^\W\d_]{3,10})"
            r"\.?(?:,?(?:[ \t]{1,2}de)?[ \t/-]{1,2}" + _YEAR + r")?(?![\w])",
            _month_last,
        ),
        # October 15, 2023, Oct 15th, Sep 27 2017, Sept. 27
        (
            r"([^\W\d_]{3,10})\.?[ \t-]{1,2}(\d{1,2})(?:st|nd|rd|th)?(?![\d:.]\d|\d|[ \t]?[apAP]\.?[mM])"
            r"(?:,?[ \t-]{1,2}" + _YEAR + r"(?!\d))?",
            _month_first,
        ),
        # 2023年10月15日, 10月15日
        (r"(?:(\d{4})年\s?)?(\d{1,2})月\s?(\d{1,2})日", _east_asian),
    )
)

_WEEKDAY = re.compile(r"([^\W\d_]{1,10})(?:\.|(?=[\s,、/)]))[ \t]?[,、]?[ \t]?")
_WEEKDAY_AFTER = re.compile(
    r"[ \t]?(?:[(（](?P<in>[^\W\d_]{1,10})\.?[)）]|,?[ \t]?(?P<word>[^\W\d_]{3,10})(?=[\s,:.]|$))"
)

# --- clock times ------------------------------------------------------------------------------------------------


def _full(match: re.Match[str]) -> Clock | None:
    """Hour, minute, perhaps second, perhaps am or pm; ``午前`` and ``午後`` stand before."""
    groups = match.groupdict()
    hour, minute = int(groups["hour"]), int(groups.get("minute") or 0)
    if hour > 31:
        return None  # a score, a ratio, a port: nobody mistypes an hour so far
    second = groups.get("second")
    mark = (groups.get("half") or groups.get("before") or "").lower()
    return Clock(_of_24(hour, mark), minute, int(second) if second else None, bool(mark))


def _of_24(hour: int, mark: str) -> int:
    """``17:14pm`` is 17:14, ``12:05 am`` is 00:05."""
    if mark.startswith(("p", "午後")) and hour < 12:
        return hour + 12
    return 0 if mark.startswith(("a", "午前")) and hour == 12 else hour


_HALF = r"(?:[ \t]{0,2}(?P<half>[aApP])(?:\.[ \t]?)?[mM]\b\.?(?!\w))"
_HALF_TIGHT = r"(?:(?P<half>[ap])(?![\w'’]))"

CLOCKS: tuple[tuple[re.Pattern[str], bool], ...] = tuple(
    (re.compile(pattern), only_after_date)
    for pattern, only_after_date in (
        # 14:05, 14:05:30, 14:05:30.123, 2:54 PM, 9:00 a.m., 03:26pm, 午後2:05
        (
            r"(?P<before>午前|午後)?\s?(?P<hour>\d{1,2}):(?P<minute>\d\d)"
            r"(?::(?P<second>\d\d)(?:[.,]\d{1,9})?)?(?!:?\d)" + _HALF + "?",
            False,
        ),
        # 10:45a
        (r"(?P<hour>\d{1,2}):(?P<minute>\d\d)" + _HALF_TIGHT, False),
        # 3pm, 3 PM, 10.45am
        (r"(?P<hour>\d{1,2})(?:\.(?P<minute>\d\d))?" + _HALF, False),
        # 14 Uhr, 14.05 Uhr
        (r"(?P<hour>\d{1,2})(?:[.:](?P<minute>\d\d))?[ \t]?Uhr\b", False),
        # 14h05
        (r"(?P<hour>\d{1,2})[ \t]?[hH][ \t]?(?P<minute>\d\d)(?!\w)", False),
        # 14時05分, 14時
        (r"(?P<before>午前|午後)?\s?(?P<hour>\d{1,2})時(?:(?P<minute>\d{1,2})分(?:(?P<second>\d{1,2})秒)?)?", False),
        # 2023-10-15 14h, 2023-10-15 14.05
        (r"(?P<hour>\d{1,2})(?:[hH]|\.(?P<minute>\d\d))(?![\w.])", True),
    )
)
_TIGHT_HALF = CLOCKS[1][0]

_FOUR_FIGURES = re.compile(r"(?P<hour>[0-2]\d)(?P<minute>[0-5]\d)(?:[ \t]?(?:hrs?|h|hours|Uhr)\b)?(?![\w:.]\w|\w|%)")
_SET_OFF = re.compile(
    r"[*`\])]{0,3}[ \t]{0,2}(?:[:–—|]|-{1,2}>?(?=[ \t])|$|[*`\])])|[*`\])]{0,3}[ \t]?[-–—][ \t]?[0-2]\d[0-5]\d"
)
_NAMED_CLOCK = re.compile(r"(noon|midday|midnight|mittag|mitternacht|midi|minuit|正午)(?!\w)", re.IGNORECASE)
_UNKNOWN_CLOCK = re.compile(r"(?:[-–?xX_]{2}:[-–?xX_]{2}|\?{2,4})(?![\w:])")
_CLOCK_WORD = re.compile(r"[ \t]?(?:Uhr|hrs?|hours|h|ish|頃|ごろ)(?![\w'’])|-ish\b|\?(?=[\s*`:\])-]|$)")
_FROM_START = re.compile(
    r"(?P<t>[Tt][ \t]?)?(?P<sign>[+\-−])[ \t]?"
    r"(?:(?P<clock>\d{1,3}:\d\d(?::\d\d)?)"  # T+00:05
    r"|(?:(?P<days>\d{1,3})[ \t]?d(?:ays?)?[ \t]?)?(?:(?P<hours>\d{1,4})[ \t]?h(?:rs?|ours?)?[ \t]?)?"
    r"(?:(?P<minutes>\d{1,4})(?:[ \t]?m(?:ins?|inutes?)?)?)?(?:[ \t]?(?P<seconds>\d{1,4})[ \t]?s(?:ecs?|econds?)?)?)"
    r"(?![\w:]\w|\w)"
)
_START_ITSELF = re.compile(r"[Tt](?:[ \t]?[+-])?[ \t]?0(?![\w:])")

# --- zones ------------------------------------------------------------------------------------------------------

_ZONE = re.compile(
    r"[ \t]{0,2}(?P<open>[(\[])?"
    r"(?P<zone>(?:UTC|GMT|utc|gmt)(?:[ \t]?[+−-][ \t]?\d{1,2}(?::?\d\d)?(?!\d))?(?![\w/])"  # UTC, UTC+2
    r"|[A-Z][A-Za-z_]{1,20}/[A-Z][A-Za-z_]{1,20}(?:/[A-Z][A-Za-z_]{1,20})?"  # Europe/London
    r"|(?:Pacific|Mountain|Central|Eastern)[ \t](?:Standard[ \t]|Daylight[ \t])?Time"
    r"|[A-Z]{1,5}(?!\w))"  # Z, PST
    r"(?(open)[)\]])"
)
_NAMED_ZONE = re.compile(
    r"(?<![\w/])(?:(?:UTC|GMT|utc|gmt)(?:[ \t]?[+−-][ \t]?\d{1,2}(?::?\d\d)?)?(?![\w/])"
    r"|[A-Z][A-Za-z_]{1,20}/[A-Z][A-Za-z_]{1,20}(?:/[A-Z][A-Za-z_]{1,20})?"
    r"|(?:Pacific|Mountain|Central|Eastern)(?:[ \t](?:Standard[ \t]|Daylight[ \t])?[Tt]ime)?(?!\w)"
    r"|[A-Z]{2,5}(?![\w/]))"
)
_PLUS_OFFSET = re.compile(r"[ \t]?(?P<zone>\+\d\d(?::?\d\d)?)(?![\d:])")
_ANY_OFFSET = re.compile(r"[ \t]?(?P<zone>[+−-]\d\d:?\d\d|[+-]\d\d)(?![\d:])")

# --- what stands between and around -----------------------------------------------------------------------------

_OPENER = re.compile(r"\*{1,3}|_{1,2}(?=[\d~*`\[(A-Z])|`+|\[(?![ xX]\])|\(|「|【")
_CLOSERS = {"[": "]", "(": ")", "「": "」", "【": "】"}
_EMOJI = re.compile(r"(?:[\u2190-\u21ff\u2300-\u2bff\U0001f300-\U0001faff]\ufe0f?|:[a-z_]{3,20}:){1,3}[ \t]?")
_SPACE = re.compile(r"[ \t\u00a0]*")
_LEAD = re.compile(rf"(?P<around>{_AROUND})[ \t]?|(?:{_AT})[ \t]{{1,2}}(?:(?P<also>{_AROUND})[ \t]?)?", re.IGNORECASE)
_APPROXIMATE = re.compile(rf"(?:{_AROUND})[ \t]?", re.IGNORECASE)
_JOIN = re.compile(
    r"[ \t\u00a0]*(?:T(?=\d)|[,;:@|·、_]|[-–—]|at\b|um\b|à\b|a las\b|kl\.?|,[ \t]?at\b)?[ \t\u00a0]*", re.IGNORECASE
)
_JOIN_DATE = re.compile(r"[ \t]*(?:,|on|am|le|el)?[ \t]*[(（]?[ \t]*", re.IGNORECASE)
_TO = re.compile(
    r"[ \t]{0,3}(?:-{1,2}>?|–|—|−|~|〜|～|→|=>|から"
    r"|\bto\b|\buntil\b|\btill\b|\bthrough\b|\bbis\b|\bà\b|\ba\b)[ \t]{0,3}",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"[ \t]{0,2}[/(|,=][ \t]{0,2}")
_SEPARATOR = re.compile(r"[:|,;→：、・·]|=>|[-–—]{1,3}>?(?!\d)|\.(?=\s|$)")
_STRONG = frozenset(":|–—-→：")
_PLAUSIBLE = re.compile(r"[\W_]{0,12}(?:\d|[^\W\d_]{1,12}[.,]?[\s+\-−–(（\d]|[^\W\d_]{1,12}[*`\]):,.]*$|\?\?|--:)")
_TASK = re.compile(r"\[[ xX]\][ \t]+")


class _Cursor:
    """A place in a text that moves on by patterns."""

    __slots__ = ("at", "text")

    def __init__(self, text: str, at: int = 0) -> None:
        self.text = text
        self.at = at

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


def read_head(text: str) -> Head | None:
    """The time that the line begins with. Emphasis, code and brackets around it are no part of what is left."""
    if not _PLAUSIBLE.match(text):
        return None
    cursor = _Cursor(text)
    cursor.take(_TASK)
    kept = cursor.take(_EMOJI)
    start = cursor.at
    open_marks: list[str] = []
    _take_openers(cursor, open_marks)
    marks = "".join(open_marks)
    lead = cursor.take(_LEAD)
    _take_openers(cursor, open_marks)
    stamp = _read_stamp(cursor, open_marks)
    if stamp is None:
        return None
    if lead and (lead["around"] or lead["also"]):
        stamp = replace(stamp, approximate=True)
    whole = (kept.group() if kept else "") + text[start:]
    separator = _leave(cursor, open_marks)
    if separator is None:  # the time is a link's text
        return Head(stamp, whole, whole, (marks, True), bool(lead))
    left = (kept.group() if kept else "") + "".join(open_marks) + text[cursor.at :]
    set_off = bool(separator & _STRONG) or bool(marks)
    return Head(stamp, left, whole, (marks, set_off), bool(lead) and not (lead and lead["around"]))


def find_day(text: str) -> Day | None:
    """The first full date in a sentence or a heading: ``All times in PST, on February 5th 2019``."""
    for word in itertools.islice(re.finditer(r"(?<![\w./-])\w", text[:300]), 60):
        day = _read_day(_Cursor(text, word.start()))
        if day is not None and (day.year is not None or day.order == ""):
            return day
    return None


def find_zone(text: str) -> str:
    """The first zone that a sentence or a heading names: its word, or ""."""
    for match in _NAMED_ZONE.finditer(text[:300]):
        word = match.group().replace(" ", "") if match.group()[:3].upper() in ("UTC", "GMT") else match.group()
        if written_zone(word):
            return word
    return ""


def _take_openers(cursor: _Cursor, open_marks: list[str]) -> None:
    for _ in range(4):
        opener = cursor.take(_OPENER)
        if opener is None:
            return
        open_marks.append(opener.group())
        cursor.take(_SPACE)


def _take_closer(cursor: _Cursor, open_marks: list[str]) -> bool:
    """Close the innermost mark, if that is what stands here."""
    if open_marks and cursor.take_text(_CLOSERS.get(open_marks[-1], open_marks[-1])):
        open_marks.pop()
        return True
    return False


def _leave(cursor: _Cursor, open_marks: list[str]) -> frozenset[str] | None:
    """Move past marks and separators behind a time; the separators seen, ``None`` if the time is a link's text."""
    seen: set[str] = set()
    for _ in range(8):
        cursor.take(_SPACE)
        bracket = bool(open_marks) and open_marks[-1] == "["
        if _take_closer(cursor, open_marks):
            if bracket and cursor.text[cursor.at : cursor.at + 1] in ("(", "["):
                return None
            continue
        separator = cursor.take(_SEPARATOR)
        if separator is None:
            break
        seen.add(separator.group()[0])
    return frozenset(seen)


def _read_stamp(cursor: _Cursor, open_marks: list[str]) -> Stamp | None:
    """A time told from the start, a date with or without a clock time, or a clock time with or without a date."""
    if told := _read_offset(cursor):
        return told
    start = cursor.at
    weekday = _read_weekday(cursor)
    approximate = bool(cursor.take(_APPROXIMATE))
    day = _read_day(cursor)
    if day is not None:
        return _after_day(cursor, open_marks, Stamp(day, approximate=approximate))
    if weekday is not None:
        cursor.take(_JOIN)
    approximate |= bool(cursor.take(_APPROXIMATE))
    stamp = _read_time(cursor, Stamp(weekday=weekday, approximate=approximate))
    if stamp.clock is None:
        cursor.at = start
        return None
    stamp = _read_range(cursor, stamp)
    return _read_day_after(cursor, open_marks, stamp)


def _after_day(cursor: _Cursor, open_marks: list[str], stamp: Stamp) -> Stamp:
    """What is behind a date: the end of a range of days, or a clock time."""
    end = cursor.at
    last = _read_day(cursor) if cursor.take(_TO) else None
    if last is not None:
        return replace(stamp, end_day=last)
    cursor.at = end
    closed = list(open_marks)
    _take_closer(cursor, open_marks)
    after_t = cursor.text[cursor.at : cursor.at + 1] == "T"
    cursor.take(_JOIN)
    _take_openers(cursor, open_marks)
    approximate = stamp.approximate or bool(cursor.take(_APPROXIMATE))
    timed = _read_time(cursor, replace(stamp, approximate=approximate), after_day=True, after_t=after_t)
    if timed.clock is not None:
        return _read_range(cursor, timed)
    if cursor.take(_UNKNOWN_CLOCK):
        return stamp
    cursor.at, open_marks[:] = end, closed
    return stamp


def _read_day_after(cursor: _Cursor, open_marks: list[str], stamp: Stamp) -> Stamp:
    """The date behind a clock time: ``13:06, Sep 27 2017``, ``14:05 UTC (2023-10-15)``."""
    end = cursor.at
    closed = list(open_marks)
    _take_closer(cursor, open_marks)
    join = cursor.take(_JOIN_DATE)
    _read_weekday(cursor)
    day = _read_day(cursor)
    if day is None or (join and join.end() == end):
        cursor.at, open_marks[:] = end, closed
        return stamp
    if join and "(" in join.group():
        cursor.take_text(")")
    return replace(stamp, day=day)


def _read_weekday(cursor: _Cursor) -> int | None:
    match = _WEEKDAY.match(cursor.text, cursor.at)
    weekday = WEEKDAYS.get(match[1].casefold()) if match else None
    if match and weekday is not None:
        cursor.at = match.end()
        cursor.take_text("the ")
    return weekday


def _read_day(cursor: _Cursor) -> Day | None:
    for pattern, reader in DATES:
        match = pattern.match(cursor.text, cursor.at)
        day = reader(match) if match else None
        if match and day is not None:
            cursor.at = match.end()
            after = _WEEKDAY_AFTER.match(cursor.text, cursor.at)
            if after and (after["in"] or after["word"]).casefold() in WEEKDAYS:
                cursor.at = after.end()
            return day
    return None


def _read_clock(cursor: _Cursor, after_day: bool) -> Clock | None:
    tight = _TIGHT_HALF.match(cursor.text, cursor.at)
    if tight:
        cursor.at = tight.end()
        return _full(tight)
    for pattern, only_after_day in CLOCKS:
        match = pattern.match(cursor.text, cursor.at) if after_day or not only_after_day else None
        clock = _full(match) if match else None
        if match and clock is not None:
            cursor.at = match.end()
            return clock
    named = cursor.take(_NAMED_CLOCK)
    if named:
        return Clock(0 if named[1].casefold() in ("midnight", "mitternacht", "minuit") else 12, half=True)
    return None


def _read_time(cursor: _Cursor, stamp: Stamp, after_day: bool = False, after_t: bool = False) -> Stamp:
    """A clock time with its zone; the stamp unchanged where there is none."""
    clock = _read_clock(cursor, after_day)
    if clock is None:
        return _read_four_figures(cursor, stamp)
    word = cursor.take(_CLOCK_WORD)
    about = stamp.approximate or bool(word and word.group().strip() not in ("Uhr", "h", "hr", "hrs", "hours"))
    negative = after_t or (after_day and clock.second is not None)
    zone = _read_zone_word(cursor, negative)
    return replace(stamp, clock=clock, zone=zone, approximate=about)


def _read_four_figures(cursor: _Cursor, stamp: Stamp) -> Stamp:
    """``1936 UTC``, ``2022-02-02 1625``, ``1405: text``. Without date and zone a year looks the same."""
    start = cursor.at
    clock = _take_figures(cursor)
    if clock is None:
        return stamp
    told = cursor.text[start : cursor.at]
    zone = _read_zone_word(cursor, negative=False)
    if zone or stamp.day or not told.isdigit():
        return replace(stamp, clock=clock, zone=zone, figures="clock")
    if not _SET_OFF.match(cursor.text, cursor.at):
        cursor.at = start
        return stamp
    return replace(stamp, clock=clock, figures="year" if 1980 <= int(told) <= 2059 else "clock")


def _take_figures(cursor: _Cursor) -> Clock | None:
    match = _FOUR_FIGURES.match(cursor.text, cursor.at)
    if match is None or int(match["hour"]) > 23:
        return None
    cursor.at = match.end()
    return Clock(int(match["hour"]), int(match["minute"]))


def _read_zone_word(cursor: _Cursor, negative: bool) -> str:
    """The zone behind a clock time, and the same time again in another zone: ``14:05 UTC (16:05 CEST)``."""
    match = (_ANY_OFFSET if negative else _PLUS_OFFSET).match(cursor.text, cursor.at)
    match = match or _ZONE.match(cursor.text, cursor.at)
    if match is None or (written_zone(match["zone"].replace(" ", "")) is None and written_zone(match["zone"]) is None):
        return ""
    word = match["zone"] if written_zone(match["zone"]) else match["zone"].replace(" ", "")
    cursor.at = match.end()
    start = cursor.at
    again = cursor.take(_AGAIN)
    if again and _read_clock(cursor, False):
        other = _ZONE.match(cursor.text, cursor.at)
        if other and written_zone(other["zone"]):
            cursor.at = other.end()
            if "(" in again.group():
                cursor.take_text(")")
            return word
    cursor.at = start
    return word


def _read_range(cursor: _Cursor, stamp: Stamp) -> Stamp:
    """The end of a range of clock times, if there is one."""
    start = cursor.at
    clock = stamp.clock
    if clock is None or not cursor.take(_TO):
        return stamp
    about = bool(cursor.take(_APPROXIMATE))
    end_day = _read_day(cursor)
    if end_day is not None:
        cursor.take(_JOIN)
    end = _take_figures(cursor) if stamp.figures else _read_clock(cursor, after_day=False)
    if end is None or not end.exists:
        cursor.at = start
        return stamp
    cursor.take(_CLOCK_WORD)
    end_zone = _read_zone_word(cursor, negative=False)
    if end.half and not clock.half and clock.hour < 12 <= clock.hour + 12 <= end.hour:
        clock = replace(clock, hour=clock.hour + 12)  # 8:52-9:10 PM
    return replace(
        stamp,
        clock=clock,
        zone=stamp.zone or end_zone,
        end_day=end_day,
        end_clock=end,
        end_zone=end_zone,
        approximate=stamp.approximate or about,
    )


def _read_offset(cursor: _Cursor) -> Stamp | None:
    """``T+5m``, ``T-72h``, ``T+1h30``, ``T+00:05``, ``T0``, ``+15 min``.

    Without the T only a plus with a unit counts: ``-5`` and ``+5`` are more often something else.
    """
    if cursor.take(_START_ITSELF):
        return Stamp(offset=timedelta(0))
    match = _FROM_START.match(cursor.text, cursor.at)
    if match is None or not any(match[part] for part in ("clock", "days", "hours", "minutes", "seconds")):
        return None
    if not match["t"] and (match["sign"] != "+" or (match.group()[-1].isdigit() and not match["clock"])):
        return None
    if match["clock"]:
        hours, minutes, seconds = (int(part) for part in (match["clock"] + ":0").split(":")[:3])
        offset = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    else:
        offset = timedelta(**{part: int(match[part] or 0) for part in ("days", "hours", "minutes", "seconds")})
    cursor.at = match.end()
    return Stamp(offset=offset if match["sign"] == "+" else -offset)


# --- a time that does not begin the line ------------------------------------------------------------------------

_LABEL = re.compile(
    r"(?P<label>[^\d:.!?|\n]{2,60}?)(?P<colon>[*_`]{0,3}:[*_`]{0,3}[ \t]{1,3}|[ \t]{1,2})(?=[~*`\[(]{0,3}\d)"
)
_LABEL_BOLD = re.compile(
    r"(?P<label>(\*\*|__)(?!\s)[^*_\n]{1,60}\2)(?P<colon>[:,]?[ \t]{0,2}[-–—]?[ \t]{1,3})(?=[~*`\[(]{0,3}\d)"
)
_LABEL_END = re.compile(r"[ \t](?:at|on|um|am|@|-|–|—|:)$", re.IGNORECASE)
_LENGTHS = re.compile(
    r"duration|downtime|time to|total|length|lasted|mttr|ttd|ttr|dauer|impact:|window|for$|after$|within$|every$|version"
    r"|所要|時間",
    re.IGNORECASE,
)
"""Words before a time that is no point in time."""


def read_labelled(text: str) -> Head | None:
    """The time behind a short label: ``First detected: 2023-07-25 14:05``, ``**Resolved** 15:10 text``.

    Behind a colon or a bold label text may follow; else the time must end the line.
    """
    match = _LABEL_BOLD.match(text) or _LABEL.match(text)
    if match is None or _LENGTHS.search(match["label"].rstrip("*_: ")):
        return None
    label = match["label"].rstrip()
    cursor = _Cursor(text, match.end())
    open_marks: list[str] = []
    cursor.take(_APPROXIMATE)
    _take_openers(cursor, open_marks)
    stamp = _read_stamp(cursor, open_marks)
    if stamp is None or stamp.offset is not None or (stamp.figures and not stamp.day):
        return None
    _leave(cursor, open_marks)
    rest = ("".join(open_marks) + text[cursor.at :]).strip()
    named = ":" in match["colon"] or label.endswith(("**", "__"))
    if (rest or stamp.clock is None) and not named:
        return None
    if not named:
        label = _LABEL_END.sub("", label)
    colon = match["colon"].rstrip(" \t-–—") if rest else match["colon"].replace(":", "").strip(" \t-–—,")
    left = f"{label}{colon} {rest}" if rest else f"{label}{colon}"
    return Head(stamp, left, text, ("label", True))
