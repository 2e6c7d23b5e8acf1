"""The part of a report that the check compares with all other reports.

A ``Brief`` is so small that those of all reports are cached together. Made and cached by ``project``; used by
``check``. If all are cached, a check neither reads a report nor imports the reader.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from mkdocs_postmortems.read.model import Report

_NEVER = datetime.min.replace(tzinfo=UTC)
_OTHERWISE_KNOWN = frozenset({"severity", "services", "cause", "year"})
"""Facets that a brief has anyway, or whose values nobody can misspell."""


class Brief(Struct, frozen=True):
    """A report in brief. ``started`` is in UTC. ``has_id`` tells whether the front matter gives the id.

    ``facets`` are its values of further facets, by their names: tags, teams and fields of the site.
    """

    path: str
    id: str
    has_id: bool = False
    started: datetime | None = None
    cause: str = ""
    services: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    visibility: str = "internal"
    is_public: bool = False
    facets: tuple[tuple[str, tuple[str, ...]], ...] = ()


def brief_of(report: Report, facets: Iterable[str] = ()) -> Brief:
    """Return the report in brief; ``facets`` are the names of those that the site has."""
    from mkdocs_postmortems.archive.editions import is_public  # late: both import the reader
    from mkdocs_postmortems.archive.facets import facet_texts

    fields, started = report.fields, report.time("started")
    return Brief(
        report.path,
        report.id,
        fields.id is not None,
        started.instant if started else None,
        fields.cause or "",
        fields.services,
        fields.related,
        fields.aliases,
        fields.visibility,
        is_public(report),
        tuple((name, facet_texts(report, name)) for name in facets if name not in _OTHERWISE_KNOWN),
    )


def newest_first(started: datetime | None, id: str) -> tuple[float, str]:
    """Return the key that sorts reports newest first, with those without a start last."""
    return -((started or _NEVER) - _NEVER).total_seconds(), id
