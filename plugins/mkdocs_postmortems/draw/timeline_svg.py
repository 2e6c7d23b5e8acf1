"""A timeline's layout becomes two SVG drawings, a wide and a narrow one, with a key in words.

Comes in: ``TimelineInput``, the words and formats. Goes out: ``TimelineDrawing`` for the report's page. Of the two
drawings a stylesheet shows one; neither is ever scaled.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Literal

from markupsafe import Markup

from mkdocs_postmortems.draw import rings
from mkdocs_postmortems.draw.bins import Fold, fold_list, fold_unit
from mkdocs_postmortems.draw.measure import text_width
from mkdocs_postmortems.draw.phases import Phase
from mkdocs_postmortems.draw.scale import TimeScale
from mkdocs_postmortems.draw.svg import drawing, element, join, number, path, symbol
from mkdocs_postmortems.draw.time_axis import Style, Tick, TimeAxis
from mkdocs_postmortems.draw.timeline import (
    MARGIN,
    NARROW,
    WIDE,
    Bar,
    Box,
    Circle,
    Layout,
    Mark,
    Run,
    TimelineInput,
    layout_timeline,
)
from mkdocs_postmortems.draw.words import Formats, Words

Shown = Literal["both", "wide", "narrow"]

_BAND = 22
_AXIS_BELOW_BAND = 12
_LABEL_BELOW_AXIS = 18
_DAY_BELOW_LABEL = 16
_ROW = 26
_RAIL_TO_ROW = 35
_TOP = 14
_RAIL_LABEL = 10
_RAIL_BELOW_LABEL = 17
_BARS = 52
_BARS_ROOM = 84
_BEND = 2
_LANES = 3
_TITLE_LENGTH = 40
"""Of the text on hover, which the list has whole: a drawing of twenty events stays under 6 KB."""
_DOTS_OF_RAIL = 4
_CLEAR_OF_ENDS = 10
_CLEAR = 4


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """A line of the key: a small drawing and its words. ``shown`` says below which of the drawings it belongs."""

    swatch: Markup
    text: str
    shown: Shown = "both"


@dataclass(frozen=True, slots=True)
class TimelineDrawing:
    """Two drawings of one timeline, and what stands around them.

    All SVG is ``Markup``, safe as it stands. ``wide`` and ``narrow`` are empty where there is nothing to draw.
    ``notes`` are whole sentences. ``folds`` is empty where the list need not fold.
    """

    wide: str = ""
    narrow: str = ""
    key: tuple[KeyEntry, ...] = ()
    notes: tuple[str, ...] = ()
    folds: tuple[Fold, ...] = ()


def draw_timeline(
    timeline: TimelineInput, words: Words | None = None, formats: Formats | None = None, id_prefix: str = "timeline"
) -> TimelineDrawing:
    """Draw an incident. ``id_prefix`` makes the ids of the drawings the only ones of their page."""
    words, formats = words or Words(), formats or Formats()
    wide, narrow = layout_timeline(timeline, WIDE), layout_timeline(timeline, NARROW)
    if wide.scale is None and not wide.untimed:
        return TimelineDrawing()
    return TimelineDrawing(
        _Pen(timeline, wide, words, formats, f"{id_prefix}-w").draw("pm-timeline pm-wide"),
        _Pen(timeline, narrow, words, formats, f"{id_prefix}-n").draw("pm-timeline pm-narrow"),
        _key(timeline, wide, narrow, words, formats),
        tuple(getattr(words, absence) for absence in wide.absences),
        _folds(timeline, wide),
    )


def _folds(timeline: TimelineInput, layout: Layout) -> tuple[Fold, ...]:
    if layout.bin_length is None:
        return ()
    events = [(mark.start, mark.number) for mark in timeline.marks]
    return fold_list(fold_unit(layout.bin_length), timeline.zone, events)


class _Pen:
    """One drawing in the making. Heights are counted downwards from the top as its parts need them."""

    def __init__(self, timeline: TimelineInput, layout: Layout, words: Words, formats: Formats, id: str) -> None:
        self.zone: tzinfo = timeline.zone
        self.count = len(timeline.marks)
        self.layout, self.words, self.formats, self.id = layout, words, formats, id
        self.radius = rings.BIN_RADIUS if layout.bars else rings.RADIUS
        rail_rows = 1 + max((circle.row for run in layout.runs for circle in run.circles), default=0)
        rows = 1 + max((circle.row for circle in layout.circles), default=0)
        self.rail = _RAIL_LABEL + _RAIL_BELOW_LABEL + _ROW * (rail_rows - 1)
        first = self.rail + _RAIL_TO_ROW if layout.runs else _TOP
        self.lowest = first + _ROW * (rows - 1)
        self.bend = self.lowest + self.radius + 1
        self.band = self.bend + _fan(layout)
        self.axis = self.band + _BAND + _AXIS_BELOW_BAND
        self.labels = self.axis + _LABEL_BELOW_AXIS

    def draw(self, class_: str) -> Markup:
        layout = self.layout
        parts = [self._runs(), self._leaders(), self._circles()]
        bottom = float(self.rail + self.radius + 3)
        if layout.scale is not None:
            axis, bottom = self._axis()
            parts = [self._nights(), self._band(), self._bars(), self._stretches(), axis, *parts]
        width = layout.width + 2 * MARGIN
        return drawing(class_, width, bottom, self.id, self.words.timeline, self._description(), *parts)

    # The band

    def _band(self) -> Markup:
        layout = self.layout
        parts = [element("rect", x=MARGIN, y=self.band, width=layout.width, height=_BAND, class_="none")]
        if layout.boxes and layout.boxes[0].left <= 0 and layout.boxes[-1].right >= layout.width:
            parts = []
        if any(box.phase.parts[0] == "undetected" and len(box.phase.parts) < 3 for box in layout.boxes):
            parts.insert(0, self._hatch())
        parts += [self._box(box) for box in layout.boxes]
        return element("g", *parts, class_="band", aria_hidden="true")

    def _hatch(self) -> Markup:
        lines = element("path", d="M1 0v5", class_="hatch")
        return element(
            "pattern",
            lines,
            id=f"{self.id}-h",
            width=5,
            height=5,
            patternUnits="userSpaceOnUse",
            patternTransform="rotate(45)",
        )

    def _box(self, box: Box) -> Markup:
        x, width, name = MARGIN + box.left, box.right - box.left, box.phase.name
        size = {"x": x, "y": self.band, "width": width, "height": _BAND}
        shape = element("rect", class_=_phase_class(box.phase), **size)
        if name.startswith("undetected"):
            shape += element("rect", fill=f"url(#{self.id}-h)", **size)
        if name == "recovering":
            edges = path("M", x, self.band + 3, "h", width, "M", x, self.band + _BAND - 3, "h", width)
            shape += element("path", d=edges, class_="edges")
        label = self._phase_label(box.phase, width)
        if label:
            shape += element("text", label, x=x + width / 2, y=self.band + 15, class_=f"on {_phase_class(box.phase)}")
        return shape

    def _phase_label(self, phase: Phase, width: float) -> str:
        name = self.words.phases[phase.name]
        texts = [name]
        if phase.length is not None:
            texts.insert(0, self.words.phase_and_length(name, self.formats.duration(phase.length)))
        return next((text for text in texts if text_width(text, bold=True) + 12 <= width), "")

    # The axis

    def _axis(self) -> tuple[Markup, float]:
        """The axis and the lowest unit that it needs."""
        layout = self.layout
        axis, scale = layout.axis, layout.scale
        assert axis is not None and scale is not None
        if not scale.length:
            return self._axis_of_one_time(self._label(scale.start.astimezone(self.zone), axis.ends)), self.labels + 6
        line = path("M", MARGIN, self.axis - 5, "v", 10, "m", 0, -5, "h", layout.width, "m", 0, -5, "v", 10)
        line += "".join(path("M", MARGIN + tick.place * layout.width, self.axis - 3, "v", 6) for tick in axis.ticks)
        labels, taken = self._labels(axis, scale)
        days, day_line = self._days(axis, scale, taken)
        parts = (element("path", d=line + day_line), *labels, *days)
        bottom = self.labels + (_DAY_BELOW_LABEL if days else 0) + 6
        return element("g", *parts, class_="axis", aria_hidden="true"), bottom

    def _axis_of_one_time(self, label: str) -> Markup:
        centre = MARGIN + self.layout.width / 2
        line = path("M", MARGIN, self.axis, "h", self.layout.width, "M", centre, self.axis - 5, "v", 10)
        text = element("text", label, x=centre, y=self.labels, class_="end mid")
        return element("g", element("path", d=line), text, class_="axis", aria_hidden="true")

    def _labels(self, axis: TimeAxis, scale: TimeScale) -> tuple[list[Markup], list[tuple[float, float]]]:
        """The times under the axis, and what they take of it. The two ends come first; others where room is left."""
        width = self.layout.width
        start, end = (self._label(at.astimezone(self.zone), axis.ends) for at in (scale.start, scale.end))
        labels = [
            element("text", start, x=MARGIN, y=self.labels, class_="end"),
            element("text", end, x=MARGIN + width, y=self.labels, class_="end last"),
        ]
        taken = [(0.0, text_width(start)), (width - text_width(end), width)]
        free_from, free_to = taken[0][1] + _CLEAR_OF_ENDS, taken[1][0] - _CLEAR_OF_ENDS
        for tick in axis.ticks:
            x, label = tick.place * width, self._label(tick.at, tick.style)
            left, right = x - text_width(label) / 2, x + text_width(label) / 2
            if free_from <= left and right <= free_to:
                labels.append(element("text", label, x=MARGIN + x, y=self.labels))
                taken.append((left, right))
                free_from = right + _CLEAR
        return labels, taken

    def _days(self, axis: TimeAxis, scale: TimeScale, taken: list[tuple[float, float]]) -> tuple[list[Markup], str]:
        """The names of the days on a second line, each to the right of its midnight, and the long ticks."""
        if not axis.days:
            return [], ""
        width, y = self.layout.width, self.labels + _DAY_BELOW_LABEL
        first = Tick(0, scale.start.astimezone(self.zone), "day")
        limits = [tick.place * width - 3 for tick in axis.days] + [width + MARGIN]
        names: list[Markup] = []
        line = ""
        month_told = False
        for tick, limit in zip((first, *axis.days), limits, strict=True):
            at = tick.place * width
            x = at if tick is first else at + 5
            whole, short = self.formats.weekday_date(tick.at), self.formats.weekday_day(tick.at)
            room = limit - x
            name = next((name for name in (whole, short)[month_told:] if text_width(name, bold=True) <= room), "")
            if name:
                month_told = month_told or name == whole
                names.append(element("text", name, x=MARGIN + x, y=y, class_="day"))
            if tick is not first:
                hidden = any(left - 3 < at < right + 3 for left, right in taken)
                line += path("M", MARGIN + at, self.labels + 5 if hidden else self.axis - 3, "V", y + 2)
        return names, line

    def _label(self, at: datetime, style: Style) -> str:
        formats = self.formats
        if style == "offset":
            assert self.layout.scale is not None
            return formats.offset(at - self.layout.scale.start)
        texts = {
            "seconds": formats.clock_seconds,
            "clock": formats.clock,
            "hour": formats.hour,
            "day": formats.weekday_day,
            "date": formats.date,
            "month": formats.month,
        }
        return formats.year(at.year) if style == "year" else texts[style](at)

    def _nights(self) -> Markup:
        axis = self.layout.axis
        if axis is None or not axis.nights:
            return Markup()
        d = "".join(
            path("M", MARGIN + start * self.layout.width, self.bend, "V", self.axis, "H")
            + path(MARGIN + end * self.layout.width, "V", self.bend, "z")
            for start, end in axis.nights
        )
        return element("path", d=d, class_="night")

    # Events

    def _circles(self) -> Markup:
        """All circles in the order of their numbers, which is the order of the tab key."""
        rail = self.rail - self.lowest
        untimed = [(circle, rail - _ROW * circle.row) for run in self.layout.runs for circle in run.circles]
        timed = [(circle, -_ROW * circle.row) for circle in self.layout.circles]
        ordered = sorted(timed + untimed, key=lambda entry: entry[0].mark.number)
        links = (self._link(circle.mark, circle.x, y) for circle, y in ordered)
        return element("g", *links, transform=f"translate({MARGIN} {self.lowest})")

    def _link(self, mark: Mark, x: float, y: float) -> Markup:
        href = mark.href or f"#event-{mark.number}"
        place = f"translate({number(x)} {number(y)})" if y else f"translate({number(x)})"
        title = element("title", self._title(mark))
        ring = rings.ring(mark, self.radius)
        return element("a", title, ring, href=href, class_=rings.ring_class(mark), transform=place)

    def _title(self, mark: Mark) -> str:
        words = self.words
        when = words.not_timed
        if mark.start is not None:
            when = self._clock(mark.start)
            when = words.time_range(when, self._clock(mark.end)) if mark.end is not None else when
            when = words.approximately(when) if mark.approximate else when
        title = " ".join(mark.title.split())
        if len(title) > _TITLE_LENGTH:
            title = title[: _TITLE_LENGTH - 1].rstrip() + "…"
        return f"{mark.number} · {when} {title}".rstrip()

    def _clock(self, at: datetime) -> str:
        axis = self.layout.axis
        ends = axis.ends if axis is not None else "clock"
        local = at.astimezone(self.zone)
        clock = self.formats.clock_seconds(local) if ends == "seconds" or local.second else self.formats.clock(local)
        if axis is not None and (ends in ("date", "month") or axis.days):
            return f"{self.formats.date(local)} {clock}"
        return clock

    def _leaders(self) -> Markup:
        parts = [self._leader(circle) for circle in self.layout.circles]
        dashed = "".join(d for circle, d in zip(self.layout.circles, parts, strict=True) if circle.mark.approximate)
        solid = "".join(d for circle, d in zip(self.layout.circles, parts, strict=True) if not circle.mark.approximate)
        return join(
            element("path", d=solid, class_="leader") if solid else "",
            element("path", d=dashed, class_="leader dashed") if dashed else "",
        )

    def _leader(self, circle: Circle) -> str:
        """From the circle down past the lowest row, aside, and straight into the band at the event's time."""
        assert circle.place is not None
        x, at = MARGIN + circle.x, MARGIN + circle.place
        below = self.lowest - _ROW * circle.row + self.radius + 1
        if abs(x - at) < 0.05:
            return path("M", x, below, "V", self.band)
        foot = self.bend + 14 - _BEND if self.layout.bars else self.band - _BEND - 1
        return path("M", x, below, "V", self.bend + _BEND, "L", at, foot, "V", self.band)

    def _stretches(self) -> Markup:
        """Range events as brackets between the band and the axis."""
        parts = []
        for stretch in self.layout.stretches:
            y = self.band + _BAND + 2 + 3 * min(stretch.lane, _LANES - 1)
            left, right = MARGIN + stretch.left, MARGIN + stretch.right
            d = path("M", left, y - 1, "v", 3, "m", 0, -1.5, "H", right, "m", 0, -1.5, "v", 3)
            parts.append(element("path", d=d, class_=f"range {stretch.mark.shape}".rstrip()))
        return join(*parts)

    def _bars(self) -> Markup:
        if not self.layout.bars:
            return Markup()
        tallest = max(self.layout.bars, key=lambda bar: (bar.height, -bar.left))
        links = []
        for bar in self.layout.bars:
            start, end = self._clock(bar.bin.start), self._clock(bar.bin.end)
            title = f"{self.words.time_range(start, end)} · {self.words.events(bar.bin.count)}"
            height = max(1, round(bar.height * _BARS, 1))
            width = max(0.5, bar.right - bar.left - 1)
            rect = element("rect", x=MARGIN + bar.left, y=self.band - 2 - height, width=width, height=height)
            links.append(element("a", element("title", title), rect, href=f"#event-{bar.bin.first}", class_="bin"))
        return join(*links, self._most(tallest))

    def _most(self, tallest: Bar) -> Markup:
        """The count above the tallest bar, a little aside where a leader would run through it."""
        text = self.formats.number(tallest.bin.count)
        half = text_width(text, bold=True) / 2
        x = (tallest.left + tallest.right) / 2
        leaders = [circle.place for circle in self.layout.circles if circle.place is not None]
        crossing = [place for place in leaders if abs(place - x) < half + 2]
        x = max(crossing) + half + 3 if crossing else x
        x = min(max(x, half - MARGIN), self.layout.width + MARGIN - half)
        return element("text", text, x=MARGIN + x, y=self.band - _BARS - 6, class_="most", aria_hidden="true")

    # Events without a time

    def _runs(self) -> Markup:
        if not self.layout.runs:
            return Markup()
        d = "".join(self._rail(run) for run in self.layout.runs)
        texts = (self.words.rail(self.layout.untimed), self.words.rail_short(self.layout.untimed))
        whole = self.layout.width + 2 * MARGIN
        text = next((text for text in texts if text_width(text) <= whole), self.words.not_timed)
        half = text_width(text) / 2
        spans = [self._span(run) for run in self.layout.runs]
        centre = MARGIN + (min(span[0] for span in spans) + max(span[1] for span in spans)) / 2
        label = element("text", text, x=min(max(centre, half), whole - half), y=_RAIL_LABEL, class_="rail-label")
        return join(element("path", d=d, class_="rail"), label)

    def _span(self, run: Run) -> tuple[float, float]:
        left, right = run.left.x if run.left else 0, run.right.x if run.right else self.layout.width
        places = [left, right, *(circle.x for circle in run.circles)]
        return min(places), max(places)

    def _rail(self, run: Run) -> str:
        """From one neighbour up to the rail, along it, and down to the other neighbour."""
        left, right = self._span(run)
        d = path("M", MARGIN + left, self.rail, "H", MARGIN + right)
        if self.layout.scale is not None:
            d = self._rail_with_feet(run, left, right)
        stems = (circle for circle in run.circles if circle.row)
        return d + "".join(
            path("M", MARGIN + each.x, self.rail - _ROW + self.radius + 1, "V", self.rail) for each in stems
        )

    def _rail_with_feet(self, run: Run, left: float, right: float) -> str:
        start, end = run.left.x if run.left else 0.0, run.right.x if run.right else self.layout.width
        d = path("M", MARGIN + start, self._foot(run.left, start), "V")
        if start <= left:
            d += path(self.rail + _DOTS_OF_RAIL, "q", 0, -4, 4, -4)
        else:
            d += path(self.rail, "M", MARGIN + left, self.rail)
        if end >= right:
            return d + path("H", MARGIN + end - _DOTS_OF_RAIL, "q", 4, 0, 4, 4, "V", self._foot(run.right, end))
        return d + path("H", MARGIN + right, "M", MARGIN + end, self.rail, "V", self._foot(run.right, end))

    def _foot(self, neighbour: Circle | None, x: float) -> float:
        """Where the rail comes down: on the neighbour, on a circle that is in the way, or on the band."""
        under = (circle for circle in self.layout.circles if abs(circle.x - x) < self.radius)
        stop = neighbour or max(under, key=lambda circle: circle.row, default=None)
        return self.band if stop is None else self.lowest - _ROW * stop.row - self.radius - 1

    # Words

    def _description(self) -> str:
        layout, words, formats = self.layout, self.words, self.formats
        sentences = []
        if layout.scale is not None:
            start, end = (self._clock(at) for at in (layout.scale.start, layout.scale.end))
            sentences.append(words.span(start, end, formats.duration(layout.scale.length)))
        told = [_phase_text(box.phase, words, formats) for box in layout.boxes]
        counts = [words.events(self.count)]
        if layout.untimed:
            counts.append(f"{formats.number(layout.untimed)} {words.not_timed}")
        sentences += [f"{', '.join(part)}." for part in (told, counts) if part]
        return " ".join(sentences)


