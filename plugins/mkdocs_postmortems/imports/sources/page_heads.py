"""What site generators read at the top of a file, besides front matter in fences.

Takes the lines of a file and returns a ``PageHead``: metadata in lines such as ``Title: Login fails`` up to the first
blank line, as Pelican and MultiMarkdown have it, or the statements of JavaScript at the top of a page in MDX. Called
by ``old_front_matter``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from msgspec import Struct, field

_KEYS = frozenset(
    (
        "author", "authors", "categories", "category", "comments", "date", "description", "draft", "image", "keywords",
        "lang", "language", "layout", "modified", "permalink", "published", "save_as", "slug", "status", "subtitle",
        "summary", "tags", "template", "title", "updated", "url",
    )
)  # fmt: skip
"""Keys of a page. A line with another key is not metadata, but a label of the report, such as *Severity*."""
_KEYS_OF_PAGES = _KEYS - {"author", "authors", "date", "description", "status", "summary", "title", "updated"}
"""Those of them that no report has for its readers."""
_LINE = re.compile(r"(?P<key>[A-Za-z][\w-]{0,30})[ \t]*:(?:[ \t]+(?P<value>\S.*?))?[ \t]*")
_IMPORT = re.compile(r"import\s+(?:[^\s'\"].*\s+from\s+)?(?:'[^']+'|\"[^\"]+\");?\s*")
"""A statement that is no sentence, so that also a page in Markdown is one in MDX, as in Docusaurus."""
_STATEMENT = re.compile(r"(?:import|export)\b(?!\s*:)")
_ENTRY = re.compile(
    r"(?:\s*|export\s+(?:const|let|var)\s+)(?P<key>[A-Za-z_]\w{0,30})\s*[:=]\s*"
    r"(?P<quote>[\"'`])(?P<value>(?:\\.|(?!(?P=quote)).)*)(?P=quote)\s*[,;]?\s*"
)
_OPEN, _CLOSE = "([{", ")]}"


class PageHead(Struct, frozen=True):
    """Fields with the lines where they are, from 1; ``end`` is the first line of the text, from 0.

    ``lost`` is the text of fields that cannot be parsed. ``is_code``: what is above the text can be nothing but code.
    """

    fields: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    end: int = 0
    lost: str = ""
    is_code: bool = False


def read_metadata(lines: Sequence[str]) -> PageHead:
    """Return the metadata above the first blank line; nothing if a line of it is something else."""
    end = next((at for at, line in enumerate(lines) if not line.strip()), len(lines))
    fields: dict[str, str] = {}
    where: dict[str, int] = {}
    key = ""
    for number, line in enumerate(lines[:end], 1):
        match = _LINE.fullmatch(line)
        if match and match["key"].lower() in _KEYS:
            key = match["key"].lower()
            fields[key], where[key] = _unquoted(match["value"] or ""), number
        elif key and line[:1].isspace():
            fields[key] = f"{fields[key]} {line.strip()}".strip()
        else:
            return PageHead()
    is_metadata = "title" in fields and not _KEYS_OF_PAGES.isdisjoint(fields) and end < len(lines)
    return PageHead(fields, where, end) if is_metadata else PageHead()


def read_statements(lines: Sequence[str]) -> PageHead:
    """Return what the statements above the first other text say: the texts of the first object."""
    fields: dict[str, str] = {}
    where: dict[str, int] = {}
    at = 0
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        if not _STATEMENT.match(lines[at]):
            break
        end = _end_of_statement(lines, at)
        for number in range(at, end):
            if (match := _ENTRY.fullmatch(lines[number])) and match["key"] not in fields:
                fields[match["key"]], where[match["key"]] = re.sub(r"\\(.)", r"\1", match["value"]), number + 1
        at = end
    first = next((line for line in lines[:at] if line.strip()), "")
    return PageHead(fields, where, at, is_code=_IMPORT.fullmatch(first) is not None) if first else PageHead()


def _end_of_statement(lines: Sequence[str], start: int) -> int:
    """Return the line after a statement, from 0: it ends with all its brackets, above the next blank line."""
    depth = 0
    for at in range(start, len(lines)):
        depth += sum((sign in _OPEN) - (sign in _CLOSE) for sign in lines[at])
        if depth <= 0 and not "".join(lines[at + 1 : at + 2]).strip():
            return at + 1
    return len(lines)


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
