"""The archive: all reports of an edition, in order, with their facets and relations.

Built by ``project`` from checked reports, for ``publish``. The rules of ``check`` do not use it: they compare the
reports of all editions, in brief (``brief``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from msgspec import Struct, field

from mkdocs_postmortems.archive.brief import newest_first
from mkdocs_postmortems.archive.facets import Facet, build_facets
from mkdocs_postmortems.archive.related import Related, Relations
from mkdocs_postmortems.read.model import Report
from mkdocs_postmortems.settings import Settings


class Archive(Struct, frozen=True, dict=True):
    """Reports newest first; reports without a start come last, by id."""

    settings: Settings
    reports: tuple[Report, ...] = ()
    facets: tuple[Facet, ...] = ()
    related: Mapping[str, tuple[Related, ...]] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> Mapping[str, Report]:
        return {report.id: report for report in self.reports}

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The place of each report in ``reports``, by id."""
        return {report.id: place for place, report in enumerate(self.reports)}

    def neighbours(self, id: str) -> tuple[Report | None, Report | None]:
        """Return the next newer report and the next older one."""
        place = self.places[id]
        newer = self.reports[place - 1] if place else None
        older = self.reports[place + 1] if place + 1 < len(self.reports) else None
        return newer, older


def build_archive(reports: Iterable[Report], settings: Settings) -> Archive:
    """Sort the reports, and compute their facets and relations."""
    ordered = tuple(sorted(reports, key=_newest_first))
    return Archive(settings, ordered, build_facets(ordered, settings), Relations(ordered))


def _newest_first(report: Report) -> tuple[float, str]:
    started = report.time("started")
    return newest_first(started.instant if started else None, report.id)
