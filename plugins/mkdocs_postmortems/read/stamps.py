"""Parse the time at the head of an event as written: a date, a clock time, a zone, a range.

Takes one line without its list marker and returns a ``Head``, which holds the ``Stamp`` and the rest of the text, or
``None``. Whatever depends on other lines is left open for ``dating``: a missing date, the order of day and month, the
zone. Called by ``heads`` and ``timetable``, and wherever else a line may begin with a time.

``days``, ``clocks`` and ``zones`` parse the single parts; this module combines them and skips what may surround and
separate them.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Literal, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_postmortems.read.clocks import Clock, read_clock, read_four_digits, read_from_start
from mkdocs_postmortems.read.days import Day, read_day, read_month, read_nth, read_weekday
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.zones import TimeRefused, read_zone_word, written_zone


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
        """The date, unless it spans a month or more: the times below may be on it."""
        day, end = self.day, self.end_day
        return (
            None if day and end and (end.month, end.year) == (day.month, day.year) and end.day - day.day > 26 else day
        )

    @property
    def timed(self) -> bool:
        """Whether the stamp is more precise than a day."""
        return self.clock is not None or self.offset is not None


class Head(Struct, frozen=True):
    """A stamp, the rest of its line, and how the two are separated.

    ``whole`` is the line's text including the time, for events whose time turns out to be unreadable. ``shape`` is
    equal for lines written alike: the marks before the time, and whether it is set off from the text. ``lead`` says
    that a word precedes the time (``At 14:05 ...``).
    """

    stamp: Stamp
    text: str
    whole: str
    shape: tuple[str, bool] = ("", False)
    lead: bool = False


_AROUND = (
    r"~|≈|±|ca\.?(?=[\s\d])|circa|c\.(?=\s?\d)|approx(?:\.|imately)?|about|around|roughly|gegen|etwa|vers|約|およそ"
)
_AT = r"(?:starting|beginning)(?: (?:at|from|on))?|between|at|on the|on|from|since|by|um|am|ab|à|le|a las|el|alle|às"
_AT += r"|om|kl\.?|klokken|klo|godz\.|o godz\.|saat|pukul|lúc|в|во|الساعة"
_LEAD = pattern(rf"(?P<around>{_AROUND})[ \t]?|(?:{_AT})[ \t]{{1,2}}(?:(?P<also>{_AROUND})[ \t]?)?", re.IGNORECASE)
_APPROXIMATE = pattern(rf"(?:{_AROUND})[ \t]?", re.IGNORECASE)
_CLOCK_WORD = pattern(
    r"[ \t]?(?:Uhr|hrs?|hours|h|(?P<about>ish|頃|ごろ))(?![\w'’])|(?P<more>-ish\b|\?(?=[\s*`:\])-]|$))"
)
_ZONE_FIRST = pattern(r"(?P<zone>UTC|GMT|[A-Z]{1,3}T)[ \t:]{1,2}(?=~?\d{1,2}:\d\d)")
_UNKNOWN_CLOCK = pattern(r"(?:[-–?xX_\d][-–?xX_]:[-–?xX_]{2}|\?{2,4}|[Hh]{2}:[Mm]{2})(?!:?\w)")

# What may stand around a time, between its parts, and after it.
_OPENER = pattern(r"\*{1,3}|_{1,2}(?=[\d~*`\[(A-Z])|`+|\[(?![ xX]\])|\(|「|【")
_CLOSERS = {"[": "]", "(": ")", "「": "」", "【": "】"}
_BULLET = pattern(r"[•‣▪◦●○–—][ \t]+")
"""List markers that are not Markdown."""
_TASK = pattern(r"\[[ xX]\][ \t]+")
_EMOJI = pattern(r"(?:[\u2190-\u21ff\u2300-\u2bff\U0001f300-\U0001faff]\ufe0f?|:[a-z][a-z0-9_+-]{1,40}:){1,3}[ \t]?")
_SPACE = pattern(r"[ \t\u00a0]*")
_DATE_TO_CLOCK = pattern(
    r"[ \t\u00a0]*(?:T(?=\d)|,[ \t]?at\b|[,;:@|·、_]|[-–—]|at\b|from\b|um\b|à\b|a las\b|kl\.?)?[ \t\u00a0]*",
    re.IGNORECASE,
)
_CLOCK_TO_DATE = pattern(
    r"(?:[ \t]*,|[ \t]+(?:on|am|le|el)\b|(?=[ \t(（]))[ \t]*(?P<bracket>[(（])?[ \t]*", re.IGNORECASE
)
_TO = pattern(
    r"[ \t]{0,3}(?:-{1,2}>?|–|—|−|~|〜|～|→|=>|から"
    r"|\bto\b|\buntil\b|\btill\b|\bthrough\b|\bbis\b|\bà\b|\ba\b)[ \t]{0,3}",
    re.IGNORECASE,
)
_YEAR_AT_END = pattern(r"[ ]{1,2}((?:19|20)\d\d)(?![\w-]|[:.,]\d)")
"""The year at the end, as programs write it: ``Sun Oct 15 14:06:00 BST 2023``."""
_BETWEEN = pattern(r"between[ \t]", re.IGNORECASE)
_AND = pattern(r"[ \t]{1,3}and[ \t]{1,3}", re.IGNORECASE)
"""Joins the two ends of a range after "between"; elsewhere it joins two separate times."""
_AGAIN = pattern(r"[ \t]{0,2}[/(|,=][ \t]{0,2}")
_SEPARATOR = pattern(r"[:|,;→：、・·]|=>|[-–—]{1,3}>?(?!\d)|\.(?=\s|$)")
_STRONG = frozenset(":|–—-→：")
"""Separators that set a time off from the text; a comma or a full stop may belong to a sentence."""
_DIGITS_SET_OFF = pattern(
    r"[*`\])]{0,3}[ \t]{0,2}(?:[:–—|]|-{1,2}>?(?=[ \t])|$|[*`\])])|[*`\])]{0,3}[ \t]?[-–—][ \t]?[0-2]\d[0-5]\d"
)
_PLAUSIBLE = pattern(
    r"(?:\[[ xX]\])?(?:\s?:[a-z][a-z0-9_+-]{1,40}:)?[\W_]{0,12}"
    r"(?:\d|[^\W\d_]{1,13}[.,:]{0,2}[\s+\-−–(（\d]|[^\W\d_]{1,12}[*`\]):,.]{0,6}$|[午正]|[xXhH?]{1,2}:)|\[?\?\?|--:"
)
"""A cheap test that every line beginning with a time passes, and that most other lines fail."""
_WIDE = str.maketrans(
    "０１２３４５６７８９：／∶꞉﹕︓ː（）\u00a0\u2002\u2003\u2009\u200a\u202f\u3000", "0123456789:/:::::()       "
)
"""Characters that are read as others, one for one: full-width digits and brackets, other colons, no-break spaces."""


_T = TypeVar("_T")


class _Cursor:
    """A position in a text that advances past what is read."""

    __slots__ = ("at", "text", "to")

    def __init__(self, text: str, at: int = 0) -> None:
        self.text = text
        self.at = at
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

    def day(self) -> Day | None:
        found = read_day(self.text, self.at)
        return self._move(found[1], found[0]) if found else None

    def weekday(self) -> int | None:
        found = read_weekday(self.text, self.at)
        return self._move(found[1], found[0]) if found else None

    def clock(self, after_date: bool = False) -> Clock | None:
        found = read_clock(self.text, self.at, after_date)
        return self._move(found[1], found[0]) if found else None

    def four_digits(self) -> Clock | None:
        found = read_four_digits(self.text, self.at)
        return self._move(found[1], found[0]) if found else None

    def zone(self, minus: bool = False) -> str:
        found = read_zone_word(self.text, self.at, minus)
        return self._move(found[1], found[0]) if found else ""

    def _move(self, at: int, value: _T) -> _T:
        self.at = at
        return value


def read_head(text: str) -> Head | None:
    """Return the time that the line begins with, or ``None``.

    Emphasis, code and brackets around the time are not part of the remaining text.
    """
    if not _PLAUSIBLE.match(text):
        return None
    cursor = _Cursor(text if text.isascii() else text.translate(_WIDE))
    open_marks: list[str] = []
    lead = kept = None
    start = 0
    if not cursor.char.isdigit():
        cursor.take(_BULLET)
        cursor.take(_TASK)
        kept = cursor.take(_EMOJI)
        start = cursor.at
        _take_openers(cursor, open_marks)
        marks = "".join(open_marks)
        lead = cursor.take(_LEAD)
        if lead and _BETWEEN.match(lead.group()):
            cursor.to = _AND
        _take_openers(cursor, open_marks)
    else:
        marks = ""
    about = bool(lead and (lead["around"] or lead["also"]))
    stamp = _read_stamp(cursor, open_marks, about)
    if stamp is None:
        return None
    before = kept.group() if kept else ""
    whole = before + text[start:]
    has_lead = bool(lead and not lead["around"])
    separators = _skip_after_time(cursor, open_marks)
    if separators is None:  # the time is a link's text
        return Head(stamp, whole, whole, (marks, True), has_lead)
    left = before + "".join(open_marks) + text[cursor.at :]
    return Head(stamp, left, whole, (marks, bool(marks) or not _STRONG.isdisjoint(separators)), has_lead)


def _take_openers(cursor: _Cursor, open_marks: list[str]) -> None:
    for _ in range(4):
        opener = None if cursor.char.isalnum() else cursor.take(_OPENER)
        if opener is None:
            return
        open_marks.append(opener.group())
        cursor.take(_SPACE)


def _take_closer(cursor: _Cursor, open_marks: list[str]) -> bool:
    """Close the innermost mark, if its closing mark comes next."""
    if open_marks and cursor.take_text(_CLOSERS.get(open_marks[-1], open_marks[-1])):
        open_marks.pop()
        return True
    return False


def _skip_after_time(cursor: _Cursor, open_marks: list[str]) -> set[str] | None:
    """Skip marks and separators after a time. Return the separators, or ``None`` if the time is a link's text."""
    seen: set[str] = set()
    for _ in range(8):
        cursor.take(_SPACE)
        bracket = bool(open_marks) and open_marks[-1] == "["
        if _take_closer(cursor, open_marks):
            if bracket and cursor.char in ("(", "["):
                return None
            continue
        separator = None if cursor.char.isalnum() else cursor.take(_SEPARATOR)
        if separator is None:
            break
        seen.add(separator.group()[0])
    return seen


