"""Jobs whose results are kept: each is done once, by this process or another, and taken from the cache from then on.

Comes in: jobs with keys, which name all that their results depend on. Goes out: the results in order. Called by
``project`` for reading and by ``rendering`` for pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import TypeVar

from msgspec import Struct

from mkdocs_postmortems.cache import Cache, key_of
from mkdocs_postmortems.workers import Tell, chunks, run_jobs, silent

Item = TypeVar("Item")
Result = TypeVar("Result")

_MOST_PARTS = 4096
"""Parts that the work is cut into."""


class ResultCache(Struct, frozen=True):
    """Does jobs, or takes what was kept of them. ``versions`` is "" where nothing is kept."""

    cache: Cache
    versions: str = ""

    def key(self, *parts: object) -> str:
        """The key of what is made from these parts; "" where nothing is kept."""
        return key_of(self.versions, *parts) if self.versions else ""

    def run(self, jobs: Sequence[tuple[str, Callable[[], Result]]], workers: int, tell: Tell = silent) -> list[Result]:
        """The results in order. A job without a key is always done. ``tell`` hears how many of the others are done."""
        results = self.cache.get_all(key for key, _ in jobs)
        missing = [number for number, result in enumerate(results) if result is None]
        done = spread(self._do, [jobs[number] for number in missing], workers, tell)
        for number, result in zip(missing, done, strict=True):
            results[number] = result
        return results  # type: ignore[return-value]

    def tidy(self) -> None:
        """Let go of what no job asked for: the last call of a build."""
        self.cache.tidy()

    def _do(self, jobs: Iterable[tuple[str, Callable[[], Result]]]) -> list[Result]:
        results = []
        for key, job in jobs:
            results.append(job())
            if key:
                self.cache.put(key, results[-1])
        return results


def spread(
    do: Callable[[Sequence[Item]], list[Result]], items: Sequence[Item], workers: int, tell: Tell
) -> Iterator[Result]:
    """What ``do`` makes of the items, some at a time, by several processes, in order."""
    return chain.from_iterable(run_jobs([partial(do, part) for part in split(items)], workers, tell))


def split(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """The items in parts for one job each: most often one."""
    return chunks(items, 1 + len(items) // _MOST_PARTS)
