"""Related reports: those that an author names, in both directions, and similar ones."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, permutations, zip_longest

from msgspec import Struct

from mkdocs_postmortems.letters import bare
from mkdocs_postmortems.read.days import MONTHS, WEEKDAYS
from mkdocs_postmortems.read.model import Report

MOST = 6
"""The most similar reports to suggest, besides those that an author names."""

FEW = 6
"""A cause, a tag or a word of titles that more reports have says little about two of them."""

_ENOUGH = 2
"""How much must be in common: a cause or a tag of few reports counts as much, a word of few titles half."""

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_TELLING = re.compile(r"[^\W\d_].{4}|\w+[A-Z]|.*[^\W\d_]\d|\d{3}$")
"""What a title's word must begin with to tell something: five letters, or a capital or a number within a name, as in
``CoreDNS`` and ``log4j``; or it is a number of three digits, such as a status code. Dates do not."""
_SAYS_NOTHING = frozenset(
    {
        *("about", "after", "again", "because", "before", "being", "between", "could", "during", "might", "other"),
        *("several", "should", "their", "there", "these", "those", "through", "under", "until", "where", "which"),
        *("while", "without", "would", "durch", "gegen", "haben", "konnte", "konnten", "nicht", "wahrend", "wegen"),
        *("werden", "wurde", "wurden"),
        *("incident", "outage", "postmortem", "post-mortem", "report", "ausfall", "storung", "vorfall"),
        *("coe", "pir", "rca", "rfo"),
        *(f"{letters}{number}" for letters in ("p", "sev", "sev-") for number in range(6)),
        *map(bare, [*MONTHS, *WEEKDAYS]),
    }
)
"""Words that may be in the title of any report: also its kind, its severity and its day."""

_Value = tuple[str, str]
"""The kind of what a report may share with others, ``cause``, ``tag`` or ``word``, and how it is compared."""


class Related(Struct, frozen=True):
    """Another report, what it shares with this one, and whether an author named it.

    ``tags`` are those that few reports have, ``words`` such words of both titles.
    """

    report: Report
    services: tuple[str, ...]
    cause: str
    tags: tuple[str, ...]
    words: tuple[str, ...]
    named: bool


def build_related(reports: Sequence[Report]) -> Mapping[str, tuple[Related, ...]]:
    """Return the related reports by id: those named in ``related`` of either report, then similar ones.

    Similar are those with the same cause and service, and if there are not many of them, those that share what few
    others have. ``reports`` are in the order of the archive, which decides which similar ones are nearest.
    """
    by_id = {report.id: report for report in reports}
    named: dict[str, dict[str, None]] = {report.id: {} for report in reports}
    for report in reports:
        for other in report.fields.related:
            if other in by_id and other != report.id:
                named[report.id][other] = None
                named[other][report.id] = None
    places = {report.id: place for place, report in enumerate(reports)}
    similar, rare = _similar(reports, places), _Rare(reports, places)
    return {
        report.id: tuple(
            _relate(report, by_id[other], other in named[report.id], rare)
            for other in dict.fromkeys([*named[report.id], *_filled(similar[report.id], rare.nearest(report))])
        )
        for report in reports
    }


def _filled(similar: Sequence[str], others: Iterable[str]) -> list[str]:
    """Return similar reports, at most ``MOST``, the last of them from ``others``."""
    return list(dict.fromkeys([*similar, *others]))[:MOST]


def _similar(reports: Sequence[Report], places: Mapping[str, int]) -> Mapping[str, list[str]]:
    """Return the nearest reports with the same cause and a service in common, by id, at most ``MOST`` for each."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for report in reports:
        if report.fields.cause:
            for service in report.fields.services:
                groups[report.fields.cause.casefold(), service.casefold()].append(report.id)
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


class _Rare:
    """What few reports share: a cause, a tag, or words of their titles.

    Only the number of reports with the same value decides, so that a new report changes what is suggested for those
    that share something with it, and for no others.
    """

    def __init__(self, reports: Sequence[Report], places: Mapping[str, int]) -> None:
        written = {report.id: dict(_values(report)) for report in reports}
        groups: defaultdict[_Value, list[str]] = defaultdict(list)
        for id, values in written.items():
            for value in values:
                groups[value].append(id)
        self._places, self._written = places, written
        self._shared: defaultdict[tuple[str, str], list[_Value]] = defaultdict(list)
        self._common: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for value, ids in groups.items():
            if 1 < len(ids) <= FEW:
                amount = 1 if value[0] == "word" else _ENOUGH
                for one, other in permutations(ids, 2):
                    self._common[one][other] += amount
                    self._shared[one, other].append(value)

    def shared(self, report: Report, other: Report, kind: str) -> tuple[str, ...]:
        """Return what two reports share of a kind, as the first one writes it."""
        shared = self._shared.get((report.id, other.id))
        if not shared:  # as of nearly all reports
            return ()
        return tuple(text for value, text in self._written[report.id].items() if value[0] == kind and value in shared)

    def nearest(self, report: Report) -> list[str]:
        """Return the reports that share enough with a report, those that share most first, then the nearest ones."""
        place, common = self._places[report.id], self._common[report.id]
        enough = [other for other, amount in common.items() if amount >= _ENOUGH]
        return sorted(enough, key=lambda other: (-common[other], abs(self._places[other] - place), self._places[other]))


def _values(report: Report) -> Iterator[tuple[_Value, str]]:
    """Yield what a report may share with few others, and how it is written: its cause, tags, and words of its title."""
    fields = report.fields
    if fields.cause:
        yield ("cause", fields.cause.casefold()), fields.cause
    for tag in fields.tags:
        yield ("tag", tag.casefold()), tag
    for written in _WORD.findall(fields.title):
        if _TELLING.match(written) and (word := bare(written)) not in _SAYS_NOTHING:
            yield ("word", word), written


def _relate(report: Report, other: Report, named: bool, rare: _Rare) -> Related:
    mine, theirs = report.fields, other.fields
    their_services = {service.casefold() for service in theirs.services}
    services = tuple(service for service in mine.services if service.casefold() in their_services)
    same_cause = mine.cause if mine.cause and theirs.cause and mine.cause.casefold() == theirs.cause.casefold() else ""
    words = rare.shared(report, other, "word")
    tags = rare.shared(report, other, "tag")
    return Related(other, services, same_cause, tags, words if len(words) >= _ENOUGH else (), named)
