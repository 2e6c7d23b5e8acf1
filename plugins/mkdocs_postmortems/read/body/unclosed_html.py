"""Find block tags that are never closed. Called by ``blocks``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from mkdocs_postmortems.diagnostics import Problem
from mkdocs_postmortems.read.body.inline import blank, without_code
from mkdocs_postmortems.read.model import LineKind
from mkdocs_postmortems.read.patterns import pattern

_COMMENT = pattern(r"<!--.*?-->", re.DOTALL)
BLOCK_TAG = pattern(
    r"<(?P<close>/?)(?P<tag>address|article|aside|blockquote|body|center|dd|details|dialog|dir|div|dl|dt|fieldset|"
    r"figcaption|figure|footer|form|header|hgroup|html|iframe|legend|li|main|map|menu|nav|noscript|object|ol|option|"
    r"output|p|pre|progress|script|section|style|summary|svg|table|tbody|td|template|textarea|tfoot|th|thead|tr|ul|"
    r"video|math|canvas|audio|select|button|h[1-6])\b[^<>]*?(?P<self>/?)>",
    re.IGNORECASE,
)
"""A tag that Python-Markdown reads as the beginning or end of an HTML block."""

_PUBLISHED = ("details", "summary")
"""Those of them that are published even if the site does not allow HTML."""


class _Tag(NamedTuple):
    """An open tag: its name, its line, from 0, and its column, from 1."""

    name: str
    line: int
    column: int


def mark_unclosed_html(lines: Sequence[str], kinds: list[LineKind]) -> Iterator[Problem]:
    """Mark as code what follows a block tag that begins a line and is never closed: it swallows the rest of the page.

    A ``<details>`` or ``<summary>`` in the middle of a line, or with a slash at its end, leaves the rest to Markdown,
    but browsers put the rest inside it.
    """
    open_tags: list[_Tag] = []
    open_inside: list[_Tag] = []
    for first, text in paragraphs(lines, kinds):
        if "<" in text:
            yield from _follow_tags(first, text, open_tags, open_inside)
    if open_tags:
        name, at, column = open_tags[0]
        message = f"<{name}> is never closed, so the rest of the page is not read as Markdown"
        yield Problem("html-unclosed", message, at, column, _help(name))
        kinds[at + 1 :] = ["code" if kind == "text" else kind for kind in kinds[at + 1 :]]
    elif open_inside:
        name, at, column = open_inside[0]
        message = f"<{name}> is never closed, so everything after it is inside it"
        yield Problem("html-unclosed", message, at, column, _help(name))


def paragraphs(lines: Sequence[str], kinds: Sequence[LineKind]) -> Iterator[tuple[int, str]]:
    """Yield runs of text lines, each with the index of its first line."""
    first = 0
    for is_text, run in groupby(kinds, key="text".__eq__):
        after = first + len([*run])
        if is_text:
            yield first, "\n".join(lines[first:after])
        first = after


def _follow_tags(first: int, text: str, open_tags: list[_Tag], open_inside: list[_Tag]) -> Iterator[Problem]:
    """Update the open tags by those of a paragraph, and report the summaries in it that are never closed.

    ``open_tags`` leave nothing to Markdown, ``open_inside`` are those in the middle of a line.
    """
    plain = _COMMENT.sub(lambda comment: blank(comment.group()), without_code(text))
    at, seen = first, 0
    for tag in BLOCK_TAG.finditer(plain):
        name, start = tag["tag"].lower(), plain.rfind("\n", 0, tag.start()) + 1
        at, seen = at + plain.count("\n", seen, tag.start()), tag.start()
        found = _Tag(name, at, tag.start() - start + 1)
        if tag["close"]:
            is_known = any(each.name == name for each in open_tags)
            yield from map(_unclosed_summary, _close(open_tags if is_known else open_inside, name))
        elif not tag["self"] and (open_tags or not plain[start : tag.start()].strip()):
            open_tags.append(found)
        elif name in _PUBLISHED:
            open_inside.append(found)


def _help(name: str) -> str:
    closed = f"add </{name}>, or remove the tag"
    return closed if name in _PUBLISHED else f"remove the tag, or add </{name}> if the site allows HTML"


def _close(open_tags: list[_Tag], name: str) -> list[_Tag]:
    """Close the innermost tag of that name. Return the unclosed summaries inside it."""
    for index in range(len(open_tags) - 1, -1, -1):
        if open_tags[index].name == name:
            inner = [tag for tag in open_tags[index + 1 :] if tag.name == "summary"]
            del open_tags[index:]
            return inner
    return []


def _unclosed_summary(tag: _Tag) -> Problem:
    message = "<summary> is never closed, so the rest of <details> becomes its title"
    return Problem("html-unclosed", message, tag.line, tag.column, "add </summary> after the title")
