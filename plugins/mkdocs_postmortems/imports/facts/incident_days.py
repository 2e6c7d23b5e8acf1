"""Find the day and the zone of a document's times. Called by ``finder``."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

from mkdocs_postmortems.imports.facts.draft import OPENING, Draft, ToldDay, without_links
from mkdocs_postmortems.imports.text.calendar import A_MONTH, place_of
from mkdocs_postmortems.read.model import TIME_FIELDS
from mkdocs_postmortems.read.timeline.heads import POSTED
from mkdocs_postmortems.read.times.zones import Zone, find_zone, read_zone, written_zone
from mkdocs_postmortems.zone_names import ABBREVIATIONS

_TELLS = re.compile(r"[ \t]*(?:On|Am|Le|El|Em|Il)[ ]")
"""The beginning of the first paragraph of a section if it tells of a day."""
_SOON = 40
"""How many letters of that the date is in."""
_ALL_TIMES = re.compile(r"[\W_]{0,6}all (?:of the )?(?:dates and )?times(?:tamps)?\b.{2,100}$", re.IGNORECASE)
"""A sentence on a line of its own that may name the zone of all times."""
_YEAR = re.compile(r"(?<![\d.,/])20[0-4]\d(?![\d/]|[.,]\d)")


def learn_dates(draft: Draft) -> None:
    """Let the calendar learn from all texts that may hold a date."""
    plans = draft.lines_of_measures()
    told = [label.value for label in draft.labels if label.where == "front matter"]
    body = [(number in plans, line) for number, line in enumerate(draft.lines, 1)]
    texts = [draft.document.name, *told, *(line for is_plan, line in body if not is_plan)]
    draft.calendar.learn(texts, [line for is_plan, line in body if is_plan])


def find_zone_of_labels(draft: Draft) -> None:
    """Find the zone of the whole report by its label."""
    for label in draft.labels:
        if label.fact == "timezone" and (zone := written_zone(label.value) or written_zone(find_zone(label.value))):
            _in_zone(draft, zone, _place_with(draft, zone), label.value, label.line, label.where)
            return
    told = {label.zone: label for label in draft.labels if label.zone}
    for word, label in told.items() if len(told) == 1 else ():  # Start (PST): 10:00
        zone = written_zone(word)
        if zone and zone.name != draft.calendar.site_zone.name:
            _in_zone(draft, zone, _place_with(draft, zone), word, label.line, label.where)


def find_zone_of_sentence(draft: Draft) -> None:
    """Use the zone that a sentence outside of the timeline names for all times: ``All times in PDT (UTC-7).``

    The reader knows only one inside, for the events below it.
    """
    if draft.calendar.zone is not None:
        return
    inside = draft.layout.timeline.span.numbers if draft.layout.timeline else ()
    for number, line in enumerate(draft.lines, 1):
        if number in inside or draft.kinds[number - 1] != "text" or number in draft.internal:
            continue
        zone = written_zone(find_zone(line)) if _ALL_TIMES.match(line) else None
        if zone is not None and zone.name == draft.calendar.site_zone.name:
            draft.calendar.zone = draft.calendar.site_zone
        elif zone is not None:
            _in_zone(draft, zone, _place_with(draft, zone), line.strip(), number, "text")
        if zone is not None:
            return


def _place_with(draft: Draft, zone: Zone) -> str:
    """Return UTC, or a place where an abbreviation is in use on the report's day; else ""."""
    if zone.name == "UTC":
        return "UTC"
    noon = datetime.combine(draft.calendar.day, time(12)) if draft.calendar.day else None
    places = [place for _, place in ABBREVIATIONS.get(zone.name, ())] if noon else []
    return next((each for each in places if noon and noon.replace(tzinfo=ZoneInfo(each)).tzname() == zone.name), "")


def _in_zone(draft: Draft, zone: Zone, name: str, told: str, line: int, where: str) -> None:
    """Read times without a zone in this one; if it has an IANA name, it becomes the report's ``timezone``."""
    draft.calendar.zone = zone
    if place := place_of(zone.tzinfo) or name:
        draft.calendar.place = read_zone(place)
        draft.add("timezone", place, told, line, where)


def find_zone_of_timeline(draft: Draft) -> None:
    """Use the zone of most events for the report's times without one."""
    if draft.calendar.zone is not None:
        return
    timed = [(event, event.start) for event in draft.timeline(None).events if event.start and event.is_timed]
    name, count = next(iter(Counter(start.zone for _, start in timed).most_common(1)), ("", 0))
    if 2 * count <= len(timed):
        return
    if name == draft.calendar.site_zone.name:
        if _is_in_timeline(draft, name):
            draft.calendar.zone = draft.calendar.site_zone
        return
    event, start = next(each for each in timed if each[1].zone == name)
    _in_zone(draft, Zone(name, start.at.tzinfo or UTC), "", name, event.span.first, "timeline")


def find_zone_of_times(draft: Draft) -> None:
    """Read a labelled time without a zone in that of the others, if these have the same: ``15:10 (UTC+2)``."""
    if draft.calendar.zone is not None:
        return
    told = [label for label in draft.labels if label.fact in (*TIME_FIELDS, "date", "time") and not label.zone]
    zones = {zone for label in told if (zone := draft.calendar.zone_in(label.value)) is not None}
    if "" in zones and len(zones) == 2:
        draft.calendar.zone = written_zone(max(zones))


def _is_in_timeline(draft: Draft, word: str) -> bool:
    part = draft.layout.timeline
    texts = [part.title, *draft.lines[part.span.first - 1 : part.span.last]] if part else []
    return any(re.search(rf"\b{re.escape(word)}\b", text) for text in texts)


def find_zone_of_text(draft: Draft) -> None:
    """Use the offset of the date of publication if nothing else names a zone."""
    for text, *_ in draft.labels_of("published") if draft.calendar.zone is None else ():
        moment, _ = draft.calendar.read(text)
        if moment and moment.at.utcoffset() != draft.calendar.site_zone.tzinfo.utcoffset(moment.at):
            draft.calendar.zone = Zone(moment.zone, moment.at.tzinfo or UTC)


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
