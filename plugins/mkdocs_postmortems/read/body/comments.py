"""Find HTML comments, by Python-Markdown's rules.

A comment that is opened in the middle of a line ends with its paragraph. Called by ``blocks`` first, and afterwards by
whatever needs the comments' places.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_postmortems.diagnostics import Problem
from mkdocs_postmortems.read.body.inline import without_code
from mkdocs_postmortems.read.body.line_starts import LIST_MARKER, quote_depth
from mkdocs_postmortems.read.body.tables import is_delimiter
from mkdocs_postmortems.read.model import LineKind
from mkdocs_postmortems.read.patterns import pattern

_BEGINS_BLOCK = pattern(
    r"#|!!!|\?\?\?|===|:[ \t]|\[[^\[\]]{1,100}\]:|\*\[[^\[\]]{1,100}\]:|(?:[-*_][ ]{0,2}){3,}$|(?:-+|=+)[ ]*$"
)
"""A line that ends the paragraph above it without a blank line in between."""
_MOST_CLOSERS = 10
"""How many lines with ``-->`` are tried as the end of a comment: one or two suffice unless the others are code."""
_COMMENT_MARK = pattern(r"<!--|-->")
_EARLY_END = pattern(r"<!---?>|--!>")
_EARLY_END_LATER = pattern(r"--!>")
_MISTYPED_END = pattern(
    r"(?:(?P<end>(?:[–—−]{1,2}|-[–—−]|[–—−]-|--[ ]|--\\)>|(?:--|[–—−])&gt;)|(?<!-)(?P<arrow>->))(?P<last>[ \t]*$)?"
)
"""What a word processor or a slip makes of ``-->``. ``->`` may also be an arrow."""
_TAKES_IN = ", so it goes on to the next -->, and the page omits what is before that"


class Comment(Struct, frozen=True):
    """A comment's first and last line, from 0, its first column, and the column after its end.

    ``is_block``: it begins a line, so it may contain blank lines. If ``last`` is ``None``, it is never closed, and the
    page shows it as text.
    """

    first: int
    column: int
    last: int | None
    end: int = 0
    is_block: bool = False

    def parts(self, lines: Sequence[str]) -> Iterator[tuple[int, int, int]]:
        """Yield its lines, each with the columns between which the comment is on it; none if it is never closed."""
        for at in range(self.first, self.last + 1) if self.last is not None else ():
            yield at, self.column if at == self.first else 0, self.end if at == self.last else len(lines[at])


def find_comments(lines: Sequence[str], kinds: Sequence[LineKind]) -> Iterator[Comment]:
    """Yield the comments outside code, in order."""
    at = begin = 0
    closers = [number for number, line in enumerate(lines) if "-->" in line]
    known, visible = -1, ""  # a line may hold thousands of comments, so each is scanned once
    while at < len(lines):
        if known != at:
            is_text = kinds[at] in ("text", "comment") and "<!--" in lines[at]
            known, visible = at, without_code(lines[at]) if is_text else ""
        column = visible.find("<!--", begin)
        if column < 0:
            at, begin = at + 1, 0
            continue
        is_block = column < 4 and not lines[at][:column].strip()
        comment = Comment(at, column, None, is_block=is_block)
        found = _end_of(comment, lines, closers, visible)
        yield replace(comment, last=found[0], end=found[1]) if found else comment
        at, begin = found or (at + 1, 0)


def _end_of(comment: Comment, lines: Sequence[str], closers: Sequence[int], visible: str) -> tuple[int, int] | None:
    """Return the line and the column after ``-->``. A comment within text must end in its paragraph, outside code.

    ``closers`` are the lines with ``-->``. ``visible`` is the comment's first line without its code.
    """
    at = comment.first
    first = bisect_left(closers, at)
    for number in closers[first : first + _MOST_CLOSERS]:
        if not comment.is_block and number > at and not _is_one_paragraph(lines, at, number):
            return None
        line = lines[number] if comment.is_block else visible if number == at else without_code(lines[number])
        end = line.find("-->", comment.column + 4 if number == at else 0)
        if end >= 0:
            return number, end + 3
    return None


def _is_one_paragraph(lines: Sequence[str], first: int, last: int) -> bool:
    """Return whether a paragraph or an item's text that includes one line still includes another one below it.

    In a list any item ends it, in a table any line.
    """
    if lines[first].lstrip(" >").startswith("#"):
        return False
    begin = first
    while begin > 0 and lines[begin - 1].strip(" >"):
        begin -= 1
    if any(map(is_delimiter, lines[begin : last + 1])):
        return False
    is_list = any(LIST_MARKER.match(line.lstrip(" >")) for line in lines[begin : first + 1])
    depth = quote_depth(lines[first])
    for line in lines[first + 1 : last + 1]:
        text = line.lstrip(" >")
        if not text or _BEGINS_BLOCK.match(text) or quote_depth(line) > depth:
            return False
        if is_list and LIST_MARKER.match(text):
            return False
    return True


def mark_comments(lines: Sequence[str], kinds: list[LineKind]) -> Iterator[Problem]:
    """Mark the lines that hold only comments. The page shows a comment that is never closed as text."""
    for comment in list(find_comments(lines, kinds)):
        if comment.last is None:
            message = "this comment is never closed, so the page shows it as text"
            help = "close it with -->, within its paragraph if it begins inside one"
            yield Problem("unclosed-comment", message, comment.first, comment.column + 1, help)
        elif early := _early_end(lines, comment):
            message = "browsers end this comment here and show the rest of it"
            yield Problem("unclosed-comment", message, *early, "begin it with <!-- and a space, and end it with -->")
        elif found := _running_on(lines, comment):
            yield Problem("unclosed-comment", *found)
        elif inner := _nested(lines, comment):
            message = "comments do not nest: the outer one ends at the first -->, and the page shows the rest"
            yield Problem("unclosed-comment", message, *inner, "remove this <!-- and its -->")
        elif comment.is_block:
            for at, _, end in comment.parts(lines):
                kinds[at] = "text" if lines[at][end:].strip() else "comment"


def _early_end(lines: Sequence[str], comment: Comment) -> tuple[int, int] | None:
    """Return the line and column, from 1, where HTML ends a comment earlier than Markdown: at ``<!-->`` or ``--!>``."""
    for at, begin, end in comment.parts(lines):
        pattern = _EARLY_END if at == comment.first else _EARLY_END_LATER
        if (match := pattern.search(lines[at], begin, end)) and match.end() < end:
            return at, match.start() + 1
    return None


def _running_on(lines: Sequence[str], comment: Comment) -> tuple[str, int, int, str] | None:
    """Return the message, line and column, from 1, and help for a comment that takes in text up to another one's end.

    Its own end is mistyped, or it has none, although a blank line and another comment follow.
    """
    another = _first_inside(lines, comment)
    for at, begin, end in comment.parts(lines):
        start = begin + 4 if at == comment.first else begin
        is_before = another is None or at < another[0]
        found = _MISTYPED_END.search(lines[at], start, end if is_before or another is None else another[1])
        if found and _is_likely_end(found, lines, comment, at, another is not None):
            written = found["end"] or found["arrow"]
            return f"{written!r} does not end a comment{_TAKES_IN}", at, found.start() + 1, "write -->"
        if not is_before:
            break
    if another and _is_apart(lines, comment, *another):
        message = f"this comment has no end before the next comment{_TAKES_IN}"
        return message, comment.first, comment.column + 1, "close it with -->"
    return None


def _is_likely_end(found: re.Match[str], lines: Sequence[str], comment: Comment, at: int, has_another: bool) -> bool:
    """Return whether what looks like a mistyped end, on line ``at`` of a comment, is no arrow in its text.

    ``has_another`` says that another comment begins inside this one. Without it, the end must be an arrow itself.
    """
    closes_line = found["last"] is not None
    if has_another:
        return closes_line or at == comment.first
    has_text_behind = bool(lines[comment.last or 0][comment.end :].strip())
    return has_text_behind and closes_line and not found["arrow"] and at != comment.last


def _first_inside(lines: Sequence[str], comment: Comment) -> tuple[int, int] | None:
    """Return the line and column of the first ``<!--`` inside a comment."""
    for at, begin, end in comment.parts(lines):
        column = lines[at].find("<!--", begin + 4 if at == comment.first else begin, end)
        if column >= 0:
            return at, column
    return None


def _is_apart(lines: Sequence[str], comment: Comment, at: int, column: int) -> bool:
    """Return whether a comment inside another begins a line of its own, below a blank line and text beside ``<!--``.

    A comment that is alone on its first line was meant to hold much, perhaps another one.
    """
    beside = lines[comment.first][comment.column + 4 :].strip()
    between = [line.strip() for line in lines[comment.first + 1 : at]]
    return bool(beside) and "" in between and not lines[at][:column].strip()


def _nested(lines: Sequence[str], comment: Comment) -> tuple[int, int] | None:
    """Return the line and column, from 1, of a comment that seems to begin inside another, if a second end follows."""
    inner = _first_inside(lines, comment)
    return (inner[0], inner[1] + 1) if inner and _ends_again(lines, comment) else None


def _ends_again(lines: Sequence[str], comment: Comment) -> bool:
    """Return whether another ``-->`` comes after a comment and before the next ``<!--``."""
    below = range(comment.last or 0, len(lines))
    marks = (_COMMENT_MARK.search(lines[at], comment.end if at == comment.last else 0) for at in below)
    return next((mark.group() == "-->" for mark in marks if mark), False)
