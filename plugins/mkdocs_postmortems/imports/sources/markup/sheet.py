"""The lines of a text during conversion to Markdown, with what all formats need: blocks of code, tables, fields.

Takes lines and keeps their number, unless a block needs more. Called by the converters beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct, field

from mkdocs_postmortems.read.timeline.timetable import Columns


class Sheet(Struct):
    """``lines`` change in place, counted from 0. ``done`` are those whose text is not to be read again, and ``gone``
    those that only said how the text was to be shown.

    ``inline`` converts the marks within a line, but not those in code; the converter of the format sets it. ``fields``
    are what the text says of itself in fields of its own, and ``field_lines`` where, counted from 1.
    """

    lines: list[str]
    inline: Callable[[str], str] = str
    done: set[int] = field(default_factory=set)
    gone: set[int] = field(default_factory=set)
    fields: dict[str, str] = field(default_factory=dict)
    field_lines: dict[str, int] = field(default_factory=dict)

    def put(self, at: int, text: str) -> None:
        """Write a line that is final."""
        self.lines[at] = text
        self.done.add(at)
        self.gone.discard(at)

    def put_lines(self, at: int, texts: Iterable[str]) -> None:
        """Write several lines that are final, from this one on."""
        for number, text in enumerate(texts, at):
            self.put(number, text)

    def put_comment(self, at: int, text: str) -> None:
        """Write a comment; nothing if there is no text."""
        self.put(at, f"<!-- {text} -->" if text.strip() else "")

    def remove(self, *lines: int) -> None:
        """Leave lines out."""
        for at in lines:
            self.put(at, "")
            self.gone.add(at)

    def add_field(self, at: int, name: str, value: str) -> None:
        """Take a line as a field."""
        self.fields.setdefault(name, value)
        self.field_lines.setdefault(name, at + 1)
        self.remove(at)

    def indent(self, at: int) -> int:
        return len(self.lines[at]) - len(self.lines[at].lstrip())

    def block_end(self, at: int, indent: int) -> int:
        """Return the line behind a block, whose lines are indented more than ``indent``, or blank."""
        end = last = at
        while end < len(self.lines) and (not self.lines[end].strip() or self.indent(end) > indent):
            end += 1
            last = end if self.lines[end - 1].strip() else last
        return last

    def put_code(self, first: int, end: int, language: str = "", inside: str = "") -> None:
        """Make a block of code of the lines up to ``end``; its fences replace blank lines around them.

        ``inside`` is the room in front of it, where it belongs to an item of a list.
        """
        code = self.lines[first:end]
        room = min((len(line) - len(line.lstrip()) for line in code if line.strip()), default=0)
        fence = inside + ("~~~~" if any("```" in line for line in code) else "```")
        for at in range(first, end):
            self.put(at, f"{inside}{self.lines[at][room:]}".rstrip())
        if first and not self.lines[first - 1].strip():
            self.put(first - 1, fence + language)
        else:
            self.put(first, f"{fence}{language}\n{self.lines[first]}")
        if end < len(self.lines) and not self.lines[end].strip():
            self.put(end, fence)
        else:
            self.put(end - 1, f"{self.lines[end - 1]}\n{fence}")

    def quote(self, first: int, end: int) -> None:
        """Make a quotation of the lines up to ``end``, whose text is still to be converted."""
        for at in range(first, end):
            if at not in self.done:
                self.lines[at] = f"> {self.lines[at].strip()}".rstrip()

    def put_table(self, first: int, end: int, rows: Sequence[Sequence[str]]) -> None:
        """Write a table in place of the lines up to ``end``."""
        written = pipe_table([[self.inline(cell) for cell in row] for row in rows])
        over = max(0, len(written) - (end - first))
        written = ["\n".join(written[: over + 1]), *written[over + 1 :]]
        self.put_lines(first, written)
        self.remove(*range(first + len(written), end))

    def rest(self) -> Iterable[tuple[int, str]]:
        """Return the lines that are not final."""
        return ((at, line) for at, line in enumerate(self.lines) if at not in self.done)


def outside_code(text: str, code: re.Pattern[str], convert: Callable[[str], str]) -> str:
    """Return a line with its marks converted. The last group of each match of ``code`` stays as it is."""
    pieces: list[str] = []
    last = 0
    for match in code.finditer(text):
        pieces += [convert(text[last : match.start()]), f"`{match[match.lastgroup or 0]}`"]
        last = match.end()
    return "".join([*pieces, convert(text[last:])])


def pipe_table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the lines of a Markdown table. Its first row is the header unless it is an event: then that is empty."""
    width = max(map(len, rows), default=0)
    cells = [
        [*(" ".join(cell.split()).replace("|", "\\|") for cell in row), *[""] * (width - len(row))] for row in rows
    ]
    if cells and Columns.without_header(cells[0], cells[1:]) is not None:
        cells.insert(0, [""] * width)
    lines = [f"| {' | '.join(row)} |" for row in cells]
    return [lines[0], "|" + "---|" * width, *lines[1:]] if lines else []
