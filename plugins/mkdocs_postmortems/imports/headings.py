"""How an old report is divided into sections: what must change for the page to show its timeline and its measures.

Comes in: a body's lines with their kinds and headings, and the site's section set. Goes out: a ``Layout``: where the
parts are, and ``Edits``. Called by ``report``.

Sections are second-level headings of the page. Where an author headed the timeline otherwise, the words stay and only
the marks around them change: the level of a heading, or a bold line that becomes one. Where nothing heads it, a
heading is put in above it. Every such change is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import takewhile
from typing import Literal

from mkdocs_postmortems.imports.parts import (
    STAND_IN,
    Part,
    bare,
    closes,
    count_timed,
    find_further,
    find_timeline,
    find_title,
    heads_actions,
    heads_timeline,
    is_section,
    is_setext,
)
from mkdocs_postmortems.read.days import find_day
from mkdocs_postmortems.read.model import Event, Group, Heading, Span
from mkdocs_postmortems.read.outline import outline
from mkdocs_postmortems.read.stamps import read_head
from mkdocs_postmortems.read.timeline import TimeContext, read_timeline
from mkdocs_postmortems.sections import SectionSet, comparable

_ATX = re.compile(r"(#{1,6})")
_LIST_MARK = re.compile(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]")
_OTHER_MARK = re.compile(r"([ \t]*)([–—•‣▪◦●○·])[ \t]+")
_LABELLED_ITEM = re.compile(r"[-*+][ \t]+(?:\*\*|__)[^*_]")
_REST = "## Further details"
_TO_DO = re.compile(
    r"\b(?:actions?|follow[- ]?ups?|next steps?|tasks?|to-?dos?|measures|improvements|recommendations?|maßnahmen"
    r"|nächste schritte|acciones|ações|azioni|medidas|recomendaciones|recomendações)\b|アクション|対策|行动项|改进措施"
)
_AT_ONCE = re.compile(r"\bimmediate\b|\btaken\b")
"""What heads what was done at once, in the incident."""
_MOST_PARAGRAPHS = 5
"""More of them are an essay."""
_BREAK = re.compile(r"(?: {2,}|\\|<br ?/?>)$", re.IGNORECASE)
"""What ends a line in the middle of a paragraph: the next line is an item of its own."""
_NO_MEASURE = re.compile(
    r"[*_(\[]{0,3}(?:none|n/?a|nothing|no(?: \w+){0,3} (?:actions?|follow-?ups?|changes?|steps?|measures)|tb[acd]|todo"
    r"|see|keine?|ninguna?|nenhuma?|aucune?)\b|(?:特に)?なし|not \w+$"
    r"|([*_]{1,3})[^*_]+\1$|[^\w*_`\"'(]+$|!?\[[^\]]*\]\([^)]*\)$|<",
    re.IGNORECASE,
)
"""A paragraph that names no measure: there is none, a template's words in italics, a picture, a link alone, a tag."""


@dataclass(slots=True)
class Edits:
    """Changes of a body, by line, counted from 1. ``notes`` says what was changed and why, with its line."""

    drop: set[int] = field(default_factory=set)
    replace: dict[int, str] = field(default_factory=dict)
    before: dict[int, str] = field(default_factory=dict)
    notes: list[tuple[int, str]] = field(default_factory=list)

    def apply(self, lines: Sequence[str], ends: Sequence[str]) -> str:
        """The body with the changes; all other lines are as they were, their ends too."""
        end = next((each for each in ends if each), "\n")
        out: list[str] = []
        for number, (line, its_end) in enumerate(zip(lines, ends, strict=True), 1):
            new = self.replace.get(number, line)
            if (number in self.before or (number in self.replace and new[:2] == "##")) and out and out[-1].strip():
                out.append(end)
            if number in self.before:
                out.append(f"{self.before[number]}{end}{end}")
            if number not in self.drop:
                out.append(new + its_end)
                if number in self.replace and new[:2] == "##" and number < len(lines) and lines[number].strip():
                    out.append(end)
        return "".join(out)


@dataclass(slots=True)
class Layout:
    """Where the parts of a body are. ``title`` is the heading that names the report."""

    title: Heading | None = None
    timeline: Part | None = None
    further: tuple[Part, ...] = ()
    """Other timelines of the same report, such as that of the next day."""
    edits: Edits = field(default_factory=Edits)


