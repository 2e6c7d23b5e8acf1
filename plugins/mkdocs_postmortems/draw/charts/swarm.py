"""Swarms: lengths of time as dots on a logarithmic axis, one dot for each incident.

``draw_swarms`` draws several figures side by side, and ``draw_swarm`` one, with its medians in a column. A dot moves
off its line only as far as necessary. If a row is too low for its dots they get smaller, and if even the smallest would
overlap, bars show how many there are in each interval of the axis.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import accumulate

from markupsafe import Markup
from msgspec import Struct

from mkdocs_postmortems.draw.charts import chart as charts
from mkdocs_postmortems.draw.charts.beeswarm import dots_of_a_row, fit_dots
from mkdocs_postmortems.draw.charts.chart import ChartDrawing, severity_class
from mkdocs_postmortems.draw.charts.length_axis import draw_grid, draw_length_axis
from mkdocs_postmortems.draw.locale import Locale
from mkdocs_postmortems.draw.measure import shorten, text_width
from mkdocs_postmortems.draw.scale import LogScale, duration_scale
from mkdocs_postmortems.draw.svg import element, join, path

MOST_DOTS = 400
"""A row with more dots shows bars instead, even if the dots have room. A page with many rows allows fewer."""
NARROW_DOTS = 120
"""The most dots of a drawing for a narrow screen: more would be too small to tap."""
_PANEL_GAP = 36
_INSIDE = 10
_BIN = 4
_AXIS_LABELS = 22
_TITLE = 22
_COLUMNS_ROW, _PANEL_ROW, _LINE_ROW, _LONG_ROW = 40, 88, 60, 54
"""Heights of a row: with its median in a column, in a panel, and in panels for a narrow screen and for a tablet."""
_EMPTY_ROW = 24
"""The height of a row without dots, if rows may differ."""
_SAMPLE = "n"
"""The symbol for the sample size, the same in all languages."""


class Dot(Struct, frozen=True):
    """One incident's length. ``rank`` is its severity, which colours it, or ``None``."""

    length: timedelta
    title: str = ""
    href: str = ""
    rank: int | None = None


class SwarmRow(Struct, frozen=True):
    """Dots in any order. ``median`` and ``quartiles`` are ``None`` if there are too few values.

    ``rank`` draws a severity's dot before the label, ``strong`` makes the label bold, and ``href`` links to the row's
    incidents.
    """

    label: str
    dots: tuple[Dot, ...]
    median: timedelta | None = None
    quartiles: tuple[timedelta, timedelta] | None = None
    rank: int | None = None
    strong: bool = False
    href: str = ""


class Swarm(Struct, frozen=True):
    """One figure: rows under one title. ``missing`` counts the incidents for which it is not recorded."""

    title: str
    rows: tuple[SwarmRow, ...]
    missing: int = 0


def draw_swarm(
    swarm: Swarm,
    locale: Locale,
    id_prefix: str = "swarm",
    wide: float = charts.BESIDE_FILTERS,
    most_dots: int = MOST_DOTS,
    scale: LogScale | None = None,
) -> ChartDrawing:
    """Draw one figure, with its medians and sample sizes in columns at the right. ``scale`` is shared with others."""
    scale = scale or scale_of([swarm])
    fewer = dots_of_a_row((len(row.dots) for row in swarm.rows), NARROW_DOTS)

    def draw(width: float, id: str, is_wide: bool) -> Markup:
        pen = _Pen(scale, locale, most_dots if is_wide else min(most_dots, fewer))
        if is_wide:
            content, height = pen.with_columns(swarm, width, _COLUMNS_ROW)
        else:
            content, height = pen.panel(swarm, width, _LINE_ROW, titled=False)
        return charts.chart("swarm", width, height, id, (swarm.title, _description([swarm], locale)), is_wide, content)

    return charts.draw_widths(draw, wide, id_prefix, medium=True)


