"""The Timeline section as events, groups and prose."""

from __future__ import annotations

from datetime import date, timedelta
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.read.blocks import classify
from mkdocs_postmortems.read.dating import TimeContext
from mkdocs_postmortems.read.model import Event, Group, Prose, Timeline
from mkdocs_postmortems.read.timeline import continues_timeline, read_timeline
from mkdocs_postmortems.read.times import parse_datetime
from mkdocs_postmortems.read.zones import UTC_ZONE, read_zone

STARTED = parse_datetime("2023-10-15 14:00", UTC_ZONE)
CONTEXT = TimeContext(started=STARTED)


def timeline(text: str, context: TimeContext = CONTEXT, first_line: int = 1) -> Timeline:
    lines = text.split("\n")
    return read_timeline(lines, classify(lines).kinds, first_line, context)


def events(text: str, context: TimeContext = CONTEXT) -> list[tuple[str, str]]:
    """Return each event's start in UTC, in short, and its text."""
    return [(_short(event), event.text) for event in timeline(text, context).events]


def times(text: str, context: TimeContext = CONTEXT) -> list[str]:
    return [_short(event) for event in timeline(text, context).events]


def _short(event: Event) -> str:
    if event.start is None:
        return ""
    at = event.start.instant
    return f"{event.start.at:%m-%d}" if event.start.precision == "day" else f"{at:%m-%d %H:%M}"


def in_zone(name: str, started: str = "2023-10-15 14:00") -> TimeContext:
    zone = read_zone(name)
    return TimeContext(zone=zone, started=parse_datetime(started, zone))


# --- containers ---


@pytest.mark.parametrize(
    "text",
    [
        "- 14:00 a\n- 14:05 b",
        "* 14:00 a\n* 14:05 b",
        "- 14:00 a\n\n- 14:05 b",
        "1. 14:00 a\n2. 14:05 b",
        "All times are UTC.\n- 14:00 a\n- 14:05 b",
        "14:00 a\n\n14:05 b",
        "14:00 a  \n14:05 b",
        "14:00 - a\n14:05 - b",
        "**14:00** a\n\n**14:05** b",
        "**14:00**\n\na\n\n**14:05**\n\nb",
        "14:00\n: a\n\n14:05\n: b",
        "### 14:00 a\n### 14:05 b",
        "### 14:00\n\na\n\n### 14:05\n\nb",
        "#### 14:00 - a\n\n#### 14:05 - b",
        "| Time | Event |\n|---|---|\n| 14:00 | a |\n| 14:05 | b |",
        "Event | Time\n---|---\na | 14:00\nb | 14:05",
        "| x | y |\n|---|---|\n| 14:00 | a |\n| 14:05 | b |",
        "| Time | Event |\n|---|---|\n| 14:00 | a |\n\n| Time | Event |\n|---|---|\n| 14:05 | b |",
        "```\n14:00 a\n14:05 b\n```",
        "    14:00 a\n    14:05 b",
        "- [x] 14:00 a\n- [ ] 14:05 b",
    ],
)
def test_each_container_gives_the_same_events(text: str) -> None:
    """Lists, tables, subheadings, paragraphs, definition lists and code hold events."""
    assert events(text) == [("10-15 14:00", "a"), ("10-15 14:05", "b")]


def test_a_subheading_that_is_not_an_event_is_a_group() -> None:
    """Its events have its title; an item without a time is an event too."""
    found = timeline("### Detection\n- 14:00 Deploy\n- 14:06 **Detected.** Alert\n\n### Actions\n- Looked at it\n")
    assert [(e.number, e.text, e.kind, e.group, bool(e.start)) for e in found.events] == [
        (1, "Deploy", "", "Detection", True),
        (2, "**Detected.** Alert", "detected", "Detection", True),
        (3, "Looked at it", "", "Actions", False),
    ]
    assert [part.title for part in found.parts if isinstance(part, Group)] == ["Detection", "Actions"]


def test_a_group_ends_at_a_heading_of_its_level() -> None:
    """Even if that heading is an event; a deeper one is still in the group."""
    text = "### Detection\n#### 14:00 a\n### 14:05 b\n"
    assert [event.group for event in timeline(text).events] == ["Detection", ""]


def test_no_times_at_all() -> None:
    """Then each outermost item is an event, and nested items are its text."""
    text = "### Actions\n- a\n    - detail\n- b\n"
    assert events(text) == [("", "a\n\n- detail"), ("", "b")]
    assert events("- a\n\n    more\n- b") == [("", "a\n\nmore"), ("", "b")]


def test_prose_stays_prose() -> None:
    """Paragraphs without a time, pictures and code between the items of a list."""
    found = timeline("We deploy on Mondays.\n\n- 14:00 a\n\n![](graph.png)\n\n- 14:05 b\n\n```\n14:06 log\n```\n")
    assert [type(part).__name__ for part in found.parts] == ["Prose", "Event", "Prose", "Event", "Prose"]
    assert found.parts[0].text == "We deploy on Mondays."  # type: ignore[union-attr]
    assert [event.number for event in found.events] == [1, 2]


def test_a_list_below_a_sentence_that_announces_it_is_prose() -> None:
    """If the section has events elsewhere, and the list has no time."""
    text = "Useful graphs:\n\n- overview\n- nodes\n\n### 14:00 a\n\n### 14:05 b\n"
    assert events(text) == [("10-15 14:00", "a"), ("10-15 14:05", "b")]
    text = "**Root causes:**\n\n- too few nodes\n\n**Timeline:**\n\n- 14:00 a\n- b\n"
    assert events(text) == [("10-15 14:00", "a"), ("", "b")]


def test_text_below_an_event_heading_belongs_to_it() -> None:
    """Paragraphs, lists, tables and code, until the next heading."""
    body = "Looked at:\n\n- the load\n- the logs\n\n```\n14:01 log\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |"
    assert events(f"### 14:00 a\n\n{body}\n\n### 14:05 b") == [("10-15 14:00", f"a\n\n{body}"), ("10-15 14:05", "b")]
    assert events("### 14:00\n\n- 14:02 b\n- 14:03 c\n") == [
        ("10-15 14:00", ""),
        ("10-15 14:02", "b"),
        ("10-15 14:03", "c"),
    ]


def test_nested_items_belong_to_their_event_unless_they_have_a_time() -> None:
    """Then they are events of their own."""
    text = "- 14:00 a\n    - detail\n      of it\n    - 14:02 b\n    - c\n- 14:05 d\n"
    assert events(text) == [
        ("10-15 14:00", "a\n\n- detail\n  of it"),
        ("10-15 14:02", "b"),
        ("", "c"),
        ("10-15 14:05", "d"),
    ]


def test_an_item_above_items_with_times_is_a_group() -> None:
    """``- **Key events**`` with the events nested in it."""
    found = timeline("- **Key events**\n  - Detected: 14:00\n  - Resolved 15:00\n- **Impact**: none\n")
    assert [(event.text, event.group) for event in found.events] == [
        ("Detected", "**Key events**"),
        ("Resolved", "**Key events**"),
        ("**Impact**: none", ""),
    ]


def test_a_table_may_have_any_columns() -> None:
    """Who did it precedes what happened; date, time, zone and end are found by the header."""
    text = (
        "| Who | End | What | Date | Time | TZ |\n|---|---|---|---|---|---|\n"
        "| ops | 14:20 | **Detected.** Alert | 2023-10-15 | 14:00 | UTC |\n"
        "| dev |  | Fix | | 16:30 | CEST |\n"
        "| | | Thought | | | |\n"
    )
    found = timeline(text, TimeContext())
    assert [(_short(e), e.text, e.kind) for e in found.events] == [
        ("10-15 14:00", "**Detected.** ops: Alert", "detected"),
        ("10-15 14:30", "dev: Fix", ""),
        ("", "Thought", ""),
    ]
    assert found.events[0].end is not None
    assert found.events[0].end.instant.minute == 20


def test_a_pipe_in_a_cell_is_text() -> None:
    """Escaped, or in inline code."""
    text = "| Time | Event |\n|---|---|\n| 14:00 | `a | b` and \\| c |"
    assert events(text) == [("10-15 14:00", "`a | b` and \\| c")]


def test_a_cell_may_break() -> None:
    """``<br>`` between a time and its zone is a space."""
    assert times("| Time | Event |\n|---|---|\n| 14:00<br>CEST | a |") == ["10-15 12:00"]


def test_a_table_without_times_is_prose() -> None:
    """A table of numbers in between is not a timeline."""
    text = "- 14:00 a\n\n| Node | Pods |\n|---|---|\n| n1 | 12 |\n"
    assert events(text) == [("10-15 14:00", "a")]


