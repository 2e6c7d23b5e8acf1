"""Dates and times of a whole report, each read in the light of the others.

Takes a body's lines, its title and its file's name, and returns a ``Calendar``, which reads written times as moments.
Called by ``incident_days``, ``incident_zone``, ``incident_times``, ``details`` and ``histories``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta, tzinfo
from zoneinfo import ZoneInfo

from msgspec import Struct, field
from msgspec.structs import replace

from mkdocs_postmortems.read.model import Moment
from mkdocs_postmortems.read.timeline.dating import Dating, TimeContext
from mkdocs_postmortems.read.times.days import MONTHS, Day, find_day, read_day
from mkdocs_postmortems.read.times.line_times import Head, read_head
from mkdocs_postmortems.read.times.stamps import Stamp
from mkdocs_postmortems.read.times.zones import Zone, find_city, read_zone, written_zone

_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
"""20210525, 2021_05_25: as in names of files and folders."""
_FIGURES = re.compile(r"(?<![\d./-])\d{1,2}([/.-])\d{1,2}\1(?:20)?\d\d(?![\d/-]|\.\d)")
MONTH = rf"(?:{'|'.join(sorted(map(re.escape, MONTHS), key=len, reverse=True))})"
"""A pattern of the names of months, in all languages that are read."""
_MONTH = rf"(?P<month>{MONTH})\b\.?"
_NTH = r"(?:st|nd|rd|th|\.)?"
_DAYS = rf"(?<!\d)(?P<first>\d{{1,2}}){_NTH}[ ]?(?:[-–—/&]|to|and|und|bis)[ ]?(?P<last>\d{{1,2}}){_NTH}"
_YEAR = r",?[ ](?P<year>(?:19|20)\d\d)\b"
_SPANS = (
    (rf"\b{_MONTH}[ ]{_DAYS}{_YEAR}", r"\g<month> \g<first>, \g<year> to \g<month> \g<last>, \g<year>"),
    (rf"{_DAYS}[ ]{_MONTH}{_YEAR}", r"\g<first> \g<month> \g<year> to \g<last> \g<month> \g<year>"),
    (
        rf"\b{_MONTH}[ ](?P<first>\d{{1,2}})[ ]?[-–][ ]?(?={MONTH}\b\.?,?[ ](?P<year>\d{{4}}))",
        r"\g<month> \g<first>, \g<year> to ",
    ),
)
"""Ranges within a month, ``October 15-16, 2023``, and the form in which each date has its month and year."""
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset({"the", "and", "was", "were", "with", "that", "this", "for", "from", "not"})
_DAY_FIRST = frozenset(
    (
        "das", "der", "die", "ist", "mit", "nicht", "und", "von", "war", "wurde", "zu", "da", "de", "do", "dos", "em",
        "foi", "não", "para", "por", "que", "uma", "del", "el", "en", "fue", "las", "los", "una", "dans", "des", "du",
        "est", "la", "le", "les", "pour", "une", "che", "della", "di", "il", "per", "een", "het", "niet", "van",
        "jest", "nie", "się", "och", "på", "ikke", "og", "не", "на", "что",
    )
)  # fmt: skip
"""Words of languages that write 05/03/2024 for the 5th of March; they are rare in English."""
_YEAR_SIGN = re.compile(r"(?:19|20)\d\d")
A_MONTH = timedelta(days=31)
"""How far apart the dates of one report lie at most: those in it, and the days of its incident and its publication."""
_PLACE = re.compile(
    r"[(\[]?(?P<city>[A-Z][^\W\d_]{2,15}(?:[ _-][A-Z][^\W\d_]{2,12}){0,2})(?:[ ](?:local[ ])?[Tt]ime)?[)\]]?"
)
"""A city behind a time, with nothing else."""
_LEAD = re.compile(
    r"\A(?:on|from|at|between|approximately|approx\.?|around|about|circa|since|starting|started|began|~|am|vom|von)\s+"
    r"(?:the\s+(?=\d))?",
    re.IGNORECASE,
)


class Calendar(Struct):
    """Reads written times.

    ``zone`` is the zone of the report's times, if the report names one; ``place`` is the same zone if it has an IANA
    name and so can be the report's ``timezone``. ``day`` is the date of times without one.
    """

    site_zone: Zone
    zone: Zone | None = None
    place: Zone | None = None
    day: date | None = None
    today: date | None = None
    """The day of the import, in UTC; no incident was later."""
    figures: list[Day] = field(default_factory=list)
    """All dates in figures: together they show what comes first, day or month."""
    day_first: bool = False
    """Whether 03/04 is in April, where no date in figures tells the order."""

    def learn(self, lines: Iterable[str], plans: Iterable[str] = ()) -> None:
        """Find out what comes first in dates such as 03/04/2023: day or month.

        One date that can be read in one way only settles it. Otherwise an order is dropped if it puts a date after
        today, or away from the report's other dates; if both orders are possible, the language decides. Dates in
        ``plans``, the lines of measures, may lie ahead.
        """
        languages: Counter[bool] = Counter()
        days: list[Day] = []
        others: list[date] = []
        for line in lines:
            days += _in_figures(line)
            others += filter(None, [_settled(line)])
            words = map(str.casefold, _WORD.findall(line[:2000]))
            languages.update(word in _DAY_FIRST for word in words if word in _DAY_FIRST or word in _ENGLISH)
        self.figures += [*days, *(day for line in plans for day in _in_figures(line))]
        if self.figures and all(day.order == "?" for day in self.figures):
            told = self._told_by_dates(days, others)
            self.day_first = languages[True] > languages[False] if told is None else told

    def _told_by_dates(self, days: Iterable[Day], others: Sequence[date]) -> bool | None:
        """Whether the day comes first, as today and other dates tell it; ``None`` if both orders are possible."""
        dated = [day for day in days if day.year]
        readings = {day_first: [_in_order(day, day_first) for day in dated] for day_first in (False, True)}
        past = {
            day_first: read
            for day_first, read in readings.items()
            if self.today is None or all(each <= self.today + timedelta(days=1) for each in read)
        }
        for limit in (timedelta(days=1), A_MONTH):
            if len(past) == 1:
                return next(iter(past))
            near = [
                day_first
                for day_first, read in past.items()
                if others and all(min(abs(each - other) for other in others) <= limit for each in read)
            ]
            if len(near) == 1:
                return near[0]
        return None

    def read(self, text: str, zone: str = "") -> tuple[Moment | None, Moment | None]:
        """Return the moment that a text begins with, and the end of a range; in that ``zone`` if it names none."""
        head = _head(text)
        if head is None:
            return None, None
        context = self._context()
        context = replace(context, zone=written_zone(zone)) if zone else context
        if head.stamp.timed and not head.stamp.zone and (place := _PLACE.fullmatch(head.text.strip())):
            city = find_city(f"{place['city']} time")
            context = replace(context, zone=read_zone(city)) if city else context
        dated = Dating(context, self._stamps(head.stamp)).resolve(head.stamp)
        return dated.start, dated.end

    @staticmethod
    def zone_in(text: str) -> str | None:
        """Return the zone behind the time that a text begins with, "" if there is none, ``None`` without a time."""
        head = _head(text)
        return head.stamp.zone if head and head.stamp.clock else None

    def find_day(self, text: str, near: date | None = None) -> date | None:
        """Return the first full date in a text; with ``near`` also one without a year, in the year nearest to it."""
        text = _spelt_out(text)
        day = find_day(text)
        if day is None or (day.year is None and near is None):
            start, _ = self.read(text.lstrip("# ")) if day else (None, None)  # October 30 - November 2, 2023
            if start:
                return start.at.date()
            day = _compact_day(text)
        if day is None:
            return None
        stamp = Stamp(day)
        year_less = TimeContext(site_zone=self.site_zone, day=near, day_first=self.day_first)
        context = self._context() if day.year else year_less
        start = Dating(context, self._stamps(stamp)).resolve(stamp).start
        return start.at.date() if start else None

    def _context(self) -> TimeContext:
        return TimeContext(zone=self.zone, site_zone=self.site_zone, day=self.day, day_first=self.day_first)

    def _stamps(self, stamp: Stamp) -> Sequence[Stamp]:
        return [stamp, *map(Stamp, self.figures)]

    def written(self, moment: Moment) -> str:
        """Return a moment as in front matter: without an offset if the report's zone, or the site's, implies it."""
        if moment.is_day:
            return moment.at.date().isoformat()
        form = "%Y-%m-%d %H:%M:%S" if moment.precision == "second" else "%Y-%m-%d %H:%M"
        own = (self.place or self.site_zone).tzinfo
        wall = moment.at.replace(tzinfo=None)
        if (
            moment.at.utcoffset()
            == wall.replace(tzinfo=own).utcoffset()
            == wall.replace(tzinfo=own, fold=1).utcoffset()
        ):
            return f"{moment.at:{form}}"
        offset = moment.at.isoformat()[-6:]
        return f"{moment.at:{form}}{offset if offset[0] in '+-' else 'Z'}"


def _in_figures(line: str) -> list[Day]:
    """The dates in figures alone, such as 03/04/2023."""
    found = (read_day(line, match.start()) for match in _FIGURES.finditer(line[:2000]))
    return [each[0] for each in found if each]


def _in_order(day: Day, day_first: bool) -> date:
    month, number = (day.day, day.month) if day_first else (day.month, day.day)
    return date(day.year or 1, month, number)


def _compact_day(text: str) -> Day | None:
    match = _COMPACT.search(text)
    return Day(int(match[1]), int(match[2]), int(match[3])) if match else None


def _settled(line: str) -> date | None:
    """The first full date of a line, unless its order is open; a file's name has it without signs too."""
    if not _YEAR_SIGN.search(line):
        return None
    day = find_day(_spelt_out(line)) or _compact_day(line[:2000])
    try:
        return date(day.year, day.month, day.day) if day and day.year and not day.order else None
    except ValueError:
        return None


def _head(text: str) -> Head | None:
    spelt = _spelt_out(text)
    return read_head(_LEAD.sub("", spelt.strip(" *_`"), count=1)) or read_head(spelt.strip())


def _spelt_out(text: str) -> str:
    """Return the text with both days of a range within a month as full dates."""
    for pattern, dates in _SPANS:
        text = re.sub(pattern, dates, text, flags=re.IGNORECASE)
    return text


def place_of(zone: tzinfo | None) -> str:
    """Return the IANA name of a zone; "" for an offset."""
    return zone.key if isinstance(zone, ZoneInfo) else ""
