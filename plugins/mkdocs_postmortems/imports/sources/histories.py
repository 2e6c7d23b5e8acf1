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

from mkdocs_postmortems.imports.document import Document, line_end
from mkdocs_postmortems.imports.text.calendar import Calendar
from mkdocs_postmortems.imports.text.heading_words import bare, heads_section, heads_timeline, is_section, says_nothing
from mkdocs_postmortems.imports.text.labels import fact_of, find_labels
from mkdocs_postmortems.imports.text.structure import Text
from mkdocs_postmortems.imports.text.words import OF_INCIDENT
from mkdocs_postmortems.read.body.blocks import classify
from mkdocs_postmortems.read.body.definitions import Definition, find_definitions, used_definitions
from mkdocs_postmortems.read.model import Heading
from mkdocs_postmortems.read.times.line_times import read_head
from mkdocs_postmortems.read.times.zones import read_zone

_PERIOD = re.compile(
    r"(?:(?:[^\W\d_]{3,10}\.?,? )?(?:19|20)\d\d|Q[1-4],? (?:19|20)\d\d|(?:19|20)\d\d,? Q[1-4])(?: ?\([^()\d]+\))?"
)
"""A heading above the incidents of a year, a quarter or a month: ``2023``, ``Q1 2023 (January to March)``."""
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
_LOWEST = 3
"""The lowest level of a heading of an incident; below it are headings of the sections of one."""
_TO_ONE = 4
"""How many incidents there must be for each heading without a day, such as that of a template for new entries."""
_APART = timedelta(days=3)
"""The least average distance between these: a report that goes day by day is about one incident."""


class _Incident(Struct, frozen=True):
    """A part of a page: its day, its lines, from 0, and the heading that names it, its own or the one right below.

    ``above`` are the lines of the page that belong to no incident and come before it, or behind the last one.
    """

    day: date
    lines: range
    name: Heading | None
    above: tuple[str, ...] = ()


class _Page(Struct, frozen=True):
    """The headings of a page from the first incident on that are as high, and the days of those of incidents.

    ``has_others``: some of the headings have no day. ``is_log``: those of incidents have clock times, as events have.
    """

    tops: list[Heading]
    days: dict[int, date]
    has_others: bool
    is_log: bool


def read_history(document: Document) -> tuple[Document, ...]:
    """Return a document for each incident of a page, or the page itself."""
    of_incident = any(fact_of(key) in OF_INCIDENT for key in document.fields)
    if of_incident or len(_SIGN.findall("\n".join(document.lines))) < 2:
        return (document,)
    incidents = _incidents(document)
    if not incidents:
        return (document,)
    definitions = find_definitions(document.lines, classify(document.lines).kinds)
    parts = (_document(document, each, is_first=each is incidents[0]) for each in incidents)
    return tuple(
        _with_definitions(part, document, each.lines, definitions) for part, each in zip(parts, incidents, strict=True)
    )


def _incidents(document: Document) -> list[_Incident]:
    """Return the parts whose headings name a day; none if these are parts of one report."""
    text = Text.of(document.lines)
    page = _divide(text, _days(text)) or _divide(text, _days_of_log(text))
    if page is None:
        return []
    ends = [*(each.line - 1 for each in page.tops[1:]), len(document.lines)]
    below = dict(pairwise(text.headings))
    found = [
        _Incident(page.days[each.line], range(each.line - 1, end), _name(text, each, below.get(each)))
        for each, end in zip(page.tops, ends, strict=True)
        if each.line in page.days and each.level == page.tops[0].level
    ]
    return _with_rest(document, found) if _are_several(document, found, page) else []


def _divide(text: Text, days: dict[int, date]) -> _Page | None:
    """Return the headings of incidents and those between them; ``None`` if another heading than of a year is there.

    A few other headings may be: of a period without incidents, or of what is said about the page.
    """
    headings = text.headings
    first = next((at for at, each in enumerate(headings) if each.line in days), None)
    if first is None or _is_of_one(headings, first):
        return None
    tops = [each for each in headings[first:] if each.level <= headings[first].level]
    others = [each for each in tops if each.line not in days and not _is_period(each)]
    if any(is_section(each.title) for each in others) or _TO_ONE * len(others) > len(tops) - len(others):
        return None
    is_log = any(_is_event(each) for each in tops if each.line in days)
    return None if others and is_log else _Page(tops, days, bool(others), is_log)


