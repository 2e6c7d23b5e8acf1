"""Find lines that were meant as separate events but are part of another block to Markdown.

Takes a section's blocks and lines, and the times that were read at their heads. Returns a ``TimeRefused`` for each such
line. Called by ``unread_times``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mkdocs_postmortems.read.line_times import Head, read_head
from mkdocs_postmortems.read.outline import Block
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.tables import split_row
from mkdocs_postmortems.read.zones import TimeRefused

_BROKEN_MARK = pattern(r"(?P<mark>[-*+•‣▪◦●○·–—－＊])[ \u00a0]?(?=[*_`(\[]{0,3}\d{1,2}[:.h]\d\d)")
"""A marker that begins no item: with no space after it, or a no-break space, or not a marker in Markdown at all."""
_CLOCK = pattern(r"[*_`(\[]{0,3}\d{1,2}:\d\d(?!\d)")
_QUOTED = pattern(r"[ ]{0,3}[\"'“”„«‘’]{1,3}\d{1,2}:\d\d(?!\d)")
"""A time in quotation marks, as in rows of CSV."""
_SHORT = 60
"""A line this long that is followed by a time was wrapped, not ended; a shorter one was ended."""
_LIST = 'write it as "- 14:05 text", with a hyphen and a space before the time'


def find_swallowed(block: Block, lines: Sequence[str], heads: Mapping[int, Head]) -> Iterator[tuple[int, TimeRefused]]:
    """Yield the lines of a block that begin with a time but do not begin an event."""
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
