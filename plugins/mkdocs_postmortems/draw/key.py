"""An entry of a drawing's key: what a mark looks like, and what it means.

Comes in: nothing. Goes out: ``KeyEntry``, made by the charts and by ``timeline_key``, printed by the templates.
"""

from __future__ import annotations

from typing import Literal

from markupsafe import Markup
from msgspec import Struct

Shown = Literal["both", "wide", "narrow"]


class KeyEntry(Struct, frozen=True):
    """A small drawing and its meaning. ``shown`` names the drawings that it belongs to."""

    swatch: Markup
    text: str
    shown: Shown = "both"
