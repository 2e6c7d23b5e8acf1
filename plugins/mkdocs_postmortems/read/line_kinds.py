"""The kinds of a body's lines, and its runs of text lines. Used by ``blocks`` and by what it calls."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from mkdocs_postmortems.read.patterns import pattern

LineKind = Literal["text", "blank", "code", "comment"]
LIST_MARKER = pattern(r" *(?:[-*+]|\d+\.)[ \t]")


def paragraphs(lines: Sequence[str], kinds: Sequence[LineKind]) -> Iterator[tuple[int, str]]:
    """Yield runs of text lines, each with the index of its first line."""
    start: int | None = None
    for at in range(len(lines) + 1):
        inside = at < len(lines) and kinds[at] == "text"
        if inside and start is None:
            start = at
        elif not inside and start is not None:
            yield start, "\n".join(lines[start:at])
            start = None
