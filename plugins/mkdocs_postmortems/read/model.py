"""The model of a report, as plain frozen data.

Built by the other modules of ``read``; read by everything above it. No module changes a value of these types, and none
of them knows a disk, a clock or a locale. Lines and columns count from 1 in the file as it is on the disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Literal

from msgspec import Struct, field

from mkdocs_postmortems.diagnostics import Problem

LineKind = Literal["text", "blank", "code", "comment"]
Precision = Literal["day", "minute", "second"]
Status = Literal["draft", "review", "final"]
Visibility = Literal["public", "internal"]
ActionStatus = Literal["proposed", "open", "done", "not doing"]

TIME_FIELDS = ("started", "detected", "acknowledged", "mitigated", "resolved")
LIST_FIELDS = ("services", "tags", "authors", "teams", "related", "aliases")


class Moment(Struct, frozen=True):
    """An instant, as precisely as its author gave it.

    ``at`` is aware; its ``tzinfo`` is the zone that the author wrote in. ``zone`` is that zone's name as shown to
    readers (``UTC``, ``Europe/London``, ``+02:00``, ``PST``). With ``precision`` "day" there is no clock time, ``at``
    is that day's midnight, and no duration may be derived from it.
    """

    at: datetime
    zone: str = "UTC"
    precision: Precision = "minute"
    approximate: bool = False

    @property
    def is_day(self) -> bool:
        """Whether it is only a day, without a clock time."""
        return self.precision == "day"

    @property
    def instant(self) -> datetime:
        """The same instant in UTC, the only form that may be compared or subtracted."""
        return self.at.astimezone(UTC)


def elapsed(start: Moment | None, end: Moment | None) -> timedelta | None:
    """Return the true time between two moments; ``None`` if one is missing or only a day.

    Subtracts in UTC: two aware datetimes in one zone would subtract by wall clock, an hour off across a clock change.
    """
    if start is None or end is None or start.is_day or end.is_day:
        return None
    return end.instant - start.instant


def is_before(moment: Moment, other: Moment) -> bool:
    """Return whether a moment is certainly before another, at the precision of the less precise one."""
    precisions = (moment.precision, other.precision)
    if "day" in precisions:
        return moment.at.date() < other.at.date()
    earlier, later = moment.instant, other.instant
    if "minute" in precisions and earlier < later:
        return earlier.replace(second=0, microsecond=0) < later.replace(second=0, microsecond=0)
    return earlier < later


class Span(Struct, frozen=True):
    """A run of lines of the file, both ends included."""

    first: int
    last: int

    def __contains__(self, line: int) -> bool:
        return self.first <= line <= self.last

    @property
    def numbers(self) -> range:
        """Its lines."""
        return range(self.first, self.last + 1)


class Fields(Struct, frozen=True):
    """The front matter. An absent or refused field has its default; a refusal is also a ``Problem``."""

    title: str = ""
    severity: str = ""
    status: Status | None = None
    services: tuple[str, ...] = ()
    started: Moment | None = None
    detected: Moment | None = None
    acknowledged: Moment | None = None
    mitigated: Moment | None = None
    resolved: Moment | None = None
    timezone: str | None = None
    id: str | None = None
    cause: str | None = None
    impact: Mapping[str, str] = field(default_factory=dict)
    summary: str | None = None
    tagline: str | None = None
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    related: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    visibility: Visibility = "internal"
    internal: Mapping[str, object] = field(default_factory=dict)
    own: Mapping[str, object] = field(default_factory=dict)
    """Fields that the settings declare: each a text, number, date, bool, or tuple of texts."""
    material: Mapping[str, object] = field(default_factory=dict)
    """Material's own keys, passed through: ``search``, ``hide``, ``description``."""
    lines: Mapping[str, Span] = field(default_factory=dict)
    """The lines of each key: ``fields.lines["started"].first`` is where it begins. Absent keys are absent here."""


class Heading(Struct, frozen=True):
    """A heading of the rendered page. ``top``: it is not inside a list, a quote or another block.

    ``title`` is plain text. ``id`` is set if the author gave one (``{#id}``).
    """

    level: int
    title: str
    line: int
    column: int = 1
    top: bool = True
    id: str = ""
    internal: bool = False


class Section(Struct, frozen=True):
    """A second-level heading of the rendered page, with everything up to the next one.

    ``key`` is its name in the section set ("" for a section outside the set), ``title`` the heading's plain text.
    ``span`` includes the heading and the section's last line. ``internal``: its heading has ``{.internal}``.
    """

    key: str
    title: str
    line: int
    span: Span
    internal: bool = False


class Event(Struct, frozen=True):
    """One event of a timeline.

    ``number`` counts from 1 in the order written. ``text`` is Markdown without list marker and time, with its label and
    any further blocks of the item, dedented. ``kind`` is ``started``, ``detected``, ``acknowledged``, ``escalated``,
    ``false-lead``, ``cause-found``, ``mitigated``, ``resolved``, ``communicated``, a kind of the settings, or "".
    ``end`` is set if the author gave a range. ``start`` is ``None`` if the event has no readable time.
    """

    number: int
    text: str
    span: Span
    kind: str = ""
    start: Moment | None = None
    end: Moment | None = None
    group: str = ""
    internal: bool = False

    @property
    def is_timed(self) -> bool:
        """Whether it has a clock time: a bare date has no place on an axis."""
        return self.start is not None and not self.start.is_day


