from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_postmortems.publish.data.spreadsheet import csv_bytes, joined


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True))


def test_lines_end_as_in_the_standard() -> None:
    """CR LF after each row including the last; quotes are doubled."""
    assert csv_bytes([["a", 'say "b"'], [1, None]]) == b'a,"say ""b"""\r\n1,\r\n'


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "\xa0=1", "＠x", "－1", "＋1"],
)
def test_a_formula_becomes_text(text: str) -> None:
    """With an apostrophe before it."""
    ((found,),) = read(csv_bytes([[text]]))
    assert found == "'" + text.strip()


@pytest.mark.parametrize("text", ["a=1", "3 - 2", "~30 %", "'quoted'", "日本", "a@example.com", '"=1"'])
def test_other_text_stays_as_it_is(text: str) -> None:
    """Only the first character matters."""
    assert read(csv_bytes([[text]])) == [[text]]


def test_numbers_and_dates_are_not_text() -> None:
    """Including negative numbers."""
    assert read(csv_bytes([[-1, 2.5, date(2024, 11, 6)]])) == [["-1", "2.5", "2024-11-06"]]


@settings(deadline=None)
@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), min_size=1, max_size=5))
def test_any_text_comes_back_in_its_own_cell(rows: list[list[str]]) -> None:
    """Commas, quotes and line breaks do not move a cell, and no cell starts like a formula."""
    found = read(csv_bytes(rows))
    assert [len(row) for row in found] == [2] * len(rows)
    assert not any(text.startswith(("=", "+", "-", "@", "\t", "\r")) for row in found for text in row)


def test_several_texts_share_a_cell() -> None:
    """Separated by semicolons."""
    assert joined(["login", "mail"]) == "login; mail"
