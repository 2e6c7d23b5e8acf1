"""Redaction: a report's text without what the public must not see.

Comes in: a report. Goes out: ``Redaction``: the lines that may be published, and those that were taken out. Asked by
``editions``, and by whoever shows or proves what was taken out.

A line that is taken out of a list, a table or a paragraph leaves no gap, which would tear what is around it apart and
be a trace of what stood there: the lines below it move up, up to the next blank line. So a body keeps its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mkdocs_postmortems.read.blocks import without_code
from mkdocs_postmortems.read.internal import fenced_lines
from mkdocs_postmortems.read.model import Report

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_DEFINITION = re.compile(r" {0,3}(?P<mark>\[\^[^\]]+\]|\[[^\]^][^\]]*\]|\*\[[^\]]+\]):")


@dataclass(frozen=True, slots=True)
class Redaction:
    """``lines`` are the whole file's, its front matter blank. ``kept`` has ``None`` where a line was taken out."""

    lines: tuple[str, ...]
    kept: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Removed:
    """Text that was taken out, with the line of the file that it stands on."""

    line: int
    text: str


def redact(report: Report) -> Redaction:
    """Take out internal spans, comments, and definitions that nothing uses any more."""
    begin = report.source.body_line - 1
    lines: list[str | None] = [*report.source.lines[begin:]]
    for span in report.internal:
        for number in range(span.first - 1 - begin, span.last - begin):
            lines[number] = None
    code = fenced_lines(report.source.lines[begin:], report.kinds)
    lines = _without_definitions(_without_comments(lines, code), code)
    kept = (*([""] * begin), *lines)
    return Redaction(tuple(_moved_up(kept, frozenset(begin + at for at in code))), kept)


def removed_lines(report: Report) -> Iterator[Removed]:
    """What ``redact`` takes out of the body, in order. Of a line that stays in part, what is gone from it."""
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


def _without_comments(lines: Sequence[str | None], code: frozenset[int]) -> list[str | None]:
    """Cut comments out of the text, but not out of code that shows one. A line of nothing else is taken out."""
    if not any(line and "<!--" in line for line in lines):
        return [*lines]
    text = "\n".join(line or "" for line in lines)
    bare = "\n".join(" " * len(line or "") if at in code else without_code(line or "") for at, line in enumerate(lines))
    for match in reversed(list(_COMMENT.finditer(bare))):
        hole = "\n" * match.group().count("\n")
        text = text[: match.start()] + hole + text[match.end() :]
    left = text.split("\n")
    return [
        None if old is None or (old.strip() and not new.strip()) else new for old, new in zip(lines, left, strict=True)
    ]


def _without_definitions(lines: Sequence[str | None], code: frozenset[int]) -> list[str | None]:
    """Take out the footnotes, link targets and abbreviations that nothing in the remaining text uses."""
    marks = {
        at: match["mark"]
        for at, line in enumerate(lines)
        if line and at not in code and (match := _DEFINITION.match(line))
    }
    text = "\n".join(_DEFINITION.sub("", line) if at in marks else line for at, line in enumerate(lines) if line)
    folded = text.casefold()
    unused = {at for at, mark in marks.items() if not _uses(text if mark.startswith("*") else folded, mark)}
    gone = {number for at in unused for number in _definition(lines, at, marks)}
    return [None if at in gone else line for at, line in enumerate(lines)]


def _uses(text: str, mark: str) -> bool:
    """Whether a text uses what a mark defines. But for abbreviations, the text is in lower case."""
    if mark.startswith("*["):
        return bool(re.search(rf"(?<!\w){re.escape(mark[2:-1])}(?!\w)", text))
    return mark.casefold() in text


def _definition(lines: Sequence[str | None], at: int, marks: dict[int, str]) -> Iterator[int]:
    """The lines of a definition: its paragraph, and for a footnote the indented paragraphs after it."""
    yield at
    is_footnote = marks[at].startswith("[^")
    in_paragraph = True
    for number in range(at + 1, len(lines)):
        line = lines[number]
        if line is None:
            continue
        if not line.strip():
            in_paragraph = False
        elif number in marks or not (in_paragraph or (is_footnote and line.startswith(("    ", "\t")))):
            return
        else:
            yield number


def _moved_up(kept: Sequence[str | None], code: frozenset[int]) -> Iterator[str]:
    """The lines that were kept, and as many blank ones as were not, at the next gap outside code."""
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
