"""What a format is handed: the findings of one run, with all that any of the formats needs to know of them.

Made by ``cli``. Texts that come from files pass through ``visible`` before they are written anywhere.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct, field

from mkdocs_postmortems.diagnostics import Diagnostic, Summary, summarize


class Findings(Struct, frozen=True, dict=True):
    """``files`` counts those that were looked at.

    ``rules`` gives the summary of each rule by its name. ``color``: escape sequences are understood.
    """

    diagnostics: tuple[Diagnostic, ...]
    files: int
    rules: Mapping[str, str] = field(default_factory=dict)
    version: str = "0"
    color: bool = False

    @cached_property
    def summary(self) -> Summary:
        return summarize(self.diagnostics, self.files)


def visible(text: str) -> str:
    """The text on one line, with every character that would not be seen, or would steer a terminal, spelt out."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else _spelt(char) for char in text)


def _spelt(char: str) -> str:
    if char == "\n":
        return "\\n"
    if unicodedata.category(char) == "Zs":
        return " "
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
