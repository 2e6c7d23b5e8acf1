"""Times that cannot be right are reported, and no others."""

from __future__ import annotations

from datetime import timedelta, timezone

import pytest
from msgspec.structs import replace

from mkdocs_postmortems.diagnostics import Problem
from mkdocs_postmortems.read.model import Event, Group, Moment, Span, Timeline


def at(moment, *, line=10, kind="", number=1, group=""):
    return Event(number, "text", Span(line, line), kind, moment, None, group)


def with_events(*events):
    return {"timeline": Timeline(tuple(events))}


def test_times_in_order_are_silent(make, check):
    """Equal times are in order too, since an incident may last less than a minute."""
    same = dict.fromkeys(("started", "detected", "mitigated", "resolved"), "2024-03-01T14:00")
    assert check("time-order", make(), make(path="postmortems/b.md", **same)) == []


def test_the_finding_of_a_time_out_of_order_names_both_fields(make, check):
    """There is one finding, at the later field, however many it precedes."""
    assert check("time-order", make(resolved="2024-03-01T13:00")) == [
        "9: resolved (line 9) is before mitigated (line 8): 2024-03-01T13:00Z and 2024-03-01T14:40Z"
    ]


def test_a_day_is_compared_with_a_time_by_its_date(make, check):
    """A day without a time is not before an afternoon of the same day."""
    assert check("time-order", make(resolved="2024-03-01")) == []
    assert len(check("time-order", make(resolved="2024-02-29"))) == 1


def test_times_of_different_zones_are_compared_as_instants(make, moment, check):
    """15:30 at +02:00 is before 14:00 UTC."""
    east = Moment(moment("2024-03-01T15:30").at.replace(tzinfo=timezone(timedelta(hours=2))))
    assert len(check("time-order", make(detected=east))) == 1


def test_an_acknowledgement_may_come_late(make, check):
    """But not before the start."""
    assert check("time-order", make(acknowledged="2024-03-01T14:50")) == []
    assert len(check("time-order", make(acknowledged="2024-03-01T13:50"))) == 1


@pytest.mark.parametrize(("status", "level"), [("final", "error"), ("review", "warning"), ("draft", "warning")])
def test_the_future_is_an_error_only_in_a_final_report(make, diagnose, status, level):
    """A draft may be written during the incident, with planned times."""
    found = [each for each in diagnose(make(status=status, resolved="2024-06-02T00:00")) if each.rule == "future-time"]
    assert [(each.line, each.level) for each in found] == [(9, level)]


def test_today_is_not_the_future(make, check):
    """The author's day may be one ahead of UTC's."""
    assert check("future-time", make(resolved="2024-06-01")) == []


def test_the_last_second_of_the_calendar_is_in_the_future(make, check):
    """A mistyped year 9999 must not break the arithmetic."""
    assert check("future-time", make(resolved="9999-12-31T23:59")) != []


def test_a_label_that_contradicts_its_field_is_reported_at_the_event(make, moment, check):
    """The page would give two answers."""
    report = make(report=with_events(at(moment("2024-03-01T14:15"), kind="detected")))
    assert check("label-contradicts-field", report) == [
        "10: this event is labelled detected at 2024-03-01T14:15Z, but the field says 2024-03-01T14:05Z"
    ]


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


def test_a_final_report_without_a_detection_is_reported(make, check):
    """A field or a label is enough, timed or not; drafts are not checked."""
    assert check("missing-detection", make(detected=None, lines={})) != []
    labelled = with_events(at(None, kind="detected"))
    assert check("missing-detection", make(detected=None, lines={}, report=labelled)) == []
    assert check("missing-detection", make(detected=None, lines={}, status="draft")) == []


def test_an_invalid_detection_is_not_also_missing(make, check):
    """Its field is there, or a misspelt key that was meant for it."""
    assert check("missing-detection", make(detected=None)) == []
    misspelt = {"problems": (Problem("unknown-key-near", "unknown field", 7),)}
    assert check("missing-detection", make(detected=None, lines={"detectd": Span(7, 7)}, report=misspelt)) == []
    assert check("missing-detection", make(detected=None, lines={"servces": Span(7, 7)}, report=misspelt)) != []


def test_an_event_before_the_one_above_is_reported_on_its_line(make, moment, check):
    """The finding names the other line."""
    events = [at(moment("2024-03-01T14:30"), line=20), at(moment("2024-03-01T14:05"), line=21)]
    assert check("event-order", make(report=with_events(*events))) == [
        "21: this event, 2024-03-01T14:05Z, is earlier than the one on line 20, 2024-03-01T14:30Z"
    ]


