"""A line that was meant as an event but is part of something else is reported in place."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.read.timeline.section import read_timeline
from tests.read.timeline.reading import timeline


def told(text: str) -> list[tuple[str, int]]:
    return [(each.rule, each.line) for each in timeline(text).problems]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("- 14:00 a\n-14:05 b\n- 14:10 c", 2),
        ("- 14:00 a\n-\u00a014:05 b", 2),
        ("- 14:00 a\n– 14:05 b", 2),
        ("- 14:00 a\n－ 14:05 b", 2),
        ("- 14:00 a\n• **14:05** b", 2),
        ("- 14:00 a\n14:05 b\n- 14:10 c", 2),
        ("-14:00 a\n-14:05 b", 1),
        ("| 14:00 | a |\n| 14:05 | b |", 1),
        ("- 1400 a\n- 1405 b\n- 1410 c", 1),
    ],
)
def test_a_broken_event_is_reported(text: str, line: int) -> None:
    """A marker without a space, or not a list's; a row without a table; bare digits."""
    assert told(text)[0] == ("unread-time", line)
    assert len(told(text)) in (1, 3)


@pytest.mark.parametrize(
    "text",
    [
        "- 14:00 the rollback that had been begun in the hour before was stopped, and at\n14:05 it was begun again",
        "- 14:00 a\n  - 14:05 b\n  14:10",
        "- 14:00 a\n  14:05 is when it ended",
        "- 14:00 a\n\n  ```\n  - 14:05 b\n  - 14:06 c\n  ```",
        "14:00 a\n14:05 b",
        "• 14:00 a\n• 14:05 b",
        "- 14:00 a\n\n      - 14:05 b\n      - 14:06 c",
        "The ratio was\n-1:3, and later -2:3",
        "| When | What |\n|---|---|\n| 14:00 | a |",
        "- 1400 a\n- 1305 b\n- 1210 c",
        "- 2019 a\n- 2020 b",
        "- 1400 a\n- b\n- c\n- 1410 d\n- e",
    ],
)
def test_what_is_not_an_event_is_left_alone(text: str) -> None:
    """A sentence wrapped before a time, text indented with its item, numbers."""
    assert told(text) == []


def test_code_for_another_reason_is_not_said_to_be_indented() -> None:
    """An unclosed tag above makes the rest code, and has been reported."""
    lines = ["- 14:00 a", "- 14:05 b"]
    assert read_timeline(lines, ["code", "code"], 1).problems == ()
