"""Move overlapping marks apart, as little as possible and without changing their order.

Called by ``layout`` for its circles.
"""

from __future__ import annotations

from collections.abc import Sequence


def spread(places: Sequence[float], gap: float, low: float, high: float) -> tuple[float, ...]:
    """Return the positions closest to ``places`` by least squares that are ``gap`` apart, from ``low`` to ``high``.

    ``places`` ascend. If there is no room for the gap, it shrinks.

    After subtracting i gaps from the i-th place, the condition is that the values ascend. Isotonic regression solves
    that by pooling neighbours that are out of order into their mean; clipping its result is optimal within bounds.
    """
    if not places:
        return ()
    steps = len(places) - 1
    gap = min(gap, (high - low) / steps) if steps else gap
    pools: list[tuple[float, int]] = []
    for index, place in enumerate(places):
        total, count = place - index * gap, 1
        while pools and pools[-1][0] * count >= total * pools[-1][1]:
            earlier, members = pools.pop()
            total, count = total + earlier, count + members
        pools.append((total, count))
    means = (total / count for total, count in pools for _ in range(count))
    ceiling = max(low, high - steps * gap)
    return tuple(min(max(mean, low), ceiling) + index * gap for index, mean in enumerate(means))


def evenly(count: int, low: float, high: float) -> tuple[float, ...]:
    """Return ``count`` positions that divide the range from ``low`` to ``high`` into equal parts."""
    return tuple(low + (high - low) * (index + 1) / (count + 1) for index in range(count))


def room(width: float, gap: float) -> int:
    """Return how many marks with ``gap`` between their centres fit on ``width``."""
    return int(width / gap) + 1
