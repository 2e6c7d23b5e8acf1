"""Recognize a mistyped time at the head of an event.

Takes a line without its list marker, and the time that was read at its head. Returns a ``TimeRefused`` that says what
to write, or ``None``. Called by ``unread_times`` and ``timetable``.

Only what can hardly be anything else is reported: letters that look like digits among digits, a digit too many, a digit
too few in a time with seconds or after a date, a semicolon for a colon.
"""

from __future__ import annotations

import difflib
from functools import lru_cache

from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.times.clocks import MOVED_COLON, read_moved_colon
from mkdocs_postmortems.read.times.days import MONTHS
from mkdocs_postmortems.read.times.line_times import Head
from mkdocs_postmortems.read.times.machine_times import refuse_joined_to_date, refuse_machine_time
from mkdocs_postmortems.read.times.zones import TimeRefused

UNREADABLE = "this event seems to begin with a time, but the time cannot be read"
_LETTERS = {
    **dict.fromkeys("Oo\N{CYRILLIC CAPITAL LETTER O}\N{CYRILLIC SMALL LETTER O}\N{GREEK CAPITAL LETTER OMICRON}", "0"),
    **dict.fromkeys("lI|", "1"),
    "Z": "2",
    "\N{CYRILLIC CAPITAL LETTER ZE}": "3",
    "\N{CYRILLIC SMALL LETTER ZE}": "3",
    "S": "5",
    "B": "8",
}
"""Letters and the digits that they look like. In lower case some are units, or a plural: ``1:1s``."""
_AS_DIGITS = str.maketrans(_LETTERS)
_LETTER = f"[{''.join(_LETTERS)}]"
LIKE_DIGIT = rf"[\d{''.join(_LETTERS)}]"
"""A digit, or a letter that looks like one."""
_LEAD = pattern(
    r"(?:[~*_`(\[|]|[-–—>,][ ]?){0,4}(?:\[?[ x]\][ ])?[ ]?[~*_`(\[]{0,4}"
    r"(?:(?i:at|on|by|from|since|to|around|about|ca\.?|um|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},?)[ ]|T(?=\d))?"
    r"[~*_`(]{0,4}"
)
"""What may come before a time: marks, a check box, a word or a weekday."""
_TYPO = pattern(
    # letters among digits, 2O23-10-15 and 1O:58; a digit too many, 14:005; too few, 14:5:30
    rf"(?:(?P<date>(?=[\d-]{{0,9}}{_LETTER}){LIKE_DIGIT}{{4}}(?:-{LIKE_DIGIT}{{1,2}}){{2}})(?!\w)"
    rf"|(?P<letters>(?=[\d:]{{0,7}}{_LETTER}){LIKE_DIGIT}{{1,2}}(?::{LIKE_DIGIT}{{2}}){{1,2}})"
    r"(?!(?!(?i:[ap]m\b))[\w:/%])"
    r"|(?P<many>\d\d:\d{3}|(?:00|\d)\d\d:\d\d)(?![\w:./%-])"
    r"|(?P<few>(?=[\d:]{0,6}\d\d)\d{1,2}:\d{1,2}:\d{1,2}|\d\d:\d)(?![\w:./%-])"
    rf"|(?P<moved>{MOVED_COLON})(?![\w:./%-]))"
)
_WRONG_COLON = pattern(
    r"(?P<hour>[01]?\d|2[0-3])(?:;|[ ]:[ ]?|(?<=\d\d):[ ])(?P<minute>[0-5]\d)"
    r"(?:[ ]?(?i:[ap]m))?(?![\w:;%]|[ ]?[:;])"
)
_NO_MINUTES = pattern(
    r"T?(?:(?P<hour>[01]?\d|2[0-3])|[xX?]{2}):(?P<ten>[0-5])?[xX?]{1,2}"
    r"(?::[xX?]{2})?Z?(?![\w:%])"
)
_ONLY_DIGITS = pattern(rf"[~*_`(\[ ]{{0,4}}({LIKE_DIGIT}(?:{LIKE_DIGIT}|[ :.,;'’hH_/+-]){{1,14}})[*_`)\] ]{{0,4}}")
_NO_SECONDS = pattern(r":?[xX?]{2}Z?(?!\w)")
_DATE_INSIDE = pattern(r"(?<![\w-])(?:19|20)\d\d-\d\d-\d\d[ T,]{1,2}(?=\S)")
_NEAR_HEAD = 60
_OFFSET = pattern(
    r"[*_`\[(]{0,3}(?:[ ]?[(\[]?(?P<prefixed>(?:UTC|GMT)[ ]?[+−-][ ]?\d{1,2}(?::?\d\d)?)|(?P<bare>\+\d\d:?\d\d))(?!\w)"
)
_ODD_YEAR = pattern(r"(?P<date>(?P<year>0\d{3}|1[0-8]\d\d|2[2-9]\d\d|[3-9]\d{3})-\d\d-\d\d)(?=[ T]{1,2}\d{1,2}:\d\d)")
_ODD_UNIT = pattern(r"(?P<time>T[ ]?[+-][ ]?\d{1,3}[ ]?(?![dhms]\b)[a-z]{1,2}|H[ ]?\+[ ]?\d{1,3})(?![\w+-])")
_WITH_MONTH = pattern(
    r"(?:\d{1,2}\.?[ ](?P<after>[^\W\d_]{3,12})|(?P<before>[^\W\d_]{3,12})\.?[ ]\d{1,2}(?:st|nd|rd|th)?)"
    r"(?:,?[ ](?:19|20)\d\d)?,?[ ](?:at[ ])?\d{1,2}:\d\d(?!\d)"
)


