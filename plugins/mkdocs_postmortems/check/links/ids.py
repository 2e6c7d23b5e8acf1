"""Rules for ids: each is of one report only, and none is an address of the archive's own pages."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from mkdocs_postmortems.archive.brief import Brief
from mkdocs_postmortems.check.answers.whole import stem
from mkdocs_postmortems.check.subject import Finding, Subject
from mkdocs_postmortems.read.model import Report


def find_duplicates(subject: Subject) -> Iterator[Finding]:
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


def find_reserved(subject: Subject) -> Iterator[Finding]:
    """``reserved-id``"""
    if subject.report.id in subject.settings.reserved_ids():
        yield Finding(
            f"the id {subject.report.id!r} is the address of a page that the archive generates",
            *subject.value_of("id"),
            help="choose another `id`, such as one that begins with the date",
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
