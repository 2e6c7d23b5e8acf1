"""Classify each line of a body as text, blank, code or comment, by the rules of the parser that renders it.

Takes a body's lines and returns ``Blocks``: a kind for each line, and problems of the structure itself. Python-Markdown
keeps no line numbers, so the few rules that decide this are restated here. They follow Python-Markdown and
pymdownx.superfences, not CommonMark, where the two differ: a fence whose lines are indented less than itself is not a
fence, and a comment opened in the middle of a line ends with its paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import Literal

from msgspec import Struct, field

from mkdocs_postmortems.diagnostics import Problem
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.source import indent_of
from mkdocs_postmortems.read.tables import is_delimiter

LineKind = Literal["text", "blank", "code", "comment"]

LONGEST_LINE = 20_000
DEEPEST_BLOCK = 40
DEEPEST_HTML = 50
MOST_OPEN_MARKS = 100
MOST_LINES = 50_000
MOST_FENCES = 2_000
MOST_TAGS = 20_000
MOST_HEADINGS = 1_000
MOST_NOTES = 1_000
MOST_BLOCKS = 5_000
MOST_DEFINITIONS = 1_000
MOST_WORK = 1_000_000_000
"""The sum over all blocks of their marks times their characters: about four seconds of Python-Markdown."""
MOST_ANGLES = 100_000

_MARK = pattern(r"[*`&\\~^$]|(?<![^\W_])_|_(?![^\W_])|:(?=[a-z])")
"""What Python-Markdown searches the rest of a block for: not a ``_`` in a word, or the ``:`` of a time."""
_SHORT = 2_000
"""Blocks with fewer characters take no time that matters."""
_BLOCK_START = pattern(r"^[ >]*(?:[-*+][ \t]|\d+[.)][ \t]|\|)", re.MULTILINE)
_EDITS = (("{++", "++}"), ("{--", "--}"), ("{==", "==}"), ("{~~", "~~}"), ("{>>", "<<}"))
"""The marks of ``pymdownx.critic``, which searches the rest of the body for each that is open."""
_DEFINITION_LINE = pattern(r"^[ ]{0,3}(?::[ ]|\*\[[^\]\n]+\]:|\[[^\]\n]+\]:[ ]*$)", re.MULTILINE)
_FENCE = pattern(
    r"(?P<indent>[> ]*)(?P<fence>`{3,}|~{3,})"
    r"(?:[ \t]*\.?[\w#.+-]+(?=[ \t]|$))?"  # language
    r"(?:[ \t]*\{[^\n]*\}|(?:[ \t]*[a-zA-Z]\w*(?:=(?P<quote>\"|').*?(?P=quote))?(?=[ \t]|$))*)[ \t]*$"
)
_LIST_MARKER = pattern(r" *(?:[-*+]|\d+\.)[ \t]")
_BEGINS_BLOCK = pattern(
    r"#|!!!|\?\?\?|===|:[ \t]|\[[^\[\]]{1,100}\]:|\*\[[^\[\]]{1,100}\]:|(?:[-*_][ ]{0,2}){3,}$|(?:-+|=+)[ ]*$"
)
"""A line that ends the paragraph above it without a blank line in between."""
_CONTAINER = pattern(r">|[-*+:](?=[ \t])|\d{1,9}[.)](?=[ \t])|\[\^[^\[\]]{1,50}\]:")
_CONTAINERS = pattern(rf"(?:[ \t]*(?:{_CONTAINER.pattern}))+")
"""The marks at the head of a line that open or continue quotes, items, terms and notes."""
_RULE = pattern(r"[ ]*(?:(?:-[ ]{0,2}){3,}|(?:\*[ ]{0,2}){3,})")
_LAZY = 50
"""How many unindented lines may still continue the first line of an item."""
_MOST_CLOSERS = 10
"""How many lines with ``-->`` are tried as the end of a comment: one or two suffice unless the others are code."""
_MOST_REPORTED = 100
_HEADING_MARK = pattern(r"#{2,6} \S")
_BLOCK_LINE = pattern(r"^[ ]*(?:!!!|\?\?\?\+?|===[!+]?|/{3,})[ ]", re.MULTILINE)
_SLASHES = pattern(r"[ ]*/{3,}[ ]*(?:(?P<name>[\w-]+)[ ]*(?:\|.*)?)?")
"""A line that opens or closes a block of ``pymdownx.blocks``."""
_HEADING_LINE = pattern(rf"^(?:#|(?:-+|=+)[ ]*$)|{_BLOCK_LINE.pattern}", re.MULTILINE)
"""A line that Python-Markdown splits off a paragraph, of which it then reads the rest again."""
_BACKTICKS = pattern(r"`+")
_OPEN_TAG = pattern(r"<[a-zA-Z!?/]")
_COMMENT = pattern(r"<!--.*?-->", re.DOTALL)
_NO_LINE_END = pattern(r".")
_COMMENT_MARK = pattern(r"<!--|-->")
_EARLY_END = pattern(r"<!---?>|--!>")
_EARLY_END_LATER = pattern(r"--!>")
_BLOCK_TAG = pattern(
    r"<(?P<close>/?)(?P<tag>address|article|aside|blockquote|body|center|dd|details|dialog|dir|div|dl|dt|fieldset|"
    r"figcaption|figure|footer|form|header|hgroup|html|iframe|legend|li|main|map|menu|nav|noscript|object|ol|option|"
    r"output|p|pre|progress|script|section|style|summary|svg|table|tbody|td|template|textarea|tfoot|th|thead|tr|ul|"
    r"video|math|canvas|audio|select|button|h[1-6])\b[^<>]*?(?P<self>/?)>",
    re.IGNORECASE,
)


class Blocks(Struct, frozen=True):
    """The kinds of lines: ``kinds[i]`` belongs to ``lines[i]``. A ``costly`` body must not be passed to Markdown."""

    kinds: tuple[LineKind, ...]
    problems: tuple[Problem, ...] = ()
    costly: bool = field(default=False)


def classify(lines: Sequence[str], first_line: int = 1) -> Blocks:
    """Classify each line; ``first_line`` is the file's line number of ``lines[0]``."""
    expanded = [line.expandtabs(4) if "\t" in line else line for line in lines]
    kinds: list[LineKind] = ["text" if line.strip() else "blank" for line in expanded]
    problems = [*_without_repeats(_mark_fences(expanded, kinds), expanded), *_mark_comments(expanded, kinds)]
    _mark_indented_code(expanded, kinds)
    cost = _find_cost(expanded, kinds)
    problems += [*([cost] if cost else []), *_find_long_lines(lines)]
    if cost is None:
        problems += _mark_unclosed_html(expanded, kinds)
    placed = (Problem(each.rule, each.message, each.line + first_line, each.column, each.help) for each in problems)
    return Blocks(tuple(kinds), tuple(placed), costly=cost is not None)


