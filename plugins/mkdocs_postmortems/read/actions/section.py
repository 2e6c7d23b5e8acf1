"""Parse the sections of measures into action items.

Takes a section's lines with their kinds and returns ``Actions``: the items, and the problems of their details. Called
by ``steps`` and by the importer.

An action item is:

- each item of a task list, nested ones too (``- [ ] Alert on failed logins (owner: identity, due: 2023-12-01)``);
- each row of a table that has a column for actions, or for one of their details;
- an item of a plain list that has details, if only in the wrong place, or begins with a tick, and every outermost item
  if the section has neither a task list nor a table. Without a status such an item is *proposed*: nobody has committed
  to it yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from msgspec import Struct

from mkdocs_postmortems.diagnostics import Problem, excerpt
from mkdocs_postmortems.read.actions.details import (
    check_text,
    cut_details,
    is_like_date,
    split_placeholders,
)
from mkdocs_postmortems.read.actions.statuses import check_status, status_of, ticket_of
from mkdocs_postmortems.read.actions.tables import TASK, Draft, read_table
from mkdocs_postmortems.read.actions.words import BEGINS_DONE, ENDS_DONE, mistyped_header
from mkdocs_postmortems.read.body.inline import plain
from mkdocs_postmortems.read.body.line_starts import LIST_MARKER
from mkdocs_postmortems.read.body.markers import cut_internal_of_first_paragraph
from mkdocs_postmortems.read.body.outline import Block, dedent, outline
from mkdocs_postmortems.read.body.tables import column_name, split_row
from mkdocs_postmortems.read.model import ActionItem, ActionStatus, LineKind, Span, Unfilled
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.times.date_times import parse_date
from mkdocs_postmortems.read.times.zones import TimeRefused
from mkdocs_postmortems.read.unfilled import is_nothing

_BOX = r"(?P<box>\\?\[[ \t]?[xXyYvV√✓✔✅☑*+~/<>!-]?[ \t]?\\?\]|[({][ \t]?[ xX✓✔][ \t]?[)}](?=[ \t]))"
_BROKEN_BOX = pattern(_BOX + r"(?![(\[:])")
_NO_ITEM = pattern(r"[ \t]*[-*+]" + _BOX + r"(?![(\[:])")
"""``-[ ] text``: without a space after its marker it is not an item, but continues the one above."""
_LIKE_ITEM = pattern(r"[ ]*(?:[☐☑☒✅✔✓□■•◦▪●○·–—]|\\?\[|\\[*+-]|\(?\d{1,3}(?:\\?\)|\\\.)|AI-?\d)")
"""The beginning of a line that is an item in other programs, or one whose mark a word processor escaped."""
_NAME = pattern(r"(`+)[^`\n]+\1[.,;]?")
"""Only code: a list of such items is a list of names."""
_YEARS = range(1970, 2200)
"""The plausible years of a due date."""


class Actions(Struct, frozen=True):
    """The action items of a section. Problems are ``bad-due-date`` and ``action-detail``."""

    items: tuple[ActionItem, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_actions(lines: Sequence[str], kinds: Sequence[LineKind], first_line: int, first_number: int = 1) -> Actions:
    """Read a section's body; ``lines[0]`` is line ``first_line`` of the file, items count from ``first_number``."""
    blocks, body = outline(lines, kinds)
    items: list[ActionItem] = []
    problems: list[Problem] = []
    for number, draft in enumerate(_drafts(blocks, body), first_number):
        place = partial(_place, body, first_line, draft)
        dates: dict[str, date | None] = {}
        misread = {detail for mistake in draft.mistakes for detail in mistake.details}
        for detail in ("due", "closed"):
            try:
                dates[detail] = _date(draft.details.get(detail, ""))
            except TimeRefused as refused:
                dates[detail] = None
                misread.add(detail)
                problems.append(refused.problem(*place(draft.details[detail])))
        for mistake in (*draft.mistakes, *check_status(draft)):
            problems.append(Problem("action-detail", mistake.message, *place(mistake.written), mistake.help))
        items.append(
            ActionItem(
                number,
                draft.text,
                Span(draft.first + first_line, draft.last + first_line),
                status_of(draft),
                plain(draft.details.get("owner", "")),
                dates["due"],
                plain(draft.details.get("type") or draft.details.get("priority", "")),
                ticket_of(draft),
                draft.internal,
                dates["closed"],
                tuple(Unfilled(detail, written, *place(written)) for detail, written in draft.unfilled.items()),
                draft.is_row,
                tuple(sorted(misread)),
            )
        )
    problems += _find_broken_boxes(blocks, body, first_line)
    problems += _find_mistyped_headers(blocks, body, first_line)
    problems += _find_unlisted(blocks, body, first_line)
    return Actions(tuple(items), tuple(problems))


def _find_broken_boxes(blocks: list[Block], body: list[str], first_line: int) -> Iterator[Problem]:
    """Report text that was meant as a task's check box."""
    for block in blocks:
        if block.kind not in ("item", "paragraph"):
            continue
        for line in block.numbers:
            begins = line == block.first and block.kind == "item"
            start = block.content if begins else 0
            match = (_BROKEN_BOX if begins else _NO_ITEM).match(body[line], start)
            if match and not (begins and TASK.match(body[line], start)):
                box = match["box"]
                mark = " " if box.strip("[](){}\\ ") in ("", *"-~/<>!") else "x"
                message = f"{body[line][start : match.end()].strip()} is not a check box, so the page shows it as text"
                help = f"write - [{mark}] followed by a space"
                yield Problem("action-detail", message, line + first_line, match.start("box") + 1, help)


