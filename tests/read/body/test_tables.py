"""Markdown tables as rows of cells."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.read.body.tables import is_delimiter, is_table, split_row


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("| a | b |", ["a", "b"]),
        ("a | b", ["a", "b"]),
        ("| a | |", ["a", ""]),
        ("| | b |", ["", "b"]),
        ("  | a | b |  ", ["a", "b"]),
        (r"| a \| b | c |", [r"a \| b", "c"]),
        ("| `a | b` | c |", ["`a | b`", "c"]),
        ("| ``a ` | b`` | c |", ["``a ` | b``", "c"]),
        ("| a ` b | c |", ["a ` b", "c"]),
        ("|", [""]),
        ("", [""]),
    ],
)
def test_cells(line: str, cells: list[str]) -> None:
    """Outer pipes may be left out; an escaped pipe and one in inline code are text."""
    assert split_row(line) == cells


def test_where_a_table_begins() -> None:
    """At a line with a pipe above a line of hyphens with one."""
    assert is_delimiter("|:--|--:|")
    assert is_delimiter("--|--")
    assert not is_delimiter("---")
    assert not is_delimiter("| a-b |")
    assert is_table(["| a |", "|---|"], 0)
    assert not is_table(["| a |"], 0)
    assert not is_table(["| a |", "text"], 0)


@given(st.text(alphabet="ab|`\\ ", max_size=60))
def test_no_text_is_lost(line: str) -> None:
    """The cells hold every letter of the row."""
    letters = [char for cell in split_row(line) for char in cell if char in "ab"]
    assert letters == [char for char in line if char in "ab"]


def test_a_row_of_backticks_takes_linear_time() -> None:
    """Unclosed code is searched for once."""
    begun = process_time()
    split_row("`a``b" * 20_000)
    assert process_time() - begun < 1