def _read_stamp(cursor: _Cursor, open_marks: list[str], about: bool) -> Stamp | None:
    """Read a relative time, a date with or without a clock time, or a clock time with or without a date."""
    weekday: int | None = None
    if not cursor.char.isdigit():
        if relative := read_from_start(cursor.text, cursor.at):
            cursor.at = relative[1]
            return Stamp(offset=relative[0], approximate=about)
        if cursor.take(_UNKNOWN_CLOCK):
            return Stamp()
        if zone := cursor.take(_ZONE_FIRST):
            stamp = _read_time(cursor, None, None, about) if written_zone(zone["zone"]) else None
            return _read_range(cursor, replace(stamp, zone=stamp.zone or zone["zone"])) if stamp else None
        if month := read_month(cursor.text, cursor.at):
            cursor.at = month[2]
            return Stamp(month[0], end_day=month[1], approximate=about)
        if nth := read_nth(cursor.text, cursor.at):
            cursor.at = nth[1]
            if relative := read_from_start(cursor.text, cursor.at):
                cursor.at = relative[1]
                return Stamp(offset=relative[0], approximate=about)
            stamp = _read_time(cursor, None, None, about | bool(cursor.take(_APPROXIMATE)))
            return _read_range(cursor, replace(stamp, nth=nth[0])) if stamp else None
        weekday = cursor.weekday()
        about |= bool(cursor.take(_APPROXIMATE))
    day = cursor.day()
    if day is not None:
        return _after_day(cursor, open_marks, _with_weekday(weekday, day), about)
    if weekday is not None:
        cursor.take(_DATE_TO_CLOCK)
        about |= bool(cursor.take(_APPROXIMATE))
    stamp = _read_time(cursor, None, weekday, about)
    if stamp is None:
        return Stamp() if cursor.take(_UNKNOWN_CLOCK) else None
    return _read_day_after(cursor, open_marks, _read_range(cursor, stamp))


