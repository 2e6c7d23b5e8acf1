"""Marks link to their events, have names, and differ by shape."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from msgspec.structs import replace

from mkdocs_postmortems.draw.timeline.layout import TimelineInput
from tests.draw.english import draw_timeline

Make = Callable[..., TimelineInput]


def ranged(make: Make) -> TimelineInput:
    """A call from about 14:10 to 14:40."""
    timeline = make(0, 10, 40, 60)
    call = replace(timeline.marks[1], end=timeline.marks[2].start, approximate=True, title="A call")
    return replace(timeline, marks=(timeline.marks[0], call))


def test_a_mark_is_named_by_number_time_and_title(make: Make) -> None:
    titles = re.findall(r"<a [^>]*><title>([^<]+)", draw_timeline(ranged(make)).wide)
    assert titles == ["1 · 14:00 It happened", "2 · ~14:10–14:40 A call"]


def test_marks_are_in_numerical_order_for_the_tab_key(make: Make) -> None:
    drawing = draw_timeline(make(0, None, 50, None, 100)).wide
    assert re.findall(r'href="#event-(\d)"', drawing) == list("12345")


def test_a_long_title_is_cut(make: Make) -> None:
    timeline = make(0, 10)
    marks = tuple(replace(mark, title="word " * 50) for mark in timeline.marks)
    titles = re.findall(r"<a [^>]*><title>([^<]+)", draw_timeline(replace(timeline, marks=marks)).wide)
    assert [title.endswith("…") and len(title) < 60 for title in titles] == [True, True]


def test_approximate_ranged_and_untimed_events_differ_by_shape(make: Make) -> None:
    drawing = draw_timeline(ranged(make)).wide
    assert drawing.count('class="leader dashed"') == 1
    assert drawing.count('class="range"') == 1
    assert 'class="untimed"' in draw_timeline(make(0, None, 10)).wide


def test_bins_link_to_their_first_event(make: Make) -> None:
    drawing = draw_timeline(make(*range(0, 120, 2))).wide
    assert '<a href="#event-2" class="bin"><title>14:02–14:04 · 1 event</title>' in drawing
    assert drawing.count('class="most"') == 1


def test_the_count_above_the_tallest_bar_avoids_all_leader_lines(make: Make) -> None:
    """Four labelled events in the first minutes, the last one where the count would move to avoid the others."""
    kinds = dict(enumerate(["started", "detected", "escalated", "mitigated"], 1))
    drawing = draw_timeline(make(0, 5, 9, 12, *([5] * 30), *range(6, 240, 10), kinds=kinds)).narrow
    (x,) = re.findall(r'<text x="([\d.]+)"[^>]*class="most"', drawing)
    (leaders,) = re.findall(r'd="([^"]+)" class="leader"', drawing)
    ends = [float(place) for place in re.findall(r"[ML]([\d.]+) [\d.]+V110", leaders)]
    assert len(ends) == 4 and all(abs(end - float(x)) > 7 for end in ends), (x, ends)


@pytest.mark.parametrize(
    ("length", "later", "when"), [(60, 0, "not timed"), (4 * 1440, 2, "Sun 10 Mar"), (60, 3, "Mon 11 Mar")]
)
def test_an_event_with_only_a_day_is_named_by_it_if_there_are_several_days(
    make: Make, length: float, later: int, when: str
) -> None:
    """In an incident of one day, its list says that the time is not known, and so does the drawing."""
    timeline = make(0, None, length)
    first, second, last = timeline.marks
    assert first.start
    dated = replace(second, day=first.start.replace(hour=12) + timedelta(days=later))
    drawing = draw_timeline(replace(timeline, marks=(first, dated, last))).wide
    assert f"<title>2 · {when} It happened</title>" in drawing


def test_titles_have_the_date_if_there_are_several_days(make: Make) -> None:
    assert "<title>2 · 11 Mar 14:00 It happened</title>" in draw_timeline(make(0, 3 * 1440)).wide
