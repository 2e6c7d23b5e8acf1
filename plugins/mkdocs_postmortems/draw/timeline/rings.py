"""The circle of an event: a ring with its number, and a small sign for its kind.

The timeline and the list beside it (``draw_ring``) use the same circles. A kind differs by its sign, not only by its
colour.
"""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from mkdocs_postmortems.draw.svg import element, join, symbol
from mkdocs_postmortems.draw.timeline.layout import Mark

RADIUS = 10
BIN_RADIUS = 11
_SIGNS = {
    "started": "M7.5-12.5l5 3-5 3z",
    "detected": "M7-9.5a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0",
    "escalated": "M6.8-8l2.7-3 2.7 3",
    "false-lead": "M7-12l5 5m0-5-5 5",
    "cause-found": "M9.5-12.7l3.2 3.2-3.2 3.2-3.2-3.2z",
    "mitigated": "M6.8-11l2.7 3 2.7-3",
    "resolved": "M6.5-9.3l2.2 2.2 3.8-4.6",
    "communicated": "M6.5-12h6v4h-3l-2 2v-2h-1z",
}
"""A path for each kind, at the upper right of a circle around 0, 0, where it touches no neighbour in the row."""
_ABOUT = "M6.5 10.4q1.5-3 3-.9t3-.9"
"""The path for an approximate time, at the lower right."""
_FULL = {"started", "cause-found", "communicated"}
_BASELINE = {1: 3.8, 2: 3.8, 3: 3.2, 4: 2.8, 5: 2.4}


def ring(mark: Mark, radius: float = RADIUS) -> Markup:
    """Draw the circle with its number and signs around 0, 0."""
    return _ring(mark.number, mark.shape, mark.approximate, radius)


@lru_cache(maxsize=4096)
def _ring(number: int, shape: str, approximate: bool, radius: float) -> Markup:
    digits = min(len(str(number)), 5)
    size = f"d{digits}" if digits > 2 else None
    parts = [
        element("circle", r=radius),
        element("text", str(number), y=_BASELINE[digits], class_=size),
    ]
    if shape:
        parts.append(_sign(shape))
    if approximate:
        parts.append(element("path", d=_ABOUT))
    return join(*parts)


def ring_class(mark: Mark) -> str | None:
    """Return the class names for the element around a ring: its kind, and ``untimed``."""
    names = (mark.shape, "untimed" if mark.start is None else "")
    return " ".join(name for name in names if name) or None


def draw_ring(mark: Mark) -> Markup:
    """Draw the circle for the list, 26 by 26 units, hidden from screen readers: the list says the same in words."""
    return _ring_of_list(mark.number, mark.shape, mark.approximate, ring_class(mark))


@lru_cache(maxsize=4096)
def _ring_of_list(number: int, shape: str, approximate: bool, class_: str | None) -> Markup:
    moved = element("g", _ring(number, shape, approximate, RADIUS), transform="translate(12 14)")
    return symbol(" ".join(filter(None, ("pm-ring", class_))), 26, 26, moved)


@lru_cache(maxsize=64)
def draw_sign(kind: str) -> Markup:
    """Draw only the sign of a kind, for a key, or that of an approximate time for "about"."""
    drawn = _sign(kind) if kind in _SIGNS else element("path", d=_ABOUT)
    shift = "translate(-3.5 15.5)" if kind in _SIGNS else "translate(-3.5 -3.5)"
    return symbol(f"pm-ring {kind}", 12, 12, element("g", drawn, transform=shift))


def _sign(kind: str) -> Markup:
    return element("path", d=_SIGNS[kind], class_="full" if kind in _FULL else None)
