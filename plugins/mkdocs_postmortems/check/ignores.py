"""A rule for comments that silence rules: they must be readable, and name existing rules."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from mkdocs_postmortems.check.rules import RULES
from mkdocs_postmortems.check.subject import Finding, Subject
from mkdocs_postmortems.read.body.inline import without_code_spans
from mkdocs_postmortems.read.patterns import pattern

_MEANT = pattern(
    r"<!--\s*(?i:post-?mortems?)(?:\s*[:-]\s*|\s+)(?i:ignore|disable|silence|skip|allow|off)\b(?P<rules>[^<>]{0,200}?)-->"
)
"""A comment that is meant to silence a rule, in any spelling."""


def find_unknown(subject: Subject) -> Iterator[Finding]:
    """``unknown-ignore``"""
    for silence in subject.silences:
        for name in silence.rules:
            if name in RULES:
                continue
            near = difflib.get_close_matches(name, sorted(RULES), 1)
            yield Finding(
                f"there is no rule {name!r} to ignore",
                silence.line,
                silence.column,
                f"did you mean {near[0]!r}?" if near else "run `postmortems rules` to list all rules",
            )
    if "<!--" in subject.file.raw and "ostmortem" in subject.file.raw:
        yield from _unread(subject)


def _unread(subject: Subject) -> Iterator[Finding]:
    """Yield the comments that were meant to silence a rule but are not read as such."""
    read = {(silence.line, silence.column) for silence in subject.silences}
    for match in _MEANT.finditer(subject.file.raw):
        place = line, column = subject.file.place(match.start())
        shown = without_code_spans(subject.line(line))[column - 1 :]
        if place not in read and subject.report.kind(line) != "code" and shown.startswith("<!--"):
            rules = ", ".join(re.findall(r"[\w-]+", match["rules"])) or "RULE"
            yield Finding("this comment silences nothing", *place, f"write <!-- postmortems: ignore {rules} -->")
