"""Find when an incident started, was detected, mitigated and resolved: by labels, events and the first paragraphs.

Called by ``finder``, and by ``report`` once the text is put together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import PurePosixPath

from msgspec.structs import replace

from mkdocs_postmortems.imports.facts.draft import OPENING, Draft, ToldTime
from mkdocs_postmortems.imports.facts.incident_days import day_of_text
from mkdocs_postmortems.imports.facts.openings import Told, read_beginning, read_range
from mkdocs_postmortems.imports.text.calendar import A_MONTH
from mkdocs_postmortems.imports.text.labels import Label, fact_of
from mkdocs_postmortems.imports.text.words import NOTICED
from mkdocs_postmortems.read.body.inline import plain
from mkdocs_postmortems.read.model import TIME_FIELDS, Event, Moment, Report
from mkdocs_postmortems.read.timeline.kinds import label_of
from mkdocs_postmortems.read.timeline.section import is_day
from mkdocs_postmortems.read.times.zones import find_zone

_NAMED = frozenset({"title", "line", "table", "heading"})
"""Where the day of the incident is named as such."""
_TIMES = frozenset({"date", "duration", "published", *TIME_FIELDS})
_NEAR = 4
"""How far apart two labels of one list may be, in lines."""
_NUMBERS_OF_A_MONTH = 2
_SIDES = re.compile(
    r"\bstart(?:ed)?(?: time)?\s?[:=]\s*(?P<start>[^;]{4,50}?)[\s,;.-]+end(?:ed)?(?: time)?\s?[:=]\s*(?P<end>.{4,50})",
    re.IGNORECASE,
)
"""Both sides of a duration, each behind a name: ``2 hours, start time: 14:00, end time: 16:00``."""
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
_SINCE = re.compile(r"(?:^|[(\[,;–—-])\s*(?:since|seit|depuis|desde)\s+(?P<start>[^()\[\];]{4,50})", re.IGNORECASE)
"""The start in a duration without an end: ``2 days (since 2023-10-13 14:00)``."""
_NOTICE = re.compile(
    rf"\b(?:{NOTICED}|notification|alarm\w*|observ(?:ed|es)|complain\w*|gemeldet|bemerkt)|検知|アラート|報告",
    re.IGNORECASE,
)
"""Words of an event that somebody noticed something: it shows the day of the incident, but not its start."""
_CLOCK = re.compile(r"(?<![\d:])\d\d?:\d\d(?![\d:])")
_ONGOING = re.compile(
    r"\b(?:alert(?:s|ed)?|alarms?|paged|users? (?:\w+ )?(?:complain\w*|informed|report(?:ed|s)?))\b", re.IGNORECASE
)
"""Words of an event, days before the day that the title names, that the incident had begun."""
_RESPONSE = re.compile(
    r"\b(?:start(?:ed|s)?|began|begins?) (?:to )?(?:analy[sz]|debug|investigat|troubleshoot)"
    r"|\binvestigation (?:starts|started|begins|began)\b"
    r"|\b(?:is|are|was|were|came|comes) back (?:online|to normal|up)\b",
    re.IGNORECASE,
)
"""Words of an event of the response: it shows the day, too, but not the start."""
_AT_ONCE = re.compile(
    r"\btime to detect(?:ion)?\b\W{1,8}0+(?:\s?(?:min(?:ute)?s?|m|sec(?:ond)?s?|s|h(?:our)?s?)|[:0])*\W*$",
    re.IGNORECASE,
)
"""A measure with which a report says that an incident was noticed when it began."""
_BEFORE = re.compile(r"^\W*last (?:known )?(?:good|healthy|successful|working)\b", re.IGNORECASE)
"""The beginning of an event before the incident."""
_ANNOUNCED = re.compile(r"\W*scheduled[ \t]*(?:[:–—-]|$)", re.IGNORECASE | re.MULTILINE)
"""The name that status pages give to the announcement of maintenance."""


def _instant(timed: tuple[Event, Moment]) -> datetime:
    return timed[1].instant


def _is_notice(event: Event) -> bool:
    return bool(_NOTICE.search(event.text[:120])) and event.kind != "started"


def _may_be_start(event: Event) -> bool:
    """Whether an event may be the start of the incident, by its label and its words."""
    if event.kind or _is_notice(event):
        return event.kind == "started"
    return not (_RESPONSE.search(event.text[:120]) or _BEFORE.match(event.text))


def find_times_of_labels(draft: Draft) -> None:
    """Take the times that labels tell."""
    for label in draft.labels:
        start, end = _told_by(draft, label)
        if start and end and _is_month(start, end, label.value):
            continue  # neither its first nor its last day is told
        if label.fact in TIME_FIELDS:
            _time(draft, label.fact, start, label)
        elif label.fact == "published":
            _time(draft, "published", start and replace(start, precision="day"), label)
        elif label.fact == "date":
            _time(draft, "dated" if start and not start.is_day else "date", start, label)
            _time(draft, "resolved", end, label)
        else:
            _time(draft, "dated", start, label)
            _time(draft, "resolved", end, label)
    _time_beside_date(draft)


def _told_by(draft: Draft, label: Label) -> tuple[Moment | None, Moment | None]:
    """Return the moment after a label, and the end of a range."""
    if label.fact not in _TIMES:
        return None, None
    if label.fact == "duration":
        return _told_by_duration(draft, label)
    told = draft.calendar.read(label.value, label.zone)
    return (_of_two(draft, label) or told) if label.fact == "date" and told[1] is None else told


def _told_by_duration(draft: Draft, label: Label) -> tuple[Moment | None, Moment | None]:
    """Return the start and the end in a duration; of one that only says since when it has lasted, the start."""
    sides, inside = _SIDES.search(label.value), _IN_BRACKETS.search(label.value)
    for text in (label.value, f"{sides['start']} to {sides['end']}" if sides else inside[1] if inside else ""):
        start, end = draft.calendar.read(text, label.zone)
        if end is not None:
            return start, end
    if said := read_range(label.value, draft.calendar, draft.calendar.day, is_duration=True):
        return said.start, said.end
    since = _SINCE.search(label.value)
    return (draft.calendar.read(since["start"], label.zone)[0] if since else None), None


def _is_month(start: Moment, end: Moment, written: str) -> bool:
    """Whether a range is a month without days in it, ``October 2023``, which is read as all of its days."""
    if not (start.is_day and end.is_day) or len(re.findall(r"\d+", written)) > _NUMBERS_OF_A_MONTH:
        return False
    after = end.at.date() + timedelta(days=1)
    return start.at.date().day == after.day == 1 and after - start.at.date() <= A_MONTH


def _of_two(draft: Draft, label: Label) -> tuple[Moment, Moment] | None:
    """Return the start and the end of ``14:05 / 15:10``; but not of one time in two zones."""
    first, _, second = label.value.partition(" / ")
    if not second or len({*filter(None, map(find_zone, (first, second)))}) > 1:
        return None
    start, end = draft.calendar.read(f"{first.strip()} - {second.strip()}", label.zone)
    return (start, end) if start and end else None


def _time_beside_date(draft: Draft) -> None:
    """Find the time of a label with no more than that: ``Time: 14:05-15:10 UTC``.

    It is that of the date near it. A report that has only one such label, above its timeline, tells the time of
    the incident there: with its day, or on that of the report.
    """
    labels = [label for label in draft.labels if label.fact == "time"]
    date, part = draft.times.get("date"), draft.layout.timeline
    for label in labels if "dated" not in draft.times else ():
        is_near = date is not None and abs(label.line - date.line) <= _NEAR
        if is_near or (date is None and len(labels) == 1 and (part is None or label.line < part.span.first)):
            start, end = draft.calendar.read(label.value, label.zone)
            _time(draft, "dated", start, label)
            _time(draft, "resolved", end, label)


def _time(draft: Draft, name: str, moment: Moment | None, label: Label) -> None:
    if moment and label.where == "front matter" and moment.precision == "second" and moment.at.time() == time():
        moment = replace(moment, precision="day")  # 2023-10-15T00:00:00Z: how programs write a day
    if moment is not None and name not in draft.times:
        draft.times[name] = ToldTime(moment, label.line, label.where)


def find_times_of_timeline(draft: Draft) -> None:
    """Take the start, and the times of labelled events, from the timeline."""
    started = draft.times.get("started") or draft.times.get("dated")
    events = draft.timeline(started.moment if started else None).events
    events = tuple(each for each in events if each.span.first not in draft.internal)
    _times_of_events(draft, events)
    timed = [(event, event.start) for event in events if event.start]
    timed = [each for each in timed if not _ANNOUNCED.match(each[0].text)] or timed
    labelled = next((each for each in timed if each[0].kind == "started"), None)
    earliest = labelled or min(_of_named_day(draft, timed), key=_instant, default=None)
    if earliest is None:
        return
    draft.last = max(timed, key=_instant)[1]
    event, moment = earliest
    if labelled is None and timed != sorted(timed, key=_instant, reverse=True):  # but for a list with the newest first
        of_day = (each for each in timed if each[1].at.date() == moment.at.date())
        written = (each for each in of_day if not is_day(draft.lines[each[0].span.first - 1].strip()))
        event, moment = next(written, earliest)
    if _BEFORE.match(event.text):
        moment = replace(moment, at=datetime.combine(moment.at, time(), moment.at.tzinfo))  # no time is before it
    is_later = not _may_be_start(event) and not (event.kind == "detected" and _is_detected_at_once(draft))
    if is_later or _has_other_before(events, event):
        moment = replace(moment, precision="day")
    where = "event labelled started" if labelled else "first event"
    draft.times.setdefault("event", ToldTime(moment, event.span.first, where))


def _of_named_day(draft: Draft, timed: Sequence[tuple[Event, Moment]]) -> Sequence[tuple[Event, Moment]]:
    """Return the events of the day that the title or a label names, if most are; those days before it are history.

    Otherwise return all of them, and also if the first is of the day before, since an incident may go on over midnight,
    or if an alert or users told of the incident in those days.
    """
    if draft.day is None or draft.day.where not in _NAMED or not timed:
        return timed
    first = min(timed, key=_instant)[1].at.date()
    of_day = [each for each in timed if each[1].at.date() == draft.day.day]
    is_history = draft.day.day - first > timedelta(days=1) and len(of_day) > 1 and 2 * len(of_day) >= len(timed)
    had_begun = any(_ONGOING.search(event.text) for event, moment in timed if moment.at.date() < draft.day.day)
    return of_day if is_history and not had_begun else timed


def _is_detected_at_once(draft: Draft) -> bool:
    """Whether the report says that no time passed until the incident was detected: ``Time to detection: 0 minutes``."""
    return any(_AT_ONCE.search(line) for line in draft.lines)


def _has_other_before(events: Sequence[Event], first: Event) -> bool:
    """Whether a timeline begins with an event that has a clock time which cannot be read, such as 22024-03-12 09:10."""
    return events[0] is not first and events[0].start is None and bool(_CLOCK.search(events[0].text[:60]))


def _times_of_events(draft: Draft, events: Sequence[Event]) -> None:
    """Take the time of each event that is nothing but the name of a time field: ``- Resolved 2023-10-15 15:10``.

    The first one counts, of *resolved* the last. Where an event has that name in bold, reports read it there.
    """
    told = {event.kind for event in events if label_of(event.text)}
    named = [(fact_of(event.text), event) for event in events if event.start and "\n" not in event.text]
    for name in set(TIME_FIELDS) - told - {"started"}:
        of_name = [event for fact, event in named if fact == name]
        if of_name:
            event = of_name[-1 if name == "resolved" else 0]
            assert event.start is not None  # filtered above
            draft.times.setdefault(name, ToldTime(event.start, event.span.first, "event"))


def find_start(draft: Draft) -> None:
    """Find the start: the labelled one, else that of the timeline's first event, else the day; and add all times."""
    found = _labelled_start(draft) or _start_of_timeline(draft) or draft.times.get("date") or _day_found(draft)
    if found and (found.moment.is_day or found is draft.times.get("event")):
        found = _told_in_opening(draft, found)
    if found:
        _add_time(draft, "started", found)
        _doubt_start(draft, found)
        _doubt_title(draft)
    for name in ("detected", "acknowledged", "mitigated", "resolved"):
        if name in draft.times:
            _add_time(draft, name, draft.times[name])


