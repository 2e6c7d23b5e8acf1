"""Draw a timeline as two SVG drawings, a wide and a narrow one, with a key and notes, for the report's page.

The stylesheet shows one of them. The wide one is never scaled down.
"""

from __future__ import annotations

from markupsafe import Markup
from msgspec import Struct

from mkdocs_postmortems.draw.key import KeyEntry
from mkdocs_postmortems.draw.locale import Locale
from mkdocs_postmortems.draw.svg import drawing
from mkdocs_postmortems.draw.timeline.axis import draw_axis, draw_nights
from mkdocs_postmortems.draw.timeline.band import draw_band, phase_text
from mkdocs_postmortems.draw.timeline.frame import Frame
from mkdocs_postmortems.draw.timeline.key import timeline_key
from mkdocs_postmortems.draw.timeline.layout import NARROW, WIDE, TimelineInput, layout_timeline
from mkdocs_postmortems.draw.timeline.marks import draw_bars, draw_circles, draw_leaders, draw_ranges
from mkdocs_postmortems.draw.timeline.rail import DAYS_BELOW, draw_rail


class TimelineDrawing(Struct, frozen=True):
    """Two drawings of one timeline, with their key, and with notes in whole sentences.

    All SVG is ``Markup``. ``wide`` and ``narrow`` are empty if there is nothing to draw.
    """

    wide: str = ""
    narrow: str = ""
    key: tuple[KeyEntry, ...] = ()
    notes: tuple[str, ...] = ()


def draw_timeline(timeline: TimelineInput, locale: Locale) -> TimelineDrawing:
    """Draw an incident for wide and narrow windows."""
    wide, narrow = layout_timeline(timeline, WIDE), layout_timeline(timeline, NARROW)
    if not timeline.marks and (wide.scale is None or not wide.scale.length):
        return TimelineDrawing()
    count = len(timeline.marks)
    return TimelineDrawing(
        _draw(Frame(wide, timeline.zone, locale, "timeline-w"), "pm-timeline pm-wide", count),
        _draw(Frame(narrow, timeline.zone, locale, "timeline-n"), "pm-timeline pm-narrow", count),
        tuple(timeline_key(timeline, wide, narrow, locale)),
        tuple(locale.absences[absence] for absence in wide.absences),
    )


def _draw(frame: Frame, class_: str, events: int) -> Markup:
    """Draw all parts from back to front."""
    scale, axis = frame.layout.scale, frame.layout.axis
    parts, bottom = [draw_rail(frame), draw_leaders(frame), draw_circles(frame)], frame.rail + frame.radius + 3
    if frame.layout.scale is None and frame.layout.days is not None:
        bottom += DAYS_BELOW
    if scale is not None and axis is not None:
        axis_drawn, bottom = draw_axis(frame, axis, scale)
        behind = (draw_nights(frame, axis), draw_band(frame), draw_bars(frame), draw_ranges(frame), axis_drawn)
        parts = [*behind, *parts]
    description = _description(frame, events)
    return drawing(class_, frame.width, bottom, frame.id, frame.locale.timeline, description, *parts)


def _description(frame: Frame, events: int) -> str:
    """Return what the drawing shows at a glance, in sentences: the time, the phases, the number of events."""
    layout, locale = frame.layout, frame.locale
    sentences = []
    if layout.scale is not None:
        start, end = frame.clock(layout.scale.start), frame.clock(layout.scale.end)
        sentences.append(locale.span(start, end, locale.duration(layout.scale.length)))
    phases = [phase_text(box.phase, locale) for box in layout.boxes]
    counts = [locale.events(events)]
    if layout.untimed:
        counts.append(f"{locale.number(layout.untimed)} {locale.not_timed}")
    sentences += [f"{', '.join(part)}." for part in (phases, counts) if part]
    return " ".join(sentences)
