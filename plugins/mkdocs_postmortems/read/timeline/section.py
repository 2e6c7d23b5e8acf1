"""Parse the Timeline section into its parts: events, groups, and the prose between them.

Takes the section's lines with their kinds, what is known about the report's times, and the labels of kinds. Returns a
``Timeline`` in which every line that is not blank is in the span of exactly one part. Called by ``steps`` and by the
importer.

Four steps: ``outline`` finds the blocks, ``heads`` the times that they begin with, ``parts`` decides what is
an event, and ``_date_parts`` dates the events in the order written (with ``dating``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from msgspec.structs import replace

from mkdocs_postmortems.diagnostics import Problem
from mkdocs_postmortems.read.body.line_starts import LIST_MARKER
from mkdocs_postmortems.read.body.markers import cut_internal_of_first_paragraph
from mkdocs_postmortems.read.body.outline import dedent
from mkdocs_postmortems.read.model import Event, Group, LineKind, Prose, Span, Timeline
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.timeline.dating import Dated, Dating, TimeContext
from mkdocs_postmortems.read.timeline.declarations import DayWord, read_day_after_time
from mkdocs_postmortems.read.timeline.heads import is_day_line
from mkdocs_postmortems.read.timeline.kinds import LABELS, kind_of, label_of
from mkdocs_postmortems.read.timeline.parts import Part, Parts, build_parts
from mkdocs_postmortems.read.timeline.unread_zones import refuse_zone, unread_declaration
from mkdocs_postmortems.read.times.days import Day, find_day
from mkdocs_postmortems.read.times.line_times import read_head, time_column
from mkdocs_postmortems.read.times.stamps import Stamp
from mkdocs_postmortems.read.times.zones import TimeRefused, find_zone, unread_city

_FIRST_MARKER = pattern(r"(?:[-*+]|1\.)[ \t]+")
"""The mark of a list's first item: ``3. Versuch`` is no list."""


def read_timeline(
    lines: Sequence[str],
    kinds: Sequence[LineKind],
    first_line: int,
    context: TimeContext | None = None,
    labels: Mapping[str, str] = LABELS,
) -> Timeline:
    """Read a section's body.

    ``lines`` are those below its heading, ``lines[0]`` is line ``first_line`` of the file, and ``kinds`` says "text",
    "blank", "code" or "comment" for each. Problems are ``bad-event-time``, ``unread-time``, ``unread-zone``,
    ``nonexistent-time`` and ``ambiguous-time``.
    """
    section = build_parts(tuple(lines), tuple(kinds), tuple(labels.items()))
    return _date_parts(section, first_line, context or TimeContext(), labels)


def join_timelines(timelines: Sequence[Timeline]) -> Timeline:
    """Return several timelines as one, their events renumbered in the order written."""
    numbers = count(1)
    parts = (part for timeline in timelines for part in timeline.parts)
    numbered = (replace(part, number=next(numbers)) if isinstance(part, Event) else part for part in parts)
    return Timeline(tuple(numbered), tuple(problem for timeline in timelines for problem in timeline.problems))


def is_day(title: str) -> bool:
    """Return whether a heading is only a date: ``## July 22``."""
    head = read_head(title)
    return head is not None and is_day_line(head)


def _date_parts(section: Parts, first_line: int, context: TimeContext, labels: Mapping[str, str]) -> Timeline:
    day = find_day(context.heading)
    dating = _begin(section.parts, context, day)
    of_heading = dating.refuse_day(day, context.heading)
    refused = {**_counts(section, context), **section.times.mistakes}
    parts: list[Event | Prose | Group] = []
    numbers = count(1)
    for part in section.parts:
        span = Span(part.first + first_line, part.last + first_line)
        line = section.lines[part.first]
        if found := _set_day(dating, part, line):
            refused.setdefault(part.first, found)
        if part.kind == "prose":
            dating.declared = part.zone or dating.declared
            parts.append(Prose(part.text, span, internal=part.internal))
        elif part.kind == "group":
            parts.append(Group(part.text, span, part.level, internal=part.internal))
        else:
            dated = _date_part(dating, part, line)
            if found := dated.refused or section.times.unread.get(part.first):
                refused.setdefault(part.first, found)
            parts.append(_event(next(numbers), part, span, dated, labels))
    problems = [*_unread_zones(section, first_line, context)]
    problems += [of_heading.problem(first_line - 1)] if of_heading else []
    problems += [each.problem(at + first_line, time_column(section.lines[at])) for at, each in sorted(refused.items())]
    return Timeline(tuple(parts), tuple(problems))


