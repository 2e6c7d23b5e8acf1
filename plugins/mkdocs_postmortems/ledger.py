"""The pages that the last builds wrote, and what each was made from.

Comes in: what a page would be made from now, and the state of its file in a former site. Goes out: whether that file is
the page. Called by ``output``, which then needs neither the page's content nor the file's.

Two builds are remembered: while one is made, the former site is that of the build before the last.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from mkdocs_postmortems.cache import Cache
from mkdocs_postmortems.tree import State


class Written(Struct, frozen=True):
    """A page as it was written: its file's state, and the key of all that it is made from, "" where nobody knows that.

    ``scripts`` are the inline scripts around its content.
    """

    state: State | None
    made_of: str
    scripts: frozenset[str]


class Ledger:
    """What is remembered under a name in the cache."""

    def __init__(self, cache: Cache, name: str) -> None:
        self._cache, self._name = cache, name
        self._builds: tuple[Mapping[str, Written], ...] = cache.get(name) or ()

    def find(self, path: str, made_of: str, state: State) -> Written | None:
        """The page at a path in the site, if a file in this state was made from the same."""
        found = [build[path] for build in self._builds if path in build and build[path].state == state]
        return found[0] if found and made_of and all(each.made_of == made_of for each in found) else None

    def close(self, written: Mapping[str, Written]) -> None:
        """Remember the pages of a build that is published, by their paths in the site."""
        self._cache.put(self._name, (written, *self._builds[:1]))
