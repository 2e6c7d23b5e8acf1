"""A section's lines as blocks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.read.body.blocks import classify
from mkdocs_postmortems.read.body.outline import Block, dedent, outline


def blocks(text: str) -> list[Block]:
    lines = text.split("\n")
    return outline(lines, classify(lines).kinds)[0]


def shape(text: str) -> list[tuple[str, int, int]]:
    return [(block.kind, block.first, block.last) for block in blocks(text)]


def test_the_kinds_of_blocks() -> None:
    """In the order written, counted from 0."""
    text = "# H\nText\ngoes on\n- a\n  b\n\n| x | y |\n|--|--|\n| 1 | 2 |\n\n```\ncode\n```\n<!-- c -->\n- - -\n"
    assert shape(text) == [
        ("heading", 0, 0),
        ("paragraph", 1, 2),
        ("item", 3, 4),
        ("table", 6, 8),
        ("code", 10, 12),
        ("comment", 13, 13),
        ("paragraph", 14, 14),
    ]


def test_items_know_what_they_are_nested_in() -> None:
    """By two columns or by four; a sibling is not nested."""
    for room in ("  ", "    ", "\t"):
        outer, inner, again, last = blocks(f"- a\n{room}- b\n{room}- c\n- d")
        assert (outer.parent, last.parent) == (None, None)
        assert inner.parent is outer
        assert again.parent is outer


def test_text_below_an_item_is_its_own() -> None:
    """Lazily, or indented after a blank line; an unindented paragraph is not part of it."""
    assert shape("- a\nlazy\n\n    more\n\n        code\n\ntext") == [("item", 0, 5), ("paragraph", 7, 7)]


def test_code_with_a_blank_line_is_an_items_whole() -> None:
    """Below the items, it is a block of its own."""
    fence = "```\na\n\n\nb\n```\n"
    inside = fence.replace("\n", "\n    ").rstrip(" ")
    assert shape(f"- x\n\n    {inside}\n    more\n- y\n") == [("item", 0, 9), ("item", 10, 10)]
    assert shape(f"- x\n\n{fence}- y") == [("item", 0, 0), ("code", 2, 7), ("item", 8, 8)]


def test_a_year_in_a_wrapped_sentence_is_not_a_list() -> None:
    """``2023. That`` at the start of a line continues the paragraph."""
    assert shape("It was in\n2023. That was long ago.") == [("paragraph", 0, 1)]


def test_an_internal_block_is_opened_up() -> None:
    """Its lines are read without their indent; any other admonition is one paragraph."""
    text = "!!! internal\n    - a\n\n    b\n- c\n\n!!! note\n    - d"
    assert [(block.kind, block.internal) for block in blocks(text)] == [
        ("frame", True),
        ("item", True),
        ("paragraph", True),
        ("item", False),
        ("paragraph", False),
    ]


def test_a_blank_line_in_a_code_block_does_not_end_an_internal_block() -> None:
    """What is below it is internal, too."""
    text = "!!! internal\n    ```\n    a\n\n    b\n    ```\n\n    - c\n- d"
    assert [(block.kind, block.internal) for block in blocks(text)] == [
        ("frame", True),
        ("code", True),
        ("item", True),
        ("item", False),
    ]


@pytest.mark.parametrize(
    ("line", "title"), [("## A", "A"), ("## A ##", "A"), ("### C#", "C#"), ("#  A  ", "A"), ("-  text", "text")]
)
def test_titles(line: str, title: str) -> None:
    """Those of headings and items, without the marks before and after them."""
    block = blocks(line)[0]
    assert block.title([line]) == title


def test_dedent_keeps_what_is_indented_by_more() -> None:
    """Code in an item stays code; lazy lines do not count."""
    assert dedent(["lazy", "    - b", "      c", "", "        code"], 2) == ["lazy", "- b", "  c", "", "    code"]
    assert dedent(["        code"], 2) == ["    code"]
    assert dedent(["\t- b"], 2) == ["- b"]


@given(
    st.lists(st.sampled_from(["", "# H", "- a", "  - b", "text", "    x", "1. c", "|a|", "|-|", "```", "!!! internal"]))
)
def test_every_line_is_in_one_block(lines: list[str]) -> None:
    """Blocks do not overlap, and hold everything that is not blank."""
    found, body = outline(lines, classify(lines).kinds)
    covered = [line for block in found for line in range(block.first, block.last + 1)]
    assert covered == sorted(set(covered))
    assert {at for at, line in enumerate(lines) if line.strip()} <= set(covered)
    assert len(body) == len(lines)
