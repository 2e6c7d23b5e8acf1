"""A page's cache key changes whenever the page may change."""

from __future__ import annotations

from datetime import UTC, datetime

from msgspec.structs import replace

from mkdocs_postmortems.archive.model import build_archive
from mkdocs_postmortems.publish.cache_keys import ReportKeys
from mkdocs_postmortems.read.model import ActionItem, Report, Span
from mkdocs_postmortems.settings import Settings
from tests.publish.examples import SITE, make_report


def key(*reports: Report) -> str:
    """Return the key of the first report's page."""
    archive = build_archive(reports, Settings())
    return ReportKeys(archive, SITE, "1", {report.path: "" for report in reports}).of(reports[0])


def test_a_reports_page_depends_on_what_it_says_of_the_incident_before() -> None:
    """Its title, its day, and how many of its action items are open; not on their text."""
    new = make_report("new", datetime(2024, 6, 1, tzinfo=UTC), cause="capacity")
    old = make_report("old", datetime(2024, 5, 1, tzinfo=UTC), cause="capacity")
    item = ActionItem(1, "Alert", Span(1, 1))
    opened, done = (replace(old, actions=(replace(item, status=status),)) for status in ("open", "done"))
    moved = make_report("old", datetime(2024, 7, 1, tzinfo=UTC), cause="capacity")
    renamed = make_report("old", datetime(2024, 5, 1, tzinfo=UTC), cause="capacity", title="Renamed")
    assert len({key(new, other) for other in (old, opened, done, moved, renamed)}) == 5
    assert key(new, opened) == key(new, replace(old, actions=(replace(item, text="Warn"),)))
