"""Read a report from bytes: the steps, in order.

Takes a file's path and bytes from ``ReportReader`` and always returns a ``Report``; what could not be read is among its
problems.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from mkdocs_postmortems.diagnostics import UNREAD, Problem
from mkdocs_postmortems.read.actions.section import read_actions
from mkdocs_postmortems.read.body.blocks import Blocks, classify
from mkdocs_postmortems.read.body.extensions import are_harmless
from mkdocs_postmortems.read.body.headings import HeadingParser, guess_headings, plain_headings, read_sections
from mkdocs_postmortems.read.body.internal import read_internal
from mkdocs_postmortems.read.body.summary import summarize
from mkdocs_postmortems.read.consequences import drop_spilt, join_problems, suggest_labelled_time
from mkdocs_postmortems.read.front_matter.fields import read_fields, report_id
from mkdocs_postmortems.read.model import ActionItem, Fields, Heading, LineKind, Report, Section, Source, Timeline
from mkdocs_postmortems.read.source import read_source
from mkdocs_postmortems.read.timeline.dating import TimeContext
from mkdocs_postmortems.read.timeline.kinds import labels_with
from mkdocs_postmortems.read.timeline.section import is_day, join_timelines, read_timeline
from mkdocs_postmortems.read.times.zones import read_zone
from mkdocs_postmortems.sections import comparable
from mkdocs_postmortems.settings import Settings


class Steps:
    """Reads reports under one set of settings. Python-Markdown is set up when the first body needs it."""

    def __init__(self, settings: Settings, extensions: Sequence[Any], configs: Mapping[str, Any]) -> None:
        self.settings = settings
        self._extensions = extensions
        self._configs = configs
        self._parser: HeadingParser | None = None
        self._can_be_plain = are_harmless(extensions)
        self._labels = labels_with(settings.kinds)

    def read(self, path: str, data: bytes) -> Report:
        """Read one file."""
        source, problems = read_source(path, data)
        if source is None:
            return Report(path, report_id(path, Fields(), self.settings)[0], Source(path, ""), problems=problems)
        fields, field_problems = read_fields(source, self.settings)
        return drop_spilt(self.read_body(source, fields, join_problems(source, problems, field_problems)))

    def read_body(self, source: Source, fields: Fields, problems: Sequence[Problem] = ()) -> Report:
        """Read what is below the front matter: sections, and the timeline and action items in them."""
        first = source.body_line
        lines = source.body_lines
        blocks = classify(lines, first)
        headings = self._headings(lines, blocks, first)
        # What Markdown must not be given is not searched for events and action items either.
        sections = () if blocks.costly else read_sections(headings, self.settings.sections, len(source.lines))
        internal = read_internal(lines, blocks.kinds, headings, first)
        timeline = self._timeline(source, blocks, sections, fields)
        problems = suggest_labelled_time(problems, timeline, fields.timezone or self.settings.timezone)
        actions, action_problems = self._actions(source, blocks, sections)
        id, id_problem = report_id(source.path, fields, self.settings)
        report = Report(
            source.path,
            id,
            source,
            fields,
            headings=headings,
            sections=sections,
            kinds=blocks.kinds,
            costly=blocks.costly,
            timeline=timeline,
            actions=actions,
            internal=internal.spans,
            problems=(
                *problems,
                *([id_problem] if id_problem else []),
                *blocks.problems,
                *(internal.problems if _may_be_public(fields, problems) else ()),
                *(timeline.problems if timeline else ()),
                *action_problems,
            ),
        )
        return replace(report, summary=summarize(report))

    def _headings(self, lines: Sequence[str], blocks: Blocks, first: int) -> tuple[Heading, ...]:
        if blocks.costly:
            return guess_headings(lines, blocks.kinds, first)
        if (
            self._can_be_plain
            and not blocks.problems
            and (plain := plain_headings(lines, blocks.kinds, first)) is not None
        ):
            return plain
        if self._parser is None:
            self._parser = HeadingParser(self._extensions, self._configs)
        return self._parser.headings(lines, first)

    def _timeline(self, source: Source, blocks: Blocks, sections: Sequence[Section], fields: Fields) -> Timeline | None:
        """Return the timeline: that of its section, or of several (``Timeline``, ``Follow-up timeline``) combined.

        A second section with the same heading is a mistake, which a rule reports.
        """
        names = self.settings.sections.names_with("timeline")
        by_title = {comparable(each.title): each for each in reversed(sections) if each.key in names}
        first_to_last = sorted(by_title.values(), key=lambda each: each.line)
        found = [
            self._read_timeline(source, blocks, each, _day_above(source, sections, each), fields)
            for each in first_to_last
        ]
        return join_timelines(found) if found else None

    def _read_timeline(self, source: Source, blocks: Blocks, section: Section, day: str, fields: Fields) -> Timeline:
        context = TimeContext(
            zone=read_zone(fields.timezone) if fields.timezone else None,
            started=fields.started,
            resolved=fields.resolved,
            site_zone=read_zone(self.settings.timezone),
            heading=f"{section.title} {day}".rstrip(),
        )
        lines, kinds, first = _below_heading(source, blocks, section)
        return read_timeline(lines, kinds, first, context, self._labels)

    def _actions(
        self, source: Source, blocks: Blocks, sections: Sequence[Section]
    ) -> tuple[tuple[ActionItem, ...], tuple[Problem, ...]]:
        names = self.settings.sections.names_with("actions")
        items: list[ActionItem] = []
        problems: list[Problem] = []
        for section in sections:
            if section.key in names:
                lines, kinds, first = _below_heading(source, blocks, section)
                found = read_actions(lines, kinds, first, len(items) + 1)
                items += found.items
                problems += found.problems
        return tuple(items), tuple(problems)


def _day_above(source: Source, sections: Sequence[Section], section: Section) -> str:
    """Return the heading right above a section's, if it is a date with nothing else below it; or ""."""
    above = next((each for each in reversed(sections) if each.line < section.line), None)
    if above is None or not is_day(above.title):
        return ""
    inside = source.lines[above.line : above.span.last]
    return above.title if all(set(line.strip()) <= set("-=") for line in inside) else ""


def _below_heading(source: Source, blocks: Blocks, section: Section) -> tuple[Sequence[str], Sequence[LineKind], int]:
    """Return a section's lines without its heading, their kinds, and the line number of the first."""
    first = section.line + 1
    below = source.lines[first - 1 : section.span.last]
    if below and set(below[0].strip()) in ({"-"}, {"="}):  # the underline of a setext heading
        first, below = first + 1, below[1:]
    start = first - source.body_line
    return below, blocks.kinds[start : start + len(below)], first


def _may_be_public(fields: Fields, problems: Sequence[Problem]) -> bool:
    """Return whether a report is public, or might be, because the field that says so is misspelt or unreadable."""
    if fields.visibility == "public":
        return True
    for each in problems:
        if each.rule in ("enum-visibility", "type-visibility"):
            return True
        if each.rule.startswith("unknown-key-") and "'visibility'" in each.help:  # the key that was meant
            return True
        if each.rule in UNREAD and "visibility" not in fields.lines:
            return True
    return False
