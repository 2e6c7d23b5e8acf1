"""Related reports: those that an author names, in both directions, and similar ones."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, islice, zip_longest

from msgspec import Struct

from mkdocs_postmortems.letters import bare
from mkdocs_postmortems.read.model import Report
from mkdocs_postmortems.read.times.days import MONTHS, WEEKDAYS

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


class Relations(Mapping[str, tuple[Related, ...]]):
    """The related reports by id: those named in ``related`` of either report, then similar ones.

    Similar are those with the same cause and service, and if there are not many of them, those that share what few
    others have. ``reports`` are in the order of the archive, which decides which similar ones are nearest. What is
    related to a report is found when it is first asked for: after an edit, few reports are.
    """

    def __init__(self, reports: Sequence[Report]) -> None:
        self._reports = reports
        self._places = {report.id: place for place, report in enumerate(reports)}
        self._found: dict[str, tuple[Related, ...]] = {}

    def __getitem__(self, id: str) -> tuple[Related, ...]:
        if id not in self._found:
            self._found[id] = tuple(self._find(self._places[id]))
        return self._found[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def _find(self, place: int) -> Iterator[Related]:
        named, rare = self._named[place], self._rare(place)
        similar = dict.fromkeys([*self._similar(place), *_most_first(rare, place)])
        for other in dict.fromkeys([*named, *islice(similar, MOST)]):
            yield self._relate(place, other, other in named, rare.get(other, ()))

    @cached_property
    def _named(self) -> Mapping[int, Iterable[int]]:
        """The reports that each names or is named by."""
        named: defaultdict[int, dict[int, None]] = defaultdict(dict)
        for place, report in enumerate(self._reports):
            for other in (self._places[id] for id in report.fields.related if id in self._places):
                if other != place:
                    named[place][other] = None
                    named[other][place] = None
        return named

    @cached_property
    def _alike(self) -> Mapping[tuple[str, str], Sequence[int]]:
        """The reports with the same cause and service, in order."""
        groups: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for place, report in enumerate(self._reports):
            for group in _groups(report):
                groups[group].append(place)
        return groups

    def _similar(self, place: int) -> list[int]:
        """Return the nearest reports with the same cause and a service in common, at most ``MOST``, in order."""
        near: set[int] = set()
        for group in _groups(self._reports[place]):
            places = self._alike[group]
            at = bisect_left(places, place)
            near.update(places[max(0, at - MOST // 2) : at], places[at + 1 : at + 1 + MOST // 2])
        before = sorted((other for other in near if other < place), reverse=True)
        after = sorted(other for other in near if other > place)
        in_turn = chain.from_iterable(zip_longest(after, before))
        return sorted([other for other in in_turn if other is not None][:MOST])

    @cached_property
    def _written(self) -> Sequence[Mapping[_Value, str]]:
        """What each report may share with few others, as it is written."""
        return [dict(_values(report)) for report in self._reports]

    @cached_property
    def _having(self) -> Mapping[_Value, Sequence[int]]:
        """The reports that have the same cause, tag or word of the title."""
        groups: defaultdict[_Value, list[int]] = defaultdict(list)
        for place, values in enumerate(self._written):
            for value in values:
                groups[value].append(place)
        return groups

    def _rare(self, place: int) -> Mapping[int, Sequence[_Value]]:
        """Return what a report shares with few others, by the other report.

        Only the number of reports with the same value decides, so that a new report changes what is suggested for
        those that share something with it, and for no others.
        """
        shared: defaultdict[int, list[_Value]] = defaultdict(list)
        for value in self._written[place]:
            if len(same := self._having[value]) <= FEW:
                for other in same:
                    if other != place:
                        shared[other].append(value)
        return shared

    def _relate(self, place: int, other: int, named: bool, rare: Iterable[_Value]) -> Related:
        mine, theirs = self._reports[place].fields, self._reports[other].fields
        their_services = {service.casefold() for service in theirs.services}
        services = tuple(service for service in mine.services if service.casefold() in their_services)
        is_same = mine.cause and theirs.cause and mine.cause.casefold() == theirs.cause.casefold()
        cause = mine.cause if is_same and mine.cause else ""
        tags, words = (
            tuple(self._written[place][value] for value in rare if value[0] == kind) for kind in ("tag", "word")
        )
        return Related(self._reports[other], services, cause, tags, words if len(words) >= _ENOUGH else (), named)


def _groups(report: Report) -> Iterator[tuple[str, str]]:
    """Yield a report's cause with each of its services."""
    if report.fields.cause:
        for service in dict.fromkeys(map(str.casefold, report.fields.services)):
            yield report.fields.cause.casefold(), service


def _most_first(rare: Mapping[int, Iterable[_Value]], place: int) -> list[int]:
    """Return the reports that share enough, those that share most first, then the nearest ones."""
    common = {other: sum(1 if kind == "word" else _ENOUGH for kind, _ in values) for other, values in rare.items()}
    enough = [other for other, amount in common.items() if amount >= _ENOUGH]
    return sorted(enough, key=lambda other: (-common[other], abs(other - place), other))


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
