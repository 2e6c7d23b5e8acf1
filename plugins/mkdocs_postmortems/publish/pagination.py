"""Long lists on several pages.

``paginate`` takes the things of a list and the address of its first page, and returns its pages. Called by the modules
of pages with lists.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from msgspec import Struct

Thing = TypeVar("Thing")


class ListPage(Struct, Generic[Thing], frozen=True):
    """A page of a list. Pages count from 1. ``links`` has the numbers and addresses of pages to link to."""

    number: int
    address: str
    things: Sequence[Thing]
    links: tuple[tuple[int, str], ...]


def paginate(things: Sequence[Thing], most: int, first: str, mark: str = "") -> tuple[ListPage[Thing], ...]:
    """Return the pages of a list, at least one, with at most ``most`` things on each.

    Their addresses are ``first``, and ``2/``, ``3/`` … below it; ``mark`` precedes each number.
    """
    last = max(1, -(-len(things) // most))
    addresses = [first, *(f"{first}{mark}{number}/" for number in range(2, last + 1))]
    return tuple(
        ListPage(
            number,
            address,
            things[(number - 1) * most : number * most],
            tuple((each, addresses[each - 1]) for each in linked_pages(number, last)),
        )
        for number, address in enumerate(addresses, 1)
    )


def linked_pages(here: int, last: int) -> list[int]:
    """Return the first, the last, those around a page, and some in between: few, however many pages there are."""
    around = range(here - 2, here + 3)
    fifths = range(0, last, max(1, last // 5))
    return sorted({each for each in (1, *fifths, *around, last) if 1 <= each <= last})
