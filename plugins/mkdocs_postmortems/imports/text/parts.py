"""Where the parts of an old report are: the heading that names it, its timeline, and lines that serve as headings.

Takes a ``Text`` and returns ``Part`` values. Nothing is changed here. Called by ``headings``, which makes sections of
them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_postmortems.imports.text.heading_words import (
    continues_timeline,
    heads_actions,
    heads_section,
    heads_timeline,
    is_of_timeline,
    is_section,
    rank_of,
    whole_words,
)
from mkdocs_postmortems.imports.text.labels import fact_in
from mkdocs_postmortems.imports.text.logs import is_logged, is_said
from mkdocs_postmortems.imports.text.structure import Text
from mkdocs_postmortems.imports.text.words import NO_TITLES
from mkdocs_postmortems.read.model import Event, Heading, Moment, Span
from mkdocs_postmortems.read.timeline.dating import TimeContext
from mkdocs_postmortems.read.timeline.heads import POSTED
from mkdocs_postmortems.read.timeline.section import is_day
from mkdocs_postmortems.read.times.line_times import read_head
from mkdocs_postmortems.read.times.zones import written_zone

LIST_MARK = re.compile(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]")
"""What a list item of Markdown begins with."""
_MARK = re.compile(r"[ \t]*(?:[-*+•]|\d+[.)]|\|)?[ \t]*")
"""What may precede the time in a line: the mark of an item, or that of a table's row."""
STAND_IN = re.compile(
    r"(?:[-*+][ \t]+)?(?:\*\*|__)(?P<bold>[^*_]{2,60})(?:\*\*|__)[ \t]*+:?[ \t]*$"
    r"|(?:[-*+][ \t]+)?(?P<plain>[^\W\d_][^:：.|`<>\[\]#*]{2,50}?)[ \t]*+[:：]?[ \t]*+$"
)
_ZONE = re.compile(r"[ \t]*\((?P<zone>[^()]+)\)$")
_NOTES = frozenset({"date", "written", "duration"})
"""Facts with times that are no events."""
_MEASURED = re.compile(
    r"[ \t*_~<>≈]*[-+]?\d[\d.,]*[*_]*[ \t]*(?:%|[kmµn]?s\b|[kmgt]i?b\b|[·(←→↑↓–—-]|$)", re.IGNORECASE
)
"""The text of a row in which the column with most text, or named as that of events, has a figure: ``0.27 · 12 ms``."""
_NARRATES = 2
"""The rank from which on a heading is not that of a timeline, but perhaps of a narrative."""
_FEW = 3
"""How many timed lines make a timeline without a heading."""
_SOME = 2
"""How many make a timeline of a part that has the heading of one, or a frame."""


class Part(Struct, frozen=True):
    """A part of the body: ``span`` is without its heading, ``line`` is that of the heading (0 for none)."""

    title: str
    line: int
    span: Span
    level: int = 0
    kind: Literal["heading", "bold", "item", "plain", "none"] = "heading"


# --- the title ---


def find_title(headings: Sequence[Heading]) -> Heading | None:
    """Return the heading that names the report: the first one, unless it only says what a section is about."""
    tops = [each for each in headings if each.top]
    first = next((each for each in tops if each.level == 1), tops[0] if tops else None)
    if first is None or not first.title or whole_words(first.title) in NO_TITLES:
        return None
    if any(heads_section(each.title) for each in tops[: tops.index(first)]):  # it is below sections
        return None
    if first.level > 1 and (first is not tops[0] or first.level > 3 or is_of_timeline(first.title)):
        return None
    if first.level > 1 and first.title.endswith("?"):  # as above the answers of a form
        return None
    alone = len(tops) == 1 and first.line <= 2
    above_others = any(each.level > first.level or is_section(each.title) for each in tops[1:])
    return first if first.level == 1 or alone or above_others else None


# --- the timeline ---


def find_timeline(text: Text) -> Part | None:
    """Return the part with the timeline: by the words of its heading, else by the times in it."""
    by_rank: dict[int, list[tuple[int, Part]]] = {}
    for part in _candidates(text):
        rank = rank_of(part.title)
        if rank is not None:
            timed = count_timed(text, part.span, are_events=rank < _NARRATES)
            by_rank.setdefault(rank, []).append((timed, part))
    for rank in sorted(by_rank):
        best = max(by_rank[rank], key=lambda each: each[0])
        if best[0] >= (_FEW if rank >= _NARRATES else 1):
            return _with_other_days(text, _without_sections(text, _outermost(best, by_rank)))
    named = [part for rank in (0, 1) for _, part in by_rank.get(rank, ()) if text.timeline_in(part.span).events]
    return named[0] if named else _unheaded(text)


