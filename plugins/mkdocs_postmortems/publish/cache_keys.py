"""Cache keys of pages: texts that change whenever the page may change.

``CacheKeys`` takes the archive and the site; ``pages`` and the modules of pages over many reports ask it for keys. A
dependency that is missing from a key would leave an outdated page after an edit elsewhere, so a test edits every field.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from types import MappingProxyType

from msgspec.structs import replace

from mkdocs_postmortems.archive.action_list import opened_on
from mkdocs_postmortems.archive.model import Archive
from mkdocs_postmortems.archive.statistics import day_of, started_day
from mkdocs_postmortems.cache import key_of, lasting
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.read.links import OPENING
from mkdocs_postmortems.read.model import TIME_FIELDS, Report, Span

_NOWHERE = Span(0, 0)
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_NAMED = re.compile(OPENING)
_FILE = re.compile(r"[^\s/()<>\[\]\"'#?]+\.md\b")


class CacheKeys:
    """The keys of an archive's pages. ``versions`` identifies the code that renders them; without it, all keys are "".

    ``sources`` has the key of each report as it was read, by its path. What an edition leaves out of a report depends
    on that and on the settings.
    """

    def __init__(
        self, archive: Archive, site: Site, versions: str = "", sources: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self._archive, self._versions, self._sources = archive, versions, sources
        self._known: dict[object, dict[str, str]] = {}
        self._today = day_of(site.now, archive.settings)
        self._common = key_of(
            versions, archive.settings, replace(site, now=_NEVER, extension_configs={}), lasting(site.extension_configs)
        )
        self._places = {report.id: place for place, report in enumerate(archive.reports)}
        self._by_name: Mapping[str, list[tuple[str, str]]] = defaultdict(list)
        for report in archive.reports:
            self._by_name[posixpath.basename(report.path)].append((report.path, report.id))

    def of_report(self, report: Report) -> str:
        """Return the key of a report's page, including what it shows of other reports."""
        if not self._versions:
            return ""
        place, reports = self._places[report.id], self._archive.reports
        around = [reports[each] for each in (place - 1, place + 1) if 0 <= each < len(reports)]
        related = self._archive.related.get(report.id, ())
        text = "\n".join(report.source.lines)
        files = sorted(set(_FILE.findall(text))) if ".md" in text else []
        return key_of(
            self._common,
            self._sources[report.path],
            [(other.id, other.fields.title, place - self._places[other.id]) for other in around],
            [(each.services, each.cause, each.named, _related_facts(each.report)) for each in related],
            [self._places[each.report.id] > place for each in related],
            named_titles(text, self._archive),
            [self._by_name[name] for name in files if name in self._by_name],
            self._today if _shows_day(report) else None,
        )

    def of_pages(self, *shown: object) -> str:
        """Return the key of pages over many reports. ``shown`` is what they show: their name first, then the day."""
        return key_of(self._common, *shown) if self._versions else ""

    # What lists, figures and charts show of reports. Its key is kept for each report, so that an edit changes only the
    # pages of that report's own facet values.

    def cards(self, reports: Iterable[Report] | None = None) -> str:
        """Return the key of what cards show: all of a report's fields, and its summary."""
        return self._of_each(_card_facts, reports)

    def figures(self, reports: Iterable[Report] | None = None) -> str:
        """Return the key of what is counted and drawn: titles, times, severities, services and causes."""
        return self._of_each(_figure_facts, reports)

    def actions(self, reports: Iterable[Report] | None = None) -> str:
        """Return the key of the action items, and of what their lists show of the report."""
        return self._of_each(_action_facts, reports)

    def _of_each(self, facts: Callable[[Report], Iterable[object]], reports: Iterable[Report] | None) -> str:
        """Return one key of the facts about each of the reports, or about all in the archive."""
        if not self._versions:
            return ""
        known = self._known.setdefault(facts, {})
        reports = tuple(self._archive.reports if reports is None else reports)
        known |= {report.id: key_of(*facts(report)) for report in reports if report.id not in known}
        return key_of(*(known[report.id] for report in reports))


def named_titles(text: str, archive: Archive) -> list[tuple[str, str]]:
    """Return the id and the title of each report that a text names in an ``[[id]]``."""
    named = sorted(set(_NAMED.findall(text)))
    return [(id, archive.by_id[id].fields.title) for id in named if id in archive.by_id]


def _shows_day(report: Report) -> bool:
    """Whether a report's page depends on the date, because it has open action items with a due date."""
    return any(item.is_open and item.due for item in report.actions)


def _related_facts(report: Report) -> Iterable[object]:
    """Return what a report's page shows of a related one."""
    still_open = sum(item.is_open for item in report.actions)
    return report.id, report.fields.title, report.fields.severity, started_day(report), still_open, len(report.actions)


def _card_facts(report: Report) -> Iterable[object]:
    times = [report.time(name) for name in TIME_FIELDS]
    return report.id, replace(report.fields, lines={}), report.summary, times


def _figure_facts(report: Report) -> Iterable[object]:
    fields = report.fields
    times = [report.time(name) for name in TIME_FIELDS]
    return report.id, fields.title, fields.status, fields.severity, fields.services, fields.cause, times


def _action_facts(report: Report) -> Iterable[object]:
    fields = report.fields
    items = [replace(item, span=_NOWHERE) for item in report.actions]
    return report.id, fields.title, fields.severity, fields.status, opened_on(report), items
