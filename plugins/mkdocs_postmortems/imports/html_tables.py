"""Tables that Markdown holds as HTML -> tables of Markdown, where they hold times.

Comes in: a ``Document``. Goes out: the same with such tables as Markdown, which the page shows alike and the timeline's
reader understands, and the edits that this is. Called by ``report``. All other HTML stays as it is.
"""

from __future__ import annotations

import re
from dataclasses import replace

from mkdocs_postmortems.imports.document import Document
from mkdocs_postmortems.imports.headings import Edits
from mkdocs_postmortems.read.blocks import classify
from mkdocs_postmortems.read.stamps import read_head

_OPEN = re.compile(r"\s*<table\b", re.IGNORECASE)
_CLOSE = re.compile(r"</table>\s*$", re.IGNORECASE)
_CELL = re.compile(r"<t[dh]\b[^>]*>\s*(?:<[^>]+>\s*)*([^<]+)", re.IGNORECASE)
_FEW = 2


def with_markdown_tables(document: Document) -> tuple[Document, Edits]:
    """The document with tables of times as Markdown. Lines stay where they are: what is left over is to be dropped."""
    edits = Edits()
    if not any(_OPEN.match(line) for line in document.lines):
        return document, edits
    kinds = classify(document.lines).kinds
    lines, ends = list(document.lines), list(document.ends)
    end = next((each for each in ends if each), "\n")
    at = 0
    while at < len(lines):
        last = _last(lines, at) if at < len(kinds) and kinds[at] == "text" and _OPEN.match(lines[at]) else None
        html = "\n".join(lines[at : last + 1]) if last is not None else ""
        if last is None or sum(read_head(cell.strip()) is not None for cell in _CELL.findall(html)) < _FEW:
            at += 1
            continue
        table = _table(html)
        room = last + 1 - at
        edits.notes.append((at + 1, "an HTML table of times is a Markdown table now"))
        edits.drop |= set(range(at + 1 + len(table), last + 2))
        table += [""] * (room - len(table))
        lines[at : last + 1], ends[at : last + 1] = table, [end] * len(table)
        kinds = classify(lines).kinds
        at += len(table)
    return replace(document, lines=tuple(lines), ends=tuple(ends)), edits


def _last(lines: list[str], first: int) -> int | None:
    return next((at for at in range(first, min(first + 2000, len(lines))) if _CLOSE.search(lines[at])), None)


def _table(html: str) -> list[str]:
    from mkdocs_postmortems.imports.html import html_to_markdown  # late, as the library below it

    return html_to_markdown(html).strip().split("\n")
