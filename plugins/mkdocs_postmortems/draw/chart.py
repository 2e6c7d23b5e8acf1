"""What all charts share: a drawing for each width, a key, and marks that link to their incidents.

Comes in: widths and parts, from the modules of the charts. Goes out: ``ChartDrawing`` for the pages of the archive.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from markupsafe import Markup
from msgspec import Struct

from mkdocs_postmortems.draw.key import KeyEntry
from mkdocs_postmortems.draw.svg import drawing, element, join, symbol

FULL, BESIDE_FILTERS, NARROW = 1188, 940, 354
"""Widths in units: a page without sidebars, the same beside its column of filters, and a telephone."""
MEDIUM = 680
"""Fits a tablet, a sheet of paper, and what a small laptop has beside the filters."""
WIDEST_BAR = 64
"""The greatest width of a quarter's bar."""
_MUCH_WIDER = 1.3
_FROM = (1120, 800, 680, 640, 480, 320)
"""The widths of its container from which a wide drawing is shown; the stylesheet has a rule for each."""
SEVERITIES = 4
"""Severities with their own colour and size; further ones look like the last, and differ by their label."""
DOT_RADII = (6.5, 5.0, 3.8, 2.9)


class ChartDrawing(Struct, frozen=True):
    """One chart at several widths, from wide to narrow; the stylesheet shows one of them.

    All SVG is ``Markup``. ``medium`` is empty if the step from wide to narrow is small; all are empty if there is
    nothing to draw.
    """

    wide: str = ""
    narrow: str = ""
    key: tuple[KeyEntry, ...] = ()
    medium: str = ""


def draw_widths(
    draw: Callable[[float, str, bool], Markup],
    wide: float,
    id_prefix: str,
    key: Iterable[KeyEntry] = (),
    medium: bool = False,
    narrow: float = NARROW,
) -> ChartDrawing:
    """The wide drawing, the narrow one, and with ``medium`` one between them if the wide one is much too wide for it.

    ``draw`` takes a width in units, an id, and whether the drawing is for a wide place.
    """
    between = medium and wide >= _MUCH_WIDER * MEDIUM
    return ChartDrawing(
        draw(wide, f"{id_prefix}-w", True),
        draw(narrow, f"{id_prefix}-n", False),
        tuple(key),
        draw(MEDIUM, f"{id_prefix}-m", True) if between else "",
    )


def chart(kind: str, width: float, height: float, id: str, words: tuple[str, str], wide: bool, *parts: str) -> Markup:
    """A chart's SVG. ``words`` are its title and its description."""
    step = next((step for step in _FROM if step <= width), _FROM[-1])
    shown = f"pm-wide pm-from-{step}" if wide else "pm-narrow"
    return drawing(f"pm-chart pm-{kind} {shown}", width, height, id, *words, *parts)


def fluid_chart(kind: str, height: float, id: str, words: tuple[str, str], least: int, *parts: str) -> Markup:
    """A chart's SVG that is as wide as its place. It is shown from ``least`` units on; 0: where no other one is."""
    shown = f"pm-wide pm-from-{least}" if least else "pm-narrow"
    return drawing(f"pm-chart pm-fluid pm-{kind} {shown}", None, height, id, *words, *parts)


def link(href: str, title: str, *content: str, class_: str | None = None) -> Markup:
    """A mark as a link with a title; without an address only titled, and with neither just its content."""
    if not (href or title or class_):
        return join(*content)
    name = "a" if href else "g"
    named = element("title", title) if title else ""
    return element(name, named, *content, href=href or None, class_=class_)


def severity_class(rank: int | None) -> str:
    """The class of a mark: ``m1`` for the most severe; ``m0`` for one that shows no severity."""
    return "m0" if rank is None else f"m{min(rank, SEVERITIES - 1) + 1}"


def dot_radius(rank: int) -> float:
    return DOT_RADII[min(rank, SEVERITIES - 1)]


def severity_dot(rank: int) -> Markup:
    """A severity's dot for a key, in its colour and size."""
    return symbol("pm-swatch", 14, 14, element("circle", cx=7, cy=7, r=dot_radius(rank), class_=severity_class(rank)))


def severity_square(rank: int | None) -> Markup:
    """A severity's square for a key."""
    return symbol("pm-swatch", 12, 12, element("rect", width=12, height=12, class_=severity_class(rank)))
