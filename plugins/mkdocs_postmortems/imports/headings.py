"""How an old report is divided into sections: what must change for the page to show its timeline and its measures.

Comes in: a body's lines with their kinds and headings, and the site's section set. Goes out: a ``Layout``: where the
parts are, and ``Edits``. Called by ``report``.

Sections are second-level headings of the page. Where an author headed the timeline otherwise, the words stay and only
the marks around them change: the level of a heading, or a bold line that becomes one. Where nothing heads it, a
heading is put in above it. Every such change is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import takewhile

from msgspec import Struct, field
from msgspec.structs import replace

from mkdocs_postmortems.imports.details import is_detail
from mkdocs_postmortems.imports.document import Document
from mkdocs_postmortems.imports.parts import (
    STAND_IN,
    Part,
    bare,
    count_timed,
    find_further,
    find_timeline,
    find_title,
    first_line,
    heads_actions,
    heads_timeline,
    is_of_actions,
    is_section,
    is_setext,
    part_below,
)
from mkdocs_postmortems.read.blocks import classify
from mkdocs_postmortems.read.days import find_day
from mkdocs_postmortems.read.model import Event, Group, Heading, Span
from mkdocs_postmortems.read.outline import outline
from mkdocs_postmortems.read.stamps import read_head
from mkdocs_postmortems.read.timeline import TimeContext, read_timeline
from mkdocs_postmortems.sections import Role, SectionSet, comparable

_ATX = re.compile(r"(#{1,6})")
_UNMEANT = re.compile(r"#\w")
"""What the page shows as a heading, and its author wrote as the number of an issue or the name of a channel."""
_INDENTED = re.compile(r" {1,3}#{1,6}[ \t]+\S")
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
_GROUP = re.compile(r"(?:[-*+]|\d+[.)])[ \t]+(?:\*\*[^*]{2,60}\*\*:?|[^\[\]`:]{2,60}:)[ \t]*")
"""An item that only says what the items in it are."""
_SOME_MEASURES = 2
"""How many headings below one of measures are measures themselves: one may head them all."""
_BREAK = re.compile(r"(?: {2,}|\\|<br ?/?>)$", re.IGNORECASE)
"""What ends a line in the middle of a paragraph: the next line is an item of its own."""
_NO_MEASURE = re.compile(
    r"[*_(\[]{0,3}(?:none|n/?a|nothing|no(?: \w+){0,3} (?:actions?|follow-?ups?|changes?|steps?|measures)|tb[acd]|todo"
    r"|see|keine?|ninguna?|nenhuma?|aucune?)\b|(?:特に)?なし|not \w+$"
    r"|([*_]{1,3})[^*_]+\1$|[^\w*_`\"'(]+$|!?\[[^\]]*\]\([^)]*\)$|[<>]",
    re.IGNORECASE,
)
"""A paragraph that names no measure: there is none, a template's words in italics, a picture, a link alone, a tag, a
quotation."""


class Edits(Struct):
    """Changes of a body, by line, counted from 1. ``notes`` says what was changed and why, with its line."""

    drop: set[int] = field(default_factory=set)
    replace: dict[int, str] = field(default_factory=dict)
    before: dict[int, str] = field(default_factory=dict)
    notes: list[tuple[int, str]] = field(default_factory=list)

    def add(self, other: Edits) -> None:
        """Take over what was dropped and told of lines that were changed already."""
        self.drop |= other.drop
        self.notes += other.notes

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


def with_headings_at_the_margin(document: Document) -> tuple[Document, Edits]:
    """The document without the blanks before ``## Impact``: the page would show them as text, forges as a heading."""
    lines, edits = list(document.lines), Edits()
    if not any(map(_INDENTED.match, lines)):
        return document, edits
    kinds = classify(lines).kinds
    above = ""
    for at, line in enumerate(lines):
        if kinds[at] == "text" and _INDENTED.match(line) and not _LIST_MARK.match(above):
            lines[at] = line.lstrip()
            edits.notes.append((at + 1, "a heading is no longer indented"))
        above = lines[at] if line.strip() else above
    return replace(document, lines=tuple(lines)), edits


class Layout(Struct):
    """Where the parts of a body are. ``title`` is the heading that names the report."""

    title: Heading | None = None
    timeline: Part | None = None
    further: tuple[Part, ...] = ()
    """Other timelines of the same report, such as that of the next day."""
    edits: Edits = field(default_factory=Edits)


