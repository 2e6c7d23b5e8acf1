"""Headings read without Python-Markdown are the same as with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_postmortems.read.blocks import classify
from mkdocs_postmortems.read.extensions import are_harmless
from mkdocs_postmortems.read.model import Heading
from mkdocs_postmortems.read.plain_headings import plain_headings
from mkdocs_postmortems.read.sections import HeadingParser

CASES = sorted((Path(__file__).parent.parent / "cases").rglob("*.md"))
PARSER = HeadingParser(["toc", "sane_lists"])
PIECES = [
    *(
        "",
        "",
        "",
        "text",
        "## Title",
        "### `Code` *and* [link](x)",
        "# One",
        "#No space",
        "## Closed ##",
        "##",
        "####### x",
    ),
    *("## A {#b .internal}", "- item", "    more", "- # in a list", "> ## quoted", "1. one", "***", "---", "===", "-"),
    *("```", "```python", "    # comment", "~~~", "!!! note", '??? "x"', '=== "Tab"', "[^1]: note", ": definition"),
    *(
        "| a | b |",
        "|---|---|",
        "<div markdown>",
        "</div>",
        "<!-- # x",
        "-->",
        "a < b",
        "\t## tab",
        " ## one",
        "\u3000",
    ),
    *("## \\# x", "[a]: http://x", "*[H]: hyper", "    ## four", "## <b>x</b>", "    ```", "> ```", "## 日本"),
]


def read(lines: list[str]) -> tuple[Heading, ...] | None:
    return plain_headings(lines, classify(lines).kinds, 1)


def agree(lines: list[str]) -> bool:
    """Return whether both give the same headings, or the simple way leaves it to the parser."""
    blocks = classify(lines)
    found = None if blocks.costly or blocks.problems else read(lines)
    return found is None or found == PARSER.headings(lines, 1)


@settings(max_examples=400)
@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_both_ways_agree_on_any_mixture_of_blocks(lines: list[str]) -> None:
    assert agree(lines)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_both_ways_agree_on_every_case(path: Path) -> None:
    assert agree(path.read_text(encoding="utf-8", errors="replace").split("\n"))


def test_an_ordinary_report_needs_no_parser() -> None:
    lines = ["## Summary", "", "Text with `#` in it.", "", "## Timeline", "", "- 14:00 **Started.** x", "    more"]
    lines += [
        "",
        '!!! note "x"',
        "",
        "    text",
        "",
        "```python",
        "# comment",
        "    # more",
        "```",
        "",
        "### Part {#p}",
    ]
    found = read(lines)
    assert found is not None
    assert [(each.level, each.title, each.line, each.id) for each in found] == [
        (2, "Summary", 1, ""),
        (2, "Timeline", 5, ""),
        (3, "Part", 19, "p"),
    ]


@pytest.mark.parametrize(
    "lines", [["text", "---"], ["<div>"], ["- # x"], ["text", "# x"], ["## x ##"], ["<!--", "# x", "-->"]]
)
def test_what_only_the_parser_can_decide_is_left_to_it(lines: list[str]) -> None:
    assert read(lines) is None


def test_an_unknown_extension_may_make_headings_of_anything() -> None:
    assert are_harmless(["toc", "markdown.extensions.tables", "pymdownx.keys"])
    assert not are_harmless(["pymdownx.snippets"])
    assert not are_harmless([object()])


def test_front_matter_shown_as_code_is_not_a_heading() -> None:
    """A fence is not taken for the text above an underline, by either way."""
    lines = ["```yaml", "---", "title: x", "---", "```"]
    assert read(lines) == PARSER.headings(lines, 1) == ()
