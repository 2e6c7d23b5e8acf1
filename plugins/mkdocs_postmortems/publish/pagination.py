"""Lists that are too long for one page.

Comes in: the address of the first page, and how much there is to show. Goes out: the pages' addresses, what stands on
each, and to which others it leads. Called by the modules whose pages list things. Pages count from 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

Thing = TypeVar("Thing")


def page_addresses(first: str, count: int, most: int, mark: str = "") -> tuple[str, ...]:
    """The addresses of the pages for ``count`` things, ``most`` on each: the first, and ``2/``, ``3/`` … below it.

    There is at least one page. ``mark`` is put before each number.
    """
    pages = max(1, -(-count // most))
    return (first, *(f"{first}{mark}{number}/" for number in range(2, pages + 1)))


def on_page(things: Sequence[Thing], number: int, most: int) -> Sequence[Thing]:
    """What stands on a page."""
    return things[(number - 1) * most : number * most]


def other_pages(here: int, addresses: Sequence[str]) -> list[tuple[int, str]]:
    """The pages that a page of many leads to, itself among them, each with its address."""
    return [(number, addresses[number - 1]) for number in _near(here, len(addresses))]


def _near(here: int, last: int) -> list[int]:
    """The first, the last, those around a page, and some on the way: few, however many pages there are."""
    around = range(here - 2, here + 3)
    fifths = range(0, last, max(1, last // 5))
    return sorted({each for each in (1, *fifths, *around, last) if 1 <= each <= last})
