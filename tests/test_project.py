"""``project``: what is reused between runs."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from mkdocs_postmortems import project
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


@pytest.fixture
def readers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a file with the process in which each report is read. Four reports are many."""
    log, read = tmp_path / "readers", ReportReader.read

    def logged(reader: ReportReader, path: str, data: bytes) -> object:
        with log.open("a") as file:
            file.write(f"{Path(path).stem} {os.getpid() == PARENT}\n")
        return read(reader, path, data)

    monkeypatch.setattr(ReportReader, "read", logged)
    monkeypatch.setattr(project, "FEW", 3)
    monkeypatch.setattr(project, "count_workers", lambda wanted, reports=0: 2 if not reports else 1)
    return log


PARENT = os.getpid()


def load_all(folder: Path) -> Project:
    return load_project(Folder(folder), ReportReader(Settings()), NOW, needs_all=True)


def test_an_edited_report_is_read_by_another_process_while_the_others_are_loaded(tmp_path: Path, readers: Path) -> None:
    for name in ("a", "b", "c", "d"):
        write(tmp_path, name, "Before")
    load_all(tmp_path)
    readers.unlink()
    write(tmp_path, "b", "After TODO")
    found = load_all(tmp_path)
    assert [report.fields.title for report in found.reports] == ["Before", "After TODO", "Before", "Before"]
    assert readers.read_text() == "b False\n"
    fresh = load_project(Folder(tmp_path), ReportReader(Settings(cache="")), NOW)
    assert found.diagnostics == fresh.diagnostics != ()


def test_a_report_is_read_here_if_the_other_process_fails(
    tmp_path: Path, readers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b", "c", "d"):
        write(tmp_path, name, "Before")
    load_all(tmp_path)
    write(tmp_path, "b", "After TODO")
    read = ReportReader.read

    def fails_elsewhere(reader: ReportReader, path: str, data: bytes) -> object:
        assert os.getpid() == PARENT
        return read(reader, path, data)

    monkeypatch.setattr(ReportReader, "read", fails_elsewhere)
    assert [report.fields.title for report in load_all(tmp_path).reports][1] == "After TODO"
