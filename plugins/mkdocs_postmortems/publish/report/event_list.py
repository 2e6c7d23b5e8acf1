"""The timeline as a list: the text equivalent of the drawing, with one entry per event.

``EventList`` takes a report, and the events of one run with their text as finished HTML, and returns entries, grouped
under folds if there are hundreds. Called by ``writer``. All times are in the report's zone, so that the list
agrees with the drawing's axis; an event written in another zone is converted. An entry's ``title`` has the time in UTC.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from mkdocs_postmortems.draw.timeline.bins import Fold, FoldUnit, bin_length, fold_list, fold_unit
from mkdocs_postmortems.draw.timeline.layout import MOST_CIRCLES, Mark
from mkdocs_postmortems.draw.timeline.rings import draw_ring
from mkdocs_postmortems.publish.drawing import clock_of
from mkdocs_postmortems.publish.formats import Formats, in_utc, in_zone_of, is_repeated, iso, zone_name
from mkdocs_postmortems.publish.texts import CATALOGUE, Texts
from mkdocs_postmortems.read.model import Event, Moment, Report, elapsed
from mkdocs_postmortems.read.times.days import find_day
from mkdocs_postmortems.settings import Settings

MOST_NAMED = 6
"""Maximum number of labelled events that a fold's line names; it counts the rest."""


class ListedEvent(Struct, frozen=True):
    """An entry of the list. ``ring`` and ``text`` are safe HTML, all others plain text.

    ``kind`` is the kind that its circle shows, or "". ``day`` is only set if it differs from the previous entry's.
    ``ring`` and ``utc`` are empty for unlabelled events of a folded list, which have no circle in the drawing.
    """

    number: int
    kind: str
    ring: Markup
    text: Markup
    times: tuple[tuple[str, str], ...] = ()
    """The time of day, or both ends of a range, each with its ISO 8601 form."""
    utc: str = ""
    offset: str = ""
    day: str = ""
    internal: bool = False

    @property
    def timed(self) -> bool:
        return bool(self.times)


class FoldedEntries(Struct, frozen=True):
    """Entries under one line that states their time, their number and the labelled ones among them."""

    label: str
    count: str
    labelled: str
    entries: tuple[ListedEvent, ...]


