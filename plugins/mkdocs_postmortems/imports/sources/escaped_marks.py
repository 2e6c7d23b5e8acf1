"""A text whose marks of Markdown all have a backslash: ``\\# Login fails``, ``\\- Buy a disk``.

Editors save Markdown like this that was pasted as plain text, with a blank line below each line. Takes a text and
returns it as its author meant it. Called by ``files``.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from functools import partial

from mkdocs_postmortems.read.body.fences import mark_fences
from mkdocs_postmortems.read.body.inline import outside_code
from mkdocs_postmortems.read.model import LineKind

_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_HEADING = re.compile(r"#{1,6}[ \t]")
_FEW = 2
"""How many headings with a backslash show that it is in front of all marks; a single one may be meant."""


def unescaped(text: str) -> str:
    """Return the text without these backslashes, and without the blank lines in its tables, which are below them then.

    A text with a heading that has no backslash stays as it is. So does code whose own marks have none.
    """
    lines = text.split("\n")
    if sum(line.startswith("\\#") for line in lines) < _FEW or any(map(_HEADING.match, lines)):
        return text
    kinds: list[LineKind] = ["text"] * len(lines)
    deque(mark_fences(lines, kinds), maxlen=0)  # the check reports its problems
    lines = [
        outside_code(line, partial(_ESCAPED.sub, r"\1")) if kind == "text" else line
        for line, kind in zip(lines, kinds, strict=True)
    ]
    for rows in _tables(lines):
        between = [at for at in range(rows[0], rows[-1] + 1) if at not in rows]
        lines[rows[0] : rows[-1] + 1] = [lines[at] for at in (*rows, *between)]
    return "\n".join(lines)


def _tables(lines: Sequence[str]) -> Iterator[list[int]]:
    """Yield the lines of each table, from 0: rows with at most one blank line between them."""
    rows: list[int] = []
    for at, line in enumerate(lines):
        if line.startswith("|"):
            if rows and at - rows[-1] > 2:
                yield rows
                rows = []
            rows.append(at)
        elif line.strip() and rows:
            yield rows
            rows = []
    if rows:
        yield rows
