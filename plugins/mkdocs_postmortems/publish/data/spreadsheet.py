"""CSV (RFC 4180) that is safe to open in a spreadsheet.

``csv_bytes`` takes rows of cells, the header first, and returns UTF-8 without a byte order mark and with CR LF.

Spreadsheets run a cell that begins with ``=``, ``+``, ``-`` or ``@`` as a formula. Text that begins with one of these,
also after spaces or in full-width form, or with a tab or line break, gets a leading apostrophe, which spreadsheets take
as a sign of text. Numbers and dates are the project's own and stay unchanged.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date

from mkdocs_postmortems.publish.data.printable import printable

Cell = str | int | float | date | None

_FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")


def csv_bytes(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return the rows as a CSV file. ``None`` is an empty cell."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(map(cell, row) for row in rows)
    return out.getvalue().encode()


def cell(value: Cell) -> str:
    """Return a value's text before CSV quoting."""
    if value is None:
        return ""
    if isinstance(value, str):
        return ("'" if _FORMULA.match(value) else "") + printable(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def joined(texts: Iterable[str]) -> str:
    """Join several texts for one cell."""
    return "; ".join(texts)
