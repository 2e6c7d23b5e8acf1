"""Horizontal bars on one scale, followed by their counts."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from mkdocs_postmortems.draw.charts.bars import CountBar
from tests.draw.english import draw_bars

BARS = [CountBar("code deployment", 50, 10, "cause/code-deployment/"), CountBar("hardware", 10)]


def test_bars_are_to_scale_and_their_severe_part_comes_first() -> None:
    rects = list(ElementTree.fromstring(draw_bars(BARS, "Causes").wide).iter("rect"))
    widths = [float(rect.attrib["width"]) for rect in rects]
    assert [rect.attrib["class"] for rect in rects] == ["m0", "strong", "m0"]
    assert len({rect.attrib["x"] for rect in rects}) == 1
    assert [round(width / widths[2]) for width in widths] == [5, 1, 1]


def test_a_bar_links_to_its_incidents() -> None:
    drawing = draw_bars(BARS, "Causes").wide
    assert '<a href="cause/code-deployment/"><title>code deployment: 50 incidents, 10 severe</title>' in drawing


def test_a_long_name_is_cut_but_complete_on_hover() -> None:
    drawing = draw_bars([CountBar("a cause whose name is as long as a whole sentence", 3)], "Causes").narrow
    assert re.search(r">a cause whose n[^<]*…<", drawing)
    assert "<title>a cause whose name is as long as a whole sentence: 3 incidents</title>" in drawing


def test_a_count_of_zero_has_no_bar() -> None:
    ElementTree.fromstring(draw_bars([CountBar("none", 0)], "Causes").wide)
    assert draw_bars([], "Causes").wide == ""
