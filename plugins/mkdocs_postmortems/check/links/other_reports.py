"""Rules that compare a report with others: related ones, those of the same cause, and the spelling of values."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from mkdocs_postmortems.check.links.ids import near_ids
from mkdocs_postmortems.check.subject import Finding, Subject
from mkdocs_postmortems.read.front_matter.yaml_nodes import as_text
from mkdocs_postmortems.read.patterns import pattern

_ID_IN = pattern(r"[\[\]<>]+|/$|\.(?:md|html)$")
"""What surrounds a report's id in a link to it."""
_REPEAT = timedelta(days=366)
"""How far apart two incidents may be for the later one to count as a repeat."""


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
