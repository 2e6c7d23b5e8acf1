"""Times of a Timeline section that do not exist, contradict each other, or are not read as times."""

from __future__ import annotations

from datetime import date

import pytest

from mkdocs_postmortems.read.timeline.dating import TimeContext
from mkdocs_postmortems.read.times.date_times import parse_datetime
from mkdocs_postmortems.read.times.zones import UTC_ZONE, read_zone
from tests.read.timeline.reading import CONTEXT, STARTED, events, in_zone, timeline, times
from tests.tables import all_cases

# --- what does not exist ---


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
     "Timeline of events (All times UTC)", "Cronología (Hora de Inicio)", "Déroulé (Heures de Pointe)",
     "Timeline (local to Production)"],
)  # fmt: skip
def test_other_words_in_brackets_are_left_alone(heading: str) -> None:
    """Nothing is reported, and no time changes."""
    context = TimeContext(started=STARTED, heading=heading)
    assert timeline("- 15:00 a", context).problems == ()
    assert times("- 15:00 a", context) == ["10-15 15:00"]


def test_an_abbreviation_of_the_other_season_is_reported_once() -> None:
    """At its first event, which keeps its time."""
    summer = TimeContext(day=date(2023, 7, 15), site_zone=read_zone("America/New_York"))
    found = timeline("- 14:00 EDT a\n- 14:05 EST b\n- 14:10 EST c", summer)
    assert [(problem.rule, problem.line) for problem in found.problems] == [("ambiguous-timezone", 2)]
    assert all(event.start for event in found.events)
    found = timeline("All times in EST.\n\n- 14:05 b\n- 14:10 c", summer)
    assert [(problem.rule, problem.line) for problem in found.problems] == [("ambiguous-timezone", 3)]


def test_the_end_of_a_range_has_to_exist() -> None:
    """It begins as written, and the check reports its end."""
    found = timeline("- 14:00–14:75 a")
    assert [problem.rule for problem in found.problems] == ["bad-event-time"]
    assert times("- 14:00–14:75 a") == ["10-15 14:00"]


