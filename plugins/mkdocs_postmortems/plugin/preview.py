"""Decide under ``mkdocs serve`` which edited reports to show before the full rebuild.

``hooks`` passes the states of the reports' files at the start of each build and after each change. ``Preview`` returns
the edited reports, and later triggers the full rebuild by changing a file that the server watches.

MkDocs serves no page during a build, and a build of a large archive takes seconds.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
from collections.abc import Mapping, Set
from pathlib import Path

from mkdocs_postmortems.tree import State

QUICK = 1.0
"""Seconds. A faster build needs no preview."""
FEW = 3
"""The most edited reports to show before a build: more were not edited by hand."""
PAUSE = 1.0
"""Seconds for a browser to load the edited page, before a build blocks it."""

States = Mapping[Path, State]
"""The state of each report's file."""


class Preview:
    """The state of previews in one run of ``mkdocs serve``. ``watched`` is the file to watch; ``end`` deletes it."""

    def __init__(self) -> None:
        self.watched = Path(tempfile.mkdtemp(prefix="postmortems_")) / "edited"
        self.watched.touch()
        self._states: States = {}
        self._begin = 0.0
        self._is_slow = False
        self._timer: threading.Timer | None = None

    def begin(self, states: States) -> None:
        """Note the start of a full build, which reads the files in these states."""
        self._states, self._begin = states, time.monotonic()

    def done(self) -> None:
        """Note the end of the full build."""
        self._is_slow = time.monotonic() - self._begin > QUICK

    def edited(self, states: States) -> Set[Path]:
        """Return the reports to show now, or none if a full build should follow at once."""
        before, self._states = self._states, states
        edited = {path for path, state in states.items() if before.get(path) != state}
        is_edit = before.keys() == states.keys() and len(edited) <= FEW
        return edited if self._is_slow and is_edit else frozenset()

    def schedule_build(self) -> None:
        """Trigger a full build after a pause, unless this is called again before."""
        if self._timer:
            self._timer.cancel()
        self._timer = threading.Timer(PAUSE, self.trigger_build)
        self._timer.daemon = True
        self._timer.start()

    def trigger_build(self) -> None:
        """Trigger a full build now."""
        self.watched.write_text(str(time.monotonic()), encoding="ascii")

    def end(self) -> None:
        """Stop the timer and delete the watched file."""
        if self._timer:
            self._timer.cancel()
            self._timer.join()  # it may be running
        shutil.rmtree(self.watched.parent, ignore_errors=True)
