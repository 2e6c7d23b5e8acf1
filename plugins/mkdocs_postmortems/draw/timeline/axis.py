"""Draw the axis of a timeline: ticks, times, days, nights, and changes of scale. Labels without room are omitted.

Called by ``drawing``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from markupsafe import Markup

from mkdocs_postmortems.draw.measure import text_width
from mkdocs_postmortems.draw.scale import TimeScale
from mkdocs_postmortems.draw.svg import element, path
from mkdocs_postmortems.draw.timeline.frame import Frame
from mkdocs_postmortems.draw.timeline.layout import MARGIN
from mkdocs_postmortems.draw.timeline.ticks import Style, Tick, TimeAxis

_DAY_BELOW_LABEL = 16
_BELOW_TEXT = 6
_CLEAR_OF_ENDS = 10
_CLEAR = 4
_BESIDE_MIDNIGHT = 5
_BREAK, _SLANT = 9, 7
_SAME_YEAR = timedelta(days=300)

Span = tuple[float, float]


def draw_axis(frame: Frame, axis: TimeAxis, scale: TimeScale) -> tuple[Markup, float]:
    """Draw the axis. Also return where it ends at the bottom."""
    if not scale.length:
        return _axis_of_one_time(frame, axis, scale), frame.labels + _BELOW_TEXT
    width = frame.layout.width
    line = path("M", MARGIN, frame.axis - 5, "v", 10, "m", 0, -5, "h", width, "m", 0, -5, "v", 10)
    line += "".join(path("M", MARGIN + tick.place * width, frame.axis - 3, "v", 6) for tick in axis.ticks)
    line += "".join(path("M", MARGIN + x, frame.axis - 5, "v", 10) for x, _ in _changes(frame, scale))
    labels, taken = _labels(frame, axis, scale)
    days, day_line = _days(frame, axis, scale, taken)
    parts = (element("path", d=line + day_line), *labels, *days)
    bottom = frame.labels + (_DAY_BELOW_LABEL if days else 0) + _BELOW_TEXT
    return element("g", *parts, *_breaks(frame, scale), class_="axis", aria_hidden="true"), bottom


def _changes(frame: Frame, scale: TimeScale) -> Iterator[tuple[float, int]]:
    """Yield where the scale changes, with -1 if it is smaller on the left, and 1 if it is smaller on the right."""
    if scale.main.left > 0:
        yield scale.main.left * frame.layout.width, -1
    if scale.main.right < 1:
        yield scale.main.right * frame.layout.width, 1


def _breaks(frame: Frame, scale: TimeScale) -> Iterator[Markup]:
    """Draw two strokes through band and axis beside each change of scale, on the side where it is smaller."""
    rise = frame.band - frame.axis - 6
    for change, side in _changes(frame, scale):
        x, y = MARGIN + change + side * _BREAK - _SLANT / 2, frame.axis + 4
        yield element("path", d=path("M", x, y, "l", _SLANT, rise), class_="gap")
        yield element("path", d=path("M", x - 2, y, "l", _SLANT, rise, "M", x + 2, y, "l", _SLANT, rise))


def draw_nights(frame: Frame, axis: TimeAxis) -> Markup:
    """Draw the shades of the nights, behind everything else."""
    if not axis.nights:
        return Markup()
    places = ((MARGIN + start * frame.layout.width, MARGIN + end * frame.layout.width) for start, end in axis.nights)
    d = "".join(
        path("M", left, frame.bend, "V", frame.axis, "H") + path(right, "V", frame.bend, "z") for left, right in places
    )
    return element("path", d=d, class_="night")


def _axis_of_one_time(frame: Frame, axis: TimeAxis, scale: TimeScale) -> Markup:
    centre = MARGIN + frame.layout.width / 2
    line = path("M", MARGIN, frame.axis, "h", frame.layout.width, "M", centre, frame.axis - 5, "v", 10)
    label = _text(frame, scale, scale.start.astimezone(frame.zone), axis.ends)
    text = element("text", label, x=centre, y=frame.labels, class_="end mid")
    return element("g", element("path", d=line), text, class_="axis", aria_hidden="true")


def _labels(frame: Frame, axis: TimeAxis, scale: TimeScale) -> tuple[list[Markup], list[Span]]:
    """Draw the times under the axis: both ends, and the others that have room. Also return the room that they take."""
    width, main = frame.layout.width, scale.main
    start, end = (_text(frame, scale, at.astimezone(frame.zone), axis.ends) for at in (main.start, main.end))
    first, last = main.left * width, main.right * width
    labels = [
        element("text", start, x=MARGIN + first, y=frame.labels, class_="end"),
        element("text", end, x=MARGIN + last, y=frame.labels, class_="end last"),
        *_labels_outside(frame, scale),
    ]
    taken: list[Span] = [(first, first + text_width(start)), (last - text_width(end), last)]
    free_from, free_to = taken[0][1] + _CLEAR_OF_ENDS, taken[1][0] - _CLEAR_OF_ENDS
    for tick in axis.ticks:
        x, label = tick.place * width, _text(frame, scale, tick.at, tick.style)
        left, right = x - text_width(label) / 2, x + text_width(label) / 2
        if free_from <= left and right <= free_to:
            labels.append(element("text", label, x=MARGIN + x, y=frame.labels))
            taken.append((left, right))
            free_from = right + _CLEAR
    return labels, taken


def _labels_outside(frame: Frame, scale: TimeScale) -> Iterator[Markup]:
    """Draw the ends of an axis with a focus: the time of day if it is the focus's day, or else the date."""
    for end, near, x, class_ in (
        (scale.start, scale.main.start, 0.0, "end"),
        (scale.end, scale.main.end, frame.layout.width, "end last"),
    ):
        if end == near:
            continue
        local = end.astimezone(frame.zone)
        is_same_day = local.date() == near.astimezone(frame.zone).date()
        style: Style = "clock" if is_same_day else "date" if abs(near - end) < _SAME_YEAR else "month"
        yield element("text", _text(frame, scale, local, style), x=MARGIN + x, y=frame.labels, class_=class_)


