"""The sparklines of a table share one scale."""

from __future__ import annotations

import re

from mkdocs_postmortems.draw.charts.sparkline import draw_sparkline


def heights(drawing: str) -> list[float]:
    return [float(height) for height in re.findall(r"v-([\d.]+)h", drawing)]


def test_bars_use_the_scale_of_the_table() -> None:
    assert heights(draw_sparkline([1, 0, 3], 6, "billing")) == [3, 9]


def test_it_is_an_image_with_a_text_alternative() -> None:
    assert 'role="img" aria-label="1 &amp; 3"' in draw_sparkline([1, 3], 3, "1 & 3")


def test_many_quarters_fit_into_a_cell() -> None:
    assert 'width="160"' in draw_sparkline([1] * 200, 1, "x")


def test_without_incidents_only_the_line_is_drawn() -> None:
    assert heights(draw_sparkline([0, 0], 5, "x")) == []
