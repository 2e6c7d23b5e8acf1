"""A part of the archive's files as a job, for any process to do at any time, or done by an earlier build.

Comes in: a function that makes the files, and what they show. Goes out: ``Job``. Made by the modules of the pages,
collected by ``pages``, and run by ``rendering``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from mkdocs_postmortems.publish.files import Generated


class Job(Struct, frozen=True):
    """``run`` makes the files. ``shows`` returns what they depend on, besides the site and the settings.

    Their name comes first, then the day if they show it. It is ``None`` for files that change with every build.
    """

    run: Callable[[], Iterable[Generated]]
    shows: Callable[[], Sequence[object]] | None = None
