"""Rules for the events of the timeline: their fields, their length, and their distance from the incident."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import TypeVar

from mkdocs_postmortems.check.incident.event_order import find_disorder, no_zone
from mkdocs_postmortems.check.incident.far import (
    DATE,
    day_over,
    far_events,
    half_day_slip,
    has_own_date,
    is_long_after,
    is_long_before,
    misdated_lines,
    of_another_year,
    of_swapped_date,
    taken_dates,
    takers,
    takes,
)
from mkdocs_postmortems.check.incident.times import is_future_day, show
from mkdocs_postmortems.check.subject import Finding, Subject
from mkdocs_postmortems.diagnostics import Level
from mkdocs_postmortems.read.model import TIME_FIELDS, Event, Moment, elapsed
from mkdocs_postmortems.read.timeline.kinds import label_of

_MANY = 3
"""This many events far from the incident have a common cause: their date or their zone."""
_RANGE = timedelta(hours=18)
"""A range past midnight that lasts longer probably has its times swapped."""
Meant = TypeVar("Meant")


def find_contradictions(subject: Subject) -> Iterator[Finding]:
    """``label-contradicts-field``

    If all differ by the same number of hours, there is one finding. Events that ``event-outside`` reports are skipped.
    A single one is a hint if the label is not marked as such: *All clear* may be said some time after the field's.
    """
    if not _is_zone_known(subject):
        return
    reported = {event.span.first for events in far_events(subject) if len(events) >= _MANY for event in events}
    reported |= misdated_lines(subject)
    found = [each for each in _contradictions(subject) if each[0].span.first not in reported]
    apart = {start.instant - field.instant for _, start, _, field in found}
    if len(found) >= _MANY and len(apart) == 1 and (hours := _whole_hours(*apart)):
        event, start, name, field = found[0]
        yield Finding(
            f"{len(found)} labelled events are {abs(hours)} h {'later' if hours > 0 else 'earlier'} than their fields, "
            f"the first of them {name}: {show(start)}, but the field says {show(field)}",
            *subject.time_of(event),
            help=f"check the time zones: events are read in {start.zone}, which `timezone` in the front matter sets",
        )
        return
    for event, start, name, field in found:
        hours = _whole_hours(start.instant - field.instant)
        doubt = f"; they are exactly {abs(hours)} h apart, so check the time zones" if hours else ""
        yield Finding(
            f"this event is labelled {name} at {show(start)}, but the field says {show(field)}",
            *subject.time_of(event),
            help=f"correct the event, or {name} on line {subject.line_of(name)}{doubt}",
            at_most=Level.ERROR if label_of(event.text) else Level.HINT,
        )


def _is_zone_known(subject: Subject) -> bool:
    """Return whether fields and events are read in the same zone; not if the front matter's zone is invalid."""
    return not subject.problem_lines("unknown-timezone", "type-timezone")


def _contradictions(subject: Subject) -> Iterator[tuple[Event, Moment, str, Moment]]:
    """Yield each labelled event that differs from its field, with its start and the field's name and value."""
    for name in TIME_FIELDS:
        field: Moment | None = getattr(subject.report.fields, name)
        labelled = [event for event in subject.report.events if event.kind == name and event.start]
        if field is None or not labelled:
            continue
        if not any(_agree(field, moment) for event in labelled for moment in (event.start, event.end) if moment):
            assert labelled[0].start is not None  # filtered above
            yield labelled[0], labelled[0].start, name, field


def _whole_hours(apart: timedelta) -> int:
    """Return the whole hours between two times, if two time zones can differ by as much; else 0."""
    hours, rest = divmod(apart, timedelta(hours=1))
    return 0 if rest or not 1 <= abs(hours) <= 14 else hours


def _agree(field: Moment, event: Moment) -> bool:
    """Return whether two moments may be the same, at the precision of the less precise one."""
    if field.is_day or event.is_day:
        return field.at.date() == event.at.date()
    if field.approximate or event.approximate:
        return abs(field.instant - event.instant) <= timedelta(minutes=15)
    if "minute" in (field.precision, event.precision):
        return abs(field.instant - event.instant) <= timedelta(minutes=1)
    return field.instant == event.instant


def find_outside(subject: Subject) -> Iterator[Finding]:
    """``event-outside``"""
    started, resolved = subject.report.fields.started, subject.report.fields.resolved
    yield from _in_another_year(subject)
    yield from _on_swapped_days(subject)
    before, after = far_events(subject)
    dated = taken_dates(subject) if before or after else {}
    misdated = misdated_lines(subject)
    before, after = ([event for event in each if event.span.first not in misdated] for each in (before, after))
    if started is not None:
        where = f"long before the incident started, {show(started)}"
        yield from _outside(subject, before, where, dated, lambda moment: is_long_before(moment, started))
    slip = half_day_slip(subject, after[0]) if after else None
    if slip is not None and slip.start is not None:
        message = f"this event, {show(slip.start)}, is read as being on the next day, and so are those below it"
        help = f"did you mean {(slip.start.at.hour + 12) % 24:02}:{slip.start.at:%M}? times are read on a 24-hour clock"
        yield Finding(message, *subject.time_of(slip), help=help)
    elif resolved is not None:
        where = f"long after the incident was resolved, {show(resolved)}"
        yield from _outside(subject, after, where, dated, lambda moment: is_long_after(moment, resolved))


