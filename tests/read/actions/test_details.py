"""Owners, due dates and so on: in parentheses, and what looks like one."""

from __future__ import annotations

from datetime import date

import pytest

from mkdocs_postmortems.read.actions.section import read_actions
from mkdocs_postmortems.read.model import Unfilled
from tests.read.actions.reading import actions, texts
from tests.tables import all_cases


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


def test_a_detail_without_a_value_is_not_a_detail() -> None:
    """It leaves nothing on the page."""
    item = actions("- [ ] a (owner: , due: 2024-09-01)").items[0]
    assert (item.text, item.owner, item.due) == ("a", "", date(2024, 9, 1))
    assert texts("- [ ] a (owner:)") == ["a"]


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
