"""Links of a report to files that are not imported, and to reports that get another name; the pictures that it shows.

Takes Markdown and the new addresses of the files that it links to, and returns the Markdown with these links changed.
Pictures come along: takes Markdown and returns the relative addresses of them. Called by ``cli``.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator

_LINK = re.compile(
    r"(?P<before>!?\[(?:[^\[\]\n]|\[[^\[\]\n]*\])*\]\(\s*<?)(?P<target>[^()\s<>]+)(?P<after>>?(?:\s+[\"'][^\n]*?[\"'])?\s*\))"
    r"|(?P<begin>^ {0,3}\[[^\]\n]+\]:\s*<?)(?P<definition>[^\s<>]+)",
    re.MULTILINE,
)
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|#")

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


def with_addresses(text: str, new_address: Callable[[str], str | None]) -> str:
    """Return the text with the path of each relative link as ``new_address`` returns it; ``None`` changes nothing."""

    def led(match: re.Match[str]) -> str:
        target = match["target"] or match["definition"]
        path, mark, fragment = target.partition("#")
        address = None if _ELSEWHERE.match(target) else new_address(path)
        if address is None:
            return match.group()
        before, after = match["before"] or match["begin"], match["after"] or ""
        return f"{before}{address}{mark}{fragment}{after}"

    return _LINK.sub(led, text)


def address_of(path: str, folder: str, base: str) -> str:
    """Return the address of a path in a text, below ``base``; ``folder`` is the text's, relative to the one there."""
    place = posixpath.normpath(path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path))
    while place.startswith("../"):
        place = place[3:]
    return f"{base.rstrip('/')}/{place}"


def pictures_of(text: str) -> Iterator[str]:
    """The relative addresses, each once, without what stands behind ``?`` and ``#``."""
    seen = set()
    for pattern in _PICTURES:
        for match in pattern.finditer(text):
            target = re.split(r"[?#]", match["target"], maxsplit=1)[0].removeprefix("./")
            if target and not re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|/|\\", target) and target not in seen:
                seen.add(target)
                yield target
