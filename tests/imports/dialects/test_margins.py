"""Headings whose marks are not set off."""

from __future__ import annotations

import pytest

from tests.imports.conftest import Import


def test_a_heading_may_be_indented(do_import: Import) -> None:
    """As its author meant it, and forges show it; one of a list stays in its item."""
    found = do_import("# Login\n\n  ## Timeline\n\n- 2023-10-15 14:05 a\n- 2023-10-15 14:06 b\n\n- c\n\n  ## Not one\n")
    assert (found.events, "\n## Timeline\n" in found.text, "\n  ## Not one\n" in found.text) == (2, True, True)
    assert any("indented" in note for _, note in found.notes)


@pytest.mark.parametrize(
    ("line", "becomes"),
    [
        ("##Impact", "## Impact"),
        ("##`web` fails", "## `web` fails"),
        ("#Impact", "## Impact"),
        ("#1234 is merged", "\\#1234 is merged"),
        ("#ops-alerts: <br>", "\\#ops-alerts: <br>"),
        ("#Outage #Login", "\\#Outage #Login"),
        ("- #1234 is merged", "- \\#1234 is merged"),
        ("1. #ops is told", "1. \\#ops is told"),
        ("> #ops is told", "> \\#ops is told"),
        ("- [ ] #1234 is merged", "- [ ] #1234 is merged"),
        ("    #1234 is code", "    #1234 is code"),
        ("see #1234", "see #1234"),
        ("#!shebang", "#!shebang"),
        ("```\n#1234\n```", "```\n#1234\n```"),
    ],
)
def test_marks_without_a_space(do_import: Import, line: str, becomes: str) -> None:
    """The page would show all of them as headings, and other renderers none."""
    found = do_import(f"# Login fails\n\nIt rained.\n\n{line}\n\n## Summary\n\nIt rained.\n")
    assert f"\n\n{becomes}\n\n" in found.text


def test_headings_in_tags(do_import: Import) -> None:
    """Between paragraphs of Markdown, which have no tags; the text is neither a page nor plain."""
    text = "<h1 align='center'>Login fails</h1>\n\nIt rained.\n\nA lot.\n\n<h2>Timeline</h2>\n- 2023-10-15 14:05 a\n"
    found = do_import(text + "- 2023-10-15 14:06 b\n\n<h2>Why <i>not</i></h2>\n\nWhat now?\n\nSummary:\n\nIt rained.\n")
    assert (found.title, found.events) == ("Login fails", 2)
    assert "\n\n## Timeline\n" in found.text
    assert "<h2>Why <i>not</i></h2>" in found.text


def test_a_name_within_a_timeline_does_not_end_it(do_import: Import) -> None:
    """As a channel above what was said in it."""
    text = "2023-10-15\n\n#ops-alerts:\n\n14:00 It rings.\n\n14:05 Seen.\n\n#1234 is merged.\n\n15:10 It is undone.\n"
    assert do_import(f"# Login fails\n\n## Timeline\n\n{text}").events == 4


def test_a_title_without_a_space(do_import: Import) -> None:
    """The first line of a text is its title."""
    assert do_import("#login fails\n\nIt rained.\n\n## Summary\n\nIt rained.\n").title == "login fails"


def test_words_in_brackets_are_part_of_the_title(do_import: Import) -> None:
    """They look like a link by reference, and are one only if its address is defined."""
    found = do_import("# [SEV1][Payments] Login fails\n\n## Summary\n\nIt rained.\n")
    assert (found.title, found.report.fields.severity) == ("[SEV1][Payments] Login fails", "SEV-1")
    assert "# [SEV1]" not in found.text
    found = do_import("[SEV1][Payments] Login [a][b] fails\n====\n\n## Summary\n\nIt rained.\n")
    assert found.title == "[SEV1][Payments] Login [a][b] fails"
    found = do_import("# [INC-1][ticket] Login fails\n\n## Summary\n\nIt rained.\n\n[ticket]: https://a.example\n")
    assert found.title == "INC-1 Login fails"
    assert "\n# [INC-1][ticket] Login fails\n" in found.text