@pytest.mark.parametrize(
    ("text", "help"),
    [
        ("### 2024-02-30\n\n- 14:00 a", "use a day from 1 to 29"),
        ("### February 30, 2024\n\n- 14:00 a", "use a day from 1 to 29"),
        ("**31.11.2023**\n\n- 14:00 a", "use a day from 1 to 30"),
        ("### 32.10.2023\n\n- 14:00 a", "use a day from 1 to 31"),
        ("- 10/32/2023 14:00 a", "use a day from 1 to 31"),
        ("- 15/13/2023 14:00 a", "write the year, month and day, as in 2023-10-15"),
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
    ("written", "read"),
    [
        (["14h05", "15h", "16h10"], ["14:05", "15:00", "16:10"]),
        (["14h05", "15 h", "**16h**"], ["14:05", "15:00", "16:00"]),
        (["14h05", "Vers 15h", "à 16h"], ["14:05", "15:00", "16:00"]),
        (["14h05", "15h", "16H", "17h", "18h"], ["14:05", "15:00", "16:00", "17:00", "18:00"]),
    ],
)
def test_whole_hours_are_read_among_hours_with_minutes(written: list[str], read: list[str]) -> None:
    """In a list and in a column: French writes ``15h`` beside ``14h05``."""
    rows = "\n".join(f"| {each} | on redémarre |" for each in written)
    for text in ("\n".join(f"- {each} on redémarre" for each in written), f"| Heure | Fait |\n|---|---|\n{rows}"):
        assert events(text) == [(f"10-15 {each}", "on redémarre") for each in read]
        assert timeline(text).problems == ()


def test_whole_hours_are_read_as_the_ends_of_ranges_in_a_column() -> None:
    """With and without minutes at the other end."""
    found = timeline("| Heure | Fait |\n|---|---|\n| 14h05 - 15h | a |\n| 15h à 16h30 | b |\n| 17h–18h | c |")
    ends = [(f"{event.start.at:%H:%M}", f"{event.end.at:%H:%M}") for event in found.events if event.start and event.end]
    assert ends == [("14:05", "15:00"), ("15:00", "16:30"), ("17:00", "18:00")]


@pytest.mark.parametrize(
    "text",
    [
        "- 14:05 a\n- 15h b\n- 16:10 c",
        "- 14h05 a\n- 15h d'interruption\n- 16h10 c",
        "- 14h05 a\n- 15h of downtime\n- 16h10 c",
        "- 14h05 a\n- 15h plus tard, b\n- 16h10 c",
        "- 14h05 a\n- 14:10 a\n- 14:20 a\n- 15h b\n- 16:10 c",
        "| Heure | Fait |\n|---|---|\n| 14h05 | a |\n| 15h plus tard | b |",
    ],
)
def test_hours_may_be_a_duration(text: str) -> None:
    """Where times are written otherwise, and before words for a duration."""
    found = timeline(text)
    assert sum(event.start is None for event in found.events) == 1
    assert found.problems == ()


def test_whole_hours_in_no_order_are_reported() -> None:
    """They are not read, since they may be a duration."""
    (problem,) = timeline("- 14h05 a\n- 2h b\n- 16h10 c").problems
    assert (problem.rule, problem.line, problem.column) == ("unread-time", 2, 3)
    assert problem.help.startswith("write 02:00")


@pytest.mark.parametrize(
    ("text", "line", "column", "write"),
    [
        ("- 14:00 a\n- 1415 rollback\n- 15:00 b", 2, 3, "14:15"),
        ("- 14:00 a\n- 14,15 rollback\n- 15:00 b", 2, 3, "14:15"),
        ("- 14:00 a\n- **13.15** rollback\n- 15:00 b", 2, 5, "13:15"),
        ("| When | What |\n|---|---|\n| 14:00 | a |\n| 14;15 | b |", 4, 3, "14:15"),
        ("- 14:00 a\n- 14.3O rollback\n- 15:00 b", 2, 3, "14:30"),
        ("- 14:00 a\n- l4.O5 rollback\n- 15:00 b", 2, 3, "14:05"),
        ("- 14h00 a\n- 14hO5 rollback\n- 15h00 b", 2, 3, "14:05"),
        ("- 14.00 a\n- 14.05 a\n- 14.1O b\n- 14.20 c\n- 14.25 d", 3, 3, "14:10"),
    ],
)
def test_what_may_be_a_time_is_reported(text: str, line: int, column: int, write: str) -> None:
    """The finding is where the time would be: nobody notices in a drawing what is missing."""
    (problem,) = timeline(text).problems
    assert (problem.rule, problem.line, problem.column) == ("unread-time", line, column)
    assert write in problem.help


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("- 2024-02-30 14:00 a", "2024-02-30"),
        ("- **Feb 30, 2024** 14:00 a", "Feb 30, 2024"),
        ("- Fri 30.02.2024, 14:00 a", "Fri 30.02.2024"),
        ("- 14:00 on 30 February a", "30 February"),
        ("- 2024-03-01 to 2024-03-32: a", "2024-03-32"),
        ("### 30 Feb 2024\n\n- 14:00 a", "30 Feb 2024"),
        ("| Date | Time | What |\n|---|---|---|\n| 2024-02-30 | 14:00 | a |", "2024-02-30"),
    ],
)
def test_a_date_that_does_not_exist_is_named_as_it_is_written(text: str, written: str) -> None:
    """A line may have two dates."""
    (problem,) = timeline(text).problems
    assert problem.message.startswith(f"{written} does not exist: day is out of range")


@pytest.mark.parametrize(
    "item", ["12.5B rows", "12.5l of fuel", "14.O text", "02.3O out of order", "14.0O% of pods", "so.lo", "IO.lO a"]
)
def test_letters_that_are_no_part_of_a_time_are_silent(item: str) -> None:
    """Units, words, and numbers that do not fit between the times around them."""
    assert timeline(f"- 12:00 a\n- {item}\n- 15:00 b").problems == ()


@pytest.mark.parametrize(
    ("cells", "line", "written"),
    [
        (["14:00", "1:405", "14:10"], 4, "14:05 or 01:40"),
        (["14:00", "141:0"], 4, "14:10"),
        (["1:405"], 3, "14:05 or 01:40"),
        (["14:O5"], 3, "14:05"),
        (["14:O5", "14:1O", "14:20"], 3, "14:05"),
        (["14:00", "2023-10-15 1:405"], 4, "14:05 or 01:40"),
        (["14:00", "14-10"], 4, "14:05"),
        (["14:00", "14 10"], 4, "14:05"),
        (["14:00", "**14.3O**"], 4, "14:30"),
        (["14h05", "15hO5"], 4, "15:05"),
        (["14:00", "15"], 4, "14:05"),
        (["2023-10-15 14:00", "2023-10-15 15"], 4, "14:05"),
    ],
)
def test_digits_in_a_column_of_times_are_not_lost(cells: list[str], line: int, written: str) -> None:
    """Each is a typo or a form that is not read: the event would be drawn without its time, or not at all."""
    found = timeline("| Time | What |\n|---|---|\n" + "\n".join(f"| {cell} | a |" for cell in cells))
    assert len(found.events) == len(cells)
    problem = found.problems[0]
    assert problem.rule in ("bad-event-time", "unread-time")
    assert (problem.line, written in problem.help) == (line, True)


