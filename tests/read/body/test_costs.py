"""``read.body.costs``: what Markdown would take too long for."""

from __future__ import annotations

from time import process_time

import pytest

from mkdocs_postmortems.read.body.blocks import classify
from tests.tables import all_cases


def test_more_angles_than_anybody_writes_are_refused() -> None:
    """Markdown's HTML parser takes them one by one."""
    (problem,) = (each for each in classify(["<" * 100_001]).problems if each.rule == "markdown-cost")
    assert "100,001" in problem.message


@all_cases("head", ["", "- ", "- a\n    - ", "1. ", "> - ", "!!! note\n\n    ", ": ", "[^1]: "])
@all_cases("mark", ["> ", ">", "> - "])
def test_quotations_in_any_container_are_counted(head: str, mark: str) -> None:
    """Python-Markdown takes a second for some thousand, wherever they are."""
    problems = classify(f"{head}{mark * 60}x".split("\n")).problems
    assert [problem.rule for problem in problems] == ["nesting-limit"]
    assert classify(f"{head}{mark * 9}x".split("\n")).problems == ()
    assert classify(f"{head}x {'>' * 60}".split("\n")).problems == ()


@pytest.mark.parametrize("head", ["", "> ", "    "])
def test_a_fence_with_dozens_of_options_is_refused(head: str) -> None:
    """Superfences tries all ways to divide them into values, which takes hours for forty."""
    line = f"{head}```py " + 'title="a" ' * 40 + "!"
    (problem,) = (each for each in classify(["a", "", line]).problems if each.rule == "markdown-cost")
    assert (problem.line, "40 options" in problem.message) == (3, True)
    assert classify(['```py title="a" hl_lines="1" linenums="1"', *['x="y"' * 40], "```"]).problems == ()


def test_a_long_rule_is_not_nesting() -> None:
    """However many hyphens or asterisks it is drawn with."""
    assert classify(["a", "", "- " * 60, "", "* " * 60]).problems == ()


@pytest.mark.parametrize("unit", ["<kbd>a</kbd>", "a<br>", "![a](b.png) "])
def test_many_tags_or_images_in_a_paragraph_are_refused(unit: str) -> None:
    """Markdown takes time with the square of their number: eight seconds for 30,000 keys in a line."""
    assert "markdown-cost" in [each.rule for each in classify([unit * 50_000]).problems]
    assert classify([unit * 1_000]).problems == ()
    assert classify([unit * 10] * 1_000).problems == ()


@pytest.mark.parametrize("unit", ["<a ", "<b c=", '<a b="', "x <a b "])
def test_many_tags_that_never_end_are_refused_in_any_number_of_paragraphs(unit: str) -> None:
    """Markdown's HTML parser reads from each to the end of the body: half a minute for 90 kB."""
    (problem,) = classify("\n\n".join(["<b>", *[unit * 10] * 600]).split("\n")).problems
    assert (problem.rule, problem.line, "without a >" in problem.message) == ("markdown-cost", 3, True)
    assert "markdown-cost" not in [each.rule for each in classify([unit * 5 + "text" * 5_000]).problems]
    assert classify("\n\n".join(["if a <b then"] * 300).split("\n")).problems == ()


@pytest.mark.parametrize("line", ["=", "-14:05 b", "text"])
def test_many_lines_without_a_blank_line_are_reported_in_linear_time(line: str) -> None:
    """Each line is looked at once, not with the fifty above it."""
    begun = process_time()
    classify([line] * 200_000)
    assert process_time() - begun < 4
