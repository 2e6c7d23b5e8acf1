"""Find internal text: the lines of a body that the public must not see, and problems with their markers.

Takes a body's lines with their kinds and headings, and returns ``Internal``: spans of lines, and problems. A marker
that is misspelt or misplaced is reported, never guessed at.

The markers: a block ``!!! internal``, ``??? internal`` or ``???+ internal``, titled or not; ``{.internal}`` at the end
of a heading (its whole section), of a list item or paragraph, of a table row's last cell (the whole row), or on the
line below a paragraph or an item.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice

from msgspec import Struct

from mkdocs_postmortems.diagnostics import Problem
from mkdocs_postmortems.read.body.comments import find_comments
from mkdocs_postmortems.read.body.definitions import find_divided
from mkdocs_postmortems.read.body.fences import FENCE_LINE, find_fences
from mkdocs_postmortems.read.body.inline import without_code, without_code_spans
from mkdocs_postmortems.read.body.line_starts import LIST_MARK, end_of_quotes, indent_of, with_tabs
from mkdocs_postmortems.read.body.look_alikes import (
    MARKER_HELP,
    find_internal_option,
    find_look_alike,
    is_comment_marker,
    may_hold_one,
    means_internal,
)
from mkdocs_postmortems.read.body.markers import BLOCK, BRACES, is_internal, is_marked
from mkdocs_postmortems.read.body.tables import is_delimiter
from mkdocs_postmortems.read.model import Heading, LineKind, Span
from mkdocs_postmortems.read.patterns import pattern

_ITEM = pattern(rf"(?P<indent>[ ]*)(?:(?P<mark>{LIST_MARK}|:)[ ]+|\[\^[^\[\]]+\]:)")
"""A list item. Terms and footnotes contain indented paragraphs in the same way."""
_BULLET = pattern(rf"[ ]*(?:{LIST_MARK})[ ]")
_OPENING = pattern(r"[ ]*(?:!!!|\?\?\?\+?|===)[ ]|[ ]*</?(?:details|summary|div)\b.*>[ ]*$")
"""A line that opens a block and is not part of the paragraph below it."""
_HEADING_LIKE = pattern(r"\s*#{1,6}(?:\s|[^\s#])")
"""What looks like a heading to an author but not to the page: its section would not become internal with it."""
_UNDERLINE = pattern(r"(?:=+|-+)[ ]*")
ROW_HELP = "write {.internal} at the end of the row's last cell to mark the whole row"
_TABLE_HELP = "mark each row below the header, or put the table into an !!! internal block"
_MOST_MARKERS = 100
"""How many markers of a line are read. Nobody writes more, and each takes time in proportion to the line."""
FENCE_HELP = "put the code and its fences into an !!! internal block"
_CODE_HELP = "indent it less, or put it between fences to show it"


class Internal(Struct, frozen=True):
    """The internal text of a body. ``spans`` are in the order of their first lines, and may overlap."""

    spans: tuple[Span, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_internal(
    lines: Sequence[str], kinds: Sequence[LineKind], headings: Sequence[Heading], first_line: int
) -> Internal:
    """Find all internal text; ``first_line`` is the file's line number of ``lines[0]``."""
    body = _body(lines, kinds, {each.line - first_line: each for each in headings})
    spans: list[Span] = []
    problems: list[Problem] = []
    alike: list[Problem] = []
    fences = {fence.start: fence for fence in find_fences(lines, kinds)}
    fenced = {number for fence in fences.values() for number in fence}
    for at, line in enumerate(body.lines):
        if at in fences:
            problems += body.on_fence(at)
        elif body.kinds[at] == "code" and at not in fenced:
            problems += body.in_code(at)
        if body.kinds[at] != "text":
            continue
        if BLOCK.match(line):
            spans.append(body.block(at))
            problems += body.dedented(at, spans[-1])
        else:
            found, wrong = body.braces(at)
            spans += found
            problems += wrong
            alike += [] if wrong else body.look_alike(at)
    internal = {at for span in spans for at in range(span.first, span.last + 1)}
    problems += [each for each in alike if each.line not in internal]  # what is internal anyway is not published
    problems = [with_tabs(each, lines) for each in problems]
    problems += _comment_markers(lines, kinds)
    problems += find_divided(lines, kinds, spans)
    return Internal(
        tuple(Span(span.first + first_line, span.last + first_line) for span in spans),
        tuple(each.below(first_line) for each in problems),
    )


