"""Parse clock times as people write them in a timeline, and times relative to the start of the incident.

Takes a text and a position in it. Returns a ``Clock`` (or a ``timedelta``) and where it ends, or ``None``. Called by
``stamps``. ``CLOCKS`` is the list of conventions; no repetition in it is unbounded.
"""

from __future__ import annotations

import re
from datetime import timedelta

from msgspec import Struct

from mkdocs_postmortems.read.patterns import pattern


class Clock(Struct, frozen=True):
    """A written clock time, on the 24-hour clock. ``half`` says that ``am``, ``pm`` or a word for it was written."""

    hour: int
    minute: int = 0
    second: int | None = None
    half: bool = False
    contrary: bool = False
    """The time is marked as before noon, but its hour is after it: 14:05 AM."""

    @property
    def exists(self) -> bool:
        """Whether a clock can show it: 14:75 is read so that the check can report it."""
        return not self.contrary and self.hour < 24 and self.minute < 60 and (self.second or 0) < 60

    @property
    def ends_day(self) -> bool:
        """24:00, the midnight that ends a day: a range may end with it."""
        return (self.hour, self.minute, self.second or 0) == (24, 0, 0)


_MORNING, _EVENING = ("午前", "上午", "오전"), ("午後", "下午", "오후")
_BEFORE = rf"(?:(?P<before>{'|'.join((*_MORNING, *_EVENING))})\s?)?"
_PART_OF_DAY = (
    r"[ \t](?:(?P<early>de la mañana|da manhã|du matin|del mattino|di mattina|morgens|vormittags|rano|утра)"
    r"|(?P<late>de la tarde|da tarde|de l['’]après-midi|du soir|del pomeriggio|di sera|nachmittags|abends|po południu"
    r"|wieczorem|дня|вечера)|(?P<night>de la noche|da noite))(?!\w)"
)
"""What is said for AM and PM in other languages; a night has hours of both."""
_HALF = r"[ \t]{0,2}(?P<half>[aApP])(?:\.[ \t]?)?[mM]\b\.?(?!\w)"

CLOCKS = tuple(
    re.compile(pattern)
    for pattern in (
        # 14:05, 14:05:30, 14:05:30.123, 2:54 PM, 9:00 a.m., 03:26pm, 10:45a, 2:05P, 午後2:05
        _BEFORE + r"(?P<hour>\d{1,2}):(?P<minute>\d\d)"
        r"(?::(?P<second>\d\d)(?:[.,]\d{1,9})?)?(?!:?\d)(?:"
        + _HALF
        + r"|(?P<tight>[apAP])(?![\w'’])|"
        + _PART_OF_DAY
        + ")?",
        # 3pm, 3 PM, 10.45am
        r"(?P<hour>\d{1,2})(?:\.(?P<minute>\d\d))?" + _HALF,
        # 14 Uhr 05, but not 14 Uhr 30 Kunden
        r"(?P<hour>\d{1,2})[ \t]?Uhr[ \t]"
        r"(?P<minute>0\d(?![\w.]|:\d)|[1-5]\d(?=[*_`)\]]{0,3}[ \t]{0,2}(?:[:,|–—]|-[ \t]|$)))",
        # 14 Uhr, 14.05 Uhr
        r"(?P<hour>\d{1,2})(?:[.:](?P<minute>\d\d))?[ \t]?Uhr\b",
        # 14h05, 14h05min
        r"(?P<hour>\d{1,2})[ \t]?[hH][ \t]?(?P<minute>\d\d)(?:(?<=\d\d[hH]\d\d)min)?(?!\w)",
        # 14h: text, 14h - text (unless set off, it is a duration)
        r"(?P<hour>\d{1,2})[ \t]?h(?=[*_`]{0,3}[ \t]{0,2}(?:[:：|–—]|-[ \t]))",
        # 14時05分, 14時, 14点05分, 14시 5분
        _BEFORE + r"(?P<hour>\d{1,2})[ \t]?[時时点點시]\s?"
        r"(?:(?P<minute>\d{1,2})[ \t]?[分분]\s?(?:(?P<second>\d{1,2})[ \t]?[秒초])?)?",
    )
)
IF_EXPECTED = pattern(r"(?P<hour>\d{1,2})(?:[hH]|\.(?P<minute>\d\d))(?![\w.])")
"""2023-10-15 14h, kl. 14.05: without the date or the word, these are a duration and a number."""
FOUR_DIGITS = pattern(
    r"(?P<hour>[0-2]\d)(?P<minute>\d\d)(?:[ \t]?(?:hrs?|h|hours|Uhr)\b)?(?:(?=Z\b)|(?![\w:.]\w|\w|%))"
)
"""1936, 1936h, 1936Z: ``stamps`` decides whether it is a time, a year, or another number."""
MOVED_COLON = r"\d:\d{3}|\d{3}:\d"
"""1:405, 141:0: the colon is in the wrong place, or there is a digit too many."""
_NAMED = pattern(r"(?:12[ \t])?(?:(noon|midday|mittag|midi|正午)|midnight|mitternacht|minuit)(?!\w)", re.IGNORECASE)
_MAY_BE_CLOCK = pattern(r"\d|[午正上下오]|[nm]", re.IGNORECASE)
_LAST_HOUR = 31
"""Hours beyond this are rarely typos, but something else, such as a duration."""


