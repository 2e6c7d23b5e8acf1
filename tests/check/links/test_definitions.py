"""Names must be defined, and only once: the page would show the brackets, or one text only."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.read.model import Span
from tests.tables import all_cases

REFERENCES = [
    "See [the dashboard][nowhere].",
    "See [the dashboard][].",
    "See ![failed logins][nowhere].",
    "![][image1]",
    "The graph: ![][image1]",
    "- 14:10 [The runbook][1] is opened.",
    "| a |\n|---|\n| [the runbook][nowhere] |",
    "> [The runbook][nowhere]",
    "### See [the runbook][nowhere]",
    "[![a graph](https://example.org/)][nowhere]",
    "[a `name`][nowhere]",
    "[two\nlines][no\nwhere]",
    "[the runbook][nowhere]\n\n`[nowhere]: https://example.org/`",
    "[the runbook][nowhere]\n\n[nowhere]: one two three",
    "[the runbook][nowhere][^1]\n\n[^1]: A note.",
]


@pytest.mark.parametrize("text", REFERENCES)
def test_an_undefined_reference_is_reported_at_its_bracket(make, check, text):
    """The page would show its brackets."""
    (found,) = check("undefined-reference", make(new=f"\n{text}\n"))
    assert "the page shows the brackets" in found


@all_cases(
    "text",
    [
        "[the runbook][run]\n\n[run]: https://example.org/",
        "[the runbook][RUN  book]\n\n[run book]: https://example.org/ 'title'",
        "[Run][]\n\n> [run]: <https://example.org/>",
        "- item\n\n    [run]: https://example.org/\n\n[the runbook][run]",
        "[the runbook](https://example.org/)",
        "[an aside] and [another]",
        "[text][nowhere](https://example.org/)",
        "`[text][nowhere]`",
        "<!-- [text][nowhere] -->",
        "\\[text\\]\\[nowhere\\]",
        "## More\n\n    [text][nowhere]",
        "rows[key][name] and f(x)[key][name] and m[i][j] and [i][j]",
        "string[][] and [][]string",
        "[INFO][main] started, [error][db] stopped",
        "names of the form [a-z][a-z0-9-]* or [A-Z][a-z]+",
        "[2024-03-01][14:05] an entry",
        "### [INC-20240301-002][P0] Logins fail",
        "- [ ] [P0][UI] Show the error, and [P0/P1][LGPD] export",
        "- [ ][x] a box",
        "![][image1]\n\n[image1]: graph.png",
        "[][name] and array![][1]",
        "the macro vec![][index]",
        "A claim.[^1][^2]\n\n[^1]: One.\n[^2]: Two.",
        "[[a]][nowhere]",
    ],
)
def test_defined_references_and_other_brackets_are_silent(make, check, text):
    """Indices, log lines, character classes and code contain brackets too."""
    assert check("undefined-reference", make(new=f"\n{text}\n")) == []


def test_a_similar_name_is_suggested(make, diagnose):
    """Most are misspelt."""
    report = make(new="\n[the runbook][runbok]\n\n[runbook]: https://example.org/\n")
    (help,) = [each.help for each in diagnose(report) if each.rule == "undefined-reference"]
    assert help == "did you mean [runbook]?"


@pytest.mark.parametrize(
    "text", ["A claim.[^nowhere]", "A claim[^1]: so it is.", "- item[^a]", "| a |\n|---|\n| b[^1] |", '"So"[^1]']
)
def test_an_undefined_footnote_is_reported(make, check, text):
    """The page would show its mark as text."""
    (found,) = check("undefined-footnote", make(new=f"\n{text}\n"))
    assert "the footnote" in found


@pytest.mark.parametrize(
    "text",
    [
        "A claim.[^1]\n\n[^1]: A note.",
        "A claim.[^a note]\n\n- x\n\n    [^a note]: A note.",
        "`[^nowhere]` and \\[^nowhere]",
        "all but [^a-z] or [^abc]+ or /[^ab]/ or [^/]",
        "```\nx[^1]\n```",
    ],
)
def test_defined_footnotes_and_character_classes_are_silent(make, check, text):
    """A negated character class looks like a footnote."""
    assert check("undefined-footnote", make(new=f"\n{text}\n")) == []


def test_a_definition_in_internal_text_does_not_count_in_public(make, check):
    """Its text is removed before the page is made; an internal report keeps it."""
    text = "\n[the runbook][run]\n\n!!! internal\n\n    [run]: https://example.org/\n"
    lines = make(new=text).source.lines
    span = Span(lines.index("!!! internal") + 1, lines.index("    [run]: https://example.org/") + 1)
    assert len(check("undefined-reference", make(new=text, report={"internal": (span,)}))) == 1
    assert check("undefined-reference", make(new=text, visibility="internal", report={"internal": (span,)})) == []


def test_a_footnote_in_internal_text_is_not_also_undefined(make, check):
    """The rule ``internal-definition`` reports it, at the note itself."""
    text = "\nA claim.[^1]\n\n!!! internal\n\n    [^1]: A note.\n"
    lines = make(new=text).source.lines
    span = Span(lines.index("!!! internal") + 1, lines.index("    [^1]: A note.") + 1)
    assert check("undefined-footnote", make(new=text, report={"internal": (span,)})) == []


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("a[^1] b[^1]\n\n[^1]: one\n[^1]: two", "[^1]"),
        ("a[^1]\n\n[^1]: one\n\n    and more\n\nb\n\n[^1]: one", "[^1]"),
        ("[a] and [A]\n\n[a]: https://example.org/1\n[A]: https://example.org/2", "[A]"),
        ("An API\n\n*[API]: one\n*[API]: two", "*[API]"),
        ("> a[^1]\n>\n> [^1]: one\n\n[^1]: two", "[^1]"),
    ],
)
def test_a_definition_with_another_text_is_reported(make, check, text, mark):
    """At the second one, with the line of the first."""
    report = make(new=f"\n{text}\n")
    numbers = [at for at, line in enumerate(report.source.lines, 1) if mark.lower() + ":" in line.lower()]
    message = f"{mark} is already defined on line {numbers[0]}, and the page shows only this text"
    assert check("duplicate-definition", report) == [f"{numbers[1]}: {message}"]


@pytest.mark.parametrize(
    "text",
    [
        "a[^1] b[^2]\n\n[^1]: one\n[^2]: one",
        "[a]\n\n[a]: https://example.org\n[A]:  https://example.org",
        "[//]: # (one)\n[//]: # (two)\n[comment]: <> (one)\n[comment]: <> (two)",
        "```\n[^1]: one\n[^1]: two\n```",
        "a[^1]\n\n<!--\n[^1]: one\n-->\n\n[^1]: two",
        "[^a]: one\n[^A]: two",
        "[INFO]: it began to run\n[INFO]: it ended",
    ],
)
def test_what_defines_nothing_twice_is_silent(make, check, text):
    """The same text again, comments, code, and text in brackets."""
    assert check("duplicate-definition", make(new=f"\n{text}\n")) == []
