"""A part of the archive's files, as work that any process may do at any time, or that was done by an earlier build.

Made by the modules of the pages; ``pages`` puts them together, and ``project`` has them done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from mkdocs_postmortems.publish.files import Generated


@dataclass(frozen=True, slots=True)
class Job:
    """``shows`` gives what the files are made from, besides the site and the settings: their names first, and the day
    where they tell it.

    It is ``None`` where that is never the same twice.
    """

    run: Callable[[], Iterable[Generated]]
    shows: Callable[[], Sequence[object]] | None = None
