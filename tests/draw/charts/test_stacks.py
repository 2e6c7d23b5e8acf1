"""Quarters as stacked bars: to scale, the most severe at the axis, each part linked to its incidents."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from mkdocs_postmortems.draw.charts.chart import WIDEST_BAR
from mkdocs_postmortems.draw.charts.stacks import HEIGHT, Stack, axis_of_quarters
from tests.draw.english import draw_stacks

SEVERITIES = ("SEV-1", "SEV-2", "SEV-3")


def quarters(count: int) -> list[Stack]:
    return [Stack(f"Q{index % 4 + 1}", str(2019 + index // 4), (1, 0, 4), f"q{index}/") for index in range(count)]


def rects(drawing: str) -> list[tuple[str, float, float]]:
    """Return class, top and height of each part."""
    found = ElementTree.fromstring(drawing).iter("rect")
    return [(each.attrib["class"], float(each.attrib["y"]), float(each.attrib["height"])) for each in found]


def test_the_most_severe_part_is_at_the_axis_and_heights_are_to_scale() -> None:
    (severe, low, one), (plain, high, four) = rects(draw_stacks(quarters(1), SEVERITIES).wide)
    assert (severe, plain) == ("m1", "m3")
    assert low > high
    assert one + 1.5 == pytest.approx(HEIGHT / 5)
    assert four + 1.5 == pytest.approx(HEIGHT * 4 / 5)


def test_parts_of_three_or_more_are_numbered() -> None:
    drawing = draw_stacks(quarters(4), SEVERITIES).wide
    assert drawing.count('class="on">4<') == 4
    assert 'class="on">1<' not in drawing


def test_a_part_that_is_the_whole_quarter_repeats_no_number() -> None:
    """The number above it is the same."""
    drawing = draw_stacks([Stack("Q1", "2019", (0, 3, 0), "q0/")], SEVERITIES).wide
    assert re.findall(">(3)<", drawing) == ["3"] * 2  # on the axis and above the bar
    assert 'class="on"' not in drawing


def test_the_current_quarter_is_framed_and_starred() -> None:
    drawing = draw_stacks([*quarters(3), Stack("Q4", "2019", (0, 0, 2), "q/", True)], SEVERITIES).wide
    assert drawing.count('class="under-way"') == 1
    assert ">2*<" in drawing


def test_parts_link_to_their_incidents_and_the_count_to_the_quarter() -> None:
    stack = Stack("Q1", "2019", (1, 0, 4), "q0/", part_hrefs=("q0/#s1", "q0/#s2", "q0/#s3"))
    drawing = draw_stacks([stack], SEVERITIES).wide
    assert re.findall('<a href="([^"]+)"><title>([^<]+)', drawing) == [
        ("q0/#s1", "Q1 2019 · SEV-1 · 1 incident"),
        ("q0/#s3", "Q1 2019 · SEV-3 · 4 incidents"),
        ("q0/", "Q1 2019 · 5 incidents"),
    ]


@pytest.mark.parametrize(("count", "named"), [(24, True), (100, False)])
def test_quarters_are_named_if_there_is_space(count: int, named: bool) -> None:
    assert (">Q1<" in draw_stacks(quarters(count), SEVERITIES).wide) is named


def test_years_without_space_are_skipped_and_no_text_overlaps() -> None:
    drawing = draw_stacks(quarters(60), SEVERITIES).narrow
    years = [float(x) for x in re.findall(r'<text x="([\d.]+)" y="[\d.]+" class="strong-text">2\d{3}<', drawing)]
    assert all(later - earlier >= 26 for earlier, later in pairwise(years))
    assert 5 < len(years) < 15


def test_the_key_counts_each_severity_that_occurs() -> None:
    key = draw_stacks(quarters(4), SEVERITIES).key
    assert [entry.text for entry in key] == ["SEV-1 · 4", "SEV-3 · 16"]


@pytest.mark.parametrize("count", [1, 4, 9])
def test_bars_have_a_maximum_width(count: int) -> None:
    widths = [
        float(each.attrib["width"])
        for each in ElementTree.fromstring(draw_stacks(quarters(count), SEVERITIES).wide).iter("rect")
    ]
    assert max(widths) <= WIDEST_BAR


def test_without_quarters_nothing_is_drawn() -> None:
    assert draw_stacks([], SEVERITIES).wide == ""


def test_of_two_close_years_the_one_with_more_quarters_is_named() -> None:
    """An archive that starts in December still names its first full year."""
    stacks = [Stack("Q4", "2018", (1,)), *quarters(20)]
    assert "2018" not in years_on(axis_of_quarters(stacks, 28, 28 + 21 * 20, 100))
    assert years_on(axis_of_quarters(stacks, 28, 28 + 21 * 20, 100)) == ["2019", "2020", "2021", "2022", "2023"]
    assert years_on(axis_of_quarters(stacks, 28, 28 + 21 * 60, 100))[:2] == ["2018", "2019"]


def years_on(axis: str) -> list[str]:
    return re.findall(r'class="strong-text">(\d+)<', axis)
