"""A check that reuses cached findings finds the same as one that starts from scratch."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from mkdocs_postmortems.check import engine
from mkdocs_postmortems.diagnostics import Diagnostic, Level
from mkdocs_postmortems.project import EVERYTHING, Folder, Scope, load_project
from mkdocs_postmortems.read.report import ReportReader
from mkdocs_postmortems.settings import Settings
from tests.building import BODY, make_report

NOW = datetime(2023, 10, 20, 12, tzinfo=UTC)
TEXT = """
See [[2023-10-11-r]], [that](r-2.md#timeline), [this](r-3.md#impact), [the guide](../docs/guide.md),
[a graph](graph.png), [an earlier address](https://site.example/old/) and 2023-10-14-r.
"""


class Archive:
    """A folder of reports that is checked repeatedly."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.settings, self.now = folder, Settings(workers=1), NOW
        (folder / "docs").mkdir()
        (folder / "docs" / "guide.md").write_text("# Guide\n", encoding="utf-8")
        (folder / "postmortems").mkdir()
        for number in range(5):
            self.write(number)

    def path(self, number: int) -> Path:
        return self.folder / "postmortems" / f"r-{number}.md"

    def write(self, number: int, body: str = "", **fields: str | None) -> None:
        day = f"2023-10-{10 + number}"
        text = make_report(f"{BODY}\n## Lessons learned\n{TEXT}{body}", **{"id": f"{day}-r", **fields})
        self.path(number).write_text(text.replace("2023-10-15T", f"{day}T"), encoding="utf-8")

    def check(self, scope: Scope = EVERYTHING, cache: str = ".cache/postmortems") -> tuple[Diagnostic, ...]:
        reader = ReportReader(replace(self.settings, cache=cache), ("toc",))
        return load_project(Folder(self.folder), reader, self.now, scope).diagnostics


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    made = Archive(tmp_path)
    made.check()
    return made


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The reports on which rules have run."""
    found: list[str] = []
    real = engine.check_report
    monkeypatch.setattr(
        engine, "check_report", lambda report, *rest: found.append(report.path[-6:-3]) or real(report, *rest)
    )
    return found


def touch(name: str) -> Callable[[Archive], None]:
    def edit(archive: Archive) -> None:
        (archive.folder / name).write_text("x", encoding="utf-8")

    return edit


def settings(**values: object) -> Callable[[Archive], None]:
    def edit(archive: Archive) -> None:
        archive.settings = replace(archive.settings, **values)  # type: ignore[arg-type]

    return edit


def time(now: datetime) -> Callable[[Archive], None]:
    def edit(archive: Archive) -> None:
        archive.now = now

    return edit


EDITS: dict[str, Callable[[Archive], None]] = {
    "nothing": lambda archive: None,
    "prose": lambda archive: archive.write(3, "TODO\n"),
    "a heading that others link to": lambda archive: archive.write(3, "\n### Impact\n"),
    "an id that others link to": lambda archive: archive.write(1, id="other"),
    "an id twice": lambda archive: archive.write(2, id="2023-10-11-r"),
    "an id that is another's name": lambda archive: archive.write(2, id="r-3"),
    "a report that is no longer public": lambda archive: archive.write(4, visibility="internal"),
    "a report with an earlier address": lambda archive: archive.write(1, visibility="internal", aliases="[old]"),
    "the same earlier address": lambda archive: archive.write(2, aliases="[old]"),
    "another cause": lambda archive: archive.write(1, cause="capacity"),
    "a relation": lambda archive: archive.write(2, related="[2023-10-11-r]"),
    "a relation to nothing": lambda archive: archive.write(2, related="[2023-10-19-r]"),
    "a new report that it was meant for": lambda archive: archive.write(9),
    "a file that others link to": touch("postmortems/graph.png"),
    "a file with nearly that name": touch("postmortems/graph2.png"),
    "a file that cannot be read": touch("postmortems/bad\x07name.md"),
    "a deletion": lambda archive: archive.path(1).unlink(),
    "a file's name": lambda archive: archive.path(2).rename(archive.path(7)),
    "the document that others link to": lambda archive: (archive.folder / "docs" / "guide.md").unlink(),
    "a rule's level": settings(rules={"repeat": Level.ERROR}),
    "a rule that is off": settings(rules={"repeat": Level.OFF}),
    "the severities": settings(severities=("SEV-1",)),
    "a time before": time(datetime(2023, 10, 12, 14, 10, tzinfo=UTC)),
    "a time long before": time(NOW - timedelta(days=400)),
    "a time after": time(NOW + timedelta(days=400)),
}


def test_a_warm_check_finds_what_a_cold_one_finds(archive: Archive) -> None:
    """After each edit. Most edits must change the findings, or the comparison would prove nothing."""
    found = {archive.check(cache="")}
    for name, edit in EDITS.items():
        edit(archive)
        anew = archive.check(cache="")
        assert archive.check() == anew, name
        found.add(anew)
    assert len(found) > len(EDITS) * 2 // 3


def test_only_affected_reports_are_checked_again(archive: Archive, checked: list[str]) -> None:
    """The edited report, those that link to it, and those that are compared with it."""
    archive.check()
    assert checked == []
    archive.write(4, "More.\n")
    archive.check()
    assert checked == ["r-4"]
    checked.clear()
    archive.write(3, "More.\n")
    archive.check()
    assert sorted(checked) == ["r-0", "r-1", "r-2", "r-3", "r-4"]  # all of them use its anchors


def test_one_report_is_checked_against_all(archive: Archive, checked: list[str]) -> None:
    """Other reports' findings are not shown, and not lost for the next check."""
    archive.write(1, id="other")
    alone = archive.check(Scope(paths=("postmortems/r-2.md",)))
    assert checked == ["r-2"]
    assert alone == tuple(each for each in archive.check(cache="") if each.path.endswith("r-2.md"))
    assert archive.check() == archive.check(cache="")


def test_a_damaged_cache_is_ignored(archive: Archive) -> None:
    for path in (archive.folder / ".cache").rglob("*"):
        if path.is_file():
            path.write_bytes(b"x" * 50)
    assert archive.check() == archive.check(cache="") == archive.check()


def test_a_fully_cached_check_imports_neither_reader_nor_rules(archive: Archive) -> None:
    """Importing them takes longer than everything else."""
    (archive.folder / "mkdocs.yml").write_text("site_name: Example\nplugins: [postmortems]\n", encoding="utf-8")
    code = "from mkdocs_postmortems.cli import main; import sys; main(['check']); print(*sys.modules)"
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=archive.folder, capture_output=True, text=True, check=True
        )
    loaded = done.stdout.split()
    assert "mkdocs_postmortems.cli.check" in loaded
    heavy = {"frontmatter", "markdown", "importlib.metadata", "babel", "jinja2", "mkdocs"}
    heavy |= {"mkdocs_postmortems.read.model", "mkdocs_postmortems.read.steps", "mkdocs_postmortems.check.engine"}
    assert heavy.isdisjoint(loaded)
