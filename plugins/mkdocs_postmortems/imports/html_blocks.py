"""HTML within Markdown that contains a timeline: tables, lists, and folded details.

Takes a ``Document`` and returns it with such blocks as Markdown, which the page shows alike and the timeline's reader
understands, and the edits. HTML without times stays as it is. Called by ``report``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from mkdocs_postmortems.imports.document import Document
from mkdocs_postmortems.imports.edits import Edits
from mkdocs_postmortems.imports.parts import heads_timeline
from mkdocs_postmortems.read.blocks import classify
from mkdocs_postmortems.read.line_times import read_head
from mkdocs_postmortems.read.model import LineKind

_OPEN = re.compile(r"\s*<(?P<tag>table|ul|ol|details)\b", re.IGNORECASE)
_CELL = re.compile(r"<(?:t[dh]|li)\b[^>]*>\s*(?:<[^>]+>\s*)*([^<]+)", re.IGNORECASE)
_MARK = re.compile(r"^[ \t]*(?:[-*+•]|\d+[.)]|\|)?[ \t]*")
_FRAME = re.compile(r"\s*(?:<(?:/?details|/?summary|/?p|br)\b[^<>]*>\s*)+", re.IGNORECASE)
_SUMMARY = re.compile(r"<summary\b[^>]*>(.*?)</summary>", re.IGNORECASE | re.DOTALL)
_INVITES = re.compile(r"\W*(?:click|expand|show|open|view|see|details)\b", re.IGNORECASE)
_LONGEST = 2000
"""The greatest number of lines of a block."""
_FEW = 2
"""How many times make a timeline of a block."""


def with_markdown_blocks(document: Document) -> tuple[Document, Edits]:
    """Convert blocks with times to Markdown. Lines keep their numbers; surplus lines are dropped at the end."""
    if not any(_OPEN.match(line) for line in document.lines):
        return document, Edits()
    work = _Work(list(document.lines), list(document.ends))
    at = 0
    while at < len(work.lines):
        at = work.rewrite(at)
    return replace(document, lines=tuple(work.lines), ends=tuple(work.ends)), work.edits


class _Work(Struct):
    """The lines during the conversion."""

    lines: list[str]
    ends: list[str]
    edits: Edits = field(default_factory=Edits)
    kinds: tuple[LineKind, ...] = ()

    def __post_init__(self) -> None:
        self.kinds = classify(self.lines).kinds

    def rewrite(self, at: int) -> int:
        """Rewrite the block that begins at a line if it contains times; return the line to go on with."""
        opened = _OPEN.match(self.lines[at]) if self.kinds[at] == "text" else None
        last = _last(self.lines, at, opened["tag"]) if opened else None
        if opened is None or last is None:
            return at + 1
        inside = self.lines[at : last + 1]
        if opened["tag"].lower() == "details":
            if sum(read_head(_MARK.sub("", line)) is not None for line in inside) >= _FEW:
                self._put(at, last, _unfolded(inside), "what was folded away stands open now")
            return at + 1  # there may be a table in it
        html = "\n".join(inside)
        if sum(read_head(cell.strip()) is not None for cell in _CELL.findall(html)) < _FEW:
            return at + 1
        what = "table" if opened["tag"].lower() == "table" else "list"
        new = _markdown(html)
        self.edits.drop |= set(range(at + 1 + len(new), last + 2))
        new += [""] * (len(inside) - len(new))
        self._put(at, last, new, f"an HTML {what} of times is a Markdown {what} now")
        return at + len(new)

    def _put(self, first: int, last: int, new: list[str], note: str) -> None:
        end = next((each for each in self.ends if each), "\n")
        self.lines[first : last + 1], self.ends[first : last + 1] = new, [end] * len(new)
        self.edits.notes.append((first + 1, note))
        self.kinds = classify(self.lines).kinds


def _last(lines: Sequence[str], first: int, tag: str) -> int | None:
    """Return the line that ends with the closing tag of a block, whatever is nested in it."""
    tags = re.compile(rf"<(/?){tag}\b", re.IGNORECASE)
    closes = re.compile(rf"</{tag}>\s*$", re.IGNORECASE)
    depth = 0
    for at in range(first, min(first + _LONGEST, len(lines))):
        depth += sum(-1 if close else 1 for close in tags.findall(lines[at]))
        if depth <= 0:
            return at if closes.search(lines[at]) else None
    return None


def _markdown(html: str) -> list[str]:
    from mkdocs_postmortems.imports.html import html_to_markdown  # late, as the library below it

    return html_to_markdown(html).strip().split("\n")


def _unfolded(lines: Sequence[str]) -> list[str]:
    """Return the lines of folded details without the tags. Their summary stays, in bold if it heads the timeline."""
    summary = _SUMMARY.search("\n".join(lines))
    written = re.sub(r"<[^<>]+>|^\W*#+\s", "", summary[1]).strip() if summary else ""
    told = "" if _INVITES.match(written) else f"**{written}**" if heads_timeline(written) else written
    end = next((at for at, line in enumerate(lines) if re.search(r"</summary>", line, re.IGNORECASE)), 0)
    new = [_FRAME.sub("", line) if _FRAME.fullmatch(line) else line for line in lines[end + 1 :]]
    return [told] + [""] * end + [*new[:-1], re.sub(r"\s*</details>\s*$", "", new[-1], flags=re.IGNORECASE)]