def draw_swarms(
    swarms: Sequence[Swarm],
    locale: Locale,
    most_dots: int = MOST_DOTS,
) -> ChartDrawing:
    """Draw several figures with the same rows and scale: side by side, or as separate drawings in one column."""
    scale = scale_of(swarms)
    content, height = _Pen(scale, locale, most_dots).side_by_side(swarms, charts.FULL, _PANEL_ROW)
    named = (" · ".join(swarm.title for swarm in swarms), _description(swarms, locale))
    fewer = dots_of_a_row((len(row.dots) for swarm in swarms for row in swarm.rows), NARROW_DOTS)
    pen = _Pen(scale, locale, min(most_dots, fewer))

    def panels(width: float, row_height: float, letter: str, is_wide: bool) -> Markup:
        drawn = []
        for number, swarm in enumerate(swarms, 1):
            panel, lowest = pen.panel(swarm, width, row_height)
            words = (swarm.title, _description([swarm], locale))
            drawn.append(charts.chart("swarm", width, lowest, f"swarms-{letter}{number}", words, is_wide, panel))
        return element("div", *drawn, class_="pm-panels")

    return ChartDrawing(
        charts.chart("swarm", charts.FULL, height, "swarms-w", named, True, content),
        panels(charts.NARROW, _PANEL_ROW, "n", False),
        medium=panels(charts.MEDIUM, _LONG_ROW, "m", True),
    )


def scale_of(swarms: Iterable[Swarm]) -> LogScale:
    """Return the common scale of all figures of a page."""
    return duration_scale(dot.length.total_seconds() for swarm in swarms for row in swarm.rows for dot in row.dots)


def _description(swarms: Sequence[Swarm], locale: Locale) -> str:
    """Return the counts and medians in words. Of several figures, each is named: they have the same rows."""
    figures = ("; ".join(_row_text(row, locale) for row in swarm.rows) for swarm in swarms)
    if len(swarms) == 1:
        return f"{next(figures)}."
    return " ".join(f"{swarm.title}. {text}." for swarm, text in zip(swarms, figures, strict=True))


def _row_text(row: SwarmRow, locale: Locale) -> str:
    count = f"{row.label}: {locale.incidents(len(row.dots))}"
    return count if row.median is None else f"{count}, {locale.median} {locale.duration(row.median)}"


