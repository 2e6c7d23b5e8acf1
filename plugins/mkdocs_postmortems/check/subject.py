"""What a rule is handed and what it yields.

Comes in: a report with the archive around it, from ``engine``. Goes out: ``Finding`` values, from every rule.
A ``Subject`` computes what several rules need (the text without code, the links) once, and only when asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property

from msgspec import Struct

from mkdocs_postmortems.check.references import Link, read_links
from mkdocs_postmortems.check.silence import Silence, read_silences
from mkdocs_postmortems.check.text import Passage, read_file, read_paragraphs
from mkdocs_postmortems.check.whole import Clock, Inquiry
from mkdocs_postmortems.diagnostics import Level
from mkdocs_postmortems.read.model import Event, Report
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.stamps import time_column
from mkdocs_postmortems.settings import Settings

_MARKS = pattern(r"[ \t>|]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?:\[[ xX]\][ \t]+)?")


class Finding(Struct, frozen=True):
    """A mistake at a place. ``help`` says how to mend it, ``at_most`` caps the rule's level in a milder case."""

    message: str
    line: int = 1
    column: int = 1
    help: str = ""
    at_most: Level = Level.ERROR


class Subject(Struct, frozen=True, dict=True):
    """One report under check. ``rule_names`` are those of all rules that there are.

    What a rule looks at besides the report and the settings, it asks ``archive`` and ``clock``, which remember it.
    """

    report: Report
    archive: Inquiry
    clock: Clock
    settings: Settings
    rule_names: frozenset[str] = frozenset()

    def line_of(self, key: str) -> int:
        """The line of a front matter key; 1 where the key is absent."""
        span = self.report.fields.lines.get(key)
        return span.first if span else 1

    def value_of(self, key: str) -> tuple[int, int]:
        """The line and the column of a front matter key's value; 1 and 1 where the key is absent."""
        line = self.line_of(key)
        written = self._line(line)
        name, colon, value = written.partition(":")
        if name.strip() != key or not value.strip():
            return line, 1
        return line, len(name + colon) + len(value) - len(value.lstrip()) + 1

    def entry_of(self, key: str, text: str) -> tuple[int, int]:
        """The line and the column of one text among those of a front matter key; of its value where it is not there."""
        span = self.report.fields.lines.get(key)
        entry = re.compile(rf"(?<![\w-]){re.escape(text)}(?![\w-])")
        for line in range(span.first, span.last + 1) if span else ():
            begin = len(key) + 1 if line == self.line_of(key) else 0
            if match := entry.search(self._line(line), begin):
                return line, match.start() + 1
        return self.value_of(key)

    def text_of(self, line: int) -> tuple[int, int]:
        """A line and the column of its text, behind the marks of a list, a task or a table."""
        marks = _MARKS.match(self._line(line))
        return line, marks.end() + 1 if marks else 1

    def _line(self, number: int) -> str:
        lines = self.report.source.lines
        return lines[number - 1] if number <= len(lines) else ""

    def time_of(self, event: Event) -> tuple[int, int]:
        """The line and the column of an event's time."""
        return self.time_on(event.span.first)

    def time_on(self, line: int) -> tuple[int, int]:
        """A line and the column of the time or the date that it begins with."""
        return line, time_column(self._line(line))

    @cached_property
    def text(self) -> tuple[Passage, ...]:
        """The body without code and comments."""
        return read_paragraphs(self.report)

    @cached_property
    def file(self) -> Passage:
        """The whole file as written."""
        return read_file(self.report)

    @cached_property
    def words(self) -> frozenset[str]:
        """What stands between white space in the file, each once."""
        return frozenset(self.file.raw.split())

    @cached_property
    def vocabulary(self) -> str:
        """The words in lower case, one a line: half as long as the file, to look for signs in."""
        return "\n".join(self.words).lower()

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Every link of the body."""
        return read_links(self.text)

    @cached_property
    def silences(self) -> tuple[Silence, ...]:
        """Where the author asked for which rules to be silent."""
        return read_silences(self.report)

    def is_internal(self, line: int) -> bool:
        """Whether a line is marked internal, and so in no public edition."""
        return any(line in span for span in self.report.internal)

    def is_comment(self, line: int) -> bool:
        """Whether a line holds nothing but comment, which no page shows."""
        return self.report.kind(line) == "comment"

    @property
    def is_draft(self) -> bool:
        """Whether the author is still at work: a draft, or a report whose status was refused."""
        return self.report.fields.status in ("draft", None)

    @property
    def is_final(self) -> bool:
        return self.report.fields.status == "final"

    @property
    def is_public(self) -> bool:
        return self.report.fields.visibility == "public"


Check = Callable[[Subject], Iterable[Finding]]
"""A rule's function."""