def _doubt_start(draft: Draft, found: ToldTime) -> None:
    """Say that the start is days before all events, or that one which the report names is after all of them.

    In the first case, a month may be mistyped; in the second, the date may be that of the text, or the timeline tells
    only what led to the incident.
    """
    event, told = draft.times.get("event"), draft.calendar.written(found.moment)
    if event and event.moment.at.date() - found.moment.at.date() > timedelta(days=1):
        draft.doubt(found.line, f"started {told!r} is before all events, from {event.moment.at.date()} on")
    elif draft.last and found.where in (*_NAMED, OPENING) and found.moment.at.date() > draft.last.at.date():
        draft.doubt(found.line, f"started {told!r} is after all events, until {draft.last.at.date()}")


def _doubt_title(draft: Draft) -> None:
    """Say that the file's name has the day of the title in another year or month: one of the two is mistyped."""
    day, named = _titled_day(draft), draft.calendar.find_day(PurePosixPath(draft.document.name).name)
    if draft.day is None or day is None or named is None or day.day != named.day:
        return
    if (day.year == named.year) != (day.month == named.month):
        what = "month" if day.year == named.year else "year"
        told = f"'{day}' in the title is in another {what} than '{named}' in the file's name"
        draft.doubt(draft.day.line, told)


def _labelled_start(draft: Draft) -> ToldTime | None:
    """Return the start that a label tells; if that is only a day, the timeline's first event if it is on it."""
    started, event, dated = draft.times.get("started"), draft.times.get("event"), draft.times.get("dated")
    ended = draft.times.get("resolved")
    is_named = draft.day is not None and draft.day.where in _NAMED
    is_range = dated and ended and (dated.line, dated.where) == (ended.line, ended.where)  # no date of a text is one
    if started is None and dated and ((is_named and is_range) or not _is_of_text(draft, dated)):
        started = dated
    if started is None or event is None or not started.moment.is_day or event.moment.is_day:
        return started
    return event if event.moment.at.date() == started.moment.at.date() else started


