"""How a report is divided, and what changes so that the page shows it so."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.imports.report import Imported
from mkdocs_postmortems.imports.text.heading_words import bare, continues_timeline
from tests.imports.conftest import Import
from tests.tables import all_cases


def headings(found: Imported) -> list[str]:
    return [line for line in found.text.split("\n") if line.startswith("#")]


LINES = "- 2023-10-15 14:00 a\n- 14:05 b\n- 14:10 c\n"


@all_cases(
    "heading",
    [
        "## Timeline",
        "## Timeline (all times UTC)",
        "## Timeline - October 15, 2023",
        "## Chronology",
        "## Incident Timeline",
        "## 3. Timeline",
        "## **Timeline**",
        "# Timeline",
        "### Timeline",
        "#### Timeline of events",
        "Timeline\n--------",
        "Timeline\n========",
        "**Timeline**",
        "**Timeline:**",
        "Timeline:",
        "## What happened",
        "## Zeitlicher Ablauf",
        "## タイムライン",
        "## Detailed incident timeline and response",
        "",
    ],
)
def test_a_timeline_is_found_under_many_headings(do_import: Import, heading: str) -> None:
    """And it ends where the next heading stands."""
    level = heading.split(" ")[0] if heading.startswith("#") else "#" if "=" in heading else "##"
    found = do_import(f"# Login fails\n\nText.\n\n{heading}\n\n{LINES}\n{level} Lessons\n\n- 15:00 is no event\n")
    assert found.events == 3, found.text
    assert not found.report.problems


def test_a_level_is_raised_for_all_of_a_kind(do_import: Import) -> None:
    """Where all sections are on the third level, they all come to the second, and what is below them with them."""
    found = do_import(
        f"# Login fails\n\n### Summary\n\nText\n\n### Timeline\n\n{LINES}\n#### Note\n\nText\n\n### Impact\n"
    )
    assert [line for line in found.text.split("\n") if line.startswith("#")] == [
        *("## Summary", "## Timeline", "### Note", "## Impact"),
    ]


def test_sections_on_the_first_level_go_down(do_import: Import) -> None:
    """Where sections are written like titles, all headings go a level down."""
    found = do_import(f"# Overview\n\nText\n\n# Timeline\n\n{LINES}\n## Day two\n\n- 2023-10-16 10:00 d\n", "login.md")
    assert [line for line in found.text.split("\n") if line.startswith("#")] == [
        "## Overview",
        "## Timeline",
        "### Day two",
    ]
    assert found.events == 4


def test_a_section_on_the_first_level_above_others_on_the_second(do_import: Import) -> None:
    """It is no title, and comes to the second level, unless there is nothing but the others below it."""
    found = do_import(f"# Summary\n\nText\n\n## Timeline\n\n{LINES}", "login-fails.md")
    assert (found.title, headings(found)) == ("Login fails", ["## Summary", "## Timeline"])
    found = do_import(f"# Summary\n\n## Timeline\n\n{LINES}", "login-fails.md")
    assert headings(found) == ["# Summary", "## Timeline"]


def test_a_day_as_a_heading_of_the_same_level_goes_on_with_the_timeline(do_import: Import) -> None:
    """``## October 16`` below ``## Timeline`` is a part of it."""
    found = do_import(f"# Login fails\n\n## Timeline\n\n{LINES}\n## October 16\n\n- 09:00 d\n\n## Impact\n\nText\n")
    assert (found.events, found.days) == (5, 1)
    assert "### October 16" in found.text


def test_a_report_that_is_one_list(do_import: Import) -> None:
    """An item with the timeline in it becomes a section; what follows it is set off; later times are a part of it."""
    text = (
        "# Login fails\n\n- **Key events**\n  - Detected 2023-10-15 14:00\n  - Resolved 2023-10-15 15:00\n\n"
        "- **Time to repair**: 1h\n\n- **Context**:\n  - 2023-10-15 14:10: a\n  - 2023-10-15 14:20: b\n\n"
        "- **Review actions**:\n  - Alert earlier\n  - Write it down\n"
    )
    found = do_import(text)
    assert (found.events, found.actions) == (4, 2)
    assert headings(found) == [
        *("## Key events", "## Further details", "## Timeline", "## Review actions"),
    ]
    assert [line for line, _ in found.notes] == [3, 7, 9, 13]


