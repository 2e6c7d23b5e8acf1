"""A rule for footnotes, link targets and abbreviations that are defined twice: the page shows only the last text."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_postmortems.check.subject import Finding, Subject
from mkdocs_postmortems.read.body.definitions import find_definitions, folded, text_of

_COMMENTS = ("#", "<>")
"""What follows the mark of a comment in the form of a definition: ``[//]: # (hidden text)``."""


def find_duplicates(subject: Subject) -> Iterator[Finding]:
    """``duplicate-definition``"""
    if subject.file.raw.count("]:") < 2:
        return
    report = subject.report
    first = report.source.body_line
    lines = report.source.body_lines[: len(report.kinds)]
    known: dict[str, tuple[int, str]] = {}
    for each in find_definitions(lines, report.kinds):
        text = " ".join(text_of(each, lines).split())
        if text.partition(" ")[0] in _COMMENTS or report.kinds[each.lines[0]] == "comment":
            continue
        line, earlier = known.get(key_of(each.mark), (0, text))
        known[key_of(each.mark)] = first + each.lines[0], text
        if earlier != text:
            message = f"{each.mark} is already defined on line {line}, and the page shows only this text"
            yield Finding(message, first + each.lines[0], each.column(lines), "give one of the two another name")


def key_of(mark: str) -> str:
    """Return the name by which text refers to a definition: that of a link has no case."""
    is_link = mark.startswith("[") and not mark.startswith("[^")
    return folded(mark) if is_link else mark
