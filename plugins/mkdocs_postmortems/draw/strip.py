"""The year strip: every incident as a mark on its day, one row a year.

Comes in: incidents with their day, severity, title and address. Goes out: ``ChartDrawing`` for the archive's page and
for the page of each facet value, where all other incidents are ticks. A row that has no room for all its marks, and
rows beyond the number of marks that a page can bear, show their weeks or months as bars instead.

A strip is as wide as its place: marks stand at parts of the width, and what is no circle is stretched. It is laid out
for the narrowest place, and in a wider one its marks only stand further apart. The stylesheet keeps the room of the
year and of the count beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from itertools import accumulate

from markupsafe import Markup

from mkdocs_postmortems.draw import chart as charts
from mkdocs_postmortems.draw.chart import ChartDrawing, severity_class
from mkdocs_postmortems.draw.key import KeyEntry
from mkdocs_postmortems.draw.svg import element, path, symbol
from mkdocs_postmortems.draw.words import Formats, Words

ROW = 30
LEFT, RIGHT = 41, 31
"""Room for the year at the left, and for the row's count at the right."""
WIDE, NARROW = charts.MEDIUM, 316
"""From how wide a place on each of the two is whole, in pixels."""
MOST_MARKS = 300
"""So many incidents are drawn one by one, newest years first; an older year shows its weeks or months."""
_MOST_TICKS = 1500
"""So many ticks of other incidents; where there are more, days next to each other share one."""
_MOST_EMPTY_SPAN = 20
_OFFSETS = (5.0, 7.5, 10.0)
"""How far a mark moves off its line; smaller marks may also move less."""
_NUDGES = (0.0, -2.0, 2.0, -4.0, 4.0)
"""How far a mark then moves along it: about two days at most on a wide strip."""
_SIZES = (1.0, 0.8, 0.6)
_RING = 1
_TICK = 6
_BAR_HEIGHT = 24
_BUCKET = 2 * charts.DOT_RADII[0] + _RING
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_BEFORE = (0, *accumulate(_DAYS))
"""Days before each month of a leap year: the months of all rows stand under one another."""
_YEAR = sum(_DAYS)
_WEEK, _MONTH = 7, 30
_MOST_WEEKS = 8
"""So many years show their weeks; where there are more, all of these show months."""


@dataclass(frozen=True, slots=True)
class StripIncident:
    """``day`` is that of the start in the report's zone; ``rank`` 0 the most severe, ``severity`` its name."""

    day: date
    title: str
    href: str
    severity: str
    rank: int


@dataclass(frozen=True, slots=True)
class Strip:
    """``others`` are the days of incidents that are not of this page's facet value.

    ``year_hrefs`` lead to the pages of years, for rows that show weeks.
    """

    incidents: tuple[StripIncident, ...] = ()
    others: tuple[date, ...] = ()
    year_hrefs: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """An incident's circle: ``x`` from the start of the year, ``y`` from the row's line."""

    incident: StripIncident
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class StripRow:
    """A year. ``marks`` is ``None`` where there is no room for them, and the weeks are drawn."""

    year: int
    incidents: tuple[StripIncident, ...]
    others: tuple[date, ...]
    marks: tuple[PlacedMark, ...] | None


