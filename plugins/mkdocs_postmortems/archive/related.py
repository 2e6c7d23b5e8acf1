"""Related reports: those that an author names, in both directions, and similar ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, zip_longest

from msgspec import Struct

from mkdocs_postmortems.read.model import Report

MOST = 6
"""The most similar reports to suggest, besides those that an author names."""


class Related(Struct, frozen=True):
    """Another report, what it shares with this one, and whether an author named it."""

    report: Report
    services: tuple[str, ...]
    cause: str
    named: bool


def build_related(reports: Sequence[Report]) -> Mapping[str, tuple[Related, ...]]:
    """Return the related reports by id: those named in ``related`` of either report, then similar ones.

    ``reports`` are in the order of the archive, which decides which similar ones are nearest.
    """
    by_id = {report.id: report for report in reports}
    named: dict[str, dict[str, None]] = {report.id: {} for report in reports}
    for report in reports:
        for other in report.fields.related:
            if other in by_id and other != report.id:
                named[report.id][other] = None
                named[other][report.id] = None
    similar = _similar(reports)
    return {
        report.id: tuple(
            _relate(report, by_id[other], other in named[report.id])
            for other in dict.fromkeys([*named[report.id], *similar[report.id]])
        )
        for report in reports
    }


def _similar(reports: Sequence[Report]) -> Mapping[str, list[str]]:
    """Return the nearest reports with the same cause and a service in common, by id, at most ``MOST`` for each."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for report in reports:
        if report.fields.cause:
            for service in report.fields.services:
                groups[report.fields.cause.casefold(), service.casefold()].append(report.id)
    places = {report.id: place for place, report in enumerate(reports)}
    near: dict[str, set[int]] = {report.id: set() for report in reports}
    for ids in groups.values():
        for place, id in enumerate(ids):
            around = [*ids[max(0, place - MOST // 2) : place], *ids[place + 1 : place + 1 + MOST // 2]]
            near[id].update(places[other] for other in around)
    return {id: [reports[place].id for place in _nearest(others, places[id])] for id, others in near.items()}


def _nearest(others: Iterable[int], place: int) -> list[int]:
    """Return the ``MOST`` places nearest to ``place``, in order: the nearest one on each side first."""
    before = sorted((other for other in others if other < place), reverse=True)
    after = sorted(other for other in others if other > place)
    in_turn = chain.from_iterable(zip_longest(after, before))
    return sorted([other for other in in_turn if other is not None][:MOST])


def _relate(report: Report, other: Report, named: bool) -> Related:
    mine, theirs = report.fields, other.fields
    their_services = {service.casefold() for service in theirs.services}
    services = tuple(service for service in mine.services if service.casefold() in their_services)
    same_cause = mine.cause if mine.cause and theirs.cause and mine.cause.casefold() == theirs.cause.casefold() else ""
    return Related(other, services, same_cause, named)
