"""The facts of an incident: title, times, severity, services and other fields, each with its line.

Takes a document's lines with their headings and layout. Returns ``Facts``, and adds edits for lines that move out of
the text. Called by ``report``. The most reliable sources come first; later ones add only what is still missing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import PurePosixPath
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import Struct, field
from msgspec.structs import replace

from mkdocs_postmortems.imports.calendar import A_MONTH, Calendar, place_of
from mkdocs_postmortems.imports.document import Document, form_of
from mkdocs_postmortems.imports.edits import Edits
from mkdocs_postmortems.imports.headings import Layout
from mkdocs_postmortems.imports.labels import Label, fact_of, find_labels
from mkdocs_postmortems.imports.openings import Told, read_beginning, read_range
from mkdocs_postmortems.imports.parts import heads_actions, is_setext, rank_of, stands_alone
from mkdocs_postmortems.imports.severities import site_severity
from mkdocs_postmortems.imports.texts import one_line, persons, say_the_same, short_texts, without_mail
from mkdocs_postmortems.imports.titles import find_title, says_nothing
from mkdocs_postmortems.imports.words import NO_VALUE, OF_INCIDENT
from mkdocs_postmortems.read.blocks import Blocks
from mkdocs_postmortems.read.characters import is_visible
from mkdocs_postmortems.read.dating import TimeContext
from mkdocs_postmortems.read.line_times import read_head
from mkdocs_postmortems.read.model import TIME_FIELDS, Event, Heading, Moment, Report, Timeline
from mkdocs_postmortems.read.sections import plain
from mkdocs_postmortems.read.timeline import is_day, read_timeline
from mkdocs_postmortems.read.values import LONGEST_VALUE
from mkdocs_postmortems.read.zones import Zone, find_zone, read_zone, written_zone
from mkdocs_postmortems.settings import Settings
from mkdocs_postmortems.zone_names import ABBREVIATIONS

_KEPT_FIELDS = frozenset(
    ("cause", "summary", "tagline", "description", "teams", "roles", "links", "related", "aliases", "hide", "search")
)
"""Fields of an old front matter that have the same name here."""
_TOLD_FACTS = frozenset({"title", "severity", "date", "timezone", "duration", "written", *TIME_FIELDS})
"""Facts that an old front matter states in an author's words, as a label does."""
_TIMES = frozenset({"date", "duration", "published", *TIME_FIELDS})
_LISTS = {"services": short_texts, "authors": persons, "tags": short_texts, "teams": short_texts}
_NESTED = frozenset({"extra", "params", "taxonomies", "metadata", "incident"})
"""Fields in which page generators keep those that are not theirs."""
_IMPACT = frozenset({"impact", "users", "experience", "duration"})
"""Facts that become entries of ``impact`` with the same names."""
_OPENING = "opening"
"""The place of a post's day: its first paragraphs."""
_FIRST_PARAGRAPHS = 2
_NEAR = 4
"""How far apart two labels of one list may be, in lines."""
_APART = re.compile(r"[ \t]*<br ?/?>[ \t]*|(?<=`)[ \t]+(?=`)", re.IGNORECASE)
"""What separates names besides commas: a line break, or the space between two pieces of code."""
_SIDES = re.compile(
    r"\bstart(?:ed)?(?: time)?\s?[:=]\s*(?P<start>[^;]{4,50}?)[\s,;.-]+end(?:ed)?(?: time)?\s?[:=]\s*(?P<end>.{4,50})",
    re.IGNORECASE,
)
"""Both sides of a duration, each behind a name: ``2 hours, start time: 14:00, end time: 16:00``."""
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
_DAY_BEFORE_TITLE = re.compile(r"[\[(]?(?:\d{4}[-/.]|\S.{4,24}?(?:[:|\])]| [-–—]) )")
"""A date with the year first, or anything followed by punctuation."""
_ADDRESS = re.compile(r"\]\(|\]\[|<[a-zA-Z/]")
"""Links and tags of a line, which the front matter would lose."""


_Told = tuple[Moment, int, str]
"""A moment, the line of the body where it was found, and how."""


class Found(Struct, frozen=True):
    """A field with its value as written, the line of the source where it was found (0: the file's name), and how."""

    field: str
    value: str
    line: int
    where: str


