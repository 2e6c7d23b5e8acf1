"""What begins an event and was meant for a time, but is none, by a slip of the finger: ``09:3o``, ``009:30``.

Comes in: a line without its list marker, and the time that was read at its head. Goes out: a ``TimeRefused`` that says
what to write, or ``None``. Called by ``heads`` and ``timetable``.

Only what can hardly be anything else is told: letters that look like figures among figures, a figure too many, a figure
too few in a time with seconds or behind a date.
"""

from __future__ import annotations

import difflib
from functools import lru_cache

from mkdocs_postmortems.read.days import MONTHS
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.stamps import Head
from mkdocs_postmortems.read.zones import TimeRefused

_LETTERS = {
    **dict.fromkeys("Oo\N{CYRILLIC CAPITAL LETTER O}\N{CYRILLIC SMALL LETTER O}\N{GREEK CAPITAL LETTER OMICRON}", "0"),
    **dict.fromkeys("lI|", "1"),
    "Z": "2",
    "\N{CYRILLIC CAPITAL LETTER ZE}": "3",
    "\N{CYRILLIC SMALL LETTER ZE}": "3",
    "S": "5",
    "B": "8",
}
"""Letters, each with the figure that it looks like. In lower case some of them are units, or a plural: ``1:1s``."""
_AS_FIGURES = str.maketrans(_LETTERS)
_LETTER = f"[{''.join(_LETTERS)}]"
_F = rf"[\d{''.join(_LETTERS)}]"
_SLIP = pattern(
    r"(?:[~*_`(\[]|[-–—>][ ]?){0,4}(?:\[[ x]\][ ])?"
    r"(?:(?i:at|on|by|from|since|to|around|about|ca\.?|um|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},?)[ ]|T(?=\d))?"
    r"[~*_`(]{0,4}"
    rf"(?:(?P<date>(?=[\d-]{{0,9}}{_LETTER}){_F}{{4}}-{_F}{{1,2}}-{_F}{{1,2}})(?!\w)"
    rf"|(?P<letters>(?=[\d:]{{0,7}}{_LETTER}){_F}{{1,2}}:{_F}{{2}}(?::{_F}{{2}})?)(?![\w:/%])"
    r"|(?P<many>\d\d:\d{3}|(?:00|\d)\d\d:\d\d)(?![\w:./%-])"
    r"|(?P<few>(?=[\d:]{0,6}\d\d)\d{1,2}:\d{1,2}:\d{1,2}|\d\d:\d)(?![\w:./%-]))"
)
_OFFSET = pattern(
    r"[*_`\[(]{0,3}(?:[ ]?[(\[]?(?P<told>(?:UTC|GMT)[ ]?[+−-][ ]?\d{1,2}(?::?\d\d)?)|(?P<bare>\+\d\d:?\d\d))(?!\w)"
)
_COMPACT = pattern(
    r"[~*_`(\[]{0,4}(?:\[?[ x]\][ ])?[~*_`(\[]{0,4}"
    r"(?P<year>20\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])T(?P<hour>[01]\d|2[0-3]):?(?P<minute>[0-5]\d)(?::?[0-5]\d)?(?P<zone>Z)?(?!\w)"
)
_WITH_MONTH = pattern(
    r"[~*_`(\[]{0,4}(?:\d{1,2}\.?[ ](?P<behind>[^\W\d_]{3,12})|(?P<before>[^\W\d_]{3,12})\.?[ ]\d{1,2}(?:st|nd|rd|th)?)"
    r"(?:,?[ ](?:19|20)\d\d)?,?[ ](?:at[ ])?\d{1,2}:\d\d(?!\d)"
)


def find_slip(head: Head | None, text: str) -> TimeRefused | None:
    """What is wrong with the time at the head of a line, in whose text ``head`` was read.

    A ratio, a port or a version is no time.
    """
    if head is None:
        return _mistyped(text) or _wrong_month(text) or _compact(text)
    if not head.stamp.timed:
        return _mistyped(head.text, behind_date=True)
    return _mistyped(head.text) or (None if head.stamp.zone else _wrong_offset(head.text))


def _mistyped(text: str, behind_date: bool = False) -> TimeRefused | None:
    match = _SLIP.match(text)
    if match is None or (match.lastgroup == "few" and match["few"].count(":") == 1 and not behind_date):
        return None
    told = match.group(match.lastgroup or 0)
    meant = _meant(told, match.lastgroup or "")
    if not meant:
        return None
    kind = "date" if match["date"] else "time"
    help = f"write {meant}" if match["date"] or match["letters"] else f"write two figures each, as in {meant}"
    return TimeRefused("bad-event-time", f"{told} is no {kind}", help)


def _compact(text: str) -> TimeRefused | None:
    """A date and time without hyphens and colons, as programs write them into names of files."""
    match = _COMPACT.match(text)
    if match is None:
        return None
    message = f"{match.group()} is no date and time"
    help = (
        f"write {match['year']}-{match['month']}-{match['day']} {match['hour']}:{match['minute']}{match['zone'] or ''}"
    )
    return TimeRefused("bad-event-time", message, help)


def _wrong_offset(text: str) -> TimeRefused | None:
    """The offset behind a clock time, where no place is that far from UTC."""
    match = _OFFSET.match(text)
    message = f"{match['told'] or match['bare']} is no time zone" if match else ""
    return TimeRefused("bad-event-time", message, "offsets go from -12:00 to +14:00") if match else None


def _wrong_month(text: str) -> TimeRefused | None:
    """The name of a month that is misspelt, between a day and a clock time."""
    match = _WITH_MONTH.match(text)
    word = (match["behind"] or match["before"]).casefold() if match else ""
    near = _near_month(word) if word else ""
    return TimeRefused("bad-event-time", f"{word} is no month", f"did you mean {near}?") if near else None


@lru_cache(maxsize=256)
def _near_month(word: str) -> str:
    """The month that was misspelt; "" for one that is none, and for one that is right."""
    near = [] if word in MONTHS else difflib.get_close_matches(word, MONTHS, 1, 0.75)
    return near[0].capitalize() if near else ""


def _meant(told: str, slip: str) -> str:
    """What was most likely meant; "" where that were no time or date either, so that it is something else."""
    plain = told.translate(_AS_FIGURES)
    if slip == "date":
        year, month, day = map(int, plain.split("-"))
        is_date = 1970 <= year < 2100 and 1 <= month <= 12 and 1 <= day <= 31
        return f"{year}-{month:02}-{day:02}" if is_date and sum(map(str.isdigit, told)) > 4 else ""
    if sum(map(str.isdigit, told)) < 2:
        return ""
    hour, *rest = plain.split(":")
    hour = hour[-2:] if hour.startswith("0") else hour[:2]
    figures = [int(hour), *(int(each[:2]) for each in rest)]
    return ":".join(f"{each:02}" for each in figures) if figures[0] < 24 and max(figures[1:]) < 60 else ""
