"""The phases of an incident: undetected, responding, recovering.

If the time between two phases is not known, they are drawn as one: no time is invented. Called by ``layout``, and by
``publish.cards`` for the bar of a card.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Literal, get_args

from msgspec import Struct

NAMES = ("undetected", "responding", "recovering")
Absence = Literal[
    "no_detection", "no_mitigation", "no_limits", "contradiction", "no_start", "no_end", "no_phases", "no_times"
]
ABSENCES: tuple[Absence, ...] = get_args(Absence)


class Phase(Struct, frozen=True):
    """One phase, or several drawn as one, whose names are ``parts``.

    ``open`` tells that its end is not recorded. ``end`` is then the last known time.
    """

    parts: tuple[str, ...]
    start: datetime
    end: datetime
    open: bool = False

    @property
    def name(self) -> str:
        return "whole" if len(self.parts) == len(NAMES) else "-".join(self.parts)

    @property
    def length(self) -> timedelta | None:
        return None if self.open else self.end - self.start


def find_phases(limits: Sequence[datetime | None], last: datetime) -> tuple[tuple[Phase, ...], tuple[Absence, ...]]:
    """Return the phases that have a length, in order, and what is missing.

    ``limits`` are the start, the detection, the mitigation and the resolution, and ``last`` is the last known time. A
    limit before an earlier one counts as missing. A start alone begins no phase: an incident with a report was
    detected, but it is not known when.
    """
    known = _ascending(limits)
    if not known:
        return (), ("no_times",)
    if known[-1][0] == 0:
        return (), ("no_phases",) if last > known[0][1] else ()
    phases = [Phase(NAMES[first:then], start, end) for (first, start), (then, end) in pairwise(known)]
    index, since = known[-1]
    if 0 < index < len(NAMES):
        phases.append(Phase(NAMES[index : index + 1], since, last.astimezone(UTC), open=True))
    drawn = tuple(phase for phase in phases if phase.end > phase.start)
    given = sum(limit is not None for limit in limits)
    return drawn, tuple(_absences(drawn, started=known[0][0] == 0, contradictory=len(known) < given))


def _absences(phases: Sequence[Phase], started: bool, contradictory: bool) -> Iterator[Absence]:
    """Yield what the reader of these phases should know; nothing if there are none."""
    if phases and not started:
        yield "no_start"
    missing = [part for phase in phases for part in phase.parts[1:]]
    is_open = bool(phases) and phases[-1].open
    if contradictory and (missing or is_open):
        yield "contradiction"
        return
    if missing:
        yield _why_joined(missing)
    if is_open:
        yield "no_end"


def _ascending(limits: Sequence[datetime | None]) -> list[tuple[int, datetime]]:
    known: list[tuple[int, datetime]] = []
    for index, limit in enumerate(limits):
        instant = limit and limit.astimezone(UTC)
        if instant is not None and (not known or instant >= known[-1][1]):
            known.append((index, instant))
    return known


def _why_joined(missing: Sequence[str]) -> Absence:
    if len(missing) > 1:
        return "no_limits"
    return "no_detection" if missing[0] == "responding" else "no_mitigation"
