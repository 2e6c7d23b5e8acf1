"""Read what a line says about the times below it: their day without its date, or the zone or day in a sentence.

``Day 2``, ``Monday`` and ``The next morning`` head the events of a day; ``dating`` makes the ``DayWord`` a date. A
sentence such as *All times in CET* declares a zone. Called by ``section`` and ``parts``.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from msgspec import Struct

from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.times.days import DAY_WORD, WEEKDAYS, Day, find_day
from mkdocs_postmortems.read.times.zones import TIME_WORDS, find_zone, written_zone

_NTH = pattern(
    rf"(?:{DAY_WORD}[ \t]{{1,2}}#?(?P<after>\d{{1,2}})|(?P<before>[1-9]\d?)日目"
    r"|第(?P<counted>[1-9]\d?)[天日]|[JD][ ]?\+[ ]?(?P<later>\d{1,2}))(?![\w.:/])"
)
_NEXT = pattern(
    r"(?i:(?:the )?(?:next|following) (?:day|morning)|(?:der |am )?(?:nächste[rn]?|folgende[rn]?) (?:tag|morgen)"
    r"|am folgetag|le lendemain|(?:al |el )?día siguiente|(?:no )?dia seguinte|il giorno (?:dopo|seguente|successivo)"
    r"|(?:de )?volgende dag|nästa dag|följande dag|neste dag|næste dag|następnego dnia|на следующий день"
    r"|the day after|翌日|翌朝|次の日|第二天|次日|다음 ?날)"
)
_BEHIND = pattern(
    rf"[(\[]?(?:(?P<after>\+ ?1(?: ?d(?:ays?)?\b|(?=[)\]]))|{_NEXT.pattern})"
    r"|(?:[-−–] ?1(?: ?d(?:ays?)?\b|(?=[)\]]))|(?i:(?:the )?(?:previous day|day before))))[ ]?(?:[)\]:,;.–—]|- |$)"
)
"""What says after a clock time, in brackets or set off from the text, that it is on another day."""
_ORDINALS = {word: at for at, word in enumerate(("first", "second", "third", "fourth", "fifth", "sixth", "seventh"), 1)}
_ORDINAL = pattern(rf"(?i:(?:the )?(?P<word>{'|'.join(_ORDINALS)}) day)")
_NUMERALS = {word: at for at, word in enumerate(("one", "two", "three", "four", "five", "six", "seven"), 1)}
_NUMERAL = pattern(rf"(?i:day (?P<word>{'|'.join(_NUMERALS)}))")
_WEEKDAY = pattern(
    r"(?P<word>[^\W\d_]{3,12}(?:-feira)?|周[一二三四五六日天])\.?(?:,?[ ]\d{1,2}(?:st|nd|rd|th))?"
    r"(?:,?[ ](?i:morning|afternoon|evening|night|früh|morgen|abend|nacht))?"
)
_LONGEST = 60
_AROUND = "*_`:：#. \t"
_DECLARES = pattern(
    rf"(?<![^\W_])(?:{TIME_WORDS}|time ?zones?|dates?|zeitzone|tz|timeline|chronology|events|ereignisse|zeitleiste)\b"
    r"|タイムライン|時刻|時間|タイムゾーン|日時|时间|时区|시간|시각",
    re.IGNORECASE,
)
"""Words of a sentence that may declare the zone or the day of the times below it."""
_LONGEST_DECLARATION = 300


class DayWord(Struct, frozen=True):
    """Which day is meant: the ``nth`` of the incident; the one after; or the next one on that weekday."""

    nth: int | None = None
    weekday: int | None = None

    def date(self, first: date, present: date, has_events: bool, days_from: int = 1) -> date:
        """Return the date. ``present`` is that of the events above, if the timeline ``has_events`` already.

        ``days_from`` is the number of the first day.
        """
        if self.nth is not None:
            return first + timedelta(days=self.nth - days_from)
        if self.weekday is None:
            return present + timedelta(days=1)
        ahead = (self.weekday - present.weekday()) % 7
        return present + timedelta(days=ahead if has_events or ahead <= 3 else ahead - 7)


def read_day_word(text: str, alone: bool = False) -> DayWord | None:
    """Return the day that a heading names; more may follow its number (``Day 2 – recovery``) unless it is ``alone``."""
    if len(text) > _LONGEST:
        return None
    bare = text.strip(_AROUND)
    match = _NTH.fullmatch(bare) if alone else _NTH.match(bare)
    if match is not None and match["later"]:
        return DayWord(nth=int(match["later"]) + 1)
    if match is not None:
        return DayWord(nth=int(match["after"] or match["before"] or match["counted"]))
    if match := _ORDINAL.fullmatch(bare):
        return DayWord(nth=_ORDINALS[match["word"].lower()])
    if match := _NUMERAL.fullmatch(bare):
        return DayWord(nth=_NUMERALS[match["word"].lower()])
    if _NEXT.fullmatch(bare):
        return DayWord()
    match = _WEEKDAY.fullmatch(bare)
    weekday = WEEKDAYS.get(match["word"].casefold()) if match else None
    return None if weekday is None else DayWord(weekday=weekday)


def read_day_after_time(text: str) -> int:
    """Return how many days after the first one the text after a clock time places it: ``(+1)``, ``(next day)``."""
    match = _BEHIND.match(text)
    return 0 if match is None else 1 if match["after"] else -1


def read_declaration(text: str) -> tuple[str, Day | None] | None:
    """Return the zone and date that a sentence declares for the times below it; ``None`` if it declares neither.

    ``All times in CET.`` ``(UTC)`` ``All times in PST, on February 5th 2019`` ``Timeline of 2023-10-16:``
    """
    if len(text) > _LONGEST_DECLARATION:
        return None
    bare = text.strip("()[]*_. \t\n")
    if written_zone(bare):
        return bare, None
    declares = _DECLARES.search(text)
    if declares is None:
        return None
    rest = re.split(r"[.;]\s", text[declares.start() :], maxsplit=1)[0]
    zone = find_zone(rest) or find_zone(text[: declares.start()])
    day = find_day(rest) if zone or rest.rstrip("*_ ").endswith((":", "：")) else None
    return (zone, day) if zone or day else None