@pytest.mark.parametrize(
    ("cell", "help"),
    [
        ("14:3O", "write 14:30"),
        ("1:430", "write 14:30 or 01:43"),
        ("14;30", "write 14:30"),
        ("14,30", "write 14:30"),
        ("14-30", "write it as 14:05, or with its date as 2023-10-15 14:05"),
    ],
)
def test_the_end_of_an_event_in_a_column_of_its_own_is_not_lost(cell: str, help: str) -> None:
    """What cannot be read is reported, and stays in the event's text."""
    found = timeline(f"| Start | End | What |\n|---|---|---|\n| 14:05 | 14:10 | a |\n| 14:10 | {cell} | b |")
    assert [(each.rule[-4:], each.line, each.help) for each in found.problems] == [("time", 4, help)]
    assert [event.text for event in found.events] == ["a", f"b · {cell}"]


@pytest.mark.parametrize(
    ("cell", "text"),
    [("ongoing", "b · ongoing"), ("5 min", "b · 5 min"), ("", "b"), ("-", "b"), ("n/a", "b"), ("14.20", "b")],
)
def test_another_end_is_text(cell: str, text: str) -> None:
    """It says how long the event took, so the page shows it."""
    found = timeline(f"| Start | End | What |\n|---|---|---|\n| 14:05 | 14:10 | a |\n| 14:10 | {cell} | b |")
    assert found.problems == ()
    assert found.events[1].text == text


@pytest.mark.parametrize("cell", ["", "?", "-", "later", "2 hours later", "3", "step 12", "2023-10-15", "10/15", "~"])
def test_other_cells_of_a_column_of_times_are_left_alone(cell: str) -> None:
    """Words, dates and cells without a time are right."""
    assert timeline(f"| Time | What |\n|---|---|\n| 14:00 | a |\n| {cell} | b |").problems == ()


def test_a_moved_colon_is_reported_in_a_list_if_the_time_fits() -> None:
    """``1:405`` may be a ratio elsewhere."""
    (problem,) = timeline("- 14:00 a\n- 1:405 b\n- 14:10 c").problems
    assert (problem.line, problem.help) == (2, "write 14:05, or put a word before the digits")
    assert timeline("- 14:00 a\n- 1:100 is the ratio\n- 14:10 c").problems == ()
    assert timeline("| Ratio | What |\n|---|---|\n| 1:400 | a |\n| 1:500 | b |").problems == ()


