"""Parse one date and time into a ``Moment``: the times of the front matter, and the step from wall clock to instant.

Takes the author's own spelling and the zone to read it in, from ``fields``; wall-clock times from ``dating``. Returns a
``Moment``, or raises a ``TimeRefused`` that names the rule and says what to write.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta, timezone

from mkdocs_postmortems.diagnostics import excerpt
from mkdocs_postmortems.read.characters import strip_hidden
from mkdocs_postmortems.read.model import Moment
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.times.days import MONTHS
from mkdocs_postmortems.read.times.machine_times import read_machine_time
from mkdocs_postmortems.read.times.zones import SEASONAL, UTC_ZONE, TimeRefused, Zone, offset_zone, written_zone
from mkdocs_postmortems.zone_names import ABBREVIATIONS

_ISO = pattern(
    r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})"
    r"(?:(?:[Tt]|[ ]{1,4})(?P<hour>\d{2}):(?P<minute>\d{2})"
    r"(?::(?P<second>\d{2})(?:[.,]\d{1,12})?)?"  # a fraction is accepted, but ignored
    r"(?:[ ]?(?P<offset>[Zz]|(?P<sign>[+-])(?P<hours>\d{2})(?::?(?P<minutes>\d{2}))?))?)?",
    re.ASCII,
)

_PERIOD = pattern(
    r"(?P<year>(?:19|20)\d\d)(?:-?(?P<month>\d\d)|(?P<compact>)[ -/]?Q(?P<quarter>[1-4]))(?P<day>(?<=\d{6})\d\d)?"
    r"|Q(?P<nth>[1-4])[ /-]?(?P<last>(?:19|20)\d\d)",
    re.ASCII | re.IGNORECASE,
)
_NAMED_MONTH = pattern(
    r"(?:(?:by|the|end|of|ende|fin|de|eind|fine|fim)[ ]){0,4}(?P<month>[^\W\d_]{3,10})\.?(?:[ ]de)?[ ](?P<year>20\d\d)",
    re.IGNORECASE,
)
"""``January 2027``, ``end of January 2027``"""
_DASHES = pattern("[\u2010-\u2015\u2212]")
_WITHDRAWN = pattern(r"~~[^~]*~~|[(][^()]*[)]")
"""An earlier date that is struck out, and a remark."""
_OFFSET = pattern(r"[+-]\d\d:?\d\d|Z")
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_HINTS = (
    # common mistakes, and how to fix them
    (
        r"(\w{2,9},? )?(\d{1,2}(:\d{2}){1,2}( ?([AaPp][Mm]|[A-Z]{1,5}|[+-]\d\d:?\d\d))?"
        r"|\d{1,2} ?([AaPp][Mm]|h\d?\d?|Uhr))",
        "add the date, as in 2023-10-15 14:00",
    ),
    (r"\d[\d: .T-]+ ?[A-Z]{2,5}", "write an offset instead of the word, as in 2023-10-15T14:00+02:00"),
    (r"\d[\d: .T-]+[ \[]+[A-Z][a-z]+/[\w/+-]+\]?", "put the zone into the field timezone"),
    (rf".*\b(?i:{_MONTHS})[a-z]*\b.*", "write the year first and the month as a number, as in 2023-10-15 14:00"),
    (r"(\d{3}|\d{5,})-\d{1,2}-\d{1,2}\b.*", "write the year with four digits, as in 2023-10-15 14:00"),
    (r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}.*", "write the year first, as in 2023-10-15 14:00"),
    (r"\d{4}([^\w\s]|年)\d{1,2}(?!-)([^\w\s]|月)\d{1,2}.*", "write hyphens in the date, as in 2023-10-15 14:00"),
    (
        r"\d{4}-(\d-|\d{3,}-|\d\d-\d\b|\d\d-\d{3,}|\d\d-\d\d[T ]+(\d:|\d\d:(\d\d:)?\d\b)).*",
        "write two digits for each part, as in 2023-01-05 09:00",
    ),
    (r"\d{4}-\d\d-\d\d[T ]\d{1,2}", "write the minutes too, as in 2023-10-15 14:00"),
)
_SHORT_YEAR = pattern(r"\d\d-\d\d-\d\d(?!\d)")
"""The first or the last two digits are the year."""
_REMARK = pattern(r"[ ]*[(\[][^()\[\]]{0,60}[)\]]$|[ ]+local(?: time)?$")
"""Words after a time, in brackets or not, that are not a part of it."""
_FORM = "write a date and time such as 2023-10-15 14:00 or 2023-10-15T14:00+02:00"


def parse_datetime(text: str, zone: Zone) -> Moment:
    """Read an ISO 8601 date and time; without an offset it is in ``zone``. A bare date has the precision "day".

    An offset that ``zone`` has at that time only says which of two times is meant, so the result is in ``zone``, too.
    Seconds of ``:00`` do not make the precision "second", because programs append them to minutes. Raises
    ``TimeRefused`` with the rule ``bad-datetime``, ``nonexistent-time`` or ``ambiguous-time``.
    """
    match = _ISO.fullmatch(text.strip())
    if match is None:
        raise TimeRefused("bad-datetime", f"{excerpt(text)!r} is not a date and time", _hint(text))
    hour, minute, second = (int(match[part] or 0) for part in ("hour", "minute", "second"))
    try:
        wall = datetime(int(match["year"]), int(match["month"]), int(match["day"]), hour, minute, second)
    except ValueError as error:
        raise TimeRefused("bad-datetime", f"{excerpt(text)!r} does not exist: {error}", _nearest(match)) from error
    written = _offset(match, text) if match["offset"] else zone
    if match["hour"] is None:
        # Some places put their clocks forward at midnight; their day begins all the same.
        return Moment(in_calendar(wall.replace(tzinfo=written.tzinfo), written), written.name, "day")
    at = localize(wall, written)
    if written not in (zone, UTC_ZONE) and (there := at.astimezone(zone.tzinfo)).utcoffset() == at.utcoffset():
        at, written = there, zone
    return Moment(at, written.name, "second" if second else "minute")


def parse_date(text: str) -> date:
    """Read an ISO 8601 date. Raises ``TimeRefused`` (``bad-due-date``, since bare dates are those of action items).

    Its hyphens may be escaped, as some text editors export them.
    """
    text = text.replace("\\-", "-")
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text.strip(), re.ASCII):
            return date.fromisoformat(text.strip())
    except ValueError as error:
        raise TimeRefused("bad-due-date", f"{excerpt(text)!r} does not exist: {error}", _last_day(text)) from error
    plain = _DASHES.sub("-", _WITHDRAWN.sub("", text)).strip(" ?")
    meant = "" if _SHORT_YEAR.fullmatch(plain) else meant_day(plain) or _last_day_of(plain) or _only_day_in(plain)
    help = f"write {meant}" if meant else "write year, month and day, as in 2023-11-01"
    raise TimeRefused("bad-due-date", f"{excerpt(text)!r} is not a date", help)


def meant_day(text: str) -> str:
    """Return the ISO 8601 form of a day that a timeline would accept: ``15.12.2026``, ``Dec 15, 2026``; else ""."""
    return _as_in_a_timeline(text).partition(" ")[0]


def _only_day_in(text: str) -> str:
    """Return the day that a text has among other words, if it is the only one: ``2024-04-30 EOD``; or ""."""
    found = re.findall(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)", text, re.ASCII)
    try:
        return date.fromisoformat(found[0]).isoformat() if len(found) == 1 else ""
    except ValueError:
        return ""


def _last_day_of(text: str) -> str:
    """Return the last day of a month or quarter, or a day written without hyphens: ``2024-04``, ``Q2 2024``; or ""."""
    if (named := _NAMED_MONTH.fullmatch(text)) and (month := MONTHS.get(named["month"].casefold())):
        year = int(named["year"])
        return date(year, month, monthrange(year, month)[1]).isoformat()
    match = _PERIOD.fullmatch(text)
    if match is None:
        return ""
    year = int(match["year"] or match["last"])
    month = int(match["month"]) if match["month"] else 3 * int(match["quarter"] or match["nth"])
    if not 1 <= month <= 12:
        return ""
    length = monthrange(year, month)[1]
    day = int(match["day"] or length)
    return date(year, month, day).isoformat() if 1 <= day <= length else ""


def _nearest(match: re.Match[str]) -> str:
    """Return what to write instead of a time that does not exist."""
    try:
        date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return _last_day(match.group()[:10])
    hour, minute, second = (int(match[part] or 0) for part in ("hour", "minute", "second"))
    if (hour, minute, second) == (24, 0, 0):
        return _midnight_after(match)
    if hour > 23 or minute > 59:
        return "use hours from 00 to 23 and minutes from 00 to 59"
    return "write 59: leap seconds are not supported" if second == 60 else "use seconds from 00 to 59"


def _midnight_after(match: re.Match[str]) -> str:
    """Return what to write instead of 24:00 on a day."""
    day = date(int(match["year"]), int(match["month"]), int(match["day"]))
    try:
        return f"write {day + timedelta(days=1)} 00:00{match['offset'] or ''}"
    except OverflowError:  # it is the last day of the calendar
        return "use a year from 0001 to 9999"


def _last_day(text: str) -> str:
    """Return what to write instead of a day that its month does not have."""
    year, month, day = map(int, text.strip().split("-"))
    if year and 1 <= month <= 12:
        last = date(year, month, monthrange(year, month)[1])
        return f"use a day up to {last}" if day else "use 01 for the first day"
    return "use a month from 01 to 12, written before the day" if year else "use a year from 0001 to 9999"


def localize(wall: datetime, zone: Zone) -> datetime:
    """Return the aware time at which clocks in ``zone`` show ``wall``.

    Raises ``TimeRefused`` if the clocks skipped it (``nonexistent-time``) or showed it twice (``ambiguous-time``), or
    if the instant is outside the years 1 to 9999 (``bad-datetime``).
    """
    early = wall.replace(tzinfo=zone.tzinfo)
    if not isinstance(zone.tzinfo, timezone):
        _refuse_change_of_clocks(early, zone)
    return in_calendar(early, zone)


def in_calendar(at: datetime, zone: Zone) -> datetime:
    """Return the time itself if it is in the years 1 to 9999 in UTC too; else raise ``TimeRefused``."""
    if 1 < at.year < 9999:
        return at
    try:
        at.astimezone(UTC)
    except OverflowError as error:
        message = f"{_minute(at.replace(tzinfo=None))} in {zone.name} is outside the years 1 to 9999"
        raise TimeRefused("bad-datetime", message, "use a year from 0001 to 9999") from error
    return at


def _refuse_change_of_clocks(early: datetime, zone: Zone) -> None:
    before, after = early.utcoffset(), early.replace(fold=1).utcoffset()
    if before is None or after is None or before == after:
        return
    wall = early.replace(tzinfo=None)
    if before < after:  # a gap: read with the old offset, it is what the clocks showed a moment later
        jump = int((after - before) / timedelta(minutes=1))
        later = wall + (after - before)
        meant = f"{later:%H:%M}" if later.date() == wall.date() else _minute(later)  # some places skipped a day
        message = f"{_minute(wall)} did not exist in {zone.name}: the clocks went forward by {jump} min"
        help = f"did you mean {meant}? or write the offset, as in {_iso(wall, before)}"
        raise TimeRefused("nonexistent-time", message, help)
    first, second = _iso(wall, before), _iso(wall, after)
    message = f"{_minute(wall)} occurred twice in {zone.name}: first {first}, then {second}"
    raise TimeRefused("ambiguous-time", message, "add the offset of the one you mean")


def _offset(match: re.Match[str], text: str) -> Zone:
    if match["sign"] is None:
        return UTC_ZONE
    zone = offset_zone(match["sign"], match["hours"], match["minutes"] or "00")
    if zone is None:
        message = f"{excerpt(text)!r} has an offset that is not in use anywhere"
        raise TimeRefused("bad-datetime", message, "use an offset of at most +14:00")
    return zone


def _iso(wall: datetime, offset: timedelta) -> str:
    return wall.replace(tzinfo=timezone(offset)).isoformat(timespec="minutes")


def _minute(wall: datetime) -> str:
    return wall.isoformat(" ", "minutes")


def _hint(text: str) -> str:
    visible = strip_hidden(text)
    if visible != text and _ISO.fullmatch(visible.strip()):
        return f"write {visible.strip()}"
    bare = _REMARK.sub("", text.strip())
    if _SHORT_YEAR.match(bare):
        return "write the year with four digits, as in 2023-10-15 14:00"
    readings = (_of_a_program, _corrected, _as_in_a_timeline)
    if meant := next((meant for each in (text.strip(), bare) for read in readings if (meant := read(each))), ""):
        return f"write {meant}"
    return next((help for pattern, help in _HINTS if re.fullmatch(pattern, text.strip()[:80])), _FORM)


def _of_a_program(text: str) -> str:
    """Return the supported spelling of a time as a program writes it: ``2023-W41-7``, ``20231015T1400Z``; or ""."""
    found = read_machine_time(text)
    return found.meant if found and found.written == text else ""


def _as_in_a_timeline(text: str) -> str:
    """Return the supported spelling of a time that a timeline would accept: ``March 5, 2024 2 pm``; else ""."""
    from mkdocs_postmortems.read.times.line_times import read_head  # imported here because few reports have such a time

    head = read_head(text.strip()[:80])
    if head is None or head.text.strip() or head.stamp.day is None or head.stamp.end_day or head.stamp.end_clock:
        return ""
    day, clock, zone = head.stamp.day, head.stamp.clock, _as_offset(head.stamp.zone)
    month, number = (day.day, day.month) if day.order == "day" else (day.month, day.day)
    if day.year is None or day.order == "?" or zone is None:
        return ""
    try:
        written = date(day.year, month, number).isoformat()
        wall = time(clock.hour, clock.minute, clock.second or 0) if clock else None
        return f"{written} {wall:%H:%M}{f':{wall.second:02}' if wall.second else ''}{zone}" if wall else written
    except ValueError:
        return ""


def _as_offset(zone: str) -> str | None:
    """Return the offset for a zone in a timeline's time, "" for none; ``None`` if it depends on the place or season."""
    if not zone or _OFFSET.fullmatch(zone):
        return zone
    is_clear = zone not in SEASONAL and len(ABBREVIATIONS.get(zone, ())) < 2
    found = written_zone(zone) if is_clear else None
    if found is None or not isinstance(found.tzinfo, timezone):
        return None
    return datetime(2000, 1, 1, tzinfo=found.tzinfo).isoformat()[19:].replace("+00:00", "Z")


