"""Action items from lists and tables."""

from __future__ import annotations

from datetime import date
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.read.actions.section import Actions, read_actions
from mkdocs_postmortems.read.actions.words import DETAILS, STATUSES
from mkdocs_postmortems.read.body.blocks import classify
from mkdocs_postmortems.read.model import Unfilled
from tests.tables import all_cases


def actions(text: str, first_line: int = 1) -> Actions:
    lines = text.split("\n")
    return read_actions(lines, classify(lines).kinds, first_line)


def texts(text: str) -> list[str]:
    return [item.text for item in actions(text).items]


def test_details_are_in_parentheses_at_the_end() -> None:
    """In any order; they are cut from the text."""
    item = actions("- [x] Smoke test of login (due: 2023-11-01, owner: identity, ticket: OPS-12, type: prevent)").items[
        0
    ]
    assert (item.text, item.status, item.owner) == ("Smoke test of login", "done", "identity")
    assert (item.due, item.type, item.ticket) == (date(2023, 11, 1), "prevent", "OPS-12")


def test_details_may_be_in_full_width_parentheses() -> None:
    """As Chinese and Japanese authors type them, with full-width commas and colons."""
    text = "- [ ] 增加校验（仅登录）（负责人：平台，due：2024-06-10）\n- [ ] 監視の追加（担当: 基盤、期限: 2024-06-30）"
    found = [(item.text, item.owner, item.due) for item in actions(text).items]
    assert found == [
        ("增加校验（仅登录）", "平台", date(2024, 6, 10)),
        ("監視の追加", "基盤", date(2024, 6, 30)),
    ]


@all_cases(
    "address",
    [
        "https://example.com/x?a=1,2;3",
        "[X-1](https://example.com/x?a=1,2;3)",
        "<https://example.com/x;v=2>",
        "https://example.com/x;v=2",
    ],
)
@all_cases("after", [", owner: web", ",owner: web", "; owner: web", ",owner=web"])
def test_an_address_is_not_divided_at_its_commas_and_semicolons(address: str, after: str) -> None:
    (item,) = actions(f"- [ ] a (ticket: {address}{after})").items
    assert (item.text, item.ticket, item.owner) == ("a", address, "web")


@pytest.mark.parametrize("written", ["**web**", "`web`", "[web](https://example.com/web)", "web"])
def test_an_owner_is_plain_text(written: str) -> None:
    """Lists group action items by it, and the data contains it."""
    for text in (
        f"- [ ] a (owner: {written}, type: *prevent*)",
        f"|Action|Owner|Type|\n|-|-|-|\n|a|{written}|*prevent*|",
    ):
        assert [(item.owner, item.type) for item in actions(text).items] == [("web", "prevent")]


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


@pytest.mark.parametrize(
    ("written", "text", "owner"),
    [
        ("a (owner: network, storage; type: detect)", "a", "network, storage"),
        ("a (see the runbook)", "a (see the runbook)", ""),
        ("a (owner: ops, cost: high)", "a (cost: high)", "ops"),
        ("a (b) (owner: ops)", "a (b)", "ops"),
        ("a (owner: [ops](https://a.example/x(1)))", "a", "ops"),
        ("a, see [here](https://a.example/owner:x)", "a, see [here](https://a.example/owner:x)", ""),
        ("a (Owner: ops).", "a", "ops"),
        ("a (担当：運用)", "a", "運用"),
        ("a (owner: ops) and more", "a (owner: ops) and more", ""),
        ("a\n  goes on (owner: ops)", "a\ngoes on", "ops"),
        ("a (owner: ops)\n  goes on", "a\ngoes on", "ops"),
        ("a (owner: ops) {.internal}", "a", "ops"),
    ],
)
def test_only_details_are_cut(written: str, text: str, owner: str) -> None:
    """Other brackets, unknown keys and links stay in the text."""
    item = actions(f"- [ ] {written}").items[0]
    assert (item.text, item.owner) == (text, owner)


def test_a_ticket_may_be_an_address() -> None:
    """Its colon does not end the value."""
    assert actions("- [ ] a (ticket: https://a.example/T-1?a=b)").items[0].ticket == "https://a.example/T-1?a=b"