def draw_strip(
    strip: Strip,
    words: Words,
    formats: Formats,
    id_prefix: str = "strip",
    most_marks: int = MOST_MARKS,
) -> ChartDrawing:
    """Draw the strip twice, with at most so many incidents one by one; half of them where marks are hard to meet."""
    if not strip.incidents and not strip.others:
        return ChartDrawing()

    def draw(width: float, id: str, is_wide: bool) -> Markup:
        rows = lay_out_strip(strip, width, most_marks if is_wide else most_marks // 2)
        pen = _Pen(strip, rows, width, words, formats, is_wide)
        said = words.incidents(len(strip.incidents))
        least = WIDE if is_wide else 0
        return charts.fluid_chart("strip", pen.height, id, (words.strip, said), least, *pen.draw())

    return charts.draw_widths(draw, WIDE, id_prefix, _key(strip, words), narrow=NARROW)


def lay_out_strip(strip: Strip, width: float, most_marks: int = MOST_MARKS) -> tuple[StripRow, ...]:
    """The rows, newest year first. All marks of a strip have one scale of sizes."""
    inner = width - LEFT - RIGHT
    by_year: dict[int, list[StripIncident]] = {}
    for incident in sorted(strip.incidents, key=lambda each: (each.rank, each.day, each.href)):
        by_year.setdefault(incident.day.year, []).append(incident)
    others: dict[int, list[date]] = {}
    for day in sorted(strip.others):
        others.setdefault(day.year, []).append(day)
    years = _years({*by_year, *others})
    fitting = _fitting_rows(years, by_year, inner, most_marks)
    size = min((each[0] for each in fitting.values() if each), default=1.0)
    rows = []
    for year in years:
        incidents, fit = tuple(by_year.get(year, ())), fitting[year]
        marks = None if fit is None else fit[1] if fit[0] == size else place_marks(incidents, inner, size)
        rows.append(StripRow(year, incidents, tuple(others.get(year, ())), marks))
    return tuple(rows)


def _years(known: set[int]) -> list[int]:
    first, last = min(known), max(known)
    empty_ones_too = last - first <= _MOST_EMPTY_SPAN
    return sorted(range(first, last + 1) if empty_ones_too else known, reverse=True)


_Fit = tuple[float, tuple[PlacedMark, ...]]
"""A size, and the marks of a row at it."""


def _fitting_rows(
    years: Sequence[int], by_year: Mapping[int, Sequence[StripIncident]], width: float, most_marks: int
) -> dict[int, _Fit | None]:
    """Each row at the largest size that has room, ``None`` where none has or the page has enough marks."""
    fitting: dict[int, _Fit | None] = {}
    drawn = 0
    for year in years:
        incidents = by_year.get(year, ())
        fitting[year] = _fit(incidents, width) if drawn + len(incidents) <= most_marks else None
        drawn += len(incidents) if fitting[year] else 0
    return fitting


def _fit(incidents: Sequence[StripIncident], width: float) -> _Fit | None:
    for size in _SIZES:
        marks = place_marks(incidents, width, size)
        if marks is not None:
            return size, marks
    return None


def place_of(day: date, width: float) -> float:
    """Where a day stands on a year of that width."""
    noon = 0.5 if not isinstance(day, datetime) else day.hour / 24
    return (_BEFORE[day.month - 1] + day.day - 1 + noon) / _BEFORE[-1] * width


def place_marks(incidents: Iterable[StripIncident], width: float, size: float) -> tuple[PlacedMark, ...] | None:
    """Each mark on the line or off it, where it touches none before it; ``None`` if one has no such place.

    The order given is kept: what comes first stands on the line.
    """
    placed: list[PlacedMark] = []
    near: dict[int, list[PlacedMark]] = {}
    offsets = _offsets(size)
    for incident in incidents:
        radius = charts.dot_radius(incident.rank) * size
        at = place_of(incident.day, width)
        bucket = int(at / _BUCKET)
        neighbours = [mark for key in range(bucket - 2, bucket + 3) for mark in near.get(key, ())]
        spots = ((at + nudge, y) for nudge in _NUDGES for y in offsets if 0 <= at + nudge <= width)
        spot = next((spot for spot in spots if _is_free(*spot, radius, neighbours)), None)
        if spot is None:
            return None
        mark = PlacedMark(incident, *spot, radius)
        placed.append(mark)
        near.setdefault(int(mark.x / _BUCKET), []).append(mark)
    return tuple(placed)


def _offsets(size: float) -> list[float]:
    away = sorted({*_OFFSETS, *(offset * size for offset in _OFFSETS)})
    return [0.0, *(sign * offset for offset in away for sign in (-1, 1))]


def _is_free(x: float, y: float, radius: float, neighbours: Iterable[PlacedMark]) -> bool:
    return all((mark.x - x) ** 2 + (mark.y - y) ** 2 >= (mark.radius + radius + _RING) ** 2 for mark in neighbours)


class _Pen:
    """Draws rows that are laid out for a width. What is no circle is drawn in days, and stretched."""

    def __init__(
        self, strip: Strip, rows: Sequence[StripRow], width: float, words: Words, formats: Formats, is_wide: bool
    ) -> None:
        self.strip, self.rows, self.words, self.formats = strip, rows, words, formats
        self.inner = width - LEFT - RIGHT
        self.bottom = ROW * len(rows)
        self.height = self.bottom + 22
        self.months = range(0, 12, 1 if is_wide else 3)
        others = sum(len({*row.others}) for row in rows)
        self.days_of_a_tick = 1 + others // (_MOST_TICKS if is_wide else _MOST_TICKS // 2)
        self.days_of_a_bar = _WEEK if sum(row.marks is None for row in rows) <= _MOST_WEEKS else _MONTH

    def draw(self) -> Iterator[Markup]:
        yield self._frame()
        for index, row in enumerate(self.rows):
            yield self._row(row, ROW * (index + 0.5))

    def _frame(self) -> Markup:
        """The lines of months and years, and the months' names."""
        grid = "".join(path("M", before, 0, "V", self.bottom) for before in _BEFORE[:-1])
        grid += "".join(path("M", 0, ROW * (index + 0.5), "H", _YEAR) for index in range(len(self.rows)))
        names = (
            element("text", self.formats.month_name(month + 1), x=_part(_BEFORE[month]), dx=3, y=self.bottom + 16)
            for month in self.months
        )
        lines = _stretched(self.bottom, 0, element("path", d=grid, class_="grid"))
        return element("g", lines, *names, aria_hidden="true")

    def _row(self, row: StripRow, y: float) -> Markup:
        year = element("text", self.formats.year(row.year), x=-LEFT, y=4, class_="ink")
        count = element("text", self.formats.number(len(row.incidents)), x="100%", dx=RIGHT, y=4, class_="last")
        stretched: list[Markup] = []
        if row.others:
            step = self.days_of_a_tick
            places = sorted({int(place_of(day, _YEAR)) // step * step for day in row.others})
            stretched.append(element("path", d="".join(map(_tick, places)), class_="others"))
        if row.marks is None:
            stretched.append(self._bars(row))
        parts = [_stretched(ROW, -ROW / 2, *stretched)] if stretched else []
        by_day = sorted(row.marks or (), key=lambda mark: (mark.x, mark.incident.href))
        parts += map(self._mark, by_day)
        return element("g", year, count, *parts, transform=f"translate(0 {y:g})")

    def _mark(self, mark: PlacedMark) -> Markup:
        incident = mark.incident
        day = self.formats.full_date(datetime(incident.day.year, incident.day.month, incident.day.day))
        circle = element("circle", cx=_part(mark.x, self.inner), cy=mark.y or None, r=mark.radius)
        title = " · ".join(filter(None, (day, incident.severity, incident.title)))
        return charts.link(incident.href, title, circle, class_=severity_class(incident.rank))

    def _bars(self, row: StripRow) -> Markup:
        """A bar for some days, the most severe part at the bottom; all of them together lead to the year."""
        days = self.days_of_a_bar
        bars: dict[int, list[int]] = {}
        for incident in row.incidents:
            place = min(incident.day.timetuple().tm_yday // days, _YEAR // days - 1)
            bars.setdefault(place, [0] * charts.SEVERITIES)[min(incident.rank, charts.SEVERITIES - 1)] += 1
        unit = _BAR_HEIGHT / max(sum(counts) for counts in bars.values())
        paths = [""] * charts.SEVERITIES
        for place, counts in sorted(bars.items()):
            top = _BAR_HEIGHT / 2
            for rank, count in enumerate(counts):
                if count:
                    part = ("v", -count * unit, "h", days - 1, "v", count * unit, "z")
                    paths[rank] += path("M", place * days, top, *part)
                    top -= count * unit
        drawn = (element("path", d=d, class_=severity_class(rank)) for rank, d in enumerate(paths) if d)
        title = f"{self.formats.year(row.year)} · {self.words.incidents(len(row.incidents))}"
        return charts.link(self.strip.year_hrefs.get(row.year, ""), title, *drawn, class_="bars")


def _stretched(height: float, top: float, *content: Markup) -> Markup:
    """What is drawn in days, as wide as the strip."""
    box = f"0 {top:g} {_YEAR} {height:g}"
    return element("svg", *content, y=top or None, width="100%", height=height, viewBox=box, preserveAspectRatio="none")


def _part(days: float, whole: float = _YEAR) -> str:
    """A place as a part of the width, finer than any screen shows."""
    return f"{days / whole:.2%}"


@cache
def _tick(day: int) -> str:
    return path("M", day + 0.5, -_TICK / 2, "v", _TICK)


def _key(strip: Strip, words: Words) -> tuple[KeyEntry, ...]:
    names: dict[int, str] = {}
    for incident in strip.incidents:
        names.setdefault(incident.rank, incident.severity)
    entries = [KeyEntry(charts.severity_dot(rank), name or words.no_severity) for rank, name in sorted(names.items())]
    if strip.others:
        tick = element("path", d="M7 4v6", class_="others")
        entries.append(KeyEntry(symbol("pm-swatch", 14, 14, tick), words.others))
    return tuple(entries)