def test_every_change_is_told_with_its_line(do_import: Import) -> None:
    """Lines are those of the source."""
    found = do_import(f"---\nlayout: post\n---\n# Login fails\n\n### Timeline\n\n{LINES}")
    assert [line for line, note in found.notes if "level" in note] == [6]


def test_headings_in_code_are_none(do_import: Import) -> None:
    """Only what the page shows as a heading is one."""
    found = do_import(f"# Login fails\n\n```\n### Timeline\n```\n\n## Timeline\n\n{LINES}")
    assert "```\n### Timeline\n```" in found.text
    assert found.events == 3


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("1. Timeline", "timeline"),
        ("⏱ Timeline (UTC)", "timeline"),
        ("Timeline - May 29", "timeline"),
        ("5 whys", "5 whys"),
    ],
)
def test_bare_words_of_a_heading(title: str, words: str) -> None:
    """Number, signs and remarks do not tell two headings apart."""
    assert bare(title) == words


def test_sections_that_follow_a_timeline_a_level_too_low_are_no_part_of_it(do_import: Import) -> None:
    """They hold no time and stand behind the events; phases below a timeline stay in it."""
    behind = "### Root cause\n\n1. A flag.\n\n#### Note\n\n### Impact\n\nText\n\n## End\n\n### A"
    found = do_import(f"# Login fails\n\n## Timeline\n\n{LINES}\n{behind}")
    assert found.events == len(found.report.timeline.events) == 3  # type: ignore[union-attr]
    assert headings(found) == ["## Timeline", "## Root cause", "### Note", "## Impact", "## End", "### A"]
    phases = do_import(f"# Login fails\n\n## Timeline\n\n### Detection\n\n{LINES}\n### Resolution\n\n- Undone\n")
    assert headings(phases) == ["## Timeline", "### Detection", "### Resolution"]
    timed = do_import(f"# Login fails\n\n## Timeline\n\n{LINES}\n### Resolution\n\n- 15:00 Undone\n")
    assert timed.events == 4


def test_a_timeline_for_each_day(do_import: Import) -> None:
    """What stands below the second day is on that day, though both timelines have the same heading."""
    day = "## {}\n\n### Timeline\n\n- 10:00 a\n- 10:30 b\n\n"
    found = do_import("# Search is down\n\n" + day.format("2023-10-15") + day.format("October 16, 2023"))
    assert found.report.timeline is not None
    starts = [f"{event.start.at:%d %H:%M}" for event in found.report.timeline.events if event.start]
    assert starts == ["15 10:00", "15 10:30", "16 10:00", "16 10:30"]
    assert "## Timeline (October 16, 2023)" in headings(found)


def test_key_events_and_a_timeline_are_both_read(do_import: Import) -> None:
    """Each with its own heading; what stands between the two is in neither."""
    found = do_import(
        "# Search is down\n\n- **Key events**\n  - Detected 2023-10-15 14:05\n  - Resolved 2023-10-15 15:00\n"
        f"\n- **Impact**: no search\n\n### Timeline\n\n{LINES}"
    )
    assert found.events == 5
    assert [line for line in headings(found) if "imeline" in line or "vents" in line] == [
        "## Key events",
        "## Timeline",
    ]


def test_one_timeline_with_a_bold_line_for_each_part(do_import: Import) -> None:
    """``**Timeline:**`` below a heading of the same meaning is no timeline of its own."""
    part = f"### {{}}\n\nIt rains.\n\n**Timeline:**\n\n{LINES}\n"
    found = do_import("# Search is down\n\n## Incident timeline\n\n" + part.format("First") + part.format("Second"))
    assert found.events == 6
    assert [line for line in headings(found) if line.startswith("## ")] == ["## Incident timeline"]


def test_what_is_written_below_an_item_and_not_in_it(do_import: Import) -> None:
    """In a report that is one list, a numbered list below an item's words is that item's."""
    found = do_import(
        "# Login fails\n\n- **Impact**:\n\nNobody could log in.\n\n- **Review actions**:\n\n1. Test it.\n"
        "2. Watch it.\n\n- **Notes**: none\n"
    )
    assert [item.text for item in found.report.actions] == ["Test it.", "Watch it."]
    assert "## Further details\n\n- **Notes**: none" in found.text


