"""The Timeline section as events, groups and prose."""

from __future__ import annotations

from mkdocs_postmortems.read.blocks import classify
from mkdocs_postmortems.read.model import Timeline
from mkdocs_postmortems.read.timeline import TimeContext, read_timeline
from mkdocs_postmortems.read.times import UTC_ZONE, parse_datetime, read_zone

STARTED = parse_datetime("2023-10-15 14:00", UTC_ZONE)


def timeline(text: str, context: TimeContext | None = None) -> Timeline:
    lines = text.split("\n")
    return read_timeline(lines, classify(lines).kinds, 1, context or TimeContext(started=STARTED))


def times(text: str, context: TimeContext | None = None) -> list[str]:
    """The start of each event in UTC; "" where it has none."""
    return [f"{e.start.instant:%Y-%m-%d %H:%M}" if e.start else "" for e in timeline(text, context).events]


def test_a_bullet_list_with_groups_and_an_event_without_a_time() -> None:
    """The classic form: times on the day of the start, sub-headings that are no event as groups."""
    found = timeline("### Detection\n- 14:00 Deploy\n- 14:06 **Detected.** Alert\n\n### Actions\n- Looked at it\n")
    assert [(e.number, e.text, e.kind, e.group) for e in found.events] == [
        (1, "Deploy", "", "Detection"),
        (2, "**Detected.** Alert", "detected", "Detection"),
        (3, "Looked at it", "", "Actions"),
    ]
    assert times("- 14:00 a\n- b") == ["2023-10-15 14:00", ""]


def test_a_bare_time_is_in_the_reports_zone() -> None:
    """Else in the offset of the start, else in the site's zone."""
    assert times("- 2023-10-15 14:00 a", TimeContext(zone=read_zone("Europe/Oslo"))) == ["2023-10-15 12:00"]
