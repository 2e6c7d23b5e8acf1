"""The layout of a timeline, as arithmetic.

``layout_timeline`` takes a ``TimelineInput``, which ``publish`` makes from a report, and a width. The positions of a
``Layout`` are units along the axis from the start of the scale. Called by ``drawing``, which adds heights, texts
and SVG.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import accumulate, groupby, islice

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_postmortems.draw.scale import Focus, TimeScale, time_scale
from mkdocs_postmortems.draw.timeline.bins import Bin, bin_length, count_bins
from mkdocs_postmortems.draw.timeline.phases import Absence, Phase, find_phases
from mkdocs_postmortems.draw.timeline.spread import evenly, room, spread
from mkdocs_postmortems.draw.timeline.ticks import LabelRoom, TimeAxis, time_axis

WIDE, NARROW = 648, 316
"""The widths of the two drawings, in units that are shown as CSS pixels."""
MARGIN = 12
"""Room beside both ends of the scale for half a circle."""
CIRCLE_GAP = 23
"""The distance between the centres of circles in a row."""
BIN_CIRCLE_GAP = 25
"""The same for the larger circles above bins."""
_FURTHEST = 8
"""The distance in gaps that circles of one row may be moved from their times. Flatter leaders cannot be told apart."""
MOST_CIRCLES = 50
"""With more timed events, the wide drawing shows bins, and the list beside it folds."""
_MOST_CIRCLES_NARROW = 25
_LEAST_DAYS = timedelta(days=3)
"""On a shorter scale, the middle of a day can be far from an event of that day."""
PHASE_GAP = 1.5
_PHASE_LEAST = 2
_RANGE_GAP = 2
_LEAST_INCIDENT = 1 / 8
"""The share of the axis below which the phases of an incident have no room for their names."""
_OUTSIDE, _OUTSIDE_NARROW = 94, 64
"""The width of the times before such an incident, and of those after it. Each has the label of its first or last."""
_HOUR_LABEL, _DAY_LABEL, _NIGHT_DAY = 26, 45, 24

_IMPORTANCE = (
    "started",
    "resolved",
    "detected",
    "mitigated",
    "cause-found",
    "escalated",
    "false-lead",
    "communicated",
)
KINDS = frozenset(_IMPORTANCE)


class Mark(Struct, frozen=True):
    """An event in the drawing.

    ``kind`` is one of ``KINDS``, or a kind that the site adds, which is drawn like the kind ``like``; "" for an event
    without a label. ``start`` is aware, or ``None`` if the event has no time of day. ``end`` is set for a range.
    ``day`` is the middle of the day of an event without a time, or ``None`` if that is unknown, too.
    ``title`` is plain text, shown on hover and read by screen readers. ``href`` links to the event in the list.
    """

    number: int
    kind: str = ""
    like: str = ""
    start: datetime | None = None
    end: datetime | None = None
    approximate: bool = False
    title: str = ""
    href: str = ""
    day: datetime | None = None

    @property
    def shape(self) -> str:
        """The kind that it is drawn as, or ""."""
        if self.kind in KINDS:
            return self.kind
        return self.like if self.like in KINDS else ""


class TimelineInput(Struct, frozen=True):
    """An incident's times and events. Times are aware, or ``None`` if they have no time of day.

    ``zone`` is the report's time zone, which determines midnights and the labels of the axis.
    """

    zone: tzinfo = UTC
    started: datetime | None = None
    detected: datetime | None = None
    mitigated: datetime | None = None
    resolved: datetime | None = None
    marks: tuple[Mark, ...] = ()


class Circle(Struct, frozen=True):
    """A mark's circle at ``x``. ``place`` is the position of its time, if it has one. Row 0 is the lowest."""

    mark: Mark
    x: float
    place: float | None = None
    row: int = 0


class Box(Struct, frozen=True):
    """A phase from ``left`` to ``right``, without the gap to the next one."""

    phase: Phase
    left: float
    right: float


class EventRange(Struct, frozen=True):
    """An event's time range. Lane 0 is the uppermost."""

    mark: Mark
    left: float
    right: float
    lane: int


