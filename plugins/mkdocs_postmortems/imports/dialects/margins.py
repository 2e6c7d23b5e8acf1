"""Headings that the page would not show as such: indented ones, those in tags, and a ``#`` without a space behind it.

Takes a ``Body`` and puts the headings that its author meant at the margin, with a space behind their marks, and a
backslash before the other marks, and before brackets that make no link. Called by ``steps``.
"""

from __future__ import annotations

import re

from mkdocs_postmortems.imports.edits import Body
from mkdocs_postmortems.imports.text.parts import LIST_MARK

_INDENTED = re.compile(r" {1,3}#{1,6}[ \t]+\S")
_TIGHT = re.compile(
    r"(?P<before>[ \t]*(?:(?:[-*+]|\d+[.)])[ \t]+|>[ \t]?){0,9})(?P<marks>#{1,6})(?P<text>[^\W_].*|[`*_\[]\w.*)$"
)
_HASHTAG = re.compile(r"\s#\w")
_TAGGED = re.compile(
    r" {0,3}<h(?P<level>[1-6])\b[^<>]*>[ \t]*(?P<title>[^\s<>][^<>]*?)[ \t]*</h(?P=level)>[ \t]*$", re.IGNORECASE
)
"""A heading in tags, with nothing in it but text."""
_REFERENCE = re.compile(r"(?<![\\!])\[(?P<words>[^\[\]\\]+)\]\[(?P<name>[^\[\]\\]+)\](?!\()")
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*$")
_DEFINED = re.compile(r" {0,3}\[(?P<name>[^\[\]]+)\]:")


def set_off_headings(body: Body) -> None:
    """Rewrite these lines so that the page shows headings where the author meant them, and nowhere else.

    Forges show an indented ``## Impact`` as a heading, and the page as text. They show ``##Impact`` as text, and the
    page as a heading, which its author meant; but not ``#1234 is merged``, the name of a channel, or hashtags. Sections
    begin at headings in Markdown only, not at ``<h2>Impact</h2>``.
    """
    for at, line in body.texts():
        if tagged := _TAGGED.match(line):
            heading = f"{'#' * int(tagged['level'])} {tagged['title']}"
            body.put(at, heading, "a heading in tags is one of Markdown now")
        elif "#" in line:
            above = next((body.lines[n] for n in range(at - 1, -1, -1) if body.lines[n].strip()), "")
            body.lines[at], note = _set_off(line, above)
            if note:
                body.note(at, note)


def write_bracketed_words(body: Body) -> None:
    """Write ``# [SEV1][Payments] Login fails`` as text, unless it is a link whose address is defined.

    The page shows the brackets either way, but without backslashes the words in the second ones are no part of a title.
    """
    defined = {match["name"].casefold() for line in body.lines if (match := _DEFINED.match(line))}

    def as_text(match: re.Match[str]) -> str:
        is_link = match["name"].casefold() in defined
        return match.group() if is_link else rf"\[{match['words']}\]\[{match['name']}\]"

    for at, line in body.texts():
        if line.startswith("#") or _UNDERLINE.match("".join(body.lines[at + 1 : at + 2])):
            new = _REFERENCE.sub(as_text, line)
            if new != line:
                body.put(at, new, "words in brackets are text now: they are no link")


def _set_off(line: str, above: str) -> tuple[str, str]:
    """Return a line as it was meant, and a note if it was changed; ``above`` is the last line that is not blank."""
    if _INDENTED.match(line) and not LIST_MARK.match(above):
        return line.lstrip(), "a heading is no longer indented"
    match = _TIGHT.match(line)
    if match is None or (match["before"] and not match["before"].strip()):  # indented: it continues an item, or is code
        return line, ""
    is_title = not above and not match["before"]
    names = len(match["marks"]) == 1 and (not match["text"][0].isupper() or _HASHTAG.search(match["text"]))
    if match["before"] or (names and not is_title):
        return f"{match['before']}\\{match['marks']}{match['text']}", "a '#' that makes no heading has a backslash now"
    return f"{match['marks']} {match['text']}", "a heading has a space behind its marks now"
