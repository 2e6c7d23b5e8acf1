"""Rules for references by name: ``[text][name]`` and ``[^note]`` must be defined, or the page shows the brackets.

Other brackets are ignored: indices, character classes of regular expressions, prefixes of log lines.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence

from mkdocs_postmortems.check.links.definitions import key_of
from mkdocs_postmortems.check.subject import Finding, Subject
from mkdocs_postmortems.diagnostics import excerpt
from mkdocs_postmortems.read.body.definitions import Definition, find_definitions
from mkdocs_postmortems.read.body.inline import CHARACTER_CLASS, is_reference
from mkdocs_postmortems.read.patterns import pattern

_NAMED = pattern(r"\]\[(?P<name>[^\[\]^][^\[\]]{0,199}|)\](?![(*+?{]|\[(?!\^))")
_NOTE = pattern(r"(?<![/^\\])\[\^(?P<name>\w[\w .:-]{0,99})\](?![*+?{])")
_MARKS = pattern(r"[\s>*+\d.)-]*")
"""What may come before a definition on its line."""
_LONGEST = 1_000


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
            if key_of(match.group()) in defined:
                continue  # if that one is internal, ``internal-definition`` reports it
            line, column = passage.place(match.start())
            if help := _missing(subject, defined, match.group(), line):
                yield Finding(
                    f"the footnote {match.group()} is not defined, so the page shows it as text", line, column, help
                )


def _defined(subject: Subject, footnotes: bool) -> Mapping[str, Sequence[Definition]]:
    """Return the definitions in the body by their keys. Their lines are relative to its first one, counted from 0."""
    report = subject.report
    lines = report.source.body_lines[: len(report.kinds)]
    found: dict[str, list[Definition]] = {}
    for each in find_definitions(lines, report.kinds):
        if each.is_footnote == footnotes:
            found.setdefault(key_of(each.mark), []).append(each)
    return found


def _missing(subject: Subject, defined: Mapping[str, Sequence[Definition]], mark: str, line: int) -> str:
    """Return how to fix a use of ``mark`` on a line; "" if it is defined there."""
    first = subject.report.source.body_line
    same = defined.get(key_of(mark), ())
    if any(not subject.is_public or subject.is_internal(line) or not _is_hidden(subject, each) for each in same):
        return ""
    if same:
        return f"move its definition on line {first + same[0].lines[0]} out of the internal text"
    near = difflib.get_close_matches(key_of(mark), defined, 1, 0.75)
    if near:
        return f"did you mean {defined[near[0]][0].mark}?"
    what = "the note" if mark.startswith("[^") else "address"
    return f"add a line {excerpt(mark)}: {what}" + ("" if what != "address" else ", or write [text](address)")


def _is_hidden(subject: Subject, definition: Definition) -> bool:
    return subject.is_internal(subject.report.source.body_line + definition.lines[0])


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
