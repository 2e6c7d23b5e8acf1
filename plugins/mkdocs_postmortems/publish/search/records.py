"""The records of the search index: one for each report, and for each other page if the header's search is ours.

``SearchRecords`` takes the archive and the site, then finished pages and the site's other pages, and returns
``SearchRecord`` values; ``page_texts`` returns the plain text of reports' pages. Called by ``parts``, and by
``plugin`` and ``cli``.

The scripts in ``assets/modules`` read what ``_report_meta``, ``_filters`` and ``_sort`` write. Words in a record's
metadata are searchable like its text, so values that only serve drawing are written as one odd word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from html import escape
from typing import NamedTuple

from mkdocs_postmortems.archive.model import Archive
from mkdocs_postmortems.archive.statistics import started_day
from mkdocs_postmortems.publish.cards import Card, Chip, build_card
from mkdocs_postmortems.publish.files import Heading, Page
from mkdocs_postmortems.publish.plain_text import is_unspaced, is_unspaced_page, plain_text
from mkdocs_postmortems.publish.search.pagefind import SearchRecord
from mkdocs_postmortems.publish.search.synonyms import Synonyms
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.publish.texts import primary_language
from mkdocs_postmortems.read.model import Report
from mkdocs_postmortems.settings import Settings

KIND = "_kind"
"""The filter that distinguishes reports from other pages. No facet has this name: field names begin with a letter."""

EVERY = "\ua66e"
"""A word in every report's record that occurs in no text: searching for it lists all reports.

An empty search would also list them, but Pagefind then loads the whole index, 7 MB for 5,000 reports.
"""

BREAK = "\ua78f"
"""A letter that occurs in no text: it separates what a word about sections consists of, without splitting the word."""

HYPHEN = "\ua7f7"
"""Another such letter, in place of the hyphens of an anchor: *Detection & response* has two in a row."""

_LETTERS = {
    "undetected": "u",
    "responding": "r",
    "recovering": "c",
    "undetected-responding": "d",
    "responding-recovering": "m",
    "whole": "w",
}
"""The letter of each phase in a record's metadata."""
_END = 10**11  # later than any start, in seconds


class OtherPage(NamedTuple):
    """A page of the site outside the archive. ``title`` is plain text."""

    address: str
    title: str
    html: str


class SearchRecords:
    """The records of an archive's pages, each created on demand."""

    def __init__(self, archive: Archive, site: Site) -> None:
        self._reports = {site.report(report.id): report for report in archive.reports}
        self._filters = _filters(archive)
        self._settings, self._site = archive.settings, site
        self._synonyms = Synonyms.of_settings(archive.settings)

    def has(self, page: Page) -> bool:
        """Whether search finds a page: a report's, or one in the navigation unless the theme's search covers those."""
        if page.address in self._reports:
            return not _is_excluded(page)
        return bool(page.nav_title) and not self._site.theme_search

    def of(self, page: Page) -> SearchRecord:
        """Return a page's record. Pages other than reports only have a title: what they list has its own records."""
        report = self._reports.get(page.address)
        if report is None:
            return _page_record(page.address, page.title, page.title, self._site)
        return self._report_record(report, page)

    def _report_record(self, report: Report, page: Page) -> SearchRecord:
        card = build_card(report, self._settings, self._site)
        text = page.text or plain_text(page.html)
        sections = _sections(text, page.html, page.headings)
        meta = {**dict(_report_meta(card, _order(report, self._settings), self._site)), "sections": sections}
        return SearchRecord(
            _relative_to_archive(self._site, page.address),
            _content(report, text, page.title, self._synonyms),
            {name: value for name, value in meta.items() if value},
            {KIND: ("report",), **self._filters[report.id]},
            _sort(report, self._settings),
        )

    def of_other(self, page: OtherPage) -> SearchRecord:
        """Return the record of a page outside the archive."""
        return _page_record(page.address, page.title, plain_text(page.html), self._site)

    def is_unspaced(self, page: Page) -> bool:
        """Whether a page's title or text is in a script without spaces."""
        if page.address not in self._reports:
            return is_unspaced(page.title)
        return page.is_unspaced or is_unspaced_page(page.text or plain_text(page.html), page.title)

    def made_of(self, page: Page, key: str) -> object:
        """Return what a page's record depends on. ``key`` is the page's cache key, or "" if it has none."""
        report = self._reports.get(page.address)
        return (key, self._filters[report.id]) if report and key else self.of(page)


def _page_record(address: str, title: str, text: str, site: Site) -> SearchRecord:
    """Return the record of a page that is not a report's."""
    return SearchRecord(_relative_to_archive(site, address), text, {"title": title}, {KIND: ("page",)})


def page_texts(pages: Iterable[Page], archive: Archive, site: Site) -> dict[str, str]:
    """Return the plain text of each report's page by report id, without pages excluded from search."""
    ids = {site.report(report.id): report.id for report in archive.reports}
    found = (page for page in pages if page.address in ids and not _is_excluded(page))
    return {ids[page.address]: page.text or plain_text(page.html) for page in found}


