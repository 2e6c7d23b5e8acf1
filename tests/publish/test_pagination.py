"""Lists on several pages."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.publish.pagination import on_page, other_pages, page_addresses


def test_there_is_always_a_first_page() -> None:
    """Further ones are numbered below its address."""
    assert page_addresses("a/", 0, 10) == page_addresses("a/", 10, 10) == ("a/",)
    assert page_addresses("a/", 21, 10) == ("a/", "a/2/", "a/3/")
    assert page_addresses("a/", 11, 10, mark="-") == ("a/", "a/-2/")


@given(st.integers(0, 60), st.integers(1, 20))
def test_every_item_is_on_one_page(count: int, most: int) -> None:
    """In order, and no page exceeds its maximum."""
    things = range(count)
    pages = [on_page(things, number, most) for number, _ in enumerate(page_addresses("", count, most), 1)]
    assert [thing for page in pages for thing in page] == [*things]
    assert all(len(page) <= most for page in pages)


@given(st.integers(1, 10_000).flatmap(lambda last: st.tuples(st.integers(1, last), st.just(last))))
def test_a_page_links_to_few_others(pair: tuple[int, int]) -> None:
    """The number of links does not grow with the number of pages, and every page is a few links away."""
    here, last = pair
    addresses = [f"{number}/" for number in range(1, last + 1)]
    numbers = [number for number, address in other_pages(here, addresses) if address == f"{number}/"]
    assert {1, here, last} <= {*numbers} <= {*range(1, last + 1)}
    assert numbers == sorted(numbers)
    assert len(numbers) <= 14
    assert here == 1 or here - 1 in numbers
    assert here == last or here + 1 in numbers
