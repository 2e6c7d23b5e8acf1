"""An entry of a drawing's key: what a mark looks like, and what it means.

Made by the charts and by ``timeline.key``; shown by the templates.
"""

from __future__ import annotations

from typing import Literal

from markupsafe import Markup
from msgspec import Struct

Shown = Literal["both", "wide", "narrow"]


class KeyEntry(Struct, frozen=True):
    """A small drawing and its meaning. ``shown`` tells which drawings it belongs to."""

    swatch: Markup
    text: str
    shown: Shown = "both"
