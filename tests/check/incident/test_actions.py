"""Action items need an owner and a date if somebody is to do them."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from mkdocs_postmortems.diagnostics import Level
from mkdocs_postmortems.read.model import ActionItem, Span, Unfilled
from mkdocs_postmortems.settings import Settings

DUE = date(2024, 7, 1)


def item(number=1, **details):
    return ActionItem(number, "Do it", Span(20 + number, 20 + number), **details)


def test_an_open_item_without_owner_or_date_is_a_hint(make, diagnose):
    """A hint never stops a build."""
    found = diagnose(make(status="review", report={"actions": (item(),)}))
    assert [(each.line, each.rule, each.level) for each in found] == [
        (21, "action-due", "hint"),
        (21, "action-owner", "hint"),
    ]


@pytest.mark.parametrize(("written", "column"), [("- [ ] Do it", 7), ("  1. Do it", 6), ("| Do it | |", 3)])
def test_a_finding_points_to_the_text_of_the_item(make, diagnose, written, column):
    """It comes after the marks of a list or table."""
    report = make(status="review", new=f"\n{written}\n")
    line = report.source.lines.index(written) + 1
    items = (ActionItem(1, "Do it", Span(line, line), owner="identity"),)
    found = diagnose(replace(report, actions=items))
    assert [(each.line, each.column) for each in found] == [(line, column)]


@pytest.mark.parametrize(
    ("is_row", "helps"),
    [
        (False, ["add (due: YYYY-MM-DD)", "add (owner: a team)"]),
        (True, ["write it as YYYY-MM-DD in a column Due", "write a team in a column Owner"]),
    ],
)
def test_the_help_says_what_can_be_written_there(make, diagnose, is_row, helps):
    """Details in brackets are not read in a row of a table, which has columns for them."""
    found = diagnose(make(status="review", report={"actions": (item(is_row=is_row),)}))
    assert [each.help for each in found if each.rule in ("action-due", "action-owner")] == helps


@pytest.mark.parametrize(
    ("is_row", "help"),
    [
        (False, "give each an owner, or mark it `status: not doing`"),
        (True, "write a team in a column Owner, or `not doing` in a column Status"),
    ],
)
def test_the_help_for_items_of_a_final_report_fits_where_they_are(make, diagnose, is_row, help):
    found = diagnose(make(status="final", report={"actions": (item(due=date(2030, 1, 1), is_row=is_row),)}))
    assert [each.help for each in found if each.rule == "open-actions-no-owner"] == [help]


def test_items_that_are_proposed_done_or_dropped_need_neither(make, diagnose):
    """Nobody is waiting for them."""
    for status in ("proposed", "done", "not doing"):
        assert diagnose(make(report={"actions": (item(status=status),)})) == ()


def test_a_detail_that_was_not_understood_is_not_also_missing(make, check):
    """The other detail is still reported as missing."""
    report = make(report={"actions": (item(misread=("owner", "due")),)})
    assert check("action-owner", report) == check("action-due", report) == []
    report = make(report={"actions": (item(misread=("owner",)),)})
    assert check("action-owner", report) == check("open-actions-no-owner", report) == []
    assert check("action-due", report) == ["21: action item 1 has no due date"]


def test_a_final_report_with_open_items_but_no_owner_is_reported(make, check):
    """One owner is enough: there is somebody to ask."""
    alone = make(report={"actions": (item(due=DUE), item(2, due=DUE))})
    owned = make(report={"actions": (item(due=DUE, owner="identity"), item(2, due=DUE))})
    assert check("open-actions-no-owner", alone) == [
        "21: this final report leaves 2 action items open without an owner"
    ]
    assert check("open-actions-no-owner", owned) == []


def test_a_detail_that_is_to_be_filled_in_is_not_also_missing(make, diagnose):
    """It is reported once, as a placeholder."""
    items = (item(unfilled=(Unfilled("owner", "[name]", 21, 30), Unfilled("due", "[date]", 21, 43))),)
    found = diagnose(make(report={"actions": items}))
    assert [(each.rule, each.line, each.column) for each in found] == [("placeholder", 21, 30), ("placeholder", 21, 43)]


def test_an_item_that_is_due_before_the_incident_began_is_reported(make, diagnose):
    """Usually its year has just ended. The day of the incident itself is allowed."""
    early = item(due=date(2023, 7, 1), owner="ops")
    found = diagnose(make(report={"actions": (early, item(2, due=date(2024, 3, 1), owner="ops"))}))
    assert [(each.rule, each.line, each.help) for each in found] == [
        ("due-before-start", 21, "did you mean 2024-07-01?")
    ]


@pytest.mark.parametrize(
    ("due", "help"), [(date(2024, 1, 15), "did you mean 2025-01-15?"), (date(2020, 2, 29), "correct the date")]
)
def test_the_year_that_was_meant_is_suggested(make, diagnose, due, help):
    """It is the first in which the date is not before the incident."""
    (found,) = diagnose(make(report={"actions": (item(due=due, owner="ops"),)}))
    assert found.help == help


def test_items_that_are_done_may_have_been_due_earlier(make, check):
    """And a report without a start has no date to compare with."""
    assert check("due-before-start", make(report={"actions": (item(due=date(2023, 7, 1), status="done"),)})) == []
    early = item(due=date(2023, 7, 1))
    assert check("due-before-start", make(started=None, report={"actions": (early,)})) == []


def test_items_without_an_owner_in_a_final_report_are_one_finding(make, diagnose):
    """If the settings name one of the two rules, both report them."""
    items = (item(due=DUE), item(2, due=DUE))
    found = diagnose(make(report={"actions": items}))
    assert [(each.rule, each.line) for each in found] == [("open-actions-no-owner", 21)]
    strict = Settings(rules={"action-owner": Level.ERROR})
    found = diagnose(make(report={"actions": items}), settings=strict)
    assert [each.rule for each in found] == ["action-owner", "open-actions-no-owner", "action-owner"]


@pytest.mark.parametrize(
    ("closed", "count"), [("2024-05-31", 0), ("2024-06-01", 0), ("2024-06-02", 0), ("2024-06-03", 1)]
)
def test_an_item_done_in_the_future_is_reported(make, diagnose, closed, count):
    """Its year is wrong, or the day is when it is due; the author's day may be one ahead of UTC's."""
    done = item(status="done", closed=date.fromisoformat(closed))
    found = [each for each in diagnose(make(report={"actions": (done,)})) if each.rule == "future-time"]
    assert [(each.line, each.level, each.message) for each in found] == [
        (21, "warning", "action item 1 was done in the future: 2024-06-03")
    ] * count


def test_the_last_day_of_the_calendar_is_in_the_future(make, check):
    """No arithmetic leads outside the calendar."""
    assert check("future-time", make(report={"actions": (item(status="done", closed=date.max),)})) != []
