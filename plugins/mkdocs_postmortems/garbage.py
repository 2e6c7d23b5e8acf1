"""Tune garbage collection and the release of memory for a short run with many objects.

Reading and rendering leave hardly any reference cycles, but a collection walks through all objects: at Python's default
thresholds, collections take a tenth of a build. Called by ``plugin`` and ``cli`` at the start, and by ``cache`` while
it loads objects that stay.
"""

from __future__ import annotations

import atexit
import contextlib
import ctypes
import gc
import sys
from collections.abc import Iterator

_SELDOM = (200_000, 50, 100)
"""Thresholds of the three generations for ``gc.set_threshold``."""
_M_MMAP_THRESHOLD = -3
_LARGE = 128 * 1024
"""Bytes. This is glibc's initial threshold, which it raises on its own."""


def collect_seldom() -> None:
    """Collect garbage less often from now on, in this process and its forks, and not at the end of the run.

    Python collects garbage once more before it exits, which takes a tenth of a short build. ``gc.freeze`` exempts all
    objects from that.
    """
    gc.set_threshold(*_SELDOM)
    atexit.register(gc.freeze)


@contextlib.contextmanager
def no_collections() -> Iterator[None]:
    """Disable garbage collection."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def return_large_blocks() -> None:
    """Return large blocks of memory to the system as soon as they are freed.

    glibc raises its threshold for this after each larger block that is freed, and then hundreds of megabytes of free
    memory are not returned. A threshold that is set explicitly stays (``mallopt(3)``, M_MMAP_THRESHOLD).
    """
    if sys.platform == "linux" and (set_option := getattr(ctypes.CDLL(None), "mallopt", None)):
        set_option(_M_MMAP_THRESHOLD, _LARGE)
