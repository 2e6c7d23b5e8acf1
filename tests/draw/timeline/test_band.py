"""Phases are distinguished by texture and label as well as by colour."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec.structs import replace

from mkdocs_postmortems.draw.timeline.layout import TimelineInput
from tests.draw.english import draw_timeline

Make = Callable[..., TimelineInput]


def labels(drawing: str) -> list[str]:
    return re.findall(r'class="on [a-z]+">([^<]+)<', drawing)


def test_a_label_has_its_duration_or_only_its_name_or_is_left_out(make: Make) -> None:
    drawn = draw_timeline(make(0, 100))
    assert labels(drawn.wide) == ["Responding · 40 min", "Recovering · 50 min"]
    assert labels(drawn.narrow) == ["Responding", "Recovering · 50 min"]


def test_each_phase_has_its_own_texture(make: Make) -> None:
    drawing = draw_timeline(make(0, 100)).wide
    assert '<pattern id="timeline-w-h"' in drawing
    assert drawing.count('fill="url(#timeline-w-h)"') == 1
    assert drawing.count('class="edges"') == 1


def test_time_outside_all_phases_is_an_empty_band(make: Make) -> None:
    timeline = make(0, 100)
    assert 'class="none"' not in draw_timeline(timeline).wide
    assert 'class="none"' in draw_timeline(replace(timeline, resolved=timeline.mitigated)).wide


def test_a_phase_that_joins_all_three_looks_different(make: Make) -> None:
    timeline = replace(make(0, 100), detected=None, mitigated=None)
    drawing = draw_timeline(timeline).wide
    assert labels(drawing) == ["Start to end · 1 h 40 min"]
    assert "<pattern" not in drawing
