"""Divide the Timeline section into parts: events, groups, and the prose between them.

``build_parts`` takes the section's lines with their kinds, and the labels of kinds. It returns ``Parts``, which are
not dated yet. Every line that is not blank is in exactly one of them. Called by ``section``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_postmortems.read.body.line_starts import unquote
from mkdocs_postmortems.read.body.markers import cut_internal
from mkdocs_postmortems.read.body.outline import Block, dedent, outline
from mkdocs_postmortems.read.model import LineKind
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.timeline.declarations import DayWord, read_day_word, read_declaration
from mkdocs_postmortems.read.timeline.heads import Times, find_times, is_day_line
from mkdocs_postmortems.read.timeline.kinds import kind_of
from mkdocs_postmortems.read.timeline.timetable import Row
from mkdocs_postmortems.read.times.days import Day, find_day
from mkdocs_postmortems.read.times.line_times import Head
from mkdocs_postmortems.read.times.zones import find_zone

_LONGEST_DAY = 60
"""How long an item may be that names the day of those below it: ``- Day 1 (2023-10-15)``."""
_LINK_TO_PLACE = pattern(r"\s*\[[^\[\]]+\]\(#[^()\s]*\)\s*")
_TAKEN: Mapping[str, Collection[str]] = {
    "table": ("blocks", "all"),
    "code": ("blocks", "all"),
    "paragraph": ("all",),
    "comment": ("all",),
}
"""Which events take a block of each kind that is not an event itself: those with such a value of ``Part.takes``."""


class Part(Struct):
    """A part before it is dated. ``lines`` are its text so far; an item's further lines are indented by ``content``."""

    kind: Literal["event", "group", "prose"]
    first: int
    last: int
    lines: list[str]
    head: Head | None = None
    day: Day | DayWord | None = None
    """The day of what follows, if it names one."""
    zone: str = ""
    level: int = 3
    content: int = 0
    internal: bool = False
    takes: Literal["", "blocks", "all"] = ""
    """Which of the following blocks belong to it: none; lists and code; everything up to the next event."""
    listed: bool = False
    """Whether its text ends with a list."""
    end_head: Head | None = None
    group: Part | None = None

    @property
    def text(self) -> str:
        return self.text_with(self.lines[0] if self.lines else "")

    def text_with(self, first: str) -> str:
        """Return its text with another first line."""
        rest = dedent(self.lines[1:], self.content) if self.content else self.lines[1:]
        return "\n".join([first, *rest]).strip("\n").rstrip()


class _Run(Struct):
    """A list: items with only code, pictures or comments between them. It is ``timed`` if one of them has a time.

    It is ``of_contents`` if all of them are only links to places on the page.
    """

    timed: bool = False
    introduced: bool = False
    of_contents: bool = True


class Parts(Struct, frozen=True):
    """The parts of a section, its lines, and the times that these begin with."""

    parts: list[Part]
    lines: list[str]
    times: Times


