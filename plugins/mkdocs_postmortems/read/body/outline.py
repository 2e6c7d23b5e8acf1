"""Split a section's lines into blocks: headings, list items, tables, code, paragraphs.

Takes lines and their kinds, as classified by ``blocks``, and returns ``Block`` values in the order written, which
together hold every line that is not blank. Called by ``timeline`` and ``actions``.

A list item nested in another is a block of its own. Text after a blank line belongs to the item above it if it is
indented at all, since authors are less exact than parsers.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from typing import Literal

from msgspec import Struct

from mkdocs_postmortems.read.body.line_starts import is_rule
from mkdocs_postmortems.read.body.tables import is_table
from mkdocs_postmortems.read.model import LineKind
from mkdocs_postmortems.read.patterns import pattern

BlockKind = Literal["heading", "item", "table", "code", "comment", "paragraph", "frame"]


class Block(Struct):
    """A run of lines, counted from 0, both ends included.

    ``level`` is that of a heading. The text of a heading or an item begins at the column ``content`` of its first line;
    ``parent`` is the item that an item is nested in. A ``frame`` is the first line of an internal block, whose content
    follows as blocks with ``internal`` set.
    """

    kind: BlockKind
    first: int
    last: int
    level: int = 0
    indent: int = 0
    content: int = 0
    parent: Block | None = None
    internal: bool = False

    @property
    def numbers(self) -> range:
        """Its lines, from 0."""
        return range(self.first, self.last + 1)

    def title(self, lines: Sequence[str]) -> str:
        """Return the text of a heading, without the ``#`` that may end it, or of an item's first line."""
        text = lines[self.first][self.content :]
        if self.kind != "heading":
            return text
        bare = text.strip().rstrip("#")
        return bare.rstrip() if not bare or bare[-1] in " \t" else text.strip()

    def ancestors(self) -> Iterator[Block]:
        """Yield the items that this one is nested in, innermost first."""
        parent = self.parent
        while parent is not None:
            yield parent
            parent = parent.parent

    def is_within(self, items: Container[int]) -> bool:
        """Return whether it is nested in one of the items, which are known by their first lines."""
        return any(each.first in items for each in self.ancestors())


_HEADING = pattern(r"(#{1,6})[ \t]+(.*)")
_ITEM = pattern(r"([ \t]*)(?:([-*+])|(\d{1,9})[.)])(?:([ \t]+)|$)")
_ADMONITION = pattern(r"(?:!!!|\?\?\?\+?)[ \t]+([\w-]+)")


