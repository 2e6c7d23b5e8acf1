"""Events and measures that an old front matter lists."""

from __future__ import annotations

import pytest

from tests.imports.conftest import Import

_UPDATES = """\
- status: investigating
  content: Nobody can log in.
- status: update
  content: |
    The disk is full.

    We make room.
  date: 2023-10-15 14:20 UTC
- status: resolved
  content: Logins work.
  date: 2023-10-15 15:10 UTC
"""


def report(fields: str, text: str = "The disk was full.\n") -> str:
    return f"---\ntitle: Login fails\ndate: 2023-10-15 14:05 UTC\nseverity: SEV-2\n{fields}---\n\n{text}"


@pytest.mark.parametrize("key", ["incident_states", "updates", "timeline", "Status updates"])
def test_messages_of_a_status_page(do_import: Import, key: str) -> None:
    """They are the timeline: in their order, with their states as labels, those without a time too."""
    found = do_import(report(f"{key}:\n{_UPDATES}"))
    assert found.text.endswith(
        "\nThe disk was full.\n\n## Timeline\n\n- **Investigating.** Nobody can log in.\n"
        "- 2023-10-15 14:20 UTC **Update.** The disk is full.\n\n    We make room.\n"
        "- 2023-10-15 15:10 UTC **Resolved.** Logins work.\n"
    )
    assert (found.events, found.started) == (2, "2023-10-15 14:05")
    assert key in found.notes[-1][1]
    assert "internal:" not in found.text or key not in found.text


def test_messages_without_times(do_import: Import) -> None:
    """Their states show that they are the messages of an incident."""
    found = do_import(
        report("updates:\n- {status: identified, content: It is full.}\n- {state: resolved, body: It works.}\n")
    )
    assert found.text.endswith("\n## Timeline\n\n- **Identified.** It is full.\n- **Resolved.** It works.\n")


def test_measures(do_import: Import) -> None:
    """They keep their details, under whatever names these have in a table of measures."""
    fields = "action_items:\n- title: Buy a disk\n  assignee: ana\n  due: 2023-11-01\n- {task: Test it, status: done}\n"
    items = do_import(report(fields)).report.actions
    assert [(each.text, each.owner, each.status) for each in items] == [
        ("Buy a disk", "ana", "open"),
        ("Test it", "", "done"),
    ]


@pytest.mark.parametrize(("written", "status"), [("true", "done"), ("yes", "done"), ("false", "open"), ("No", "open")])
def test_a_measure_may_say_whether_it_is_done(do_import: Import, written: str, status: str) -> None:
    """As a box that is ticked does, and not as the day on which it was done."""
    items = do_import(report(f"action_items:\n- {{title: Buy a disk, done: {written}}}\n")).report.actions
    assert [(each.text, each.status) for each in items] == [("Buy a disk", status)]


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ("comments:\n- {date: 2023-10-15 16:00, content: Thanks!}\n", "Text.\n"),
        ("updates:\n- {title: Version 2, content: A typo.}\n", "Text.\n"),
        ("updates:\n- 2023-10-15 14:05 nobody can log in\n", "Text.\n"),
        (f"updates:\n{_UPDATES}", "## Timeline\n\n- 14:05 UTC nobody can log in\n"),
        ("actions:\n- {title: Buy a disk}\n", "## Action items\n\n- Buy a disk\n"),
    ],
)
def test_other_lists_stay_fields(do_import: Import, fields: str, text: str) -> None:
    """Comments on a page are no events, nor are entries without a time or a state, or beside a timeline in the text."""
    found = do_import(report(fields, text))
    assert found.text.endswith(f"---\n\n{text}")
    assert fields.partition(":")[0] in found.text
