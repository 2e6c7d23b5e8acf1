"""Classify each line of a body as text, blank, code or comment, by the rules of the parser that renders it.

Takes a body's lines and returns ``Blocks``: a kind for each line, and problems of the structure itself. Python-Markdown
keeps no line numbers, so the few rules that decide this are restated, in ``fences``, ``comments`` and here. They follow
Python-Markdown and pymdownx.superfences, not CommonMark, where the two differ.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from mkdocs_postmortems.diagnostics import Problem
from mkdocs_postmortems.read.body.comments import mark_comments
from mkdocs_postmortems.read.body.costs import find_cost, find_long_lines
from mkdocs_postmortems.read.body.fences import mark_fences
from mkdocs_postmortems.read.body.line_starts import LIST_MARKER, with_tabs
from mkdocs_postmortems.read.body.unclosed_html import mark_unclosed_html
from mkdocs_postmortems.read.model import LineKind

_LAZY = 50
"""How many unindented lines may still continue the first line of an item."""


class Blocks(Struct, frozen=True):
    """The kinds of lines: ``kinds[i]`` belongs to ``lines[i]``. A ``costly`` body must not be passed to Markdown."""

    kinds: tuple[LineKind, ...]
    problems: tuple[Problem, ...] = ()
    costly: bool = False


def classify(lines: Sequence[str], first_line: int = 1) -> Blocks:
    """Classify each line; ``first_line`` is the file's line number of ``lines[0]``."""
    expanded = [line.expandtabs(4) if "\t" in line else line for line in lines]
    kinds: list[LineKind] = ["text" if line.strip() else "blank" for line in expanded]
    problems = [*mark_fences(expanded, kinds), *mark_comments(expanded, kinds)]
    _mark_indented_code(expanded, kinds)
    cost = find_cost(expanded, kinds)
    problems += [cost] if cost else mark_unclosed_html(expanded, kinds)
    problems = [with_tabs(each, lines) for each in problems] + [*find_long_lines(lines)]
    return Blocks(tuple(kinds), tuple(each.below(first_line) for each in problems), costly=cost is not None)


def _mark_indented_code(lines: Sequence[str], kinds: list[LineKind]) -> None:
    """Mark code that only four spaces indicate: after a blank line, outside a list or an admonition."""
    container = False
    marked: int | None = None  # the last line of this run of text that begins an item, a note or a definition
    for at, line in enumerate(lines):
        if kinds[at] != "text":
            marked = None
            continue
        begins = bool(LIST_MARKER.match(line)) or line.startswith(("[^", ":"))
        if not line.startswith("    "):
            is_lazy = marked is not None and at - marked < _LAZY
            container = begins or is_lazy or line.startswith(("!!!", "???", "==="))
        elif not container and (at == 0 or kinds[at - 1] in ("blank", "code")):
            kinds[at] = "code"
            begins, marked = False, None
        marked = at if begins else marked
