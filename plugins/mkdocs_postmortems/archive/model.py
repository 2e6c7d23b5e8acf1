"""The archive: all reports of an edition, in order, with their facets and relations.

Built by ``project`` from checked reports, for ``publish``. The rules of ``check`` do not use it: they compare the
reports of all editions, in brief (``brief``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from mkdocs_postmortems.archive.brief import newest_first
from mkdocs_postmortems.archive.facets import Facet, build_facets
from mkdocs_postmortems.archive.related import Related, Relations
from mkdocs_postmortems.read.model import Report
from mkdocs_postmortems.settings import Settings


class Archive(Struct, frozen=True):
    """Reports newest first; reports without a start come last, by id."""

    settings: Settings
    reports: tuple[Report, ...] = ()
    facets: tuple[Facet, ...] = ()
    related: Mapping[str, tuple[Related, ...]] = field(default_factory=dict)
    by_id: Mapping[str, Report] = field(default_factory=dict)


def build_archive(reports: Iterable[Report], settings: Settings) -> Archive:
    """Sort the reports, and compute their facets and relations."""
    ordered = tuple(sorted(reports, key=_newest_first))
    return Archive(
        settings,
        ordered,
        build_facets(ordered, settings),
        Relations(ordered),
        {report.id: report for report in ordered},
    )


def _newest_first(report: Report) -> tuple[float, str]:
    started = report.time("started")
    return newest_first(started.instant if started else None, report.id)
