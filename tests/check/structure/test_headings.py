"""Headings of a wrong level are reported, and lines that only the page, or only a forge, shows as one."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from mkdocs_postmortems.read.model import Span
from tests.check.conftest import BODY
from tests.tables import all_cases

RULE = "heading-ambiguous"
TEXT = "A token had expired."


def reported_lines(check, make, text):
    """Return the lines that the rule reports, relative to the inserted text."""
    report = make(TEXT, text)
    first = report.source.lines.index(text.split("\n")[0]) + 1
    return [int(each.partition(":")[0]) - first for each in check(RULE, report)]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("###Why", [0]),
        ("###\u00a0Why", [0]),
        ("###\u3000Why", [0]),
        (" ### Why", [0]),
        ("It failed.\n\n   ## Why", [2]),
        ("- An item.\n\n  ### Why", [2]),
        ("- An item.\n---", [1]),
        ("1. An item.\n===", [1]),
        ("> It was said.\n---", [1]),
        ("It failed\nfor an hour.\n---", [2]),
        ("It failed\nfor an hour.\n===", [2]),
        ("It failed.\n  ---", [1]),
    ],
)
def test_a_heading_that_only_one_of_the_two_shows_is_reported(make, check, text, lines):
    """On the line that is written so."""
    assert reported_lines(check, make, text) == lines


@all_cases(
    "text",
    [
        "### Why",
        "###\tWhy",
        "### Why ###",
        "Why\n---",
        "Why\n===",
        "It failed\nfor an hour.\n\n---",
        "- An item.\n\n---",
        "- An item\n  of two lines.\n---",
        "> It was said\n> twice.\n\n---",
        "- An item with\n    # in a line below.",
        "```\n  ### Why\nIt failed.\n  ---\n```",
        "    ### in code",
        "<!--\n ### Why\n-->",
        "a | b\n--- | ---\n1 | 2",
        "| a |\n|---|\n| 1 |",
        "What `  ## a` and #b mean.",
        "  #",
    ],
)
def test_lines_that_both_show_alike_are_silent(make, check, text):
    """Headings, rules, tables and code."""
    assert reported_lines(check, make, text) == []


def test_a_channel_at_the_start_of_a_line_is_one_finding(make, diagnose):
    """The help allows for it not being a heading."""
    (found,) = diagnose(make(TEXT, f"{TEXT}\n\n#incident-42 has the log."))
    assert (found.rule, found.help) == (RULE, "put a space after #, or write \\# if it is not a heading")


def test_a_missing_section_is_one_finding(make, check):
    """``missing-section`` reports a line that was meant as its heading."""
    report = make("## Timeline", "  ## Timeline")
    assert len(check("missing-section", report)) == 1
    assert check(RULE, report) == []
    assert check(RULE, make(body=BODY)) == []


def test_a_heading_of_level_1_is_reported(make, check):
    """It competes with the page's title."""
    report = make(body=f"# Logins fail after a deployment\n\n{BODY}\n# What we learned\n\nSeveral.\n\n> # Quoted\n")
    lines = report.source.lines
    message = "this heading is level 1, like the page's title"
    assert check("heading-level-one", report) == [
        f"{lines.index(each) + 1}: {message}" for each in ("# Logins fail after a deployment", "# What we learned")
    ]


@pytest.mark.parametrize("title", ["Logins fail after a deployment", "Incident: logins fail"])
def test_the_first_heading_may_be_the_title(make, diagnose, title):
    """It may be worded differently, so the help suggests more than making it a section."""
    report = make(body=f"# {title}\n\n{BODY}\n# What we learned\n\nSeveral.\n")
    helps = [each.help for each in diagnose(report) if each.rule == "heading-level-one"]
    take_out = "remove it if it repeats the title from the front matter; otherwise "
    assert helps == [f"{take_out}write ## for a section", "write ## for a section"]


def test_the_help_for_an_underlined_heading_names_the_line_below(make, diagnose):
    """It may be left over from a merge, and with ## the line would stay."""
    report = make(new="\nThe old text.\n=======\nThe new text.\n")
    (help,) = (each.help for each in diagnose(report) if each.rule == "heading-level-one")
    assert help.startswith("delete the line of = signs below it")


@pytest.mark.parametrize(
    ("written", "levels"),
    [
        ("#### A\n\na", (4, 2)),
        ("### A\n\n##### B\n\nb", (5, 3)),
        ("# A\n\n### B\n\nb", (3, 1)),
        ("##### A\n\na\n\n### B", (5, 2)),
    ],
)
def test_a_skipped_level_is_reported_where_it_is_skipped(make, check, written, levels):
    """Screen readers go by the levels; going back up by several levels is fine."""
    (found,) = check("heading-skipped", make(new=f"\n{written}\n"))
    assert found.endswith("this heading is level {}, but the one before it is level {}".format(*levels))


@pytest.mark.parametrize(
    "written",
    ["### A\n\n#### B\n\n##### C\n\n## D", "> #### A", "- #### A", "`#### A`", "```\n#### A\n```", "## A\n\n### B"],
)
def test_consecutive_levels_and_headings_inside_blocks_are_silent(make, check, written):
    """Headings in a quotation are not part of the report's own structure."""
    assert check("heading-skipped", make(new=f"\n{written}\n")) == []


def test_a_heading_of_level_1_that_ends_an_internal_section_says_so(make, check):
    """Its author may not have meant to."""
    report = make(new="\n## Costs {.internal}\n\nMuch.\n\n# Later\n\nMore.\n")
    lines = report.source.lines
    headings = tuple(replace(each, internal=each.title == "Costs") for each in report.headings)
    first, last = lines.index("## Costs {.internal}") + 1, lines.index("# Later")
    marked = replace(report, headings=headings, internal=(Span(first, last),))
    (found,) = check("heading-level-one", marked)
    assert found.endswith("like the page's title, and ends the internal section above it")