def find_typo(head: Head | None, text: str) -> TimeRefused | None:
    """Return what is wrong with the time at the head of a line; ``head`` is what was read there.

    A ratio, a port or a version is not a time.
    """
    if head is None:
        bare = _without_lead(text)
        refused = _mistyped_time(bare) or _wrong_month(bare) or refuse_machine_time(bare) or _after_date(text)
        return refused or _odd_year(bare) or _odd_unit(bare)
    if not head.stamp.timed:
        bare = _without_lead(head.text)
        return _mistyped_time(bare, after_date=True) or refuse_joined_to_date(head.text) or _after_date(text)
    refused = _mistyped(_without_lead(head.text)) or _unknown_seconds(head.text)
    return refused or (None if head.stamp.zone else _wrong_offset(head.text))


def with_digits(written: str) -> str:
    """Return a text with the digits that its letters look like."""
    return written.translate(_AS_DIGITS)


def refuse_digits(text: str) -> TimeRefused | None:
    """Return what is wrong with a cell in a column of times, or its rest after a date, if it has only digits and signs.

    It is not read as a time, but can hardly be meant as anything else: ``14-10``, ``14.3O``, ``15``.
    """
    match = _ONLY_DIGITS.fullmatch(text)
    if match is None or sum(map(str.isdigit, text)) < 2:
        return None
    help = "write it as 14:05, or with its date as 2023-10-15 14:05"
    return TimeRefused("unread-time", f"{match[1].strip()} in a column of times cannot be read as one", help)


def _without_lead(text: str) -> str:
    return _LEAD.sub("", text, count=1)


def _mistyped_time(text: str, after_date: bool = False) -> TimeRefused | None:
    return _mistyped(text, after_date) or _wrong_colon(text) or _unknown_minutes(text)


def _mistyped(text: str, after_date: bool = False) -> TimeRefused | None:
    match = _TYPO.match(text)
    if match is None:
        return None
    if not after_date and (match["moved"] or (match["few"] or "").count(":") == 1):  # perhaps a ratio
        return None
    written = match.group(match.lastgroup or 0)
    meant = _meant(written, match.lastgroup or "")
    if not meant or meant == written:  # as in 14:20 (14:20:33), which is right
        return None
    kind = "date" if match["date"] else "time"
    help = f"write {meant}" if match["date"] or match["letters"] else f"write two digits for each part, as in {meant}"
    return TimeRefused("bad-event-time", f"{written} is not a valid {kind}", help)


def _wrong_colon(text: str) -> TimeRefused | None:
    """Recognize ``14;02``, a colon typed without Shift on many keyboards, and spaces around it: ``14 : 02``."""
    if match := _WRONG_COLON.match(text):
        return TimeRefused("unread-time", UNREADABLE, f"write {int(match['hour']):02}:{match['minute']}")
    return None


