"""The division of an old report into sections, so that the page shows its timeline and its measures.

Takes a ``Text`` and the site's section set. Returns a ``Layout``: where the parts
are, and ``Edits``. Called by ``report``.

Sections are second-level headings of the page. If an author headed the timeline otherwise, the words stay and only the
marks around them change: the level of a heading, or a bold line that becomes one. If nothing heads it, a heading is
inserted above it. Each change is reported.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import takewhile

from msgspec import Struct, field

from mkdocs_postmortems.imports.edits import Edits
from mkdocs_postmortems.imports.layout.division import REST, Division
from mkdocs_postmortems.imports.layout.measures import mark_actions
from mkdocs_postmortems.imports.text.heading_words import heads_timeline, is_section
from mkdocs_postmortems.imports.text.parts import (
    LIST_MARK,
    Part,
    count_timed,
    find_further,
    find_timeline,
    find_title,
    is_of_day,
)
from mkdocs_postmortems.imports.text.structure import Text
from mkdocs_postmortems.read.model import Event, Group, Heading, Span
from mkdocs_postmortems.read.timeline.dating import TimeContext
from mkdocs_postmortems.read.times.days import find_day
from mkdocs_postmortems.read.times.line_times import read_head
from mkdocs_postmortems.read.times.zones import find_zone
from mkdocs_postmortems.sections import SectionSet, comparable

_ATX = re.compile(r"(#{1,6})")
_OTHER_MARK = re.compile(r"([ \t]*)([–—·])[ \t]+")
_LABELLED_ITEM = re.compile(r"[-*+][ \t]+(?:\*\*|__)[^*_]")


class Layout(Struct):
    """Where the parts of a body are. ``title`` is the heading that names the report."""

    title: Heading | None = None
    timeline: Part | None = None
    further: tuple[Part, ...] = ()
    """Other timelines of the same report, such as that of the next day."""
    edits: Edits = field(default_factory=Edits)


def lay_out(text: Text, sections: SectionSet) -> Layout:
    """Find the parts, and what to change so that they become sections."""
    title = find_title(text.headings)
    body = Text(text.lines, text.blocks, [each for each in text.headings if each.top and each is not title])
    timeline = find_timeline(body)
    layout = Layout(title, timeline, find_further(body, timeline) if timeline else ())
    levels = {each.line: each.level for each in body.headings}
    _divide(Division(body.lines, body.blocks, body.headings, sections, timeline, layout.edits, levels), layout.further)
    return layout


def _divide(body: Division, further: Sequence[Part]) -> None:
    """Take each step, in the order in which they build on each other."""
    _level(body)
    _mark_timeline(body)
    _mark_further(body, further)
    mark_actions(body)
    _mark_items(body)
    for each in body.headings:
        level = body.levels[each.line]
        if level != each.level and each.line not in body.edits.replace:
            note = f"heading of level {each.level} is level {level} now"
            body.edits.put(each.line, _releveled(body, each, level), note)


def _level(body: Division) -> None:
    """Change the level of the timeline, or else of the sections, to 2, and those of other headings with it."""
    timeline = body.timeline
    if timeline and not timeline.line:
        _level_around_unheaded(body, timeline)
        return
    at = _first_section(body)
    if at is None:
        return
    _level_sections(body, at)
    if timeline:
        _level_around(body, timeline, body.headings[at].level)


def _level_around_unheaded(body: Division, timeline: Part) -> None:
    """Keep the headings in a timeline without one below it, and raise those above it, or the sections behind it."""
    inside = [each for each in body.headings if each.line in timeline.span]
    lower_by = max(0, 3 - min((each.level for each in inside), default=3))
    _raise_above(body, timeline.span.first)
    for each in inside:
        body.levels[each.line] = min(6, each.level + lower_by)
    first = body.headings[0] if body.headings else None
    if first and first.line > timeline.span.last and first.level > 2 and is_section(first.title):
        _level_sections(body, 0)


def _first_section(body: Division) -> int | None:
    """Return the place of the timeline's heading, else of the first that names a section, else of the highest one."""
    places = range(len(body.headings))
    line = body.timeline.line if body.timeline else 0
    found = next((at for at in places if line and body.headings[at].line == line), None)
    if found is None:
        found = next((at for at in places if is_section(body.headings[at].title)), None)
    if found is None:
        found = min(places, key=lambda at: body.headings[at].level, default=None)
    return found


