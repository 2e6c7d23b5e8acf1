"""Decide by the section as a whole which digits are times: ``14.12 text`` is one if the times around it agree.

Takes the section's blocks and lines, and the times that its lines certainly begin with. Returns further times, and what
to write where digits seem to be a time but are not read as one. Called by ``heads``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from mkdocs_postmortems.read.clocks import Clock
from mkdocs_postmortems.read.line_times import Head
from mkdocs_postmortems.read.markers import cut_internal
from mkdocs_postmortems.read.outline import Block
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.possible_times import PossibleTime, read_possible_time
from mkdocs_postmortems.read.zones import TimeRefused

_MAY_BE_DOTTED = pattern(r"\W{0,6}\d{1,2}\.\d\d")
_FEW = 3
"""How many times such as ``14.12`` in ascending order cannot be plain numbers."""


def settle_likely(
    blocks: Sequence[Block], lines: Sequence[str], heads: Mapping[int, Head]
) -> tuple[dict[int, Head], dict[int, TimeRefused]]:
    """Read ``14.12`` at the head of a line as a time if it fits between the times around it, else as a number.

    If nearly all times of a section are written like that, they are times if they are in order. ``heads`` are the times
    by their lines, as are both results.
    """
    blocks = [block for block in blocks if block.kind in ("item", "paragraph")]
    likely = {block.first: like for block in blocks if (like := _likely(block, lines, heads)) is not None}
    items = sum(block.kind == "item" for block in blocks)
    dotted = _dotted_times(blocks, lines, heads, likely, items)
    read = dotted if len(dotted) >= _FEW else {}
    clocks = {at: head.stamp.clock for at, head in (*heads.items(), *read.items()) if head.stamp.clock}
    if not clocks:
        return read, _bare_digits(likely, items)
    unread = {}
    for at, like in likely.items():
        if at not in read:
            fits = _fits(like.clock, at, clocks)
            if fits and like.head is not None:
                read[at] = like.head
            elif fits or like.set_off:
                unread[at] = like.refused
    return read, unread


def _likely(block: Block, lines: Sequence[str], heads: Mapping[int, Head]) -> PossibleTime | None:
    """Return what may be a time at the head of a block without one. In prose it must be set off from the text."""
    if block.first in heads or block.is_within(heads):
        return None
    like = read_possible_time(cut_internal(lines[block.first][block.content :])[0])
    return like if like is None or like.set_off or block.kind == "item" else None


def _dotted_times(
    blocks: Sequence[Block],
    lines: Sequence[str],
    heads: Mapping[int, Head],
    likely: Mapping[int, PossibleTime],
    items: int,
) -> dict[int, Head]:
    """Return ``12.05 Rolled back`` times that begin the lines of paragraphs, or nearly all of so many items of a list.

    They must be in order. One exception in five is a typo, or the hour after noon on a 12-hour clock.
    """
    found = {at: like.head for at, like in likely.items() if like.head}
    in_prose = dict(_dotted_lines(blocks, lines, heads, likely))
    if len(in_prose) > len(found):
        found |= in_prose
    elif 4 * len(found) < 3 * items:
        return {}
    every = {**{at: head for at, head in heads.items() if head.stamp.clock}, **found}
    strays = sum(_goes_back(every, above, below, heads) for above, below in pairwise(sorted(every)))
    return found if 5 * strays <= len(every) else {}


def _dotted_lines(
    blocks: Sequence[Block], lines: Sequence[str], heads: Mapping[int, Head], likely: Mapping[int, PossibleTime]
) -> Iterator[tuple[int, Head]]:
    """Yield the lines of paragraphs that begin with a possible time."""
    for block in blocks:
        for at in range(block.first, block.last + 1) if block.kind == "paragraph" else ():
            line = lines[at].strip()
            may_be = at not in heads and _MAY_BE_DOTTED.match(line)
            like = likely.get(at) or (read_possible_time(line) if may_be else None)
            if like and like.head:
                yield at, like.head


def _goes_back(every: Mapping[int, Head], above: int, below: int, heads: Mapping[int, Head]) -> bool:
    """Return whether a time is before the one above it with no date between the two."""
    first, second = every[above].stamp.clock, every[below].stamp.clock
    if first is None or second is None or _time_of_day(first) <= _time_of_day(second):
        return False
    return not any(above < at < below and head.stamp.day for at, head in heads.items())


def _bare_digits(likely: Mapping[int, PossibleTime], items: int) -> dict[int, TimeRefused]:
    """Report ``1405 Rolled back`` if nearly all of so many items begin so and the section has no other times.

    The digits must be in order; otherwise they are numbers.
    """
    times = [_time_of_day(like.clock) for like in likely.values() if like.head is None]
    if len(times) < max(_FEW, 3 * items / 4) or times != sorted(times) or len(times) != len(likely):
        return {}
    return {at: like.refused for at, like in likely.items()}


def _fits(clock: Clock, at: int, clocks: Mapping[int, Clock]) -> bool:
    """Return whether a clock time fits between the nearest ones above and below, possibly across midnight."""
    time = _time_of_day(clock)
    above = max((line for line in clocks if line < at), default=None)
    below = min((line for line in clocks if line > at), default=None)
    after = above is None or _time_of_day(clocks[above]) <= time
    before = below is None or time <= _time_of_day(clocks[below])
    if above is None or below is None:
        return after and before
    passed = _time_of_day(clocks[above]) > _time_of_day(clocks[below])
    return after or before if passed else after and before


def _time_of_day(clock: Clock) -> tuple[int, int]:
    return clock.hour, clock.minute
