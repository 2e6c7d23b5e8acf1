"""The timeline as a list."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from markupsafe import Markup
from msgspec.structs import replace

from mkdocs_postmortems.publish.drawing import event_marks
from mkdocs_postmortems.publish.formats import formats_for
from mkdocs_postmortems.publish.report.event_list import EventList, ListedEvent, kind_name
from mkdocs_postmortems.publish.texts import texts_for
from mkdocs_postmortems.read.model import Event, Moment, Span, Timeline
from mkdocs_postmortems.settings import KindSetting, Settings
from tests.publish.examples import make_report

START = datetime(2024, 5, 1, 12, tzinfo=UTC)


def at(minutes: float, **details: object) -> Moment:
    return Moment(START + timedelta(minutes=minutes), **details)  # type: ignore[arg-type]


def list_of(*starts: Moment | None, kinds: dict[int, str] | None = None, **fields: object) -> EventList:
    """Return the list of a report with an event for each time; numbers start at 1."""
    events = tuple(
        Event(number, f"Event {number}.", Span(number, number), (kinds or {}).get(number, ""), start)
        for number, start in enumerate(starts, 1)
    )
    report = make_report(start=START, **fields)
    report = type(report)(report.path, report.id, report.source, report.fields, timeline=Timeline(events))
    marks = event_marks(report, Settings())
    return EventList(report, marks, Settings(), texts_for("en"), formats_for("en"))


def entries_of(events: EventList) -> tuple[ListedEvent, ...]:
    return events.entries([(event, Markup("x")) for event in events.events])


def test_an_entry_has_time_offset_and_instant() -> None:
    """The offset is from the start of the impact, and the instant is in UTC."""
    first, second = entries_of(list_of(at(0), at(90)))
    assert (first.times, first.offset) == ((("12:00", "2024-05-01T12:00:00Z"),), "T+0")
    assert (second.times[0][0], second.offset, second.utc) == ("13:30", "+1 h 30", "1\xa0May\xa02024, 13:30 UTC")


def test_an_ambiguous_time_has_its_zone() -> None:
    """Otherwise the list would show two equal times, an hour apart."""
    berlin = ZoneInfo("Europe/Berlin")
    night = datetime(2024, 10, 27, 2, 30, tzinfo=berlin)
    starts = [Moment(at, "Europe/Berlin") for at in (night, night.replace(fold=1), night.replace(hour=4))]
    report = make_report(start=night)
    events = tuple(Event(number, "x", Span(1, 1), "", start) for number, start in enumerate(starts, 1))
    report = replace(report, fields=replace(report.fields, started=starts[0]), timeline=Timeline(events))
    found = entries_of(
        EventList(report, event_marks(report, Settings()), Settings(), texts_for("en"), formats_for("en"))
    )
    assert [entry.times[0][0] for entry in found] == ["02:30 CEST", "02:30 CET", "04:30"]


def test_days_have_their_year_if_there_are_several() -> None:
    """Otherwise the same day a year later would have the same name."""
    one_year, *others = 1440, 365 * 1440, 730 * 1440
    assert [entry.day for entry in entries_of(list_of(at(0), at(one_year)))] == ["Wed 1 May", "Thu 2 May"]
    days = [entry.day for entry in entries_of(list_of(at(0), *map(at, others)))]
    assert days == ["Wed, 1 May 2024", "Thu, 1 May 2025", "Fri, 1 May 2026"]


def test_an_event_without_a_time_has_neither() -> None:
    """They are not invented."""
    entry = entries_of(list_of(at(0), None))[1]
    assert (entry.timed, entry.times, entry.offset, entry.day) == (False, (), "", "")


def test_all_times_are_in_the_reports_zone() -> None:
    """An event written in another zone is shown in the zone of the report's start."""
    tokyo = Moment((START + timedelta(minutes=5)).astimezone(ZoneInfo("Asia/Tokyo")), "Asia/Tokyo")
    assert entries_of(list_of(tokyo))[0].times[0][0] == "12:05"


def test_each_of_several_days_is_named_once() -> None:
    """Above its first event; a single day is not named."""
    end = at(2 * 1440)
    days = [entry.day for entry in entries_of(list_of(at(0), at(1), at(1440), at(1441), resolved=end))]
    assert days == ["Wed 1 May", "", "Thu 2 May", ""]
    assert {entry.day for entry in entries_of(list_of(at(0), at(1)))} == {""}


def grouped(events: EventList, *groups: str) -> EventList:
    """Return the same list, with its events under these headings."""
    events.events = tuple(replace(event, group=group) for event, group in zip(events.events, groups, strict=True))
    return events


@pytest.mark.parametrize(
    ("heading", "days"),
    [
        ("Wednesday, 1 May 2024", ["", "Thu 2 May"]),
        ("2024-05-01", ["", "Thu 2 May"]),
        ("05/01/2024", ["", "Thu 2 May"]),
        ("1 May 2023", ["Wed 1 May", "Thu 2 May"]),
        ("Night shift", ["Wed 1 May", "Thu 2 May"]),
    ],
)
def test_a_day_named_by_the_heading_is_not_repeated(heading: str, days: list[str]) -> None:
    """But midnight may pass below it."""
    events = grouped(list_of(at(0), at(1440)), heading, heading)
    assert [entry.day for entry in entries_of(events)] == days


