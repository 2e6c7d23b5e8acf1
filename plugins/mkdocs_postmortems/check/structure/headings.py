"""Rules for headings: their levels, and lines that are one on the page but not in other Markdown renderers.

Of such a line, a reviewer on a forge would approve a different structure from the one that is published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from mkdocs_postmortems.check.structure.missing_sections import missing_lines
from mkdocs_postmortems.check.subject import Finding, Subject
from mkdocs_postmortems.diagnostics import excerpt
from mkdocs_postmortems.read.patterns import pattern

_LIKELY = pattern(
    r"\n(?!#{1,6}[ \t])(?P<indent>[ ]{0,3})"
    r"(?:(?P<marks>#{1,6})(?!#)(?P<text>.*)|(?P<underline>=+|-+)[ \t]*)$",
    re.MULTILINE,
)
"""A heading, or an underline that makes one of the text above, in some renderers; ordinary ones are excluded.

The pattern begins with the line end above, since that is faster to find than the start of a line.
"""
_BLOCK = pattern(r"[ ]{0,3}(?:[-*+]|\d{1,9}[.)])[ \t]|[ ]{0,3}>|[ ]{4}|\t")
"""The start of an item, a quotation or code: an underline below it belongs to none of them."""
_NO_PARAGRAPH = pattern(r"[ ]{0,3}(?:[|#<]|!!!|\?\?\?|===|\[[^\[\]]+\]:)|:[ ]")
_NO_BLANK = pattern(r"#[^#\s]")


def find_level_one(subject: Subject) -> Iterator[Finding]:
    """``heading-level-one``"""
    headings = [each for each in subject.report.headings if each.level == 1 and each.top]
    internal = {heading.line for heading in subject.report.headings if heading.internal and heading.level > 1}
    ended = {span.last + 1 for span in subject.report.internal if span.first in internal}
    for heading in headings:
        if heading.line in missing_lines(subject):
            continue
        ends = ", and ends the internal section above it" if heading.line in ended else ""
        if not ends and _NO_BLANK.match(subject.line(heading.line)):
            continue  # such as #channel, which ``heading-ambiguous`` reports
        help = "write ## for a section"
        if not subject.line(heading.line).lstrip(" \t>-*+0123456789.").startswith("#"):
            help = "delete the line of = signs below it, which makes it a heading; write ## before it for a section"
        if heading is subject.report.headings[0]:
            help = f"remove it if it repeats the title from the front matter; otherwise {help}"
        message = f"this heading is level 1, like the page's title{ends}"
        yield Finding(message, heading.line, heading.column, help)


def find_skipped(subject: Subject) -> Iterator[Finding]:
    """``heading-skipped``"""
    above = 1  # the page's title
    for heading in (each for each in subject.report.headings if each.top):
        if heading.level > above + 1 and heading.line not in missing_lines(subject):
            message = f"this heading is level {heading.level}, but the one before it is level {above}"
            yield Finding(message, heading.line, heading.column, f"write {'#' * (above + 1)}")
        above = heading.level


def find_ambiguous(subject: Subject) -> Iterator[Finding]:
    """``heading-ambiguous``"""
    shown = {heading.line for heading in subject.report.headings}
    for match in _LIKELY.finditer(subject.file.raw):
        for finding in _ambiguous(subject, match, shown):
            if missing_lines(subject).isdisjoint((finding.line, finding.line - 1)):
                yield finding


def _ambiguous(subject: Subject, match: re.Match[str], shown: Set[int]) -> Iterator[Finding]:
    line, _ = subject.file.place(match.start("indent"))
    if subject.report.kind(line) != "text":
        return
    if match["underline"] == "=======" and "\n<<<<<<< " in subject.file.raw:
        return  # a merge conflict, which ``placeholder`` reports
    if match["underline"]:
        yield from _underlined(subject, line, match, shown)
    elif line in shown and match["text"] and match["text"][0] not in " \t":
        message = f"{_shown(match)} is a heading on the page, but plain text to other Markdown renderers"
        otherwise = ", or write \\# if it is not a heading" if match["marks"] == "#" else ""
        yield Finding(message, line, 1, f"put a space after {match['marks']}{otherwise}")
    elif line not in shown and match["indent"] and match["text"][:1] in (" ", "\t") and match["text"].strip():
        message = f"{_shown(match)} is plain text on the page, but a heading to other Markdown renderers"
        yield Finding(message, line, len(match["indent"]) + 1, f"start the line with {match['marks']}")


def _underlined(subject: Subject, line: int, match: re.Match[str], shown: Set[int]) -> Iterator[Finding]:
    """Yield a finding if a line of hyphens or equals signs makes a heading of the text above in some renderers only."""
    first = above = line - 1
    while subject.report.kind(first - 1) == "text" and first - 1 not in shown:
        first -= 1
    written = subject.line(above)
    is_block = bool(_BLOCK.match(subject.line(first)))
    if subject.report.kind(above) != "text":
        return
    if above in shown and is_block and not written.startswith("#"):
        message = f"the line below makes {written.strip()!r} a heading on the page, but not in other Markdown renderers"
        yield Finding(message, line, 1, f"put a blank line above {match['underline'][:3]}")
    elif above not in shown and not is_block and not _NO_PARAGRAPH.match(written):
        message = "other Markdown renderers read the text above this line as a heading, but the page does not"
        help = "put a blank line above it, or write the heading with ##"
        yield Finding(message, line, len(match["indent"]) + 1, help)


def _shown(match: re.Match[str]) -> str:
    return repr(excerpt(match.group().strip()))
