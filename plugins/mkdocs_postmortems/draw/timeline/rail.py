"""Draw the rail of a timeline: a dotted line of events without a time, which ends at their neighbours with one.

Called by ``drawing``. The circles on the rail are drawn by ``marks``.
"""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from mkdocs_postmortems.draw.measure import text_width
from mkdocs_postmortems.draw.svg import element, join, path
from mkdocs_postmortems.draw.timeline.frame import RAIL_LABEL, ROW, Frame
from mkdocs_postmortems.draw.timeline.layout import MARGIN, Circle, Run

_CORNER = 4
_SPARE = 8
DAYS_BELOW = 18
"""The height of the days below a rail without an axis."""


def draw_rail(frame: Frame) -> Markup:
    """Draw the rail with its label, which counts all events without a time, drawn or not."""
    runs = frame.layout.runs
    if not runs:
        return Markup()
    d = "".join(_line(frame, run) for run in runs)
    by_day, locale, count = frame.layout.days is not None, frame.locale, frame.layout.untimed
    texts = (locale.rail_days(count),) if by_day else (locale.rail(count), locale.rail_short(count))
    text = next((text for text in texts if text_width(text) + _SPARE <= frame.width), frame.locale.not_timed)
    half = text_width(text) / 2
    spans = [_span(frame, run) for run in runs]
    centre = MARGIN + (min(left for left, _ in spans) + max(right for _, right in spans)) / 2
    x = min(max(centre, half), frame.width - half)
    label = element("text", text, x=x, y=RAIL_LABEL, class_="rail-label")
    return join(element("path", d=d, class_="rail"), label, *_days(frame))


def _days(frame: Frame) -> Iterator[Markup]:
    """Draw the first and the last day of a rail that has no axis below it."""
    layout = frame.layout
    if layout.scale is None and layout.days is not None:
        y = frame.rail + frame.radius + DAYS_BELOW - 3
        first, last = (day.astimezone(frame.zone) for day in (layout.days.start, layout.days.end))
        written = frame.locale.date if first.year == last.year else frame.locale.full_date
        ends = ((written(first), MARGIN, "end"), (written(last), MARGIN + layout.width, "end last"))
        days = (element("text", day, x=x, y=y, class_=class_) for day, x, class_ in ends)
        yield element("g", *days, class_="axis", aria_hidden="true")


def _ends(frame: Frame, run: Run) -> tuple[float, float]:
    """Return the positions of the neighbours, or of the scale's ends if there are none."""
    return run.left.x if run.left else 0, run.right.x if run.right else frame.layout.width


def _span(frame: Frame, run: Run) -> tuple[float, float]:
    """Return the positions of the leftmost and the rightmost of a run's circles and neighbours."""
    places = [*_ends(frame, run), *(circle.x for circle in run.circles)]
    return min(places), max(places)


def _line(frame: Frame, run: Run) -> str:
    """Return the line up from one neighbour, along, and down to the other, and down from circles in the second row."""
    if frame.layout.scale is None:
        left, right = _span(frame, run)
        line = path("M", MARGIN + left, frame.rail, "H", MARGIN + right)
    else:
        line = _line_with_feet(frame, run)
    above = frame.rail - ROW + frame.radius + 1
    return line + "".join(path("M", MARGIN + each.x, above, "V", frame.rail) for each in run.circles if each.row)


def _line_with_feet(frame: Frame, run: Run) -> str:
    """Return the line with both ends. A corner is round if no circle is beyond the neighbour."""
    start, end = _ends(frame, run)
    left, right = _span(frame, run)
    d = path("M", MARGIN + start, _foot(frame, run.left, start), "V")
    if start <= left:
        d += path(frame.rail + _CORNER, "q", 0, -_CORNER, _CORNER, -_CORNER)
    else:
        d += path(frame.rail, "M", MARGIN + left, frame.rail)
    foot = _foot(frame, run.right, end)
    if end >= right:
        return d + path("H", MARGIN + end - _CORNER, "q", _CORNER, 0, _CORNER, _CORNER, "V", foot)
    return d + path("H", MARGIN + right, "M", MARGIN + end, frame.rail, "V", foot)


def _foot(frame: Frame, neighbour: Circle | None, x: float) -> float:
    """Return where the rail ends: on the neighbour, on a circle that is in the way, or on the band."""
    under = (circle for circle in frame.layout.circles if abs(circle.x - x) < frame.radius)
    stop = neighbour or max(under, key=lambda circle: circle.row, default=None)
    return frame.band if stop is None else frame.lowest - ROW * stop.row - frame.radius - 1
