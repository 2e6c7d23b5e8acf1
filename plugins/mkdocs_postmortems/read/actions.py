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

import difflib
import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from itertools import pairwise

from msgspec import Struct, field

from mkdocs_postmortems.diagnostics import Problem, excerpt
from mkdocs_postmortems.read.action_details import (
    OTHER_THINGS,
    DetailMistake,
    check_text,
    cut_details,
    is_like_date,
    split_placeholders,
)
from mkdocs_postmortems.read.action_words import (
    ACTION_COLUMNS,
    KEYS,
    STATUS_OF,
    STATUSES,
    TICKS,
    detail_of_column,
    may_head_ticks,
    mistyped_header,
    names_actions,
)
from mkdocs_postmortems.read.inline import plain
from mkdocs_postmortems.read.markers import cut_internal, cut_internal_of_first_paragraph
from mkdocs_postmortems.read.model import ActionItem, ActionStatus, LineKind, Span, Unfilled
from mkdocs_postmortems.read.outline import Block, dedent, outline
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.tables import NUMBER_COLUMN, split_row
from mkdocs_postmortems.read.times import parse_date
from mkdocs_postmortems.read.unfilled import is_nothing, is_unfilled
from mkdocs_postmortems.read.zones import TimeRefused

_TASK = pattern(r"\[(?P<done>[ xX]?)\](?:[ \t]+|$)")
_TICKS = ("✅", "✔", "☑")
"""The beginning of a completed item without a check box."""
_BOX = r"(?P<box>\[[ \t]?[xXyYvV√✓✔✅☑*+~/<>!-]?[ \t]?\]|[({][ \t]?[ xX✓✔][ \t]?[)}](?=[ \t]))"
_BROKEN_BOX = pattern(_BOX + r"(?![(\[:])")
_NO_ITEM = pattern(r"[ \t]*[-*+]" + _BOX + r"(?![(\[:])")
"""``-[ ] text``: without a space after its marker it is not an item, but continues the one above."""
_PICTURE = pattern(r"[^\w\s]{1,3}\s+")
_ROW_NUMBER = pattern(r"[#*_`]*(?![PpSs]\d)(?:(?:[A-Za-z]|[Aa][IiPp]|[Nn][OoRr])[-.]?)?(?P<number>\d{1,3})[.)*_`]*")
"""The number of a row, such as 3 or AI-3, in a column whose header does not tell. P1 and S1 are priorities."""
_TICKET = pattern(r"\[?(?!A[IP]-)[A-Z][A-Z0-9]{1,9}-\d{1,6}(?:\]\([^()\s]*\))?")
"""The key of a ticket, perhaps linked: ``OPS-12``."""
_KEY_COLUMN = pattern(rf"(?:issue |jira )?key$|ref$|{NUMBER_COLUMN.pattern}", re.IGNORECASE)
_BREAK = pattern(r"<br ?/?>", re.IGNORECASE)
_REMARK = pattern(r"[(（,，;；:：。—–]|\s-\s")
"""Sets a remark off from a status: ``**Done** (in 2.4)``."""
_AFTER_TICKET = pattern(r"(?<!\S)[*_]{0,2}(DONE|TODO)[*_]{0,2}$")
"""A status after the ticket, where forms have no column for it: ``n/a **DONE**``, ``BUG-12 **TODO**``."""
_NAME = pattern(r"(`+)[^`\n]+\1[.,;]?")
"""Only code: a list of such items is a list of names."""


_YEARS = range(1970, 2200)
"""The plausible years of a due date."""


class Actions(Struct, frozen=True):
    """The action items of a section. Problems are ``bad-due-date`` and ``action-detail``."""

    items: tuple[ActionItem, ...] = ()
    problems: tuple[Problem, ...] = ()


class _Draft(Struct):
    """An action item before its details are read; lines count from 0."""

    first: int
    last: int
    text: str
    details: dict[str, str] = field(default_factory=dict)
    internal: bool = False
    default: ActionStatus = "open"
    mistakes: list[DetailMistake] = field(default_factory=list)
    unfilled: dict[str, str] = field(default_factory=dict)


