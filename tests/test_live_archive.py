"""The live archive: the report that the project started from, and examples that are labelled as such."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from mkdocs_postmortems.cli.config import load_site
from mkdocs_postmortems.project import Folder, Project, load_project
from mkdocs_postmortems.read.model import Report
from mkdocs_postmortems.read.report import ReportReader

ROOT = Path(__file__).parents[1]
SEED = ROOT.parent / "shared" / "seed.txt"
FIRST = "my-first-postmortem"


@cache
def project() -> Project:
    site = load_site(ROOT / "mkdocs.yml")
    reader = ReportReader(site.settings, site.extensions, site.extension_configs)
    return load_project(Folder(ROOT), reader, datetime(2026, 11, 24, tzinfo=UTC))


def report(id: str) -> Report:
    return next(each for each in project().reports if each.id == id)


def test_the_check_finds_nothing_to_fix() -> None:
    """Not even hints, because readers learn the format from these reports."""
    assert project().diagnostics == ()


def test_the_examples_cover_the_features() -> None:
    """Several years, severities, services, causes and statuses, and both visibilities."""
    reports = project().reports
    assert len(reports) >= 27
    assert len({each.fields.started.at.year for each in reports if each.fields.started}) >= 4
    assert {each.fields.severity for each in reports} == {"SEV-1", "SEV-2", "SEV-3", "SEV-4"}
    assert {each.fields.status for each in reports} == {"draft", "review", "final"}
    assert {each.fields.visibility for each in reports} == {"public", "internal"}
    assert len({service for each in reports for service in each.fields.services}) >= 9
    assert {item.status for each in reports for item in each.actions} == {"proposed", "open", "done", "not doing"}


def test_the_list_of_examples_names_reports_that_exist() -> None:
    """``README.md`` says which report shows what."""
    text = (ROOT / "postmortems" / "README.md").read_text("utf-8")
    named = re.findall(r"`([\w/-]+(?:\.md|/))`", text)
    assert len(named) > 30
    assert not [name for name in named if not (ROOT / "postmortems" / name).exists()]


@pytest.mark.parametrize(
    "marked",
    [
        *(
            "^!!! internal",
            r"^\?\?\? internal",
            r"^## .*\{\.internal\}$",
            r"^- \d.*\{\.internal\}$",
            r"^- \[.*\{\.internal\}$",
        ),
        *(r"^\|.*\{\.internal\} \|$", "^internal:", "^  internal_"),
    ],
)
def test_a_public_example_has_each_kind_of_internal_text(marked: str) -> None:
    """A block, a folded one, a section, an event, an action item, a row, the field, and an entry of another field."""
    texts = [each.source.text for each in project().reports if each.fields.visibility == "public"]
    assert any(re.search(marked, text, re.MULTILINE) for text in texts)


def test_every_example_says_that_it_is_one() -> None:
    """By a tag, and by a line in the text."""
    for each in project().reports:
        marked = "example" in each.fields.tags, "!!! example" in each.source.body
        assert marked == (each.id != FIRST,) * 2, each.path


def test_the_first_report_invents_no_time() -> None:
    """Only the start and the end were recorded; the time of mitigation was not."""
    first = report(FIRST)
    assert first.timeline is not None
    times = [event.start.at.strftime("%H:%M %Z") if event.start else "" for event in first.timeline.events]
    assert times == ["14:00 GMT", "", "", "", "", "", "", "", "16:30 GMT"]
    assert (first.duration, first.time_to_detect, first.time_to_mitigate) == (
        timedelta(hours=2, minutes=30),
        timedelta(0),
        None,
    )
    assert [event.group for event in first.timeline.events] == (
        ["Issue detection"] * 2 + ["Actions taken"] * 3 + ["Resolution"] * 4
    )
    assert [event.kind for event in first.timeline.events if event.kind] == (
        ["detected", "false-lead", "escalated", "resolved"]
    )
    assert [(item.status, item.owner, item.due) for item in first.actions] == [("proposed", "", None)] * 3


@pytest.mark.skipif(not SEED.is_file(), reason="the text that the project was started from is not here")
def test_the_first_report_has_all_of_the_original_text() -> None:
    """Every line, word for word and in order, except that an event's time comes first."""
    body = report(FIRST).source.body
    at, told = 0, _words(body)
    for line in SEED.read_text("utf-8").splitlines()[1:]:
        words = _words(line) if line.strip() else ""
        if words.startswith(" detected at 14 00 gmt by"):
            words = words.replace(" detected at 14 00 gmt by", " 14 00 gmt detected by")
        found = told.find(words, at)
        assert found >= 0, line
        at = found


def _words(text: str) -> str:
    return f" {' '.join(re.findall(r'[a-z0-9]+', text.casefold()))} "
