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
    """A callback that shows the progress of one task. ``clock`` returns seconds, like ``time.monotonic``."""

    def __init__(
        self, name: str, stream: TextIO, log: Callable[[str], None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._name, self._stream, self._log, self._clock = name, stream, log, clock
        self._on_terminal = stream.isatty()
        self._next = clock() + (_SOON if self._on_terminal else _SELDOM)
        self._shown = False

    def __call__(self, done: int, total: int) -> None:
        """Show the progress, unless that was done a moment ago. When all is done, erase the bar."""
        if self._shown and done == total:
            self._stream.write("\r\033[K")
            self._stream.flush()
            self._shown = False
        if done == total or self._clock() < self._next:
            return
        self._next = self._clock() + (_OFTEN if self._on_terminal else _SELDOM)
        if not self._on_terminal:
            self._log(f"{self._name}: {done:,} of {total:,}")
            return
        full = _WIDTH * done // total
        self._stream.write(f"\r{self._name} {'█' * full}{'░' * (_WIDTH - full)} {done:,} of {total:,}\033[K")
        self._stream.flush()
        self._shown = True
