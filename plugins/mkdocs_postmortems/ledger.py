"""A record of the pages that the last builds have written, and of their inputs.

Given the key of a page's inputs and the state of its file in the former site, ``Ledger`` decides whether that file can
be reused. Called by ``output``, which then needs to load neither the page nor the file.

Two builds are recorded: during a build, the former site is that of the build before the last.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from mkdocs_postmortems.cache import Cache
from mkdocs_postmortems.tree import State


class Written(Struct, frozen=True):
    """A page as it was written: the state of its file, and the key of its inputs, "" if it has none.

    ``scripts`` are the inline scripts around its content.
    """

    state: State | None
    made_of: str
    scripts: frozenset[str]


class Ledger:
    """The record stored under a name in the cache."""

    def __init__(self, cache: Cache, name: str) -> None:
        self._cache, self._name = cache, name
        self._builds: tuple[Mapping[str, Written], ...] = cache.get(name) or ()

    def find(self, path: str, made_of: str, state: State) -> Written | None:
        """Return the page at a path in the site if a file in this state was made from the same inputs."""
        found = [build[path] for build in self._builds if path in build and build[path].state == state]
        return found[0] if found and made_of and all(each.made_of == made_of for each in found) else None

    def close(self, written: Mapping[str, Written]) -> None:
        """Record the pages of a published build, by their paths in the site."""
        self._cache.put(self._name, (written, *self._builds[:1]))
