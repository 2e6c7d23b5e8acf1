"""The rows of tables as action items."""

from __future__ import annotations

from datetime import date
from time import process_time

import pytest

from mkdocs_postmortems.read.actions.section import read_actions
from mkdocs_postmortems.read.body.blocks import classify
from tests.read.actions.reading import actions, texts
from tests.tables import all_cases


def test_a_table_has_its_columns_in_any_order() -> None:
    """By the words of its header; an empty cell is ignored."""
    text = (
        "| Due | Owner | Action | Type | Status | Jira |\n|---|---|---|---|---|---|\n"
        "| 2023-11-01 | ops | a | detect | done | OPS-1 |\n| - | TBD | b {x} | | | {.internal} |\n|||||||\n"
    )
    first, second = actions(text).items
    assert (first.text, first.owner, first.due, first.type, first.status, first.ticket) == (
        "a",
        "ops",
        date(2023, 11, 1),
        "detect",
        "done",
        "OPS-1",
    )
    assert (second.text, second.owner, second.due, second.status, second.internal) == ("b {x}", "", None, "open", True)


def test_a_table_with_details_needs_no_name_for_its_actions() -> None:
    """They are in the first column that holds no detail."""
    (item,) = actions("| Due | Follow up by us | Owner |\n|---|---|---|\n| 2023-12-01 | Alert | ops |").items
    assert (item.text, item.owner, item.due) == ("Alert", "ops", date(2023, 12, 1))


def test_a_row_is_told_from_an_item_of_a_list() -> None:
    """Details are written in its columns, not in brackets."""
    text = "- [ ] Add an index | soon\n\n| Action | Owner: |\n|---|---|\n| Add a test | storage |"
    assert [(item.is_row, item.owner) for item in actions(text).items] == [(False, ""), (True, "storage")]


def test_what_else_a_table_says_is_part_of_the_text() -> None:
    """Other columns but those that number the rows, a second column for a detail, remarks; nothing is lost."""
    text = (
        "| # | Action | Owner | Category | Notes | Type | Status |\n|---|---|---|---|---|---|---|\n"
        "| A-1 | a | ops | process | see [b](c) | detect | Done (for now) |\n| 2 | d | | | - | | open |\n"
    )
    assert texts(text) == ["a · see [b](c) · detect · Done (for now)", "d"]
    assert [item.type for item in actions(text).items] == ["process", ""]
    assert texts("| Action | Done |\n|---|---|\n| a | in 2.4 |\n| b | yes |") == ["a · in 2.4", "b"]
    assert texts("| Goal | Action |\n|---|---|\n| Fewer | a {x} | {.internal} |") == ["a {x} · Fewer"]


@pytest.mark.parametrize(
    ("header", "cells", "kept"),
    [
        ("ID", ("A-1", "A-7"), False),
        ("", ("1", "2"), False),
        ("Ref", ("1.", "2."), False),
        ("AI", ("AI-3", "AI-4"), False),
        ("Severity", ("P1", "P2"), True),
        ("Effort", ("3", "5"), True),
        ("Risk", ("2", "2"), True),
        ("Version", ("v3", "v4 or later"), True),
    ],
)
def test_numbers_of_rows_are_no_text_but_other_numbers_are(header: str, cells: tuple[str, str], kept: bool) -> None:
    """A priority or an effort would be lost."""
    found = texts(f"| {header} | Action |\n|---|---|\n| {cells[0]} | a |\n| {cells[1]} | b |")
    assert found == ([f"a · {cells[0]}", f"b · {cells[1]}"] if kept else ["a", "b"])


