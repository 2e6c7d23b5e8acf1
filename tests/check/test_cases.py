"""Whole files with the mistakes that authors make, and the findings that are expected.

Each folder of ``tests/cases`` is an archive of its own. Its ``findings.txt`` lists the expected findings, one per line,
as ``file:line level rule``; a file that is not listed has none. The project's shared cases are run too if they are
beside the repository.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import pytest

from mkdocs_postmortems.diagnostics import Diagnostic, Level
from mkdocs_postmortems.project import Folder, Scope, load_project
from mkdocs_postmortems.read.report import ReportReader
from mkdocs_postmortems.settings import Settings

CASES = Path(__file__).parents[1] / "cases"
SHARED = Path(__file__).parents[3] / "shared" / "cases"
NOW = datetime(2026, 11, 24, tzinfo=UTC)


@lru_cache(maxsize=1)
def manifest() -> list[dict[str, str]]:
    """Return the entries of the shared cases that are files; none if the cases are not there."""
    file = SHARED / "manifest.json"
    entries = json.loads(file.read_text("utf-8"))["entries"] if file.is_file() else []
    return [entry for entry in entries if entry["file"]]


@lru_cache(maxsize=1)
def found_in_shared() -> dict[str, list[Diagnostic]]:
    """Return the findings in the shared cases, by path."""
    found: dict[str, list[Diagnostic]] = {}
    for each in check(SHARED / "corpus"):
        found.setdefault(each.path, []).append(each)
    return found


def check(folder: Path) -> Iterable[Diagnostic]:
    """Return the findings in a folder, without repeats, since all cases are of the same incident."""
    reader = ReportReader(Settings(rules={"repeat": Level.OFF}, cache=""), ("toc", "tables", "fenced_code"))
    return load_project(Folder(folder), reader, NOW, Scope((folder,))).diagnostics


@pytest.mark.parametrize("folder", sorted(each.name for each in CASES.iterdir() if (each / "findings.txt").is_file()))
def test_a_folder_of_cases_has_exactly_the_findings_listed(folder):
    """No more, and no fewer."""
    found = [f"{each.path}:{each.line} {each.level} {each.rule}" for each in check(CASES / folder)]
    assert found == (CASES / folder / "findings.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize("folder", sorted(each.name for each in CASES.iterdir() if (each / "findings.txt").is_file()))
def test_a_file_checked_alone_has_the_same_findings(folder):
    """As when pre-commit passes one file or a few."""
    whole = list(check(CASES / folder))
    reader = ReportReader(Settings(rules={"repeat": Level.OFF}, cache=""), ("toc", "tables", "fenced_code"))
    for path in sorted({each.path for each in whole})[:2]:
        project = load_project(Folder(CASES / folder), reader, NOW, Scope((CASES / folder,), (path,)))
        assert project.diagnostics == tuple(each for each in whole if each.path == path)


@pytest.mark.parametrize("folder", sorted(each.name for each in CASES.iterdir() if (each / "findings.txt").is_file()))
def test_every_finding_says_how_to_fix_it(folder):
    """Otherwise authors look for a way to silence it."""
    assert [each for each in check(CASES / folder) if not each.help] == []


@pytest.mark.skipif(not manifest(), reason="the shared cases are not beside the repository")
@pytest.mark.parametrize("entry", manifest(), ids=lambda entry: entry["file"])
def test_a_shared_case_has_the_finding_of_the_manifest(entry):
    """The level, rule and line that the manifest asks for; hints do not count."""
    found = [each for each in found_in_shared().get(entry["file"], []) if each.level is not Level.HINT]
    levels = {each.level.value for each in found}
    if entry["expect"] == "ok":
        assert found == []
        return
    assert entry["expect"] in levels
    assert entry["expect"] == "error" or "error" not in levels
    named = [each for each in found if each.rule == entry["code"]]
    assert named
    assert not entry.get("line") or entry["line"] in [each.line for each in named]
