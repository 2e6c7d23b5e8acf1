"""Dots along a line, moved off it only as far as needed to avoid overlaps.

Comes in: where the dots belong, in order. Goes out: how far off the line they are drawn. Called by ``swarm``, and by
``publish.insights_charts``, which distributes the dots that a page may have. Knows nothing of what a dot stands for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

RADII = (4.2, 3.6, 3.0, 2.6, 2.2)
_APART = 0.4


def fit_dots(places: Sequence[float], half_height: float) -> tuple[list[float], float] | None:
    """The offsets of dots at the largest radius that fits, and that radius; ``None`` if none fits."""
    for radius in RADII:
        offsets = swarm_offsets(places, 2 * radius + _APART, half_height - radius)
        if offsets is not None:
            return offsets, radius
    return None


def swarm_offsets(places: Sequence[float], apart: float, most: float) -> list[float] | None:
    """How far each dot stands off the line, so that no two centres are nearer than ``apart``.

    ``places`` ascend. Each dot takes the free place nearest to the line: on it, or touching a neighbour that was
    placed before. ``None`` where a dot would have to go further than ``most``.
    """
    offsets: list[float] = []
    first = 0
    for index, place in enumerate(places):
        while places[first] <= place - apart:
            first += 1
        near = [(place - places[other], offsets[other]) for other in range(first, index)]
        touching = (y + sign * (apart**2 - dx**2) ** 0.5 for dx, y in near for sign in (-1, 1))
        candidates = sorted((0.0, *touching), key=lambda y: (abs(y), y))
        free = (y for y in candidates if all(dx**2 + (y - other) ** 2 >= apart**2 - 1e-6 for dx, other in near))
        offset = next(free)
        if abs(offset) > most:
            return None
        offsets.append(offset)
    return offsets


def dots_of_a_row(counts: Iterable[int], room: int) -> int:
    """How many dots a row may have, so that all rows that keep their dots have no more than ``room`` together."""
    ascending = sorted(counts)
    total = 0
    for count in ascending:
        total += count
        if total > room:
            return max((each for each in ascending if each < count), default=0)
    return max(ascending, default=0)