def _with_weekday(weekday: int | None, day: Day) -> Day:
    """Return the date together with the weekday written before it."""
    return day if weekday is None else replace(day, weekday=weekday)


def _after_day(cursor: _Cursor, open_marks: list[str], day: Day, about: bool) -> Stamp:
    """Read what follows a date: the end of a range of days, or a clock time."""
    end = cursor.at
    last = cursor.day() if cursor.take(cursor.to) else None
    if last is not None:
        return Stamp(day, end_day=last, approximate=about)
    cursor.at = end
    closed = list(open_marks)
    _take_closer(cursor, open_marks)
    after_t = cursor.char == "T"
    cursor.take(_DATE_TO_CLOCK)
    _take_openers(cursor, open_marks)
    if not cursor.char.isdigit():
        about |= bool(cursor.take(_APPROXIMATE))
    timed = _read_time(cursor, day, None, about, after_t)
    if timed is not None:
        return _read_range(cursor, _with_year_at_end(cursor, timed, day))
    if not cursor.take(_UNKNOWN_CLOCK):
        cursor.at, open_marks[:] = end, closed
    return Stamp(day, approximate=about)


def _with_year_at_end(cursor: _Cursor, stamp: Stamp, day: Day) -> Stamp:
    """Read the year, and perhaps the zone, that follows a clock time with seconds if its date has no year."""
    seconds = stamp.clock is not None and stamp.clock.second is not None
    year = cursor.take(_YEAR_AT_END) if seconds and day.year is None else None
    if year is None:
        return stamp
    return replace(stamp, day=replace(day, year=int(year[1])), zone=stamp.zone or _read_zones(cursor, minus=True))


