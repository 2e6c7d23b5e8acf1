"""Events that are far from the incident, and the mistakes that put them there.

The functions take the ``Subject`` of a check and return events and lines, for the rules in ``events``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import partial

from msgspec.structs import replace

from mkdocs_postmortems.check.subject import Subject, once_per_report
from mkdocs_postmortems.read.model import Event, Group, Moment, Report, is_before
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.timeline.declarations import read_day_word
from mkdocs_postmortems.read.times.days import MONTHS

_BEFORE = timedelta(hours=2)
"""How long before the start of the impact an event may be, such as the deployment that caused it."""

_AFTER = timedelta(hours=12)
"""How long after the resolution an event may be, such as a message to customers."""

_SHORT = timedelta(days=90)
"""The longest incident over New Year in which one of its two years may be a mistake for the other."""

DATE = pattern(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d[^\W\d]{2}|[^\W\d]{3,} \d{1,2}\b"
    r"|(?<![\d:./-])\d{1,2}(?:[-/]\d{1,2}|\.\d{1,2}\.)(?=[ T,]{1,2}~?\d{1,2}:\d\d)"
    rf"|(?<![\d:.])\d{{1,2}}\.? (?i:{'|'.join(MONTHS)})\b|(?<!\w)T0?[ ]?[-−+][ ]?\d"
)
"""A date, or a time relative to the start of the incident: the author knows how far away the event is."""

_LONGEST_HEAD, _LONGEST_GROUP = 40, 100
"""Characters of an event's line, and of a sub-heading, that are searched for a date."""

_MONTHS = 12

_UNSOUND = frozenset({"bad-event-time", "nonexistent-time", "ambiguous-time", "ambiguous-timezone", "unread-zone"})
"""After one of these problems an event's time is a guess, so no other event is compared with it."""


@once_per_report
def of_another_year(subject: Subject) -> list[tuple[Event, int]]:
    """Return the events with a date of their own that has the wrong year, each with the year that was meant."""
    started = subject.report.fields.started
    if started is None:
        return []
    found = []
    resolved = subject.report.fields.resolved or _last_of_year(started, subject.report)
    for event in subject.report.events:
        if event.start is None:
            continue
        year = _meant_year(event.start, started, resolved)
        if year and has_own_date(subject, event):
            found.append((event, year))
    return found


@once_per_report
def of_swapped_date(subject: Subject) -> list[tuple[Event, date]]:
    """Return the events outside the incident that are within it on the day with day and month swapped, and that day."""
    started, resolved = subject.report.fields.started, subject.report.fields.resolved
    if started is None or resolved is None:
        return []
    found = []
    for event in subject.report.events:
        start = event.start
        if start is None or start.is_day or start.at.day > _MONTHS or start.at.day == start.at.month:
            continue
        meant = replace(start, at=start.at.replace(month=start.at.day, day=start.at.month))
        is_outside = is_long_before(start, started) or is_long_after(start, resolved)
        is_meant_inside = not (is_before(meant, started) or is_before(resolved, meant))
        if is_outside and is_meant_inside and _is_date_in_digits(subject, event, start):
            found.append((event, meant.at.date()))
    return found


def _is_date_in_digits(subject: Subject, event: Event, start: Moment) -> bool:
    """Return whether the month is written in digits on the event's line or in the heading of its group."""
    month, day = f"0?{start.at.month}", f"0?{start.at.day}"
    written = rf"(?<!\d)(?:{month}[-/.月] ?{day}|{day}[-/.] ?{month})(?!\d)"
    line = subject.line(event.span.first)[:_LONGEST_HEAD]
    return any(re.search(written, text) for text in (line, event.group[:_LONGEST_GROUP]))


def _last_of_year(started: Moment, report: Report) -> Moment:
    """Return the last event in the year in which an unresolved incident began, as its end."""
    moments = [event.start for event in report.events if event.start and event.start.at.year == started.at.year]
    return max((started, *moments), key=lambda moment: moment.instant)


@once_per_report
def misdated_lines(subject: Subject) -> frozenset[int]:
    """Return the lines of events with the wrong year or day of the week, or with the day and month swapped.

    Those that take their date from one are among them.
    """
    doubtful = subject.problem_lines("wrong-weekday")
    lines = {event.span.first for event, _ in (*of_another_year(subject), *of_swapped_date(subject))}
    lines |= {
        each.span.first for each in subject.report.events if doubtful & {each.span.first, day_over(subject, each)}
    }
    taken = taken_dates(subject) if lines else {}
    return frozenset(lines | {line for line, giver in taken.items() if giver.span.first in lines})


@once_per_report
def taken_dates(subject: Subject) -> dict[int, Event]:
    """Return, by the line of each event without a date, the event above whose date it takes."""
    taken: dict[int, Event] = {}
    giver: Event | None = None
    for event in subject.report.events:
        if event.start is None or (giver is not None and event.group != giver.group):
            giver = None
        if event.start is not None and _has_date_on_line(subject, event):
            giver = event
        elif event.start is not None and giver is not None:
            taken[event.span.first] = giver
    return taken


def takes(event: Event, lines: Container[int], dated: Mapping[int, Event]) -> bool:
    """Return whether an event takes its date from one on those lines."""
    giver = dated.get(event.span.first)
    return giver is not None and giver.span.first in lines


