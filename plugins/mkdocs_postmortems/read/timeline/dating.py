"""Convert written times to moments: missing dates, zones and years are inferred from the preceding lines.

Takes the ``Stamp`` of each event in the order written, and what is known about the report. Returns a start, an end, or
a refusal for each. Called by ``section``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_postmortems.read.model import Moment
from mkdocs_postmortems.read.timeline.declarations import DayWord
from mkdocs_postmortems.read.times.calendar_days import CalendarDays
from mkdocs_postmortems.read.times.clocks import Clock
from mkdocs_postmortems.read.times.date_times import in_calendar, localize
from mkdocs_postmortems.read.times.days import WEEKDAY_NAMES, Day, written_day
from mkdocs_postmortems.read.times.stamps import Stamp
from mkdocs_postmortems.read.times.zones import UTC_ZONE, TimeRefused, Zone, check_season, written_zone

NIGHT = timedelta(hours=6)
"""A clock that goes back by more than this has passed midnight; by less, the lines are out of order."""
HALF_A_DAY = timedelta(hours=12)
FAR = timedelta(hours=18)
"""A first event further than this from the start of the incident belongs to the day before or after it."""

_FROM_START = "T+"


class TimeContext(Struct, frozen=True):
    """What is known about a report's times before its timeline is read.

    ``zone`` is the report's, if it names one; ``site_zone`` is the site's. ``heading`` is the section's heading, which
    may name a zone or a date. ``day`` is the date to begin with if there is no ``started``. ``day_first`` says that
    03/04 is in April if no date shows the order.
    """

    zone: Zone | None = None
    started: Moment | None = None
    resolved: Moment | None = None
    site_zone: Zone | None = None
    heading: str = ""
    day: date | None = None
    day_first: bool = False


class Dated(Struct, frozen=True):
    """A stamp's moments: no ``start`` if the time cannot be determined; ``refused`` says what is wrong with it."""

    start: Moment | None = None
    end: Moment | None = None
    refused: TimeRefused | None = None


