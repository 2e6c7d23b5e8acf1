"""Rules that compare reports: colliding ids, ids that lead nowhere, repeated incidents, and misspelt values."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from datetime import timedelta

from mkdocs_postmortems.archive.brief import Brief
from mkdocs_postmortems.check.answers.whole import stem
from mkdocs_postmortems.check.subject import Finding, Subject
from mkdocs_postmortems.read.front_matter.yaml_nodes import as_text
from mkdocs_postmortems.read.model import Report
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.settings import ARCHIVE_SEGMENTS, Settings

_ID_IN = pattern(r"[\[\]<>]+|/$|\.(?:md|html)$")
"""What surrounds a report's id in a link to it."""

_REPEAT = timedelta(days=366)
"""How far apart two incidents may be for the later one to count as a repeat."""


def find_duplicate_ids(subject: Subject) -> Iterator[Finding]:
    """``duplicate-id``"""
    report, archive = subject.report, subject.archive
    if _one_output(subject):
        return
    if same := _others(report, archive.with_key(report.id)):
        message = f"the id {report.id!r} is also used by {_paths(same)}"
    elif same := _others(report, archive.with_stem(report.id)):
        # Links to that file by its name would lead here.
        message = f"the id {report.id!r} is also the file name of {_paths(same)}"
    elif same := _others(report, archive.with_key(stem(report.path))):
        message = f"this file's name is also the id of {_paths(same)}"
    else:
        return
    yield Finding(message, *subject.value_of("id"), help="give one of them a different `id`")


def find_duplicate_outputs(subject: Subject) -> Iterator[Finding]:
    """``duplicate-output``"""
    if same := _one_output(subject):
        yield Finding(
            f"this file and {_paths(same)} would be published at the same address",
            help="rename one of them, or give one an `id`",
        )


def _one_output(subject: Subject) -> list[Brief]:
    """Return other files whose name, without an ``id``, gives them this one's address, or whose path looks the same."""
    report, archive = subject.report, subject.archive
    same = {other.path: other for other in archive.with_path(report.path)}
    if report.fields.id is None:
        others = archive.with_stem(stem(report.path))
        same.update({other.path: other for other in others if not other.has_id})
    return _others(report, tuple(same.values()))


def find_reserved_ids(subject: Subject) -> Iterator[Finding]:
    """``reserved-id``"""
    if subject.report.id in reserved_ids(subject.settings):
        yield Finding(
            f"the id {subject.report.id!r} is the address of a page that the archive generates",
            *subject.value_of("id"),
            help="choose another `id`, such as one that begins with the date",
        )


def reserved_ids(settings: Settings) -> frozenset[str]:
    """Return the segments below the archive's address that no report may use as its id."""
    return ARCHIVE_SEGMENTS | frozenset(settings.facet_segments().values())


def find_missing_related(subject: Subject) -> Iterator[Finding]:
    """``related-missing``"""
    for id in subject.report.fields.related:
        others = subject.archive.with_key(id)
        if any(other.id == id for other in others):
            continue
        others = others or subject.archive.with_key(_ID_IN.sub("", id).rpartition("/")[2].lower())
        near = [others[0].id] if others else near_ids(subject, id)
        yield Finding(
            f"`related` names {id!r}, but no report has that id",
            *subject.entry_of("related", id),
            help=f"did you mean {near[0]!r}?" if near else "remove it, or write the id of an existing report",
        )


def find_related_self(subject: Subject) -> Iterator[Finding]:
    """``related-self``"""
    if subject.report.id in subject.report.fields.related:
        place = subject.entry_of("related", subject.report.id)
        yield Finding("`related` names this report itself", *place, help="remove it")


def find_repeats(subject: Subject) -> Iterator[Finding]:
    """``repeat``"""
    report = subject.report
    started = report.time("started")
    for other in subject.archive.predecessors(report.path):
        if started is None or other.started is None or started.instant - other.started > _REPEAT:
            continue
        if other.id in report.fields.related or report.id in other.related:
            continue
        yield Finding(
            f"{other.id!r} had the same cause ({report.fields.cause}) and a shared service less than a year earlier",
            *subject.value_of("cause"),
            help=f"if the two are connected, write `related: [{as_text(other.id)}]`",
        )


def find_slips(subject: Subject) -> Iterator[Finding]:
    """``misspelt-value``"""
    for slip in subject.archive.slips(subject.report.path):
        yield Finding(
            f"no other report has {slip.value!r} in `{slip.field}`, but several have {slip.meant!r}",
            *subject.entry_of(slip.field, slip.value),
            help=f"did you mean {slip.meant!r}?",
        )


def near_ids(subject: Subject, id: str) -> list[str]:
    """Return the other report's id that was most likely meant, in a list; an empty one if none is similar."""
    others = (each for each in subject.archive.ids() if each != subject.report.id)
    return difflib.get_close_matches(id, others, 1)


def _others(report: Report, reports: tuple[Brief, ...]) -> list[Brief]:
    return [other for other in reports if other.path != report.path]


def _paths(reports: list[Brief]) -> str:
    shown = ", ".join(report.path for report in reports[:3])
    return shown if len(reports) <= 3 else f"{shown} and {len(reports) - 3} more"