@all_cases(
    ("item", "column", "message", "help"),
    [
        ("- [ ] a (owner Dave, due: 2024-07-01)", 10, "a colon is missing after owner", "owner: Dave"),
        ("- [ ] a (owner: ops, due 2024-07-01)", 22, "a colon is missing after due", "due: 2024-07-01"),
        ("- [ ] a (owner: ops, due 1 June 2024)", 22, "a colon is missing after due", "due: 2024-06-01"),
        ("- [ ] a (owner: ops, due 1 June)", 22, "a colon is missing after due", "due: the date as YYYY-MM-DD"),
        ("- [ ] a (owner bob due 2024-07-01)", 10, "a colon is missing after owner", "owner: bob, due: 2024-07-01"),
        (
            "- [ ] a (owner bob due next week)",
            10,
            "a colon is missing after owner",
            "owner: bob, due: the date as YYYY-MM-DD",
        ),
        ("- [v] a (owner: ops)", 3, "[v] is not a check box, so the page shows it as text", "- [x]"),
        ("- [/] a (owner: ops)", 3, "[/] is not a check box, so the page shows it as text", "- [ ]"),
        (
            "- [ ] a (status: proposed",
            9,
            "the parenthesis before the details is never closed, so they are not read",
            ")",
        ),
        ("- [ ] a (owner: ops due: 2024-07-01)", 21, "a comma is missing before due", "before due"),
        ("- [ ] a (owner: ops, due: 2024-07-01, due: 2024-08-01)", 39, "due is given twice", "keep one"),
        (
            "- [ ] a (owner: ops, due: 2024-07-01",
            9,
            "the parenthesis before the details is never closed, so they are not read",
            ")",
        ),
        ("- ( ) a (owner: ops)", 3, "( ) is not a check box, so the page shows it as text", "- [ ]"),
        ("- (x) a (owner: ops)", 3, "(x) is not a check box, so the page shows it as text", "- [x]"),
        ("- \\[ \\] a (owner: ops)", 3, "\\[ \\] is not a check box, so the page shows it as text", "- [ ]"),
        ("- \\[x\\] a (owner: ops)", 3, "\\[x\\] is not a check box, so the page shows it as text", "- [x]"),
        ("- [ ] a (owner: ops, due - 2024-07-01)", 22, "a colon is missing after due", "due: 2024-07-01"),
        ("- [ ] a (owner -> ops)", 10, "a colon is missing after owner", "owner: ops"),
        ("-[ ] a (owner: ops)", 2, "-[ ] is not a check box, so the page shows it as text", "- [ ]"),
        ("- [ ] a (ownr: ops)", 10, "unknown detail 'ownr'", "owner"),
        ("- [ ] a (deu: 2024-07-01)", 10, "unknown detail 'deu'", "due"),
        ("- [ ] a (status: opne)", 18, "'opne' is not a status; the item counts as open", "open"),
        ("- [x] a (status: on the moon)", 18, "'on the moon' is not a status; the item counts as done", "proposed"),
    ],
)
def test_what_looks_like_a_detail_is_reported(item: str, column: int, message: str, help: str) -> None:
    """At its position, with what to write."""
    (problem,) = actions(item, 7).problems
    assert (problem.rule, problem.line, problem.column) == ("action-detail", 7, column)
    assert problem.message == message
    assert help in problem.help


def test_items_whose_numbers_are_escaped_are_in_no_list() -> None:
    """As word processors export them."""
    (problem,) = actions("1\\. Alert (owner: ops)\n2\\. Review (owner: ops)").problems
    assert problem.message.endswith("is not in a list, so it is not read as an action item, nor is 1 more")


def test_a_detail_without_a_value_is_not_a_detail() -> None:
    """It leaves nothing on the page."""
    item = actions("- [ ] a (owner: , due: 2024-09-01)").items[0]
    assert (item.text, item.owner, item.due) == ("a", "", date(2024, 9, 1))
    assert texts("- [ ] a (owner:)") == ["a"]


def test_an_empty_box_is_open() -> None:
    """It was meant to contain a space; as a proposal it would need no owner."""
    item = actions("- [] a (owner: ops)").items[0]
    assert (item.text, item.status, item.owner) == ("a", "open", "ops")
    assert texts("- [](https://a.example)") == ["[](https://a.example)"]


