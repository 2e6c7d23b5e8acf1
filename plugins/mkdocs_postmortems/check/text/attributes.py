"""A rule for attributes in braces, ``{#id .class key=value}``: only harmless ones are published."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from msgspec import Struct

from mkdocs_postmortems.check.passages import Passage
from mkdocs_postmortems.check.subject import Finding, Subject
from mkdocs_postmortems.check.text.foreign import MACRO
from mkdocs_postmortems.diagnostics import Level
from mkdocs_postmortems.read.patterns import pattern

_BRACES = pattern(r"(?<![{$\\%])\{:?[ ]*(?P<inside>[^{}\n]*)\}(?!\})")
_WORD = pattern(r"(?P<mark>[#.])(?P<name>[^\s=]*)|(?P<key>[^\s=\"']+)=(?P<value>\"[^\"]*\"|'[^']*'|\S*)|\S+")
_BEFORE = ")]*_`>~^=+"
"""The last character of a span whose attributes may follow it."""
_OPENINGS = {
    "*": pattern(r"\*(?=[^\s*])"),
    "_": pattern(r"(?<!\w)_(?=[^\s_])"),
    "=": pattern(r"==(?=[^\s=])"),
    "+": pattern(r"\+\+(?=[^\s+])"),
    "^": pattern(r"\^(?=[^\s^])"),
    "~": pattern(r"~(?=[^\s~])"),
}
"""How a span begins that ends with such a mark. Otherwise it may be of a formula: ``\\sum_{i=0}``, ``x^{n=1}``."""
_FAR = 2_000
_NAME = pattern(r"[\w:.-]+")
_NAMES = """
id class title alt width height align loading target rel lang dir start type value colspan rowspan scope download hidden
media markdown decoding reversed headers abbr role aria-label aria-hidden aria-describedby aria-labelledby
data-gallery data-title data-description
"""
_ALLOWED = frozenset(_NAMES.split())
_FENCE = pattern(r"[ \t>]*+(?:[-*+]|\d+\.)?[ \t]*(?:`{3,}|~{3,})[ ]*\{(?P<inside>[^{}]*)\}[ \t]*")
_SCRIPTED = pattern(
    r"style|on(?:click|dblclick|load|error|focus|blur|change|input|submit|toggle|(?:mouse|pointer|key)[a-z]+)"
)
"""Attributes that braces in a text can only be meant as; other names may be labels of a metric."""
_PLAIN_WORD = pattern(r"[^\W\d][\w-]*")
_HARMFUL = pattern(r"on\w*|style|src\w*|href|action|formaction")


class Word(Struct, frozen=True):
    """An attribute: ``key`` is ``id`` for ``#name``, ``class`` for ``.name``, or else as written."""

    key: str
    value: str
    line: int
    column: int


def read_attributes(paragraphs: Sequence[Passage]) -> Iterator[list[Word]]:
    """Yield the attributes of each pair of braces that Markdown reads as a list of attributes."""
    yield from (words for words, is_read in _read_braces(paragraphs) if is_read)


def _read_braces(paragraphs: Sequence[Passage]) -> Iterator[tuple[list[Word], bool]]:
    """Yield the attributes in each pair of braces, and whether Markdown reads them as such, or as text.

    Text with other words, as in a tag of a template, is no attempt at attributes.
    """
    for paragraph, below in zip_longest(paragraphs, paragraphs[1:]):
        if "{" in paragraph.prose:
            is_term = below is not None and below.raw.startswith(": ")
            for match in _BRACES.finditer(paragraph.prose):
                is_read = _is_attached(paragraph.prose, match) or (is_term and match.end() == len(paragraph.prose))
                words = list(_words(paragraph, match))
                if is_read or len(words) == len(_WORD.findall(match["inside"])):
                    yield words, is_read


def find_unsafe(subject: Subject) -> Iterator[Finding]:
    """``unsafe-attribute``"""
    for words, is_read in _read_braces(subject.text):
        for word in words:
            if problem := _problem(word) if is_read else _problem_in_text(word):
                yield Finding(problem[0], word.line, word.column, problem[1])
    reported = subject.problem_lines()
    for paragraph in subject.text:
        if "{" in paragraph.prose:
            yield from (found for found in _omitted(paragraph) if found.line not in reported)
    for word in _on_fences(subject):
        if _HARMFUL.fullmatch(word.key.lower()):
            message = f"the attribute {word.key!r} of this code block is not published"
            yield Finding(message, word.line, word.column, "remove it")


