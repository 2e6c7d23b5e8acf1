"""A part of the archive's files as a job, which any process can run at any time, or an earlier build has run.

A ``Job`` holds a function that makes the files, and what they depend on. The modules of the pages create jobs,
``pages`` collects them, and ``rendering`` runs them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from mkdocs_postmortems.publish.files import Generated


class Job(Struct, frozen=True):
    """``run`` makes the files. ``shows`` returns what they depend on besides the site and the settings.

    The first value is the files' name, the second the day if they show it. ``shows`` is ``None`` for files that change
    with every build.
    """

    run: Callable[[], Iterable[Generated]]
    shows: Callable[[], Sequence[object]] | None = None
