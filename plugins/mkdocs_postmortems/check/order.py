"""Find which of several values are out of order. Called by the rules for the order of events and of sections."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence


def longest_run(values: Sequence[float]) -> list[int]:
    """Return the indices of a longest non-decreasing run of values; the others are out of order.

    Of two values that contradict each other, the first is kept. The run is found from the end, in O(n log n).
    """
    firsts: list[float] = []  # the negated greatest first value of a run of each length
    places: list[int] = []  # the index of that value
    following: dict[int, int] = {}
    for at in range(len(values) - 1, -1, -1):
        length = bisect_right(firsts, -values[at])
        firsts[length : length + 1] = [-values[at]]
        places[length : length + 1] = [at]
        if length:
            following[at] = places[length - 1]
    run = places[-1:]
    while run and run[-1] in following:
        run.append(following[run[-1]])
    return run
