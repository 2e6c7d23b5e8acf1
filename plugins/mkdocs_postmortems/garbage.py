"""How often Python looks for garbage: what is read and rendered leaves hardly any, in cycles at least.

The search walks through all objects that are there, and reports are many: at Python's own pace it takes a tenth of a
build. Called by ``plugin`` and ``cli`` as they begin, and around what makes only objects that stay.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator

_SELDOM = (200_000, 50, 100)
"""New objects before the youngest are searched, and how many such searches before older ones are."""


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