def read_clock(text: str, at: int, is_expected: bool = False) -> tuple[Clock, int] | None:
    """Return the clock time that begins at that position, and where it ends.

    ``is_expected`` says that a date or a word for clock times precedes it.
    """
    if not _MAY_BE_CLOCK.match(text, at):
        return None
    for form in (*CLOCKS, IF_EXPECTED) if is_expected else CLOCKS:
        match = form.match(text, at)
        if match and (int(match["hour"]) <= _LAST_HOUR or _is_no_ratio(match)):
            return _clock(match), match.end()
    named = _NAMED.match(text, at)
    return (Clock(12 if named[1] else 0, half=True), named.end()) if named else None


def _is_no_ratio(match: re.Match[str]) -> bool:
    """Return whether two pairs of digits with a colon are not a ratio such as ``80:20``: ``41:05``, ``99:99``."""
    return ":" in match.group() and int(match["hour"]) + int(match["minute"] or 0) != 100


def read_four_digits(text: str, at: int) -> tuple[Clock, int] | None:
    """Return the clock time of four digits that begins at that position, and where it ends."""
    match = FOUR_DIGITS.match(text, at)
    if match is None:
        return None
    return Clock(int(match["hour"]), int(match["minute"])), match.end()


def read_moved_colon(written: str) -> list[Clock]:
    """Return what digits such as ``1:405`` may mean: 14:05 with its colon moved, or 01:40 with a digit too many."""
    digits = written.replace(":", "")
    forms = [digits, f"0{digits[:3]}"] if written[1] == ":" else [digits]
    clocks = [Clock(int(form[:2]), int(form[2:])) for form in forms]
    return [clock for clock in clocks if clock.exists]


def _clock(match: re.Match[str]) -> Clock:
    parts = match.groupdict()
    mark = (parts.get("half") or parts.get("tight") or parts.get("before") or "").lower()
    hour = int(parts["hour"])
    if parts.get("early") or parts.get("late") or parts.get("night"):
        mark = "p" if parts["late"] or (parts["night"] and 6 <= hour < 12) else _MORNING[0]
    if mark in ("p", *_EVENING) and hour < 12:
        hour += 12
    elif mark in ("a", *_MORNING) and hour == 12:
        hour = 0
    second = parts.get("second")
    return Clock(
        hour, int(parts.get("minute") or 0), int(second) if second else None, bool(mark), mark == "a" and hour > 12
    )


_PLUS = r"(?:\+[ \t]?(?=\d{1,4}(?:\.\d+)?[ \t]?[ms]))?"
"""Joins two parts: ``T+5m+30s``."""
_FROM_START = pattern(
    r"(?P<t>(?:[Tt]0?|H)[ \t]?)?(?P<sign>[+\-−])[ \t]?"
    r"(?:(?P<clock>\d{1,3}:\d\d(?::\d\d)?)"  # T+00:05
    r"|(?:(?P<days>\d{1,3})[ \t]?d(?:ays?)?[ \t]?)?(?:(?P<hours>\d{1,4})[ \t]?h(?:rs?|ours?)?[ \t]?)?"
    rf"(?:{_PLUS}(?P<minutes>\d{{1,4}})(?!\d)(?:[ \t]?m(?:ins?|inutes?)?)?)?"
    rf"(?:[ \t]?{_PLUS}(?P<seconds>\d{{1,4}}(?:\.\d{{1,9}})?)[ \t]?s(?:ecs?|econds?)?)?)"
    r"(?![\w:.]\w|\w)"
)
_START_ITSELF = pattern(r"[Tt]0(?![:.]?\w)")
_UNITS = ("days", "hours", "minutes", "seconds")


def read_from_start(text: str, at: int) -> tuple[timedelta, int] | None:
    """Return the time since the start, and where it ends: ``T+5m``, ``T0 + 5m``, ``H-72h``, ``T0``, ``+15 min``.

    Only after a T is a number without a unit one, of minutes: ``H+5`` is five minutes or hours later, and ``+5`` more
    often something else. So is what has neither letter nor plus.
    """
    if text[at : at + 1] not in "TtH+":
        return None
    match = _FROM_START.match(text, at)
    if match is None or not any(match[part] for part in ("clock", *_UNITS)):
        start = _START_ITSELF.match(text, at)
        return (timedelta(0), start.end()) if start else None
    has_unit = match["clock"] or match["hours"] or not match.group()[-1].isdigit()
    after = (match["t"] or match["sign"])[0]
    if after not in "TtH+" or (after not in "Tt" and not has_unit):
        return None
    if match["clock"]:
        hours, minutes, seconds = (int(part) for part in (match["clock"] + ":0").split(":")[:3])
        offset = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    else:
        offset = timedelta(**{part: int(float(match[part] or 0)) for part in _UNITS})
    return offset if match["sign"] == "+" else -offset, match.end()
