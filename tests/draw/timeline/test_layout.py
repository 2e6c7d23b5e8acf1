"""The layout works for every incident: from three seconds to ten years, with 0 to 10,000 events."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_postmortems.draw.timeline.layout import (
    CIRCLE_GAP,
    NARROW,
    WIDE,
    Circle,
    Layout,
    Mark,
    TimelineInput,
    layout_timeline,
)

START = datetime(2024, 3, 30, 21, 7, 13, tzinfo=UTC)
DAY = 24 * 60
Incidents = st.SearchStrategy[TimelineInput]


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def timed(*minutes: float, kind: str = "") -> tuple[Mark, ...]:
    return tuple(Mark(number, kind, start=at(minute)) for number, minute in enumerate(minutes, 1))


def circles_of(layout: Layout) -> tuple[Circle, ...]:
    return (*layout.circles, *(circle for run in layout.runs for circle in run.circles))


@settings(max_examples=100, deadline=None)
@given(st.data(), st.sampled_from([WIDE, NARROW]))
def test_nothing_leaves_the_axis(incidents: Incidents, data: st.DataObject, width: int) -> None:
    timeline = data.draw(incidents)
    layout = layout_timeline(timeline, width)
    places = [circle.x for circle in circles_of(layout)]
    places += [circle.place for circle in layout.circles if circle.place is not None]
    places += [edge for box in layout.boxes for edge in (box.left, box.right)]
    places += [edge for bar in layout.bars for edge in (bar.left, bar.right)]
    places += [edge for each in layout.ranges for edge in (each.left, each.right)]
    if layout.axis is not None:
        places += [tick.place * layout.width for tick in (*layout.axis.ticks, *layout.axis.days)]
        places += [edge * layout.width for night in layout.axis.nights for edge in night]
    assert all(-0.01 <= place <= layout.width + 0.01 for place in places)


@settings(max_examples=100, deadline=None)
@given(st.data(), st.sampled_from([WIDE, NARROW]))
def test_circles_keep_their_order_and_never_overlap(incidents: Incidents, data: st.DataObject, width: int) -> None:
    timeline = data.draw(incidents)
    layout = layout_timeline(timeline, width)
    times = [(circle.mark.start, circle.mark.number) for circle in layout.circles if circle.mark.start]
    assert times == sorted(times)
    for group in (layout.circles, tuple(circle for run in layout.runs for circle in run.circles)):
        for row in (0, 1):
            spots = [circle.x for circle in group if circle.row == row]
            assert all(later - earlier >= CIRCLE_GAP - 0.01 for earlier, later in pairwise(spots))


@settings(max_examples=100, deadline=None)
@given(st.data(), st.sampled_from([WIDE, NARROW]))
def test_phases_are_visible_and_do_not_overlap(incidents: Incidents, data: st.DataObject, width: int) -> None:
    boxes = layout_timeline(data.draw(incidents), width).boxes
    assert all(box.right - box.left >= 2 - 0.01 for box in boxes)
    assert all(later.left - earlier.right >= 1.5 - 0.01 for earlier, later in pairwise(boxes))


@settings(max_examples=100, deadline=None)
@given(st.data(), st.sampled_from([WIDE, NARROW]))
def test_every_event_has_a_circle_if_there_is_space(incidents: Incidents, data: st.DataObject, width: int) -> None:
    timeline = data.draw(incidents)
    layout = layout_timeline(timeline, width)
    drawn = {circle.mark.number for circle in circles_of(layout)}
    if not layout.bars and layout.untimed <= 26:
        assert drawn == {mark.number for mark in timeline.marks}


@pytest.mark.parametrize(("width", "most"), [(WIDE, 50), (NARROW, 25)])
def test_more_events_than_a_drawing_holds_become_bins(width: int, most: int) -> None:
    assert not layout_timeline(TimelineInput(marks=timed(*range(most))), width).bars
    binned = layout_timeline(TimelineInput(marks=timed(*range(most + 1))), width)
    assert sum(bar.bin.count for bar in binned.bars) == most + 1
    assert binned.circles == ()


def test_labelled_events_keep_their_circle_above_bins() -> None:
    marks = (*timed(*range(60)), Mark(61, "resolved", start=at(90)))
    assert [circle.mark.number for circle in layout_timeline(TimelineInput(marks=marks), WIDE).circles] == [61]


def test_too_many_labelled_events_keep_the_first_of_each_kind() -> None:
    crowd = (*timed(*range(200), kind="communicated"), Mark(201, "resolved", start=at(300)))
    layout = layout_timeline(TimelineInput(marks=crowd), NARROW)
    numbers = [circle.mark.number for circle in layout.circles]
    assert {1, 201} <= set(numbers)
    assert len(numbers) == 24


def test_one_full_row_becomes_two() -> None:
    rows = [
        {circle.row for circle in layout_timeline(TimelineInput(marks=timed(*range(count))), WIDE).circles}
        for count in (28, 29)
    ]
    assert rows == [{0}, {0, 1}]


@pytest.mark.parametrize(("early", "rows"), [(9, 1), (10, 2)])
def test_circles_that_one_row_would_move_far_from_their_times_take_two(early: int, rows: int) -> None:
    """Most of an incident's events are often in its first minutes. The leaders of one row would be nearly flat."""
    marks = timed(*(minute / 10 for minute in range(early)), 300)
    circles = layout_timeline(TimelineInput(marks=marks), WIDE).circles
    assert len({circle.row for circle in circles}) == rows
    moved = [abs(circle.x - circle.place) for circle in circles if circle.place is not None]
    assert max(moved) <= 8 * CIRCLE_GAP