class Bar(Struct, frozen=True):
    """A bin's bar. ``height`` is relative to the tallest."""

    bin: Bin
    left: float
    right: float
    height: float


class Run(Struct, frozen=True):
    """Events without a time, between two neighbours with one.

    ``left`` and ``right`` are the circles of these neighbours. Without one, the rail ends at the scale's end.
    """

    left: Circle | None
    right: Circle | None
    circles: tuple[Circle, ...]


class Layout(Struct, frozen=True):
    """A timeline with a scale of ``width`` units.

    ``untimed`` counts all events without a time, drawn or not. ``bars`` are empty if all circles have room. ``days`` is
    the scale by which all events without a time are placed, or ``None`` if they are placed evenly.
    """

    width: float
    scale: TimeScale | None = None
    axis: TimeAxis | None = None
    boxes: tuple[Box, ...] = ()
    absences: tuple[Absence, ...] = ()
    circles: tuple[Circle, ...] = ()
    ranges: tuple[EventRange, ...] = ()
    bars: tuple[Bar, ...] = ()
    bin_length: timedelta | None = None
    runs: tuple[Run, ...] = ()
    untimed: int = 0
    days: TimeScale | None = None


def layout_timeline(timeline: TimelineInput, width: float) -> Layout:
    """Lay out a timeline for a drawing of that width."""
    inner = width - 2 * MARGIN
    limits = (timeline.started, timeline.detected, timeline.mitigated, timeline.resolved)
    timed = _by_time(timeline.marks)
    scale = time_scale(_times(limits, timed))
    untimed = sum(mark.start is None for mark in timeline.marks)
    if scale is None:
        runs, days = _untimed(timeline.marks, (), None, inner)
        return Layout(inner, runs=runs, untimed=untimed, days=days)
    phases, absences = find_phases(limits, scale.end)
    binned = len(timed) > (MOST_CIRCLES if _is_wide(width) else _MOST_CIRCLES_NARROW)
    scale = _focused(scale, phases, (_OUTSIDE if _is_wide(width) else _OUTSIDE_NARROW) / inner)
    circles = _circles(_important(timed, inner) if binned else timed, scale, inner, binned)
    runs, days = _untimed(timeline.marks, circles, scale, inner)
    return Layout(
        inner,
        scale,
        time_axis(scale, timeline.zone, _label_room(inner, width)),
        _boxes(phases, scale, inner),
        absences,
        circles,
        () if binned else _ranges(timed, scale, inner),
        _bars(timed, scale, timeline.zone, inner) if binned else (),
        bin_length(scale.main.length) if binned else None,
        runs,
        untimed,
        days,
    )


def _days(marks: Iterable[Mark], scale: TimeScale | None) -> TimeScale | None:
    """Return the scale by which events without a time can be placed, if all of them have a day."""
    days = [mark.day for mark in marks if mark.start is None]
    known = [day for day in days if day is not None]
    if not known or len(known) < len(days):
        return None
    if scale is not None:
        return scale if scale.length >= _LEAST_DAYS and scale.focus is None else None
    found = time_scale(known)
    return found if found and found.length else None


def _focused(scale: TimeScale, phases: Sequence[Phase], outside: float) -> TimeScale:
    """Return a scale with a focus on the incident if events long before or after it would leave no room for it.

    ``outside`` is the share of the axis for these events. A side whose events are near belongs to the focus.
    """
    if not phases:
        return scale
    start, end = phases[0].start, phases[-1].end
    length, left, right = end - start, outside, 1 - outside
    if length >= scale.length * _LEAST_INCIDENT:
        return scale
    if start - scale.start <= length:
        start, left = scale.start, 0
    if scale.end - end <= length:
        end, right = scale.end, 1
    return replace(scale, focus=Focus(start, end, left, right))


