"""When the events of a Timeline section were: days, clocks and zones that other lines give."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from mkdocs_postmortems.read.model import Group, Prose
from mkdocs_postmortems.read.timeline.dating import TimeContext
from mkdocs_postmortems.read.times.date_times import parse_datetime
from mkdocs_postmortems.read.times.zones import UTC_ZONE, read_zone
from tests.read.timeline.reading import CONTEXT, STARTED, events, in_zone, short, timeline, times

# --- dates ---


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
    assert times("16 October 2023<br>\n\n- 14:00 a") == times("16 October 2023<br>\n14:00 a") == ["10-16 14:00"]
    assert times("16 October 2023\n\nIn short:\n\n- 14:00 a") == ["10-16 14:00"]


def test_a_date_heads_the_lines_of_its_paragraph() -> None:
    """With a remark after it, and times written differently."""
    text = "**15th Oct:** (// all in UTC)  \n20:20 UTC : a  \n21:09 UTC: b\n\n**16th Oct:**\n00:37 UTC: c\n"
    assert events(text) == [("10-15 20:20", "a"), ("10-15 21:09", "b"), ("10-16 00:37", "c")]
    assert [part.title for part in timeline(text).parts if isinstance(part, Group)] == [
        "**15th Oct:** (// all in UTC)",
        "**16th Oct:**",
    ]


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


def test_a_linked_date_is_one() -> None:
    """Editors export it with an at sign, as they do names of people."""
    text = "@October 16, 2023\n\n- 9:00 a\n\n@October 17, 2023\n\n- 9:00 b\n- @Ana joins"
    assert times(text) == ["10-16 09:00", "10-17 09:00", ""]


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


def test_times_relative_to_a_day() -> None:
    """The report says once why they are not timed, and not at all if there is no start, as another rule reports."""
    text = "- T+0:26 a\n- T+1h b"
    found = timeline(text, TimeContext(started=parse_datetime("2023-10-15", UTC_ZONE)))
    assert [event.start for event in found.events] == [None, None]
    (problem,) = found.problems
    assert (problem.rule, problem.line, problem.help) == (
        "unread-time",
        found.events[0].span.first,
        "add the time of day to started",
    )
    assert timeline(text, TimeContext()).problems == ()


def test_a_clock_time_without_any_date_keeps_its_text() -> None:
    """An importer that knows no date must not lose the time."""
    assert events("- 14:05 a", TimeContext()) == [("", "14:05 a")]
    assert times("- 14:05 a", TimeContext(day=date(2023, 10, 15))) == ["10-15 14:05"]
    assert times("- 14:05 a", TimeContext(heading="Timeline - May 29, 2021")) == ["05-29 14:05"]


def test_an_event_keeps_its_label_if_its_time_is_unknown() -> None:
    """A report whose ``started`` was refused still says how the incident was detected."""
    (event,) = timeline("- 14:05 **Detected.** An alert.", TimeContext()).events
    assert (event.start, event.kind) == (None, "detected")


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


def test_an_item_may_name_the_day_of_those_below_it() -> None:
    """``Day 2 (2023-10-16)`` heads its items."""
    text = "- Day 1 (2023-10-15)\n    - 14:05 Alert\n- Day 2 (2023-10-16)\n    - 10:00 Fix"
    assert times(text) == ["10-15 14:05", "10-16 10:00"]
    assert [event.group for event in timeline(text).events] == ["Day 1 (2023-10-15)", "Day 2 (2023-10-16)"]


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
    "word",
    [
        *("The day after", "Day two", "Monday 16th", "J+1", "D+1"),
        *("Al día siguiente", "No dia seguinte", "Segunda-feira", "Il giorno dopo", "De volgende dag", "Nästa dag"),
        *("Następnego dnia", "На следующий день", "第2天", "次日", "周一", "星期一", "월요일"),
    ],
)
def test_the_words_for_the_second_day_in_several_languages(word: str) -> None:
    """In a heading, and in bold on a line of its own."""
    assert times(f"- 14:00 a\n\n### {word}\n\n- 09:00 b") == ["10-15 14:00", "10-16 09:00"]
    assert times(f"**15 October**\n\n- 14:00 a\n\n**{word}**\n\n- 09:00 b") == ["10-15 14:00", "10-16 09:00"]


def test_two_numbers_in_a_heading_are_a_day() -> None:
    """As in a table's column of times; elsewhere they may be a fraction."""
    for written in ("16/10", "10/16 (Mon)", "10/16（月）", "Mon 16/10", "**(16/10)**"):
        assert times(f"- 14:00 a\n\n### {written}\n\n- 09:00 b") == ["10-15 14:00", "10-16 09:00"]


