"""What a page is made from, as a text that changes when the page could.

Comes in: reports, the archive and the site. Goes out: keys for the cache, to ``pages``. What is missing in a key
shows as an old page after an edit elsewhere, so a test edits everything there is.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from mkdocs_postmortems.archive.model import Archive
from mkdocs_postmortems.archive.statistics import day_of
from mkdocs_postmortems.cache import key_of
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.publish.summary import summary_of
from mkdocs_postmortems.read.model import TIME_FIELDS, Report

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_NAMED = re.compile(r"\[\[[ ]*([a-z0-9][a-z0-9-]{0,99})")
_FILE = re.compile(r"[^\s/()<>\[\]\"'#?]+\.md\b")


class Dependencies:
    """The keys of an archive's pages. ``versions`` stands for all that renders them."""

    def __init__(self, archive: Archive, site: Site, versions: str) -> None:
        self._archive = archive
        self._today = day_of(site.now, archive.settings)
        self._common = key_of(
            versions, archive.settings, replace(site, now=_NEVER, extension_configs={}), site.extension_configs
        )
        self._places = {report.id: place for place, report in enumerate(archive.reports)}
        self._by_name: Mapping[str, list[tuple[str, str]]] = defaultdict(list)
        for report in archive.reports:
            self._by_name[posixpath.basename(report.path)].append((report.path, report.id))

    def of_report(self, report: Report) -> str:
        """The key of a report's page, with all that it says of others."""
        place, reports = self._places[report.id], self._archive.reports
        around = [reports[each] for each in (place - 1, place + 1) if 0 <= each < len(reports)]
        related = self._archive.related.get(report.id, ())
        text = "\n".join(report.source.lines)
        named = sorted(set(_NAMED.findall(text)))
        files = sorted(set(_FILE.findall(text))) if ".md" in text else []
        return key_of(
            self._common,
            *(report.path, report.id, report.fields, report.source.body_line, text),
            [(other.id, other.fields.title, place - self._places[other.id]) for other in around],
            [(each.services, each.cause, each.named, _face(each.report)) for each in related],
            [(id, self._archive.by_id[id].fields.title) for id in named if id in self._archive.by_id],
            [self._by_name[name] for name in files if name in self._by_name],
            self._today if report.actions else None,
        )

    def of_index(self, name: str) -> str:
        """The key of pages that show all reports, but none of their prose."""
        return key_of(self._common, name, self._today, self._facts())

    def _facts(self) -> str:
        if not hasattr(self, "_known"):
            self._known = key_of(*map(_facts, self._archive.reports))
        return self._known


def _face(report: Report) -> tuple[str, str, str, object]:
    """What a list of related reports shows of one."""
    started = report.time("started")
    return report.id, report.fields.title, report.fields.severity, started.at.date() if started else None


def _facts(report: Report) -> Iterable[object]:
    """All of a report that lists, figures and charts are made from."""
    events = report.timeline.events if report.timeline else ()
    return (
        *(report.id, report.path, replace(report.fields, lines={}), summary_of(report)),
        [report.time(name) for name in TIME_FIELDS],
        [(each.number, each.kind, each.start, each.end, each.text) for each in events],
        [
            (
                each.number,
                each.text,
                each.status,
                each.owner,
                each.due,
                each.type,
                each.ticket,
                each.internal,
                each.closed,
            )
            for each in report.actions
        ],
    )
