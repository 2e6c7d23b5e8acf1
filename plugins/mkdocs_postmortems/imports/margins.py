"""Indented headings.

Takes a ``Document`` and returns it with these headings moved to the margin, and the edits. Called by ``report``.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from mkdocs_postmortems.imports.document import Document
from mkdocs_postmortems.imports.edits import Edits
from mkdocs_postmortems.imports.parts import LIST_MARK
from mkdocs_postmortems.read.blocks import classify

_INDENTED = re.compile(r" {1,3}#{1,6}[ \t]+\S")


def with_headings_at_the_margin(document: Document) -> tuple[Document, Edits]:
    """Remove the spaces before ``## Impact``: forges show it as a heading, but the page would show it as text."""
    lines, edits = list(document.lines), Edits()
    if not any(map(_INDENTED.match, lines)):
        return document, edits
    kinds = classify(lines).kinds
    above = ""
    for at, line in enumerate(lines):
        if kinds[at] == "text" and _INDENTED.match(line) and not LIST_MARK.match(above):
            lines[at] = line.lstrip()
            edits.notes.append((at + 1, "a heading is no longer indented"))
        above = lines[at] if line.strip() else above
    return replace(document, lines=tuple(lines)), edits
