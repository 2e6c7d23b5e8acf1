"""Take a document's title into the front matter, and remove from the text what the page shows as its title.

Called by ``fact_finder``.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from mkdocs_postmortems.imports.facts import ADDRESS, Draft
from mkdocs_postmortems.imports.parts import is_setext
from mkdocs_postmortems.imports.titles import find_title, says_nothing
from mkdocs_postmortems.read.line_times import read_head
from mkdocs_postmortems.read.markers import has_braces
from mkdocs_postmortems.read.model import Heading
from mkdocs_postmortems.read.values import LONGEST_VALUE

_DAY_BEFORE_TITLE = re.compile(r"[\[(]?(?:\d{4}[-/.]|\S.{4,24}?(?:[:|\])]| [-–—]) )")
"""A date with the year first, or anything followed by punctuation."""


def take_title(draft: Draft) -> None:
    """Find the title, and remove the heading that repeats it."""
    told = next((label for label in draft.labels if label.fact == "title"), None)
    title = find_title(draft.document, draft.lines, draft.blocks.kinds, draft.headings, draft.layout.title, told)
    draft.add("title", title.text, title.text, title.line, title.where)
    other = draft.layout.title
    if title.heading:
        _drop_heading(draft, title.heading)
    elif title.where == "front matter" and other and draft.lines[other.line - 1].startswith("# "):
        draft.edits.replace[other.line] = f"#{draft.lines[other.line - 1]}"
        draft.edits.notes.append((other.line, "heading of level 1 is level 2 now: the page has a title of its own"))


def _drop_heading(draft: Draft, heading: Heading) -> None:
    """Remove a heading whose words are all in the front matter: the page shows them as its title.

    One that marks what is below it as internal stays.
    """
    written = draft.lines[heading.line - 1]
    if len(heading.title) > LONGEST_VALUE or ADDRESS.search(written) or has_braces(written):
        return
    draft.edits.drop.add(heading.line)
    draft.edits.replace.pop(heading.line, None)
    if is_setext(draft.lines, heading):
        draft.edits.drop.add(heading.line + 1)


def shorten_title(draft: Draft) -> None:
    """Remove a day in front of a title if the start contains it: ``2023-10-15: Login fails``."""
    title = draft.facts.found["title"]
    head, day = _DAY_BEFORE_TITLE.match(title.value) and read_head(title.value), draft.calendar.find_day(title.value)
    if not head or head.stamp.timed or head.stamp.end_day or says_nothing(head.text) or head.text[0] in "/_":
        return
    if day and draft.facts.fields.get("started", "").startswith(day.isoformat()):
        draft.facts.fields["title"] = head.text
        draft.facts.found["title"] = replace(title, value=head.text)
