"""Parse dates as people write them in a timeline.

Takes a text and a position in it. Returns a ``Day`` and where it ends, or ``None``. What a date leaves open (its year,
the order of day and month) stays open here; ``dating`` infers it from the other lines. Called by ``stamps``, and
wherever else a text may contain a date.

``DATES`` and ``DATES_BY_WORD`` list the conventions. Every repetition in them is bounded, and they are tried at one
position of a line.
"""

from __future__ import annotations

import itertools
import re
from calendar import monthrange
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_postmortems.read.patterns import pattern

Order = Literal["", "month", "day", "?"]


class Day(Struct, frozen=True):
    """A written date. ``year`` is ``None`` if it was left out.

    In an all-numeric date (``10/11/2020``), ``month`` and ``day`` are in the order written, and ``order`` is what the
    numbers themselves show: "month" or "day" for what comes first, "?" if unknown. For other dates it is "".
    ``weekday`` is the one written beside it, Monday being 0.
    """

    year: int | None
    month: int
    day: int
    order: Order = ""
    weekday: int | None = None


def _numbered(names: tuple[str, ...], first: int) -> dict[str, int]:
    return {
        word: number
        for language in names
        for number, words in enumerate(language.split("|"), first)
        for word in words.split()
    }


MONTHS = _numbered(
    (
        # English, German, French, Spanish, Italian, Portuguese, Dutch, Russian; full names first, then short ones
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep|october oct|"
        "november nov|december dec",
        "januar jänner jän|februar feber|märz mär mrz|april|mai|juni|juli|august|september|oktober okt|november|"
        "dezember dez",
        "janvier janv|février févr fév|mars|avril avr|mai|juin|juillet juil|août|septembre|octobre|novembre|"
        "décembre déc",
        "enero ene|febrero|marzo|abril abr|mayo|junio|julio|agosto|septiembre setiembre|octubre|noviembre|"
        "diciembre dic",
        "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre ott|novembre|dicembre",
        "janeiro|fevereiro fev|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro",
        "januari|februari|maart mrt|april|mei|juni|juli|augustus|september|oktober|november|december",
        # Polish, Czech, Swedish, Danish, Norwegian, Finnish, Turkish, Romanian, Ukrainian, Indonesian
        "stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia",
        "ledna|února|března|dubna|května|června|července|srpna|září|října|listopadu|prosince",
        "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december",
        "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|desember",
        "tammikuuta|helmikuuta|maaliskuuta|huhtikuuta|toukokuuta|kesäkuuta|heinäkuuta|elokuuta|syyskuuta|lokakuuta|"
        "marraskuuta|joulukuuta",
        "ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık",
        "ianuarie|februarie|martie|aprilie|mai|iunie|iulie|august|septembrie|octombrie|noiembrie|decembrie",
        "січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня",
        "januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember",
        "января янв|февраля фев|марта|апреля апр|мая|июня|июля|августа авг|сентября сен|октября окт|ноября ноя|"
        "декабря дек",
    ),
    1,
)
WEEKDAYS = _numbered(
    (
        "monday mon|tuesday tues tue|wednesday wed|thursday thurs thur thu|friday fri|saturday sat|sunday sun",
        "montag mo|dienstag di|mittwoch mi|donnerstag do|freitag fr|samstag sa|sonntag so",
        "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche",
        "lunes|martes|miércoles|jueves|viernes|sábado|domingo",
        "lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica",
        # Dutch, Swedish, Danish and Norwegian, Polish, Russian
        "maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag",
        "måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag",
        "mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag",
        "poniedziałek|wtorek|środa|czwartek|piątek|sobota|niedziela",
        "понедельник|вторник|среда|четверг|пятница|суббота|воскресенье",
        "月曜日 月曜 月|火曜日 火曜 火|水曜日 水曜 水|木曜日 木曜 木|金曜日 金曜 金|土曜日 土曜 土|日曜日 日曜 日",
        # Portuguese, whose short forms are numbers; Chinese, Korean
        "segunda-feira|terça-feira|quarta-feira|quinta-feira|sexta-feira|sábado|domingo",
        "星期一 周一|星期二 周二|星期三 周三|星期四 周四|星期五 周五|星期六 周六|星期日 星期天 周日 周天",
        "월요일|화요일|수요일|목요일|금요일|토요일|일요일",
    ),
    0,
)
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ONLY_AS_NAMES = frozenset({"may", "mar", "march", "august"})
"""Months that are also other words: ``3 may have failed``. They count with a capital letter, or beside a year."""


_YEAR = r"(?P<year>(?:19[6-9]|20\d)\d)(?![ \t](?:UTC|GMT)\b[ \t]?[:–—-])"
"""A plausible year of a report: 1936 is a time of day, and so is 2015 in ``Feb 9 2015 UTC:``."""
_CLOCK_AHEAD = r"(?:(?:at|@)\s)?~?\d{1,2}(?::\d\d|\s?[aApP]\.?[mM]\b)"
_SHORT_YEAR = rf"(?:['’](?P<short>[0-4]\d)|(?P<bare>[0-4]\d)(?=,?[ \t]{{1,2}}{_CLOCK_AHEAD}))"
"""The year in ``Oct 15th '23``, ``15 Oct 23 14:05``: two digits after a day, with an apostrophe or before a time."""
_MONTH = r"(?P<month>\d{1,2})"
_DAY = r"(?P<day>\d{1,2})"