@pytest.mark.parametrize("nobody", ["none", "?", "TBD", "n/a", "–"])
def test_nobody_owns_what_none_is_named_for(nobody: str) -> None:
    """In a list and in a table."""
    (item,) = read_actions([f"- [ ] Alert (owner: {nobody}, due: {nobody})"], ["text"], 1).items
    assert (item.text, item.owner, item.due) == ("Alert", "", None)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("Alert (owner: ana) (due: 2024-12-01)", "Alert"),
        ("Alert *(owner: ana, due: 2024-12-01)*", "Alert"),
        ("Alert __(owner: ana, due: 2024-12-01)__.", "Alert"),
        ("Alert (on *p99*) (owner: ana) _(due: 2024-12-01)_", "Alert (on *p99*)"),
        ("Alert (owner: ana, due: 2024-12-01) <!-- x -->", "Alert <!-- x -->"),
        (r"Alert \(owner: ana, due: 2024\-12\-01\)", "Alert"),
        (r"Alert \(on p99\) **\(owner: ana, due: 2024-12-01\)**.", r"Alert \(on p99\)"),
        ("Alert (owner: ana, due: 2024-12-01) {.wide} <!-- x -->", "Alert {.wide} <!-- x -->"),
    ],
)
def test_details_may_be_in_several_parentheses_in_italics_and_before_a_comment(written: str, text: str) -> None:
    """As with a rule that is silenced on the line."""
    found = read_actions([f"- [ ] {written}"], ["text"], 1)
    (item,) = found.items
    assert (item.text, item.owner, item.due) == (text, "ana", date(2024, 12, 1))
    assert found.problems == ()


def test_braces_after_the_details_hide_none_of_them() -> None:
    """They stay in the text, and the check reports them."""
    item = actions("- [ ] a (owner: ops, due: 2024-09-01) {.Internal}").items[0]
    assert (item.text, item.owner) == ("a {.Internal}", "ops")


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


def test_every_word_has_one_meaning() -> None:
    """No key, header or status has two meanings."""
    for table in (DETAILS, STATUSES):
        words = [word for each in table.values() for word in each]
        assert len(words) == len(set(words))
        assert all(word == word.casefold() for word in words)


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


def test_a_column_of_answers_is_not_a_column_of_dates() -> None:
    """``Done``: yes, no, a date, or how it was done; *no* is open."""
    rows = "| a | yes |\n| b | no |\n| c | 2024-03-01 |\n| d | in 2.4 |\n| e | ✅ |\n| f | |"
    found = actions(f"| Action | Done |\n|---|---|\n{rows}")
    assert [item.status for item in found.items] == ["done", "open", "done", "done", "done", "open"]
    assert [item.closed for item in found.items][2] == date(2024, 3, 1)
    assert not found.problems


@pytest.mark.parametrize(
    ("written", "text", "status"),
    [
        ("- [x] Add it (completed: 72f0f55)", "Add it (completed: 72f0f55)", "done"),
        ("- Add it (owner: ana, done: new limit, and a test)", "Add it (done: new limit, and a test)", "done"),
        ("- [ ] Page sooner (target: within 5 minutes)", "Page sooner (target: within 5 minutes)", "open"),
        ("- [ ] Alert (`up{a=1,status=0}`)", "Alert (`up{a=1,status=0}`)", "open"),
        ("- [ ] Alert (e.g. `up{a=1,status=0}`, owner: ana)", "Alert (e.g. `up{a=1,status=0}`)", "open"),
        ("- ✅ Add it", "✅ Add it", "done"),
    ],
)
def test_what_only_looks_like_a_detail_stays_in_the_text(written: str, text: str, status: str) -> None:
    """How it was done, a goal, code: none of it is a date or a status, and nothing is reported."""
    found = actions(written)
    assert [(item.text, item.status) for item in found.items] == [(text, status)]
    assert not found.problems


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


@pytest.mark.parametrize(
    ("written", "misread"),
    [
        ("a (owner: ops, due: 2024-07-01)", ()),
        ("a (owner ops)", ("owner",)),
        ("a (Assignee ops)", ("owner",)),
        ("a (owner: ops due: 2024-07-01)", ("due",)),
        ("a (ownr: ops, deu: 2024-07-01)", ("due", "owner")),
        ("a, due: 2024-07-01", ("due",)),
        ("a (due: soon)", ("due",)),
        ("a (owner: ops, due: 2024-07-01", ("due", "owner")),
        ("a (status: overdue)", ()),
        ("", ("due", "owner")),
    ],
)
def test_an_item_says_which_details_are_misread(written: str, misread: tuple[str, ...]) -> None:
    """So that they are not also reported as missing."""
    (item,) = actions(f"- [ ] {written}").items
    assert item.misread == misread
    assert all(map(item.mentions, misread))


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


def test_a_table_of_other_things_has_no_action_items() -> None:
    """A type and a name alone do not make an action item, and neither does a list of names."""
    assert texts("These are hidden now:\n\n- `www`\n- ``mail``;\n\n- Hide `ftp`") == ["Hide `ftp`"]
    assert not actions("| Type | Name |\n|---|---|\n| CNAME | www |\n| A | mail |").items


