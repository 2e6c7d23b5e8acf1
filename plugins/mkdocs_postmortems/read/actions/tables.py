"""Read a table of action items: which columns hold the action and its details, and what each row says.

Takes a table's block and the section's lines, and returns a ``Draft`` for each row. Called by ``section``, whose
drafts of list items are the same.
"""

from __future__ import annotations

import re
from itertools import pairwise

from msgspec import Struct, field

from mkdocs_postmortems.read.actions.details import OTHER_THINGS, DetailMistake, is_like_date, split_placeholders
from mkdocs_postmortems.read.actions.words import (
    ACTION_COLUMNS,
    KEYS,
    STATUS_OF,
    TICKS,
    detail_of_column,
    may_head_ticks,
    names_actions,
)
from mkdocs_postmortems.read.body.markers import cut_internal
from mkdocs_postmortems.read.body.outline import Block
from mkdocs_postmortems.read.body.tables import BREAK, NUMBER_COLUMN, column_name, split_row
from mkdocs_postmortems.read.model import ActionStatus
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.unfilled import is_nothing

TASK = pattern(r"\[(?P<done>[ xX]?)\](?:[ \t]+|$)")
"""The check box that an item of a task list begins with."""
REMARK = pattern(r"[(（,，;；:：。—–]|\s-\s")
"""Sets a remark off from a status: ``**Done** (in 2.4)``."""
PICTURE_NAME = r":[a-z_]{1,40}:"
"""The name of a picture: ``:white_check_mark:``."""
_PICTURE_NAME = pattern(PICTURE_NAME)
_ROW_NUMBER = pattern(r"[#*_`]*(?![PpSs]\d)(?:(?:[A-Za-z]|[Aa][IiPp]|[Nn][OoRr])[-.]?)?(?P<number>\d{1,3})[.)*_`]*")
"""The number of a row, such as 3 or AI-3, in a column whose header does not tell. P1 and S1 are priorities."""
_TICKET = pattern(r"\[?(?!A[IP]-)[A-Z][A-Z0-9]{1,9}-\d{1,6}(?:\]\([^()\s]*\))?")
"""The key of a ticket, perhaps linked: ``OPS-12``."""
_KEY_COLUMN = pattern(rf"(?:issue |jira )?key$|ref$|{NUMBER_COLUMN.pattern}", re.IGNORECASE)


class Draft(Struct):
    """An action item before its details are read; lines count from 0."""

    first: int
    last: int
    text: str
    details: dict[str, str] = field(default_factory=dict)
    internal: bool = False
    default: ActionStatus = "open"
    mistakes: list[DetailMistake] = field(default_factory=list)
    unfilled: dict[str, str] = field(default_factory=dict)
    is_row: bool = False


class _Columns(Struct, frozen=True):
    """Which columns of a table hold what: the action, its details by their names, and what else is to be kept."""

    action: int
    details: dict[str, int]
    others: list[int]
    doubtful: bool
    """Whether the header of the due dates may mean something else: *Target*, *By*, *When*."""


def read_table(block: Block, body: list[str]) -> list[Draft]:
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
    names = [column_name(cell).casefold() for cell in header]
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


def _read_row(line: int, text: str, columns: _Columns) -> Draft:
    """Read a row, whose text is in the column of the action and may begin with a check box, and in the others."""
    row = split_row(text)
    row[-1], internal = cut_internal(row[-1])
    cells = {name: row[at] for name, at in columns.details.items() if at < len(row)}
    if "<" in text:
        cells = {name: ", ".join(filter(None, map(str.strip, BREAK.split(cell)))) for name, cell in cells.items()}
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
    task = TASK.match(text)
    default: ActionStatus = "done" if task and task["done"].strip() else "open"
    status = details.get("status", "")
    more += [status] if REMARK.search(_PICTURE_NAME.sub("", status)) else []
    text = " · ".join(filter(None, [text[task.end() :] if task else text, *more]))
    return Draft(line, line, text, details, internal, default, unfilled=unfilled, is_row=True)
