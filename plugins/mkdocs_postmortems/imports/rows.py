"""Rows of a table without a header, as list items.

Takes a ``Document`` and returns it with rows such as ``| **14:05** | A deploy. |`` as items, and the edits. kramdown
shows such rows as a table; Python-Markdown, which renders reports, shows them as text. Called by ``report``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from mkdocs_postmortems.imports.document import Document
from mkdocs_postmortems.imports.edits import Edits
from mkdocs_postmortems.read.blocks import classify
from mkdocs_postmortems.read.line_times import read_head
from mkdocs_postmortems.read.tables import is_table, split_row

_FEW = 2
"""How many rows make a table."""


def with_listed_rows(document: Document) -> tuple[Document, Edits]:
    """Make a list item of each row that begins with a time, unless the rows have a header."""
    lines, edits = list(document.lines), Edits()
    if not any(line.startswith("|") for line in lines):
        return document, edits
    kinds = classify(lines).kinds
    for rows in _runs(lines, kinds):
        cells = [split_row(lines[at]) for at in rows]
        headed = any(is_table(lines, at) for at in rows)
        if headed or len(rows) < _FEW or not all(len(each) > 1 and read_head(each[0]) for each in cells):
            continue
        for at, (first, *rest) in zip(rows, cells, strict=True):
            lines[at] = f"- {first} {' | '.join(filter(None, rest))}".rstrip()
        edits.notes.append((rows[0] + 1, "the rows of a table without a head are items of a list now"))
    return replace(document, lines=tuple(lines)), edits


def _runs(lines: Sequence[str], kinds: Sequence[str]) -> Iterator[range]:
    """Yield the lines, from 0, of each run that begins with ``|``."""
    at = 0
    while at < len(lines):
        first = at
        while at < len(lines) and kinds[at] == "text" and lines[at].startswith("|"):
            at += 1
        if at > first:
            yield range(first, at)
        at += 1
