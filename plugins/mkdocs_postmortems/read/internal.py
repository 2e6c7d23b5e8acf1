"""Internal text: which lines of a body the public must not see, and what is wrong with their markers.

Comes in: a body's lines with their kinds and headings. Goes out: ``Internal``: spans of lines, and problems. A marker
that is misspelt or stands where it marks nothing is a problem, never a guess.

The markers: a block ``!!! internal``, ``??? internal`` or ``???+ internal``, titled or not; ``{.internal}`` at the end
of a heading (its whole section), of a list item or paragraph, of a table row's last cell (the whole row), or on the
line below a paragraph or an item.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mkdocs_postmortems.diagnostics import Problem
from mkdocs_postmortems.read.blocks import LineKind, without_code
from mkdocs_postmortems.read.model import Heading, Span

_BLOCK = re.compile(
    r"^(?P<indent>[ ]*)(?P<mark>!!!|\?\?\?\+?)[ ]+internal(?P<rest>(?:[ ]+[\w-]+)*(?:[ ]+\"[^\"]*\")?)[ ]*$"
)
_LIKE_BLOCK = re.compile(r"^[ >*+-]*(?P<mark>[!?]{2,}\+?)[ ]*(?P<word>[^\W\d_][\w-]*)")
_BRACES = re.compile(r"\{:?(?P<inside>[^{}\n]*)\}")
_ITEM = re.compile(r"^(?P<indent>[ ]*)(?:[-*+]|\d+[.)])[ ]+")
_DEFINITION = re.compile(r"^ {0,3}(?P<mark>\[\^[^\]]+\]|\[[^\]^][^\]]*\]|\*\[[^\]]+\]):")
_HEADING_LIKE = re.compile(r"\s*#{1,6}(?:\s|[^\s#])")
"""What an author takes for a heading though the page does not: its section would not be internal with it."""
_FENCE = re.compile(r"[> ]*(?:`{3}|~{3})")
_ROW_HELP = "write {.internal} at the end of the row's last cell: it marks the whole row"
_MARKER_HELP = "write !!! internal on a line of its own, or {.internal} at the end of the text that it marks"


@dataclass(frozen=True, slots=True)
class Internal:
    """``spans`` in the order of their first lines; they may overlap."""

    spans: tuple[Span, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_internal(
    lines: Sequence[str], kinds: Sequence[LineKind], headings: Sequence[Heading], first_line: int
) -> Internal:
    """Find all internal text. ``lines[0]`` stands on line ``first_line`` of the file."""
    body = _Body([line.expandtabs(4) for line in lines], kinds, {each.line - first_line: each for each in headings})
    spans: list[Span] = []
    problems: list[Problem] = []
    fenced = fenced_lines(body.lines, kinds)
    for at, line in enumerate(body.lines):
        if kinds[at] == "code" and at not in fenced:
            problems += _in_indented_code(at, line)
        if kinds[at] != "text":
            continue
        if _BLOCK.match(line):
            spans.append(body.block(at))
            problems += body.dedented(at, spans[-1])
        else:
            problems += _misspelt_block(at, line)
        if "{" in line:
            found, wrong = body.braces(at)
            spans += found
            problems += wrong
    problems += _definitions(body, spans)
    return Internal(
        tuple(Span(span.first + first_line, span.last + first_line) for span in spans),
        tuple(Problem(each.rule, each.message, each.line + first_line, each.column, each.help) for each in problems),
    )


@dataclass(frozen=True)
class _Body:
    """A body under reading. Lines count from 0 here."""

    lines: Sequence[str]
    kinds: Sequence[LineKind]
    headings: dict[int, Heading]

    def block(self, at: int) -> Span:
        """An admonition: the lines after its marker that are blank or indented by four more than it."""
        inner = _indent(self.lines[at]) + 4
        last = at
        for number in range(at + 1, len(self.lines)):
            if self.kinds[number] == "blank":
                continue
            if _indent(self.lines[number]) < inner:
                break
            last = number
        return Span(at, last)

    def dedented(self, at: int, span: Span) -> Iterator[Problem]:
        """Text that an author meant to be in the block, but that is indented less, is outside it and published."""
        after = span.last + 1
        while after < len(self.lines) and self.kinds[after] == "blank":
            after += 1
        if after == len(self.lines):
            return
        outer, indent = _indent(self.lines[at]), _indent(self.lines[after])
        falls_out = after == span.last + 1 and not self._begins_block(after)
        if falls_out or outer < indent < outer + 4 or span.last == at:
            publish = f"start it in column {outer + 1} after a blank line" if span.last > at else "take the marker out"
            yield Problem(
                "internal-block-dedent",
                "this text is outside the internal block above it, and would be published",
                after,
                indent + 1,
                f"indent it by {outer + 4} spaces to keep it internal; to publish it, {publish}",
            )

    def _begins_block(self, at: int) -> bool:
        return at in self.headings or bool(_BLOCK.match(self.lines[at])) or self.kinds[at] in ("code", "comment")

    def braces(self, at: int) -> tuple[list[Span], list[Problem]]:
        """The spans that the markers in braces on a line make internal."""
        visible = without_code(self.lines[at])
        spans: list[Span] = []
        problems: list[Problem] = []
        for match in _BRACES.finditer(visible):
            words = match["inside"].split()
            if ".internal" not in words:
                problems += _misspelt_braces(at, match, words)
                continue
            span = self._marked(at, visible, match)
            if span is None:
                message = "this marker is not at the end of what it should mark, so it marks nothing"
                help = _ROW_HELP if self._is_row(at, visible[: match.start()].strip()) else _MARKER_HELP
                problems.append(Problem("internal-marker", message, at, match.start() + 1, help))
            else:
                spans.append(span)
        return spans, problems

    def _marked(self, at: int, visible: str, match: re.Match[str]) -> Span | None:
        """What a marker marks; ``None`` where it stands in the middle of something, or alone."""
        before, after = visible[: match.start()].strip(), visible[match.end() :].strip()
        if at in self.headings:
            return self._heading(at)
        if self._is_row(at, before):
            return Span(at, at) if after in ("", "|") else None
        if after:
            return None
        if _HEADING_LIKE.match(visible):
            return None
        if not before:
            if at == 0 or self.kinds[at - 1] != "text":
                return None
            if (at - 1) in self.headings:
                return self._heading(at - 1)
        elif not self._ends_paragraph(at):
            return None
        return self._paragraph_or_item(at)

    def _ends_paragraph(self, at: int) -> bool:
        """Whether a paragraph or an item's text ends with this line: what follows begins something else."""
        after = at + 1
        if after == len(self.lines) or self.kinds[after] != "text":
            return True
        return after in self.headings or bool(_ITEM.match(self.lines[after])) or self._is_marker_line(after)

    def _is_marker_line(self, at: int) -> bool:
        return bool(re.fullmatch(r"\s*\{:?[^{}]*\}\s*", self.lines[at]))

    def _is_row(self, at: int, before: str) -> bool:
        """Whether a marker with that text before it stands in a table's row."""
        return before.startswith("|") or ("|" in before and self._in_table(at))

    def _in_table(self, at: int) -> bool:
        first = at
        while first > 0 and self.kinds[first - 1] == "text":
            first -= 1
        return any(re.fullmatch(r"[\s|:-]*-[\s|:-]*", self.lines[number]) for number in range(first, at))

    def _heading(self, at: int) -> Span:
        """A heading's section: up to the next heading of its level or a higher one."""
        level = self.headings[at].level
        later = (number for number, each in self.headings.items() if number > at and each.level <= level)
        return Span(at, min(later, default=len(self.lines)) - 1)

    def _paragraph_or_item(self, at: int) -> Span:
        """The paragraph that ends on a line, and the whole list item where the paragraph is an item's first."""
        first = at
        while not _ITEM.match(self.lines[first]) and first > 0 and self._joins(first - 1):
            first -= 1
        item = _ITEM.match(self.lines[first])
        if item is None:
            return Span(first, at)
        last = at
        for number in range(at + 1, len(self.lines)):
            if self.kinds[number] == "blank":
                continue
            if number in self.headings or _indent(self.lines[number]) <= len(item["indent"]):
                break
            last = number
        return Span(first, last)

    def _joins(self, at: int) -> bool:
        return self.kinds[at] == "text" and at not in self.headings


