"""Moves marks that would overlap apart, as little as possible and without changing their order.

Comes in: where the marks belong, in order. Goes out: where they are drawn. Called by the timeline for its circles;
knows nothing of time or of drawings.
"""

from __future__ import annotations

from collections.abc import Sequence


def spread(places: Sequence[float], gap: float, low: float, high: float) -> tuple[float, ...]:
    """The positions nearest to ``places`` by least squares that are ``gap`` apart and within ``low`` to ``high``.

    ``places`` ascend. Where ``high - low`` has no room for that gap, the gap shrinks until it has.

    With i gaps taken off the i-th place the condition is that the values ascend, which isotonic regression solves
    by pooling neighbours that are out of order into their mean. Clipping its result is the best one within bounds.
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
    """``count`` places that divide ``low`` to ``high`` into equal pieces."""
    return tuple(low + (high - low) * (index + 1) / (count + 1) for index in range(count))


def room(width: float, gap: float) -> int:
    """How many marks with ``gap`` between their centres fit on ``width``."""
    return int(width / gap) + 1
