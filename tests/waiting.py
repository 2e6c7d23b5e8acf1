"""How long a test waits for what must come in the end: as long as a busy machine may take."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE = 120.0
"""Seconds."""


def until(holds: Callable[[], object], pause: Callable[[], object] = lambda: time.sleep(0.05)) -> None:
    """Wait until something holds; fails where it does not in the end. ``pause`` is what passes the time."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it never came"
        pause()
