"""Parse dates as people write them in a timeline.

Takes a text and a position in it. Returns a ``Day`` and where it ends, or ``None``. What a date leaves open (its year,
the order of day and month) stays open here; ``dating`` infers it from the other lines. Called by ``stamps``, and
wherever else a text may contain a date.

``DATES`` is the list of conventions. Every repetition in it is bounded, and it is tried at one position of a line.
"""

from __future__ import annotations

import itertools
import re
from calendar import monthrange
from collections.abc import Callable
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
        "月曜日 月|火曜日 火|水曜日 水|木曜日 木|金曜日 金|土曜日 土|日曜日 日",
    ),
    0,
)
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ONLY_AS_NAMES = frozenset({"may", "mar", "march", "august"})
"""Months that are also other words: ``3 may have failed``. They count with a capital letter, or beside a year."""


def _month(word: str, year: str | None = None) -> int | None:
    return None if word in _ONLY_AS_NAMES and not year else MONTHS.get(word.casefold())


_YEAR = r"((?:19[6-9]|20\d)\d)(?![ \t](?:UTC|GMT)\b[ \t]?[:–—-])"
"""A plausible year of a report: 1936 is a time of day, and so is 2015 in ``Feb 9 2015 UTC:``."""


def _year_first(match: re.Match[str]) -> Day | None:
    return Day(int(match[1]), int(match[2]), int(match[3]))


def _month_between(match: re.Match[str]) -> Day | None:
    month = _month(match[2], match[1])
    return Day(int(match[1]), month, int(match[3])) if month else None


def _numeric_day(match: re.Match[str]) -> Day | None:
    first, sign, second = int(match[1]), match[2], int(match[3])
    year = int(match[4]) if match.lastindex == 4 else None
    if year is not None and year < 100:
        year += 2000
    if not (1 <= first <= 31 and 1 <= second <= 31) or (first > 12 and second > 12):
        return None
    order: Order = "day" if first > 12 or sign == "." else "month" if second > 12 else "?"
    return Day(year, first, second, order)


def _month_last(match: re.Match[str]) -> Day | None:
    month = _month(match[2], match[3])
    year = int(match[3]) if match[3] else None
    return Day(year + 2000 if year and year < 100 else year, month, int(match[1])) if month else None


def _month_first(match: re.Match[str]) -> Day | None:
    month = _month(match[1], match[3])
    return Day(int(match[3]) if match[3] else None, month, int(match[2])) if month else None


def _east_asian(match: re.Match[str]) -> Day | None:
    return Day(int(match[1]) if match[1] else None, int(match[2]), int(match[3]))


def _reiwa(match: re.Match[str]) -> Day | None:
    """Return the year of the Japanese era that began in 2019."""
    return Day(2018 + (1 if match[1] == "元" else int(match[1])), int(match[2]), int(match[3]))


_Reader = Callable[[re.Match[str]], Day | None]


def _table(*rows: tuple[str, _Reader]) -> tuple[tuple[re.Pattern[str], _Reader], ...]:
    return tuple((re.compile(pattern), reader) for pattern, reader in rows)


DATES = _table(
    # 2023-10-15, 2023/10/15, 2023.10.15, 2023-1-5
    (_YEAR + r"[-/.‐‑](\d{1,2})[-/.‐‑](\d{1,2})(?!\d)", _year_first),
    # 2023-Oct-15, 2023/Oct/15, 2023 October 15
    (_YEAR + r"[-/ ]([A-Za-z]{3,9})[-/ ](\d{1,2})(?!\d)", _month_between),
    # 2203-10-15, a year that the check reports
    (r"([12]\d{3})-(\d{2})-(\d{2})(?!\d)", _year_first),
    # 20203-10-15: a typo that ``dating`` refuses
    (r"(\d{5})-(\d{2})-(\d{2})(?!\d)", _year_first),
    # 10/28/2020, 28.10.2020, 28-10-20
    (r"(\d{1,2})([/.-])(\d{1,2})\2((?:19|20)\d\d|\d\d)(?!\.?\d)", _numeric_day),
    # 28.10. (German, no year)
    (r"(\d{1,2})(\.)(\d{1,2})\.(?!\d)", _numeric_day),
    # 10/28 14:05, 12-05 16:21, 10/15（日） 14:05 (only before a clock time, else it may be a fraction or a score)
    (r"(\d{1,2})([/-])(\d{1,2})(?=(?:[\s,T]|[(（]\w{1,3}\.?[)）]){1,4}(?:(?:at|@)\s)?~?\d{1,2}:\d\d)", _numeric_day),
    # 15-Oct-23, as databases write it
    (r"(\d{1,2})-([A-Za-z]{3})-(\d\d)(?![\d-])", _month_last),
    # 15 October 2023, 15th of October, 15. Oktober 2023, 15-Oct-2023, 15OCT2023, 15 de octubre de 2023, 1er mars
    (
        r"(\d{1,2})(?:st|nd|rd|th|er|\\?\.|º)?(?:[ \t]{1,2}of|[ \t]{1,2}de)?[ \t/-]{0,2}([^\W\d_]{3,12})"
        r"\.?(?:,?(?:[ \t]{1,2}de)?[ \t/-]{0,2}" + _YEAR + r")?(?!\w)",
        _month_last,
    ),
    # 2023年10月15日, 10 月 15 日, 10月15号, 10월 15일
    (r"(?:(\d{4})\s?[年년]\s?)?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日号號일]", _east_asian),
)
DATES_BY_WORD = _table(
    # 令和5年10月15日
    (r"令和\s?(元|\d{1,2})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日", _reiwa),
    # October 15, 2023, Oct 15th, Sep 27 2017, Sept. 27
    (
        r"([^\W\d_]{3,10})\.?[ \t-]{1,2}(\d{1,2})(?:st|nd|rd|th)?(?![\d:.]\d|\d|[ \t]?[apAP]\.?[mM])"
        r"(?:,?[ \t-]{1,2}" + _YEAR + r"(?!\d))?",
        _month_first,
    ),
)

