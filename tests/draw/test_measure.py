"""The estimated width of a text is rather too large than too small."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.draw.measure import shorten, text_width

IN_ARIAL = [("14:00", 27.5, 0), ("Recovering", 59.9, 1), ("Responding · 1 h 46 min", 128.7, 1), ("復旧中", 33, 0)]
"""Texts, their widths at 11 px as a browser measures them, and whether they are bold."""


@pytest.mark.parametrize(("text", "width", "bold"), IN_ARIAL)
def test_the_estimate_is_at_least_the_width_and_not_far_above(text: str, width: float, bold: int) -> None:
    assert width <= text_width(text, bold=bool(bold)) <= width * 1.15


def test_combining_marks_have_no_width() -> None:
    assert text_width("e\u0301") == text_width("e")


def test_a_text_is_cut_to_fit() -> None:
    assert shorten("billing", 100) == "billing"
    cut = shorten("a long name of a service", 60)
    assert cut.endswith("…")
    assert text_width(cut) <= 60