@pytest.mark.parametrize(
    ("zone", "remark"), [("ICT", "; put a comma before ICT if it is not a time zone"), ("+07:00", "")]
)
def test_the_help_names_a_word_that_is_read_as_a_zone(make, moment, diagnose, zone, remark):
    """It may be the name of a team: ``14:05 ICT joins``. It is the zone if the other event has it, too."""
    odd = replace(moment("2024-03-01T14:05"), zone=zone)
    above = moment("2024-03-01T14:30")
    for other, added in ((above, remark), (replace(above, zone=zone), "")):
        report = make(report=with_events(at(other, line=20), at(odd, line=21)))
        (found,) = [each for each in diagnose(report) if each.rule == "event-order"]
        assert found.help == f"move it up, correct its time, or add its date if it was on another day{added}"


def test_only_the_event_out_of_order_is_reported(make, moment, check):
    """Not those around it, whether it is too late or too early."""
    clocks = ("14:00", "14:10", "19:40", "14:20", "14:15", "14:30", "14:30", "14:40")
    events = [at(moment(f"2024-03-01T{clock}"), line=20 + place) for place, clock in enumerate(clocks)]
    assert check("event-order", make(report=with_events(*events))) == [
        "22: this event, 2024-03-01T19:40Z, is later than the one on line 23, 2024-03-01T14:20Z",
        "24: this event, 2024-03-01T14:15Z, is earlier than the one on line 23, 2024-03-01T14:20Z",
    ]


@pytest.mark.parametrize(
    ("clocks", "lines"),
    [
        ((("14:20", ""), ("14:16", "14:24")), []),
        ((("14:20", ""), ("14:16", "14:20")), []),
        ((("14:20", ""), ("14:16", "14:19")), ["21"]),
        ((("14:00", ""), ("14:20", ""), ("14:16", "14:30"), ("14:18", ""), ("14:19", ""), ("14:40", "")), []),
        ((("14:20", "14:40"), ("14:16", "")), ["21"]),
    ],
)
def test_an_event_may_stand_on_either_side_of_one_during_which_it_began(make, moment, check, clocks, lines):
    """A range of times has no single place among the events within it."""
    times = [[moment(f"2024-03-01T{clock}") if clock else None for clock in pair] for pair in clocks]
    events = [replace(at(start, line=20 + row), end=end) for row, (start, end) in enumerate(times)]
    found = check("event-order", make(report=with_events(*events)))
    assert [each.partition(":")[0] for each in found] == lines


def test_a_day_among_times_is_in_order_by_its_date(make, moment, check):
    """It has no hour that could be early or late."""
    events = [at(moment("2024-03-01T14:30"), line=20), at(moment("2024-03-01"), line=21)]
    assert check("event-order", make(report=with_events(*events, at(moment("2024-02-28"), line=22)))) == [
        "22: this event, 2024-02-28, is earlier than the one on line 21, 2024-03-01"
    ]


def test_a_day_later_than_the_times_below_it_is_out_of_order(make, moment, check):
    """Days are compared with one another too."""
    events = [at(moment("2024-03-20"), line=20), at(moment("2024-03-01T14:30"), line=21)]
    assert check("event-order", make(report=with_events(*events))) == [
        "20: this event, 2024-03-20, is later than the one on line 21, 2024-03-01T14:30Z"
    ]
    days = [at(moment(f"2024-03-{day}"), line=int(day)) for day in ("10", "12", "11")]
    assert check("event-order", make(report=with_events(*days))) == [
        "11: this event, 2024-03-11, is earlier than the one on line 12, 2024-03-12"
    ]


@pytest.mark.parametrize(
    ("minutes", "line"),
    [
        (("40", "30", "05"), 21),
        (("40", "30", "30", "05", "00"), 21),
        (("40", "40", "30", "05", "05"), 22),
        (("40", "30", "35", "20", "10", "05"), 21),
    ],
)
def test_a_list_in_reverse_order_is_one_finding(make, moment, check, minutes, line):
    """Even with equal times, or with an event that stays out of order when the list is reversed."""
    events = [at(moment(f"2024-03-01T14:{minute}"), line=20 + row) for row, minute in enumerate(minutes)]
    assert check("event-order", make(report=with_events(*events))) == [
        f"{line}: these {len(minutes)} events are in reverse order, the latest first"
    ]


