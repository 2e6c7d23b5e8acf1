"""Find the blocks of a Timeline section that begin with a time.

Takes the section's blocks, its lines, and the labels of kinds. Returns ``Times``: the time at the head of each line
that is an event, and the tables that hold events. Called by ``section``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct, field

from mkdocs_postmortems.read.body.line_starts import unquote, without_marker
from mkdocs_postmortems.read.body.markers import cut_internal
from mkdocs_postmortems.read.body.outline import Block
from mkdocs_postmortems.read.body.tables import split_row
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.timeline.kinds import label_word
from mkdocs_postmortems.read.timeline.likely_times import settle_likely
from mkdocs_postmortems.read.timeline.timetable import Columns, Row, read_day_alone
from mkdocs_postmortems.read.timeline.unread_times import find_counts, find_mistakes
from mkdocs_postmortems.read.times.line_times import (
    Head,
    expects_time,
    read_bracketed,
    read_head,
    read_inside,
    read_labelled,
    read_sender,
)
from mkdocs_postmortems.read.times.machine_times import Count
from mkdocs_postmortems.read.times.zones import TimeRefused, find_zone

_LONGEST_TITLE = 1000
_SHORT = 60
"""A line of fewer characters was not wrapped."""
_SEVERAL = 3
"""So many ranges that go back and end at the same time are none."""
POSTED = pattern(r"[*_]{0,3}(?:posted|updated|published)(?: on| at)?:?[ \t]+", re.IGNORECASE)
"""What status pages write before the time below a message."""
_LIKE_OFFSET = pattern(r"\d:[0-5]\d(?::\d\d)?[ \t][-−](?:0[1-9]|1[0-2]):[03]0(?!\d)")
_FRACTION = pattern(r"\d{1,2}/\d{1,2}")
_STATE = pattern(r"(\*\*|__)[^\W\d_][^*_\n]{2,30}\1")
"""The state that a message of a status page begins with."""


class Times(Struct):
    """The lines that begin with a time. Lines count from 0; a block is known by its first one."""

    heads: dict[int, Head] = field(default_factory=dict)
    tables: dict[int, list[Row]] = field(default_factory=dict)
    """The rows of each table with times, among them its header's line if that is an event."""
    unread: dict[int, TimeRefused] = field(default_factory=dict)
    """Lines that seem to begin with a time but were not read so, each with what to write. Reported only for events."""
    mistakes: dict[int, TimeRefused] = field(default_factory=dict)
    """Lines whose beginning can hardly be meant as anything but a time, but is not one. Reported anywhere."""
    counts: dict[int, Count] = field(default_factory=dict)
    """Lines that begin with a number that may be a Unix timestamp or a spreadsheet's serial date."""

    @property
    def rows(self) -> list[Row]:
        """The rows of all tables."""
        return [row for rows in self.tables.values() for row in rows]


def find_times(blocks: Sequence[Block], lines: Sequence[str], labels: Mapping[str, str]) -> Times:
    """Read each block by itself, then decide what only the section as a whole shows."""
    finder = _Finder(lines, labels)
    code: dict[int, Head] = {}
    for block in blocks:
        if block.kind == "table":
            finder.read_table(block)
        elif block.kind == "code":
            code.update(finder.code_heads(block))
        else:
            finder.found.heads.update(finder.block_heads(block))
    found = finder.found
    if not found.heads and not found.tables:
        found.heads = code or finder.quoted_heads(blocks) or finder.message_heads(blocks)
    if not found.heads and not found.tables:
        for table in (block for block in blocks if block.kind == "table"):
            finder.read_table(table, Columns.by_header)
    _settle_years(found)
    _settle_offsets(found)
    for at in _numbers_of_parts(blocks, lines):
        found.heads.pop(at, None)
    read, unread = settle_likely(blocks, lines, found.heads)
    found.heads |= read
    found.unread |= unread | {row.line: row.unread for row in found.rows if row.unread}
    found.counts = dict(find_counts(blocks, lines, found.heads))
    found.mistakes = find_mistakes(blocks, lines, found.heads, found.rows)
    return found


def _numbers_of_parts(blocks: Sequence[Block], lines: Sequence[str]) -> Iterable[int]:
    """Return the headings ``1/3``, ``2/3`` and ``3/3``: they number parts, and are no days."""
    headings = {block.first: block.title(lines).strip("*_` ") for block in blocks if block.kind == "heading"}
    found = {at: title for at, title in headings.items() if _FRACTION.fullmatch(title)}
    are_numbers = [*found.values()] == [f"{number}/{len(found)}" for number in range(1, len(found) + 1)]
    return found if are_numbers and len(found) > 1 else ()


