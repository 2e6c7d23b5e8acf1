"""How an old report is divided: its title, its timeline, its measures, and what must change for the page to show them.

Comes in: a body's lines with their kinds and headings, and the site's section set. Goes out: a ``Layout``: where the
parts are, and ``Edits``. Called by ``report``.

Sections are second-level headings of the page. Where an author headed the timeline otherwise, the words stay and only
the marks around them change: the level of a heading, or a bold line that becomes one. Where nothing heads it, a
heading is put in above it. Every such change is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import takewhile
from typing import Literal

from mkdocs_postmortems.imports.words import ACTION_HEADINGS, NARRATIVE_HEADINGS, SECTION_HEADINGS, TIMELINE_HEADINGS
from mkdocs_postmortems.read.model import Event, Group, Heading, Span
from mkdocs_postmortems.read.outline import outline
from mkdocs_postmortems.read.sections import plain
from mkdocs_postmortems.read.stamps import read_head
from mkdocs_postmortems.read.timeline import TimeContext, continues_timeline, read_timeline
from mkdocs_postmortems.sections import SectionSet, comparable

_TIMELINE = frozenset(map(comparable, TIMELINE_HEADINGS))
_NARRATIVE = frozenset(map(comparable, NARRATIVE_HEADINGS))
_ACTIONS = frozenset(map(comparable, ACTION_HEADINGS))
_WORDS_INSIDE = re.compile(
    r"time ?lines?\b|chronolog|key events|(?:sequence|series|course|log|chain|order) of events|event log|play.by.play"
    r"|zeitleiste|zeitlich\w* (?:ab|ver)lauf|chronologi|l[ií]nea de tiempo|linha do tempo|タイムライン|時系列|时间线",
    re.IGNORECASE,
)
"""What heads a timeline whatever else its heading says."""

_STAND_IN = re.compile(
    r"(?P<item>(?P<bullet>[-*+][ \t]+))?(?:\*\*|__)(?P<bold>[^*_]{2,60})(?:\*\*|__)[ \t]*:?[ \t]*$"
    r"|(?:[-*+][ \t]+)?(?P<plain>[^\W\d_][^:：.|`<>\[\]#*]{2,50}?)[ \t]*[:：]?[ \t]*$"
)
_NUMBER = re.compile(r"^[\W_]*(?:\d+(?:\.\d+)*(?:[.):]\s*|\s+(?!whys\b)))?[\W_]*")
"""A heading's number, ``3.`` or ``3``, and the signs around it."""
_ATX = re.compile(r"(#{1,6})")
_LIST_MARK = re.compile(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]")
_OTHER_MARK = re.compile(r"([ \t]*)([–—•‣▪◦●○·])[ \t]+")
_LABELLED_ITEM = re.compile(r"[-*+][ \t]+(?:\*\*|__)[^*_]")
_REST = "## Further details"
_FEW = 3
"""How many timed lines make a timeline of text that nothing heads."""


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


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the body: ``span`` without what heads it, ``line`` what does (0 for nothing)."""

    title: str
    line: int
    span: Span
    level: int = 0
    kind: Literal["heading", "bold", "item", "plain", "none"] = "heading"


@dataclass(slots=True)
class Layout:
    """Where the parts of a body are. ``title`` is the heading that names the report."""

    title: Heading | None = None
    timeline: Part | None = None
    edits: Edits = field(default_factory=Edits)


def lay_out(lines: Sequence[str], kinds: Sequence[str], headings: Sequence[Heading], sections: SectionSet) -> Layout:
    """Find the parts, and what to change so that they become sections."""
    layout = Layout(find_title(headings))
    tops = [each for each in headings if each.top and each is not layout.title]
    layout.timeline = find_timeline(lines, kinds, tops)
    edits = layout.edits
    levels = {each.line: each.level for each in tops}
    _level(levels, tops, layout.timeline)
    _mark_timeline(lines, kinds, tops, levels, layout, sections)
    _mark_actions(lines, kinds, tops, levels, layout, sections)
    _mark_items(lines, kinds, edits)
    for each in tops:
        if levels[each.line] != each.level and each.line not in edits.replace:
            edits.replace[each.line] = _releveled(lines, each, levels[each.line], edits)
            edits.notes.append((each.line, f"heading of level {each.level} is level {levels[each.line]} now"))
    return layout


# --- the title ---


def find_title(headings: Sequence[Heading]) -> Heading | None:
    """The heading that names the report: the first one, unless it only says what a section is about."""
    tops = [each for each in headings if each.top]
    first = next((each for each in tops if each.level == 1), tops[0] if tops else None)
    if first is None or not first.title or whole_words(first.title) in SECTION_HEADINGS:
        return None
    if first.level > 1 and (first is not tops[0] or first.level > 3 or continues_timeline(first.title)):
        return None
    if first.level > 1 and not any(each.level > first.level or _is_section(each.title) for each in tops[1:]):
        return None
    return first


def heads_section(title: str) -> bool:
    """Whether a heading says what a section is about, or when something was: it is no title of a report."""
    return _is_section(title) or heads_timeline(title) or continues_timeline(title)


def _is_section(title: str) -> bool:
    return bare(title) in SECTION_HEADINGS


def whole_words(title: str) -> str:
    """A heading's words without number and signs in front and behind."""
    words = _NUMBER.sub("", comparable(plain(title)))
    return re.sub(r"[\W_]+$", "", words)


