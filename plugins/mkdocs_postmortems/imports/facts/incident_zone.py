"""Find the zone of a document's times, in which those without one are read. Called by ``finder``."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from mkdocs_postmortems.imports.facts.draft import Draft
from mkdocs_postmortems.imports.text.calendar import place_of
from mkdocs_postmortems.read.model import TIME_FIELDS
from mkdocs_postmortems.read.times.zones import Zone, find_zone, read_zone, written_zone
from mkdocs_postmortems.zone_names import ABBREVIATIONS

_ALL_TIMES = re.compile(r"[\W_]{0,6}all (?:of the )?(?:dates and )?times(?:tamps)?\b.{2,100}$", re.IGNORECASE)
"""A sentence on a line of its own that may name the zone of all times."""


def find_zone_of_report(draft: Draft) -> None:
    """Find the zone of the report's times, where it is told best."""
    for step in (_of_labels, _of_sentence, _of_times, _of_timeline, _of_publication):
        step(draft)
        if draft.calendar.zone is not None:
            return


def _of_labels(draft: Draft) -> None:
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


def _of_sentence(draft: Draft) -> None:
    """Use the zone that a sentence outside of the timeline names for all times: ``All times in PDT (UTC-7).``

    The reader knows only one inside, for the events below it.
    """
    inside = draft.layout.timeline.span.numbers if draft.layout.timeline else ()
    for number, line in enumerate(draft.lines, 1):
        if number in inside or draft.kinds[number - 1] != "text" or number in draft.internal:
            continue
        if zone := written_zone(find_zone(line)) if _ALL_TIMES.match(line) else None:
            if zone.name == draft.calendar.site_zone.name:
                draft.calendar.zone = draft.calendar.site_zone
            else:
                _in_zone(draft, zone, _place_with(draft, zone), line.strip(), number, "text")
            return


def _of_times(draft: Draft) -> None:
    """Read a labelled time without a zone in that of the others, if these have the same: ``15:10 (UTC+2)``."""
    told = [label for label in draft.labels if label.fact in (*TIME_FIELDS, "date", "time") and not label.zone]
    zones = {zone for label in told if (zone := draft.calendar.zone_in(label.value)) is not None}
    if "" in zones and len(zones) == 2:
        draft.calendar.zone = written_zone(max(zones))


def _of_timeline(draft: Draft) -> None:
    """Use the zone of most events for the report's times without one."""
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


def _is_in_timeline(draft: Draft, word: str) -> bool:
    part = draft.layout.timeline
    texts = [part.title, *draft.lines[part.span.first - 1 : part.span.last]] if part else []
    return any(re.search(rf"\b{re.escape(word)}\b", text) for text in texts)


def _of_publication(draft: Draft) -> None:
    """Use the offset of the date of publication."""
    for text, *_ in draft.labels_of("published"):
        moment, _ = draft.calendar.read(text)
        if moment and moment.at.utcoffset() != draft.calendar.site_zone.tzinfo.utcoffset(moment.at):
            draft.calendar.zone = Zone(moment.zone, moment.at.tzinfo or UTC)


def _in_zone(draft: Draft, zone: Zone, name: str, told: str, line: int, where: str) -> None:
    """Read times without a zone in this one; if it has an IANA name, it becomes the report's ``timezone``."""
    draft.calendar.zone = zone
    if place := place_of(zone.tzinfo) or name:
        draft.calendar.place = read_zone(place)
        draft.add("timezone", place, told, line, where)


def _place_with(draft: Draft, zone: Zone) -> str:
    """Return UTC, or a place where an abbreviation is in use on the report's day; else ""."""
    if zone.name == "UTC":
        return "UTC"
    noon = datetime.combine(draft.calendar.day, time(12)) if draft.calendar.day else None
    places = [place for _, place in ABBREVIATIONS.get(zone.name, ())] if noon else []
    return next((each for each in places if noon and noon.replace(tzinfo=ZoneInfo(each)).tzname() == zone.name), "")