def test_a_table_header_is_prose_without_text() -> None:
    """So that every line is in a part, and no table without rows is shown."""
    parts = timeline("| Time | Event |\n|---|---|\n| 14:00 | a |").parts
    assert isinstance(parts[0], Prose)
    assert (parts[0].text, parts[0].span.first, parts[0].span.last) == ("", 1, 2)


def test_days_that_are_counted() -> None:
    """From the start's day on; without a start their date is unknown, and they keep their words."""
    text = "- Day 1, 9:00 AM: a\n- **Day 2 14:05** - b\n- 15:00 c\n- Day 3 is quiet"
    assert events(text) == [("10-15 09:00", "a"), ("10-16 14:05", "b"), ("10-16 15:00", "c"), ("", "Day 3 is quiet")]
    assert events("- Day 1, 9:00 AM: a", TimeContext()) == [("", "Day 1, 9:00 AM: a")]


def test_a_month_is_all_its_days() -> None:
    """Set off from the text; times below it are not on its first day."""
    found = timeline("- **February 2024** a\n- May 2024: b\n- June 2024 release is out").events
    assert [(str(event.start and event.start.at.date()), event.end and event.end.at.day) for event in found] == [
        ("2024-02-01", 29), ("2024-05-01", 31), ("None", None),
    ]  # fmt: skip
    assert times("### June 2024\n\n- 14:00 a") == ["10-15 14:00"]


def test_prose_below_a_date_is_about_that_day() -> None:
    """A sentence about the zone is not, and neither is one that introduces what follows."""
    assert events("16 October 2023\n\nIt rained.\n\n14:00 a") == [("10-16", "It rained."), ("10-16 14:00", "a")]
    assert times("16 October 2023\n\nAll times in UTC.\n\n14:00 a") == ["10-16 14:00"]
    assert times("16 October 2023\n\nIn short:\n\n- 14:00 a") == ["10-16 14:00"]


def test_a_date_heads_the_lines_of_its_paragraph() -> None:
    """With a remark after it, and times written differently."""
    text = "**15th Oct:** (// all in UTC)  \n20:20 UTC : a  \n21:09 UTC: b\n\n**16th Oct:**\n00:37 UTC: c\n"
    assert events(text) == [("10-15 20:20", "a"), ("10-15 21:09", "b"), ("10-16 00:37", "c")]
    assert [part.title for part in timeline(text).parts if isinstance(part, Group)] == [
        "**15th Oct:** (// all in UTC)",
        "**16th Oct:**",
    ]


@pytest.mark.parametrize("day", ["### 16 October 2023", "16 October 2023", "**Monday, 16 October**", "- 2023-10-16"])
def test_a_date_above_what_has_no_times_is_an_event(day: str) -> None:
    """What follows is its text; if a time or a label follows, it is only the date of that."""
    nest = "  " if day[0] == "-" else ""
    below = f"\n\n{nest}- looked\n{nest}- mended\n\n"
    assert times(day + below) == ["10-16"]
    assert times(f"{day}{below}{nest}- 09:00 a") == ["", "", "10-16 09:00"]
    assert times(f"{day}\n\n{nest}- **Resolved.** all") == [""]


def test_code_is_a_timeline_only_where_nothing_else_is() -> None:
    """A log below a list is a log."""
    assert times("- 14:00 a\n\n```\n14:01 x\n14:02 y\n```\n") == ["10-15 14:00"]


def test_a_time_inside_a_short_sentence() -> None:
    """After "at", if it is the only time there; the text stays whole. Details below an event are left alone."""
    assert events("- Deploy starts (14:05 UTC)\n- Rollback of 3 nodes (14:30).\n- It took a while (45 min)") == [
        ("10-15 14:05", "Deploy starts"),
        ("10-15 14:30", "Rollback of 3 nodes (14:30)."),
        ("", "It took a while (45 min)"),
    ]
    text = "- Detected at 14:06 GMT by alerts\n- Rolled back at 14:30\n- Planned for 14:00, done at 14:40\n"
    assert events(text) == [
        ("10-15 14:06", "Detected at 14:06 GMT by alerts"),
        ("10-15 14:30", "Rolled back"),
        ("", "Planned for 14:00, done at 14:40"),
    ]
    assert len(events("- 14:00 a\n    - scaled up at 14:05 by hand\n")) == 1


def test_headings_that_go_on_with_a_timeline() -> None:
    """A date or a time, at the timeline's own level, for callers that cut out the section."""
    assert all(map(continues_timeline, ("July 22", "2023-10-16", "14:05 Rollback", "**Oct 16, 2023**")))
    assert not any(map(continues_timeline, ("Root cause", "2023 in review", "October outage", "5 whys", "")))


def test_a_sentence_that_breaks_before_a_time_is_one_event() -> None:
    """Only lines that are written alike are events of one paragraph."""
    text = "14:00 The deploy was started by the release team and was to be finished by\n14:05 as always."
    assert len(events(text)) == 1
    assert len(events("- **14:00** a\n  14:05 b")) == 1


def test_lines_above_the_first_event_of_a_paragraph_are_prose() -> None:
    """Nothing of a paragraph is lost."""
    found = timeline("What happened\n14:00: a\n14:05: b\n")
    assert [type(part).__name__ for part in found.parts] == ["Prose", "Event", "Event"]


def test_text_of_several_lines_is_dedented() -> None:
    """Markdown inside it means the same as in the item."""
    text = "- 14:00 a\n  goes on\n\n      code\n\n  and on\n- 14:05 b"
    assert events(text)[0][1] == "a\ngoes on\n\n    code\n\nand on"


# --- dates ---


def test_a_date_is_inherited() -> None:
    """From the line before, from a line of its own, from a subheading."""
    two_days = ["10-17 14:00", "10-17 15:00", "10-18 09:00"]
    assert times("- 2023-10-17 14:00 a\n- 15:00 b\n- 2023-10-18 09:00 c") == two_days
    assert times("2023-10-17\n\n- 14:00 a\n- 15:00 b\n\n2023-10-18\n\n- 09:00 c") == two_days
    assert times("**October 17**\n\n- 14:00 a\n- 15:00 b\n\n**October 18**\n\n- 09:00 c") == two_days
    assert times("### 2023-10-17\n- 14:00 a\n- 15:00 b\n### Oct 18, 2023\n- 09:00 c") == two_days
    assert (
        times("### Day 1 (October 17, 2023)\n- 14:00 a\n- 15:00 b\n### Day 2 (October 18, 2023)\n- 09:00 c") == two_days
    )
    assert times("- 2023-10-17\n- 14:00 a\n- 15:00 b\n- 2023-10-18\n- 09:00 c") == two_days
    assert times("- 2023-10-17\n    - 14:00 a\n    - 15:00 b\n- 2023-10-18\n    - 09:00 c") == two_days
    table = "| Date | Time | Event |\n|---|---|---|\n"
    assert times(table + "| 2023-10-17 | 14:00 | a |\n| | 15:00 | b |\n| 2023-10-18 | 09:00 | c |") == two_days
    rows = "| Time | Event |\n|---|---|\n| 2023-10-17 | |\n| 14:00 | a |\n| 15:00 | b |\n"
    rows += "| **2023-10-18** | |\n| 09:00 | c |"
    assert times(rows) == two_days
    assert times("### October 17\n#### 14:00\na\n#### 15:00\nb\n### October 18\n#### 09:00\nc") == two_days


def test_a_day_above_events_in_headings_of_its_level_is_no_event() -> None:
    """Not every author sets the day a level above the times; an empty event would be drawn for it."""
    text = "### October 15\n\n### 14:00\n\nDeploy.\n\n### October 16\n\n### 09:00\n\nFixed."
    assert events(text) == [("10-15 14:00", "Deploy."), ("10-16 09:00", "Fixed.")]
    assert [part.title for part in timeline(text).parts if isinstance(part, Group)] == ["October 15", "October 16"]
    assert times("### October 15\n\nAlerts all day.\n\n### 14:00\n\nDeploy.") == ["10-15", "10-15 14:00"]


def test_a_day_without_events_below_it_is_an_event() -> None:
    """``### 2023-10-14`` with a paragraph: it happened on that day, at an unknown time."""
    text = "### 2023-10-14\n\nThe disk fills.\n\n### 2023-10-15 14:00\n\nIt is full.\n"
    assert events(text) == [("10-14", "The disk fills."), ("10-15 14:00", "It is full.")]
    assert events("- 2023-10-14: The disk fills.\n- 2023-10-15 14:00 It is full.")[0] == ("10-14", "The disk fills.")