def _start_of_timeline(draft: Draft) -> ToldTime | None:
    """Return the time of the timeline's first event, unless that is before or after the incident's day."""
    event, date = draft.times.get("event"), draft.times.get("date")
    day = date or (_day_found(draft) if "published" in draft.times else None)
    if event is None or (day and not _is_of_it(draft, event.moment, day)):
        return None
    titled, first = _titled_day(draft), event.moment.at.date()
    told = day_of_text(draft) if titled else None
    if told and first - told > timedelta(days=1):
        return None  # no text tells what is to come: a month of the events may be mistyped
    if titled and titled.year != first.year and (titled.month, titled.day) == (first.month, first.day):
        return None  # the year of the event is mistyped
    if date and event.moment.is_day and date.moment.at.date() < event.moment.at.date():
        return None  # somebody noticed it on that day, so it had begun before
    return event


def _told_in_opening(draft: Draft, found: ToldTime) -> ToldTime:
    """Return the start that the first paragraphs tell; else the one that was found.

    On its day, they say at what time the incident began, unless that is after an event. On another day, which lies
    within the timeline, its events are the history of the incident.
    """
    lines = dict(draft.opening())
    text = plain(" ".join(lines.values()))
    told = read_range(text, draft.calendar, found.moment.at.date())
    if told is None and (found.moment.is_day or _titled_day(draft)):
        told = read_beginning(text, draft.calendar)
    is_known = told is not None and not found.moment.is_day and told.start.instant == found.moment.instant
    if told is None or not (is_known or _is_start(draft, told, found.moment)):
        return found
    number = next(number for number, line in lines.items() if told.clock.split()[0] in line)
    if told.end is not None and not {"resolved", "mitigated"} & draft.times.keys():
        draft.times["resolved"] = ToldTime(told.end, number, OPENING)
    return found if is_known else ToldTime(told.start, number, OPENING)