def _level_sections(body: Division, at: int) -> None:
    """Change the level of a heading and of its equals to 2."""
    here = body.headings[at]
    if here.level == 1:
        lower, lowered = 1, {}
        for level in sorted({each.level for each in body.headings}):
            lower = lowered[level] = min(max(lower + 1, level), 6)  # a level that is skipped leaves room
        body.levels.update((each.line, lowered[each.level]) for each in body.headings)
    elif here.level > 2:
        has_parent = any(2 <= each.level < here.level for each in body.headings[:at])
        for each in body.family(at) if has_parent else body.headings:
            if each.level >= here.level:
                body.levels[each.line] = each.level - here.level + 2
    for each, after in zip(body.headings, [*body.headings[1:], None], strict=True):
        heads_sections = after is not None and after.level == body.levels[after.line] == 2
        is_one = after is not None and not body.is_empty(each, after)  # it heads a text, and not only the others
        if body.levels[each.line] == 1 and (is_one or not heads_sections):
            body.levels[each.line] = 2


def _raise_above(body: Division, line: int) -> None:
    """Raise the headings above a line if all of them are too low to be sections."""
    above = [each for each in body.headings if each.line < line]
    raise_by = max(0, min((body.levels[each.line] for each in above), default=2) - 2)
    for each in above:
        body.levels[each.line] -= raise_by


def _level_around(body: Division, timeline: Part, level: int) -> None:
    """Keep the headings in the timeline below it, and raise those around it that are too low."""
    _raise_above(body, timeline.line)
    for each in body.headings:
        if each.line in timeline.span:
            body.levels[each.line] = max(3, body.levels[each.line])
    after = (each for each in body.headings if each.line > timeline.span.last)
    body.raise_to_sections(list(takewhile(lambda each: each.level > level, after)))


def _releveled(body: Division, heading: Heading, level: int) -> str:
    line = body.lines[heading.line - 1]
    if body.is_setext(heading):
        if level > 2:
            body.edits.drop.add(heading.line + 1)
            return f"{'#' * level} {line.strip()}"
        mark = "=" if level == 1 else "-"
        body.edits.replace[heading.line + 1] = re.sub(r"[=-]", mark, body.lines[heading.line])
        return line
    return _ATX.sub("#" * level, line, count=1)


def _mark_timeline(body: Division) -> None:
    """Make a section of the timeline, unless it is one."""
    part = body.timeline
    if part is None:
        return
    name = body.name_of("timeline", "Timeline")
    known = bool(part.title) and body.is_known(part.title, "timeline")
    if part.kind == "none":
        days = (each.title for each in body.headings if each.line == part.span.first and is_of_day(each.title))
        zone = find_zone(next(days, ""))
        name = body.unused(f"{name} ({zone})" if zone else name)
        body.edits.put_above(part.span.first, f"## {name}", f'put "## {name}" above the times')
    elif part.kind != "heading":
        body.make_heading(part, "" if known else name, "timeline")
        if part.kind == "item":
            _mark_further_items(body, part, name)
    elif not known:
        _head_timeline(body, part, body.unused(f"{name}{_context(part.title)}"))


def _head_timeline(body: Division, part: Part, name: str) -> None:
    """Put the heading of a section above that of a timeline.

    It is put above the first event if there is text in front of that, or if the heading is that of another section.
    """
    first = _first_event(body, part)
    has_text = any(line.strip() for line in body.lines[part.span.first - 1 : first - 1])
    if has_text or body.sections.find(part.title):
        body.edits.put_above(first, f"## {name}", f'put "## {name}" below "{part.title}"')
    else:
        body.put_section_above(next(at for at, each in enumerate(body.headings) if each.line == part.line), name)


