"""Find the day of a document's times without a date. Called by ``finder``."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import PurePosixPath

from mkdocs_postmortems.imports.facts.draft import OPENING, Draft, ToldDay, without_links
from mkdocs_postmortems.imports.text.calendar import A_MONTH
from mkdocs_postmortems.read.timeline.heads import POSTED

_TELLS = re.compile(r"[ \t]*(?:On|Am|Le|El|Em|Il)[ ]")
"""The beginning of the first paragraph of a section if it tells of a day."""
_SOON = 40
"""How many letters of that the date is in."""
_YEAR = re.compile(r"(?<![\d.,/])20[0-4]\d(?![\d/]|[.,]\d)")


def learn_dates(draft: Draft) -> None:
    """Let the calendar learn from all texts that may hold a date."""
    plans = draft.lines_of_measures()
    told = [label.value for label in draft.labels if label.where == "front matter"]
    body = [(number in plans, line) for number, line in enumerate(draft.lines, 1)]
    texts = [draft.document.name, *told, *(line for is_plan, line in body if not is_plan)]
    draft.calendar.learn(texts, [line for is_plan, line in body if is_plan])


def find_day_of_incident(draft: Draft) -> None:
    """Find the day of times without a date."""
    published = day_of_text(draft)
    for text, line, where in _dated(draft):
        near = published if where in ("title", "heading", OPENING) else None
        day = draft.calendar.find_day(text, near)
        if day and where == OPENING and not (near and timedelta() <= near - day <= A_MONTH):
            continue
        if day:
            _take_day(draft, day, line, where)
            return
    year = _year_of_report(draft)
    for line, text in _lines_of_events(draft) if year else ():
        day = draft.calendar.find_day(text, date(year, 7, 1))
        if day and day <= (draft.calendar.today or day):
            _take_day(draft, day, line, "timeline")
            return


def _take_day(draft: Draft, day: date, line: int, where: str) -> None:
    draft.day = ToldDay(day, line, where)
    draft.calendar.day = day


def _year_of_report(draft: Draft) -> int:
    """Return the year of days without one: that in the title or the file's name, or else the only one of the text."""
    last = draft.calendar.today.year if draft.calendar.today else 2100
    name = PurePosixPath(draft.document.name).name
    for text in (draft.facts.fields.get("title", ""), name, "\n".join(map(without_links, draft.lines))):
        years = {int(each) for each in _YEAR.findall(text) if int(each) <= last}
        if years:
            return years.pop() if len(years) == 1 else 0
    return 0


def _lines_of_events(draft: Draft) -> Iterator[tuple[int, str]]:
    """Yield the lines of the timeline, as a chat or another log has them, with days but without years."""
    part = draft.layout.timeline
    for number in part.span.numbers if part else ():
        if number not in draft.internal:
            yield number, draft.lines[number - 1].strip()


def day_of_text(draft: Draft) -> date | None:
    """Return when the text was published, by its front matter or its file's name."""
    told = (draft.calendar.find_day(text) for text, _, _ in draft.labels_of("published", "written"))
    return next(told, None) or draft.calendar.find_day(PurePosixPath(draft.document.name).name)


def _dated(draft: Draft) -> Iterator[tuple[str, int, str]]:
    """Yield texts that may name the incident's day, each with its line and place, the likeliest first."""
    layout = draft.layout
    yield from draft.labels_of("date", "started")
    yield draft.facts.fields.get("title", ""), layout.title.line if layout.title else 0, "title"
    if layout.timeline and layout.timeline.line not in draft.internal:
        yield layout.timeline.title, layout.timeline.line, "heading"
    written = [*draft.labels_of("written"), *_posted(draft)]
    told = {line for _, line, where in written if where != "front matter"}  # the lines of that are not the body's
    others = told | draft.lines_of_measures() | draft.internal
    body = [number for number, kind in enumerate(draft.kinds, 1) if kind == "text" and number not in others]
    if draft.is_post():
        yield from ((line, number, OPENING) for number, line in draft.opening())
        yield from _begun(draft, body)
    yield from draft.labels_of("published")
    yield from ((part, 0, "the file's name") for part in reversed(PurePosixPath(draft.document.name).parts[-2:]))
    yield from ((without_links(draft.lines[number - 1]), number, "text") for number in body)
    yield from written


def _begun(draft: Draft, body: Sequence[int]) -> Iterator[tuple[str, int, str]]:
    """Yield the beginnings of sections that begin with a day: ``On November 5th we had an outage``."""
    for heading in draft.headings:
        at = bisect_right(body, heading.line)
        line = draft.lines[body[at] - 1] if at < len(body) else ""
        if _TELLS.match(line):
            yield line[:_SOON], body[at], OPENING


def _posted(draft: Draft) -> Iterator[tuple[str, int, str]]:
    """Yield the lines of a status page that tell when a message was written."""
    for number, line in enumerate(draft.lines, 1):
        if draft.kinds[number - 1] == "text" and POSTED.match(line.strip()):
            yield line, number, "text"
