"""Marks of other dialects of Markdown that the page would show as text.

Takes a ``Document`` and returns it with them rewritten or dropped, and the edits: a backslash at the end of a line,
which in CommonMark breaks it, what kramdown reads about the block above or the table of contents, items without a
text, and boxes that are letters. Called by ``report``.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from mkdocs_postmortems.imports.document import Document
from mkdocs_postmortems.imports.edits import Edits
from mkdocs_postmortems.read.blocks import classify
from mkdocs_postmortems.read.look_alikes import find_look_alike
from mkdocs_postmortems.read.markers import has_braces

_BREAK = re.compile(r"(?<!\\)(?:\\\\)*\\$")
_ATTRIBUTES = re.compile(r"[ \t]*\{::?[^{}\n]*\}[ \t]*$")
_CONTENTS = re.compile(r"[ \t]*\{:toc[^{}\n]*\}[ \t]*$")
_ENDS_BLOCK = re.compile(r"[ \t]*#{1,6}[ \t]|.*\|")
"""A row of a table, or a heading: Python-Markdown reads no attributes below it."""
_BOX = re.compile(r"(?P<mark>[ \t]*(?:[-*+]|\d+[.)])[ \t]+)(?P<box>[☐☑☒🗹⬜🔲])\ufe0f?[ \t]*(?=\S)")
_EMPTY = re.compile(r"[ \t]*-[ \t]*")
_TICKED = "☑☒🗹"
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]+\S.*$")


def with_check_boxes(document: Document) -> tuple[Document, Edits]:
    """Write a ballot box at the beginning of an item as that of a task list: ``- ☐ Test it``."""
    lines, edits = list(document.lines), Edits()
    if not any(map(_BOX.match, lines)):
        return document, edits
    kinds = classify(lines).kinds
    for at, line in enumerate(lines):
        if kinds[at] == "text" and (box := _BOX.match(line)):
            lines[at] = f"{box['mark']}[{'x' if box['box'] in _TICKED else ' '}] {line[box.end() :]}"
            edits.notes.append((at + 1, f"{box['box']!r} is the box of a task now"))
    return replace(document, lines=tuple(lines)), edits


def with_filled_items(document: Document) -> tuple[Document, Edits]:
    """Remove a mark of a list without a text below an item, as a form has it: it would make a heading of the item."""
    lines, edits = list(document.lines), Edits()
    kinds = classify(lines).kinds if any(map(_EMPTY.fullmatch, lines)) else ()
    is_below_item = False
    for at, kind in enumerate(kinds):
        if kind == "text" and is_below_item and _EMPTY.fullmatch(lines[at]):
            lines[at] = ""
            edits.drop.add(at + 1)
            edits.notes.append((at + 1, "an item without a text is removed"))
        is_below_item = kind == "text" and (is_below_item or _ITEM.match(lines[at]) is not None)
    return replace(document, lines=tuple(lines)), edits


def with_own_marks(document: Document) -> tuple[Document, Edits]:
    """Rewrite or drop these marks."""
    lines, edits = list(document.lines), Edits()
    if document.form != "markdown" or not any(line.endswith("\\") or "{:" in line for line in lines):
        return document, edits
    kinds = classify(lines).kinds
    for at, line in enumerate(lines):
        below = lines[at + 1] if at + 1 < len(lines) and kinds[at + 1] == "text" else ""
        above = lines[at - 1] if at and kinds[at - 1] == "text" else ""
        if kinds[at] != "text":
            continue
        if below and _BREAK.search(line):
            lines[at] = f"{line[:-1].rstrip()}  "
            edits.notes.append((at + 1, "a line break is two spaces now, no backslash"))
        elif _CONTENTS.match(line) and _ITEM.match(above):
            edits.drop |= {at, at + 1}
            edits.notes.append((at + 1, "the place of a table of contents is removed: the page has one"))
        elif _is_of_kramdown(line) and (not above.strip() or _ENDS_BLOCK.match(above)):
            edits.drop.add(at + 1)
            edits.notes.append((at + 1, f"{line.strip()!r} is removed: it says only how the block is shown"))
    for number in edits.drop:
        lines[number - 1] = ""
    return replace(document, lines=tuple(lines)), edits


def _is_of_kramdown(line: str) -> bool:
    """Return whether a line holds only attributes, and none that marks internal text or was meant to."""
    return bool(_ATTRIBUTES.match(line)) and not has_braces(line) and find_look_alike(line) is None
