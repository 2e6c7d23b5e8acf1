"""The benchmark measures what it says: sound reports, the same ones each time, and a table in the page."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from mkdocs_postmortems.diagnostics import Level
from mkdocs_postmortems.project import Folder, load_project
from mkdocs_postmortems.read.report import ReportReader
from mkdocs_postmortems.settings import Settings
from tests.benchmarks.__main__ import Measured, table, write_table
from tests.benchmarks.contenders import OURS
from tests.benchmarks.reports import make_reports


def test_the_reports_are_sound_and_as_long_as_said(tmp_path: Path) -> None:
    OURS.write(tmp_path, 12)
    project = load_project(Folder(tmp_path), ReportReader(Settings()), datetime(2026, 6, 1, tzinfo=UTC))
    assert [found for found in project.diagnostics if found.level is not Level.HINT] == []
    assert len(project.reports) == 12
    assert all(600 < len(report.source.body.split()) < 1200 for report in project.reports)


def test_the_same_number_gives_the_same_reports() -> None:
    assert list(make_reports(3, "ours")) == list(make_reports(3, "ours"))


def test_the_table_has_ratios_to_the_first_line_and_replaces_the_one_before(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    page.write_text("Before.\n\n<!-- benchmark -->\nold\n<!-- end of benchmark -->\n\nAfter.\n", encoding="utf-8")
    runs = [Measured("plain", 10.0, 10.0, 40), Measured("ours", 5.0, 8.0, 50)]
    write_table(page, "\n".join(table(runs, 1000)))
    text = page.read_text(encoding="utf-8")
    assert "| ours | 5.0 | 0.50 | 8.0 | 0.80 | 50 |" in text
    assert "old" not in text and text.startswith("Before.") and text.endswith("After.\n")