MONTH = pattern(r"([^\W\d_]{3,10})\.?,?[ \t]{1,2}" + _YEAR + r"(?=[*_`)\]]|[ \t]{0,2}(?:$|[:|–—]|-[ \t]))")
"""June 2023, set off from what follows: ``June 2023: The new cluster is built.``"""
NTH = pattern(r"(?:Day|Tag|Jour|Día|Dia)[ \t]{1,2}(\d{1,2})[ \t]{0,2}[,:@–—-]?[ \t]{1,2}(?:at[ \t])?(?=~?\d|T[+-]\d)")
"""Day 1, 9:00 AM; Day 1 - T+0:40: a numbered day before a clock time or a relative time."""
_MAY_BE_DATE = pattern(r"\d{1,5}(?:[-/.‐‑]|[ \t]?[年月년월]|(?:[a-zº\\.]{1,4})?[ \t/-]{0,2}[^\W\d_]{2})")
"""What every match of ``DATES`` begins with: a cheap test that rules out most clock times."""
_WEEKDAY = pattern(r"([^\W\d_]{1,12})(?:\.|(?=[\s,、/)]))[ \t]?[,、]?[ \t]?(?:(?:the|den|dem)[ \t])?")
_WEEKDAY_AFTER = pattern(
    r"[ \t]?(?:[(（](?P<inside>[^\W\d_]{1,12})\.?[)）]|,?[ \t]?(?P<word>[^\W\d_]{3,12})(?=[\s,:.]|$))"
)


def read_day(text: str, at: int) -> tuple[Day, int] | None:
    """Return the date that begins at that position, with the weekday after it, and where it ends."""
    figure = text[at : at + 1].isdigit()
    if figure and not _MAY_BE_DATE.match(text, at):
        return None
    for form, reader in DATES if figure else DATES_BY_WORD:
        match = form.match(text, at)
        day = reader(match) if match else None
        if match and day is not None:
            after = _WEEKDAY_AFTER.match(text, match.end())
            weekday = WEEKDAYS.get((after["inside"] or after["word"]).casefold()) if after else None
            if after is None or weekday is None:
                return day, match.end()
            return replace(day, weekday=weekday), after.end()
    return None


_DAY_AND_MONTH = pattern(r"(\d{1,2})(/)(\d{1,2})")


def read_numeric_day(text: str) -> Day | None:
    """Return the day and month of a text without a year: ``10/28``. Within a line it may be a fraction or score."""
    match = _DAY_AND_MONTH.fullmatch(text)
    return _numeric_day(match) if match else None


def read_month(text: str, at: int) -> tuple[Day, Day, int] | None:
    """Return the first and last day of the month written there without a day, and where it ends."""
    match = MONTH.match(text, at)
    month = _month(match[1]) if match else None
    if match is None or month is None:
        return None
    year = int(match[2])
    return Day(year, month, 1), Day(year, month, monthrange(year, month)[1]), match.end()


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


def find_day(text: str) -> Day | None:
    """Return the first full date in a sentence or heading: ``All times in PST, on February 5th 2019``."""
    for word in itertools.islice(re.finditer(r"(?<![\w./-])\w", text[:300]), 60):
        found = read_full_day(text, word.start())
        if found and (found[0].year is not None or found[0].order == ""):
            return found[0]
    return None