@pytest.mark.parametrize(("pairs", "count"), [(10, 10), (11, 1)])
def test_a_list_that_was_never_sorted_is_one_finding(make, moment, check, pairs, count):
    """Ten events out of order may each be a slip."""
    minutes = [2 * pair + at for pair in range(pairs) for at in (1, 0)]
    events = [at(moment(f"2024-03-01T14:{minute:02}"), line=40 + row) for row, minute in enumerate(minutes)]
    found = check("event-order", make(new="\nText.\n" * 30, report=with_events(*events)))
    assert len(found) == count
    is_one = "11 of these 22 events are out of order; the first of them: this event," in found[0]
    assert is_one is (count == 1)


def test_events_at_the_same_time_are_in_order(make, moment, check):
    """Either way."""
    events = [at(moment("2024-03-01T14:00"), line=20 + row) for row in range(4)]
    assert check("event-order", make(report=with_events(*events))) == []


def test_a_table_below_a_list_is_checked_separately(make, moment, check):
    """It may tell the same events again, by phase."""
    body = "## Timeline\n\n- 14:00 a\n- 14:40 b\n\n| Start | Phase |\n|---|---|\n| 14:05 | c |\n"
    lines = [*make(body=body).source.lines]
    events = [
        at(moment(f"2024-03-01T{text}"), line=lines.index(line) + 1)
        for text, line in (("14:00", "- 14:00 a"), ("14:40", "- 14:40 b"), ("14:05", "| 14:05 | c |"))
    ]
    assert check("event-order", make(body=body, report=with_events(*events))) == []


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


def test_nothing_is_compared_with_an_invalid_time(make, moment, check):
    """It is reported already, and its correct value is unknown."""
    events = [at(moment("2024-03-01T14:30"), line=20), at(moment("2024-03-01T14:05"), line=21)]
    problems = (Problem("nonexistent-time", "", 20),)
    assert check("event-order", make(report={**with_events(*events), "problems": problems})) == []


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


def test_a_finding_points_to_its_time(make, moment, diagnose):
    """In the front matter and in the timeline."""
    body = "## Timeline\n\n- **14:30** a\n- 14:05 b\n"
    events = [at(moment("2024-03-01T14:30"), line=15), at(moment("2024-03-01T14:05"), line=16)]
    found = diagnose(make(resolved="2024-03-01T13:00", body=body, report=with_events(*events)))
    places = {each.rule: (each.line, each.column) for each in found}
    assert places["time-order"] == (9, 11)
    assert places["event-order"] == (16, 3)


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


def test_each_group_of_events_is_checked_separately(make, moment, check):
    """What was seen and what was done are two lists of the same hour."""
    events = [at(moment("2024-03-01T14:30"), group="Seen"), at(moment("2024-03-01T14:05"), group="Done")]
    assert check("event-order", make(report=with_events(*events))) == []


def test_each_section_of_events_is_checked_separately(make, moment, check):
    """A summary of key events may precede the full timeline."""
    body = "## Key events\n\n- 14:30 **Resolved.**\n\n## Timeline\n\n- 14:05 A call.\n- 14:02 An alert.\n"
    events = [at(moment(f"2024-03-01T14:{minute}"), line=line) for line, minute in ((14, "30"), (18, "05"), (19, "02"))]
    assert check("event-order", make(body=body, report=with_events(*events))) == [
        "19: this event, 2024-03-01T14:02Z, is earlier than the one on line 18, 2024-03-01T14:05Z"
    ]


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


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_last_day_of_the_calendar_are_valid(make, check, day):
    """No arithmetic leads outside the calendar."""
    found = check("future-time", make(started=day, detected=None, mitigated=None, resolved=None))
    assert len(found) == (day > "2024")


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


def test_an_event_out_of_order_and_far_away_is_one_finding(make, moment, check):
    """It is reported by its order."""
    body = "## Timeline\n\n- 14:00 a\n- 09:00 b\n- 14:30 c\n"
    first = make(body=body).source.lines.index("- 14:00 a") + 1
    clocks = ("14:00", "09:00", "14:30")
    events = [at(moment(f"2024-03-01T{clock}"), line=first + row) for row, clock in enumerate(clocks)]
    report = make(body=body, report=with_events(*events))
    assert len(check("event-order", report)) == 1
    assert check("event-outside", report) == []


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
