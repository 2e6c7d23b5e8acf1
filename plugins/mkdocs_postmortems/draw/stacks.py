"""Counts per quarter as stacks, the most severe part on the axis.

Comes in: quarters with their counts. Goes out: ``ChartDrawing`` for the insights page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from markupsafe import Markup
from msgspec import Struct

from mkdocs_postmortems.draw import chart as charts
from mkdocs_postmortems.draw.chart import ChartDrawing, severity_class
from mkdocs_postmortems.draw.key import KeyEntry
from mkdocs_postmortems.draw.measure import text_width
from mkdocs_postmortems.draw.scale import count_ticks
from mkdocs_postmortems.draw.svg import element, join, path
from mkdocs_postmortems.draw.words import Formats, Words

HEIGHT = 165
_LEFT = 28
_TOP = 20
_GAP = 1.5
_BAR = 0.73
_COUNT_FROM = 3
_QUARTER_LINE, _YEAR_LINE = 16, 33


class Stack(Struct, frozen=True):
    """A quarter. ``parts`` are counts by severity, most severe first; ``href`` leads to its incidents.

    ``label`` is the quarter (*Q1*), ``group`` the year. ``under_way``: it is not over yet. ``part_hrefs`` lead to the
    incidents of each part; without them a part leads where the quarter leads.
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
    words: Words,
    formats: Formats,
    id_prefix: str = "stacks",
    wide: float = charts.FULL,
) -> ChartDrawing:
    """Draw the quarters in the order given. ``severities`` names the parts, for the key and on hover."""
    if not stacks:
        return ChartDrawing()

    def draw(width: float, id: str, is_wide: bool) -> Markup:
        title = (words.stacks, words.incidents(sum(stack.total for stack in stacks)))
        content = _content(stacks, severities, width, words, formats)
        return charts.chart("stacks", width, _TOP + HEIGHT + _YEAR_LINE + 5, id, title, is_wide, *content)

    return charts.draw_widths(draw, wide, id_prefix, _key(stacks, severities, formats), medium=True)


def _content(
    stacks: Sequence[Stack], severities: Sequence[str], width: float, words: Words, formats: Formats
) -> Iterator[Markup]:
    most = max(max(stack.total for stack in stacks), 1)
    unit, pitch = HEIGHT / most, (width - _LEFT) / len(stacks)
    yield element("g", _scale(most, unit, width, formats), aria_hidden="true")
    for index, stack in enumerate(stacks):
        yield _stack(stack, severities, _LEFT + index * pitch, pitch, unit, words, formats)
    yield element("g", axis_of_quarters(stacks, _LEFT, width, _TOP + HEIGHT), aria_hidden="true")


def _scale(most: int, unit: float, width: float, formats: Formats) -> Markup:
    parts, d = [], ""
    for tick in count_ticks(most):
        y = _TOP + HEIGHT - tick * unit
        parts.append(element("text", formats.number(tick), x=_LEFT - 8, y=y + 4, class_="last"))
        d += path("M", _LEFT, y, "H", width) if tick else ""
    return join(element("path", d=d, class_="grid") if d else Markup(), *parts)


def _stack(
    stack: Stack, severities: Sequence[str], left: float, pitch: float, unit: float, words: Words, formats: Formats
) -> Markup:
    if not stack.total and not stack.under_way:
        return Markup()
    bar = max(pitch * _BAR, 1)
    x, y = left + (pitch - bar) / 2, float(_TOP + HEIGHT)
    name = f"{stack.label} {stack.group}"
    hrefs = stack.part_hrefs or (stack.href,) * len(stack.parts)
    parts: list[Markup] = []
    for rank, (severity, count, href) in enumerate(zip(severities, stack.parts, hrefs, strict=False)):
        if count:
            height = max(count * unit - _GAP, 0.5)
            y -= count * unit
            part = _part(rank, count, x, y, bar, height, formats)
            parts.append(charts.link(href, f"{name} · {severity} · {words.incidents(count)}", part))
    if stack.under_way:
        frame = path("M", x - 2, _TOP + HEIGHT, "V", y - 19, "h", bar + 4, "V", _TOP + HEIGHT)
        parts.append(element("path", d=frame, class_="under-way"))
    total = formats.number(stack.total) + ("*" if stack.under_way else "")
    if text_width(total) + 3 <= pitch:
        text = element("text", total, x=x + bar / 2, y=y - 5, class_="ink mid")
        parts.append(charts.link(stack.href, f"{name} · {words.incidents(stack.total)}", text))
    return join(*parts)


def _part(rank: int, count: int, x: float, y: float, width: float, height: float, formats: Formats) -> Markup:
    class_ = severity_class(rank)
    rect = element("rect", x=x, y=y, width=width, height=height, class_=class_)
    text = formats.number(count)
    if count < _COUNT_FROM or height < 13 or text_width(text, bold=True) > width:
        return rect
    number = element("text", text, x=x + width / 2, y=y + height / 2 + 4, class_="on")
    return element("g", rect, number, class_=class_)


def axis_of_quarters(stacks: Sequence[Stack], left: float, right: float, y: float) -> Markup:
    """The line from ``left`` to ``right``, with a long tick at each year that is named.

    Quarters are named where all of them have room. Where two years lie too close for both names, the one with more
    quarters has it.
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


def _key(stacks: Sequence[Stack], severities: Sequence[str], formats: Formats) -> Iterator[KeyEntry]:
    for rank, name in enumerate(severities):
        count = sum(stack.parts[rank] for stack in stacks if rank < len(stack.parts))
        if count:
            yield KeyEntry(charts.severity_square(rank), f"{name} · {formats.number(count)}")
