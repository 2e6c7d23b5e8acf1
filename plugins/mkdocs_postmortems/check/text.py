"""A report's body as the rules search it: without code and comments, and with every column where it was.

Comes in: a ``Report`` with the kinds of its lines. Goes out: ``Passage`` values: the runs of lines that Markdown reads
together, or the whole file. Asked by ``Subject``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from mkdocs_postmortems.read.blocks import code_spans
from mkdocs_postmortems.read.model import Report
from mkdocs_postmortems.read.patterns import pattern

_BLOCK = pattern(r"\s*(?:[-*+]\s|\d+[.)]\s|#|>|\||!!!|\?\?\?|===|:\s|\[\^)")
"""A line that begins a block of its own, so that no span of the line before reaches into it."""

_ESCAPE = pattern(r"\\[\\`*_{}\[\]()>#+.!|-]")
"""Python-Markdown takes no backslash before ``<``: what follows is HTML."""


class Passage(Struct, frozen=True, dict=True):
    """Lines that follow each other, from the line ``first`` of the file on. ``raw`` is as written."""

    raw: str
    first: int

    @cached_property
    def prose(self) -> str:
        """``raw`` with code spans, comments and escaped characters replaced by spaces: every column stays."""
        text = self.raw
        if "`" in text:
            text = _blank_code(text)
        if "<!--" in text:
            text = _blank_comments(text)
        return _ESCAPE.sub("  ", text) if "\\" in text else text

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.raw))]

    def place(self, offset: int) -> tuple[int, int]:
        """The line and the column of a character of ``raw`` or ``prose``."""
        row = bisect_right(self._starts, offset) - 1
        return self.first + row, offset - self._starts[row] + 1


def read_paragraphs(report: Report) -> tuple[Passage, ...]:
    """The body's runs of text lines, each block by itself: what one opens another does not close."""
    return tuple(_paragraphs(report))


def _paragraphs(report: Report) -> Iterator[Passage]:
    first = report.source.body_line
    run: list[str] = []
    for number, line in enumerate(report.source.lines[first - 1 :], first):
        is_text = report.kind(number) == "text"
        if run and (not is_text or _BLOCK.match(line)):
            yield Passage("\n".join(run), number - len(run))
            run = []
        if is_text:
            run.append(line)
    if run:
        yield Passage("\n".join(run), len(report.source.lines) + 1 - len(run))


def read_file(report: Report) -> Passage:
    """All lines of the file, front matter, code and comments among them."""
    return Passage("\n".join(report.source.lines), 1)


def blank(text: str) -> str:
    """As many spaces as the text has characters; its line ends stay."""
    return "\n".join(" " * len(line) for line in text.split("\n"))


def _blank_comments(text: str) -> str:
    out = []
    done = 0
    while (start := text.find("<!--", done)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        out += [text[done:start], blank(text[start : end + 3])]
        done = end + 3
    return "".join(out) + text[done:]


def _blank_code(text: str) -> str:
    """Blank the content of code spans; their marks stay."""
    out: list[str] = []
    done = 0
    for start, end, marks in code_spans(text):
        out += [text[done : start + marks], blank(text[start + marks : end - marks])]
        done = end - marks
    return "".join(out) + text[done:]
