"""The lines of a body with what the page makes of each: text, code or a heading.

``report`` and ``histories`` make a ``Text`` of the lines of a document. ``parts`` and ``labels`` look things up in it,
and a ``Division`` and a ``Draft`` are the same text with what is found in it.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from mkdocs_postmortems.read.body.blocks import Blocks, classify
from mkdocs_postmortems.read.body.headings import HeadingParser, guess_headings
from mkdocs_postmortems.read.body.outline import Block, outline
from mkdocs_postmortems.read.model import Heading, LineKind, Span, Timeline
from mkdocs_postmortems.read.timeline.dating import TimeContext
from mkdocs_postmortems.read.timeline.section import read_timeline


class Text(Struct):
    """Lines with their kinds and headings. Lines count from 1, as in headings and spans."""

    lines: Sequence[str]
    blocks: Blocks
    headings: Sequence[Heading]

    @classmethod
    def of(cls, lines: Sequence[str], parser: HeadingParser | None = None) -> Text:
        blocks = classify(lines)
        if blocks.costly:
            return cls(lines, blocks, guess_headings(lines, blocks.kinds, 1))
        return cls(lines, blocks, (parser or HeadingParser()).headings(lines, 1))

    @property
    def kinds(self) -> Sequence[LineKind]:
        return self.blocks.kinds

    def timeline_in(self, span: Span, context: TimeContext | None = None) -> Timeline:
        """Return lines as the project's own reader reads them as a timeline."""
        inside = slice(span.first - 1, span.last)
        return read_timeline(self.lines[inside], self.kinds[inside], span.first, context)

    def blocks_of(self, numbers: range) -> list[Block]:
        """Return the blocks of lines: items, tables, paragraphs. Their lines count from 0, within the lines."""
        inside = slice(numbers.start - 1, numbers.stop - 1)
        return outline(self.lines[inside], self.kinds[inside])[0]

    def first_line(self, heading: Heading) -> int:
        """Return the first line below a heading."""
        return heading.line + (2 if self.is_setext(heading) else 1)

    def lines_to_next(self, place: int) -> range:
        """Return the lines between a heading, by its place, and the next one."""
        return self._lines_between(place, place + 1)

    def lines_of_part(self, place: int) -> range:
        """Return the lines below a heading, by its place, up to the next one that is not below it."""
        return self._lines_between(place, self.places_below(place).stop)

    def places_below(self, place: int) -> range:
        """Return the places of the headings that are below a heading in the outline."""
        level = self.headings[place].level
        behind = range(place + 1, len(self.headings))
        return range(place + 1, next((at for at in behind if self.headings[at].level <= level), behind.stop))

    def _lines_between(self, place: int, next_place: int) -> range:
        after = self.headings[next_place].line if next_place < len(self.headings) else len(self.lines) + 1
        return range(self.first_line(self.headings[place]), after)

    def is_setext(self, heading: Heading) -> bool:
        """Whether a heading is underlined with ``=`` or ``-``."""
        below = self.lines[heading.line].strip() if heading.line < len(self.lines) else ""
        written = self.lines[heading.line - 1].lstrip()
        return not written.startswith("#") and bool(below) and set(below) in ({"="}, {"-"})

    def is_empty(self, heading: Heading, after: Heading) -> bool:
        """Whether there is nothing between a heading and the next."""
        return not any(line.strip() for line in self.lines[self.first_line(heading) - 1 : after.line - 1])

    def stands_alone(self, line: int) -> bool:
        """Whether a line is a paragraph of its own."""
        return self.kinds[line - 1] == "text" and self.kinds[max(0, line - 2) : line + 1].count("text") == 1
