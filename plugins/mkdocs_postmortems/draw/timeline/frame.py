"""The vertical positions of one timeline's drawing, and its format of times.

A layout has horizontal positions only; ``Frame`` adds the vertical ones, for all parts of the drawing. They count
downwards from the top: rail, circles, leaders, band, axis, labels.
"""

from __future__ import annotations

from datetime import datetime, tzinfo
from functools import cached_property

from msgspec import Struct

from mkdocs_postmortems.draw.locale import Locale
from mkdocs_postmortems.draw.timeline import rings
from mkdocs_postmortems.draw.timeline.layout import MARGIN, Layout

BAND = 22
"""The height of the band."""
ROW = 26
"""The distance between rows of circles."""
RAIL_LABEL = 12
_RAIL_BELOW_LABEL = 17
_RAIL_TO_ROW = 35
_TOP = 14
_BARS_ROOM = 84
_AXIS_BELOW_BAND = 12
_LABEL_BELOW_AXIS = 18


class Frame(Struct, frozen=True, dict=True):
    """A drawing of ``layout``. ``id`` is the prefix of its elements' ids, and ``zone`` the time zone of its times."""

    layout: Layout
    zone: tzinfo
    locale: Locale
    id: str

    @cached_property
    def width(self) -> float:
        return self.layout.width + 2 * MARGIN

    @cached_property
    def radius(self) -> float:
        return rings.BIN_RADIUS if self.layout.bars else rings.RADIUS

    @cached_property
    def rail(self) -> float:
        """The rail of events without a time. A second row of them is above it."""
        rows = 1 + max((circle.row for run in self.layout.runs for circle in run.circles), default=0)
        return RAIL_LABEL + _RAIL_BELOW_LABEL + ROW * (rows - 1)

    @cached_property
    def lowest(self) -> float:
        """The centres of the lowest row of circles."""
        rows = 1 + max((circle.row for circle in self.layout.circles), default=0)
        return (self.rail + _RAIL_TO_ROW if self.layout.runs else _TOP) + ROW * (rows - 1)

    @cached_property
    def bend(self) -> float:
        """Below all circles, where leaders change their direction; at the top if there are none."""
        return self.lowest + self.radius + 1 if self.layout.circles or self.layout.runs else 0

    @cached_property
    def band(self) -> float:
        return self.bend + _fan(self.layout)

    @cached_property
    def axis(self) -> float:
        return self.band + BAND + _AXIS_BELOW_BAND

    @cached_property
    def labels(self) -> float:
        return self.axis + _LABEL_BELOW_AXIS

    @cached_property
    def has_days(self) -> bool:
        """Whether there are several days, so that an event without a time is named by its day."""
        runs, scale = self.layout.runs, self.layout.scale
        times = [circle.mark.day for run in runs for circle in run.circles if circle.mark.day is not None]
        times += [scale.start, scale.end] if scale is not None else []
        return len({each.astimezone(self.zone).date() for each in times}) > 1

    def clock(self, at: datetime) -> str:
        """Return a time for the titles of events: with seconds if they matter, with the day if there are several."""
        axis = self.layout.axis
        ends = axis.ends if axis is not None else "clock"
        local = at.astimezone(self.zone)
        clock = self.locale.clock_seconds(local) if ends == "seconds" or local.second else self.locale.clock(local)
        is_focused = self.layout.scale is not None and self.layout.scale.focus is not None
        if is_focused or ends in ("date", "month", "year") or (axis is not None and axis.days):
            day = self.locale.full_date(local) if self.spans_years else self.locale.date(local)
            return f"{day} {clock}"
        return clock

    @cached_property
    def spans_years(self) -> bool:
        """Whether a day is ambiguous without its year."""
        scale = self.layout.scale
        return scale is not None and len({at.astimezone(self.zone).year for at in (scale.start, scale.end)}) > 1


def _fan(layout: Layout) -> float:
    """Return the distance from the circles to the band: the further circles are from their times, the larger."""
    if layout.bars:
        return _BARS_ROOM
    moved = max((abs(circle.x - circle.place) for circle in layout.circles if circle.place is not None), default=0)
    if moved < 0.05:
        return 7
    return 24 if moved >= 30 else 14
