"""The Python-Markdown extensions that reading depends on.

Takes those that the site lists. Returns all that a report may use, and whether the site's leave headings alone.
Imports nothing, because ``report`` asks before it is known whether anything must be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

EXTENSIONS: tuple[str, ...] = (
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    "pymdownx.details",
    "pymdownx.highlight",
    "pymdownx.inlinehilite",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.tasklist",
)
"""The extensions that every report may use, whatever the site lists."""

PREFIX = "markdown.extensions."
_REPLACED = "fenced_code"
"""MkDocs always lists it. Loaded after superfences it would replace it, and a fence inside a tab would be text."""

_HARMLESS = frozenset(
    {
        *EXTENSIONS,
        *("toc", "fenced_code", "meta", "sane_lists", "smarty", "nl2br"),
        *("pymdownx.betterem", "pymdownx.caret", "pymdownx.emoji", "pymdownx.keys", "pymdownx.magiclink"),
        *("pymdownx.mark", "pymdownx.smartsymbols", "pymdownx.tilde"),
    }
)
"""Extensions that neither turn other lines into headings nor change headings."""


def are_harmless(extensions: Sequence[Any]) -> bool:
    """Return whether the site's extensions leave headings alone."""
    names = (each.removeprefix(PREFIX) if isinstance(each, str) else "" for each in extensions)
    return _HARMLESS.issuperset(names)


def with_ours(extensions: Sequence[Any]) -> list[Any]:
    """Return ``EXTENSIONS`` and those of the site, each once, in an order in which they work together."""
    named = (each.removeprefix(PREFIX) if isinstance(each, str) else each for each in extensions)
    return [each for each in dict.fromkeys([*EXTENSIONS, *named]) if each != _REPLACED]
