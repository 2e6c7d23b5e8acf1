"""Events whose times contradict the fields, the incident or themselves are reported, and no others."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from mkdocs_postmortems.diagnostics import Problem
from mkdocs_postmortems.read.model import Group, Span, Timeline
from tests.check.incident.timelines import at, with_events


def test_a_label_that_contradicts_its_field_is_reported_at_the_event(make, moment, check):
    """The page would give two answers."""
    report = make(report=with_events(at(moment("2024-03-01T14:15"), kind="detected")))
    assert check("label-contradicts-field", report) == [
        "10: this event is labelled detected at 2024-03-01T14:15Z, but the field says 2024-03-01T14:05Z"
    ]


@pytest.mark.parametrize(("text", "level"), [("**Resolved.** Queues are empty.", "warning"), ("All clear", "hint")])
def test_a_label_that_is_not_marked_is_a_hint(make, moment, diagnose, text, level):
    """It may be said some time after the resolution that the field means."""
    event = replace(at(moment("2024-03-01T15:20"), kind="resolved"), text=text)
    (found,) = [each for each in diagnose(make(report=with_events(event))) if each.rule == "label-contradicts-field"]
    assert found.level == level


def test_labels_that_agree_are_silent(make, moment, check):
    """To the minute, to the day, or approximately: at the precision of the less precise one."""
    near = [
        moment("2024-03-01T14:05"),
        moment("2024-03-01"),
        replace(moment("2024-03-01T14:15"), approximate=True),
    ]
    for each in near:
        assert check("label-contradicts-field", make(report=with_events(at(each, kind="detected")))) == []


def test_one_of_several_labels_has_to_agree(make, moment, check):
    """Of two detections, the field means one."""
    events = [at(moment("2024-03-01T14:30"), kind="detected"), at(moment("2024-03-01T14:05"), kind="detected")]
    assert check("label-contradicts-field", make(report=with_events(*events))) == []


@pytest.mark.parametrize(
    ("day", "found"),
    [("2023-03-01T14:30", True), ("2025-03-01", True), ("2023-02-01T14:30", False), ("2022-03-01T14:30", False)],
)
def test_an_event_of_the_same_day_of_another_year_is_reported(make, moment, check, day, found):
    """A mistyped year, as is common in January. Events long before have dates of their own."""
    report = make(body=f"## Timeline\n\n- {day} x\n", report=with_events(at(moment(day), line=15)))
    assert bool(check("event-outside", report)) == found


@pytest.mark.parametrize("written", ["3/2 09:00", "2.3. 09:00", "02/03, ~9:00", "2024-03-02 09:00", "2 March 09:00"])
def test_an_event_with_its_date_in_any_form_may_be_far(make, moment, check, written):
    """As of a review on the next morning."""
    events = [at(moment("2024-03-01T14:30"), line=15), at(moment("2024-03-02T09:00"), line=16)]
    body = "## Timeline\n\n- 14:30 a\n- {} review\n"
    assert check("event-outside", make(body=body.format(written), report=with_events(*events))) == []
    (slip,) = check("event-outside", make(body=body.format("9:00"), report=with_events(*events)))
    assert "on the next day" in slip
    below_day = with_events(events[0], replace(events[1], group="Next day"))
    assert not any("on the next day" in each for each in check("event-outside", make(body=body, report=below_day)))


def test_last_years_date_after_new_year_is_one_finding(make, moment, check):
    """At the event with the date, not at those that take it, nor by the label of one."""
    events = [
        at(moment("2023-12-31T23:50"), line=15),
        at(moment("2023-01-01T00:10"), line=16, number=2),
        at(moment("2023-01-01T01:00"), line=17, number=3, kind="resolved"),
    ]
    body = "## Timeline\n\n- 2023-12-31 23:50 a\n- 2023-01-01 00:10 b\n- 01:00 **Resolved.** c\n"
    report = make(started="2023-12-31T23:50", resolved="2024-01-01T01:00", body=body, report=with_events(*events))
    assert check("event-outside", report) == [
        "16: this event, 2023-01-01T00:10Z, is a year before the incident, 2023-12-31T23:50Z"
    ]
    assert check("event-order", report) == check("label-contradicts-field", report) == []


def test_a_range_of_almost_a_day_is_reported(make, moment, check):
    """Not one past midnight, nor one whose end has a date."""

    def ranged(start, end, text="- x"):
        event = replace(at(moment(start), line=15), end=moment(end))
        return check("reversed-range", make(body=f"## Timeline\n\n{text}\n", report=with_events(event)))

    assert ranged("2024-03-01T14:10", "2024-03-02T14:05") == [
        "15: this range ends on the next day, 24 h after it begins: 2024-03-01T14:10Z and 2024-03-02T14:05Z"
    ]
    assert ranged("2024-03-01T22:00", "2024-03-02T08:00") == []
    assert ranged("2024-03-01T14:10", "2024-03-03T14:05") == []
    assert ranged("2024-03-01T14:10", "2024-03-02T14:05", "- 2024-03-01 14:10 - 2024-03-02 14:05 x") == []


def test_many_events_far_from_the_incident_are_one_finding_with_their_zone(make, moment, check, diagnose):
    """They have a common cause."""
    body = "## Timeline\n" + "\n- 05:00 x" * 4
    events = [at(moment("2024-03-02T05:00"), line=14 + place, number=place) for place in range(4)]
    report = make(body=body, report=with_events(*events))
    assert check("event-outside", report) == [
        "14: 4 events, the first of them at 2024-03-02T05:00Z, are long after the incident was resolved, "
        "2024-03-01T15:00Z"
    ]
    (found,) = [each for each in diagnose(report) if each.rule == "event-outside"]
    assert "events are read in UTC" in found.help


def test_a_label_whole_hours_from_its_field_suggests_a_wrong_zone(make, moment, diagnose):
    """Five minutes do not."""
    for clock, asks in (("16:05", True), ("14:15", False)):
        report = make(report=with_events(at(moment(f"2024-03-01T{clock}"), kind="detected")))
        (found,) = [each for each in diagnose(report) if each.rule == "label-contradicts-field"]
        assert ("2 h apart" in found.help) is asks


def test_labels_that_are_all_in_another_zone_are_one_finding(make, moment, check):
    """If events so far away are reported anyway, the labels are not."""

    def labelled(*hours):
        kinds = ("started", "detected", "mitigated", "resolved")
        clocks = zip(kinds, hours, ("00", "05", "40", "00"), strict=True)
        events = [
            at(moment(f"2024-03-01T{hour:02}:{minute}"), kind=kind, line=20 + number, number=number)
            for number, (kind, hour, minute) in enumerate(clocks, 1)
        ]
        report = make(report=with_events(*events))
        return check("label-contradicts-field", report), check("event-outside", report)

    labels, outside = labelled(15, 15, 15, 16)
    assert [label.partition(",")[0] for label in labels] == ["21: 4 labelled events are 1 h later than their fields"]
    assert outside == []
    labels, outside = labelled(4, 4, 4, 5)
    assert labels == []
    assert len(outside) == 1


def test_nothing_is_compared_in_an_invalid_zone(make, moment, check):
    """Fields and events are then read in different zones, so all would differ."""
    event = at(moment("2024-03-01T15:05"), kind="detected")
    problems = (Problem("unknown-timezone", "'Berlin' is not a time zone", 5),)
    report = make(report={**with_events(event), "problems": problems})
    assert check("label-contradicts-field", report) == []


def test_only_the_start_in_the_future_is_reported_not_its_events(make, moment, check):
    """The events take their date from it: one year was mistyped."""
    body = "## Timeline\n\n- 14:05 a\n- 2031-03-01 14:10 b\n"
    events = [at(moment("2031-03-01T14:05"), line=15), at(moment("2031-03-01T14:10"), line=16)]
    report = make(body=body, started="2031-03-01T14:00", report=with_events(*events))
    assert [each.partition(":")[0] for each in check("future-event", report)] == ["16"]
    assert len(check("future-time", report)) == 1


def test_an_event_that_contradicts_its_field_is_one_finding(make, moment, check):
    """It is not also reported as far from the incident."""
    report = make(report=with_events(at(moment("2024-03-01T04:00"), kind="started")))
    assert len(check("label-contradicts-field", report)) == 1
    assert check("event-outside", report) == []


def test_a_wrong_year_is_found_without_an_end(make, moment, check):
    """The other events show when the incident was."""
    body = "## Timeline\n\n- 2023-03-01 14:05 a\n- 2024-03-01 14:10 b\n"
    events = [at(moment("2023-03-01T14:05"), line=15), at(moment("2024-03-01T14:10"), line=16)]
    report = make(body=body, status="review", resolved=None, report=with_events(*events))
    assert check("event-outside", report) == [
        "15: this event, 2023-03-01T14:05Z, is a year before the incident, 2024-03-01T14:00Z"
    ]
    assert check("event-order", report) == []


def test_nothing_is_far_from_an_end_before_the_start(make, moment, check):
    """The two fields contradict each other, which is reported."""
    report = make(resolved="2023-03-01T15:00", report=with_events(at(moment("2024-03-01T14:05"))))
    assert check("event-outside", report) == []
    assert len(check("time-order", report)) == 1


def test_an_event_far_from_the_incident_is_reported(make, moment, check):
    """Usually it took its date from the wrong place."""
    body = "## Timeline\n\n- 09:00 Too early.\n"
    report = make(body=body, report=with_events(at(moment("2024-03-01T09:00"), line=15)))
    assert check("event-outside", report) == [
        "15: this event, 2024-03-01T09:00Z, is long before the incident started, 2024-03-01T14:00Z"
    ]


@pytest.mark.parametrize(
    ("written", "reported"),
    [("2024-02-20 09:00", 0), ("20 Feb 09:00", 0), ("Tue, 20. Februar 09:00", 0), ("T-10d", 0), ("09:00 may be", 1)],
)
def test_an_earlier_event_may_have_its_own_date(make, moment, check, written, reported):
    """An author who writes the date, or how long before it was, means it."""
    body = f"## Timeline\n\n- {written} The fault is shipped.\n"
    report = make(body=body, report=with_events(at(moment("2024-02-20T09:00"), line=15)))
    assert len(check("event-outside", report)) == reported


def test_a_sub_heading_may_give_the_next_days_date(make, moment, check):
    """With the day first, as in most of the world."""
    body = "## Timeline\n\n### Saturday, 2 March 2024\n\n- 09:00 The review.\n"
    events = [
        at(moment("2024-03-01T14:05"), line=14),
        at(moment("2024-03-02T09:00"), line=17, group="Saturday, 2 March 2024"),
    ]
    assert check("event-outside", make(body=body, report=with_events(*events))) == []


def test_an_event_in_the_future_is_reported(make, moment, check):
    """A mistyped year in the timeline."""
    report = make(report=with_events(at(moment("2042-03-01T14:05"))))
    assert check("future-event", report) == ["10: this event is in the future: 2042-03-01T14:05Z"]


def test_the_wrong_year_of_a_sub_heading_is_one_finding(make, moment, check):
    """At the heading: correcting it there corrects all events below it."""
    body = "## Timeline\n\n### 2023-03-01\n\n- 14:00 a\n- 14:05 b\n"
    lines = make(body=body).source.lines
    heading = lines.index("### 2023-03-01") + 1
    times = ("2023-03-01T14:00", "2023-03-01T14:05")
    below = [at(moment(text), line=heading + 2 + row, group="2023-03-01") for row, text in enumerate(times)]
    timeline = Timeline((Group("2023-03-01", Span(heading, heading)), *below))
    (found,) = check("event-outside", make(body=body, report={"timeline": timeline}))
    assert found.startswith(f"{heading}: this date, 2023-03-01, is a year before the incident")


def test_a_day_and_month_that_are_swapped(make, moment, check):
    """The event would be within the incident otherwise; the one below takes its date."""
    body = "## Timeline\n\n- 2024-02-01 14:05 a\n- 14:10 b\n- 2024-02-01 18:00 c\n- 2024-04-01 14:05 d\n"
    times = ("2024-02-01T14:05", "2024-02-01T14:10", "2024-02-01T18:00", "2024-04-01T14:05")
    first = make(body=body).source.lines.index("- 2024-02-01 14:05 a") + 1
    events = [at(moment(text), line=first + row) for row, text in enumerate(times)]
    fields = {"started": "2024-01-02T14:00", "detected": None, "mitigated": None, "resolved": "2024-01-02T15:00"}
    assert check("event-outside", make(body=body, report=with_events(*events), **fields)) == [
        f"{first}: this event, 2024-02-01T14:05Z, is outside the incident unless day and month are swapped"
    ]


@pytest.mark.parametrize("day", ["February 1, 2024", "1 February 2024", "1. Feb. 2024"])
def test_a_month_with_its_name_is_not_swapped(make, moment, check, day):
    """Nobody takes it for a day."""
    body = f"## Timeline\n\n- {day} 14:05 a\n"
    line = make(body=body).source.lines.index(f"- {day} 14:05 a") + 1
    fields = {"started": "2024-01-02T14:00", "detected": None, "mitigated": None, "resolved": "2024-01-02T15:00"}
    event = at(moment("2024-02-01T14:05"), line=line)
    assert check("event-outside", make(body=body, report=with_events(event), **fields)) == []
