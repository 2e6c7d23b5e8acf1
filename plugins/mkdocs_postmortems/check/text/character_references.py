"""Rules for characters that are written as references, such as ``&#27;`` and ``&#x202e;``.

In the file they are plain ASCII, but the page contains the character itself. Characters that are written as such are
found while reading.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from html.entities import html5

from mkdocs_postmortems.check.subject import Finding, Subject
from mkdocs_postmortems.diagnostics import Problem
from mkdocs_postmortems.read.characters import find_controls, find_hidden
from mkdocs_postmortems.read.patterns import pattern

_REFERENCE = pattern(r"&(?:#0*(?P<decimal>\d{1,7})|#[xX]0*(?P<hex>[0-9a-fA-F]{1,6})|(?P<name>[A-Za-z]{2,31}));")
_WINDOWS = range(0x80, 0xA0)
"""Browsers show the characters of Windows-1252 for these, such as a dash for 150."""
_SPACES = "\t\n\r"
_DIRECTIONS = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


def find_control_characters(subject: Subject) -> Iterator[Finding]:
    """``control-char``"""
    yield from _find(subject, lambda character: unicodedata.category(character) != "Cf", find_controls)


def find_directions(subject: Subject) -> Iterator[Finding]:
    """``bidi-control``

    Only marks that change the direction of text. An invisible character that is written as a reference is there on
    purpose, such as the place for a line break in a long name, and a reviewer sees it.
    """
    yield from _find(subject, lambda character: unicodedata.bidirectional(character) in _DIRECTIONS, find_hidden)


def _find(
    subject: Subject, is_meant: Callable[[str], bool], find: Callable[[str], Iterable[Problem]]
) -> Iterator[Finding]:
    """Yield what ``find`` says about each line with its references decoded, those for which ``is_meant`` is true."""
    for passage in subject.text:
        for row, line in enumerate(passage.prose.split("\n") if "&" in passage.raw else ()):
            decoded, begins = _decoded(line, is_meant)
            for problem in find(decoded) if begins else ():
                column = begins.get(problem.column - 1)
                if column is not None:
                    yield Finding(problem.message, passage.first + row, column + 1, problem.help)


def _decoded(line: str, is_meant: Callable[[str], bool]) -> tuple[str, dict[int, int]]:
    """Return a line with references decoded, and where each begins in the line, by its place in the result."""
    parts: list[str] = []
    begins: dict[int, int] = {}
    length = done = 0
    for match in _REFERENCE.finditer(line):
        character = _character(match)
        if character.isprintable() or character in _SPACES or not is_meant(character):
            continue
        parts += [line[done : match.start()], character]
        length += match.start() - done
        begins[length] = match.start()
        length, done = length + 1, match.end()
    return "".join(parts) + line[done:], begins


def _character(reference: re.Match[str]) -> str:
    """Return the character that a browser shows for a reference; a space if it is of no interest."""
    if name := reference["name"]:
        text = html5.get(f"{name};", " ")
        return text if len(text) == 1 else " "
    number = int(reference["decimal"] or reference["hex"], 10 if reference["decimal"] else 16)
    return " " if number in _WINDOWS or number > 0x10FFFF else chr(number)
