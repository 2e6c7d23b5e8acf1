"""Which events are far from the incident by their times, and by which slip they came there.

Comes in: a report under check. Goes out: events, to the rules in ``events``.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from datetime import datetime, timedelta

from msgspec.structs import replace

from mkdocs_postmortems.check.subject import Subject
from mkdocs_postmortems.check.times import is_before
from mkdocs_postmortems.read.days import MONTHS
from mkdocs_postmortems.read.model import Event, Group, Moment, Timeline
from mkdocs_postmortems.read.patterns import pattern

_BEFORE = timedelta(hours=2)
"""How long before the start of the impact an event may be: the deployment that caused it, for one."""

_AFTER = timedelta(hours=12)
"""How long after the resolution an event may be: watching the systems, writing to customers."""

_SHORT = timedelta(days=90)
"""An incident no longer than this has no event a year from another one."""

DATE = pattern(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d[^\W\d]{2}|[^\W\d]{3,} \d{1,2}\b"
    rf"|(?<![\d:.])\d{{1,2}}\.? (?i:{'|'.join(MONTHS)})\b|(?<!\w)T0?[ ]?[-−+][ ]?\d"
)
"""A date, or a time told from the start of the incident, of which the author knows how far from it that is."""

_LONGEST_GROUP = 100
"""Characters of a sub-heading in which a date is looked for."""

_UNSOUND = frozenset({"bad-event-time", "nonexistent-time", "ambiguous-time", "ambiguous-timezone"})
"""After one of these an event's time is a guess, and no other event is compared with it."""


def of_another_year(subject: Subject) -> list[tuple[Event, int]]:
    """The events of another year than the incident whose date is their own, each with the year that was meant."""
    started, timeline = subject.report.fields.started, subject.report.timeline
    if started is None or timeline is None:
        return []
    found = []
    resolved = subject.report.fields.resolved or _last_of_year(started, timeline)
    for event in timeline.events:
        if event.start is None:
            continue
        year = _meant_year(event.start, started, resolved)
        if year and has_own_date(subject, event):
            found.append((event, year))
    return found


def _last_of_year(started: Moment, timeline: Timeline) -> Moment:
    """The last event of the year in which an incident began whose end nobody knows yet."""
    moments = [event.start for event in timeline.events if event.start and event.start.at.year == started.at.year]
    return max((started, *moments), key=lambda moment: moment.instant)


def misdated_lines(subject: Subject) -> frozenset[int]:
    """The lines of the events of another year, and of those that take their date from one."""
    lines = {event.span.first for event, _ in of_another_year(subject)}
    taken = taken_dates(subject) if lines else {}
    return frozenset(lines | {line for line, giver in taken.items() if giver.span.first in lines})


def taken_dates(subject: Subject) -> dict[int, Event]:
    """The events without a date, by their lines, each with the event above whose date it takes."""
    timeline = subject.report.timeline
    taken: dict[int, Event] = {}
    giver: Event | None = None
    for event in timeline.events if timeline else ():
        if event.start is None or (giver is not None and event.group != giver.group):
            giver = None
        if event.start is not None and DATE.search(subject.report.source.lines[event.span.first - 1][:40]):
            giver = event
        elif event.start is not None and giver is not None:
            taken[event.span.first] = giver
    return taken


def takes(event: Event, lines: Container[int], dated: Mapping[int, Event]) -> bool:
    """Whether an event takes its date from one in those lines."""
    giver = dated.get(event.span.first)
    return giver is not None and giver.span.first in lines


def half_day_slip(subject: Subject, far: Event) -> Event | None:
    """The event above one far after the incident that passed midnight for a clock of twelve hours: 2:05 for 14:05."""
    timeline = subject.report.timeline
    timed = [event for event in timeline.events if event.start] if timeline else []
    at = next((at for at, event in enumerate(timed) if event is far), 0)
    for place in range(at, 0, -1):
        start, before = timed[place].start, timed[place - 1].start
        assert start is not None and before is not None  # filtered above
        if start.at.date() == before.at.date() or start.is_day or before.is_day:
            continue
        meant = start.at - timedelta(hours=12)
        undated = not has_own_date(subject, timed[place])
        fits = start.at.hour < 12 and before.at <= meant and (timed[place] is far or meant <= _a_day_before(far))
        return timed[place] if undated and fits else None
    return None


def _a_day_before(event: Event) -> datetime:
    assert event.start is not None  # called for one that is timed
    return event.start.at - timedelta(days=1)


def far_events(subject: Subject) -> tuple[list[Event], list[Event]]:
    """The events long before the start, and those long after the resolution, unless their date is written."""
    started, resolved = subject.report.fields.started, subject.report.fields.resolved
    timeline = subject.report.timeline
    if started is not None and resolved is not None and is_before(resolved, started):
        resolved = None  # one of the two is wrong, and told
    unsound = refused(subject)
    before, after = [], []
    for event in timeline.events if timeline else ():
        if event.start is None or event.span.first in unsound or has_own_date(subject, event):
            continue
        if started is not None and is_long_before(event.start, started):
            before.append(event)
        elif resolved is not None and is_long_after(event.start, resolved):
            after.append(event)
    return before, after


def _meant_year(moment: Moment, started: Moment, resolved: Moment) -> int:
    """The year by which a moment of another one would fall into the incident: in January many write the old one.

    An incident over New Year's Eve has two years; one of months may well have events on a day of both.
    """
    years = range(started.at.year, resolved.at.year + 1)
    if moment.at.year in years and (len(years) == 1 or resolved.instant - started.instant > _SHORT):
        return 0
    for year in years:
        try:
            moved = replace(moment, at=moment.at.replace(year=year))
        except ValueError:
            continue  # the 29th of February
        if not is_before(moved, started) and not is_before(resolved, moved):
            return year if abs(moment.at.year - year) == 1 else 0
    return 0


def has_own_date(subject: Subject, event: Event) -> bool:
    """Whether the author wrote a date at the event or over its group, and so means what it says."""
    written = subject.report.source.lines[event.span.first - 1][:40] + "\n" + event.group[:_LONGEST_GROUP]
    return bool(DATE.search(written))


def day_over(subject: Subject, event: Event) -> int:
    """The line of the sub-heading that gives an event its date; 0 where it has one of its own, or none."""
    timeline = subject.report.timeline
    own = DATE.search(subject.report.source.lines[event.span.first - 1][:40])
    if timeline is None or own or not DATE.search(event.group[:_LONGEST_GROUP]):
        return 0
    lines = [part.span.first for part in timeline.parts if isinstance(part, Group) and part.title == event.group]
    return max((line for line in lines if line <= event.span.first), default=0)


def is_long_before(moment: Moment, bound: Moment) -> bool:
    if moment.is_day or bound.is_day:
        return (bound.at.date() - moment.at.date()).days > 1
    return bound.instant - moment.instant > _BEFORE


def is_long_after(moment: Moment, bound: Moment) -> bool:
    if moment.is_day or bound.is_day:
        return (moment.at.date() - bound.at.date()).days > 1
    return moment.instant - bound.instant > _AFTER


def refused(subject: Subject) -> frozenset[int]:
    """The lines of events whose time was refused."""
    return frozenset(problem.line for problem in subject.report.problems if problem.rule in _UNSOUND)
