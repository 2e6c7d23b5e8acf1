"""Which items of a section are action items, their status and their dates."""

from __future__ import annotations

from datetime import date
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.read.actions.section import read_actions
from tests.read.actions.reading import actions, texts


def test_without_a_status_the_check_box_decides() -> None:
    """A ticked box is done; a status that is written wins."""
    text = "- [ ] a\n- [x] b\n- [X] c\n- [ ] d (status: not doing)\n- [x] e (status: open)\n- [ ] f (done: 2023-10-20)"
    assert [item.status for item in actions(text).items] == ["open", "done", "done", "not doing", "open", "done"]
    assert actions(text).items[5].closed == date(2023, 10, 20)


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("proposed", "proposed"),
        ("open", "open"),
        ("In progress", "open"),
        ("**Done**", "done"),
        ("Done – 2023-10-20", "done"),
        ("✅", "done"),
        ("wontfix", "not doing"),
        ("Won't fix", "not doing"),
        ("erledigt", "done"),
        ("対応中", "open"),
        ("Under review", "open"),
        ("En proceso", "open"),
        ("En cours", "open"),
        ("Em andamento", "open"),
        ("Duplicate", "not doing"),
        *((word, "done") for word in ("已完成", "Concluído", "완료", "готово")),
        ("on the moon", "open"),
    ],
)
def test_words_for_a_status(written: str, status: str) -> None:
    """In several languages; an unknown word leaves the item open."""
    assert actions(f"| Action | Status |\n|---|---|\n| a | {written} |").items[0].status == status
    assert actions(f"- [ ] a (status: {written})").items[0].status == status


def test_a_status_may_follow_the_ticket() -> None:
    """In capital letters, in a table without a column for it."""
    rows = "| a | n/a **DONE** |\n| b | BUG-12 TODO |\n| c | BUG-13 |\n| d | [todo list](todo) |"
    found = actions(f"| Action item | Bug |\n|---|---|\n{rows}")
    assert [item.status for item in found.items] == ["done", "open", "open", "open"]
    assert [item.ticket for item in found.items] == ["", "BUG-12", "BUG-13", "[todo list](todo)"]
    assert not found.problems


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("**DONE** (in 2.4)", "done"),
        ("**Done** — committed", "done"),
        ("Won't fix: too dear", "not doing"),
        ("OPEN（既有）", "open"),
        ("**已完成**，见下", "done"),
        ("Done-ish", "open"),
        ("partly done (in 2.4)", "open"),
    ],
)
def test_a_status_may_be_followed_by_a_remark(written: str, status: str) -> None:
    """In brackets, or after a separator; the status is what precedes it."""
    found = actions(f"| Action | Status |\n|---|---|\n| a | {written} |")
    assert found.items[0].status == status
    assert bool(found.problems) == (written in ("Done-ish", "partly done (in 2.4)"))


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


def test_a_ticked_item_counts_beside_check_boxes() -> None:
    """So does one with details; other items are remarks, and items in a task belong to it."""
    found = actions("- [ ] Add it\n    - ✅ its test\n- ✅ Page sooner\n- a remark\n- Watch it (owner: ana)")
    assert [(item.text.partition("\n")[0], item.status) for item in found.items] == [
        *(("Add it", "open"), ("✅ Page sooner", "done"), ("Watch it", "proposed")),
    ]


@pytest.mark.parametrize(
    ("written", "status"),
    [("done: no", "open"), ("closed: false", "open"), ("done: yes", "done"), ("done: in 2.4", "done")],
)
def test_an_answer_instead_of_a_day_says_whether_an_item_is_done(written: str, status: str) -> None:
    """As in a column *Done*; it does not stay in the text."""
    (item,) = actions(f"- [ ] Add it (owner: ana, {written})").items
    assert (item.text, item.status) == ("Add it" if written != "done: in 2.4" else "Add it (done: in 2.4)", status)


@pytest.mark.parametrize("written", ["done: 2024-13-01", "completed: 31 Febuary", "due: soon", "by: 2024-02-30"])
def test_an_invalid_date_is_reported(written: str) -> None:
    """If it begins like a date, or if the key has no other meaning."""
    rules = [problem.rule for problem in actions(f"- [ ] Add it ({written})").problems]
    assert rules == ["bad-due-date"]


def test_pictures_as_statuses() -> None:
    """Alone, or before the word; as a character or by its name."""
    opened = ("🔄", "⏳", "❌", "🔴 Open", ":x:", ":construction:", ":red_circle: Open", "☐", "50 %", "0%")
    done = ("🟢 Done", "✅ Done", "✔️", ":white_check_mark:", ":white_check_mark: Done", "100%", "**100 %**")
    rows = "".join(f"| a | {status} |\n" for status in (*opened, *done))
    found = actions(f"| Action | Status |\n|---|---|\n{rows}")
    assert [(item.text, item.status) for item in found.items] == [("a", "open")] * len(opened) + [("a", "done")] * len(
        done
    )
    assert not found.problems


@pytest.mark.parametrize(
    ("begin", "status"),
    [
        *((done, "done") for done in ("DONE:", "**DONE** -", "[DONE]", "DONE –", ":white_check_mark:")),
        *((other, "proposed") for other in ("Done", "DONE", "TODO:", "FIXED_IP:", "CLOSED loops")),
    ],
)
def test_an_item_of_a_plain_list_may_begin_with_its_status(begin: str, status: str) -> None:
    """In capitals and set off, or as a tick."""
    (item,) = actions(f"- {begin} Add it").items
    assert (item.text, item.status) == (f"{begin} Add it", status)


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


def test_a_ticked_task_with_the_status_of_an_open_one_is_reported() -> None:
    """One of the two is wrong. What will not be done may be ticked."""
    (problem,) = actions("- [x] a (owner: ops, status: in progress)").problems
    assert (problem.line, problem.column) == (1, 30)
    assert problem.message == "this item is ticked, but its status is open; it counts as open"
    assert actions("- [x] a (status: not doing)\n- [x] b (status: done)").problems == ()


def test_an_item_that_is_no_longer_needed_is_not_open() -> None:
    """Although its status begins with "no", which alone is one of open items."""
    rows = "| Action | Status |\n|---|---|\n| a | No longer needed |\n| b | not required (v3) |\n| c | No |"
    assert [item.status for item in actions(rows).items] == ["not doing", "not doing", "open"]


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
