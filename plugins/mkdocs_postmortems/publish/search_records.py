"""What the search knows: a record for each report, and for each other page where the header's search is ours.

Comes in: finished pages, the archive, the site, and the site's own pages. Goes out: ``SearchRecord`` values, and the
plain text of each report's page. Called by ``search``, and by ``plugin`` and ``cli``.

The scripts in ``assets/modules`` read what ``_report_meta``, ``_filters`` and ``_sort`` write. A word in a record's
meta is found like one in its text, so what is there only to be drawn is written as one odd word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import NamedTuple

from mkdocs_postmortems.archive.model import Archive
from mkdocs_postmortems.publish.cards import Card, Chip, build_card
from mkdocs_postmortems.publish.files import Page
from mkdocs_postmortems.publish.pagefind import SearchRecord
from mkdocs_postmortems.publish.plain_text import is_unspaced, is_unspaced_page, plain_text
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.publish.texts import texts_for
from mkdocs_postmortems.read.model import Report
from mkdocs_postmortems.settings import Settings

KIND = "_kind"
"""The filter that tells reports from other pages. No facet is called so: a field's name begins with a letter."""

EVERY = "\ua66e"
"""A word that every report's record has, and no text: to search for it lists all reports.

Pagefind can list them by a search for nothing, but loads the whole index to do so, 7 MB for 5,000 reports.
"""

_LETTERS = {
    "undetected": "u",
    "responding": "r",
    "recovering": "c",
    "undetected-responding": "d",
    "responding-recovering": "m",
    "whole": "w",
}
"""Each phase in a record's meta."""
_END = 10**11  # later than any start, in seconds


class OtherPage(NamedTuple):
    """A page of the site that is not ours. ``title`` is plain text."""

    address: str
    title: str
    html: str


class SearchRecords:
    """The records of an archive's pages, each made when it is asked for."""

    def __init__(self, archive: Archive, site: Site) -> None:
        self._reports = {site.report(report.id): report for report in archive.reports}
        self._filters = _filters(archive)
        self._settings, self._site = archive.settings, site

    def has(self, page: Page) -> bool:
        """Whether a page is found: a report's, and another by its name unless the theme searches those itself."""
        if page.address in self._reports:
            return not _is_excluded(page)
        return bool(page.nav_title) and not self._site.theme_search

    def of(self, page: Page) -> SearchRecord:
        """A page's record. Of one that is no report it has the title: what it lists is found in its own place."""
        report = self._reports.get(page.address)
        if report is None:
            return _page_record(page.address, page.title, page.title, self._site)
        return _report_record(report, page, self._filters[report.id], self._settings, self._site)

    def of_other(self, page: OtherPage) -> SearchRecord:
        """The record of a page of the site that is not ours."""
        return _page_record(page.address, page.title, plain_text(page.html), self._site)

    def is_unspaced(self, page: Page) -> bool:
        """Whether what a page is found by has a title or a sentence without spaces between its words."""
        if page.address not in self._reports:
            return is_unspaced(page.title)
        return page.is_unspaced or is_unspaced_page(page.text or plain_text(page.html), page.title)

    def made_of(self, page: Page, key: str) -> object:
        """What names a page's record, where ``key`` names all that the page is made from; "" where nothing does."""
        report = self._reports.get(page.address)
        return (key, self._filters[report.id]) if report and key else self.of(page)


def _page_record(address: str, title: str, text: str, site: Site) -> SearchRecord:
    """The record of a page that is no report."""
    return SearchRecord(_seen_from_archive(site, address), text, {"title": title}, {KIND: ("page",)})


def page_texts(pages: Iterable[Page], archive: Archive, site: Site) -> dict[str, str]:
    """The plain text of each report's page by the report's id, without those that no search shall find."""
    ids = {site.report(report.id): report.id for report in archive.reports}
    found = (page for page in pages if page.address in ids and not _is_excluded(page))
    return {ids[page.address]: page.text or plain_text(page.html) for page in found}


def index_language(language: str, has_unspaced: bool) -> str:
    """The language that the index is cut into words by: the site's, unless a text has none of its spaces.

    An index in Japanese cuts Japanese and Chinese into words, and leaves other languages at their spaces.
    """
    primary = language.replace("_", "-").partition("-")[0].lower()
    return "ja" if has_unspaced and primary != "zh" else primary


def _report_record(
    report: Report, page: Page, filters: Mapping[str, tuple[str, ...]], settings: Settings, site: Site
) -> SearchRecord:
    card = build_card(report, settings, site)
    return SearchRecord(
        _seen_from_archive(site, page.address),
        _content(page),
        {name: value for name, value in _report_meta(card, _order(report, settings), site) if value},
        {KIND: ("report",), **filters},
        _sort(report, settings),
    )


def _content(page: Page) -> str:
    """A page's text. The index cuts only this into words, so a title without spaces is repeated in it."""
    text = page.text or plain_text(page.html)
    return f"{text} {page.title}" if is_unspaced(page.title, 1) else text


def _report_meta(card: Card, order: str, site: Site) -> Iterator[tuple[str, str]]:
    """What a card is made of in the browser."""
    yield "every", EVERY
    yield "title", card.title
    yield "severity", card.severity
    yield "level", str(card.level)
    yield "date", card.day
    yield "summary", card.sentence
    yield "chips", "\n".join(_chip_line(chip, site) for chip in card.chips)
    yield "status", f"{card.status}\t{texts_for(site.language)(card.status)}" if card.status else ""
    yield "length", card.duration.replace(" ", "_")
    yield "order", order
    yield "phases", "".join(f"{_LETTERS[phase.name]}{phase.width}p{phase.percent}" for phase in card.phases)


def _chip_line(chip: Chip, site: Site) -> str:
    """A chip's label and its address, with a tab between them."""
    return f"{chip.label}\t{_seen_from_archive(site, chip.address) if chip.address else ''}"


def _filters(archive: Archive) -> Mapping[str, dict[str, tuple[str, ...]]]:
    """For each report's id, the values of each facet, spelt as on the facet's page."""
    found: defaultdict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for facet in archive.facets:
        for value in facet.values:
            for report in value.reports:
                before = found[report.id].get(facet.segment, ())
                found[report.id][facet.segment] = (*before, value.label)
    return found


def _sort(report: Report, settings: Settings) -> dict[str, str]:
    """Keys that compare as text, smallest first; every report has each, since the index drops those without."""
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
    """The sort keys once more, as one odd word of the record.

    Pagefind does not say in what order the results of several indexes come.
    """
    return f"n{_newest(report):012d}l{_longest(report):012d}s{settings.rank(report.fields.severity)}"


def _seen_from_archive(site: Site, address: str) -> str:
    """A page's address as seen from the archive's, which results of a search are given by."""
    return site.href(f"{site.archive}/", address)


def _is_excluded(page: Page) -> bool:
    search = page.meta.get("search")
    return isinstance(search, Mapping) and bool(search.get("exclude"))