def fenced_lines(lines: Sequence[str], kinds: Sequence[LineKind]) -> frozenset[int]:
    """The lines of code between fences, fences included, counted from 0; all other code is told by its indent."""
    found = []
    is_fenced = False
    for at, kind in enumerate(kinds):
        if kind != "code":
            is_fenced = False
            continue
        if at == 0 or kinds[at - 1] != "code":
            is_fenced = bool(_FENCE.match(lines[at]))
        if is_fenced:
            found.append(at)
    return frozenset(found)


def _in_indented_code(at: int, line: str) -> Iterator[Problem]:
    """A marker that is indented so far that the page shows it as code, with what it was to mark."""
    if _BLOCK.match(line) or any(".internal" in match["inside"].split() for match in _BRACES.finditer(line)):
        message = "this marker is indented like code, so it marks nothing, and the page shows it"
        yield Problem(
            "internal-marker", message, at, _indent(line) + 1, "indent it less; to show a marker, put it between fences"
        )


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _misspelt_block(at: int, line: str) -> Iterator[Problem]:
    """A line that was meant to open an internal block and does not."""
    match = _LIKE_BLOCK.match(line)
    if match is None or not _means_internal(match["word"]):
        return
    message = f"{line.strip()!r} opens no internal block, so what follows would be published"
    yield Problem("internal-marker", message, at, match.start("mark") + 1, _MARKER_HELP)


