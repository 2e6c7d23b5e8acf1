"""A rule for dates in the text that contradict the day of the week beside them.

Those in the timeline are found while it is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mkdocs_postmortems.check.passages import Passage
from mkdocs_postmortems.check.subject import Finding, Subject
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.timeline.dating import check_weekday
from mkdocs_postmortems.read.times.days import WEEKDAYS, Day, read_full_day

_ENDS = ("day", "tag", "woch", "曜日")
"""The endings of the names: searching for these is a hundred times as fast as for the names."""
_LAST_WORD = pattern(r"[^\W\d_]{3,10}$")
_WORD = pattern(r"(?<![\w./-])\w")
_LONGEST_DATE = 30
"""Maximum number of characters in a date with its year, in words."""


def find_wrong_weekdays(subject: Subject) -> Iterator[Finding]:
    """``wrong-weekday``

    Only full, unambiguous dates are checked: in the text and in fields, a date without a year may mean any year.
    """
    if not any(end in subject.file.raw for end in _ENDS):
        return
    reported = subject.problem_lines("wrong-weekday")
    for passage in (Passage(subject.report.source.front_matter, 2), *subject.text):
        for start in _weekdays(passage):
            line, column = passage.place(start)
            day = _beside(passage.prose, start) if line not in reported else None
            refused = check_weekday(_known(day), day.weekday) if day else None
            if refused:
                yield Finding(refused.message, line, column, refused.help)


def _weekdays(passage: Passage) -> Iterator[int]:
    """Yield where full names of days begin."""
    for end in _ENDS:
        at = passage.raw.find(end)
        while at >= 0:
            stop = at + len(end)
            word = _LAST_WORD.search(passage.prose, max(0, stop - 10), stop)
            if word and word.group().casefold() in WEEKDAYS and passage.raw[stop : stop + 1] != ".":
                yield word.start()
            at = passage.raw.find(end, stop)


def _beside(text: str, start: int) -> Day | None:
    """Return the date after the name of a day, or the one that ends with it."""
    if found := read_full_day(text, start):
        return found[0]
    before = text.rfind("\n", 0, start) + 1
    for word in _WORD.finditer(text, max(before, start - _LONGEST_DATE), start):
        found = read_full_day(text, word.start())
        if found and found[0].weekday is not None and found[1] > start:
            return found[0]
    return None


def _known(day: Day) -> date | None:
    """Return the date, if it has a year and is unambiguous."""
    month, number = (day.day, day.month) if day.order == "day" else (day.month, day.day)
    try:
        return date(day.year, month, number) if day.year and day.order != "?" else None
    except ValueError:
        return None
