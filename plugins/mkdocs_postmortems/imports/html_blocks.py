"""HTML within Markdown that contains a timeline, as tables, lists and folded details do, or Markdown, as only these do.

Takes a ``Body`` and rewrites such blocks as Markdown, which the page shows alike and the timeline's reader understands.
Other HTML stays as it is. Called by ``report``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from mkdocs_postmortems.imports.edits import Body
from mkdocs_postmortems.imports.heading_words import heads_timeline
from mkdocs_postmortems.read.blocks import classify
from mkdocs_postmortems.read.line_times import read_head
from mkdocs_postmortems.read.model import LineKind

_OPEN = re.compile(r"\s*<(?P<tag>table|ul|ol|details)\b(?![^<>]*\smarkdown\b)", re.IGNORECASE)
_CELL = re.compile(r"<(?:t[dh]|li)\b[^>]*>\s*(?:<[^>]+>\s*)*([^<]+)", re.IGNORECASE)
_MARK = re.compile(r"^[ \t]*(?:[-*+•]|\d+[.)]|\|)?[ \t]*")
_FRAME = re.compile(r"\s*(?:<(?:/?details|/?summary|/?p|br)\b[^<>]*>\s*)+", re.IGNORECASE)
_SUMMARY = re.compile(r"<summary\b[^>]*>(.*?)</summary>", re.IGNORECASE | re.DOTALL)
_BEHIND = re.compile(r"</summary>[ \t]*[^\s<]", re.IGNORECASE)
"""Text on the line of a summary, behind it."""
_INVITES = re.compile(r"\W*(?:click|expand|show|open|view|see|details)\b", re.IGNORECASE)
_LONGEST = 2000
"""The greatest number of lines of a block."""
_FEW = 2
"""How many times make a timeline of a block."""


def write_blocks(body: Body) -> None:
    """Convert these blocks to Markdown. Surplus lines are dropped at the end."""
    if not any(map(_OPEN.match, body.lines)):
        return
    work, at = _Work(body), 0
    while at < len(body.lines):
        at = work.rewrite(at)


class _Work(Struct):
    """The lines during the conversion."""

    body: Body
    kinds: tuple[LineKind, ...] = ()

    def __post_init__(self) -> None:
        self.kinds = classify(self.body.lines).kinds

    def rewrite(self, at: int) -> int:
        """Rewrite the block that begins at a line if need be; return the line to go on with."""
        lines = self.body.lines
        opened = _OPEN.match(lines[at]) if self.kinds[at] == "text" else None
        last = _last(lines, at, opened["tag"]) if opened else None
        if opened is None or last is None:
            return at + 1
        inside = lines[at : last + 1]
        if opened["tag"].lower() == "details":
            if sum(read_head(_MARK.sub("", line)) is not None for line in inside) >= _FEW:
                self._put(at, _unfolded(inside), "what was folded away stands open now")
            elif _holds_markdown(inside):
                self._put(at, _folded(inside), "what is folded away is an admonition now, whose Markdown is shown")
            return at + 1  # there may be a table in it
        html = "\n".join(inside)
        if sum(read_head(cell.strip()) is not None for cell in _CELL.findall(html)) < _FEW:
            return at + 1
        what = "table" if opened["tag"].lower() == "table" else "list"
        new = _markdown(html)
        self.body.edits.drop |= set(range(at + 1 + len(new), last + 2))
        new += [""] * (len(inside) - len(new))
        self._put(at, new, f"an HTML {what} of times is a Markdown {what} now")
        return at + len(new)

    def _put(self, first: int, new: list[str], note: str) -> None:
        body = self.body
        end = next((each for each in body.ends if each), "\n")
        body.lines[first : first + len(new)], body.ends[first : first + len(new)] = new, [end] * len(new)
        body.note(first, note)
        self.kinds = classify(body.lines).kinds


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


def _holds_markdown(lines: Sequence[str]) -> bool:
    """Whether there is a paragraph without tags below a blank line, which forges show as Markdown, and the page as it
    is."""
    if any(map(_BEHIND.search, lines)):
        return False
    return any(not above.strip() and text.strip() and text.lstrip()[0] != "<" for above, text in pairwise(lines))


def _folded(lines: Sequence[str]) -> list[str]:
    """Return the lines of folded details as an admonition that is folded, with their summary as its title."""
    text = "\n".join(lines)
    summary = _SUMMARY.search(text)
    title = re.sub(r"<[^<>]+>|[*`]", "", summary[1]).strip().replace('"', "'") if summary else ""
    mark = "???+" if re.match(r"\s*<details\s[^<>]*\bopen\b", lines[0], re.IGNORECASE) else "???"
    begun = text[: summary.end()].count("\n") + 1 if summary else 1
    inside = [*lines[begun:-1], re.sub(r"\s*</details>\s*$", "", lines[-1], flags=re.IGNORECASE)]
    named = f'{mark} note "{title or "Details"}"'
    inside = ["" if _FRAME.fullmatch(line) else line for line in inside]
    return [named] + [""] * (begun - 1) + [f"    {line}" if line.strip() else "" for line in inside]


def _unfolded(lines: Sequence[str]) -> list[str]:
    """Return the lines of folded details without the tags. Their summary stays, in bold if it heads the timeline."""
    summary = _SUMMARY.search("\n".join(lines))
    written = re.sub(r"<[^<>]+>|^\W*#+\s", "", summary[1]).strip() if summary else ""
    told = "" if _INVITES.match(written) else f"**{written}**" if heads_timeline(written) else written
    end = next((at for at, line in enumerate(lines) if re.search(r"</summary>", line, re.IGNORECASE)), 0)
    new = [_FRAME.sub("", line) if _FRAME.fullmatch(line) else line for line in lines[end + 1 :]]
    return [told] + [""] * end + [*new[:-1], re.sub(r"\s*</details>\s*$", "", new[-1], flags=re.IGNORECASE)]
