"""How often Python looks for garbage, and what becomes of large blocks of memory that are free again.

What is read and rendered leaves hardly any garbage, in cycles at least. The search walks through all objects that are
there, and reports are many: at Python's own pace it takes a tenth of a build. Called by ``plugin`` and ``cli`` as they
begin, and around what makes only objects that stay.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import sys
from collections.abc import Iterator

_SELDOM = (200_000, 50, 100)
"""New objects before the youngest are searched, and how many such searches before older ones are."""
_M_MMAP_THRESHOLD = -3
_LARGE = 128 * 1024
"""Bytes; glibc's own threshold, before it raises it."""


def collect_seldom() -> None:
    """Search seldom from now on, in this process and those that it forks."""
    gc.set_threshold(*_SELDOM)


@contextlib.contextmanager
def no_collections() -> Iterator[None]:
    """Search for none meanwhile."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def return_large_blocks() -> None:
    """Have large blocks of memory given back to the system as soon as they are free.

    glibc stops doing so once it has met a larger one, and what is still used then keeps hundreds of megabytes of free
    memory from going back. A threshold that was set stays (``mallopt(3)``, M_MMAP_THRESHOLD).
    """
    if sys.platform == "linux" and (set_option := getattr(ctypes.CDLL(None), "mallopt", None)):
        set_option(_M_MMAP_THRESHOLD, _LARGE)