@pytest.mark.parametrize(
    ("written", "column", "help"),
    [
        ("- [ ] a [owner: ops, due: 2024-07-01]", 10, "write (owner: ops, due: 2024-07-01) at the end"),
        ("- [ ] a. **Owner:** ops", 10, "write (owner: ops) at the end"),
        ("- [ ] a - owner: ops, due: 2024-07-01", 11, "write (owner: ops, due: 2024-07-01) at the end"),
        ("- [ ] a (owner: ops), due: 2024-07-01", 10, "write (owner: ops, due: 2024-07-01) at the end"),
    ],
)
def test_details_outside_parentheses_are_reported(written: str, column: int, help: str) -> None:
    """Once; they are part of the text."""
    (problem,) = actions(written).problems
    assert (problem.rule, problem.column) == ("action-detail", column)
    assert problem.help.startswith(help)


@pytest.mark.parametrize(
    ("written", "pairs"),
    [
        ("- [ ] a, due: 15.12.2026", "due: 2026-12-15"),
        ("- [ ] a, due: 15 Dec 2026", "due: 2026-12-15"),
        ("- [ ] a [due: 2026/12/15]", "due: 2026-12-15"),
        ("- [ ] a, due: 2026-12-15 at noon", "due: 2026-12-15"),
        ("- [ ] a - due: 15.12.2026 owner: ana", "due: 2026-12-15, owner: ana"),
        ("- [ ] a. owner: ana and due: 15.12.2026", "owner: ana, due: 2026-12-15"),
        ("- [ ] a, owner: ana (network), due: 2026-12-15", "owner: ana (network), due: 2026-12-15"),
        ("- [ ] a, owner: [ana](https://a.example/ana)", "owner: [ana](https://a.example/ana)"),
    ],
)
def test_details_written_as_suggested_are_read(written: str, pairs: str) -> None:
    """The next run finds nothing in them."""
    (problem,) = actions(written).problems
    assert problem.help == f"write ({pairs}) at the end of the text"
    found = actions(f"- [ ] a ({pairs})")
    assert found.problems == ()
    assert (found.items[0].text, found.items[0].due) == ("a", date(2026, 12, 15) if "due" in pairs else None)


@pytest.mark.parametrize(
    ("written", "pair"), [("due: Dec 15", "due: the date as YYYY-MM-DD"), ("owner: TBD", "owner: a team")]
)
def test_a_suggested_detail_is_no_value_that_would_be_refused(written: str, pair: str) -> None:
    """The day lacks its year, and the owner is a placeholder."""
    (problem,) = actions(f"- [ ] a, {written}").problems
    assert problem.help == f"write ({pair}) at the end of the text"


def test_details_on_lines_below_are_reported_at_the_first() -> None:
    (problem,) = actions("- [ ] a\n    - owner: ops\n    - due: 2024-07-01").problems
    assert (problem.line, problem.help) == (2, "write (owner: ops, due: 2024-07-01) at the end of the text")


@pytest.mark.parametrize(
    ("item", "pairs"),
    [
        ("1. a\n   - owner: Bob - due 2026-12-15", "owner: Bob, due: 2026-12-15"),
        ("1. a - owner: Bob - due 2026-12-15", "owner: Bob, due: 2026-12-15"),
        ("1. a, owner warehouse, due 2026-12-15", "owner: warehouse, due: 2026-12-15"),
        ("1. a - due 2026-12-15 - owner web shop", "due: 2026-12-15, owner: web shop"),
        ("1. a code owner, due 2026-12-15", "due: 2026-12-15"),
        ("1. a report for the service, owner and team, due 2026-12-15", "due: 2026-12-15"),
        ("1. a list of the team, owner name, due 2026-12-15", "due: 2026-12-15"),
        ("1. a **Owner:** Bob **Due:** 2026-12-15", "owner: Bob, due: 2026-12-15"),
        ("1. a - owner Bob - due 2026-12-15", "owner: Bob, due: 2026-12-15"),
        ("* a — due on 15 Dec 2026 — owner @bob", "due: 2026-12-15, owner: @bob"),
        ("+ a\n    - Owner: Bob\n    - Due: 2026-12-15", "owner: Bob, due: 2026-12-15"),
        ("1. a, due 2026-12-15", "due: 2026-12-15"),
    ],
)
@pytest.mark.parametrize("beside", ["- [ ] b", "| Action | Owner |\n|---|---|\n| b | ops |"])
def test_an_item_with_details_after_dashes_counts_beside_others(item: str, pairs: str, beside: str) -> None:
    """As one, and the details that are not read are reported once."""
    found = actions(f"{item}\n\ntext\n\n{beside}")
    assert [(each.text.partition("\n")[0][:1], each.status) for each in found.items] == [
        ("a", "proposed"),
        ("b", "open"),
    ]
    assert [each.help for each in found.problems] == [f"write ({pairs}) at the end of the text"]


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


