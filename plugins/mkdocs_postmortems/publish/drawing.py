"""The input of the drawings: ``draw`` knows neither reports nor languages.

The functions convert a report or a language into values that ``draw`` takes. Every module whose page contains a drawing
calls them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from mkdocs_postmortems.draw.locale import Locale
from mkdocs_postmortems.draw.timeline.key import AROUND
from mkdocs_postmortems.draw.timeline.layout import Mark, TimelineInput
from mkdocs_postmortems.draw.timeline.phases import ABSENCES
from mkdocs_postmortems.publish.formats import formats_for
from mkdocs_postmortems.publish.texts import texts_for
from mkdocs_postmortems.read.body.inline import plain
from mkdocs_postmortems.read.model import Event, Moment, Report
from mkdocs_postmortems.settings import Settings

_HALF_A_DAY = timedelta(hours=12)


@lru_cache(maxsize=8)
def drawing_locale(language: str) -> Locale:
    """Return the words of the drawings, and their formats of dates, times, durations and counts, in a language."""
    t, f = texts_for(language), formats_for(language)
    undetected, responding, recovering = t("undetected"), t("responding"), t("recovering")
    return Locale(
        timeline=t("drawing_timeline"),
        phases={
            "undetected": undetected,
            "responding": responding,
            "recovering": recovering,
            "undetected-responding": t("and_phase", first=undetected, second=_mid_sentence(responding, language)),
            "responding-recovering": t("and_phase", first=responding, second=_mid_sentence(recovering, language)),
            "whole": t("whole"),
        },
        phase_and_length=lambda phase, length: t("drawing_phase", phase=phase, length=length),
        span=lambda start, end, length: t("drawing_span", start=start, end=end, length=length),
        events=lambda count: t("events", n=count),
        not_timed=t("not_timed"),
        rail=lambda count: t("drawing_rail", n=count),
        rail_days=lambda count: t("drawing_rail_days", n=count),
        rail_short=lambda count: t("drawing_rail_short", n=count),
        approximately=lambda time: t("drawing_about", time=time),
        time_range=lambda start, end: t("drawing_range", start=start, end=end),
        around={side: t(f"drawing_{side}") for side in AROUND},
        night=t("drawing_night"),
        bins=lambda length, most: t("drawing_bins", length=length, n=most),
        key_timed=t("drawing_key_timed"),
        key_untimed=t("drawing_key_untimed"),
        key_false_lead=t("kind_false-lead"),
        key_approximate=t("drawing_key_about"),
        key_range=t("drawing_key_range"),
        key_scale=t("drawing_key_scale"),
        absences={absence: t(f"drawing_{absence}") for absence in ABSENCES},
        end_not_recorded=t("no_end"),
        strip=t("all_incidents"),
        incidents=lambda count: t("incidents", n=count),
        no_severity=t("no_severity"),
        others=t("any_other"),
        strip_bars=t("drawing_strip_bars"),
        median=t("median"),
        sample_of=lambda count: t("sample", n=count),
        missing=lambda count: t("not_recorded_n", n=count),
        stacks=t("per_quarter_heading"),
        severe=lambda count: t("severe_n", n=count),
        flows=t("actions_flow_heading"),
        opened=lambda count: t("opened_n", n=count),
        closed=lambda count: t("closed_n", n=count),
        still_open=lambda count: t("still_open", n=count),
        overdue=lambda count: t("overdue_n", n=count),
        duration=f.duration,
        number=f.number,
        offset=f.offset,
        weekday_date=lambda at: f.weekday(at.date()),
        weekday_day=lambda at: f.skeleton("Ed", at.date()),
        date=lambda at: f.skeleton("MMMd", at.date()),
        full_date=lambda at: f.skeleton("yMMMd", at.date()),
        month=lambda at: f.skeleton("yMMM", at.date()),
        month_name=lambda month: f.skeleton("MMM", date(2000, month, 1)),
    )


def _mid_sentence(word: str, language: str) -> str:
    """Return a phase's name in mid-sentence: German nouns keep their capital, English words do not."""
    return word.lower() if texts_for(language).language == "en" else word


def timeline_input(report: Report, marks: Iterable[Mark]) -> TimelineInput:
    """Return a report's times and events for its drawing. A date without a time of day counts as untimed."""
    clock = clock_of(report)
    return TimelineInput(
        zone=clock.at.tzinfo or UTC if clock else UTC,
        started=_instant(report.time("started")),
        detected=_instant(report.time("detected")),
        mitigated=_instant(report.time("mitigated")),
        resolved=_instant(report.time("resolved")),
        marks=tuple(marks),
    )


def clock_of(report: Report) -> Moment | None:
    """Return the moment whose zone applies to all times of a report: its start, else its first timed event."""
    return report.time("started") or next((event.start for event in report.events if event.start), None)


def event_marks(report: Report, settings: Settings) -> tuple[Mark, ...]:
    """Return the circles of a report's events, for the drawing and the list."""
    first = _implied_start(report)
    return tuple(_mark(event, "started" if event is first else event.kind, settings) for event in report.events)


def _implied_start(report: Report) -> Event | None:
    """Return the unlabelled event at the start of the incident, if no event is labelled as the start."""
    start, events = report.time("started"), report.events
    if start is None or start.is_day or any(event.kind == "started" for event in events):
        return None
    first = next((event for event in events if event.start and event.start.instant == start.instant), None)
    return first if first and not first.kind else None


def _mark(event: Event, kind: str, settings: Settings) -> Mark:
    return Mark(
        event.number,
        kind,
        settings.kinds[kind].like if kind in settings.kinds else "",
        _instant(event.start),
        _instant(event.end),
        bool(event.start and event.start.approximate),
        plain(event.text.partition("\n")[0]),
        f"#event-{event.number}",
        event.start.at + _HALF_A_DAY if event.start and event.start.is_day else None,
    )


def _instant(moment: Moment | None) -> datetime | None:
    return moment.at if moment and not moment.is_day else None
