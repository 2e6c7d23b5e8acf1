"""A rule for admonitions, folding blocks and tabs, ``!!! note``, ``??? note`` and ``=== "title"``, that go wrong.

Those of internal text have rules of their own, in ``read.body.internal``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mkdocs_postmortems.check.subject import Finding, Subject
from mkdocs_postmortems.diagnostics import excerpt
from mkdocs_postmortems.read.body.line_starts import end_of_quotes, indent_of
from mkdocs_postmortems.read.body.markers import BLOCK
from mkdocs_postmortems.read.patterns import pattern

_INDENT = 4
_MEANT = pattern(r"(?P<mark>!!!|\?\?\?\+?)[ ]{0,3}(?P<rest>[\"'“\w].*)")
"""What may be meant to open a block."""
_CLASSES_AND_TITLE = r"(?P<classes>[\w-]+(?: +[\w-]+)*)(?: +\".*\")?"
_ADMONITION = pattern(rf"!!![ ]?{_CLASSES_AND_TITLE}")
_FOLDED = pattern(rf"\?\?\?\+?[ ]?(?:{_CLASSES_AND_TITLE}|\".*\")")
"""A folding block may have a title alone."""
_TAB_MEANT = pattern(r"(?P<mark>={3}[+!]{0,2})[ ]{0,3}[\"'“”„](?P<title>[^\"'“”„].*)[\"'“”]")
"""What may be meant to open a tab."""
_TAB = pattern(r"={3}(?:\+|!|\+!|!\+)?[ ]+\".*?\"")
_TYPES = frozenset(
    {
        *("note", "abstract", "summary", "tldr", "info", "todo", "tip", "hint", "important"),
        *("success", "check", "done", "question", "help", "faq", "warning", "caution", "attention"),
        *("failure", "fail", "missing", "danger", "error", "bug", "example", "quote", "cite"),
    }
)
"""The types of blocks that Material knows."""
_FURTHER = frozenset({"inline", "end", "collapsible", "annotate", *_TYPES})
"""Further words that stand for a class of the block."""
_BEGINS_ANOTHER = pattern(r"#{1,6}[ ]|!!!|\?\?\?|===")
"""The beginning of a line that is a heading or a block of its own."""
_OWN_CLASS = pattern(r"\w+(?:-\w+)+")
_QUOTATION_MARKS = pattern(r"[\"“”„]")


def find_broken(subject: Subject) -> Iterator[Finding]:
    """``broken-block``"""
    if not any(mark in subject.file.raw for mark in ("!!!", "???", "===")):
        return
    written = subject.report.source.lines
    lines = [_unquoted(line.expandtabs(_INDENT)) for line in written]
    reported = subject.problem_lines()
    for number, line in enumerate(lines, 1):
        meant = _MEANT.fullmatch(line.strip()) or _TAB_MEANT.fullmatch(line.strip())
        if meant is None or subject.report.kind(number) != "text" or number in reported or BLOCK.match(line):
            continue
        column = len(written[number - 1]) - len(_unquoted(written[number - 1]).lstrip()) + 1
        opener = _opener_of(meant["mark"]).fullmatch(meant.group())
        if opener is None and meant["mark"].startswith("="):
            message = f"{excerpt(meant.group())} does not open a tab, so the page shows it as text"
            yield Finding(message, number, column, f'write {meant["mark"]} "{excerpt(meant["title"])}"')
        elif opener is None:
            yield from _unopened(meant, number, column)
        elif untitled := "" if meant["mark"].startswith("=") else _untitled(meant, opener):
            message = "the title of this block is not in quotation marks, so the page does not show it"
            yield Finding(message, number, column, untitled)
        else:
            yield from _below(subject, lines, opener, number, column)


def _opener_of(mark: str) -> re.Pattern[str]:
    """Return how a line with that mark opens a block."""
    return _ADMONITION if mark == "!!!" else _TAB if mark.startswith("=") else _FOLDED


def _unquoted(line: str) -> str:
    """Return a line without the marks of the quotation that it is in."""
    return line[end_of_quotes(line) :]


def _unopened(meant: re.Match[str], number: int, column: int) -> Iterator[Finding]:
    """Yield that a line does not open the block that it was meant to open; nothing for an exclamation."""
    kind, title = _divided(meant)
    if kind.casefold() in _TYPES or (not kind and meant["mark"] == "!!!"):
        message = f"{excerpt(meant.group())} does not open a block, so the page shows it as text"
        yield Finding(message, number, column, _as_block(meant, kind.lower() or "note", title))


def _untitled(meant: re.Match[str], opener: re.Match[str]) -> str:
    """Return what to write instead of a block's line whose title is not in quotation marks, so that it is classes."""
    kind, title = _divided(meant)
    if '"' in meant["rest"] or kind not in _TYPES:
        return ""
    odd = [word for word in opener["classes"].split()[1:] if word not in _FURTHER]
    are_classes = all(map(_OWN_CLASS.fullmatch, odd)) or (len(odd) == 1 and odd[0].islower())
    return "" if are_classes else _as_block(meant, kind, title)


def _divided(meant: re.Match[str]) -> tuple[str, str]:
    """Return the first word of what follows the mark, and the rest."""
    word = re.match(r"[\w-]*", meant["rest"])
    kind = word.group() if word else ""
    return kind, meant["rest"][len(kind) :].strip()


def _as_block(meant: re.Match[str], kind: str, title: str) -> str:
    """Return the help that shows the line of a block."""
    bare = _QUOTATION_MARKS.sub("", title).strip(" :'")
    return f"write {meant['mark']} {kind}" + (f' "{excerpt(bare)}"' if bare else "")


def _below(
    subject: Subject, lines: Sequence[str], opener: re.Match[str], number: int, column: int
) -> Iterator[Finding]:
    """Yield what is wrong with the lines below the opening of a block."""
    indent = indent_of(lines[number - 1])
    text = next((lines[at] for at in range(number, len(lines)) if lines[at].strip()), "")
    if indent % _INDENT or indent_of(text) >= indent + _INDENT:
        return
    below = lines[number].strip() if number < len(lines) else ""
    if below and not _BEGINS_ANOTHER.match(below):
        if subject.report.kind(number + 1) == "text":
            message, help = "this text is outside the block above it", f"indent it by {indent + _INDENT} spaces"
            yield Finding(message, *subject.text_of(number + 1), help)
    elif opener.group().startswith("="):
        yield Finding("this tab has no text", number, column, f"indent its text by {indent + _INDENT} spaces")
    elif '"' not in opener.group():
        first, *more = opener["classes"].split()
        if more and first not in _TYPES:  # a sentence after the marks
            message = f"this line opens a block without text, so the page shows only {excerpt(first.capitalize())}"
            mark = opener.group()[:3]
            help = f"remove {mark}, or write the text below, indented by {indent + _INDENT} spaces"
            yield Finding(message, number, column, help)
        else:
            yield Finding("this block has no text", number, column, f"indent its text by {indent + _INDENT} spaces")