class Prose(Struct, frozen=True):
    """Lines of the Timeline section that are neither an event nor a group's heading, as written.

    ``text`` is "" for lines that only hold together a table or code block around events.
    """

    text: str
    span: Span
    internal: bool = False


class Group(Struct, frozen=True):
    """A subheading of the Timeline section that is not an event. ``title`` is Markdown; ``level`` its depth."""

    title: str
    span: Span
    level: int = 3
    internal: bool = False


class Timeline(Struct, frozen=True):
    """The parts of the Timeline section, in the order written."""

    parts: tuple[Event | Prose | Group, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def events(self) -> tuple[Event, ...]:
        return tuple(part for part in self.parts if isinstance(part, Event))


class Unfilled(Struct, frozen=True):
    """A placeholder in an action item where a detail should be: its text and position."""

    detail: str
    written: str
    line: int
    column: int


class ActionItem(Struct, frozen=True):
    """One action item. ``number`` counts from 1 in the order written; ``text`` is Markdown without its details.

    ``closed`` is the day on which it was done or given up, if recorded. ``is_row``: it is a row of a table.
    ``misread`` are the details that it has but that cannot be read, as problems say.
    """

    number: int
    text: str
    span: Span
    status: ActionStatus = "open"
    owner: str = ""
    due: date | None = None
    type: str = ""
    ticket: str = ""
    internal: bool = False
    closed: date | None = None
    unfilled: tuple[Unfilled, ...] = ()
    is_row: bool = False
    misread: tuple[str, ...] = ()

    @property
    def first_paragraph(self) -> str:
        """The part of its text that lists show; what is below has its own marks for internal text."""
        return self.text.partition("\n\n")[0]

    @property
    def is_open(self) -> bool:
        return self.status in ("open", "proposed")

    def mentions(self, detail: str) -> bool:
        """Return whether it has a detail, in whatever form: with a value, misread, or still to be filled in."""
        named = (*self.misread, *(each.detail for each in self.unfilled))
        return bool(getattr(self, detail)) or detail in named


class Source(Struct, frozen=True):
    """A report's file as text: decoded, with line ends ``\\n`` and without a byte order mark.

    ``body_line`` is the line on which the body begins, after the front matter's closing fence.
    """

    path: str
    text: str
    front_matter: str = ""
    body_line: int = 1

    @property
    def lines(self) -> tuple[str, ...]:
        """Its lines; ``lines[0]`` is line 1 of the file. They are not stored: the text takes half the time to load."""
        return _lines_of(self.text)

    @property
    def body_lines(self) -> tuple[str, ...]:
        return self.lines[self.body_line - 1 :]

    @property
    def body(self) -> str:
        return "\n".join(self.body_lines)

    def numbered_body(self) -> Iterable[tuple[int, str]]:
        """Return the body's lines, each with its number in the file."""
        return enumerate(self.body_lines, self.body_line)


@lru_cache(maxsize=8)
def _lines_of(text: str) -> tuple[str, ...]:
    """Return the lines of one of the last few texts: reports are read, checked and rendered one after another."""
    return tuple(text.split("\n")) if text else ()


class Report(Struct, frozen=True):
    """One postmortem, as read. ``problems`` are those found on the way, in no particular order."""

    path: str
    id: str
    source: Source
    fields: Fields = field(default_factory=Fields)
    headings: tuple[Heading, ...] = ()
    sections: tuple[Section, ...] = ()
    kinds: tuple[LineKind, ...] = ()
    """The kind of each line of the body; ``kinds[0]`` belongs to the line ``source.body_line``."""
    costly: bool = False
    """Markdown would take forever on the body, or crash: it is never rendered."""
    timeline: Timeline | None = None
    actions: tuple[ActionItem, ...] = ()
    internal: tuple[Span, ...] = ()
    """Lines that the public edition leaves out."""
    problems: tuple[Problem, ...] = ()
    summary: str = ""
    """The report in one plain-text sentence, for lists and previews: the author's, else the first of the body."""

    @property
    def events(self) -> tuple[Event, ...]:
        """The events of its timeline; none if it has no timeline."""
        return self.timeline.events if self.timeline else ()

    @property
    def internal_lines(self) -> frozenset[int]:
        """The lines that are marked internal."""
        return frozenset(number for span in self.internal for number in span.numbers)

    def time(self, name: str) -> Moment | None:
        """Return ``started``, ``detected``, ``acknowledged``, ``mitigated`` or ``resolved``.

        The field, or if it is absent, the first timed event with that label.
        """
        moment: Moment | None = getattr(self.fields, name)
        if moment is not None:
            return moment
        labelled = (event.start for event in self.events if event.kind == name)
        return next((start for start in labelled if start is not None), None)

    @property
    def time_to_detect(self) -> timedelta | None:
        """The time from the start of the impact to the detection; ``None`` if one was not recorded."""
        return elapsed(self.time("started"), self.time("detected"))

    @property
    def time_to_mitigate(self) -> timedelta | None:
        """The time from the start of the impact to its mitigation; ``None`` if one was not recorded."""
        return elapsed(self.time("started"), self.time("mitigated"))

    @property
    def duration(self) -> timedelta | None:
        """The time from the start of the impact to the resolution; ``None`` if one was not recorded."""
        return elapsed(self.time("started"), self.time("resolved"))

    def kind(self, line: int) -> LineKind:
        """Return the kind of a line of the file; a front matter line is code."""
        at = line - self.source.body_line
        if at < 0:
            return "code"
        if at < len(self.kinds):
            return self.kinds[at]
        return "text" if self.source.lines[line - 1].strip() else "blank"
