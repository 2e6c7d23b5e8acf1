"""Phases are drawn between known times; nothing is invented for the others."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from mkdocs_postmortems.draw.timeline.phases import find_phases

START = datetime(2024, 1, 1, tzinfo=UTC)
_ = None


@pytest.mark.parametrize(
    ("hours", "names", "absences"),
    [
        ((0, 1, 2, 3), ["undetected", "responding", "recovering"], ()),
        ((0, _, 2, 3), ["undetected-responding", "recovering"], ("no_detection",)),
        ((0, 1, _, 3), ["undetected", "responding-recovering"], ("no_mitigation",)),
        ((0, _, _, 3), ["whole"], ("no_limits",)),
        ((0, 1, 2, _), ["undetected", "responding", "recovering"], ("no_end",)),
        ((0, 1, _, _), ["undetected", "responding"], ("no_end",)),
        ((0, _, _, _), [], ("no_phases",)),
        ((_, 1, 2, 3), ["responding", "recovering"], ("no_start",)),
        ((0, 0, 2, 3), ["responding", "recovering"], ()),
        ((0, 2, 1, 3), ["undetected", "responding-recovering"], ("contradiction",)),
        ((2, 1, 3, 4), ["undetected-responding", "recovering"], ("contradiction",)),
        ((0, 1, 3, 2), ["undetected", "responding", "recovering"], ("contradiction",)),
        ((_, _, _, _), [], ("no_times",)),
    ],
)
def test_phases_by_known_times(hours: tuple[int | None, ...], names: list[str], absences: tuple[str, ...]) -> None:
    limits = [None if hour is None else START + timedelta(hours=hour) for hour in hours]
    phases, missing = find_phases(limits, START + timedelta(hours=4))
    assert ([phase.name for phase in phases], missing) == (names, absences)


def test_a_phase_without_a_recorded_end_has_no_duration() -> None:
    phases, _absences = find_phases([START, START, None, None], START + timedelta(hours=1))
    assert [(phase.name, phase.length) for phase in phases] == [("responding", None)]


def test_without_phases_nothing_is_explained() -> None:
    assert find_phases([START, START, None, START], START) == ((), ())
    assert find_phases([START, None, None, None], START) == ((), ())
