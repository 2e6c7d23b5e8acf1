"""An axis of durations has round labels, as many as fit."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.draw.charts.length_axis import draw_grid, draw_length_axis
from mkdocs_postmortems.draw.locale import Locale
from mkdocs_postmortems.draw.measure import text_width
from mkdocs_postmortems.draw.scale import DURATION_TICKS, LogScale
from mkdocs_postmortems.publish.drawing import drawing_locale
from mkdocs_postmortems.publish.texts import LANGUAGES

ENGLISH = drawing_locale("en")


def labels(scale: LogScale, width: float, locale: Locale = ENGLISH) -> list[str]:
    axis = draw_length_axis(scale, 10, width, 100, (0, width + 20), locale)
    return re.findall(r"<text[^>]*>([^<]*)<", axis)


def test_ticks_are_labelled_from_a_minute_to_a_day() -> None:
    """5 and 15 have no unit if a 1 beside them has one."""
    assert labels(LogScale(60, 86400), 600) == ["1 min", "5", "15", "1 h", "4 h", "1 d"]
    assert labels(LogScale(5, 86400), 600)[:3] == ["5 s", "15 s", "1 min"]


def test_labels_that_do_not_fit_are_left_out() -> None:
    """Their lines stay."""
    assert labels(LogScale(60, 86400), 60) == ["1 min", "1 h", "1 d"]
    assert draw_grid(LogScale(60, 86400), 10, 60, 0, 100).count("M") == 6


@pytest.mark.parametrize("language", LANGUAGES)
@given(ends=st.tuples(st.sampled_from(DURATION_TICKS), st.sampled_from(DURATION_TICKS)), width=st.floats(60, 900))
def test_a_number_without_a_unit_follows_a_label_with_it(
    language: str, ends: tuple[float, float], width: float
) -> None:
    """Otherwise nobody could tell 5 minutes from 5 seconds. In some languages, the label with the unit is wide."""
    locale = drawing_locale(language)
    if ends[0] < ends[1]:
        unit = ""
        for label in labels(LogScale(*ends), width, locale):
            unit = label.removeprefix("1") if label.startswith("1") and not label.isdigit() else unit
            assert not label.isdigit() or unit in (locale.duration(timedelta(seconds=each))[1:] for each in (1, 60))


@given(st.sampled_from(DURATION_TICKS), st.sampled_from(DURATION_TICKS), st.floats(60, 900))
def test_labels_are_in_order_and_do_not_touch(one: float, other: float, width: float) -> None:
    if one < other:
        axis = draw_length_axis(LogScale(one, other), 10, width, 100, (0, width + 20), drawing_locale("de"))
        placed = [(float(x), text) for x, text in re.findall(r'<text x="([^"]*)"[^>]*>([^<]*)<', axis)]
        for (x, text), (next_x, next_text) in pairwise(placed):
            assert next_x - x >= (text_width(text) + text_width(next_text)) / 2