def _outermost(best: tuple[int, Part], by_rank: Mapping[int, Sequence[tuple[int, Part]]]) -> Part:
    """Return the timeline around a part that is one of several in it, such as one for each day; else the part."""
    count, part = best
    around = [
        (other, outer)
        for rank in (0, 1)
        for other, outer in by_rank.get(rank, ())
        if outer.line < part.line <= outer.span.last and other > count
    ]
    return max(around, key=lambda each: each[0])[1] if around else part


def find_further(text: Text, part: Part) -> tuple[Part, ...]:
    """Return the other parts with times and the heading of a timeline: key events, or one for each day."""
    found = [part]
    if part.line and heads_timeline(part.title):
        for other in _candidates(text):
            apart = all(other.span.last < each.line or each.span.last < other.line for each in found)
            if apart and heads_timeline(other.title) and count_timed(text, other.span) >= _SOME:
                found.append(other)
    return tuple(found[1:])


def _without_sections(text: Text, part: Part) -> Part:
    """Return the part without sections behind its events that have no times, and whose level is too low."""
    if part.kind != "heading":
        return part
    inside = [each for each in text.headings if each.line in part.span and each.level > part.level]
    for below in inside:
        ends = heads_actions(below.title) if below is not inside[0] else is_section(below.title)
        if not ends or heads_timeline(below.title) or below.line == part.span.first:
            continue
        if not count_timed(text, Span(below.line, part.span.last)):
            return replace(part, span=Span(part.span.first, below.line - 1))
    return part


def _with_other_days(text: Text, part: Part) -> Part:
    """Return a part whose heading is a day with the days beside it, if these have times, too."""
    if part.kind != "heading" or not is_of_day(part.title):
        return part
    places = [place for place, each in enumerate(text.headings) if each.level <= part.level]

    def is_of_it(at: int) -> bool:
        here = text.headings[places[at]] if 0 <= at < len(places) else None
        if here is None or here.level != part.level or not is_of_day(here.title):
            return False
        return count_timed(text, Span(here.line, _end(text, places[at]))) > 0

    first = last = next(at for at, place in enumerate(places) if text.headings[place].line == part.line)
    while is_of_it(first - 1):
        first -= 1
    while is_of_it(last + 1):
        last += 1
    span = Span(text.headings[places[first]].line, _end(text, places[last]))
    return Part("", 0, span, 0, "none") if first < last else part


def is_of_day(title: str) -> bool:
    """Whether a heading is only a date, perhaps with a zone in brackets."""
    zone = _ZONE.search(title)
    return is_day(title[: zone.start()] if zone and written_zone(zone["zone"]) else title)


def _candidates(text: Text) -> Iterator[Part]:
    for place, heading in enumerate(text.headings):
        first, last = text.first_line(heading), _end(text, place)
        if first <= last:
            yield Part(heading.title, heading.line, Span(first, last), heading.level)
    shown = {heading.line for heading in text.headings}
    for at, kind in enumerate(text.kinds):
        if kind == "text" and at + 1 not in shown and (part := _stand_in(text, at)):
            yield part


def _end(text: Text, place: int) -> int:
    """Return the last line of a heading's part: above the next heading of its level or higher.

    Within a timeline, headings that continue it do not end it. A date above the heading of another timeline does.
    """
    headings, here = text.headings, text.headings[place]
    goes_on = heads_timeline(here.title)
    for at, other in enumerate(headings[place + 1 :], place + 2):
        if other.level > here.level:
            continue
        after = headings[at] if at < len(headings) else None
        heads_other = after is not None and heads_timeline(after.title) and text.is_empty(other, after)
        if other.level < here.level or heads_other or not (goes_on and continues_timeline(other.title)):
            return other.line - 1
    return len(text.lines)


def _stand_in(text: Text, at: int) -> Part | None:
    """Return the part below a line that serves as a timeline's heading: bold, a list item, or words with a colon."""
    match = STAND_IN.match(text.lines[at])
    if match is None or rank_of(match["bold"] or match["plain"]) not in ((0, 1) if match["bold"] else (0,)):
        return None
    part = part_below(text, at, match)
    return part if part.span.first <= part.span.last else None


