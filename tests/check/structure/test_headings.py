"""The rule reports a line if only the page, or only a forge, shows it as a heading."""

from __future__ import annotations

import pytest

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
