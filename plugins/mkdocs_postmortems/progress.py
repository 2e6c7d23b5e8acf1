"""Show the progress of a long task: a bar on a terminal, a line of the log now and then elsewhere.

Used by ``plugin``, and by ``cli`` for an import. A task that takes only seconds shows nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TextIO

_WIDTH = 30
_SOON, _OFTEN, _SELDOM = 2.0, 0.2, 5.0
"""Seconds before the bar appears, between its updates, and between two lines of the log."""


class Progress:
    """A callback that shows the progress of one task. ``clock`` returns seconds, like ``time.monotonic``.

    ``stream`` may be a terminal. It is ``None``, as ``sys.stderr`` is, if a program was started without one.
    """

    def __init__(
        self, name: str, stream: TextIO | None, log: Callable[[str], None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._name, self._log, self._clock = name, log, clock
        self._terminal = stream if stream and stream.isatty() else None
        self._next = clock() + (_SOON if self._terminal else _SELDOM)
        self._shown = False

    def __call__(self, done: int, total: int) -> None:
        """Show the progress, unless that was done a moment ago. When all is done, erase the bar."""
        if self._terminal and self._shown and done == total:
            self._terminal.write("\r\033[K")
            self._terminal.flush()
            self._shown = False
        if done == total or self._clock() < self._next:
            return
        self._next = self._clock() + (_OFTEN if self._terminal else _SELDOM)
        if not self._terminal:
            self._log(f"{self._name}: {done:,} of {total:,}")
            return
        full = _WIDTH * done // total
        self._terminal.write(f"\r{self._name} {'█' * full}{'░' * (_WIDTH - full)} {done:,} of {total:,}\033[K")
        self._terminal.flush()
        self._shown = True
