"""The labels of the axis fit, its ends are always labelled, and days are named."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from mkdocs_postmortems.draw.measure import text_width
from mkdocs_postmortems.draw.timeline.layout import TimelineInput
from tests.draw.english import draw_timeline

Make = Callable[..., TimelineInput]


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_texts_of_the_axis_never_overlap(incidents: st.SearchStrategy[TimelineInput], data: st.DataObject) -> None:
    drawn = draw_timeline(data.draw(incidents))
    for drawing, width in ((drawn.wide, 648), (drawn.narrow, 316)):
        rows: dict[str, list[tuple[float, float]]] = {}
        for y, left, right in _axis_texts(drawing):
            rows.setdefault(y, []).append((left, right))
        for spans in rows.values():
            assert all(later[0] >= earlier[1] for earlier, later in pairwise(sorted(spans)))
            assert all(left >= 0 and right <= width for left, right in spans)


def _axis_texts(drawing: str) -> Iterator[tuple[str, float, float]]:
    """Yield the line of each text under the axis, and its left and right end."""
    if not drawing:
        return
    for group in ElementTree.fromstring(drawing).iter("g"):
        if group.get("class") != "axis":
            continue
        for text in group.iter("text"):
            classes = (text.get("class") or "").split()
            width = text_width(text.text or "", bold="day" in classes)
            x = float(text.attrib["x"])
            starts = "day" in classes or classes == ["end"]
            left = x if starts else x - width if "last" in classes else x - width / 2
            yield text.attrib["y"], left, left + width


def test_the_ends_of_the_axis_are_always_labelled(make: Make) -> None:
    drawing = draw_timeline(make(0, 61, 122)).wide
    assert ">14:00<" in drawing
    assert ">16:02<" in drawing
    assert ">16:00<" not in drawing, "a round time too near to the end loses its label"


def test_days_are_named_from_midnight_of_the_zone_and_nights_are_shaded(make: Make) -> None:
    drawing = draw_timeline(make(0, 4240, zone="Asia/Tokyo")).wide
    assert 'class="night"' in drawing
    days = re.findall(r'class="day">([^<]+)<', drawing)
    assert days == ["Sat 9 Mar", "Sun 10", "Mon 11"], "the first hour of Friday has no room for its name"


def test_a_new_month_is_named(make: Make) -> None:
    """8 March is the first day."""
    drawing = draw_timeline(make(21 * 1440, 29 * 1440)).wide
    days = re.findall(r'class="day">([^<]+)<', drawing)
    assert [day for day in days if len(day.split()) > 2] == ["Sat 30 Mar", "Mon 1 Apr"]


def test_one_midnight_is_named_without_shading(make: Make) -> None:
    drawing = draw_timeline(make(540, 780)).wide
    assert re.findall(r'class="day">([^<]+)<', drawing) == ["Fri 8 Mar", "Sat 9"]
    assert 'class="night"' not in drawing


def test_seconds_are_counted_from_the_start(make: Make) -> None:
    drawing = draw_timeline(make(0, 1 / 60, 3 / 60)).wide
    assert ">14:00:00<" in drawing
    assert ">+1 s<" in drawing
    assert ">14:00:03<" in drawing


def test_a_single_time_is_labelled_in_the_middle(make: Make) -> None:
    assert re.findall(r'<text x="324" y="\d+" class="end mid">([^<]+)<', draw_timeline(make(0)).wide) == ["14:00"]


@pytest.mark.parametrize(
    ("far", "label"), [(-720, "02:00"), (-14400, "27 Feb"), (-600 * 1440, "Jul 2022")], ids=["hours", "days", "years"]
)
def test_times_far_outside_of_an_incident_have_a_scale_of_their_own(make: Make, far: int, label: str) -> None:
    """The axis names the day where the scale changes, and only its end beyond that."""
    drawing = draw_timeline(replace(make(0, 60), marks=make(far, 60).marks)).wide
    labels = re.findall(r'<text x="([\d.]+)" y="\d+" class="(end|end last|day)">([^<]+)<', drawing)
    assert labels == [
        ("106", "end", "14:00"),
        ("636", "end last", "15:00"),
        ("12", "end", label),
        ("106", "day", "Fri 8 Mar"),
    ]
    assert drawing.count('class="gap"') == 1


def test_an_incident_of_weeks_has_no_names_of_days_beside_a_change_of_scale(make: Make) -> None:
    """The labels are dates themselves."""
    drawing = draw_timeline(replace(make(0, 20 * 1440), marks=make(-400 * 1440, 0).marks)).wide
    assert 'class="gap"' in drawing and 'class="day"' not in drawing


def test_seconds_beside_a_change_of_scale_are_counted_from_the_start_of_the_incident(make: Make) -> None:
    drawing = draw_timeline(replace(make(0, 0.5), marks=make(-30, 0.5).marks)).wide
    assert ">+10 s<" in drawing


@pytest.mark.parametrize(("last", "named"), [(121, False), (240, True)])
def test_the_name_of_a_day_ends_before_a_change_of_scale(make: Make, last: int, named: bool) -> None:
    """Here, the second day begins 119 minutes after the start, and is not that of what comes after."""
    shifted = make(480 + 1, 480 + last)
    drawing = draw_timeline(replace(shifted, marks=make(481, 480 + last, 20_000).marks)).wide
    assert ('class="day">Sat' in drawing) == named


def test_an_axis_with_one_scale_has_no_gap(make: Make) -> None:
    assert 'class="gap"' not in draw_timeline(make(0, 60)).wide