def _settle_years(found: Times) -> None:
    """Read four digits that might be a year as one, unless others in the section can only be a clock time."""
    heads = [*found.heads.values(), *(row.head for row in found.rows if row.head)]
    if any(head.stamp.four_digits == "clock" for head in heads):
        return
    found.heads = {line: head for line, head in found.heads.items() if head.stamp.four_digits != "year"}
    for row in found.rows:
        if row.head is not None and row.head.stamp.four_digits == "year":
            row.text, row.head = row.head.whole, None


def _settle_offsets(found: Times) -> None:
    """Read ``23:10 -11:00`` as a time and its offset if all other times have one, or several have the same one.

    As a range, it would end before it begins.
    """
    ranges = {line: head for line, head in found.heads.items() if _may_be_offset(head)}
    others = [head.stamp.zone for line, head in found.heads.items() if line not in ranges and head.stamp.clock]
    are_alike = len(ranges) >= _SEVERAL and len({head.stamp.end_clock for head in ranges.values()}) == 1
    if ranges and all(zone.startswith(("+", "-", "−")) for zone in others) and (others or are_alike):
        again = {line: read_head(head.whole, minus=True) for line, head in ranges.items()}
        found.heads |= {line: head for line, head in again.items() if head is not None and head.stamp.zone}


def _may_be_offset(head: Head) -> bool:
    """Return whether the end of a range is written like an offset: with a space before its minus, and none after it."""
    start, end = head.stamp.clock, head.stamp.end_clock
    if start is None or end is None or head.stamp.zone or head.stamp.end_day:
        return False
    return (end.hour, end.minute) < (start.hour, start.minute) and _LIKE_OFFSET.search(head.whole) is not None


_ColumnsOf = Callable[[list[str], list[list[str]]], Columns | None]


