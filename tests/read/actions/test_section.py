"""Which items of a section are action items, their status and their dates."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.read.actions.section import read_actions
from tests.read.actions.reading import actions, texts


def test_items_whose_numbers_are_escaped_are_in_no_list() -> None:
    """As word processors export them."""
    (problem,) = actions("1\\. Alert (owner: ops)\n2\\. Review (owner: ops)").problems
    assert problem.message.endswith("is not in a list, so it is not read as an action item, nor is 1 more")


def test_an_empty_box_is_open() -> None:
    """It was meant to contain a space; as a proposal it would need no owner."""
    item = actions("- [] a (owner: ops)").items[0]
    assert (item.text, item.status, item.owner) == ("a", "open", "ops")
    assert texts("- [](https://a.example)") == ["[](https://a.example)"]


def test_nested_tasks_are_items_and_nested_text_is_text() -> None:
    """An item without a check box below a task explains it."""
    found = actions("- [ ] a\n    - why\n    - [x] b (owner: ops)\n- c\n").items
    assert [(item.text, item.status) for item in found] == [("a\n\n- why", "open"), ("b", "done")]
    assert [(item.span.first, item.span.last) for item in found] == [(1, 2), (3, 3)]


def test_plain_lists_are_proposals_where_there_is_nothing_else() -> None:
    """Bullets and numbers; beside tasks or a table only with details."""
    assert [(item.text, item.status) for item in actions("- a\n    - b\n\n1. c\n").items] == [
        ("a\n\n- b", "proposed"),
        ("c", "proposed"),
    ]
    assert texts("We will:\n\n- [ ] a\n\nThanks to:\n\n- them\n- us (owner: ops)\n") == ["a", "us"]
    assert texts("| Action |\n|---|\n| a |\n\n- note\n") == ["a"]


def test_a_wrong_date_is_a_problem_at_its_place() -> None:
    """The item is kept, without the date."""
    found = actions(
        "- [ ] a\n- [ ] b (owner: ops,\n  due: 2023-02-30)\n\n| Action | Due |\n|---|---|\n| c | soon |", 10
    )
    assert [(problem.rule, problem.line, problem.column) for problem in found.problems] == [
        ("bad-due-date", 12, 8),
        ("bad-due-date", 16, 7),
    ]
    assert [item.due for item in found.items] == [None, None, None]


def test_a_date_in_another_format_is_reported_with_the_right_one() -> None:
    """If only one date can be meant."""
    helps = [actions(f"- [ ] a (due: {due})").problems[0].help for due in ("1 Dec 2024", "24.12.2024", "10/11/2024")]
    assert helps == ["write 2024-12-01", "write 2024-12-24", "write year, month and day, as in 2023-11-01"]


@pytest.mark.parametrize("due", ["0023-11-01", "3023-11-01"])
def test_a_year_that_nobody_means_is_a_problem(due: str) -> None:
    """The list of action items would show it as centuries late."""
    (problem,) = actions(f"- [ ] a (due: {due})").problems
    assert (problem.rule, problem.column, problem.help) == ("bad-due-date", 15, "correct the year")


def test_internal_items() -> None:
    """By their own marker, on the line below, or in an internal block; a nested marker is not theirs."""
    text = "- [ ] a {.internal}\n- [ ] b\n  {: .internal }\n- [ ] c\n    - d {.internal}\n"
    text += '\n!!! internal "x"\n    - [ ] e\n'
    assert [(item.text, item.internal) for item in actions(text).items] == [
        ("a", True),
        ("b", True),
        ("c\n\n- d {.internal}", False),
        ("e", True),
    ]


def test_numbers_go_on_from_the_section_before() -> None:
    """The second section's items continue the numbering."""
    lines = ["- [ ] a", "- [ ] b"]
    assert [item.number for item in read_actions(lines, ["text"] * 2, 1, 7).items] == [7, 8]


def test_code_and_comments_hold_no_items() -> None:
    """A list shown as an example does not count."""
    assert texts("```\n- [ ] a\n```\n<!--\n- [ ] b\n-->\n") == []


@given(st.text(alphabet=" -*|`:()[]xX\nab,;owner due{}.internal20-", max_size=200))
def test_any_section_is_read(text: str) -> None:
    """Text without structure is no error; items do not overlap."""
    found = actions(text)
    covered = [line for item in found.items for line in range(item.span.first, item.span.last + 1)]
    assert len(covered) == len(set(covered))


@pytest.mark.parametrize(
    "lines",
    [
        [f"- [ ] Item {at} (owner: ops, due: 2023-11-01)" for at in range(20_000)],
        ["| Action | Due |", "|---|---|", *["| a | 2023-11-01 |"] * 20_000],
        ["- [ ] a", *["    - b"] * 20_000],
        ["- a", "  - b"] * 10_000,
        ["- [ ] " + "(" * 10_000 + ")" * 10_000] * 5,
        ["- [ ] " + "(owner: a, " * 2_000 + ")"] * 5,
        ["- [ ] owner: a" + " " * 20_000 + "b"] * 5,
    ],
    ids=["tasks", "table", "nested", "plain", "brackets", "details", "spaces"],
)
def test_long_sections_take_linear_time(lines: list[str]) -> None:
    """Twenty thousand items in about a second of processor time, with room for a slow machine."""
    begun = process_time()
    read_actions(lines, ["text"] * len(lines), 1)
    assert process_time() - begun < 4


