"""Counts per quarter as stacked bars, the most severe part at the bottom, for the insights page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from markupsafe import Markup
from msgspec import Struct

from mkdocs_postmortems.draw.charts import chart as charts
from mkdocs_postmortems.draw.charts.chart import ChartDrawing, severity_class
from mkdocs_postmortems.draw.key import KeyEntry
from mkdocs_postmortems.draw.locale import Locale
from mkdocs_postmortems.draw.measure import text_width
from mkdocs_postmortems.draw.scale import count_ticks
from mkdocs_postmortems.draw.svg import element, join, path

HEIGHT = 165
_LEFT = 28
_TOP = 20
_FLOOR = _TOP + HEIGHT
"""The height of the axis."""
_GAP = 1.5
_BAR = 0.73
_COUNT_FROM = 3
_QUARTER_LINE, _YEAR_LINE = 16, 33


class Stack(Struct, frozen=True):
    """A quarter. ``parts`` are counts by severity, most severe first, and ``href`` links to its incidents.

    ``label`` is the quarter (*Q1*), ``group`` the year. ``under_way`` tells that it is not over yet. ``part_hrefs``
    link to the incidents of each part; without them, all parts have the quarter's link.
    """

    label: str
    group: str
    parts: tuple[int, ...]
    href: str = ""
    under_way: bool = False
    part_hrefs: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        return sum(self.parts)


def draw_stacks(
    stacks: Sequence[Stack],
    severities: Sequence[str],
    locale: Locale,
    wide: float = charts.FULL,
) -> ChartDrawing:
    """Draw the quarters in the order given. ``severities`` names the parts, for the key and on hover."""
    if not stacks:
        return ChartDrawing()

    def draw(width: float, id: str, is_wide: bool) -> Markup:
        pen = _Pen(stacks, severities, width, locale)
        title = (locale.stacks, locale.incidents(sum(stack.total for stack in stacks)))
        return charts.chart("stacks", width, _FLOOR + _YEAR_LINE + 5, id, title, is_wide, *pen.draw())

    return charts.draw_widths(draw, wide, "stacks", _key(stacks, severities, locale), medium=True)


class _Pen:
    """Draws the quarters on one width. ``unit`` is the height of an incident, ``pitch`` the width of a quarter."""

    def __init__(self, stacks: Sequence[Stack], severities: Sequence[str], width: float, locale: Locale) -> None:
        self.stacks, self.severities, self.width = stacks, severities, width
        self.locale = locale
        self.most = max(max(stack.total for stack in stacks), 1)
        self.unit = HEIGHT / self.most
        self.pitch = (width - _LEFT) / len(stacks)

    def draw(self) -> Iterator[Markup]:
        yield element("g", self._scale(), aria_hidden="true")
        for index, stack in enumerate(self.stacks):
            yield self._stack(stack, _LEFT + index * self.pitch)
        yield element("g", axis_of_quarters(self.stacks, _LEFT, self.width, _FLOOR), aria_hidden="true")

    def _scale(self) -> Markup:
        parts, d = [], ""
        for tick in count_ticks(self.most):
            y = _FLOOR - tick * self.unit
            parts.append(element("text", self.locale.number(tick), x=_LEFT - 8, y=y + 4, class_="last"))
            d += path("M", _LEFT, y, "H", self.width) if tick else ""
        return join(element("path", d=d, class_="grid") if d else Markup(), *parts)

    def _stack(self, stack: Stack, left: float) -> Markup:
        """Draw a quarter's parts from the axis up, and their total above them."""
        if not stack.total and not stack.under_way:
            return Markup()
        bar = min(max(self.pitch * _BAR, 1), charts.WIDEST_BAR)
        x, y = left + (self.pitch - bar) / 2, float(_FLOOR)
        name = f"{stack.label} {stack.group}"
        hrefs = stack.part_hrefs or (stack.href,) * len(stack.parts)
        parts: list[Markup] = []
        for rank, (severity, count, href) in enumerate(zip(self.severities, stack.parts, hrefs, strict=False)):
            if count:
                y -= count * self.unit
                title = f"{name} · {severity} · {self.locale.incidents(count)}"
                parts.append(charts.link(href, title, self._part(rank, count, x, y, bar, count < stack.total)))
        if stack.under_way:
            frame = path("M", x - 2, _FLOOR, "V", y - 19, "h", bar + 4, "V", _FLOOR)
            parts.append(element("path", d=frame, class_="under-way"))
        total = self.locale.number(stack.total) + ("*" if stack.under_way else "")
        if text_width(total) + 3 <= self.pitch:
            text = element("text", total, x=x + bar / 2, y=y - 5, class_="ink mid")
            parts.append(charts.link(stack.href, f"{name} · {self.locale.incidents(stack.total)}", text))
        return join(*parts)

    def _part(self, rank: int, count: int, x: float, y: float, width: float, numbered: bool) -> Markup:
        """Draw the incidents of one severity, with their number if it has room and the one above the bar differs."""
        class_, height = severity_class(rank), max(count * self.unit - _GAP, 0.5)
        rect = element("rect", x=x, y=y, width=width, height=height, class_=class_)
        text = self.locale.number(count)
        if not numbered or count < _COUNT_FROM or height < 13 or text_width(text, bold=True) > width:
            return rect
        number = element("text", text, x=x + width / 2, y=y + height / 2 + 4, class_="on")
        return element("g", rect, number, class_=class_)


def axis_of_quarters(stacks: Sequence[Stack], left: float, right: float, y: float) -> Markup:
    """Draw the axis from ``left`` to ``right``, with a long tick at each labelled year.

    Quarters are labelled only if all of them have room. If the labels of two years would overlap, the year with more
    quarters gets its label.
    """
    pitch = (right - left) / len(stacks)
    named = all(stack.label and text_width(stack.label) + 4 <= pitch for stack in stacks)
    year_line = y + (_YEAR_LINE if named else _QUARTER_LINE)
    d = path("M", left, y, "H", right)
    labels = []
    if named:
        for index, stack in enumerate(stacks):
            x = left + (index + 0.5) * pitch
            labels.append(element("text", stack.label, x=x, y=y + _QUARTER_LINE, class_="mid"))
    years = [(year, len(list(quarters))) for year, quarters in groupby(stacks, lambda stack: stack.group)]
    following = [count for _, count in years[1:]] + [0]
    x = free_from = left
    for (year, count), next_count in zip(years, following, strict=True):
        next_x = x + count * pitch
        end = x + 6 + text_width(year, bold=True)
        is_pushed_out = end + 4 > next_x and count < next_count
        if x < free_from or end > right or is_pushed_out:
            d += path("M", x, y, "v", 4)
        else:
            d += path("M", x, y, "V", year_line + 4)
            labels.append(element("text", year, x=x + 6, y=year_line, class_="strong-text"))
            free_from = end + 4
        x = next_x
    return join(element("path", d=d, class_="line"), *labels)


def _key(stacks: Sequence[Stack], severities: Sequence[str], locale: Locale) -> Iterator[KeyEntry]:
    for rank, name in enumerate(severities):
        count = sum(stack.parts[rank] for stack in stacks if rank < len(stack.parts))
        if count:
            yield KeyEntry(charts.severity_square(rank), f"{name} · {locale.number(count)}")
