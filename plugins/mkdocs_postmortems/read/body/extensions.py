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

_WITHOUT_FILES = _HARMLESS | {
    *("codehilite", "extra", "legacy_attrs", "legacy_em", "wikilinks"),
    *(f"pymdownx.{name}" for name in ("arithmatex", "bracketspan", "critic", "escapeall", "extra", "fancylists")),
    *(f"pymdownx.{name}" for name in ("progressbar", "quotes", "saneheaders", "striphtml")),
    *(f"pymdownx.blocks.{name}" for name in ("admonition", "caption", "definition", "details", "html", "tab")),
}
"""Extensions that read no files."""


def may_read_files(extensions: Sequence[Any]) -> list[str]:
    """Return those of the site's extensions that may depend on more than the text, so that nothing can be cached."""
    return sorted(name or "that is an object" for name in _names(extensions) - _WITHOUT_FILES)


def are_harmless(extensions: Sequence[Any]) -> bool:
    """Return whether the site's extensions leave headings alone."""
    return _HARMLESS.issuperset(_names(extensions))


def _names(extensions: Sequence[Any]) -> set[str]:
    """Return the extensions' names without Python-Markdown's prefix; "" for an object."""
    return {each.removeprefix(PREFIX) if isinstance(each, str) else "" for each in extensions}


def with_ours(extensions: Sequence[Any]) -> list[Any]:
    """Return ``EXTENSIONS`` and those of the site, each once, in an order in which they work together."""
    named = (each.removeprefix(PREFIX) if isinstance(each, str) else each for each in extensions)
    return [each for each in dict.fromkeys([*EXTENSIONS, *named]) if each != _REPLACED]