def test_midnight_is_passed_without_a_date() -> None:
    """A clock that goes back far is on the next day; one that goes back a little is out of order."""
    assert times("- 23:50 a\n- 00:10 b\n- 00:05 c", in_zone("UTC", "2023-10-15 23:50")) == [
        "10-15 23:50",
        "10-16 00:10",
        "10-16 00:05",
    ]
    assert times("- 14:10 a\n- 14:05 b") == ["10-15 14:10", "10-15 14:05"]
    assert times("- 2023-10-15 23:50 a\n- 00:10 b\n- 2023-10-17 01:00 c") == [
        "10-15 23:50",
        "10-16 00:10",
        "10-17 01:00",
    ]


def test_midnight_is_not_passed_out_of_the_incident() -> None:
    """A second list that starts over is on the same day, if the incident ended on it."""
    context = TimeContext(started=STARTED, resolved=parse_datetime("2023-10-15 22:30", UTC_ZONE))
    assert times("### Web\n- 14:00 a\n- 22:00 b\n### Database\n- 14:30 c", context)[2] == "10-15 14:30"


def test_the_first_time_is_near_the_start() -> None:
    """An event before midnight in an incident that started after it is on the day before."""
    assert times("- 23:55 a\n- 00:05 b", in_zone("UTC", "2023-10-15 00:05")) == ["10-14 23:55", "10-15 00:05"]
    assert times("- 00:10 b", in_zone("UTC", "2023-10-15 23:55")) == ["10-16 00:10"]
    assert times("- 09:00 long before") == ["10-15 09:00"]
    assert times("- 08:00 JST a", in_zone("UTC", "2023-10-15 23:00")) == ["10-15 23:00"]


def test_the_order_of_day_and_month_is_settled_by_the_other_lines() -> None:
    """By an unambiguous date, else by the start, else the month is first."""
    nothing = TimeContext()
    assert times("- 10/11/2020 14:00 a\n- 28/11/2020 15:00 b", nothing) == ["11-10 14:00", "11-28 15:00"]
    assert times("- 10/11/2020 14:00 a\n- 11/28/2020 15:00 b", nothing) == ["10-11 14:00", "11-28 15:00"]
    assert times("- 10/11/2020 14:00 a", nothing) == ["10-11 14:00"]
    assert times("- 10/11/2020 14:00 a", in_zone("UTC", "2020-11-10 14:00")) == ["11-10 14:00"]
    assert times("- 10.11.2020 14:00 a", nothing) == ["11-10 14:00"]


def test_a_year_is_found_nearby() -> None:
    """For a date without one: the year that brings it nearest to the date before, or to the start."""
    context = in_zone("UTC", "2023-12-31 23:00")
    found = timeline("- Dec 31 23:00 a\n- Jan 1 00:30 b\n- Feb 2 10:00 c", context).events
    assert [event.start.at.date() for event in found if event.start] == [
        date(2023, 12, 31),
        date(2024, 1, 1),
        date(2024, 2, 2),
    ]
    assert times("- 14:00 a\n- Oct 16, 2022 14:00 b\n- Oct 17 1:00 PM c", TimeContext()) == [
        "10-16 14:00",
        "10-16 14:00",
        "10-17 13:00",
    ]


def test_the_day_of_the_week_moves_on() -> None:
    """``Tuesday 09:00`` is the first Tuesday from the current date on (the start was on a Sunday)."""
    assert times("- Sunday 14:00 a\n- Tuesday 09:00 b\n- 10:00 c") == ["10-15 14:00", "10-17 09:00", "10-17 10:00"]


def test_times_relative_to_the_start() -> None:
    """``T+5m`` needs the start; without it the event is not timed and keeps its text."""
    assert events("- T+5m a\n- T-1h b\n- T0 c") == [("10-15 14:05", "a"), ("10-15 13:00", "b"), ("10-15 14:00", "c")]
    assert events("- T+5m a", TimeContext()) == [("", "T+5m a")]


def test_a_clock_time_without_any_date_keeps_its_text() -> None:
    """An importer that knows no date must not lose the time."""
    assert events("- 14:05 a", TimeContext()) == [("", "14:05 a")]
    assert times("- 14:05 a", TimeContext(day=date(2023, 10, 15))) == ["10-15 14:05"]
    assert times("- 14:05 a", TimeContext(heading="Timeline - May 29, 2021")) == ["05-29 14:05"]


def test_an_event_keeps_its_label_if_its_time_is_unknown() -> None:
    """A report whose ``started`` was refused still says how the incident was detected."""
    (event,) = timeline("- 14:05 **Detected.** An alert.", TimeContext()).events
    assert (event.start, event.kind) == (None, "detected")


@pytest.mark.parametrize(
    ("text", "line", "date"),
    [
        ("- 14:00 a\n- 15:00 (next day) b", 2, "2023-10-16 15:00"),
        ("- 14:00 a\n- 15:00 (+1) b", 2, "2023-10-16 15:00"),
        ("- 14:00 a\n- 15:00 +1d: b", 2, "2023-10-16 15:00"),
        ("- 14:00 a\n- 15:00 the following day, b", 2, "2023-10-16 15:00"),
        ("- 13:00 (-1 day) a\n- 14:05 b", 1, "2023-10-14 13:00"),
        ("- 14:00 (the day before) a\n- 14:05 b", 1, "2023-10-14 14:00"),
        ("| Time | Event |\n|---|---|\n| 14:00 | a |\n| 15:00 (+1) | b |", 4, "2023-10-16 15:00"),
    ],
)
def test_another_day_after_a_time_is_reported_if_it_is_read_as_the_first(text: str, line: int, date: str) -> None:
    """It would be on the wrong day, but in order."""
    (problem,) = timeline(text).problems
    assert (problem.rule, problem.line, problem.help) == ("unread-time", line, f"write the date: {date}")


@pytest.mark.parametrize(
    "text",
    [
        "- 23:50 a\n- 00:10 (+1) b\n- 00:20 (+1) c",
        "- 14:00 a\n- 15:00 Next day delivery is on",
        "- 14:00 a\n- 15:00 The next day's batch starts",
        "- 14:00 a\n- 15:00 +1 from the on-call engineer",
        "- 14:00 a\n- 2023-10-16 15:00 (next day) b",
        "- 14:00 (1 of 2) a\n- 14:05 - 1 node is down",
    ],
)
def test_a_right_day_and_a_text_about_days_are_not_reported(text: str) -> None:
    """Midnight was passed, a date is written, or the words belong to the text."""
    assert timeline(text).problems == ()


def test_a_range_has_an_end() -> None:
    """It may pass midnight; a range of days has days at both ends."""
    found = timeline("- 14:00–14:20 a\n- 23:50 to 00:10 b\n- 2023-10-17 – 2023-10-19: c").events
    assert [event.end.instant - event.start.instant for event in found if event.start and event.end] == [
        timedelta(minutes=20),
        timedelta(minutes=20),
        timedelta(days=2),
    ]
    assert found[2].end is not None
    assert found[2].end.precision == "day"


def test_precision_is_kept() -> None:
    """Seconds, minutes, days, and approximate times."""
    found = timeline("- 14:00:07 a\n- ~14:05 b\n- 2023-10-16 c").events
    assert [(e.start.precision, e.start.approximate) for e in found if e.start] == [
        ("second", False),
        ("minute", True),
        ("day", False),
    ]


def test_four_digits_are_years_unless_the_section_uses_them_as_times() -> None:
    """``2005: text`` is five past eight if another line is ``1955: text``."""
    assert times("- 1955: a\n- 2005: b") == ["10-15 19:55", "10-15 20:05"]
    assert events("- 2019: the project starts\n- 14:00 a")[0] == ("", "2019: the project starts")
    assert events("| When | What |\n|---|---|\n| 2019 | a |\n| 14:00 | b |")[0] == ("", "2019 · a")


# --- zones ---


def test_a_bare_time_is_in_the_nearest_zone_given() -> None:
    """On the line, in the table, in the prose, in the heading, by the report, by its start, by the site."""
    oslo, site = read_zone("Europe/Oslo"), read_zone("Asia/Tokyo")
    bare, day = "- 2023-10-15 14:00 a", date(2023, 10, 15)
    table = "| Time (PDT) | Event |\n|---|---|\n| 2023-10-15 14:00 | a |"
    report = TimeContext(zone=oslo, site_zone=site, day=day)
    heading = TimeContext(zone=oslo, heading="Timeline (BST)")
    assert times("All times in PDT.\n\n- 2023-10-15 14:00 CEST a", heading) == ["10-15 12:00"]
    assert times(f"All times in CEST.\n\n{table}", heading) == ["10-15 21:00"]
    assert times(f"All times in PDT.\n\n{bare}", heading) == ["10-15 21:00"]
    assert times(bare, heading) == ["10-15 13:00"]
    assert times(bare, report) == ["10-15 12:00"]
    assert times(bare, TimeContext(site_zone=site, started=parse_datetime("2023-10-15T14:00-05:00", UTC_ZONE))) == [
        "10-15 19:00"
    ]
    assert times(bare, TimeContext(site_zone=site)) == ["10-15 05:00"]
    assert times(bare, TimeContext()) == ["10-15 14:00"]


