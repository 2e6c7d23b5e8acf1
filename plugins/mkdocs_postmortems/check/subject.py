"""The input and output of a rule: ``Subject`` and ``Finding``.

``engine`` makes a ``Subject`` of each report and passes it to the rules, which yield ``Finding`` values. It computes
what several rules need (the text without code, the links) once, on first use.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, wraps
from typing import TypeVar, cast

from msgspec import Struct

from mkdocs_postmortems.check.answers.whole import Clock, Inquiry
from mkdocs_postmortems.check.passages import Passage, read_paragraphs
from mkdocs_postmortems.check.references import Link, read_links
from mkdocs_postmortems.check.silence import Silence, read_silences
from mkdocs_postmortems.diagnostics import Level
from mkdocs_postmortems.read.model import Event, Report
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.times.line_times import time_column
from mkdocs_postmortems.settings import Settings

_MARKS = pattern(r"[ \t>|]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?:\[[ xX]\][ \t]+)?")


class Finding(Struct, frozen=True):
    """A mistake at a place. ``help`` says how to fix it; ``at_most`` lowers the rule's level in a milder case."""

    message: str
    line: int = 1
    column: int = 1
    help: str = ""
    at_most: Level = Level.ERROR


class Subject(Struct, frozen=True, dict=True):
    """A report being checked.

    A rule asks ``archive`` and ``clock`` for anything besides the report and the settings; both record the answers.
    """

    report: Report
    archive: Inquiry
    clock: Clock
    settings: Settings

    def line_of(self, key: str) -> int:
        """Return the line of a front matter key; 1 if it is absent."""
        span = self.report.fields.lines.get(key)
        return span.first if span else 1

    def lines_of(self, keys: Iterable[str]) -> frozenset[int]:
        """Return all lines of several front matter keys; none of those that are absent."""
        spans = (self.report.fields.lines.get(key) for key in keys)
        return frozenset(number for span in spans if span for number in span.numbers)

    def problem_lines(self, *rules: str) -> frozenset[int]:
        """Return the lines of the problems of these rules that were found while reading; of all if none is named."""
        return frozenset(each.line for each in self.report.problems if not rules or each.rule in rules)

    def value_of(self, key: str) -> tuple[int, int]:
        """Return the line and column of a front matter key's value; 1 and 1 if the key is absent."""
        line = self.line_of(key)
        written = self.line(line)
        name, colon, value = written.partition(":")
        if name.strip() != key or not value.strip():
            return line, 1
        return line, len(name + colon) + len(value) - len(value.lstrip()) + 1

    def entry_of(self, key: str, text: str) -> tuple[int, int]:
        """Return the line and column of a text in a front matter key's value; of the whole value if it is not found."""
        span = self.report.fields.lines.get(key)
        entry = re.compile(rf"(?<![\w-]){re.escape(text)}(?![\w-])")
        for line in span.numbers if span else ():
            begin = len(key) + 1 if line == self.line_of(key) else 0
            if match := entry.search(self.line(line), begin):
                return line, match.start() + 1
        return self.value_of(key)

    def text_of(self, line: int) -> tuple[int, int]:
        """Return a line and the column of its text, after the marks of a list, task, quotation or table."""
        marks = _MARKS.match(self.line(line))
        return line, marks.end() + 1 if marks else 1

    def line(self, number: int) -> str:
        """Return a line of the file; "" if it has no such line."""
        lines = self.report.source.lines
        return lines[number - 1] if number <= len(lines) else ""

    def time_of(self, event: Event) -> tuple[int, int]:
        """Return the line and column of an event's time."""
        return self.time_on(event.span.first)

    def time_on(self, line: int) -> tuple[int, int]:
        """Return a line and the column of the time or date that it begins with."""
        return line, time_column(self.line(line))

    @cached_property
    def text(self) -> tuple[Passage, ...]:
        """The body without code and comments."""
        return tuple(read_paragraphs(self.report))

    def matches(self, form: re.Pattern[str], sign: str) -> Iterator[tuple[Passage, re.Match[str]]]:
        """Yield the matches of a pattern in the text. Each contains ``sign``, which is faster to find."""
        for passage in self.text:
            if sign in passage.raw:
                yield from ((passage, match) for match in form.finditer(passage.prose))

    @cached_property
    def prose(self) -> str:
        """The body without code and comments as one text, for quick tests. Each line begins after a line end."""
        return "\n".join(["", *(passage.prose for passage in self.text)])

    @cached_property
    def file(self) -> Passage:
        """The whole file as written, including front matter, code and comments."""
        return Passage(self.report.source.text, 1)

    @cached_property
    def lowered(self) -> str:
        """The whole file in lower case."""
        return self.file.raw.lower()

    @cached_property
    def words(self) -> frozenset[str]:
        """The distinct words of the file, separated by white space."""
        return frozenset(self.file.raw.split())

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """All links in the body."""
        return tuple(read_links(self.text))

    @cached_property
    def silences(self) -> tuple[Silence, ...]:
        """The comments that silence rules."""
        return tuple(read_silences(self.report))

    def is_internal(self, line: int) -> bool:
        """Return whether a line is marked internal, and so left out of the public edition."""
        return line in self._internal_lines

    @cached_property
    def _internal_lines(self) -> frozenset[int]:
        return self.report.internal_lines

    def is_unpublished(self, line: int) -> bool:
        """Return whether the public edition leaves out a line: it is internal, or nothing but a comment."""
        return self.is_internal(line) or self.report.kind(line) == "comment"

    @property
    def is_draft(self) -> bool:
        """Whether the report is a draft, or its status is invalid."""
        return self.report.fields.status in ("draft", None)

    @property
    def is_final(self) -> bool:
        return self.report.fields.status == "final"

    @property
    def is_public(self) -> bool:
        return self.report.fields.visibility == "public"


Check = Callable[[Subject], Iterable[Finding]]
"""The function of a rule."""

Answer = TypeVar("Answer")


def once_per_report(ask: Callable[[Subject], Answer]) -> Callable[[Subject], Answer]:
    """Cache a function's result in its ``Subject``, for rules that share it. The result must not be an iterator."""
    name = f"{ask.__module__}.{ask.__qualname__}"

    @wraps(ask)
    def answer(subject: Subject) -> Answer:
        known = subject.__dict__
        if name not in known:
            known[name] = ask(subject)
        return cast(Answer, known[name])

    return answer