def _body(lines: Sequence[str], kinds: Sequence[LineKind], headings: dict[int, Heading]) -> _Body:
    expanded = [line.expandtabs(4) for line in lines]
    quotes = [*map(end_of_quotes, expanded)]
    bare = [line[quote:] for line, quote in zip(expanded, quotes, strict=True)]
    own: list[LineKind] = [kind if line.strip() else "blank" for line, kind in zip(bare, kinds, strict=True)]
    return _Body(bare, own, headings, quotes, _without_comments(bare, kinds), [*map(indent_of, expanded)])


def _without_comments(lines: Sequence[str], kinds: Sequence[LineKind]) -> Sequence[str]:
    """Return the lines with their comments replaced by spaces."""
    if not any("<!--" in line for line in lines):
        return lines
    blanked: dict[int, list[str]] = {}  # by character, since a line may hold thousands of comments
    for comment in find_comments(lines, kinds):
        for at, begin, end in comment.parts(lines):
            if at not in blanked:
                blanked[at] = list(lines[at])
            blanked[at][begin:end] = " " * (end - begin)
    return ["".join(blanked[at]) if at in blanked else line for at, line in enumerate(lines)]


class _Body(Struct, frozen=True, dict=True):
    """A body being read. Lines count from 0 here, and have no quote marks."""

    lines: Sequence[str]
    kinds: Sequence[LineKind]
    """An empty line is blank, in code and in a quote too."""
    headings: dict[int, Heading]
    quotes: Sequence[int]
    """How many characters of quote marks were cut off the start of each line."""
    visible: Sequence[str]
    """The lines without their comments: columns stay."""
    margins: Sequence[int]
    """The indent of each line, before its quote marks."""

    def block(self, at: int) -> Span:
        """Return an admonition's span: the lines after its marker that are blank or indented by four more than it."""
        return Span(at, self._last_below(at, indent_of(self.lines[at]) + 4))

    def _last_below(self, at: int, indent: int) -> int:
        """Return the last line that is part of what begins at a line because it is indented that far."""
        last = at
        for number in range(at + 1, len(self.lines)):
            if self.kinds[number] in ("blank", "comment"):
                continue
            if self._indent_below(at, number) < indent or self._leaves_quote(at, number):
                break
            last = number
        return last

    def _indent_below(self, at: int, number: int) -> int:
        """Return the indent of a line below ``at``; that of its quote mark if the quotation begins below ``at``."""
        return self.margins[number] if self.quotes[at] < self.quotes[number] else indent_of(self.lines[number])

    def _leaves_quote(self, at: int, number: int) -> bool:
        return self.quotes[at] > 0 and self.quotes[number] == 0

    def dedented(self, at: int, span: Span) -> Iterator[Problem]:
        """Report text that was meant to be in the block but is indented less, so it is outside and published."""
        after = span.last + 1
        while after < len(self.lines) and self.kinds[after] in ("blank", "comment"):
            after += 1
        if after == len(self.lines):
            return
        outer, indent = indent_of(self.lines[at]), self._indent_below(at, after)
        falls_out = after == span.last + 1 and not self._begins_block(after, outer)
        if falls_out or outer < indent < outer + 4 or span.last == at:
            publish = f"start it in column {outer + 1} after a blank line" if span.last > at else "remove the marker"
            message = "this text is outside the internal block above it and would be published"
            column = (self.quotes[after] if self.quotes[at] else 0) + indent + 1
            help = f"indent it by {outer + 4} spaces to keep it internal; to publish it, {publish}"
            yield Problem("internal-block-dedent", message, after, column, help)

    def _begins_block(self, at: int, outer: int) -> bool:
        """Return whether a line begins its own block, such as the next item of the list that contains the block."""
        line = self.lines[at]
        is_next_item = bool(_ITEM.match(line)) and indent_of(line) < outer
        return at in self.headings or is_next_item or bool(BLOCK.match(line)) or self.kinds[at] in ("code", "comment")

    def braces(self, at: int) -> tuple[list[Span], list[Problem]]:
        """Return the spans that the markers in braces on a line make internal."""
        if "{" not in self.lines[at]:
            return [], []
        visible = without_code(self.visible[at])
        spans: list[Span] = []
        problems: list[Problem] = []
        for match in islice(filter(is_internal, BRACES.finditer(visible)), _MOST_MARKERS):
            marked = self._marked(at, visible[: match.start()].strip(), visible[match.end() :].strip())
            if isinstance(marked, Span):
                spans.append(marked)
                problems += self._joined_below(at, marked)
            else:
                message = "this marker is not at the end of the text it should mark, so it has no effect"
                problems.append(self._problem(at, match.start(), message, marked))
        return spans, problems

    def _joined_below(self, at: int, span: Span) -> Iterator[Problem]:
        """Report code or a list right below the internal text that a marker on line ``at`` ends: it is not part of it.

        An item below an item is a new one.
        """
        after = span.last + 1
        if after == len(self.lines) or self.kinds[span.last] != "text" or at in self._table_rows:
            return
        is_paragraph = span.first not in self.headings and not _ITEM.match(self.lines[span.first])
        if self.kinds[after] == "code" and FENCE_LINE.match(self.lines[after]):
            what = "code"
        elif self.kinds[after] == "text" and _BULLET.match(self.lines[after]) and is_paragraph:
            what = "list"
        else:
            return
        message = f"this {what} is not part of the internal text above it and would be published"
        help = "put both into an !!! internal block; to publish it, put a blank line above it"
        column = self.quotes[after] + indent_of(self.lines[after]) + 1
        yield Problem("internal-block-dedent", message, after, column, help)

    def look_alike(self, at: int) -> Iterator[Problem]:
        """Report text that was meant to be a marker but is not one."""
        if not may_hold_one(self.visible[at]):
            return
        known = without_code(self.visible[at])
        text = [*without_code_spans(self.visible[at])]
        for match in filter(is_internal, BRACES.finditer(known)):
            text[match.start() : match.end()] = " " * len(match.group())
        if found := find_look_alike("".join(text)):
            yield self._problem(at, *found)
        if option := find_internal_option(self.visible, at):
            yield self._problem(option[0], *option[1])

    def in_code(self, at: int) -> Iterator[Problem]:
        """Report a marker that is indented so far that the page shows it, and the text it should mark, as code."""
        line = self.lines[at]
        if is_marked(line):
            message = "this marker is indented like code, so it has no effect and the page shows it"
            yield self._problem(at, indent_of(line), message, _CODE_HELP)

    def on_fence(self, at: int) -> Iterator[Problem]:
        """Report a marker after an opening code fence: it would be taken for a language or a class."""
        opening = FENCE_LINE.match(self.lines[at])
        names = re.sub(r"\"[^\"]*\"|'[^']*'", "", opening["info"]) if opening else ""
        if opening and any(map(means_internal, re.findall(r"[\w-]+", names))):
            yield self._problem(at, opening.start("info"), "a marker on a code fence has no effect", FENCE_HELP)

    def _problem(self, at: int, column: int, message: str, help: str) -> Problem:
        return Problem("internal-marker", message, at, self.quotes[at] + column + 1, help)

    def _marked(self, at: int, before: str, after: str) -> Span | str:
        """Return what a marker marks, judged by the text around it on its line; or how to mark what it does not."""
        if at in self.headings:
            return self._heading(at)
        if before.startswith("|") or ("|" in before and at in self._table_rows):
            if after not in ("", "|"):
                return ROW_HELP
            return Span(at, at) if at in self._table_rows else _TABLE_HELP
        if after or _HEADING_LIKE.match(self.lines[at]):
            return MARKER_HELP
        if not before:
            return self._marked_above(at)
        is_end = not _OPENING.match(self.lines[at]) and self._ends_paragraph(at)
        return self._paragraph_or_item(at) if is_end else MARKER_HELP

    def _marked_above(self, at: int) -> Span | str:
        """Return what a marker on a line of its own marks."""
        if at == 0 or self.kinds[at - 1] != "text":
            return MARKER_HELP
        if (above := self._heading_that_ends(at - 1)) is not None:
            return self._heading(above)
        is_heading_like = _HEADING_LIKE.match(self.lines[at - 1]) or _UNDERLINE.fullmatch(self.lines[at - 1].strip())
        marked = self._paragraph_or_item(at)
        return MARKER_HELP if is_heading_like or marked.first == at else marked

    def _heading_that_ends(self, at: int) -> int | None:
        """Return the first line of the heading that ends on a line."""
        if at in self.headings:
            return at
        is_underline = at - 1 in self.headings and bool(_UNDERLINE.fullmatch(self.lines[at]))
        return at - 1 if is_underline else None

    def _ends_paragraph(self, at: int) -> bool:
        """Return whether a paragraph or an item's text ends with this line, so that another block follows."""
        after = at + 1
        if after == len(self.lines) or self.kinds[after] != "text":
            return True
        if after in self.headings or BRACES.fullmatch(self.lines[after].strip()):
            return True
        item = _ITEM.match(self.lines[after])
        if item and item["mark"] == ":":  # a term ends with its definition
            own = _ITEM.match(self.lines[self._first_of_paragraph(at)])
            return own is not None and own["mark"] == ":"
        return item is not None

    @cached_property
    def _table_rows(self) -> frozenset[int]:
        """The rows below the headers of tables."""
        rows: set[int] = set()
        is_below = False
        for at, line in enumerate(self.lines):
            if self.kinds[at] != "text":
                is_below = False
            elif is_delimiter(line):
                is_below = True
            elif is_below:
                rows.add(at)
        return frozenset(rows)

    @cached_property
    def _heading_lines(self) -> Sequence[int]:
        return sorted(self.headings)

    def _heading(self, at: int) -> Span:
        """Return a heading's section: up to the next heading of its level or a higher one.

        A heading in a list, a quote or another block of the section does not end it.
        """
        own = self.headings[at]
        after = len(self.lines)
        for number in self._heading_lines[bisect_right(self._heading_lines, at) :]:
            other = self.headings[number]
            if other.level <= own.level and other.top >= own.top:
                after = number
                break
        return Span(at, after - 1 if own.top else self._last_of_container(at, after))

    def _last_of_container(self, at: int, after: int) -> int:
        """Return the last line before ``after`` of the list item, quote or block that contains a heading.

        A line that is indented less, but follows without a blank line, continues the paragraph above it.
        """
        item = _ITEM.match(self.lines[at])
        indent = len(item["indent"]) + 1 if item else indent_of(self.lines[at])
        for number in range(at + 1, after):
            is_outside = self._indent_below(at, number) < indent or self._leaves_quote(at, number)
            is_new = self.kinds[number - 1] == "blank" or bool(_ITEM.match(self.lines[number]))
            if is_outside and is_new and self.kinds[number] not in ("blank", "comment"):
                return number - 1
        return after - 1

    def _paragraph_or_item(self, at: int) -> Span:
        """Return the paragraph that ends on a line, or the whole list item if the paragraph is an item's first."""
        first = self._first_of_paragraph(at)
        item = _ITEM.match(self.lines[first])
        return Span(first, max(at, self._last_below(at, len(item["indent"]) + 1)) if item else at)

    def _first_of_paragraph(self, at: int) -> int:
        while not _ITEM.match(self.lines[at]) and at > 0 and self._continues_below(at - 1, at):
            at -= 1
        return at

    def _continues_below(self, at: int, below: int) -> bool:
        """Return whether a line is in one paragraph with the line below it."""
        begins_quote = self.quotes[below] > 0 and self.quotes[at] == 0
        is_own = self._heading_that_ends(at) is not None or bool(_OPENING.match(self.lines[at]))
        return self.kinds[at] == "text" and not begins_quote and not is_own


def _comment_markers(lines: Sequence[str], kinds: Sequence[LineKind]) -> Iterator[Problem]:
    """Report comments that look like markers for what follows them."""
    for comment in find_comments(lines, kinds):
        text = lines[comment.first][comment.column : comment.end]
        if comment.last == comment.first and is_comment_marker(text):
            message = f"{text!r} has no effect: the text after it would be published"
            yield Problem("internal-marker", message, comment.first, comment.column + 1, MARKER_HELP)
