"""Lists that Git hosts show and Python-Markdown, which renders reports, does not.

Takes a converted report and returns its lines with nested items indented by four spaces, and with a blank line between
a paragraph and a list below it, and each line that was changed with a note on it. The sections of events and action
items stay as they are, since the page shows them in its own lists. Lines that look like keys of front matter become a
list. Called by ``report``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from mkdocs_postmortems.imports.layout.details import Rewritten
from mkdocs_postmortems.read.body.line_starts import indent_of
from mkdocs_postmortems.read.body.markers import has_braces
from mkdocs_postmortems.read.body.outline import Block, outline
from mkdocs_postmortems.read.model import Report
from mkdocs_postmortems.read.times.line_times import read_head

_STEP = 4
"""By how many spaces Python-Markdown wants an item to be indented more than the one that it is nested in."""
_ADMONITION = re.compile(r"(?:!!!|\?\?\?\+?) (?!internal\b)")
_NO_PARAGRAPH = re.compile(r"\s*(?:[#>|<\[{:/=]|!!!|\?\?\?)")
"""The beginning of a line that a paragraph of Python-Markdown does not have, or that has a meaning of its own."""

_INTRODUCTION = re.compile(r"[-*+][ \t]+.{1,60}:(?:\*\*|__)?[ \t]*")
"""An item that says what is below it: ``- **Context**:``."""
_KEY = re.compile(r"[A-Za-z_][\w-]* ?:(?:\s|$)")


def with_listed_keys(report: Report) -> Rewritten:
    """Make items of lines at the top that the reader takes for keys below the end of the front matter."""
    lines = list(report.source.lines)
    changes: list[tuple[str, str]] = []
    for spilt in (problem.line for problem in report.problems if problem.rule == "fm-spill"):
        for at in range(spilt - 1, len(lines)):
            if not _KEY.match(lines[at]):
                break
            changes.append((lines[at], f"{lines[at].strip()!r} is an item now, so that it is no key of front matter"))
            lines[at] = f"* {lines[at]}"
    return lines, changes


def with_separate_lists(report: Report) -> Rewritten:
    """Insert a blank line between a paragraph and the list directly below it.

    Not below internal text: the check asks whether the list is internal, too.
    """
    lines = report.source.lines
    below: set[int] = set()
    for first, blocks in _parts(report):
        for above, item in pairwise(blocks):
            is_below = above.kind == "paragraph" and item.kind == "item" and above.last + 1 == item.first
            is_internal = has_braces(lines[first + above.last])
            if is_below and not is_internal and not _NO_PARAGRAPH.match(lines[first + above.first]):
                below.add(first + item.first)
    return _with_blank_lines(lines, sorted(below), "a blank line is above this list now, which was part of a paragraph")


def with_separate_events(report: Report) -> Rewritten:
    """Insert a blank line between an item that ends with a colon and lines directly below that begin with a time.

    They are not indented, so that Markdown takes them for the text of the item, and no event would be found.
    """
    lines = report.source.lines
    heads = [
        at
        for at in range(report.source.body_line, len(lines))
        if _INTRODUCTION.fullmatch(lines[at - 1]) and report.kind(at) == report.kind(at + 1) == "text"
    ]
    below = [at for at in heads if _begins_with_time(lines[at]) and _begins_with_time("".join(lines[at + 1 : at + 2]))]
    return _with_blank_lines(lines, below, "a blank line is above these events now, which were text of an item")


def _with_blank_lines(lines: Sequence[str], places: Sequence[int], note: str) -> Rewritten:
    """Return the lines with a blank one above each of these, from 0, in their order."""
    new = list(lines)
    for at in reversed(places):
        new.insert(at, "")
    return new, [(lines[at], note) for at in places]


def _begins_with_time(line: str) -> bool:
    head = read_head(line) if line[:1].isdigit() else None
    return head is not None and head.stamp.timed


def with_nested_items(report: Report) -> Rewritten:
    """Indent the items of lists by four spaces more than the item that they are nested in."""
    lines, changes = list(report.source.lines), []
    for first, blocks in _parts(report):
        for items in _lists(blocks):
            span = lines[first + items[0].first : first + items[-1].last + 1]
            if not any(map(_is_flat, items)) or any("\t" in line for line in span):
                continue
            margin = " " * (indent_of(span[0]) - items[0].indent)  # of an internal block, whose content has none
            changes.append((span[0], "the nested items of this list are indented by four spaces now"))
            for item in items:
                for at in range(first + item.first, first + item.last + 1):
                    if lines[at].strip():
                        lines[at] = margin + _indented(lines[at].removeprefix(margin), item, at == first + item.first)
    return lines, changes


def _parts(report: Report) -> Iterator[tuple[int, list[Block]]]:
    """Yield the first line, from 0, and the blocks of each run of lines around sections with events or action items.

    The lines of an admonition in it are a further one.
    """
    items = {each.span.first for each in report.actions}
    items |= {each.span.first for each in report.timeline.events} if report.timeline else set()
    number, end = report.source.body_line, len(report.source.lines) + 1
    spans = [each.span for each in report.sections]
    for span in [each for each in spans if not items.isdisjoint(range(each.first, each.last + 1))]:
        yield from _run(report, number, span.first)
        number = span.last + 1
    yield from _run(report, number, end)


def _run(report: Report, first: int, end: int) -> Iterator[tuple[int, list[Block]]]:
    """Yield the lines from ``first`` up to but not including ``end``, and those of each admonition in them."""
    lines, kinds = report.source.lines, {at: report.kind(at) for at in range(first, end)}
    yield first - 1, outline(lines[first - 1 : end - 1], list(kinds.values()))[0]
    for at in range(first, end):
        if kinds[at] == "text" and _ADMONITION.match(lines[at - 1]):
            inside = list(takewhile(lambda n: lines[n - 1][:4].strip() == "", range(at + 1, end)))
            yield at, outline([lines[n - 1][4:] for n in inside], [kinds[n] for n in inside])[0]


def _lists(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Yield the items of each list, with what is nested in them."""
    items: list[Block] = []
    for block in blocks:
        if block.kind != "item" or block.parent is None:
            if items:
                yield items
            items = []
        if block.kind == "item":
            items.append(block)
    if items:
        yield items


def _wanted(item: Block) -> int:
    """Return the indent that an item needs. The outermost one may be in a block, such as an admonition, and stays."""
    return _wanted(item.parent) + _STEP if item.parent else item.indent // _STEP * _STEP


def _is_flat(item: Block) -> bool:
    """Return whether Python-Markdown shows an item beside the one that it is nested in."""
    return item.parent is not None and item.indent < _wanted(item)


def _indented(line: str, item: Block, is_first: bool) -> str:
    """Return a line of an item with the indent that Python-Markdown needs; a lazy line stays unindented."""
    text = line.lstrip(" ")
    indent, wanted = len(line) - len(text), _wanted(item)
    if is_first:
        return " " * wanted + text
    if indent < min(item.content, 2):
        return line
    return " " * (wanted + _STEP + max(0, indent - item.content)) + text
