"""The table of contents that a theme prints, put together from pieces of those of other pages.

``Outline`` learns from rendered pages what the theme prints between two entries, and returns the pieces of pages with
other headings. Called by ``shell``. Reports hardly ever have the same headings, so without this nearly all of them
would be rendered by the theme.

What is printed between two entries depends on their levels and on how deeply they are nested. If it turns out to depend
on anything else, such as their number, an outline is never used again. A theme may print every other entry differently:
what was only seen at even, or only at odd numbers, is not certain.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from mkdocs_postmortems.publish.files import Heading

Piece = tuple[str, str, int]
"""A rendered text and the slot after it: its name and number. The last slot of a page is empty."""
Place = tuple[int, int]
"""How deeply a heading is nested, and its level."""

_SLOTS = ("id", "heading")


class _Step(Struct, frozen=True):
    """What the theme prints from an entry's first slot to the next entry's: the entry's other slots, then a text.

    ``slot`` is the next entry's first one, "" after the last entry.
    """

    rest: tuple[tuple[str, str], ...]
    text: str
    slot: str


class Outline:
    """The table of contents of pages that are alike in everything else."""

    def __init__(self) -> None:
        self.is_usable = True
        self._frame: tuple[tuple[Piece, ...], tuple[Piece, ...]] | None = None
        self._steps: dict[tuple[Place | None, Place | None], _Step] = {}
        self._seen: dict[tuple[Place | None, Place | None], set[bool]] = {}

    def learn(self, pieces: Sequence[Piece], headings: Sequence[Heading]) -> None:
        """Learn from the pieces of a page with these headings."""
        at = [number for number, (_, slot, _) in enumerate(pieces) if slot in _SLOTS]
        if not at:
            self.is_usable = False
            return
        inside, tail = pieces[at[0] : at[-1] + 1], pieces[at[-1] + 1]
        frame = (tuple(pieces[: at[0]]), (("", *tail[1:]), *pieces[at[-1] + 2 :]))
        runs = [[(text, slot) for text, slot, number in inside if number == entry] for entry in range(len(headings))]
        in_order = [number for _, _, number in inside] == [entry for entry, run in enumerate(runs) for _ in run]
        if not (in_order and all(runs) and len(inside) == len(at) and self._frame in (None, frame)):
            self.is_usable = False
            return
        self._frame = frame
        before = [(), *(tuple(run[1:]) for run in runs)]
        after = [*(run[0] for run in runs), (tail[0], "")]
        for key, rest, (text, slot) in zip(_keys(headings), before, after, strict=True):
            step = _Step(rest, text, slot)
            self.is_usable &= self._steps.setdefault(key, step) == step
        self.confirm(headings)

    def confirm(self, headings: Sequence[Heading]) -> None:
        """Note that the pieces of a page with these headings are those of the theme."""
        for number, key in enumerate(_keys(headings)):
            self._seen.setdefault(key, set()).add(number % 2 == 0)

    def is_certain(self, headings: Sequence[Heading]) -> bool:
        """Whether each step to the next entry was seen at an even and at an odd number; the first always is at 0."""
        _, *keys = _keys(headings)
        return all(len(self._seen.get(key, ())) == 2 for key in keys)

    def pieces(self, headings: Sequence[Heading]) -> tuple[Piece, ...] | None:
        """Return the pieces of a page with these headings; ``None`` if it has entries that no page before had."""
        steps = [self._steps.get(key) for key in _keys(headings)]
        if not (self.is_usable and self._frame and all(steps)):
            return None
        before, (rest, *after) = self._frame
        found: list[Piece] = list(before)
        for entry, step in enumerate(filter(None, steps)):
            found += [(text, slot, entry - 1) for text, slot in step.rest]
            found.append((step.text, step.slot, entry))
        text = found.pop()[0]
        return (*found, (text, *rest[1:]), *after)


def _keys(headings: Iterable[Heading]) -> Iterator[tuple[Place | None, Place | None]]:
    """Yield the places of each two entries after another; ``None`` stands before the first and after the last."""
    return pairwise((None, *_places(headings), None))


def _places(headings: Iterable[Heading]) -> Iterator[Place]:
    """Yield the headings' places. They are nested by level, as in ``content.toc_tokens``."""
    above: list[int] = []
    for heading in headings:
        while above and above[-1] >= heading.level:
            above.pop()
        yield len(above), heading.level
        above.append(heading.level)