def part_below(text: Text, at: int, match: re.Match[str]) -> Part:
    """Return the part below a line, from 0, that serves as a heading; ``match`` is its match of ``STAND_IN``.

    It ends above the next heading, a line that serves as one, or the next item of the same list: what is written below
    an item and not in it, such as a numbered list, is meant to be in it.
    """
    lines, kinds, shown = text.lines, text.kinds, {heading.line for heading in text.headings}
    kind: Literal["item", "bold", "plain"] = "item" if _is_item(lines[at]) else "bold" if match["bold"] else "plain"
    after = next((lines[below] for below in range(at + 1, len(lines)) if kinds[below] == "text"), "")
    stop = "" if after[:1].isspace() else lines[at][:1]
    last = at
    for below in range(at + 1, len(lines)):
        line = lines[below]
        ends = (not line[:1].isspace() and line.startswith(stop)) if kind == "item" else _closes(text, below)
        if below + 1 in shown or (kinds[below] == "text" and ends):
            break
        last = below
    return Part(match["bold"] or match["plain"], at + 1, Span(at + 2, last + 1), 0, kind)


def _is_item(line: str) -> bool:
    return line[0] in "-*+" and line[1:2] in " \t"


def _closes(text: Text, at: int) -> bool:
    """Whether a line serves as the next heading: bold or with a colon, alone, and not a time."""
    match = STAND_IN.match(text.lines[at])
    if match is None or _is_item(text.lines[at]):
        return False
    title = match["bold"] or match["plain"]
    if continues_timeline(title):
        return False
    return bool(match["bold"] and not text.lines[at - 1].strip()) or is_section(title)


def count_timed(text: Text, span: Span, are_events: bool = True) -> int:
    """Count the events with a time in a part, on whatever day they were.

    ``are_events``: the part is a timeline, where a line such as *Date: 2023-10-15 14:05* is an event, too.
    """
    begun = Moment(datetime(2020, 1, 1, tzinfo=UTC), precision="minute")
    timed = [event for event in text.timeline_in(span, TimeContext(started=begun)).events if event.start is not None]
    return sum(are_events or not _is_noted(text, event) for event in timed)


def are_timed(lines: Iterable[str]) -> bool:
    """Whether several lines begin with a time, as those of a timeline within a box or HTML."""
    return sum(read_head(_MARK.sub("", line, count=1)) is not None for line in lines) >= _SOME


def _unheaded(text: Text) -> Part | None:
    """Return the longest run of timed lines without a heading of its own and without other headings in between."""
    timeline = text.timeline_in(Span(1, len(text.lines)), TimeContext(day=date(2020, 1, 1)))
    timed = [event for event in timeline.events if event.is_timed and not _is_noted(text, event)]
    breaks = [each.line for each in text.headings if not continues_timeline(each.title)]
    runs: dict[int, list[Event]] = {}
    for event in timed:
        runs.setdefault(sum(line <= event.span.first for line in breaks), []).append(event)
    run = max(runs.values(), key=len, default=[])
    heads = {each.line: at for at, each in enumerate(text.headings) if continues_timeline(each.title)}
    headed = [heads[event.span.first] for event in run if event.span.first in heads]
    if len(headed) >= _SOME:  # above the first of them is prose that begins with a time
        return _headed_run(text, headed[0], headed[-1])
    if len(run) < _SOME:
        return None
    if len(run) < _FEW and not _is_whole_text(run, text) and not all(_is_posted(text, event) for event in run):
        return None
    first = run[0].span.first
    above = next((at for at in range(first - 1, 0, -1) if text.kinds[at - 1] == "blank"), 0) + 1
    return Part("", 0, Span(above, run[-1].span.last), 0, "none")


def _is_noted(text: Text, event: Event) -> bool:
    """Whether a time is no event: that of a label such as *Date*, of a line of a program's log, or of a measurement."""
    line = text.lines[event.span.first - 1]
    if line.lstrip().startswith("|") and _MEASURED.match(event.text):
        return True
    if text.kinds[event.span.first - 1] == "code":
        return is_logged(line) and not is_said(line)
    return fact_in(line) in _NOTES


def _is_posted(text: Text, event: Event) -> bool:
    """Whether an event is a message of a status page, with the time of its posting on a line of its own."""
    return any(POSTED.match(text.lines[number - 1].strip()) for number in event.span.numbers)


def _is_whole_text(run: Sequence[Event], text: Text) -> bool:
    """Whether a text is nothing but its title and these events, as a status page's message with its updates is."""
    texts = [number for number, kind in enumerate(text.kinds, 1) if kind == "text"]
    texts = texts[text.lines[texts[0] - 1].startswith("# ") :]
    return bool(texts) and (run[0].span.first, run[-1].span.last) == (texts[0], texts[-1])


def _headed_run(text: Text, first: int, last: int) -> Part:
    """Return the part of headings that are times, from one to another, with those around them that are days."""
    headings = text.headings
    while first and continues_timeline(headings[first - 1].title):
        first -= 1
    while last + 1 < len(headings) and continues_timeline(headings[last + 1].title):
        last += 1
    return Part("", 0, Span(headings[first].line, _end(text, last)), 0, "none")
