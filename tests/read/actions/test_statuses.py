"""The status of an action item."""

from __future__ import annotations

from datetime import date

import pytest

from tests.read.actions.reading import actions


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
        ("❌ Won't do", "not doing"),
        (":x: Cancelled", "not doing"),
        ("❌ Dropped (too costly)", "not doing"),
        ("✅ In progress", "open"),
        ("⏳ Done by Friday", "open"),
        ("✅ 2023-11-05", "done"),
    ],
)
def test_a_word_says_more_than_the_picture_before_it(written: str, status: str) -> None:
    """As a whole, apart from a remark: its first word alone may be a part of a sentence."""
    (item,) = actions(f"| Action | Status |\n|---|---|\n| a | {written} |").items
    assert item.status == status


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
        *((done, "done") for done in ("DONE:", "**DONE** -", "[DONE]", "DONE –", "`DONE`:", ":white_check_mark:")),
        *((other, "proposed") for other in ("Done", "DONE", "TODO:", "FIXED_IP:", "CLOSED loops", "`CLOSED`")),
    ],
)
def test_an_item_of_a_plain_list_may_begin_with_its_status(begin: str, status: str) -> None:
    """In capitals and set off, or as a tick."""
    (item,) = actions(f"- {begin} Add it").items
    assert (item.text, item.status) == (f"{begin} Add it", status)


@pytest.mark.parametrize(
    ("end", "status"),
    [
        *((done, "done") for done in ("- Done", "– **Completed**", "-- fixed.", "— [closed]", "- DONE (owner: ops)")),
        *((other, "proposed") for other in ("until done", "- not done", "- work done", "-done", "- fixed rate")),
    ],
)
def test_an_item_of_a_plain_list_may_end_with_its_status(end: str, status: str) -> None:
    """Set off by a dash, also before the details."""
    (item,) = actions(f"- Add it {end}").items
    assert item.status == status
    assert item.text == f"Add it {end}".removesuffix(" (owner: ops)")


def test_details_outside_parentheses_keep_the_status_at_the_end() -> None:
    """The help names it with the details, so that whoever follows it does not lose it."""
    (problem,) = actions("- Add it - Owner: Billing - Due: 2026-03-15 - Done").problems
    assert problem.help == "write (owner: Billing, due: 2026-03-15, status: done) at the end of the text"


def test_a_ticked_task_with_the_status_of_an_open_one_is_reported() -> None:
    """One of the two is wrong. What will not be done may be ticked."""
    (problem,) = actions("- [x] a (owner: ops, status: in progress)").problems
    assert (problem.line, problem.column) == (1, 30)
    assert problem.message == "this item is marked as done, but its status is open; it counts as open"
    (problem,) = actions("- DONE: a (owner: ops, status: in progress)").problems
    assert problem.help == "remove the mark, or set the status to done"
    assert actions("- [x] a (status: not doing)\n- [x] b (status: done)").problems == ()


def test_an_item_that_is_no_longer_needed_is_not_open() -> None:
    """Although its status begins with "no", which alone is one of open items."""
    rows = "| Action | Status |\n|---|---|\n| a | No longer needed |\n| b | not required (v3) |\n| c | No |"
    assert [item.status for item in actions(rows).items] == ["not doing", "not doing", "open"]
