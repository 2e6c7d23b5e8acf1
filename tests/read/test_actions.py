"""Action items from lists and tables."""

from __future__ import annotations

from datetime import date

from mkdocs_postmortems.read.actions import Actions, read_actions
from mkdocs_postmortems.read.blocks import classify


def actions(text: str, first_line: int = 1) -> Actions:
    lines = text.split("\n")
    return read_actions(lines, classify(lines).kinds, first_line)


def test_details_stand_in_the_brackets_at_the_end() -> None:
    """In any order; they are cut from the text."""
    item = actions("- [x] Smoke test of login (due: 2023-11-01, owner: identity, ticket: OPS-12, type: prevent)").items[
        0
    ]
    assert (item.text, item.status, item.owner, item.due) == (
        "Smoke test of login",
        "done",
        "identity",
        date(2023, 11, 1),
    )
    assert (item.type, item.ticket) == ("prevent", "OPS-12")