def _omitted(paragraph: Passage) -> Iterator[Finding]:
    """Yield words in braces that the page omits, since Markdown reads them as attributes: ``### Logs of {service}``."""
    macros = {match.end() for match in MACRO.finditer(paragraph.prose)}
    for match in _BRACES.finditer(paragraph.prose):
        words = match["inside"].split()
        if all(map(_PLAIN_WORD.fullmatch, words)) and not _ALLOWED.issuperset(map(str.lower, words)):
            begins = match.start() == 0 or paragraph.prose[match.start() - 1] in " \n`"
            if begins and match.end() not in macros and _is_attached(paragraph.prose, match):
                message = f"the page omits {match.group()}, which it reads as attributes of the text before it"
                help = f"write \\{match.group()}, or put it in `code`"
                yield Finding(message, *paragraph.place(match.start()), help, Level.WARNING)


def _problem(word: Word) -> tuple[str, str] | None:
    """Return what is wrong with an attribute, and how to fix it."""
    key = word.key.lower()
    names = word.value.split() if key == "class" else [word.value]
    if key in ("id", "class") and not all(map(_NAME.fullmatch, names or [""])):
        message = f"{word.value!r} is not a valid {'anchor' if key == 'id' else 'class'}"
        return message, "use letters, digits and hyphens only"
    if key not in _ALLOWED:
        return f"the attribute {word.key!r} is not published", "remove it: only {#anchor} and {.class} are needed"
    return None


def _problem_in_text(word: Word) -> tuple[str, str] | None:
    """Return the same for a word in braces that Markdown does not read as attributes."""
    if not _SCRIPTED.fullmatch(word.key.lower()):
        return None
    return f"the attribute {word.key!r} is not published, and the page shows these braces as text", "remove them"


def _on_fences(subject: Subject) -> Iterator[Word]:
    """Yield the attributes in braces on the opening lines of code fences."""
    report = subject.report
    before = ""
    for number, line in report.source.numbered_body():
        kind = report.kind(number)
        if kind == "code" and before != "code" and (match := _FENCE.fullmatch(line)):
            yield from _words(Passage(line, number), match)
        before = kind


def _is_attached(prose: str, match: re.Match[str]) -> bool:
    """Return whether Markdown reads attributes here: after a mark, in a heading or cell, or alone on a line."""
    start = prose.rfind("\n", max(0, match.start() - _FAR), match.start()) + 1
    if not start and match.start() > _FAR:
        return prose[match.start() - 1] in _BEFORE  # generated text: reading its line for each match is quadratic
    end = prose.find("\n", match.end(), match.end() + _FAR)
    line, after = prose[start : match.start()], prose[match.end() : end if end >= 0 else match.end() + _FAR].strip()
    if line and line[-1] in _BEFORE and _ends_span(line):
        return True
    if after not in ("", "|") and not after.startswith("|"):
        return False
    below = prose[end + 1 : end + 4] if end >= 0 else ""
    if not line.strip(" >"):
        return start > 0 or ">" in line  # they belong to the block above; alone in a paragraph they are text
    return line.lstrip(" >").startswith("#") or "|" in line + after or below in ("---", "===")


def _ends_span(text: str) -> bool:
    """Return whether the mark at the end of a text closes what an earlier one opens."""
    mark = text[-1]
    if mark not in _OPENINGS:
        return True
    inside = text.rstrip(mark)
    if mark in "^~" and len(text) - len(inside) == 1:  # there is no white space in a superscript or subscript
        inside = re.split(r"\s", inside)[-1]
    return _OPENINGS[mark].search(inside) is not None


def _words(paragraph: Passage, match: re.Match[str]) -> Iterator[Word]:
    begin = match.start("inside")
    for word in _WORD.finditer(match["inside"]):
        place = paragraph.place(begin + word.start())
        if word["mark"]:
            yield Word("id" if word["mark"] == "#" else "class", word["name"], *place)
        elif word["key"]:
            yield Word(word["key"], word["value"].strip("\"'"), *place)