def test_a_single_event_is_in_the_middle() -> None:
    (circle,) = layout_timeline(TimelineInput(marks=timed(5)), WIDE).circles
    assert (circle.x, circle.place) == (312, 312)


def test_events_outside_the_incident_widen_the_scale() -> None:
    layout = layout_timeline(TimelineInput(started=at(0), resolved=at(60), marks=timed(-20, 80)), WIDE)
    assert layout.scale is not None
    assert (layout.scale.start, layout.scale.end) == (at(-20), at(80))
    (box,) = layout.boxes
    assert (round(box.left), round(box.right)) == (125, 499)


@pytest.mark.parametrize(
    ("before", "after", "edges"),
    [
        (7 * DAY, 30, (94, 447)),
        (30, 7 * DAY, (177, 530)),
        (7 * DAY, 7 * DAY, (94, 530)),
    ],
    ids=["before", "after", "both"],
)
def test_an_incident_between_far_events_takes_most_of_the_axis(before: int, after: int, edges: tuple[int, int]) -> None:
    """A change that was made a week before is otherwise all that can be seen. Near events stay on one scale with it."""
    incident = TimelineInput(started=at(0), resolved=at(60), marks=timed(-before, 60 + after))
    layout = layout_timeline(incident, WIDE)
    (box,) = layout.boxes
    assert (round(box.left), round(box.right)) == edges
    assert [circle.place for circle in layout.circles] == [0, layout.width]


def test_an_incident_that_can_be_read_keeps_one_scale_with_its_other_events() -> None:
    scales = [
        layout_timeline(TimelineInput(started=at(0), resolved=at(60), marks=timed(-60 * hours)), WIDE).scale
        for hours in (7, 8)
    ]
    assert [scale is not None and scale.focus is not None for scale in scales] == [False, True]


def test_bins_of_an_incident_after_far_events_are_as_short_as_its_own() -> None:
    marks = timed(-7 * DAY, *range(61))
    layout = layout_timeline(TimelineInput(started=at(0), resolved=at(60), marks=marks), WIDE)
    assert layout.bin_length == timedelta(minutes=1)
    assert len(layout.bars) == 62


def test_the_first_bar_begins_with_the_axis_if_only_later_events_are_far() -> None:
    """Its bin begins before that."""
    marks = timed(*range(61), 7 * DAY)
    layout = layout_timeline(TimelineInput(started=at(0.5), resolved=at(60), marks=marks), WIDE)
    assert layout.scale and layout.scale.focus and layout.scale.focus.left == 0
    assert [layout.bars[0].left, layout.bars[-1].right] == [0, layout.width]


def test_events_without_a_time_are_between_their_neighbours() -> None:
    marks = (Mark(1, start=at(0)), Mark(2), Mark(3), Mark(4, start=at(60)), Mark(5, start=at(120)))
    (run,) = layout_timeline(TimelineInput(marks=marks), WIDE).runs
    assert run.left is not None and run.right is not None
    assert (run.left.mark.number, run.right.mark.number) == (1, 4)
    assert [circle.x for circle in run.circles] == [104, 208]


