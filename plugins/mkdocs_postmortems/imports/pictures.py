"""The pictures that a report shows.

Takes Markdown and returns the relative addresses of its pictures. Called by ``cli``; ``template_tags`` recognizes
pictures by the same ``ENDINGS``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

ENDINGS = "png|jpe?g|gif|svg|webp|avif"
"""A pattern of the endings of pictures' names."""

_PICTURES = (
    re.compile(
        r"!\[[^\]\n]*\]\(\s*<?(?P<target>[^()\s<>]+(?:\([^()\s]*\)[^()\s<>]*)?)>?(?:\s+[\"'][^\n]*?[\"'])?\s*\)"
    ),
    re.compile(r"<img\b[^>]*?\bsrc\s*=\s*[\"']?(?P<target>[^\"'\s>]+)", re.IGNORECASE),
    re.compile(
        rf"^\s{{0,3}}\[[^\]\n]+\]:\s*<?(?P<target>\S+?\.(?:{ENDINGS}))>?(?:\s|$)",
        re.IGNORECASE | re.MULTILINE,
    ),
    re.compile(
        rf"(?<!!)\[[^\]\n]*\]\(\s*<?(?P<target>[^()\s<>]+?\.(?:{ENDINGS}|pdf|csv|log))>?\s*\)",
        re.IGNORECASE,
    ),
)


def pictures_of(text: str) -> Iterator[str]:
    """The relative addresses, each once, without what stands behind ``?`` and ``#``."""
    seen = set()
    for pattern in _PICTURES:
        for match in pattern.finditer(text):
            target = re.split(r"[?#]", match["target"], maxsplit=1)[0].removeprefix("./")
            if target and not re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|/|\\", target) and target not in seen:
                seen.add(target)
                yield target
