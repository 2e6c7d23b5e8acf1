"""The title of an old report.

Takes it into the front matter, and removes from the text what the page shows as its title. Called by ``finder``.
"""

from __future__ import annotations

import re
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_postmortems.imports.facts.draft import ADDRESS, Draft
from mkdocs_postmortems.imports.facts.texts import one_line, say_the_same
from mkdocs_postmortems.imports.text.heading_words import heads_section, says_nothing, whole_words, without_short_codes
from mkdocs_postmortems.imports.text.labels import Label
from mkdocs_postmortems.imports.text.words import EMPTY_TITLES, TITLE_PREFIXES
from mkdocs_postmortems.read.body.inline import plain
from mkdocs_postmortems.read.body.markers import has_braces
from mkdocs_postmortems.read.characters import is_visible
from mkdocs_postmortems.read.front_matter.values import LONGEST_VALUE
from mkdocs_postmortems.read.model import Heading
from mkdocs_postmortems.read.times.line_times import read_head
from mkdocs_postmortems.sections import comparable

_PREFIX = re.compile(rf"(?:{'|'.join(TITLE_PREFIXES)})[ \t]*[:–—-][ \t]+\S", re.IGNORECASE)
"""The beginning of a heading that names the incident: ``Incident: search is down``."""
_TITLE_WORDS = frozenset({"title", "topic", "subject"})
"""Headings with the title below them."""
_WORD = re.compile(r"^\s*title\s*[:：]\s*", re.IGNORECASE)
_DAY_BEFORE_TITLE = re.compile(r"[\[(]?(?:\d{4}[-/.]|\S.{4,24}?(?:[:|\])]| [-–—]) )")
"""A date with the year first, or anything followed by punctuation."""
_DATE_IN_NAME = re.compile(r"^(?:19|20)\d\d[-_.]?\d\d[-_.]?\d\d[-_. T]*(?=\D)")
_DATE_AT_END = re.compile(
    r"[ .(\[]+(?P<year>(?:19|20)\d\d)(?P<apart>[ .]?)(?P<month>0[1-9]|1[0-2])(?P=apart)"
    r"(?P<day>0[1-9]|[12]\d|3[01])[)\]]?$"
)
"""A date behind the words of a file's name, with spaces for its dashes: ``Login outage 2023 10 15``."""


class Title(Struct, frozen=True):
    """A title, the line of the body where it was found (0: the file's name), and where in words.

    ``heading`` says nothing else and can be removed.
    """

    text: str
    line: int
    where: str
    heading: Heading | None = None


def take_title(draft: Draft) -> None:
    """Find the title, and remove the heading that repeats it."""
    told = next((label for label in draft.labels if label.fact == "title"), None)
    title = _find_title(draft, told)
    draft.add("title", title.text, title.text, title.line, title.where)
    other = draft.layout.title
    if title.heading:
        _drop_heading(draft, title.heading)
    elif title.where == "front matter" and other and draft.lines[other.line - 1].startswith("# "):
        note = "heading of level 1 is level 2 now: the page has a title of its own"
        draft.edits.put(other.line, f"#{draft.lines[other.line - 1]}", note)


def _drop_heading(draft: Draft, heading: Heading) -> None:
    """Remove a heading whose words are all in the front matter: the page shows them as its title.

    One that marks what is below it as internal stays.
    """
    written = draft.lines[heading.line - 1]
    if len(heading.title) > LONGEST_VALUE or ADDRESS.search(written) or has_braces(written):
        return
    draft.edits.drop.add(heading.line)
    draft.edits.replace.pop(heading.line, None)
    if draft.is_setext(heading):
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


def _find_title(draft: Draft, told: Label | None) -> Title:
    """Return the title; ``told`` is the label *Title*."""
    document, heading = draft.document, draft.layout.title
    if told and told.where == "front matter":
        title = one_line(plain(told.value))
        return Title(title, told.line, told.where, heading if heading and say_the_same(heading.title, title) else None)
    if heading and not says_nothing(heading.title):
        return Title(_named(without_short_codes(heading.title)), heading.line, "heading", heading)
    if told:
        return Title(_named(plain(told.value)), told.line, told.where)
    if below := _below_empty(draft):
        return below
    if line := _line_that_names(draft):
        return Title(_named(plain(draft.lines[line - 1])), line, "line")
    name = _title_of_name(document.stem)
    if heading and (document.form != "markdown" or _says_less(name, heading.title)):
        return Title(_named(heading.title), heading.line, "heading")
    names_nothing = heading is not None and heading.level == 1 and whole_words(heading.title) in EMPTY_TITLES
    return Title(name, 0, "the file's name", heading if names_nothing else None)


def _named(text: str) -> str:
    """Return a title without the word *Title* in front of it."""
    return one_line(_WORD.sub("", text))


def _below_empty(draft: Draft) -> Title | None:
    """Return what is below ``# Title`` or ``# Topic``, or a heading below ``# Postmortem`` that names the incident."""
    for first, second in pairwise(draft.headings):
        if not (first.top and second.top):
            continue
        between = [number for number in range(first.line + 1, second.line) if draft.kinds[number - 1] == "text"]
        if comparable(first.title) in _TITLE_WORDS:
            if len(between) == 1 and re.search(r"\w", line := draft.lines[between[0] - 1]):
                return Title(_named(plain(line)), between[0], "line", first)
            return Title(_named(second.title), second.line, "heading")
        if first is draft.layout.title:
            named = _PREFIX.match(second.title) or not heads_section(second.title)
            if between or not named:
                return None
            told = bool(re.search(r"\d", first.title))
            return Title(_named(second.title), second.line, "heading", None if told else first)
    return None


def _line_that_names(draft: Draft) -> int:
    """Return the line of ``Postmortem: login fails`` at the top of a text, above all headings; else 0."""
    first = next((at for at, line in enumerate(draft.lines, 1) if line.strip()), 0)
    if not first or not draft.stands_alone(first) or any(each.line <= first for each in draft.headings):
        return 0
    text = plain(draft.lines[first - 1])
    return first if _PREFIX.match(text) and is_visible(_named(text)) else 0


def _says_less(name: str, heading: str) -> bool:
    """Whether a file's name says less than a heading that says nothing: either may contain the date."""
    return says_nothing(name) and (bool(re.search(r"\d", heading)) or not re.search(r"[^\W\d_]{3}|\d", name))


def _title_of_name(stem: str) -> str:
    """Return a title from a file's name: without folders, date and punctuation."""
    pieces = [piece for piece in stem.split("__") if piece.casefold() not in ("readme", "index")]
    words = pieces[-1] if pieces else stem
    text = re.sub(r"[-_+\s]+", " ", _DATE_IN_NAME.sub("", words)).strip().lstrip(" :;,.–—)]") or words
    if dated := _DATE_AT_END.search(text):
        named = text[: dated.start()]
        text = f"{named} {dated['year']}-{dated['month']}-{dated['day']}" if says_nothing(named) else named
    if re.fullmatch(r"[\d .-]*", text):
        return f"Incident {words.replace('_', '-')}"
    return text[:1].upper() + text[1:] if text.islower() else text
