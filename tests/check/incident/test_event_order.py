"""Events are reported if they are out of order, and no others."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from mkdocs_postmortems.diagnostics import Problem
from tests.check.incident.timelines import at, with_events


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


def test_nothing_is_compared_with_an_invalid_time(make, moment, check):
    """It is reported already, and its correct value is unknown."""
    events = [at(moment("2024-03-01T14:30"), line=20), at(moment("2024-03-01T14:05"), line=21)]
    problems = (Problem("nonexistent-time", "", 20),)
    assert check("event-order", make(report={**with_events(*events), "problems": problems})) == []


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


def test_an_event_out_of_order_and_far_away_is_one_finding(make, moment, check):
    """It is reported by its order."""
    body = "## Timeline\n\n- 14:00 a\n- 09:00 b\n- 14:30 c\n"
    first = make(body=body).source.lines.index("- 14:00 a") + 1
    clocks = ("14:00", "09:00", "14:30")
    events = [at(moment(f"2024-03-01T{clock}"), line=first + row) for row, clock in enumerate(clocks)]
    report = make(body=body, report=with_events(*events))
    assert len(check("event-order", report)) == 1
    assert check("event-outside", report) == []