class _Builder:
    """Decides what each block is. Nothing is dated here, so the decision does not depend on the order of times."""

    def __init__(self, blocks: list[Block], lines: list[str], labels: Mapping[str, str]) -> None:
        self.blocks = blocks
        self.lines = lines
        self.labels = labels
        self.parts: list[Part] = []
        self.times = find_times(blocks, lines, labels)
        self.heads, self.tables = self.times.heads, self.times.tables
        timed = [block for block in blocks if block.kind == "item" and block.first in self.heads]
        self._has_timed_items = bool(timed)
        self._with_timed_child = {parent.first for block in timed for parent in block.ancestors()}
        self._runs = self._find_runs()
        self._index = 0
        """The place of the current block among all."""
        self._open: Part | None = None
        self._internal_level = 7
        """The level of the internal heading above the current block; 7 if there is none."""
        self._groups: list[tuple[Part, Block]] = []
        """The open groups, outermost first, each with the block that opened it."""

    @property
    def has_times(self) -> bool:
        """Whether anything in the section has a time."""
        return bool(self.heads or self.tables)

    @property
    def has_timed_list(self) -> bool:
        """Whether a list or a table in the section has times."""
        return self._has_timed_items or bool(self.tables)

    @property
    def has_items(self) -> bool:
        """Whether the section has a list."""
        return bool(self._runs)

    def _find_runs(self) -> dict[int, _Run]:
        """Return the list that each item belongs to, by the item's first line."""
        runs: dict[int, _Run] = {}
        run: _Run | None = None
        before: Block | None = None
        for block in self.blocks:
            if block.kind == "item":
                if run is None:
                    run = _Run(introduced=before is not None and self._introduces(before))
                run.timed |= block.first in self.heads
                run.of_contents = run.of_contents and self._is_link_to_place(block)
                runs[block.first] = run
            elif block.kind in ("heading", "table", "frame") or self._introduces(block):
                run = None
            before = block
        return runs

    def _is_link_to_place(self, block: Block) -> bool:
        """Return whether an item is only a link to a place on the page."""
        return _LINK_TO_PLACE.fullmatch("\n".join(self._texts(block))) is not None

    def _introduces(self, block: Block) -> bool:
        """Return whether a paragraph introduces what follows: it ends with a colon."""
        return block.kind == "paragraph" and self.lines[block.last].rstrip(" *_").endswith((":", "："))

    # --- from blocks to parts ---

    def build(self) -> None:
        drawers = {
            "heading": self._add_heading,
            "item": self._add_item,
            "table": self._add_table,
            "code": self._add_code,
            "paragraph": self._add_paragraph,
            "comment": self._add_rest,
            "frame": self._add_rest,
        }
        for index, block in enumerate(self.blocks):
            self._index = index
            self._leave_groups(block)
            drawers[block.kind](block)

    def _add(self, part: Part, block: Block) -> Part:
        part.internal |= block.internal or self._internal_level < 7
        part.group = self._groups[-1][0] if self._groups else None
        self.parts.append(part)
        self._open = part if part.kind == "event" else None
        return part

    def _add_group(self, part: Part, block: Block) -> None:
        self._add(part, block)
        self._groups.append((part, block))

    def _add_day(self, block: Block, lines: list[str], day: Day | DayWord | None, last: int | None = None) -> None:
        """Open the group of a line that names the day of those below it, or that heads a list."""
        self._leave_days()
        end = block.last if last is None else last
        self._add_group(Part("group", block.first, end, lines, day=day, level=6), block)

    def _leave_groups(self, block: Block) -> None:
        """Close the groups that do not contain this block: headings of its level, items that it is not nested in."""
        while self._groups:
            opener = self._groups[-1][1]
            if block.kind == "heading":
                over = opener.kind != "heading" or opener.level >= block.level
            elif block.kind == "item" and opener.kind == "item":
                over = self._groups[-1][0].day is None and all(each is not opener for each in block.ancestors())
            else:
                over = False
            if not over:
                return
            self._groups.pop()

    def _source(self, block: Block) -> list[str]:
        return self.lines[block.first : block.last + 1]

    def _texts(self, block: Block) -> list[str]:
        """Return the lines of an item, the first one without its mark."""
        return [block.title(self.lines), *self.lines[block.first + 1 : block.last + 1]]

    def _add_heading(self, block: Block) -> None:
        """A heading with a clock time is an event, and so is one that is only a date unless events follow it."""
        title, internal = cut_internal(block.title(self.lines))
        if block.level <= self._internal_level:
            self._internal_level = block.level if internal else 7
        head = self.heads.get(block.first)
        heads_another = self._next is not None and self._next.kind == "heading"
        level = 0 if head is not None and is_day_line(head) and heads_another else block.level
        if head is not None and (head.stamp.timed or not self._events_follow(level)):
            self._add(Part("event", block.first, block.last, [head.text], head, takes="all"), block)
            return
        day = (head.stamp.one_day if head else find_day(title)) or read_day_word(title)
        zone = find_zone(title)
        self._add_group(Part("group", block.first, block.last, [title], day=day, zone=zone, level=block.level), block)

    @property
    def _next(self) -> Block | None:
        after = self._index + 1
        return self.blocks[after] if after < len(self.blocks) else None

    def _events_follow(self, level: int = 0) -> bool:
        """Return whether events follow below, before the next heading of that level or above, or the next bare date."""
        for after in range(self._index + 1, len(self.blocks)):
            block = self.blocks[after]
            if block.kind == "heading" and block.level <= level:
                return False
            if block.first in self.tables:
                return True
            if block.kind == "item" and block.first not in self.heads and kind_of(block.title(self.lines), self.labels):
                return True  # a label says what kind of event an untimed item is
            if starts := self._starts(block):
                return self.heads[starts[0]].stamp.timed
        return False

    def _starts(self, block: Block) -> list[int]:
        """Return the lines of a block that begin with a time."""
        return [at for at in block.numbers if at in self.heads]

    def _add_item(self, block: Block) -> None:
        head = self.heads.get(block.first)
        texts = self._texts(block)
        if head is not None:
            if head.stamp.day is not None and self._is_only_day(block, head) and self._events_follow():
                self._add_day(block, texts, head.stamp.one_day)
            else:
                _, internal = cut_internal(texts[0])
                texts[0] = head.text
                part = Part("event", block.first, block.last, texts, head, content=block.content, internal=internal)
                self._add(part, block)
        elif block.first in self._with_timed_child:
            day = find_day(texts[0]) if len(texts[0]) <= _LONGEST_DAY else None
            self._add_day(block, texts, day or read_day_word(texts[0]))
        elif (word := self._day_word(block, texts[0])) is not None:
            self._add_day(block, texts, word)
        elif self._joins_open(block):
            self._join(block)
        elif not "".join(texts).strip() or read_declaration("\n".join(texts)) or not self._is_event_list(block):
            self._add_rest(block)
        else:
            self._add(Part("event", block.first, block.last, texts, content=block.content), block)

    def _is_only_day(self, block: Block, head: Head) -> bool:
        """Return whether a block is a single line with nothing but its time, which has no clock time."""
        return block.first == block.last and not head.text.strip() and not head.stamp.timed

    def _day_word(self, block: Block, text: str) -> DayWord | None:
        """Return the day named by a line that stands alone above events."""
        word = read_day_word(text, alone=True) if block.first == block.last else None
        return word if word is not None and self._events_follow() else None

    def _leave_days(self) -> None:
        """Close the day that a line opened, since another one begins."""
        while self._groups and self._groups[-1][0].day is not None and self._groups[-1][1].kind != "heading":
            self._groups.pop()

    def _joins_open(self, block: Block) -> bool:
        """Return whether an untimed item is part of the event above: nested in it, or below its heading."""
        part = self._open
        if part is None or self._part_between(part, block):
            return False
        if part.takes:
            return not self._runs[block.first].timed
        inside = (each.first for each in block.ancestors() if part.first <= each.first <= part.last)
        nearest = next(inside, None)
        return nearest is not None and (nearest == part.first or nearest not in self.heads)

    def _part_between(self, part: Part, block: Block) -> bool:
        """Return whether another part lies between the two."""
        return self.parts[-1] is not part or (block.internal and not part.internal)

    def _join(self, block: Block) -> None:
        """Add the block to the open event's text."""
        part = self._open
        assert part is not None
        between = self.lines[part.last + 1 : block.first]
        if block.kind == "item" and not part.listed and not between and part.lines[-1].strip():
            between = [""]  # outside an item, a list needs a blank line above it
        part.listed = block.kind == "item"
        part.lines += [*between, *self._source(block)]
        part.last = block.last

    def _is_event_list(self, block: Block) -> bool:
        """Return whether the items of a list without times are events, or just a list in the text.

        They are events if the section has no times at all or writes events as lists; but not below a sentence that
        introduces them, not if the events are headings or rows, and not if they are a table of contents.
        """
        run = self._runs[block.first]
        if run.of_contents:
            return False
        if run.timed or not self.has_times:
            return True
        if run.introduced:
            return False
        return self._has_timed_items or bool(self._groups)

    def _add_table(self, block: Block) -> None:
        rows = self.tables.get(block.first)
        if rows is None:
            self._add_rest(block)
            return
        if not rows or rows[0].line > block.first:
            # Only the header's lines are kept: as text it would be an empty table.
            self._add(Part("prose", block.first, block.first + 1, []), block)
        for row in rows:
            part = _row_part(row)
            if row.line == block.first:  # an event in place of the header: the line below that is part of it
                part.last += 1
            if part.kind == "group":
                self._leave_days()
                self._add_group(part, block)
            else:
                self._add(part, block)
        self._open = None

    def _add_code(self, block: Block) -> None:
        if starts := self._starts(block):
            self._add_lines(block, starts, fenced=True)
        else:
            self._add_rest(block)

    def _add_paragraph(self, block: Block) -> None:
        starts = self._starts(block)
        if not starts:
            word = self._day_word(block, self.lines[block.first].strip())
            if word is not None:
                self._add_day(block, self._source(block), word)
            else:
                self._add_rest(block)
            return
        head = self.heads[starts[0]]
        if self._is_only_day(block, head) and not self._prose_follows() and self._events_follow():
            self._add_day(block, self._source(block), head.stamp.one_day)
            return
        self._add_days_and_lines(block, starts)

    def _add_days_and_lines(self, block: Block, starts: list[int]) -> None:
        """Make groups of the lines of a paragraph that are only a day, with what is below, and events of others."""
        days = {at for at in starts[:-1] if is_day_line(self.heads[at])}
        while starts:
            if starts[0] in days:
                at, below = starts[0], starts[1]
                if at > block.first:
                    prose = Part("prose", block.first, at - 1, self.lines[block.first : at])
                    self._declare(self._add(prose, block))
                    block = replace(block, first=at)
                self._add_day(block, self.lines[at:below], self.heads[at].stamp.one_day, last=below - 1)
                starts = starts[1:]
            else:
                below = next((at for at in starts[1:] if at in days), block.last + 1)
                self._add_lines(replace(block, last=below - 1), [at for at in starts if at < below], fenced=False)
                starts = [at for at in starts if at >= below]
            block = replace(block, first=below)

    def _prose_follows(self) -> bool:
        """Return whether the next block is an untimed paragraph about the day that does not declare a zone."""
        block = self._next
        if block is None or block.kind != "paragraph" or read_declaration("\n".join(self._source(block))):
            return False
        return not self._starts(block) and not self._introduces(block)

    def _add_lines(self, block: Block, starts: list[int], fenced: bool) -> None:
        """Make events of the lines of a paragraph or code block; the lines above the first one are prose."""
        bounds = [*starts, block.last + 1]
        if starts[0] > block.first:
            above = self.lines[block.first : starts[0]]
            prose = Part("prose", block.first, starts[0] - 1, [] if fenced and len(above) == 1 else above)
            self._declare(self._add(prose, block))
        for start, end in zip(starts, bounds[1:], strict=True):
            head = self.heads[start]
            rest = [line.strip() if fenced else line for line in self.lines[start + 1 : end]]
            if self.lines[start].startswith(">"):
                rest = [unquote(line) for line in rest]
            if fenced:
                rest = [line for line in rest if not line.startswith(("```", "~~~"))]
            if rest and not head.text.strip() and rest[0].lstrip().startswith(": "):  # a definition list
                rest = [rest[0].lstrip()[2:].lstrip(), *dedent(rest[1:], 4)]
            part = Part("event", start, end - 1, [head.text, *rest], head)
            if not fenced:
                is_alone = head.shape[0] == "sender" and end - start == 1  # the message is below
                part.takes = "blocks" if "".join(part.lines).strip() and not is_alone else "all"
            self._add(part, block)
        if fenced:
            self._open = None

    def _add_rest(self, block: Block) -> None:
        """Keep what is not an event as written: as part of the event above if that takes it, or as prose.

        The first line of an internal block is neither.
        """
        part = self._open
        if part is not None and part.takes in _TAKEN.get(block.kind, ()) and not self._part_between(part, block):
            self._join(block)
            return
        lines = [] if block.kind == "frame" else self._source(block)
        prose = self._add(Part("prose", block.first, block.last, lines), block)
        if block.kind in ("paragraph", "item"):
            self._declare(prose)

    @staticmethod
    def _declare(prose: Part) -> None:
        """Set the zone and the day that the text declares for the events below it."""
        if declared := read_declaration(prose.text):
            prose.zone, prose.day = declared


