"""Rules for recorded times: the order of those in the front matter, times in the future, a missing detection."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations

from mkdocs_postmortems.check.answers.whole import Clock
from mkdocs_postmortems.check.subject import Finding, Subject
from mkdocs_postmortems.diagnostics import Level
from mkdocs_postmortems.read.front_matter.keys import meant_field
from mkdocs_postmortems.read.model import TIME_FIELDS, Moment, is_before

_ORDERED = ("started", "detected", "mitigated", "resolved")
"""The times that follow one another in every incident; an acknowledgement may come late."""

_Named = tuple[str, Moment]

_SLACK = timedelta(days=1)
"""How far ahead of the clock a time may be, since clocks are inexact and dates differ around the world."""
_LAST_YEAR = 2200
"""A later year is a typo, or one of another calendar."""
_NOT_YET = "write the recorded time, or leave the field out until there is one"


def find_disorder(subject: Subject) -> Iterator[Finding]:
    """``time-order``"""
    fields = subject.report.fields
    given: list[_Named] = [(name, moment) for name in _ORDERED if (moment := getattr(fields, name)) is not None]
    kept = _longest_run(given)
    for each in given:
        is_reported = subject.is_final and each not in kept and is_future(each[1], subject.clock)  # by ``future-time``
        if each not in kept and not is_reported:
            yield from _contradictions(subject, each, kept)
    if fields.acknowledged and fields.started:
        yield from _contradictions(subject, ("acknowledged", fields.acknowledged), [("started", fields.started)])


def _longest_run(given: Sequence[_Named]) -> Sequence[_Named]:
    """Return the longest run of times in order; the others were probably mistyped."""
    for size in range(len(given), 1, -1):
        for run in combinations(given, size):
            if not any(is_before(late, early) for (_, early), (_, late) in combinations(run, 2)):
                return run
    return given[:1]


def _contradictions(subject: Subject, each: _Named, others: Sequence[_Named]) -> Iterator[Finding]:
    """Yield a finding for the nearest field that contradicts a time."""
    name, moment = each
    order = ("started", "acknowledged", *_ORDERED[1:])
    for other, its in sorted(others, key=lambda other: abs(order.index(other[0]) - order.index(name))):
        first = order.index(name) < order.index(other)
        if is_before(its, moment) if first else is_before(moment, its):
            here, there = subject.line_of(name), subject.line_of(other)
            side = "after" if first else "before"
            yield Finding(
                f"{name} (line {here}) is {side} {other} (line {there}): {show(moment)} and {show(its)}",
                *subject.value_of(name),
                help="correct one of them: check the dates and zones, and whether the two are swapped",
            )
            return


def find_future(subject: Subject) -> Iterator[Finding]:
    """``future-time``"""
    for name in TIME_FIELDS:
        moment: Moment | None = getattr(subject.report.fields, name)
        if moment is not None and is_future(moment, subject.clock):
            yield Finding(
                f"{name} is in the future: {show(moment)}",
                *subject.value_of(name),
                help="correct the year" if moment.at.year > _LAST_YEAR else _NOT_YET,
                at_most=Level.ERROR if subject.is_final else Level.WARNING,
            )
    for item in subject.report.actions:
        if item.closed and is_future_day(item.closed, subject.clock):
            yield Finding(
                f"action item {item.number} was done in the future: {item.closed}",
                *subject.text_of(item.span.first),
                help="correct its date, or write a planned day as its due date",
                at_most=Level.WARNING,
            )


def find_missing_detection(subject: Subject) -> Iterator[Finding]:
    """``missing-detection``"""
    report = subject.report
    labelled = any(event.kind == "detected" for event in report.events)
    if subject.is_final and report.time("detected") is None and not labelled and not _is_reported(subject):
        yield Finding(
            "this final report does not say when the incident was detected",
            help="add `detected:` to the front matter, or label an event in the timeline **Detected.**",
        )


def _is_reported(subject: Subject) -> bool:
    """Whether reading reported the field: its value is invalid, or its key is misspelt."""
    lines, misspelt = subject.report.fields.lines, subject.problem_lines("unknown-key-near")
    near = [key for key, span in lines.items() if span.first in misspelt]
    return "detected" in lines or any(meant_field(key, TIME_FIELDS) == "detected" for key in near)


def show(moment: Moment) -> str:
    """Return a moment as an author would write it."""
    if moment.is_day:
        return moment.at.date().isoformat()  # strftime omits the leading zeros of early years
    offset = moment.at.strftime("%z")
    written = "Z" if offset in ("+0000", "") else f"{offset[:3]}:{offset[3:5]}"
    return (
        moment.at.replace(tzinfo=None).isoformat("T", "seconds" if moment.precision == "second" else "minutes")
        + written
    )


def is_future(moment: Moment, clock: Clock) -> bool:
    """Return whether a moment is still to come."""
    if moment.is_day:
        return is_future_day(moment.at.date(), clock)
    return clock.is_before(moment.instant, by=_SLACK if moment.approximate else timedelta())


def is_future_day(day: date, clock: Clock) -> bool:
    """Return whether a day is still to come everywhere on earth."""
    return clock.is_before(datetime.combine(day, time(), UTC), by=_SLACK)