def _read_day_after(cursor: _Cursor, open_marks: list[str], stamp: Stamp) -> Stamp:
    """Read the date that follows a clock time: ``13:06, Sep 27 2017``, ``14:05 UTC (2023-10-15)``."""
    end = cursor.at
    closed = list(open_marks)
    _take_closer(cursor, open_marks)
    join = cursor.take(_CLOCK_TO_DATE)
    if join is not None:
        weekday = cursor.weekday()
        day = cursor.day()
        if day is not None:
            if join["bracket"]:
                cursor.take_text(")")
            return replace(stamp, day=_with_weekday(stamp.weekday if weekday is None else weekday, day))
    cursor.at, open_marks[:] = end, closed
    return stamp


def _read_time(
    cursor: _Cursor, day: Day | None, weekday: int | None, about: bool, after_t: bool = False
) -> Stamp | None:
    """Read a clock time and its zone."""
    start = cursor.at
    clock = cursor.clock(after_date=day is not None)
    if clock is not None:
        word = cursor.take(_CLOCK_WORD)
        about |= bool(word and (word["about"] or word["more"]))
        minus = after_t or (day is not None and clock.second is not None)
        return Stamp(day, weekday, clock, _read_zones(cursor, minus), approximate=about)
    clock = cursor.four_digits()
    if clock is None:
        return None
    digits = cursor.text[start : cursor.at]
    zone = _read_zones(cursor, minus=False)
    if zone or (clock.exists and (day or not digits.isdigit())):
        return Stamp(day, weekday, clock, zone, approximate=about, four_digits="clock")
    if not clock.exists or not _DIGITS_SET_OFF.match(cursor.text, cursor.at):
        cursor.at = start
        return None
    return Stamp(day, weekday, clock, approximate=about, four_digits="year" if 1980 <= int(digits) <= 2059 else "clock")


def _read_zones(cursor: _Cursor, minus: bool) -> str:
    """Read the zone of a clock time, and skip the same time in another zone: ``14:05 UTC (16:05 CEST)``."""
    word = cursor.zone(minus)
    if not word:
        return ""
    end = cursor.at
    again = cursor.take(_AGAIN)
    if again and cursor.clock() and cursor.zone():
        if "(" in again.group():
            cursor.take_text(")")
        return word
    cursor.at = end
    return word


def _read_range(cursor: _Cursor, stamp: Stamp) -> Stamp:
    """Read the end of a range of clock times, if there is one."""
    start = cursor.at
    clock = stamp.clock
    if clock is None or not cursor.take(cursor.to):
        return stamp
    about = bool(cursor.take(_APPROXIMATE))
    end_day = cursor.day()
    if end_day is not None:
        cursor.take(_DATE_TO_CLOCK)
    end = cursor.four_digits() if stamp.four_digits else cursor.clock()
    if end is None or (stamp.four_digits and not end.exists):
        cursor.at = start
        return stamp
    cursor.take(_CLOCK_WORD)
    end_zone = _read_zones(cursor, minus=False)
    if end.half and not clock.half and clock.hour < 12 <= clock.hour + 12 <= end.hour:
        clock = replace(clock, hour=clock.hour + 12, half=True)  # 8:52-9:10 PM
    return replace(
        stamp,
        clock=clock,
        zone=stamp.zone or end_zone,
        end_day=end_day,
        end_clock=end,
        end_zone=end_zone,
        approximate=stamp.approximate or about,
    )