def without_code(text: str) -> str:
    """Return a line or paragraph with inline code and escaped characters replaced by as many spaces: columns stay.

    Python-Markdown does not treat a backslash before ``<`` as an escape.
    """
    text = without_code_spans(text)
    return re.sub(r"\\[^<\n]", "  ", text) if "\\" in text else text


def without_code_spans(text: str) -> str:
    """Return a line or paragraph with its inline code replaced by as many spaces."""
    if "`" not in text:
        return text
    out: list[str] = []
    done = 0
    for start, end, _ in code_spans(text):
        out += [text[done:start], re.sub(r"[^\n]", " ", text[start:end])]
        done = end
    return "".join(out) + text[done:]


def code_spans(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield where code spans begin and end, and how many backticks delimit each, in one pass.

    Python-Markdown's rule: a run of backticks opens a span that the next run of the same length closes. If there is
    none, a shorter part of the run opens one. A backslash before the run takes its first backtick away.
    """
    runs = [match.span() for match in _BACKTICKS.finditer(text)]
    starts: dict[int, list[int]] = defaultdict(list)
    for start, end in runs:
        starts[end - start].append(start)
    done = 0
    for start, end in runs:
        if start < done:
            continue
        begin = start + _is_escaped(text, start)
        for length in range(end - begin, 0, -1):
            same = starts[length]
            at = bisect_left(same, end)
            if at < len(same):
                done = same[at] + length
                yield begin, done, length
                break


def _is_escaped(text: str, at: int) -> bool:
    """Return whether an odd number of backslashes precedes a position."""
    before = at
    while before > 0 and text[before - 1] == "\\":
        before -= 1
    return (at - before) % 2 == 1


def _mark_fences(lines: Sequence[str], kinds: list[LineKind]) -> Iterator[Problem]:
    """Mark the lines of fenced code, fences included. Lines count from 0 here."""
    at = reported = 0
    unclosed: set[tuple[str, str]] = set()
    closed: list[tuple[int, int]] = []
    while at < len(lines):
        opening = _FENCE.match(lines[at]) if "```" in lines[at] or "~~~" in lines[at] else None
        if opening is None:
            at += 1
            continue
        marks = opening["indent"], opening["fence"]
        closing = None if marks in unclosed else _closing_fence(lines, at, opening)
        if closing is None:
            if not marks[0]:  # only the closing line ends it, so if none follows here, none follows further down
                unclosed.add(marks)
            reported += 1
            yield from _report_fence(lines, at, opening, closed) if reported <= _MOST_REPORTED else ()
            at += 1
            continue
        closed.append((at, closing))
        if any(_opens_another(lines[inside], marks) for inside in range(at + 1, closing)):
            reported += 1
            yield from _report_swallowing(at, *marks) if reported <= _MOST_REPORTED else ()
        for inside in range(at, closing + 1):
            kinds[inside] = "code"
        at = closing + 1


def _opens_another(line: str, marks: tuple[str, str]) -> bool:
    """Return whether a line in a fence opens the same fence with a language, which ends the outer one early."""
    rest = line.removeprefix("".join(marks))
    return rest != line and bool(rest[:1].strip("`~ \t")) and bool(_FENCE.fullmatch(line))


def _fence_around_heading(lines: Sequence[str], closed: Sequence[tuple[int, int]], marks: str) -> int | None:
    """Return the fence that swallows a heading: it was meant to end earlier, so a closing fence is missing."""
    for first, last in closed:
        inside = range(first + 2, last - 1) if lines[first].startswith(marks) and lines[last].rstrip() == marks else ()
        for at in inside:
            if _HEADING_MARK.match(lines[at]) and not lines[at - 1].strip() and not lines[at + 1].strip():
                return first
    return None


def _report_swallowing(at: int, indent: str, fence: str) -> Iterator[Problem]:
    yield Problem(
        "unclosed-fence",
        "this code fence is closed by one meant for another block, so the text between them is code",
        at,
        len(indent) + 1,
        f"add a line of {fence} after the code; use {fence[0] * (len(fence) + 1)} around code that contains a fence",
    )


def _without_repeats(problems: Iterable[Problem], lines: Sequence[str]) -> Iterator[Problem]:
    """Yield the problems of fences, except for closing lines of a fence that is already reported."""
    reported = False
    for problem in problems:
        if not (reported and problem.rule == "unclosed-fence" and not lines[problem.line].strip(" >`~")):
            yield problem
        reported = True


def _closing_fence(lines: Sequence[str], at: int, opening: re.Match[str]) -> int | None:
    """Return the line that closes the fence opened at ``at``; ``None`` if nothing closes it or it is not a fence."""
    indent, fence = opening["indent"], opening["fence"]
    for number in range(at + 1, len(lines)):
        line = lines[number]
        if ">" in indent:
            if not line.lstrip().startswith(">"):
                return None
            line = line.lstrip("> ")
        else:
            if not line.strip():
                continue
            if not line.startswith(indent):
                return None
            line = line[len(indent) :]
        if line.rstrip() == fence:
            return number
    return None


def _report_fence(
    lines: Sequence[str], at: int, opening: re.Match[str], closed: Sequence[tuple[int, int]]
) -> Iterator[Problem]:
    """Yield what is wrong with the unclosed fence at ``at``; ``closed`` are the fences above it."""
    indent, fence = opening["indent"], opening["fence"]
    closed_elsewhere = any(line.strip() == fence for line in lines[at + 1 :])
    previous = any(line.strip() == fence or line.strip().startswith(fence) for line in lines[:at])
    refused = _refused_opening(lines, at, fence)
    is_bare = lines[at].rstrip() == indent + fence
    if is_bare and (holder := _fence_around_heading(lines, closed, indent + fence)) is not None:
        yield from _report_swallowing(holder, indent, fence)
    elif refused is not None:
        yield Problem(
            "unclosed-fence",
            "this line does not open a code fence, so the fence meant to close it opens one",
            refused,
            len(lines[refused]) - len(lines[refused].lstrip()) + 1,
            f'use only a language and key="value" pairs, or put everything in braces: {fence} {{.python title="x"}}',
        )
    elif indent and closed_elsewhere:
        yield Problem(
            "heading-in-fence" if _heading_follows(lines, at) else "unclosed-fence",
            "this code fence is indented more than the lines inside it, so the page does not show them as code",
            at,
            len(indent) + 1,
            "indent the lines inside as far as the fence, or start the fence in column 1",
        )
    elif not (indent and previous):
        yield Problem(
            "unclosed-fence",
            "this code fence is never closed",
            at,
            len(indent) + 1,
            f"add a line of {fence} after the code, with the same indent and as many marks",
        )


def _refused_opening(lines: Sequence[str], at: int, fence: str) -> int | None:
    """Return the line above that was meant to open what the bare fence at ``at`` closes, but is text to Markdown."""
    if lines[at].strip() != fence:
        return None
    for above in range(at - 1, -1, -1):
        line = lines[above].strip(" >")
        if line.startswith(fence):
            return None if _FENCE.match(lines[above]) or fence in line[len(fence) :] else above
    return None


def _heading_follows(lines: Sequence[str], at: int) -> bool:
    fence = lines[at].strip()[:3]
    for line in lines[at + 1 :]:
        if line.strip().startswith(fence):
            return False
        if line.startswith("#"):
            return True
    return False


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
        found = _comment_end(lines, closers, at, column + 4, is_block, visible)
        last, end = found or (None, 0)
        yield Comment(at, column, last, end, is_block)
        at, begin = found or (at + 1, 0)


def _comment_end(
    lines: Sequence[str], closers: Sequence[int], at: int, column: int, is_block: bool, visible: str
) -> tuple[int, int] | None:
    """Return the line and the column after ``-->``. A comment within text must end in its paragraph, outside code.

    ``closers`` are the lines with ``-->``. ``visible`` is the line ``at`` without its code.
    """
    first = bisect_left(closers, at)
    for number in closers[first : first + _MOST_CLOSERS]:
        if not is_block and number > at and not _is_one_paragraph(lines, at, number):
            return None
        line = lines[number] if is_block else visible if number == at else without_code(lines[number])
        end = line.find("-->", column if number == at else 0)
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
    is_list = any(_LIST_MARKER.match(line.lstrip(" >")) for line in lines[begin : first + 1])
    depth = _quote_depth(lines[first])
    for line in lines[first + 1 : last + 1]:
        text = line.lstrip(" >")
        if not text or _BEGINS_BLOCK.match(text) or _quote_depth(line) > depth:
            return False
        if is_list and _LIST_MARKER.match(text):
            return False
    return True


def _mark_comments(lines: Sequence[str], kinds: list[LineKind]) -> Iterator[Problem]:
    """Mark the lines that hold only comments. The page shows a comment that is never closed as text."""
    for comment in list(find_comments(lines, kinds)):
        if comment.last is None:
            yield Problem(
                "unclosed-comment",
                "this comment is never closed, so the page shows it as text",
                comment.first,
                comment.column + 1,
                "close it with -->, within its paragraph if it begins inside one",
            )
        elif early := _early_end(lines, comment):
            yield Problem(
                "unclosed-comment",
                "browsers end this comment here and show the rest of it",
                *early,
                "begin it with <!-- and a space, and end it with -->",
            )
        elif inner := _nested(lines, comment):
            yield Problem(
                "unclosed-comment",
                "comments do not nest: the outer one ends at the first -->, and the page shows the rest",
                *inner,
                "remove this <!-- and its -->",
            )
        elif comment.is_block:
            for inside in range(comment.first, comment.last + 1):
                rest = lines[inside][comment.end :] if inside == comment.last else ""
                kinds[inside] = "text" if rest.strip() else "comment"


def _early_end(lines: Sequence[str], comment: Comment) -> tuple[int, int] | None:
    """Return the line and column, from 1, where HTML ends a comment earlier than Markdown: at ``<!-->`` or ``--!>``."""
    begin = comment.column
    for number in range(comment.first, (comment.last or 0) + 1):
        end = comment.end if number == comment.last else len(lines[number])
        pattern = _EARLY_END if number == comment.first else _EARLY_END_LATER
        if (match := pattern.search(lines[number], begin, end)) and match.end() < end:
            return number, match.start() + 1
        begin = 0
    return None


def _nested(lines: Sequence[str], comment: Comment) -> tuple[int, int] | None:
    """Return the line and column, from 1, of a comment that seems to begin inside another, if a second end follows."""
    assert comment.last is not None
    begin = comment.column + 4
    for number in range(comment.first, comment.last + 1):
        at = lines[number].find("<!--", begin, comment.end if number == comment.last else None)
        if at >= 0:
            return (number, at + 1) if _ends_again(lines, comment.last, comment.end) else None
        begin = 0
    return None


def _ends_again(lines: Sequence[str], at: int, column: int) -> bool:
    """Return whether ``-->`` comes before the next ``<!--``."""
    for number in range(at, len(lines)):
        match = _COMMENT_MARK.search(lines[number], column if number == at else 0)
        if match:
            return match.group() == "-->"
    return False


def _mark_indented_code(lines: Sequence[str], kinds: list[LineKind]) -> None:
    """Mark code that only four spaces indicate: after a blank line, outside a list or an admonition."""
    container = False
    marked = -_LAZY - 1  # the last line of this run of text that begins an item, a note or a definition
    for at, line in enumerate(lines):
        if kinds[at] != "text":
            marked = -_LAZY - 1
            continue
        begins = bool(_LIST_MARKER.match(line)) or line.startswith(("[^", ":"))
        if not line.startswith("    "):
            container = begins or line.startswith(("!!!", "???", "===")) or at - marked < _LAZY
        elif not container and (at == 0 or kinds[at - 1] in ("blank", "code")):
            kinds[at] = "code"
        marked = at if begins and kinds[at] == "text" else marked if kinds[at] == "text" else -_LAZY - 1


def _find_cost(lines: Sequence[str], kinds: Sequence[LineKind]) -> Problem | None:
    """Return the first construct that Python-Markdown would take forever to render or overflow its stack on."""
    costs = chain(_costs_of_all(lines, kinds), _costs_of_lines(lines, kinds), _costs_of_paragraphs(lines, kinds))
    return next(costs, None)


def _costs_of_all(lines: Sequence[str], kinds: Sequence[LineKind]) -> Iterator[Problem]:
    """Yield the limits that the body as a whole exceeds."""
    text = "\n".join(line for line, kind in zip(lines, kinds, strict=True) if kind == "text")
    counts = (
        (kinds.count("text"), MOST_LINES, "lines of text"),
        (sum(line.lstrip(" >").startswith(("```", "~~~")) for line in lines), MOST_FENCES, "lines of ``` or ~~~"),
        (text.count("[^"), MOST_NOTES, "footnotes and references to them"),
        (text.count("<"), MOST_ANGLES, "< characters"),
        (len(_BLOCK_LINE.findall(text)), MOST_BLOCKS, "admonitions and tabs"),
        *((_count_open(text, *pair), MOST_OPEN_MARKS, f"{pair[0]} without {pair[1]}") for pair in _EDITS),
    )
    for count, most, what in counts:
        if count > most:
            yield _cost(0, f"there are {count:,} {what}, more than {most:,}")


def _count_open(text: str, opening: str, closing: str) -> int:
    return text.count(opening, text.rfind(closing) + 1) if opening in text else 0


def _costs_of_lines(lines: Sequence[str], kinds: Sequence[LineKind]) -> Iterator[Problem]:
    """Yield the lines that are nested too deeply or preceded by too many tags."""
    depth = tags = fenced = 0
    for at, line in enumerate(lines):
        if kinds[at] != "text":
            continue
        if "///" in line and (fence := _SLASHES.fullmatch(line)):
            fenced = max(0, fenced + (1 if fence["name"] else -1))
            if fenced > DEEPEST_BLOCK:
                yield _nesting(at, f"blocks of /// are nested more than {DEEPEST_BLOCK} levels deep")
        if len(line) > DEEPEST_BLOCK and (levels := _levels(line)) > DEEPEST_BLOCK:
            yield _nesting(at, f"lists, quotes or other blocks are nested {levels} levels deep")
        if "<" not in line:
            continue
        for tag in _BLOCK_TAG.finditer(line):
            tags += 1
            depth = max(0, depth + (-1 if tag["close"] else 0 if tag["self"] else 1))
            if depth > DEEPEST_HTML:
                yield _nesting(at, f"HTML is nested more than {DEEPEST_HTML} levels deep")
        if tags > MOST_TAGS:
            yield _cost(at, f"more than {MOST_TAGS:,} HTML tags come before this line")


def _costs_of_paragraphs(lines: Sequence[str], kinds: Sequence[LineKind]) -> Iterator[Problem]:
    """Yield the runs of lines without a blank line that exceed a limit."""
    work = 0
    for first, text in _paragraphs(lines, kinds):
        if len(_HEADING_LINE.findall(text)) > MOST_HEADINGS:
            yield _cost(first, f"more than {MOST_HEADINGS:,} headings or blocks have no blank line between them")
        if len(text) > 2 * MOST_DEFINITIONS and len(_DEFINITION_LINE.findall(text)) > MOST_DEFINITIONS:
            yield _cost(first, f"more than {MOST_DEFINITIONS:,} definitions in a row have no blank line between them")
        work += _work(text)
        if work > MOST_WORK:
            yield _cost(first, "there are too many marks such as * and _ in paragraphs as long as these")
        if mark := _open_mark(text):
            message = f"more than {MOST_OPEN_MARKS} {mark!r} are open at once"
            yield _cost(first, message, "put the text into a code block")


def _work(text: str) -> int:
    """Return the marks times the characters of each block in a run of lines: of each item, row and paragraph."""
    if len(text) < _SHORT:
        return 0
    starts = [0, *(match.start() for match in _BLOCK_START.finditer(text)), len(text)]
    blocks = (text[start:end] for start, end in pairwise(starts) if end - start >= _SHORT)
    return sum(len(_MARK.findall(block)) * len(block) for block in blocks)


def _cost(at: int, message: str, help: str = "move logs and long lists into separate files or code blocks") -> Problem:
    return Problem("markdown-cost", f"{message}, which Markdown cannot process in reasonable time", at, 1, help)


def _nesting(at: int, message: str) -> Problem:
    return Problem("nesting-limit", message, at, 1, "use fewer levels, or put it into a code block")


def _levels(line: str) -> int:
    """Return how many nested blocks contain what the line begins; 0 if it begins none of its own."""
    indent = indent_of(line)
    containers = None if _RULE.fullmatch(line) else _CONTAINERS.match(line)
    opened = int(line.startswith(("!!!", "???", "==="), indent))
    if containers:
        opened = len(_CONTAINER.findall(line, 0, containers.end() + 1))
    return indent // 4 + opened if opened else 0


def _quote_depth(line: str) -> int:
    return len(re.match(r"[> ]*", line).group().replace(" ", ""))  # type: ignore[union-attr]


def _paragraphs(lines: Sequence[str], kinds: Sequence[LineKind]) -> Iterator[tuple[int, str]]:
    """Yield runs of text lines, each with the index of its first line."""
    start: int | None = None
    for at in range(len(lines) + 1):
        inside = at < len(lines) and kinds[at] == "text"
        if inside and start is None:
            start = at
        elif not inside and start is not None:
            yield start, "\n".join(lines[start:at])
            start = None


def _open_mark(text: str) -> str:
    """Return the mark of which too many are open at once in a paragraph; "" if none."""
    if text.count("[") > MOST_OPEN_MARKS:
        depth = 0
        for char in re.findall(r"[\[\]]", text):
            depth = max(0, depth + (1 if char == "[" else -1))
            if depth > MOST_OPEN_MARKS:
                return "["
        if len(re.findall(r"\]\((?![^()\n]*(?:\([^()\n]*\)[^()\n]*)*\))", text)) > MOST_OPEN_MARKS:
            return "]("
    if len(_OPEN_TAG.findall(text)) - text.count(">") > MOST_OPEN_MARKS:
        return "<"
    return ""


def _find_long_lines(lines: Sequence[str]) -> Iterator[Problem]:
    for at, line in enumerate(lines):
        if len(line) > LONGEST_LINE:
            yield Problem(
                "line-length",
                f"this line has {len(line):,} characters, more than {LONGEST_LINE:,}",
                at,
                LONGEST_LINE + 1,
                "break it into several lines, or move a log or dump into a separate file",
            )


def _mark_unclosed_html(lines: Sequence[str], kinds: list[LineKind]) -> Iterator[Problem]:
    """Mark as code what follows a block tag that begins a line and is never closed: it swallows the rest of the page.

    A ``<details>`` or ``<summary>`` in the middle of a line, or with a slash at its end, leaves the rest to Markdown,
    but browsers put the rest inside it.
    """
    open_tags: list[tuple[str, int, int]] = []
    open_inside: list[tuple[str, int, int]] = []
    for first, text in _paragraphs(lines, kinds):
        if "<" not in text:
            continue
        plain = _COMMENT.sub(lambda comment: _NO_LINE_END.sub(" ", comment.group()), without_code(text))
        at, seen = first, 0
        for tag in _BLOCK_TAG.finditer(plain):
            name, start = tag["tag"].lower(), plain.rfind("\n", 0, tag.start()) + 1
            at, seen = at + plain.count("\n", seen, tag.start()), tag.start()
            place = (name, at, tag.start() - start + 1)
            if tag["close"]:
                is_known = any(each[0] == name for each in open_tags)
                yield from map(_unclosed_summary, _close(open_tags if is_known else open_inside, name))
            elif not tag["self"] and (open_tags or not plain[start : tag.start()].strip()):
                open_tags.append(place)
            elif name in ("details", "summary"):
                open_inside.append(place)
    if open_tags:
        name, at, column = open_tags[0]
        yield Problem(
            "html-unclosed",
            f"<{name}> is never closed, so the rest of the page is not read as Markdown",
            at,
            column,
            f"add </{name}>, or remove the tag",
        )
        kinds[at + 1 :] = ["code" if kind == "text" else kind for kind in kinds[at + 1 :]]
    elif open_inside:
        name, at, column = open_inside[0]
        message = f"<{name}> is never closed, so everything after it is inside it"
        yield Problem("html-unclosed", message, at, column, f"add </{name}>, or remove the tag")


def _close(open_tags: list[tuple[str, int, int]], name: str) -> list[tuple[str, int, int]]:
    """Close the innermost tag of that name. Return the unclosed summaries inside it."""
    for index in range(len(open_tags) - 1, -1, -1):
        if open_tags[index][0] == name:
            inner = [tag for tag in open_tags[index + 1 :] if tag[0] == "summary"]
            del open_tags[index:]
            return inner
    return []


def _unclosed_summary(tag: tuple[str, int, int]) -> Problem:
    message = "<summary> is never closed, so the rest of <details> becomes its title"
    return Problem("html-unclosed", message, tag[1], tag[2], "add </summary> after the title")
