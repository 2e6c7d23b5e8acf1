"""The search index below ``<archive>/pagefind/``, in parts.

``search_parts`` and ``search_files`` take finished pages, the archive, the site, and the site's other pages, and give
the index's files. Called by ``indexing`` while the rest of a site is built, and by ``cli.export``.

A script searches all parts as one. An edit only rebuilds the part of the report's period, and a new report the newest
part. Pagefind only needs memory for one part at a time, whatever the archive's size.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_postmortems.archive.model import Archive
from mkdocs_postmortems.archive.statistics import Quarter, started_day
from mkdocs_postmortems.publish.files import Page, StaticFile
from mkdocs_postmortems.publish.lists.listing import script_words
from mkdocs_postmortems.publish.plain_text import is_unspaced, plain_text
from mkdocs_postmortems.publish.search.pagefind import build_index
from mkdocs_postmortems.publish.search.records import OtherPage, SearchRecords, index_language
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.read.model import Report

_SIZES = {1_100: 64, 2_100: 200, 4_100: 400}
"""Minimum numbers of reports in a part of the index, by the largest archive that they are for. A part also takes the
rest of its last quarter; the newest one may be smaller. An edit rebuilds one part, but a search loads data from each,
and more in larger archives."""

_LARGEST = 700

_PARALLEL_PAGES = 1200
"""Maximum number of pages in an archive whose parts are built in parallel."""


class SearchPart(Struct, frozen=True):
    """A part of the index. ``folder`` is relative to the index's; the first part is in the index's folder itself.

    ``pages`` may lack their texts, which are then loaded when the part is built.
    """

    folder: str
    language: str
    records: SearchRecords
    pages: tuple[Page, ...]
    others: tuple[OtherPage, ...] = ()

    def made_of(self, key: Callable[[Page], str]) -> list[object]:
        """Return what the part depends on. ``key`` returns a page's cache key, or ""."""
        pages = [self.records.made_of(page, key(page)) for page in self.pages]
        return [self.folder, self.language, pages, [tuple(other) for other in self.others]]

    def build(self, whole: Callable[[Page], Page] = lambda page: page) -> list[StaticFile]:
        """Return the part's files, by their paths in the index. ``whole`` loads the rest of a page.

        Raises ``PagefindError`` if the part cannot be built.
        """
        records = (self.records.of(whole(page)) for page in self.pages)
        files = build_index(chain(records, map(self.records.of_other, self.others)), self.language).items()
        return [StaticFile(self.folder + path, content) for path, content in files if self._is_needed(path)]

    def _is_needed(self, path: str) -> bool:
        """Whether a file is needed: browsers load Pagefind's own code from the first part only."""
        return not self.folder or not path.endswith((".js", ".pagefind"))


def search_files(
    pages: Iterable[Page], archive: Archive, site: Site, others: Iterable[OtherPage] = ()
) -> Iterator[StaticFile]:
    """Yield the index and its companion files. Raises ``PagefindError`` if the index cannot be built."""
    parts = search_parts(pages, archive, site, others)
    yield from in_index((file for part in parts for file in part.build()), site)
    yield from search_companions(parts, site)


def search_parts(
    pages: Iterable[Page], archive: Archive, site: Site, others: Iterable[OtherPage] = ()
) -> list[SearchPart]:
    """Return the parts of the index. The first of a language has the pages that are no reports, and the newest reports.

    Pages in scripts without spaces are in separate parts, which are segmented into words; the others use stemming.
    """
    records = SearchRecords(archive, site)
    found = [page for page in pages if records.has(page)]
    others = () if site.theme_search else tuple(others)
    reports = {site.report(report.id): report for report in archive.reports}
    spaced = index_language(site.language, has_unspaced=False)
    unspaced = index_language(site.language, has_unspaced=True)
    cut = {page.address for page in found if records.is_unspaced(page)}
    cut.update(other.address for other in others if is_unspaced(plain_text(other.html)))
    main = unspaced if cut and cut.issuperset(reports) else spaced

    def language(address: str) -> str:
        return unspaced if address in cut else main

    numbers: dict[str, int] = {}
    newest: dict[str, int] = {}
    for each in {main, unspaced}:
        addresses = [address for address in reports if language(address) == each]
        its_numbers = _part_numbers([reports[address] for address in addresses])
        numbers.update(zip(addresses, its_numbers, strict=True))
        newest[each] = max(its_numbers, default=1)
    parts: defaultdict[tuple[str, int], tuple[list[Page], list[OtherPage]]] = defaultdict(lambda: ([], []))
    parts[main, newest[main]] = ([], [])
    for page in found:
        its_language = language(page.address)
        parts[its_language, numbers.get(page.address, newest[its_language])][0].append(page)
    for other in others:
        parts[language(other.address), newest[language(other.address)]][1].append(other)

    def folder(each: str, number: int) -> str:
        if each != main:
            return f"{each}-{number}/"
        return f"{number}/" if number < newest[main] else ""

    return [
        SearchPart(folder(each, number), each, records, tuple(mine), tuple(beside))
        for (each, number), (mine, beside) in sorted(parts.items(), key=lambda part: (part[0][0] != main, -part[0][1]))
    ]


def can_build_in_parallel(parts: Iterable[SearchPart]) -> bool:
    """Whether memory suffices to run Pagefind several times in parallel: it takes 0.3 MB per report."""
    return sum(len(part.pages) for part in parts) <= _PARALLEL_PAGES


def part_size(reports: int) -> int:
    """Return the minimum number of reports in each part of an archive of so many reports."""
    return next((size for most, size in _SIZES.items() if reports <= most), _LARGEST)


def _part_numbers(reports: Sequence[Report]) -> list[int]:
    """Return the number of each report's part, from 1 for the oldest.

    The reports come newest first, but the parts are filled from the oldest on, so that a new report only changes the
    newest part. They end at quarters, so that an older report moves few others.
    """
    size, numbers = part_size(len(reports)), []
    number, quarter, count = 1, None, 0
    for report in reversed(reports):
        day = started_day(report)
        its_quarter = Quarter.of(day) if day else quarter
        if count >= size and its_quarter != quarter:
            number, count = number + 1, 0
        quarter = its_quarter
        count += 1
        numbers.append(number)
    return numbers[::-1]


def in_index(files: Iterable[StaticFile], site: Site) -> Iterator[StaticFile]:
    """Yield files of the index with their paths in the site."""
    return (replace(file, path=index_folder(site) + file.path) for file in files)


def index_folder(site: Site) -> str:
    """Return the path of the index's folder, with a final ``/``."""
    return f"{site.archive}/pagefind/"


def search_companions(parts: Sequence[SearchPart], site: Site) -> Iterator[StaticFile]:
    """Yield the list of further parts, and the words of the search interface."""
    yield from in_index([StaticFile("parts.json", json.dumps([part.folder for part in parts[1:]]).encode())], site)
    words = json.dumps(script_words(site.language), ensure_ascii=False, sort_keys=True)
    yield StaticFile(f"{site.archive}/assets/words.json", words.encode())
