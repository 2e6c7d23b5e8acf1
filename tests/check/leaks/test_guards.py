"""Public reports must not reveal internal text or other reports, and nothing silences these findings."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from mkdocs_postmortems.check.baseline import read_baseline, without_known, write_baseline
from mkdocs_postmortems.check.rules import GUARDS, RULES
from mkdocs_postmortems.diagnostics import Diagnostic, Level
from mkdocs_postmortems.project import Folder, Project, edition_archive, load_project
from mkdocs_postmortems.read.report import ReportReader
from mkdocs_postmortems.settings import Settings
from tests.building import BODY, make_report


def load(folder: Path, edition: str = "public", **reports: str) -> Project:
    """Return a project of these reports, by file name without ``.md``."""
    for name, text in reports.items():
        path = folder / "postmortems" / f"{name}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    settings = Settings(edition=edition)  # type: ignore[arg-type]
    return load_project(Folder(folder), ReportReader(settings), datetime(2024, 6, 1, tzinfo=UTC))


SUMMARY = "Logins failed."
ERRORS = {
    "l05-lazy": (SUMMARY + "\n\n!!! internal\n    in\nCANARY", "internal-block-dedent", 20),
    "l05-indent": (SUMMARY + "\n\n!!! internal\n\n    in\n\n  CANARY", "internal-block-dedent", 22),
    "l06-case": (SUMMARY + "\n\n!!! INTERNAL\n\n    CANARY", "internal-marker", 18),
    "l06-cyrillic": (SUMMARY + "\n\n!!! intern\u0430l\n\n    CANARY", "internal-marker", 18),
    "l06-four": (SUMMARY + "\n\n!!!! internal\n\n    CANARY", "internal-marker", 18),
    "l06-braces": (SUMMARY + "\n\nCANARY {.Internal}", "internal-marker", 18),
    "l06-middle": (SUMMARY + "\n\nCANARY {.internal} more", "internal-marker", 18),
    "l08-open": (SUMMARY + " <!-- CANARY", "unclosed-comment", 16),
    "l09": (SUMMARY + "\n\n!!! internal\n\n    see[^s]\n\n[^s]: CANARY", "internal-definition", 22),
    "l18": ("!!! internal\n\n    CANARY\n    " + SUMMARY, "section-all-internal", 14),
}
"""By case: what stands in the first section, which rule tells, and in which line."""


def test_a_finding_about_a_field_points_to_its_entry(tmp_path: Path) -> None:
    """A list may be long, and so may a mapping."""
    fields = {"related": "[c, b]", "links": "{wiki: https://a.example/, archive: https://x.example/incidents/b/}"}
    project = load(tmp_path, a=make_report(**fields), b=make_report(visibility="internal"), c=make_report())
    found = {each.rule: each.text[each.column - 1 :] for each in project.diagnostics if each.path.endswith("/a.md")}
    assert found["related-withheld"] == "b]"
    assert found["leak-link"] == "https://x.example/incidents/b/}"


@pytest.mark.parametrize("edition", ["internal", "public"])
@pytest.mark.parametrize("case", ERRORS)
def test_a_leak_is_an_error_in_either_edition(tmp_path: Path, case: str, edition: str) -> None:
    """Until it is fixed, neither edition contains the report."""
    text, rule, line = ERRORS[case]
    project = load(tmp_path, edition, a=make_report(body=BODY.replace(SUMMARY, text)), b=make_report())
    found = [(each.rule, each.line) for each in project.diagnostics if each.level is Level.ERROR]
    assert (rule, line) in found
    assert [report.id for report in edition_archive(project).reports] == ["b"]


def test_a_marker_at_an_event_in_code_is_an_error(tmp_path: Path) -> None:
    """Lines of code in a timeline are events, but code is shown as it is.

    Elsewhere a marker in code may be an example, and is a hint.
    """
    code = "```\n14:00 Deployed.\n14:10 CANARY {.internal}\n```"
    events = BODY[BODY.index("- 14:00") : BODY.index("## Root")]
    text = make_report(body=BODY.replace(events, f"{code}\n\n"))
    project = load(tmp_path, a=text, b=make_report(body=BODY.replace(SUMMARY, f"{SUMMARY}\n\n{code}")))
    found = [(each.path[-4:], each.level, each.text) for each in project.diagnostics if each.rule == "internal-marker"]
    line = "14:10 CANARY {.internal}"
    assert found == [("a.md", Level.ERROR, line), ("b.md", Level.HINT, line)]
    assert [report.id for report in edition_archive(project).reports] == ["b"]


@pytest.mark.parametrize(
    ("written", "column"),
    [
        ("- Two customers asked. &#123;.internal&#125;", 24),
        ("| a | Two customers asked. &#x7B;: .internal &#x7D; |", 28),
        ("Two customers asked.\n&lbrace;.x .internal&rcub;", 1),
        ("Two customers asked. `{.internal}` &#123;.internal&#125; {.internal}", None),
        ("Two customers asked. `&#123;.internal&#125;`", None),
        ("R&D wrote &#123;.internals&#125; and &#123; .x &#125;.", None),
    ],
)
def test_a_marker_of_character_references_is_reported(tmp_path: Path, written: str, column: int | None) -> None:
    """Some editors write them for braces, which the page then shows; not in code or in internal text."""
    project = load(tmp_path, a=make_report(body=BODY.replace(SUMMARY, f"{SUMMARY}\n\n{written}")))
    found = [each.column for each in project.diagnostics if each.rule == "internal-marker"]
    assert found == ([column] if column else [])


@pytest.mark.parametrize("case", [case for case, (_, rule, _) in ERRORS.items() if rule != "unclosed-comment"])
def test_an_internal_report_may_contain_all_of_these(tmp_path: Path, case: str) -> None:
    """It is not published, so there is nothing to protect."""
    text, rule, _ = ERRORS[case]
    project = load(tmp_path, a=make_report(body=BODY.replace(SUMMARY, text), visibility="internal"))
    assert rule not in [each.rule for each in project.diagnostics]


def test_a_report_with_broken_fields_is_withheld(tmp_path: Path) -> None:
    """Whatever its visibility was meant to be."""
    broken = make_report(title="Outage: CANARY")
    assert edition_archive(load(tmp_path, a=broken)).reports == ()


@pytest.mark.parametrize("written", ["Public", "true", "[public]", "''", "publik"])
def test_a_misspelt_visibility_is_internal(tmp_path: Path, written: str) -> None:
    """A mistake fails closed, and is reported."""
    project = load(tmp_path, a=make_report(visibility=written))
    assert "enum-visibility" in [each.rule for each in project.diagnostics]
    assert edition_archive(project).reports == ()


def test_no_comment_silences_a_guard(tmp_path: Path) -> None:
    """A comment must not be able to publish internal text."""
    text = SUMMARY + "\n\nCANARY {.Internal} <!-- postmortems: ignore internal-marker -->"
    project = load(tmp_path, a=make_report(body=BODY.replace(SUMMARY, text)))
    assert "internal-marker" in [each.rule for each in project.diagnostics]


@pytest.mark.parametrize("rule", sorted(GUARDS))
def test_no_baseline_accepts_a_guard(rule: str) -> None:
    """Nor must a baseline."""
    finding = Diagnostic("a.md", 1, 1, rule, Level.ERROR, "x")
    other = Diagnostic("a.md", 1, 1, "empty-section", Level.ERROR, "x")
    baseline = read_baseline(write_baseline([finding, other]))
    assert without_known([finding, other], baseline) == (finding,)
    forged = write_baseline([other]).replace("empty-section", rule)
    assert without_known([finding], read_baseline(forged)) == (finding,)
    assert rule in RULES