def _begin(parts: Sequence[Part], context: TimeContext, day: Day | None) -> Dating:
    """Return the state before the first part is dated: the zone that the section declares, and its heading's day."""
    stamps = [part.head.stamp for part in parts if part.head]
    stamps += [Stamp(part.day) for part in parts if isinstance(part.day, Day)]
    dating = Dating(context, stamps)
    declared = (part.zone for part in parts if part.kind == "prose" and part.zone)
    dating.declared = find_zone(context.heading) or next(declared, "")
    numbers = [stamp.nth for stamp in stamps] + [part.day.nth for part in parts if isinstance(part.day, DayWord)]
    dating.days_from = 0 if 0 in numbers else 1
    if day is not None:
        dating.set_day(day)
    return dating


def _set_day(dating: Dating, part: Part, line: str) -> TimeRefused | None:
    """Set the day that a part names for those below it, and return what is wrong with it; ``line`` is its first."""
    if part.day is not None:
        dating.set_day(part.day)
    return dating.refuse_day(part.day, line) if isinstance(part.day, Day) else None


def _unread_zones(section: Parts, first_line: int, context: TimeContext) -> Iterator[Problem]:
    """Yield the unknown zones that the section's heading, its tables' headers and its sentences name."""
    rows = {row.line for row in section.times.rows if row.text}
    headers = [(at, section.lines[at]) for at in section.times.tables if at not in rows]
    prose = [
        (part.first, part.lines[0]) for part in section.parts if part.kind == "prose" and part.lines and not part.zone
    ]
    for at, text in [(-1, context.heading), *headers, *prose]:
        is_head = at < 0 or at in section.times.tables
        if unread := (unread_city(text) if is_head else "") or unread_declaration(text, is_head):
            column = max(section.lines[at].find(unread) + 1, 1) if at >= 0 else 1
            yield refuse_zone(unread).problem(at + first_line, column)


def _counts(section: Parts, context: TimeContext) -> dict[int, TimeRefused]:
    """Return the lines that begin with a Unix timestamp or a spreadsheet's serial date."""
    if context.started is None:
        return {}
    first, last = context.started.instant, (context.resolved or context.started).instant
    return {at: count.refused for at, count in section.times.counts.items() if count.is_around(first, last)}


def _date_part(dating: Dating, part: Part, line: str) -> Dated:
    """Return the moments of an event; a zone of its own comes before that of its group. ``line`` is its first."""
    if part.head is None:
        return Dated()
    stamp = part.head.stamp
    if part.end_head is not None and stamp.end_clock is None and stamp.end_day is None:
        end = part.end_head.stamp
        stamp = replace(stamp, end_day=end.day, end_clock=end.clock, end_zone=end.zone)
    zone = part.zone or (part.group.zone if part.group else "")
    return dating.resolve(stamp, zone, line, read_day_after_time(part.lines[0]))


def _event(number: int, part: Part, span: Span, dated: Dated, labels: Mapping[str, str]) -> Event:
    own = part.text if "".join(part.lines[:1]).strip() else _without_lone_marker(part.text)
    whole = part.text_with(part.head.whole) if part.head is not None and dated.start is None else own
    text, marked = cut_internal_of_first_paragraph(whole)
    label = own.lstrip()
    # 14:20–15:00 Mitigation is a phase, which the mitigation ends; a label with a mark names a moment.
    is_phase = dated.end is not None and not label_of(label)
    return Event(
        number,
        text.strip("\n").rstrip(),
        span,
        "" if is_phase else kind_of(label, labels),
        dated.start,
        dated.end,
        part.group.text if part.group else "",
        part.internal or marked,
    )


def _without_lone_marker(text: str) -> str:
    """Return the text below a line that is only a time, without the mark of its list if that has a single item."""
    text = text.lstrip()
    marker = _FIRST_MARKER.match(text)
    if not marker or any(map(LIST_MARKER.match, text.split("\n")[1:])):
        return text
    first, *rest = text.split("\n")
    return "\n".join([first[marker.end() :], *dedent(rest, marker.end())])
