"""The longest run of values in order."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.check.order import longest_run


@pytest.mark.parametrize(
    ("values", "kept"),
    [([], []), ([1, 2, 2], [0, 1, 2]), ([1, 0], [0]), ([3, 1, 2], [1, 2]), ([1, 0, 3, 2], [0, 2])],
)
def test_of_two_that_contradict_each_other_the_first_is_kept(values: list[float], kept: list[int]) -> None:
    """Equal values are in order."""
    assert longest_run(values) == kept


@given(st.lists(st.integers(0, 5), max_size=7))
def test_no_other_run_is_longer(values: list[float]) -> None:
    """Compared with every run."""
    kept = [values[at] for at in longest_run(values)]
    assert kept == sorted(kept)
    assert not any(list(run) == sorted(run) for run in combinations(values, len(kept) + 1))