def lay_out(lines: Sequence[str], kinds: Sequence[str], headings: Sequence[Heading], sections: SectionSet) -> Layout:
    """Find the parts, and what to change so that they become sections."""
    layout = Layout(find_title(headings))
    tops = [each for each in headings if each.top and each is not layout.title]
    layout.timeline = find_timeline(lines, kinds, tops)
    layout.further = find_further(lines, kinds, tops, layout.timeline) if layout.timeline else ()
    edits = layout.edits
    levels = {each.line: each.level for each in tops}
    _level(levels, tops, layout.timeline)
    _mark_timeline(lines, kinds, tops, levels, layout, sections)
    _mark_further(lines, kinds, tops, levels, layout, sections)
    _mark_actions(lines, kinds, tops, levels, layout, sections)
    _mark_items(lines, kinds, edits)
    for each in tops:
        if levels[each.line] != each.level and each.line not in edits.replace:
            edits.replace[each.line] = _releveled(lines, each, levels[each.line], edits)
            edits.notes.append((each.line, f"heading of level {each.level} is level {levels[each.line]} now"))
    return layout


# --- levels ---


def _level(levels: dict[int, int], headings: Sequence[Heading], timeline: Part | None) -> None:
    """Bring the level of the timeline, or else of the sections, to 2, and all that goes with it."""
    if timeline and not timeline.line:
        for each in headings:
            if each.line in timeline.span:
                levels[each.line] = max(3, each.level)
        return
    at = next((place for place, each in enumerate(headings) if timeline and each.line == timeline.line), None)
    if at is None:
        at = next((place for place, each in enumerate(headings) if is_section(each.title)), None)
    if at is None:
        return
    here = headings[at]
    if here.level == 1:
        for each in headings:
            levels[each.line] = min(each.level + 1, 6)
    elif here.level > 2:
        raise_by = here.level - 2
        parent = next((each for each in reversed(headings[:at]) if 2 <= each.level < here.level), None)
        family = headings if parent is None else _family(headings, at)
        for each in family:
            if each.level >= here.level:
                levels[each.line] = each.level - raise_by
    if timeline and timeline.line:
        for each in headings:
            if each.line in timeline.span and levels[each.line] <= 2:
                levels[each.line] = 3
        after = [each for each in headings if each.line > timeline.span.last]
        behind = list(takewhile(lambda each: each.level > here.level, after))
        raise_by = levels[behind[0].line] - 2 if behind else 0
        for each in behind:
            levels[each.line] = max(2, levels[each.line] - raise_by)


def _family(headings: Sequence[Heading], at: int) -> Iterable[Heading]:
    """A heading and those behind it up to the end of the part that they are all in."""
    here = headings[at]
    for each in headings[at:]:
        if each.level < here.level:
            return
        yield each


def _releveled(lines: Sequence[str], heading: Heading, level: int, edits: Edits) -> str:
    line = lines[heading.line - 1]
    if is_setext(lines, heading):
        if level > 2:
            edits.drop.add(heading.line + 1)
            return f"{'#' * level} {line.strip()}"
        edits.replace[heading.line + 1] = re.sub(r"[=-]", "=" if level == 1 else "-", lines[heading.line])
        return line
    return _ATX.sub("#" * level, line, count=1)


# --- marks ---


def _mark_timeline(
    lines: Sequence[str],
    kinds: Sequence[str],
    headings: Sequence[Heading],
    levels: dict[int, int],
    layout: Layout,
    sections: SectionSet,
) -> None:
    part, edits = layout.timeline, layout.edits
    name = next(iter(sections.keys("timeline")), "Timeline")
    if part is None:
        return
    rule = sections.find(part.title) if part.title else None
    known = rule is not None and rule.role == "timeline"
    if part.kind == "none":
        edits.before[part.span.first] = f"## {name}"
        edits.notes.append((part.span.first, f'put "## {name}" above the times'))
    elif part.kind == "heading":
        if not known:
            at = _first_event(lines, kinds, part)
            edits.before[at] = f"## {name}"
            edits.notes.append((at, f'put "## {name}" below "{part.title}"'))
    else:
        _make_heading(lines, kinds, part, part.title if known else name, levels, edits, "timeline")
        if part.kind == "item":
            _mark_further_items(lines, kinds, part, name, headings, edits)


def _first_event(lines: Sequence[str], kinds: Sequence[str], part: Part) -> int:
    """The line where a part's timeline begins; what stands above it in a narrative is no part of it."""
    inside = slice(part.span.first - 1, part.span.last)
    if heads_timeline(part.title):
        parts = [each.span.first for each in read_timeline(lines[inside], kinds[inside], part.span.first).parts]
    else:
        context = TimeContext(day=date(2020, 1, 1))
        timeline = read_timeline(lines[inside], kinds[inside], part.span.first, context)
        parts = [
            each.span.first
            for each in timeline.parts
            if isinstance(each, Group) or (isinstance(each, Event) and each.start)
        ]
    first = min(parts, default=part.span.first)
    while first - 1 > part.span.first and kinds[first - 2] == "text" and "|" in lines[first - 2]:
        first -= 1  # a table's head
    return first


