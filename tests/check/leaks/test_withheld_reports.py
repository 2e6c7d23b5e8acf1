"""Public reports must not reveal reports that are not public."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from mkdocs_postmortems.check.rules import RULES
from mkdocs_postmortems.diagnostics import Level
from mkdocs_postmortems.project import Folder, load_project
from mkdocs_postmortems.read.model import Event, Span, Timeline
from mkdocs_postmortems.read.report import ReportReader
from mkdocs_postmortems.settings import Settings
from tests.building import BODY, make_report
from tests.tables import all_cases

LINKS = [
    "[x](b.md)",
    "[x](b.md#timeline)",
    "[[b]]",
    "[[b|the other one]]",
    "[[B]]",
    "![x](b.md)",
    "[x]\n\n[x]: b.md",
    "[x](https://status.example/incidents/b/)",
    "<https://intra.example:8080/sub/incidents/B/index.html?q=1>",
    "see https://status.example/incidents/b for more",
]


@all_cases("written", LINKS)
@all_cases(("fields", "why"), [({"visibility": "internal"}, "internal"), ({"status": "review"}, "not final yet")])
def test_a_public_report_may_only_link_to_public_ones(make, check, written, fields, why):
    """The address alone reveals the other. Internal text and internal reports may link to it."""
    other = make(path="postmortems/b.md", **fields)
    report = make(new=f"\n{written}\n")
    line = next(number for number, text in enumerate(report.source.lines, 1) if written.split("\n")[-1] == text)
    message = f"{line}: this public report links to postmortems/b.md, which is {why}"
    assert message in check("leak-link", report, other)
    marked = make(new=f"\n{written}\n", report={"internal": (Span(line, line),)})
    assert check("leak-link", marked, other) == []
    assert check("leak-link", make(new=f"\n{written}\n", visibility="internal"), other) == []


@pytest.mark.parametrize(
    "written", [*LINKS, "https://status.example/incidents/", "[x](https://x.example/incidents/c/)"]
)
def test_links_to_public_reports_are_silent(make, check, written):
    """So are links to the archive itself, and to pages that are not reports."""
    assert check("leak-link", make(new=f"\n{written}\n"), make(path="postmortems/b.md")) == []


def test_a_field_with_the_address_of_an_internal_report_is_reported(make, check):
    """The page's header shows the links of the front matter."""
    report = make(links={"more": "https://status.example/incidents/b/"})
    assert check("leak-link", report, make(path="postmortems/b.md", visibility="internal"))


def test_a_link_to_an_earlier_address_of_an_internal_report_is_reported(make, check):
    """It leads nowhere, and reveals as much as the current one."""
    other = make(path="postmortems/b.md", visibility="internal", aliases=("blog/acme-outage/",))
    report = make(new="\nsee https://status.example/sub/blog/acme-outage/ for more\n")
    assert len(check("leak-link", report, other)) == 1
    assert check("leak-link", make(new="\nsee https://status.example/blog/acme/\n"), other) == []


@pytest.mark.parametrize("path", ["", "b.md"])
def test_a_link_to_an_internal_heading_is_reported(make, check, path):
    """Its anchor is the heading's text, unless a public heading has the same."""
    target = make(new="\n### Acme Corp\n\nThey paid.\n\n### Later\n\n### Later\n", path="postmortems/b.md")
    lines = target.source.lines
    hidden = (Span(lines.index("### Acme Corp") + 1, lines.index("### Later") + 1),)
    for anchor, reported in (("acme-corp", True), ("later", False), ("timeline", False)):
        name, body = ("a", f"\n[x]({path}#{anchor})\n")
        report = make(new=body, path=f"postmortems/{name}.md") if path else None
        if report is None:
            report = make(new=body + "\n".join(lines[lines.index("### Acme Corp") :]), report={"internal": ()})
            shift = list(report.source.lines).index("### Acme Corp") + 1
            report = replace(report, internal=(Span(shift, shift + 4),))
        found = check("leak-link", report, *([replace(target, internal=hidden)] if path else []))
        assert bool(found) is reported, anchor