def _misspelt_braces(at: int, match: re.Match[str], words: Iterable[str]) -> Iterator[Problem]:
    for word in words:
        name = word.strip(".#:").partition("=")[0] or word
        if _means_internal(name) or _means_internal(word.rpartition("=")[2].strip("\"'")):
            message = f"{match.group()!r} is no internal marker, so the text would be published"
            yield Problem("internal-marker", message, at, match.start() + 1, _MARKER_HELP)
            return


def _means_internal(word: str) -> bool:
    """Whether a word is ``internal`` to a reader's eye: in any case, with look-alike letters, or nearly."""
    plain = unicodedata.normalize("NFKD", word).casefold().translate(_LOOK_ALIKES)
    plain = "".join(char for char in plain if unicodedata.category(char) not in ("Mn", "Cf"))
    return difflib.SequenceMatcher(None, plain, "internal").ratio() > 0.85


_LOOK_ALIKES = str.maketrans("аеіıοорпт1l|", "aeiioopntlll")


def _definitions(body: _Body, spans: Sequence[Span]) -> Iterator[Problem]:
    """Footnotes, links and abbreviations that only internal text uses, defined where the public would get them."""
    hidden = {number for span in spans for number in range(span.first, span.last + 1)}
    if not hidden:
        return
    definitions = {}
    shown: list[str] = []
    secret: list[str] = []
    for at, line in enumerate(body.lines):
        match = _DEFINITION.match(line) if body.kinds[at] == "text" else None
        if match and at not in hidden:
            definitions[at] = match["mark"]
        (secret if at in hidden else shown).append(line[match.end() :] if match else line)
    public, internal = "\n".join(shown), "\n".join(secret)
    for at, mark in definitions.items():
        if _uses(internal, mark) and not _uses(public, mark):
            yield Problem(
                "internal-definition",
                f"{mark} is used by internal text only, but is defined outside it and would be published",
                at,
                1,
                "move the definition into the internal block",
            )


def _uses(text: str, mark: str) -> bool:
    if mark.startswith("*["):
        return bool(re.search(rf"(?<!\w){re.escape(mark[2:-1])}(?!\w)", text))
    return mark.casefold() in text.casefold()