def test_a_fold_names_its_day_once_and_not_below_a_heading_that_does() -> None:
    """Its summary names the day, so its entries need not."""
    starts = [at(20 * minute) for minute in range(108)]  # 36 hours
    events = list_of(*starts)
    folds = events.folds(entries_of(events))
    assert folds[0].label == "Wed 1 May, 12:00–13:00"
    assert not any(entry.day for fold in folds for entry in fold.entries)
    events = grouped(events, *["1 May"] * 36, *["Thursday 2 May"] * 72)
    assert [fold.label for fold in events.folds(entries_of(events))][11:13] == ["23:00–00:00", "00:00–01:00"]


def test_an_event_with_only_a_day_shows_the_day() -> None:
    """It has no clock time, and counts as untimed."""
    events = list_of(at(0), Moment(START, precision="day"))
    assert (entries_of(events)[1].day, entries_of(events)[1].timed, events.timed) == ("Wed 1 May", False, 1)


def test_a_range_has_both_ends() -> None:
    """As two times with their instants."""
    events = list_of(at(0))
    event = events.events[0]
    ranged = Event(1, "x", event.span, "", at(0, approximate=True), at(10))
    assert [text for text, _ in events.entries([(ranged, Markup())])[0].times] == ["~12:00", "12:10"]


@pytest.mark.parametrize(
    ("starts", "note"),
    [
        ((at(0), at(1)), ""),
        ((), ""),
        ((at(0), None), "1 of 2 events has a time. The other one happened between 12:00 and 13:30."),
        (
            (at(0), None, None, at(90)),
            "2 of 4 events have times. The other 2 happened between 12:00 and 13:30, in the order written.",
        ),
        ((None, at(0)), "1 of 2 events has a time. The other one is where it was written."),
        ((at(0), at(90), None, None), "2 of 4 events have times. The other 2 are in the order written."),
        ((at(0), None, at(90)), "2 of 3 events have times. The other one happened between 12:00 and 13:30."),
        ((None,), "The event has no time."),
        ((None, None), "None of the 2 events has a time; they are in the order written."),
    ],
)
def test_a_sentence_counts_the_events_without_a_time(starts: tuple[Moment | None, ...], note: str) -> None:
    """If there are any."""
    assert list_of(*starts).note() == note


def test_the_sentence_invents_no_times() -> None:
    """Without the incident's start and end, it has only the counts."""
    assert list_of(at(0), None, resolved=None).note() == (
        "1 of 2 events has a time. The other one is where it was written."
    )


def test_few_events_do_not_fold() -> None:
    """Up to fifty timed events are shown at once."""
    events = list_of(*(at(minute) for minute in range(50)))
    assert events.folds(entries_of(events)) == ()


def test_hundreds_of_events_fold_by_the_hour() -> None:
    """Each fold has its span, its count and its labelled events; no event is lost."""
    events = list_of(*(at(minute) for minute in range(120)), kinds={1: "detected", 70: "false-lead"})
    folds = events.folds(entries_of(events))
    assert [(fold.label, fold.count, fold.labelled) for fold in folds] == [
        ("12:00–13:00", "60 events", "1\xa0detected"),
        ("13:00–14:00", "60 events", "70\xa0false lead"),
    ]
    assert [entry.number for fold in folds for entry in fold.entries] == list(range(1, 121))


@pytest.mark.parametrize(
    ("hours", "labels"),
    [
        (1, ["Wed 1 May", "Thu 2 May", "Fri 3 May"]),
        (24, ["May 2024", "June 2024"]),
        (24 * 30, ["2024", "2025", "2026", "2027", "2028", "2029"]),
    ],
)
def test_longer_incidents_fold_by_the_day_month_or_year(hours: int, labels: list[str]) -> None:
    """Sixty events that many hours apart."""
    events = list_of(*(at(60 * hours * number) for number in range(60)))
    assert [fold.label for fold in events.folds(entries_of(events))] == labels


def test_a_fold_names_a_few_labelled_events_and_counts_the_rest() -> None:
    """So that its summary fits on a line."""
    events = list_of(*(at(minute) for minute in range(120)), kinds=dict.fromkeys(range(1, 21), "communicated"))
    assert events.folds(entries_of(events))[0].labelled.endswith("6\xa0communicated · +14")


def test_the_first_event_at_the_start_is_drawn_as_the_start() -> None:
    """Unless another event has that label."""
    assert [entry.kind for entry in entries_of(list_of(at(0), at(0), at(1)))] == ["started", "", ""]
    assert [entry.kind for entry in entries_of(list_of(at(0), at(1), kinds={2: "started"}))] == ["", "started"]


def test_kinds_have_names_for_readers() -> None:
    """From the settings, the catalogue, or the kind itself."""
    settings = Settings(kinds={"rollback": KindSetting("Rolled back")})
    assert [kind_name(kind, settings, texts_for("de")) for kind in ("rollback", "false-lead", "odd")] == [
        "Rolled back",
        "falsche Fährte",
        "odd",
    ]