class _Pen:
    """Draws panels on one scale."""

    def __init__(self, scale: LogScale, locale: Locale, most_dots: int = MOST_DOTS) -> None:
        self.scale, self.locale, self.most_dots = scale, locale, most_dots

    # Complete charts, with their heights

    def with_columns(self, swarm: Swarm, width: float, row_height: float) -> tuple[Markup, float]:
        medians = [self._length(row.median) for row in swarm.rows]
        median_heading, n_heading = self.locale.median if any(medians) else "", _SAMPLE
        median_column = max(text_width(text, bold=True) for text in (*medians, median_heading)) + 14
        counts = [self.locale.number(len(row.dots)) for row in swarm.rows]
        n_column = max(text_width(text) for text in (*counts, n_heading)) + 18
        left = self._label_width(swarm.rows, width)
        inner = width - left - median_column - n_column
        heights = _row_heights(swarm.rows, row_height)
        height = sum(heights)
        parts = [draw_grid(self.scale, left, inner, 0, height)]
        tops = accumulate(heights, initial=0.0)
        for row, top, high, median, count in zip(swarm.rows, tops, heights, medians, counts, strict=False):
            y = top + high / 2
            parts += [
                self._label(row, 0, y, left - 10),
                self._dots(row, left, inner, y, row_height / 2 - 4),
                self._median_tick(row, left, inner, y - row_height * 0.4, y + row_height * 0.4),
                _bold(median, width - n_column, y + 4),
                element("text", count, x=width, y=y + 4, class_="last"),
            ]
        columns = ((median_heading, width - n_column), (n_heading, width))
        headings = [element("text", text, x=x, y=height + 17, class_="last") for text, x in columns if text]
        axis = self._axis(left, inner, height, (left - _INSIDE, left + inner + _INSIDE))
        return join(*parts, element("g", axis, *headings, aria_hidden="true")), height + _AXIS_LABELS

    def side_by_side(self, swarms: Sequence[Swarm], width: float, row_height: float) -> tuple[Markup, float]:
        rows = swarms[0].rows
        left = self._label_width(rows, width)
        panel = (width - left - _PANEL_GAP * (len(swarms) - 1)) / len(swarms)
        parts, bottom = [], 0.0
        for index, swarm in enumerate(swarms):
            place = left + index * (panel + _PANEL_GAP)
            drawn, bottom = self._panel(swarm, place, panel, [row_height] * len(rows))
            parts.append(drawn)
        for index, row in enumerate(rows):
            top = _TITLE + row_height * index
            rule = element("path", d=path("M", 0, top, "H", width), class_="grid") if index else Markup()
            parts.insert(0, rule)
            parts.append(self._label(row, 0, top + row_height * 0.56, left - 10))
        return join(*parts), bottom

    def panel(self, swarm: Swarm, width: float, row_height: float, titled: bool = True) -> tuple[Markup, float]:
        """Draw one figure, with each row's label above its dots. Also return its height."""
        heights = _row_heights(swarm.rows, row_height)
        return self._panel(swarm, 0, width, heights, labels_inside=True, titled=titled)

    def _panel(
        self,
        swarm: Swarm,
        left: float,
        width: float,
        heights: Sequence[float],
        labels_inside: bool = False,
        titled: bool = True,
    ) -> tuple[Markup, float]:
        """Draw one figure, with the medians above its rows. Also return where it ends."""
        first = _TITLE if titled else 0
        height = sum(heights)
        axis_left, inner = left + _INSIDE, width - 2 * _INSIDE
        parts = [self._title(swarm, left, width)] if titled else []
        parts.append(draw_grid(self.scale, axis_left, inner, first, height))
        for row, y, high in zip(swarm.rows, accumulate(heights, initial=float(first)), heights, strict=False):
            if labels_inside:
                rule = path("M", left, y, "h", width)
                parts += [element("path", d=rule, class_="grid")] if y > first else []
                parts.append(self._label(row, left, y + 12, width / 3))
            taken = self._label_width([row], width) if labels_inside else 0
            parts.append(self._panel_row(row, left, width, y, high, taken))
        bottom = first + height
        axis = self._axis(axis_left, inner, bottom, (left, left + width))
        parts.append(element("g", axis, aria_hidden="true"))
        return join(*parts), bottom + _AXIS_LABELS

    def _title(self, swarm: Swarm, left: float, width: float) -> Markup:
        """Draw the figure's name, and the number of incidents for which it is not recorded."""
        title = element("text", swarm.title, x=left, y=12, class_="strong-text")
        if not swarm.missing:
            return title
        missing = self.locale.missing(swarm.missing)
        return join(title, element("text", missing, x=left + width, y=12, class_="last"))

    def _panel_row(self, row: SwarmRow, left: float, width: float, top: float, height: float, taken: float) -> Markup:
        """Draw a row with its median above. ``taken`` is the width of its label in the same line."""
        axis_left, inner = left + _INSIDE, width - 2 * _INSIDE
        centre = top + height * 0.56
        n = self.locale.sample_of(len(row.dots))
        parts = [
            self._dots(row, axis_left, inner, centre, height * 0.34),
            element("text", n, x=left + width, y=top + 12, class_="last"),
            self._median_tick(row, axis_left, inner, top + 17, top + height - 6),
        ]
        if row.median is not None:
            x = axis_left + self.scale.place(row.median.total_seconds()) * inner
            text = self._length(row.median)
            half = text_width(text, bold=True) / 2
            free_to = left + width - text_width(n) - 6 - half
            x = min(max(x, left + taken + half), free_to)
            parts.append(element("text", text, x=x, y=top + 12, class_="strong-text mid"))
        if row.quartiles is not None:
            low, high = (axis_left + self.scale.place(each.total_seconds()) * inner for each in row.quartiles)
            parts.append(element("path", d=path("M", low, top + height - 9, "H", high), class_="middle-half"))
        return join(*parts)

    # Parts

    def _label_width(self, rows: Sequence[SwarmRow], width: float) -> float:
        """Return the width of the longest label, but at most a third of the drawing."""
        widths = [text_width(row.label, bold=True) + (16 if row.rank is not None else 0) for row in rows]
        return min(max(widths, default=0) + 16, width / 3)

    def _label(self, row: SwarmRow, x: float, y: float, room: float) -> Markup:
        bold = row.strong or row.rank is not None
        indent = 0 if row.rank is None else 16
        text = shorten(row.label, room - indent, bold=bold)
        label = element("text", text, x=x + indent, y=y + 4, class_="strong-text" if bold else "ink")
        if row.rank is not None:
            radius = charts.dot_radius(row.rank)
            label += element("circle", cx=x + 6, cy=y, r=radius, class_=severity_class(row.rank))
        return charts.link(row.href, row.label, label) if row.href else label

    def _dots(self, row: SwarmRow, left: float, width: float, y: float, half_height: float) -> Markup:
        if len(row.dots) > self.most_dots:
            return self._histogram(row, left, width, y, half_height)
        dots = sorted(row.dots, key=lambda dot: (dot.length, dot.href, dot.title))
        places = [self.scale.place(dot.length.total_seconds()) * width for dot in dots]
        fitting = fit_dots(places, half_height)
        if fitting is None:
            return self._histogram(row, left, width, y, half_height)
        offsets, radius = fitting
        classes = [severity_class(dot.rank) for dot in dots]
        alike = len({*classes}) == 1
        drawn = join(
            *(
                charts.link(
                    dot.href,
                    dot.title,
                    element("circle", cx=left + place, cy=y + offset, r=radius),
                    class_=None if alike else class_,
                )
                for dot, place, offset, class_ in zip(dots, places, offsets, classes, strict=True)
            )
        )
        return element("g", drawn, class_=classes[0]) if alike else drawn

    def _histogram(self, row: SwarmRow, left: float, width: float, y: float, half_height: float) -> Markup:
        """Draw how many dots there are in each interval of the axis, as bars centred on the line."""
        place = self.scale.place
        counts = Counter([int(place(dot.length.total_seconds()) * width / _BIN) for dot in row.dots])
        most = max(counts.values())
        d = ""
        for index, count in sorted(counts.items()):
            half = max(0.5, count / most * half_height)
            x = left + index * _BIN - _BIN / 2
            d += path("M", x, y - half, "h", _BIN - 1, "v", 2 * half, "h", 1 - _BIN, "z")
        title = f"{row.label}: {self.locale.incidents(len(row.dots))}"
        return charts.link(row.href, title, element("path", d=d), class_=severity_class(row.rank))

    def _median_tick(self, row: SwarmRow, left: float, width: float, top: float, bottom: float) -> Markup:
        if row.median is None:
            return Markup()
        x = left + self.scale.place(row.median.total_seconds()) * width
        return element("path", d=path("M", x, top, "V", bottom), class_="median")

    def _axis(self, left: float, width: float, y: float, line: tuple[float, float]) -> Markup:
        return draw_length_axis(self.scale, left, width, y, line, self.locale)

    def _length(self, length: timedelta | None) -> str:
        return "" if length is None else self.locale.duration(length)


def _row_heights(rows: Sequence[SwarmRow], height: float) -> list[float]:
    """Return the height of each row. One without dots has just the height of its label."""
    return [height if row.dots else _EMPTY_ROW for row in rows]


def _bold(text: str, x: float, y: float) -> Markup:
    """Draw a value that ends at ``x``, unless it is empty."""
    return element("text", text, x=x, y=y, class_="strong-text last") if text else Markup()