def half_day_slip(subject: Subject, far: Event) -> Event | None:
    """Return the event at which times seem to pass midnight because 14:05 was written as 2:05; ``None`` for none.

    ``far`` is an event far after the incident; the event is the same one, or one above it.
    """
    timed = [event for event in subject.report.events if event.start]
    at = next((at for at, event in enumerate(timed) if event is far), 0)
    for place in range(at, 0, -1):
        start, before = timed[place].start, timed[place - 1].start
        assert start is not None and before is not None  # filtered above
        if start.at.date() == before.at.date() or start.is_day or before.is_day:
            continue
        meant = start.at - timedelta(hours=12)
        undated = not has_own_date(subject, timed[place]) and not read_day_word(timed[place].group)
        fits = start.at.hour < 12 and before.at <= meant and (timed[place] is far or meant <= _a_day_before(far))
        return timed[place] if undated and fits else None
    return None


def _a_day_before(event: Event) -> datetime:
    assert event.start is not None  # called for one that is timed
    return event.start.at - timedelta(days=1)


@once_per_report
def far_events(subject: Subject) -> tuple[list[Event], list[Event]]:
    """Return the events long before the start and those long after the resolution, except those with a written date."""
    started, resolved = subject.report.fields.started, subject.report.fields.resolved
    if started is not None and resolved is not None and is_before(resolved, started):
        resolved = None  # one of the two is wrong, as ``time-order`` reports
    unsound = refused(subject)
    before, after = [], []
    for event in subject.report.events:
        if event.start is None or event.span.first in unsound or has_own_date(subject, event):
            continue
        if started is not None and is_long_before(event.start, started):
            before.append(event)
        elif resolved is not None and is_long_after(event.start, resolved):
            after.append(event)
    return before, after


@once_per_report
def far_dates(subject: Subject) -> frozenset[int]:
    """Return the lines of far events that take their date from one above, and of that one."""
    before, after = far_events(subject)
    dated = taken_dates(subject) if before or after else {}
    lines = set[int]()
    for events, bound, is_far in (
        (before, subject.report.fields.started, is_long_before),
        (after, subject.report.fields.resolved, is_long_after),
    ):
        for giver, taking in takers(events, dated, partial(is_far, bound=bound)).items() if bound else ():
            lines |= {giver, *(event.span.first for event in taking)}
    return frozenset(lines)


def takers(
    events: Iterable[Event], dated: Mapping[int, Event], is_far: Callable[[Moment], bool]
) -> dict[int, list[Event]]:
    """Return, by the line of each event with a far date, those of ``events`` that take their date from it."""
    found: dict[int, list[Event]] = {}
    for event in events:
        giver = dated.get(event.span.first)
        if giver and giver.start and is_far(giver.start):
            found.setdefault(giver.span.first, []).append(event)
    return found


def _meant_year(moment: Moment, started: Moment, resolved: Moment) -> int:
    """Return the adjacent year that would put a moment into the incident, or 0: in January many write last year's.

    An incident over New Year's Eve has two years; one that lasts months may well have events on the same day of both.
    """
    years = range(started.at.year, resolved.at.year + 1)
    if moment.at.year in years and (len(years) == 1 or resolved.instant - started.instant > _SHORT):
        return 0
    for year in years:
        try:
            moved = replace(moment, at=moment.at.replace(year=year))
        except ValueError:
            continue  # 29 February
        if not is_before(moved, started) and not is_before(resolved, moved):
            return year if abs(moment.at.year - year) == 1 else 0
    return 0


def has_own_date(subject: Subject, event: Event) -> bool:
    """Return whether the author wrote a date on the event's line or in the heading of its group."""
    return _has_date_on_line(subject, event) or bool(DATE.search(event.group[:_LONGEST_GROUP]))


def _has_date_on_line(subject: Subject, event: Event) -> bool:
    return bool(DATE.search(subject.line(event.span.first)[:_LONGEST_HEAD]))


def day_over(subject: Subject, event: Event) -> int:
    """Return the line of the sub-heading that gives an event its date; 0 if the event has its own date, or none."""
    timeline = subject.report.timeline
    if timeline is None or _has_date_on_line(subject, event) or not DATE.search(event.group[:_LONGEST_GROUP]):
        return 0
    lines = [part.span.first for part in timeline.parts if isinstance(part, Group) and part.title == event.group]
    return max((line for line in lines if line <= event.span.first), default=0)


def is_long_before(moment: Moment, bound: Moment) -> bool:
    return _is_apart(moment, bound, _BEFORE)


def is_long_after(moment: Moment, bound: Moment) -> bool:
    return _is_apart(bound, moment, _AFTER)


def _is_apart(earlier: Moment, later: Moment, by: timedelta) -> bool:
    """Return whether two moments are further apart than ``by``; if one is a day, further than one day."""
    if earlier.is_day or later.is_day:
        return (later.at.date() - earlier.at.date()).days > 1
    return later.instant - earlier.instant > by


@once_per_report
def refused(subject: Subject) -> frozenset[int]:
    """Return the lines of events whose time could not be read reliably."""
    return subject.problem_lines(*_UNSOUND)