def _days(frame: Frame, axis: TimeAxis, scale: TimeScale, taken: list[Span]) -> tuple[list[Markup], str]:
    """Draw the names of the days on a second line, each at the right of its midnight. Also return the long ticks.

    The first name of each month with enough room includes the month. Long ticks do not cross the labels in ``taken``.
    """
    main = scale.main
    if not axis.days and (scale.focus is None or axis.ends in ("date", "month")):
        return [], ""
    width, y = frame.layout.width, frame.labels + _DAY_BELOW_LABEL
    first = Tick(main.left, main.start.astimezone(frame.zone), "day")
    limits = [tick.place * width - 3 for tick in axis.days] + [main.right * width + MARGIN]
    names: list[Markup] = []
    line, month = "", 0
    for tick, limit in zip((first, *axis.days), limits, strict=True):
        at = tick.place * width
        x = at if tick is first else at + _BESIDE_MIDNIGHT
        whole, short = frame.locale.weekday_date(tick.at), frame.locale.weekday_day(tick.at)
        fitting = (
            name for name in (whole, short)[month == tick.at.month :] if x + text_width(name, bold=True) <= limit
        )
        name = next(fitting, "")
        if name:
            month = tick.at.month if name == whole else month
            names.append(element("text", name, x=MARGIN + x, y=y, class_="day"))
        if tick is not first:
            hidden = any(left - 3 < at < right + 3 for left, right in taken)
            line += path("M", MARGIN + at, frame.labels + 5 if hidden else frame.axis - 3, "V", y + 2)
    return names, line


def _text(frame: Frame, scale: TimeScale, at: datetime, style: Style) -> str:
    locale = frame.locale
    texts: dict[Style, Callable[[datetime], str]] = {
        "offset": lambda at: locale.offset(at - scale.main.start),
        "seconds": locale.clock_seconds,
        "clock": locale.clock,
        "hour": locale.hour,
        "day": locale.weekday_day,
        "date": locale.date,
        "month": locale.month,
        "year": lambda at: locale.year(at.year),
    }
    return texts[style](at)
