"""The PNG of a card for link previews, drawn by resvg.

Comes in: SVG from ``social``. Goes out: the picture's bytes, which depend only on the SVG and the fonts of the machine.
Called by ``report_page``; ``plugin`` asks whether the extra ``social`` is installed.
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
"""The regular and the bold file of each family that ``social`` names, in the same order."""
_FONT_FOLDERS = (
    *("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts"),
    *("/System/Library/Fonts/Supplemental", "/Library/Fonts", "C:/Windows/Fonts"),
)
_WESTERN = re.compile("[\n\x20-\x7e\xa0-\xff–—…·‘’“”„]*")
"""Text for which each of those families has all letters."""


def has_rasterizer() -> bool:
    """Whether the extra ``social`` is installed."""
    return find_spec("resvg_py") is not None


def rasterize(svg: str) -> bytes:
    """The PNG of a card.

    The renderer looks at all fonts of the machine for each card, which can take longer than to draw it. Where two files
    will do, it is given these; where letters are needed that they may not have, it looks.
    """
    import resvg_py  # late: it is an extra

    files = _font_files() if _WESTERN.fullmatch(svg) else []
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=bool(files), font_files=files))


@cache
def _font_files() -> list[str]:
    """The regular and the bold file of the first family that this machine has; looked for once."""
    folders = (Path(folder).expanduser() for folder in _FONT_FOLDERS)
    there = {path.name: str(path) for folder in folders for path in folder.rglob("*.ttf")}
    return next(([there[name] for name in names] for names in _FONT_FILES if {*names} <= {*there}), [])
