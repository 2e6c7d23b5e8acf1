"""HTML within Markdown that the page or the timeline's reader would not understand.

Takes a ``Body`` and rewrites it as Markdown: tables and lists that contain a timeline, folded details with a timeline
or Markdown in them, pictures with the frames around them, and links. Other HTML stays as it is. Called by ``steps``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from mkdocs_postmortems.imports.document import line_end
from mkdocs_postmortems.imports.edits import Body
from mkdocs_postmortems.imports.text.heading_words import heads_timeline
from mkdocs_postmortems.imports.text.parts import are_timed
from mkdocs_postmortems.read.body.inline import outside_code

_OPEN = re.compile(
    r"\s*<(?P<tag>table|ul|ol|details|(?P<frame>figure|div|center|p|a|blockquote))\b(?![^<>]*\smarkdown\b)",
    re.IGNORECASE,
)
_SHOWN = re.compile(
    r"<img\b(?=[^<>]*\bsrc=)[^<>]*>|<a\b(?=[^<>]*\bhref=)[^<>]*>(?!\s*</a>)(?:[^<>]|<img\b[^<>]*>)+</a>",
    re.IGNORECASE,
)
"""A picture, or a link of words and pictures, without other tags in it."""
_PICTURE = re.compile(r"<img\b", re.IGNORECASE)
_CAPTION = re.compile(r"<figcaption\b(?:(?!<figcaption\b).)*?</figcaption>|<[^<>]+>", re.IGNORECASE | re.DOTALL)
"""All that is around a picture: tags, and its caption."""
_CELL = re.compile(r"<(?:t[dh]|li)\b[^>]*>\s*(?:<[^>]+>\s*)*([^<]+)", re.IGNORECASE)
_FRAME = re.compile(r"\s*(?:<(?:/?details|/?summary|/?p|br)\b[^<>]*>\s*)+", re.IGNORECASE)
_SUMMARY = re.compile(r"<summary\b[^>]*>(.*?)</summary>", re.IGNORECASE | re.DOTALL)
_FIRST_PARAGRAPH = re.compile(r"\s*\S.*?(?=\n[ \t]*\n\s*\S)", re.DOTALL)
"""The first of several paragraphs."""
_BEHIND = re.compile(r"</summary>[ \t]*[^\s<]", re.IGNORECASE)
"""Text on the line of a summary, behind it."""
_INVITES = re.compile(r"\W*(?:click|expand|show|open|view|see|details)\b", re.IGNORECASE)
_LONGEST = 2000
"""The greatest number of lines of a block."""


def write_blocks(body: Body) -> None:
    """Convert these blocks to Markdown. Surplus lines are dropped at the end."""
    if not any(_OPEN.match(line) or _SHOWN.search(line) for line in body.lines):
        return
    work, at = _Work(body), 0
    while at < len(body.lines):
        at = work.rewrite(at)


class _Work(Struct):
    """The lines during the conversion."""

    body: Body
    stop: int = 0
    """The line behind the block of HTML that was begun last, in which marks of Markdown are text."""

    def rewrite(self, at: int) -> int:
        """Rewrite the block that begins at a line if need be; return the line to go on with."""
        lines = self.body.lines
        opened = _OPEN.match(lines[at]) if self.body.kinds[at] == "text" else None
        last = _last(lines, at, opened["tag"]) if opened else None
        if opened is None or last is None:
            self._show(at)
            return at + 1
        inside = lines[at : last + 1]
        html = "\n".join(inside)
        if opened["frame"]:
            if at >= self.stop and _PICTURE.search(html) and not _CAPTION.sub("", html).strip():
                return self._replace(at, last, html, "a picture in HTML is one of Markdown now")
            if opened["frame"].lower() == "a":
                self._show(at)
            else:
                self.stop = max(self.stop, last + 1)
            return at + 1
        if opened["tag"].lower() == "details":
            if are_timed(inside):
                self._put(at, _unfolded(inside), "what was folded away stands open now")
            elif _holds_markdown(inside):
                self._put(at, _folded(inside), "what is folded away is an admonition now, whose Markdown is shown")
            return at + 1  # there may be a table in it
        if not are_timed(_CELL.findall(html)):
            return at + 1
        what = "table" if opened["tag"].lower() == "table" else "list"
        return self._replace(at, last, html, f"an HTML {what} of times is a Markdown {what} now")

    def _replace(self, first: int, last: int, html: str, note: str) -> int:
        """Write a block as Markdown if that has no more lines; return the line to go on with."""
        room = last + 1 - first
        try:
            new = _markdown(html)
        except RecursionError:  # it is nested too deeply: elements are left open
            return last + 1
        if len(new) > room and _PICTURE.search(html):
            new = [_captioned(new)]
        if len(new) > room:  # there is no place for them: the lines below are others'
            return last + 1
        self.body.edits.drop |= set(range(first + 1 + len(new), last + 2))
        self._put(first, new + [""] * (room - len(new)), note)
        return last + 1

    def _show(self, at: int) -> None:
        """Write the pictures and links in a line of text as Markdown."""
        line = self.body.lines[at]
        if at < self.stop or self.body.kinds[at] != "text" or not _SHOWN.search(line):
            return
        new = outside_code(line, lambda text: _SHOWN.sub(lambda match: _markdown(match.group())[0], text))
        if new != line:
            self.body.put(at, new, "a picture or a link in HTML is one of Markdown now")

    def _put(self, first: int, new: list[str], note: str) -> None:
        body = self.body
        body.lines[first : first + len(new)] = new
        body.ends[first : first + len(new)] = [line_end(body.ends)] * len(new)
        body.note(first, note)


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
    from mkdocs_postmortems.imports.sources.html import html_to_markdown  # late, as the library below it

    return html_to_markdown(f"<div>{html}</div>").strip().split("\n")


def _captioned(lines: Sequence[str]) -> str:
    """Return pictures and their caption on one line, as tags of site generators become."""
    pieces = filter(None, map(str.strip, lines))
    return " ".join(each if "![" in each or "*" in each else f"*{each}*" for each in pieces)


def _holds_markdown(lines: Sequence[str]) -> bool:
    """Whether there is a paragraph without tags below a blank line, which forges show as Markdown, and the page as it
    is."""
    if any(map(_BEHIND.search, lines)):
        return False
    return any(not above.strip() and text.strip() and text.lstrip()[0] != "<" for above, text in pairwise(lines))


def _folded(lines: Sequence[str]) -> list[str]:
    """Return the lines of folded details as an admonition that is folded, with their summary as its title."""
    said, begun, inside = _parts_of(lines)
    title = _in_one_line(re.sub(r"[*`]", "", said)).replace('"', "'") or "Details"
    mark = "???+" if re.match(r"\s*<details\s[^<>]*\bopen\b", lines[0], re.IGNORECASE) else "???"
    inside = ["" if _FRAME.fullmatch(line) else line for line in inside]
    return [f'{mark} note "{title}"'] + [""] * (begun - 1) + [f"    {line}" if line.strip() else "" for line in inside]


def _unfolded(lines: Sequence[str]) -> list[str]:
    """Return the lines of folded details without the tags. Their summary stays, in bold if it heads the timeline."""
    said, begun, inside = _parts_of(lines)
    written = _in_one_line(re.sub(r"^\W*#+\s", "", said))
    told = "" if _INVITES.match(written) else f"**{written}**" if heads_timeline(written) else written
    inside = [_FRAME.sub("", line) if _FRAME.fullmatch(line) else line for line in inside]
    return [told] + [""] * (begun - 1) + inside


def _parts_of(lines: Sequence[str]) -> tuple[str, int, list[str]]:
    """Return the summary of folded details, the line below it, from 0, and the lines from there on without end tags.

    Of a summary with several paragraphs, only the first is one: the others are text.
    """
    text = "\n".join(lines)
    summary = _SUMMARY.search(text)
    said, end = (summary[1], summary.end()) if summary else ("", 0)
    if summary and (first := _FIRST_PARAGRAPH.match(said)):
        said, end = first.group(), summary.start(1) + first.end()
        text = text[: summary.end(1)] + text[summary.end() :]
    begun = text[:end].count("\n") + 1
    *inside, last = text.split("\n")
    return said, begun, [*inside[begun:], re.sub(r"\s*</details>\s*$", "", last, flags=re.IGNORECASE)]


def _in_one_line(html: str) -> str:
    return " ".join(re.sub(r"<[^<>]+>", "", html).split())
