"""Dots never overlap, stay in their row, and move away from its line only as far as needed."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_postmortems.draw.charts.beeswarm import RADII, dots_of_a_row, fit_dots, swarm_offsets


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(0, 600), max_size=120), st.sampled_from([16, 30, 80]))
def test_dots_never_overlap_and_stay_in_their_row(places: list[float], half_height: int) -> None:
    places.sort()
    fitting = fit_dots(places, half_height)
    if fitting is None:
        return
    offsets, radius = fitting
    assert radius in RADII
    assert len(offsets) == len(places)
    assert all(abs(y) + radius <= half_height + 1e-6 for y in offsets)
    for (x, y), (other_x, other_y) in combinations(zip(places, offsets, strict=True), 2):
        assert (x - other_x) ** 2 + (y - other_y) ** 2 >= (2 * radius) ** 2 - 1e-3


def test_a_dot_moves_only_as_far_as_needed() -> None:
    assert swarm_offsets([0, 10, 10, 10], 8, 20) == [0, 0, -8, 8]


def test_dots_get_smaller_if_a_row_is_too_low() -> None:
    radii = []
    for count in (1, 5):
        fitting = fit_dots([250.0] * count, 16)
        assert fitting is not None
        radii.append(fitting[1])
    assert radii == [4.2, 3.0]


def test_there_are_no_dots_if_even_the_smallest_do_not_fit() -> None:
    assert fit_dots([250.0] * 50, 16) is None


@given(st.lists(st.integers(0, 300), max_size=30), st.integers(0, 1000))
def test_the_dots_of_a_drawing_are_bounded(rows: list[int], room: int) -> None:
    """All rows together have a maximum number of dots; the longest rows become bars first."""
    most = dots_of_a_row(rows, room)
    assert sum(count for count in rows if count <= most) <= room
    assert sum(rows) > room or most == max(rows, default=0)
    assert dots_of_a_row([10, 500, 20], 100) == 20
