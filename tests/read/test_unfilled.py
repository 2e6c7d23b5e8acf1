"""``read.unfilled``: placeholders for a value, and words that say that there is none."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.read.unfilled import is_nothing, is_unfilled
from tests.tables import all_cases


@all_cases(
    "value",
    [
        *("TBD", "[TBD]", "@TBD", "**TBD**", "`TODO`", "TODO: ask around", "to be assigned", "t.b.d.", "XXX", "____"),
        *("_[Name]_", "<owner>", "{{ team }}", "[name of the owner]", "@username", "[担当者]"),
        *("YYYY-MM-DD", "<due date>", "[YYYY-MM-DD]", "TBD Q3"),
    ],
)
def test_what_a_form_left(value: str) -> None:
    """A template's words, in any of the brackets that templates use."""
    assert is_unfilled(value)
    assert not is_nothing(value)


@pytest.mark.parametrize("value", ["-", "???", "@???", "n/a", "none", "Nobody", "unassigned", "[ ]", "未定", "待指定"])
def test_what_says_that_there_is_none(value: str) -> None:
    """It was filled in."""
    assert is_nothing(value)


@pytest.mark.parametrize(
    "value",
    [
        *("ops", "@ops", "@owner-tools", "[ops](https://a.example)", "[SRE]", "Todor", "XXL team", "<a@b.example>"),
        *("`@name-service`", "team-name", "the team", "2024-07-01", "no-reply"),
    ],
)
def test_names_and_dates_are_values(value: str) -> None:
    """Whatever their brackets contain."""
    assert not is_unfilled(value)
    assert not is_nothing(value)