def index_language(language: str, has_unspaced: bool) -> str:
    """Return the language that determines how the index splits words: the site's, or Japanese for unspaced text.

    A Japanese index segments Japanese and Chinese, and splits other languages at spaces.
    """
    primary = primary_language(language)
    return "ja" if has_unspaced and primary != "zh" else primary


def _content(report: Report, text: str, title: str, synonyms: Synonyms) -> str:
    """Return a page's text, what its fields add, and other names of what it says, all of it separated by dots.

    Only this is segmented, so it repeats texts without spaces.
    """
    texts = [text, *_field_texts(report)]
    repeated = (each for each in (report.fields.summary or "", title) if is_unspaced(each, 1))
    return " ".join([" · ".join([*texts, *synonyms.of("\n".join([title, *texts]))]), *repeated])


def _sections(text: str, html: str, headings: Iterable[Heading]) -> str:
    """Return where each section begins in a page's text, with its anchor, and where the last one ends, as one odd word.

    Places are counted as scripts count them. If a heading's words also end a cell or another heading, it is looked for
    after the text of the HTML before it. A section whose heading is not found belongs to the one before.
    """
    whole, found, at, done = f"{text} ·", [], 0, 0
    for heading in headings:
        anchor = html.find(f' id="{escape(heading.id)}"', done) if heading.level == 2 else -1
        if anchor < 0:
            continue
        opening = html.rindex("<", done, anchor)
        words = f"{heading.title} ·"
        if whole.count(words) > 1:
            at += len(plain_text(html[done:opening]))
        begin = whole.find(words, at)
        if begin >= 0:
            found.append((begin, heading.id))
            at, done = begin, opening
    if not found:
        return ""
    places = ((len(text[:begin].encode("utf-16-le")) // 2, id) for begin, id in [*found, (len(text), "")])
    return "".join(f"{BREAK}{BREAK}{place}{BREAK}{id.replace('-', HYPHEN)}" for place, id in places)


def _field_texts(report: Report) -> Iterator[str]:
    """Yield what fields say that are shown around a report's text: what users saw, tags, teams, authors, own fields.

    Services and cause are in the record's metadata.
    """
    fields = report.fields
    yield from fields.impact.values()
    for values in (fields.tags, fields.teams, fields.authors, *fields.own.values()):
        if isinstance(values, str):
            yield values
        elif isinstance(values, tuple):
            yield from values


def _report_meta(card: Card, order: str, site: Site) -> Iterator[tuple[str, str]]:
    """Yield what scripts build a card from, and the day in words, which readers search for."""
    yield "every", EVERY
    yield "title", card.title
    yield "severity", card.severity
    yield "level", str(card.level)
    yield "date", card.day
    yield "day", site.formats.date(date.fromisoformat(card.day)) if card.day else ""
    yield "summary", card.sentence
    yield "chips", "\n".join(_chip_line(chip, site) for chip in card.chips)
    yield "status", f"{card.status}\t{site.texts(card.status)}" if card.status else ""
    yield "length", card.duration.replace(" ", "_")
    yield "order", order
    yield "phases", "".join(f"{_LETTERS[phase.name]}{phase.width}p{phase.percent}" for phase in card.phases)


def _chip_line(chip: Chip, site: Site) -> str:
    """Return a chip's label and address, separated by a tab."""
    return f"{chip.label}\t{_relative_to_archive(site, chip.address) if chip.address else ''}"


def _filters(archive: Archive) -> Mapping[str, dict[str, tuple[str, ...]]]:
    """Return the values of each facet by report id, spelt as on the facet's page.

    A year is followed by the month, ``2026-03``, so that the list's script can filter by a range of months. A filter of
    its own would be another file to load.
    """
    found: defaultdict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for facet in archive.facets:
        for value in facet.values:
            for report in value.reports:
                before = found[report.id].get(facet.segment, ())
                found[report.id][facet.segment] = (*before, value.label)
                if facet.name == "year" and (day := started_day(report)):
                    found[report.id][facet.segment] += (day.isoformat()[:7],)
    return found


def _sort(report: Report, settings: Settings) -> dict[str, str]:
    """Return sort keys that compare as text, ascending. Every report has all keys, or the index would drop it."""
    newest, longest = _newest(report), _longest(report)
    return {
        "newest": f"t{newest:012d}",
        "longest": f"t{longest:012d}-{newest:012d}",
        "severe": f"t{settings.rank(report.fields.severity):04d}-{newest:012d}",
    }


def _newest(report: Report) -> int:
    started = report.time("started")
    return _END - int(started.instant.timestamp()) if started else 2 * _END


def _longest(report: Report) -> int:
    return _END - int((report.duration or timedelta(0)).total_seconds())


def _order(report: Report, settings: Settings) -> str:
    """Return the sort keys as one odd word of the metadata, with which scripts merge the results of several indexes."""
    return f"n{_newest(report):012d}l{_longest(report):012d}s{settings.rank(report.fields.severity)}"


def _relative_to_archive(site: Site, address: str) -> str:
    """Return a page's address relative to the archive's, as in search results."""
    return site.href(f"{site.archive}/", address)


def _is_excluded(page: Page) -> bool:
    search = page.meta.get("search")
    return isinstance(search, Mapping) and bool(search.get("exclude"))