# Times that do not begin the line.

_TIME_AHEAD = r"(?=[~*`\[(]{0,3}(?:\d|(?:[A-Z][a-z]{2,8}[.,]?[ \t]{1,2})?(?:\d|[A-Z][a-z]{2,8}\.?[ \t-]{1,2}\d)))"
"""Digits, optionally preceded by the name of a month, a weekday or both: a label ends here."""
_LABEL = pattern(r"(?P<label>[^\d:.!?=|\n]{2,60}?)(?P<colon>[*_`]{0,3}:[*_`]{0,3}[ \t]{1,20}|[ \t]{1,2})" + _TIME_AHEAD)
_LABEL_BOLD = pattern(
    r"(?P<label>(\*\*|__)(?!\s)[^*_\n]{1,60}\2)(?P<colon>[:,.]?[ \t]{0,2}[-–—]?[ \t]{1,20})(?:[Aa]t|[Oo]n)?[ \t]{0,3}"
    + _TIME_AHEAD
)
_LABEL_END = pattern(r"[ \t](?:at|on|um|am|@|-|–|—|:)$", re.IGNORECASE)
_LENGTHS = pattern(
    r"duration|downtime|time to|total|length|lasted|mttr|ttd|ttr|dauer|impact:|window|for$|after$|within$|every$"
    r"|version|所要|時間",
    re.IGNORECASE,
)
"""Words before a duration, which is not a point in time."""


def read_labelled(text: str, set_off: bool = False) -> Head | None:
    """Return the time after a short label: ``First detected: 2023-07-25 14:05``, ``**Resolved** 15:10 text``.

    After a colon or a bold label, text may follow the time; otherwise the time must end the line or be followed by a
    bracket. With ``set_off``, only labels with a colon or in bold count.
    """
    match = _LABEL_BOLD.match(text) or _LABEL.match(text)
    if match is None or _LENGTHS.search(match["label"].rstrip("*_: ")):
        return None
    label = match["label"].rstrip()
    cursor = _Cursor(text, match.end())
    open_marks: list[str] = []
    about = bool(cursor.take(_APPROXIMATE))
    _take_openers(cursor, open_marks)
    stamp = _read_stamp(cursor, open_marks, about)
    if stamp is None or stamp.offset is not None or (stamp.four_digits and not stamp.day):
        return None
    _skip_after_time(cursor, open_marks)
    rest = ("".join(open_marks) + text[cursor.at :]).strip()
    named = ":" in match["colon"] or label.endswith(("**", "__"))
    full = stamp.clock is not None or (stamp.day is not None and stamp.day.year is not None)
    if not named and (set_off or not (full and rest[:1] in ("", "("))):
        return None
    if not named:
        label = _LABEL_END.sub("", label)
    colon = match["colon"].rstrip(" \t-–—") if rest else match["colon"].replace(":", "").strip(" \t-–—,")
    left = f"{label}{colon} {rest}" if rest else f"{label}{colon}"
    return Head(stamp, left, text, ("label", True))


_SENDER = pattern(
    r"(?P<name>(?:@|\*\*|__)?[^\W\d_][\w.'’-]{0,20}(?:[ \t][\w.'’()-]{1,20}){0,2}(?:\*\*|__)?)"
    r"(?:[ \t]{0,2}[\[(|·]|[ \t]{1,4}(?:APP[ \t]{1,2})?)(?=[ \t]{0,2}(?:[A-Z][a-z]{2,8}\b|\d))"
)


def read_sender(line: str) -> Head | None:
    """Return the time after the sender of a chat message, alone on a line: ``ana 10:32 AM``, ``ana [10:32]``."""
    match = _SENDER.match(line) if len(line) < 80 else None
    if match is None:
        return None
    cursor = _Cursor(line, match.end())
    cursor.take(_SPACE)
    stamp = _read_stamp(cursor, [], False)
    if stamp is None or stamp.clock is None or stamp.four_digits or line[cursor.at :].strip(" \t])*_:"):
        return None
    return Head(stamp, match["name"], line, ("sender", True))


