"""``read.body.unclosed_html``: tags that swallow the rest of the page."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.read.body.blocks import classify


def test_a_summary_that_swallows_its_details_is_reported() -> None:
    """Browsers show all of it as the title."""
    (problem,) = classify(["<details>", "<summary>a", "", "b", "", "</details>"]).problems
    assert (problem.rule, problem.line) == ("html-unclosed", 2)
    assert classify(["<details>", "<summary>a</summary>", "", "b", "", "</details>"]).problems == ()


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a <details> b", 1, 3),
        ("a <summary> b", 1, 3),
        ("a\n\n<details/>\n\nb", 3, 1),
        ("<details\nopen>\nb", 1, 1),
        ("<details>x</details> <details>", 1, 22),
        ("- a <details> b\n- c", 1, 5),
        ("| a |\n|---|\n| <details> |", 3, 3),
    ],
)
def test_what_hides_text_has_to_be_closed_wherever_it_opens(text: str, line: int, column: int) -> None:
    """Browsers put everything after it inside."""
    (problem,) = classify(text.split("\n")).problems
    assert (problem.rule, problem.line, problem.column) == ("html-unclosed", line, column)


@pytest.mark.parametrize(
    "text",
    [
        "a <details> b </details> c",
        "- a <details><summary>b</summary> c\n    </details>\n- d",
        "<details\nopen>\nb\n</details>",
        "a `<details>` b",
        "a <br/> b",
    ],
)
def test_what_is_closed_hides_nothing_else(text: str) -> None:
    """In the same line or below."""
    assert classify(text.split("\n")).problems == ()