@pytest.mark.parametrize(
    ("header", "value", "detail"),
    [
        ("Owner(s)", "ana, ben", "owner"),
        ("Owner / Team", "ana", "owner"),
        ("Action owner", "ana", "owner"),
        ("Due date (UTC)", "2023-11-01", "due"),
        ("Due/ETA", "2023-11-01", "due"),
        ("Ticket(s)", "OPS-1, OPS-2", "ticket"),
        ("Jira ticket", "OPS-1", "ticket"),
        ("Key", "OPS-1", "ticket"),
        ("Issue key", "[OPS-1](https://example.com/OPS-1)", "ticket"),
        ("ID", "OPS-12", "ticket"),
        ("Completed?", "yes", "status"),
        ("Ansvarig", "ana", "owner"),
        ("Vervaldatum", "2023-11-01", "due"),
        ("Termin", "2023-11-01", "due"),
        ("Point of contact", "ana", "owner"),
        ("Target completion date", "2023-11-01", "due"),
    ],
)
def test_a_header_may_say_more_than_the_name_of_a_detail(header: str, value: str, detail: str) -> None:
    """A remark in brackets, two words for the same, whose it is; a column of keys holds tickets."""
    (item,) = actions(f"| Task | {header} |\n|---|---|\n| a | {value} |").items
    found = {"owner": item.owner, "due": str(item.due or ""), "ticket": item.ticket, "status": item.status}
    assert item.text == "a"
    assert found[detail] == ("done" if detail == "status" else value)


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Owner / status", "ana, waiting"),
        ("Status / notes", "waiting"),
        ("Progress report", "b"),
        ("Severity", "SEV-2"),
    ],
)
def test_a_header_that_may_mean_something_else_is_that_of_a_text(header: str, value: str) -> None:
    """Nothing of it is lost, and no status is missed."""
    found = actions(f"| Task | {header} |\n|---|---|\n| a | {value} |")
    assert [item.text for item in found.items] == [f"a · {value}"]
    assert not found.problems


def test_a_column_of_keys_is_a_text_beside_a_column_of_tickets() -> None:
    """Its keys are no numbers of rows."""
    (item,) = actions("| ID | Task | Ticket |\n|---|---|---|\n| OPS-1 | a | OPS-2 |").items
    assert (item.text, item.ticket) == ("a · OPS-1", "OPS-2")


def test_a_line_break_separates_two_values_of_a_detail() -> None:
    """As a comma does in one line."""
    (item,) = actions("| Task | Owner | Ticket |\n|---|---|---|\n| a | ana<br>ben | OPS-1 <br/> OPS-2 |").items
    assert (item.owner, item.ticket) == ("ana, ben", "OPS-1, OPS-2")


def test_a_column_of_ticks_says_what_is_done() -> None:
    """It needs no header, but not beside a column for the status."""
    rows = "| ✅ | a | open |\n| [ ] | b | done |\n| ❌ | c | |"
    assert [item.status for item in actions(f"| | Task | Note |\n|---|---|---|\n{rows}").items] == [
        "done",
        "open",
        "open",
    ]
    found = actions(f"| | Task | Status |\n|---|---|---|\n{rows}").items
    assert [(item.text, item.status) for item in found] == [("a · ✅", "open"), ("b", "done"), ("c · ❌", "open")]


@pytest.mark.parametrize(
    ("header", "is_status"),
    [("", True), ("✓", True), ("Implemented?", True), ("Blocking", False), ("Prevents it", False), ("Reviewed", False)],
)
def test_ticks_under_a_header_for_something_else_say_nothing_about_the_status(header: str, is_status: bool) -> None:
    """What blocks the release was done otherwise."""
    found = actions(f"| Task | {header} |\n|---|---|\n| a | ✅ |\n| b | |").items
    assert [item.status for item in found] == ["done" if is_status else "open", "open"]
    assert [item.text for item in found] == ["a" if is_status else "a · ✅", "b"]


def test_a_line_break_alone_is_no_value() -> None:
    """As editors leave it in an empty cell."""
    (item,) = actions("| Task | Owner | Due |\n|---|---|---|\n| a | <br> | <br>2023-11-01<br> |").items
    assert (item.owner, item.due) == ("", date(2023, 11, 1))


@pytest.mark.parametrize(
    "row", ["| Task | Owner{} x |\n|---|---|\n| a | b |", "| Task | Owner |\n|---|---|\n| a | b{} <x |"]
)
def test_a_cell_of_many_spaces_is_read_at_once(row: str) -> None:
    """Each of them once began the search for a remark or a line break, to the last one: that took seconds."""
    text = row.format(" " * 100_000)
    begun = process_time()
    assert len(actions(text).items) == 1
    assert process_time() - begun < 1


@pytest.mark.parametrize("header", ["Follow-up action", "Action(s)", "Remediation task", "Preventive measures"])
def test_a_header_for_actions_may_say_which(header: str) -> None:
    """Such a table was no table of actions if the headers of its details were unknown, too."""
    assert texts(f"| {header} | Contact person | Note |\n|---|---|---|\n| a | ana | b |") == ["a · ana · b"]


def test_the_column_named_just_so_holds_the_actions() -> None:
    """If another header says which actions."""
    text = "| Related action items | Action | Action owner |\n|---|---|---|\n| b | a | ana |"
    assert [(item.text, item.owner) for item in actions(text).items] == [("a · b", "ana")]