@lru_cache(maxsize=4)  # the importer reads the same lines in several contexts
def build_parts(lines: tuple[str, ...], kinds: tuple[LineKind, ...], labels: tuple[tuple[str, str], ...]) -> Parts:
    """Decide what each block is, independently of date and zone. The result is shared, so nothing may change it.

    Notes are opened only where nothing else has a time: ``??? note "Full timeline"``. A sentence with a time in a note
    beside a list is a remark on the list, whose items are the events.
    """
    builder = _Builder(*outline(lines, kinds), dict(labels))
    if not builder.has_times and any(line.startswith(("!!! ", "???")) for line in lines):
        opened = _Builder(*outline(lines, kinds, opens_notes=True), dict(labels))
        if opened.has_timed_list or (opened.has_times and not builder.has_items):
            builder = opened
    builder.build()
    return Parts(builder.parts, builder.lines, builder.times)


def _row_part(row: Row) -> Part:
    """Return a row as a part: a group if it only names a day, else an event in the table's zone; prose if empty."""
    at, head = row.line, row.head
    word = read_day_word(row.text, alone=True) if head is None else None
    if word is not None or (head and not row.text and not head.stamp.timed):
        text, day = (head.whole, head.stamp.one_day) if head else (row.text, word)
        return Part("group", at, at, [text], day=day, level=6, internal=row.internal)
    if head is None and not row.text:
        return Part("prose", at, at, [], internal=row.internal)
    return Part("event", at, at, [row.text], head, zone=row.zone, end_head=row.end, internal=row.internal)