def _context(title: str) -> str:
    """Return the zone and the day of a heading in brackets, for the one below it that heads the same times."""
    day = find_day(title)
    is_full = day is not None and day.year and not day.order
    told = (find_zone(title), f"{day.year}-{day.month:02}-{day.day:02}" if day and is_full else "")
    return f" ({', '.join(filter(None, told))})" if any(told) else ""


def _first_event(body: Division, part: Part) -> int:
    """Return the line where a part's timeline begins, below the text of a narrative."""
    if heads_timeline(part.title):
        parts = body.timeline_in(part.span).parts
    else:
        told = body.timeline_in(part.span, TimeContext(day=date(2020, 1, 1))).parts
        parts = tuple(each for each in told if isinstance(each, Group) or (isinstance(each, Event) and each.start))
    first = min((each.span.first for each in parts), default=part.span.first)
    while first - 1 > part.span.first and body.kinds[first - 2] == "text" and "|" in body.lines[first - 2]:
        first -= 1  # a table's head
    while first > part.span.first and body.kinds[first - 1] == body.kinds[first - 2] == "code":
        first -= 1  # the fence of a block of code
    return first


def _mark_further(body: Division, further: Sequence[Part]) -> None:
    """Make sections of the other timelines. Those with equal headings get another heading above them."""
    name = body.name_of("timeline", "Timeline")
    used = {comparable(body.timeline.title)} if body.timeline else set()
    for number, part in enumerate(further, 2):
        known = body.is_known(part.title, "timeline") and comparable(part.title) not in used
        place = next((at for at, each in enumerate(body.headings) if each.line == part.line), None)
        above = body.headings[place - 1].title if place else ""
        title = part.title if known else f"{name} ({above if find_day(above) and len(above) < 40 else number})"
        used.add(comparable(title))
        if place is not None:
            body.raise_to_sections(body.family(place))
            for each in body.headings:
                if each.line in part.span or (each.line == part.line and not known):
                    body.levels[each.line] = max(3, body.levels[each.line])
        elif known:
            body.make_heading(part, "", "timeline")
        else:
            body.set_off(part, "timeline")
        if not known:
            body.edits.put_above(part.line, f"## {title}", f'put "## {title}" above a further timeline')


def _mark_further_items(body: Division, part: Part, name: str) -> None:
    """Put headings into a report that is one list: items with timed lines in them are part of the timeline."""
    stop = next((each.line for each in body.headings if each.line > part.line), len(body.lines) + 1)
    starts = [
        at
        for at in range(part.span.last + 1, stop)
        if body.kinds[at - 1] == "text" and _LABELLED_ITEM.match(body.lines[at - 1])
    ]
    names = [name, "Detailed timeline"]
    inside = True
    for start, end in zip(starts, [*starts[1:], stop], strict=False):
        timed = count_timed(body, Span(start + 1, end - 1)) if end - start > 1 else 0
        if timed >= 2 and not inside and names:
            body.edits.put_above(start, f"## {names.pop(0)}", "put a heading above further times")
            inside = True
        elif timed >= 2 and inside:
            body.edits.before.pop(start, None)
        elif inside and timed < 2:
            body.edits.before.setdefault(start, REST)
            inside = False


def _mark_items(body: Division) -> None:
    """Make list items of lines of a list that begin with a time behind a dash that Markdown does not know as a mark."""
    in_list = False
    for number, line in enumerate(body.lines, 1):
        if body.kinds[number - 1] != "text":
            in_list = False
            continue
        marked = _OTHER_MARK.match(line) if in_list else None
        if marked and read_head(line[marked.end() :]):
            edited = _OTHER_MARK.sub(r"\1- ", body.edits.replace.get(number, line), count=1)
            body.edits.put(number, edited, f"{marked[2]!r} is '-' now: Markdown knows no such mark of a list")
        in_list = in_list or bool(LIST_MARK.match(line))
