"""Remove the internal parts of a report's text.

Called by ``editions``, by ``difference``, which shows what is removed, and by ``audit``, which searches a site for it.

A line removed from a list, a table or a paragraph leaves no gap, which would split what surrounds it and betray that
something was there. Instead, the lines below it move up, as far as the next blank line. So the body's length does not
change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from mkdocs_postmortems.read.body.comments import find_comments
from mkdocs_postmortems.read.body.definitions import find_definitions, used_definitions
from mkdocs_postmortems.read.body.fences import find_fences
from mkdocs_postmortems.read.model import LineKind, Report


class Redaction(Struct, frozen=True):
    """A file without its internal parts. The front matter is blank.

    ``lines`` is the public text. ``kept`` has the lines in their old places, and ``None`` for each removed line.
    """

    lines: tuple[str, ...]
    kept: tuple[str | None, ...]


class Removed(Struct, frozen=True):
    """Removed text, and its line in the file."""

    line: int
    text: str


def redact(report: Report) -> Redaction:
    """Remove internal spans, comments, and definitions that are no longer used."""
    begin = report.source.body_line - 1
    body = report.source.body_lines
    code = {at for fence in find_fences(body, report.kinds) for at in fence}
    kinds: list[LineKind] = ["code" if at in code else "text" for at in range(len(body))]
    lines = _without_comments(body, kinds)
    for span in report.internal:
        for number in range(span.first - 1 - begin, span.last - begin):
            lines[number] = None
    lines = _without_definitions(lines, kinds)
    kept = (*([""] * begin), *lines)
    return Redaction(tuple(_moved_up(kept, frozenset(begin + at for at in code))), kept)


def removed_lines(report: Report) -> Iterator[Removed]:
    """Yield what ``redact`` removes from the body, in order. Of a line that stays in part, yield the missing part."""
    begin = report.source.body_line - 1
    kept = redact(report).kept
    for at in range(begin, len(report.source.lines)):
        text, rest = report.source.lines[at], kept[at]
        if rest is None:
            if text.strip():
                yield Removed(at + 1, text)
        elif rest != text:
            start = len(_common_start(text, rest))
            end = len(_common_start(text[start:][::-1], rest[start:][::-1]))
            yield Removed(at + 1, text[start : len(text) - end])


def _common_start(one: str, other: str) -> str:
    length = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[:length]


def _without_comments(lines: Sequence[str], kinds: Sequence[LineKind]) -> list[str | None]:
    """Remove comments from text, but not from code. A line that contains nothing else is removed."""
    left: list[str | None] = [*lines]
    comments = [each for each in find_comments(lines, kinds) if each.last is not None]
    for comment in reversed(comments):  # from the end, so that the columns of the others stay valid
        assert comment.last is not None
        before = lines[comment.first][: comment.column]
        after = (left[comment.last] or "")[comment.end :]
        if comment.first == comment.last:
            left[comment.first] = before + after
        else:
            left[comment.first : comment.last + 1] = [before, *[""] * (comment.last - comment.first - 1), after]
    return [None if old.strip() and not (new or "").strip() else new for old, new in zip(lines, left, strict=True)]


def _without_definitions(lines: Sequence[str | None], kinds: Sequence[LineKind]) -> list[str | None]:
    """Remove the footnotes, link targets and abbreviations that the remaining text does not use."""
    definitions = find_definitions(lines, kinds)
    if not definitions:
        return [*lines]
    used = used_definitions(definitions, lines, (at for at, kind in enumerate(kinds) if kind == "text"))
    gone = {number for each in definitions if each not in used for number in each.lines}
    return [None if at in gone else line for at, line in enumerate(lines)]


def _moved_up(kept: Sequence[str | None], code: frozenset[int]) -> Iterator[str]:
    """Yield the kept lines, and for each removed one a blank line at the next blank line outside code."""
    gaps = 0
    for at, line in enumerate(kept):
        if line is None:
            gaps += 1
            continue
        if not line.strip() and at not in code:
            yield from [""] * gaps
            gaps = 0
        yield line
    yield from [""] * gaps
