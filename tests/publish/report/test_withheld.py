"""The page shown in place of a withheld report in its author's preview."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from mkdocs_postmortems.diagnostics import Diagnostic, Level
from mkdocs_postmortems.publish.files import Page
from mkdocs_postmortems.publish.report.withheld import withheld_pages
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.read.model import Fields, Report, Source

SITE = Site(now=datetime(2024, 11, 6, tzinfo=UTC))
HOSTILE = '<script>alert(1)</script>\u202e {{ 7*7 }} "'


def a_report(id: str = "a", path: str = "postmortems/a.md") -> Report:
    return Report(path, id, Source(path, f"---\n{HOSTILE}\n---\n{'x' * 1000}"), Fields())


def a_finding(line: int = 2, path: str = "postmortems/a.md", text: str = HOSTILE) -> Diagnostic:
    return Diagnostic(path, line, 3, "yaml-syntax", Level.ERROR, text, text)


def pages(*reports: Report, found: list[Diagnostic]) -> list[Page]:
    return list(withheld_pages(reports, found, SITE))


def test_it_lists_findings_with_their_lines_and_help() -> None:
    """And how to fix them, without findings of other reports."""
    found = [a_finding(text="no colon"), a_finding(path="postmortems/b.md", text="elsewhere")]
    (page,) = pages(a_report(), found=found)
    assert page.address == "incidents/a/"
    assert "<code>postmortems/a.md</code> has 1 error, so the page is withheld" in page.html
    assert '<span class="pm-pill pm-level-error">error</span> <strong>no colon</strong>' in page.html
    assert "<p>Help: no colon</p>" in page.html
    assert "line 2, column 3 · <code>postmortems explain yaml-syntax</code>" in page.html
    assert "elsewhere" not in page.html


def test_everything_from_the_file_is_escaped() -> None:
    """Its lines, messages about them, and its name; invisible characters are spelt out."""
    path = "postmortems/<b>.md"
    (page,) = pages(a_report(path=path), found=[a_finding(path=path)])
    assert "<script" not in page.html and "<b>" not in page.html and "49" not in page.html
    assert "\u202e" not in page.html and "\\u202e" in page.html


def test_a_long_line_is_cut() -> None:
    """A pasted dump does not fill the page."""
    (page,) = pages(a_report(), found=[a_finding(4)])
    (shown,) = re.findall("<pre>(.*)</pre>", page.html)
    assert "xx" in shown and shown.count("x") <= 302 and shown.endswith("…</code>")


def test_the_reported_word_is_highlighted() -> None:
    """However far into the line it is. A finding at the first column highlights the whole line."""
    path = "postmortems/a.md"
    report = Report(path, "a", Source(path, f"{'word ' * 100}secret-1234, again\n## Timline"), Fields())
    far, whole = (Diagnostic(path, line, at, "rule", Level.ERROR, "x", "x") for line, at in ((1, 501), (2, 1)))
    (page,) = pages(report, found=[far, whole])
    assert f"<code>…{'word ' * 20}<mark>secret-1234,</mark> again</code>" in page.html
    assert "<code>## Timline</code>" in page.html


def test_reports_with_the_same_id_share_a_page() -> None:
    """Each finding then names its file."""
    reports = a_report(), a_report(path="postmortems/b.md")
    (page,) = pages(*reports, found=[a_finding(path=each.path) for each in reports])
    assert ">postmortems/b.md, line 2" in page.html


def test_it_is_in_no_search_and_in_no_navigation() -> None:
    """It disappears once the report is fixed."""
    (page,) = pages(a_report(), found=[a_finding()])
    assert page.meta == {"search": {"exclude": True}}
    assert not page.nav_title