def _mark_further(
    lines: Sequence[str],
    kinds: Sequence[str],
    headings: Sequence[Heading],
    levels: dict[int, int],
    layout: Layout,
    sections: SectionSet,
) -> None:
    """Make sections of the other timelines. Those that are headed alike are told apart by a heading above them."""
    name = next(iter(sections.keys("timeline")), "Timeline")
    used = {comparable(layout.timeline.title)} if layout.timeline else set()
    for number, part in enumerate(layout.further, 2):
        rule = sections.find(part.title)
        known = rule is not None and rule.role == "timeline" and comparable(part.title) not in used
        place = next((at for at, each in enumerate(headings) if each.line == part.line), None)
        above = headings[place - 1].title if place else ""
        title = part.title if known else f"{name} ({above if find_day(above) and len(above) < 40 else number})"
        used.add(comparable(title))
        if place is None and known:
            _make_heading(lines, kinds, part, title, levels, layout.edits, "timeline")
            continue
        if place is None:
            _set_off(lines, kinds, part, levels, layout.edits, "timeline")
            _put_above(part.line, title, layout.edits)
            continue
        raise_by = max(0, levels[part.line] - 2)
        for each in _family(headings, place):
            levels[each.line] = max(2, levels[each.line] - raise_by)
        for each in headings:
            if each.line in part.span or (each.line == part.line and not known):
                levels[each.line] = max(3, levels[each.line])
        if not known:
            _put_above(part.line, title, layout.edits)


def _put_above(line: int, title: str, edits: Edits) -> None:
    edits.before[line] = f"## {title}"
    edits.notes.append((line, f'put "## {title}" above a further timeline'))


def _mark_further_items(
    lines: Sequence[str], kinds: Sequence[str], part: Part, name: str, headings: Sequence[Heading], edits: Edits
) -> None:
    """In a report that is one list, each further item with timed lines in it is part of the timeline too."""
    stop = next((each.line for each in headings if each.line > part.line), len(lines) + 1)
    starts = [
        at for at in range(part.span.last + 1, stop) if kinds[at - 1] == "text" and _LABELLED_ITEM.match(lines[at - 1])
    ]
    names = [name, "Detailed timeline"]
    inside = True
    for start, end in zip(starts, [*starts[1:], stop], strict=False):
        timed = count_timed(lines, kinds, Span(start + 1, end - 1)) if end - start > 1 else 0
        if timed >= 2 and not inside and names:
            edits.before[start] = f"## {names.pop(0)}"
            edits.notes.append((start, "put a heading above further times"))
            inside = True
        elif timed >= 2 and inside:
            edits.before.pop(start, None)
        elif inside and timed < 2:
            edits.before.setdefault(start, _REST)
            inside = False


def _make_heading(
    lines: Sequence[str],
    kinds: Sequence[str],
    part: Part,
    title: str,
    levels: dict[int, int],
    edits: Edits,
    what: str,
) -> None:
    """Turn the line that stands for a heading into one, and set the rest of its list or page off behind it."""
    edits.replace[part.line] = f"## {title.strip().rstrip(':：').rstrip()}"
    edits.notes.append((part.line, f"{what}: {lines[part.line - 1].strip()!r} is a heading now"))
    if edits.before.get(part.line) == _REST:
        del edits.before[part.line]
    inside = [lines[at] for at in range(part.span.first - 1, part.span.last) if lines[at].strip()]
    indent = min((len(line) - len(line.lstrip()) for line in inside), default=0)
    if indent > 1:  # what was nested in an item is so no longer, and would be code
        for at in range(part.span.first, part.span.last + 1):
            edits.replace[at] = lines[at - 1][min(indent, len(lines[at - 1])) :]
    _set_off(lines, kinds, part, levels, edits, what)


def _set_off(
    lines: Sequence[str], kinds: Sequence[str], part: Part, levels: dict[int, int], edits: Edits, what: str
) -> None:
    """Put a heading behind a part that no heading ends."""
    after = next((at for at in range(part.span.last + 1, len(lines) + 1) if lines[at - 1].strip()), None)
    if after is None or after in levels or after in edits.replace:
        return
    match = STAND_IN.match(lines[after - 1])
    if part.kind != "item" and match and kinds[after - 1] == "text":
        words = (match["bold"] or match["plain"]).strip()
        edits.replace[after] = f"## {words.rstrip(':：').rstrip()}"
        edits.notes.append((after, f"{words!r} is a heading now, so that the {what} ends above it"))
    else:
        edits.before[after] = _REST
        edits.notes.append((after, f'put "{_REST}" here, so that the {what} ends above it'))


