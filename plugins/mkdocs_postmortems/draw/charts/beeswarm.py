"""Place dots along a line, moved off it only as far as needed to avoid overlaps.

Called by ``swarm``, and by ``publish.insights.charts``, which limits the number of dots on a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

RADII = (4.2, 3.6, 3.0, 2.6, 2.2)
_APART = 0.4


def fit_dots(places: Sequence[float], half_height: float) -> tuple[list[float], float] | None:
    """Return the offsets of dots at the largest radius that fits, and that radius, or ``None`` if none fits."""
    for radius in RADII:
        offsets = swarm_offsets(places, 2 * radius + _APART, half_height - radius)
        if offsets is not None:
            return offsets, radius
    return None


def swarm_offsets(places: Sequence[float], apart: float, most: float) -> list[float] | None:
    """Return the distance of each dot from the line, such that no two centres are closer than ``apart``.

    ``places`` ascend. Each dot gets the free place nearest to the line: on it, or touching a dot placed before. Returns
    ``None`` if a dot would have to be further away than ``most``.
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
    """Return how many dots a row may have if all rows with at most so many have no more than ``room`` together."""
    ascending = sorted(counts)
    total = 0
    for count in ascending:
        total += count
        if total > room:
            return max((each for each in ascending if each < count), default=0)
    return max(ascending, default=0)