@pytest.mark.parametrize(
    "text",
    [
        "- Domingo, 14:05 a\n- Segunda-feira 09:00 b",
        "- 日曜 14:05 a\n- 月曜 09:00 b",
    ],
)
def test_weekdays_in_other_languages(text: str) -> None:
    """Also before a clock time, and in their short forms."""
    assert times(text) == ["10-15 14:05", "10-16 09:00"]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("- 14:00 a\n- 15:00 (next day) b\n- 16:00 c", ["10-15 14:00", "10-16 15:00", "10-16 16:00"]),
        ("- 14:00 a\n- 15:00 (+1) b\n- 16:00 (+1) c", ["10-15 14:00", "10-16 15:00", "10-16 16:00"]),
        ("- 14:00 a\n- 15:00 +1d: b", ["10-15 14:00", "10-16 15:00"]),
        ("- 14:00 a\n- 15:00 the following day, b", ["10-15 14:00", "10-16 15:00"]),
        ("- 13:00 (-1 day) a\n- 14:05 b", ["10-14 13:00", "10-15 14:05"]),
        ("- 14:00 (the day before) a\n- 14:05 b", ["10-14 14:00", "10-15 14:05"]),
        ("- 23:50 a\n- 00:10 (+1) b\n- 00:20 (+1) c", ["10-15 23:50", "10-16 00:10", "10-16 00:20"]),
        ("| Time | Event |\n|---|---|\n| 14:00 | a |\n| 15:00 (+1) | b |", ["10-15 14:00", "10-16 15:00"]),
    ],
)
def test_another_day_may_be_named_after_the_time(text: str, read: list[str]) -> None:
    """It counts from the first day, unless midnight has passed already."""
    assert times(text) == read
    assert timeline(text).problems == ()


def test_what_is_wrong_with_a_time_on_another_day_is_reported_once() -> None:
    """The zone is that of the other half of the year."""
    winter = TimeContext(started=parse_datetime("2024-01-15 14:00", UTC_ZONE))
    problems = timeline("- 14:00 a\n- 15:00 EDT (+1) b", winter).problems
    assert [(each.rule, each.line) for each in problems] == [("ambiguous-timezone", 2)]


def test_headings_that_count_up_to_their_number_are_no_days() -> None:
    """They number the parts of a timeline; a single one, or one of several days, is a day."""
    assert times("### 1/2\n\n- 14:05 a\n\n### 2/2\n\n- 14:10 b") == ["10-15 14:05", "10-15 14:10"]
    assert times("### 15/10\n\n- 14:05 a\n\n### 16/10\n\n- 14:10 b") == ["10-15 14:05", "10-16 14:10"]


def test_a_whole_hour_below_another_day_is_compared_with_its_times_only() -> None:
    """9h would be before 14h05, the last time of the day before."""
    assert times("### 15 octobre\n- 14h05 a\n### 16 octobre\n- 9h b") == ["10-15 14:05", "10-16 09:00"]
    assert times("- 14:00 a\n\n### **10/16**\n\n- 09:00 b") == ["10-15 14:00", "10-16 09:00"]
    assert times("- 14:00 a\n\n### 40/60\n\n- 15:00 b") == ["10-15 14:00", "10-15 15:00"]
    assert times("- 14:00 a\n\n### 3/4 of the pods\n\n- 15:00 b") == ["10-15 14:00", "10-15 15:00"]


def test_a_portuguese_ordinal_is_no_weekday() -> None:
    """``segunda`` is also the second one."""
    assert events("- 2023-10-15 14:00 segunda falha") == [("10-15 14:00", "segunda falha")]
    assert events("- 2023-10-15 segunda falha")[0][1] == "segunda falha"


def test_a_word_above_no_events_is_one() -> None:
    """Or a part of the text."""
    assert [event.text for event in timeline("- 14:00 a\n- Next day").events] == ["a", "Next day"]


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


def test_the_weekday_shows_which_number_is_the_month() -> None:
    """Like a number above 12."""
    assert times("- Thu 05/03/2026 14:00 a\n- 06/03/2026 09:00 b", TimeContext()) == ["03-05 14:00", "03-06 09:00"]
    assert times("- Thu 03/05/2026 14:00 a\n- 03/06/2026 09:00 b", TimeContext()) == ["03-05 14:00", "03-06 09:00"]


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
    assert [short(event) for event in found.events] == ["10-15 21:00"]


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
    assert [short(event) for event in found] == ["10-15 14:00", "10-15 13:00", "10-15 13:00", "10-15 15:00"]


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


