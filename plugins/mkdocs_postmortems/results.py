"""Run jobs in several processes, unless an earlier run has stored their results.

Called by ``project`` for reading and by ``rendering`` for pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import Any, TypeVar

from mkdocs_postmortems.cache import Cache
from mkdocs_postmortems.workers import OnProgress, chunks, run_jobs, silent

Item = TypeVar("Item")
Result = TypeVar("Result")

_MOST_PARTS = 4096
"""How many parts the work is split into at most."""


def cached_results(
    cache: Cache,
    jobs: Sequence[tuple[str, Callable[[], Result]]],
    workers: int,
    on_progress: OnProgress = silent,
) -> list[Result]:
    """Return the results of jobs in order. Each job has a key, under which its result is stored in the cache.

    ``on_progress`` is called with the progress of those that are not in the cache.
    """
    results: list[Any] = cache.get_all(key for key, _ in jobs)
    missing = [number for number, result in enumerate(results) if result is None]
    done = spread(partial(_run_and_store, cache), [jobs[number] for number in missing], workers, on_progress)
    for number, result in zip(missing, done, strict=True):
        results[number] = result
    return results


def _run_and_store(cache: Cache, jobs: Iterable[tuple[str, Callable[[], Result]]]) -> list[Result]:
    results = []
    for key, job in jobs:
        results.append(job())
        cache.put(key, results[-1])
    return results


def spread(
    do: Callable[[Sequence[Item]], list[Result]], items: Sequence[Item], workers: int, on_progress: OnProgress
) -> Iterator[Result]:
    """Yield the results of ``do`` for all items, in order. Several processes do a part of them at a time."""
    return chain.from_iterable(run_jobs([partial(do, part) for part in split(items)], workers, on_progress))


def split(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Split the items into a part for each job: most often one item."""
    return chunks(items, 1 + len(items) // _MOST_PARTS)
