"""Render the files of a site in several processes, or load them from the cache.

``Rendering`` takes a project and facts about its site, and yields ``Generated`` values in order. Called by ``plugin``,
``audit`` and ``cli``.

A cached page is loaded as an outline, without its HTML and text, which are most of its size. After an edit hardly any
page's HTML is needed, because the files that an earlier build has written are still valid.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from mkdocs_postmortems.project import Project, edition_archive
from mkdocs_postmortems.publish.files import CopiedFile, Generated, Page, Part, StaticFile
from mkdocs_postmortems.publish.pages import overview_parts, report_parts
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.results import spread
from mkdocs_postmortems.workers import OnProgress, count_workers, silent

_MOST_UNKNOWN = 64
"""How many outlines may be missing from the entry of all outlines before it is written anew, which takes as long as
loading so many pages."""

OnReports = Callable[[Sequence[Generated]], None]
"""Called with the files of all reports."""
Outlines = Mapping[str, Sequence[Generated]]
"""The files of parts by their keys, each page as an outline."""
MadePart = tuple[Part, Sequence[Generated]]
"""A part and its files."""


class Rendering:
    """The files of a project's site, for the edition in its settings."""

    def __init__(self, project: Project, site: Site) -> None:
        self.project, self.site = project, site
        self.archive = edition_archive(project)
        self._workers = count_workers(project.settings.workers, len(project.reports))
        self._cache = project.cache
        self._part_of: dict[str, Part] = {}
        """Where the rest of each outline is, by the page's path."""
        self._last: tuple[str, Sequence[Generated]] = ("", ())
        """The key and the files of the part that was loaded last."""

    def outlines(self, on_progress: OnProgress = silent, on_reports: OnReports | None = None) -> Iterator[Generated]:
        """Yield all files in order. A page without HTML is an outline, which ``whole`` completes.

        A missing picture, which the baseline may allow, is omitted, and so is a file that browsers would run.
        ``on_progress`` is called with the progress of the parts that are not cached. ``on_reports`` is called with the
        reports' files before the pages over many reports are rendered.
        """
        archive, site, cache = self.archive, self.site, self._cache
        name = cache.key("outlines", self.project.settings.edition)
        known: Outlines = cache.get(name) or {}
        parts = report_parts(archive, site, cache, self.project.readings.keys)
        reports = self._made(parts, known, on_progress)
        their_files = list(self._published(reports))
        if on_reports:
            on_reports(their_files)
        parts = list(overview_parts(archive, site, their_files, cache))
        overviews = self._made(parts, known, on_progress)
        yield from self._published(overviews)
        yield from their_files
        outlines = {part.key: files for part, files in (*reports, *overviews) if part.key and _is_outline(files)}
        if len(outlines.keys() - known.keys()) > _MOST_UNKNOWN:
            cache.put(name, outlines)

    def files(self) -> Iterator[Generated]:
        """Yield all files in order, with complete pages."""
        for file in self.outlines():
            yield self.whole(file) if isinstance(file, Page) else file

    def key(self, page: Page) -> str:
        """Return the page's cache key, or "" if it is not cached."""
        part = self._part_of.get(page.path)
        return part.key if part else ""

    def whole(self, page: Page) -> Page:
        """Return the page with its HTML and text, from the cache. Render it again if it was deleted meanwhile."""
        part = self._part_of.get(page.path)
        if part is None:
            return page
        key, files = self._last  # read at once: the search index calls this from other threads
        if key != part.key:
            files = self._cache.get_or_make(part.key, part.run)
            self._last = part.key, files
        return next(file for file in files if isinstance(file, Page) and file.path == page.path)

    def _made(self, parts: Sequence[Part], known: Outlines, on_progress: OnProgress) -> list[MadePart]:
        """Return the files of some parts: as in ``known``, which the last build had, from the cache, or rendered."""
        missing = [number for number, part in enumerate(parts) if not self._is_stored(part.key, known)]
        done = spread(self._make, [parts[number] for number in missing], self._workers, on_progress)
        made = dict(zip(missing, done, strict=True))
        found = (made.get(number, known.get(part.key)) for number, part in enumerate(parts))
        return [(part, self._load(part) if files is None else files) for part, files in zip(parts, found, strict=True)]

    def _is_stored(self, key: str, known: Outlines) -> bool:
        """Whether a part is in the cache. One with a known outline may have been deleted: ``whole`` makes it again."""
        if key in known:
            self._cache.keep(key)
            return True
        return self._cache.has(key)

    def _published(self, parts: Iterable[MadePart]) -> Iterator[Generated]:
        """Yield the files that may be published, and remember where the rest of each outline is."""
        for part, files in parts:
            for file in files:
                if isinstance(file, Page) and not file.html:
                    self._part_of[file.path] = part
                if not isinstance(file, CopiedFile) or self.project.may_publish(file.source):
                    yield file

    def _make(self, parts: Sequence[Part]) -> list[Sequence[Generated]]:
        """Render some parts, and return their files, as outlines if these could be cached."""
        results: list[Sequence[Generated]] = []
        for part in parts:
            files = part.run()
            results.append(_in_outline(files) if self._cache.put(part.key, files) else files)
        return results

    def _load(self, part: Part) -> Sequence[Generated]:
        """Return the files of a part that is in the cache, as outlines. Make one whose entry is damaged."""
        kept = self._cache.get(part.key)
        return part.run() if kept is None else _in_outline(kept)


def _in_outline(files: Sequence[Generated]) -> Sequence[Generated]:
    return [replace(file, html="", text="") if isinstance(file, Page) else file for file in files]


def _is_outline(files: Sequence[Generated]) -> bool:
    """Return whether the files are small enough to be stored in one entry with those of all other parts."""
    return not any(isinstance(file, StaticFile) or (isinstance(file, Page) and file.html) for file in files)
