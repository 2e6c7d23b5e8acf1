"""Rules for names that a text refers to: of footnotes, link targets and abbreviations.

What ``[text][name]`` and ``[^note]`` refer to must be defined, or the page shows the brackets, and only once, or it
shows only the last text. Other brackets are ignored: indices, character classes of regular expressions, prefixes of
log lines.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence

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
    known: dict[str, tuple[int, str]] = {}
    for each in _definitions(subject):
        number = _line_of(subject, each)
        text = " ".join(text_of(each, lines).split())
        if text.partition(" ")[0] in _COMMENTS or subject.report.kind(number) == "comment":
            continue
        line, earlier = known.get(_key_of(each.mark), (0, text))
        known[_key_of(each.mark)] = number, text
        if earlier != text:
            message = f"{each.mark} is already defined on line {line}, and the page shows only this text"
            yield Finding(message, number, each.column(lines), "give one of the two another name")


def find_references(subject: Subject) -> Iterator[Finding]:
    """``undefined-reference``"""
    passages = [passage for passage in subject.text if "][" in passage.raw]
    defined = _defined(subject, footnotes=False) if passages else {}
    for passage in passages:
        for match in _NAMED.finditer(passage.prose):
            opening = _opening(passage.prose, match.start())
            if opening is None:
                continue
            text = passage.raw[opening + 1 : match.start()]
            name = passage.raw[match.start("name") : match.end("name")]
            if not _is_meant(passage.prose, opening, text, name):
                continue
            line, column = passage.place(opening)
            shown = " ".join((name or text).split())
            if help := _missing(subject, defined, f"[{shown}]", line):
                yield Finding(f"[{excerpt(shown)}] is not defined, so the page shows the brackets", line, column, help)


def find_footnotes(subject: Subject) -> Iterator[Finding]:
    """``undefined-footnote``"""
    passages = [passage for passage in subject.text if "[^" in passage.raw]
    defined = _defined(subject, footnotes=True) if passages else {}
    for passage in passages:
        for match in _NOTE.finditer(passage.prose):
            name = match["name"]
            if CHARACTER_CLASS.fullmatch(name) or _begins_definition(passage.prose, match):
                continue
            if _key_of(match.group()) in defined:
                continue  # if that one is internal, ``internal-definition`` reports it
            line, column = passage.place(match.start())
            if help := _missing(subject, defined, match.group(), line):
                yield Finding(
                    f"the footnote {match.group()} is not defined, so the page shows it as text", line, column, help
                )


@once_per_report
def _definitions(subject: Subject) -> tuple[Definition, ...]:
    """Return the definitions in the body. Their lines are relative to its first one, counted from 0."""
    return find_definitions(subject.report.source.body_lines, subject.report.kinds)


def _defined(subject: Subject, footnotes: bool) -> Mapping[str, Sequence[Definition]]:
    """Return the definitions of footnotes, or the others, by their keys."""
    found: dict[str, list[Definition]] = {}
    for each in _definitions(subject):
        if each.is_footnote == footnotes:
            found.setdefault(_key_of(each.mark), []).append(each)
    return found


def _missing(subject: Subject, defined: Mapping[str, Sequence[Definition]], mark: str, line: int) -> str:
    """Return how to fix a use of ``mark`` on a line; "" if it is defined there."""
    same = defined.get(_key_of(mark), ())
    may_be_internal = not subject.is_public or subject.is_internal(line)
    if any(may_be_internal or not subject.is_internal(_line_of(subject, each)) for each in same):
        return ""
    if same:
        return f"move its definition on line {_line_of(subject, same[0])} out of the internal text"
    near = difflib.get_close_matches(_key_of(mark), defined, 1, 0.75)
    if near:
        return f"did you mean {defined[near[0]][0].mark}?"
    what = "the note" if mark.startswith("[^") else "address, or write [text](address)"
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
    return is_reference(prose[opening - 1 : opening], text, name)


def _begins_definition(prose: str, match: re.Match[str]) -> bool:
    start = prose.rfind("\n", 0, match.start()) + 1
    return prose.startswith(":", match.end()) and bool(_MARKS.fullmatch(prose, start, match.start()))