class Dating:
    """Dates the stamps of one section, one after the other; ``stamps``, all of them, resolve ambiguities."""

    def __init__(self, context: TimeContext, stamps: Iterable[Stamp]) -> None:
        self.context = context
        self.declared = ""
        """The zone that the section declares, as written."""
        self.days_from = 1
        """The number of the first day, if days are numbered."""
        self._carried = ""
        self._day: date | None = None
        self._last: datetime | None = None
        self._at_home: datetime | None = None
        """Set after a line with its own, foreign zone: the last time before it that had none."""
        self._near = [zone for zone in (context.zone, context.site_zone) if zone is not None]
        """The zones that decide between the places that use the same abbreviation."""
        self._reported: set[str] = set()
        """Abbreviations of zones that have been reported, and ``_FROM_START`` if times from the start have been."""
        stamps = [*stamps]
        self._of_twelve = _uses_twelve_hours(stamps)
        days = [day for stamp in stamps for day in (stamp.day, stamp.end_day) if day is not None]
        start = context.started.at.date() if context.started else context.day
        self._calendar = CalendarDays(days, start, context.day_first)

    def set_day(self, day: Day | DayWord) -> None:
        """Set the date of the times that follow, until another one is given: a written date, or a word for a day."""
        first = self._calendar.reference
        if isinstance(day, Day):
            known = self._known_date(day)
        else:
            known = day.date(first, self._day or first, self._day is not None, self.days_from) if first else None
        if known is not None:
            self._move_to(known)

    def _move_to(self, day: date, last: datetime | None = None) -> None:
        """Date the times that follow from this day on, or from the time ``last`` on it."""
        self._day, self._last, self._at_home = day, last, None

    def refuse_day(self, day: Day | None, text: str = "") -> TimeRefused | None:
        """Return what is wrong with a date: it does not exist, or does not fall on the weekday written beside it.

        ``text`` is the line on which it is written.
        """
        if day is None:
            return None
        try:
            known = self._date(day)
        except ValueError as error:
            # digits without a year may be a count: 10/32
            return self._refuse_day_of_month(day, error, text) if day.year is not None or not day.order else None
        return check_weekday(known, day.weekday)

    def _refuse_day_of_month(self, day: Day, error: ValueError, text: str) -> TimeRefused:
        written = written_day(text, day) or "this date"
        return TimeRefused("bad-event-time", f"{written} does not exist: {error}", self._calendar.allowed_days(day))

    def resolve(self, stamp: Stamp, zone: str = "", text: str = "", days: int = 0) -> Dated:
        """Return the moments of a stamp.

        ``zone`` is that of its table column or group, for a stamp without one; ``text`` is its line, for what is wrong.
        ``days`` says on which day after the first one the text behind the time places it.
        """
        try:
            dated = self._resolve(stamp, zone, text)
            if days and stamp.day is None and self._is_on_first_day(dated):
                dated = self._on_other_day(stamp, zone, days, dated.refused)
            refused = self.refuse_day(stamp.day, text) or self.refuse_day(stamp.end_day, text)
            return replace(dated, refused=dated.refused or refused) if refused else dated
        except OverflowError:
            return Dated(refused=TimeRefused("bad-event-time", "this time is outside the years 1 to 9999"))

    def _is_on_first_day(self, dated: Dated) -> bool:
        started = self.context.started
        return started is not None and dated.start is not None and dated.start.at.date() == started.at.date()

    def _on_other_day(self, stamp: Stamp, zone: str, days: int, refused: TimeRefused | None) -> Dated:
        """Return the moments of a stamp on a day before or after the first one; the times below one before are not."""
        dated = self._resolve(replace(stamp, nth=self.days_from + days), zone, "")
        if days < 0 and self._calendar.reference is not None:
            self._move_to(self._calendar.reference)
        return replace(dated, refused=refused or dated.refused)

    def _resolve(self, stamp: Stamp, zone: str, text: str) -> Dated:
        if stamp.offset is not None:
            return self._from_start(stamp)
        word = stamp.zone or zone
        stamp = self._infer_half(stamp, word)
        if stamp.clock is not None and not stamp.clock.exists:
            return Dated(refused=_refuse_clock(stamp.clock))
        if stamp.day is None:
            day = self._inferred_day(stamp, word)
        else:
            try:
                day = self._date(stamp.day)
            except ValueError as error:
                return Dated(refused=self._refuse_day_of_month(stamp.day, error, text))
        if day is None:
            return Dated()
        if stamp.zone and not (self.context.zone or self._start_with_clock() or self.declared):
            self._carried = stamp.zone
        if stamp.clock is None:
            return self._whole_days(stamp, day, word)
        return self._clock_times(stamp, day, word)

    def _infer_half(self, stamp: Stamp, word: str) -> Stamp:
        """Convert a 12-hour time that omits AM or PM by the lines above: 1:42 below ``1:30 PM`` is 13:42.

        Only in a section that uses AM or PM and has no 24-hour time: there, a clock that goes back continues after
        noon, unless that would also be before the last line.
        """
        clock, end = stamp.clock, stamp.end_clock
        if clock is None or not clock.exists or not self._of_twelve:
            return stamp
        if not clock.half and stamp.day is None and self._last is not None:
            last = self._there(self._last, word).replace(tzinfo=None)
            early = datetime.combine(last.date(), time(clock.hour % 12, clock.minute, clock.second or 0))
            if clock.hour < 12 and early < last - NIGHT and early + HALF_A_DAY >= last:
                clock = replace(clock, hour=clock.hour + 12)
        if end is not None and not end.half and stamp.end_day is None and end.hour < clock.hour <= end.hour + 12 < 24:
            end = replace(end, hour=end.hour + 12)
        return replace(stamp, clock=clock, end_clock=end)

    def _whole_days(self, stamp: Stamp, day: date, word: str) -> Dated:
        self._move_to(day)
        end = self._known_date(stamp.end_day) if stamp.end_day else None
        return Dated(
            self._midnight(day, word, stamp.approximate),
            self._midnight(end, word, stamp.approximate) if end and end > day else None,
            _refuse_reversed(day, end) if end and end < day else None,
        )

    def _midnight(self, day: date, word: str, approximate: bool) -> Moment:
        wall = datetime.combine(day, time())
        zone = self._zone(word, wall)
        return Moment(_in_calendar(wall.replace(tzinfo=zone.tzinfo), zone), zone.name, "day", approximate)

    def _clock_times(self, stamp: Stamp, day: date, word: str) -> Dated:
        assert stamp.clock is not None
        start, refused = self._moment(day, stamp.clock, word, stamp.approximate)
        refused = refused or self._check_season(word or self.declared, start.at)
        wall = start.at.replace(tzinfo=None)
        at_home = wall.replace(tzinfo=self._zone("", wall).tzinfo)
        foreign = bool(stamp.zone) and start.at.utcoffset() != at_home.utcoffset()
        self._at_home = (self._at_home or self._last) if foreign and stamp.day is None else None
        self._day, self._last = start.at.date(), start.at
        last = stamp.end_clock
        if last is None or not (last.exists or last.ends_day):
            return Dated(start, None, refused or (_refuse_clock(last) if last else None))
        end_day = (self._known_date(stamp.end_day) if stamp.end_day else None) or day
        if last.ends_day:
            end_day, last = end_day + timedelta(days=1), replace(last, hour=0)
        zone = stamp.end_zone or word
        end, end_refused = self._moment(end_day, last, zone, stamp.approximate)
        if end.instant < start.instant and stamp.end_day is None:
            end, end_refused = self._moment(end_day + timedelta(days=1), last, zone, stamp.approximate)
        if end.instant < start.instant:
            return Dated(start, None, refused or _refuse_reversed(start.at, end.at))
        return Dated(start, end, refused or end_refused)

    def _check_season(self, word: str, at: datetime) -> TimeRefused | None:
        """Return what is wrong with a zone's abbreviation on that day, once."""
        seen = not word or word in self._reported
        refused = None if seen else check_season(word, at.replace(tzinfo=None), self._near)
        if refused is not None:
            self._reported.add(word)
        return refused

    def _moment(self, day: date, clock: Clock, word: str, approximate: bool) -> tuple[Moment, TimeRefused | None]:
        """Return the moment and any problem; of an ambiguous time, the earlier reading."""
        wall = datetime.combine(day, time(clock.hour, clock.minute, clock.second or 0))
        zone = self._zone(word, wall)
        refused = None
        try:
            at = localize(wall, zone)
        except TimeRefused as error:
            at, refused = _in_calendar(wall.replace(tzinfo=zone.tzinfo), zone), error
        return Moment(at, zone.name, "minute" if clock.second is None else "second", approximate), refused

    def _from_start(self, stamp: Stamp) -> Dated:
        started = self.context.started
        if started is None or stamp.offset is None:
            return Dated()
        if started.is_day:
            return Dated(refused=self._refuse_offset())
        at = (started.instant + stamp.offset).astimezone(started.at.tzinfo)
        self._move_to(at.date(), at)
        precision = "second" if stamp.offset.seconds % 60 else started.precision
        return Dated(Moment(at, started.zone, precision, stamp.approximate))

    def _refuse_offset(self) -> TimeRefused | None:
        """Return why times from the start cannot be read, for the first of them."""
        if _FROM_START in self._reported:
            return None
        self._reported.add(_FROM_START)
        message = "this time counts from the start, which has no time of day"
        return TimeRefused("unread-time", message, "add the time of day to started")

    def _zone(self, word: str, when: datetime) -> Zone:
        """Return the zone given nearest: on the line, by the section, by the report, by its start, by the site."""
        for name in (word, self.declared):
            zone = written_zone(name, self._near, when) if name else None
            if zone is not None:
                return zone
        if self.context.zone is not None:
            return self.context.zone
        started = self._start_with_clock()
        if started is not None and started.at.tzinfo is not None:
            return Zone(started.zone, started.at.tzinfo)
        return written_zone(self._carried, self._near, when) or self.context.site_zone or UTC_ZONE

    def _start_with_clock(self) -> Moment | None:
        """Return the report's start if it has a zone, which a bare date has not."""
        started = self.context.started
        return None if started is None or started.is_day else started

    def _inferred_day(self, stamp: Stamp, word: str) -> date | None:
        """Return the date of a stamp without one: that of its number or its weekday, or the inherited one."""
        if stamp.nth is not None:
            first = self._calendar.reference
            return first + timedelta(days=stamp.nth - self.days_from) if first else None
        if stamp.weekday is not None:
            day = self._present
            return day + timedelta(days=(stamp.weekday - day.weekday()) % 7) if day else None
        return self._inherit(stamp.clock, word) if stamp.clock else None

    def _inherit(self, clock: Clock, word: str) -> date | None:
        """Return the date of a clock time that has none."""
        at = time(clock.hour, clock.minute, clock.second or 0)
        before = self._last if word else self._at_home or self._last
        if before is not None:
            last = self._there(before, word)
            wall = datetime.combine(last.date(), at)
            is_back = wall < last.replace(tzinfo=None) - NIGHT
            passed = is_back and self._may_pass_midnight(wall.replace(tzinfo=last.tzinfo))
            return (wall + timedelta(days=1)).date() if passed else wall.date()
        if self._day is not None:
            return self._day
        started = self.context.started
        if started is None:
            return self._calendar.reference
        if started.is_day:
            return started.at.date()
        start = self._there(started.at, word).replace(tzinfo=None)
        gap = datetime.combine(start.date(), at) - start
        shift = -1 if gap > FAR else 1 if gap < -FAR else 0
        return start.date() + timedelta(days=shift)

    def _there(self, at: datetime, word: str) -> datetime:
        """Return a time in the zone of a line."""
        return at.astimezone(self._zone(word, at.replace(tzinfo=None)).tzinfo)

    def _may_pass_midnight(self, at: datetime) -> bool:
        """Return whether midnight may have passed: not if that leaves the incident, which the time itself is in."""
        started, resolved = self.context.started, self.context.resolved
        if started is None or resolved is None or started.is_day or resolved.is_day:
            return True
        same = at.astimezone(UTC)
        leaves = same + timedelta(hours=23) > resolved.instant
        return not (leaves and same + timedelta(hours=1) >= started.instant)

    @property
    def _present(self) -> date | None:
        """The date of the line above, if one is known."""
        return self._last.date() if self._last else self._day or self._calendar.reference

    def _date(self, day: Day) -> date | None:
        """Return a written date with its year resolved; ``None`` if no year is near. Raises ``ValueError``."""
        return self._calendar.resolve(day, self._present)

    def _known_date(self, day: Day) -> date | None:
        """Return a written date; also ``None`` if it does not exist, which ``refuse_day`` reports."""
        try:
            return self._date(day)
        except ValueError:
            return None


