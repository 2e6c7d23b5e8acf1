"""A rule for events that are out of order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from mkdocs_postmortems.check.incident.far import far_dates, far_events, misdated_lines, refused
from mkdocs_postmortems.check.incident.times import show
from mkdocs_postmortems.check.order import longest_run
from mkdocs_postmortems.check.subject import Finding, Subject, once_per_report
from mkdocs_postmortems.read.model import Event, Moment, is_before

_CROWD = 10
"""If more events of a list than this would have to move, the list was never sorted, which is one finding."""


@once_per_report
def find_disorder(subject: Subject) -> tuple[Finding, ...]:
    """``event-order``"""
    return tuple(_all_disorder(subject))


def _all_disorder(subject: Subject) -> Iterator[Finding]:
    for group in _groups(subject):
        falls = [event for above, event in pairwise(group) if _is_before(event, above)]
        rises = sum(_is_before(above, event) for above, event in pairwise(group)) if len(falls) > 1 else 0
        if len(falls) > 1 and len(falls) > 2 * rises:
            yield Finding(
                f"these {len(group)} events are in reverse order, the latest first",
                *subject.time_of(falls[0]),
                help="reverse the list: a timeline starts with the earliest event",
            )
            continue
        found = list(_misplaced(subject, group)) if falls else []
        yield from found if len(found) <= _CROWD else [_unsorted(found, len(group))]


def _unsorted(found: Sequence[Finding], count: int) -> Finding:
    """Return one finding for all events out of order of a list, at the first of them."""
    message = f"{len(found)} of these {count} events are out of order; the first of them: {found[0].message}"
    return replace(found[0], message=message, help="sort the list by time, or add the dates if it covers several days")


def _misplaced(subject: Subject, group: Sequence[Event]) -> Iterator[Finding]:
    """Yield the events out of order; not if ``event-outside`` reports the date of one, or the event beside it."""
    kept = _in_order(group)
    misdated = far_dates(subject)
    far = misdated.union(event.span.first for events in far_events(subject) for event in events)
    for at in sorted(set(range(len(group))).difference(kept)):
        event, place = group[at], bisect_left(kept, at)
        is_early = place > 0 and _is_before(event, group[kept[place - 1]])
        if event.span.first in misdated or (not is_early and place == len(kept)):
            continue
        other = group[kept[place - 1 if is_early else place]]
        if _overlap(event, other):
            continue  # during the longer of the two, the other began
        if event.span.first in far or other.span.first not in far:
            side, move = ("earlier", "move it up") if is_early else ("later", "move it down")
            yield _disorder(subject, event, side, other, move)


def _disorder(subject: Subject, event: Event, side: str, other: Event, move: str) -> Finding:
    assert event.start is not None and other.start is not None  # ``_groups`` yields timed events only
    return Finding(
        f"this event, {show(event.start)}, is {side} than the one on line {other.span.first}, {show(other.start)}",
        *subject.time_of(event),
        help=f"{move}, correct its time, or add its date if it was on another day{no_zone(event, other.start)}",
    )


def no_zone(event: Event, other: Moment) -> str:
    """Return how to write an event if the word that is read as its zone is another word: ``14:05 ICT team``."""
    zone = event.start.zone if event.start else ""
    if zone == other.zone or not (zone.isalpha() and zone.isupper()):
        return ""
    return f"; put a comma before {zone} if it is not a time zone"


def _in_order(group: Sequence[Event]) -> list[int]:
    """Return the indices of the longest run of events in order; the others were probably mistyped.

    Of two that contradict each other, the first in the list is kept. An event with only a date fits at any time of it.
    """
    clocked = [(at, start) for at, event in enumerate(group) if (start := event.start) and not start.is_day]
    longest = _longest_run(clocked)
    ends = sorted(longest)
    kept: list[int] = []
    for at, event in enumerate(group):
        if at in longest:
            kept.append(at)
        elif event.start and event.start.is_day:
            early = bool(kept) and _is_before(event, group[kept[-1]])
            late = any(_is_before(group[after], event) for after in ends[bisect_left(ends, at) :][:1])
            if not early and not late:
                kept.append(at)
    return kept


def _longest_run(times: Sequence[tuple[int, Moment]]) -> frozenset[int]:
    """Return the indices, given with the moments, of the longest run in order, compared to the minute if one is."""
    to_minute = any(moment.precision == "minute" for _, moment in times)
    instants = [moment.instant.replace(second=0, microsecond=0) if to_minute else moment.instant for _, moment in times]
    return frozenset(times[at][0] for at in longest_run([instant.timestamp() for instant in instants]))


def _overlap(event: Event, other: Event) -> bool:
    """Return whether the earlier of two events lasted until the later one."""
    earlier, later = (event, other) if _is_before(event, other) else (other, event)
    return earlier.end is not None and later.start is not None and not is_before(earlier.end, later.start)


def _is_before(event: Event, other: Event) -> bool:
    return event.start is not None and other.start is not None and is_before(event.start, other.start)


def _groups(subject: Subject) -> Iterator[list[Event]]:
    """Yield the timed events under each heading, with those of tables separate.

    Authors start over there, such as with a summary, or with what was done after what was seen.
    """
    passed_over = refused(subject) | misdated_lines(subject)
    timelines = subject.settings.sections.names_with("timeline")
    begins = [section.line for section in subject.report.sections if section.key in timelines]
    found: dict[tuple[int, str, bool], list[Event]] = {}
    for event in subject.report.events:
        if event.start is not None and event.span.first not in passed_over:
            in_table = subject.line(event.span.first).lstrip(" >").startswith("|")
            found.setdefault((bisect_left(begins, event.span.first), event.group, in_table), []).append(event)
    yield from found.values()
