"""Collect, for all lines of a section, what was meant as a time, an event or a zone but cannot be read.

Takes the section's blocks and lines, and the times that were read at their heads. Returns what is wrong with a line, by
its number from 0. Called by ``heads``. The mistakes within a time are those of ``mistyped``, ``machine_times`` and
``unread_zones``; those of lists and tables are here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mkdocs_postmortems.read.body.line_starts import unquote
from mkdocs_postmortems.read.body.outline import Block
from mkdocs_postmortems.read.body.tables import split_row
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.timeline.timetable import Row, names_times
from mkdocs_postmortems.read.timeline.unread_zones import find_unread_zones, find_zone_slips
from mkdocs_postmortems.read.times.line_times import Head, read_head
from mkdocs_postmortems.read.times.machine_times import Count, read_count, refuse_day_fraction
from mkdocs_postmortems.read.times.mistyped import find_typo
from mkdocs_postmortems.read.times.zones import TimeRefused

_LONG_NUMBER = pattern(r"\d{10}|[3-5]\d{4}|[.,]\d{6}")
_BROKEN_MARK = pattern(r"(?P<mark>[-*+•‣▪◦●○·–—－＊])[ \u00a0]?(?=[*_`(\[]{0,3}\d{1,2}[:.h]\d\d)")
"""A marker that begins no item: with no space after it, or a no-break space, or not a marker in Markdown at all."""
_CLOCK = pattern(r"[*_`(\[]{0,3}\d{1,2}:\d\d(?!\d)")
_QUOTED = pattern(r"[ ]{0,3}[\"'“”„«‘’]{1,3}\d{1,2}:\d\d(?!\d)")
"""A time in quotation marks, as in rows of CSV."""
_SHORT = 60
"""A line this long that is followed by a time was wrapped, not ended; a shorter one was ended."""
_LIST = 'write it as "- 14:05 text", with a hyphen and a space before the time'


def find_mistakes(
    blocks: Sequence[Block], lines: Sequence[str], heads: Mapping[int, Head], rows: Sequence[Row]
) -> dict[int, TimeRefused]:
    """Return the lines whose beginning can hardly be meant as anything but a time, but is not one."""
    found = {**find_unread_zones(heads, rows)}
    found |= find_zone_slips({**heads, **{row.line: row.head for row in rows if row.head}})
    for block in blocks:
        found |= _fused_events(block, lines, heads)
        found |= _mistyped(block, lines, heads)
    return found


def _mistyped(block: Block, lines: Sequence[str], heads: Mapping[int, Head]) -> Iterator[tuple[int, TimeRefused]]:
    """Yield mistyped times at the head of the block, or of any line of a block whose lines may be events."""
    if block.kind == "table":
        cells = _long_numbers(block, lines)
        yield from ((at, refused) for at, cell in cells if (refused := refuse_day_fraction(cell)))
    elif block.kind in ("heading", "item", "paragraph", "code"):
        is_single = block.kind in ("heading", "item")
        for at in block.numbers[:1] if is_single else block.numbers:
            text = block.title(lines) if is_single else unquote(lines[at]).strip()
            if refused := find_typo(heads.get(at), text):
                yield at, refused


def _fused_events(block: Block, lines: Sequence[str], heads: Mapping[int, Head]) -> Iterator[tuple[int, TimeRefused]]:
    """Yield the lines of a block that were meant as separate events but are part of another one to Markdown."""
    if block.kind == "item":
        for at in range(block.first + 1, block.last + 1):
            if _begins_event(lines[at], lines[at - 1]):
                message = "this line begins with a time, but continues the event above it"
                yield at, TimeRefused("unread-time", message, _LIST)
    elif block.kind == "paragraph":
        yield from _in_paragraph(block, lines, heads)


def _in_paragraph(block: Block, lines: Sequence[str], heads: Mapping[int, Head]) -> Iterator[tuple[int, TimeRefused]]:
    """Yield the first line of a list without spaces after its marks, or of a table without a header."""
    for at in block.numbers:
        if at not in heads and (mark := _BROKEN_MARK.match(lines[at])):
            message = f"{mark['mark']} without a space after it does not begin a list item"
            yield at, TimeRefused("unread-time", message, _LIST)
            return
    quoted = [] if heads else [at for at in block.numbers if _QUOTED.match(lines[at])]
    if len(quoted) > 1:
        yield quoted[0], TimeRefused("unread-time", "this line begins with a time, but is not read as an event", _LIST)
        return
    cells = split_row(lines[block.first]) if lines[block.first].startswith("|") else []
    if len(cells) > 1 and (head := read_head(cells[0])) and head.stamp.timed:
        message = "this row is not part of a table"
        yield block.first, TimeRefused("unread-time", message, "put a header row and a row of | --- | above it")


def _begins_event(line: str, above: str) -> bool:
    """Return whether a line inside an item looks like another event."""
    if _BROKEN_MARK.match(line):
        return True
    if not _CLOCK.match(line) or not (len(above) < _SHORT or above.rstrip()[-1:] in ".!?。"):
        return False
    head = read_head(line)
    return head is not None and head.stamp.timed


def find_counts(
    blocks: Sequence[Block], lines: Sequence[str], heads: Mapping[int, Head]
) -> Iterator[tuple[int, Count]]:
    """Yield possible Unix timestamps and serial dates at the head of an item or a heading, or in a time cell."""
    for block in blocks:
        in_column = block.kind == "table"
        texts: list[tuple[int, str]] = []
        if in_column:
            texts = list(_long_numbers(block, lines))
        elif block.kind == "heading" or (block.kind == "item" and not block.is_within(heads)):
            texts = [(block.first, block.title(lines))]
        for at, text in texts:
            if (count := read_count(text, in_column)) and at not in heads:
                yield at, count


def _long_numbers(table: Block, lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the cells of columns of times in rows with a long number."""
    columns = [at for at, name in enumerate(split_row(lines[table.first])) if names_times(name)]
    for at in range(table.first + 2, table.last + 1) if columns else ():
        row = split_row(lines[at]) if _LONG_NUMBER.search(lines[at]) else []
        yield from ((at, row[column]) for column in columns if column < len(row))
