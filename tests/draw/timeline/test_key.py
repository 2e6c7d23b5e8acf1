"""The key explains all phases, and whatever looks unlike a plain timed event."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from mkdocs_postmortems.draw.timeline.layout import Mark, TimelineInput
from tests.draw.english import draw_timeline

Make = Callable[..., TimelineInput]


def texts(timeline: TimelineInput) -> dict[str, str]:
    return {entry.text: entry.shown for entry in draw_timeline(timeline).key}


def test_the_key_lists_all_phases_with_their_durations(make: Make) -> None:
    assert list(texts(make(0, 100))) == ["Undetected 10 min", "Responding 40 min", "Recovering 50 min"]


def test_a_phase_that_has_not_ended_says_so(make: Make) -> None:
    timeline = replace(make(0, 100), mitigated=None, resolved=None)
    assert list(texts(timeline)) == ["Undetected 10 min", "Responding: end not recorded"]


def test_only_the_narrow_drawing_may_need_bins(make: Make) -> None:
    assert texts(make(*range(0, 120, 3)))["events per 2 min, at most 1"] == "narrow"
    assert texts(make(*range(0, 120, 2)))["events per 2 min, at most 1"] == "both"


def test_a_change_of_scale_is_explained(make: Make) -> None:
    timeline = replace(make(0, 60), marks=make(-14400, 60).marks)
    assert list(texts(timeline))[3:] == ["before the incident", "change of scale"]


def test_events_without_a_time_are_explained_beside_timed_ones(make: Make) -> None:
    timeline = make(0, None, 100, kinds={2: "false-lead"})
    assert list(texts(timeline))[3:] == [
        "timed: the line meets the band at that minute",
        "not timed: between its timed neighbours",
        "false lead",
    ]


def test_if_no_event_has_a_time_only_the_rail_is_explained(make: Make) -> None:
    """There are no timed neighbours for events to be between."""
    assert texts(TimelineInput(marks=(Mark(1, ""), Mark(2, "")))) == {}


@pytest.mark.parametrize(
    ("started", "resolved", "around"),
    [
        (-60, 60, []),
        (10, 60, ["before the incident"]),
        (0, 50, ["after the incident"]),
        (10, 50, ["before and after the incident"]),
    ],
)
def test_the_band_around_the_incident_is_explained(make: Make, started: int, resolved: int, around: list[str]) -> None:
    """Where events are before its start or after its end."""
    event = make(0, 60)
    timeline = replace(make(started, resolved), marks=event.marks)
    assert list(texts(timeline))[3:] == around


def test_a_missing_start_is_no_time_before_the_incident(make: Make) -> None:
    timeline = replace(make(0, 60), started=None)
    assert list(texts(timeline)) == ["Responding 24 min", "Recovering 30 min"]


def test_a_night_in_the_wide_drawing_only_is_explained_there_only(make: Make) -> None:
    assert texts(make(0, 13 * 1440))["night"] == "wide"
    assert texts(make(0, 3 * 1440))["night"] == "both"
