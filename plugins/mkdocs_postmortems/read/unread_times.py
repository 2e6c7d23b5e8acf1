"""Collect, for all lines of a section, what was meant as a time, an event or a zone but cannot be read.

Takes the section's blocks and lines, and the times that were read at their heads. Returns what is wrong with a line, by
its number from 0. Called by ``heads``. Each kind of mistake has a module: ``mistyped``, ``counted_times``,
``swallowed``, ``unread_zones`` and ``zone_slips``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mkdocs_postmortems.read.counted_times import Count, read_count, refuse_day_fraction
from mkdocs_postmortems.read.line_times import Head
from mkdocs_postmortems.read.mistyped import find_typo
from mkdocs_postmortems.read.outline import Block, unquote
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.swallowed import find_swallowed
from mkdocs_postmortems.read.tables import split_row
from mkdocs_postmortems.read.timetable import Row, names_times
from mkdocs_postmortems.read.unread_zones import find_unread_zones
from mkdocs_postmortems.read.zone_slips import find_zone_slips
from mkdocs_postmortems.read.zones import TimeRefused

_LONG_NUMBER = pattern(r"\d{10}|[3-5]\d{4}|[.,]\d{6}")


def find_mistakes(
    blocks: Sequence[Block], lines: Sequence[str], heads: Mapping[int, Head], rows: Sequence[Row]
) -> dict[int, TimeRefused]:
    """Return the lines whose beginning can hardly be meant as anything but a time, but is not one."""
    found = {**find_unread_zones(heads, rows)}
    found |= find_zone_slips({**heads, **{row.line: row.head for row in rows if row.head}})
    for block in blocks:
        found |= find_swallowed(block, lines, heads)
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
