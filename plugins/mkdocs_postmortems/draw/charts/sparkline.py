"""Sparklines: a small bar for each quarter, in the cell of a table."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from mkdocs_postmortems.draw.svg import element, path

HEIGHT = 19
_PITCH = 5.5
_BAR = 4.5
_WIDEST = 160


def draw_sparkline(counts: Sequence[int], most: int, label: str) -> Markup:
    """Draw bars of up to 18 units for ``most``, the table's largest count. ``label`` describes them in words."""
    pitch = min(_PITCH, _WIDEST / max(len(counts), 1))
    width = pitch * max(len(counts), 1)
    unit = (HEIGHT - 1) / max(most, 1)
    d = "".join(
        path(
            "M", index * pitch, HEIGHT - 1, "v", -max(count * unit, 1), "h", pitch * _BAR / _PITCH, "V", HEIGHT - 1, "z"
        )
        for index, count in enumerate(counts)
        if count
    )
    line = element("path", d=path("M", 0, HEIGHT - 0.5, "H", width), class_="grid")
    bars = element("path", d=d, class_="strong") if d else Markup()
    return element(
        "svg",
        line,
        bars,
        class_="pm-spark",
        role="img",
        aria_label=label,
        width=width,
        height=HEIGHT,
        viewBox=f"0 0 {width:g} {HEIGHT}",
    )
