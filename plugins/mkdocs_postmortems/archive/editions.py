"""Editions: which reports a site shows, and which of their fields and lines.

``public_report`` takes a report and its reader, and returns what the public edition has of it. It is read again from a
source without internal text: what later steps never see, they cannot publish. Called by ``project``.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping

from msgspec.structs import replace

from mkdocs_postmortems.archive.redaction import redact
from mkdocs_postmortems.read.model import TIME_FIELDS, Fields, Report, Source
from mkdocs_postmortems.read.report import ReportReader
from mkdocs_postmortems.settings import FACET_NAMES, Settings

LIKE_ID = re.compile(r"(?<![a-zA-Z0-9])[a-zA-Z0-9]++(?:-[a-zA-Z0-9]++)+")
"""Matches text that may be a report's id: words joined by hyphens."""

_PUBLIC = (
    *("title", "severity", "status", "services", *TIME_FIELDS, "timezone", "id", "cause", "summary", "tagline", "tags"),
    *("aliases", "visibility", "material"),
)
"""The fields that the public edition has as they are."""
_INTERNAL_KEY = re.compile(r"^internal|(?<![^\W_])internal(?![^\W_])", re.IGNORECASE)
_ADDRESS = re.compile(r"\s*<?[^\s<>@]+@[^\s<>@]+>?")


def edition_settings(settings: Settings) -> Settings:
    """Return the settings as the edition may show them: without even the names of fields that are not public.

    The public edition does not use the site's synonyms either, since code names may be among them.
    """
    if settings.edition == "internal":
        return settings
    own = {name: each for name, each in settings.fields.items() if each.public}
    facets = tuple(facet for facet in settings.facets if facet in FACET_NAMES or facet in own)
    return replace(settings, fields=own, facets=facets, synonyms=())


def is_public(report: Report) -> bool:
    """Return whether a report is in the public edition: its author says so, and it is final."""
    return report.fields.visibility == "public" and report.fields.status == "final"


def tells_of_report(id: str) -> bool:
    """Return whether an id is no ordinary word: it contains a number, such as a date, or at least three words."""
    return "-" in id and (any(char.isdigit() for char in id) or id.count("-") > 1)


def public_report(report: Report, reader: ReportReader, related: Container[str]) -> Report:
    """Return the report as the public edition shows it. ``related`` are the ids that it may name as related."""
    fields = public_fields(report.fields, reader.settings, related)
    text = "\n".join(redact(report).lines)
    return reader.read_body(Source(report.path, text, "", report.source.body_line), fields)


def public_fields(fields: Fields, settings: Settings, public_ids: Container[str]) -> Fields:
    """Return the public fields. Each is listed here or in ``_PUBLIC``: any other field of ``Fields`` is internal."""
    return Fields(
        **{name: getattr(fields, name) for name in _PUBLIC},
        impact=_without_internal(fields.impact),
        authors=_without_addresses(fields.authors),
        teams=_without_addresses(fields.teams),
        links=_without_internal(fields.links),
        related=tuple(id for id in fields.related if id in public_ids),
        own={name: value for name, value in fields.own.items() if settings.fields[name].public},
    )


def _without_addresses(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(bare for name in names if (bare := _ADDRESS.sub("", name).strip()))


def _without_internal(mapping: Mapping[str, str]) -> Mapping[str, str]:
    """Return a mapping without the keys that contain the word *internal* (``internal_revenue``)."""
    return {key: value for key, value in mapping.items() if not _INTERNAL_KEY.search(key)}
