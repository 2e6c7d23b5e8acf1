"""Comments that silence findings: ``<!-- postmortems: ignore RULE -->``.

``read_silences`` takes a report, and tells ``engine`` and the rule in ``ignores`` which rules are silenced on which
lines. In a line of text the comment covers that line; on a line of its own, the block below it, up to the next blank
line. At the top of the body it also covers line 1, where findings without a line of their own are reported. In the
front matter it is a YAML comment, ``# postmortems: ignore RULE``, at a field or above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from mkdocs_postmortems.read.model import Report, Span
from mkdocs_postmortems.read.patterns import pattern

_COMMENT = pattern(r"<!--\s*postmortems:\s*ignore\s+(?P<rules>[\w\s,-]+?)\s*-->")
_YAML_COMMENT = pattern(r"(?:^|\s)#\s*postmortems:\s*ignore\s+(?P<rules>[\w\s,-]+?)\s*$")


class Silence(Struct, frozen=True):
    """Silences ``rules`` on ``lines``; the comment itself is on line ``line``."""

    rules: tuple[str, ...]
    lines: Span
    line: int
    column: int
    at_top: bool = False

    def covers(self, line: int) -> bool:
        return line in self.lines or (line == 1 and self.at_top)


def read_silences(report: Report) -> Iterator[Silence]:
    """Yield all such comments of a report, in order."""
    lines = report.source.lines
    top = next((number for number in range(report.source.body_line, len(lines) + 1) if lines[number - 1].strip()), 0)
    end = 0
    for number, line in enumerate(lines, 1):
        if "postmortems:" not in line:
            continue
        in_front = number < report.source.body_line
        if not in_front and report.kind(number) == "code":
            continue
        for match in (_YAML_COMMENT if in_front else _COMMENT).finditer(line):
            alone = not (line[: match.start()] + line[match.end() :]).strip()
            if alone and number >= end:  # else it is inside the block of an earlier comment
                end = _last_line(report, number, in_front)
            rules = tuple(re.split(r"[\s,]+", match["rules"]))
            at_top = number == top
            yield Silence(rules, Span(number, end if alone else number), number, match.start() + 1, at_top)
            if at_top and alone:
                top += 1  # another comment on the next line is at the top, too


def _last_line(report: Report, number: int, in_front: bool) -> int:
    """Return the last line of the block below a comment: one field, or the lines up to the next blank one."""
    lines = report.source.lines
    if in_front:
        return number + 1
    last = number
    while last < len(lines) and (report.kind(last + 1) != "blank" or last == number):
        last += 1
    return last