def bare(title: str) -> str:
    """A heading's words without number, signs in front, and what stands in brackets or behind a dash."""
    words = _NUMBER.sub("", comparable(plain(title)))
    return re.sub(r"\s*[(（\[【].*$|\s+[-–—|]\s.*$|\s*[:：].*$|[\W_]+$", "", words).strip()


# --- the timeline ---


def find_timeline(lines: Sequence[str], kinds: Sequence[str], headings: Sequence[Heading]) -> Part | None:
    """The part that holds the timeline: by its heading's words, else by the times in it."""
    by_rank: dict[int, list[tuple[int, Part]]] = {}
    for part in _candidates(lines, kinds, headings):
        rank = _rank(part.title)
        if rank is not None:
            by_rank.setdefault(rank, []).append((count_timed(lines, kinds, part.span), part))
    for rank in sorted(by_rank):
        best = max(by_rank[rank], key=lambda each: each[0])
        if best[0] >= (_FEW if rank >= 2 else 1):
            return _without_sections(lines, kinds, best[1], headings)
    named = [part for rank in (0, 1) for _, part in by_rank.get(rank, ()) if _has_events(lines, kinds, part.span)]
    return named[0] if named else _unheaded(lines, kinds, headings)


def _without_sections(lines: Sequence[str], kinds: Sequence[str], part: Part, headings: Sequence[Heading]) -> Part:
    """The part without the sections that follow it a level too low: those behind its events that hold no time."""
    below = next((each for each in headings if each.line in part.span and each.level > part.level), None)
    if part.kind != "heading" or below is None or not _is_section(below.title) or heads_timeline(below.title):
        return part
    rest = Span(below.line, part.span.last)
    if below.line == part.span.first or count_timed(lines, kinds, rest):
        return part
    return replace(part, span=Span(part.span.first, below.line - 1))


def _rank(title: str) -> int | None:
    words = bare(title)
    if words in _TIMELINE:
        return 0
    if _WORDS_INSIDE.search(title) and len(title) < 100:
        return 1
    return 2 if words in _NARRATIVE else 3


def heads_timeline(title: str) -> bool:
    """Whether words are those of a heading that a timeline stands below."""
    return _rank(title) in (0, 1)


def _candidates(lines: Sequence[str], kinds: Sequence[str], headings: Sequence[Heading]) -> Iterator[Part]:
    for place, heading in enumerate(headings):
        last = _end(lines, headings, place)
        first = heading.line + (2 if _is_setext(lines, heading) else 1)
        if first <= last:
            yield Part(heading.title, heading.line, Span(first, last), heading.level)
    shown = {heading.line for heading in headings}
    for at, _line in enumerate(lines):
        if kinds[at] == "text" and at + 1 not in shown and (part := _stand_in(lines, kinds, at, shown)):
            yield part


def _end(lines: Sequence[str], headings: Sequence[Heading], place: int) -> int:
    """The last line of a heading's part: up to the next of its level or above that does not go on with a timeline."""
    here = headings[place]
    goes_on = _rank(here.title) in (0, 1)
    for other in headings[place + 1 :]:
        if other.level < here.level:
            return other.line - 1
        if other.level == here.level and not (goes_on and continues_timeline(other.title)):
            return other.line - 1
    return len(lines)


def _stand_in(lines: Sequence[str], kinds: Sequence[str], at: int, shown: set[int]) -> Part | None:
    """A line that stands for a timeline's heading: bold, a list's item, or words with a colon alone."""
    match = _STAND_IN.match(lines[at])
    if match is None:
        return None
    title = match["bold"] or match["plain"]
    if bare(title) not in _TIMELINE and not (match["bold"] and _WORDS_INSIDE.search(title)):
        return None
    kind: Literal["item", "bold", "plain"] = (
        "item" if lines[at][0] in "-*+" and lines[at][1:2] in " \t" else ("bold" if match["bold"] else "plain")
    )
    last = at
    for below in range(at + 1, len(lines)):
        line = lines[below]
        if below + 1 in shown:
            break
        if kind == "item" and kinds[below] == "text" and not line[:1].isspace():
            break
        if kind != "item" and kinds[below] == "text" and _closes(lines, below):
            break
        last = below
    return Part(title, at + 1, Span(at + 2, last + 1), 0, kind) if last > at else None


