"""Times that cannot be right are reported, and no others."""

from __future__ import annotations

from datetime import timedelta, timezone

import pytest

from mkdocs_postmortems.diagnostics import Problem
from mkdocs_postmortems.read.model import Moment, Span
from tests.check.incident.timelines import at, with_events


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


def test_a_finding_points_to_its_time(make, moment, diagnose):
    """In the front matter and in the timeline."""
    body = "## Timeline\n\n- **14:30** a\n- 14:05 b\n"
    events = [at(moment("2024-03-01T14:30"), line=15), at(moment("2024-03-01T14:05"), line=16)]
    found = diagnose(make(resolved="2024-03-01T13:00", body=body, report=with_events(*events)))
    places = {each.rule: (each.line, each.column) for each in found}
    assert places["time-order"] == (9, 11)
    assert places["event-order"] == (16, 3)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_last_day_of_the_calendar_are_valid(make, check, day):
    """No arithmetic leads outside the calendar."""
    found = check("future-time", make(started=day, detected=None, mitigated=None, resolved=None))
    assert len(found) == (day > "2024")