def read_actions(lines: Sequence[str], kinds: Sequence[LineKind], first_line: int, first_number: int = 1) -> Actions:
    """Read a section's body; ``lines[0]`` is line ``first_line`` of the file, items count from ``first_number``."""
    blocks, body = outline(lines, kinds)
    items: list[ActionItem] = []
    problems: list[Problem] = []
    for number, draft in enumerate(_drafts(blocks, body), first_number):
        place = partial(_place, body, first_line, draft)
        dates: dict[str, date | None] = {}
        for detail in ("due", "closed"):
            try:
                dates[detail] = _date(draft.details.get(detail, ""))
            except TimeRefused as refused:
                dates[detail] = None
                problems.append(refused.problem(*place(draft.details[detail])))
        for mistake in (*draft.mistakes, *_check_status(draft)):
            problems.append(Problem("action-detail", mistake.message, *place(mistake.written), mistake.help))
        items.append(
            ActionItem(
                number,
                draft.text,
                Span(draft.first + first_line, draft.last + first_line),
                _status(draft),
                plain(draft.details.get("owner", "")),
                dates["due"],
                plain(draft.details.get("type") or draft.details.get("priority", "")),
                _ticket(draft),
                draft.internal,
                dates["closed"],
                tuple(Unfilled(detail, written, *place(written)) for detail, written in draft.unfilled.items()),
            )
        )
    problems += _find_broken_boxes(blocks, body, first_line)
    problems += _find_mistyped_headers(blocks, body, first_line)
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
            if match and not (begins and _TASK.match(body[line], start)):
                box = match["box"]
                mark = " " if box.strip("[](){} ") in ("", *"-~/<>!") else "x"
                message = f"{body[line][start : match.end()].strip()} is not a check box, so the page shows it as text"
                help = f"write - [{mark}] followed by a space"
                yield Problem("action-detail", message, line + first_line, match.start("box") + 1, help)


def _find_mistyped_headers(blocks: list[Block], body: list[str], first_line: int) -> Iterator[Problem]:
    """Report the headers of tables that are almost the usual ones: what is below them is not read."""
    for block in blocks:
        header = split_row(body[block.first]) if block.kind == "table" else []
        names = [name.strip("*_` ").casefold() for name in header]
        for name, written in zip(names, header, strict=True):
            if meant := mistyped_header(name, names):
                message = f"{excerpt(written)!r} is not a known column of action items"
                place = block.first + first_line, body[block.first].find(written) + 1
                yield Problem("action-detail", message, *place, f"did you mean {meant.capitalize()}?")


def _drafts(blocks: list[Block], body: list[str]) -> Iterator[_Draft]:
    tasks = {block.first for block in blocks if block.kind == "item" and _TASK.match(block.title(body))}
    tables = {block.first: rows for block in blocks if block.kind == "table" and (rows := _read_table(block, body))}
    meant: set[int] = set()
    for index, block in enumerate(blocks):
        if block.first in tables:
            yield from tables[block.first]
        elif block.kind == "item":
            draft = _read_item(blocks, index, body, tasks)
            outermost = block.parent is None and not tasks and not tables and not _NAME.fullmatch(draft.text)
            is_marked = bool(draft.details) or draft.text.startswith(_TICKS)
            is_meant = bool(draft.mistakes) and not block.is_within(meant)  # details in the wrong place are details
            if block.first in tasks or outermost or ((is_marked or is_meant) and not block.is_within(tasks)):
                meant.add(block.first)
                yield draft  # what is nested in a task belongs to the task's text