@pytest.mark.parametrize(
    "sentence",
    [
        "All times in PDT.",
        "All times are in PDT",
        "*(All times PDT, 24-hour clock.)*",
        "_All times in PDT_",
        "Times are US/Pacific",
        "Times below are Pacific time.",
        "Timezone: America/Los_Angeles",
        "Note: timestamps are in PDT (UTC-7).",
        "(PDT)",
        "Alle Zeiten in PDT",
        "時刻はすべて PDT です",
        "- All times in PDT",
        "Timeline of the outage (PDT):",
    ],
)
def test_a_sentence_declares_the_zone(sentence: str) -> None:
    """In the ways that people write it; the sentence stays prose."""
    found = timeline(f"{sentence}\n\n- 2023-10-15 14:00 a\n")
    assert isinstance(found.parts[0], Prose)
    assert [_short(event) for event in found.events] == ["10-15 21:00"]


def test_a_sentence_declares_the_day() -> None:
    """``All times in PST, on February 5th 2019``."""
    assert times("All times in PST, on February 5th 2019\n\n* [08:47] a\n* [09:02] b", TimeContext()) == [
        "02-05 16:47",
        "02-05 17:02",
    ]


def test_a_date_in_a_sentence_about_something_else_does_not_date_events() -> None:
    """Only the sentence with the declaration counts, or one that ends with a colon."""
    assert times("Timeline of 2023-10-17:\n\n- 14:00 a") == ["10-17 14:00"]
    assert times("At the time of writing (2023-10-17) all is well.\n\n- 14:00 a") == ["10-15 14:00"]
    assert times("All times in UTC. Written on 2023-10-17.\n\n- 14:00 a") == ["10-15 14:00"]


def test_a_sentence_about_something_else_declares_nothing() -> None:
    """Capitals in prose are not zones."""
    text = "The EST team had no time.\n\n" + "We met. " * 50 + "All times in PDT.\n\n- 14:00 a"
    assert times(text.replace("had no time", "was asleep")) == ["10-15 14:00"]


def test_the_zone_is_shown_as_written() -> None:
    """GMT is never Europe/London, and UTC is UTC."""
    found = timeline("- 14:00 GMT a\n- 15:00 +02:00 b\n- 15:00 CEST c\n- 16:00 d", in_zone("Europe/London")).events
    assert [event.start.zone for event in found if event.start] == ["GMT", "+02:00", "CEST", "Europe/London"]
    assert [_short(event) for event in found] == ["10-15 14:00", "10-15 13:00", "10-15 13:00", "10-15 15:00"]


def test_an_ambiguous_abbreviation_is_read_as_the_reports_zone_uses_it() -> None:
    """IST in Dublin's summer, in an Indian report, in one that says nothing."""
    assert times("- 14:00 IST a", in_zone("Europe/Dublin")) == ["10-15 13:00"]
    assert times("- 14:00 IST a", in_zone("Asia/Kolkata")) == ["10-15 08:30"]
    assert times("- 14:00 CST a", in_zone("Asia/Shanghai")) == ["10-15 06:00"]


def test_the_zone_of_one_line_is_that_of_the_next_where_nothing_else_is_known() -> None:
    """The importer knows neither report nor site."""
    day = date(2023, 10, 15)
    assert times("- 14:00 CEST a\n- 14:05 b", TimeContext(day=day)) == ["10-15 12:00", "10-15 12:05"]
    assert times("- 14:00 CEST a\n- 14:05 b", CONTEXT) == ["10-15 12:00", "10-15 14:05"]


# --- problems ---


@pytest.mark.parametrize(
    ("text", "line", "rule"),
    [
        ("- 14:00 a\n- 14:75 b", 11, "bad-event-time"),
        ("- 25:10 a", 10, "bad-event-time"),
        ("- 41:05 a", 10, "bad-event-time"),
        ("- 14:00 a\n- 99:99 b", 11, "bad-event-time"),
        ("- 1400 UTC a\n- 1475 UTC b", 11, "bad-event-time"),
        ("- 2510Z a", 10, "bad-event-time"),
        ("- 14:05 AM a", 10, "bad-event-time"),
        ("- 23:59:60 a", 10, "bad-event-time"),
        ("- 2023-02-30 14:00 a", 10, "bad-event-time"),
        ("- 20203-02-03 14:00 a", 10, "bad-event-time"),
        ("| Time | Event |\n|---|---|\n| 24:00 | a |", 12, "bad-event-time"),
        ("### 14:61\n", 10, "bad-event-time"),
    ],
)
def test_an_impossible_time_is_a_problem_at_its_line(text: str, line: int, rule: str) -> None:
    """The event is kept without a time, with the text that its author wrote."""
    found = timeline(text, first_line=10)
    assert [(problem.rule, problem.line) for problem in found.problems] == [(rule, line)]
    assert found.events[-1].start is None
    assert any(char.isdigit() for char in found.events[-1].text)
    assert text.rstrip(" |\n")[-1] in found.events[-1].text


@pytest.mark.parametrize("text", ["- 2023-10-15 23:00 - 2023-10-15 22:00 a", "- 2023-10-15 - 2023-10-10 a"])
def test_a_range_whose_dates_say_that_it_ends_before_it_begins_is_a_problem(text: str) -> None:
    """The event keeps its start."""
    found = timeline(text)
    assert [problem.rule for problem in found.problems] == ["reversed-range"]
    assert found.events[0].start is not None
    assert found.events[0].end is None


def test_changes_of_clocks_are_problems() -> None:
    """A local time that was skipped or occurred twice; an offset resolves it."""
    spring, autumn = in_zone("Europe/Oslo", "2023-03-26 01:00"), in_zone("Europe/Oslo", "2023-10-29 01:00")
    assert [p.rule for p in timeline("- 02:30 a\n- 04:00 b", spring).problems] == ["nonexistent-time"]
    assert [p.rule for p in timeline("- 02:30 a\n- 04:00 b", autumn).problems] == ["ambiguous-time"]
    assert not timeline("- 02:30 CET a\n- 02:30 +02:00 b", autumn).problems
    assert not timeline("- 02:30 a", in_zone("Europe/Oslo", "2023-10-28 01:00")).problems


# --- internal text ---


def test_the_mark_of_internal_text_is_cut() -> None:
    """At the end of an item, of a heading for everything below it, or of a row, or on the line below; never shown."""
    found = timeline(
        "- 14:00 a {.internal}\n- 14:01 b\n  {: .internal }\n- 14:02 c\n"
        "### Vendor {.internal}\n- 14:03 d\n### Rest\n- 14:04 e {: #here }\n"
    )
    assert [(event.text, event.internal) for event in found.events] == [
        ("a", True),
        ("b", True),
        ("c", False),
        ("d", True),
        ("e {: #here }", False),
    ]
    found = timeline("### 14:00 Vendor {.internal}\n#### Call\n- 14:01 a\n### 14:02 b\n")
    assert [event.internal for event in found.events] == [True, True, False]
    rows = timeline("| Time | Event |\n|---|---|\n| 14:00 | a {.internal} |\n| 14:05 | b |")
    assert [(event.text, event.internal) for event in rows.events] == [("a", True), ("b", False)]


def test_a_nested_items_mark_is_its_own() -> None:
    """The event above it stays public."""
    event = timeline("- 14:00 a\n    - vendor call {.internal}\n").events[0]
    assert not event.internal
    assert "{.internal}" in event.text


def test_events_in_an_internal_block_are_internal() -> None:
    """The block's lines are read like others."""
    found = timeline('- 14:00 a\n\n!!! internal "Vendor"\n    - 14:05 b\n\n    Talked.\n\n- 14:10 c\n')
    assert [(event.text, event.internal) for event in found.events] == [("a", False), ("b", True), ("c", False)]
    assert [part.internal for part in found.parts] == [False, True, True, True, False]


# --- the whole ---

