"""Fences of code that other programs read, and the page would not.

Takes a ``Body`` and writes the closing fences as the opening ones, and what follows the language of an opening one as
its title, or leaves it out. Called by ``report``.
"""

from __future__ import annotations

import re

from mkdocs_postmortems.imports.edits import Body

_FENCE = re.compile(r"(?P<room> {0,3})(?P<marks>`{3,}|~{3,})(?P<info>[^`\n]*)$")
_READ = re.compile(r"[ \t]*(?:\.?[\w#.+-]+)?(?:[ \t]*\{.*\}|(?:[ \t]+[a-z]\w*=(?:\"[^\"]*\"|'[^']*'))*)[ \t]*")
"""What the page reads behind the marks: a language, and options with values or in braces."""
_INFO = re.compile(r"[ \t]*\.?(?P<language>(?:[a-z][\w#+-]*)?)[ \t:,]*(?P<rest>.*?)[ \t]*$")
_NAME = re.compile(r"[./]|\S \S")
"""A sign of a file's name or of several words, which are a title; one word is an option of another program."""


def write_own_fences(body: Body) -> None:
    """Rewrite these fences. One that is never closed stays: it is not known where the code ends."""
    opening: re.Match[str] | None = None
    first = 0
    for at, line in enumerate(body.lines) if body.form == "markdown" else ():
        fence = _FENCE.match(line) if "```" in line or "~~~" in line else None
        if opening is None:
            opening, first = fence, at
        elif fence and not fence["info"].strip() and fence["marks"].startswith(opening["marks"]):
            marks = opening["room"] + opening["marks"]
            if line.rstrip() != marks:
                body.put(at, marks, "this fence is written as the one above that it closes")
            if not _READ.fullmatch(opening["info"]):
                own = marks + _INFO.sub(_own_info, opening["info"], count=1)
                body.put(first, own, f"{own.strip()!r} was {opening[0].strip()!r}")
            opening = None


def _own_info(info: re.Match[str]) -> str:
    title = info["rest"].replace('"', "'")
    return f'{info["language"]} title="{title}"'.lstrip() if _NAME.search(title) else info["language"]
