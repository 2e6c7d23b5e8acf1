"""Dates in the text that contradict the day of the week beside them are reported."""

from __future__ import annotations

import pytest

from tests.check.conftest import Check, Make


@pytest.mark.parametrize(
    "text",
    [
        "It began on Tuesday, 2026-03-05.",
        "It began on Tuesday, March 5, 2026.",
        "It began on Tuesday 5 March 2026, at noon.",
        "It began on 2026-03-05 (Tuesday).",
        "It began on March 5, 2026 (Tuesday).",
        "Es begann am Dienstag, den 5. März 2026.",
        "Es begann am Dienstag, 05.03.2026.",
        "2026年3月5日（火曜日）に始まった。",
        "| Day |\n|---|\n| Tuesday, 2026-03-05 |",
        "!!! note\n\n    It began on Tuesday, 2026-03-05.",
    ],
)
def test_a_date_on_another_day_is_reported(make: Make, check: Check, text: str) -> None:
    """On the line of the day's name."""
    at = make().source.lines.index("Nobody could sign in for an hour.") + 1 + len(text.split("\n")) - 1
    report = make("Nobody could sign in for an hour.", text)
    assert check("wrong-weekday", report) == [f"{at}: 2026-03-05 is a Thursday, not a Tuesday"]


@pytest.mark.parametrize(
    "text",
    [
        "It began on Thursday, 2026-03-05.",
        "It began on Tuesday, March 5, and ended on Friday.",
        "It began on Tuesday. 2026-03-05 was the day after.",
        "It began on Tuesday, 03/05/2026.",
        "It began on Tuesday, 2026-02-31.",
        "Tuesday's deployment of 2026-03-05 failed.",
        "It began on Tuesday and was over by 2026-03-05.",
        "`Tuesday, 2026-03-05`",
        "On 2026-03-05, Tuesday's deployment failed.",
        "On 2026-03-05 the Tuesday deployment failed.",
        "Until Sunday, 5 hours of logs were lost.",
    ],
)
def test_other_dates_are_silent(make: Make, check: Check, text: str) -> None:
    """The day is right, is not that date's, is in code, or may be of another year."""
    assert check("wrong-weekday", make("Nobody could sign in for an hour.", text)) == []


def test_a_title_with_a_date_on_another_day_is_reported(make: Make, check: Check) -> None:
    """Fields are text too."""
    report = make(title='"Outage of Tuesday, 2026-03-05"')
    assert check("wrong-weekday", report) == ["2: 2026-03-05 is a Thursday, not a Tuesday"]