@pytest.mark.parametrize(
    ("text", "line", "write"),
    [
        ("- [ x] a\n- [x] b", 1, "- [x]"),
        ("- [x]a\n- [ ] b", 1, "- [x]"),
        ("- [✓] a", 1, "- [x]"),
        ("- [-] a", 1, "- [ ]"),
        ("- [ ] a\n-[ ] b", 2, "- [ ]"),
        ("1. [ ] a\n2. [  ] b", 2, "- [ ]"),
    ],
)
def test_a_broken_check_box_is_reported(text: str, line: int, write: str) -> None:
    """The page would show the brackets, and an item without its check box does not count as one."""
    (problem,) = actions(text).problems
    assert (problem.rule, problem.line) == ("action-detail", line)
    assert problem.help.startswith(f"write {write}")


@pytest.mark.parametrize("written", ["done: 2024-13-01", "completed: 31 Febuary", "due: soon", "by: 2024-02-30"])
def test_an_invalid_date_is_reported(written: str) -> None:
    """If it begins like a date, or if the key has no other meaning."""
    rules = [problem.rule for problem in actions(f"- [ ] Add it ({written})").problems]
    assert rules == ["bad-due-date"]


@pytest.mark.parametrize(
    "item",
    [
        "1. the pods - owner of the node - were gone - due to a bug",
        "- the certificate due 2026-12-15",
        "- a - due 5% of the time",
        "- [x] done\n    - owner: Bob",
    ],
)
def test_a_remark_beside_tasks_is_no_item(item: str) -> None:
    """Nor is what is nested in a task."""
    found = actions(f"{item}\n- [ ] b")
    assert all(each.text.startswith(("b", "done")) for each in found.items)
    assert len(found.problems) == item.startswith("- [x]")


def test_an_item_with_a_broken_box_does_not_spoil_the_one_above() -> None:
    """It is part of that item's text, but its details are not that item's."""
    found = actions("- [ ] a (owner: ops, due: 2024-07-01)\n-[ ] b (owner: x)")
    assert [(each.line, each.message[:4]) for each in found.problems] == [(2, "-[ ]")]
    assert [(each.text, each.owner) for each in found.items] == [("a\n-[ ] b (owner: x)", "ops")]


@pytest.mark.parametrize("item", ["- [ ]", "- [ ] (owner: ops)", "- [x]\n- [ ] a"])
def test_a_task_without_text_is_reported(item: str) -> None:
    """Nobody could do it."""
    assert [each.message for each in actions(item).problems] == ["this action item is empty"]


@pytest.mark.parametrize(
    ("due", "day"),
    [
        *(("2024-04", "2024-04-30"), ("20240430", "2024-04-30"), ("Q2 2024", "2024-06-30"), ("2024-Q4", "2024-12-31")),
        *(("April 2024", "2024-04-30"), ("end of April 2024", "2024-04-30"), ("fin avril 2024", "2024-04-30")),
        *(("2024-04-30 EOD", "2024-04-30"), ("2024-04-30?", "2024-04-30"), ("2024–04–30", "2024-04-30")),
        *(("2024-04-30 (was 2024-03-31)", "2024-04-30"), ("~~2024-03-31~~ 2024-04-30", "2024-04-30")),
    ],
)
def test_a_period_is_offered_as_its_last_day(due: str, day: str) -> None:
    """A due date is a day."""
    (problem,) = actions(f"- [ ] a (owner: ops, due: {due})").problems
    assert (problem.rule, problem.help) == ("bad-due-date", f"write {day}")


@pytest.mark.parametrize(
    ("text", "line", "help"),
    [
        ("☐ Validate (owner: auth)\n☒ Alert (owner: sre, due: 2023-11-01)", 1, "begin it with - [ ] and a space"),
        ("Agreed:\n\n• Validate (owner: auth)\n\n• Alert (owner: sre)", 3, "begin it with - [ ] and a space"),
        ("Validate (owner: auth, due: 2023-11-01)\n\nb", 1, "begin it with - [ ] and a space"),
        ("- [ ] Validate\n\n(owner: auth, due: 2023-11-01)", 3, "write them at the end of the item's text"),
        ("!!! note\n\n    - [ ] a (owner: b, due: 2023-11-01)", 3, "move it out of that block, to the start of a line"),
        ("> - [ ] a (owner: b, due: 2023-11-01)", 1, "move it out of that block, to the start of a line"),
    ],
)
def test_details_in_no_list_are_reported_once(text: str, line: int, help: str) -> None:
    """As word processors export check boxes: the section would have no action items, and nobody would know."""
    (problem,) = actions(text).problems
    assert (problem.rule, problem.line, problem.help) == ("action-detail", line, help)
    assert "so it is not read as an action item" in problem.message
