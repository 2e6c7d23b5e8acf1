"""The marks of internal text: ``!!! internal`` before a block, ``{.internal}`` or ``{: .internal }`` at a line's end.

Comes in: a line, or an event's, an item's or a heading's Markdown. Goes out: whether a mark is there, and the text
without it. Asked by ``internal``, ``timeline`` and ``actions``, and by ``publish.body``, which shows what is internal.
Other attributes in the braces stay.
"""

from __future__ import annotations

import re

from mkdocs_postmortems.read.patterns import pattern

BLOCK = pattern(
    r"(?P<opening>(?P<indent>[ \t>]*)(?P<mark>!!!|\?\?\?\+?)[ \t]+internal(?:[ \t]+[\w-]+)*)"
    r"(?:[ \t]+\"(?P<title>[^\"]*)\")?[ \t]*$"
)
"""A line that opens an internal block, titled or not."""

BRACES = pattern(r"\{:?(?P<inside>[^{}\n]*)\}")
"""Attributes in braces; whether they mark internal text, ``is_internal`` tells."""


def is_internal(braces: re.Match[str]) -> bool:
    """Whether attributes in braces mark internal text."""
    return ".internal" in braces["inside"].split()


def has_braces(text: str) -> bool:
    """Whether any attributes in braces in a text mark internal text."""
    return any(map(is_internal, BRACES.finditer(text)))


def is_marked(line: str) -> bool:
    """Whether a line holds a mark of any form."""
    return bool(BLOCK.match(line)) or has_braces(line)


def cut_internal(text: str) -> tuple[str, bool]:
    """Take ``.internal`` off the end of a text."""
    left = text.rstrip()
    start = left.rfind("{") if left.endswith("}") else -1
    if start < 0:
        return text, False
    names = left[start + 1 : -1].removeprefix(":").split()
    if ".internal" not in names:
        return text, False
    others = [name for name in names if name != ".internal"]
    kept = f" {{: {' '.join(others)} }}" if others else ""
    return left[:start].rstrip() + kept, True


def cut_internal_of_first_paragraph(text: str) -> tuple[str, bool]:
    """Take the mark off a block of Markdown: what stands below its first paragraph has marks of its own."""
    first, blank, rest = text.partition("\n\n")
    first, internal = cut_internal(first)
    return first + blank + rest, internal
