"""Build the search index while the rest of a site is built.

``Indexing`` takes a rendering, and then the pages as they are finished; it gives the index's parts. Called by
``plugin``.

Most parts of the index contain nothing but reports. They are built into the cache by another process as soon as the
reports are rendered, while the pages over many reports follow; the other parts by threads, which mostly wait for
Pagefind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from mkdocs_postmortems.publish.files import Generated, Page, StaticFile
from mkdocs_postmortems.publish.search.parts import (
    SearchPart,
    can_build_in_parallel,
    in_index,
    search_companions,
    search_parts,
)
from mkdocs_postmortems.publish.search.records import OtherPage
from mkdocs_postmortems.workers import Aside, count_workers, in_background
from mkdocs_postmortems.write.rendering import Rendering


class Indexing:
    """The search index of a rendering's pages."""

    def __init__(self, rendering: Rendering) -> None:
        self._rendering, self._site = rendering, rendering.site
        self._cache = rendering.project.cache
        self._ahead: Aside[bool] | None = None
        self._early: frozenset[str] = frozenset()
        self._parts: list[SearchPart] = []
        self._files: list[tuple[str, Callable[[], list[StaticFile]]]] = []

    def begin(self, reports: Sequence[Generated]) -> None:
        """Start to build the parts that will contain nothing but these reports' pages, if they are not cached.

        Not in a large archive: each process changes what it shares with the other, so both need memory for it, a
        quarter more in all.
        """
        parts = self._split(file for file in reports if isinstance(file, Page))[1:]
        if not can_build_in_parallel(parts) or self._count_workers() == 1:
            return
        missing = {key: part for part in parts if (key := self._key(part)) and not self._cache.has(key)}
        if missing:
            self._ahead = Aside(lambda: all(self._make(part, key) for key, part in missing.items()))
            self._early = frozenset(missing)

    def go_on(self, pages: Iterable[Page], others: Iterable[OtherPage]) -> None:
        """Start to build all other parts that are not cached, when all of the site's pages are known."""
        self._parts = self._split(pages, others)
        keys = [self._key(part) for part in self._parts]
        files = [partial(self._make, part, key) for part, key in zip(self._parts, keys, strict=True)]
        missing = [at for at, key in enumerate(keys) if key not in self._early and not self._cache.has(key)]
        self._files = list(zip(keys, files, strict=True))
        if missing:
            threads = self._count_workers() if can_build_in_parallel(self._parts) else 1
            for at, started in zip(missing, in_background([files[at] for at in missing], threads), strict=True):
                self._files[at] = keys[at], started.result

    @property
    def keys(self) -> list[str]:
        """The keys of the parts: what each is made from, "" if nothing is cached."""
        return [key for key, _ in self._files]

    def parts(self) -> Iterator[tuple[str, Callable[[], Iterable[StaticFile]]]]:
        """Wait for the other process, and yield each part's key, and a function that returns its files."""
        if self._ahead:
            self._ahead.result()
        for key, files in self._files:
            yield key, partial(self._in_site, files)

    def _in_site(self, files: Callable[[], list[StaticFile]]) -> Iterator[StaticFile]:
        return in_index(files(), self._site)

    def companions(self) -> Iterator[StaticFile]:
        """Yield the index's other files."""
        return search_companions(self._parts, self._site)

    def stop(self) -> None:
        """End the other process, because the build has failed."""
        if self._ahead:
            self._ahead.stop()

    def _split(self, pages: Iterable[Page], others: Iterable[OtherPage] = ()) -> list[SearchPart]:
        return search_parts(pages, self._rendering.archive, self._site, others)

    def _key(self, part: SearchPart) -> str:
        return self._cache.key("index", part.made_of(self._rendering.key))

    def _make(self, part: SearchPart, key: str) -> list[StaticFile]:
        return self._cache.get_or_make(key, partial(part.build, self._rendering.whole))

    def _count_workers(self) -> int:
        return count_workers(self._rendering.project.settings.workers)