def test_times_in_a_block_of_code_are_headed_above_it(do_import: Import) -> None:
    """A heading in the block would be code."""
    text = (
        "# Search fails\n\n**Date:** 2024-05-14\n\n## Investigation\n\nThe limits are clear:\n\n"
        "```text\n14:00 UTC  no error\n14:05 UTC  first errors\n14:10 UTC  all fail\n```\n\nIt was not random.\n"
    )
    found = do_import(text)
    assert "\n## Timeline\n\n```text\n14:00 UTC  no error\n" in found.text
    assert (found.started, found.events) == ("2024-05-14 14:00", 3)


def test_a_section_of_the_titles_level_goes_down(do_import: Import) -> None:
    """As the others are; but for one that sections stand below."""
    found = do_import("# Login\n\n## Summary\n\nx\n\n# Action items\n\n- Rest\n\n# Halt\n\nx\n")
    assert (found.actions, "\n## Halt\n" in found.text) == (1, True)
    assert "\n## Halt\n" in do_import("# Login\n\nx\n\n# Halt\n\nx\n").text
    assert "\n## Halt\n\nx\n\n### Why\n" in do_import("# Login\n\nx\n\n### Halt\n\nx\n\n#### Why\n\nx\n").text
    assert "\n\\#1234 undo it\n" in do_import("# Login\n\n## Summary\n\nx\n\n#1234 undo it\n").text
    parts = do_import("# Login\n\n# First\n\n## Timeline\n\n- 14:05 a\n\n# Second\n\n## Causes\n\nx\n")
    assert "\n# First\n" in parts.text and "\n# Second\n" in parts.text


def test_a_day_beside_headings_that_are_times_is_of_the_same_timeline(do_import: Import) -> None:
    """The last updates of a long incident tell no time of day."""
    times = "## 2023-10-16 14:05\n\nx\n\n## 2023-10-16 12:00\n\nx\n"
    found = do_import(f"# Login\n\n## 2023-10-20\n\nAll is well.\n\n{times}\n## 2023-10-15\n\nx\n\n## Thanks\n\nx\n")
    assert found.events == 4
    assert "## Timeline\n\n### 2023-10-20\n\nAll is well." in found.text
    assert "\n## Thanks" in found.text


def test_words_zone_and_day_of_a_timelines_heading_are_kept(do_import: Import) -> None:
    """The section is named in front of a bold line's words; above a heading, zone and day are said again."""
    times = "- 14:00 A deploy.\n- 15:10 It is undone.\n"
    bold = do_import(f"# Login fails\n\nDate: 2023-10-15\n\n**What our response's timeline was (CET)**\n\n{times}")
    assert f"## Timeline - What our response's timeline was (CET)\n\n{times}" in bold.text
    head = do_import(f"# Login fails\n\nIt rained.\n\n## Our timeline of October 15, 2023 (PST)\n\n{times}")
    assert f"\n## Timeline (PST, 2023-10-15)\n\n### Our timeline of October 15, 2023 (PST)\n\n{times}" in head.text
    assert (bold.started, head.started) == ("2023-10-15 14:00+01:00", "2023-10-15 14:00-08:00")
    assert [each.start.at.isoformat() for each in head.report.timeline.events if each.start][1:] == [
        "2023-10-15T15:10:00-08:00"
    ]


def test_no_heading_of_a_timeline_heads_nothing(do_import: Import) -> None:
    """One that is not known goes below that of the section, unless there is text below it or it names a section."""
    times = "- 2023-10-15 14:00 A deploy.\n- 2023-10-15 15:10 It is undone.\n- 2023-10-15 15:20 All is well.\n"
    found = do_import(f"# Login fails\n\n## Recovery timeline\n\n{times}\n### Later\n\nIt rained.\n")
    assert headings(found) == ["## Timeline", "### Recovery timeline", "#### Later"]
    found = do_import(f"# Login fails\n\n## The incident\n\nIt rained.\n\n{times}")
    assert headings(found) == ["## The incident", "## Timeline"]
    assert headings(do_import(f"# Login fails\n\n## Summary\n\n{times}")) == ["## Summary", "## Timeline"]


