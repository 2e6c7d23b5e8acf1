"""Sections are reported if they are not as the section set requires, and only then."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from mkdocs_postmortems.project import Folder, load_project
from mkdocs_postmortems.read.model import Span
from mkdocs_postmortems.read.report import ReportReader
from mkdocs_postmortems.settings import Settings
from tests.building import make_report
from tests.tables import all_cases

TIMELINE = "## Timeline"


def test_a_sound_report_has_no_findings_about_sections(make, check):
    """Each required section once, with text, and in order."""
    for rule in ("missing-section", "empty-section", "duplicate-section", "section-order"):
        assert check(rule, make()) == []


def test_additional_sections_are_silent(make, check):
    """Headings that the set does not have are allowed."""
    report = make(new="\n## Lessons learned\n\nSeveral.\n")
    assert check("missing-section", report) == []


@all_cases(
    "content",
    [
        *("", "<!-- later -->", "### Detection\n\n### Response", "---", "-", "&nbsp;", "<br>", "```\n```", "!!! note"),
        *("\u200b", "| |\n|---|\n| |", "...", "…", "| Time | Event |\n|---|---|"),
        *("Time | Event\n-|-\n | ", f"| Time | {'Event':60} |\n|------|{'-' * 62}|\n|      |{' ' * 62}|\n|  |  |"),
        *("[a]: https://example.com", "[^1]: x", "*[MTTR]: x", "<details>\n<summary></summary>\n</details>"),
    ],
)
def test_a_section_without_text_is_empty(make, check, content):
    """Comments, sub-headings, rules and definitions are not text."""
    report = make("A token had expired.", content)
    line = report.source.lines.index("## Root cause and resolution") + 1
    assert check("empty-section", report) == [f'{line}: section "Root cause and resolution" is empty']


@pytest.mark.parametrize(
    "content",
    ["```\ncode\n```", "![graph](graph.png)", "| a |\n|---|\n| b |", "None yet.", "<div>", "- [ ] a"],
)
def test_a_section_with_anything_to_see_is_not_empty(make, check, content):
    """Code, an image, a table or a sentence is content."""
    assert check("empty-section", make("A token had expired.", content)) == []


def test_a_timeline_of_headings_is_not_empty(tmp_path):
    """Each is an event, even without a text of its own."""
    timeline = "### 14:00 The deployment begins\n\n### 15:00 All is well"
    (tmp_path / "postmortems").mkdir()
    text = make_report(f"## Timeline\n\n{timeline}\n\n## Resolution\n\n### Why\n")
    (tmp_path / "postmortems/a.md").write_text(text, encoding="utf-8")
    project = load_project(Folder(tmp_path), ReportReader(Settings()), datetime(2024, 6, 1, tzinfo=UTC))
    empty = [each.message for each in project.diagnostics if each.rule == "empty-section"]
    assert empty == ['section "Resolution" is empty']


def test_a_timeline_of_a_bare_date_is_empty(tmp_path):
    """Nothing is said about that day."""
    (tmp_path / "postmortems").mkdir()
    text = make_report("## Timeline\n\n### 2023-10-15\n\n## Resolution\n\nDone.\n")
    (tmp_path / "postmortems/a.md").write_text(text, encoding="utf-8")
    project = load_project(Folder(tmp_path), ReportReader(Settings()), datetime(2024, 6, 1, tzinfo=UTC))
    empty = [each.message for each in project.diagnostics if each.rule == "empty-section"]
    assert empty == ['section "Timeline" is empty']


def test_a_section_whose_heading_is_in_a_fence_is_not_empty(make, diagnose):
    """The page reads the fence as text; its text is code, and the fence is what must be mended."""
    report = make("A token had expired.", "A token had expired.\n\n  ```\n## Lessons learned\n  ```")
    assert [each.rule for each in diagnose(report)] == ["heading-in-fence"]


def test_an_empty_section_that_is_not_required_is_a_warning(make, diagnose):
    """It is a mistake, but no reason to stop a build."""
    found = diagnose(make(new="\n## Thanks\n"))
    assert [(each.rule, each.level) for each in found] == [("empty-section", "warning")]


def test_a_section_whose_heading_is_there_twice_is_not_also_empty(make, check):
    """One mistake, unless neither of the two has text."""
    report = make(TIMELINE, f"{TIMELINE}\n\n{TIMELINE}")
    assert (len(check("duplicate-section", report)), check("empty-section", report)) == (1, [])
    report = make("A token had expired.", "## Root cause and resolution")
    assert (len(check("duplicate-section", report)), len(check("empty-section", report))) == (1, 2)


def test_a_duplicate_section_is_reported_at_the_second(make, check):
    """The finding names the line of the first."""
    report = make(new="\n## Timeline\n\n- 16:00 Again.\n")
    first, second = (at for at, line in enumerate(report.source.lines, 1) if line == TIMELINE)
    assert check("duplicate-section", report) == [f'{second}: duplicate section "Timeline", first on line {first}']


def test_two_names_of_a_section_may_head_two_sections(make, check):
    """Cause and resolution are often separate."""
    report = make("## Root cause and resolution", "## Root cause\n\nText.\n\n## Resolution")
    assert check("duplicate-section", report) == []


def test_a_public_report_whose_required_section_is_all_internal_is_reported(make, check):
    """The public edition would have a heading with nothing below it."""
    report = make()
    line = report.source.lines.index("A token had expired.") + 1
    hidden = {"internal": (Span(line, line),)}
    assert check("section-all-internal", make(report=hidden)) == [
        f'{line - 2}: all of section "Root cause and resolution" is internal, but the public edition requires it'
    ]
    assert check("section-all-internal", report) == []
    assert check("section-all-internal", make(report=hidden, visibility="internal")) == []
    more = make("A token had expired.", "A token had expired.\n\nMore.", report=hidden)
    assert check("section-all-internal", more) == []


def test_the_header_of_a_table_is_no_text_of_its_own(make, check):
    """If all rows are internal, the public edition would have an empty table."""
    report = make("A token had expired.", "| Factor | Why |\n|---|---|\n| Token | expired |")
    line = report.source.lines.index("| Token | expired |") + 1
    hidden = replace(report, internal=(Span(line, line),))
    assert len(check("section-all-internal", hidden)) == 1
    assert check("section-all-internal", replace(report, internal=(Span(line - 2, line - 1),))) == []


def test_additional_sections_may_appear_twice(make, check):
    """Only sections of the set must be unique."""
    assert check("duplicate-section", make(new="\n## Note\n\na\n\n## Note\n\nb\n")) == []


def test_only_the_section_that_moved_is_out_of_order(make, check):
    """There is one finding, not one for each section that it passed."""
    body = make().source.body
    start = body.index("## Root")
    moved = body[body.index("## Corrective") :] + "\n" + body[:start] + body[start : body.index("## Corrective")]
    report = make(body=moved)
    line = report.source.lines.index("## Corrective and preventive measures") + 1
    assert check("section-order", report) == [
        f'{line}: section "Corrective and preventive measures" is out of the usual order'
    ]