LINE = st.sampled_from(
    [
        "",
        "- 14:00 a",
        "* 2023-10-16 b",
        "    - nested",
        "  14:05 more",
        "1. 15:00 c",
        "### 2023-10-17",
        "### Group {.internal}",
        "#### 16:00 d",
        "Text that goes on",
        "17:00 - e",
        "**2023-10-18**",
        "```",
        "18:00 code",
        "| Time | Event |",
        "|---|---|",
        "| 19:00 | f |",
        "| 2023-10-19 | |",
        "<!-- comment -->",
        "    indented",
        "!!! internal",
        "    - 20:00 g",
        "!!! note",
        "All times in CET",
        "- - -",
        "- **Key events**",
        "- 14:75 bad",
        "T+5m h",
    ]
)


@given(st.lists(LINE, max_size=25))
def test_every_line_is_in_exactly_one_part(lines: list[str]) -> None:
    """Nothing of the section is lost, parts do not overlap, events are numbered from 1."""
    found = read_timeline(lines, classify(lines).kinds, 1, CONTEXT)
    covered = [line for part in found.parts for line in range(part.span.first, part.span.last + 1)]
    assert len(covered) == len(set(covered))
    assert covered == sorted(covered)
    assert {at for at, line in enumerate(lines, 1) if line.strip()} <= set(covered)
    assert [event.number for event in found.events] == list(range(1, len(found.events) + 1))
    assert all(problem.line in covered for problem in found.problems)


@given(st.text(alphabet=" -*#|`:~0123456789\nabT+[](){}.UTC", max_size=300))
def test_any_section_is_read(text: str) -> None:
    """Any text is at least prose."""
    lines = text.split("\n")
    read_timeline(lines, classify(lines).kinds, 1, CONTEXT)


@pytest.mark.parametrize(
    "lines",
    [
        [f"- {at % 24:02}:{at % 60:02} **Detected.** event {at}" for at in range(10_000)],
        ["| Time | Event |", "|---|---|", *(f"| {at % 24:02}:{at % 60:02} | event |" for at in range(10_000))],
        [line for at in range(5_000) for line in (f"### 2023-10-{at % 28 + 1:02}", "", "text", "")],
        ["- text", *["  - text"] * 10_000],
        ["2023-10-15", ""] * 5_000,
    ],
    ids=["list", "table", "headings", "nested", "days"],
)
def test_long_sections_take_linear_time(lines: list[str]) -> None:
    """Ten thousand events in well under a second of processor time, with room for a slow machine."""
    kinds = ["text" if line else "blank" for line in lines]
    begun = process_time()
    read_timeline(lines, kinds, 1, CONTEXT)
    assert process_time() - begun < 3


# --- almost a time ---


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("- 10:00 a\n- 11.40 b\n- 12:00 c", ["10-15 10:00", "10-15 11:40", "10-15 12:00"]),
        ("- 10:00 a\n- 11.40 **Mitigated.** b", ["10-15 10:00", "10-15 11:40"]),
        ("- 10:00 a\n- 11.40–11.50 b", ["10-15 10:00", "10-15 11:40"]),
        ("- 23:00 a\n- 23.40 b\n- 00:10 c", ["10-15 23:00", "10-15 23:40", "10-16 00:10"]),
        ("- 10:00 a\n\n11.40 - b\n\n- 12:00 c", ["10-15 10:00", "10-15 11:40", "10-15 12:00"]),
        ("- 10.05 a\n- 10.20 b\n- 11.00 c", ["10-15 10:05", "10-15 10:20", "10-15 11:00"]),
        ("| When | What |\n|---|---|\n| 10.00 | a |\n| 11.40 | b |", ["10-15 10:00", "10-15 11:40"]),
        ("- 10:00 a\n- **Resolved**. 15:40 all green", ["10-15 10:00", "10-15 15:40"]),
    ],
)
def test_a_dot_is_read_as_a_colon_where_it_can_be_nothing_else(text: str, read: list[str]) -> None:
    """In order between the times around it, in a list with only such times, or below a header for times."""
    noon = TimeContext(started=parse_datetime("2023-10-15 12:00", UTC_ZONE))
    assert times(text, noon) == read
    assert timeline(text, noon).problems == ()


@pytest.mark.parametrize(
    ("text", "line", "column", "write"),
    [
        ("- 14:00 a\n- 1415 rollback\n- 15:00 b", 2, 3, "14:15"),
        ("- 14:00 a\n- 14,15 rollback\n- 15:00 b", 2, 3, "14:15"),
        ("- 14:00 a\n- **13.15** rollback\n- 15:00 b", 2, 5, "13:15"),
        ("| When | What |\n|---|---|\n| 14:00 | a |\n| 14;15 | b |", 4, 3, "14:15"),
    ],
)
def test_what_may_be_a_time_is_reported(text: str, line: int, column: int, write: str) -> None:
    """The finding is where the time would be: nobody notices in a graphic what is missing."""
    (problem,) = timeline(text).problems
    assert (problem.rule, problem.line, problem.column) == ("unread-time", line, column)
    assert write in problem.help


@pytest.mark.parametrize(
    "item",
    [
        "same day 14:15 rollback",
        "next day 00:10 rollback",
        "翌日 00:10 復旧",
        "D+1 00:10 rollback",
        "[ana] 14:15 rollback",
        "Ana 14:15: rollback",
        "#2 14:15 rollback",
        "“14:15” rollback",
        "<14:15> rollback",
        "@14:15 rollback",
        "(BST) 14:15 rollback",
        "Europe/London 14:15 rollback",
        "Oct/15/2023 14:15 rollback",
        "15 Gorm 2023 14:15 rollback",
        "the 15th, 14:15 rollback",
    ],
)
def test_a_time_after_what_may_precede_one_is_reported(item: str) -> None:
    """A date in unknown words, a name in brackets, a mark: the event would be drawn without its time."""
    (problem,) = timeline(f"- 14:00 a\n- {item}\n- 15:00 b").problems
    assert (problem.rule, problem.line) == ("unread-time", 2)
    assert problem.help.startswith("begin the line with ")


@pytest.mark.parametrize(
    "item",
    [
        "The 14:15 deployment is stopped",
        "Nightly backup of 14:15 fails",
        "Port 8080:14:15 is open",
        "3 of 5 nodes since 2019",
        "@14:15% rollback",
        "“03:10” was shown",
        "rollback\n  14:15 is in its log",
        "a:14:15 rollback",
        "https://example.org/14:15 rollback",
        "(see 1) Ana and Bo 14:15 talk",
    ],
)
def test_a_time_in_a_sentence_is_not_the_events(item: str) -> None:
    """Nor if it is in no order, or part of something else."""
    assert timeline(f"- 14:00 a\n- {item}\n- 15:00 b").problems == ()


@pytest.mark.parametrize(
    "item",
    [
        "14.12 % of requests fail",
        "14.30 GB are written",
        "22.04 hosts are drained",
        "1.25 million rows",
        "3500 users call",
        "2015 was the last time",
        "14.12.1 is rolled back",
        "1415-A is closed",
    ],
)
def test_a_number_is_not_a_time(item: str) -> None:
    """It has a unit, or is not in order between the times around it."""
    found = timeline(f"- 14:00 a\n- {item}\n- 15:00 b")
    assert [event.start is None for event in found.events] == [False, True, False]
    assert found.problems == ()


def test_digits_without_times_around_them_are_left_alone() -> None:
    """A list of numbers is not a timeline."""
    assert timeline("- 14.12 a\n- b\n- c").problems == ()
    assert times("- 14.12 a\n- 12.10 b\n- 13.00 c") == ["", "", ""]


def test_paragraphs_with_dots_in_their_times() -> None:
    """They are in order, but for the hour after noon on a 12-hour clock; a date between them starts over."""
    text = "7 June 2023\n\n18.21 a\n\n8 June 2023\n\n~ 11.40 b\nmore\n\nsaid so\n\n12.05ish c\n\n12.56 d\n\n"
    assert times(text + "13.02 e") == ["06-07 18:21", "06-08 11:40", "06-08 12:05", "06-08 12:56", "06-08 13:02"]


def test_paragraphs_that_begin_with_numbers() -> None:
    """Two, or some that are in no order, are not times."""
    assert times("14.05 is the version\n\n14.10 is the next one") == []
    assert times("14.05 a\n\n13.10 b\n\n14.01 c\n\n13.50 d") == []


# --- zones by their city ---


@pytest.mark.parametrize(
    ("heading", "prose"),
    [
        ("Timeline (all times Berlin)", ""),
        ("Timeline (Berlin time)", ""),
        ("Timeline (times in Berlin)", ""),
        ("Zeitleiste (Berlin-Zeit)", ""),
        ("Timeline (all times in CET/CEST)", ""),
        ("Timeline", "All times in MEZ/MESZ."),
        ("Timeline", "All times are Berlin local time; dashboards show UTC."),
        ("Timeline (CEST)", "All times are Berlin local time; dashboards show UTC."),
        ("Timeline (CEST)", "The dashboards show UTC."),
    ],
)
def test_a_city_names_its_zone(heading: str, prose: str) -> None:
    """In a heading or a sentence about times; a zone in the sentence's next clause is an aside."""
    context = TimeContext(started=STARTED, heading=heading)
    assert times(f"{prose}\n\n- 15:00 a", context) == ["10-15 13:00"]
    assert timeline(f"{prose}\n\n- 15:00 a", context).problems == ()