class Facts(Struct):
    """What has been found so far; the first value of a field is kept."""

    fields: dict[str, Any] = field(default_factory=dict)
    found: dict[str, Found] = field(default_factory=dict)
    kept: dict[str, Any] = field(default_factory=dict)
    """Entries of an old front matter that are no fields here."""
    doubts: list[tuple[int, str]] = field(default_factory=list)

    def add(self, name: str, value: Any, shown: str, line: int, where: str) -> None:
        if name not in self.fields:
            self.fields[name] = value
            self.found[name] = Found(name, shown, line, where)


class FactFinder(Struct):
    """Finds the facts of one document; each step adds to ``facts``, the most reliable source first."""

    document: Document
    lines: Sequence[str]
    blocks: Blocks
    headings: Sequence[Heading]
    layout: Layout
    settings: Settings
    calendar: Calendar
    facts: Facts = field(default_factory=Facts)
    labels: list[Label] = field(default_factory=list)
    times: dict[str, _Told] = field(default_factory=dict)
    last: Moment | None = None
    """The last event with a date."""
    day: tuple[date, int, str] | None = None
    """The day of the report, the line where it was found, and where in words."""

    @property
    def edits(self) -> Edits:
        return self.layout.edits

    def find(self) -> None:
        skip = self.layout.timeline.span if self.layout.timeline else None
        self.labels = list(find_labels(self.lines, self.blocks.kinds, self.headings, skip))
        self._fields_of_front_matter()
        self._learn_dates()
        self._title()
        self._day()
        self._zone()
        self._zone_of_times()
        self._zone_of_timeline()
        self._zone_of_text()
        self._times_of_labels()
        self._times_of_timeline()
        self._start()
        self._texts()
        self._drop_kept()
        self._move_lines()
        self._shorten_title()

    def _learn_dates(self) -> None:
        """Let the calendar learn from all texts that may hold a date."""
        plans = self._lines_of_measures()
        told = [label.value for label in self.labels if label.where == "front matter"]
        body = [(number in plans, line) for number, line in enumerate(self.lines, 1)]
        texts = [self.document.name, *told, *(line for is_plan, line in body if not is_plan)]
        self.calendar.learn(texts, [line for is_plan, line in body if is_plan])

    # --- an old front matter ---

    def _fields_of_front_matter(self) -> None:
        document, facts = self.document, self.facts
        if document.lost:
            facts.kept["front-matter"] = document.lost
        of_page = not document.tool and not any(fact_of(key) in OF_INCIDENT for key in document.fields)
        for key, value in document.fields.items():
            if isinstance(value, str) and not is_visible(value := value.strip()):
                continue
            fact, line = fact_of(key), document.field_lines.get(key, 1)
            told = value if isinstance(value, str) else ""
            if key == "related" and isinstance(value, list):
                value = [_without_ending(each) if isinstance(each, str) else each for each in value]
            if fact == "tags" and told and "layout" in document.fields and not re.search("[,;]", told):
                value = told.split()  # as Jekyll reads them
            if key in _KEPT_FIELDS and value:
                self._add_field(key, value, line)
            elif fact in _TOLD_FACTS and told:
                said = "published" if fact == "date" and of_page else fact
                self.labels.insert(0, Label(said, told, line - document.first_line + 1, "front matter"))
                if fact != "title":
                    facts.kept[key] = value
            elif fact in _LISTS and (texts := _LISTS[fact](value)):
                self._add_field(fact, texts, line)
                facts.fields[fact] = list(dict.fromkeys([*facts.fields[fact], *texts]))  # categories, and keywords
                if _ADDRESS.search(told):
                    facts.kept[key] = value
            elif fact in ("impact", "users") and told:
                self.labels.append(Label(fact, told, line - document.first_line + 1, "front matter"))
                facts.kept[key] = value
            elif key in _NESTED and isinstance(value, dict):
                facts.kept[key] = value
                for name, text in value.items():
                    inner = fact_of(str(name))
                    if inner in _LISTS and (texts := _LISTS[inner](text)):
                        self._add_field(inner, texts, line)
                    elif inner in _TOLD_FACTS and inner != "title" and isinstance(text, str) and is_visible(text):
                        self.labels.append(Label(inner, text, line - document.first_line + 1, "front matter"))
            elif key == "impact" and isinstance(value, dict):
                self._add_field("impact", value, line)
            elif value not in ([], {}):
                facts.kept[key] = value

    def _add_field(self, name: str, value: Any, line: int) -> None:
        shown = ", ".join(value) if isinstance(value, list | dict) else str(value)
        self.facts.add(name, value, shown, line, "front matter")

    # --- the title ---

    def _title(self) -> None:
        told = next((label for label in self.labels if label.fact == "title"), None)
        title = find_title(self.document, self.lines, self.blocks.kinds, self.headings, self.layout.title, told)
        self._add("title", title.text, title.text, title.line, title.where)
        other = self.layout.title
        if title.heading:
            self._drop_heading(title.heading)
        elif title.where == "front matter" and other and self.lines[other.line - 1].startswith("# "):
            self.edits.replace[other.line] = f"#{self.lines[other.line - 1]}"
            self.edits.notes.append((other.line, "heading of level 1 is level 2 now: the page has a title of its own"))

    def _drop_heading(self, heading: Heading) -> None:
        """Remove a heading whose words are all in the front matter: the page shows them as its title."""
        written = self.lines[heading.line - 1]
        if len(heading.title) > LONGEST_VALUE or _ADDRESS.search(written):
            return
        self.edits.drop.add(heading.line)
        self.edits.replace.pop(heading.line, None)
        if is_setext(self.lines, heading):
            self.edits.drop.add(heading.line + 1)

    def _shorten_title(self) -> None:
        """Remove a day in front of a title if the start contains it: ``2023-10-15: Login fails``."""
        title = self.facts.found["title"]
        head, day = _DAY_BEFORE_TITLE.match(title.value) and read_head(title.value), self.calendar.find_day(title.value)
        if not head or head.stamp.timed or head.stamp.end_day or says_nothing(head.text) or head.text[0] in "/_":
            return
        if day and self.facts.fields.get("started", "").startswith(day.isoformat()):
            self.facts.fields["title"] = head.text
            self.facts.found["title"] = replace(title, value=head.text)

    # --- times ---

    def _zone(self) -> None:
        """Find the zone of the whole report by its label."""
        for label in self.labels:
            if label.fact == "timezone" and (zone := written_zone(label.value) or written_zone(find_zone(label.value))):
                self._in_zone(zone, self._place_with(zone), label.value, label.line, label.where)
                return
        told = {label.zone: label for label in self.labels if label.zone}
        for word, label in told.items() if len(told) == 1 else ():  # Start (PST): 10:00
            zone = written_zone(word)
            if zone and zone.name != self.calendar.site_zone.name:
                self._in_zone(zone, self._place_with(zone), word, label.line, label.where)

    def _place_with(self, zone: Zone) -> str:
        """Return UTC, or a place where an abbreviation is in use on the report's day; else ""."""
        if zone.name == "UTC":
            return "UTC"
        noon = datetime.combine(self.calendar.day, time(12)) if self.calendar.day else None
        places = [place for _, place in ABBREVIATIONS.get(zone.name, ())] if noon else []
        return next((each for each in places if noon and noon.replace(tzinfo=ZoneInfo(each)).tzname() == zone.name), "")

    def _in_zone(self, zone: Zone, name: str, told: str, line: int, where: str) -> None:
        """Read times without a zone in this one; if it has an IANA name, it becomes the report's ``timezone``."""
        self.calendar.zone = zone
        if place := place_of(zone.tzinfo) or name:
            self.calendar.place = read_zone(place)
            self._add("timezone", place, told, line, where)

    def _zone_of_timeline(self) -> None:
        """Use the zone of most events for the report's times without one."""
        if self.calendar.zone is not None:
            return
        timed = [(event, event.start) for event in self._timeline(None).events if event.start and event.is_timed]
        name, count = next(iter(Counter(start.zone for _, start in timed).most_common(1)), ("", 0))
        if 2 * count <= len(timed):
            return
        if name == self.calendar.site_zone.name:
            if self._is_in_timeline(name):
                self.calendar.zone = self.calendar.site_zone
            return
        event, start = next(each for each in timed if each[1].zone == name)
        self._in_zone(Zone(name, start.at.tzinfo or UTC), "", name, event.span.first, "timeline")

    def _zone_of_times(self) -> None:
        """Read a labelled time without a zone in that of the others, if these have the same: ``15:10 (UTC+2)``."""
        if self.calendar.zone is not None:
            return
        told = [label for label in self.labels if label.fact in (*TIME_FIELDS, "date", "time") and not label.zone]
        zones = {zone for label in told if (zone := self.calendar.zone_in(label.value)) is not None}
        if "" in zones and len(zones) == 2:
            self.calendar.zone = written_zone(max(zones))

    def _is_in_timeline(self, word: str) -> bool:
        part = self.layout.timeline
        texts = [part.title, *self.lines[part.span.first - 1 : part.span.last]] if part else []
        return any(re.search(rf"\b{re.escape(word)}\b", text) for text in texts)

    def _zone_of_text(self) -> None:
        """Use the offset of the date of publication if nothing else names a zone."""
        for text, *_ in self._labels_of("published") if self.calendar.zone is None else ():
            moment, _ = self.calendar.read(text)
            if moment and moment.at.utcoffset() != self.calendar.site_zone.tzinfo.utcoffset(moment.at):
                self.calendar.zone = Zone(moment.zone, moment.at.tzinfo or UTC)

    def _day(self) -> None:
        """Find the day of times without a date."""
        published = self._day_of_text()
        for text, line, where in self._dated():
            near = published if where in ("title", "heading", _OPENING) else None
            day = self.calendar.find_day(text, near)
            if day and where == _OPENING and not (near and timedelta() <= near - day <= A_MONTH):
                continue
            if day:
                self.day = (day, line, where)
                self.calendar.day = day
                return

    def _day_of_text(self) -> date | None:
        """Return when the text was published, by its front matter or its file's name."""
        told = (self.calendar.find_day(text) for text, _, _ in self._labels_of("published"))
        return next(told, None) or self.calendar.find_day(PurePosixPath(self.document.name).name)

    def _dated(self) -> Iterator[tuple[str, int, str]]:
        """Yield texts that may name the incident's day, each with its line and place, the likeliest first."""
        layout = self.layout
        yield from self._labels_of("date", "started")
        yield self.facts.fields.get("title", ""), layout.title.line if layout.title else 0, "title"
        if layout.timeline:
            yield layout.timeline.title, layout.timeline.line, "heading"
        if self._is_post():
            yield from ((line, number, _OPENING) for number, line in self._opening())
        yield from self._labels_of("published")
        yield from ((part, 0, "the file's name") for part in reversed(PurePosixPath(self.document.name).parts[-2:]))
        written = [*self._labels_of("written")]
        others = {each[1] for each in written} | self._lines_of_measures()
        for number, line in enumerate(self.lines, 1):
            if self.blocks.kinds[number - 1] == "text" and number not in others:
                yield _without_links(line), number, "text"
        yield from written

    def _is_post(self) -> bool:
        """Whether the date in the front matter or the name is that of publication, as in a blog."""
        return bool(re.search(r"(?:^|/|__)_?posts?(?:/|__)", self.document.name)) or any(self._labels_of("published"))

    def _opening(self) -> Iterator[tuple[int, str]]:
        """Yield the lines of the first paragraphs, also below a heading such as *Summary*."""
        below = self.layout.title.line if self.layout.title else 0
        if "text" in self.blocks.kinds[: below - 1] and self.facts.found["title"].where == "front matter":
            below = 0  # that heading is the first of the sections
        heads = [each for each in self.headings if each.line > below]
        if heads and rank_of(heads[0].title) == 2:
            heads.pop(0)
        stop = heads[0].line if heads else len(self.lines) + 1
        others = {each.line for each in self.labels} | {each.line for each in self.headings}
        paragraphs, last = 0, 0
        for number in range(below + 1, stop):
            if self.blocks.kinds[number - 1] == "text" and number not in others:
                paragraphs, last = paragraphs + (number > last + 1), number
                if paragraphs <= _FIRST_PARAGRAPHS:
                    yield number, _without_links(self.lines[number - 1])

    def _lines_of_measures(self) -> set[int]:
        """Return the lines of measures: their dates are due dates."""
        found: set[int] = set()
        for place, heading in enumerate(self.headings):
            if heads_actions(heading.title):
                after = (each.line for each in self.headings[place + 1 :] if each.level <= heading.level)
                found |= set(range(heading.line, next(after, len(self.lines) + 1)))
        return found

    def _labels_of(self, *facts: str) -> Iterator[tuple[str, int, str]]:
        return ((label.value, label.line, label.where) for label in self.labels if label.fact in facts)

    def _times_of_labels(self) -> None:
        for label in self.labels:
            start, end = self._told_by(label)
            if label.fact in TIME_FIELDS:
                self._time(label.fact, start, label)
            elif label.fact == "published":
                self._time("published", start and replace(start, precision="day"), label)
            elif label.fact == "date":
                self._time("dated" if start and not start.is_day else "date", start, label)
                self._time("resolved", end, label)
            elif end is not None:
                self._time("dated", start, label)
                self._time("resolved", end, label)
        self._time_beside_date()

    def _told_by(self, label: Label) -> tuple[Moment | None, Moment | None]:
        """Return the moment after a label, and the end of a range; that of a duration may be in brackets."""
        if label.fact not in _TIMES:
            return None, None
        told = self.calendar.read(label.value, label.zone)
        if label.fact == "date" and told[1] is None:
            return self._of_two(label) or told
        if label.fact != "duration" or told[1] is not None:
            return told
        sides = _SIDES.search(label.value)
        inside = _IN_BRACKETS.search(label.value)
        text = f"{sides['start']} to {sides['end']}" if sides else inside[1] if inside else ""
        return self.calendar.read(text, label.zone) if text else told

    def _of_two(self, label: Label) -> tuple[Moment, Moment] | None:
        """Return the start and the end of ``14:05 / 15:10``; but not of one time in two zones."""
        first, _, second = label.value.partition(" / ")
        if not second or (len({*filter(None, map(find_zone, (first, second)))}) > 1):
            return None
        start, end = self.calendar.read(f"{first.strip()} - {second.strip()}", label.zone)
        return (start, end) if start and end else None

    def _time_beside_date(self) -> None:
        """Find the time of a label with no more than that: ``Time: 14:05-15:10 UTC``.

        It is that of the date near it. A report that has only one such label, above its timeline, tells the time of
        the incident there: with its day, or on that of the report.
        """
        labels = [label for label in self.labels if label.fact == "time"]
        date, part = self.times.get("date"), self.layout.timeline
        for label in labels if "dated" not in self.times else ():
            is_near = date is not None and abs(label.line - date[1]) <= _NEAR
            if is_near or (date is None and len(labels) == 1 and (part is None or label.line < part.span.first)):
                start, end = self.calendar.read(label.value, label.zone)
                self._time("dated", start, label)
                self._time("resolved", end, label)

    def _time(self, name: str, moment: Moment | None, label: Label) -> None:
        if moment and label.where == "front matter" and moment.precision == "second" and moment.at.time() == time():
            moment = replace(moment, precision="day")  # 2023-10-15T00:00:00Z: how programs write a day
        if moment is not None and name not in self.times:
            self.times[name] = (moment, label.line, label.where)

    def _timeline(self, started: Moment | None) -> Timeline:
        part = self.layout.timeline
        if part is None:
            return Timeline()
        known = self.calendar
        context = TimeContext(
            known.place or known.zone,
            started,
            site_zone=known.site_zone,
            heading=part.title,
            day=known.day,
            day_first=known.day_first,
        )
        inside = slice(part.span.first - 1, part.span.last)
        return read_timeline(self.lines[inside], self.blocks.kinds[inside], part.span.first, context)

    def _times_of_timeline(self) -> None:
        started = self.times.get("started") or self.times.get("dated")
        events = self._timeline(started[0] if started else None).events
        self._times_of_events(events)
        timed = [(event, event.start) for event in events if event.start]
        labelled = next((each for each in timed if each[0].kind == "started"), None)
        earliest = labelled or min(timed, key=_instant, default=None)
        if earliest is None:
            return
        self.last = max(timed, key=_instant)[1]
        event, moment = earliest
        if labelled is None and timed != sorted(
            timed, key=_instant, reverse=True
        ):  # but for a list with the newest first
            of_day = (each for each in timed if each[1].at.date() == moment.at.date())
            written = (each for each in of_day if not is_day(self.lines[each[0].span.first - 1].strip()))
            event, moment = next(written, earliest)
        if event.kind not in ("", "started") or _is_notice(event):
            moment = replace(moment, precision="day")
        self.times.setdefault(
            "event", (moment, event.span.first, "event labelled started" if labelled else "first event")
        )

    def _times_of_events(self, events: Sequence[Event]) -> None:
        """Take the time of each event that is nothing but the name of a time field: ``- Resolved 2023-10-15 15:10``.

        The first one counts, of *resolved* the last. Where an event has that name in bold, reports read it there.
        """
        told = {event.kind for event in events}
        named = [(fact_of(event.text), event) for event in events if event.start and "\n" not in event.text]
        for name in set(TIME_FIELDS) - told - {"started"}:
            of_name = [event for fact, event in named if fact == name]
            if of_name:
                event = of_name[-1 if name == "resolved" else 0]
                assert event.start is not None  # filtered above
                self.times.setdefault(name, (event.start, event.span.first, "event"))

    def _start(self) -> None:
        """Find the start: the labelled one, else that of the timeline's first event, else the day."""
        started, event, dated = self.times.get("started"), self.times.get("event"), self.times.get("dated")
        if started is None and dated and not self._is_of_text(dated):
            started = dated
        if started and started[0].is_day and event and event[0].at.date() == started[0].at.date():
            started = event if not event[0].is_day else started
        day = self.times.get("date") or (self._day_found() if "published" in self.times else None)
        if started is None and event and day and not self._is_of_it(event[0], day):
            event = None
        told = self.times.get("date")
        if started is None and event and event[0].is_day and told and told[0].at.date() < event[0].at.date():
            event = None  # it is not known when on that day it began, but that it was before
        started = started or event or day or self._day_found()
        if started and (started[0].is_day or started is event):
            started = self._told_in_opening(started)
        if started:
            self._add_time("started", started)
        for name in ("detected", "acknowledged", "mitigated", "resolved"):
            if name in self.times:
                self._add_time(name, self.times[name])

    def _told_in_opening(self, found: _Told) -> _Told:
        """Return the start that the first paragraphs tell; else the one that was found.

        On its day, they say at what time the incident began, unless that is after an event. On another day, which lies
        within the timeline, its events are the history of the incident.
        """
        lines = dict(self._opening())
        text = plain(" ".join(lines.values()))
        told = read_range(text, self.calendar, found[0].at.date())
        if told is None and found[0].is_day:
            told = read_beginning(text, self.calendar)
        is_known = told is not None and not found[0].is_day and told.start.instant == found[0].instant
        if told is None or not (is_known or self._is_start(told, found[0])):
            return found
        number = next(number for number, line in lines.items() if told.clock.split()[0] in line)
        if told.end is not None and not {"resolved", "mitigated"} & self.times.keys():
            self.times["resolved"] = (told.end, number, _OPENING)
        return found if is_known else (told.start, number, _OPENING)

    def sharpen_start(self, report: Report) -> bool:
        """Take the time of a start that is only a day from another timeline, which begins earlier on it.

        ``report`` is the result so far. Return whether the start has changed.
        """
        found = self.facts.found.get("started")
        events = report.timeline.events if report.timeline and found and found.where == "first event" else ()
        timed = [(event, event.start) for event in events if event.start and not event.start.is_day]
        firsts = [next((each for each in timed if each[0].span.first in part.span), None) for part in report.sections]
        begins = [each for each in firsts if each]
        event, moment = min(begins, key=_instant) if len(begins) > 1 else (None, None)
        if found is None or event is None or moment is None or found.value != moment.at.date().isoformat():
            return False
        if event.kind not in ("", "started") or _is_notice(event):
            return False
        written = report.source.lines[event.span.first - 1].strip()
        line = next((number for number, line in enumerate(self.lines, 1) if line.strip() == written), 0)
        del self.facts.fields["started"], self.facts.found["started"]
        self._add_time("started", (moment, line or found.line, found.where))
        return True

    def _is_start(self, told: Told, found: Moment) -> bool:
        """Whether the start that the opening tells fits the timeline, and says more than the one that was found."""
        day, other = told.start.at.date(), found.at.date()
        if found.is_day and day == other:
            return found.at.time() == time() or told.start.instant <= found.instant
        return told.is_dated and self.last is not None and other < day and told.start.instant <= self.last.instant

    def _day_found(self) -> _Told | None:
        if self.day is None:
            return None
        midnight = datetime.combine(self.day[0], time(), self.calendar.site_zone.tzinfo)
        return (Moment(midnight, precision="day"), *self.day[1:])

    def _is_of_it(self, event: Moment, day: _Told) -> bool:
        """Whether an event belongs to the incident of a day, rather than to its history.

        A labelled day is the incident's. The day of the text is at most a month after the incident, or its last event.
        """
        is_of_text = self._is_of_text(day)
        other = self.last if is_of_text and self.last else day[0]
        is_vague = is_of_text or "date" not in self.times or day[2] == "front matter"
        return abs(event.at.date() - other.at.date()) <= (A_MONTH if is_vague else timedelta(days=1))

    def _is_of_text(self, told: _Told) -> bool:
        """Whether a date is that of the text: it is later than all events."""
        if self.last is None:
            return False
        if told[0].is_day or self.last.is_day:
            return told[0].at.date() > self.last.at.date()
        return told[0].instant > self.last.instant

    def _add_time(self, name: str, told: tuple[Moment, int, str]) -> None:
        text = self.calendar.written(told[0])
        self._add(name, text, text, told[1], told[2])

    # --- texts ---

    def _texts(self) -> None:
        impact: dict[str, str] = {}
        for label in self.labels:
            value = without_mail(_APART.sub(", ", label.value)) if label.fact in _LISTS else label.value
            text = one_line(plain(value))
            if not text or text.casefold() in NO_VALUE or len(text) > LONGEST_VALUE or not is_visible(text):
                continue
            if label.fact == "severity":
                self._severity(text, label)
            elif label.fact in _LISTS and (texts := _LISTS[label.fact](text)):
                self._add(label.fact, texts, text, label.line, label.where)
            elif label.fact == "cause" and len(text) <= 60 and label.where != "heading":
                self._add("cause", text, text, label.line, label.where)
            elif label.fact == "duration" and self.calendar.read(label.value)[1] is not None:
                continue  # a range gives the start and the end
            elif label.fact in _IMPACT and len(text) <= 200 and label.where != "heading":
                impact.setdefault(label.fact, text)
                name = f"impact.{label.fact}"
                self.facts.found.setdefault(name, self._found(name, text, label))
        if impact and "impact" not in self.facts.fields:
            self.facts.fields["impact"] = impact
        self._severity_of_title()

    def _severity_of_title(self) -> None:
        """Find the severity in the title, ``[SEV1] Login fails``, if no label has one."""
        if any(label.fact == "severity" for label in self.labels):
            return
        title = self.facts.found["title"]
        told = _SEVERITY_IN_TITLE.search(title.value)
        severity = site_severity(told[told.lastgroup or 0], self.settings.severities) if told else ""
        if severity and told:
            self.facts.add("severity", severity, f"{severity}, written {told.group()!r}", title.line, title.where)

    def _severity(self, text: str, label: Label) -> None:
        """Set the site's severity if it is certain which one is meant; the account shows what was written."""
        severity = site_severity(text, self.settings.severities)
        if severity:
            told = severity if say_the_same(text, severity) else f"{severity}, written {text!r}"
            self._add("severity", severity, told, label.line, label.where)
        elif "severity" not in self.facts.fields:
            line = label.line + self.document.first_line - 1
            self.facts.doubts.append((line, f"severity {text!r} is not for certain one of the site's"))

    def _drop_kept(self) -> None:
        """Drop the old fields whose words are all in the new ones."""
        fields = self.facts.fields
        for key, value in list(self.facts.kept.items()):
            fact = fact_of(key)
            if fact in _IMPACT and one_line(plain(str(value))) == fields.get("impact", {}).get(fact):
                del self.facts.kept[key]
                continue
            found = self.facts.found.get("started" if fact == "date" else fact)
            if found is None or not isinstance(value, str):
                continue
            if fact in TIME_FIELDS or fact == "date":
                start, end = self.calendar.read(value)
                same_day = start is not None and start.is_day and found.value.startswith(f"{start.at.date()}")
                if end is None and (same_day or found.where == "front matter"):
                    del self.facts.kept[key]
            elif fact == "timezone" or (fact == "severity" and say_the_same(value, fields["severity"])):
                del self.facts.kept[key]

    def _move_lines(self) -> None:
        """Remove lines at the top that say only what is in the front matter now."""
        part = self.layout.timeline
        heads = [each.line for each in self.headings if each is not self.layout.title and each.top]
        stop = min([*heads, *([part.line or part.span.first] if part else [])], default=0)
        for label in self.labels:
            if not (label.alone and 0 < label.line < stop) or self._goes_on(label.line):
                continue
            if self._says_no_more(label) or self._is_mapped(label):
                self._move(label.line)
        title = self.facts.fields.get("title", "")
        for number, line in enumerate(self.lines[: stop - 1 if stop else None], 1):
            if number in self.edits.drop or _ADDRESS.search(line):
                continue
            if stands_alone(self.blocks.kinds, number) and say_the_same(line, title):
                self._move(number)

    def _move(self, line: int) -> None:
        self.edits.drop.add(line)
        self.edits.notes.append((line, f"{self.lines[line - 1].strip()!r} moved into the front matter"))

    def _is_mapped(self, label: Label) -> bool:
        """Whether the line has the severity that was mapped to one of the site's; the author's word is kept."""
        found = self.facts.found.get("severity")
        if label.fact != "severity" or found is None or found.line != label.line + self.document.first_line - 1:
            return False
        self.facts.kept.setdefault("severity", label.value)
        return True

    def _says_no_more(self, label: Label) -> bool:
        """Whether the front matter contains all that the line says."""
        fact = "started" if label.fact == "date" else label.fact
        found = self.facts.found.get(fact)
        if found is None:
            return False
        if fact in ("title", "tags", "authors", "services", "teams", "severity", "timezone"):
            value = self.facts.fields[fact]
            told = value if isinstance(value, str) else ", ".join(value)
            return say_the_same(label.value, told) and not _ADDRESS.search(label.value)
        if fact in TIME_FIELDS:
            head, (start, end) = read_head(label.value), self.calendar.read(label.value, label.zone)
            if head is None or head.text.strip() or start is None or end is not None:
                return False
            written = self.calendar.written(start)
            return found.value.startswith(written) if start.is_day else found.value == written
        return False

    def _goes_on(self, line: int) -> bool:
        """Whether the line below is part of the same item or sentence."""
        below = self.lines[line] if line < len(self.lines) else ""
        return bool(below.strip()) and (
            below[:1].isspace() or (not any(each.line == line + 1 for each in self.labels) and below[0] not in "-*+#|")
        )

    def _add(self, name: str, value: Any, shown: str, line: int, where: str) -> None:
        self.facts.add(
            name, value, shown, line + self.document.first_line - 1 if line or where == "front matter" else 0, where
        )

    def _found(self, name: str, text: str, label: Label) -> Found:
        return Found(name, text, label.line + self.document.first_line - 1, label.where)


