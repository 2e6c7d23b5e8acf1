"""Findings as values: what the project reports about a file.

Takes positions, rule names and texts from ``read``, ``check`` and ``settings``. Returns sorted ``Diagnostic`` values
for ``plugin`` and ``cli`` to show in any format. Nothing is printed or logged here.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct


class Level(StrEnum):
    """How serious a finding is. Only ``ERROR`` and, under ``--strict``, ``WARNING`` change an exit code."""

    OFF = "off"
    HINT = "hint"
    WARNING = "warning"
    ERROR = "error"


UNREAD = frozenset({"yaml-syntax", "yaml-alias", "yaml-anchor", "yaml-tag", "yaml-limit", "fm-not-mapping"})
"""After a problem of one of these rules the fields are unknown, so a missing one is not the author's mistake."""

_LONGEST_QUOTE = 80
"""Maximum number of characters in a quoted text."""


class Problem(Struct, frozen=True):
    """A mistake at a position, before its file and its level are known.

    ``line`` and ``column`` count from 1; ``column`` counts characters. ``help`` says how to fix it.
    """

    rule: str
    message: str
    line: int = 1
    column: int = 1
    help: str = ""

    def below(self, lines: int) -> Problem:
        """Return the same problem so many lines further down."""
        return Problem(self.rule, self.message, self.line + lines, self.column, self.help)


class Diagnostic(Struct, frozen=True, order=True):
    """A complete finding: sorted by path, then line, then column, then rule.

    ``text`` is that of its line; "" if the file could not be read.
    """

    path: str
    line: int
    column: int
    rule: str
    level: Level
    message: str
    help: str = ""
    text: str = ""


class Summary(Struct, frozen=True):
    """How many files were checked, and how many findings of each level there are."""

    files: int
    errors: int
    warnings: int
    hints: int


def fingerprint(diagnostic: Diagnostic) -> str:
    """Return a hash that identifies a finding while its file changes around it."""
    message = re.sub(r"\d+", "#", diagnostic.message)  # other lines' numbers
    text = "\0".join((diagnostic.rule, message, diagnostic.text.strip()))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def summarize(diagnostics: Iterable[Diagnostic], files: int) -> Summary:
    """Count the findings of each level."""
    levels = [diagnostic.level for diagnostic in diagnostics]
    return Summary(files, levels.count(Level.ERROR), levels.count(Level.WARNING), levels.count(Level.HINT))


def counted_by_rule(diagnostics: Iterable[Diagnostic]) -> str:
    """Return the rules of findings, sorted, each with their number: ``raw-html 2, secret 1``."""
    counts = Counter(diagnostic.rule for diagnostic in diagnostics)
    return ", ".join(f"{rule} {count}" for rule, count in sorted(counts.items()))


def excerpt(text: str) -> str:
    """Return a text as a message quotes it: whole, or its first characters and "…"."""
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"


def counted(number: int, noun: str) -> str:
    """Return a number with the noun that it counts: ``1 report``, ``1,000 reports``."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