# Dates that begin with a digit. In numbers of which either may be the month, these are ``first`` and ``second``.
DATES = tuple(
    re.compile(pattern)
    for pattern in (
        # 2023-10-15, 2023/10/15, 2023.10.15, 2023-1-5
        rf"{_YEAR}[-/.‐‑]{_MONTH}[-/.‐‑]{_DAY}(?!\d)",
        # 2023-Oct-15, 2023/Oct/15, 2023 October 15
        rf"{_YEAR}[-/ ](?P<month>[A-Za-z]{{3,9}})[-/ ]{_DAY}(?!\d)",
        # 2203-10-15, a year that the check reports
        r"(?P<year>[12]\d{3})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)",
        # 20203-10-15: a typo that ``dating`` refuses
        r"(?P<year>\d{5})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)",
        # 10/28/2020, 28.10.2020, 28-10-20
        r"(?P<first>\d{1,2})(?P<sign>[/.-])(?P<second>\d{1,2})(?P=sign)(?P<year>(?:19|20)\d\d|\d\d)(?!\.?\d)",
        # 28.10. (German, no year)
        r"(?P<first>\d{1,2})(?P<sign>\.)(?P<second>\d{1,2})\.(?!\d)",
        # 10/28 14:05, 12-05 4pm, 10/15（日） 14:05 (only before a clock time, else it may be a fraction or a score)
        r"(?P<first>\d{1,2})(?P<sign>[/-])(?P<second>\d{1,2})"
        rf"(?=(?:[\s,T]|[(（]\w{{1,3}}\.?[)）]){{1,4}}{_CLOCK_AHEAD})",
        # 15-Oct-23, as databases write it; 15/Oct/23, as ticket systems do
        rf"{_DAY}(?P<sign>[/-])(?P<month>[A-Za-z]{{3}})(?P=sign)(?P<year>\d\d)(?![\d/-])",
        # 15 October 2023, 15th of October, 15. Oktober 2023, 15-Oct-2023, 15OCT2023, 15 de octubre de 2023, 1er mars
        rf"{_DAY}(?:st|nd|rd|th|er|\\?\.|º)?(?:[ \t]{{1,2}}of|[ \t]{{1,2}}de)?[ \t/-]{{0,2}}(?P<month>[^\W\d_]{{3,12}})"
        rf"\.?(?:,?(?:[ \t]{{1,2}}de)?[ \t/-]{{0,2}}(?:{_YEAR}|{_SHORT_YEAR}))?(?!\w)",
        # 2023年10月15日, 10 月 15 日, 10月15号, 10월 15일
        rf"(?:(?P<year>\d{{4}})\s?[年년]\s?)?{_MONTH}\s?[月월]\s?{_DAY}\s?[日号號일]",
    )
)
DATES_BY_WORD = tuple(
    re.compile(pattern)
    for pattern in (
        # 令和5年10月15日, in the Japanese era that began in 2019
        rf"令和\s?(?P<reiwa>元|\d{{1,2}})\s?年\s?{_MONTH}\s?月\s?{_DAY}\s?日",
        # October 15, 2023, Oct 15th, Sep 27 2017, Sept. 27
        rf"(?P<month>[^\W\d_]{{3,10}})\.?[ \t-]{{1,2}}{_DAY}(?:st|nd|rd|th)?(?![\d:.]\d|\d|[ \t]?[apAP]\.?[mM])"
        rf"(?:,?[ \t-]{{1,2}}(?:{_YEAR}|{_SHORT_YEAR})(?!\d))?",
    )
)


def _day(match: re.Match[str]) -> Day | None:
    """Return the date that matches one of the conventions; ``None`` if it has no such month."""
    parts = match.groupdict()
    written = parts.get("year") or parts.get("short") or parts.get("bare")
    year = int(written) + (2000 if len(written) == 2 else 0) if written else None
    if reiwa := parts.get("reiwa"):
        year = 2018 + (1 if reiwa == "元" else int(reiwa))
    if "first" in parts:
        is_date = written is not None and len(written) == 4
        return _numeric_day(int(parts["first"]), parts["sign"], int(parts["second"]), year, is_date)
    month = _month(parts["month"], year)
    return None if month is None else Day(year, month, int(parts["day"]))


def _month(written: str, year: int | None) -> int | None:
    if written.isdecimal():
        return int(written)
    return None if written in _ONLY_AS_NAMES and year is None else MONTHS.get(written.casefold())


def _numeric_day(first: int, sign: str, second: int, year: int | None = None, is_date: bool = False) -> Day | None:
    """Return the date of two numbers; ``None`` if none of them can be the month, unless it ``is_date`` for certain.

    32.10.2023 has a whole year, so that it is one that the check reports.
    """
    if min(first, second) == 0:
        return None
    if not is_date and (max(first, second) > 31 or min(first, second) > 12):
        return None
    order: Order = "day" if first > 12 or sign == "." else "month" if second > 12 else "?"
    return Day(year, first, second, order)