class _Finder:
    """Reads the blocks of a section one by one, and adds what it finds to ``found``."""

    def __init__(self, lines: Sequence[str], labels: Mapping[str, str]) -> None:
        self.lines = lines
        self.labels = labels
        self.found = Times()

    def block_heads(self, block: Block) -> Iterator[tuple[int, Head]]:
        if block.kind == "heading":
            title = cut_internal(block.title(self.lines))[0]
            head = read_head(title) or read_bracketed(title[:_LONGEST_TITLE]) or read_labelled(title)
            head = head or read_day_alone(title)
            head = None if head and head.shape[0] == "label" and not head.stamp.timed else head
        elif block.kind == "item":
            text = cut_internal(block.title(self.lines))[0]
            below = block.is_within(self.found.heads)
            head = read_head(text) or read_labelled(text, set_off=below) or (None if below else read_inside(text))
        elif block.kind == "paragraph":
            yield from self._paragraph_heads(block)
            return
        else:
            return
        if head is not None:
            yield block.first, head

    def _paragraph_heads(self, block: Block) -> Iterator[tuple[int, Head]]:
        """Yield the lines of a paragraph that begin an event: the first one, and others that seem to."""
        posted = self._posted_head(block)
        if posted is not None:
            yield block.first, posted
            return
        lines = self.lines[block.first : block.last + 1]
        heads = [read_head(line) or self._labelled_line(line) for line in map(str.strip, lines)]
        is_list = all(head is not None and head.stamp.timed for head in heads)
        introduces = self._introduces_times(block, heads)
        current: Head | None = None
        begin = block.first  # or the line below one that is only a day
        for at, head in zip(block.numbers, heads, strict=True):
            inside = at > begin
            if head is None or (current is None and not introduces and not _begins_paragraph(head, inside)):
                continue
            if current is None and inside and head.stamp.timed and expects_time(self.lines[at - 1]):
                continue
            if current is not None and not self._begins_next_event(current, head, at, is_list):
                continue
            current = None if is_day_line(head) else head
            begin = at + 1 if is_day_line(head) else begin
            yield at, head

    def _introduces_times(self, block: Block, heads: Sequence[Head | None]) -> bool:
        """Return whether the first line has no time, and each of at least two lines below it begins an event.

        The first line is a sentence such as *All times in UTC*, or the header of columns pasted from a spreadsheet.
        """
        timed = [head for head in heads[1:] if head and head.stamp.timed]
        if heads[0] is not None or len(heads) < 3 or len(timed) < len(heads) - 1:
            return False
        return all(self._begins_next_event(timed[0], head, at) for at, head in enumerate(timed, block.first + 1))

    def _posted_head(self, block: Block) -> Head | None:
        """Return the time on its own line below a message, as on status pages. The text stays whole.

        A bold word at the head of the message, or a word such as "Posted" before the time, distinguishes it from a time
        that heads what follows.
        """
        first, last = self.lines[block.first].strip(), self.lines[block.last].strip()
        posted = POSTED.match(last)
        if block.last == block.first or not (posted or _STATE.match(first)) or read_head(first):
            return None
        head = read_head(last[posted.end() :] if posted else last)
        if head is None or not head.stamp.timed or head.text.strip(" *_"):
            return None
        return Head(head.stamp, first, first, ("posted", False))

    def _labelled_line(self, line: str) -> Head | None:
        head = read_labelled(line)
        if head is None:
            return None
        label = head.text.split(":")[0].strip("*_ ")
        return head if label_word(label) in self.labels else None

    def _begins_next_event(self, current: Head, head: Head, at: int, is_list: bool = False) -> bool:
        """Return whether a line that begins with a time is a new event, not a sentence wrapped before a time.

        ``is_list`` if all lines of its paragraph begin with one.
        """
        if head.lead:
            return False
        above = self.lines[at - 1]
        ended = above.endswith(("  ", "\\", "<br>", "<br/>", "<br />")) or above.rstrip()[-1:] in ".!?。)"
        is_whole = ended or ((is_list or len(above) < _SHORT) and not expects_time(above))
        if head.shape != current.shape:
            return is_whole and (head.stamp.timed or is_day_line(head))
        return head.set_off or is_whole

    def code_heads(self, block: Block) -> dict[int, Head]:
        """Return the times in code, if most of its lines begin with one and nothing else in the section does.

        Lines indented more than those with a time continue them.
        """
        inside = [at for at in block.numbers if self.lines[at].strip(" `~")]
        heads = _heads_of((at, without_marker(self.lines[at]).strip()) for at in inside)
        indents = {at: len(self.lines[at]) - len(self.lines[at].lstrip()) for at in inside}
        outermost = max((indents[at] for at in heads), default=0)
        outer = sum(indent <= outermost for indent in indents.values())
        return heads if len(heads) > 1 and 2 * len(heads) >= outer else {}

    def quoted_heads(self, blocks: Sequence[Block]) -> dict[int, Head]:
        """Return the times that begin lines of quotes, if there are some and nothing else in the section has one."""
        heads: dict[int, Head] = {}
        for block in blocks:
            if block.kind == "paragraph" and self.lines[block.first].startswith(">"):
                heads |= _heads_of((at, unquote(self.lines[at])) for at in block.numbers)
        return heads if len(heads) > 1 else {}

    def message_heads(self, blocks: Sequence[Block]) -> dict[int, Head]:
        """Return the times of pasted chat messages, each below its sender and time, if nothing else has a time."""
        lines = [at for block in blocks if block.kind == "paragraph" for at in block.numbers]
        senders = {at: head for at in lines if (head := read_sender(self.lines[at].strip()))}
        heads = {at: senders[at] for at, below in pairwise(lines) if at in senders and below not in senders}
        return heads if len(heads) > 1 else {}

    def read_table(self, block: Block, columns_of: _ColumnsOf = Columns.of) -> None:
        """Read the rows of a table in which ``columns_of`` finds a column of times."""
        header = split_row(self.lines[block.first])
        cells = [split_row(self.lines[at]) for at in range(block.first + 2, block.last + 1)]
        if (columns := Columns.without_header(header, cells)) is not None:
            rows, name = [columns.read(block.first, header)], ""
        elif (columns := columns_of(header, cells)) is not None:
            name = header[columns.time] if columns.time < len(header) else ""
            day = read_head(name)
            rows = [Row(block.first, day, "")] if day and is_day_line(day) else []
        else:
            return
        rows += [columns.read(at, row) for at, row in enumerate(cells, block.first + 2)]
        for row in rows:
            row.zone = find_zone(name)
        self.found.tables[block.first] = rows


def _heads_of(texts: Iterable[tuple[int, str]]) -> dict[int, Head]:
    """Return the times that lines begin with. A bare date must be set off."""
    found = ((at, read_head(text)) for at, text in texts)
    return {at: head for at, head in found if head and (head.stamp.timed or head.set_off)}


_REMARK = pattern(r"[\s*_:]*(?:[(（\[][^()（）]{0,80}[)）\]])?[\s*_:\\]*$")


def is_day_line(head: Head) -> bool:
    """Return whether a line is only a date, perhaps with a remark in brackets: ``**7 Sept:** (times in GST)``."""
    return head.stamp.one_day is not None and not head.stamp.timed and bool(_REMARK.match(head.text))


def _begins_paragraph(head: Head, inside: bool) -> bool:
    """Return whether a time at the start of a line of prose makes it an event.

    At the start of a paragraph, a clock time does; a date does if it stands alone or is set off (``2023-10-15: ...``).
    Inside a paragraph, either must be set off.
    """
    set_off = head.set_off or not head.text.strip()
    if inside:
        return set_off and not head.lead
    return head.stamp.timed or (set_off and not head.lead)
