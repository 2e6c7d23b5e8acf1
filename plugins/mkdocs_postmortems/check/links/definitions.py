"""Rules for names that a text refers to: of footnotes, link targets and abbreviations.

What ``[text][name]`` and ``[^note]`` refer to must be defined, or the page shows the brackets, and only once, or it
shows only the last text. Other brackets are ignored: indices, character classes of regular expressions, prefixes of
log lines.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from mkdocs_postmortems.check.subject import Finding, Subject, once_per_report
from mkdocs_postmortems.diagnostics import excerpt
from mkdocs_postmortems.read.body.definitions import Definition, find_definitions, folded, text_of
from mkdocs_postmortems.read.body.inline import CHARACTER_CLASS, is_reference
from mkdocs_postmortems.read.patterns import pattern

_COMMENTS = ("#", "<>")
"""What follows the mark of a comment in the form of a definition: ``[//]: # (hidden text)``."""
_NAMED = pattern(r"\]\[(?P<name>[^\[\]^][^\[\]]{0,199}|)\](?![(*+?{]|\[(?!\^))")
_NOTE = pattern(r"(?<![/^\\])\[\^(?P<name>\w[\w .:-]{0,99})\](?![*+?{])")
_MARKS = pattern(r"[\s>*+\d.)-]*")
"""What may come before a definition on its line."""
_LONGEST = 1_000


def find_duplicates(subject: Subject) -> Iterator[Finding]:
    """``duplicate-definition``"""
    if subject.file.raw.count("]:") < 2:
        return
    lines = subject.report.source.body_lines
    for same in _defined(subject).values():
        said = [(each, " ".join(text_of(each, lines).split())) for each in same]
        said = [(each, text) for each, text in said if not _is_comment(subject, each, text)]
        for (before, earlier), (each, text) in pairwise(said):
            if earlier != text:
                line = _line_of(subject, before)
                message = f"{each.mark} is already defined on line {line}, and the page shows only this text"
                help = "give one of the two another name"
                yield Finding(message, _line_of(subject, each), each.column(lines), help)


def _is_comment(subject: Subject, definition: Definition, text: str) -> bool:
    return text.partition(" ")[0] in _COMMENTS or subject.report.kind(_line_of(subject, definition)) == "comment"


def find_references(subject: Subject) -> Iterator[Finding]:
    """``undefined-reference``"""
    for passage, match in subject.matches(_NAMED, "]["):
        opening = _opening(passage.prose, match.start())
        if opening is None:
            continue
        text = passage.raw[opening + 1 : match.start()]
        name = passage.raw[match.start("name") : match.end("name")]
        if not _is_meant(passage.prose, opening, text, name):
            continue
        line, column = passage.place(opening)
        shown = " ".join((name or text).split())
        if help := _missing(subject, f"[{shown}]", line):
            yield Finding(f"[{excerpt(shown)}] is not defined, so the page shows the brackets", line, column, help)


def find_footnotes(subject: Subject) -> Iterator[Finding]:
    """``undefined-footnote``"""
    for passage, match in subject.matches(_NOTE, "[^"):
        if CHARACTER_CLASS.fullmatch(match["name"]) or _begins_definition(passage.prose, match):
            continue
        if _key_of(match.group()) in _defined(subject):
            continue  # if that one is internal, ``internal-definition`` reports it
        line, column = passage.place(match.start())
        message = f"the footnote {match.group()} is not defined, so the page shows it as text"
        yield Finding(message, line, column, _missing(subject, match.group(), line))


@once_per_report
def _defined(subject: Subject) -> Mapping[str, Sequence[Definition]]:
    """Return the definitions in the body by their keys. Their lines are relative to its first one, counted from 0."""
    found: dict[str, list[Definition]] = {}
    for each in find_definitions(subject.report.source.body_lines, subject.report.kinds):
        found.setdefault(_key_of(each.mark), []).append(each)
    return found


def _missing(subject: Subject, mark: str, line: int) -> str:
    """Return how to fix a use of ``mark`` on a line; "" if it is defined there."""
    defined, is_note = _defined(subject), mark.startswith("[^")
    same = defined.get(_key_of(mark), ())
    may_be_internal = not subject.is_public or subject.is_internal(line)
    if any(may_be_internal or not subject.is_internal(_line_of(subject, each)) for each in same):
        return ""
    if same:
        return f"move its definition on line {_line_of(subject, same[0])} out of the internal text"
    alike = [key for key in defined if key.startswith("[^") == is_note]
    if near := difflib.get_close_matches(_key_of(mark), alike, 1, 0.75):
        return f"did you mean {defined[near[0]][0].mark}?"
    what = "the note" if is_note else "address, or write [text](address)"
    return f"add a line {excerpt(mark)}: {what}"


def _line_of(subject: Subject, definition: Definition) -> int:
    """Return the line of the file on which a definition begins."""
    return subject.report.source.body_line + definition.lines[0]


def _key_of(mark: str) -> str:
    """Return the name by which text refers to a definition: that of a link has no case."""
    return mark if mark.startswith(("[^", "*")) else folded(mark)


def _opening(prose: str, end: int) -> int | None:
    """Return the index of the bracket that opens what closes at ``end``; ``None`` if it is not near."""
    depth = 0
    for at in range(end, max(-1, end - _LONGEST), -1):
        depth += {"]": 1, "[": -1}.get(prose[at], 0)
        if depth == 0:
            return at
    return None


def _is_meant(prose: str, opening: int, text: str, name: str) -> bool:
    """Return whether ``[text][name]`` is meant as a link, although nothing need define it."""
    is_image = not text and prose[opening - 1 : opening] == "!"  # ![][image1], as exported documents have it
    if text.startswith(("[", "^")) or not any(map(str.isalpha, name if is_image else text)):
        return False
    begin = opening - is_image
    return is_reference(prose[begin - 1 : begin], text, name)


def _begins_definition(prose: str, match: re.Match[str]) -> bool:
    start = prose.rfind("\n", 0, match.start()) + 1
    return prose.startswith(":", match.end()) and bool(_MARKS.fullmatch(prose, start, match.start()))
