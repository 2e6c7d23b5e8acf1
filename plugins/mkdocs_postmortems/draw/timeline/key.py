"""The key under a timeline: all phases with their lengths, and all marks but plain timed events.

Called by ``drawing``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, get_args

from mkdocs_postmortems.draw.key import KeyEntry, Shown
from mkdocs_postmortems.draw.locale import Locale
from mkdocs_postmortems.draw.svg import element, symbol
from mkdocs_postmortems.draw.timeline import rings
from mkdocs_postmortems.draw.timeline.band import phase_swatch, phase_text
from mkdocs_postmortems.draw.timeline.layout import Layout, Mark, TimelineInput

Around = Literal["before", "after", "both"]
AROUND: tuple[Around, ...] = get_args(Around)
_LEAST = 1
"""The width of the shortest part of the axis outside of the incident that is explained."""


def timeline_key(timeline: TimelineInput, wide: Layout, narrow: Layout, locale: Locale) -> Iterator[KeyEntry]:
    """Yield the entries of the key for everything that occurs in the drawings."""
    for box in wide.boxes:
        yield KeyEntry(phase_swatch(box.phase), phase_text(box.phase, locale))
    square, around = element("rect", width=12, height=12), _around(wide)
    if around is not None:
        yield KeyEntry(symbol("pm-swatch none", 12, 12, square), locale.around[around])
    if wide.scale is not None and wide.scale.focus is not None:
        strokes = element("path", d="M0 6h2m0 5 3-10m2 10 3-10m2 5h2", class_="range")
        yield KeyEntry(symbol("pm-swatch", 14, 12, strokes), locale.key_scale)
    if _has_nights(wide):
        shown: Shown = "both" if _has_nights(narrow) else "wide"
        yield KeyEntry(symbol("pm-swatch night", 12, 12, square), locale.night, shown)
    if wide.bars:
        yield _bins(wide, locale, "both")
    elif narrow.bars:
        yield _bins(narrow, locale, "narrow")
    yield from _marks(timeline.marks, locale)


def _around(layout: Layout) -> Around | None:
    """Return on which sides of the incident the axis goes on, because events are there.

    The band is empty, too, where the incident's start or end is not recorded, which a note says.
    """
    if not layout.boxes:
        return None
    first, last = layout.boxes[0], layout.boxes[-1]
    before = "undetected" in first.phase.parts and first.left >= _LEAST
    after = "recovering" in last.phase.parts and not last.phase.open and last.right <= layout.width - _LEAST
    if before and after:
        return "both"
    return "before" if before else "after" if after else None


def _has_nights(layout: Layout) -> bool:
    return layout.axis is not None and bool(layout.axis.nights)


def _bins(layout: Layout, locale: Locale, shown: Shown) -> KeyEntry:
    most = max(bar.bin.count for bar in layout.bars)
    length = locale.duration(layout.bin_length) if layout.bin_length is not None else ""
    drawn = element("path", d="M1 11V6h4v5zM7 11V2h4v9z")
    return KeyEntry(symbol("pm-swatch bins", 12, 12, drawn), locale.bins(length, most), shown)


def _marks(marks: tuple[Mark, ...], locale: Locale) -> Iterator[KeyEntry]:
    if any(mark.start is None for mark in marks):
        circle = element("circle", cx=7, cy=7, r=5.5)
        if any(mark.start is not None for mark in marks):
            yield KeyEntry(symbol("pm-ring", 14, 14, circle), locale.key_timed)
            yield KeyEntry(symbol("pm-ring untimed", 14, 14, circle), locale.key_untimed)
        if any(mark.shape == "false-lead" for mark in marks):
            yield KeyEntry(rings.draw_sign("false-lead"), locale.key_false_lead)
    if any(mark.approximate for mark in marks):
        yield KeyEntry(rings.draw_sign("about"), locale.key_approximate)
    if any(mark.end is not None for mark in marks):
        bracket = element("path", d="M1 4v4M1 6h12M13 4v4", class_="range")
        yield KeyEntry(symbol("pm-swatch", 14, 12, bracket), locale.key_range)
