"""Results of earlier checks: the briefs of all reports, and the verdicts on them in a fixed number of shelves.

``project`` passes in a ``Cache`` and a hash of each report's bytes, and gets back what is known of unchanged reports.
A check of one report reads all briefs, but reads and writes only one shelf of verdicts.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping

from mkdocs_postmortems.archive.brief import Brief
from mkdocs_postmortems.cache import Cache, key_of
from mkdocs_postmortems.check.answers.whole import Verdict

_SHELVES = 32


class Kept:
    """Results kept for reports. ``keys`` maps paths to hashes of their bytes; ``name`` is the key of the results."""

    def __init__(self, cache: Cache, keys: Mapping[str, str], name: str) -> None:
        self._cache, self._keys, self._name = cache, keys, name
        self._earlier: Mapping[str, Brief] = cache.get(name) or {}
        self._shelves: dict[int, dict[str, Verdict]] = {}
        self.briefs = {path: self._earlier[key] for path, key in keys.items() if key in self._earlier}

    def verdict(self, path: str) -> Verdict | None:
        """Return the last verdict on an unchanged report; ``None`` if there is none."""
        return self._shelf(_number(path)).get(self._keys[path])

    def keep(self, briefs: Iterable[Brief], verdicts: Mapping[str, Verdict]) -> None:
        """Keep all briefs, and the new ones among the verdicts."""
        current = {self._keys[brief.path]: brief for brief in briefs}
        if current.keys() != self._earlier.keys():
            self._cache.put(self._name, current)
        changed = set()
        for path, verdict in verdicts.items():
            if self.verdict(path) is not verdict:
                changed.add(_number(path))
                self._shelf(_number(path))[self._keys[path]] = verdict
        for number in changed:
            shelf = {key: verdict for key, verdict in self._shelf(number).items() if key in current}
            self._cache.put(self._key(number), shelf)

    def _shelf(self, number: int) -> dict[str, Verdict]:
        if number not in self._shelves:
            self._shelves[number] = self._cache.get(self._key(number)) or {}
        return self._shelves[number]

    def _key(self, number: int) -> str:
        return key_of(self._name, number)


def _number(path: str) -> int:
    """Return the shelf of a report; it depends on the path only, so an edit does not change it."""
    return zlib.crc32(path.encode("utf-8", "surrogatepass")) % _SHELVES