def test_a_level_that_no_heading_has_leaves_room(do_import: Import) -> None:
    """Only the headings that must change their level do."""
    text = "# Timeline\n\n- 14:05 a\n- 14:06 b\n\n# Cause\n\nx\n\n### Why\n\nx\n\n#### And why\n\nx\n"
    found = do_import(f"---\ntitle: Login fails\ndate: 2023-10-15\n---\n\n{text}")
    assert "## Timeline\n" in found.text and "\n## Cause\n\nx\n\n### Why\n\nx\n\n#### And why\n" in found.text


def test_a_section_above_a_timeline_that_is_raised_goes_down(do_import: Import) -> None:
    """It headed sections of a lower level only by mistake."""
    text = "# Setting\n\nx\n\n### Timeline\n\n- 14:05 a\n- 14:06 b\n\n# Action items\n\n- c\n"
    found = do_import(f"---\ntitle: Login fails\ndate: 2023-10-15\n---\n\nIt rained.\n\n{text}")
    assert "\n## Setting\n" in found.text and "\n## Timeline\n" in found.text and "\n## Action items\n" in found.text


def test_sections_below_a_timeline_without_a_heading_are_no_part_of_it(do_import: Import) -> None:
    """They are on the third level, below the title and the times."""
    found = do_import(
        f"# Login fails\n\n{LINES}\n### Root cause\n\nText.\n\n### Lessons\n\n#### What went well\n\n- a\n"
    )
    assert headings(found) == ["## Timeline", "## Root cause", "## Lessons", "### What went well"]
    assert found.events == 3


@pytest.mark.parametrize("heading", ["What we'll do", "Countermeasures", "Acciones de mejora", "改善項目"])
def test_further_headings_of_measures(do_import: Import, heading: str) -> None:
    """Common ones, in several languages."""
    assert do_import(f"# Login fails\n\n## {heading}\n\n- Renew the key\n").actions == 1


@pytest.mark.parametrize(
    ("above", "below", "events"), [("", "", 2), ("# Login fails\n\n", "", 2), ("Text.\n\n", "", 0), ("", "Text.\n", 0)]
)
def test_two_times_are_a_timeline_if_there_is_nothing_else(
    do_import: Import, above: str, below: str, events: int
) -> None:
    """As in a message of a status page."""
    text = f"{above}2023-10-15 14:05 - We look.\n\n2023-10-15 15:10 - Fixed.\n\n{below}"
    assert do_import(text).events == events


def test_times_that_are_no_events_make_no_timeline(do_import: Import) -> None:
    """Lines of a program's log, and a date behind a label, next to few others."""
    log = "".join(f"févr. 13 09:44:{second} web app[12]: failed\n" for second in range(20, 29))
    found = do_import(f"# Login fails\n\n## Investigation\n\nIt said:\n\n```\n{log}```\n\nSo we restarted it.\n")
    assert (headings(found), found.events) == (["## Investigation"], 0)
    found = do_import(
        "# Login fails\n\n## The halt\n\n- **Date:** 2023-10-15 3am UTC\n- **Chain:** a\n\n"
        "On 2023-10-14 at 9pm UTC it was proposed.\n\nAt 3am UTC it was accepted.\n"
    )
    assert (headings(found), found.started) == (["## The halt"], "2023-10-15 03:00")


@pytest.mark.parametrize("value", ["0.27", "**12.5** %", "~300ms", "1,200 (peak)"])
def test_a_table_of_measurements_is_no_timeline(do_import: Import, value: str) -> None:
    rows = "".join(f"| 14:0{minute} | {value} |\n" for minute in range(5))
    found = do_import(f"# Login fails\n\n## What we saw\n\n| Time | Errors |\n|---|---|\n{rows}")
    assert (headings(found), found.events) == (["## What we saw"], 0)
    found = do_import(
        f"# Login fails\n\n## What we saw\n\n| Time | Errors |\n|---|---|\n{rows.replace(value, '5 pods fail')}"
    )
    assert (headings(found)[0], found.events) == ("## Timeline", 5)