def test_a_city_names_the_zone_of_a_column() -> None:
    """As a zone does."""
    assert times("| Time (New York) | Event |\n|---|---|\n| 10:00 | a |") == ["10-15 14:00"]


def test_a_heading_with_an_unknown_zone_is_reported() -> None:
    """The finding is at the heading, or at the table's header."""
    context = TimeContext(started=STARTED, heading="Timeline (all times Gotham)")
    (problem,) = timeline("- 15:00 a", context, 8).problems
    assert (problem.rule, problem.line) == ("unread-zone", 7)
    assert "all times Gotham" in problem.message
    (problem,) = timeline("| Time (times in Gotham) | Event |\n|---|---|\n| 10:00 | a |", CONTEXT, 8).problems
    assert (problem.rule, problem.line) == ("unread-zone", 8)


@pytest.mark.parametrize(
    "heading",
    ["Timeline", "Timeline (UTC)", "Timeline (all times are approximate)", "Timeline (local time)", "Timeline (Monday)",
     "Timeline (Response Times)", "Timeline (2023-10-15)", "Timeline (Berlin office)",
     "Timeline of events (All times UTC)"],
)  # fmt: skip
def test_other_words_in_brackets_are_left_alone(heading: str) -> None:
    """Nothing is reported, and no time changes."""
    context = TimeContext(started=STARTED, heading=heading)
    assert timeline("- 15:00 a", context).problems == ()
    assert times("- 15:00 a", context) == ["10-15 15:00"]


# --- the other columns of a table ---


def test_who_is_shown_before_the_text_and_numbers_and_dashes_nowhere() -> None:
    """After the label, so that it is still one."""
    table = (
        "| # | When | Who | What happened | Impact |\n|---|---|---|---|---|\n"
        "| 1 | 14:00 | – | **Started.** A release. | – |\n"
        "| 2 | 14:05 | Ana | **Detected.** Sees errors. | 3 % |\n"
        "| 3 | 14:06 | Ana | **Acknowledged.** | |\n"
        "| 4 | 14:10 | storage | Joins. | - |\n"
    )
    assert [(event.kind, event.text) for event in timeline(table).events] == [
        ("started", "**Started.** A release."),
        ("detected", "**Detected.** Ana: Sees errors. · 3 %"),
        ("acknowledged", "**Acknowledged.** Ana"),
        ("", "storage: Joins."),
    ]


@pytest.mark.parametrize("header", ["End time", "Time zone"])
def test_the_only_column_of_times_is_no_second_one(header: str) -> None:
    """Its name may also be that of an end or a zone: an event had its time as its end, or its text twice."""
    (event,) = timeline(f"| {header} | Event |\n|---|---|\n| 14:05 | a |").events
    assert (_short(event), event.end, event.text) == ("10-15 14:05", None, "a")


def test_a_column_of_numbers_that_does_not_count_rows_stays() -> None:
    """Its header says what it counts."""
    table = "| Time | Event | Errors |\n|---|---|---|\n| 14:00 | a | 12 |\n| 14:05 | b | 40 |\n"
    assert [event.text for event in timeline(table).events] == ["a · 12", "b · 40"]


@pytest.mark.parametrize(("zone", "at"), [("EST", "10-15 19:40"), ("PST", "10-15 22:40")])
def test_a_line_in_another_zone_moves_no_other_line_to_another_day(zone: str, at: str) -> None:
    """Those without a zone continue from each other."""
    text = f"- 14:00 a\n- 14:30 b\n- 14:40 {zone} c\n- 14:50 d\n- 15:10 e"
    assert times(text) == ["10-15 14:00", "10-15 14:30", at, "10-15 14:50", "10-15 15:10"]
    assert times(f"- 14:00 a\n- 2023-10-18 14:40 {zone} b\n- 20:00 c")[2] == "10-18 20:00"
    night = f"- 23:00 a\n- 23:40 {zone} c\n- 00:10 d"
    assert times(night, TimeContext(started=parse_datetime("2023-10-15 22:50", UTC_ZONE)))[2] == "10-16 00:10"


@pytest.mark.parametrize(
    ("text", "timed"),
    [
        ("- It was shut down at 16:00, and the queue at 16:03.", 1),
        ("- It was shut down at 16:00 to 17:00, as planned.", 0),
        ("- The attack ended on Feb-08-2021 06:23:29 PM with a loss", 1),
        ("- 14:00 a\n  - a detail at 14:06\n  - **Seen:** 14:07", 2),
        ("| Time | Event |\n|---|---|\n| Before | a |\n| 00:37 | b |\n| 00:41 | c |\n| Morning | d |", 2),
        ("At 14:05 and 14:10 it failed.", 1),
        ("- The deploy (14:05 UTC)\n- It is undone (14:20-14:30)\n- 12:00 and more (14:40)", 3),
        ("- 14:00 a\n- Total duration: an hour (10:45 - 11:45 UTC)\n- New version out (14:30)", 2),
        ("### 1. Errors (2025-11-12 12:00)\n\na\n\n### 2. Search (12:00-12:30)\n\nb\n\n### Costs (3)\n\nc", 2),
        ("```\n2025-10-08: a\n  more\n  still more\n\n2025-10-17: b\n  more\n  still more\n```", 2),
        ("```\n10:00 UTC a\n          more\n          more\n10:05 UTC b\n          more\n```", 2),
        ("```\n10:00 a\nno time\nno time\nno time\n10:05 b\n```", 0),
        ("| Time to | Event |\n|---|---|\n| Detect | a |\n| 00:37 | b |\n| Repair | c |", 0),
    ],
)
def test_a_time_inside_a_line_counts_where_it_can_only_be_the_event_s(text: str, timed: int) -> None:
    """But not if it is a detail, or one of several."""
    assert sum(event.start is not None for event in timeline(text).events) == timed


# --- pasted text ---


def test_quotations_are_a_timeline_where_nothing_else_is() -> None:
    """The quote marks, and the markers of a list in the quote, are not part of the events."""
    assert events("> **14:05** Alert\n> goes on\n>\n> - 14:10 Page") == [
        ("10-15 14:05", "Alert\ngoes on"),
        ("10-15 14:10", "Page"),
    ]
    assert times("- 14:00 An event\n\n> 14:05 said one\n> 14:06 said another") == ["10-15 14:00"]


@pytest.mark.parametrize(
    "text",
    ["ana  2:05 PM\nErrors.\n\nben  2:10 PM\nI look.", "ana [14:05]\nErrors.\nben [14:10]\nI look."],
)
def test_messages_of_a_chat_are_events(text: str) -> None:
    """Each begins with its sender and time, alone on a line; one such line is not enough."""
    assert events(text) == [("10-15 14:05", "ana\nErrors."), ("10-15 14:10", "ben\nI look.")]
    assert times("ana  2:05 PM\nErrors.") == []


def test_messages_of_a_status_page_have_their_time_below() -> None:
    """It is on the last line of a message that begins with its state, or after a word such as Posted."""
    text = (
        "**Resolved** - All is well.\nOct 16, 09:05 UTC\n\nMonitoring\nA fix is out.\nPosted Oct 15, 2023 - 14:05 UTC"
    )
    assert [(event.kind, event.text.count("\n")) for event in timeline(text).events] == [("resolved", 1), ("", 2)]
    assert times(text) == ["10-16 09:05", "10-15 14:05"]


def test_an_item_may_name_the_day_of_those_below_it() -> None:
    """``Day 2 (2023-10-16)`` heads its items."""
    text = "- Day 1 (2023-10-15)\n    - 14:05 Alert\n- Day 2 (2023-10-16)\n    - 10:00 Fix"
    assert times(text) == ["10-15 14:05", "10-16 10:00"]
    assert [event.group for event in timeline(text).events] == ["Day 1 (2023-10-15)", "Day 2 (2023-10-16)"]


@pytest.mark.parametrize(
    ("heading", "start"),
    [
        ("Update - 14:30 UTC", "10-15 14:30"),
        ("Resolved at 15:30 UTC", "10-15 15:30"),
        ("Events of 15 October 2023", ""),
    ],
)
def test_a_heading_may_have_its_time_after_a_label(heading: str, start: str) -> None:
    """A clock time after it makes it an event; a date does not."""
    assert times(f"### {heading}\n\nAll is well.") == ([start] if start else [])


