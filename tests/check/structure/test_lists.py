"""Lists that Python-Markdown does not read as their author sees them are a hint."""

from __future__ import annotations

from datetime import UTC, datetime

import markdown
import pytest

from mkdocs_postmortems.project import Folder, Scope, load_project
from mkdocs_postmortems.read.model import Span
from mkdocs_postmortems.read.report import ReportReader
from mkdocs_postmortems.settings import Settings
from tests.building import make_report

JOINED = "the page shows this list as part of the paragraph above it"


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Two things:\n- a\n- b", 1),
        ("**Two things**\n1. a\n2. b", 1),
        ("Two\nthings:\n* a", 2),
        ("- a\n\n    more\n- b", 3),
        ("### Causes\nTwo things:\n- a", 2),
    ],
)
def test_a_list_in_a_paragraph_is_reported(make, check, text, at):
    """Once, at its first item; the page shows no list there."""
    report = make("A token had expired.", text)
    line = report.source.lines.index(text.split("\n")[0]) + 1 + at
    assert check("list-ambiguous", report) == [f"{line}: {JOINED}"]
    assert text.split("\n")[at] in markdown.markdown(text)


@pytest.mark.parametrize(("text", "step"), [("- a\n  - b\n  - c", 2), ("1. a\n   - b\n2. c", 3), ("- a\n\n  - b", 2)])
def test_an_item_that_is_not_nested_is_reported(make, check, text, step):
    """Once in a report."""
    (found,) = check("list-ambiguous", make("A token had expired.", text))
    assert f"is indented only {step} spaces more" in found
    assert markdown.markdown(text).count("<ul>") + markdown.markdown(text).count("<ol>") == 1


@pytest.mark.parametrize(
    "text",
    [
        "Two things:\n\n- a\n    - b\n- c",
        "### Two things\n- a\n- b",
        "Two things\n---\n- a",
        "- a\n  more\n- b\n - c",
        " - a\n    - b",
        "It was in\n2024. A good year",
        "Of 10\n- 3 is 7\nis true".replace("- 3", "-3"),
        "> a\n- b",
        "| a |\n|---|\n- b",
        "<details>\n<summary>a</summary>\n- b\n</details>",
        "```\na\n- b\n```",
        "a\n\n1. b\n2. c\n10. d",
        "a\n* * *\nb",
    ],
)
def test_other_lists_are_silent(make, check, text):
    """Blank lines, four spaces, headings, numbers."""
    assert check("list-ambiguous", make("A token had expired.", text)) == []


def test_events_and_action_items_are_silent(make, check):
    """The page shows them in its own lists."""
    assert check("list-ambiguous", make("- 14:00 The", "All times in UTC:\n- 14:00 The")) == []


def test_a_list_below_an_internal_paragraph_is_silent(make, check):
    """Another rule reports it; the blank line that this one asks for would publish it."""
    text = "Two customers asked:\n- a\n- b"
    report = make("A token had expired.", text)
    line = report.source.lines.index("Two customers asked:") + 1
    assert check("list-ambiguous", report) == [f"{line + 1}: {JOINED}"]
    assert check("list-ambiguous", make("A token had expired.", text, report={"internal": (Span(line, line),)})) == []


@pytest.mark.parametrize(
    ("more", "others"), [("", ""), ("  - c\n", "; so is 1 more"), ("  - c\n- d\n  - e\n", "; so are 2 more")]
)
def test_further_items_that_are_not_nested_are_counted(make, check, more, others):
    """One finding is enough for all of them."""
    (found,) = check("list-ambiguous", make("A token had expired.", f"- a\n  - b\n- a2\n{more}"))
    assert found.endswith(f"so the page does not nest it{others}")


@pytest.mark.parametrize(
    ("mark", "help"),
    [
        *(("1)", "1."), ("(1)", "1."), ("a)", "1."), ("1、", "1."), ("①", "1.")),
        ("☐", "- [ ]"),
        *(("•", "-"), ("・", "-"), ("–", "-"), ("> ●", "-")),
    ],
)
def test_a_list_in_other_marks_is_one_hint_at_its_first_item(make, diagnose, mark, help):
    """The page shows it as one paragraph."""
    report = make("Nobody could sign in for an hour.", f"Three things:\n\n{mark} a\n{mark} b\n{mark} c")
    line = report.source.lines.index("Three things:") + 3
    (found,) = [each for each in diagnose(report) if each.rule == "list-ambiguous"]
    assert (found.line, found.level, found.help) == (line, "hint", f"begin each item with {help}")


@pytest.mark.parametrize(
    "text",
    [
        *("1) a", "• a\n\n• b", "• a  \n• b", "– a<br>\n– b", "(1) a\nb", "a – b\n– c", "```\n• a\n• b\n```"),
        *("| • a |\n|---|\n| • b |", "1. a\n2. b", "2023、a\n2024、b", "–5 °C\n–6 °C"),
    ],
)
def test_single_marks_and_lines_that_the_page_divides_are_silent(make, check, text):
    """A list has two items, and a line that ends with two spaces or ``<br>`` stays a line."""
    assert check("list-ambiguous", make("Nobody could sign in for an hour.", text)) == []


@pytest.mark.parametrize(
    ("timeline", "actions", "lines"),
    [
        ("- 14:00 a", "☐ Watch it\n☐ Mend it", [20]),
        ("- 14:00 a", "• Watch it\n• Mend it", [20]),
        ("- 14:00 a", "☐ Watch it (owner: a)\n☐ Mend it (owner: b)", []),
        ("① 14:00 a\n② 14:05 b", "- Watch it", [16]),
        ("• 14:00 a\n• 14:05 b", "1) Watch it\n2) Mend it", []),
    ],
)
def test_other_marks_are_reported_where_they_begin_no_event_or_action_item(tmp_path, timeline, actions, lines):
    """The page would show no list there, either. One with details is reported as ``action-detail``."""
    body = f"## Timeline\n\n{timeline}\n\n## Action items\n\n{actions}\n"
    (tmp_path / "a.md").write_text(make_report(body=body), "utf-8")
    scope, now = Scope((tmp_path,)), datetime(2026, 1, 1, tzinfo=UTC)
    found = load_project(Folder(tmp_path), ReportReader(Settings(cache="")), now, scope).diagnostics
    assert [each.line for each in found if each.rule == "list-ambiguous"] == lines