def test_a_figure_in_a_row_with_a_sentence_is_no_measurement(do_import: Import) -> None:
    """It may number the rows, or say how many are affected."""
    rows = "".join(f"| 14:0{number} | {number} | Host {number} fails |\n" for number in range(1, 5))
    for header in ("| Time | # | What |", "| Time | Hosts | What |", "| Time | Hosts | Seen |"):
        found = do_import(f"# Login fails\n\n## What we saw\n\n{header}\n|---|---|---|\n{rows}")
        assert (headings(found)[0], found.events) == ("## Timeline", 4)


def test_an_underlined_heading_gets_the_line_of_its_level(do_import: Import) -> None:
    """A section of the first level is one of the second."""
    found = do_import("# Login fails\n\nTimeline\n========\n\n- 2023-10-15 14:05 A deploy.\n\nCause\n-----\n\nRain.\n")
    assert "Timeline\n--------\n\n- 2023-10-15" in found.text
    assert "Cause\n-----\n\nRain." in found.text


def test_a_first_level_heading_of_a_text_is_a_section(do_import: Import) -> None:
    """It is no group of the sections below it, which would stay above them."""
    text = (
        "# Login fails\n\n![a](b.png)\n\n# An outage\n\nNobody could log in.\n\n## Timeline\n\n- 14:05 UTC It rains\n"
    )
    found = do_import(text)
    assert [(each.title, each.level) for each in found.report.headings] == [("An outage", 2), ("Timeline", 2)]
    group = do_import(text.replace("Nobody could log in.\n\n", "")).report.headings
    assert [(each.title, each.level) for each in group] == [("An outage", 1), ("Timeline", 2)]


def test_a_timeline_of_what_should_have_happened_is_none(do_import: Import) -> None:
    """Its times are no events, and it stays as it is."""
    wish = "## What should have happened (ideal timeline)\n\n- 14:00: A deploy.\n- 14:01: It is undone.\n"
    found = do_import(f"# Login fails\n\n2023-10-15\n\n## Timeline\n\n- 14:00: A deploy.\n- 15:10: Undone.\n\n{wish}")
    assert found.events == 2
    assert wish in found.text


@pytest.mark.parametrize("zone", ["", " (Asia/Tokyo)"])
def test_a_timeline_of_several_days_without_a_heading(do_import: Import, zone: str) -> None:
    """Each day heads its events, or says what was on it."""
    day = "### 23:50 - A deploy\n\nOf login.\n\n### 23:58 - Alerts\n\n### 23:59 - A call\n\n"
    others = "## October 16, 2023\n\n### 00:10 - It is undone\n\n## October 17, 2023\n\nWe met.\n\n## Notes\n\nx\n"
    text = f"## October 15, 2023{zone}\n\n{day}{others}"
    found = do_import(f"# Login fails\n\nIt rained.\n\n{text}")
    timeline = found.report.timeline
    assert timeline is not None
    assert [str(each.start.at)[:16] for each in timeline.events if each.start] == [
        "2023-10-15 23:50",
        "2023-10-15 23:58",
        "2023-10-15 23:59",
        "2023-10-16 00:10",
        "2023-10-17 00:00",
    ]
    titles = [(each.level, each.title) for each in found.report.headings]
    assert titles[:3] == [(2, f"Timeline{zone}"), (3, f"October 15, 2023{zone}"), (4, "23:50 - A deploy")]
    assert titles[-2:] == [(3, "October 17, 2023"), (2, "Notes")]


def test_headings_that_go_on_with_a_timeline() -> None:
    """A date or a time, at the timeline's own level."""
    assert all(map(continues_timeline, ("July 22", "2023-10-16", "14:05 Rollback", "**Oct 16, 2023**")))
    assert not any(map(continues_timeline, ("Root cause", "2023 in review", "October outage", "5 whys", "")))


def test_sections_above_the_timeline_are_raised_to_its_level(do_import: Import) -> None:
    """As those behind it."""
    parts = (
        "### Summary\n\nIt rained.\n\n### Root cause\n\nRain.\n\n## Timeline\n\n- 14:00: A deploy.\n\n### Notes\n\nx\n"
    )
    found = do_import(f"# Login fails\n\n2023-10-15\n\n{parts}")
    assert {each.level for each in found.report.headings} == {2}
