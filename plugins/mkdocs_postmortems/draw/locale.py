"""What drawings say in the reader's language, and how they write dates, lengths and counts.

``publish`` makes a ``Locale`` from its catalogue and from Babel. Every drawing uses one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from msgspec import Struct


class Locale(Struct, frozen=True):
    """Texts and formats of one language. A text about a number is a function of it: languages form plurals differently.

    Texts that contain a time or a length take it as text, already formatted. A ``datetime`` is formatted in its own
    zone.
    """

    # A report's timeline: its name and description
    timeline: str
    phases: Mapping[str, str]
    """The name of each phase, of each two that are drawn as one (``undetected-responding``), and of all (``whole``)."""
    phase_and_length: Callable[[str, str], str]
    span: Callable[[str, str, str], str]
    """From the start, the end and the length."""
    events: Callable[[int], str]
    not_timed: str
    rail: Callable[[int], str]
    rail_days: Callable[[int], str]
    rail_short: Callable[[int], str]
    approximately: Callable[[str], str]
    time_range: Callable[[str, str], str]
    # Its key
    around: Mapping[str, str]
    """The name of the band before the incident, after it, or on both sides of it (``timeline_key.AROUND``)."""
    night: str
    bins: Callable[[str, int], str]
    """From a bin's length and the largest number of events in one."""
    key_timed: str
    key_untimed: str
    key_false_lead: str
    key_approximate: str
    key_range: str
    key_scale: str
    # What is missing
    absences: Mapping[str, str]
    """A sentence for each ``phases.Absence``."""
    end_not_recorded: str
    # Year strips
    strip: str
    incidents: Callable[[int], str]
    no_severity: str
    others: str
    strip_bars: str
    # Swarms
    median: str
    sample_of: Callable[[int], str]
    missing: Callable[[int], str]
    # Stacks and bars
    stacks: str
    severe: Callable[[int], str]
    # Flows of action items
    flows: str
    opened: Callable[[int], str]
    closed: Callable[[int], str]
    still_open: Callable[[int], str]
    overdue: Callable[[int], str]
    # Formats
    duration: Callable[[timedelta], str]
    number: Callable[[int], str]
    offset: Callable[[timedelta], str]
    """Time since the start, on an axis of seconds."""
    weekday_date: Callable[[datetime], str]
    weekday_day: Callable[[datetime], str]
    date: Callable[[datetime], str]
    full_date: Callable[[datetime], str]
    month: Callable[[datetime], str]
    month_name: Callable[[int], str]
    clock: Callable[[datetime], str] = lambda at: at.time().isoformat("minutes")
    clock_seconds: Callable[[datetime], str] = lambda at: at.time().isoformat("seconds")
    hour: Callable[[datetime], str] = lambda at: f"{at:%H}"
    """The hour alone, on an axis that names its days."""
    year: Callable[[int], str] = str
