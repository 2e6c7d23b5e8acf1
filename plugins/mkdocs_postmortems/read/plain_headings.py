"""Find the headings of a simple body without Python-Markdown; most bodies are simple.

Takes a body's lines with their kinds and returns the same ``Heading`` values as ``HeadingParser``, or ``None`` if only
the parser can tell. Called by ``steps``: the parser takes half of the reading time, and importing it would be most of
the start-up of checking one file.
"""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_postmortems.read.line_kinds import LineKind
from mkdocs_postmortems.read.model import Heading
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.sections import could_be_heading, make_heading

_HEADING = pattern(r"(#{1,6})(?!#)(.*)")
_FENCE = pattern(r"`{3,}|~{3,}")
_HTML = pattern(r"<[a-zA-Z/!?]")
_NOT_TEXT = pattern("[\x02\x03\ue000-\uf8ff]")


def plain_headings(lines: Sequence[str], kinds: Sequence[LineKind], first_line: int) -> tuple[Heading, ...] | None:
    """Return the headings, if each begins a line after a blank one and the body has no HTML; else ``None``."""
    found = []
    fence = ""
    for at, line in enumerate(lines):
        if fence:
            fence = "" if line.rstrip() == fence else fence
            continue
        kind, after_text = kinds[at], at > 0 and bool(lines[at - 1].strip(" \t"))
        if kind == "code" and (opening := _FENCE.match(line)):
            if after_text:
                return None
            fence = opening.group()
            continue
        is_odd = not line.isprintable() and _NOT_TEXT.search(line)
        if kind == "text" and (is_odd or ("<" in line and _HTML.search(line))):
            return None
        if not could_be_heading(lines, at):
            continue
        match = _HEADING.fullmatch(line)
        if kind != "text" or match is None or after_text:
            return None
        text = match[2].strip()
        if not text or text.endswith("#") or "\\" in text:
            return None
        found.append(make_heading(len(match[1]), text, first_line + at, 1, top=True))
    return tuple(found)
