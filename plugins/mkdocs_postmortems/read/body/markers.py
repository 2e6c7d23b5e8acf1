"""The markers of internal text: ``!!! internal`` before a block, ``{.internal}`` or ``{: .internal }`` ending a line.

Takes a line, or the Markdown of an event, an item or a heading, and returns whether it has a marker, and the text
without it. Other attributes in the braces stay. Called by ``internal``, ``timeline`` and ``actions``, and by
``publish.report.body``, which shows what is internal.
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
"""Attributes in braces; ``is_internal`` says whether they mark internal text."""


def is_internal(braces: re.Match[str]) -> bool:
    """Return whether attributes in braces mark internal text."""
    return ".internal" in braces["inside"].split()


def has_braces(text: str) -> bool:
    """Return whether any attributes in braces in a text mark internal text."""
    return any(map(is_internal, BRACES.finditer(text)))


def is_marked(line: str) -> bool:
    """Return whether a line has a marker of any form."""
    return bool(BLOCK.match(line)) or has_braces(line)


def cut_internal(text: str) -> tuple[str, bool]:
    """Cut ``.internal`` off the end of a text."""
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
    """Cut the marker off a block of Markdown; what is below its first paragraph has its own markers."""
    first, blank, rest = text.partition("\n\n")
    first, internal = cut_internal(first)
    return first + blank + rest, internal
