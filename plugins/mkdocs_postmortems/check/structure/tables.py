"""A rule for tables that Markdown does not read as such, so that the page shows their bars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from mkdocs_postmortems.check.structure.lists import NO_MARK
from mkdocs_postmortems.check.subject import Finding, Subject
from mkdocs_postmortems.read.body.tables import is_delimiter, split_row
from mkdocs_postmortems.read.patterns import pattern

_FOREIGN = {
    "a grid table": pattern(r"\+(?:[-=:]{2,}\+)+"),
    "an Org mode table": pattern(r"\|-+(?:\+-+)+\|"),
    "a table printed by a database client": pattern(r"-{2,}(?:\+-{2,})+"),
    "a Jira or Confluence table": pattern(r"\|\|(?:[^|]+\|\|)+"),
    "a reStructuredText table": pattern(r"={3,}(?:[ ]{1,8}={3,})+"),
    "an AsciiDoc table": pattern(r"\|={3,}"),
    "a table drawn with box characters": pattern(r"[┌╔╭┏][─═━]+(?:[┬╦┳╤╥][─═━]+)*[┐╗╮┓]"),
}
"""The lines between rows in the tables of other formats and programs."""
_UNSAID = pattern(r"<!--.*?-->|\{[^{}]*\}")
"""What may follow the last cell of a row: comments and attributes."""
_BAR_IN_LINK = pattern(r"\[[^\[\]|]*\|[^\[\]]*\]")
"""A bar inside a link, which ends the cell; other rules report it."""
_OPENING = pattern(r"(?:#{1,6}[ ]|!!!|\?\?\?|===[!+]{0,2}[ ][\"']|///|<|\{)")
"""What may be directly above a table: a heading, the start of a block, a tag, attributes."""


_OTHER_DASHES = pattern(r"\|?[ ]*:?[-—–−]+:?[ ]*(?:\|[ ]*:?[-—–−]+:?[ ]*)*\|?")
"""The line below a header with dashes that a program has put in place of hyphens."""
_NO_CELLS = pattern(r"(?:[-*+:]|\d+[.)])\s|\*?\[[^\[\]]*\]:")
"""The start of a list item, a definition or a note, which a tab may follow."""
_SIGNS = ("|", "\t", "= =", "=  =", "─┐", "═╗", "─╮", "━┓")
"""Every text with such a table contains one of these."""


class _Line(Struct, frozen=True):
    number: int
    column: int
    text: str

    @property
    def is_row(self) -> bool:
        """Whether it begins with a bar and has at least two cells; the last bar is often omitted."""
        return self.text.startswith("|") and len(split_row(self.text)) > 1

    def mistake(self, message: str, help: str) -> Finding:
        """Return what is wrong with a table, at this line of it."""
        return Finding(message, self.number, self.column, help)


def find_broken(subject: Subject) -> Iterator[Finding]:
    """``broken-table``"""
    if not any(sign in subject.file.raw for sign in _SIGNS):
        return
    # The page shows events and action items in its own lists, and events with all their cells.
    skipped = subject.problem_lines() | {event.span.first for event in subject.report.events}
    items = {item.span.first for item in subject.report.actions}
    above = 0
    for block in _blocks(subject):
        found = _foreign(block) or _with_tabs(block)
        if not found and any("|" in line.text for line in block):
            found = _mistake(block, above)
        if any(line.number in items for line in block):
            found = _row_of_table_too_long(block)
        if found and not any(line.number in skipped for line in block):
            yield found
        above = len(split_row(block[-1].text)) if block[-1].is_row and not found else 0


def _blocks(subject: Subject) -> Iterator[Sequence[_Line]]:
    """Yield the runs of text lines, split at headings and at lines that open a block."""
    block: list[_Line] = []
    for number, line in subject.report.source.numbered_body():
        text = line.lstrip(" \t>")
        start = len(line) - len(text)
        text = text.rstrip()
        if not text or (text[0] in "#!?=/<{" and _OPENING.match(text)) or subject.report.kind(number) != "text":
            if block:
                yield block
                block = []
        else:
            block.append(_Line(number, start + 1, text))
    if block:
        yield block


def _foreign(block: Sequence[_Line]) -> Finding | None:
    """Return the mistake of a table in another format, at its first ruled line."""
    ruled = [line for line in block if line.text[0] in "+|-=┌╔╭┏"]
    for line in ruled:
        name = next((name for name, form in _FOREIGN.items() if form.fullmatch(line.text)), "")
        if name and len(block) > 1:
            help = "write | between the cells and | --- | below the header, or put program output between ```"
            return line.mistake(f"this is {name}, which Markdown does not read as one", help)
    return None


def _with_tabs(block: Sequence[_Line]) -> Finding | None:
    """Return the same for rows pasted from a spreadsheet: three with a tab each, or two with the same number."""
    tabs = block[0].text.count("\t")
    if not tabs or len(block) < (2 if tabs > 1 else 3) or any(line.text.count("\t") != tabs for line in block):
        return None
    if any(_NO_CELLS.match(line.text) or NO_MARK.match(line.text) for line in block):
        return None
    message = "these rows have tabs between their cells, so the page shows them as one paragraph"
    help = f"write | between the cells and {'| --- ' * (tabs + 1)}| below the header, or put program output between ```"
    return block[0].mistake(message, help)


def _mistake(block: Sequence[_Line], above: int) -> Finding | None:
    """Return the mistake of a table, at the line where it goes wrong.

    ``above`` is the number of cells in the last row of the table above; 0 if there is none.
    """
    at = _delimiter(block)
    if at is None:
        return _without_delimiter(block, above)
    cells = len(split_row(block[at].text))
    if at == 0:
        message = "these rows are not a table: there is no header above the | --- | line"
        has_rows = len(block) > 1 and block[1].is_row
        return block[0].mistake(message, f"add a header row of {cells} cells above it") if has_rows else None
    header = block[at - 1]
    if "|" not in header.text:
        return None
    if at > 1:
        return header.mistake(
            "this is not read as a table: there is text directly above it", "put a blank line above it"
        )
    named = len(split_row(header.text))
    if named == cells:
        return _row_too_long(block[at + 1 :], cells)
    message = f"this is not read as a table: its header has {named} cells, the line below it {cells}"
    return header.mistake(message, "give both lines the same number of cells")


def _delimiter(block: Sequence[_Line]) -> int | None:
    """Return the place of the line below a table's header; ``None`` if the block has none."""
    return next((at for at, line in enumerate(block) if is_delimiter(line.text)), None)