def check_weekday(known: date | None, weekday: int | None) -> TimeRefused | None:
    """Return the problem of a known date that does not fall on that weekday, Monday being 0."""
    if known is None or weekday is None or known.weekday() == weekday:
        return None
    meant = known + timedelta(days=(weekday - known.weekday() + 3) % 7 - 3)
    message = f"{known} is a {WEEKDAY_NAMES[known.weekday()]}, not a {WEEKDAY_NAMES[weekday]}"
    help = f"correct the day or the date: the nearest {WEEKDAY_NAMES[weekday]} is {meant}"
    return TimeRefused("wrong-weekday", message, help)


def _in_calendar(at: datetime, zone: Zone) -> datetime:
    try:
        return in_calendar(at, zone)
    except TimeRefused as error:
        raise OverflowError from error


def _refuse_reversed(start: date, end: date) -> TimeRefused:
    message = f"this range ends before it begins: {start:%Y-%m-%d %H:%M} and {end:%Y-%m-%d %H:%M}"
    if not isinstance(start, datetime):
        message = message.replace(" 00:00", "")
    return TimeRefused("reversed-range", message, "write the earlier time first, or correct one of the two")


def _uses_twelve_hours(stamps: Iterable[Stamp]) -> bool:
    """Return whether clock times use AM and PM, and those without them have no hour of the 24-hour clock."""
    clocks = [clock for stamp in stamps for clock in (stamp.clock, stamp.end_clock) if clock is not None]
    return any(clock.half for clock in clocks) and all(clock.half or 1 <= clock.hour <= 12 for clock in clocks)


def _refuse_clock(clock: Clock) -> TimeRefused:
    written = f"{clock.hour:02}:{clock.minute:02}" + (f":{clock.second:02}" if clock.second is not None else "")
    help = "use hours up to 23, and minutes and seconds up to 59"
    if (clock.hour, clock.minute) == (24, 0):
        help = "write 00:00 of the next day"
    elif clock.contrary:
        written, help = f"{written} before noon", f"write {clock.hour}:{clock.minute:02} or use PM"
    return TimeRefused("bad-event-time", f"{written} is not a time of day", help)
