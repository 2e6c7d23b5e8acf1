"""Pagination of long lists.

The functions give the pages' addresses, the items on each page, and the pages that it links to. Called by the modules
of pages with lists. Pages count from 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

Thing = TypeVar("Thing")


def page_addresses(first: str, count: int, most: int, mark: str = "") -> tuple[str, ...]:
    """Return the addresses of pages for ``count`` things, ``most`` on each: ``first``, and ``2/``, ``3/`` … below it.

    There is at least one page. ``mark`` precedes each number.
    """
    pages = max(1, -(-count // most))
    return (first, *(f"{first}{mark}{number}/" for number in range(2, pages + 1)))


def on_page(things: Sequence[Thing], number: int, most: int) -> Sequence[Thing]:
    """Return the things on a page."""
    return things[(number - 1) * most : number * most]


def other_pages(here: int, addresses: Sequence[str]) -> list[tuple[int, str]]:
    """Return the numbers and addresses of the pages that a page links to, including itself."""
    return [(number, addresses[number - 1]) for number in _near(here, len(addresses))]


def _near(here: int, last: int) -> list[int]:
    """Return the first, the last, those around a page, and some in between: few, however many pages there are."""
    around = range(here - 2, here + 3)
    fifths = range(0, last, max(1, last // 5))
    return sorted({each for each in (1, *fifths, *around, last) if 1 <= each <= last})