_INSIDE = pattern(
    rf"(?<![^\W_])(?:at|@|on|um|around|à|a las|(?P<near>[Aa]fter|[Bb]efore|[Nn]ach|[Vv]or))[ \t]{{1,2}}"
    rf"(?:(?P<around>{_AROUND})[ \t]?)?{_TIME_AHEAD}",
)
_ANY_CLOCK = pattern(r"\d{1,2}[:.]\d\d(?::\d\d)?(?!\d)(?:[ \t]?[ap]\.?m\b)?|\d[ \t]?[ap]\.?m\b", re.IGNORECASE)
_FAR_INSIDE = 60


def read_inside(text: str) -> Head | None:
    """Return the time in the middle of a short sentence, or in brackets at its end.

    ``The instance was retired at 16:00``, ``Deploy starts (14:05 UTC)``: it must be the only time there or end the
    first part of the sentence. Within a sentence it also needs a word such as "at" before it, near the head of the
    line. The text stays whole.
    """
    line = text.partition("\n")[0].rstrip()[:1000]
    clocks = len(_ANY_CLOCK.findall(line))
    match = _INSIDE.search(line, 0, _FAR_INSIDE) if clocks else None
    if match is not None:
        about = bool(match["around"] or match["near"])
        return _read_at(text, match.end(), about, "" if clocks == 1 else ", ")
    return read_bracketed(line) if clocks else None


def read_bracketed(line: str) -> Head | None:
    """Return the time or range in brackets that ends a line or heading, if no other time precedes it."""
    start = line.rfind("(") + 1 if line.endswith((")", ").")) else 0
    label, colon, _ = line[: min(start, _FAR_INSIDE)].partition(": ")
    if not start or _ANY_CLOCK.search(line, 0, start) or (colon and _LENGTHS.search(label)):
        return None
    return _read_at(line, start, False, ")")


def _read_at(text: str, start: int, about: bool, end: str) -> Head | None:
    """Read the clock time at a position of the text; ``end`` must follow it."""
    cursor = _Cursor(text, start)
    open_marks: list[str] = []
    about |= bool(cursor.take(_APPROXIMATE))
    _take_openers(cursor, open_marks)
    stamp = _read_stamp(cursor, open_marks, about)
    if stamp is None or stamp.clock is None or not stamp.clock.exists or stamp.four_digits:
        return None
    if stamp.end_clock and end != ")":
        return None
    return Head(stamp, text, text, ("inside", False)) if text.startswith(end, cursor.at) else None


# Times in a form that counts only if the surrounding times agree.

_BEFORE_DIGITS = (
    r"(?P<before>[~*_`(\[]{0,4}(?:(?<=~)[ \t])?"
    r"(?:(?!(?i:the|this|that|our|der|die|das|les?|la)[ ])[^\W\d_]{2,9}\.?,?[ \t])?[~*_`(\[]{0,4})"
)
"""A word may precede the digits, but not an article, which would belong to a noun after them."""
_DOTTED = pattern(
    _BEFORE_DIGITS
    + r"(?P<hour>[01]?\d|2[0-3])\.(?P<minute>[0-5]\d)"
    + r"(?:(?P<to>[ \t]?[-–—][ \t]?~?)(?P<last_hour>[01]?\d|2[0-3])\.(?P<last_minute>[0-5]\d))?"
    + r"(?P<set_off>(?=[*_`)\]]{1,3}|[ \t]*(?:$|[:|])|[ \t]+(?:[-–—]|\*\*)))?(?!(?!ish\b)[\w.%]|:\w)"
)
_DIGITS = pattern(
    _BEFORE_DIGITS
    + r"(?P<hour>[01]\d|2[0-3]|\d(?=[,;:]))(?:[,;'’]|:{1,2}|[ ]:|:[ ])?(?P<minute>[0-5]\d|(?<=:)\d)(?![\w.,:%/]|-\w)"
)
_UNIT = pattern(
    r"[*_`)\]]{0,3}[ \t]?(?:%|[€$£]|[kKMGT]i?[Bb]\b|x\b|times\b|(?:m|b)illion\b|(?:m|µ)?s\b|sec|min"
    r"|hours?\b|h\b|days?\b|percent|Prozent|EUR\b|USD\b)"
)


