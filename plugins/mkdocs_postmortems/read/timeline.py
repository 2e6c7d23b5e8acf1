"""Parse the Timeline section into its parts: events, groups, and the prose between them.

Takes the section's lines with their kinds, what is known about the report's times, and the labels of kinds. Returns a
``Timeline`` in which every line that is not blank is in the span of exactly one part. Called by ``steps`` and by the
importer.

Four steps: ``outline`` finds the blocks, ``heads`` the times that they begin with, ``_PartBuilder`` decides what is an
event, and ``_finish`` dates the events in the order written (with ``dating``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_postmortems.diagnostics import Problem
from mkdocs_postmortems.read.dating import Dated, Dating, TimeContext
from mkdocs_postmortems.read.day_words import DayWord, read_day_after_time, read_day_word
from mkdocs_postmortems.read.days import Day, find_day
from mkdocs_postmortems.read.heads import find_times, is_day_line
from mkdocs_postmortems.read.kinds import LABELS, kind_of
from mkdocs_postmortems.read.line_times import Head, read_head, read_labelled, time_column
from mkdocs_postmortems.read.markers import cut_internal, cut_internal_of_first_paragraph
from mkdocs_postmortems.read.mistyped import refuse_epoch
from mkdocs_postmortems.read.model import Event, Group, Prose, Span, Timeline
from mkdocs_postmortems.read.outline import Block, dedent, heading_title, outline, unquote
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.stamps import Stamp
from mkdocs_postmortems.read.unread_zones import refuse_zone, unread_declaration
from mkdocs_postmortems.read.zones import TimeRefused, find_city, find_zone, unread_city, written_zone

__all__ = ["TimeContext", "continues_timeline", "is_day", "join_timelines", "read_timeline"]

_DECLARES = pattern(
    r"(?<![^\W_])(?:times?|timestamps?|clocks?|time ?zones?|dates?|zeiten"
    r"|zeitangaben|uhrzeiten|zeitzone|heures|horas|horaires|timeline|chronology|events|ereignisse|zeitleiste)\b"
    r"|タイムライン|時刻|時間|タイムゾーン|日時",
    re.IGNORECASE,
)
"""Words of a sentence that may declare the zone or the day of the times below it."""
_LONGEST_DECLARATION = 300
_LONGEST_DAY = 60
"""How long an item may be that names the day of those below it: ``- Day 1 (2023-10-15)``."""


def read_timeline(
    lines: Sequence[str],
    kinds: Sequence[str],
    first_line: int,
    context: TimeContext | None = None,
    labels: Mapping[str, str] = LABELS,
) -> Timeline:
    """Read a section's body.

    ``lines`` are those below its heading, ``lines[0]`` is line ``first_line`` of the file, and ``kinds`` says "text",
    "blank", "code" or "comment" for each. Problems are ``bad-event-time``, ``unread-time``, ``unread-zone``,
    ``nonexistent-time`` and ``ambiguous-time``.
    """
    builder = _build_parts(tuple(lines), tuple(kinds), tuple(labels.items()))
    return _finish(builder, first_line, context or TimeContext(), labels)


def join_timelines(timelines: Sequence[Timeline]) -> Timeline:
    """Return several timelines as one, their events renumbered in the order written."""
    parts: list[Event | Prose | Group] = []
    number = 0
    for timeline in timelines:
        for part in timeline.parts:
            if isinstance(part, Event):
                number += 1
                part = replace(part, number=number)
            parts.append(part)
    return Timeline(tuple(parts), tuple(problem for timeline in timelines for problem in timeline.problems))


def continues_timeline(title: str) -> bool:
    """Return whether a heading of the Timeline's own level continues it.

    It does if it is only a date or time (``## July 22``) or has a time after a label (``## Update - 14:30 UTC``).
    Reports of this project do not need that; the importer does.
    """
    head = read_head(title) or read_labelled(title)
    return head is not None and (head.stamp.timed or not head.text.strip())


def is_day(title: str) -> bool:
    """Return whether a heading is only a date: ``## July 22``."""
    head = read_head(title)
    return head is not None and is_day_line(head)


class _Part(Struct):
    """A part before it is dated. ``lines`` are its text so far; an item's further lines are indented by ``content``."""

    kind: Literal["event", "group", "prose"]
    first: int
    last: int
    lines: list[str]
    head: Head | None = None
    day: Day | None = None
    word: DayWord | None = None
    zone: str = ""
    level: int = 3
    content: int = 0
    internal: bool = False
    takes: Literal["", "blocks", "all"] = ""
    """Which of the following blocks belong to it: none; lists and code; everything up to the next event."""
    listed: bool = False
    """Whether its text ends with a list."""
    end_head: Head | None = None
    group: _Part | None = None

    @property
    def names_day(self) -> bool:
        """Whether it names the day of what follows."""
        return self.day is not None or self.word is not None

    @property
    def text(self) -> str:
        return self.text_with(self.lines[0] if self.lines else "")

    def text_with(self, first: str) -> str:
        """Return its text with another first line."""
        rest = dedent(self.lines[1:], self.content) if self.content else self.lines[1:]
        return "\n".join([first, *rest]).strip("\n").rstrip()


class _Run(Struct):
    """A list: items with only code, pictures or comments between them. It is ``timed`` if one of them has a time."""

    timed: bool = False
    introduced: bool = False


class _PartBuilder:
    """Decides what each block is. Nothing is dated here, so the decision does not depend on the order of times."""

    def __init__(self, blocks: list[Block], lines: list[str], labels: Mapping[str, str]) -> None:
        self.blocks = blocks
        self.lines = lines
        self.labels = labels
        self.parts: list[_Part] = []
        found = find_times(blocks, lines, labels)
        self.heads, self.tables, self.unread, self.typos = found.heads, found.tables, found.unread, found.typos
        self.epochs = found.epochs
        self._timed_items = any(block.kind == "item" and block.first in self.heads for block in blocks)
        self._runs = self._find_runs()
        self._with_timed_child = self._find_parents()
        self._open: _Part | None = None
        self._internal_level = 7
        """The level of the internal heading above the current block; 7 if there is none."""
        self._groups: list[tuple[_Part, Block]] = []
        """The open groups, outermost first, each with the block that opened it."""

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
                runs[block.first] = run
            elif block.kind in ("heading", "table", "frame") or (block.kind == "paragraph" and self._introduces(block)):
                run = None
            before = block
        return runs

    def _introduces(self, block: Block) -> bool:
        """Return whether a paragraph introduces what follows: it ends with a colon."""
        return block.kind == "paragraph" and self.lines[block.last].rstrip(" *_").endswith((":", "："))

    def _find_parents(self) -> set[int]:
        """Return the first lines of items with a timed item below them."""
        parents: set[int] = set()
        for block in self.blocks:
            if block.kind == "item" and block.first in self.heads:
                parent = block.parent
                while parent is not None and parent.first not in parents:
                    parents.add(parent.first)
                    parent = parent.parent
        return parents

    # --- from blocks to parts ---

    def build(self) -> None:
        """Create the parts."""
        drawers = {
            "heading": self._add_heading,
            "item": self._add_item,
            "table": self._add_table,
            "code": self._add_code,
            "paragraph": self._add_paragraph,
            "comment": self._add_rest,
            "frame": self._skip_frame,
        }
        for index, block in enumerate(self.blocks):
            self._leave_groups(block)
            drawers[block.kind](block, index)

    def _add(self, part: _Part, block: Block) -> _Part:
        part.internal |= block.internal or self._internal_level < 7
        part.group = self._groups[-1][0] if self._groups else None
        self.parts.append(part)
        self._open = part if part.kind == "event" else None
        return part

    def _add_group(self, part: _Part, block: Block) -> None:
        self._add(part, block)
        self._groups.append((part, block))

    def _leave_groups(self, block: Block) -> None:
        """Close the groups that do not contain this block: headings of its level, items that it is not nested in."""
        while self._groups:
            opener = self._groups[-1][1]
            if block.kind == "heading":
                over = opener.kind != "heading" or opener.level >= block.level
            elif block.kind == "item" and opener.kind == "item":
                over = not self._groups[-1][0].names_day and not _is_nested(block, opener)
            else:
                over = False
            if not over:
                return
            self._groups.pop()

    def _source(self, block: Block) -> list[str]:
        return self.lines[block.first : block.last + 1]

    def _add_heading(self, block: Block, index: int) -> None:
        """A heading with a clock time is an event, and so is one that is only a date unless events follow it."""
        title, internal = cut_internal(heading_title(self.lines[block.first]))
        if block.level <= self._internal_level:
            self._internal_level = block.level if internal else 7
        head = self.heads.get(block.first)
        level = 0 if head is not None and is_day_line(head) and self._is_empty(index) else block.level
        if head is not None and (head.stamp.timed or not self._events_follow(index, level)):
            self._add(_Part("event", block.first, block.last, [head.text], head, takes="all"), block)
            return
        day = head.stamp.one_day if head else find_day(title)
        part = _Part("group", block.first, block.last, [title], day=day, level=block.level)
        part.word = None if day else read_day_word(title)
        part.zone = find_zone(title)
        self._add_group(part, block)

    def _is_empty(self, index: int) -> bool:
        """Return whether another heading follows a heading at once."""
        return [block.kind for block in self.blocks[index + 1 : index + 2]] == ["heading"]

    def _events_follow(self, index: int, level: int) -> bool:
        """Return whether events follow below the block, before the next heading of its level or the next bare date."""
        for after in range(index + 1, len(self.blocks)):
            block = self.blocks[after]
            if block.kind == "heading" and block.level <= level:
                return False
            if block.first in self.tables or (block.kind == "item" and self._is_labelled(block)):
                return True
            inside = range(block.first, block.last + 1)
            head = next((self.heads[at] for at in inside if at in self.heads), None)
            if head is not None:
                return head.stamp.timed
        return False

    def _is_labelled(self, block: Block) -> bool:
        """Return whether a label says what kind of event an untimed item is."""
        text = self.lines[block.first][block.content :]
        return block.first not in self.heads and bool(kind_of(text, self.labels))

    def _add_item(self, block: Block, index: int) -> None:
        head = self.heads.get(block.first)
        texts = [self.lines[block.first][block.content :], *self.lines[block.first + 1 : block.last + 1]]
        if head is not None:
            self._add_timed_item(block, index, head, texts)
        elif block.first in self._with_timed_child:
            self._leave_days()
            day = find_day(texts[0]) if len(texts[0]) <= _LONGEST_DAY else None
            word = None if day else read_day_word(texts[0])
            self._add_group(_Part("group", block.first, block.last, texts, day=day, word=word, level=6), block)
        elif (word := self._day_word(block, index, texts[0])) is not None:
            self._leave_days()
            self._add_group(_Part("group", block.first, block.last, texts, word=word, level=6), block)
        elif self._joins_open(block):
            self._join(block)
        elif not "".join(texts).strip() or _declaration("\n".join(texts)) or not self._is_event_list(block):
            self._add_rest(block, index)
        else:
            self._add(_Part("event", block.first, block.last, texts, content=block.content), block)

    def _add_timed_item(self, block: Block, index: int, head: Head, texts: list[str]) -> None:
        alone = not head.stamp.timed and not head.text.strip() and block.first == block.last
        if alone and head.stamp.day is not None and self._events_follow(index, 0):
            self._leave_days()
            part = _Part("group", block.first, block.last, [texts[0]], day=head.stamp.one_day, level=6)
            self._add_group(part, block)
            return
        _, internal = cut_internal(texts[0])
        self._add(
            _Part(
                "event",
                block.first,
                block.last,
                [head.text, *texts[1:]],
                head,
                content=block.content,
                internal=internal,
            ),
            block,
        )

    def _day_word(self, block: Block, index: int, text: str) -> DayWord | None:
        """Return the day named by a line that stands alone above events."""
        word = read_day_word(text, alone=True) if block.first == block.last else None
        return word if word is not None and self._events_follow(index, 0) else None

    def _leave_days(self) -> None:
        """Close the day that a line opened, since another one begins."""
        while self._groups and self._groups[-1][0].names_day and self._groups[-1][1].kind != "heading":
            self._groups.pop()

    def _joins_open(self, block: Block) -> bool:
        """Return whether an untimed item is part of the event above: nested in it, or below its heading."""
        part = self._open
        if part is None or self._part_between(part, block):
            return False
        if part.takes:
            return not self._runs[block.first].timed
        parent = block.parent
        while parent is not None:
            if part.first <= parent.first <= part.last:
                return part.first == parent.first or parent.first not in self.heads
            parent = parent.parent
        return False

    def _part_between(self, part: _Part, block: Block) -> bool:
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
        introduces them, and not if the events are headings or rows.
        """
        if self._runs[block.first].timed or not (self.heads or self.tables):
            return True
        if self._runs[block.first].introduced:
            return False
        return self._timed_items or bool(self._groups)

    def _add_table(self, block: Block, index: int) -> None:
        table = self.tables.get(block.first)
        if table is None:
            if self._open is not None and self._open.takes and not self._part_between(self._open, block):
                self._join(block)
            else:
                self._add_rest(block, index)
            return
        # Only the header's lines are kept: as text it would be an empty table.
        self._add(_Part("prose", block.first, block.first + 1, []), block)
        for row in table.rows:
            if not row.text and row.head is not None and not row.head.stamp.timed:
                self._leave_days()
                part = _Part("group", row.line, row.line, [row.head.whole], day=row.head.stamp.one_day, level=6)
                part.internal = row.internal
                self._add_group(part, block)
                continue
            word = read_day_word(row.text, alone=True) if row.head is None else None
            if word is not None:
                self._leave_days()
                part = _Part("group", row.line, row.line, [row.text], word=word, level=6)
                part.internal = row.internal
                self._add_group(part, block)
                continue
            if not row.text and row.head is None:
                part = _Part("prose", row.line, row.line, [])
            else:
                part = _Part("event", row.line, row.line, [row.text], row.head, zone=table.zone, end_head=row.end)
            part.internal = row.internal
            self._add(part, block)
        self._open = None

    def _add_code(self, block: Block, index: int) -> None:
        starts = [at for at in range(block.first, block.last + 1) if at in self.heads]
        if starts:
            self._add_lines(block, starts, fenced=True)
        elif self._open is not None and self._open.takes and not self._part_between(self._open, block):
            self._join(block)
        else:
            self._add_rest(block, index)

    def _add_paragraph(self, block: Block, index: int) -> None:
        starts = [at for at in range(block.first, block.last + 1) if at in self.heads]
        word = self._day_word(block, index, self.lines[block.first].strip()) if not starts else None
        if word is not None:
            self._leave_days()
            lines = self._source(block)
            self._add_group(_Part("group", block.first, block.last, lines, word=word, level=6), block)
            return
        if not starts:
            part = self._open
            if part is not None and part.takes == "all" and not self._part_between(part, block):
                self._join(block)
            else:
                self._add_rest(block, index)
            return
        if len(starts) == 1 and self._is_day_alone(block, index, self.heads[starts[0]]):
            self._add_day(block, block.first, block.last)
            return
        while len(starts) > 1 and starts[0] == block.first and is_day_line(self.heads[starts[0]]):
            self._add_day(block, starts[0], starts[1] - 1)
            block = replace(block, first=starts[1])
            starts = starts[1:]
        self._add_lines(block, starts, fenced=False)

    def _add_day(self, block: Block, first: int, last: int) -> None:
        """Read a line that names the day of those below it."""
        self._leave_days()
        day = self.heads[first].stamp.one_day
        self._add_group(_Part("group", first, last, self.lines[first : last + 1], day=day, level=6), block)

    def _is_day_alone(self, block: Block, index: int, head: Head) -> bool:
        alone = block.first == block.last and not head.text.strip() and not head.stamp.timed
        return alone and not self._prose_follows(index) and self._events_follow(index, 0)

    def _prose_follows(self, index: int) -> bool:
        """Return whether the next block is an untimed paragraph about the day that does not declare a zone."""
        block = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
        if block is None or block.kind != "paragraph" or _declaration("\n".join(self._source(block))):
            return False
        return not any(at in self.heads for at in range(block.first, block.last + 1)) and not self._introduces(block)

    def _add_lines(self, block: Block, starts: list[int], fenced: bool) -> None:
        """Make events of the lines of a paragraph or code block; the lines above the first one are prose."""
        bounds = [*starts, block.last + 1]
        if starts[0] > block.first:
            above = self.lines[block.first : starts[0]]
            self._add(_Part("prose", block.first, starts[0] - 1, [] if fenced and len(above) == 1 else above), block)
        for start, end in zip(starts, bounds[1:], strict=True):
            head = self.heads[start]
            rest = [line.strip() if fenced else line for line in self.lines[start + 1 : end]]
            if self.lines[start].startswith(">"):
                rest = [unquote(line) for line in rest]
            if fenced:
                rest = [line for line in rest if not line.startswith(("```", "~~~"))]
            if rest and not head.text.strip() and rest[0].lstrip().startswith(": "):  # a definition list
                rest = [rest[0].lstrip()[2:].lstrip(), *dedent(rest[1:], 4)]
            part = _Part("event", start, end - 1, [head.text, *rest], head)
            if not fenced:
                part.takes = "blocks" if "".join(part.lines).strip() else "all"
            self._add(part, block)
        if fenced:
            self._open = None

    def _skip_frame(self, block: Block, index: int) -> None:
        """Skip the first line of an internal block: its title is not an event."""
        self._add(_Part("prose", block.first, block.last, []), block)

    def _add_rest(self, block: Block, index: int) -> None:
        """Keep what is not an event as written: as part of an event that takes everything, or as prose."""
        part = self._open
        if block.kind == "comment" and part is not None and part.takes == "all" and not self._part_between(part, block):
            self._join(block)
            return
        prose = self._add(_Part("prose", block.first, block.last, self._source(block)), block)
        declared = _declaration(prose.text) if block.kind in ("paragraph", "item") else None
        if declared:
            prose.zone, prose.day = declared


@lru_cache(maxsize=4)  # the importer reads the same lines in several contexts
def _build_parts(lines: tuple[str, ...], kinds: tuple[str, ...], labels: tuple[tuple[str, str], ...]) -> _PartBuilder:
    """Decide what each block is, independently of date and zone. The result is shared, so nothing may change it."""
    builder = _PartBuilder(*outline(lines, kinds), dict(labels))
    builder.build()
    return builder


def _declaration(text: str) -> tuple[str, Day | None] | None:
    """Return the zone and date that a sentence declares for the times below it; ``None`` if it declares neither.

    ``All times in CET.`` ``(UTC)`` ``All times in PST, on February 5th 2019`` ``Timeline of 2023-10-16:``
    """
    if len(text) > _LONGEST_DECLARATION:
        return None
    bare = text.strip("()[]*_. \t\n")
    if written_zone(bare):
        return bare, None
    declares = _DECLARES.search(text)
    if declares is None:
        return None
    rest = re.split(r"[.;]\s", text[declares.start() :], maxsplit=1)[0]
    zone = find_zone(rest) or find_city(rest) or find_zone(text[: declares.start()])
    day = find_day(rest) if zone or rest.rstrip("*_ ").endswith((":", "：")) else None
    return (zone, day) if zone or day else None


def _finish(builder: _PartBuilder, first_line: int, context: TimeContext, labels: Mapping[str, str]) -> Timeline:
    """Date the parts in the order written."""
    stamps = [part.head.stamp for part in builder.parts if part.head]
    stamps += [Stamp(part.day) for part in builder.parts if part.day]
    dating = Dating(context, stamps)
    dating.declared = (
        find_zone(context.heading)
        or find_city(context.heading)
        or next((part.zone for part in builder.parts if part.kind == "prose" and part.zone), "")
    )
    numbered = [stamp.nth for stamp in stamps] + [part.word.nth for part in builder.parts if part.word]
    dating.days_from = 0 if 0 in numbered else 1
    if (day := find_day(context.heading)) is not None:
        dating.set_day(day)
    refused = dating.refuse_day(day)
    parts: list[Event | Prose | Group] = []
    problems = [*_unread_zones(builder, first_line, context), *([refused.problem(first_line - 1)] if refused else ())]
    unread = {**dict(_epochs(builder, context)), **builder.typos}
    number = 0
    for part in builder.parts:
        span = Span(part.first + first_line, part.last + first_line)
        if part.word is not None:
            dating.set_day_word(part.word)
        if part.day is not None:
            dating.set_day(part.day)
            if refused := dating.refuse_day(part.day):
                unread.setdefault(part.first, refused)
        if part.kind == "prose":
            dating.declared = part.zone or dating.declared
            parts.append(Prose(part.text, span, internal=part.internal))
        elif part.kind == "group":
            parts.append(Group(part.text, span, part.level, internal=part.internal))
        else:
            number += 1
            dated = _date_part(dating, part, part.group.zone if part.group else "")
            if refused := dated.refused or builder.unread.get(part.first) or _check_day(part, dated, context):
                unread.setdefault(part.first, refused)
            parts.append(_event(number, part, span, dated, labels))
    problems += [each.problem(at + first_line, time_column(builder.lines[at])) for at, each in sorted(unread.items())]
    return Timeline(tuple(parts), tuple(problems))


def _unread_zones(builder: _PartBuilder, first_line: int, context: TimeContext) -> Iterator[Problem]:
    """Yield the unknown zones that the section's heading, its tables' headers and its sentences name."""
    headers = [(at, builder.lines[at]) for at in builder.tables]
    prose = [
        (part.first, part.lines[0]) for part in builder.parts if part.kind == "prose" and part.lines and not part.zone
    ]
    for at, text in [(-1, context.heading), *headers, *prose]:
        if unread := (unread_city(text) if at < 0 or at in builder.tables else "") or unread_declaration(text):
            yield refuse_zone(unread).problem(at + first_line)


def _epochs(builder: _PartBuilder, context: TimeContext) -> Iterator[tuple[int, TimeRefused]]:
    """Yield the lines that begin with a Unix timestamp."""
    if context.started is None:
        return
    last = context.resolved or context.started
    for at, epoch in builder.epochs.items():
        if refused := refuse_epoch(epoch, context.started.instant, last.instant):
            yield at, refused


def _date_part(dating: Dating, part: _Part, group_zone: str) -> Dated:
    if part.head is None:
        return Dated()
    stamp = part.head.stamp
    if part.end_head is not None and stamp.end_clock is None and stamp.end_day is None:
        end = part.end_head.stamp
        stamp = replace(stamp, end_day=end.day, end_clock=end.clock, end_zone=end.zone)
    return dating.resolve(stamp, part.zone or group_zone)


def _check_day(part: _Part, dated: Dated, context: TimeContext) -> TimeRefused | None:
    """Return the problem of a time that is dated on the first day although the text after it names another day."""
    started = context.started
    if dated.start is None or started is None or part.head is None or part.head.stamp.day is not None:
        return None
    days = read_day_after_time(part.lines[0]) if dated.start.at.date() == started.at.date() else 0
    if not days:
        return None
    meant = datetime.combine(started.at.date() + timedelta(days=days), dated.start.at.time())
    message = "this time is read as one on the first day, but the text after it names another day"
    return TimeRefused("unread-time", message, f"write the date: {meant:%Y-%m-%d %H:%M}")


def _is_nested(block: Block, outer: Block) -> bool:
    parent = block.parent
    while parent is not None and parent is not outer:
        parent = parent.parent
    return parent is outer


def _event(number: int, part: _Part, span: Span, dated: Dated, labels: Mapping[str, str]) -> Event:
    own = part.text
    whole = part.text_with(part.head.whole) if part.head is not None and dated.start is None else own
    text, marked = cut_internal_of_first_paragraph(whole)
    return Event(
        number,
        text.strip("\n").rstrip(),
        span,
        kind_of(own.lstrip(), labels),
        dated.start,
        dated.end,
        part.group.text if part.group else "",
        part.internal or marked,
    )
