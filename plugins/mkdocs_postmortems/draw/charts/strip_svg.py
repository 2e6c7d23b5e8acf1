"""The year strip: every incident as a mark on its day, with a row for each year.

It is shown on the archive's page and on the page of each facet value, where all other incidents are ticks. A row
without room for its marks shows its weeks or months as bars, which have the same scale in all rows.

A strip fills its container: marks are placed at percentages of the width, and everything but circles is stretched. The
layout is made for the narrowest container; in a wider one, marks are just further apart. The stylesheet reserves room
for the year and the count beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache

from markupsafe import Markup
from msgspec.structs import replace

from mkdocs_postmortems.draw.charts import chart as charts
from mkdocs_postmortems.draw.charts.chart import ChartDrawing, severity_class
from mkdocs_postmortems.draw.charts.strip import (
    DAYS,
    DAYS_BEFORE,
    LEFT,
    MOST_MARKS,
    RIGHT,
    PlacedMark,
    Strip,
    StripIncident,
    StripRow,
    lay_out_strip,
    place_of,
)
from mkdocs_postmortems.draw.key import KeyEntry, Shown
from mkdocs_postmortems.draw.locale import Locale
from mkdocs_postmortems.draw.svg import element, path, symbol

ROW = 30
WIDE, NARROW = charts.MEDIUM, 316
"""The narrowest container that each of the two drawings fits into, in pixels."""
_MOST_TICKS = 1500
"""The most ticks for other incidents. If there are more days, neighbouring ones share a tick."""
_TICK = 6
_BAR_HEIGHT, _LEAST_HEIGHT = 24, 1.5
_PARTS = charts.SEVERITIES + 1
"""The parts of a bar: one for each severity, the most severe first, and one for incidents without a severity."""
_WEEK, _MONTH = 7, 30
_MOST_WEEKS = 8
"""Up to this many years show weeks. If more have bars, all of them show months."""


def draw_strip(strip: Strip, locale: Locale, most_marks: int = MOST_MARKS) -> ChartDrawing:
    """Draw the strip wide, with at most ``most_marks`` incidents one by one, and narrow, with half as many."""
    if not strip.incidents and not strip.others:
        return ChartDrawing()

    wide_rows, narrow_rows = lay_out_strip(strip, WIDE, most_marks), lay_out_strip(strip, NARROW, most_marks // 2)

    def draw(width: float, id: str, is_wide: bool) -> Markup:
        pen = _Pen(strip, wide_rows if is_wide else narrow_rows, width, locale, is_wide)
        said = locale.incidents(len(strip.incidents))
        least = WIDE if is_wide else 0
        return charts.fluid_chart("strip", pen.height, id, (locale.strip, said), least, *pen.draw())

    drawn = charts.draw_widths(draw, WIDE, "strip", narrow=NARROW)
    bars: Shown | None = "both" if _has_bars(wide_rows) else "narrow" if _has_bars(narrow_rows) else None
    return replace(drawn, key=_key(strip, locale, bars))


class _Pen:
    """Draws the rows of a layout. Everything but circles is drawn in days, and stretched."""

    def __init__(self, strip: Strip, rows: Sequence[StripRow], width: float, locale: Locale, is_wide: bool) -> None:
        self.strip, self.rows, self.locale = strip, rows, locale
        self.inner = width - LEFT - RIGHT
        self.bottom = ROW * len(rows)
        self.height = self.bottom + 22
        self.months = range(0, 12, 1 if is_wide else 3)
        others = sum(len({*row.others}) for row in rows)
        self.days_of_a_tick = 1 + others // (_MOST_TICKS if is_wide else _MOST_TICKS // 2)
        barred = [row for row in rows if row.marks is None]
        self.days_of_a_bar = _WEEK if len(barred) <= _MOST_WEEKS else _MONTH
        self.bars = {row.year: _count(row.incidents, self.days_of_a_bar) for row in barred}
        self.highest = max((sum(counts) for bars in self.bars.values() for counts in bars.values()), default=0)

    def draw(self) -> Iterator[Markup]:
        yield self._frame()
        for index, row in enumerate(self.rows):
            yield self._row(row, ROW * (index + 0.5))

    def _frame(self) -> Markup:
        """Draw the lines of months and years, and the months' names."""
        grid = "".join(path("M", before, 0, "V", self.bottom) for before in DAYS_BEFORE)
        grid += "".join(path("M", 0, ROW * (index + 0.5), "H", DAYS) for index in range(len(self.rows)))
        names = (
            element("text", self.locale.month_name(month + 1), x=_part(DAYS_BEFORE[month]), dx=3, y=self.bottom + 16)
            for month in self.months
        )
        lines = _stretched(self.bottom, 0, element("path", d=grid, class_="grid"))
        return element("g", lines, *names, aria_hidden="true")

    def _row(self, row: StripRow, y: float) -> Markup:
        year = element("text", self.locale.year(row.year), x=-LEFT, y=4, class_="ink")
        count = element("text", self.locale.number(len(row.incidents)), x="100%", dx=RIGHT, y=4, class_="last")
        stretched: list[Markup] = []
        if row.others:
            step = self.days_of_a_tick
            places = sorted({int(place_of(day, DAYS)) // step * step for day in row.others})
            stretched.append(element("path", d="".join(map(_tick, places)), class_="others"))
        if row.marks is None:
            stretched.append(self._bars(row))
        parts = [_stretched(ROW, -ROW / 2, *stretched)] if stretched else []
        by_day = sorted(row.marks or (), key=lambda mark: (mark.x, mark.incident.href))
        parts += map(self._mark, by_day)
        return element("g", year, count, *parts, transform=f"translate(0 {y:g})")

    def _mark(self, mark: PlacedMark) -> Markup:
        incident = mark.incident
        day = self.locale.full_date(datetime(incident.day.year, incident.day.month, incident.day.day))
        circle = element("circle", cx=_part(mark.x, self.inner), cy=mark.y or None, r=mark.radius)
        class_ = severity_class(incident.rank, not incident.severity)
        title = " · ".join(filter(None, (day, incident.severity, incident.title)))
        return charts.link(incident.href, title, circle, class_=class_)

    def _bars(self, row: StripRow) -> Markup:
        """Draw a bar for each week or month, the most severe part at the bottom, in one link to the year."""
        days = self.days_of_a_bar
        paths = [""] * _PARTS
        for place, counts in sorted(self.bars[row.year].items()):
            total = sum(counts)
            unit = max(_BAR_HEIGHT / self.highest, _LEAST_HEIGHT / total)
            top = _BAR_HEIGHT / 2
            for rank, count in enumerate(counts):
                if count:
                    part = ("v", -count * unit, "h", days - 1, "v", count * unit, "z")
                    paths[rank] += path("M", place * days, top, *part)
                    top -= count * unit
        drawn = (
            element("path", d=d, class_=severity_class(rank, rank == charts.SEVERITIES))
            for rank, d in enumerate(paths)
            if d
        )
        title = f"{self.locale.year(row.year)} · {self.locale.incidents(len(row.incidents))}"
        return charts.link(self.strip.year_hrefs.get(row.year, ""), title, *drawn, class_="bars")


def _count(incidents: Iterable[StripIncident], days: int) -> dict[int, list[int]]:
    """Return how many incidents each part of a bar has, for each of a year's weeks or months that have any."""
    bars: dict[int, list[int]] = {}
    for incident in incidents:
        place = min(incident.day.timetuple().tm_yday // days, DAYS // days - 1)
        part = min(incident.rank, charts.SEVERITIES - 1) if incident.severity else charts.SEVERITIES
        bars.setdefault(place, [0] * _PARTS)[part] += 1
    return bars


def _stretched(height: float, top: float, *content: Markup) -> Markup:
    """Stretch content that is drawn in days to the width of the strip."""
    box = f"0 {top:g} {DAYS} {height:g}"
    return element("svg", *content, y=top or None, width="100%", height=height, viewBox=box, preserveAspectRatio="none")


def _part(days: float, whole: float = DAYS) -> str:
    """Return a position as a percentage of the width, more precise than any screen."""
    return f"{days / whole:.2%}"


@cache
def _tick(day: int) -> str:
    return path("M", day + 0.5, -_TICK / 2, "v", _TICK)


def _has_bars(rows: Iterable[StripRow]) -> bool:
    return any(row.marks is None for row in rows)


def _key(strip: Strip, locale: Locale, shown: Shown | None) -> tuple[KeyEntry, ...]:
    """Return the key. ``shown`` tells which of the drawings have bars."""
    names: dict[tuple[int, bool], str] = {}
    for incident in strip.incidents:
        names.setdefault((incident.rank, not incident.severity), incident.severity)
    entries = [
        KeyEntry(charts.severity_dot(rank, is_none), name or locale.no_severity)
        for (rank, is_none), name in sorted(names.items())
    ]
    if strip.others:
        tick = element("path", d="M7 4v6", class_="others")
        entries.append(KeyEntry(symbol("pm-swatch", 14, 14, tick), locale.others))
    if shown:
        bars = element("path", d="M2 12V6h4v6zM8 12V2h4v10z")
        entries.append(KeyEntry(symbol("pm-swatch bins", 14, 14, bars), locale.strip_bars, shown))
    return tuple(entries)