def _find_mistyped_headers(blocks: list[Block], body: list[str], first_line: int) -> Iterator[Problem]:
    """Report the headers of tables that are almost the usual ones: what is below them is not read."""
    for block in blocks:
        header = split_row(body[block.first]) if block.kind == "table" else []
        names = [column_name(cell).casefold() for cell in header]
        for name, written in zip(names, header, strict=True):
            if meant := mistyped_header(name, names):
                message = f"{excerpt(written)!r} is not a known column of action items"
                cell = re.search(rf"(?:^|\|)\s*({re.escape(written)})\s*(?:\||$)", body[block.first])
                column = cell.start(1) + 1 if cell else 1
                help = f"did you mean {meant.capitalize()}?"
                yield Problem("action-detail", message, block.first + first_line, column, help)


def _find_unlisted(blocks: list[Block], body: list[str], first_line: int) -> Iterator[Problem]:
    """Report the first line that has the details of an action item but is not in a list, and how many follow it.

    Two details are no accident; one may be in a sentence about the items, unless the line begins like one of a list.
    """
    paragraphs = [block for block in blocks if block.kind == "paragraph" and block.parent is None]
    lines = [at for block in paragraphs for at in block.numbers if ":" in body[at] and _has_details(body[at])]
    if lines:
        more = len(lines) - 1
        others = f", nor {'is' if more == 1 else 'are'} {more} more" if more else ""
        text = body[lines[0]].lstrip(" >")
        where, help = "is not in a list", "begin it with - [ ] and a space"
        if text.startswith("("):
            help = "write them at the end of the item's text"
        elif LIST_MARKER.match(text):
            where, help = "is in a note or a quotation", "move it out of that block, to the start of a line"
        message = f"this line has details but {where}, so it is not read as an action item{others}"
        yield Problem("action-detail", message, lines[0] + first_line, len(body[lines[0]]) - len(text) + 1, help)


def _has_details(line: str) -> bool:
    details = cut_details(cut_internal_of_first_paragraph(line.strip())[0])[1]
    least = 1 if _LIKE_ITEM.match(line) else 2
    return len(details) >= least and ("due" not in details or is_like_date(details["due"]))


def _drafts(blocks: list[Block], body: list[str]) -> Iterator[Draft]:
    tasks = {block.first for block in blocks if block.kind == "item" and TASK.match(block.title(body))}
    tables = {block.first: rows for block in blocks if block.kind == "table" and (rows := read_table(block, body))}
    meant: set[int] = set()
    for index, block in enumerate(blocks):
        if block.first in tables:
            yield from tables[block.first]
        elif block.kind == "item":
            draft = _read_item(blocks, index, body, tasks)
            outermost = block.parent is None and not tasks and not tables and not _NAME.fullmatch(draft.text)
            is_marked = bool(draft.details) or BEGINS_DONE.match(draft.text)
            is_meant = bool(draft.mistakes) and not block.is_within(meant)  # details in the wrong place are details
            if block.first in tasks or outermost or ((is_marked or is_meant) and not block.is_within(tasks)):
                meant.add(block.first)
                yield draft  # what is nested in a task belongs to the task's text


def _read_item(blocks: list[Block], index: int, body: list[str], tasks: set[int]) -> Draft:
    """Read an item with the plain items nested in it; nested tasks are items of their own."""
    block = blocks[index]
    last = block.last
    texts = [block.title(body), *body[block.first + 1 : last + 1]]
    for after in range(index + 1, len(blocks)):
        below = blocks[after]
        if below.kind != "item" or below.parent is None or below.indent <= block.indent or below.first in tasks:
            break
        texts += [""] if last == block.last and texts[-1].strip() else []
        texts += body[last + 1 : below.last + 1]
        last = below.last
    texts[1:] = dedent(texts[1:], block.content)
    task = TASK.match(texts[0])
    if task:
        texts[0] = texts[0][task.end() :]
    # Another item with a broken check box is part of this one's text, but its details are not this one's.
    own = next((at for at, line in enumerate(texts) if at and _NO_ITEM.match(line)), len(texts))
    text, internal = cut_internal_of_first_paragraph("\n".join(texts[:own]).strip("\n").rstrip())
    text, written, mistakes = cut_details(text)
    text = "\n".join([text, *texts[own:]]).rstrip()
    details, unfilled = split_placeholders(written)
    mistakes = mistakes or [*check_text(text, written, is_task=task is not None)]
    says_done = BEGINS_DONE.match(text) or ENDS_DONE.match(text)
    ticked = task["done"].strip() if task else says_done
    default: ActionStatus = "done" if ticked else "open" if task else "proposed"
    return Draft(block.first, last, text, details, internal or block.internal, default, mistakes, unfilled)


def _date(text: str) -> date | None:
    written = text.strip("*_` ")
    day = None if is_nothing(written) else parse_date(written)
    if day is not None and day.year not in _YEARS:
        raise TimeRefused("bad-due-date", f"{written} is in the year {day.year}", "correct the year")
    return day


def _place(body: list[str], first_line: int, draft: Draft, value: str) -> tuple[int, int]:
    """Return the line of the file and the column at which a value of the item is written."""
    for line in range(draft.first, draft.last + 1):
        column = body[line].rfind(value)
        if column >= 0:
            return line + first_line, column + 1
    return draft.first + first_line, 1
