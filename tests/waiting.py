"""How long tests wait for something that must happen: as long as a busy machine may need."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE = 120.0
"""Seconds."""


def until(holds: Callable[[], object], pause: Callable[[], object] = lambda: time.sleep(0.05)) -> None:
    """Wait until a condition holds, and fail if it never does. ``pause`` passes the time in between."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it never came"
        pause()
