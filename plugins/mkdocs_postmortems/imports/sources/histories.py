"""Pages about several incidents, each below a heading with its day in it or in a label below it.

Takes a ``Document`` from ``files`` and returns one document for each incident, whose ``part`` is its day, or the same
document if it is about a single one. Text above the first incident goes with it, in a field that is kept internal.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise, zip_longest

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_postmortems.imports.document import Document
from mkdocs_postmortems.imports.text.calendar import Calendar
from mkdocs_postmortems.imports.text.heading_words import bare, heads_section, heads_timeline, is_section, says_nothing
from mkdocs_postmortems.imports.text.labels import fact_of, find_labels
from mkdocs_postmortems.imports.text.structure import Text
from mkdocs_postmortems.imports.text.words import OF_INCIDENT
from mkdocs_postmortems.read.body.blocks import classify
from mkdocs_postmortems.read.model import Heading
from mkdocs_postmortems.read.times.line_times import read_head
from mkdocs_postmortems.read.times.zones import read_zone

_PERIOD = re.compile(r"(?:[^\W\d_]{3,10}\.?,? )?(?:19|20)\d\d|Q[1-4] (?:19|20)\d\d")
"""A heading above the incidents of a year, a quarter or a month."""
_HISTORY = re.compile(r"\b(?:log|history|incidents|outages|postmortems)\b", re.IGNORECASE)
"""A heading of a page of several incidents, though it could be that of a timeline, too."""
_SIGN = re.compile(
    r"^(?: {0,3}#.*(?:19|20|/)\d\d|.*(?:19|20|/)\d\d.*\n {0,3}(?:={3,}|-{3,})[ \t]*$"
    r"|\W{0,6}[^\W\d_][\w /]{2,20}\W{1,5}.{0,20}(?:19|20|/)\d\d)",
    re.MULTILINE,
)
"""A heading, or a line behind a label, that may contain a day."""
_FEW = 3
"""How many incidents a page must have if only their names and days show that they are several."""
_APART = timedelta(days=3)
"""The least average distance between these: a report that goes day by day is about one incident."""


class _Incident(Struct, frozen=True):
    """A part of a page: its day, its lines, from 0, and the heading that names it, its own or the one right below."""

    day: date
    lines: range
    name: Heading | None


def read_history(document: Document) -> tuple[Document, ...]:
    """Return a document for each incident of a page, or the page itself."""
    of_incident = any(fact_of(key) in OF_INCIDENT for key in document.fields)
    if of_incident or len(_SIGN.findall("\n".join(document.lines))) < 2:
        return (document,)
    incidents = _incidents(document)
    if not incidents or not _are_several(document, incidents):
        return (document,)
    return tuple(_document(document, each, is_first=each is incidents[0]) for each in incidents)


def _incidents(document: Document) -> list[_Incident]:
    """Return the parts whose headings name a day; none if another heading than of a year or month is among them."""
    text = Text.of(document.lines)
    headings, days = text.headings, _days(text)
    first = next((at for at, each in enumerate(headings) if each.line in days and each.level < 4), None)
    if first is None or _is_of_one(headings, first):
        return []
    tops = [each for each in headings[first:] if each.level <= headings[first].level]
    if not all(each.line in days or _is_period(each) for each in tops):
        return []
    ends = [*(each.line - 1 for each in tops[1:]), len(document.lines)]
    below = dict(pairwise(headings))
    return [
        _Incident(days[each.line], range(each.line - 1, end), _name(text, each, below.get(each)))
        for each, end in zip(tops, ends, strict=True)
        if each.line in days and each.level == headings[first].level
    ]


def _days(text: Text) -> dict[int, date]:
    """Return the days that headings name, by their lines, or else those of labels right below them."""
    calendar = Calendar(read_zone("UTC"))
    calendar.learn(text.lines)
    days = {each.line: day for each in text.headings if (day := calendar.find_day(each.title)) and not _is_event(each)}
    return days or _labelled_days(text, calendar)


def _is_of_one(headings: Sequence[Heading], first: int) -> bool:
    """Whether the first heading with a day is in the report of one incident, or its title."""
    if any(_is_of_report(each) for each in headings[:first]):
        return True
    return not first and headings[0].level == 1 and not any(each.level == 1 for each in headings[1:])


def _labelled_days(text: Text, calendar: Calendar) -> dict[int, date]:
    """Return the days of headings, by their lines, with a label such as *Date* right below them."""
    days: dict[int, date] = {}
    for each, after in zip_longest(text.headings, text.headings[1:]):
        inside = text.lines[text.first_line(each) - 1 : after.line - 1 if after else None]
        labels = () if heads_section(each.title) else find_labels(Text(inside, classify(inside), ()))
        told = (calendar.find_day(label.value) for label in labels if label.fact in ("date", "started"))
        if day := next(filter(None, told), None):
            days[each.line] = day
    return days


def _name(text: Text, heading: Heading, below: Heading | None) -> Heading | None:
    if not says_nothing(heading.title):
        return heading
    return below if below and below.level > heading.level and text.is_empty(heading, below) else None


def _is_of_report(heading: Heading) -> bool:
    """Whether a heading opens a section of a single report."""
    is_of_page = _is_period(heading) or (heading.level == 1 and _HISTORY.search(heading.title))
    return heads_section(heading.title) and not is_of_page


def _is_period(heading: Heading) -> bool:
    return _PERIOD.fullmatch(heading.title.strip()) is not None


def _is_event(heading: Heading) -> bool:
    """Whether a heading contains a clock time, as that of an event."""
    head = read_head(heading.title)
    return head is not None and head.stamp.timed


def _are_several(document: Document, incidents: Sequence[_Incident]) -> bool:
    """Whether the parts have labels or headings in common, or are named and lie days apart."""
    said = Counter(
        kind for each in incidents for kind in _kinds_of_things(document.lines[each.lines.start :][: len(each.lines)])
    )
    if len(incidents) > 1 and max(said.values(), default=0) * 2 > len(incidents):
        return True
    days = [each.day for each in incidents]
    apart = max(days) - min(days) >= _APART * (len(days) - 1)
    return apart and len(days) >= _FEW and all(each.name for each in incidents)


def _kinds_of_things(lines: Sequence[str]) -> set[str]:
    """Return what a part has labels and headings for, without timelines: each day of one incident may have one."""
    text = Text.of(lines)
    labels = {label.fact for label in find_labels(text)} - {"date", "title"}
    titles = {each.title for each in text.headings}
    return labels | {bare(title) for title in titles if is_section(title) and not heads_timeline(title)}


def _document(page: Document, incident: _Incident, is_first: bool) -> Document:
    inside = slice(incident.lines.start, incident.lines.stop)
    above = page.whole.splitlines()[: page.first_line - 1] if page.whole else []
    above += page.lines[: incident.lines.start]
    text = "\n".join(above).strip() if is_first else ""
    fields = {"page": text} if re.search(r"\w", text) else {}
    if incident.name is None or incident.name.line > inside.start + 1:  # its own heading tells the day alone
        fields["title"] = incident.name.title if incident.name else f"Incident {incident.day}"
    return replace(
        page,
        lines=page.lines[inside],
        ends=page.ends[inside],
        first_line=page.first_line + incident.lines.start,
        fields=fields,
        field_lines=dict.fromkeys(fields, page.first_line + inside.start),
        lost="",
        remarks=(),
        gone=frozenset(line - inside.start for line in page.gone if line - 1 in incident.lines),
        whole="",
        part=incident.day.isoformat(),
    )
