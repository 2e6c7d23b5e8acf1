"""Cache keys of pages: texts that change whenever the page may change.

``ReportKeys`` has those of reports' pages, ``PageKeys`` those of pages over many reports. Called by ``pages`` and the
modules of pages over many reports. A dependency that is missing from a key would leave an outdated page after an edit
elsewhere, so a test edits every field.
"""

from __future__ import annotations

import posixpath
import re
import string
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, Literal
from urllib.parse import unquote

from msgspec.structs import replace

from mkdocs_postmortems.archive.action_list import opened_on
from mkdocs_postmortems.archive.model import Archive
from mkdocs_postmortems.archive.statistics import day_of, started_day
from mkdocs_postmortems.cache import Cache, key_of, lasting
from mkdocs_postmortems.letters import decode_references
from mkdocs_postmortems.publish.files import Extract
from mkdocs_postmortems.publish.links import figures_address
from mkdocs_postmortems.publish.report.markdown import PRIVATE
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.read.body.extensions import PREFIX
from mkdocs_postmortems.read.body.links import OPENING
from mkdocs_postmortems.read.model import TIME_FIELDS, Report, Span

_NOWHERE = Span(0, 0)
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_NAMED = re.compile(OPENING)
_KIND = re.compile(r"\.([a-zA-Z0-9]+)$")
"""The kind of a file, at the end of its name."""
_ALNUM = string.ascii_letters + string.digits
_LONGEST = 100
"""How many characters before the kind are compared at most, so that a long line without spaces takes no longer."""
_BREAK = re.compile(r"[\t\r\n]+[ \t>]*")
"""A line break, or a tab, which browsers ignore within an address."""
_MARKS = re.compile(f"[{PRIVATE}]")


