"""What the lines of a report settle about each other's dates."""

from __future__ import annotations

from datetime import date

import pytest

from mkdocs_postmortems.imports.report import Importer
from mkdocs_postmortems.imports.sources.old_front_matter import read_markdown
from mkdocs_postmortems.imports.text.calendar import Calendar
from mkdocs_postmortems.read.report import ReportReader
from mkdocs_postmortems.read.times.zones import read_zone
from mkdocs_postmortems.settings import Settings

TODAY = date(2026, 6, 20)


def day_of(written: str, *lines: str, plans: tuple[str, ...] = (), today: date | None = TODAY) -> str:
    """The day that a written date stands for beside other lines."""
    calendar = Calendar(read_zone("UTC"), today=today)
    calendar.learn([written, *lines], plans)
    return str(calendar.find_day(written))


def test_no_incident_is_in_the_future() -> None:
    """The order of day and month that puts it there is not the report's; without a clock nothing tells it."""
    assert day_of("Date: 12-01-2026") == "2026-01-12"
    assert day_of("Date: 12-01-2026", today=None) == "2026-12-01"
    assert day_of("Date: 12-01-2025") == "2025-12-01"
    assert day_of("Datum: 06/12/2026 ist der Tag, der es war", today=date(2026, 7, 1)) == "2026-06-12"


def test_a_day_after_both_orders_stays_as_the_language_has_it() -> None:
    """Neither is better."""
    assert day_of("Date: 12-11-2026") == "2026-12-11"


def test_the_day_of_the_import_is_not_over_everywhere() -> None:
    """It is tomorrow already where the sun rises first."""
    assert day_of("Date: 06/07/2026", today=date(2026, 6, 6)) == "2026-06-07"


@pytest.mark.parametrize(
    ("other", "day"),
    [
        ("2025-04-03-login.md", "2025-04-03"),
        ("2025-03-04-login.md", "2025-03-04"),
        ("20250403.md", "2025-04-03"),
        ("It was over on 4 April 2025.", "2025-04-03"),
        ("We mended it over 3-4 April 2025.", "2025-04-03"),
        ("It was over on September 9, 2025.", "2025-03-04"),
        ("Since 2019 nobody looked. Ticket 2025-99-99.", "2025-03-04"),
    ],
)
def test_dates_of_one_report_are_near_each_other(other: str, day: str) -> None:
    """Another date in the text or in the file's name tells the order, the same day or one within a month."""
    assert day_of("Date: 03/04/2025", other) == day


def test_due_dates_lie_ahead() -> None:
    """They tell nothing of the order unless their figures do."""
    assert day_of("Date: 03/04/2026", plans=("- Buy water (due: 08/09/2026)",)) == "2026-03-04"
    assert day_of("Date: 03/04/2026", plans=("- Buy water (due: 28/09/2026)",)) == "2026-04-03"


def test_an_import_takes_the_order_of_the_past() -> None:
    """For its front matter, its events and its due dates alike."""
    text = (
        "# Login fails\n\nDate: 12-01-2026\n\n## Timeline\n\n- 12-01-2026 14:05 A deploy.\n- 12-01-2026 15:10 Done.\n\n"
        "## Action items\n\n- Buy water (due: 02-07-2026)\n"
    )
    importer = Importer(ReportReader(Settings()), TODAY)
    found = importer.read(read_markdown("login.md", text), "postmortems/login.md")
    assert found.started == "2026-01-12 14:05"
    assert [str(each.start.at.date()) for each in found.report.timeline.events if each.start] == ["2026-01-12"] * 2
    assert [str(each.due) for each in found.report.actions] == ["2026-07-02"]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2023-10-15 16:37 Denver", "2023-10-15T16:37:00-06:00"),
        ("2023-10-15 16:37 (New York time)", "2023-10-15T16:37:00-04:00"),
        ("2023-10-15 16:37 UTC London", "2023-10-15T16:37:00+00:00"),
        ("2023-10-15 16:37 Denver is down", "2023-10-15T16:37:00+00:00"),
        ("2023-10-15 16:37 Login", "2023-10-15T16:37:00+00:00"),
    ],
)
def test_a_city_behind_a_time_is_its_zone(text: str, moment: str) -> None:
    """If nothing else is there, and no zone."""
    start, _ = Calendar(read_zone("UTC")).read(text)
    assert start is not None and start.at.isoformat() == moment


def test_a_range_that_ends_with_a_month_begins_with_its_day() -> None:
    """The year stands behind the last month only."""
    assert day_of("January 25-August, 2024") == day_of("January 25 – August 2024") == "2024-01-25"