# --- lists ---
def _read_item(blocks: list[Block], index: int, body: list[str], tasks: set[int]) -> _Draft:
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
    task = _TASK.match(texts[0])
    if task:
        texts[0] = texts[0][task.end() :]
    # Another item with a broken check box is part of this one's text, but its details are not this one's.
    own = next((at for at, line in enumerate(texts) if at and _NO_ITEM.match(line)), len(texts))
    text, internal = cut_internal_of_first_paragraph("\n".join(texts[:own]).strip("\n").rstrip())
    text, written, mistakes = cut_details(text)
    text = "\n".join([text, *texts[own:]]).rstrip()
    details, unfilled = split_placeholders(written)
    mistakes = mistakes or [*check_text(text, written, is_task=task is not None)]
    ticked = task["done"].strip() if task else texts[0].startswith(_TICKS)
    default: ActionStatus = "done" if ticked else "open" if task else "proposed"
    return _Draft(block.first, last, text, details, internal or block.internal, default, mistakes, unfilled)


# --- tables ---
class _Columns(Struct, frozen=True):
    """Which columns of a table hold what: the action, its details by their names, and what else is to be kept."""

    action: int
    details: dict[str, int]
    others: list[int]
    doubtful: bool
    """Whether the header of the due dates may mean something else: *Target*, *By*, *When*."""


def _read_table(block: Block, body: list[str]) -> list[_Draft]:
    """Return the items of a table's rows; none if it has no column for actions or their details."""
    lines = range(block.first + 2, block.last + 1)
    columns = _columns(split_row(body[block.first]), [split_row(body[line]) for line in lines])
    if columns is None:
        return []
    drafts = [_read_row(line, body[line], columns) for line in lines]
    for draft in drafts:
        draft.internal |= block.internal
    return [draft for draft in drafts if draft.text or draft.details]


def _columns(header: list[str], rows: list[list[str]]) -> _Columns | None:
    """Return the columns of a table; ``None`` if the header names neither actions nor details of them."""
    names = [name.strip("*_` ").rstrip(":：").casefold() for name in header]
    details: dict[str, int] = {}
    for detail_of in (KEYS.get, detail_of_column):
        for column, name in enumerate(names):
            if (detail := detail_of(name)) and column not in details.values():
                details.setdefault(detail, column)
    actions = [column for column, name in enumerate(names) if names_actions(name) and column not in details.values()]
    action = next((column for column in actions if names[column] in ACTION_COLUMNS), next(iter(actions), None))
    if action is None:
        if not details.keys() - {"type"}:
            return None
        action = next((column for column in range(len(names)) if column not in details.values()), 0)
    details = {detail: column for detail, column in details.items() if column != action}
    others = [at for at in range(len(names)) if at != action and at not in details.values()]
    cells = {at: [row[at] for row in rows if at < len(row)] for at in others}
    if not details.keys() & {"status", "closed"} and (
        ticks := [at for at in others if may_head_ticks(names[at]) and _holds_ticks(cells[at])]
    ):
        details["status"] = ticks[0]
        others.remove(ticks[0])
    if "ticket" not in details and (keys := [at for at in others if _holds_tickets(names[at], cells[at])]):
        details["ticket"] = keys[0]
        others.remove(keys[0])
    others = [at for at in others if not _numbers_rows(names[at], cells[at])]
    return _Columns(action, details, others, "due" in details and names[details["due"]] in OTHER_THINGS)


def _holds_ticks(cells: list[str]) -> bool:
    """Return whether a column holds nothing but ticks, crosses and the like."""
    return any(cells) and all(cell in TICKS for cell in cells if cell)


def _holds_tickets(name: str, cells: list[str]) -> bool:
    """Return whether a column such as *Key* or *ID* holds the keys of tickets."""
    return bool(_KEY_COLUMN.match(name) and any(cells)) and all(_TICKET.fullmatch(cell) for cell in cells if cell)


def _numbers_rows(name: str, cells: list[str]) -> bool:
    """Return whether a column numbers the rows, by its header, or because its numbers count upwards."""
    found = [_ROW_NUMBER.fullmatch(cell) for cell in cells if cell and not is_nothing(cell)]
    if NUMBER_COLUMN.match(name):
        return all(found)
    numbers = [int(match["number"]) for match in found if match]
    return len(numbers) == len(found) != 1 and all(after == before + 1 for before, after in pairwise(numbers))


