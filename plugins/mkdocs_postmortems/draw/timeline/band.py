"""Draw the band of a timeline: its phases, each with a texture and a label, so that colour is not needed.

Called by ``drawing``, and by ``key`` for the swatches.
"""

from __future__ import annotations

from functools import cache

from markupsafe import Markup

from mkdocs_postmortems.draw.locale import Locale
from mkdocs_postmortems.draw.measure import text_width
from mkdocs_postmortems.draw.svg import element, join, path, symbol
from mkdocs_postmortems.draw.timeline.frame import BAND, Frame
from mkdocs_postmortems.draw.timeline.layout import MARGIN, Box
from mkdocs_postmortems.draw.timeline.phases import Phase

_EDGE = 3
_SPARE = 6


def draw_band(frame: Frame) -> Markup:
    """Draw the phases, over an empty band if they do not cover the whole axis."""
    boxes, width = frame.layout.boxes, frame.layout.width
    parts = [_box(frame, box) for box in boxes]
    if not boxes or boxes[0].left > 0 or boxes[-1].right < width:
        parts.insert(0, element("rect", x=MARGIN, y=frame.band, width=width, height=BAND, class_="none"))
    if any(phase_class(box.phase) == "undetected" for box in boxes):
        parts.insert(0, _hatch(frame))
    return element("g", *parts, class_="band", aria_hidden="true")


def phase_class(phase: Phase) -> str:
    """Return the class of a phase: that of its first part, or a class of its own for all three phases in one."""
    return "whole" if phase.name == "whole" else phase.parts[0]


def phase_text(phase: Phase, locale: Locale) -> str:
    """Return a phase's name and length for the key and the description: *Responding 1 h 46 min*."""
    name = locale.phases[phase.name]
    return f"{name}: {locale.end_not_recorded}" if phase.length is None else f"{name} {locale.duration(phase.length)}"


def phase_swatch(phase: Phase) -> Markup:
    """Draw a phase's colour and texture for the key."""
    return _swatch(phase_class(phase))


@cache
def _swatch(name: str) -> Markup:
    texture = Markup()
    if name == "undetected":
        texture = element("path", d="M0 7 7 0M0 12 12 0M5 12l7-7", class_="hatch")
    elif name == "recovering":
        texture = element("path", d="M0 2.5h12M0 9.5h12", class_="edges")
    return symbol(f"pm-swatch {name}", 12, 12, element("rect", width=12, height=12), texture)


def _hatch(frame: Frame) -> Markup:
    lines = element("path", d="M1 0v5", class_="hatch")
    turn = {"patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)"}
    return element("pattern", lines, id=f"{frame.id}-h", width=5, height=5, **turn)


def _box(frame: Frame, box: Box) -> Markup:
    x, width, name = MARGIN + box.left, box.right - box.left, phase_class(box.phase)
    size = {"x": x, "y": frame.band, "width": width, "height": BAND}
    parts = [element("rect", class_=name, **size)]
    if name == "undetected":
        parts.append(element("rect", fill=f"url(#{frame.id}-h)", **size))
    if name == "recovering":
        edges = (path("M", x, y, "h", width) for y in (frame.band + _EDGE, frame.band + BAND - _EDGE))
        parts.append(element("path", d="".join(edges), class_="edges"))
    label = _label(frame, box.phase, width)
    if label:
        parts.append(element("text", label, x=x + width / 2, y=frame.band + 15, class_=f"on {name}"))
    return join(*parts)


def _label(frame: Frame, phase: Phase, width: float) -> str:
    """Return name and length if they have room, else the name, else "": the key has both."""
    name = frame.locale.phases[phase.name]
    texts = [name]
    if phase.length is not None:
        texts.insert(0, frame.locale.phase_and_length(name, frame.locale.duration(phase.length)))
    return next((text for text in texts if text_width(text, bold=True) + 2 * _SPARE <= width), "")
