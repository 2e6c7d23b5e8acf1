"""Summarize a report in one plain-text sentence: for cards, feeds, link previews and the page's description.

Takes a report that is complete but for the summary. Returns its field ``summary``, else the first sentence of its first
section that has text: the author's own sections may be tables of facts. Called by ``steps``; ``shorten`` also wherever
space is limited.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_postmortems.read.body.inline import plain
from mkdocs_postmortems.read.body.line_starts import LIST_MARK
from mkdocs_postmortems.read.model import Report, Section
from mkdocs_postmortems.read.patterns import pattern

LONGEST = 300
_MARKER = pattern(rf"\s*(?:(?:{LIST_MARK})\s+(?:\[[ xX]\]\s+)?|>\s?)")
_NO_TEXT = pattern(r"\s*(?:#|!!!|\?\?\?|===|\||<|\[\^|\*\[|\[[^\]]+\]:|(?:[-*_]\s*){3,}$|\{)")
_SENTENCE = pattern(r".*?(?:[。！？]|(?<!\b[A-Za-z])(?<!\.[a-z])[.!?](?=[\s\"'”’)]*(?:\s[^a-z]|$)))", re.DOTALL)


def summarize(report: Report) -> str:
    """Return the value of ``Report.summary``: at most ``LONGEST`` characters; "" if the report has no text yet."""
    text = report.fields.summary or first_sentence(_first_paragraph(report))
    return shorten(" ".join(text.split()))


def first_sentence(text: str) -> str:
    """Return the text up to the first full stop that ends a sentence; all of it if there is none."""
    match = _SENTENCE.match(text)
    return match.group().strip() if match else text.strip()


def shorten(text: str, longest: int = LONGEST) -> str:
    """Return the text, cut at the end of a word if it is too long."""
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
    """Yield the first lines of running text in a section: no code, heading, table, or internal text."""
    lines = report.source.lines[section.line : section.span.last]
    internal = report.internal_lines
    inside, found = False, False
    for number, line in enumerate(lines, section.line + 1):
        kind = report.kind(number)
        if inside and (not line.strip() or line.startswith("    ")):
            continue
        inside = line.startswith(("!!!", "???", "==="))
        if kind != "text" or inside or _NO_TEXT.match(line) or number in internal:
            if found:
                return
            continue
        marker = _MARKER.match(line)
        if found and marker:
            return
        found = True
        yield plain(line[marker.end() :] if marker else line)