def _read_row(line: int, text: str, columns: _Columns) -> _Draft:
    """Read a row, whose text is in the column of the action and may begin with a check box, and in the others."""
    row = split_row(text)
    row[-1], internal = cut_internal(row[-1])
    cells = {name: row[at] for name, at in columns.details.items() if at < len(row)}
    if "<" in text:
        cells = {name: ", ".join(filter(None, map(str.strip, _BREAK.split(cell)))) for name, cell in cells.items()}
    details, unfilled = split_placeholders(cells)
    more = [row[at] for at in columns.others if at < len(row) and row[at] and not is_nothing(row[at])]
    if columns.doubtful and not is_like_date(details.get("due", "")):
        more.append(details.pop("due"))
    if "closed" in details and not is_like_date(details["closed"]):
        cell = details.pop("closed")  # of a column such as *Done*: yes, no, or how it was done
        is_status = cell.strip("*_`[] ").casefold() in STATUS_OF
        details.setdefault("status", cell if is_status else "done")
        more += [] if is_status else [cell]
    text = row[columns.action] if columns.action < len(row) else ""
    task = _TASK.match(text)
    default: ActionStatus = "done" if task and task["done"].strip() else "open"
    more += [details["status"]] if _REMARK.search(details.get("status", "")) else []
    text = " · ".join(filter(None, [text[task.end() :] if task else text, *more]))
    return _Draft(line, line, text, details, internal, default, unfilled=unfilled)


# --- details ---
def _status(draft: _Draft) -> ActionStatus:
    status = _written_status(draft)
    if status is None and "closed" in draft.details and draft.default != "done":
        return "done"
    return status or draft.default


def _ticket(draft: _Draft) -> str:
    """Return the ticket without a status after it; "" if only the status is there."""
    ticket = draft.details.get("ticket", "")
    bare = _AFTER_TICKET.sub("", ticket).strip() if ticket else ""
    return bare if bare == ticket or not is_nothing(bare) else ""


def _written_status(draft: _Draft) -> ActionStatus | None:
    written = draft.details.get("status", "").casefold()
    if not written and (match := _AFTER_TICKET.search(draft.details.get("ticket", ""))):
        written = match[1].casefold()
    bare = _PICTURE.sub("", written)  # 🟢 Done
    heads = (written, _REMARK.split(written, maxsplit=1)[0], written.split(" ", 1)[0], bare, bare.split(" ", 1)[0])
    return next((status for head in heads if (status := STATUS_OF.get(head.strip("*_`[] :,.–-")))), None)


def _check_status(draft: _Draft) -> Iterator[DetailMistake]:
    written = draft.details.get("status", "")
    status = _written_status(draft)
    if draft.default == "done" and status in ("open", "proposed"):
        message = f"this item is ticked, but its status is {status}; it counts as {status}"
        yield DetailMistake(message, written, "remove the tick, or set the status to done")
    word = written.strip("*_`[] ").casefold()
    if not word or is_nothing(word) or is_unfilled(word) or status is not None:
        return
    near = difflib.get_close_matches(word, STATUSES, 1, 0.7)
    help = f"did you mean {near[0]}?" if near else "write proposed, open, done or not doing"
    yield DetailMistake(f"{excerpt(written)!r} is not a status; the item counts as {_status(draft)}", written, help)


def _date(text: str) -> date | None:
    written = text.strip("*_` ")
    day = None if is_nothing(written) else parse_date(written)
    if day is not None and day.year not in _YEARS:
        raise TimeRefused("bad-due-date", f"{written} is in the year {day.year}", "correct the year")
    return day


def _place(body: list[str], first_line: int, draft: _Draft, value: str) -> tuple[int, int]:
    """Return the line of the file and the column at which a value of the item is written."""
    for line in range(draft.first, draft.last + 1):
        column = body[line].rfind(value)
        if column >= 0:
            return line + first_line, column + 1
    return draft.first + first_line, 1
