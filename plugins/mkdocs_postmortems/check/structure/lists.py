"""A rule for lists that Markdown does not read as their author sees them: part of a paragraph, or not nested."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from mkdocs_postmortems.check.passages import Passage
from mkdocs_postmortems.check.subject import Finding, Subject, once_per_report
from mkdocs_postmortems.read.body.line_starts import indent_of, is_rule
from mkdocs_postmortems.read.patterns import pattern

_ITEM = pattern(r"[ ]*(?:[-*+]|\d{1,3}[.)])[ ]+\S")
_FIRST = pattern(r"[ ]*(?:[-*+]|1[.)])[ ]+\S")
"""An item that can follow a paragraph in other renderers: a number other than 1 is part of its text."""
_NO_PARAGRAPH = pattern(r"\s*(?:[#>|<\[{:/=]|[-*+]\s|\d+[.)]\s|!!!|\?\?\?)")
_UNDERLINE = pattern(r"(?s:.*)(?:^|\n)[-=]+[ ]*")
_STEPS = (2, 3)
"""How far an item is indented more than the one above it if its author nests by less than the four spaces needed."""
NO_MARK = pattern(
    r"[> ]{0,6}(?P<mark>\d{1,3}\)|\(\d{1,3}\)|[a-z]\)|\d{1,3}[、．]|[①-⑳•◦▪▫●○■□☐☑☒‣⁃·・]|[–—](?=[ ]))"
    r"[ \t\u00a0\u3000]*[^\s|]"
)
"""A line that begins like an item of a word processor's or a chat's list, but with no mark of Markdown."""
_BOXES = "☐☑☒"
_BREAK = pattern(r"(?:[ ]{2}|\\|<br ?/?>)\Z")
_NESTED = 4
"""Python-Markdown nests an item by how many times its indent contains these spaces."""


def find_ambiguous(subject: Subject) -> Iterator[Finding]:
    """``list-ambiguous``: each list in other marks, each in a paragraph, and the first item that is not nested.

    The last two not in the sections of events and action items, which the page shows in its own lists.
    """
    yield from _in_other_marks(subject)
    names = subject.settings.sections.names_with
    own = {*names("timeline"), *names("actions")}
    skipped = [section.span for section in subject.report.sections if section.key in own]
    items = [(above, item) for above, item in pairwise(subject.text) if _ITEM.match(item.raw)]
    items = [pair for pair in items if not any(pair[1].first in span for span in skipped)]
    yield from _in_paragraphs(subject, items)
    yield from _not_nested(subject, items)


def _in_other_marks(subject: Subject) -> Iterator[Finding]:
    """Yield the first line of each list whose marks Markdown does not know: ``1) a``, ``• a``, ``① a``.

    Not if the page shows it as an event or action item, or if ``action-detail`` reports it.
    """
    mark, length = "", 0
    for number, line in subject.report.source.numbered_body():
        match = NO_MARK.match(line) if subject.report.kind(number) == "text" else None
        length = length + 1 if match else 0
        if match and length == 1:
            mark = match["mark"]
        elif length == 2 and not _BREAK.search(subject.line(number - 1)) and number - 1 not in _known_items(subject):
            message = f"the page shows this list as one paragraph, since {mark} is no mark of a list"
            meant = "1." if any(map(str.isalnum, mark)) else "- [ ]" if mark in _BOXES else "-"
            yield Finding(message, *subject.text_of(number - 1), f"begin each item with {meant}")


@once_per_report
def _known_items(subject: Subject) -> frozenset[int]:
    """Return the lines of events and action items, and those that ``action-detail`` reports."""
    events = (event.span.numbers for event in subject.report.events)
    items = (item.span.numbers for item in subject.report.actions)
    return subject.problem_lines("action-detail").union(*events, *items)


def _in_paragraphs(subject: Subject, items: Sequence[tuple[Passage, Passage]]) -> Iterator[Finding]:
    """Yield the items that begin a list below a paragraph, without a blank line.

    Not below internal text: ``internal-block-dedent`` reports such a list, which a blank line would publish.
    """
    for above, item in items:
        if not _ITEM.match(above.raw) and _is_in_paragraph(above, item) and not subject.is_internal(above.first):
            message = "the page shows this list as part of the paragraph above it"
            yield Finding(message, *subject.text_of(item.first), "put a blank line above it")


def _not_nested(subject: Subject, items: Sequence[tuple[Passage, Passage]]) -> Iterator[Finding]:
    """Yield the first item that is indented by too little to be nested, with the number of others."""
    flat = []
    for above, item in items:
        indent, outer = indent_of(item.raw), indent_of(above.raw)
        if _ITEM.match(above.raw) and indent - outer in _STEPS and indent // _NESTED == outer // _NESTED:
            flat.append((item, indent - outer))
    if flat:
        first, step = flat[0]
        more = len(flat) - 1
        others = f"; so {'is' if more == 1 else 'are'} {more} more" if more else ""
        message = f"this item is indented only {step} spaces more than the one above"
        help = "indent nested items by four spaces"
        yield Finding(f"{message}, so the page does not nest it{others}", *subject.text_of(first.first), help)


def _is_in_paragraph(above: Passage, item: Passage) -> bool:
    """Return whether an item is right below a paragraph, and not below a heading, a quote, a tag or the like.

    Marks such as ``* * *`` are a rule and no item.
    """
    is_adjacent = above.first + above.raw.count("\n") + 1 == item.first
    text = above.raw.partition("\n")[2] if above.raw.startswith("#") else above.raw
    is_item = _FIRST.match(item.raw) and not is_rule(item.raw.partition("\n")[0])
    if not is_adjacent or not text or not is_item or _NO_PARAGRAPH.match(text):
        return False
    return not (_UNDERLINE.fullmatch(text) or text.rpartition("\n")[2].startswith(("<", "{", "[", "/")))