def _mark_actions(
    lines: Sequence[str],
    kinds: Sequence[str],
    headings: Sequence[Heading],
    levels: dict[int, int],
    layout: Layout,
    sections: SectionSet,
) -> None:
    """Make sections of the headings that measures stand below."""
    found = False
    timeline = layout.timeline
    above: list[Heading] = []
    """The headings that the present one is below, outermost first."""
    for place, each in enumerate(headings):
        while above and above[-1].level >= each.level:
            above.pop()
        parent = above[-1] if above else None
        above.append(each)
        if not heads_actions(each.title) or (timeline and each.line in timeline.span):
            continue
        if parent is not None and heads_actions(parent.title):
            continue
        found = True
        if levels[each.line] > 2 and (parent is None or parent.level >= 2):
            raise_by = levels[each.line] - 2
            for other in _family(headings, place):
                levels[other.line] = max(2, levels[other.line] - raise_by)
        rule = sections.find(each.title)
        if rule is None or rule.role != "actions":
            name = next(iter(sections.keys("actions")), "Action items")
            below = each.line + (2 if is_setext(lines, each) else 1)
            if below <= len(lines):
                layout.edits.before[below] = f"## {name}"
                layout.edits.notes.append((below, f'put "## {name}" below "{each.title}"'))
        if place + 1 == len(headings) or headings[place + 1].level <= each.level:
            last = headings[place + 1].line - 1 if place + 1 < len(headings) else len(lines)
            _mark_measures(lines, kinds, each, last, layout.edits)
    if found:
        return
    shown = {each.line for each in headings}
    for at, line in enumerate(lines):
        match = STAND_IN.match(line) if kinds[at] == "text" and at + 1 not in shown else None
        if match is None or not heads_actions(match["bold"] or match["plain"]):
            continue
        part = _part_below(lines, kinds, at, shown, match)
        if part is not None and not (timeline and part.line in timeline.span):
            rule = sections.find(part.title)
            name = part.title if rule and rule.role == "actions" else next(iter(sections.keys("actions")), part.title)
            _make_heading(lines, kinds, part, name, levels, layout.edits, "action items")
            return


def _mark_measures(lines: Sequence[str], kinds: Sequence[str], heading: Heading, last: int, edits: Edits) -> None:
    """Make items of the paragraphs of a part that tells in prose alone what is to be done."""
    words = bare(heading.title)
    first = heading.line + (2 if is_setext(lines, heading) else 1)
    if not _TO_DO.search(words) or _AT_ONCE.search(words) or first > last:
        return
    blocks, _ = outline(lines[first - 1 : last], kinds[first - 1 : last])
    paragraphs = [block for block in blocks if block.kind == "paragraph"]
    if len(paragraphs) > _MOST_PARAGRAPHS or any(block.kind not in ("paragraph", "comment") for block in blocks):
        return
    for block in paragraphs:
        inside = slice(first + block.first - 1, first + block.last)
        announces = lines[inside][-1].rstrip(" *_").endswith((":", "："))
        listed = all(line.lstrip()[:1].isupper() for line in lines[inside])
        for number in range(first + block.first, first + block.last + 1):
            line = lines[number - 1]
            begins = listed or number == first + block.first or _BREAK.search(lines[number - 2])
            if begins and not announces and not _NO_MEASURE.match(line.strip()):
                edits.replace[number] = f"- {line.lstrip()}"
                edits.notes.append((number, f"a paragraph of {heading.title!r} is an item now"))


def _mark_items(lines: Sequence[str], kinds: Sequence[str], edits: Edits) -> None:
    """Make items of the lines of a list that begin with a time behind a mark that Markdown does not know."""
    in_list = False
    for number, line in enumerate(lines, 1):
        if kinds[number - 1] != "text":
            in_list = False
            continue
        marked = _OTHER_MARK.match(line) if in_list else None
        if marked and read_head(line[marked.end() :]):
            line = edits.replace.get(number, line)
            edits.replace[number] = _OTHER_MARK.sub(r"\1- ", line, count=1)
            edits.notes.append((number, f"{marked[2]!r} is '-' now: Markdown knows no such mark of a list"))
        in_list = in_list or bool(_LIST_MARK.match(line))


def _part_below(
    lines: Sequence[str], kinds: Sequence[str], at: int, shown: set[int], match: re.Match[str]
) -> Part | None:
    kind: Literal["item", "bold", "plain"] = (
        "item" if lines[at][0] in "-*+" and lines[at][1:2] in " \t" else "bold" if match["bold"] else "plain"
    )
    last = at
    for below in range(at + 1, len(lines)):
        if below + 1 in shown or (kinds[below] == "text" and kind == "item" and not lines[below][:1].isspace()):
            break
        if kind != "item" and kinds[below] == "text" and closes(lines, below):
            break
        last = below
    inside = slice(at + 1, last + 1)
    blocks, _ = outline(lines[inside], kinds[inside])
    has_list = any(block.kind in ("item", "table") for block in blocks)
    return Part(match["bold"] or match["plain"], at + 1, Span(at + 2, last + 1), 0, kind) if has_list else None