def _closes(lines: Sequence[str], at: int) -> bool:
    """Whether a line stands for the next heading: bold or with a colon, alone, and not a time."""
    match = _STAND_IN.match(lines[at])
    if match is None or (lines[at][0] in "-*+" and lines[at][1:2] in " \t"):
        return False
    title = match["bold"] or match["plain"]
    if continues_timeline(title):
        return False
    return bool(match["bold"] and not lines[at - 1].strip()) or bare(title) in SECTION_HEADINGS


def count_timed(lines: Sequence[str], kinds: Sequence[str], span: Span) -> int:
    """How many events with a time a part holds, on whatever day they were."""
    inside = slice(span.first - 1, span.last)
    timeline = read_timeline(lines[inside], kinds[inside], span.first, TimeContext(day=date(2020, 1, 1)))
    return sum(event.start is not None for event in timeline.events)


def _has_events(lines: Sequence[str], kinds: Sequence[str], span: Span) -> bool:
    inside = slice(span.first - 1, span.last)
    return bool(read_timeline(lines[inside], kinds[inside], span.first).events)


def _unheaded(lines: Sequence[str], kinds: Sequence[str], headings: Sequence[Heading]) -> Part | None:
    """The longest run of timed lines that no heading of its own stands above, and none without a time interrupts."""
    timeline = read_timeline(lines, kinds, 1, TimeContext(day=date(2020, 1, 1)))
    timed = [event for event in timeline.events if event.start is not None and event.start.precision != "day"]
    breaks = [each.line for each in headings if not continues_timeline(each.title)]
    runs: dict[int, list[Event]] = {}
    for event in timed:
        runs.setdefault(sum(line <= event.span.first for line in breaks), []).append(event)
    run = max(runs.values(), key=len, default=[])
    if len(run) < _FEW:
        return None
    first = run[0].span.first
    above = next((at for at in range(first - 1, 0, -1) if kinds[at - 1] == "blank"), 0) + 1
    return Part("", 0, Span(above, run[-1].span.last), 0, "none")


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
        at = next((place for place, each in enumerate(headings) if _is_section(each.title)), None)
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
    if _is_setext(lines, heading):
        if level > 2:
            edits.drop.add(heading.line + 1)
            return f"{'#' * level} {line.strip()}"
        edits.replace[heading.line + 1] = re.sub(r"[=-]", "=" if level == 1 else "-", lines[heading.line])
        return line
    return _ATX.sub("#" * level, line, count=1)


def _is_setext(lines: Sequence[str], heading: Heading) -> bool:
    below = lines[heading.line].strip() if heading.line < len(lines) else ""
    return not lines[heading.line - 1].lstrip().startswith("#") and bool(below) and set(below) in ({"="}, {"-"})


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
    if _rank(part.title) == 1:
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
    after = next((at for at in range(part.span.last + 1, len(lines) + 1) if lines[at - 1].strip()), None)
    if after is None or after in levels or after in edits.replace:
        return
    match = _STAND_IN.match(lines[after - 1])
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
    for place, each in enumerate(headings):
        if bare(each.title) not in _ACTIONS or (timeline and each.line in timeline.span):
            continue
        parent = next((other for other in reversed(headings[:place]) if other.level < each.level), None)
        if parent is not None and bare(parent.title) in _ACTIONS:
            continue
        found = True
        if levels[each.line] > 2 and (parent is None or parent.level >= 2):
            raise_by = levels[each.line] - 2
            for other in _family(headings, place):
                levels[other.line] = max(2, levels[other.line] - raise_by)
        rule = sections.find(each.title)
        if rule is None or rule.role != "actions":
            name = next(iter(sections.keys("actions")), "Action items")
            below = each.line + (2 if _is_setext(lines, each) else 1)
            if below <= len(lines):
                layout.edits.before[below] = f"## {name}"
                layout.edits.notes.append((below, f'put "## {name}" below "{each.title}"'))
    if found:
        return
    shown = {each.line for each in headings}
    for at, line in enumerate(lines):
        match = _STAND_IN.match(line) if kinds[at] == "text" and at + 1 not in shown else None
        if match is None or bare(match["bold"] or match["plain"]) not in _ACTIONS:
            continue
        part = _part_below(lines, kinds, at, shown, match)
        if part is not None and not (timeline and part.line in timeline.span):
            rule = sections.find(part.title)
            name = part.title if rule and rule.role == "actions" else next(iter(sections.keys("actions")), part.title)
            _make_heading(lines, kinds, part, name, levels, layout.edits, "action items")
            return


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
        if kind != "item" and kinds[below] == "text" and _closes(lines, below):
            break
        last = below
    inside = slice(at + 1, last + 1)
    blocks, _ = outline(lines[inside], kinds[inside])
    has_list = any(block.kind in ("item", "table") for block in blocks)
    return Part(match["bold"] or match["plain"], at + 1, Span(at + 2, last + 1), 0, kind) if has_list else None
