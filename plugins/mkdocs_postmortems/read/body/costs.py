"""Limits for what Python-Markdown would take hours to render, or overflow its stack on.

Its time grows with the square of what a paragraph contains, or worse, and each level of nesting takes several calls.
Called by ``blocks``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from mkdocs_postmortems.diagnostics import Problem
from mkdocs_postmortems.read.body.line_starts import LIST_MARK, indent_of
from mkdocs_postmortems.read.body.unclosed_html import BLOCK_TAG, paragraphs
from mkdocs_postmortems.read.model import LineKind
from mkdocs_postmortems.read.patterns import pattern

_LONGEST_LINE = 20_000
_DEEPEST_BLOCK = 40
_DEEPEST_HTML = 50
_MOST_LINES = 50_000
_MOST_FENCES = 2_000
_MOST_TAGS = 20_000
_MOST_HEADINGS = 1_000
_MOST_NOTES = 1_000
_MOST_BLOCKS = 5_000
_MOST_DEFINITIONS = 1_000
_MOST_OPTIONS = 12
"""Options of a line that begins like a fence and is none: superfences tries all ways to divide their quotations."""
_MOST_ANGLES = 100_000
_MOST_OPEN_MARKS = 100
_MOST_UNENDED = 7_000_000
"""Tags without a ``>`` times the characters below the first of them, to whose end each is read: about a second."""
_MOST_WORK = 1_000_000_000
"""The sum over all blocks of their marks times their characters: about four seconds of Python-Markdown."""

_FENCES = ("```", "~~~")
_OPTION = pattern(r"=[\"']")
_MARK = pattern(r"[*`&\\~^$]|(?<![^\W_])_|_(?![^\W_])|:(?=[a-z])")
"""What Python-Markdown searches the rest of a block for: not a ``_`` in a word, or the ``:`` of a time."""
_TAG_OR_IMAGE = pattern(r"<[a-zA-Z/]|!\[")
"""What costs a tenth of that."""
_SHORT = 2_000
"""Blocks with fewer characters take no time that matters."""
_BLOCK_START = pattern(rf"^[ >]*(?:(?:{LIST_MARK})[ \t]|\|)", re.MULTILINE)
_EDITS = (("{++", "++}"), ("{--", "--}"), ("{==", "==}"), ("{~~", "~~}"), ("{>>", "<<}"))
"""The marks of ``pymdownx.critic``, which searches the rest of the body for each that is open."""
_DEFINITION_LINE = pattern(r"^[ ]{0,3}(?::[ ]|\*\[[^\]\n]+\]:|\[[^\]\n]+\]:[ ]*$)", re.MULTILINE)
_CONTAINER = pattern(rf">|(?:{LIST_MARK}|:)(?=[ \t])|\[\^[^\[\]]{{1,50}}\]:")
_CONTAINERS = pattern(rf"(?:[ \t]*(?:{_CONTAINER.pattern}))+")
"""The marks at the head of a line that open or continue quotes, items, terms and notes."""
_RULE = pattern(r"[ ]*(?:(?:-[ ]{0,2}){3,}|(?:\*[ ]{0,2}){3,})")
_BLOCK_LINE = pattern(r"^[ ]*(?:!!!|\?\?\?\+?|===[!+]?|/{3,})[ ]", re.MULTILINE)
_SLASHES = pattern(r"[ ]*/{3,}[ ]*(?:(?P<name>[\w-]+)[ ]*(?:\|.*)?)?")
"""A line that opens or closes a block of ``pymdownx.blocks``."""
_HEADING_LINE = pattern(rf"^(?:#|(?:-+|=+)[ ]*$)|{_BLOCK_LINE.pattern}", re.MULTILINE)
"""A line that Python-Markdown splits off a paragraph, of which it then reads the rest again."""
_OPEN_TAG = pattern(r"<[a-zA-Z!?/]")


def find_cost(lines: Sequence[str], kinds: Sequence[LineKind]) -> Problem | None:
    """Return the first construct that Python-Markdown would take forever to render or overflow its stack on."""
    searches = (_costs_of_all, _costs_of_lines, _costs_of_tags, _costs_of_paragraphs)
    return next(chain.from_iterable(search(lines, kinds) for search in searches), None)


def _costs_of_all(lines: Sequence[str], kinds: Sequence[LineKind]) -> Iterator[Problem]:
    """Yield the limits that the body as a whole exceeds."""
    text = "\n".join(line for line, kind in zip(lines, kinds, strict=True) if kind == "text")
    counts = (
        (kinds.count("text"), _MOST_LINES, "lines of text"),
        (sum(line.lstrip(" >").startswith(_FENCES) for line in lines), _MOST_FENCES, "lines of ``` or ~~~"),
        (text.count("[^"), _MOST_NOTES, "footnotes and references to them"),
        (text.count("<"), _MOST_ANGLES, "< characters"),
        (len(_BLOCK_LINE.findall(text)), _MOST_BLOCKS, "admonitions and tabs"),
        *(
            (text.count(begin, text.rfind(end) + 1), _MOST_OPEN_MARKS, f"{begin} without {end}")
            for begin, end in (_EDITS if "{" in text else ())
        ),
    )
    for count, most, what in counts:
        if count > most:
            yield _cost(0, f"there are {count:,} {what}, more than {most:,}")
    unended = text[text.rfind(">") + 1 :]
    tags = len(_OPEN_TAG.findall(unended)) if "<" in unended else 0
    if tags * len(unended) > _MOST_UNENDED:
        yield _cost(_first_unended(lines, kinds), f"there are {tags:,} < without a >", "put the text into a code block")


def _first_unended(lines: Sequence[str], kinds: Sequence[LineKind]) -> int:
    """Return the line of the first < after the last > of the text."""
    texts = [at for at, kind in enumerate(kinds) if kind == "text"]
    end = max((at for at in texts if ">" in lines[at]), default=0)
    return next(at for at in texts if at >= end and "<" in lines[at].rpartition(">")[2])


def _costs_of_lines(lines: Sequence[str], kinds: Sequence[LineKind]) -> Iterator[Problem]:
    """Yield fences with too many options, and the lines that begin blocks which are nested too deeply."""
    fenced = 0
    for at, line in enumerate(lines):
        if line.lstrip(" >").startswith(_FENCES) and (options := len(_OPTION.findall(line))) > _MOST_OPTIONS:
            message = f"this code fence has {options:,} options, more than {_MOST_OPTIONS}"
            yield _cost(at, message, "remove those that are not needed")
        if kinds[at] != "text":
            continue
        if "///" in line and (fence := _SLASHES.fullmatch(line)):
            fenced = max(0, fenced + (1 if fence["name"] else -1))
            if fenced > _DEEPEST_BLOCK:
                yield _nesting(at, f"blocks of /// are nested more than {_DEEPEST_BLOCK} levels deep")
        if len(line) > _DEEPEST_BLOCK and (levels := _levels(line)) > _DEEPEST_BLOCK:
            yield _nesting(at, f"lists, quotes or other blocks are nested {levels} levels deep")


def _costs_of_tags(lines: Sequence[str], kinds: Sequence[LineKind]) -> Iterator[Problem]:
    """Yield the lines with tags that are nested too deeply or preceded by too many others."""
    depth = tags = 0
    for at, line in enumerate(lines):
        for tag in BLOCK_TAG.finditer(line) if "<" in line and kinds[at] == "text" else ():
            tags += 1
            depth = max(0, depth + (-1 if tag["close"] else 0 if tag["self"] else 1))
            if depth > _DEEPEST_HTML:
                yield _nesting(at, f"HTML is nested more than {_DEEPEST_HTML} levels deep")
            if tags > _MOST_TAGS:
                yield _cost(at, f"more than {_MOST_TAGS:,} HTML tags come before this line")


def _costs_of_paragraphs(lines: Sequence[str], kinds: Sequence[LineKind]) -> Iterator[Problem]:
    """Yield the runs of lines without a blank line that exceed a limit."""
    work = 0
    for first, text in paragraphs(lines, kinds):
        if len(_HEADING_LINE.findall(text)) > _MOST_HEADINGS:
            yield _cost(first, f"more than {_MOST_HEADINGS:,} headings or blocks have no blank line between them")
        if len(text) > 2 * _MOST_DEFINITIONS and len(_DEFINITION_LINE.findall(text)) > _MOST_DEFINITIONS:
            yield _cost(first, f"more than {_MOST_DEFINITIONS:,} definitions in a row have no blank line between them")
        work += _work(text)
        if work > _MOST_WORK:
            yield _cost(first, "there are too many marks such as *, _ and < in paragraphs as long as these")
        if mark := _open_mark(text):
            message = f"more than {_MOST_OPEN_MARKS} {mark!r} are open at once"
            yield _cost(first, message, "put the text into a code block")


def _work(text: str) -> int:
    """Return the marks times the characters of each block in a run of lines: of each item, row and paragraph."""
    if len(text) < _SHORT:
        return 0
    starts = [0, *(match.start() for match in _BLOCK_START.finditer(text)), len(text)]
    blocks = (text[start:end] for start, end in pairwise(starts) if end - start >= _SHORT)
    return sum((len(_MARK.findall(block)) + len(_TAG_OR_IMAGE.findall(block)) // 10) * len(block) for block in blocks)


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


def _open_mark(text: str) -> str:
    """Return the mark of which too many are open at once in a paragraph; "" if none."""
    if text.count("[") > _MOST_OPEN_MARKS:
        depth = 0
        for char in re.findall(r"[\[\]]", text):
            depth = max(0, depth + (1 if char == "[" else -1))
            if depth > _MOST_OPEN_MARKS:
                return "["
        if len(re.findall(r"\]\((?![^()\n]*(?:\([^()\n]*\)[^()\n]*)*\))", text)) > _MOST_OPEN_MARKS:
            return "]("
    if len(_OPEN_TAG.findall(text)) - text.count(">") > _MOST_OPEN_MARKS:
        return "<"
    return ""


def find_long_lines(lines: Sequence[str]) -> Iterator[Problem]:
    for at, line in enumerate(lines):
        if len(line) > _LONGEST_LINE:
            message = f"this line has {len(line):,} characters, more than {_LONGEST_LINE:,}"
            help = "break it into several lines, or move a log or dump into a separate file"
            yield Problem("line-length", message, at, _LONGEST_LINE + 1, help)
