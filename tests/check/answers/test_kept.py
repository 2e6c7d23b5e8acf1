"""Results of earlier checks are found again as long as the reports are unchanged."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from mkdocs_postmortems.archive.brief import Brief
from mkdocs_postmortems.cache import Cache
from mkdocs_postmortems.check.answers.kept import Kept
from mkdocs_postmortems.check.answers.whole import Verdict
from mkdocs_postmortems.diagnostics import Diagnostic, Level

KEYS = {f"p/{number}.md": f"key {number}" for number in range(100)}
BRIEFS = {path: Brief(path, path[2:-3]) for path in KEYS}


def verdict(message: str) -> Verdict:
    found = Diagnostic("p/1.md", 1, 1, "rule", Level.ERROR, message)
    return Verdict(
        (found,), {("has", "a.png"): True}, datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
    )


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    """Return a cache with results for all reports."""
    made = Cache(tmp_path)
    Kept(made, KEYS, "name").keep(BRIEFS.values(), {path: verdict(path) for path in KEYS})
    return made


def test_kept_results_are_found(cache: Cache) -> None:
    kept = Kept(cache, KEYS, "name")
    assert kept.briefs == BRIEFS
    assert all(kept.verdict(path) == verdict(path) for path in KEYS)
    assert Kept(cache, KEYS, "other").briefs == {}


def test_a_changed_report_has_no_results(cache: Cache) -> None:
    kept = Kept(cache, {**KEYS, "p/1.md": "another key"}, "name")
    assert kept.briefs.keys() == KEYS.keys() - {"p/1.md"}
    assert kept.verdict("p/1.md") is None
    assert kept.verdict("p/2.md") == verdict("p/2.md")


def test_new_results_are_added_to_the_others(cache: Cache, tmp_path: Path) -> None:
    """Nothing else is written."""
    keys = {**KEYS, "p/1.md": "another key"}
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    Kept(cache, keys, "name").keep(BRIEFS.values(), {"p/1.md": verdict("new"), "p/2.md": verdict("new too")})
    kept = Kept(cache, keys, "name")
    assert kept.briefs == BRIEFS
    assert kept.verdict("p/1.md") == verdict("new")
    assert kept.verdict("p/3.md") == verdict("p/3.md")
    assert sum(before[path] != path.read_bytes() for path in before) in (2, 3)


def test_known_results_are_not_written_again(cache: Cache, tmp_path: Path) -> None:
    kept = Kept(cache, KEYS, "name")
    same = {path: found for path in KEYS if (found := kept.verdict(path))}
    for path in tmp_path.rglob("*"):
        if path.is_file():
            path.unlink()
    kept.keep(BRIEFS.values(), same)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_results_of_deleted_reports_are_dropped(cache: Cache) -> None:
    keys = {path: key for path, key in KEYS.items() if path != "p/1.md"}
    Kept(cache, keys, "name").keep([BRIEFS[path] for path in keys], {})
    assert Kept(cache, KEYS, "name").briefs.keys() == keys.keys()
