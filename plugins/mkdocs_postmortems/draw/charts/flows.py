"""Action items opened and closed per quarter, and the number open at its end, for the insights page.

Opened items are outlined bars upwards, closed ones filled bars downwards. The open ones are an area below them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup
from msgspec import Struct

from mkdocs_postmortems.draw.charts import chart as charts
from mkdocs_postmortems.draw.charts.chart import ChartDrawing
from mkdocs_postmortems.draw.charts.stacks import Stack, axis_of_quarters
from mkdocs_postmortems.draw.locale import Locale
from mkdocs_postmortems.draw.measure import text_width
from mkdocs_postmortems.draw.scale import count_ticks
from mkdocs_postmortems.draw.svg import element, join, path

WIDE = 648
_LEFT = 34
_TOP = 6
_FLOW = 120
_BETWEEN = 22
_OPEN = 48
_BAR = 0.66
_LABEL_GAP = 10


class Flow(Struct, frozen=True):
    """A quarter: the number of items opened and closed in it, and of those open at its end."""

    label: str
    group: str
    opened: int
    closed: int
    open: int
    href: str = ""


def draw_flows(flows: Sequence[Flow], overdue: int, locale: Locale, wide: float = WIDE) -> ChartDrawing:
    """Draw the quarters in the order given. ``overdue`` is how many of the items open now are late."""
    if not flows:
        return ChartDrawing()

    def draw(width: float, id: str, is_wide: bool) -> Markup:
        pen = _Pen(flows, overdue, width, locale)
        description = f"{pen.opened}, {pen.closed}, {pen.open}"
        height = _TOP + _FLOW + _BETWEEN + _OPEN + 20
        return charts.chart("flows", width, height, id, (locale.flows, description), is_wide, *pen.draw())

    return charts.draw_widths(draw, wide, "flows")


class _Pen:
    def __init__(self, flows: Sequence[Flow], overdue: int, width: float, locale: Locale) -> None:
        self.flows, self.locale = flows, locale
        self.opened = locale.opened(sum(flow.opened for flow in flows))
        self.closed = locale.closed(sum(flow.closed for flow in flows))
        self.open = locale.still_open(flows[-1].open)
        self.overdue = locale.overdue(overdue) if overdue else ""
        labels = (self.opened, self.closed, self.open, self.overdue)
        self.right = width - _LABEL_GAP - max(text_width(label, bold=True) for label in labels)
        self.pitch = (self.right - _LEFT) / len(flows)
        up, down = max(flow.opened for flow in flows), max(flow.closed for flow in flows)
        self.unit = _FLOW / max(up + down, 1)
        self.zero = _TOP + up * self.unit
        self.most = max(up, down)
        self.floor = float(_TOP + _FLOW + _BETWEEN + _OPEN)

    def draw(self) -> Iterator[Markup]:
        yield element("g", self._scale(), aria_hidden="true")
        for index, flow in enumerate(self.flows):
            yield self._quarter(flow, _LEFT + index * self.pitch)
        yield self._still_open()
        quarters = [Stack("", flow.group, ()) for flow in self.flows]
        axis = axis_of_quarters(quarters, _LEFT, self.right, self.floor)
        line = element("path", d=path("M", _LEFT, self.zero, "H", self.right), class_="line")
        yield element("g", line, axis, *self._labels(), aria_hidden="true")

    def _scale(self) -> Markup:
        d, texts = "", []
        for tick in count_ticks(self.most, steps=2)[1:]:
            for y in (self.zero - tick * self.unit, self.zero + tick * self.unit):
                if _TOP <= y <= _TOP + _FLOW:
                    d += path("M", _LEFT, y, "H", self.right)
                    texts.append(element("text", self.locale.number(tick), x=_LEFT - 8, y=y + 4, class_="last"))
        return join(element("path", d=d, class_="grid") if d else Markup(), *texts)

    def _quarter(self, flow: Flow, left: float) -> Markup:
        bar = min(self.pitch * _BAR, charts.WIDEST_BAR)
        x = left + (self.pitch - bar) / 2
        up, down = flow.opened * self.unit, flow.closed * self.unit
        parts = []
        if flow.opened:
            frame = {
                "x": x + 0.75,
                "y": self.zero - up + 0.75,
                "width": max(bar - 1.5, 0.5),
                "height": max(up - 1.5, 0.5),
            }
            parts.append(element("rect", class_="opened", **frame))
        if flow.closed:
            parts.append(element("rect", x=x, y=self.zero + 0.75, width=bar, height=max(down - 0.75, 0.5), class_="m0"))
        if not parts:
            return Markup()
        counts = (self.locale.opened(flow.opened), self.locale.closed(flow.closed), self.locale.still_open(flow.open))
        return charts.link(flow.href, f"{flow.label} {flow.group} · {', '.join(counts)}", *parts)

    def _still_open(self) -> Markup:
        most = max(flow.open for flow in self.flows)
        unit = _OPEN / max(most, 1)
        steps = "".join(path("V", self.floor - flow.open * unit, "h", self.pitch) for flow in self.flows)
        line = path("M", _LEFT, self.floor) + steps
        texts = (
            element("text", self.locale.number(count), x=_LEFT - 8, y=y, class_="last")
            for count, y in ((most, self.floor - _OPEN + 5), (0, self.floor))
        )
        area = element("path", d=line + path("V", self.floor, "z"), class_="area")
        return element("g", area, element("path", d=line, class_="outline"), *texts, aria_hidden="true")

    def _labels(self) -> Iterator[Markup]:
        x = self.right + _LABEL_GAP
        last = self.floor - _OPEN / 2
        opened, closed = max(self.zero - 22, _TOP + 6), min(self.zero + 30, _TOP + _FLOW + 16)
        lines = ((self.opened, opened), (self.closed, closed), (self.open, last - 4))
        for text, y in lines:
            yield element("text", text, x=x, y=y, class_="strong-text")
        if self.overdue:
            yield element("text", self.overdue, x=x, y=last + 11, class_="strong-text late")
