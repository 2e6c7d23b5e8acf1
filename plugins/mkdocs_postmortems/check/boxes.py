"""A rule for admonitions and folding blocks, ``!!! note`` and ``??? note``, that do not come out as meant.

Those of internal text have rules of their own, in ``read.internal``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mkdocs_postmortems.check.subject import Finding, Subject
from mkdocs_postmortems.diagnostics import excerpt
from mkdocs_postmortems.read.markers import BLOCK
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.source import indent_of

_INDENT = 4
_QUOTE = pattern(r"(?:[ ]{0,3}>[ ]?)+")
_OPENER = pattern(r"(?P<mark>!!!|\?\?\?\+?)[ ]?(?P<rest>[\"'“\w].*)")
_NOTE = pattern(r"(?P<classes>[\w-]+(?: +[\w-]+)*)(?P<title> +\"[^\"]*\")?")
_FOLDED = pattern(r"(?:(?P<classes>[\w-]+(?: +[\w-]+)*)(?P<title> +\"[^\"]*\")?|(?P<only>\"[^\"]*\"))")
"""What may follow the mark. A folding block may have a title alone."""
_TYPES = frozenset(
    {
        *(
            "note",
            "abstract",
            "summary",
            "tldr",
            "info",
            "todo",
            "tip",
            "hint",
            "important",
            "success",
            "check",
            "done",
        ),
        *(
            "question",
            "help",
            "faq",
            "warning",
            "caution",
            "attention",
            "failure",
            "fail",
            "missing",
            "danger",
            "error",
        ),
        *("bug", "example", "quote", "cite"),
    }
)
_CLASSES = frozenset({"inline", "end", "collapsible", "annotate", *_TYPES})
"""Further words that stand for a class of the block."""


def find_broken(subject: Subject) -> Iterator[Finding]:
    """``broken-block``"""
    if "!!!" not in subject.file.raw and "???" not in subject.file.raw:
        return
    lines = [line.expandtabs(_INDENT) for line in subject.report.source.lines]
    reported = subject.problem_lines()
    for number, line in enumerate(lines, 1):
        bare = _unquoted(line)
        opener = _OPENER.fullmatch(bare.strip())
        if opener is None or subject.report.kind(number) != "text" or BLOCK.match(line) or number in reported:
            continue
        column = len(subject.report.source.lines[number - 1]) - len(bare.lstrip()) + 1
        if (mistake := _mistake_in(opener)) is not None:
            yield Finding(mistake[0], number, column, mistake[1])
        elif _is_open(opener):
            yield from _below(subject, lines, number, column)


def _unquoted(line: str) -> str:
    return _QUOTE.sub("", line, count=1) if ">" in line else line


def _parts(opener: re.Match[str]) -> re.Match[str] | None:
    return (_NOTE if opener["mark"] == "!!!" else _FOLDED).fullmatch(opener["rest"])


def _is_open(opener: re.Match[str]) -> bool:
    """Return whether a line opens a block."""
    return _parts(opener) is not None


def _mistake_in(opener: re.Match[str]) -> tuple[str, str] | None:
    """Return what is wrong with the line of a block itself, and what to write; ``None`` if nothing is."""
    word = re.match(r"[\w-]*", opener["rest"])
    kind = word.group() if word else ""
    parts = _parts(opener)
    if parts is None:
        if kind.casefold() not in _TYPES and (kind or opener["mark"] != "!!!"):
            return None  # an exclamation
        title = opener["rest"][len(kind) :].strip(" :\"'“”„")
        meant = f'{opener["mark"]} {kind.lower() or "note"} "{excerpt(title)}"'
        return f"{excerpt(opener.group())} does not open a block, so the page shows it as text", f"write {meant}"
    words = (parts["classes"] or "").split()[1:]
    odd = [each for each in words if each not in _CLASSES]
    if parts["title"] or kind not in _TYPES or not odd or (len(odd) == 1 and odd[0].islower()):
        return None
    title = opener["rest"][len(kind) :].strip()
    return "the title of this block is not in quotation marks, so the page does not show it", (
        f'write {opener["mark"]} {kind} "{excerpt(title)}"'
    )


def _below(subject: Subject, lines: Sequence[str], number: int, column: int) -> Iterator[Finding]:
    """Yield what is wrong with the lines below the opening of a block."""
    indent = indent_of(_unquoted(lines[number - 1]))
    below = _unquoted(lines[number]) if number < len(lines) else ""
    if indent % _INDENT:
        return
    if below.strip() and indent_of(below) < indent + _INDENT:
        if subject.report.kind(number + 1) == "text":
            message = "this text is outside the block above it"
            yield Finding(message, *subject.text_of(number + 1), f"indent it by {indent + _INDENT} spaces")
        return
    opened = _OPENER.fullmatch(_unquoted(lines[number - 1]).strip())
    has_title = opened is not None and '"' in opened["rest"]
    text = next((line for line in map(_unquoted, lines[number:]) if line.strip()), "")
    if not has_title and indent_of(text) < indent + _INDENT:
        yield Finding("this block has no text", number, column, f"indent its text by {indent + _INDENT} spaces")