@pytest.mark.parametrize(
    "item",
    [
        "same day 14:15 rollback",
        "[ana] 14:15 rollback",
        "#2 14:15 rollback",
        "“14:15” rollback",
        "<14:15> rollback",
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


def test_a_date_and_a_time_behind_other_text_are_reported_without_other_times() -> None:
    """They are a time whatever the section has; a time alone may be something else."""
    text = "- `a1b2c3d` 2023-10-15 14:15 merged\n- 12 hosts restart"
    assert [(each.rule, each.line) for each in timeline(text).problems] == [("unread-time", 1)]
    for other in ("Ana 14:15 merged", "0.21 is released", "14.20"):
        assert not timeline(f"- {other}\n- 12 hosts restart").problems


@pytest.mark.parametrize(
    "item",
    ["next day 00:10 rollback", "(next day) 00:10 rollback", "翌日 00:10 復旧", "D+1 00:10 rollback"],
)
def test_a_time_after_a_word_for_another_day_is_reported(item: str) -> None:
    """Without the word, it would be read as one on the first day."""
    (problem,) = timeline(f"- 14:00 a\n- {item}").problems
    assert (problem.rule, problem.line) == ("unread-time", 2)
    assert problem.help == "write the date in place of the word: YYYY-MM-DD 00:10"


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


@pytest.mark.parametrize(
    ("item", "rules"),
    [
        ("14.75 Rolled back", ["bad-event-time"]),
        ("**14.60** Rolled back", ["bad-event-time"]),
        ("14.75 GB were lost", []),
        ("14.75 % failed", []),
        ("18.75 is the limit", []),
        ("14.75.1 is rolled back", []),
    ],
)
def test_a_time_with_a_dot_that_does_not_exist(item: str, rules: list[str]) -> None:
    """It is among others with dots, and fits between them."""
    found = timeline(f"- 14.00 Deployed\n- 14.05 Paged\n- {item}\n- 15.00 All clear")
    assert [problem.rule for problem in found.problems] == rules
    assert timeline(f"- 14.05 Paged\n- {item}").problems == ()


def test_paragraphs_with_dots_in_their_times() -> None:
    """They are in order, but for the hour after noon on a 12-hour clock; a date between them starts over."""
    text = "7 June 2023\n\n18.21 a\n\n8 June 2023\n\n~ 11.40 b\nmore\n\nsaid so\n\n12.05ish c\n\n12.56 d\n\n"
    assert times(text + "13.02 e") == ["06-07 18:21", "06-08 11:40", "06-08 12:05", "06-08 12:56", "06-08 13:02"]


def test_paragraphs_that_begin_with_numbers() -> None:
    """Two, or some that are in no order, are not times."""
    assert times("14.05 is the version\n\n14.10 is the next one") == []
    assert times("14.05 a\n\n13.10 b\n\n14.01 c\n\n13.50 d") == []


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


def test_rows_in_quotation_marks_are_reported_once() -> None:
    """At the first, if the section has no other times."""
    rows = '"Time","Event"\n"14:00","a"\n"14:05","b"'
    (problem,) = timeline(rows).problems
    assert (problem.rule, problem.line) == ("unread-time", 2)
    assert timeline(f"- 14:00 a\n\n{rows}").problems == ()
    assert timeline('"14:00" is what the log says.').problems == ()


def test_the_second_digit_of_the_minutes_is_found_after_a_space() -> None:
    """Only after a zero: what follows ``14:5`` may be another number."""
    assert [each.help for each in timeline("- 14:00 a\n- 14:0 5 b\n- 14:5 3 hosts\n- 15:00 c").problems] == [
        "write 14:05, or put a word before the digits"
    ] * 2


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
    ("text", "lines", "help"),
    [
        ("| Time | Event |\n|---|---|\n| 45214.5868 | a |", [3], "write 2023-10-15 14:05"),
        ("| Time | Event |\n|---|---|\n| 45214,586805555 | a |", [3], "write 2023-10-15 14:05"),
        ("| Time | Event |\n|---|---|\n| 14:00 | a |\n| 45214.5868 | b |", [4], "write 2023-10-15 14:05"),
        ("| Event | Date |\n|---|---|\n| a | 45214 |\n| b | 45214 |", [3, 4], "write 2023-10-15"),
        ("- 45214.5868 a", [1], "write 2023-10-15 14:05"),
        ("- 45214.99999 a", [1], "write 2023-10-16 00:00"),
        (
            "| Time | Event |\n|---|---|\n| 45214.58 | a |\n| 45214.58 | b |",
            [3, 4],
            "write the date and time that the spreadsheet shows, about 2023-10-15 13:55",
        ),
        ("| Time | Event |\n|---|---|\n| 0.586805555555556 | a |", [3], "write 14:05"),
    ],
)
def test_serial_dates_of_spreadsheets_are_reported(text: str, lines: list[int], help: str) -> None:
    """With the time that they stand for; two decimal places are exact to a quarter of an hour only."""
    problems = timeline(text).problems
    assert [(each.rule, each.line, each.help) for each in problems] == [("unread-time", line, help) for line in lines]


@all_cases(
    "text",
    [
        "- 45214 rows are gone",
        "- 43214.58 rows are gone",
        "- 45214.58% of the rows",
        "| Rows | Event |\n|---|---|\n| 45214.5868 | a |",
        "| Time | Event |\n|---|---|\n| 43214.5868 | a |",
        "| Response time | Event |\n|---|---|\n| 0.586805555555556 | a |",
        "| Event | Time (s) |\n|---|---|\n| a | 0.586805555555556 |\n| b | 45214 |",
        "| Time | Event |\n|---|---|\n| 0.586805 | a |",
        "| 99th | Event |\n|---|---|\n| 0.586805555555556 | a |",
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


# --- days of the week ---


@all_cases(
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
