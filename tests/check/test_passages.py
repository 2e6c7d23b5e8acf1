"""The rules search the text that a reader sees, with unchanged columns."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_postmortems.check.passages import Passage, blank


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("a `code` b", "a `    ` b"),
        ("a ``co`de`` b", "a ``     `` b"),
        ("a `two\nlines` b", "a `   \n     ` b"),
        ("a `open b", "a `open b"),
        ("a ``open` b", "a `     ` b"),
        ("a \\`no` code`", "a   no`     `"),
        ("a \\\\`code`", "a   `    `"),
        ("a <!-- note --> b", "a               b"),
        ("a <!-- open b", "a <!-- open b"),
        ("\\[x\\] \\<b>", "  x   \\<b>"),
    ],
)
def test_code_comments_and_escapes_are_blanked_as_markdown_reads_them(written, seen):
    """By the rules of Python-Markdown, where others differ."""
    assert Passage(written, 1).prose == seen


@given(st.text(alphabet="ab`\\\n<!-> []", max_size=60))
@settings(deadline=None)
def test_blanking_moves_nothing(text):
    """Length and line ends stay, and what is left is as written."""
    prose = Passage(text, 1).prose
    assert len(prose) == len(text)
    assert all(new in (old, " ") for new, old in zip(prose, text, strict=True))
    assert [at for at, char in enumerate(prose) if char == "\n"] == [at for at, char in enumerate(text) if char == "\n"]


@given(st.text(alphabet="a\n", max_size=30), st.integers(1, 100))
@settings(deadline=None)
def test_each_character_has_its_line_and_column(text, first):
    """Counted from 1, starting at the passage's first line."""
    passage = Passage(text, first)
    line, column = first, 1
    for offset, char in enumerate(text):
        assert passage.place(offset) == (line, column)
        line, column = (line + 1, 1) if char == "\n" else (line, column + 1)


def test_a_span_ends_with_its_block(make, check):
    """A backtick in one list item opens nothing in the next."""
    assert check("raw-html", make(new="\n- a ` b\n- <b>x</b> `\n")) != []
    assert check("raw-html", make(new="\n- a `b\n  <b>x</b>` c\n")) == []


def test_blank_keeps_lines():
    """As many spaces as characters."""
    assert blank("ab\nc") == "  \n "
