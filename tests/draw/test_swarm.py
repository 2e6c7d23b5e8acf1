"""Dots of a swarm are at their values and link to their incidents; too many become bars."""

from __future__ import annotations

import re
from datetime import timedelta
from xml.etree import ElementTree

from mkdocs_postmortems.draw.scale import LogScale
from mkdocs_postmortems.draw.swarm import Dot, Swarm, SwarmRow, scale_of
from tests.draw.english import draw_swarm, draw_swarms


def row(*minutes: float, label: str = "SEV-1", **more: object) -> SwarmRow:
    dots = tuple(Dot(timedelta(minutes=each), f"{each} min", f"i{index}/", 0) for index, each in enumerate(minutes))
    return SwarmRow(label, dots, **more)  # type: ignore[arg-type]


def tree_of(drawing: str) -> ElementTree.Element:
    return ElementTree.fromstring(drawing)


def circles(tree: ElementTree.Element) -> list[float]:
    """How far down each dot is."""
    return [float(each.attrib["cy"]) for each in tree.iter("circle")]


def texts(drawing: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)<", drawing)


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
    assert {"n\u00a03", "n\u00a01"} <= set(texts(drawn.narrow))


def test_a_row_without_dots_is_lower_and_the_others_are_not() -> None:
    """Years without a recorded time would fill a telephone; side by side, rows stay level."""
    full, gappy = (Swarm("To mitigate", (row(10), second, row(30))) for second in (row(20), row(label="none")))
    for name in ("wide", "narrow"):
        low, high = (tree_of(getattr(draw_swarm(each), name)) for each in (gappy, full))
        assert float(low.attrib["height"]) < float(high.attrib["height"])
        first, last = circles(low)
        assert first == circles(high)[0], "the row before it does not move"
        assert last < float(low.attrib["height"]) - 22, "the last one is above the axis"
    level = draw_swarms([Swarm("To detect", gappy.rows), Swarm("Duration", full.rows)]).wide
    assert len({*circles(tree_of(level))}) == 3


def test_panels_count_what_was_not_recorded_and_show_the_middle_half() -> None:
    quartiles = (timedelta(minutes=10), timedelta(minutes=90))
    figures = [
        Swarm("To detect", (row(10, 48, 90, median=timedelta(minutes=48), quartiles=quartiles, rank=0),), 8),
        Swarm("Duration", (row(10, rank=0),)),
    ]
    drawn = draw_swarms(figures)
    for drawing in (drawn.wide, drawn.medium, drawn.narrow):
        ElementTree.fromstring(drawing)
        assert "not recorded 8" in texts(drawing)
        assert drawing.count('class="middle-half"') == 1
    assert texts(drawn.wide).count("SEV-1") == 1, "side by side, rows are named once"
    assert texts(drawn.narrow).count("SEV-1") == 2
    assert [each.attrib["width"] for each in tree_of(drawn.medium)] == ["680", "680"], "on a tablet each has all of it"


def test_every_dot_leads_to_its_incident() -> None:
    drawing = draw_swarm(Swarm("Duration", (row(10, 20),))).wide
    (dots,) = re.findall(r'<g class="m1">(.*?)</g>', drawing)
    assert re.findall(r'<a href="([^"]+)"><title>([^<]+)', dots) == [("i0/", "10 min"), ("i1/", "20 min")]


def test_a_finger_gets_bars_where_dots_would_be_many() -> None:
    """A long row is drawn as dots where a pointer can meet them."""
    drawn = draw_swarm(Swarm("Duration", (row(*(1.05**each for each in range(130)), href="all/"),)))
    assert drawn.wide.count("<circle") == 130
    assert "<circle" not in drawn.narrow and '<a href="all/"' in drawn.narrow
