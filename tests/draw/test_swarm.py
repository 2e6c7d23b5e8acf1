"""Dots of a swarm stand at their value and never overlap; too many become bars."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from itertools import combinations
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_postmortems.draw.scale import LogScale
from mkdocs_postmortems.draw.swarm import (
    RADII,
    Dot,
    Swarm,
    SwarmRow,
    dots_of_a_row,
    place_dots,
    scale_of,
    swarm_offsets,
)
from tests.draw.english import draw_swarm, draw_swarms

SCALE = LogScale(60, 86400)


def row(*minutes: float, label: str = "SEV-1", **more: object) -> SwarmRow:
    dots = tuple(Dot(timedelta(minutes=each), f"{each} min", f"i{index}/", 0) for index, each in enumerate(minutes))
    return SwarmRow(label, dots, **more)  # type: ignore[arg-type]


def texts(drawing: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)<", drawing)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(0, 2_000_000), max_size=120), st.sampled_from([200, 600]), st.sampled_from([16, 30, 80]))
def test_dots_never_overlap_and_stay_in_their_row(seconds: Sequence[float], width: int, half_height: int) -> None:
    dots = [Dot(timedelta(seconds=each)) for each in seconds]
    fitting = place_dots(dots, SCALE, width, half_height)
    if fitting is None:
        return
    placed, radius = fitting
    assert len(placed) == len(dots)
    assert radius in RADII
    for each in placed:
        assert abs(each.x - SCALE.place(each.dot.length.total_seconds()) * width) < 1e-6
        assert abs(each.y) + radius <= half_height + 1e-6
    for one, other in combinations(placed, 2):
        assert (one.x - other.x) ** 2 + (one.y - other.y) ** 2 >= (2 * radius) ** 2 - 1e-3


def test_a_dot_moves_only_as_far_as_it_must() -> None:
    assert swarm_offsets([0, 10, 10, 10], 8, 20) == [0, 0, -8, 8]


def test_where_a_row_is_too_low_dots_get_smaller() -> None:
    radii = []
    for count in (1, 5):
        fitting = place_dots([Dot(timedelta(minutes=30))] * count, SCALE, 500, 16)
        assert fitting is not None
        radii.append(fitting[1])
    assert radii == [4.2, 3.0]


def test_what_no_radius_can_hold_becomes_bars_that_lead_to_all() -> None:
    drawing = draw_swarm(Swarm("Duration", (row(*[30] * 500, href="all/"),))).wide
    assert "<circle" not in drawing
    assert '<a href="all/" class="m0"><title>SEV-1: 500 incidents</title><path' in drawing


def test_one_scale_serves_all_figures_and_is_as_long_as_needed() -> None:
    assert scale_of([Swarm("a", (row(5),)), Swarm("b", (row(60),))]) == LogScale(60, 86400)
    assert scale_of([Swarm("a", (row(60 * 24 * 3),))]).high == 7 * 86400


def test_a_row_states_its_median_and_sample_size() -> None:
    median = timedelta(minutes=48)
    drawn = draw_swarm(Swarm("To mitigate", (row(10, 48, 90, median=median), row(5, label="few"))))
    for drawing in (drawn.wide, drawn.narrow):
        assert drawing.count('class="median"') == 1, "too few values have no median"
        assert "48 min" in texts(drawing)
    assert texts(drawn.wide).count("median") == 1
    assert {"n 3", "n 1"} <= set(texts(drawn.narrow))


def test_panels_count_what_was_not_recorded_and_show_the_middle_half() -> None:
    quartiles = (timedelta(minutes=10), timedelta(minutes=90))
    figures = [
        Swarm("To detect", (row(10, 48, 90, median=timedelta(minutes=48), quartiles=quartiles, rank=0),), 8),
        Swarm("Duration", (row(10, rank=0),)),
    ]
    drawn = draw_swarms(figures)
    for drawing in (drawn.wide, drawn.narrow):
        ElementTree.fromstring(drawing)
        assert "not recorded 8" in texts(drawing)
        assert drawing.count('class="middle-half"') == 1
    assert texts(drawn.wide).count("SEV-1") == 1, "side by side, rows are named once"
    assert texts(drawn.narrow).count("SEV-1") == 2


def test_every_dot_leads_to_its_incident() -> None:
    drawing = draw_swarm(Swarm("Duration", (row(10, 20),))).wide
    (dots,) = re.findall(r'<g class="m1">(.*?)</g>', drawing)
    assert re.findall(r'<a href="([^"]+)"><title>([^<]+)', dots) == [("i0/", "10 min"), ("i1/", "20 min")]


@given(st.lists(st.integers(0, 300), max_size=30), st.integers(0, 1000))
def test_the_dots_of_a_drawing_are_bounded(rows: list[int], room: int) -> None:
    """All rows that keep their dots have no more than it bears; the longest ones become bars first."""
    most = dots_of_a_row(rows, room)
    assert sum(count for count in rows if count <= most) <= room
    assert sum(rows) > room or most == max(rows, default=0)
    assert dots_of_a_row([10, 500, 20], 100) == 20


def test_a_finger_gets_bars_where_dots_would_be_many() -> None:
    """A long row is drawn as dots where a pointer can meet them."""
    drawn = draw_swarm(Swarm("Duration", (row(*(1.05**each for each in range(130)), href="all/"),)))
    assert drawn.wide.count("<circle") == 130
    assert "<circle" not in drawn.narrow and '<a href="all/"' in drawn.narrow


def test_ticks_are_labelled_from_a_minute_to_a_day() -> None:
    labels = texts(draw_swarm(Swarm("Duration", (row(30),))).wide)
    assert [label for label in labels if label in ("1 min", "5", "15", "1 h", "4 h", "1 d")] == [
        *("1 min", "5", "15", "1 h", "4 h", "1 d")
    ]
