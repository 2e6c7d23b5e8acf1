"""Marks of other dialects of Markdown that the page would show as text.

Takes a ``Body`` and rewrites or drops them: a backslash at the end of a line, which in CommonMark breaks it, what
kramdown reads about the block above or the table of contents, bullets, items without a text, boxes that are letters,
and rows of tables without a head. Called by ``steps``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from mkdocs_postmortems.imports.edits import Body
from mkdocs_postmortems.read.body.look_alikes import find_look_alike
from mkdocs_postmortems.read.body.markers import has_braces
from mkdocs_postmortems.read.body.tables import is_table, split_row
from mkdocs_postmortems.read.times.line_times import read_head

_BREAK = re.compile(r"(?<!\\)(?:\\\\)*\\$")
_ATTRIBUTES = re.compile(r"[ \t]*\{::?[^{}\n]*\}[ \t]*$")
_CONTENTS = re.compile(r"[ \t]*\{:toc[^{}\n]*\}[ \t]*$")
_ENDS_BLOCK = re.compile(r"[ \t]*#{1,6}[ \t]|.*\|")
"""A row of a table, or a heading: Python-Markdown reads no attributes below it."""
_BOX = re.compile(r"(?P<mark>[ \t]*(?:[-*+]|\d+[.)])[ \t]+)(?P<box>[☐☑☒🗹⬜🔲])\ufe0f?[ \t]*(?=\S)")
_SPACE = r"(?:&nbsp;|[ \t\u00a0])"
_BULLET = re.compile(
    rf"(?P<room>[ \t]*)(?:(?:&nbsp;|\u00a0){_SPACE}*)?(?P<sign>[•‣▪◦●○](?=\ufe0f?{_SPACE})|・)\ufe0f?{_SPACE}*(?=\S)"
)
_EMPTY = re.compile(r"[ \t]*-[ \t]*")
_TICKED = "☑☒🗹"
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]+\S.*$")

_FEW_ROWS = 2
"""How many rows make a table."""


def write_check_boxes(body: Body) -> None:
    """Write a ballot box at the beginning of an item as that of a task list: ``- ☐ Test it``."""
    for at, line in body.texts():
        if box := _BOX.match(line):
            item = f"{box['mark']}[{'x' if box['box'] in _TICKED else ' '}] {line[box.end() :]}"
            body.put(at, item, f"{box['box']!r} is the box of a task now")


def write_bullets(body: Body) -> None:
    """Write the sign before an item as a mark of Markdown, which knows no ``•``; spaces around it may be ``&nbsp;``."""
    for at, line in body.texts():
        if bullet := _BULLET.match(line):
            item = f"{bullet['room']}- {line[bullet.end() :]}"
            body.put(at, item, f"{bullet['sign']!r} is '-' now: Markdown knows no such mark of a list")


def drop_empty_items(body: Body) -> None:
    """Remove a mark of a list without a text below an item, as a form has it: it would make a heading of the item."""
    last = -2  # the last line of an item
    for at, line in body.texts():
        is_below_item = last == at - 1
        if is_below_item and _EMPTY.fullmatch(line):
            body.drop(at, "an item without a text is removed")
        last = at if is_below_item or _ITEM.match(line) else last


def write_own_marks(body: Body) -> None:
    """Rewrite or drop these marks."""
    if not any(line.endswith("\\") or "{:" in line for line in body.lines):
        return
    texts = dict(body.texts())
    for at, line in texts.items():
        above = texts.get(at - 1, "")
        if line.strip() == "\\" and line[:1].isspace():
            body.drop(at, "a line with nothing but a backslash is removed: it would end the list")
        elif texts.get(at + 1) and _BREAK.search(line):
            body.put(at, f"{line[:-1].rstrip()}  ", "a line break is two spaces now, no backslash")
        elif _CONTENTS.match(line) and _ITEM.match(above):
            body.drop(at - 1)
            body.drop(at, "the place of a table of contents is removed: the page has one")
        elif _is_of_kramdown(line) and (not above.strip() or _ENDS_BLOCK.match(above)):
            body.drop(at, f"{line.strip()!r} is removed: it says only how the block is shown")


def _is_of_kramdown(line: str) -> bool:
    """Return whether a line holds only attributes, and none that marks internal text or was meant to."""
    return bool(_ATTRIBUTES.match(line)) and not has_braces(line) and find_look_alike(line) is None


def list_rows(body: Body) -> None:
    """Make a list item of each row that begins with a time: ``| **14:05** | A deploy. |``.

    kramdown shows rows without a header as a table, and the page as text.
    """
    lines = body.lines
    for rows in _runs(body):
        cells = [split_row(lines[at]) for at in rows]
        headed = any(is_table(lines, at) for at in rows)
        if headed or len(rows) < _FEW_ROWS or not all(len(each) > 1 and read_head(each[0]) for each in cells):
            continue
        for at, (first, *rest) in zip(rows, cells, strict=True):
            lines[at] = f"- {first} {' | '.join(filter(None, rest))}".rstrip()
        body.note(rows[0], "the rows of a table without a head are items of a list now")


def _runs(body: Body) -> Iterator[list[int]]:
    """Yield the lines, from 0, of each run of text that begins with ``|``; blank lines may be between them."""
    filled = [(at, line) for at, line in body.texts() if line.strip()]
    runs = groupby(filled, lambda each: each[1].startswith("|"))
    return ([at for at, _ in run] for is_row, run in runs if is_row)
