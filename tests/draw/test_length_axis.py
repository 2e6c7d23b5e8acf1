"""An axis of durations has round labels, as many as fit."""

from __future__ import annotations

import re

from mkdocs_postmortems.draw.length_axis import draw_grid, draw_length_axis
from mkdocs_postmortems.draw.scale import LogScale
from mkdocs_postmortems.publish.drawing import drawing_locale

ENGLISH = drawing_locale("en")


def labels(scale: LogScale, width: float) -> list[str]:
    axis = draw_length_axis(scale, 10, width, 100, (0, width + 20), ENGLISH)
    return re.findall(r"<text[^>]*>([^<]*)<", axis)


def test_ticks_are_labelled_from_a_minute_to_a_day() -> None:
    """5 and 15 have no unit if a 1 beside them has one."""
    assert labels(LogScale(60, 86400), 600) == ["1 min", "5", "15", "1 h", "4 h", "1 d"]
    assert labels(LogScale(5, 86400), 600)[:3] == ["5 s", "15 s", "1 min"]


def test_labels_that_do_not_fit_are_left_out() -> None:
    """Their lines stay."""
    assert labels(LogScale(60, 86400), 60) == ["1 min", "1 h", "1 d"]
    assert draw_grid(LogScale(60, 86400), 10, 60, 0, 100).count("M") == 6
