"""Figures over many reports: distributions with their sample size, and counts by quarter, year, cause and service.

The values keep the reports that they are derived from. Used by the insights page, the facet pages and the dataset.
There are no means: incident times are skewed, and one long night would move a mean more than a year of work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from math import floor
from statistics import quantiles
from typing import TypeVar
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_postmortems.archive.facets import FacetValue, build_facets
from mkdocs_postmortems.read.model import Report
from mkdocs_postmortems.settings import Settings

MINIMUM = 5
"""The fewest values that get a median; fewer are shown one by one."""

MEASURES = ("time_to_detect", "time_to_mitigate", "duration")
"""What is measured: properties of a report. All three begin at the start of the impact."""

_NOTHING = timedelta()
_UNITS = (timedelta(minutes=1), timedelta(seconds=1), timedelta(microseconds=1))
"""Units to round to. People record minutes; programs are more precise."""


class Value(Struct, frozen=True):
    """One report's value in a distribution."""

    report: Report
    length: timedelta


class Distribution(Struct, frozen=True):
    """Lengths of time, shortest first, and the number of reports that do not record theirs.

    ``median`` and ``quartiles`` are ``None`` for fewer than ``MINIMUM`` values. Quartiles are interpolated linearly,
    both ends included (type 7 of Hyndman and Fan; QUARTILE.INC in spreadsheets).
    """

    values: tuple[Value, ...] = ()
    missing: int = 0
    median: timedelta | None = None
    quartiles: tuple[timedelta, timedelta] | None = None

    @property
    def n(self) -> int:
        """The sample size: how many reports have a value."""
        return len(self.values)


def measured(report: Report, measure: str) -> timedelta | None:
    """Return one report's length of ``measure``, a name in ``MEASURES``, or ``None`` if it is not recorded.

    A negative length, from contradictory times, counts as not recorded.
    """
    length: timedelta | None = getattr(report, measure)
    return None if length is None or length < _NOTHING else length


def distribution(reports: Iterable[Report], measure: str) -> Distribution:
    """Return the distribution of ``measure``, a name in ``MEASURES``, over the reports."""
    values, missing = [], 0
    for report in reports:
        length = measured(report, measure)
        if length is None:
            missing += 1
        else:
            values.append(Value(report, length))
    values.sort(key=lambda value: (value.length, value.report.id))
    if len(values) < MINIMUM:
        return Distribution(tuple(values), missing)
    lower, median, upper = _quartiles([value.length for value in values])
    return Distribution(tuple(values), missing, median, (lower, upper))