class ReportKeys:
    """The keys of reports' pages; all are "" without a cache.

    ``sources`` has the key of each report as it was read, by its path. What an edition leaves out of a report depends
    on that and on the settings. While nothing has changed that a page may show of other reports, the pages of unchanged
    reports keep their keys, which the cache has, too: to make them takes a twentieth of a build after an edit.
    """

    def __init__(self, archive: Archive, site: Site, cache: Cache, sources: Mapping[str, str]) -> None:
        self._archive, self._cache, self._sources = archive, cache, sources
        self._documents = sorted(site.documents.items())
        self._places = (*((report.path, report.id) for report in archive.reports), *self._documents)
        self._ends = _FileEnds(path for path, _ in self._places)
        everywhere = _makes_links(site.extension_configs)
        anywhere = [place for place in self._places if everywhere or not self._ends.of_name(place[0])]
        self._common = key_of(_common(archive, site), figures_address(site), anywhere)
        self._today = day_of(site.now, archive.settings)

    def all(self) -> list[str]:
        """Return the keys of all reports' pages, in order."""
        if not self._cache.is_on:
            return [""] * len(self._archive.reports)
        others = map(_seen_by_others, self._archive.reports)
        name = self._cache.key("report keys", self._common, self._today, self._documents, *others)
        known: Mapping[str, str] = self._cache.get(name) or {}
        sources = [self._sources[report.path] for report in self._archive.reports]
        keys = [known.get(source) or self.of(each) for source, each in zip(sources, self._archive.reports, strict=True)]
        if any(source not in known for source in sources):
            self._cache.put(name, dict(zip(sources, keys, strict=True)))
        return keys

    @cached_property
    def _related(self) -> Mapping[str, str]:
        return {report.id: repr(_related_facts(report)) for report in self._archive.reports}

    @cached_property
    def _by_end(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """The path of each report with its id, and of each other file with its address, by the ends of its names."""
        found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for path, place in self._places:
            for end in self._ends.of_name(path):
                found[end].append((path, place))
        return found

    def of(self, report: Report) -> str:
        """Return the key of a report's page, including what it shows of other reports.

        What it depends on of these must be in ``_seen_by_others``.
        """
        related = self._archive.related.get(report.id, ())
        text = report.source.text
        return self._cache.key(
            self._common,
            self._sources[report.path],
            [other and (other.id, other.fields.title) for other in self._archive.neighbours(report.id)],
            [
                (each.services, each.cause, each.tags, each.words, each.named, self._related[each.report.id])
                for each in related
            ],
            sorted((report.id, *(each.report.id for each in related)), key=self._archive.places.__getitem__),
            named_titles(text, self._archive),
            [self._by_end[end] for end in self._ends.of(text) if end in self._by_end],
            self._today if _shows_day(report) else None,
        )


class PageKeys:
    """The keys of pages over many reports. ``extracts`` are by report id. Parts of a page are kept in ``cache``.

    The key of what a list, figure or chart shows is made from those of its reports, so that an edit changes only the
    pages of that report's own facet values.
    """

    def __init__(self, archive: Archive, site: Site, cache: Cache, extracts: Mapping[str, Extract]) -> None:
        self.cache = cache
        self._archive, self._extracts = archive, extracts
        self._common = _common(archive, site)

    def of(self, *shown: object) -> str:
        """Return the key of pages. ``shown`` is what they show: their name first, then the day."""
        return self.cache.key(self._common, *shown)

    def cards(self, reports: Iterable[Report] | None = None) -> str:
        """Return the key of what cards show, of all reports by default: all of a report's fields, and its summary."""
        return self._of_each("cards", reports)

    def figures(self, reports: Iterable[Report] | None = None) -> str:
        """Return the key of what is counted and drawn: titles, times, severities, services and causes."""
        return self._of_each("figures", reports)

    def actions(self, reports: Iterable[Report] | None = None) -> str:
        """Return the key of the action items, and of what their lists show of the report."""
        return self._of_each("actions", reports)

    def _of_each(self, name: Literal["cards", "figures", "actions"], reports: Iterable[Report] | None) -> str:
        asked = self._archive.reports if reports is None else reports
        return key_of(*(getattr(self._extracts[report.id], name) for report in asked)) if self.cache.is_on else ""


def keys_of_facts(report: Report) -> tuple[str, str, str]:
    """Return the keys of what cards, figures and lists of action items show of a report."""
    fields = report.fields
    times = [report.time(name) for name in TIME_FIELDS]
    counted = (fields.title, fields.status, fields.severity, fields.services, fields.cause, times)
    items = [replace(item, span=_NOWHERE) for item in report.actions]
    listed = (fields.title, fields.severity, opened_on(report), items)
    return (
        key_of(report.id, replace(fields, lines={}), report.summary, times),
        key_of(report.id, *counted),
        key_of(report.id, *listed),
    )


def _common(archive: Archive, site: Site) -> str:
    """Return the key of what all pages depend on."""
    constant = replace(site, now=_NEVER, extension_configs={}, documents={})
    return key_of(archive.settings, constant, lasting(site.extension_configs))


def named_titles(text: str, archive: Archive) -> list[tuple[str, str]]:
    """Return the id and the title of each report that a text names in an ``[[id]]``."""
    named = sorted(set(_NAMED.findall(text))) if "[[" in text else []
    return [(id, archive.by_id[id].fields.title) for id in named if id in archive.by_id]


class _FileEnds:
    """Finds the ends of the names of files in texts, up to a sign that a link may encode in several ways.

    Only files of the same kinds as ``paths`` are found, such as ``.md``.
    """

    def __init__(self, paths: Iterable[str]) -> None:
        kinds = sorted({kind[1] for path in paths if (kind := _KIND.search(path))})
        self._kind = re.compile(rf"\.(?:{'|'.join(kinds)})\b") if kinds else None

    def of(self, text: str) -> list[str]:
        """Return the ends in a report's text, whether or not it encodes or escapes them, or breaks their lines."""
        shown = _decoded(text)
        return sorted({*self._in(shown), *self._in(_BREAK.sub("", shown))})

    def of_name(self, path: str) -> list[str]:
        """Return the ends in a file's name; none if it looks encoded, so that a link encodes it twice."""
        name = posixpath.basename(path)
        return sorted({*self._in(name)}) if name == _decoded(name) else []

    def _in(self, text: str) -> Iterator[str]:
        for kind in self._kind.finditer(text) if self._kind else ():
            before = text[max(0, kind.start() - _LONGEST) : kind.start()]
            yield before[len(before.rstrip(_ALNUM)) :] + kind[0]


def _makes_links(configs: Mapping[str, Any]) -> bool:
    """Whether extensions may make links to addresses that the text does not contain, from their own options."""
    names = {name.removeprefix(PREFIX): config or {} for name, config in configs.items()}
    return "wikilinks" in names or "image_path" in names.get("pymdownx.emoji", {}).get("options", {})


def _decoded(text: str) -> str:
    """Return a text as links in it are read: without escapes, references, encoded signs and our private marks."""
    plain = decode_references(text.replace("\\", ""))
    return _MARKS.sub("", unquote(plain))


def _shows_day(report: Report) -> bool:
    """Whether a report's page depends on the date, because it has open action items with a due date."""
    return any(item.is_open and item.due for item in report.actions)


def _seen_by_others(report: Report) -> Sequence[object]:
    """Return all that other reports' pages may depend on: what they show of it, and what makes it related."""
    fields = report.fields
    compared = fields.services, fields.cause, fields.tags, fields.related
    return report.path, *_related_facts(report), *compared


def _related_facts(report: Report) -> Sequence[object]:
    """Return what a report's page shows of a related one."""
    still_open = sum(item.is_open for item in report.actions)
    return report.id, report.fields.title, report.fields.severity, started_day(report), still_open, len(report.actions)