@pytest.mark.parametrize(("number", "reported"), [(1, False), (2, True), (3, True)])
def test_a_link_to_an_event_with_another_number_in_public_is_reported(make, check, number, reported):
    """The second event is internal, so the public edition has no third one."""
    events = [Event(at, "x", Span(at, at), internal=at == 2) for at in (1, 2, 3)]
    target = make(path="postmortems/b.md", report={"timeline": Timeline(tuple(events))})
    report = make(new=f"\n[x](b.md#event-{number})\n")
    assert bool(check("leak-link", report, target)) is reported
    assert not check("leak-link", report, replace(target, timeline=Timeline(tuple(events[:1]))))


def test_a_related_report_that_is_withheld_is_a_hint(make, check):
    """The public edition silently omits it."""
    report = make(related=("b",))
    internal = make(path="postmortems/b.md", visibility="internal")
    assert len(check("related-withheld", report, internal)) == 1
    assert check("related-withheld", report, make(path="postmortems/b.md")) == []
    assert RULES["related-withheld"].level is Level.HINT


@pytest.mark.parametrize("written", ["`2024-01-02-label` and more", "    2024-01-02-label", "see 2024-01-02-LABEL."])
def test_the_id_of_a_withheld_report_is_reported(make, check, written):
    """Nobody writes an id with a date in it by chance. Internal text may contain it."""
    other = make(path="postmortems/2024-01-02-label.md", visibility="internal")
    report = make(new=f"\n{written}\n")
    line = len(report.source.lines) - 1
    message = f"{line}: this public report names postmortems/2024-01-02-label.md, which is internal"
    assert check("leak-link", report, other) == [message]
    assert check("leak-link", make(new=f"\n{written}\n", report={"internal": (Span(line, line),)}), other) == []


@pytest.mark.parametrize(
    "written",
    ["2024&#45;01-02-label", "2024-01-02-**label**", "2024-01-02-la\u200bbel", "2024\u201101\u201102\u2011label"],
)
def test_an_id_hidden_by_markup_is_reported(make, check, written):
    """The page shows it all the same."""
    other = make(path="postmortems/2024-01-02-label.md", visibility="internal")
    assert len(check("leak-link", make(new=f"\n{written}\n"), other)) == 1


def test_an_id_in_a_field_is_reported_unless_the_field_is_withheld(make, check):
    """The public edition removes it from ``related``, and has no roles or internal fields."""
    other = make(path="postmortems/2024-01-02-label.md", visibility="internal")
    report = make(title="Again 2024-01-02-label")
    assert len(check("leak-link", report, other)) == 1
    lines = {"related": report.fields.lines["title"]}
    assert check("leak-link", replace(report, fields=replace(report.fields, lines=lines)), other) == []


def test_a_link_to_a_withheld_report_is_one_finding(make, check):
    """The id in it is not reported a second time."""
    other = make(path="postmortems/2024-01-02-label.md", visibility="internal")
    assert len(check("leak-link", make(new="\n[[2024-01-02-label|the label one]]\n"), other)) == 1


def test_an_id_of_ordinary_words_is_not_searched_for(make, check):
    """Text may say ``sign-in`` without naming the report of that id."""
    other = make(path="postmortems/sign-in.md", visibility="internal")
    assert check("leak-link", make(new="\nThe sign-in failed.\n"), other) == []


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ('--8<-- "postmortems/b.md"', 0),
        ("--8<-- 'b.md'", 0),
        ('    --8<-- "b.md:3:9"', 0),
        ('> -8<- "b.md:summary"', 0),
        ('```\n--8<-- "postmortems/b.md"\n```', 1),
        ("--8<--\n\npostmortems/b.md\n\n--8<--", 2),
    ],
)
def test_a_snippet_of_text_that_is_not_public_is_reported(make, check, written, line):
    """An internal report, or one with internal text; in code too, where snippets also work."""
    report = make(new=f"\n{written}\n")
    at = len(make().source.lines) + 1 + line
    other = make(path="postmortems/b.md", visibility="internal")
    assert f"{at}: this public report includes postmortems/b.md, which is internal" in check("leak-link", report, other)
    partly = make(path="postmortems/b.md", report={"internal": (Span(20, 20),)})
    (found,) = check("leak-link", report, partly)
    assert found == f"{at}: this public report includes postmortems/b.md, which is partly internal"
    assert check("leak-link", report, make(path="postmortems/b.md")) == []
    assert check("leak-link", make(new=f"\n{written}\n", visibility="internal"), other) == []
    span = Span(at - line, at - line + written.count("\n"))
    assert check("leak-link", make(new=f"\n{written}\n", report={"internal": (span,)}), other) == []