def test_the_rail_of_leading_untimed_events_ends_at_the_start() -> None:
    marks = (Mark(1), Mark(2, start=at(30)))
    (run,) = layout_timeline(TimelineInput(started=at(0), resolved=at(60), marks=marks), WIDE).runs
    assert run.left is None
    assert [circle.x for circle in run.circles] == [156]


def test_events_with_only_a_day_are_placed_by_it() -> None:
    """Not between their neighbours: here, the third day of ten is known."""
    marks = (Mark(1, start=at(0)), Mark(2, day=at(3 * DAY)), Mark(3, start=at(10 * DAY)))
    layout = layout_timeline(TimelineInput(marks=marks), WIDE)
    assert layout.days == layout.scale
    assert [round(circle.x) for circle in layout.runs[0].circles] == [round(0.3 * layout.width)]


def test_without_any_times_days_have_a_scale_of_their_own() -> None:
    marks = (Mark(1, day=at(0)), Mark(2, day=at(DAY)), Mark(3, day=at(4 * DAY)))
    layout = layout_timeline(TimelineInput(marks=marks), WIDE)
    assert layout.scale is None
    assert [circle.x for circle in layout.runs[0].circles] == [0, 156, 624]


@pytest.mark.parametrize(
    "marks",
    [
        (Mark(1, start=at(0)), Mark(2, day=at(300)), Mark(3, start=at(600))),
        (Mark(1, start=at(0)), Mark(2, day=at(3 * DAY)), Mark(3), Mark(4, start=at(10 * DAY))),
        (*timed(*range(12)), *(Mark(20 + n, day=at(n)) for n in range(3)), Mark(30, start=at(10 * DAY))),
        (Mark(1, day=at(0)), Mark(2, day=at(0))),
    ],
    ids=["short incident", "unknown day", "no room at its day", "one day"],
)
def test_events_without_a_time_are_otherwise_placed_evenly(marks: tuple[Mark, ...]) -> None:
    """A place that says nothing must not look as if it did."""
    assert layout_timeline(TimelineInput(marks=marks), WIDE).days is None


def test_without_any_times_only_the_rail_is_drawn() -> None:
    layout = layout_timeline(TimelineInput(marks=(Mark(1), Mark(2))), WIDE)
    assert (layout.scale, layout.axis, layout.boxes) == (None, None, ())
    assert [round(circle.x) for circle in layout.runs[0].circles] == [208, 416]


def test_of_hundreds_without_a_time_labelled_ones_are_drawn_and_both_ends() -> None:
    """Each where it stands among all of them. Without the ends, a rail of events without labels would be empty."""
    marks = tuple(Mark(number, "escalated" if number % 100 == 0 else "") for number in range(1, 300))
    layout = layout_timeline(TimelineInput(marks=marks), WIDE)
    assert layout.untimed == 299
    circles = [circle for run in layout.runs for circle in run.circles]
    assert [circle.mark.number for circle in circles] == [1, 100, 200, 299]
    assert [round(circle.x / layout.width, 2) for circle in circles] == [0, 0.33, 0.67, 1]


def test_each_rail_that_has_no_room_keeps_its_ends() -> None:
    marks = (*(Mark(n) for n in range(1, 31)), Mark(31, start=at(0)), *(Mark(n) for n in range(32, 62)))
    runs = layout_timeline(TimelineInput(marks=marks), WIDE).runs
    assert [[circle.mark.number for circle in run.circles] for run in runs] == [[1, 30], [32, 61]]


def test_overlapping_ranges_have_separate_lanes() -> None:
    marks = tuple(Mark(n, start=at(start), end=at(end)) for n, start, end in ((1, 0, 30), (2, 10, 40), (3, 35, 60)))
    assert [each.lane for each in layout_timeline(TimelineInput(marks=marks), WIDE).ranges] == [0, 1, 0]


def test_a_site_s_own_kind_is_drawn_like_its_base_kind() -> None:
    assert Mark(1, "vendor", like="escalated").shape == "escalated"
    assert Mark(1, "vendor").shape == ""


def test_ten_thousand_events_take_less_than_a_second() -> None:
    marks = timed(*range(10_000))
    begin = time.process_time()
    layout_timeline(TimelineInput(marks=marks), WIDE)
    assert time.process_time() - begin < 1
