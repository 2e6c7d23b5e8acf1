"""Fences of code that other programs read, and the page would not.

Takes a ``Document`` and returns it with the closing fences written as the opening ones, and with what follows the
language of an opening one as its title, or without it; and the edits. Called by ``report``.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from mkdocs_postmortems.imports.document import Document
from mkdocs_postmortems.imports.edits import Edits

_FENCE = re.compile(r"(?P<room> {0,3})(?P<marks>`{3,}|~{3,})(?P<info>[^`\n]*)$")
_READ = re.compile(r"[ \t]*(?:\.?[\w#.+-]+)?(?:[ \t]*\{.*\}|(?:[ \t]+[a-z]\w*=(?:\"[^\"]*\"|'[^']*'))*)[ \t]*")
"""What the page reads behind the marks: a language, and options with values or in braces."""
_INFO = re.compile(r"[ \t]*\.?(?P<language>(?:[a-z][\w#+-]*)?)[ \t:,]*(?P<rest>.*?)[ \t]*$")
_NAME = re.compile(r"[./]|\S \S")
"""A sign of a file's name or of several words, which are a title; one word is an option of another program."""


def with_own_fences(document: Document) -> tuple[Document, Edits]:
    """Rewrite these fences. One that is never closed stays: it is not known where the code ends."""
    lines, edits = list(document.lines), Edits()
    opening: re.Match[str] | None = None
    first = 0
    for at, line in enumerate(lines):
        fence = _FENCE.match(line) if document.form == "markdown" and ("```" in line or "~~~" in line) else None
        if opening is None:
            opening, first = fence, at
        elif fence and not fence["info"].strip() and fence["marks"].startswith(opening["marks"]):
            marks = opening["room"] + opening["marks"]
            if line.rstrip() != marks:
                lines[at] = marks
                edits.notes.append((at + 1, "this fence is written as the one above that it closes"))
            if not _READ.fullmatch(opening["info"]):
                lines[first] = marks + _INFO.sub(_own_info, opening["info"], count=1)
                edits.notes.append((first + 1, f"{lines[first].strip()!r} was {opening[0].strip()!r}"))
            opening = None
    return replace(document, lines=tuple(lines)), edits


def _own_info(info: re.Match[str]) -> str:
    title = info["rest"].replace('"', "'")
    return f'{info["language"]} title="{title}"'.lstrip() if _NAME.search(title) else info["language"]
