"""``project``: what is reused between runs."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from msgspec.structs import replace

from mkdocs_postmortems.project import Folder, Project, load_project
from mkdocs_postmortems.read.report import ReportReader
from mkdocs_postmortems.settings import Settings
from tests.building import make_report

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def load(folder: Path, earlier: Project | None = None, settings: Settings | None = None) -> Project:
    return load_project(Folder(folder), ReportReader(settings or Settings()), NOW, earlier=earlier)


def write(folder: Path, name: str, title: str) -> None:
    path = folder / "postmortems" / f"{name}.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(make_report(title=title), encoding="utf-8")


def test_unchanged_reports_are_reused(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        write(tmp_path, name, "Before")
    first = load(tmp_path)
    assert len(first.reports) == 3
    write(tmp_path, "b", "After")
    (tmp_path / "postmortems" / "c.md").unlink()
    second = load(tmp_path, first)
    assert second.reports[0] is first.reports[0]
    assert [report.fields.title for report in second.reports] == ["Before", "After"]


def test_changed_settings_cause_a_full_read(tmp_path: Path) -> None:
    write(tmp_path, "a", "Before")
    first = load(tmp_path)
    assert first.reports
    second = load(tmp_path, first, replace(Settings(), timezone="Europe/Berlin"))
    assert second.reports[0] is not first.reports[0]


def test_without_a_cache_too(tmp_path: Path) -> None:
    write(tmp_path, "a", "Before")
    settings = Settings(cache="")
    first = load(tmp_path, settings=settings)
    assert first.reports
    write(tmp_path, "a", "After")
    assert load(tmp_path, first, settings).reports[0].fields.title == "After"
