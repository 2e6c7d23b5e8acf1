"""The logarithmic axis below a swarm: its lines, and as many of its labels as have room. Called by ``swarm``."""

from __future__ import annotations

from datetime import timedelta

from markupsafe import Markup

from mkdocs_postmortems.draw.locale import Locale
from mkdocs_postmortems.draw.measure import text_width
from mkdocs_postmortems.draw.scale import LogScale
from mkdocs_postmortems.draw.svg import element, join, path

_LABEL_LINE = 17
_LABEL_GAP = 6


def draw_grid(scale: LogScale, left: float, width: float, top: float, height: float) -> Markup:
    """Draw a vertical line at each tick."""
    places = (left + scale.place(tick) * width for tick in scale.ticks)
    return element("path", d="".join(path("M", x, top, "v", height) for x in places), class_="grid")


def draw_length_axis(
    scale: LogScale, left: float, width: float, y: float, line: tuple[float, float], locale: Locale
) -> Markup:
    """Draw the ticks' labels under a line at ``y``. ``line`` is where it begins and ends, beyond the scale's ends."""
    start, end = line
    labels, free_from = [], 0.0
    for tick in scale.ticks:
        text = _tick_label(tick, scale, locale)
        half = text_width(text) / 2
        x = min(max(left + scale.place(tick) * width, half), end - half)
        if x - half >= free_from:
            labels.append(element("text", text, x=x, y=y + _LABEL_LINE, class_="mid"))
            free_from = x + half + _LABEL_GAP
    return join(element("path", d=path("M", start, y, "H", end), class_="line"), *labels)


def _tick_label(seconds: float, scale: LogScale, locale: Locale) -> str:
    """Return the label of a tick: 5 and 15 without a unit if a 1 with the unit is beside them."""
    for unit in (1, 60):
        if seconds in (5 * unit, 15 * unit) and unit in scale.ticks:
            return locale.number(int(seconds) // unit)
    return locale.duration(timedelta(seconds=seconds))
