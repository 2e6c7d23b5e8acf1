"""A report is called what names its incident."""

from __future__ import annotations

import pytest

from tests.imports.conftest import Import
from tests.tables import all_cases


@all_cases(
    ("text", "name", "title"),
    [
        ("# Postmortem 2023-10-15\n\n## Summary\n\nIt rained.\n", "2023-10-15-login-fails.md", "Login fails"),
        ("# Incident report, October 15th 2023\n\n## Summary\n\nIt rained.\n", "login-fails.md", "Login fails"),
        ("# Postmortems\n\n## Login fails\n\nIt rained.\n", "web.md", "Login fails"),
        ("# 2023-10-15\n\n## Summary\n\nIt rained.\n", "login-fails.md", "Login fails"),
        ("# Incident on 2023-10-15\n\n## Summary\n\nIt rained.\n", "2023-10-15.md", "Incident on 2023-10-15"),
        ("# Postmortem\n\n## Summary\n\nIt rained.\n", "2023-10-15.md", "Incident 2023-10-15"),
        ("# Incident 2023-10-15: login\n\n## Summary\n\nIt rained.\n", "login-fails.md", "Incident 2023-10-15: login"),
        ("postmortem: login fails\n\n![a](a.png)\n\nIt rained.\n", "reports/web.md", "postmortem: login fails"),
        ("**Incident: login fails**\n\n- It rained.\n", "reports/web.md", "Incident: login fails"),
        ("## :fire: Login fails\n\n### Impact\n\nx\n", "web.md", "Login fails"),
        ("# Topic\n\nLogin & mail fail\n\n## Description\n\nIt rained.\n", "web.md", "Login & mail fail"),
        ("# Production Incident Report\n\n## Incident: login fails\n\nIt rained.\n", "web.md", "Incident: login fails"),
        ("## 2023-10-15/16: login fails\n\nIt rained.\n", "007-web.md", "2023-10-15/16: login fails"),
        ("It rained.\n\n## Login fails\n\nIt rained.\n", "web.md", "Web"),
        ("- It rained.\n", "2023-10-15: login fails.md", "Login fails"),
        ("- It rained.\n", "teams__web__login-fails__README.md", "Login fails"),
        ("- It rained.\n", "Login-fails-2023-10-15.md", "Login fails"),
        ("- It rained.\n", "login_fails_20231015.md", "Login fails"),
        ("- It rained.\n", "Login fails (2023-10-15).md", "Login fails"),
        ("- It rained.\n", "postmortem-2023-10-15.md", "Postmortem 2023-10-15"),
        ("- It rained.\n", "2023-10-15.md", "Incident 2023-10-15"),
        ("- It rained.\n", "login-fails-in-release-20.23.1.md", "Login fails in release 20.23.1"),
    ],
)
def test_the_title_is_what_names_the_incident(do_import: Import, text: str, name: str, title: str) -> None:
    """Neither a word that every report could have, nor a date alone, where something else says more."""
    assert do_import(text, name).title == title


def test_the_title_of_a_template_is_none(do_import: Import) -> None:
    """The file's name says more."""
    assert do_import("# ISSUE NAME\n\n## Summary\n\nIt rained.\n", "2023-10-15-login-fails.md").title == "Login fails"


def test_a_title_may_stand_below_one_that_says_nothing(do_import: Import) -> None:
    """Right below it, and no heading of a section."""
    assert do_import("# Postmortem\n\n## Incident: login fails\n\nText.\n").title == "Incident: login fails"
    assert do_import("# Postmortem\n\n## Summary\n\nText.\n", "login-fails.md").title == "Login fails"


@pytest.mark.parametrize("text", ["# Title: Login fails\n\nText.\n", "# Title:\n\n## Login fails\n\nText.\n"])
def test_the_word_title_is_no_part_of_one(do_import: Import, text: str) -> None:
    assert do_import(text).title == "Login fails"


@pytest.mark.parametrize("text", ["---\ntitle: \u200b\n---\n\nText.\n", "Title: \u200b\n\nText.\n"])
def test_a_title_that_cannot_be_seen_is_none(text: str, do_import: Import) -> None:
    """The check would refuse it."""
    assert do_import(text).found[0].where == "the file's name"


