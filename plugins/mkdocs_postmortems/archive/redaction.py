"""Redaction: a report's text without its internal parts.

Comes in: a report. Goes out: ``Redaction``: the lines that may be published, and which were taken out. Called by
``editions``, by ``difference``, which shows what was taken out, and by ``proof``, which searches a site for it.

A line that is taken out of a list, a table or a paragraph leaves no gap, which would split what is around it and be a
trace of what was there: the lines below it move up, as far as the next blank line. So a body keeps its length.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from mkdocs_postmortems.read.blocks import LineKind, find_comments
from mkdocs_postmortems.read.definitions import find_definitions, used_definitions
from mkdocs_postmortems.read.internal import find_fences
from mkdocs_postmortems.read.model import Report


class Redaction(Struct, frozen=True):
    """``lines`` are the whole file's, its front matter blank. ``kept`` has ``None`` where a line was taken out."""

    lines: tuple[str, ...]
    kept: tuple[str | None, ...]


class Removed(Struct, frozen=True):
    """Text that was taken out, with the line of the file that it stands on."""

    line: int
    text: str


def redact(report: Report) -> Redaction:
    """Take out internal spans, comments, and definitions that are no longer used."""
    begin = report.source.body_line - 1
    body = report.source.lines[begin:]
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
    """What ``redact`` takes out of the body, in order; for a line that stays in part, the missing part."""
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
    """Cut comments out of the text, but not out of code that shows one. A line with nothing else is taken out."""
    left: list[str | None] = [*lines]
    comments = [each for each in find_comments(lines, kinds) if each.last is not None]
    for comment in reversed(comments):  # the last one first: the columns of the others stay true
        assert comment.last is not None
        before = lines[comment.first][: comment.column]
        after = (left[comment.last] or "")[comment.end :]
        if comment.first == comment.last:
            left[comment.first] = before + after
        else:
            left[comment.first : comment.last + 1] = [before, *[""] * (comment.last - comment.first - 1), after]
    return [None if old.strip() and not (new or "").strip() else new for old, new in zip(lines, left, strict=True)]


def _without_definitions(lines: Sequence[str | None], kinds: Sequence[LineKind]) -> list[str | None]:
    """Take out the footnotes, link targets and abbreviations that the remaining text does not use."""
    definitions = find_definitions(lines, kinds)
    if not definitions:
        return [*lines]
    used = used_definitions(definitions, lines, (at for at, kind in enumerate(kinds) if kind == "text"))
    gone = {number for each in definitions if each not in used for number in each.lines}
    return [None if at in gone else line for at, line in enumerate(lines)]


def _moved_up(kept: Sequence[str | None], code: frozenset[int]) -> Iterator[str]:
    """The lines that were kept; for each of the others, a blank line at the next gap outside code."""
    gaps = 0
    for at, line in enumerate(kept):
        if line is None:
            gaps += 1
        elif not line.strip() and at not in code:
            yield from [""] * gaps
            gaps = 0
            yield line
        else:
            yield line
    yield from [""] * gaps
