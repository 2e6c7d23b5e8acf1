"""What the first paragraphs of a text say about when the incident began and ended."""

from __future__ import annotations

from datetime import date

import pytest

from mkdocs_postmortems.imports.facts.openings import read_beginning, read_range
from mkdocs_postmortems.imports.text.calendar import Calendar
from mkdocs_postmortems.read.times.zones import read_zone
from tests.imports.conftest import Import

CALENDAR = Calendar(read_zone("UTC"), day=date(2023, 10, 15))
TIMELINE = "## Timeline\n\n- 2023-10-02 09:00 UTC The key is made.\n- 2023-10-15 14:06 UTC Users cannot log in.\n"


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("It rained from 14:00 to 15:10 UTC.", "2023-10-15T14:00", "2023-10-15T15:10"),
        ("It rained from 1400hrs (UTC) to 1510hrs (UTC).", "2023-10-15T14:00", "2023-10-15T15:10"),
        ("Between approximately 2023-10-15 14:00 and 15:10 it", "2023-10-15T14:00", "2023-10-15T15:10"),
        ("From 12:01am to 3:45pm it rained.", "2023-10-15T00:01", "2023-10-15T15:45"),
        ("Between 23:30 and 00:10 it rained.", "2023-10-15T23:30", "2023-10-16T00:10"),
        ("From 2023-10-14 20:18 (UTC) until the 2023-10-15 03:45 (UTC).", "2023-10-14T20:18", "2023-10-15T03:45"),
        ("From 21:33 UTC on 14 October 2023 until 13:22 UTC on 15 Oct 2023 it", "2023-10-14T21:33", "2023-10-15T13:22"),
        ("For an hour, between 12:17 and 12:30 UTC on 2023-10-12, it", "2023-10-12T12:17", "2023-10-12T12:30"),
        ("It took 70 minutes (14:00 UTC to 15:10 UTC).", "2023-10-15T14:00", "2023-10-15T15:10"),
        ("On October 12th, from about 8:43 UTC until ~10:07 UTC it", "2023-10-12T08:43", "2023-10-12T10:07"),
        ("It rained from 14:00 UTC-15:10 UTC.", "2023-10-15T14:00", "2023-10-15T15:10"),
    ],
)  # fmt: skip
def test_ranges(text: str, start: str, end: str) -> None:
    """With a date on either side, in front of it, or none."""
    told = read_range(text, CALENDAR, CALENDAR.day)
    assert told is not None and told.end is not None
    assert (told.start.at.isoformat()[:16], told.end.at.isoformat()[:16]) == (start, end)


@pytest.mark.parametrize("zone", ["UTC+5", "(UTC+5)", "GMT+5:00", "+05:00", "+0500"])
def test_a_zone_may_be_an_offset(zone: str) -> None:
    told = read_range(f"It rained for an hour (14:00–15:10 {zone}) in October.", CALENDAR, CALENDAR.day)
    assert told is not None and told.end is not None
    assert (told.start.instant.hour, told.end.instant.hour) == (9, 10)


@pytest.mark.parametrize(
    "text",
    [
        "It rained from 14:00 to 15:10, and from 16:00 to 17:10.",
        "Between July 9 and July 16, 2023, it rained.",
        "It rained from 14:00 on.",
    ],
)
def test_no_range(text: str) -> None:
    """Several, one of days, or a start alone."""
    assert read_range(text, CALENDAR, CALENDAR.day) is None


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("On Sunday, October 15th, 2023 at roughly 14:00 UTC nobody could log in. It rained.", "2023-10-15T14:00"),
        ("At 2:00 PM on 15 October 2023, nobody\ncould log in.", "2023-10-15T14:00"),
        ("On the 15th of October at 14:00 UTC, nobody could log in.", "2023-10-15T14:00"),
        ("Beginning October 15, at 14:00 UTC, nobody could log in.", "2023-10-15T14:00"),
        ("Starting at 14:00 UTC on October 15, nobody could log in.", "2023-10-15T14:00"),
        ("At 14:00 UTC nobody could log in.", ""),
        ("On 15 October nobody could log in.", ""),
        ("On 15 October at 14:00 UTC we received a report that nobody could log in.", ""),
        ("Nobody could log in on 15 October at 14:00 UTC.", ""),
    ],
)
def test_the_first_sentence(text: str, start: str) -> None:
    """It begins with day and time, and does not say that somebody noticed."""
    told = read_beginning(text, CALENDAR)
    assert (told.start.at.isoformat()[:16] if told else "") == start


@pytest.mark.parametrize(
    ("opening", "timeline", "started"),
    [
        ("On 2023-10-15 at 14:00 UTC the key ran out.", "- 14:06 Alerts fire.\n", "2023-10-15 14:00"),
        ("On 2023-10-15 at 14:10 UTC the key ran out.", "- 14:06 Alerts fire.\n", "2023-10-15"),
        ("On 2023-10-15 at 14:00 UTC the key ran out.", "- 13:50 The key is used.\n", "2023-10-15 13:50"),
        ("On 2023-10-15 between 14:00 and 15:00 UTC.", TIMELINE[13:], "2023-10-15 14:00"),
        ("On 2023-10-16 between 14:00 and 15:00 UTC.", TIMELINE[13:], "2023-10-02 09:00"),
        ("Between 14:00 and 15:00 UTC it rained.", TIMELINE[13:], "2023-10-02 09:00"),
    ],
)
def test_the_opening_against_the_timeline(do_import: Import, opening: str, timeline: str, started: str) -> None:
    """It says at what time of the day it began, if no event is before, or on what day, if events before are history."""
    found = do_import(f"# Login fails\n\n## Summary\n\n{opening}\n\n## Timeline (UTC)\n\n{timeline}", "2023-10-15.md")
    assert found.started == started