def test_a_snippet_of_another_file_with_internal_text_is_reported(tmp_path):
    """Markers in a file that is not a report have no effect: the page would show the text."""
    source = tmp_path / "postmortems"
    source.mkdir()
    (source / "a.md").write_text(make_report(BODY + '\n--8<-- "postmortems/_part.md"\n'), encoding="utf-8")
    reported = []
    for part in ("Shared.", "Shared. {.internal}"):
        (source / "_part.md").write_text(part, encoding="utf-8")
        project = load_project(Folder(tmp_path), ReportReader(Settings()), datetime(2024, 6, 1, tzinfo=UTC))
        reported.append([each.message for each in project.diagnostics if each.rule == "leak-link"])
    assert reported == [[], ["this public report includes postmortems/_part.md, which is partly internal"]]


@pytest.mark.parametrize("base_path", ["includes", ["docs", "includes"], ["docs/../includes"]])
def test_a_snippet_is_found_in_the_folders_of_the_extension(tmp_path, base_path):
    """They need not be beside the reports, nor published."""
    for folder in ("postmortems", "includes"):
        (tmp_path / folder).mkdir()
    report = make_report(BODY + '\n--8<-- "part.md"\n')
    (tmp_path / "postmortems/a.md").write_text(report, encoding="utf-8")
    (tmp_path / "includes/part.md").write_text("Shared.\n\n!!! internal\n    Hidden.\n", encoding="utf-8")
    reported = []
    for configs in ({"pymdownx.snippets": {"base_path": base_path}}, {}):
        reader = ReportReader(Settings(), ["pymdownx.snippets"], configs)
        project = load_project(Folder(tmp_path), reader, datetime(2024, 6, 1, tzinfo=UTC))
        reported.append([each.message for each in project.diagnostics if each.rule == "leak-link"])
    assert reported == [["this public report includes includes/part.md, which is partly internal"], []]


def test_a_file_that_is_included_is_searched_for_secrets_and_personal_data(tmp_path):
    """It is published with the report; where it is internal, personal data is not."""
    for folder in ("postmortems", "includes"):
        (tmp_path / folder).mkdir()
    part = 'See below.\n\n--8<-- "part.md"\n'
    block = f"!!! internal\n\n    {part.splitlines()[2]}\n"
    for name, written in (("a", part), ("b", block), ("c", f"<!--\n{part}-->\n")):
        (tmp_path / f"postmortems/{name}.md").write_text(make_report(f"{BODY}\n{written}"), encoding="utf-8")
    (tmp_path / "includes/part.md").write_text("robin@corp.net\n\nPassword: Tr0ub4dor&3x\n", encoding="utf-8")
    reader = ReportReader(Settings(), ["pymdownx.snippets"], {"pymdownx.snippets": {"base_path": "includes"}})
    project = load_project(Folder(tmp_path), reader, datetime(2024, 6, 1, tzinfo=UTC))
    found = {(each.path[-4:], each.rule) for each in project.diagnostics if "part.md" in each.message}
    assert found == {("a.md", "personal-data"), ("a.md", "secret"), ("b.md", "secret")}


@pytest.mark.parametrize("written", ['Text --8<-- "b.md"', '--8<-- "c.md"', "---8<---", '; --8<-- "b.md"'])
def test_lines_that_include_nothing_are_silent(make, check, written):
    """A snippet is alone on its line; a dashed line with scissors is not one."""
    other = make(path="postmortems/b.md", visibility="internal")
    assert check("leak-link", make(new=f"\n{written}\n"), other) == []