def _with_rest(document: Document, incidents: Sequence[_Incident]) -> list[_Incident]:
    """Add the lines that belong to no incident: what precedes the first, and what a year or a quarter has in common."""
    ends = [0, *(each.lines.stop for each in incidents)]
    rest = [list(document.lines[end : each.lines.start]) for end, each in zip(ends, incidents, strict=False)]
    rest[-1] += document.lines[ends[-1] :]
    said = [any(re.search(r"\w", line) and not _PERIOD.fullmatch(line.strip("# ")) for line in lines) for lines in rest]
    return [
        replace(each, above=tuple(lines) if says_more or not at else ())
        for at, (each, lines, says_more) in enumerate(zip(incidents, rest, said, strict=True))
    ]


def _days(text: Text) -> dict[int, date]:
    """Return the days that headings name, by their lines, or else those of labels right below them."""
    calendar = _calendar(text)
    high = [each for each in text.headings if each.level <= _LOWEST and not _is_event(each)]
    days = {each.line: day for each in high if (day := calendar.find_day(each.title))}
    return days or _labelled_days(text, calendar)


def _days_of_log(text: Text) -> dict[int, date]:
    """Return the days of a log of incidents, each below the day and time when it began, which no heading precedes."""
    calendar = _calendar(text)
    days = {each.line: day for each in text.headings if _is_event(each) and (day := calendar.find_day(each.title))}
    above = [each for each in text.headings if days and each.line < min(days)]
    return {} if any(not (_HISTORY.search(each.title) and each.level == 1) for each in above) else days


def _calendar(text: Text) -> Calendar:
    calendar = Calendar(read_zone("UTC"))
    calendar.learn(text.lines)
    return calendar


def _is_of_one(headings: Sequence[Heading], first: int) -> bool:
    """Whether the first heading with a day is in the report of one incident, or its title."""
    if any(_is_of_report(each) for each in headings[:first]):
        return True
    return not first and headings[0].level == 1 and not any(each.level == 1 for each in headings[1:])


def _labelled_days(text: Text, calendar: Calendar) -> dict[int, date]:
    """Return the days of headings, by their lines, with a label such as *Date* right below them."""
    days: dict[int, date] = {}
    for each, after in zip_longest(text.headings, text.headings[1:]):
        if each.level > _LOWEST:
            continue
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


def _are_several(document: Document, incidents: Sequence[_Incident], page: _Page) -> bool:
    """Whether the parts have labels or headings in common, or are named and lie days apart.

    If other headings are among them, only the first is a sign, and of a log only the second.
    """
    said = Counter(
        kind for each in incidents for kind in _kinds_of_things(document.lines[each.lines.start :][: len(each.lines)])
    )
    if len(incidents) > 1 and max(said.values(), default=0) * 2 > len(incidents) and not page.is_log:
        return True
    days = [each.day for each in incidents]
    apart = max(days) - min(days) >= _APART * (len(days) - 1)
    return apart and len(days) >= _FEW and all(each.name for each in incidents) and not page.has_others


def _kinds_of_things(lines: Sequence[str]) -> set[str]:
    """Return what a part has labels and headings for, without timelines: each day of one incident may have one."""
    text = Text.of(lines)
    labels = {label.fact for label in find_labels(text)} - {"date", "title"}
    titles = {each.title for each in text.headings}
    return labels | {bare(title) for title in titles if is_section(title) and not heads_timeline(title)}


def _document(page: Document, incident: _Incident, is_first: bool) -> Document:
    inside = slice(incident.lines.start, incident.lines.stop)
    above = page.whole.splitlines()[: page.first_line - 1] if page.whole else []
    above = [*(above if is_first else ()), *incident.above]
    text = "\n".join(above).strip()
    fields = {"page": text} if re.search(r"\w", text) else {}
    if incident.name is None or incident.name.line > inside.start + 1:  # its own heading tells the day alone
        fields["title"] = incident.name.title if incident.name else f"Incident {incident.day}"
    elif _is_event(incident.name) and (head := read_head(incident.name.title)):
        fields["title"] = head.text.strip(" -–—:")
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


def _with_definitions(part: Document, page: Document, lines: range, definitions: Sequence[Definition]) -> Document:
    """Add the footnotes and link targets that an incident uses and another one, or the end of the page, defines."""
    used = used_definitions(definitions, page.lines, lines)
    defined = [each.lines for each in definitions if each in used and each.lines[0] not in lines]
    further = [line for each in defined for line in page.lines[each[0] : each[-1] + 1]]
    if not further:
        return part
    end = line_end(page.ends)
    below = ["", *further] if part.lines[-1].strip() else further
    return replace(
        part,
        lines=(*part.lines, *below),
        ends=(*(each or end for each in part.ends), *[end] * len(below)),
    )