class EventList:
    """The events of one report, formatted for readers."""

    def __init__(
        self, report: Report, marks: Iterable[Mark], settings: Settings, texts: Texts, formats: Formats
    ) -> None:
        self._texts, self._formats, self._settings = texts, formats, settings
        self._marks = {mark.number: mark for mark in marks}
        self._report = report
        self.events = report.events
        self._start = report.time("started")
        self._clock = clock_of(report)
        self._days = self._all_days()
        self._spans_years = len({day.year for day in self._days}) > 1
        self._folding = self.timed > MOST_CIRCLES
        self._shown: date | None = None

    @property
    def days(self) -> int:
        """The number of calendar days that the incident touches, in the report's zone."""
        return len(self._days)

    @property
    def timed(self) -> int:
        return sum(event.is_timed for event in self.events)

    def note(self) -> str:
        """Return a note on how many events have times; "" if all do."""
        total, timed = len(self.events), self.timed
        if timed == total:
            return ""
        if timed == 0:
            return self._texts("events_none_timed", n=total)
        carry = self._texts("events_timed", n=timed, total=self._formats.number(total))
        return self._texts("event_times", carry=carry, rest=self._rest(total - timed))

    def _rest(self, untimed: int) -> str:
        first, last = self._report.time("started"), self._report.time("resolved")
        if first is None or last is None or elapsed(first, last) is None or len(self._days) > 1:
            return self._texts("events_rest", n=untimed)
        if not self._is_untimed_within(first, last):
            return self._texts("events_rest", n=untimed)
        times = self._formats.time(first), self._formats.time(in_zone_of(last, first))
        return self._texts("events_rest_between", n=untimed, first=times[0], last=times[1])

    def _is_untimed_within(self, first: Moment, last: Moment) -> bool:
        """Whether no event without a time is written before the incident's start or after its end."""
        is_over = has_untimed = False
        for event in self.events:
            if event.start is None or event.start.is_day:
                has_untimed = True
                if is_over:
                    return False
                continue
            if has_untimed and event.start.instant <= first.instant:
                return False
            is_over = is_over or event.start.instant >= last.instant
        return True

    def entries(self, items: Sequence[tuple[Event, Markup]]) -> tuple[ListedEvent, ...]:
        """Return the entries of one run of events, in the order written."""
        return tuple(self._entry(event, text) for event, text in items)

    def folds(self, entries: Sequence[ListedEvent]) -> tuple[FoldedEntries, ...]:
        """Return the entries grouped by time; none if they are few enough to show unfolded."""
        if not self._folding or self._clock is None:
            return ()
        by_number = {event.number: event for event in self.events}
        unit = self._unit()
        times = [(_at(by_number[entry.number].start), entry.number) for entry in entries]
        found = fold_list(unit, self._clock.at.tzinfo or UTC, times)
        shown = {entry.number: entry for entry in entries}
        groups = [by_number[fold.numbers[0]].group for fold in found]
        folds = zip(found, groups, strict=True)
        return tuple(self._fold(fold, unit, shown, group) for fold, group in folds) if len(found) > 1 else ()

    def _unit(self) -> FoldUnit:
        instants = [event.start.instant for event in self.events if event.start]
        return fold_unit(bin_length(max(instants) - min(instants)))

    def _fold(self, fold: Fold, unit: FoldUnit, shown: Mapping[int, ListedEvent], group: str) -> FoldedEntries:
        kinds = [(number, self._marks[number].kind) for number in fold.numbers]
        names = [f"{number}\u00a0{kind_name(kind, self._settings, self._texts)}" for number, kind in kinds if kind]
        more = [f"+{len(names) - MOST_NAMED}"] if len(names) > MOST_NAMED else []
        entries = [shown[number] for number in fold.numbers]
        if fold.start and unit in ("day", "hour", "minute"):
            entries = [replace(entry, day="") if entry.timed and entry.day else entry for entry in entries]
        return FoldedEntries(
            self._fold_label(fold.start, unit, group) if fold.start else self._texts("not_timed"),
            self._texts("events", n=len(fold.numbers)),
            " · ".join([*names[:MOST_NAMED], *more]),
            tuple(entries),
        )

    def _fold_label(self, start: datetime, unit: FoldUnit, group: str) -> str:
        if unit == "day":
            return self._weekday(start.date())
        if unit == "month":
            return self._formats.month(start.date())
        if unit == "year":
            return f"{start:%Y}"
        end = start + (timedelta(hours=1) if unit == "hour" else timedelta(minutes=1))
        span = f"{start:%H:%M}–{end:%H:%M}"
        is_known = len(self._days) <= 1 or _names_day(group, start.date())
        return span if is_known else f"{self._weekday(start.date())}, {span}"

    def _entry(self, event: Event, text: Markup) -> ListedEvent:
        mark = self._marks[event.number]
        plain = self._folding and not mark.kind
        ring = Markup() if plain else draw_ring(mark)
        day, utc, offset = "", "", ""
        times: tuple[tuple[str, str], ...] = ()
        if event.start is not None and self._clock is not None:
            start = in_zone_of(event.start, self._clock)
            day = self._day(start, event.group)
            if not start.is_day:
                moments = [start, in_zone_of(event.end, self._clock)] if event.end else [start]
                times = tuple((self._time(moment), iso(moment)) for moment in moments)
                utc = "" if plain else self._utc(start)
                offset = self._offset(event.start)
        return ListedEvent(event.number, mark.shape, ring, text, times, utc, offset, day, event.internal)

    def _time(self, moment: Moment) -> str:
        """Return the time of day, with its zone if a clock change makes it ambiguous."""
        text = self._formats.time(moment)
        return f"{text} {zone_name(moment)}" if is_repeated(moment) else text

    def _day(self, moment: Moment, group: str) -> str:
        """Return an event's day if nothing more is known, or if neither the entry before nor its group states it."""
        day = moment.at.date()
        is_known = day == self._shown or len(self._days) <= 1 or _names_day(group, day)
        self._shown = day
        return "" if is_known and not moment.is_day else self._weekday(day)

    def _weekday(self, day: date) -> str:
        """Format a day, with its year if the incident touches several."""
        return self._formats.weekday(day, with_year=self._spans_years)

    def _offset(self, moment: Moment) -> str:
        length = elapsed(self._start, moment)
        return self._formats.offset(length) if length is not None else ""

    def _utc(self, moment: Moment) -> str:
        return f"{self._formats.moment(in_utc(moment))} UTC"

    def _all_days(self) -> frozenset[date]:
        if self._clock is None:
            return frozenset()
        times = [
            self._report.time("started"),
            self._report.time("resolved"),
            *(event.start for event in self.events),
        ]
        return frozenset(in_zone_of(moment, self._clock).at.date() for moment in times if moment)


@lru_cache(maxsize=64)
def _names_day(group: str, day: date) -> bool:
    """Whether a group's heading names this day."""
    found = find_day(group)
    if found is None or found.year not in (None, day.year):
        return False
    return (day.month, day.day) in ((found.month, found.day), (found.day, found.month) if found.order else ())


def _at(moment: Moment | None) -> datetime | None:
    return moment.at if moment else None


def kind_name(kind: str, settings: Settings, texts: Texts) -> str:
    """Return a kind's name for readers: the site's own, else the catalogue's, else the kind itself."""
    if kind in settings.kinds:
        return settings.kinds[kind].name
    return texts(f"kind_{kind}") if f"kind_{kind}" in CATALOGUE else kind
