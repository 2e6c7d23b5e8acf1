"""Convert a document to a report of this project, with an account of what was found where.

Takes a ``Document`` and the site's settings from ``cli`` and returns ``Imported``. Recognised facts move into front
matter; the author's lines stay as they are except for the edits that the other modules list. A required field that was
not found gets a placeholder, which the check reports. The project's own reader reads the resulting text again, and
what it finds is what the account counts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_postmortems.imports.dialects.heading_numbers import remove_numbers
from mkdocs_postmortems.imports.dialects.steps import rewrite
from mkdocs_postmortems.imports.document import Document, line_end
from mkdocs_postmortems.imports.edits import Body
from mkdocs_postmortems.imports.facts.draft import Draft, Facts, Found
from mkdocs_postmortems.imports.facts.finder import find_facts
from mkdocs_postmortems.imports.facts.incident_times import sharpen_start
from mkdocs_postmortems.imports.layout.details import Rewritten, with_details_in_brackets, with_written_due_dates
from mkdocs_postmortems.imports.layout.headings import Layout, lay_out
from mkdocs_postmortems.imports.layout.listed_fields import with_listed_fields
from mkdocs_postmortems.imports.text.calendar import Calendar
from mkdocs_postmortems.imports.text.logs import count_logged
from mkdocs_postmortems.imports.text.structure import Text
from mkdocs_postmortems.imports.writing.front_matter import front_matter
from mkdocs_postmortems.imports.writing.lists import (
    with_listed_keys,
    with_nested_items,
    with_separate_events,
    with_separate_lists,
)
from mkdocs_postmortems.read.body.headings import HeadingParser
from mkdocs_postmortems.read.front_matter.schema import UNWRITTEN
from mkdocs_postmortems.read.model import TIME_FIELDS, Group, Moment, Report, is_before
from mkdocs_postmortems.read.report import ReportReader
from mkdocs_postmortems.read.times.line_times import read_head
from mkdocs_postmortems.read.times.zones import read_zone

_UNREAD = frozenset({"bad-event-time", "unread-time", "unread-zone", "bad-due-date", "action-detail"})
"""The rules for what an author wrote and the project's own reader does not understand."""
_REQUIRED = ("severity", "services", "started")
"""The fields that get a placeholder if nothing was found for them."""


class Imported(Struct, frozen=True):
    """A report, ready to be written.

    ``missing`` are the required fields without a value. ``notes`` are changes of the text, and ``doubts`` are values
    that may be wrong, whether or not they were used, each with its line.
    """

    source: str
    target: str
    text: str
    report: Report
    found: tuple[Found, ...] = ()
    missing: tuple[str, ...] = ()
    notes: tuple[tuple[int, str], ...] = ()
    doubts: tuple[tuple[int, str], ...] = ()

    @property
    def title(self) -> str:
        return self.report.fields.title

    @property
    def started(self) -> str | None:
        return next((each.value for each in self.found if each.field == "started"), None)

    @property
    def events(self) -> int:
        """The number of timeline entries that begin with a time; if none has one, the number of entries.

        Times that cannot be right, such as one with a mistyped year, count too: the check reports them. So do a day
        above several events, and a quoted log line with date and time, though the page shows it within an event.
        """
        timeline = self.report.timeline
        if timeline is None:
            return 0
        refused = {problem.line for problem in timeline.problems if problem.rule == "bad-event-time"}
        timed = sum(event.start is not None or event.span.first in refused for event in timeline.events)
        return (timed or len(timeline.events)) + self.days + self.logged

    @property
    def days(self) -> int:
        """How many entries are days above other entries."""
        parts = self.report.timeline.parts if self.report.timeline else ()
        return sum(isinstance(part, Group) and read_head(part.title) is not None for part in parts)

    @property
    def logged(self) -> int:
        """How many events are lines of logs."""
        return count_logged(self.report)

    @property
    def actions(self) -> int:
        return len(self.report.actions)

    @property
    def unread(self) -> tuple[tuple[int, str], ...]:
        """What could not be read in timeline and action items, each with its line in the new report."""
        return tuple(sorted((each.line, each.message) for each in self.report.problems if each.rule in _UNREAD))


