"""Findings for people: one line each with its place, the line of the source, and how to fix it.

The output begins with ``path:line:column: level[rule] message``, which editors and terminals turn into links.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator

from mkdocs_postmortems.diagnostics import Diagnostic, Level, counted
from mkdocs_postmortems.formats.findings import Findings, visible

_COLORS = {Level.ERROR: "31;1", Level.WARNING: "33;1", Level.HINT: "36"}
_WIDTH = 100
"""The number of characters of a long line that are shown."""


def write(findings: Findings) -> str:
    """Return all findings, followed by their number."""
    parts = [line for diagnostic in findings.diagnostics for line in _finding(diagnostic, findings)]
    return "\n".join([*parts, _summary(findings)]) + "\n"


def _finding(diagnostic: Diagnostic, findings: Findings) -> Iterator[str]:
    paint = _paint if findings.color else _plain
    place = paint(f"{visible(diagnostic.path)}:{diagnostic.line}:{diagnostic.column}:", "1")
    rule = f"{paint(diagnostic.level, _COLORS[diagnostic.level])}[{visible(diagnostic.rule)}]"
    yield f"{place} {rule} {visible(diagnostic.message)}"
    yield from _excerpt(diagnostic, diagnostic.text, paint)
    if diagnostic.help:
        yield f"   {paint('help:', '32')} {visible(diagnostic.help)}"


def _excerpt(diagnostic: Diagnostic, line: str, paint: Callable[[str, str], str]) -> Iterator[str]:
    """Yield the line with a caret below the place, or nothing for a finding without a place of its own."""
    if not line.strip() or line.strip() == "---":
        return
    column = min(diagnostic.column - 1, len(line))
    start = max(0, column - _WIDTH * 2 // 3) if len(line) > _WIDTH else 0
    before, after = _shown(line[start:column]), _shown(line[column : start + _WIDTH])
    cut = "…" if start else ""
    number = str(diagnostic.line)
    margin = " " * len(number)
    yield f"   {paint(f'{number} |', '2')} {cut}{before}{after}"
    yield f"   {paint(f'{margin} |', '2')} {' ' * _width(cut + before)}{paint('^', _COLORS[diagnostic.level])}"


def _shown(text: str) -> str:
    return visible(text.replace("\t", "    "))


def _width(text: str) -> int:
    """Return the number of a terminal's columns that a text takes."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def _summary(findings: Findings) -> str:
    summary = findings.summary
    counts = [(summary.errors, "error"), (summary.warnings, "warning"), (summary.hints, "hint")]
    found = [counted(number, word) for number, word in counts if number]
    files = counted(summary.files, "report")
    return f"{', '.join(found)} in {files}" if found else f"no findings in {files}"


def _paint(text: str, code: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m"


def _plain(text: str, code: str) -> str:
    return str(text)
