"""``read.body.definitions``: footnotes, link targets and abbreviations, anywhere, and what uses them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mkdocs_postmortems.read.body.blocks import classify
from mkdocs_postmortems.read.body.definitions import find_definitions, used_definitions


def found(text: str) -> dict[str, list[int]]:
    """Return the lines of each definition by mark, counted from 0."""
    lines = text.split("\n")
    return {each.mark: [*each.lines] for each in find_definitions(lines, classify(lines).kinds)}


def used(text: str) -> list[str]:
    lines = text.split("\n")
    definitions = find_definitions(lines, classify(lines).kinds)
    return sorted(each.mark for each in used_definitions(definitions, lines, range(len(lines))))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[^a]: one\ntwo\n\n    three\n\nfour", {"[^a]": [0, 1, 3]}),
        ("[^a]: one\n[^b]: two", {"[^a]": [0], "[^b]": [1]}),
        ("- x\n\n    [^a]: one\n\n        two\n\n    three", {"[^a]": [2, 4]}),
        ("> [^a]: one\n>\n>     two\n>\n> three", {"[^a]": [0, 2]}),
        ("!!! note\n\n    [a]: https://x.example/", {"[a]": [2]}),
        ("[a]: https://x.example/\n'title'\nmore", {"[a]": [0, 1]}),
        ("[a]: https://x.example/ (title)\nmore", {"[a]": [0]}),
        ("[a]:\n    https://x.example/", {"[a]": [0, 1]}),
        ("*[ABC]: what it means\nmore", {"*[ABC]": [0]}),
        ("*[ABC]:\nwhat it means", {"*[ABC]": [0, 1]}),
        ("[note]: this is a sentence", {}),
        ("- [x]: done it was", {}),
        ("```\n[a]: b\n```", {}),
    ],
)
def test_definitions_and_their_lines(text: str, expected: dict[str, list[int]]) -> None:
    """As Python-Markdown removes them from the text, in a list or a quote too; what is text stays text."""
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see[^a]\n\n[^a]: one", ["[^a]"]),
        ("see[^A]\n\n[^a]: one", []),
        ("see `[^a]` and \\[^a]\n\n[^a]: one", []),
        ("[^a]: one[^a]", []),
        ("[^a]: one[^b]\n\n[^b]: two[^a]", []),
        ("see[^a]\n\n[^a]: one[^b]\n\n[^b]: two [x][c]\n\n[c]: d", ["[^a]", "[^b]", "[c]"]),
        ("[x][A  b]\n\n[a b]: c", ["[a b]"]),
        ("ABC\n\n*[ABC]: x\n*[AB]: y", ["*[ABC]"]),
    ],
)
def test_what_is_used(text: str, expected: list[str]) -> None:
    """By the text, or by what the text uses; not by itself, nor by code."""
    assert used(text) == expected


PIECES = ["[a]: b", "> [a]: b", "[^a]: b", "    more", "*[ab]: a", "- [b]: a", "[a]:", "", "```", "a", "[a][b]"]


@given(st.lists(st.sampled_from(PIECES) | st.text("[]^*:ab >-`", max_size=20), max_size=12))
@example(["a", "[a]: b"])
def test_lines_are_those_of_the_text(lines: list[str]) -> None:
    """Whatever it holds."""
    for each in find_definitions(lines, classify(lines).kinds):
        assert set(each.lines) <= set(range(len(lines)))