def _by_time(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    timed = [(mark.start.astimezone(UTC), mark.number, mark) for mark in marks if mark.start is not None]
    return tuple(mark for _, _, mark in sorted(timed, key=lambda entry: entry[:2]))


def _times(limits: Iterable[datetime | None], timed: Sequence[Mark]) -> list[datetime]:
    """Return all known times, including events before the start and after the end: no mark is beyond the axis."""
    times = [*limits, *(mark.start for mark in timed), *(mark.end for mark in timed)]
    return [at for at in times if at is not None]


def _is_wide(width: float) -> bool:
    """Return whether a drawing is for a desktop and not for a phone."""
    return width > NARROW * 1.5


def _label_room(inner: float, width: float) -> LabelRoom:
    label = 66 if _is_wide(width) else 60
    return LabelRoom(label / inner, _HOUR_LABEL / inner, _DAY_LABEL / inner, _NIGHT_DAY / inner)


def _boxes(phases: Sequence[Phase], scale: TimeScale, width: float) -> tuple[Box, ...]:
    """Return the phases to scale. One that would be too short to be seen takes room from its neighbours."""
    if not phases:
        return ()
    least = _PHASE_LEAST + PHASE_GAP
    edges = [scale.place(phase.start) * width for phase in phases] + [scale.place(phases[-1].end) * width]
    for index in range(1, len(edges)):
        edges[index] = max(edges[index], edges[index - 1] + least)
    edges[-1] = min(edges[-1], width)
    for index in reversed(range(len(edges) - 1)):
        edges[index] = min(edges[index], edges[index + 1] - least)
    last = len(phases) - 1
    return tuple(
        Box(phase, edges[index], edges[index + 1] - (PHASE_GAP if index < last else 0))
        for index, phase in enumerate(phases)
    )


def _circles(timed: Sequence[Mark], scale: TimeScale, width: float, binned: bool) -> tuple[Circle, ...]:
    """Place circles near their times and in their order, in one row or in two staggered ones."""
    gap = BIN_CIRCLE_GAP if binned else CIRCLE_GAP
    places = [scale.place(mark.start) * width for mark in timed if mark.start is not None]
    rows, spots = _rows(places, gap, width)
    return tuple(
        Circle(mark, x, place, index % rows)
        for index, (mark, x, place) in enumerate(zip(timed, spots, places, strict=True))
    )


def _rows(places: Sequence[float], gap: float, width: float) -> tuple[int, tuple[float, ...]]:
    """Return how many rows circles need, and their positions. A second row is for those that one would move too far."""
    if len(places) <= room(width, gap):
        spots = spread(places, gap, 0, width)
        if all(abs(x - place) <= _FURTHEST * gap for x, place in zip(spots, places, strict=True)):
            return 1, spots
    return 2, spread(places, gap / 2, 0, width)


def _important(timed: Sequence[Mark], width: float) -> tuple[Mark, ...]:
    """Return the labelled events that keep their circles above bins, as many as have room.

    The first event of each kind comes before all second ones, and so on.
    """
    seen: dict[str, int] = {}
    ranked: list[tuple[int, int, Mark]] = []
    for mark in timed:
        if mark.kind:
            rank = _IMPORTANCE.index(mark.shape) if mark.shape else len(_IMPORTANCE)
            ranked.append((seen.get(mark.kind, 0), rank, mark))
            seen[mark.kind] = seen.get(mark.kind, 0) + 1
    ranked.sort(key=lambda entry: (*entry[:2], entry[2].number))
    return _by_time(mark for _, _, mark in ranked[: room(width, BIN_CIRCLE_GAP / 2)])


def _bars(timed: Sequence[Mark], scale: TimeScale, zone: tzinfo, width: float) -> tuple[Bar, ...]:
    events = [(mark.start, mark.number) for mark in timed if mark.start is not None]
    bins = count_bins(scale, zone, events)
    most = max(each.count for each in bins)
    return tuple(
        Bar(
            each,
            scale.place(max(each.start, scale.start)) * width,
            scale.place(min(each.end, scale.end)) * width,
            each.count / most,
        )
        for each in bins
    )


def _ranges(timed: Sequence[Mark], scale: TimeScale, width: float) -> tuple[EventRange, ...]:
    """Return the time ranges of events, each in the first lane that is free at its start."""
    ends: list[float] = []
    ranges = []
    for mark in timed:
        if mark.start is None or mark.end is None or mark.end.astimezone(UTC) <= mark.start.astimezone(UTC):
            continue
        left, right = scale.place(mark.start) * width, scale.place(mark.end) * width
        lane = next((lane for lane, end in enumerate(ends) if end + _RANGE_GAP <= left), len(ends))
        ends[lane : lane + 1] = [right]
        ranges.append(EventRange(mark, left, right, lane))
    return tuple(ranges)


class _Interval(Struct, frozen=True):
    """Events without a time and the circles of their neighbours, before layout."""

    left: Circle | None
    right: Circle | None
    marks: tuple[Mark, ...]

    def ends(self, width: float) -> tuple[float, float]:
        start, end = self.left.x if self.left else 0, self.right.x if self.right else width
        return (start, end) if start <= end else (end, start)

    def places(self, width: float, days: TimeScale | None) -> list[float]:
        """Return where the events belong: on their days, but between their neighbours, or else evenly."""
        start, end = self.ends(width)
        if days is None:
            return [*evenly(len(self.marks), start, end)]
        wanted = (days.place(mark.day) * width for mark in self.marks if mark.day is not None)
        return [min(max(x, start), end) for x in wanted]


def _untimed(
    marks: Sequence[Mark], circles: Sequence[Circle], scale: TimeScale | None, width: float
) -> tuple[tuple[Run, ...], TimeScale | None]:
    """Place the events without a time, by their days if all circles have room there. Also return the scale of days."""
    days = _days(marks, scale)
    if days is not None:
        runs = _runs(marks, circles, width, days)
        placed = ((each.x, each.mark.day) for run in runs for each in run.circles)
        if all(day is not None and abs(x - days.place(day) * width) <= CIRCLE_GAP / 2 for x, day in placed):
            return runs, days
    return _runs(marks, circles, width, None), None


def _runs(marks: Sequence[Mark], circles: Sequence[Circle], width: float, days: TimeScale | None) -> tuple[Run, ...]:
    """Place the events without a time between their neighbours, as near to where they belong as there is room."""
    every = _intervals(marks, circles)
    places = {mark.number: x for each in every for mark, x in zip(each.marks, each.places(width, days), strict=True)}
    intervals = _with_room(every, width)
    ideal = [places[mark.number] for each in intervals for mark in each.marks]
    rows = 1 if len(ideal) <= room(width, CIRCLE_GAP) else 2
    spots = enumerate(spread(_rising(ideal), CIRCLE_GAP / rows, 0, width))
    runs = []
    for each in intervals:
        placed = zip(each.marks, islice(spots, len(each.marks)), strict=True)
        runs.append(
            Run(each.left, each.right, tuple(Circle(mark, x, None, index % rows) for mark, (index, x) in placed))
        )
    return tuple(runs)


def _intervals(marks: Sequence[Mark], circles: Sequence[Circle]) -> list[_Interval]:
    by_number = {circle.mark.number: circle for circle in circles}
    intervals: list[_Interval] = []
    left: Circle | None = None
    for timed, group in groupby(marks, lambda mark: mark.start is not None):
        members = tuple(group)
        if not timed:
            intervals.append(_Interval(left, None, members))
            continue
        shown = [by_number[mark.number] for mark in members if mark.number in by_number]
        if shown and intervals and intervals[-1].right is None:
            intervals[-1] = replace(intervals[-1], right=shown[0])
        left = shown[-1] if shown else left
    return intervals


def _rising(places: Iterable[float]) -> list[float]:
    """Make places ascend. Events that are not written in the order of their times would fold the rail back."""
    return list(accumulate(places, max))


def _with_room(intervals: list[_Interval], width: float) -> list[_Interval]:
    """Reduce the events without a time to as many as fit, if two rows have no room for all.

    Labelled ones come first, then the first and the last of each interval, which tell what the others are between.
    """
    most = room(width, CIRCLE_GAP / 2)
    marks = [mark for each in intervals for mark in each.marks]
    if len(marks) <= most:
        return intervals
    ends = [mark for each in intervals for mark in (each.marks[0], each.marks[-1])]
    wanted = dict.fromkeys(mark.number for mark in (*(mark for mark in marks if mark.kind), *ends))
    kept = set(islice(wanted, most))
    thinned = [replace(each, marks=tuple(mark for mark in each.marks if mark.number in kept)) for each in intervals]
    return [each for each in thinned if each.marks]
