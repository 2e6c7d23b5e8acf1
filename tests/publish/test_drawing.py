"""The input of the drawings."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from mkdocs_postmortems.publish.drawing import drawing_locale, event_marks, timeline_input
from mkdocs_postmortems.read.report import ReportReader
from mkdocs_postmortems.settings import Settings
from tests.publish.examples import make_report

SETTINGS = Settings()


@pytest.mark.parametrize("language", ["de", "ja"])
def test_other_languages_are_complete(language: str) -> None:
    """Nothing is left in English."""
    ours, english = drawing_locale(language), drawing_locale("en")
    assert not set(ours.phases.values()) & set(english.phases.values())
    assert ours.rail(2) != english.rail(2)
    assert not set(ours.absences.values()) & set(english.absences.values())


def test_formats_follow_the_language() -> None:
    """Days and months are written in the language's way."""
    day = datetime(2024, 3, 9, 14, 6, tzinfo=UTC)
    assert drawing_locale("en").weekday_day(day) == "Sat 9"
    assert drawing_locale("de").date(day) == "9. März"
    assert drawing_locale("ja").month(day) == "2024年3月"
    assert drawing_locale("en").duration(timedelta(minutes=90)) == "1 h 30 min"


def test_a_report_of_days_draws_no_times() -> None:
    """If only days are known, no limit is a time of day."""
    front = "---\ntitle: T\nstarted: 2024-03-08\nresolved: 2024-03-09\n---\n## Timeline\n\n- Something.\n"
    report = ReportReader(SETTINGS).read("a.md", front.encode())
    drawn = timeline_input(report, event_marks(report, SETTINGS))
    assert (drawn.started, drawn.resolved, drawn.marks[0].start) == (None, None, None)


def test_an_event_with_only_a_day_is_in_the_middle_of_it() -> None:
    """In the report's zone; an event with a time needs no day."""
    front = "---\ntitle: T\nstarted: 2024-03-08\ntimezone: Asia/Tokyo\n---\n## Timeline\n\n"
    report = ReportReader(SETTINGS).read("a.md", f"{front}- 2024-03-09 One.\n- 2024-03-10 09:00 Two.\n".encode())
    one, two = event_marks(report, SETTINGS)
    assert one.day == datetime(2024, 3, 9, 3, tzinfo=UTC)
    assert two.day is None


def test_a_mark_has_its_event_as_plain_text() -> None:
    """Its first line, without Markdown, and the link to the list."""
    front = (
        "---\ntitle: T\nstarted: 2024-03-08 14:00\n---\n## Timeline\n- 14:06 **Detected.** An `alert`.\n\n    And.\n"
    )
    report = ReportReader(SETTINGS).read("a.md", front.encode())
    (mark,) = event_marks(report, SETTINGS)
    assert (mark.title, mark.href, mark.kind) == ("Detected. An alert.", "#event-1", "detected")


def test_a_report_without_a_timeline_has_its_four_times() -> None:
    """The band is drawn from the fields."""
    drawn = timeline_input(make_report(), ())
    assert drawn.started and drawn.detected and drawn.mitigated and drawn.resolved
