"""The facts of an incident: title, times, severity, services and other fields, each with its line.

A ``Draft`` holds a document and what has been found in it. The modules that find facts take it and add to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from msgspec import Struct, field

from mkdocs_postmortems.imports.document import Document
from mkdocs_postmortems.imports.edits import Edits
from mkdocs_postmortems.imports.layout.headings import Layout
from mkdocs_postmortems.imports.text.calendar import Calendar
from mkdocs_postmortems.imports.text.heading_words import bare, heads_actions, rank_of, whole_words
from mkdocs_postmortems.imports.text.labels import Label
from mkdocs_postmortems.imports.text.structure import Text
from mkdocs_postmortems.imports.text.words import EMPTY_TITLES, SUMMARY_HEADINGS
from mkdocs_postmortems.read.model import Moment, Timeline
from mkdocs_postmortems.read.timeline.dating import TimeContext
from mkdocs_postmortems.read.timeline.heads import POSTED
from mkdocs_postmortems.settings import Settings

OPENING = "opening"
"""The place of a post's day: its first paragraphs."""
_FIRST_PARAGRAPHS = 2
_VERSION = re.compile(
    r"(?<![\d.])(?<!\b[ao]m )(?<!\bon )(?<!\bvom )(?<!\bdel )(?:\d\.\d{1,2}|\d\d\.\d)\.\d{1,2}(?![\d.])", re.IGNORECASE
)
"""Three numbers with a dot between them, ``8.4.19``: dates in figures have the year in full or a zero before the 8."""
ADDRESS = re.compile(r"\]\(|\]\[|<[a-zA-Z/]")
"""Links and tags of a line, which the front matter would lose."""


class ToldTime(NamedTuple):
    """A moment, the line of the body where it was found, and where in words."""

    moment: Moment
    line: int
    where: str


class ToldDay(NamedTuple):
    """A day, the line of the body where it was found, and where in words."""

    day: date
    line: int
    where: str


class Found(Struct, frozen=True):
    """A field with its value as written, the line of the source where it was found (0: the file's name), and how."""

    field: str
    value: str
    line: int
    where: str


class Facts(Struct):
    """What has been found so far; the first value of a field is kept."""

    fields: dict[str, Any] = field(default_factory=dict)
    found: dict[str, Found] = field(default_factory=dict)
    kept: dict[str, Any] = field(default_factory=dict)
    """Entries of an old front matter that are no fields here."""
    doubts: list[tuple[int, str]] = field(default_factory=list)

    def add(self, name: str, value: Any, shown: str, line: int, where: str) -> None:
        if name not in self.fields:
            self.fields[name] = value
            self.found[name] = Found(name, shown, line, where)


class Draft(Text):
    """A document and what has been found in it so far; each step of ``finder`` adds to it."""

    document: Document
    layout: Layout
    settings: Settings
    calendar: Calendar
    facts: Facts = field(default_factory=Facts)
    labels: list[Label] = field(default_factory=list)
    internal: frozenset[int] = frozenset()
    """The lines that are internal; nothing public is taken from them."""
    times: dict[str, ToldTime] = field(default_factory=dict)
    """Times by their fields. Others may become the start: ``dated`` and ``date``, a time and a day of a label that does
    not say what was then; ``event``, that of the timeline's first event. ``published`` is the day of the text."""
    last: Moment | None = None
    """The last event with a date."""
    day: ToldDay | None = None
    """The day of the report."""

    @property
    def edits(self) -> Edits:
        return self.layout.edits

    def timeline(self, started: Moment | None) -> Timeline:
        """Return the timeline as the project's own reader reads it; ``started`` is known so far."""
        part = self.layout.timeline
        if part is None:
            return Timeline()
        known = self.calendar
        context = TimeContext(
            known.place or known.zone,
            started,
            site_zone=known.site_zone,
            heading=part.title,
            day=known.day,
            day_first=known.day_first,
        )
        return self.timeline_in(part.span, context)

    def opening(self) -> Iterator[tuple[int, str]]:
        """Yield the lines of the first paragraphs, also below a heading such as *Summary* or *Postmortem*."""
        below = self.layout.title.line if self.layout.title else 0
        if "text" in self.kinds[: below - 1] and self.facts.found["title"].where == "front matter":
            below = 0  # that heading is the first of the sections
        heads = [each for each in self.headings if each.line > below]
        title = heads[0].title if heads else ""
        if rank_of(title) == 2 or bare(title) in SUMMARY_HEADINGS or whole_words(title) in EMPTY_TITLES:
            heads = heads[1:]
        stop = heads[0].line if heads else len(self.lines) + 1
        labels = {each.line for each in self.labels if each.where != "front matter"}  # whose lines are not the body's
        others = labels | {each.line for each in self.headings} | self.internal
        paragraphs, last = 0, 0
        for number in range(below + 1, stop):
            is_text = self.kinds[number - 1] == "text" and not POSTED.match(self.lines[number - 1].strip())
            if is_text and number not in others:
                paragraphs, last = paragraphs + (number > last + 1), number
                if paragraphs <= _FIRST_PARAGRAPHS:
                    yield number, without_links(self.lines[number - 1])

    def is_post(self) -> bool:
        """Whether the date in the front matter or the name is that of publication, as in a blog."""
        told = any(where == "front matter" for _, _, where in self.labels_of("published", "written"))
        return told or bool(re.search(r"(?:^|/|__)_?posts?(?:/|__)", self.document.name))

    def lines_of_measures(self) -> set[int]:
        """Return the lines of measures: their dates are due dates."""
        found: set[int] = set()
        for place, heading in enumerate(self.headings):
            if heads_actions(heading.title):
                found |= {heading.line, *self.lines_of_part(place)}
        return found

    def labels_of(self, *facts: str) -> Iterator[tuple[str, int, str]]:
        """Yield the value, the line and the place of each label of these facts."""
        return ((label.value, label.line, label.where) for label in self.labels if label.fact in facts)

    def add(self, name: str, value: Any, shown: str, line: int, where: str) -> None:
        """Add a field that was found on a line of the body; on line 0, in the file's name."""
        has_line = line or where == "front matter"
        self.facts.add(name, value, shown, self.source_line(line) if has_line else 0, where)

    def doubt(self, line: int, what: str) -> None:
        """Say that a value on a line of the body may be wrong."""
        self.facts.doubts.append((self.source_line(line), what))

    def source_line(self, line: int) -> int:
        """Return the line of the source that is this one of the body."""
        return line + self.document.first_line - 1


def without_links(line: str) -> str:
    """Return a line without addresses, whose dates mean other things, and without versions, which look like dates."""
    return _VERSION.sub("", re.sub(r"\]\([^)]*\)|<?https?://\S+", "", line))[:1000]
