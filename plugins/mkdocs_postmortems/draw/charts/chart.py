"""What all charts share: a drawing for each width, a key, and marks that link to their incidents.

Used by the modules of the charts. Templates show the ``ChartDrawing``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from markupsafe import Markup
from msgspec import Struct

from mkdocs_postmortems.draw.key import KeyEntry
from mkdocs_postmortems.draw.svg import drawing, element, join, symbol

FULL, BESIDE_FILTERS, NARROW = 1188, 940, 354
"""Widths in units: a page without sidebars, the same beside its column of filters, and a phone."""
MEDIUM = 680
"""Fits on a tablet, on paper, and beside the filters on a small laptop."""
WIDEST_BAR = 64
"""The maximum width of a quarter's bar."""
_MUCH_WIDER = 1.3
_FROM = (1120, 800, 680, 640, 480)
"""The widths of its container from which a wide drawing is shown; the stylesheet has a rule for each."""
SEVERITIES = 4
"""The number of severities with their own colour and size. Any others look like the last, with their own label."""
DOT_RADII = (6.5, 5.0, 3.8, 2.9)


class ChartDrawing(Struct, frozen=True):
    """One chart at several widths, of which the stylesheet shows one.

    All SVG is ``Markup``. ``medium`` is empty if wide and narrow are similar. All are empty if there is nothing to
    draw.
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
    """Draw a chart wide and narrow and, with ``medium``, in between if the wide drawing is much wider.

    ``draw`` takes a width in units, an id, and whether the drawing is a wide one.
    """
    between = medium and wide >= _MUCH_WIDER * MEDIUM
    return ChartDrawing(
        draw(wide, f"{id_prefix}-w", True),
        draw(narrow, f"{id_prefix}-n", False),
        tuple(key),
        draw(MEDIUM, f"{id_prefix}-m", True) if between else "",
    )


def chart(kind: str, width: float, height: float, id: str, words: tuple[str, str], wide: bool, *parts: str) -> Markup:
    """Return a chart's SVG. ``words`` are its title and its description."""
    shown = f"pm-wide pm-from-{next(step for step in _FROM if step <= width)}" if wide else "pm-narrow"
    return drawing(f"pm-chart pm-{kind} {shown}", width, height, id, *words, *parts)


def fluid_chart(kind: str, height: float, id: str, words: tuple[str, str], least: int, *parts: str) -> Markup:
    """Return the SVG of a chart that fills its container, shown from ``least`` units on, or as the narrow one for 0."""
    shown = f"pm-wide pm-from-{least}" if least else "pm-narrow"
    return drawing(f"pm-chart pm-fluid pm-{kind} {shown}", None, height, id, *words, *parts)


def link(href: str, title: str, *content: str, class_: str | None = None) -> Markup:
    """Wrap a mark in a link with a title, in a group with a title if there is no address, or not at all."""
    if not (href or title or class_):
        return join(*content)
    name = "a" if href else "g"
    named = element("title", title) if title else ""
    return element(name, named, *content, href=href or None, class_=class_)


def severity_class(rank: int | None, is_none: bool = False) -> str:
    """Return the class of a mark: ``m1`` for the most severe, ``m0`` for one that shows no severity.

    ``is_none`` is for incidents without a severity, which are outlined.
    """
    return "m0" if rank is None else f"m{min(rank, SEVERITIES - 1) + 1}{' none' if is_none else ''}"


def dot_radius(rank: int) -> float:
    return DOT_RADII[min(rank, SEVERITIES - 1)]


def severity_dot(rank: int, is_none: bool = False) -> Markup:
    """Return a severity's dot for a key, in its colour and size; ``is_none`` is for incidents without a severity."""
    circle = element("circle", cx=7, cy=7, r=dot_radius(rank), class_=severity_class(rank, is_none))
    return symbol("pm-swatch", 14, 14, circle)


def severity_square(rank: int | None) -> Markup:
    """Return a severity's square for a key."""
    return symbol("pm-swatch", 12, 12, element("rect", width=12, height=12, class_=severity_class(rank)))
