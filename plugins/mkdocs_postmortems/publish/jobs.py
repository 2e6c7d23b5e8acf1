"""A part of the archive's files, as work that any process may do at any time, or that was done by an earlier build.

Comes in: what makes the files, and what these show. Goes out: ``Job``. Made by the modules of the pages; ``pages`` puts
them together, and ``rendering`` has them done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from mkdocs_postmortems.publish.files import Generated


class Job(Struct, frozen=True):
    """``run`` makes the files. ``shows`` gives what they are made from, besides the site and the settings.

    Their name comes first there, and then the day where they tell it. It is ``None`` for files that are never the same
    twice.
    """

    run: Callable[[], Iterable[Generated]]
    shows: Callable[[], Sequence[object]] | None = None