def _fan(layout: Layout) -> float:
    """The room between the circles and the band: more, the further circles had to move from their times."""
    if layout.bars:
        return _BARS_ROOM
    moved = max((abs(circle.x - circle.place) for circle in layout.circles if circle.place is not None), default=0)
    if moved < 0.05:
        return 7
    return 24 if moved >= 30 else 14


def _phase_class(phase: Phase) -> str:
    return "whole" if phase.name == "whole" else phase.parts[0]


def _phase_text(phase: Phase, words: Words, formats: Formats) -> str:
    length = words.end_not_recorded if phase.length is None else formats.duration(phase.length)
    return f"{words.phases[phase.name]} {length}"


def _key(timeline: TimelineInput, wide: Layout, narrow: Layout, words: Words, formats: Formats) -> tuple[KeyEntry, ...]:
    entries = [KeyEntry(_swatch(box.phase), _phase_text(box.phase, words, formats)) for box in wide.boxes]
    if wide.axis is not None and wide.axis.nights:
        shown: Shown = "both" if narrow.axis is not None and narrow.axis.nights else "wide"
        entries.append(KeyEntry(symbol("pm-swatch night", 12, 12, _square()), words.night, shown))
    for layout, shown in ((wide, "both"), (narrow, "narrow")):
        if layout.bars and layout.bin_length is not None:
            most = max(bar.bin.count for bar in layout.bars)
            drawn = element("path", d="M1 11V6h4v5zM7 11V2h4v9z")
            text = words.bins(formats.duration(layout.bin_length), most)
            entries.append(KeyEntry(symbol("pm-swatch bins", 12, 12, drawn), text, shown))
            break
    return (*entries, *_key_of_marks(timeline, words))


