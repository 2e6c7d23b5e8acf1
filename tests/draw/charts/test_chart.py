"""What all charts have in common."""

from __future__ import annotations

import re
from importlib import resources

import pytest
from markupsafe import Markup

from mkdocs_postmortems.draw.charts.chart import chart, draw_widths, link, severity_class


def test_drawings_have_distinct_ids() -> None:
    drawn = draw_widths(lambda width, id, wide: Markup(f"{width:g} {id} {wide}"), 648, "x")
    assert (drawn.wide, drawn.narrow) == ("648 x-w True", "354 x-n False")


@pytest.mark.parametrize(("wide", "between"), [(1188, True), (940, True), (648, False)])
def test_a_chart_much_wider_than_a_tablet_has_one_between(wide: float, between: bool) -> None:
    drawn = draw_widths(lambda width, id, _wide: Markup(f"{width:g} {id}"), wide, "x", medium=True)
    assert drawn.medium == ("680 x-m" if between else "")


@pytest.mark.parametrize(("width", "step"), [(1188, 1120), (940, 800), (648, 640), (680, 680), (496, 480)])
def test_a_wide_drawing_is_shown_from_a_width_near_its_own(width: int, step: int) -> None:
    assert f"pm-from-{step}" in chart("x", width, 10, "id", ("a", "b"), True)


def test_severities_after_the_fourth_look_like_it() -> None:
    assert [severity_class(rank) for rank in (None, 0, 3, 4, 9)] == ["m0", "m1", "m4", "m4", "m4"]


def test_a_mark_without_an_address_keeps_its_title() -> None:
    assert link("", "what") == "<g><title>what</title></g>"


def test_the_stylesheet_knows_every_width_that_a_drawing_names() -> None:
    style = (resources.files("mkdocs_postmortems.publish") / "assets" / "drawings.css").read_text(encoding="utf-8")
    steps = {
        re.findall(r"pm-from-(\d+)", chart("x", width, 10, "id", ("a", "b"), True))[0] for width in range(480, 1300)
    }
    for step in steps:
        assert f"@container (width >= {step}px) {{\n  .pm-chart.pm-from-{step} {{ display: block; }}" in style
