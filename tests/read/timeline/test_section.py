"""The Timeline section as events, groups and prose."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.read.body.blocks import classify
from mkdocs_postmortems.read.model import Group, Prose
from mkdocs_postmortems.read.timeline.dating import TimeContext
from mkdocs_postmortems.read.timeline.section import read_timeline
from tests.read.timeline.reading import CONTEXT, events, short, timeline, times
from tests.tables import all_cases

# --- containers ---


@all_cases(
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
    assert [(short(e), e.text, e.kind) for e in found.events] == [
        ("10-15 14:00", "**Detected.** ops: Alert", "detected"),
        ("10-15 14:30", "dev: Fix", ""),
        ("", "Thought", ""),
    ]
    assert found.events[0].end is not None
    assert found.events[0].end.instant.minute == 20


def test_the_end_may_have_a_column_for_its_day() -> None:
    """It is part of the end, as the day of the start is of the start."""
    text = (
        "| Start date | Start time | End date | End time | Event |\n|---|---|---|---|---|\n"
        "| 2023-10-15 | 23:00 | 2023-10-17 | 01:00 | Restore |\n| 2023-10-17 | 02:00 | | 02:30 | Watch |\n"
    )
    found = timeline(text, TimeContext()).events
    assert [(short(e), f"{e.end.at:%m-%d %H:%M}" if e.end else "") for e in found] == [
        ("10-15 23:00", "10-17 01:00"),
        ("10-17 02:00", "10-17 02:30"),
    ]


@pytest.mark.parametrize("header", ["To", "Stop time", "Bis", "结束"])
def test_words_for_the_end(header: str) -> None:
    """Beside a column of starts."""
    (found,) = timeline(f"| Start | {header} | Event |\n|---|---|---|\n| 14:02 | 14:12 | Fix |").events
    assert (found.text, found.end.at.minute if found.end else 0) == ("Fix", 12)


@pytest.mark.parametrize(
    ("header", "second", "text"),
    [
        ("Time (UTC)", ("14:03", "14:40"), "Fix"),
        ("Local time", ("14:03", "14:40"), "Fix"),
        ("Time in Denver", ("07:02", "08:02"), "Fix"),
        ("Time since start", ("T+7m", "T+67m"), "Fix"),
        ("Time since start", ("T+7m", "T+1h"), "Fix · T+1h"),
        ("Ack time", ("14:05", "15:04"), "Fix · 15:04"),
        ("Ack time", ("14:32", "15:39"), "Fix · 15:39"),
        ("Ack time", ("", ""), "Fix"),
    ],
)
def test_a_second_column_of_times_is_text_unless_it_repeats_the_first(
    header: str, second: tuple[str, str], text: str
) -> None:
    """In another zone, as its header says or all of its times show; other times would be lost."""
    rows = f"| 14:02 | {second[0]} | Alert |\n| 15:02 | {second[1]} | Fix |"
    assert events(f"| Time | {header} | Event |\n|---|---|---|\n{rows}")[1] == ("10-15 15:02", text)


@pytest.mark.parametrize("cell", ["-", "", "n/a", "tbd"])
def test_a_column_of_times_without_a_time_is_not_that_of_the_events(cell: str) -> None:
    """Another one has the times."""
    text = f"| When | Time | Event |\n|---|---|---|\n| {cell} | 14:02 | Alert |\n| {cell} | 14:12 | Fix |"
    assert events(text) == [("10-15 14:02", "Alert"), ("10-15 14:12", "Fix")]


UNTIMED = "| Time | Event |\n|---|---|\n| morning | Alert |\n| later | Fix |\n"


def test_a_table_of_events_without_a_time_has_events() -> None:
    """As a list without times has, if nothing else in the section has one; a single time among many counts, too."""
    assert events(UNTIMED) == [("", "morning · Alert"), ("", "later · Fix")]
    assert events(UNTIMED + "| 15:02 | Up |\n" + "| then | x |\n" * 3)[2] == ("10-15 15:02", "Up")
    assert events(f"- 14:02 Up\n\n{UNTIMED}") == [("10-15 14:02", "Up")]


@pytest.mark.parametrize("header", ["Response time | Event", "Service | Event", "Time | Value", "Severity | When"])
def test_other_tables_without_a_time_have_no_events(header: str) -> None:
    """Their headers do not name a time and an event."""
    assert events(UNTIMED.replace("Time | Event", header)) == []


def test_a_second_end_in_another_zone_is_left_out() -> None:
    """As a second column of times is."""
    rows = "| 14:02 | 14:12 | 16:12 | Fix |\n| 15:02 | 15:12 | 17:12 | Up |"
    local = "| Time (local) | Time (UTC) | Event |\n|---|---|---|\n| 16:00 | 14:00 | Fix |\n| 16:05 | 14:05 | End |\n"
    assert events(local) == [("10-15 14:00", "Fix"), ("10-15 14:05", "End")]
    assert events(f"| Start | End | End (local) | Event |\n|---|---|---|---|\n{rows}")[0] == ("10-15 14:02", "Fix")


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


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("| 13:50 | a |\n|---|---|\n| 14:10 | b |", [("10-15 13:50", "a"), ("10-15 14:10", "b")]),
        ("| 13:50 | a |\n|---|---|", [("10-15 13:50", "a")]),
        (
            "| Ana | 13:50 | a swap |\n|---|---|---|\n| Bo | 14:10 | b |",
            [("10-15 13:50", "a swap · Ana"), ("10-15 14:10", "b · Bo")],
        ),
        ("| 12 Oct | a |\n|---|---|\n| 13 Oct | b |", [("10-12", "a"), ("10-13", "b")]),
        ("| 12 Oct | a |\n|---|---|\n| 09:10 | b |", [("10-12", "a"), ("10-12 09:10", "b")]),
    ],
    ids=["times", "alone", "second column", "days", "a day, then times"],
)
def test_a_table_without_a_header_begins_with_an_event(table: str, expected: list[tuple[str, str]]) -> None:
    """Document editors and spreadsheets write its first row where Markdown has the header."""
    found = timeline(table)
    assert [(short(event), event.text) for event in found.events] == expected
    assert (found.parts[0].span.first, found.parts[0].span.last) == (1, 2)


def test_a_day_that_heads_a_column_of_times_is_their_day() -> None:
    """Its zone is still that of the table."""
    table = "| 12 Oct 2023 (CEST) | Event |\n|---|---|\n| 14:10 | a |\n| 14:20 | b |"
    assert events(table) == [("10-12 12:10", "a"), ("10-12 12:20", "b")]


@pytest.mark.parametrize("first", ["12 Oct 2023 | 13:50", "**13:50** | 12 Oct 2023", "12 Oct 2023 | 13:50–14:00"])
def test_columns_of_days_and_of_times_need_no_names(first: str) -> None:
    """A header of empty cells, which the import writes, names none either."""
    second = first.replace("13:", "14:")
    expected = [("10-12 13:50", "a"), ("10-12 14:50", "b")]
    assert events(f"| {first} | a |\n|---|---|---|\n| {second} | b |") == expected
    assert events(f"| | | |\n|---|---|---|\n| {first} | a |\n| {second} | b |") == expected


@pytest.mark.parametrize(
    ("header", "day"),
    [
        ("Start date | Start time", "12 Oct 2023"),
        ("When | At", "10/12"),
        ("From | Clock time", "2023-10-12"),
        ("A | B", "12 Oct"),
    ],
)
def test_columns_of_days_and_of_times_may_have_any_names(header: str, day: str) -> None:
    """The clock times are of the days beside them."""
    table = f"| {header} | What |\n|---|---|---|\n| {day} | 13:50 | a |\n| {day} | 14:50 | b |"
    assert events(table) == [("10-12 13:50", "a"), ("10-12 14:50", "b")]


def test_a_year_in_a_header_is_no_event() -> None:
    """It could be a clock time only among others such as 1405."""
    assert events("| 2023 | Event |\n|---|---|\n| 14:10 | a |") == [("10-15 14:10", "a")]


@pytest.mark.parametrize("header", ["| Phase | 14:00 | 15:00 |", "| Time | 14:00 | 15:00 |", "| Time | At 14:00 | b |"])
def test_a_header_with_a_time_over_other_columns_is_no_event(header: str) -> None:
    """A table may have a column for each time."""
    assert events(f"{header}\n|---|---|---|\n| 14:10 | 12 | 40 |\n| 14:20 | 13 | 41 |")[0][0] == "10-15 14:10"


def test_a_table_header_is_prose_without_text() -> None:
    """So that every line is in a part, and no table without rows is shown."""
    parts = timeline("| Time | Event |\n|---|---|\n| 14:00 | a |").parts
    assert isinstance(parts[0], Prose)
    assert (parts[0].text, parts[0].span.first, parts[0].span.last) == ("", 1, 2)


@pytest.mark.parametrize("day", ["### 16 October 2023", "16 October 2023", "**Monday, 16 October**", "- 2023-10-16"])
def test_a_date_above_what_has_no_times_is_an_event(day: str) -> None:
    """What follows is its text; if a time or a label follows, it is only the date of that."""
    nest = "  " if day[0] == "-" else ""
    below = f"\n\n{nest}- looked\n{nest}- mended\n\n"
    assert times(day + below) == ["10-16"]
    assert times(f"{day}{below}{nest}- 09:00 a") == ["", "", "10-16 09:00"]
    assert times(f"{day}\n\n{nest}- **Resolved.** all") == [""]


@pytest.mark.parametrize("time", ["14:05", "**14:05**", "### 14:05", "14:05:"])
@pytest.mark.parametrize("mark", ["- ", "* ", "1. "])
def test_a_list_of_one_item_below_a_time_is_its_text(time: str, mark: str) -> None:
    """Its mark says nothing. Several items stay a list."""
    (event,) = timeline(f"{time}\n{mark}**Resolved.** It is back\n{' ' * len(mark)}and stays").events
    assert (event.text, event.kind) == ("**Resolved.** It is back\nand stays", "resolved")
    (event,) = timeline(f"{time}\n{mark}one\n{mark}two").events
    assert event.text == f"{mark}one\n{mark}two"


@pytest.mark.parametrize(
    "text", ["- 14:05 {}", "- 14:05 - {}", "14:05 {}", "| Time | Event |\n|---|---|\n| 14:05 | {} |"]
)
@pytest.mark.parametrize("event", ["3. Versuch", "2. Neustart", "1. Stufe"])
def test_an_ordinal_number_behind_a_time_is_no_mark(text: str, event: str) -> None:
    """In German, as in several languages, a dot behind a number makes it an ordinal one."""
    (found,) = timeline(text.format(event)).events
    assert found.text == event
    assert [each.text for each in timeline("14:05\n3. Versuch").events] == ["3. Versuch"]


def test_the_day_of_an_event_without_a_readable_time_is_no_mark() -> None:
    """Its text begins with the day as written."""
    found = timeline("- 12. Oktober: a\n- 13. Oktober: b", TimeContext()).events
    assert [each.text for each in found] == ["12. Oktober: a", "13. Oktober: b"]


def test_code_is_a_timeline_only_where_nothing_else_is() -> None:
    """A log below a list is a log."""
    assert times("- 14:00 a\n\n```\n14:01 x\n14:02 y\n```\n") == ["10-15 14:00"]


@pytest.mark.parametrize("mark", ["- ", "* ", "1. "])
@pytest.mark.parametrize("code", ["    {0}14:01 x\n    {0}14:02 y", "```\n{0}14:01 x\n{0}14:02 y\n```"])
def test_a_list_in_code_is_a_timeline(mark: str, code: str) -> None:
    """Between fences, or indented by four spaces without a reason."""
    assert events(code.format(mark)) == [("10-15 14:01", "x"), ("10-15 14:02", "y")]


def test_only_a_marker_that_begins_a_line_of_code_is_one() -> None:
    """The hyphen between a time and its text is none."""
    code = "```\n14:01 UTC - 3 nodes - of 5 - fail\n14:02 UTC - y\n```"
    assert events(code) == [("10-15 14:01", "3 nodes - of 5 - fail"), ("10-15 14:02", "y")]


def test_seconds_since_the_start_are_shown() -> None:
    """Although the start has none."""
    found = timeline("- T+5m30s a\n- T+6m b").events
    assert [event.start.precision if event.start else "" for event in found] == ["second", "minute"]


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


def test_a_sentence_that_breaks_before_a_time_is_one_event() -> None:
    """The line above the time ends with a word that needs one, or is as long as those of a wrapped text."""
    text = "14:00 The deploy was started by the release team and was to be finished by\n14:05 as always."
    assert len(events(text)) == 1
    assert len(events("- **14:00** a\n  14:05 b")) == 1
    assert len(events("**14:00** The deploy was begun, and paused at\n14:05 by the team.")) == 1
    assert len(events("**14:00** The deploy was begun, and the\n14:05 one had to wait\nfor it.")) == 1
    wrapped = "**14:00** The deploy was begun by the release team, as ever\n14:05 one had to wait\nfor it."
    assert len(events(wrapped)) == 2
    wrapped = "**14:00** The deploy was begun by the release team as planned, as ever\n14:05 one had to wait\nfor it."
    assert len(events(wrapped)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "**14:00** a\n14:05 b\n**14:10** c",
        "14:00 a\n**14:05** b\n14:10 c",
        "[14:00] a\n14:05 b\n`14:10` c",
        "14:00: a\n14:05 b\n14:10 - c",
        "**14:00** - a\n14:05 b\n14:10 c",
    ],
)
def test_the_lines_of_a_paragraph_may_be_written_differently(text: str) -> None:
    """Authors add marks to some of them only."""
    assert events(text) == [("10-15 14:00", "a"), ("10-15 14:05", "b"), ("10-15 14:10", "c")]


@pytest.mark.parametrize(
    "text",
    [
        "14:00 a\n**16 October**\n14:05 b",
        "15 October:\n14:00 a\n16 October\n14:05 b\n14:05 c",
        "What happened on\n15 October\n14:00 a\n16 October\n14:05 b",
    ],
)
def test_a_line_that_is_a_day_is_that_of_the_lines_below(text: str) -> None:
    """Whether it is written like them or not."""
    assert times(text)[:2] == ["10-15 14:00", "10-16 14:05"]
    assert "14:05" not in "".join(text for _, text in events(text))


@pytest.mark.parametrize("mark", ["", "**"])
def test_long_lines_that_all_begin_with_a_time_are_events(mark: str) -> None:
    """A wrapped sentence has a time in front of some lines only."""
    text = "the release team saw that the deployment of the index had been stopped half way"
    found = events(f"14:00 {text}\n{mark}14:05{mark} {text}\n14:10 {text}")
    assert found == [("10-15 14:00", text), ("10-15 14:05", text), ("10-15 14:10", text)]


def test_lines_above_the_first_event_of_a_paragraph_are_prose() -> None:
    """Nothing of a paragraph is lost."""
    found = timeline("What happened\n14:00: a\n14:05: b\n")
    assert [type(part).__name__ for part in found.parts] == ["Prose", "Event", "Event"]


@pytest.mark.parametrize("above", ["All times in JST", "What happened (times in JST):", "Time (JST)\tEvent"])
def test_each_line_below_a_first_one_without_a_time_is_an_event(above: str) -> None:
    """The first may be a sentence, or the header of pasted columns; its zone counts."""
    assert events(f"{above}\n23:00 a\n23:05 b") == [("10-15 14:00", "a"), ("10-15 14:05", "b")]
    assert events("Time,Event\n14:00,a\n14:05,b") == [("10-15 14:00", "a"), ("10-15 14:05", "b")]


@pytest.mark.parametrize(
    "text",
    [
        "We deployed at\n14:00 and saw errors.",
        "We deployed at\n14:00 and saw errors, and then\nrolled back.",
        "Nobody could log in after the deploy of\n14:00 had begun.",
        "The deploy was begun by the release team, who planned it for\n14:00 but could not begin\n14:05 was too late.",
        "Errors rose from\n14:00 UTC to 14:05 UTC and fell after the restart at\n14:10 UTC.",
        "We called the team at\n**14:00** and told them.",
        "Two numbers\n14.2 of one\n15.3 of the other",
        "The page arrived late, that is\n14:10 - ten minutes after the fact.",
        "The log of that minute, which was\n14:10: nothing at all.",
        "All of this took place before\n14:10 - the time of the page - and that\n14:20 is when we knew.",
    ],
)
def test_a_sentence_with_times_at_the_start_of_lines_has_no_events(text: str) -> None:
    """It was wrapped there."""
    assert events(text) == []


@pytest.mark.parametrize("mark", "•–−‐∙")
def test_other_list_marks_are_read(mark: str) -> None:
    """As other programs write them: signs, and dashes in place of a hyphen."""
    assert events(f"{mark} 14:00 a\n{mark} 14:05 b") == [("10-15 14:00", "a"), ("10-15 14:05", "b")]


def test_text_of_several_lines_is_dedented() -> None:
    """Markdown inside it means the same as in the item."""
    text = "- 14:00 a\n  goes on\n\n      code\n\n  and on\n- 14:05 b"
    assert events(text)[0][1] == "a\ngoes on\n\n    code\n\nand on"


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


# --- the other columns of a table, times inside a line ---


@pytest.mark.parametrize("who", ["Who", "Owner", "Responsible", "Verantwortlich", "Role", "担当", "处理人"])
def test_a_column_of_those_who_act_may_have_many_names(who: str) -> None:
    """Also those that the owners of action items have."""
    assert events(f"| Time | {who} | Event |\n|---|---|---|\n| 14:05 | Ana | Looks |") == [
        ("10-15 14:05", "Ana: Looks")
    ]


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
    assert (short(event), event.end, event.text) == ("10-15 14:05", None, "a")


def test_a_column_of_numbers_that_does_not_count_rows_stays() -> None:
    """Its header says what it counts."""
    table = "| Time | Event | Errors |\n|---|---|---|\n| 14:00 | a | 12 |\n| 14:05 | b | 40 |\n"
    assert [event.text for event in timeline(table).events] == ["a · 12", "b · 40"]


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


def test_an_item_indented_by_one_space_is_not_nested() -> None:
    """The page shows it beside the one above it, so it is an event of its own."""
    assert [text for _, text in events("- 14:00 a\n - b\n - c")] == ["a", "b", "c"]


def test_a_sentence_that_begins_with_a_time_is_part_of_the_paragraph() -> None:
    """It has a word before its time; a line of its own that begins with one is an event."""
    assert events("14:05 It fails.\nAt 14:10 it is back.") == [("10-15 14:05", "It fails.\nAt 14:10 it is back.")]


# --- pasted text ---


def test_quotations_are_a_timeline_where_nothing_else_is() -> None:
    """The quote marks, and the markers of a list in the quote, are not part of the events."""
    assert events("> **14:05** Alert\n> goes on\n>\n> - 14:10 Page") == [
        ("10-15 14:05", "Alert\ngoes on"),
        ("10-15 14:10", "Page"),
    ]
    assert times("- 14:00 An event\n\n> 14:05 said one\n> 14:06 said another") == ["10-15 14:00"]
    lazy = "> 14:05 Alert\n> 14:10 Page\nif p99 > 5 s"
    assert events(lazy)[1] == ("10-15 14:10", "Page\nif p99 > 5 s")


@pytest.mark.parametrize(
    "text",
    [
        "ana — Today at 2:05 PM\nErrors.\nben — Today at 2:10 PM\nI look.",
        "ana  2:05 PM\nErrors.\n\nben  2:10 PM\nI look.",
        "ana [14:05]\nErrors.\nben [14:10]\nI look.",
        "ana, [15.10.23 14:05]\nErrors.\n\nben, [15.10.23 14:10]\nI look.",
        "ana added a comment - 15/Oct/23 2:05 PM\nErrors.\n\nben added a comment - 15/Oct/23 2:10 PM\nI look.",
    ],
)
def test_messages_of_a_chat_are_events(text: str) -> None:
    """Each begins with its sender and time, alone on a line; one such line is not enough."""
    assert events(text) == [("10-15 14:05", "ana\nErrors."), ("10-15 14:10", "ben\nI look.")]
    assert times("ana  2:05 PM\nErrors.") == []


def test_a_message_of_a_chat_may_be_below_a_blank_line() -> None:
    """All of it belongs to its sender."""
    first = "**ana** commented on Oct 15, 2023, 2:05 PM\n\nErrors.\n\n- one"
    text = f"{first}\n\n**ben** commented on Oct 15, 14:10\n\nI look."
    assert events(text) == [("10-15 14:05", "**ana**\n\nErrors.\n\n- one"), ("10-15 14:10", "**ben**\n\nI look.")]


@pytest.mark.parametrize("opening", ['??? note "Full timeline"', "!!! info", "???+ abstract"])
def test_a_note_is_a_timeline_where_nothing_else_is(opening: str) -> None:
    """Its first line is no text of the page's list then."""
    note = f"{opening}\n\n    - 14:05 Alert\n    - 14:10 Fix\n"
    assert events(note) == [("10-15 14:05", "Alert"), ("10-15 14:10", "Fix")]
    assert [event.internal for event in timeline(note).events] == [False, False]
    table = f"{opening}\n\n    | Time | Event |\n    |---|---|\n    | 14:05 | Alert |\n"
    assert events(table) == [("10-15 14:05", "Alert")]
    assert times(f"- 14:00 a\n\n{note}") == ["10-15 14:00"]