_NOTICE = re.compile(
    r"\b(?:alert(?:ed|s)?|page[drs]?\b|paged|notice[ds]?|report(?:ed|s)?|detect(?:ed|s)?|discover(?:ed|s)?|notif(?:ied|ication)|alarm\w*"
    r"|observ(?:ed|es)|complain\w*|gemeldet|bemerkt)|検知|アラート|報告",
    re.IGNORECASE,
)
"""Words of an event that somebody noticed something: it shows the day of the incident, but not its start."""


_SEVERITY_IN_TITLE = re.compile(
    r"\b(?P<told>sev(?:erity)?[- ]?[0-9])\b|[\[(](?P<marked>[ps][0-9])[\])]|^(?P<first>p[0-9])(?=:| [-–—] )",
    re.IGNORECASE,
)


def _instant(timed: tuple[Event, Moment]) -> datetime:
    return timed[1].instant


def _is_notice(event: Event) -> bool:
    return bool(_NOTICE.search(event.text[:120])) and event.kind != "started"


def _without_ending(path: str) -> str:
    """Return the id of a report that is named by its path."""
    file = PurePosixPath(path)
    return file.stem if form_of(file.name) == "markdown" else path


def _without_links(line: str) -> str:
    """Return a line without addresses, whose dates mean other things."""
    return re.sub(r"\]\([^)]*\)|<?https?://\S+", "", line)[:1000]
