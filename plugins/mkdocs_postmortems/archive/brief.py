"""What the check needs to know about a report to compare it with all others.

Comes in: a ``Report``. Goes out: ``Brief``, small enough to cache those of all reports together. Made and cached by
``project``; used by ``check``. A check that finds all of them cached reads no report, and imports no reader.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from mkdocs_postmortems.read.model import Report

_NEVER = datetime.min.replace(tzinfo=UTC)


class Brief(Struct, frozen=True):
    """A report in brief. ``started`` is in UTC; ``has_id``: its author gave the id."""

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


def brief_of(report: Report) -> Brief:
    """The report in brief."""
    from mkdocs_postmortems.archive.editions import is_public  # late: it brings the reader along

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
    )


def newest_first(started: datetime | None, id: str) -> tuple[float, str]:
    """The sort key for reports, newest first. Those without a start come last."""
    return -((started or _NEVER) - _NEVER).total_seconds(), id