@pytest.mark.parametrize(
    "text", ["Shortly after 14:30, it is back", "Just before 14:30 users complain", "After 14:30 calm"]
)
def test_before_and_after_are_about_that_time(text: str) -> None:
    """The words stay, because they say which of the two it was."""
    (event,) = timeline(f"- {text}").events
    assert event.start is not None and event.start.approximate
    assert (_short(event), event.text) == ("10-15 14:30", text)
    assert times("- At least 3 pods died at 14:05") == ["10-15 14:05"]


@pytest.mark.parametrize(
    "text",
    [
        "- 14:00 a\n- 14:1O b",
        "- 14:1O b\n- 14:20 c",
        "| When | What |\n|---|---|\n| 14:1O | a |\n| 14:20 | b |",
        "### 14:00 a\n\nx\n\n### 14:1O b\n\ny",
        "14:00 - a\n14:1O - b\n14:20 - c",
        "```\n14:00 a\n14:1O b\n14:20 c\n```",
        "- 2023-10-15 14:1O a",
        "- 14:00 – 14:1O a",
    ],
)
def test_a_mistyped_time_is_reported_wherever_events_may_be(text: str) -> None:
    """At its line, with the time that was most likely meant."""
    (problem,) = timeline(text).problems
    assert (problem.rule, problem.line) == ("bad-event-time", 1 + text[: text.index("14:1O")].count("\n"))
    assert problem.help == "write 14:10"


@pytest.mark.parametrize(
    "text",
    [
        "- 1697375160 a",
        "- 1697375160: a",
        "- [1697375160] a",
        "- `1697375160.123` a",
        "- 1697375160123 a",
        "### 1697375160 a",
        "- 14:00 a\n- 1697375160 b",
        "| Time | Event |\n|---|---|\n| 1697375160 | a |",
    ],
)
def test_unix_timestamps_are_reported(text: str) -> None:
    """With the time that they stand for, if it is within the incident."""
    (problem,) = timeline(text).problems
    assert problem.rule == "unread-time"
    assert problem.help == "write 2023-10-15 13:06Z"


@pytest.mark.parametrize(
    "text",
    [
        "- 1497375160 rows are gone",
        "- 4155550100 rows are gone",
        "- 14:00 a\n  - 1697375160 b",
        "- 1697375160/2 b",
        "- 16973751601 b",
        "| Count | Event |\n|---|---|\n| 1697375160 | a |",
        "```\n1697375160 a\n```",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    """They are another time, a detail, or a count."""
    assert timeline(text).problems == ()


def test_an_abbreviation_of_the_other_season_is_reported_once() -> None:
    """At its first event, which keeps its time."""
    summer = TimeContext(day=date(2023, 7, 15), site_zone=read_zone("America/New_York"))
    found = timeline("- 14:00 EDT a\n- 14:05 EST b\n- 14:10 EST c", summer)
    assert [(problem.rule, problem.line) for problem in found.problems] == [("ambiguous-timezone", 2)]
    assert all(event.start for event in found.events)
    found = timeline("All times in EST.\n\n- 14:05 b\n- 14:10 c", summer)
    assert [(problem.rule, problem.line) for problem in found.problems] == [("ambiguous-timezone", 3)]


@pytest.mark.parametrize(
    "text",
    [
        "### Day 1\n\n- 14:00 a\n\n### Day 2\n\n- 13:00 b\n\n### Day 3\n\n- 12:30 c",
        "**Day 1**\n\n- 14:00 a\n\n**Day 2**\n\n- 13:00 b\n\n**Day 3**\n\n- 12:30 c",
        "- Day 1\n    - 14:00 a\n- Day 2\n    - 13:00 b\n- Day 3\n    - 12:30 c",
        "- 14:00 a\n- **Next day**\n- 13:00 b\n- **Next day**\n- 12:30 c",
        "### Sunday\n\n- 14:00 a\n\n### Monday\n\n- 13:00 b\n\n### Tuesday\n\n- 12:30 c",
        "| Time | Event |\n|---|---|\n| 14:00 | a |\n| **Day 2** | |\n| 13:00 | b |\n| **Day 3** | |\n| 12:30 | c |",
    ],
)
def test_a_word_gives_the_day_of_those_below_it(text: str) -> None:
    """As a date would."""
    assert times(text) == ["10-15 14:00", "10-16 13:00", "10-17 12:30"]


@pytest.mark.parametrize(
    "text",
    [
        "| Elapsed | Event |\n|---|---|\n| 0:00 | a |\n| 0:06 | b |",
        "| T+ | Event |\n|---|---|\n| 0 | a |\n| +6 | b |",
        "| Minutes since start | Event |\n|---|---|\n| **0** min | a |\n| 6 min | b |",
        "| Event | Elapsed (h:mm) |\n|---|---|\n| a | 0:00 |\n| b | 0:06 |",
    ],
)
def test_a_column_of_times_from_the_start(text: str) -> None:
    """Its header says so: ``0:06`` is not six past midnight."""
    assert times(text) == ["10-15 14:00", "10-15 14:06"]


def test_a_column_of_times_from_the_start_beside_one_of_times() -> None:
    """The time of day counts."""
    text = "| Time | Elapsed | Event |\n|---|---|---|\n| 14:00 | 0:00 | a |\n| 14:06 | 0:06 | b |"
    assert times(text) == ["10-15 14:00", "10-15 14:06"]


def test_a_word_above_no_events_is_one() -> None:
    """Or a part of the text."""
    assert [event.text for event in timeline("- 14:00 a\n- Next day").events] == ["a", "Next day"]


def test_the_end_of_a_range_has_to_exist() -> None:
    """It begins as written, and the check reports its end."""
    found = timeline("- 14:00–14:75 a")
    assert [problem.rule for problem in found.problems] == ["bad-event-time"]
    assert times("- 14:00–14:75 a") == ["10-15 14:00"]


@pytest.mark.parametrize(
    ("text", "hour"), [("- 14:00 Zulu a", "14:00"), ("- 1400 Zulu: a", "14:00"), ("- 14∶00 UCT a", "14:00")]
)
def test_rare_spellings_of_utc(text: str, hour: str) -> None:
    """From aviation, from the zone database, and with a Unicode look-alike of a colon."""
    assert times(text, TimeContext(zone=read_zone("Asia/Tokyo"), started=STARTED))[0][-5:] == hour


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("- 23-10-15 14:05 a", "10-15 14:05"),
        ("- 15-10-23 14:05 a", "10-15 14:05"),
        ("- 10/15/23 14:05 a", "10-15 14:05"),
        ("- 15.10.23 14:05 a", "10-15 14:05"),
    ],
)
def test_a_year_of_two_digits_is_where_the_incident_says(text: str, read: str) -> None:
    """First or last: the year is that of the start."""
    assert times(text) == [read]


# --- a weekday beside a date ---


@pytest.mark.parametrize(
    "text",
    [
        "- Tuesday, 2026-03-05 14:00 a",
        "- **Tue 2026-03-05 14:00** a",
        "- 2026-03-05 (Tue) 14:00 a",
        "- 2026-03-05 Tuesday 14:00: a",
        "- 14:00, Tuesday, March 5, 2026: a",
        "- Tuesday 14:00 (2026-03-05) a",
        "- Tue, 5 March 14:00 a",
        "- Dienstag, 5. März 2026, 14:00 Uhr: a",
        "- Di. 05.03.2026 14:00 a",
        "- 2026年3月5日（火） 14:00 a",
        "- 2026年3月5日 火曜日 14:00 a",
        "- 火曜日 2026-03-05 14:00 a",
        "- mardi 5 mars 2026, 14:00 a",
        "- Tue 2026-03-05: a",
        "- 2026-03-04 to 2026-03-05 (Tue): a",
        "| Date | Time | Event |\n|---|---|---|\n| Tue 2026-03-05 | 14:00 | a |",
        "### Tuesday, 2026-03-05\n\n- 14:00 a",
        "### Outage begins on Tuesday, March 5th 2026\n\n- 14:00 a",
        "Tuesday, 2026-03-05\n\n- 14:00 a",
        "- Tuesday, 2026-03-05\n    - 14:00 a",
    ],
)
def test_a_day_of_the_week_that_is_another_one(text: str) -> None:
    """The date counts, and the finding names its weekday, and the date of the weekday that was written."""
    context = TimeContext(started=parse_datetime("2026-03-05 13:50", UTC_ZONE))
    (problem,) = timeline(text, context).problems
    assert problem.rule == "wrong-weekday"
    assert problem.message == "2026-03-05 is a Thursday, not a Tuesday"
    assert "2026-03-03" in problem.help
    assert times(text, context)[-1].startswith("03-0")