@pytest.mark.parametrize("header", ["Target", "By", "When"])
def test_what_a_column_such_as_target_says_is_text_unless_it_is_a_date(header: str) -> None:
    """As in the list's ``(target: v2.7)``: it may be a version, a person or a number."""
    found = actions(f"| Action | {header} |\n|---|---|\n| a | v2.7 |\n| b | 2023-11-01 |\n| c | |\n| d | 2023-13-01 |")
    assert [item.text for item in found.items] == ["a · v2.7", "b", "c", "d"]
    assert [item.due for item in found.items] == [None, date(2023, 11, 1), None, None]
    assert [(each.rule, each.line) for each in found.problems] == [("bad-due-date", 6)]
    assert [each.rule for each in actions("| Action | Due |\n|---|---|\n| a | v2.7 |").problems] == ["bad-due-date"]


@pytest.mark.parametrize(
    "header",
    [
        *(
            "Maßnahme | Zuständig | Frist | Stand",
            "Aufgabe | Wer | Bis wann | Status",
            "Actie | Wie | Termin | Voortgang",
        ),
        *(
            "Mesure | Qui | Date limite | État",
            "Tarea | Dueño | Vencimiento | Estado",
            "Azione | Chi | Scadenza | Stato",
        ),
        *(
            "Ação | Responsável | Prazo | Estado",
            "Действие | Ответственный | Срок | Статус",
            "対策 | 担当者 | 期限 | 状態",
        ),
        *("行动项 | 负责人 | 截止日期 | 状态", "조치 | 담당자 | 기한 | 상태", "Zadanie | Kto | Termin | Status"),
    ],
)
def test_headers_are_known_in_several_languages(header: str) -> None:
    """In a timeline the words for those who act are known, too."""
    (item,) = actions(f"| {header} |\n|---|---|---|---|\n| a | ops | 2023-11-01 | open |").items
    assert (item.text, item.owner, item.due, item.status) == ("a", "ops", date(2023, 11, 1), "open")


def test_another_table_has_no_items() -> None:
    """Numbers are not action items."""
    assert texts("| Node | Pods |\n|---|---|\n| n1 | 12 |\n\n- [ ] a") == ["a"]


def test_a_column_of_answers_is_not_a_column_of_dates() -> None:
    """``Done``: yes, no, a date, or how it was done; *no* is open."""
    rows = "| a | yes |\n| b | no |\n| c | 2024-03-01 |\n| d | in 2.4 |\n| e | ✅ |\n| f | |"
    found = actions(f"| Action | Done |\n|---|---|\n{rows}")
    assert [item.status for item in found.items] == ["done", "open", "done", "done", "done", "open"]
    assert [item.closed for item in found.items][2] == date(2024, 3, 1)
    assert not found.problems


def test_a_table_of_other_things_has_no_action_items() -> None:
    """A type and a name alone do not make an action item, and neither does a list of names."""
    assert texts("These are hidden now:\n\n- `www`\n- ``mail``;\n\n- Hide `ftp`") == ["Hide `ftp`"]
    assert not actions("| Type | Name |\n|---|---|\n| CNAME | www |\n| A | mail |").items


@all_cases(
    ("header", "column", "meant"),
    [
        ("| Acton | Owner |", 3, "Action"),
        ("| Action | Onwer |", 12, "Owner"),
        ("| Action | *Deu* |", 12, "Due"),
        ("| Action | Dealine |", 12, "Deadline"),
        ("| Action | Prority |", 12, "Priority"),
        ("| Action of Ower | Ower |", 20, "Owner"),
    ],
)
def test_a_mistyped_header_is_reported(header: str, column: int, meant: str) -> None:
    """What is below it would be text."""
    lines = ["", header, "|---|---|", "| Alert on it | x |"]
    (problem,) = read_actions(lines, classify(lines).kinds, 10).problems
    assert (problem.rule, problem.line, problem.help) == ("action-detail", 11, f"did you mean {meant}?")
    assert problem.column == column


@pytest.mark.parametrize(
    "header",
    [
        *("Types", "Order", "Actor", "State", "Notes", "Date", "ID", "Tracked", "Dew", "Stats"),
        *("Action team", "Action time", "Action item ID", "Ticketnr", "Headline", "Reaction", "Assigner", "Typed"),
    ],
)
def test_other_headers_are_left_alone(header: str) -> None:
    """They are words of their own."""
    lines = [f"| Action | {header} |", "|---|---|", "| Alert on it | x |"]
    assert read_actions(lines, classify(lines).kinds, 10).problems == ()
