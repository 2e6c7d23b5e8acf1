"""Find digits that count as a time only if the surrounding times agree: ``14.12 text``, ``1415 text``.

Takes one line without its list marker in which ``line_times`` finds no time. Called by ``likely_times`` and
``timetable``.
"""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_postmortems.read.clocks import Clock
from mkdocs_postmortems.read.line_times import Head, read_head
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.zones import TimeRefused

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