@pytest.mark.parametrize("sentence", ["14:00 UTC is 16:00 in Berlin.", "At 14:05 the alarm rang."])
def test_a_sentence_in_a_note_is_no_event_beside_a_list(sentence: str) -> None:
    """The items of the list are the events, as if the note were not there; without a list it is one."""
    note = f"!!! note\n\n    {sentence}\n"
    assert events(f"{note}\n- Deploy\n- Rollback") == [("", "Deploy"), ("", "Rollback")]
    assert events(f"- Deploy\n- Rollback\n\n{note}") == [("", "Deploy"), ("", "Rollback")]
    assert len(events(note)) == 1


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("14:20 Mitigation", "mitigated"),
        ("14:20–15:00 Mitigation", ""),
        ("14:20–15:00 **Mitigation.**", "mitigated"),
    ],
)
def test_a_label_without_a_mark_is_no_kind_of_a_range(line: str, kind: str) -> None:
    """It names a phase, at whose start nothing is mitigated yet."""
    assert [event.kind for event in timeline(f"- {line}").events] == [kind]


def test_messages_of_a_status_page_have_their_time_below() -> None:
    """It is on the last line of a message that begins with its state, or after a word such as Posted."""
    text = (
        "**Resolved** - All is well.\nOct 16, 09:05 UTC\n\nMonitoring\nA fix is out.\nPosted Oct 15, 2023 - 14:05 UTC"
    )
    assert [(event.kind, event.text.count("\n")) for event in timeline(text).events] == [("resolved", 1), ("", 2)]
    assert times(text) == ["10-16 09:05", "10-15 14:05"]


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
    assert (short(event), event.text) == ("10-15 14:30", text)
    assert times("- At least 3 pods died at 14:05") == ["10-15 14:05"]


# --- columns of times ---


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


def test_a_column_of_times_with_words_in_most_cells() -> None:
    """Its header says what it contains, and a quarter of its cells, at least two, have a clock time."""
    words = "".join(f"| — ({word}) | {word} |\n" for word in ("before", "meanwhile", "at once", "later", "after"))
    table = f"| Time (UTC) | Event |\n|---|---|\n| 2023-10-15T14:00:38Z | a |\n| 2023-10-15T14:00:40Z | b |\n{words}"
    assert times(table) == ["10-15 14:00", "10-15 14:00", "", "", "", "", ""]


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


def test_a_table_of_contents_is_no_list_of_events() -> None:
    """Its items are only links to places on the page; one with words beside its link may be an event."""
    links = "- [Before](#before)\n    1. [The alert](#the-alert)\n- [After](#after)"
    assert events(f"{links}\n\n### Before\n\n- 14:00 a\n\n### After\n\n- 15:00 b") == [
        ("10-15 14:00", "a"),
        ("10-15 15:00", "b"),
    ]
    assert events(links) == []
    assert len(events("- 14:00 a\n- [After](#after) that\n- 15:00 b")) == 3
    assert len(events("- [Cause](#cause)\n  was found\n- [Mending](#mending) of it")) == 2
