"""Links of a report to files that it leaves behind.

Comes in: Markdown, where it stood, and which files come along. Goes out: the Markdown with the links to all others
made whole addresses. Called by ``cli``, where somebody gave the address of the old place.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from urllib.parse import unquote

_LINK = re.compile(
    r"(?P<before>!?\[(?:[^\[\]\n]|\[[^\[\]\n]*\])*\]\(\s*<?)(?P<target>[^()\s<>]+)(?P<after>>?(?:\s+[\"'][^\n]*?[\"'])?\s*\))"
    r"|(?P<begin>^ {0,3}\[[^\]\n]+\]:\s*<?)(?P<definition>[^\s<>]+)",
    re.MULTILINE,
)
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|#")


def link_to_source(text: str, folder: str, base: str, comes_along: Callable[[str], bool]) -> str:
    """The text with its links led to ``base``, but for those to files that come along.

    ``folder`` is where the text stood, relative to what ``base`` is the address of.
    """

    def led(match: re.Match[str]) -> str:
        target = match["target"] or match["definition"]
        path, mark, fragment = target.partition("#")
        if _ELSEWHERE.match(target) or comes_along(unquote(path)):
            return match.group()
        there = posixpath.normpath(path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path))
        while there.startswith("../"):
            there = there[3:]
        address = f"{base.rstrip('/')}/{there}{mark}{fragment}"
        before, after = match["before"] or match["begin"], match["after"] or ""
        return f"{before}{address}{after}"

    return _LINK.sub(led, text)