_FAR_AHEAD = pattern(
    r"(?P<before>[^\n]{1,40}?)(?<![\w:.,/+-])(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::[0-5]\d)?"
    r"(?![\w%]|[:.,/]\d)(?P<colon>[*_`\])]{0,3}:)?"
)
_IN_BRACKETS = pattern(r"\[[^\[\]]{1,30}\]|\([^()]{1,30}\)|[*_`]{1,3}")
_OF_A_DATE = pattern(
    r"\d[\d./年月日-]*|\d{1,2}(?:st|nd|rd|th|\.|[A-Za-z]{3}\d\d(?:\d\d)?)|[A-Za-z]{3}/\d[\d/]*|令和\w+日"
)
_OTHER_DAY = pattern(r"(?i:next|following|previous|tomorrow|yesterday|folgetag|翌日|翌朝|前日)|D[+-]\d{1,2}")
_BESIDE_A_TIME = pattern(
    r"\W+|#?\d{1,3}[.)]?|D-Day|Day|Tag|(?i:same|day|morning|同日|当日)|[A-Z][A-Za-z_]{2,20}/[A-Z][A-Za-z_]{2,20}"
)
"""What may precede a time at the head of a line, besides dates and brackets: numbers, words for a day, zones."""


class PossibleTime(Struct, frozen=True):
    """Digits at the head of a line that may be a clock time: ``14.12 text``, ``1415 text``, ``same day 14:15 text``.

    ``written`` is the supported spelling. ``head`` is the time, if it may be read provided that the surrounding times
    agree; ``set_off`` says that its form alone distinguishes it from a number. ``ahead`` says that other text precedes
    it.
    """

    clock: Clock
    written: str
    head: Head | None = None
    set_off: bool = False
    ahead: bool = False

    @property
    def refused(self) -> TimeRefused:
        """The problem to report if it is not read as a time."""
        message = "this event seems to begin with a time, but the time cannot be read"
        if self.ahead:
            return TimeRefused("unread-time", message, f"begin the line with {self.written}, or put a date before it")
        return TimeRefused("unread-time", message, f"write {self.written}, or put a word before the digits")


def read_possible_time(text: str) -> PossibleTime | None:
    """Return the possible time at the head of a line in which ``read_head`` finds none."""
    far = _read_far_ahead(text)
    dotted = _DOTTED.match(text)
    match = dotted or _DIGITS.match(text)
    if match is None or (far is not None and far.set_off):
        return far
    if _UNIT.match(text, match.end()):
        return None
    clock = Clock(int(match["hour"]), int(match["minute"]))
    written = f"{clock.hour:02}:{clock.minute:02}"
    if not dotted:
        return PossibleTime(clock, written)
    last = f"{match['to']}{match['last_hour']}:{match['last_minute']}" if match["to"] else ""
    head = read_head(match["before"] + written + last + text[match.end() :])
    set_off = match["set_off"] is not None or bool(last)
    return PossibleTime(clock, written, replace(head, whole=text) if head else None, set_off)


def _read_far_ahead(text: str) -> PossibleTime | None:
    """Return the clock time after text that may precede one, such as a date in unknown words."""
    match = _FAR_AHEAD.match(text) if ":" in text[:48] else None
    if match is None or _UNIT.match(text, match.end()):
        return None
    words = re.split(r"[\s,，、]+", _IN_BRACKETS.sub(" ", match["before"]).strip())
    dates = [word for word in words if _OF_A_DATE.fullmatch(word) and (not word.isdigit() or len(word) == 4)]
    days = [word for word in words if _OTHER_DAY.fullmatch(word)]
    known = (_OF_A_DATE, _OTHER_DAY, _BESIDE_A_TIME)
    others = [word for word in words if word and not any(form.fullmatch(word) for form in known)]
    is_name = len(words) == 1 and words[0].istitle() and match["colon"]
    if len(others) > (2 if dates or days else 0) and not is_name:
        return None
    clock = Clock(int(match["hour"]), int(match["minute"]))
    written = f"{clock.hour:02}:{clock.minute:02}"
    return PossibleTime(clock, written, set_off=bool(dates or days), ahead=True)


_WRITTEN = pattern(r"(?<![\d-])\d{1,2}[ \t]?(?:[:.hH時])[ \t]?\d\d|\d{4}-\d\d-\d\d|(?<![\d-])\d{3,4}(?![\d-])|\d")
_MARKER = pattern(r"[ \t>]*(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t]+")


def time_column(line: str) -> int:
    """Return the column, from 1, at which a line's time is written; 1 if the line has no digits."""
    marker = _MARKER.match(line)
    match = _WRITTEN.search(line, marker.end() if marker else 0)
    return match.start() + 1 if match else 1
