"""The circle of an event: a ring with its number, and a small sign for its kind.

Comes in: a mark and a place. Goes out: SVG. The timeline draws its circles here, and the list beside it the same ones
(``draw_ring``), so that both look alike. A kind is told by its sign as well as by its colour.
"""

from __future__ import annotations

from markupsafe import Markup

from mkdocs_postmortems.draw.svg import element, join, path, symbol
from mkdocs_postmortems.draw.timeline import Mark

RADIUS = 10
BIN_RADIUS = 11
_SIGN_OFFSET = 8.5
_SIGNS = {
    "started": "m-2-3 5 3-5 3z",
    "detected": "m-2.5 0a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0",
    "escalated": "m-2.7 1.5 2.7-3 2.7 3",
    "false-lead": "m-2.5-2.5 5 5m0-5-5 5",
    "cause-found": "m0-3.2 3.2 3.2-3.2 3.2-3.2-3.2z",
    "mitigated": "m-2.7-1.5 2.7 3 2.7-3",
    "resolved": "m-3 .2 2.2 2.2 3.8-4.6",
    "communicated": "m-3-2.5h6v4h-3l-2 2v-2h-1z",
}
"""A stroke for each kind, drawn from the centre of its sign."""
_ABOUT = "m-3 .9q1.5-3 3-.9t3-.9"
_FULL = {"started", "cause-found", "communicated"}
_BASELINE = {1: 3.8, 2: 3.8, 3: 3.2, 4: 2.8, 5: 2.4}


def ring(mark: Mark, x: float, y: float, radius: float = RADIUS) -> Markup:
    """The circle with its number and signs, its centre at (x, y)."""
    digits = min(len(str(mark.number)), 5)
    size = f"d{digits}" if digits > 2 else None
    number = element("text", str(mark.number), x=x, y=y + _BASELINE[digits], class_=size)
    return join(element("circle", cx=x, cy=y, r=radius), number, _signs(mark, x, y, radius))


def ring_class(mark: Mark) -> str | None:
    """The class names of whatever holds the ring: its kind, ``untimed`` and ``about``."""
    names = (mark.shape, "untimed" if mark.start is None else "")
    return " ".join(name for name in names if name) or None


def draw_ring(mark: Mark) -> Markup:
    """The circle for the list, 26 by 26 units, hidden from screen readers: the list says the same in words."""
    return symbol(" ".join(filter(None, ("pm-ring", ring_class(mark)))), 26, 26, ring(mark, 12, 14))


def _signs(mark: Mark, x: float, y: float, radius: float) -> Markup:
    offset = _SIGN_OFFSET + radius - RADIUS
    signs = Markup()
    if mark.shape:
        full = "full" if mark.shape in _FULL else None
        signs += element("path", d=path("M", x + offset, y - offset, _SIGNS[mark.shape]), class_=full)
    if mark.approximate:
        signs += element("path", d=path("M", x - offset, y - offset, _ABOUT))
    return signs


def sign(kind: str) -> Markup:
    """A kind's sign alone, for a key."""
    drawn = element("path", d=path("M", 6, 6, _SIGNS.get(kind, _ABOUT)), class_="full" if kind in _FULL else None)
    return symbol(f"pm-ring {kind}", 12, 12, drawn)
