"""Render the files of a site in several processes, or load them from the cache.

``Rendering`` takes a project and facts about its site, and yields ``Generated`` values in order. Called by ``plugin``,
``audit`` and ``cli``.

A cached page is loaded as an outline, without its HTML and text, which are most of its size. After an edit hardly any
page's HTML is needed, because the files that an earlier build has written are still valid.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

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


class Rendering:
    """The files of a project's site, for the edition in its settings."""

    def __init__(self, project: Project, site: Site) -> None:
        self.project, self.site = project, site
        self.archive = edition_archive(project)
        self._workers = count_workers(project.settings.workers, len(project.reports))
        self._cache = project.cache
        self._name = self._cache.key("outlines", project.settings.edition)
        self._kept: dict[str, Part] = {}
        self._last: tuple[str, Sequence[Generated]] = ("", ())
        self._in_nav: dict[str, Page] = {}

    def outlines(self, on_progress: OnProgress = silent, on_reports: OnReports | None = None) -> Iterator[Generated]:
        """Yield all files in order. A page without HTML is an outline, which ``whole`` completes.

        A missing picture, which the baseline may allow, is omitted, and so is a file that browsers would run.
        ``on_progress`` is called with the progress of the parts that are not cached. ``on_reports`` is called with the
        reports' files before the pages over many reports are rendered.
        """
        known: Mapping[str, Sequence[Generated]] = self._cache.get(self._name) or {}
        outlines: dict[str, Sequence[Generated]] = {}
        parts = report_parts(self.archive, self.site, self._cache, self.project.readings.keys)
        reports = list(self._render(parts, known, outlines, on_progress))
        if on_reports:
            on_reports(reports)
        parts = list(overview_parts(self.archive, self.site, reports, self._cache))
        yield from self._render(parts, known, outlines, on_progress)
        yield from reports
        if len(outlines.keys() - known.keys()) > _MOST_UNKNOWN:
            self._cache.put(self._name, outlines)

    def files(self) -> Iterator[Generated]:
        """Yield all files in order, with complete pages."""
        for file in self.outlines():
            yield self.whole(file) if isinstance(file, Page) else file

    def key(self, page: Page) -> str:
        """Return the page's cache key, or "" if it is not cached."""
        part = self._kept.get(page.path)
        return part.key if part else ""

    def whole(self, page: Page) -> Page:
        """Return the page with its HTML and text, from the cache. Render it again if it was deleted meanwhile.

        A page in the navigation is kept: it is asked for twice, and its part of the cache may contain many others.
        """
        if page.path not in self._kept or page.html:
            return page
        if page.path in self._in_nav:
            return self._in_nav[page.path]
        part = self._kept[page.path]
        key, files = self._last  # read at once: the search index calls this from other threads
        if key != part.key:
            files = self._cache.get(part.key) or self._make_again(part)
            self._last = part.key, files
        found = next(file for file in files if isinstance(file, Page) and file.path == page.path)
        if found.nav_title:
            self._in_nav[page.path] = found
        return found

    def _make_again(self, part: Part) -> Sequence[Generated]:
        files = part.run()
        self._cache.put(part.key, files)
        return files

    def _render(
        self,
        parts: Sequence[Part],
        known: Mapping[str, Sequence[Generated]],
        outlines: dict[str, Sequence[Generated]],
        on_progress: OnProgress,
    ) -> Iterator[Generated]:
        """Yield the files of some parts. ``known`` has the outlines of the last build; ``outlines`` gets all."""
        missing = [number for number, part in enumerate(parts) if not self._is_stored(part.key, known)]
        done = spread(self._make, [parts[number] for number in missing], self._workers, on_progress)
        made = dict(zip(missing, done, strict=True))
        for number, part in enumerate(parts):
            files = made.pop(number) if number in made else known.get(part.key)
            if files is None:
                files = self._load(part)
            if part.key and _is_outline(files):
                outlines[part.key] = files
            yield from self._published(part, files)

    def _is_stored(self, key: str, known: Container[str]) -> bool:
        """Whether a part is in the cache. One with a known outline may have been deleted: ``whole`` makes it again."""
        if key in known:
            self._cache.keep(key)
            return True
        return self._cache.has(key)

    def _published(self, part: Part, files: Iterable[Generated]) -> Iterator[Generated]:
        """Yield those of a part's files that may be published, and remember where the rest of each outline is."""
        for file in files:
            if isinstance(file, Page) and not file.html:
                self._kept[file.path] = part
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
        kept = self._cache.get(part.key)
        return part.run() if kept is None else _in_outline(kept)


def _in_outline(files: Sequence[Generated]) -> Sequence[Generated]:
    return [replace(file, html="", text="") if isinstance(file, Page) else file for file in files]


def _is_outline(files: Sequence[Generated]) -> bool:
    """Return whether the files are small enough to be stored in one entry with those of all other parts."""
    return not any(isinstance(file, StaticFile) or (isinstance(file, Page) and file.html) for file in files)
