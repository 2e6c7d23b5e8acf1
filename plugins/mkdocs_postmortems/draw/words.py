"""The words and formats of the drawings, handed in by whoever knows the reader's language.

Comes in: nothing; the defaults are English. Goes out: ``Words`` and ``Formats``, made by ``publish`` from its
catalogue and from Babel, and read by every drawing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta


def _duration(length: timedelta) -> str:
    seconds = round(length.total_seconds())
    if seconds < 60:
        return f"{seconds} s" if seconds else "0 min"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{seconds // 60} min {seconds % 60} s" if seconds < 600 and seconds % 60 else f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 24:
        return f"{hours} h {minutes:02} min" if minutes else f"{hours} h"
    days, hours = divmod(hours + (minutes >= 30), 24)
    return f"{days} d {hours} h" if hours and days < 14 else f"{days} d"


_MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True, slots=True)
class Formats:
    """Dates, times, lengths and counts as text. A ``datetime`` comes in the zone in which it is to be shown."""

    duration: Callable[[timedelta], str] = _duration
    number: Callable[[int], str] = str
    clock: Callable[[datetime], str] = lambda at: at.time().isoformat("minutes")
    clock_seconds: Callable[[datetime], str] = lambda at: at.time().isoformat("seconds")
    hour: Callable[[datetime], str] = lambda at: f"{at:%H}"
    """The hour alone, on an axis that names its days."""
    offset: Callable[[timedelta], str] = lambda length: f"+{length.total_seconds():g} s"
    """Seconds since the start, on an axis of seconds."""
    weekday_date: Callable[[datetime], str] = lambda at: f"{_WEEKDAYS[at.weekday()]} {at.day} {_MONTHS[at.month]}"
    weekday_day: Callable[[datetime], str] = lambda at: f"{_WEEKDAYS[at.weekday()]} {at.day}"
    date: Callable[[datetime], str] = lambda at: f"{at.day} {_MONTHS[at.month]}"
    full_date: Callable[[datetime], str] = lambda at: f"{at.day} {_MONTHS[at.month]} {at.year}"
    month: Callable[[datetime], str] = lambda at: f"{_MONTHS[at.month]} {at.year}"
    month_name: Callable[[int], str] = lambda month: _MONTHS[month]
    year: Callable[[int], str] = str


_PHASES = {
    "undetected": "Undetected",
    "responding": "Responding",
    "recovering": "Recovering",
    "undetected-responding": "Undetected and responding",
    "responding-recovering": "Responding and recovering",
    "whole": "Start to end",
}


@dataclass(frozen=True, slots=True)
class Words:
    """What the drawings say. A text about a number is a function of it, because languages count differently."""

    timeline: str = "Timeline of the incident"
    phases: Mapping[str, str] = field(default_factory=lambda: _PHASES)
    phase_and_length: Callable[[str, str], str] = lambda phase, length: f"{phase} · {length}"
    span: Callable[[str, str, str], str] = lambda start, end, length: f"{start} to {end}, {length}."
    events: Callable[[int], str] = lambda count: "1 event" if count == 1 else f"{count} events"
    not_timed: str = "not timed"
    rail: Callable[[int], str] = lambda count: (
        f"{Words().events(count)} not timed: order as written, places not to scale"
    )
    rail_short: Callable[[int], str] = lambda count: f"{count} not timed, places not to scale"
    approximately: Callable[[str], str] = lambda time: f"~{time}"
    time_range: Callable[[str, str], str] = lambda start, end: f"{start}–{end}"
    night: str = "night"
    bins: Callable[[str, int], str] = lambda length, most: f"events in {length}, most {most}"
    key_timed: str = "timed: the line meets the band at its minute"
    key_untimed: str = "not timed: between its timed neighbours"
    key_false_lead: str = "false lead"
    key_approximate: str = "about that time"
    key_range: str = "from, to"
    no_detection: str = "The detection has no time, so undetected and responding are drawn as one phase."
    no_mitigation: str = "The mitigation has no time, so responding and recovering are drawn as one phase."
    no_limits: str = "Detection and mitigation have no time, so the incident is drawn as one phase."
    no_start: str = "The start is not recorded; the drawing begins at the first known time."
    no_end: str = "The end is not recorded; the drawing stops at the last known time."
    end_not_recorded: str = "end not recorded"
    strip: str = "All incidents by day"
    incidents: Callable[[int], str] = lambda count: "1 incident" if count == 1 else f"{count} incidents"
    others: str = "any other incident"
    median: str = "median"
    sample: str = "n"
    sample_of: Callable[[int], str] = lambda count: f"n {count}"
    missing: Callable[[int], str] = lambda count: f"not recorded {count}"
    stacks: str = "Incidents per quarter, by severity"
    severe: Callable[[int], str] = lambda count: f"{count} severe"
    flows: str = "Action items opened and closed"
    opened: Callable[[int], str] = lambda count: f"opened {count}"
    closed: Callable[[int], str] = lambda count: f"closed {count}"
    still_open: Callable[[int], str] = lambda count: f"{count} open"
    overdue: Callable[[int], str] = lambda count: f"{count} overdue"
