"""Lists on several pages."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.publish.pagination import linked_pages, paginate


def addresses(count: int, mark: str = "") -> list[str]:
    return [page.address for page in paginate(range(count), 10, "a/", mark)]


def test_there_is_always_a_first_page() -> None:
    """Further ones are numbered below its address."""
    assert addresses(0) == addresses(10) == ["a/"]
    assert addresses(21) == ["a/", "a/2/", "a/3/"]
    assert addresses(11, mark="-") == ["a/", "a/-2/"]


@given(st.integers(0, 60), st.integers(1, 20))
def test_every_item_is_on_one_page(count: int, most: int) -> None:
    """In order, and no page exceeds its maximum."""
    pages = paginate(range(count), most, "")
    assert [thing for page in pages for thing in page.things] == [*range(count)]
    assert all(len(page.things) <= most for page in pages)


@given(st.integers(1, 10_000).flatmap(lambda last: st.tuples(st.integers(1, last), st.just(last))))
def test_a_page_links_to_few_others(pair: tuple[int, int]) -> None:
    """The number of links does not grow with the number of pages, and every page is a few links away."""
    here, last = pair
    numbers = linked_pages(here, last)
    assert {1, here, last} <= {*numbers} <= {*range(1, last + 1)}
    assert numbers == sorted(numbers)
    assert len(numbers) <= 14
    assert here == 1 or here - 1 in numbers
    assert here == last or here + 1 in numbers
