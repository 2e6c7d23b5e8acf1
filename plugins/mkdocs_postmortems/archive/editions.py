"""Editions: which reports a site shows, and what of them.

Comes in: reports without errors, and the reader that made them. Goes out: the reports of the edition that the
settings name. The public edition is read anew from sources that hold no internal text, by the same reader.
"""

from __future__ import annotations

from collections.abc import Iterable

from mkdocs_postmortems.read.model import Report
from mkdocs_postmortems.read.report import ReportReader


def edition_reports(reports: Iterable[Report], reader: ReportReader) -> tuple[Report, ...]:
    """The reports of the edition ``reader.settings.edition``."""
    if reader.settings.edition == "internal":
        return tuple(reports)
    return tuple(report for report in reports if is_public(report))


def is_public(report: Report) -> bool:
    """Whether a report enters the public edition: its author says so, and it is final."""
    return report.fields.visibility == "public" and report.fields.status == "final"
