"""A report's text as the rules search it: without code and comments, and with unchanged columns.

``read_paragraphs`` takes a ``Report`` and yields a ``Passage`` for each run of lines that Markdown reads together. Used
by ``Subject``, and by ``anchors`` for other reports.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from mkdocs_postmortems.read.body.inline import blank, outside_code
from mkdocs_postmortems.read.model import Report
from mkdocs_postmortems.read.patterns import pattern

_BLOCK = pattern(r"\s*(?:[-*+]\s|\d+[.)]\s|#|>|\||!!!|\?\?\?|===|:\s|\[\^)")
"""The start of a line that begins a new block, so that no span of the line above reaches into it."""

_ESCAPE = pattern(r"\\[\\`*_{}\[\]()>#+.!|-]")
"""Python-Markdown does not escape ``<`` with a backslash: what follows is HTML."""


class Passage(Struct, frozen=True, dict=True):
    """Consecutive lines of the file, starting at line ``first``. ``raw`` is their text as written."""

    raw: str
    first: int

    @cached_property
    def prose(self) -> str:
        """``raw`` with code spans, comments and escaped characters replaced by spaces; columns are unchanged."""
        text = self.raw
        if "`" in text:
            text = _blank_code(text)
        if "<!--" in text:
            text = _blank_comments(text)
        return _ESCAPE.sub("  ", text) if "\\" in text else text

    @property
    def is_row(self) -> bool:
        """Whether its first line may be a row of a table, in which a bar ends a cell."""
        return self.raw.lstrip(" \t>").startswith("|")

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.raw))]

    def place(self, offset: int) -> tuple[int, int]:
        """Return the line and column of a character of ``raw`` or ``prose``."""
        row = bisect_right(self._starts, offset) - 1
        return self.first + row, offset - self._starts[row] + 1


def read_paragraphs(report: Report) -> Iterator[Passage]:
    """Yield the runs of text lines in the body, one per block, since a mark opened in one cannot close in another."""
    run: list[str] = []
    for number, line in report.source.numbered_body():
        is_text = report.kind(number) == "text"
        if run and (not is_text or _BLOCK.match(line)):
            yield Passage("\n".join(run), number - len(run))
            run = []
        if is_text:
            run.append(line)
    if run:
        yield Passage("\n".join(run), len(report.source.lines) + 1 - len(run))


def _blank_comments(text: str) -> str:
    out = []
    done = 0
    while (start := text.find("<!--", done)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        out += [text[done:start], blank(text[start : end + 3])]
        done = end + 3
    return "".join(out) + text[done:]


def _blank_code(text: str) -> str:
    """Blank the content of code spans, but not their backticks."""
    return outside_code(text, str, lambda code, marks: code[:marks] + blank(code[marks:-marks]) + code[-marks:])