MONTH = pattern(rf"([^\W\d_]{{3,10}})\.?,?[ \t]{{1,2}}{_YEAR}(?=[*_`)\]]|[ \t]{{0,2}}(?:$|[:|–—]|-[ \t]))")
"""June 2023, set off from what follows: ``June 2023: The new cluster is built.``"""
DAY_WORD = r"(?i:day|tag|jour|día|dia|dag|giorno|dzień|день)"
"""The word before the number of a day, in the languages of the months."""
NTH = pattern(rf"{DAY_WORD}[ \t]{{1,2}}(\d{{1,2}})[ \t]{{0,2}}[,:@–—-]?[ \t]{{1,2}}(?:at[ \t])?(?=~?\d|T[+-]\d)")
"""Day 1, 9:00 AM; Day 1 - T+0:40: a numbered day before a clock time or a relative time."""
_MAY_BE_DATE = pattern(r"\d{1,5}(?:[-/.‐‑]|[ \t]?[年月년월]|(?:[a-zº\\.]{1,4})?[ \t/-]{0,2}[^\W\d_]{2})")
"""What every match of ``DATES`` begins with: a cheap test that rules out most clock times."""
_WEEKDAY = pattern(r"([^\W\d_]{1,12}(?:-feira)?)(?:\.|(?=[\s,、/)]))[ \t]?[,、]?[ \t]?(?:(?:the|den|dem)[ \t])?")
_WEEKDAY_AFTER = pattern(
    r"[ \t]?(?:[(（](?P<inside>[^\W\d_]{1,12})\.?[)）]|,?[ \t]?(?P<word>[^\W\d_]{3,12})(?=[\s,:.]|$))"
)


def read_day(text: str, at: int) -> tuple[Day, int] | None:
    """Return the date that begins at that position, with the weekday after it, and where it ends."""
    figure = text[at : at + 1].isdigit()
    if figure and not _MAY_BE_DATE.match(text, at):
        return None
    for form in DATES if figure else DATES_BY_WORD:
        match = form.match(text, at)
        day = _day(match) if match else None
        if match and day is not None:
            after = _WEEKDAY_AFTER.match(text, match.end())
            weekday = WEEKDAYS.get((after["inside"] or after["word"]).casefold()) if after else None
            if after is None or weekday is None:
                return day, match.end()
            return replace(day, weekday=weekday), after.end()
    return None


def read_month(text: str, at: int) -> tuple[tuple[Day, Day], int] | None:
    """Return the first and last day of the month written there without a day, and where it ends."""
    match = MONTH.match(text, at)
    month = _month(match[1], None) if match else None
    if match is None or month is None:
        return None
    year = int(match["year"])
    return (Day(year, month, 1), Day(year, month, monthrange(year, month)[1])), match.end()


def read_nth(text: str, at: int) -> tuple[int, int] | None:
    """Return the number of the day that begins at that position, and where its clock time begins."""
    match = NTH.match(text, at)
    return (int(match[1]), match.end()) if match else None


def read_weekday(text: str, at: int) -> tuple[int, int] | None:
    """Return the weekday that begins at that position, Monday being 0, and where what follows it begins."""
    match = _WEEKDAY.match(text, at)
    weekday = WEEKDAYS.get(match[1].casefold()) if match else None
    return (weekday, match.end()) if match and weekday is not None else None


def read_full_day(text: str, at: int) -> tuple[Day, int] | None:
    """Return the date that begins at that position, with the weekday before or after it, and where it ends."""
    weekday = read_weekday(text, at)
    found = read_day(text, weekday[1] if weekday else at)
    if found is None or weekday is None:
        return found
    return replace(found[0], weekday=weekday[0]), found[1]


_MIDNIGHT = " 0:00"


def read_numeric_day(text: str) -> Day | None:
    """Return the day and month of a text without a year: ``10/28``, ``10/15 (Sun)``, as if a clock time followed it.

    Within a line it may be a fraction or score.
    """
    found = read_full_day(text + _MIDNIGHT, 0) if "/" in text else None
    return found[0] if found and found[0].year is None and found[1] == len(text) else None


def find_day(text: str) -> Day | None:
    """Return the first full date in a sentence or heading: ``All times in PST, on February 5th 2019``."""
    found = (day for day, _ in _days(text) if day.year is not None or day.order == "")
    return next(found, None)


def written_day(text: str, day: Day) -> str:
    """Return how a date is written in a text, with the weekday beside it; "" if it is not there."""
    bare = replace(day, weekday=None)
    return next((written for each, written in _days(text) if replace(each, weekday=None) == bare), "")


def _days(text: str) -> Iterator[tuple[Day, str]]:
    """Yield the dates in a sentence or heading, and how each is written."""
    for word in itertools.islice(re.finditer(r"(?<![\w./-])\w", text[:300]), 60):
        if found := read_full_day(text, word.start()):
            yield found[0], text[word.start() : found[1]]
