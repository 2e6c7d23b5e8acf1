"""Timeline sections read for tests, and their events in short."""

from __future__ import annotations

from mkdocs_postmortems.read.body.blocks import classify
from mkdocs_postmortems.read.model import Event, Timeline
from mkdocs_postmortems.read.timeline.dating import TimeContext
from mkdocs_postmortems.read.timeline.section import read_timeline
from mkdocs_postmortems.read.times.date_times import parse_datetime
from mkdocs_postmortems.read.times.zones import UTC_ZONE, read_zone

STARTED = parse_datetime("2023-10-15 14:00", UTC_ZONE)
CONTEXT = TimeContext(started=STARTED)


def timeline(text: str, context: TimeContext = CONTEXT, first_line: int = 1) -> Timeline:
    lines = text.split("\n")
    return read_timeline(lines, classify(lines).kinds, first_line, context)


def events(text: str, context: TimeContext = CONTEXT) -> list[tuple[str, str]]:
    """Return each event's start in UTC, in short, and its text."""
    return [(short(event), event.text) for event in timeline(text, context).events]


def times(text: str, context: TimeContext = CONTEXT) -> list[str]:
    return [short(event) for event in timeline(text, context).events]


def short(event: Event) -> str:
    """Return an event's start in UTC, or its day alone, or "" without one."""
    if event.start is None:
        return ""
    at = event.start.instant
    return f"{event.start.at:%m-%d}" if event.start.precision == "day" else f"{at:%m-%d %H:%M}"


def in_zone(name: str, started: str = "2023-10-15 14:00") -> TimeContext:
    zone = read_zone(name)
    return TimeContext(zone=zone, started=parse_datetime(started, zone))