def test_the_opening_is_above_the_first_section(do_import: Import) -> None:
    """If the title is in the front matter, the first heading is no title."""
    text = "On 15 October at 14:00 UTC the key ran out.\n\n## Cause of the outage\n\nIt was old.\n\n## Impact\n\nx\n"
    assert do_import(f"---\ntitle: Login fails\ndate: 2023-10-18\n---\n\n{text}").started == "2023-10-15 14:00"


def test_the_opening_below_the_heading_of_a_postmortem(do_import: Import) -> None:
    """As on a status page; when it was posted is no part of it."""
    text = "## Postmortem\n\n*Posted Oct 17, 2023 - 09:00 UTC*\n\nOn October 15, from 14:00 to 15:00 UTC it failed.\n\n"
    found = do_import(
        f"---\ntitle: Login fails\n---\n\n{text}## Resolved\n\n*Posted Oct 15, 2023 - 15:10 UTC*\n\nOver.\n"
    )
    assert found.started == "2023-10-15 14:00"


def test_a_range_is_no_date_of_the_text(do_import: Import) -> None:
    """It is the incident's, though all events are before it."""
    text = "# Login fails\n\nDate: 2023-10-15\nDuration: 1 h (14:00 UTC - 15:00 UTC)\n\n## Timeline\n\n"
    assert do_import(f"{text}- 2023-10-02 The key is made.\n- 14:10 UTC Undone.\n").started == "2023-10-15 14:00"


@pytest.mark.parametrize(
    ("duration", "started", "ended"),
    [
        ("~6 hours (slow burn, 02:10 → 08:05 UTC)", "2023-10-15 02:10", "2023-10-15 08:05"),
        ("6 h 14 min (approx.; 06:17Z - 12:31Z)", "2023-10-15 06:17", "2023-10-15 12:31"),
        ("2 days latent (since 2023-10-13 17:44), 45 min until it was found", "2023-10-13 17:44", None),
        ("seit 2023-10-13 17:44", "2023-10-13 17:44", None),
        ("2 h (monitored since the deployment)", "2023-10-15", None),
        ("2 h, known since 2023-10-01 09:00 by the users", "2023-10-15", None),
    ],
)
def test_the_start_in_a_duration(do_import: Import, duration: str, started: str, ended: str | None) -> None:
    """It tells a range behind other words, or since when it has lasted."""
    found = do_import(f"# Login fails\n\nDate: 2023-10-15\nDuration: {duration}\n\nText.\n")
    assert found.started == started
    assert found.report.fields.resolved is None if ended is None else f"resolved: {ended}\n" in found.text


def test_a_day_before_the_first_event(do_import: Import) -> None:
    """The label says when it began, and the events that it was noticed on the next day."""
    head = "# Login fails\n\nDate: 2023-10-15\n\n## Timeline\n\n"
    assert do_import(f"{head}- 2023-10-16 09:00 Users report it.\n- 2023-10-16 10:00 Undone.\n").started == "2023-10-15"


@pytest.mark.parametrize(
    ("head", "first", "started"),
    [
        ("# October 15, 2023: login fails\n\n", "2023-10-02 09:00 The key is made.", "2023-10-15 14:05"),
        ("# Login fails\n\nDate: 2023-10-15\n\n", "2023-10-02 09:00 The key is made.", "2023-10-15 14:05"),
        ("# October 15, 2023: login fails\n\n", "2023-10-14 23:50 The key runs out.", "2023-10-14 23:50"),
        ("# Login fails\n\nIt was 2023-10-15.\n\n", "2023-10-02 09:00 The key is made.", "2023-10-02 09:00"),
        ("# October 16, 2023: login fails\n\n", "2023-10-02 09:00 The key is made.", "2023-10-02 09:00"),
    ],
)
def test_events_before_the_day_that_the_title_or_a_label_names(
    do_import: Import, head: str, first: str, started: str
) -> None:
    """They are the history of the incident if most events are on that day, and it does not go on over midnight."""
    text = f"{head}## Timeline\n\n- {first}\n- 2023-10-15 14:05 It fails.\n- 2023-10-15 14:10 Undone.\n"
    assert do_import(text, "login.md").started == started


def test_the_end_of_a_range_that_begins_with_the_first_event(do_import: Import) -> None:
    """The timeline tells the start, and the range when it was over."""
    opening = "On October 15, 2023 nobody could log in, from 14:00 to 15:10 UTC."
    text = f"# Login fails\n\n{opening}\n\n## Timeline\n\n- 14:00 UTC A deploy.\n- 15:20 UTC Somebody says so.\n"
    fields = do_import(text).report.fields
    assert (fields.started and fields.started.at.hour, fields.resolved and fields.resolved.at.minute) == (14, 10)


def test_another_timeline_begins_earlier(do_import: Import) -> None:
    """Of one that begins when it was noticed, only the day is known, unless another one begins before."""
    key = "## Key events\n\n- 2023-10-15 14:06 Detected by an alert.\n- 2023-10-15 15:10 It is over.\n"
    more = "\n## Timeline\n\n- 2023-10-15 14:00 A deploy.\n- 2023-10-15 14:06 An alert.\n"
    assert do_import(f"# Login fails\n\n{key}{more}").started == "2023-10-15 14:00"
    assert do_import(f"# Login fails\n\n{key}{more.replace('A deploy', 'An alert')}").started == "2023-10-15"


def test_times_are_compared_at_the_precision_of_the_less_precise_one(do_import: Import) -> None:
    """An end in the minute of the start may be after it."""
    fields = do_import(
        "---\ntitle: Login fails\nstarted: 2023-10-15 14:00:30\nresolved: 2023-10-15 14:00\n---\n\nIt rained.\n"
    ).report.fields
    assert fields.resolved is not None