@pytest.mark.parametrize(
    ("heading", "prose"),
    [
        ("Timeline (all times Berlin)", ""),
        ("Timeline (Berlin time)", ""),
        ("Timeline (times in Berlin)", ""),
        ("Zeitleiste (Berlin-Zeit)", ""),
        ("Timeline (all times in CET/CEST)", ""),
        ("Timeline", "All times in MEZ/MESZ."),
        ("Timeline (CEST/UTC+2)", ""),
        ("Timeline (heure de Paris)", ""),
        ("Timeline", "Alle Zeiten sind Ortszeit (Berlin)."),
        ("Timeline", "Todos os horários em CEST."),
        ("Timeline", "Tutti gli orari sono in CEST."),
        ("Timeline", "Wszystkie czasy w CEST."),
        ("Timeline", "時刻はすべてCESTです。"),
        ("Timeline", "TZ: Europe/Berlin"),
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


@pytest.mark.parametrize(("zone", "at"), [("EST", "10-15 19:40"), ("PST", "10-15 22:40")])
def test_a_line_in_another_zone_moves_no_other_line_to_another_day(zone: str, at: str) -> None:
    """Those without a zone continue from each other."""
    text = f"- 14:00 a\n- 14:30 b\n- 14:40 {zone} c\n- 14:50 d\n- 15:10 e"
    assert times(text) == ["10-15 14:00", "10-15 14:30", at, "10-15 14:50", "10-15 15:10"]
    assert times(f"- 14:00 a\n- 2023-10-18 14:40 {zone} b\n- 20:00 c")[2] == "10-18 20:00"
    night = f"- 23:00 a\n- 23:40 {zone} c\n- 00:10 d"
    assert times(night, TimeContext(started=parse_datetime("2023-10-15 22:50", UTC_ZONE)))[2] == "10-16 00:10"


@pytest.mark.parametrize(
    ("text", "hour"), [("- 14:00 Zulu a", "14:00"), ("- 1400 Zulu: a", "14:00"), ("- 14∶00 UCT a", "14:00")]
)
def test_rare_spellings_of_utc(text: str, hour: str) -> None:
    """From aviation, from the zone database, and with a Unicode look-alike of a colon."""
    assert times(text, TimeContext(zone=read_zone("Asia/Tokyo"), started=STARTED))[0][-5:] == hour


# --- clocks ---


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


@pytest.mark.parametrize(
    ("above", "written", "offset"),
    [
        ("23:00 +13:00", "23:10 -11:00", True),
        ("23:00 +1300", "**23:10 −11:00**", True),
        ("2023-10-15 23:00 -09:30", "2023-10-15 23:10 -09:30", False),
        ("2023-10-15 23:00 +13:00", "2023-10-15 23:10 -09:30", True),
        ("23:00 UTC", "23:10 -11:00", False),
        ("23:00", "23:10 -11:00", False),
        ("23:00 +13:00", "23:10-11:00", False),
        ("23:00 +13:00", "23:10 - 11:00", False),
        ("23:00 +13:00", "23:10 -00:15", False),
        ("07:00 +13:00", "08:10 -09:30", False),
    ],
)
def test_a_minus_before_an_offset_is_one_where_all_other_times_have_offsets(
    above: str, written: str, offset: bool
) -> None:
    """If a range would end before it begins; elsewhere it is the end of a range, which may be after midnight."""
    event = timeline(f"- {above} a\n- {written} b").events[1]
    assert event.start is not None
    assert (event.start.at.utcoffset() < timedelta(0), event.end is None) == (offset, offset)
    assert event.text == "b"


def test_the_same_offset_behind_every_time_is_one() -> None:
    """Two may be ranges up to the same time in the morning, and so may be those beside other times."""
    lines = ["- 14:00 -05:00 a", "- 14:05 -05:00 b", "- 14:30 -05:00 c"]
    assert [event.end for event in timeline("\n".join(lines)).events] == [None] * 3
    assert all(event.end for event in timeline("\n".join(lines[:2])).events)
    assert all(event.end for event in timeline("\n".join([*lines[:2], "- 15:00 - 05:00 c"])).events)
    assert sum(event.end is not None for event in timeline("\n".join([*lines, "- 15:00 d"])).events) == 3


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


@pytest.mark.parametrize(
    "text",
    [
        "- Day 0, 14:00 a\n- Day 0 14:05 b\n- Day 1, 09:00 c",
        "### Day 0\n\n- 14:00 a\n- 14:05 b\n\n### Day 1\n\n- 09:00 c",
        "- Day 1, 14:00 a\n- Day 1 14:05 b\n- Day 2, 09:00 c",
        "- Giorno 1, 14:00 a\n- giorno 1 14:05 b\n- Giorno 2, 09:00 c",
        "| Dag | Tijd | Wat |\n|---|---|---|\n| Dag 0 | 14:00 | a |\n| | 14:05 | b |\n| Dag 1 | 09:00 | c |",
        "| Day | Time | Event |\n|---|---|---|\n| 1 | 14:00 | a |\n| 1 | 14:05 | b |\n| 2 | 09:00 | c |",
        "| Day | Time | Event |\n|---|---|---|\n| Day 0 | 14:00 | a |\n| | 14:05 | b |\n| Day 1 | 09:00 | c |",
    ],
)
def test_numbered_days(text: str) -> None:
    """From 1, or from 0 if there is a day 0; in a column of their own too."""
    assert times(text) == ["10-15 14:00", "10-15 14:05", "10-16 09:00"]
    assert [event.text for event in timeline(text).events] == ["a", "b", "c"]