def _in_another_year(subject: Subject) -> Iterator[Finding]:
    """Yield the events with the wrong year."""
    started = subject.report.fields.started
    for event, year, day, place in _once_a_day(subject, of_another_year(subject)):
        assert event.start is not None and started is not None  # only these have a year to compare
        side = "before" if event.start.at.year < year else "after"
        what = f"date, {event.start.at:%Y-%m-%d}" if day else f"event, {show(event.start)}"
        message = f"this {what}, is a year {side} the incident, {show(started)}"
        yield Finding(message, *place, help=f"did you mean {year}?")


def _on_swapped_days(subject: Subject) -> Iterator[Finding]:
    """Yield the events whose day and month were swapped, without those that ``future-event`` reports."""
    swapped = of_swapped_date(subject)
    past = [each for each in swapped if each[0].start and not is_future_day(each[0].start.at.date(), subject.clock)]
    for event, meant, _, place in _once_a_day(subject, past):
        assert event.start is not None  # or its date could not be swapped
        message = f"this event, {show(event.start)}, is outside the incident unless day and month are swapped"
        yield Finding(message, *place, help=f"did you mean {meant}?")


def _once_a_day(
    subject: Subject, found: Iterable[tuple[Event, Meant]]
) -> Iterator[tuple[Event, Meant, int, tuple[int, int]]]:
    """Yield events with what each should have had, the line of the date that they are below, and their place.

    Of several below one date, only the first is yielded, at the place of the date.
    """
    seen = set[int]()
    for event, meant in found:
        day = day_over(subject, event)
        if day not in seen:
            seen |= {day} if day else set()
            yield event, meant, day, subject.time_on(day) if day else subject.time_of(event)


def _outside(
    subject: Subject, events: Sequence[Event], where: str, dated: Mapping[int, Event], is_far: Callable[[Moment], bool]
) -> Iterator[Finding]:
    """Yield a finding for each event, but only one for those that share a date, and one for all if they are many."""
    found = takers(events, dated, is_far).values()
    for taking in found:
        yield from _below_one_date(subject, dated[taking[0].span.first], where, len(taking))
    dated_by = {event.span.first for taking in found for event in taking}
    starts = [(event, event.start) for event in events if event.start and event.span.first not in dated_by]
    yield from (_one_by_one if len(starts) < _MANY else _at_once)(subject, starts, where)


def _below_one_date(subject: Subject, giver: Event, where: str, count: int) -> Iterator[Finding]:
    """Yield that an event gives a wrong date to those below it, unless ``future-event`` reports the date."""
    assert giver.start is not None  # an event without a date gives none
    if not is_future_day(giver.start.at.date(), subject.clock):
        message = f"this event, {show(giver.start)}, is {where}, and gives its date to {count} more below"
        yield Finding(message, *subject.time_of(giver), help="correct its date, or give the others their own")


def _one_by_one(subject: Subject, starts: Sequence[tuple[Event, Moment]], where: str) -> Iterator[Finding]:
    """Yield the events that no other rule reports, by their label or their order."""
    reported = {event.span.first for event, *_ in _contradictions(subject)}
    reported |= {finding.line for finding in find_disorder(subject)}
    for event, start in starts:
        if event.span.first not in reported:
            near = subject.report.fields.started or start
            help = f"correct its time or zone, or write its date on the line{no_zone(event, near)}"
            yield Finding(f"this event, {show(start)}, is {where}", *subject.time_of(event), help=help)


def _at_once(subject: Subject, starts: Sequence[tuple[Event, Moment]], where: str) -> Iterator[Finding]:
    """Yield one finding for many events, which have a common cause."""
    first, start = starts[0]
    yield Finding(
        f"{len(starts)} events, the first of them at {show(start)}, are {where}",
        *subject.time_of(first),
        help=f"check the time zone: events are read in {start.zone}, which `timezone` in the front matter sets; "
        "or write the date at the first event of a new day",
    )


def find_reversed(subject: Subject) -> Iterator[Finding]:
    """``reversed-range``"""
    for event in subject.report.events:
        length = elapsed(event.start, event.end)
        if event.start is None or event.end is None or length is None:
            continue
        written = subject.line(event.span.first)[:80]
        over_midnight = event.start.at.date() < event.end.at.date() and _RANGE < length < timedelta(days=1)
        if over_midnight and len(DATE.findall(written)) < 2:
            yield Finding(
                f"this range ends on the next day, {length.total_seconds() / 3600:.0f} h after it begins: "
                f"{show(event.start)} and {show(event.end)}",
                *subject.time_of(event),
                help="write the earlier time first, or add the date at the end",
            )


def find_future(subject: Subject) -> Iterator[Finding]:
    """``future-event``"""
    future = [
        each for each in subject.report.events if each.start and is_future_day(each.start.at.date(), subject.clock)
    ]
    started = subject.report.fields.started
    lines = {event.span.first for event in future}
    dated = taken_dates(subject) if future else {}
    for event in future:
        takes_start = started and is_future_day(started.at.date(), subject.clock) and not has_own_date(subject, event)
        if event.start is not None and not takes_start and not takes(event, lines, dated):
            yield Finding(
                f"this event is in the future: {show(event.start)}",
                *subject.time_of(event),
                help="correct its date",
                at_most=Level.ERROR if subject.is_final else Level.WARNING,
            )
