"""The dots of a swarm are at their value and link to their incident; too many become bars."""

from __future__ import annotations

import re
from datetime import timedelta
from xml.etree import ElementTree

from mkdocs_postmortems.draw.charts.swarm import Dot, Swarm, SwarmRow, scale_of
from mkdocs_postmortems.draw.scale import LogScale
from tests.draw.english import draw_swarm, draw_swarms


def row(*minutes: float, label: str = "SEV-1", **more: object) -> SwarmRow:
    dots = tuple(Dot(timedelta(minutes=each), f"{each} min", f"i{index}/", 0) for index, each in enumerate(minutes))
    return SwarmRow(label, dots, **more)  # type: ignore[arg-type]


def tree_of(drawing: str) -> ElementTree.Element:
    return ElementTree.fromstring(drawing)


def circles(tree: ElementTree.Element) -> list[float]:
    """Return the vertical position of each dot."""
    return [float(each.attrib["cy"]) for each in tree.iter("circle")]


def texts(drawing: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)<", drawing)


def test_too_many_dots_become_bars_that_link_to_all_incidents() -> None:
    drawing = draw_swarm(Swarm("Duration", (row(*[30] * 500, href="all/"),))).wide
    assert "<circle" not in drawing
    assert '<a href="all/" class="m0"><title>SEV-1: 500 incidents</title><path' in drawing


def test_all_figures_share_a_scale_of_the_needed_length() -> None:
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
    assert "median" not in texts(draw_swarm(Swarm("To mitigate", (row(5),))).wide)


def test_a_row_without_dots_is_lower_and_the_others_are_not() -> None:
    """Years without recorded times would fill a phone's screen; side by side, rows stay aligned."""
    full, gappy = (Swarm("To mitigate", (row(10), second, row(30))) for second in (row(20), row(label="none")))
    for name in ("wide", "narrow"):
        low, high = (tree_of(getattr(draw_swarm(each), name)) for each in (gappy, full))
        assert float(low.attrib["height"]) < float(high.attrib["height"])
        first, last = circles(low)
        assert first == circles(high)[0], "the row before it does not move"
        assert last < float(low.attrib["height"]) - 22, "the last one is above the axis"
    level = draw_swarms([Swarm("To detect", gappy.rows), Swarm("Duration", full.rows)]).wide
    assert len({*circles(tree_of(level))}) == 3


def test_panels_count_unrecorded_values_and_show_the_middle_half() -> None:
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


def test_the_description_says_counts_and_medians_of_each_figure() -> None:
    """Who cannot see the dots can hear what they show."""
    rows = row(5, 15, 40, median=timedelta(minutes=15)), row(label="SEV-2")
    both = draw_swarms([Swarm("Time to detect", rows), Swarm("Duration", rows[1:])])
    assert "Time to detect. SEV-1: 3 incidents, median 15 min; SEV-2: 0 incidents. Duration. SEV-2: 0" in both.wide
    assert ">SEV-1: 3 incidents, median 15 min; SEV-2: 0 incidents.<" in both.narrow


def test_every_dot_links_to_its_incident() -> None:
    drawing = draw_swarm(Swarm("Duration", (row(10, 20),))).wide
    (dots,) = re.findall(r'<g class="m1">(.*?)</g>', drawing)
    assert re.findall(r'<a href="([^"]+)"><title>([^<]+)', dots) == [("i0/", "10 min"), ("i1/", "20 min")]


def test_narrow_drawings_have_bars_instead_of_many_dots() -> None:
    """Dots in a long row can be hit with a pointer, but not with a finger."""
    drawn = draw_swarm(Swarm("Duration", (row(*(1.05**each for each in range(130)), href="all/"),)))
    assert drawn.wide.count("<circle") == 130
    assert "<circle" not in drawn.narrow and '<a href="all/"' in drawn.narrow
