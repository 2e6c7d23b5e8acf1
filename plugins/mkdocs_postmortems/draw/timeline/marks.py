"""Draw the events of a timeline: circles with leaders, ranges as brackets, and bins as bars.

Every mark links to its event in the list. Called by ``drawing``.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from mkdocs_postmortems.draw.measure import text_width
from mkdocs_postmortems.draw.svg import element, join, number, path
from mkdocs_postmortems.draw.timeline import rings
from mkdocs_postmortems.draw.timeline.frame import BAND, ROW, Frame
from mkdocs_postmortems.draw.timeline.layout import MARGIN, Bar, Circle, Mark

_BEND = 2
_FAN_OVER_BARS = 12
_BARS = 52
_LANES = 3
_TITLE_LENGTH = 40
"""Letters of the title on hover. The list has the whole text, and a drawing of twenty events stays below 6 KB."""


def draw_circles(frame: Frame) -> Markup:
    """Draw all circles, timed or not, in the order of their numbers, in which the tab key visits them."""
    rail = frame.rail - frame.lowest
    untimed = [(circle, rail - ROW * circle.row) for run in frame.layout.runs for circle in run.circles]
    timed = [(circle, -ROW * circle.row) for circle in frame.layout.circles]
    ordered = sorted(timed + untimed, key=lambda entry: entry[0].mark.number)
    links = (_link(frame, circle.mark, circle.x, y) for circle, y in ordered)
    return element("g", *links, transform=f"translate({MARGIN} {number(frame.lowest)})")


def draw_leaders(frame: Frame) -> Markup:
    """Draw the lines from the circles to their times, dashed for approximate times."""
    circles = frame.layout.circles
    solid = "".join(_leader(frame, circle) for circle in circles if not circle.mark.approximate)
    dashed = "".join(_leader(frame, circle) for circle in circles if circle.mark.approximate)
    return join(
        element("path", d=solid, class_="leader") if solid else "",
        element("path", d=dashed, class_="leader dashed") if dashed else "",
    )


def draw_ranges(frame: Frame) -> Markup:
    """Draw the time ranges of events as brackets between the band and the axis."""
    parts = []
    for each in frame.layout.ranges:
        y = frame.band + BAND + 2 + 3 * min(each.lane, _LANES - 1)
        d = path("M", MARGIN + each.left, y - 1, "v", 3, "m", 0, -1.5, "H", MARGIN + each.right)
        d += path("m", 0, -1.5, "v", 3)
        parts.append(element("path", d=d, class_=f"range {each.mark.shape}".rstrip()))
    return join(*parts)


def draw_bars(frame: Frame) -> Markup:
    """Draw the bins as bars above the band. Each links to its first event."""
    bars = frame.layout.bars
    if not bars:
        return Markup()
    tallest = max(bars, key=lambda bar: (bar.height, -bar.left))
    return join(*(_bar(frame, bar) for bar in bars), _most(frame, tallest))


def _link(frame: Frame, mark: Mark, x: float, y: float) -> Markup:
    href = mark.href or f"#event-{mark.number}"
    place = f"translate({number(x)} {number(y)})" if y else f"translate({number(x)})"
    title = element("title", _title(frame, mark))
    ring = rings.ring(mark, frame.radius)
    return element("a", title, ring, href=href, class_=rings.ring_class(mark), transform=place)


def _title(frame: Frame, mark: Mark) -> str:
    """Return the title on hover: *4 · 14:50 Escalated to the security response team.*"""
    locale = frame.locale
    when = locale.not_timed
    if mark.day is not None and frame.has_days:
        when = locale.weekday_date(mark.day.astimezone(frame.zone))
    if mark.start is not None:
        when = frame.clock(mark.start)
        when = locale.time_range(when, frame.clock(mark.end)) if mark.end is not None else when
        when = locale.approximately(when) if mark.approximate else when
    title = " ".join(mark.title.split())
    if len(title) > _TITLE_LENGTH:
        title = title[: _TITLE_LENGTH - 1].rstrip() + "…"
    return f"{mark.number} · {when} {title}".rstrip()


def _leader(frame: Frame, circle: Circle) -> str:
    """Return the line from the circle down past the lowest row, then sideways, then down to the event's time."""
    x, at = MARGIN + circle.x, MARGIN + (circle.x if circle.place is None else circle.place)
    below = frame.lowest - ROW * circle.row + frame.radius + 1
    if abs(x - at) < 0.05:
        return path("M", x, below, "V", frame.band)
    foot = frame.bend + _FAN_OVER_BARS if frame.layout.bars else frame.band - _BEND - 1
    return path("M", x, below, "V", frame.bend + _BEND, "L", at, foot, "V", frame.band)


def _bar(frame: Frame, bar: Bar) -> Markup:
    times = frame.locale.time_range(frame.clock(bar.bin.start), frame.clock(bar.bin.end))
    height = max(1, round(bar.height * _BARS, 1))
    width = max(0.5, bar.right - bar.left - 1)
    rect = element("rect", x=MARGIN + bar.left, y=frame.band - 2 - height, width=width, height=height)
    title = element("title", f"{times} · {frame.locale.events(bar.bin.count)}")
    return element("a", title, rect, href=f"#event-{bar.bin.first}", class_="bin")


def _most(frame: Frame, tallest: Bar) -> Markup:
    """Draw the count above the tallest bar, or beside it if a leader would cross it."""
    text = frame.locale.number(tallest.bin.count)
    half = text_width(text, bold=True) / 2
    x = _beside((tallest.left + tallest.right) / 2, half, frame.layout.circles)
    x = min(max(x, half - MARGIN), frame.layout.width + MARGIN - half)
    return element("text", text, x=MARGIN + x, y=frame.band - _BARS - 6, class_="most", aria_hidden="true")


def _beside(x: float, half: float, circles: Iterable[Circle]) -> float:
    for place in sorted(circle.place for circle in circles if circle.place is not None):
        if abs(place - x) < half + 2:
            x = place + half + 3
    return x
