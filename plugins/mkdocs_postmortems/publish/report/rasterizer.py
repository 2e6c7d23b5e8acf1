"""The PNG of a link preview's card, rendered by resvg.

``rasterize`` takes SVG from ``social`` and returns the image's bytes, which depend only on the SVG and the installed
fonts. Called by ``page``; ``plugin`` asks whether the extra ``social`` is installed.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_FONT_FILES = (
    ("Roboto-Regular.ttf", "Roboto-Bold.ttf"),
    ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
    ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
    ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
    ("Arial.ttf", "Arial Bold.ttf"),
    ("arial.ttf", "arialbd.ttf"),
)
"""The regular and bold files of each family in ``social``, in the same order."""
_FONT_FOLDERS = (
    *("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts"),
    *("/System/Library/Fonts/Supplemental", "/Library/Fonts", "C:/Windows/Fonts"),
)
_WESTERN = re.compile("[\n\x20-\x7e\xa0-\xff–—…·‘’“”„]*")
"""Text whose letters all of those families have."""


def has_rasterizer() -> bool:
    """Whether the extra ``social`` is installed."""
    return find_spec("resvg_py") is not None


def rasterize(svg: str) -> bytes:
    """Return the PNG of a card.

    The renderer would load all installed fonts for each card, which can take longer than drawing it. For Western text
    it gets two font files instead; only for other letters does it search all fonts.
    """
    import resvg_py  # late: an optional dependency

    files = _font_files() if _WESTERN.fullmatch(svg) else []
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=bool(files), font_files=files))


@cache
def _font_files() -> list[str]:
    """Return the regular and bold files of the first installed family, searched for once."""
    folders = (Path(folder).expanduser() for folder in _FONT_FOLDERS)
    there = {path.name: str(path) for folder in folders for path in folder.rglob("*.ttf")}
    return next(([there[name] for name in names] for names in _FONT_FILES if {*names} <= {*there}), [])
