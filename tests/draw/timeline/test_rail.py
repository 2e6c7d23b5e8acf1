"""The rail ends at the neighbours of the untimed events, and says that positions on it are not to scale."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

from mkdocs_postmortems.draw.timeline.layout import Mark, TimelineInput
from tests.draw.english import draw_timeline

Make = Callable[..., TimelineInput]


def rail(drawing: str) -> str:
    (d,) = re.findall(r'<path d="([^"]+)" class="rail"', drawing)
    return str(d)


def test_the_rail_runs_from_one_neighbour_to_the_other(make: Make) -> None:
    """Up from the circle at 12, along, and down to the circle at 324."""
    assert rail(draw_timeline(make(0, None, None, 60, 120)).wide) == "M12 53V33q0-4 4-4H320q4 0 4 4V53"


def test_after_the_last_time_the_rail_ends_on_the_circle_there(make: Make) -> None:
    assert rail(draw_timeline(make(0, 60, None)).wide).endswith("V53")


def test_without_a_neighbour_the_rail_ends_on_the_band(make: Make) -> None:
    limits = make(0, 60)
    timeline = TimelineInput(limits.zone, limits.started, None, None, limits.resolved, (Mark(1),))
    assert rail(draw_timeline(timeline).wide).startswith("M12 82V33")


def test_without_any_time_there_is_only_the_rail() -> None:
    drawing = draw_timeline(TimelineInput(marks=(Mark(1), Mark(2)))).wide
    assert rail(drawing) == "M12 29H636"
    assert "band" not in drawing


def test_a_rail_of_days_names_the_first_and_the_last() -> None:
    """It has no axis. Other years than the first are named."""
    days = [datetime(2024, 10, 28, 12, tzinfo=UTC), datetime(2024, 11, 4, 12, tzinfo=UTC)]
    drawing = draw_timeline(TimelineInput(marks=tuple(Mark(n, day=day) for n, day in enumerate(days)))).wide
    assert ">2 events without times, placed by their days<" in drawing
    assert re.findall(r'class="end[^>]*>([^<]*)', drawing) == ["28 Oct", "4 Nov"]
    assert "<title>0 · Mon 28 Oct" in drawing
    days[1] = days[1].replace(year=2025)
    drawing = draw_timeline(TimelineInput(marks=tuple(Mark(n, day=day) for n, day in enumerate(days)))).wide
    assert re.findall(r'class="end[^>]*>([^<]*)', drawing) == ["28 Oct 2024", "4 Nov 2025"]


def test_the_rail_counts_untimed_events(make: Make) -> None:
    drawing = draw_timeline(make(0, None, None, 60)).narrow
    assert ">2 events not timed: order as written, places not to scale<" in drawing
