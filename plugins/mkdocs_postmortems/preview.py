"""What ``mkdocs serve`` remembers between two builds, so that an edited report is shown before all else is built again.

Comes in: the states of the reports' files, from ``plugin``, at the beginning of a build and after each change. Goes
out: which reports were edited, and a file that the server watches too, by which a whole build is asked for.

MkDocs lets nobody read a page while it builds, and a build of a large archive takes seconds.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
from collections.abc import Mapping, Set
from pathlib import Path

QUICK = 1.0
"""Seconds of a build that nobody minds to wait for."""
FEW = 3
"""So many edited reports are shown before a build; more are no edit by hand."""
PAUSE = 1.0
"""Seconds for a browser to load the edited page, before a whole build lets it wait."""

States = Mapping[Path, tuple[int, int]]
"""Each file's size and time of change."""


class Preview:
    """``watched`` is the file to watch. End it by ``end``."""

    def __init__(self) -> None:
        self.watched = Path(tempfile.mkdtemp(prefix="postmortems_")) / "edited"
        self.watched.touch()
        self._states: States = {}
        self._begin = 0.0
        self._is_slow = False
        self._timer: threading.Timer | None = None

    def begin(self, states: States) -> None:
        """A whole build begins, and reads the files as they are now."""
        self._states, self._begin = states, time.monotonic()

    def done(self) -> None:
        """The whole build is done."""
        self._is_slow = time.monotonic() - self._begin > QUICK

    def edited(self, states: States) -> Set[Path]:
        """The reports to show now; none where it is time for a whole build."""
        before, self._states = self._states, states
        edited = {path for path, state in states.items() if before.get(path) != state}
        is_edit = before.keys() == states.keys() and len(edited) <= FEW
        return edited if self._is_slow and is_edit else frozenset()

    def ask_for_the_rest(self) -> None:
        """Ask for a whole build, unless something else is edited before its time."""
        if self._timer:
            self._timer.cancel()
        self._timer = threading.Timer(PAUSE, self._ask)
        self._timer.daemon = True
        self._timer.start()

    def _ask(self) -> None:
        self.watched.write_text(str(time.monotonic()), encoding="ascii")

    def end(self) -> None:
        """Leave nothing behind."""
        if self._timer:
            self._timer.cancel()
            self._timer.join()  # it may be asking just now
        shutil.rmtree(self.watched.parent, ignore_errors=True)