class Importer:
    """Converts documents to reports under one site's settings.

    ``reader`` is the site's own. ``today`` is the day of the import, in UTC.
    """

    def __init__(self, reader: ReportReader, today: date | None = None) -> None:
        self.reader = reader
        self.today = today
        self.settings = reader.settings
        self._headings = HeadingParser()

    def read(self, document: Document, target: str, id: str = "") -> Imported:
        """Return the report that is to be written at ``target``; ``id`` is set if the file's name cannot be its id."""
        if (already := self._already(document, target)) is not None:
            return already
        written = len(document.lines)
        document, listed = with_listed_fields(document)
        body = Body.of(document)
        for key in listed:
            body.note(written - 1, f"the list {key!r} in the front matter is a section below the text now")
        rewrite(body)
        text = Text.of(_with_spaces(body.lines), self._headings)
        text.headings = remove_numbers(body, text.headings, self.settings.sections)
        text.lines = _with_spaces(body.lines)
        document = body.written(document)
        layout = Layout() if text.blocks.costly else lay_out(text, self.settings.sections)
        layout.edits.drop |= body.edits.drop
        layout.edits.notes += body.edits.notes
        calendar = Calendar(read_zone(self.settings.timezone), today=self.today)
        draft = Draft(text.lines, text.blocks, text.headings, document, layout, self.settings, calendar)
        find_facts(draft)
        if id:
            draft.facts.fields["id"] = id
        return self._write(document, draft, target)

    def _already(self, document: Document, target: str) -> Imported | None:
        """Return a document that is a report of this project already, unchanged; ``None`` if it is none."""
        if not document.whole or document.tool:
            return None
        report = self.reader.read(target, document.whole.encode("utf-8", "surrogatepass"))
        open_fields = tuple(name for name in _REQUIRED if document.fields.get(name) in (UNWRITTEN, [UNWRITTEN]))
        known = ("title", "status", *(name for name in _REQUIRED if name not in open_fields))
        if not all(getattr(report.fields, name) for name in known):
            return None
        found = tuple(
            Found(name, document.fields[name], document.field_lines[name], "front matter")
            for name in ("title", "severity", "started")
            if name in known and name in document.fields
        )
        return Imported(document.name, target, document.whole, report, found, open_fields)

    def _write(self, document: Document, draft: Draft, target: str) -> Imported:
        """Put the text together."""
        facts, notes = draft.facts, draft.layout.edits.notes
        text, report = self._accepted(document, draft, target)
        end = line_end(document.ends)
        steps: Sequence[Callable[[Report], Rewritten]] = (
            with_listed_keys,
            with_details_in_brackets,
            partial(with_written_due_dates, calendar=draft.calendar),
            with_separate_lists,
            with_separate_events,
            with_nested_items,
        )
        for step in steps:
            lines, changes = step(report)
            if changes:
                text = end.join(lines)
                report = self._read(target, text)
            for line, told in changes:
                notes.append((document.lines.index(line) + 1 if line in document.lines else 0, told))
        missing = tuple(name for name in _REQUIRED if name not in facts.fields)
        offset = document.first_line - 1
        placed = tuple((line + offset, note) for line, note in sorted(notes))
        found = tuple(_placed(each, document) for each in facts.found.values())
        doubts = tuple(sorted(facts.doubts))
        return Imported(document.name, target, text, report, found, missing, placed, doubts)

    def _accepted(self, document: Document, draft: Draft, target: str) -> tuple[str, Report]:
        """Return the text without the fields that the project's own reader refuses, and what it reads there."""
        facts, end = draft.facts, line_end(document.ends)
        body = draft.layout.edits.apply(document.lines, document.ends)
        for _ in range(len(facts.fields) + 1):
            text = front_matter(_complete(facts), end) + (end if body.strip() else "") + body.lstrip("\r\n")
            report = self._read(target, text)
            refused = _refused(report, facts)
            if not refused and not sharpen_start(draft, report):
                break
            for name in refused:
                facts.kept[name] = facts.fields.pop(name)
                was = facts.found.pop(name, None)
                if was is not None:
                    facts.doubts.append((was.line, f"{name} {was.value!r} cannot be right; kept under internal"))
        return text, report

    def _read(self, target: str, text: str) -> Report:
        return self.reader.read(target, text.encode("utf-8", "surrogatepass"))


def _with_spaces(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the lines with spaces for the tabs that indent them."""
    return tuple(line.expandtabs(4) if line[:1] == "\t" else line for line in lines)


def _placed(found: Found, document: Document) -> Found:
    """Return a fact with its place; a field of an export, or of a page around the text, has no line."""
    if found.where != "front matter" or document.field_lines:
        return found
    return replace(found, line=0, where="a field of the export" if document.tool else "the page's title")


def _complete(facts: Facts) -> dict[str, Any]:
    """Return the fields with what a draft needs, and with placeholders for what was not found."""
    fields = {"severity": UNWRITTEN, "services": [UNWRITTEN], "started": UNWRITTEN, **facts.fields, "status": "draft"}
    if facts.kept:
        fields["internal"] = {"imported": facts.kept}
    return fields


def _refused(report: Report, facts: Facts) -> list[str]:
    """Return the fields that the reader refuses; their values are kept as they were, under ``internal``."""
    spans = report.fields.lines
    lines = {problem.line for problem in report.problems if problem.line < report.source.body_line}
    out = [
        name for name, span in spans.items() if name in facts.fields and name != "title" and lines & set(span.numbers)
    ]
    times: list[tuple[str, Moment]] = [
        (name, moment) for name in TIME_FIELDS if (moment := getattr(report.fields, name))
    ]
    started = report.fields.started
    out += [name for name, moment in times if started and is_before(moment, started)]
    return [name for name in dict.fromkeys(out) if name in facts.fields]