def test_details_before_a_marker_that_is_left_open_are_read() -> None:
    """The rule for markers of internal text reports it."""
    (item,) = (found := actions("- [ ] a (owner: ops, due: 2024-07-01) {.internal")).items
    assert (item.owner, found.problems) == ("ops", ())


def test_details_before_one_that_is_not_read_are_read() -> None:
    """Only the last one is reported, and it stays in the text."""
    found = actions("- [ ] a (owner: ops, due: 2024-07-01) (ticket OPS-1)")
    assert [each.help for each in found.problems] == ["write ticket: OPS-1"]
    (item,) = found.items
    assert (item.text, item.owner, item.due) == ("a (ticket OPS-1)", "ops", date(2024, 7, 1))


@pytest.mark.parametrize(
    ("written", "help"),
    [
        ("(owner; ops, due: 2024-07-01)", "write owner: ops"),
        ("(due, 1 July 2024; owner: ops)", "write due: 2024-07-01"),
        ("(due: 2024-07-01, owner)", "write owner: a team"),
        ("(owner: ops, due)", "write due: the date as YYYY-MM-DD"),
    ],
)
def test_a_key_without_its_colon_or_value_is_reported(written: str, help: str) -> None:
    """Its value is the next piece, if there is one."""
    assert [each.help for each in actions(f"- [ ] a {written}").problems] == [help]
    assert not actions("- [ ] a (owner, due: 2024-07-01)\n- [ ] b (the owner)").problems


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


@pytest.mark.parametrize("written", ["TBD", "**TBD**", "_[Name]_", "<owner>", "____"])
def test_a_placeholder_is_not_a_detail(written: str) -> None:
    """In a list and in a table. It is kept with its position, so that the check can report it."""
    item = actions(f"- [ ] Alert (owner: {written}, due: 2024-07-01)").items[0]
    assert (item.owner, item.due) == ("", date(2024, 7, 1))
    assert item.unfilled == (Unfilled("owner", written, 1, 21),)
    (item,) = actions(f"| Action | Owner |\n|---|---|\n| Alert | {written} |").items
    assert (item.owner, item.unfilled) == ("", (Unfilled("owner", written, 3, 11),))


@pytest.mark.parametrize("written", ["YYYY-MM-DD", "[date]", "TBD Q3", "TODO"])
def test_a_date_that_a_form_left_to_be_filled_in_is_not_also_refused(written: str) -> None:
    """One mistake, one finding."""
    found = actions(f"- [ ] Alert (owner: ops, due: {written})")
    assert (found.items[0].due, found.problems) == (None, ())
    assert [each.detail for each in found.items[0].unfilled] == ["due"]


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


@pytest.mark.parametrize(
    "text",
    [
        # words in brackets that are also names of details
        *("- [ ] a (due to the move)", "- [ ] a (owner: ops, cost: high)", "- [ ] a (type safety)"),
        *("- [ ] a (see the ticket queue)", "- [ ] a (owner: network, storage)", "- [ ] a (note: by March)"),
        *("- [ ] a (status: TBD)", "- [ ] a (owner: [ops](https://a.example/x))"),
        # links, references and numbers that are no check boxes
        *("- [] a", "- [x](b.md) a", "- [-][b] a", "- [1] a", "- a [] b", "- [ ] a\n  -[b](c)", "- a\n  [x]: b"),
        # outside parentheses: code, addresses, and a key without a value
        "- [ ] Set `owner: x` in the file (due: 2024-07-01)",
        "- [ ] See https://a.example/owner:x (owner: ops)",
        "- [ ] Fix the owner: ",
        # sentences about the items, and the details of one that continues on the next line
        "All of them are tracked by the platform team (owner: platform).",
        "Write each as (owner: a team, due: the day).",
        "- [ ] Validate\n(owner: auth, due: 2023-11-01)",
        "• Validate it\n• Alert",
        "## Done (owner: auth, due: 2023-11-01)",
        "```\nValidate (owner: auth, due: 2023-11-01)\n```",
    ],
)
def test_what_is_no_detail_is_left_alone(text: str) -> None:
    assert actions(text).problems == ()
