"""Editions: which reports a site shows, and what of them.

Comes in: reports without errors, and the reader that made them. Goes out: the reports of the edition that the
settings name. The public edition is read anew from sources that hold no internal text, by the same reader: what
stands behind it cannot print what it never saw.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from mkdocs_postmortems.read.blocks import without_code
from mkdocs_postmortems.read.model import Fields, Report, Source
from mkdocs_postmortems.read.report import ReportReader

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_DEFINITION = re.compile(r" {0,3}(?P<mark>\[\^[^\]]+\]|\[[^\]^][^\]]*\]|\*\[[^\]]+\]):")
_ADDRESS = re.compile(r"\s*<?[^\s<>@]+@[^\s<>@]+>?")


def edition_reports(reports: Iterable[Report], reader: ReportReader) -> tuple[Report, ...]:
    """The reports of the edition ``reader.settings.edition``."""
    if reader.settings.edition == "internal":
        return tuple(reports)
    public = [report for report in reports if is_public(report)]
    ids = frozenset(report.id for report in public)
    return tuple(public_report(report, reader, ids) for report in public)


def is_public(report: Report) -> bool:
    """Whether a report enters the public edition: its author says so, and it is final."""
    return report.fields.visibility == "public" and report.fields.status == "final"


def public_report(report: Report, reader: ReportReader, public_ids: frozenset[str]) -> Report:
    """The report as the public may know it. Line numbers stay."""
    fields = public_fields(report.fields, public_ids)
    return reader.read_body(Source(report.path, public_lines(report), "", report.source.body_line), fields)


def public_fields(fields: Fields, public_ids: frozenset[str]) -> Fields:
    """The fields of the allow-list: a field that is added to ``Fields`` stays internal until it is named here."""
    return Fields(
        title=fields.title,
        severity=fields.severity,
        status=fields.status,
        services=fields.services,
        started=fields.started,
        detected=fields.detected,
        acknowledged=fields.acknowledged,
        mitigated=fields.mitigated,
        resolved=fields.resolved,
        timezone=fields.timezone,
        id=fields.id,
        cause=fields.cause,
        impact=_without_internal(fields.impact),
        summary=fields.summary,
        tagline=fields.tagline,
        tags=fields.tags,
        authors=tuple(name for name in (_ADDRESS.sub("", author).strip() for author in fields.authors) if name),
        teams=fields.teams,
        links=_without_internal(fields.links),
        related=tuple(id for id in fields.related if id in public_ids),
        aliases=fields.aliases,
        visibility=fields.visibility,
        own=fields.own,
        material=fields.material,
    )


def _without_internal(mapping: Mapping[str, str]) -> Mapping[str, str]:
    """A mapping without the keys that say themselves that they are internal (``internal_revenue``)."""
    return {key: value for key, value in mapping.items() if not key.casefold().startswith("internal")}


def public_lines(report: Report) -> tuple[str, ...]:
    """The file's lines, with every line blanked that the public must not see, and the front matter too."""
    first = report.source.body_line
    lines = [""] * (first - 1) + list(report.source.lines[first - 1 :])
    for span in report.internal:
        lines[span.first - 1 : span.last] = [""] * (span.last - span.first + 1)
    code = {first - 1 + at for at, kind in enumerate(report.kinds) if kind == "code"}
    return tuple(_without_definitions(_without_comments(lines, code)))


def _without_comments(lines: list[str], code: set[int]) -> list[str]:
    """Cut comments out of the text, but not out of code that shows one; lines stay lines."""
    text = "\n".join(lines)
    bare = "\n".join(" " * len(line) if at in code else without_code(line) for at, line in enumerate(lines))
    for match in reversed(list(_COMMENT.finditer(bare))):
        hole = "\n" * match.group().count("\n")
        text = text[: match.start()] + hole + text[match.end() :]
    return text.split("\n")


def _without_definitions(lines: list[str]) -> list[str]:
    """Blank the footnotes, link targets and abbreviations that nothing in the remaining text uses."""
    definitions = {at: match["mark"] for at, line in enumerate(lines) if (match := _DEFINITION.match(line))}
    text = "\n".join(_DEFINITION.sub("", line) for line in lines).casefold()
    unused = {at for at, mark in definitions.items() if mark.strip("*").casefold().removeprefix("*[") not in text}
    return ["" if at in unused else line for at, line in enumerate(lines)]