class _Outline:
    def __init__(self, lines: list[str], kinds: Sequence[LineKind], opens_notes: bool) -> None:
        self.lines = lines
        self.kinds = kinds
        self.opens_notes = opens_notes
        self.blocks: list[Block] = []
        self.internal = False
        """Whether these lines are in an internal block."""

    def run(self, at: int, end: int) -> None:
        """Read the lines from ``at`` up to but not including ``end``."""
        items: list[Block] = []  # the open items, outermost first
        while at < end:
            kind = self.kinds[at]
            line = self.lines[at]
            if kind == "blank" or (items and kind == "code" and not line.strip()):  # the latter, in an item's fence
                at += 1
                continue
            indent = len(line) - len(line.lstrip())
            item = None if kind != "text" or is_rule(line) else _ITEM.match(line)
            if item is not None:
                block = self._item(at, item, items)
            elif items and (indent > 1 or (at > 0 and self._is_lazy(at, kind))):
                self.blocks[-1].last = at
                at += 1
                continue
            else:
                items = [] if kind != "comment" else items
                if kind == "text" and line.startswith(("!!! ", "???")) and (admonition := _ADMONITION.match(line)):
                    at = self._admonition(at, end, admonition[1])
                    continue
                block = self._other(at, end, kind, indent)
            block.internal = self.internal
            self.blocks.append(block)
            at = block.last + 1

    def _item(self, at: int, match: re.Match[str], items: list[Block]) -> Block:
        indent = len(match[1].expandtabs(4))
        while items and items[-1].indent >= indent - (1 if items[-1].indent else 0):
            items.pop()
        if items and indent < 2:
            items.clear()
        content = match.end() if match[4] is None or len(match[4]) < 5 else match.end() - len(match[4]) + 1
        block = Block("item", at, at, indent=indent, content=content)
        block.parent = items[-1] if items else None
        items.append(block)
        return block

    def _is_lazy(self, at: int, kind: LineKind) -> bool:
        """Return whether an unindented line continues the item on the line above."""
        line = self.lines[at]
        above = self.blocks[-1].last == at - 1 and self.kinds[at - 1] == "text"
        return above and kind == "text" and not _HEADING.match(line) and not is_table(self.lines, at)

    def _other(self, at: int, end: int, kind: LineKind, indent: int) -> Block:
        heading = _HEADING.match(self.lines[at]) if kind == "text" else None
        if heading:
            return Block("heading", at, at, level=len(heading[1]), content=heading.start(2))
        last = at
        if kind == "code" or kind == "comment":
            while last + 1 < end and self.kinds[last + 1] == kind:  # a blank line in a fence may be blank or code
                last += 1
            return Block(kind, at, last)
        if is_table(self.lines, at) and indent < 4:
            last = at + 1
            while last + 1 < end and self.kinds[last + 1] == "text" and "|" in self.lines[last + 1]:
                last += 1
            return Block("table", at, last)
        while last + 1 < end and self.kinds[last + 1] == "text" and not self._interrupts(last + 1):
            last += 1
        return Block("paragraph", at, last)

    def _interrupts(self, at: int) -> bool:
        """Return whether a line ends the paragraph above it."""
        line = self.lines[at]
        if line.startswith("#") and _HEADING.match(line):
            return True
        item = _ITEM.match(line)
        if item and not is_rule(line):
            return item[3] is None or item[3] == "1"  # "2023. That was ..." in a wrapped sentence does not begin a list
        return "|" in line and is_table(self.lines, at)

    def _admonition(self, at: int, end: int, kind: str) -> int:
        """Read an admonition as one paragraph, or an internal one as its blocks. Return the line after it."""
        last = at
        for inside in range(at + 1, end):
            if not self.lines[inside].strip():  # also in a code block
                continue
            if not self.lines[inside].startswith(("    ", "\t")):
                break
            last = inside
        is_internal = kind.lower() == "internal"
        if not is_internal and not self.opens_notes:
            self.blocks.append(Block("paragraph", at, last, internal=self.internal))
            return last + 1
        outer, self.internal = self.internal, self.internal or is_internal
        self.blocks.append(Block("frame", at, at, internal=self.internal))
        for inside in range(at + 1, last + 1):
            line = self.lines[inside]
            self.lines[inside] = line.removeprefix("\t" if line.startswith("\t") else "    ")
        self.run(at + 1, last + 1)
        self.internal = outer
        return last + 1


def outline(
    lines: Sequence[str], kinds: Sequence[LineKind], opens_notes: bool = False
) -> tuple[list[Block], list[str]]:
    """Return the blocks, and the lines that they refer to: those of an internal block without its indent.

    ``opens_notes`` says that all other admonitions are read as their blocks, too, and not as one paragraph each.
    """
    reader = _Outline(list(lines), kinds, opens_notes)
    reader.run(0, len(lines))
    return reader.blocks, reader.lines


def dedent(lines: Sequence[str], content: int) -> list[str]:
    """Return the lines below an item's first one without their common indent.

    Some authors indent by the width of the marker (``content``), some by four as Python-Markdown requires. Unindented
    lines are lazy continuations and do not count; lines indented by more than both are code.
    """
    expanded = [line.expandtabs(4) if line[:1] == "\t" or " \t" in line[:4] else line for line in lines]
    indents = [len(line) - len(line.lstrip()) for line in expanded]
    common = min((room for room, line in zip(indents, expanded, strict=True) if line.strip() and room > 1), default=0)
    common = min(common, max(content, 4))
    return [line[min(common, room) :] for line, room in zip(expanded, indents, strict=True)]
