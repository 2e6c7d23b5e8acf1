"""A record of the files that the last builds have written into the archive's folder, and of their inputs.

Given the state of a file in the former site, ``Ledger`` tells from which inputs it was made. Called by ``output``,
which then needs to load neither what it would write nor the file.

Two builds are recorded: during a build, the former site is that of the build before the last.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set

from msgspec import Struct

from mkdocs_postmortems.cache import Cache
from mkdocs_postmortems.tree import State


class Written(Struct, frozen=True):
    """A file as it was written: its state, and the key of its inputs, "" if it has none.

    ``scripts`` are a page's inline scripts around its content.
    """

    state: State | None
    made_of: str
    scripts: frozenset[str] = frozenset()


class Ledger:
    """The record stored under a name in the cache."""

    def __init__(self, cache: Cache, name: str) -> None:
        self._cache, self._name = cache, name
        self._builds: tuple[Mapping[str, Written], ...] = cache.get(name) or ()

    def find(self, path: str, state: State) -> Written | None:
        """Return what is known of the file at a path in the site, if its inputs are."""
        found = [build[path] for build in self._builds if path in build and build[path].state == state]
        return found[0] if found and found[0].made_of and len({each.made_of for each in found}) == 1 else None

    def has(self, path: str) -> bool:
        """Return whether one of these builds wrote a file at a path in the site."""
        return any(path in build for build in self._builds)

    def files_of(self, keys: Iterable[str]) -> Mapping[str, Set[str]]:
        """Return by key the paths of all files that the last build with these inputs made of them; none for ""."""
        wanted = frozenset(keys) - {""}
        found: dict[str, Set[str]] = {}
        for build in reversed(self._builds):
            made: defaultdict[str, set[str]] = defaultdict(set)
            for path, each in build.items():
                if each.made_of in wanted:
                    made[each.made_of].add(path)
            found |= made
        return found

    def close(self, written: Mapping[str, Written]) -> None:
        """Record the files of a published build, by their paths in the site."""
        self._cache.put(self._name, (written, *self._builds[:1]))
