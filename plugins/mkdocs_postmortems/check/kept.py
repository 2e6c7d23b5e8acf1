"""What earlier checks know of the reports: all of them in brief, and the verdicts on them, some together on a shelf.

Comes in: a ``Cache`` and the key of each report's bytes, from ``project``. Goes out: what is known of those that have
not changed since. So a check of one report reads no more than all in brief, and reads and writes one shelf.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping

from mkdocs_postmortems.archive.brief import Brief
from mkdocs_postmortems.cache import Cache, key_of
from mkdocs_postmortems.check.whole import Verdict

_SHELVES = 32


class Kept:
    """What is kept of the reports with these ``keys``, by their paths. ``name`` is the key of what is kept."""

    def __init__(self, cache: Cache, keys: Mapping[str, str], name: str) -> None:
        self._cache, self._keys, self._name = cache, keys, name
        self._earlier: Mapping[str, Brief] = cache.get(name) or {}
        self._shelves: dict[int, dict[str, Verdict]] = {}
        self.briefs = {path: self._earlier[key] for path, key in keys.items() if key in self._earlier}

    def verdict(self, path: str) -> Verdict | None:
        """The last verdict on a report."""
        return self._shelf(_number(path)).get(self._keys[path])

    def keep(self, briefs: Iterable[Brief], verdicts: Mapping[str, Verdict]) -> None:
        """Keep all reports in brief, and what is new among these verdicts."""
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
    """The shelf of a report, which stays the same when it is edited."""
    return zlib.crc32(path.encode("utf-8", "surrogatepass")) % _SHELVES
