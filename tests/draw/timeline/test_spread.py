"""Marks are moved apart as little as possible and keep their order."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.draw.timeline.spread import evenly, room, spread

PLACES = st.lists(st.floats(0, 600), max_size=28).map(sorted)


def test_marks_with_enough_space_stay_in_place() -> None:
    assert spread([10, 40, 100], 23, 0, 600) == (10, 40, 100)


def test_two_marks_at_one_place_move_equally_far() -> None:
    assert spread([100, 100], 20, 0, 600) == (90, 110)


def test_a_crowd_at_the_end_stays_inside() -> None:
    assert spread([600, 600, 600], 20, 0, 600) == (560, 580, 600)


def test_too_many_marks_share_the_space() -> None:
    assert spread([0, 0, 0, 0, 0], 100, 0, 200) == (0, 50, 100, 150, 200)


def test_no_marks_take_no_places() -> None:
    assert spread([], 23, 0, 600) == ()


@given(PLACES)
def test_marks_keep_their_order_their_distance_and_the_bounds(places: list[float]) -> None:
    spots = spread(places, 22, 0, 600)
    assert len(spots) == len(places)
    assert all(later - earlier >= 22 - 1e-6 for earlier, later in pairwise(spots))
    assert all(-1e-6 <= spot <= 600 + 1e-6 for spot in spots)


@given(PLACES.filter(bool), st.data())
def test_no_other_arrangement_is_closer(places: list[float], data: st.DataObject) -> None:
    """Least squares: any other valid arrangement has at least the same sum of squares."""
    spots = spread(places, 22, 0, 600)
    steps = len(places) - 1
    free = data.draw(st.lists(st.floats(0, 600 - 22 * steps), min_size=steps + 1, max_size=steps + 1).map(sorted))
    other = [spot + index * 22 for index, spot in enumerate(free)]
    assert _squares(spots, places) <= _squares(other, places) + 1e-6


def _squares(spots: list[float] | tuple[float, ...], places: list[float]) -> float:
    return sum((spot - place) ** 2 for spot, place in zip(spots, places, strict=True))


def test_evenly_divides_a_range_into_equal_parts() -> None:
    assert evenly(3, 100, 180) == (120, 140, 160)


def test_space_includes_both_ends() -> None:
    assert room(624, 23) == 28
    assert room(624, 11.5) == 55
    assert room(292, 11.5) == 26
