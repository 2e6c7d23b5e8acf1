"""Rules of the timeline's events: their order, and that they belong to the incident."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from mkdocs_postmortems.check.subject import Finding, Subject
from mkdocs_postmortems.check.times import is_before, show
from mkdocs_postmortems.diagnostics import Level
from mkdocs_postmortems.read.model import Event, Moment

_BEFORE = timedelta(hours=2)
"""How long before the start of the impact an event may be: the deployment that caused it, for one."""

_AFTER = timedelta(hours=12)
"""How long after the resolution an event may be: watching the systems, writing to customers."""

_DATE = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d[^\W\d]{2}|[^\W\d]{3,} \d{1,2}\b")


def find_disorder(subject: Subject) -> Iterator[Finding]:
    """``event-order``"""
    for group in _groups(subject):
        latest: Event | None = None
        for event in group:
            if event.start is None:
                continue
            if latest is not None and latest.start is not None and is_before(event.start, latest.start):
                yield Finding(
                    f"this event is before the one in line {latest.span.first}: "
                    f"{show(event.start)} and {show(latest.start)}",
                    event.span.first,
                    help="move it up, correct its time, or write its date if it is another day's",
                )
            else:
                latest = event


def find_outside(subject: Subject) -> Iterator[Finding]:
    """``event-outside``"""
    report = subject.report
    started, resolved = report.fields.started, report.fields.resolved
    for event in report.timeline.events if report.timeline else ():
        if event.start is None or _has_own_date(subject, event):
            continue
        if started is not None and _is_long_before(event.start, started):
            bound, where = started, "the start"
        elif resolved is not None and _is_long_after(event.start, resolved):
            bound, where = resolved, "the resolution"
        else:
            continue
        side = "before" if bound is started else "after"
        yield Finding(
            f"this event, {show(event.start)}, is long {side} {where} of the incident, {show(bound)}",
            event.span.first,
            help="correct its time or its zone, or write its date on the line",
        )


def find_future(subject: Subject) -> Iterator[Finding]:
    """``future-event``"""
    timeline = subject.report.timeline
    for event in timeline.events if timeline else ():
        if event.start is not None and event.start.at.date() > (subject.now + timedelta(days=1)).date():
            yield Finding(
                f"this event is in the future: {show(event.start)}",
                event.span.first,
                help="correct its date",
                at_most=Level.ERROR if subject.is_final else Level.WARNING,
            )


def _groups(subject: Subject) -> Iterator[list[Event]]:
    """The events under each sub-heading: authors begin anew there (what was seen, what was done)."""
    timeline = subject.report.timeline
    found: dict[str, list[Event]] = {}
    for event in timeline.events if timeline else ():
        found.setdefault(event.group, []).append(event)
    yield from found.values()


def _has_own_date(subject: Subject, event: Event) -> bool:
    """Whether the author wrote a date at the event or over its group, and so means what it says."""
    written = subject.report.source.lines[event.span.first - 1][:40] + "\n" + event.group
    return bool(_DATE.search(written))


def _is_long_before(moment: Moment, bound: Moment) -> bool:
    if "day" in (moment.precision, bound.precision):
        return (bound.at.date() - moment.at.date()).days > 1
    return bound.instant - moment.instant > _BEFORE


def _is_long_after(moment: Moment, bound: Moment) -> bool:
    if "day" in (moment.precision, bound.precision):
        return (moment.at.date() - bound.at.date()).days > 1
    return moment.instant - bound.instant > _AFTER
