"""Split the rows of Markdown tables into cells.

Takes lines and returns trimmed cells. Called wherever a line may be a table's row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mkdocs_postmortems.read.patterns import pattern

NUMBER_COLUMN = pattern(r"(?:#|№|no\.?|nr\.?|num|number|step|id|seq|idx|index|番号)?$", re.IGNORECASE)
"""The header of a column that numbers the rows."""
BREAK = pattern(r"<br ?/?>", re.IGNORECASE)
"""What divides the lines of a cell."""
_PIPE = pattern(r"(?<!\\)\|")
_CODE_OR_PIPE = pattern(r"\\.|(`+)(?!`)|\|")


def split_row(line: str) -> list[str]:
    """Return the cells of a row, trimmed; ``\\|`` and a pipe in inline code are text."""
    row = line.strip().removeprefix("|")
    cells = _PIPE.split(row) if "`" not in row else _split_around_code(row)
    if len(cells) > 1 and not cells[-1].strip():
        cells.pop()
    return [cell.strip() for cell in cells]


def _split_around_code(row: str) -> list[str]:
    cells, start, at = [], 0, 0
    unclosed: set[str] = set()
    while match := _CODE_OR_PIPE.search(row, at):
        at = match.end()
        if match.group() == "|":
            cells.append(row[start : match.start()])
            start = at
        elif (ticks := match[1]) and ticks not in unclosed:
            end = row.find(ticks, at)
            if end < 0:
                unclosed.add(ticks)  # keeps a row of single backticks linear
            else:
                at = end + len(ticks)
    return [*cells, row[start:]]


def column_name(cell: str) -> str:
    """Return what the cell of a header says, without emphasis and the colon after it."""
    return cell.strip("*_` :：")


def is_delimiter(line: str) -> bool:
    """Return whether a line separates a table's header from its body: ``|:---|---|``."""
    text = line.strip()
    return "|" in text and "-" in text and not text.strip("|:- \t")


def is_table(lines: Sequence[str], at: int) -> bool:
    """Return whether a table begins at that line."""
    return at + 1 < len(lines) and "|" in lines[at] and is_delimiter(lines[at + 1])
