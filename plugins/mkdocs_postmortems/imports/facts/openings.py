"""What the first paragraphs of a text say about when the incident began and ended.

Takes their text and the report's calendar, and returns moments: of a range such as *from 14:00 to 15:10 UTC*, or of
the time that the first sentence begins with. Called by ``incident_times``.
"""

from __future__ import annotations

import re
from datetime import date

from msgspec import Struct

from mkdocs_postmortems.imports.text.calendar import MONTH, Calendar
from mkdocs_postmortems.imports.text.words import NOTICED
from mkdocs_postmortems.read.model import Moment

_ZONE = r"(?:[A-Z]{2,5}(?:[+-]\d{1,2}(?::?\d\d)?)?|[+-]\d\d:?\d\d)"
_CLOCK = (
    r"(?:\d{1,2}:\d\d(?::\d\d)?|\d{4}\s?(?:hrs|h)\b)(?:\s?[ap]\.?m\b\.?)?"
    rf"(?-i:Z\b|\s(?:{_ZONE}\b|\({_ZONE}\)))?"
)
_ABOUT = r"(?:(?:about|around|approximately|approx\.|roughly|circa)\s+|~\s?)?"
_MONTH = rf"{MONTH}\.?"
_DATE = (
    rf"(?:\d{{4}}[-/]\d\d[-/]\d\d|\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}(?:,?\s\d{{4}})?"
    rf"|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s\d{{4}})?)"
)


def _side(name: str) -> str:
    """Return the pattern of one side of a range, with its date before or after its time."""
    return (
        rf"(?:the\s+)?{_ABOUT}(?:(?P<{name}_date>{_DATE}),?\s+(?:at\s+)?)?{_ABOUT}(?P<{name}>{_CLOCK})"
        rf"(?:,?\s+(?:on\s+)?(?:the\s+)?(?P<{name}_on>{_DATE}))?"
    )


_TO = r"\s*(?:to|until|till|and|through|[-–—→]|[-–—=]>)\s*"
_FROM_TO = re.compile(
    rf"(?:\b(?P<day>{_DATE}),?\s+)?(?:\b(?:from|between)\s+|\(){_side('first')}{_TO}{_side('last')}", re.IGNORECASE
)
_RANGE = re.compile(rf"(?:\b(?P<day>{_DATE}),?\s+)?(?<![\d:]){_side('first')}{_TO}{_side('last')}", re.IGNORECASE)
_SENTENCE = re.compile(r"\s*(?P<said>.{8,600}?)(?:[.!?](?:\s|$)|$)", re.DOTALL)
_BEGINS = re.compile(r"(?:On|At|Around|(?:Beginning|Starting)(?:\s+(?:on|at))?)\s+(?:the\s+(?=\d))?")
_NOTICE = re.compile(rf"\b(?:{NOTICED}|received|identified|found|learn(?:ed|t)|aware)\b", re.IGNORECASE)
"""Words of a sentence that tells when the incident was noticed."""


class Told(Struct, frozen=True):
    """A start as a text tells it, and the end if it tells a range; ``clock`` is the start's time as written.

    ``is_dated``: the day is written with the time.
    """

    start: Moment
    end: Moment | None
    clock: str
    is_dated: bool


def read_range(text: str, calendar: Calendar, day: date | None, is_duration: bool = False) -> Told | None:
    """Return the only range of times in a text; ``day`` is that of a range without one.

    In a duration, *from* need not be written.
    """
    found = list((_RANGE if is_duration else _FROM_TO).finditer(text))
    if len(found) != 1:
        return None
    match = found[0]
    written = [match[name] for name in ("first_date", "first_on", "day", "last_date", "last_on")]
    days = [calendar.find_day(each, day) if each else None for each in written]
    first, last = next(filter(None, days), day), next(filter(None, days[3:]), "")
    start, end = calendar.read(f"{first} {match['first']} to {last} {match['last']}") if first else (None, None)
    return Told(start, end, match["first"], any(days)) if start and end else None


def read_beginning(text: str, calendar: Calendar) -> Told | None:
    """Return the moment that the first sentence begins with, ``On October 15 at 14:00 UTC nobody could log in``."""
    sentence = _SENTENCE.match(text)
    said = sentence["said"] if sentence else ""
    begins, clock = _BEGINS.match(said), re.search(_CLOCK, said, re.IGNORECASE)
    if begins is None or clock is None or _NOTICE.search(said):
        return None
    start, end = calendar.read(said[begins.end() :])
    if start is None or start.is_day or not calendar.find_day(said[:60], calendar.day):
        return None
    return Told(start, end, clock.group(), is_dated=True)
