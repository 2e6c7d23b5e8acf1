"""The logarithmic axis below a swarm: its lines, and as many of its labels as have room. Called by ``swarm``."""

from __future__ import annotations

from collections.abc import Container, Mapping
from datetime import timedelta

from markupsafe import Markup
from msgspec import Struct

from mkdocs_postmortems.draw.locale import Locale
from mkdocs_postmortems.draw.measure import text_width
from mkdocs_postmortems.draw.scale import LogScale
from mkdocs_postmortems.draw.svg import element, join, path

_LABEL_LINE = 17
_LABEL_GAP = 6
_UNITS = (1, 60, 3600, 86400)
_UNIT_OF: Mapping[float, float] = {count * unit: unit for unit in (1, 60) for count in (5, 15)}
"""The unit of each tick that can be labelled without it."""


def draw_grid(scale: LogScale, left: float, width: float, top: float, height: float) -> Markup:
    """Draw a vertical line at each tick."""
    places = (left + scale.place(tick) * width for tick in scale.ticks)
    return element("path", d="".join(path("M", x, top, "v", height) for x in places), class_="grid")


def draw_length_axis(
    scale: LogScale, left: float, width: float, y: float, line: tuple[float, float], locale: Locale
) -> Markup:
    """Draw the ticks' labels under a line at ``y``. ``line`` is where it begins and ends, beyond the scale's ends."""
    start, end = line
    ticks, shown = scale.ticks, dict[float, _Label]()
    for tick in sorted(ticks, key=lambda tick: (_rank(tick, ticks[-1]), tick)):
        text = _tick_label(tick, shown, locale)
        half = text_width(text) / 2
        label = _Label(text, min(max(left + scale.place(tick) * width, half), end - half), half)
        if not any(label.touches(other) for other in shown.values()):
            shown[tick] = label
    labels = (
        element("text", each.text, x=each.x, y=y + _LABEL_LINE, class_="mid") for _, each in sorted(shown.items())
    )
    return join(element("path", d=path("M", start, y, "H", end), class_="line"), *labels)


class _Label(Struct, frozen=True):
    """A tick's label, centred on ``x``."""

    text: str
    x: float
    half: float

    def touches(self, other: _Label) -> bool:
        return abs(self.x - other.x) < self.half + other.half + _LABEL_GAP


def _rank(tick: float, last: float) -> int:
    """Return which labels get their room first: the units', then the last, then those that have a unit, then others."""
    if tick in _UNITS:
        return 0
    if tick == last:
        return 1
    return 3 if tick in _UNIT_OF else 2


def _tick_label(seconds: float, shown: Container[float], locale: Locale) -> str:
    """Return the label of a tick: 5 and 15 without a unit if the 1 with their unit is ``shown``."""
    unit = _UNIT_OF.get(seconds)
    if unit is not None and unit in shown:
        return locale.number(round(seconds / unit))
    return locale.duration(timedelta(seconds=seconds))