def lay_out(lines: Sequence[str], kinds: Sequence[str], headings: Sequence[Heading], sections: SectionSet) -> Layout:
    """Find the parts, and what to change so that they become sections."""
    title = find_title(headings)
    tops = [each for each in headings if each.top and each is not title]
    timeline = find_timeline(lines, kinds, tops)
    layout = Layout(title, timeline, find_further(lines, kinds, tops, timeline) if timeline else ())
    _Division(lines, kinds, tops, sections, layout, {each.line: each.level for each in tops}).divide()
    return layout


class _Division(Struct):
    """A body on its way: ``levels`` are what those of its headings shall be, by line."""

    lines: Sequence[str]
    kinds: Sequence[str]
    headings: Sequence[Heading]
    sections: SectionSet
    layout: Layout
    levels: dict[int, int]

    @property
    def edits(self) -> Edits:
        return self.layout.edits

    def divide(self) -> None:
        """Each step, in the order in which they build on each other."""
        self._level()
        self._mark_timeline()
        self._mark_further()
        self._mark_actions()
        self._mark_items()
        for each in self.headings:
            level = self.levels[each.line]
            if level != each.level and each.line not in self.edits.replace:
                self.edits.replace[each.line] = self._releveled(each, level)
                self._note(each.line, f"heading of level {each.level} is level {level} now")

    def _note(self, line: int, what: str) -> None:
        self.edits.notes.append((line, what))

    def _put_above(self, line: int, heading: str, what: str) -> None:
        self.edits.before[line] = heading
        self._note(line, what)

    def _name_of(self, role: Role, otherwise: str) -> str:
        """What a section of that role is headed with in the site's set."""
        return next(iter(self.sections.keys(role)), otherwise)

    def _unused(self, name: str) -> str:
        """A heading's text that no other heading has: the name, or the name with a number behind it."""
        others = {comparable(each.title) for each in self.headings}
        others |= {comparable(each.lstrip("# ")) for each in self.edits.before.values()}
        names = (name, *(f"{name} ({number})" for number in range(2, len(others) + 3)))
        return next(each for each in names if comparable(each) not in others)

    def _is_known(self, title: str, role: Role) -> bool:
        """Whether a heading of that text opens a section of that role as it is."""
        rule = self.sections.find(title)
        return rule is not None and rule.role == role

    # --- levels ---

    def _level(self) -> None:
        """Bring the level of the timeline, or else of the sections, to 2, and all that goes with it."""
        timeline = self.layout.timeline
        if timeline and not timeline.line:
            for each in self.headings:
                if each.line in timeline.span:
                    self.levels[each.line] = max(3, each.level)
            return
        at = next((at for at, each in enumerate(self.headings) if timeline and each.line == timeline.line), None)
        if at is None:
            at = next((at for at, each in enumerate(self.headings) if is_section(each.title)), None)
        if at is None and self.headings:  # the highest ones are sections, whatever they say
            at = min(range(len(self.headings)), key=lambda at: self.headings[at].level)
        if at is None:
            return
        self._level_sections(at)
        if timeline:
            self._level_around(timeline, self.headings[at].level)

    def _level_sections(self, at: int) -> None:
        """Bring a heading and those that are sections like it to level 2."""
        here = self.headings[at]
        if here.level == 1:
            for each in self.headings:
                self.levels[each.line] = min(each.level + 1, 6)
        elif here.level > 2:
            has_parent = any(2 <= each.level < here.level for each in self.headings[:at])
            for each in self._family(at) if has_parent else self.headings:
                if each.level >= here.level:
                    self.levels[each.line] = each.level - here.level + 2
        for each, after in zip(self.headings, [*self.headings[1:], None], strict=True):
            meant = not _UNMEANT.match(self.lines[each.line - 1])
            if meant and self.levels[each.line] == 1 and (after is None or self.levels[after.line] != 2):
                self.levels[each.line] = 2

    def _level_around(self, timeline: Part, level: int) -> None:
        """Keep the headings in the timeline below it, and bring those behind it that were a level too low to 2."""
        for each in self.headings:
            if each.line in timeline.span:
                self.levels[each.line] = max(3, self.levels[each.line])
        after = (each for each in self.headings if each.line > timeline.span.last)
        self._raise(list(takewhile(lambda each: each.level > level, after)))

    def _family(self, at: int) -> list[Heading]:
        """A heading and those behind it up to the end of the part that they are all in."""
        here = self.headings[at]
        return list(takewhile(lambda each: each.level >= here.level, self.headings[at:]))

    def _raise(self, headings: Sequence[Heading]) -> None:
        """Bring the first of the headings to level 2, and the others up by as much."""
        raise_by = max(0, self.levels[headings[0].line] - 2) if headings else 0
        for each in headings:
            self.levels[each.line] = max(2, self.levels[each.line] - raise_by)

    def _releveled(self, heading: Heading, level: int) -> str:
        line = self.lines[heading.line - 1]
        if is_setext(self.lines, heading):
            if level > 2:
                self.edits.drop.add(heading.line + 1)
                return f"{'#' * level} {line.strip()}"
            mark = "=" if level == 1 else "-"
            self.edits.replace[heading.line + 1] = re.sub(r"[=-]", mark, self.lines[heading.line])
            return line
        return _ATX.sub("#" * level, line, count=1)

    # --- the timeline ---

    def _mark_timeline(self) -> None:
        """Make a section of the timeline, if it is none."""
        part = self.layout.timeline
        if part is None:
            return
        name = self._name_of("timeline", "Timeline")
        known = bool(part.title) and self._is_known(part.title, "timeline")
        if part.kind == "none":
            self._put_above(part.span.first, f"## {name}", f'put "## {name}" above the times')
        elif part.kind != "heading":
            self._make_heading(part, part.title if known else name, "timeline")
            if part.kind == "item":
                self._mark_further_items(part, name)
        elif not known:
            self._put_above(self._first_event(part), f"## {name}", f'put "## {name}" below "{part.title}"')

    def _first_event(self, part: Part) -> int:
        """The line where a part's timeline begins; what stands above it in a narrative is no part of it."""
        inside = slice(part.span.first - 1, part.span.last)
        lines, kinds = self.lines[inside], self.kinds[inside]
        if heads_timeline(part.title):
            parts = [each.span.first for each in read_timeline(lines, kinds, part.span.first).parts]
        else:
            timeline = read_timeline(lines, kinds, part.span.first, TimeContext(day=date(2020, 1, 1)))
            parts = [
                each.span.first
                for each in timeline.parts
                if isinstance(each, Group) or (isinstance(each, Event) and each.start)
            ]
        first = min(parts, default=part.span.first)
        while first - 1 > part.span.first and self.kinds[first - 2] == "text" and "|" in self.lines[first - 2]:
            first -= 1  # a table's head
        while first > part.span.first and self.kinds[first - 1] == self.kinds[first - 2] == "code":
            first -= 1  # the fence of a block of code
        return first

    def _mark_further(self) -> None:
        """Make sections of the other timelines. Those that are headed alike are told apart by a heading above them."""
        name = self._name_of("timeline", "Timeline")
        used = {comparable(self.layout.timeline.title)} if self.layout.timeline else set()
        for number, part in enumerate(self.layout.further, 2):
            known = self._is_known(part.title, "timeline") and comparable(part.title) not in used
            place = next((at for at, each in enumerate(self.headings) if each.line == part.line), None)
            above = self.headings[place - 1].title if place else ""
            title = part.title if known else f"{name} ({above if find_day(above) and len(above) < 40 else number})"
            used.add(comparable(title))
            if place is not None:
                self._raise(self._family(place))
                for each in self.headings:
                    if each.line in part.span or (each.line == part.line and not known):
                        self.levels[each.line] = max(3, self.levels[each.line])
            elif known:
                self._make_heading(part, title, "timeline")
            else:
                self._set_off(part, "timeline")
            if not known:
                self._put_above(part.line, f"## {title}", f'put "## {title}" above a further timeline')

    def _mark_further_items(self, part: Part, name: str) -> None:
        """In a report that is one list, each further item with timed lines in it is part of the timeline too."""
        stop = next((each.line for each in self.headings if each.line > part.line), len(self.lines) + 1)
        starts = [
            at
            for at in range(part.span.last + 1, stop)
            if self.kinds[at - 1] == "text" and _LABELLED_ITEM.match(self.lines[at - 1])
        ]
        names = [name, "Detailed timeline"]
        inside = True
        for start, end in zip(starts, [*starts[1:], stop], strict=False):
            timed = count_timed(self.lines, self.kinds, Span(start + 1, end - 1)) if end - start > 1 else 0
            if timed >= 2 and not inside and names:
                self._put_above(start, f"## {names.pop(0)}", "put a heading above further times")
                inside = True
            elif timed >= 2 and inside:
                self.edits.before.pop(start, None)
            elif inside and timed < 2:
                self.edits.before.setdefault(start, _REST)
                inside = False

    def _make_heading(self, part: Part, title: str, what: str) -> None:
        """Turn the line that stands for a heading into one, and set the rest of its list or page off behind it."""
        self.edits.replace[part.line] = f"## {title.strip().rstrip(':：').rstrip()}"
        self._note(part.line, f"{what}: {self.lines[part.line - 1].strip()!r} is a heading now")
        if self.edits.before.get(part.line) == _REST:
            del self.edits.before[part.line]
        inside = [self.lines[at] for at in range(part.span.first - 1, part.span.last) if self.lines[at].strip()]
        indent = min((len(line) - len(line.lstrip()) for line in inside), default=0)
        if indent > 1:  # what was nested in an item is so no longer, and would be code
            for at in range(part.span.first, part.span.last + 1):
                line = self.lines[at - 1]
                self.edits.replace[at] = line[min(indent, len(line)) :]
        self._set_off(part, what)

    def _set_off(self, part: Part, what: str) -> None:
        """Put a heading behind a part that no heading ends."""
        below = range(part.span.last + 1, len(self.lines) + 1)
        after = next((at for at in below if self.lines[at - 1].strip()), None)
        if after is None or after in self.levels or after in self.edits.replace:
            return
        match = STAND_IN.match(self.lines[after - 1])
        if part.kind != "item" and match and self.kinds[after - 1] == "text":
            words = (match["bold"] or match["plain"]).strip()
            self.edits.replace[after] = f"## {words.rstrip(':：').rstrip()}"
            self._note(after, f"{words!r} is a heading now, so that the {what} ends above it")
        else:
            self._put_above(after, _REST, f'put "{_REST}" here, so that the {what} ends above it')

    # --- measures ---

    def _mark_actions(self) -> None:
        """Make sections of the headings that measures stand below, or of the first line that stands for one."""
        heads = list(self._heads_of_actions())
        for place, may_be_raised in heads:
            self._mark_action_heading(place, may_be_raised)
        if not heads:
            self._mark_action_line()

    def _heads_of_actions(self) -> Iterator[tuple[int, bool]]:
        """The headings that measures stand below, by their place, and whether they may be raised to sections."""
        timeline = self.layout.timeline
        above: list[Heading] = []
        """The headings that the present one is below, outermost first."""
        for place, each in enumerate(self.headings):
            while above and above[-1].level >= each.level:
                above.pop()
            parent = above[-1] if above else None
            above.append(each)
            if not heads_actions(each.title) or (timeline and each.line in timeline.span):
                continue
            if parent is None or not heads_actions(parent.title):
                yield place, parent is None or parent.level >= 2

    def _mark_action_heading(self, place: int, may_be_raised: bool) -> None:
        """Make a section of a heading of measures, and items of the paragraphs below it."""
        here = self.headings[place]
        if may_be_raised and self.levels[here.line] > 2:
            self._raise(self._family(place))
        if not self._is_known(here.title, "actions"):
            name, below = self._unused(self._name_of("actions", "Action items")), first_line(self.lines, here)
            if below <= len(self.lines):
                self._put_above(below, f"## {name}", f'put "## {name}" below "{here.title}"')
        after = self.headings[place + 1] if place + 1 < len(self.headings) else None
        if after is None or after.level <= here.level:
            last = after.line - 1 if after else len(self.lines)
            self._mark_measures(here, last)
            self._mark_groups(range(first_line(self.lines, here), last + 1))
        else:
            inside = takewhile(lambda each: each.level > here.level, self.headings[place + 1 :])
            self._mark_headed_measures(list(inside))

    def _mark_action_line(self) -> None:
        """Make a section of the first bold line, item or line with a colon that stands for a heading of measures."""
        timeline = self.layout.timeline
        shown = {each.line for each in self.headings}
        for at, line in enumerate(self.lines):
            match = STAND_IN.match(line) if self.kinds[at] == "text" and at + 1 not in shown else None
            if match is None or not heads_actions(match["bold"] or match["plain"]):
                continue
            part = part_below(self.lines, self.kinds, at, shown, match)
            if self._holds_list(part) and not (timeline and part.line in timeline.span):
                known = self._is_known(part.title, "actions")
                self._make_heading(part, part.title if known else self._name_of("actions", part.title), "action items")
                return

    def _holds_list(self, part: Part) -> bool:
        inside = slice(part.span.first - 1, part.span.last)
        blocks, _ = outline(self.lines[inside], self.kinds[inside])
        return any(block.kind in ("item", "table") for block in blocks)

    def _mark_measures(self, heading: Heading, last: int) -> None:
        """Make items of the paragraphs of a part that tells in prose alone what is to be done."""
        words = bare(heading.title)
        first = first_line(self.lines, heading)
        if not _TO_DO.search(words) or _AT_ONCE.search(words) or first > last:
            return
        blocks, _ = outline(self.lines[first - 1 : last], self.kinds[first - 1 : last])
        paragraphs = [block for block in blocks if block.kind == "paragraph"]
        if len(paragraphs) > _MOST_PARAGRAPHS or any(block.kind not in ("paragraph", "comment") for block in blocks):
            return
        for block in paragraphs:
            numbers = range(first + block.first, first + block.last + 1)
            inside = [self.lines[number - 1] for number in numbers]
            if inside[-1].rstrip(" *_").endswith((":", "：")):  # it announces what follows
                continue
            listed = all(line.lstrip()[:1].isupper() for line in inside)
            for number, line, before in zip(numbers, inside, ["", *inside], strict=False):
                begins = listed or not before or _BREAK.search(before)
                if begins and not _NO_MEASURE.match(line.strip()):
                    self.edits.replace[number] = f"- {line.lstrip()}"
                    self._note(number, f"a paragraph of {heading.title!r} is an item now")

    def _mark_groups(self, numbers: range) -> None:
        """Take a list apart whose items all are words with a colon, or in bold, above a list of measures."""
        groups: list[tuple[int, list[int]]] = []
        for number in numbers:
            line = self.lines[number - 1]
            if line[:1].isspace() and groups:
                groups[-1][1].append(number)
            elif line.strip():
                if not _GROUP.fullmatch(line) or self.kinds[number - 1] != "text":
                    return
                groups.append((number, []))
        if not groups or not all(inside and _LIST_MARK.match(self.lines[inside[0] - 1]) for _, inside in groups):
            return
        for number, inside in groups:
            written = _LIST_MARK.sub("", self.lines[number - 1], count=1)
            apart = "\n" if self.lines[number - 2].strip() else ""
            self.edits.replace[number] = f"{apart}{written}\n"
            self._note(number, f"{written!r} is no item now, and the items in it are")
            room = len(self.lines[inside[0] - 1]) - len(self.lines[inside[0] - 1].lstrip())
            for each in inside:
                self.edits.replace[each] = re.sub(rf"^[ \t]{{1,{room}}}", "", self.lines[each - 1])

    def _mark_headed_measures(self, below: Sequence[Heading]) -> None:
        """Make items of the headings below one of measures, with what they head in them, where each heads a measure.

        One that heads a list of more than details, a table or other headings does not, nor does ``### Long term``.
        """
        inside = [self._lines_of(each) for each in below]
        heads = all(each.level == below[0].level and not is_of_actions(each.title) for each in below)
        if len(below) < _SOME_MEASURES or not heads or any(map(self._lists_measures, inside)):
            return
        for heading, numbers in zip(below, inside, strict=True):
            apart = "\n" if numbers and self.lines[numbers[0] - 1].strip() else ""
            self.edits.replace[heading.line] = f"- {heading.title}{apart}"
            self._note(heading.line, f"{heading.title!r} is an item now")
            for number in numbers:
                if self.lines[number - 1].strip():
                    self.edits.replace[number] = f"    {self.lines[number - 1]}"

    def _lines_of(self, heading: Heading) -> range:
        """The lines below a heading, up to the next one."""
        after = next((each.line for each in self.headings if each.line > heading.line), len(self.lines) + 1)
        return range(first_line(self.lines, heading), after)

    def _lists_measures(self, numbers: range) -> bool:
        inside = slice(numbers.start - 1, numbers.stop - 1)
        blocks, _ = outline(self.lines[inside], self.kinds[inside])
        lines = [self.lines[numbers.start + block.first - 1] for block in blocks if block.kind == "item"]
        return any(block.kind == "table" for block in blocks) or not all(map(is_detail, lines))

    # --- items ---

    def _mark_items(self) -> None:
        """Make items of the lines of a list that begin with a time behind a mark that Markdown does not know."""
        in_list = False
        for number, line in enumerate(self.lines, 1):
            if self.kinds[number - 1] != "text":
                in_list = False
                continue
            marked = _OTHER_MARK.match(line) if in_list else None
            if marked and read_head(line[marked.end() :]):
                edited = _OTHER_MARK.sub(r"\1- ", self.edits.replace.get(number, line), count=1)
                self.edits.replace[number] = edited
                self._note(number, f"{marked[2]!r} is '-' now: Markdown knows no such mark of a list")
            in_list = in_list or bool(_LIST_MARK.match(line))