def _unknown_minutes(text: str) -> TimeRefused | None:
    """Recognize ``14:2x`` and ``14:??``: a time with unknown minutes."""
    match = _NO_MINUTES.match(text)
    if match is None:
        return None
    meant = f"write an approximate time, as in ~{match['hour']}:{match['ten'] or 3}{5 if match['ten'] else 0}"
    help = meant if match["hour"] else "remove it"
    return TimeRefused("unread-time", "this time is incomplete, so the event has no time", help)


def _odd_year(text: str) -> TimeRefused | None:
    """Recognize a date before a clock time that was not read because its year has a typo: ``0224-03-01 14:00``."""
    if match := _ODD_YEAR.match(text):
        message = f"{match['date']} is in the year {int(match['year'])}"
        return TimeRefused("bad-event-time", message, "correct the year")
    return None


def _odd_unit(text: str) -> TimeRefused | None:
    """Recognize ``T+5x`` and ``H+5``: a time from the start in an unknown unit."""
    if match := _ODD_UNIT.match(text):
        message = f"{match['time']} cannot be read as a time from the start"
        return TimeRefused("unread-time", message, "write T+5m, T+1h30 or T+00:05")
    return None


def _unknown_seconds(text: str) -> TimeRefused | None:
    """Recognize ``xx`` for the seconds after ``14:02``, which is read without them."""
    if match := _NO_SECONDS.match(text):
        return TimeRefused("unread-time", f"{match.group()} is not part of a time", "remove the seconds")
    return None


def _after_date(text: str) -> TimeRefused | None:
    """Recognize the same mistakes in the time after a date that follows some words: ``Resolved 2024-03-01 1O:58``."""
    match = _DATE_INSIDE.search(text, 0, _NEAR_HEAD)
    return _mistyped_time(_without_lead(text[match.end() :]), after_date=True) if match else None


def _wrong_offset(text: str) -> TimeRefused | None:
    """Recognize an offset after a clock time that is in use nowhere."""
    if match := _OFFSET.match(text):
        message = f"{match['prefixed'] or match['bare']} is not a time zone"
        return TimeRefused("bad-event-time", message, "use an offset from -12:00 to +14:00")
    return None


def _wrong_month(text: str) -> TimeRefused | None:
    """Recognize the misspelt name of a month, between a day and a clock time."""
    match = _WITH_MONTH.match(text)
    word = match["after"] or match["before"] if match else ""
    near = _near_month(word.casefold()) if word else ""
    return TimeRefused("bad-event-time", f"{word!r} is not a month", f"did you mean {near}?") if near else None


@lru_cache(maxsize=256)
def _near_month(word: str) -> str:
    """Return the month that was misspelt; "" for any other word, and for one that is right."""
    near = [] if word in MONTHS else difflib.get_close_matches(word, MONTHS, len(MONTHS), 0.75)
    if not near:
        return ""
    in_order = [name for name in MONTHS if name in near]  # English first, then the languages written most
    return max(in_order, key=lambda name: difflib.SequenceMatcher(None, name, word).ratio()).capitalize()


def _meant(written: str, kind: str) -> str:
    """Return what was most likely meant; "" if that is not a time or date either, so the text is something else."""
    plain = with_digits(written)
    if kind == "moved":
        return " or ".join(f"{clock.hour:02}:{clock.minute:02}" for clock in read_moved_colon(written))
    if kind == "date":
        year, month, day = map(int, plain.split("-"))
        is_date = 1970 <= year < 2100 and 1 <= month <= 12 and 1 <= day <= 31
        return f"{year}-{month:02}-{day:02}" if is_date and sum(map(str.isdigit, written)) > 4 else ""
    if sum(map(str.isdigit, written)) < 2:
        return ""
    hour, *rest = plain.split(":")
    hour = hour[-2:] if hour.startswith("0") else hour[:2]
    # A digit too many is the last, or the first of ``605``, which must go.
    numbers = [int(hour), *(int(each[1:] if len(each) > 2 and each[0] > "5" else each[:2]) for each in rest)]
    return ":".join(f"{each:02}" for each in numbers) if numbers[0] < 24 and max(numbers[1:]) < 60 else ""
