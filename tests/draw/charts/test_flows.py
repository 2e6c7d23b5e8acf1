"""Opened items upwards, closed ones downwards, items left open below, each on one scale."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree

from mkdocs_postmortems.draw.charts.chart import WIDEST_BAR
from mkdocs_postmortems.draw.charts.flows import Flow
from tests.draw.english import draw_flows

FLOWS = [Flow("Q1", "2024", 8, 2, 6, "a/"), Flow("Q2", "2024", 0, 4, 2), Flow("Q3", "2024", 0, 0, 2)]


def test_opened_and_closed_share_one_scale() -> None:
    rects = list(ElementTree.fromstring(draw_flows(FLOWS, 0).wide).iter("rect"))
    assert [rect.attrib["class"] for rect in rects] == ["opened", "m0", "m0"]
    opened, two, four = (float(rect.attrib["height"]) for rect in rects)
    assert round(opened / four) == 2
    assert round(four / two) == 2


def test_totals_and_open_items_are_at_the_right() -> None:
    drawing = draw_flows(FLOWS, overdue=1).wide
    for text in (">opened 8<", ">closed 6<", ">2 open<", ">1 overdue<"):
        assert text in drawing
    assert "overdue" not in draw_flows(FLOWS, 0).wide


def test_a_quarter_has_its_counts_and_links_to_its_items() -> None:
    assert '<a href="a/"><title>Q1 2024 · opened 8, closed 2, 6 open</title>' in draw_flows(FLOWS, 0).wide


def test_a_year_without_items_is_drawn_too() -> None:
    ElementTree.fromstring(draw_flows([Flow("Q1", "2024", 0, 0, 0)], 0).narrow)
    assert draw_flows([], 0).wide == ""


def test_bars_have_a_maximum_width() -> None:
    rects = ElementTree.fromstring(draw_flows(FLOWS[:1], 0).wide).iter("rect")
    assert max(float(each.attrib["width"]) for each in rects) <= WIDEST_BAR


def test_labels_stay_inside_the_drawing_of_an_uneven_flow() -> None:
    """A hundred items closed in one quarter leave no height for the opened ones, and vice versa."""
    for opened, closed in ((1, 100), (100, 1), (100, 0), (0, 100)):
        drawing = draw_flows([Flow("Q1", "2024", opened, closed, 3)], overdue=1).wide
        tree = ElementTree.fromstring(drawing)
        labels = [float(text.attrib["y"]) for text in tree.iter("text") if "strong-text" in text.attrib["class"]]
        lines = sorted(labels[-4:])
        assert lines[0] >= 11
        assert all(below - above >= 11 for above, below in pairwise(lines))
