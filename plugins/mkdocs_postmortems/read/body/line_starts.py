"""What stands before the text of a line: its indent, the marks of quotations, the mark of an item or a heading.

Takes lines of a body. Called wherever lines are compared by their beginnings, or read without them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from msgspec.structs import replace

from mkdocs_postmortems.diagnostics import Problem
from mkdocs_postmortems.read.patterns import pattern

LIST_MARK = r"[-*+]|\d+[.)]"
"""What authors begin an item with: alternatives of a pattern, for whatever looks for one."""
LIST_MARKER = pattern(r" *(?:[-*+]|\d+\.)[ \t]")
"""What Python-Markdown reads as one: not ``1)``."""
_QUOTES = pattern(r"(?: {0,3}> ?)+")
_MARKER = pattern(rf"\A[ \t>]*(?:{LIST_MARK}|#{{1,6}})[ \t]+")
_QUOTED = pattern(r"\A[ \t]{0,3}>[> \t]*(?:[-*+][ \t]+)?")


def indent_of(line: str) -> int:
    """Return how many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


def end_of_quotes(line: str) -> int:
    """Return where the marks of the quotations that a line is in end; 0 if it is in none."""
    marks = _QUOTES.match(line) if ">" in line else None
    return marks.end() if marks else 0


def with_tabs(problem: Problem, lines: Sequence[str]) -> Problem:
    """Return a problem found in lines with expanded tabs at its column in the lines as written.

    Its line counts from 0. Called by ``blocks`` and ``internal``.
    """
    line = lines[problem.line] if problem.line < len(lines) else ""
    if "\t" not in line:
        return problem
    column = bisect_right(range(len(line)), problem.column - 1, key=lambda at: len(line[:at].expandtabs(4)))
    return replace(problem, column=max(column, 1))


def quote_depth(line: str) -> int:
    """Return in how many quotations a line is."""
    return line[: len(line) - len(line.lstrip("> "))].count(">")


def unquote(line: str) -> str:
    """Return a quoted line without its quote marks and the list marker inside."""
    return _QUOTED.sub("", line)


def without_marker(line: str) -> str:
    """Return a line without the mark of a list or heading that begins it."""
    return _MARKER.sub("", line)


def is_rule(line: str) -> bool:
    """Return whether a line is a horizontal rule such as ``- - -``."""
    marks = line.replace(" ", "")
    return len(marks) > 2 and marks[0] in "-*_" and marks == marks[0] * len(marks)