@pytest.mark.parametrize(
    "text",
    [
        "- Thursday, 2026-03-05 14:00 a",
        "- Do. 05.03.2026 14:00 a",
        "- 2026年3月5日（木） 14:00 a",
        "- Thu 5 March 14:00 a",
        "- Thursday 14:00 a",
        "- Fri Mar 6 14:00 a",
        "- 2026-03-05 14:00 Tuesday's deployment is undone",
        "- Sat down with the vendor on 2026-03-05",
        "- Thu 03/05/2026 14:00 a",
        "- Thu 05/03/2026 14:00 a",
        "- Fri 31/02/2026 14:00 a",
        "### Thursday, 2026-03-05\n\n- 14:00 a",
    ],
)
def test_a_day_of_the_week_that_is_right(text: str) -> None:
    """Or one that is not beside a date."""
    context = TimeContext(started=parse_datetime("2026-03-05 13:50", UTC_ZONE))
    assert "wrong-weekday" not in [each.rule for each in timeline(text, context).problems]


def test_the_section_has_the_wrong_day_of_the_week() -> None:
    """The finding is at the heading."""
    context = TimeContext(heading="Timeline of Tuesday, 2026-03-05")
    (problem,) = timeline("\n- 14:00 a", context, 8).problems
    assert (problem.rule, problem.line) == ("wrong-weekday", 7)


def test_the_weekday_shows_which_number_is_the_month() -> None:
    """Like a number above 12."""
    assert times("- Thu 05/03/2026 14:00 a\n- 06/03/2026 09:00 b", TimeContext()) == ["03-05 14:00", "03-06 09:00"]
    assert times("- Thu 03/05/2026 14:00 a\n- 03/06/2026 09:00 b", TimeContext()) == ["03-05 14:00", "03-06 09:00"]


# --- what the lines before say about a time ---


def test_a_twelve_hour_clock_continues_after_noon() -> None:
    """If the headings say AM and PM, the items below them need not, and none is on another day."""
    text = (
        "### 10:45-11:37 AM: Look\n\n- 11:50: a\n- 11:57-12:08: b\n- 1:17: c\n- 1:19-1:20: d\n\n"
        "### 1:42-1:59 PM: Mend\n\n- 1:42: e\n- 2:12: f\n- 7:35: g\n- 7:75: h\n"
    )
    found = timeline(text).events
    assert [f"{event.start.at:%d %H:%M}" for event in found if event.start] == [
        *("15 10:45", "15 11:50", "15 11:57", "15 13:17", "15 13:19", "15 13:42", "15 13:42", "15 14:12", "15 19:35"),
    ]
    assert [f"{event.end.at:%H:%M}" for event in found if event.end] == ["11:37", "12:08", "13:20", "13:59"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("- 11:30 PM a\n- 1:10 b", "16 01:10"),
        ("- 17:30 a\n- 18:00 b\n- 6:10 c", "16 06:10"),
        ("- 5 PM a\n- 18:00 b\n- 6:10 c", "16 06:10"),
        ("- 2:00 PM a\n- 2:10 AM b", "16 02:10"),
    ],
)
def test_a_clock_that_goes_back_passes_midnight(text: str, day: str) -> None:
    """If noon alone would not bring it forward, a 24-hour time is written, or the line itself says AM."""
    last = timeline(text).events[-1].start
    assert last is not None
    assert f"{last.at:%d %H:%M}" == day


def test_a_row_with_day_and_month_alone() -> None:
    """In a time column it is the day of the rows below, or of its own."""
    head = "| Time | Event |\n|---|---|\n"
    rows = "| 10/13 | |\n| 12:45 | a |\n| 10/15 | |\n| 11:00 | b |\n| 10/16 | c |"
    assert times(head + rows) == ["10-13 12:45", "10-15 11:00", "10-16"]
    assert times("| Step | Time | Event |\n|---|---|---|\n| 1/2 | 14:00 | a |\n| 2/2 | 14:05 | b |") == [
        "10-15 14:00",
        "10-15 14:05",
    ]


def test_a_range_up_to_the_end_of_the_day() -> None:
    """24:00 is the last midnight of it."""
    found = timeline("- 18:00-24:00 a\n- 23:00–24:00 UTC b\n- 24:00 c")
    assert [event.end and f"{event.end.at:%d %H:%M}" for event in found.events] == ["16 00:00", "16 00:00", None]
    assert [problem.rule for problem in found.problems] == ["bad-event-time"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("- 01/07 14:00 a\n- 02/07 9:00 b", ["07-01 14:00", "07-02 09:00"]),
        ("- 01/07/2026 14:00 a", ["07-01 14:00"]),
        ("- 06/07 14:00 a\n- 07/07 9:00 b", ["06-07 14:00", "07-07 09:00"]),
        ("- 01/02 14:00 a", ["01-02 14:00"]),
    ],
)
def test_the_start_shows_whether_day_or_month_is_first(written: str, read: list[str]) -> None:
    """If only one order brings all dates near it; otherwise the month is first."""
    assert times(written, TimeContext(started=parse_datetime("2026-06-28", UTC_ZONE))) == read


def test_a_column_of_times_with_words_in_most_cells() -> None:
    """Its header says what it contains, and a quarter of its cells, at least two, have a clock time."""
    words = "".join(f"| — ({word}) | {word} |\n" for word in ("before", "meanwhile", "at once", "later", "after"))
    table = f"| Time (UTC) | Event |\n|---|---|\n| 2023-10-15T14:00:38Z | a |\n| 2023-10-15T14:00:40Z | b |\n{words}"
    assert times(table) == ["10-15 14:00", "10-15 14:00", "", "", "", "", ""]


@pytest.mark.parametrize(
    "text",
    [
        "- Day 0, 14:00 a\n- Day 0 14:05 b\n- Day 1, 09:00 c",
        "### Day 0\n\n- 14:00 a\n- 14:05 b\n\n### Day 1\n\n- 09:00 c",
        "- Day 1, 14:00 a\n- Day 1 14:05 b\n- Day 2, 09:00 c",
        "| Day | Time | Event |\n|---|---|---|\n| 1 | 14:00 | a |\n| 1 | 14:05 | b |\n| 2 | 09:00 | c |",
        "| Day | Time | Event |\n|---|---|---|\n| Day 0 | 14:00 | a |\n| | 14:05 | b |\n| Day 1 | 09:00 | c |",
    ],
)
def test_numbered_days(text: str) -> None:
    """From 1, or from 0 if there is a day 0; in a column of their own too."""
    assert times(text) == ["10-15 14:00", "10-15 14:05", "10-16 09:00"]
    assert [event.text for event in timeline(text).events] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("text", "help"),
    [
        ("### 2024-02-30\n\n- 14:00 a", "use a day from 1 to 29"),
        ("### February 30, 2024\n\n- 14:00 a", "use a day from 1 to 29"),
        ("**31.11.2023**\n\n- 14:00 a", "use a day from 1 to 30"),
        ("- Feb 30\n    - 14:00 a", "use a day from 1 to 29"),
        ("### 2024-13-01\n\n- 14:00 a", "write the year, month and day, as in 2023-10-15"),
    ],
)
def test_a_day_above_events_that_does_not_exist_is_reported(text: str, help: str) -> None:
    """The events would be drawn on another one."""
    (problem,) = timeline(text).problems
    assert (problem.rule, problem.line, problem.help) == ("bad-event-time", 1, help)


@pytest.mark.parametrize(
    "text", ["### Nodes 10/32\n\n- 14:00 a", "### 2024-02-29\n\n- 14:00 a", "### Phase 3\n\n- 14:00 a"]
)
def test_a_heading_with_a_count_is_not_a_day(text: str) -> None:
    assert timeline(text).problems == ()


@pytest.mark.parametrize(
    "header",
    [
        *("| Phase | Duration |", "| Phase | Total time (h:mm) |", "| Metric | Value |", "| What | Time to detect |"),
        *("| Phase | Time spent |", "| Phase | Dauer |", "| Team | TTR |"),
    ],
)
def test_a_table_of_durations_has_no_events(header: str) -> None:
    """``0:05`` is five minutes there, not a time of day."""
    assert times(f"- 14:00 a\n\n{header}\n|---|---|\n| Detection | 0:05 |\n| Recovery | 0:35 |") == ["10-15 14:00"]


def test_a_duration_beside_a_time_is_not_a_time() -> None:
    assert times("| Time | Duration | Event |\n|---|---|---|\n| 14:00 | 0:05 | a |\n| 14:05 | 0:35 | b |") == [
        *("10-15 14:00", "10-15 14:05"),
    ]
