"""A report in one sentence, as plain text: for cards, feeds, previews of links and the page's description.

Comes in: a report that has been read but for this. Goes out: its ``summary``, else the first sentence of its first
section; sections of the author's own that are no text, such as a table of facts, do not count as the first. Called by
``steps``; ``shorten`` by whoever else has too little room.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_postmortems.read.model import Report, Section
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.sections import plain

LONGEST = 300
_MARKER = pattern(r"\s*(?:[-*+]\s+(?:\[[ xX]\]\s+)?|\d+[.)]\s+|>\s?)")
_NO_TEXT = pattern(r"\s*(?:#|!!!|\?\?\?|===|\||<|\[\^|\*\[|\[[^\]]+\]:|(?:[-*_]\s*){3,}$|\{)")
_SENTENCE = pattern(r".*?(?:[。！？]|(?<!\b[A-Za-z])(?<!\.[a-z])[.!?](?=[\s\"'”’)]*(?:\s[^a-z]|$)))", re.DOTALL)


def summarize(report: Report) -> str:
    """What ``Report.summary`` holds: at most ``LONGEST`` characters; "" where the report says nothing yet."""
    text = report.fields.summary or first_sentence(_first_paragraph(report))
    return shorten(" ".join(text.split()))


def first_sentence(text: str) -> str:
    """The text up to the first full stop that ends a sentence; all of it where there is none."""
    match = _SENTENCE.match(text)
    return match.group().strip() if match else text.strip()


def shorten(text: str, longest: int = LONGEST) -> str:
    """The text, cut at a word's end where it is longer."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    return (cut.rpartition(" ")[0] if " " in cut[longest // 2 :] else cut).rstrip(" ,;:") + "…"


def _first_paragraph(report: Report) -> str:
    for section in report.sections:
        found = "" if section.internal else " ".join(_paragraph(report, section))
        if found or section.key:
            return found
    return ""


def _paragraph(report: Report, section: Section) -> Iterator[str]:
    """The first lines of running text in a section: no code, heading, table, or internal text."""
    lines = report.source.lines[section.line : section.span.last]
    inside, found = False, False
    for number, line in enumerate(lines, section.line + 1):
        kind = report.kind(number)
        if inside and (not line.strip() or line.startswith("    ")):
            continue
        inside = line.startswith(("!!!", "???", "==="))
        if kind != "text" or inside or _NO_TEXT.match(line) or any(number in span for span in report.internal):
            if found:
                return
            continue
        marker = _MARKER.match(line)
        if found and marker:
            return
        found = True
        yield plain(line[marker.end() :] if marker else line)