def _without_delimiter(block: Sequence[_Line], above: int) -> Finding | None:
    """Return the mistake in rows without a line that separates a header from them."""
    rows = [line for line, below in pairwise(block) if line.is_row and below.is_row]
    first = rows[0] if rows else block[0]
    cells = len(split_row(first.text))
    if first.is_row and cells == above:
        return first.mistake("this row is not part of the table above it", "remove the blank line between the two")
    if not rows:
        return None
    if _OTHER_DASHES.fullmatch(next(below.text for line, below in pairwise(block) if line is first)):
        message = "these rows are not a table: the line below the first has other dashes than hyphens"
        return first.mistake(message, f"write {'| --- ' * cells}| in its place")
    message = "these rows are not a table: there is no | --- | line below the first"
    return first.mistake(message, f"add {'| --- ' * cells}| below it")


def _row_of_table_too_long(block: Sequence[_Line]) -> Finding | None:
    """Return the same for a block with a table, and nothing for any other."""
    at = _delimiter(block)
    return None if at is None else _row_too_long(block[at + 1 :], len(split_row(block[at].text)))


def _row_too_long(rows: Sequence[_Line], cells: int) -> Finding | None:
    """Return the mistake of the first row with text beyond the table's last column."""
    for row in rows:
        beyond = [_UNSAID.sub("", cell).strip() for cell in split_row(row.text)[cells:]]
        if any(beyond) and not _BAR_IN_LINK.search(row.text):
            message = (
                f"this row has {cells + len(beyond)} cells, but the table only {cells} columns: the page drops the rest"
            )
            help = "add a column to the header and the line below it, or write \\| for a | within a cell"
            return row.mistake(message, help)
    return None
