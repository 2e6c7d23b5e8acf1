"""Words in angle brackets that are text where they were written, and would be tags in Markdown: ``ssh <host>``.

Takes a ``Body`` that was converted from plain text or another markup, and rewrites these as text. The page would leave
them out. Called by ``dialects.steps``; ``html`` does the same for pages.
"""

from __future__ import annotations

import re

from mkdocs_postmortems.imports.edits import Body
from mkdocs_postmortems.imports.sources.markup import CONVERTERS
from mkdocs_postmortems.read.body.inline import outside_code

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


def write_literal_tags(body: Body) -> None:
    """Write the first sign of these as ``&lt;``."""
    if body.form not in CONVERTERS.keys() | {"text", "mail"}:
        return
    for at, line in body.texts():
        literal = _literal(line, is_markup=body.form in CONVERTERS)
        if literal != line:
            body.put(at, literal, "words in angle brackets are text now: they would be tags")


def _literal(line: str, is_markup: bool) -> str:
    """Return a line with these signs as text, but for what is code in it."""

    def written(match: re.Match[str]) -> str:
        return "<" if is_markup and match["name"].lower() in _ELEMENTS else "&lt;"

    return outside_code(line, lambda text: TAG_LIKE.sub(written, text))