def _quartiles(lengths: Sequence[timedelta]) -> tuple[timedelta, timedelta, timedelta]:
    """Return first quartile, median and third quartile, rounded to the unit of the lengths, such as whole minutes."""
    unit = next(unit for unit in _UNITS if all(length % unit == _NOTHING for length in lengths))
    lower, median, upper = (
        _round_half_up(value) * unit for value in quantiles([length // unit for length in lengths], method="inclusive")
    )
    return lower, median, upper


def _round_half_up(value: float) -> int:
    """Return the nearest integer, and of two the larger one."""
    return floor(value + 0.5)


def final_reports(reports: Iterable[Report]) -> tuple[Report, ...]:
    """Return the final reports. Drafts and reports under review change too much to be counted."""
    return tuple(report for report in reports if report.fields.status == "final")


class Quarter(Struct, frozen=True, order=True):
    """A quarter of a year, in the report's time zone. ``number`` is 1 to 4."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Quarter:
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def from_ordinal(cls, ordinal: int) -> Quarter:
        return cls(ordinal // 4, ordinal % 4 + 1)

    @property
    def ordinal(self) -> int:
        """Quarters since year 0; the next quarter's is one more."""
        return self.year * 4 + self.number - 1


def started_day(report: Report) -> date | None:
    """Return the day on which the impact began, in the report's time zone. It determines the year and quarter."""
    started = report.time("started")
    return started.at.date() if started else None


def day_of(now: datetime, settings: Settings) -> date:
    """Return the day of the build in the site's time zone, which *overdue*, *age* and *last 12 months* refer to."""
    return now.astimezone(ZoneInfo(settings.timezone)).date()


def year_before(day: date) -> date:
    """Return the same day a year earlier; 28 February for 29 February."""
    if day.year == 1:
        return date.min
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def in_last_year(reports: Iterable[Report], today: date) -> tuple[Report, ...]:
    """Return the incidents that began in the 12 months up to ``today``, today included."""
    after = year_before(today)
    return tuple(report for report in reports if (day := started_day(report)) and after < day <= today)


def quarter_range(days: Iterable[date], today: date, most: int = 40) -> tuple[Quarter, ...]:
    """Return all quarters from the first day to the last one or today, whichever is later, but at most ``most``."""
    ordinals = [Quarter.of(day).ordinal for day in days]
    if not ordinals:
        return ()
    last = max(*ordinals, Quarter.of(today).ordinal)
    first = max(min(ordinals), last - most + 1)
    return tuple(Quarter.from_ordinal(ordinal) for ordinal in range(first, last + 1))


class SeverityCount(Struct, frozen=True):
    """The number of incidents of each severity in the settings, in their order, and of any other or none."""

    known: tuple[int, ...]
    others: int

    @property
    def total(self) -> int:
        return sum(self.known) + self.others


def count_severities(reports: Iterable[Report], settings: Settings) -> SeverityCount:
    """Count the reports of each severity."""
    counts = [0] * (len(settings.severities) + 1)
    for report in reports:
        counts[settings.rank(report.fields.severity)] += 1
    return SeverityCount(tuple(counts[:-1]), counts[-1])


Period = TypeVar("Period", Quarter, int)
"""A quarter, or a year."""


def reports_by_quarter(reports: Iterable[Report]) -> dict[Quarter, tuple[Report, ...]]:
    """Return the reports of each quarter that has any, earliest quarter first."""
    return _by_period(reports, Quarter.of)


def reports_by_year(reports: Iterable[Report]) -> dict[int, tuple[Report, ...]]:
    """Return the reports of each year that has any, earliest year first."""
    return _by_period(reports, lambda day: day.year)


def _by_period(reports: Iterable[Report], period_of: Callable[[date], Period]) -> dict[Period, tuple[Report, ...]]:
    members: dict[Period, list[Report]] = {}
    for report in reports:
        if day := started_day(report):
            members.setdefault(period_of(day), []).append(report)
    return {period: tuple(members[period]) for period in sorted(members)}


def severe_severities(settings: Settings) -> tuple[str, ...]:
    """Return the severities called *severe*: the upper half of the settings' list, and at least the first."""
    return settings.severities[: max(1, len(settings.severities) // 2)]


def severe_reports(reports: Iterable[Report], settings: Settings) -> tuple[Report, ...]:
    """Return the reports with one of those severities."""
    severe = severe_severities(settings)
    return tuple(report for report in reports if report.fields.severity in severe)


class Share(Struct, frozen=True):
    """Figures of one cause, service or other facet value. ``value.reports`` are its incidents.

    ``last_year`` counts those of the last 12 months. ``per_quarter`` has a count for each quarter given to ``shares``.
    """

    value: FacetValue
    severe: int
    last_year: int
    per_quarter: tuple[int, ...]
    to_mitigate: Distribution

    @property
    def total(self) -> int:
        return len(self.value.reports)


def shares(
    reports: Iterable[Report], facet: str, settings: Settings, today: date, quarters: Sequence[Quarter] = ()
) -> tuple[Share, ...]:
    """Return a share for each value of a facet, those with most incidents first.

    ``facet`` need not be among the facets in the settings. A report with several services counts for each.
    """
    (built,) = build_facets(reports, replace(settings, facets=(facet,)))
    return tuple(_share(value, settings, today, quarters) for value in built.values)


def _share(value: FacetValue, settings: Settings, today: date, quarters: Sequence[Quarter]) -> Share:
    members = reports_by_quarter(value.reports)
    return Share(
        value,
        len(severe_reports(value.reports, settings)),
        len(in_last_year(value.reports, today)),
        tuple(len(members.get(quarter, ())) for quarter in quarters),
        distribution(value.reports, "time_to_mitigate"),
    )
