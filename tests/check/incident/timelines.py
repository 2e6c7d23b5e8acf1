"""Timelines for the tests of the rules for events."""

from __future__ import annotations

from mkdocs_postmortems.read.model import Event, Moment, Span, Timeline


def at(moment: Moment | None, *, line: int = 10, kind: str = "", number: int = 1, group: str = "") -> Event:
    """Return an event at a moment, on a line."""
    return Event(number, "text", Span(line, line), kind, moment, None, group)


def with_events(*events: Event) -> dict[str, Timeline]:
    """Return the parts of a report that make these its events."""
    return {"timeline": Timeline(tuple(events))}
