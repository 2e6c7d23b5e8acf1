from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_postmortems.publish.insights_charts import DOTS, most_dots


@settings(deadline=None)
@given(st.lists(st.integers(0, 2 * DOTS), max_size=30))
def test_the_dots_of_a_page_are_bounded(rows: list[int]) -> None:
    """All rows that keep their dots have no more than a page bears."""
    most = most_dots(rows)
    assert sum(sorted(count for count in rows if count <= most)) <= DOTS
    assert sum(rows) > DOTS or most == max(rows, default=0)


def test_the_shortest_rows_keep_their_dots() -> None:
    """The longest one becomes bars."""
    assert most_dots([10, DOTS, 20]) == 20
