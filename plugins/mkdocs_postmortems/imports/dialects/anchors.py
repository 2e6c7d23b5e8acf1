"""Anchors of headings in HTML: ``## Impact <a href="#impact" id="impact"></a>`` of GitBook, or a tag above a heading.

Takes a ``Body`` and removes these tags, which the page does not show. A heading that a link of the text leads to by
such an anchor gets it as its own: ``## Impact {#impact-1}``. Called by ``steps``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown.extensions.toc import slugify

from mkdocs_postmortems.imports.edits import Body
from mkdocs_postmortems.read.body.inline import plain

_ANCHOR = re.compile(
    r"[ \t]*<a\b(?=[^<>]*?\b(?:id|name)=[\"']?(?P<id>[^\"'\s<>/]+))[^<>]*+>(?:(?<=/>)|[ \t]*</a>)", re.IGNORECASE
)
_HEADING = re.compile(r"(?P<marks> {0,3}#{1,6}[ \t]+)(?P<title>.*?)(?:[ \t]+#+)?[ \t]*$")
_LINKED = re.compile(r"\]\(#([^)\s]+)\)|^ {0,3}\[[^\]]+\]:[ \t]*#(\S+)|href=[\"']#([^\"']+)", re.MULTILINE)


def write_own_anchors(body: Body) -> None:
    """Remove the tags, or rewrite them."""
    if not any(map(_ANCHOR.search, body.lines)):
        return
    lines, kinds = body.lines, body.kinds
    linked = linked_anchors(_ANCHOR.sub("", "\n".join(lines)))
    for at, line in enumerate(lines):
        if kinds[at] != "text" or not (heading := _HEADING.match(line)):
            continue
        title = _ANCHOR.sub("", heading["title"]).strip()
        before = _above(lines, kinds, at)
        found = [each["id"] for each in _ANCHOR.finditer("".join(lines[n] for n in before) + line)]
        if not found or not title:
            continue
        kept = next((each for each in found if each in linked and each != slugify(plain(title), "-")), "")
        braces = f" {{#{kept}}}" if kept and not title.endswith("}") else ""
        note = f"the anchor {found[0]!r} is {'in braces' if braces else 'no tag'} now"
        body.put(at, f"{heading['marks']}{title}{braces}", note)
        for number in before:
            is_apart = not number or not lines[number - 1].strip()
            lines[number] = ""
            body.edits.drop |= set(range(number + 1, at + 1 if is_apart else number + 2))


def linked_anchors(text: str) -> set[str]:
    """Return the anchors that links of a text lead to within it."""
    return {next(filter(None, groups)) for groups in _LINKED.findall(text)}


def _above(lines: Sequence[str], kinds: Sequence[str], at: int) -> list[int]:
    """Return the line above a heading, from 0, that is nothing but an anchor; blank lines may be between them."""
    number = next((n for n in range(at - 1, -1, -1) if lines[n].strip()), None)
    alone = number is not None and kinds[number] == "text" and _ANCHOR.fullmatch(lines[number].strip())
    return [number] if alone and number is not None else []