def sharpen_start(draft: Draft, report: Report) -> bool:
    """Take the time of a start that is only a day from another timeline, which begins earlier on it.

    ``report`` is the result so far. Return whether the start has changed.
    """
    found = draft.facts.found.get("started")
    events = report.timeline.events if report.timeline and found and found.where == "first event" else ()
    timed = [(event, event.start) for event in events if event.start and not event.start.is_day]
    firsts = [next((each for each in timed if each[0].span.first in part.span), None) for part in report.sections]
    begins = [each for each in firsts if each]
    event, moment = min(begins, key=_instant) if len(begins) > 1 else (None, None)
    if found is None or event is None or moment is None or found.value != moment.at.date().isoformat():
        return False
    if not _may_be_start(event):
        return False
    written = report.source.lines[event.span.first - 1].strip()
    line = next((number for number, line in enumerate(draft.lines, 1) if line.strip() == written), 0)
    del draft.facts.fields["started"], draft.facts.found["started"]
    _add_time(draft, "started", ToldTime(moment, line or found.line, found.where))
    return True


def _is_start(draft: Draft, told: Told, found: Moment) -> bool:
    """Whether the start that the opening tells fits the timeline, and says more than the one that was found."""
    day, other = told.start.at.date(), found.at.date()
    if found.is_day and day == other:
        return found.at.time() == time() or told.start.instant <= found.instant
    if told.is_dated and other < day == _titled_day(draft):
        return True
    return told.is_dated and draft.last is not None and other < day and told.start.instant <= draft.last.instant