def test_a_title_with_a_link_stays_in_the_text(do_import: Import) -> None:
    """The front matter does not hold the address."""
    found = do_import("# [Login](https://status.example/1) fails\n\nText.\n")
    assert found.title == "Login fails"
    assert "# [Login](https://status.example/1) fails\n" in found.text


def test_a_heading_is_taken_where_the_name_says_the_same_date(do_import: Import) -> None:
    """``mar16`` is a date as ``March 16`` is."""
    found = do_import("# Post Mortem March 16\n\nText.\n", "post_mortem_mar16.md")
    assert found.title == "Post Mortem March 16"
    assert "# Post" not in found.text


def test_a_heading_that_says_nothing_goes_where_the_one_below_it_is_the_title(do_import: Import) -> None:
    """But for its date."""
    assert "# Postmortem" not in do_import("# Postmortem\n\n## Incident: login fails\n\nIt rained.\n").text
    assert "# Postmortem 2023" in do_import("# Postmortem 2023\n\n## Incident: login fails\n\nx\n").text


def test_a_page_with_a_title_of_its_own_has_one_heading_of_level_one(do_import: Import) -> None:
    """Where the first heading says something else, it is a section like those below it."""
    found = do_import("---\ntitle: Login fails\n---\n\n# Update: all that we know\n\nx\n\n## Impact\n\nx\n")
    assert found.title == "Login fails"
    assert "\n## Update: all that we know\n\nx\n\n## Impact\n" in found.text
    assert any("level 1" in note for _, note in found.notes)


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("2023-10-15: Login fails", "Login fails"),
        ("2023-10-15 Login fails", "Login fails"),
        ("15-10-2023 - Login fails", "Login fails"),
        ("[2023-10-15] `login` fails", "login fails"),
        ("October 15, 2023 – Login fails", "Login fails"),
        ("October 15, 2023 security incident", "October 15, 2023 security incident"),
        ("2023-10-15 Postmortem: login", "Postmortem: login"),
        ("2023-10-15 14:00: Login fails", "2023-10-15 14:00: Login fails"),
        ("2023-10-15 to 2023-10-16: Login fails", "2023-10-15 to 2023-10-16: Login fails"),
    ],
)
def test_a_day_before_the_title_goes_where_the_start_tells_it(do_import: Import, heading: str, title: str) -> None:
    """A time and an end stay, and the date that a name without sign behind it needs to be one."""
    found = do_import(f"# {heading}\n\n## Summary\n\nIt rained.\n\n## Timeline\n\n- 14:00 Rain.\n", "web.md")
    assert (found.title, found.started and found.started[:10]) == (title, "2023-10-15")
    assert "# 2023" not in found.text


def test_a_day_before_the_title_stays_where_the_start_is_another(do_import: Import) -> None:
    """Nothing else would tell it."""
    assert do_import("# 2023-10-15: Login fails\n\nStarted: 2023-10-14 23:00\n").title == "2023-10-15: Login fails"


def test_a_line_above_all_headings_that_names_the_incident(do_import: Import) -> None:
    """In bold it serves as the title; other lines there do not, nor does one below a heading."""
    rest = "\n\n---\n\n### Impact\n\nNo logins.\n"
    assert do_import(f"**Postmortem: Nobody can log in**{rest}", "a-report.md").title == "Postmortem: Nobody can log in"
    assert do_import(f"**Nobody can log in**{rest}", "a-report.md").title == "A report"
    assert do_import(f"## Summary\n\n**Postmortem: No logins**{rest}", "a-report.md").title == "A report"


def test_a_heading_below_sections_is_no_title(do_import: Import) -> None:
    """Whatever its level: it is a section of its own."""
    below = "# How to prevent future outages\n\n1. Buy a disk\n"
    found = do_import(f"---\ntitle: Login fails\n---\n\n## Timeline\n\n- 14:00: A deploy.\n\n{below}")
    assert (found.title, found.actions) == ("Login fails", 1)


@pytest.mark.parametrize("heading", ["## problem", "# Symptoms", "## 现象", "## El problema"])
def test_the_word_for_a_problem_is_no_title(do_import: Import, heading: str) -> None:
    """The file's name says more."""
    found = do_import(f"{heading}\n\nIt rains.\n\n## Desired outcome\n\nSun.\n", "2023-10-15-login-fails.md")
    assert found.title == "Login fails"
