"""The input of a format: the findings of one run, and what the formats need to know about them.

Made by ``cli``. Every format passes texts that come from files through ``visible``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from functools import cached_property

from msgspec import Struct, field

from mkdocs_postmortems.diagnostics import Diagnostic, Summary, summarize


class Findings(Struct, frozen=True, dict=True):
    """The findings of one run. ``files`` is the number of reports that were checked.

    ``rules`` has the summary of each rule by name, and ``page_of`` returns a rule's page as Markdown, which only some
    formats show. ``color`` tells whether the text may contain escape sequences.
    """

    diagnostics: tuple[Diagnostic, ...]
    files: int
    rules: Mapping[str, str] = field(default_factory=dict)
    version: str = "0"
    color: bool = False
    page_of: Callable[[str], str] = str

    @cached_property
    def summary(self) -> Summary:
        return summarize(self.diagnostics, self.files)


def message_with_help(diagnostic: Diagnostic) -> str:
    """Return a finding in one line, for formats without a place for how to fix it."""
    help = f" ({visible(diagnostic.help)})" if diagnostic.help else ""
    return visible(diagnostic.message) + help


def visible(text: str) -> str:
    """Return the text on one line, with invisible characters and those that control a terminal as escapes."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else _escaped(char) for char in text)


def _escaped(char: str) -> str:
    if char == "\n":
        return "\\n"
    if unicodedata.category(char) == "Zs":
        return " "
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