_LOOK_ALIKES = str.maketrans("Oo\u041e\u043elI\u2010\u2011\u2012\u2013\u2014\u2212\u00a0\u3000\t", "000011------   ")
"""Letters that look like digits, and other kinds of hyphens and spaces."""
_MARKS = "\"'`*_\u201c\u201d\u201e\u2018\u2019"
_PARTS = ("year", "month", "day", "hour", "minute")


def _corrected(text: str) -> str:
    """Return the time without its typos, in the supported spelling: ``2024-03-O1 14.00``; "" if there is none."""
    plain = unicodedata.normalize("NFKC", text.strip()[:80]).translate(_LOOK_ALIKES).lstrip("~").strip(_MARKS)
    plain = "".join(str(unicodedata.decimal(each)) if each.isdecimal() else each for each in plain)
    plain = re.sub(r"(?<=\d)(?:, ?|[Tt]{2,})(?=\d\d\D)", " ", plain)
    plain = re.sub(r"(?<=[ T]\d\d)[.hH;](?=\d\d)", ":", plain)
    plain = re.sub(r"(?<=\d-\d\d)(?=\d\d:\d\d)", " ", plain)
    plain = re.sub(r"(?<=:\d\d:)(?=\d(?!\d))|(?<=:\d\d[+-])(?=\d(?:$|:))|(?<=:\d\d [+-])(?=\d(?:$|:))", "0", plain)
    plain = re.sub(r"(?:UTC|GMT)[ ]+(.*\d)", r"\1Z", plain)
    match = _ISO.fullmatch(plain)
    try:
        year, month, day, hour, minute = (int(match[part] or 0) for part in _PARTS) if match else (0,) * len(_PARTS)
        datetime(year, month, day, hour, minute)
    except ValueError:
        return ""
    return plain if plain != text.strip() else ""
