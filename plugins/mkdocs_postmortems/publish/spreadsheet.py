"""CSV by RFC 4180 that is harmless when a spreadsheet opens it.

Comes in: rows of cells, the header first. Goes out: bytes, UTF-8 without a byte order mark, lines ended by CR LF.

A spreadsheet runs a cell that begins with ``=``, ``+``, ``-`` or ``@`` as a formula. A text that begins so, also
after spaces or in its full-width form, or that begins with a tab or a line end, is written with an apostrophe
before it, which spreadsheets take as *this is text*. Numbers and dates are the project's own and stay as they are.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date

from mkdocs_postmortems.publish.printable import printable

Cell = str | int | float | date | None

_FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")


def csv_bytes(rows: Iterable[Sequence[Cell]]) -> bytes:
    """The rows as a CSV file. ``None`` is an empty cell."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(map(cell, row) for row in rows)
    return out.getvalue().encode()


def cell(value: Cell) -> str:
    """A value as it is written, before it is quoted."""
    if value is None:
        return ""
    if isinstance(value, str):
        return ("'" if _FORMULA.match(value) else "") + printable(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def joined(texts: Iterable[str]) -> str:
    """Several texts in one cell."""
    return "; ".join(texts)
