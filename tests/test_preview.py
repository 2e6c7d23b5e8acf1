"""When an edited report is shown before the rest of the site, and when the rest is built."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from mkdocs_postmortems.plugin import preview
from mkdocs_postmortems.plugin.preview import Preview
from tests.waiting import until

STATES = {Path(f"{letter}.md"): (100, 1) for letter in "abcde"}


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Preview]:
    """The preview of a site whose build is slow enough to need one."""
    monkeypatch.setattr(preview, "QUICK", 0)
    monkeypatch.setattr(preview, "PAUSE", 0.01)
    made = Preview()
    made.begin(STATES)
    made.done()
    yield made
    made.end()


def test_an_edit_by_hand_is_shown_exactly_once(slow: Preview) -> None:
    edited = STATES | {Path("b.md"): (101, 2)}
    assert slow.edited(edited) == {Path("b.md")}
    assert slow.edited(edited) == set()


def test_other_changes_are_built_with_the_rest(slow: Preview) -> None:
    """Many changed reports at once, a new one, or a deleted one."""
    assert slow.edited(dict.fromkeys(STATES, (100, 2))) == set()
    slow.begin(STATES)
    assert slow.edited(STATES | {Path("f.md"): (100, 1)}) == set()
    slow.begin(STATES)
    assert slow.edited({path: state for path, state in STATES.items() if path.name != "a.md"}) == set()


def test_a_quick_build_needs_no_preview(slow: Preview, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview, "QUICK", 3600)
    slow.begin(STATES)
    slow.done()
    assert slow.edited(STATES | {Path("b.md"): (101, 2)}) == set()


def test_the_rest_is_requested_after_a_pause(slow: Preview) -> None:
    """By changing a watched file."""
    assert slow.watched.read_text() == ""
    slow.schedule_build()
    until(slow.watched.read_text)


def test_nothing_is_left_behind(slow: Preview, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even while the rest is being requested."""
    asking, asked = threading.Event(), threading.Event()
    ask = slow.trigger_build

    def ask_slowly() -> None:
        asking.set()
        time.sleep(0.05)
        ask()
        asked.set()

    monkeypatch.setattr(slow, "trigger_build", ask_slowly)
    slow.schedule_build()
    asking.wait()
    slow.end()
    assert asked.is_set()
    assert not slow.watched.parent.exists()
