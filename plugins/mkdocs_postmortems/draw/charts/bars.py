"""Counts as horizontal bars, each with its severe part first: the causes on the insights page."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup
from msgspec import Struct

from mkdocs_postmortems.draw.charts import chart as charts
from mkdocs_postmortems.draw.charts.chart import ChartDrawing
from mkdocs_postmortems.draw.locale import Locale
from mkdocs_postmortems.draw.measure import shorten, text_width
from mkdocs_postmortems.draw.svg import element, join, path

ROW = 34
WIDE = 496
_THICK = 16
_TEXT_GAP = 9


class CountBar(Struct, frozen=True):
    """``severe`` of the ``count`` incidents are severe. ``href`` leads to all of them."""

    label: str
    count: int
    severe: int = 0
    href: str = ""


def draw_bars(bars: Sequence[CountBar], title: str, locale: Locale, wide: float = WIDE) -> ChartDrawing:
    """Draw the bars in the order given, on one scale."""
    if not bars:
        return ChartDrawing()

    def draw(width: float, id: str, is_wide: bool) -> Markup:
        description = ", ".join(f"{bar.label} {locale.number(bar.count)}" for bar in bars)
        content = _content(bars, width, locale)
        return charts.chart("bars", width, ROW * len(bars), id, (title, description), is_wide, content)

    return charts.draw_widths(draw, wide, "bars")


def _content(bars: Sequence[CountBar], width: float, locale: Locale) -> Markup:
    left = min(max(text_width(bar.label) for bar in bars) + 12, width * 0.36)
    after = max(_after_width(bar, locale) for bar in bars)
    most = max(bar.count for bar in bars) or 1
    unit = (width - left - after) / most
    rows = (_row(bar, index * ROW + ROW / 2, left, unit, locale) for index, bar in enumerate(bars))
    edge = element("path", d=path("M", left, 0, "V", ROW * len(bars)), class_="line")
    return join(*rows, edge)


def _after_width(bar: CountBar, locale: Locale) -> float:
    severe = text_width(locale.severe(bar.severe)) + _TEXT_GAP if bar.severe else 0
    return _TEXT_GAP + text_width(locale.number(bar.count), bold=True) + severe


def _row(bar: CountBar, y: float, left: float, unit: float, locale: Locale) -> Markup:
    end, severe_end = left + bar.count * unit, left + bar.severe * unit
    top = y - _THICK / 2
    count = locale.number(bar.count)
    parts = [
        element("text", shorten(bar.label, left - 10), y=y + 4, class_="ink"),
        element("rect", x=left, y=top, width=end - left, height=_THICK, class_="m0"),
        element("text", count, x=end + _TEXT_GAP, y=y + 4, class_="strong-text"),
    ]
    title = f"{bar.label}: {locale.incidents(bar.count)}"
    if bar.severe:
        x = end + 2 * _TEXT_GAP + text_width(count, bold=True)
        parts.insert(2, element("rect", x=left, y=top, width=severe_end - left, height=_THICK, class_="strong"))
        parts.append(element("text", locale.severe(bar.severe), x=x, y=y + 4))
        title += f", {locale.severe(bar.severe)}"
    return charts.link(bar.href, title, *parts)
