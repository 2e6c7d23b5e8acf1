"""Convert directives of reStructuredText to Markdown.

Takes a ``Sheet`` and the line where a directive begins. Changes the sheet and returns the next line to convert. Called
by ``restructured_text``.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable

from msgspec import Struct, field

from mkdocs_postmortems.imports.sources.markup.sheet import Sheet

DIRECTIVE = re.compile(r"(?P<indent>[ \t]*)\.\. (?:\|[^|]+\| )?(?P<name>[\w:-]+?)::(?:[ \t]+(?P<argument>.*))?$")
_OPTION = re.compile(r"[ \t]+:(?P<name>[\w-]+):[ \t]*(?P<value>.*)$")
_ROW_ITEM = re.compile(r"[ \t]*(?P<row>\* )?- ?(?P<text>.*)")


class _Directive(Struct):
    """One directive: it begins at line ``at``, its content at ``first``, and ``end`` is the line behind it."""

    sheet: Sheet
    at: int
    first: int
    end: int
    indent: str
    name: str
    argument: str
    options: dict[str, str] = field(default_factory=dict)

    def convert(self) -> int:
        """Write it in Markdown; return the next line to convert."""
        self._take_options()
        return _WRITERS.get(self.name, _Directive._hide)(self)

    def _take_options(self) -> None:
        sheet = self.sheet
        while self.first < self.end and (option := _OPTION.match(sheet.lines[self.first])):
            self.options[option["name"]] = option["value"].strip()
            sheet.remove(self.first)
            self.first += 1
        while self.first < self.end and not sheet.lines[self.first].strip():
            self.first += 1

    def _dedent(self) -> int:
        """Dedent the content to the level of the directive: it is converted like other text."""
        sheet, base = self.sheet, len(self.indent)
        inside = range(self.first, self.end)
        out = min((sheet.indent(at) for at in inside if sheet.lines[at].strip()), default=base) - base
        for at in inside:
            sheet.lines[at] = sheet.lines[at][min(out, sheet.indent(at)) :]
        return self.first

    def _hide(self) -> int:
        """Write one that Markdown has nothing for: its text stays."""
        self.sheet.put_comment(self.at, self.sheet.lines[self.at].strip())
        return self._dedent()

    def _leave_out(self) -> int:
        """Leave out one that only controls the layout of a page."""
        self.sheet.remove(self.at)
        for inside in range(self.first, self.end):
            self.sheet.put_comment(inside, self.sheet.lines[inside].strip())
        return self.end

    def _code(self) -> int:
        if self.first >= self.end:  # its text is in another file
            return self._hide()
        self.sheet.remove(self.at)
        if "caption" in self.options:
            self.sheet.put(self.at, f"**{self.options['caption']}**")
        self.sheet.put_code(self.first, self.end, self.argument if self.name != "parsed-literal" else "")
        return self.end

    def _picture(self) -> int:
        picture = f"![{self.options.get('alt', '')}]({self.argument})"
        linked = f"[{picture}]({self.options['target']})" if "target" in self.options else picture
        self.sheet.put(self.at, self.indent + linked)
        return self._dedent()

    def _admonition(self) -> int:
        own = self.name == "admonition"
        title = self.argument if own else "See also" if self.name == "seealso" else self.name.capitalize()
        text = "" if own else self.sheet.inline(self.argument)
        self.sheet.put(self.at, f"{self.indent}**{title}:** {text}".rstrip())
        return self._dedent()

    def _list_table(self) -> int:
        return self._table(_list_rows(self.sheet.lines[self.first : self.end]))

    def _csv_table(self) -> int:
        inside = [line.strip() for line in self.sheet.lines[self.first : self.end] if line.strip()]
        head = [self.options["header"]] if "header" in self.options else []
        return self._table(list(csv.reader([*head, *inside], skipinitialspace=True)))

    def _table(self, rows: list[list[str]]) -> int:
        if self.first >= self.end:  # its rows are in another file
            return self._hide()
        if self.argument:
            self.sheet.put(self.at, f"**{self.argument}**")
        else:
            self.sheet.remove(*range(self.at, self.first))
        self.sheet.put_table(self.first, self.end, rows)
        return self.end

    def _post(self) -> int:
        """Take the options of one that describes the page as fields."""
        self.sheet.remove(self.at)
        if self.argument:
            self.sheet.add_field(self.at, "published", self.argument)
        for at, (key, value) in enumerate(self.options.items(), self.at + 1):
            self.sheet.add_field(at, key, value)
        return self._dedent()


_WRITERS: dict[str, Callable[[_Directive], int]] = {
    **dict.fromkeys(
        ("code-block", "code", "sourcecode", "parsed-literal", "prompt", "literalinclude"), _Directive._code
    ),
    **dict.fromkeys(("image", "figure"), _Directive._picture),
    **dict.fromkeys(
        ("note", "warning", "important", "tip", "caution", "danger", "hint", "attention", "error", "seealso"),
        _Directive._admonition,
    ),
    "admonition": _Directive._admonition,
    "list-table": _Directive._list_table,
    "csv-table": _Directive._csv_table,
    **dict.fromkeys(("post", "meta"), _Directive._post),
    **dict.fromkeys(("contents", "toctree", "sectnum", "highlight"), _Directive._leave_out),
}
"""The known directives; others become comments, and their text stays."""


def convert_directive(sheet: Sheet, at: int, match: re.Match[str]) -> int:
    """Convert the directive that begins at a line; return the next line to convert."""
    end = max(sheet.block_end(at + 1, len(match["indent"])), at + 1)
    name, argument = match["name"].split(":")[-1], (match["argument"] or "").strip()
    return _Directive(sheet, at, at + 1, end, match["indent"], name, argument).convert()


def _list_rows(lines: list[str]) -> list[list[str]]:
    """Return the rows of a table that is written as a list of lists."""
    rows: list[list[str]] = []
    for line in lines:
        match = _ROW_ITEM.match(line)
        if (match and match["row"]) or (not rows and line.strip()):
            rows.append([match["text"] if match else line.strip()])
        elif match:
            rows[-1].append(match["text"])
        elif line.strip():
            rows[-1][-1] += f" {line.strip()}"
    return rows
