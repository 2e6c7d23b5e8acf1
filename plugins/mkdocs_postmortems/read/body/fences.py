"""Find fenced code, by the rules of pymdownx.superfences.

A fence whose lines are indented less than itself is not a fence. Called by ``blocks``, and for the blocks that it found
by whatever treats code in other ways than text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from mkdocs_postmortems.diagnostics import Problem
from mkdocs_postmortems.read.model import LineKind
from mkdocs_postmortems.read.patterns import pattern

_FENCE = pattern(
    r"(?P<indent>[> ]*)(?P<fence>`{3,}|~{3,})"
    r"(?P<language>[ \t]*\.?[\w#.+-]+(?=[ \t]|$))?"
    r"(?:[ \t]*\{[^\n]*\}|(?:(?>[ \t]*(?:title(?:_mode)?(?:=(?P<quote>\"|').*?(?P=quote))?"
    r"|hl_lines=(?P<mark>\"|')\d+(?:-\d+)?(?:[ \t]+\d+(?:-\d+)?)*(?P=mark)|linenums=(?P<sign>\"|')\d.*?(?P=sign))"
    r"(?=[ \t]|$)))*)[ \t]*$"
)
"""A line that opens fenced code. With any other option outside of braces, superfences leaves it as text.

Each option is read in one way only: dozens of them could otherwise be divided in billions of ways."""
FENCE_LINE = pattern(r"[> \t]*(?P<fence>`{3,}|~{3,})(?P<info>.*)")
"""A line that looks like a fence."""
_MOST_REPORTED = 100
_HEADING_MARK = pattern(r"#{2,6} \S")


def is_opening(line: str) -> bool:
    """Return whether a line opens fenced code, if one that closes it follows."""
    return _FENCE.match(line) is not None


def without_options(line: str) -> str:
    """Return a line that opens fenced code without the options ``title``, ``hl_lines`` and ``linenums``.

    superfences only accepts them outside of braces where it highlights the code.
    """
    if "=" not in line or "{" in line or not (opening := _FENCE.match(line.expandtabs(4))):
        return line
    return f"{opening['indent']}{opening['fence']}{opening['language'] or ''}"


def mark_fences(lines: Sequence[str], kinds: list[LineKind]) -> Iterator[Problem]:
    """Mark the lines of fenced code, fences included, and yield the problems of fences. Lines count from 0."""
    at = reported = 0
    is_first = True
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
            problem = _problem_of_unclosed(lines, at, opening, closed) if reported < _MOST_REPORTED else None
            reported += 1
        else:
            problem = _problem_of_closed(lines, at, closing, marks) if reported < _MOST_REPORTED else None
            reported += problem is not None
            closed.append((at, closing))
            kinds[at : closing + 1] = ["code"] * (closing + 1 - at)
        if problem is not None:
            may_close = problem.rule == "unclosed-fence" and not lines[problem.line].strip(" >`~")
            if is_first or not may_close:  # else it closes a fence that is already reported
                yield problem
            is_first = False
        at = 1 + (at if closing is None else closing)


def _problem_of_closed(lines: Sequence[str], at: int, closing: int, marks: tuple[str, str]) -> Problem | None:
    """Return why a block from ``at`` to ``closing`` is probably text between the code of two others."""
    refused = _refused_opening(lines, at, marks[1])
    if refused is not None:
        return _not_opened(lines, refused, marks[1])
    if any(_opens_another(lines, inside, marks) for inside in range(at + 1, closing)):
        return _swallowing(at, *marks)
    return None


def _opens_another(lines: Sequence[str], at: int, marks: tuple[str, str]) -> bool:
    """Return whether a line in a fence was meant to open the same fence with a language, so the outer one ended above.

    If its options are not known, it opens none, but a blank line above it shows that it was meant to.
    """
    rest = lines[at].removeprefix("".join(marks))
    if rest == lines[at] or not rest[:1].strip("`~ \t") or "`" in rest:
        return False
    return bool(_FENCE.fullmatch(lines[at])) or not lines[at - 1].strip()


def _fence_around_heading(lines: Sequence[str], closed: Sequence[tuple[int, int]], marks: str) -> int | None:
    """Return the fence that swallows a heading: it was meant to end earlier, so a closing fence is missing."""
    for first, last in closed:
        inside = range(first + 2, last - 1) if lines[first].startswith(marks) and lines[last].rstrip() == marks else ()
        for at in inside:
            if _HEADING_MARK.match(lines[at]) and not lines[at - 1].strip() and not lines[at + 1].strip():
                return first
    return None


def _swallowing(at: int, indent: str, fence: str) -> Problem:
    message = "this code fence is closed by one meant for another block, so the text between them is code"
    longer = fence[0] * (len(fence) + 1)
    help = f"add a line of {fence} after the code; use {longer} around code that contains a fence"
    return Problem("unclosed-fence", message, at, len(indent) + 1, help)


def _not_opened(lines: Sequence[str], at: int, fence: str) -> Problem:
    message = "this line does not open a code fence, so the fence meant to close it opens one"
    help = (
        "write only a language and the options title, hl_lines and linenums with their values in quotation marks, "
        f'or put everything in braces: {fence} {{.python title="a.py"}}'
    )
    return Problem("unclosed-fence", message, at, len(lines[at]) - len(lines[at].lstrip()) + 1, help)


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


def _problem_of_unclosed(
    lines: Sequence[str], at: int, opening: re.Match[str], closed: Sequence[tuple[int, int]]
) -> Problem | None:
    """Return what is wrong with the unclosed fence at ``at``; ``closed`` are the fences above it."""
    indent, fence = opening["indent"], opening["fence"]
    refused = _refused_opening(lines, at, fence)
    is_bare = lines[at].rstrip() == indent + fence
    if is_bare and (holder := _fence_around_heading(lines, closed, indent + fence)) is not None:
        return _swallowing(holder, indent, fence)
    if refused is not None:
        return _not_opened(lines, refused, fence)
    if indent and any(line.strip() == fence for line in lines[at + 1 :]):
        rule = "heading-in-fence" if _heading_follows(lines, at) else "unclosed-fence"
        message = "this code fence is indented more than the lines inside it, so the page does not show them as code"
        help = "indent the lines inside as far as the fence, or start the fence in column 1"
        return Problem(rule, message, at, len(indent) + 1, help)
    if indent and any(line.strip().startswith(fence) for line in lines[:at]):
        return None
    help = f"add a line of {fence} after the code, with the same indent and as many marks"
    return Problem("unclosed-fence", "this code fence is never closed", at, len(indent) + 1, help)


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
    """Return whether a heading comes before the next fence of that kind."""
    fence = lines[at].strip()[:3]
    inside = takewhile(lambda line: not line.strip().startswith(fence), lines[at + 1 :])
    return any(line.startswith("#") for line in inside)


def find_fences(lines: Sequence[str], kinds: Sequence[LineKind]) -> Iterator[range]:
    """Yield the lines of each fenced code block, fences included, counted from 0.

    All other code is indented, and a fence in it is shown as text.
    """
    at = 0
    can_open = True
    while at < len(kinds):
        opening = FENCE_LINE.match(lines[at]) if kinds[at] == "code" and can_open else None
        if opening is None:
            can_open = kinds[at] != "code"
            at += 1
            continue
        end = at + 1
        while end < len(kinds) and kinds[end] == "code" and lines[end].strip("> \t") != opening["fence"]:
            end += 1
        yield range(at, min(end + 1, len(kinds)))
        at, can_open = end + 1, True