def _key_of_marks(timeline: TimelineInput, words: Words) -> Iterable[KeyEntry]:
    """What looks unlike a plain timed event, as far as it occurs."""
    marks = timeline.marks
    if any(mark.start is None for mark in marks):
        if any(mark.start is not None for mark in marks):
            yield KeyEntry(symbol("pm-ring", 14, 14, element("circle", cx=7, cy=7, r=5.5)), words.key_timed)
        yield KeyEntry(symbol("pm-ring untimed", 14, 14, element("circle", cx=7, cy=7, r=5.5)), words.key_untimed)
        if any(mark.shape == "false-lead" for mark in marks):
            yield KeyEntry(rings.draw_sign("false-lead"), words.key_false_lead)
    if any(mark.approximate for mark in marks):
        yield KeyEntry(rings.draw_sign("about"), words.key_approximate)
    if any(mark.end is not None for mark in marks):
        bracket = element("path", d="M1 4v4M1 6h12M13 4v4", class_="range")
        yield KeyEntry(symbol("pm-swatch", 14, 12, bracket), words.key_range)


def _square() -> Markup:
    return element("rect", width=12, height=12)


def _swatch(phase: Phase) -> Markup:
    name = _phase_class(phase)
    texture = Markup()
    if name == "undetected":
        texture = element("path", d="M0 7 7 0M0 12 12 0M5 12l7-7", class_="hatch")
    elif name == "recovering":
        texture = element("path", d="M0 2.5h12M0 9.5h12", class_="edges")
    return symbol(f"pm-swatch {name}", 12, 12, _square(), texture)
