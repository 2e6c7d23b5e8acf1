"""Plain text as Markdown: which lines become headings, items and paragraphs."""

from __future__ import annotations

from tests.imports.conftest import Import


def test_a_fact_behind_a_bullet_is_no_heading(do_import: Import) -> None:
    text = "Login fails\n\nFacts:\n•\tImpact: none\n•\tWeather: rain\n\nSummary\nIt rained all day long.\n"
    assert "\n- Impact: none\n- Weather: rain\n" in do_import(text, "login.txt").text


def test_an_event_that_ends_with_a_preposition(do_import: Import) -> None:
    """The next event is one of its own, and a line without a time goes on."""
    text = "Login fails\n\nTimeline\n14:05: I logged in at\n14:07: It failed, and\n14:09 worked.\nIt rained.\n"
    written = do_import(text, "login.txt").text
    assert "- 14:05: I logged in at\n- 14:07: It failed, and\n- 14:09 worked.\n" in written
    text = "Login fails\n\nTimeline\n14:05: I logged in and\nout again.\nFrom 14:07 until\n14:09: It failed.\n"
    written = do_import(text, "login.txt").text
    assert "- 14:05: I logged in and out again.\n- From 14:07 until 14:09: It failed.\n" in written


def test_an_item_without_a_time_that_ends_with_a_preposition(do_import: Import) -> None:
    text = "Login fails\n\nIdeas of ours:\n  Give more memory to\nthe server.\n  Watch the disk.\n"
    assert "- Give more memory to the server.\n- Watch the disk.\n" in do_import(text, "login.txt").text


def test_a_section_with_a_colon_below_the_timeline(do_import: Import) -> None:
    """It is no part of the timeline, even if other sections have no colon."""
    text = "Login fails\n\nTimeline\n\n14:05 A deploy.\n\n14:10 It failed.\n\nRoot cause and solution:\n\nA typo.\n"
    assert "\n## Timeline\n" in (written := do_import(text, "login.txt").text)
    assert "\n## Root cause and solution\n" in written


def test_a_title_with_a_colon(do_import: Import) -> None:
    found = do_import("Login fails:\n\nSummary:\nIt rained all day.\n", "login.txt")
    assert found.title == "Login fails"
    assert "\n## Issue summary\n" in do_import("Issue summary:\nIt rained.\n\nTimeline:\n14:05 One\n", "login.txt").text


def test_a_fact_in_the_first_line_is_no_title(do_import: Import) -> None:
    found = do_import("Impact: nobody could log in.\nDate: 2023-10-15\n", "login-fails.txt")
    assert (found.title, found.started) == ("Login fails", "2023-10-15")
    assert do_import("Incident: no logins\n\nDate: 2023-10-15\n", "a.txt").title == "Incident: no logins"
    facts = "Date: 2023-10-15\nAuthor: Ana\n\n"
    assert do_import(f"{facts}No logins\n\nSummary\n\nIt rained.\n", "a.txt").title == "No logins"
    for text in ("It rained.\n\n", "Nobody can\nlog in\n\n", ""):
        assert do_import(f"{facts}{text}Summary\n\nIt rained.\n", "no-logins.txt").title == "No logins"


def test_a_signature_is_no_heading(do_import: Import) -> None:
    found = do_import("Login fails\n\nSummary\n\nIt rained all day long.\n\nJo Doe\nChief Plumber\n", "login.txt")
    assert found.text.endswith("\n\nIt rained all day long.\n\nJo Doe\nChief Plumber\n")