def _titled_day(draft: Draft) -> date | None:
    """Return the day that the title names."""
    return draft.day.day if draft.day and draft.day.where == "title" else None


def _day_found(draft: Draft) -> ToldTime | None:
    if draft.day is None:
        return None
    midnight = datetime.combine(draft.day.day, time(), draft.calendar.site_zone.tzinfo)
    return ToldTime(Moment(midnight, precision="day"), draft.day.line, draft.day.where)


def _is_of_it(draft: Draft, event: Moment, day: ToldTime) -> bool:
    """Whether an event belongs to the incident of a day, rather than to its history.

    A labelled day is the incident's. The day of the text is at most a month after the incident, or its last event.
    """
    is_of_text = _is_of_text(draft, day)
    other = draft.last if is_of_text and draft.last else day.moment
    is_vague = is_of_text or "date" not in draft.times or day.where == "front matter"
    return abs(event.at.date() - other.at.date()) <= (A_MONTH if is_vague else timedelta(days=1))


def _is_of_text(draft: Draft, told: ToldTime) -> bool:
    """Whether a date is that of the text: it is later than all events."""
    if draft.last is None:
        return False
    if told.moment.is_day or draft.last.is_day:
        return told.moment.at.date() > draft.last.at.date()
    return told.moment.instant > draft.last.instant


def _add_time(draft: Draft, name: str, told: ToldTime) -> None:
    text = draft.calendar.written(told.moment)
    draft.add(name, text, text, told.line, told.where)
