"""Words in angle brackets that are text where they were written, and would be tags in Markdown: ``ssh <host>``.

Takes a ``Document`` that was converted from plain text or another markup, and returns it with these as text, and the
edits. The page would leave them out. Called by ``report``; ``html`` does the same for pages.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from mkdocs_postmortems.imports.document import Document
from mkdocs_postmortems.imports.edits import Edits
from mkdocs_postmortems.read.blocks import classify
from mkdocs_postmortems.read.inline import outside_code

TAG_LIKE = re.compile(r"<(?=/?(?P<name>[A-Za-z][\w-]*)(?:\s[^<>]*)?/?>)")
"""The sign in front of what Markdown reads as a tag; ``<https://a.example>`` is a link."""
_ELEMENTS = frozenset(
    (
        "a", "abbr", "b", "blockquote", "br", "caption", "center", "cite", "code", "dd", "del", "details", "div", "dl",
        "dt", "em", "figcaption", "figure", "font", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "iframe", "img",
        "ins", "kbd", "li", "mark", "nowiki", "ol", "p", "pre", "q", "ref", "s", "samp", "small", "span", "strike",
        "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "tt", "u",
        "ul", "var", "video", "wbr",
    )
)  # fmt: skip
"""Tags that other markups have, too, or that stand for marks of theirs once they are converted."""
_MARKUPS = frozenset({"rst", "asciidoc", "org", "mediawiki"})


def with_literal_tags(document: Document) -> tuple[Document, Edits]:
    """Write the first sign of these as ``&lt;``."""
    edits = Edits()
    if document.form not in _MARKUPS | {"text", "mail"} or not any(map(TAG_LIKE.search, document.lines)):
        return document, edits
    lines, kinds = list(document.lines), classify(document.lines).kinds
    for at, line in enumerate(lines):
        if kinds[at] == "text":
            lines[at] = _literal(line, is_markup=document.form in _MARKUPS)
        if lines[at] != line:
            edits.notes.append((at + 1, "words in angle brackets are text now: they would be tags"))
    return replace(document, lines=tuple(lines)), edits


def _literal(line: str, is_markup: bool) -> str:
    """Return a line with these signs as text, but for what is code in it."""

    def written(match: re.Match[str]) -> str:
        return "<" if is_markup and match["name"].lower() in _ELEMENTS else "&lt;"

    return outside_code(line, lambda text: TAG_LIKE.sub(written, text))
