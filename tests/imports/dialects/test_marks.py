"""Marks of other dialects of Markdown."""

from __future__ import annotations

from time import process_time

import pytest

from mkdocs_postmortems.imports.dialects.marks import drop_empty_items
from mkdocs_postmortems.imports.edits import Body
from mkdocs_postmortems.imports.sources.files import read_documents
from tests.imports.conftest import Import


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("a\\\nb", "a  \nb"),
        ("- a\\\n  b", "- a  \n  b"),
        ("1. a\\\n   \\\n   b\n2. c", "1. a  \n   b\n2. c"),
        ("a \\\\\nb", "a \\\\\nb"),
        ("a\\\n\nb", "a\\\n\nb"),
        ("```\na \\\nb\n```", "```\na \\\nb\n```"),
        ("| a |\n|---|\n| b |\n{: .table }\n\nc", "| a |\n|---|\n| b |\n\nc"),
        ("a | b\n--|--\nc | d\n{: .table }\n\ne", "a | b\n--|--\nc | d\n\ne"),
        ("### a\n{: .no_toc }\n\nb", "### a\n\nb"),
        ("{::options auto_ids='x' /}\n\na", "a"),
        ("1. TOC\n{:toc}\n\na", "a"),
        ("a\n{: .note }", "a\n{: .note }"),
        ("a {: .note }", "a {: .note }"),
        ("### a\n{: .internal }\n\nb", "### a\n{: .internal }\n\nb"),
        ("### a\n{: .confidential }\n\nb", "### a\n{: .confidential }\n\nb"),
        ("```\na\n```\n{: .table }\n\nb", "```\na\n```\n\nb"),
    ],
)
def test_marks(do_import: Import, text: str, becomes: str) -> None:
    """What the page reads as it was meant stays."""
    found = do_import(f"# Login fails\n\nIt rained.\n\n{text}\n\n## Summary\n\nIt rained.\n")
    between = found.text.split("It rained.\n\n")[1].split("\n\n## Summary")[0]
    assert between.strip("\n") == becomes


def test_a_table_of_times_with_attributes(do_import: Import) -> None:
    """They are no row of it."""
    table = "| Time | State |\n|---|---|\n| 14:00 | A deploy. |\n| 15:10 | It is undone. |\n{: .table.table-striped }\n"
    found = do_import(f"# Login fails\n\n2023-10-15\n\n## Timeline\n\n{table}")
    assert [each.text for each in found.report.timeline.events] == ["A deploy.", "It is undone."]


def test_lines_of_a_timeline_that_end_with_a_backslash(do_import: Import) -> None:
    """It is no part of their texts."""
    found = do_import("# Login fails\n\n2023-10-15\n\n## Timeline\n\n*14:00*: A deploy.\\\n*15:10*: It is undone.\n")
    assert [each.text for each in found.report.timeline.events] == ["A deploy.", "It is undone."]


def test_boxes_that_are_letters(do_import: Import) -> None:
    """As another program writes a task list; elsewhere they stay."""
    found = do_import(
        "# Login fails\n\n☐ is a box.\n\n## Action items\n\n- ☒ Test it\n- ☐ Add an alarm\n    * ⬜ for logins\n\n"
        "```\n- ☐ code\n```\n"
    )
    assert "\n☐ is a box.\n" in found.text and "\n- ☐ code\n" in found.text
    assert "- [x] Test it\n- [ ] Add an alarm\n    * [ ] for logins\n" in found.text
    assert [(item.text, item.status) for item in found.report.actions][:2] == [
        *(("Test it", "done"), ("Add an alarm", "open")),
    ]


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("- a\n- \n\nb", "- a\n\nb"),
        ("- a\n  b\n-\n- c", "- a\n  b\n- c"),
        ("- a\n\n- \n\nb", "- a\n\n- \n\nb"),
        ("a\n\n-\n\nb", "a\n\n-\n\nb"),
        ("```\n- a\n-\n```", "```\n- a\n-\n```"),
        ("- a\n---\nb", "- a\n---\nb"),
    ],
)
def test_items_without_a_text(do_import: Import, text: str, becomes: str) -> None:
    """Below an item they would make a heading of it; a paragraph's underline stays."""
    assert do_import(f"# Login fails\n\nText.\n\n{text}\n").text.endswith(f"Text.\n\n{becomes}\n")


def test_many_items_without_a_text_take_little_time() -> None:
    """It is known of each line whether an item is above it."""
    (document,) = read_documents("login.md", ("# Login fails\n\nText\n" + "-\n" * 8000).encode())
    begun = process_time()
    drop_empty_items(body := Body.of(document))
    assert body.written(document) == document
    assert process_time() - begun < 2


def test_rows_without_a_head_are_items(do_import: Import) -> None:
    """kramdown shows them as a table, and the page would show bars. What has a head, or no times, stays."""
    rows = "| **14:05** | A deploy. |\n| **~14:20** | Users call. | web |\n| **15:10** | It is undone. |\n"
    found = do_import(f"# Login fails\n\nDate: 2023-10-15\n\n## Time-line of the incident\n\nIn UTC.\n\n{rows}")
    assert (found.events, found.started) == (3, "2023-10-15 14:05")
    assert "- **14:05** A deploy.\n- **~14:20** Users call. | web\n- **15:10** It is undone.\n" in found.text
    apart = do_import("# Login fails\n\nDate: 2023-10-15\n\n## Timeline\n\n" + rows.replace("\n", "\n\n"))
    assert apart.events == 3
    assert "the rows of a table without a head are items of a list now" in {note for _, note in found.notes}
    for other in (f"| Time | What |\n|---|---|\n{rows}", "| a | b |\n| c | d |\n", "| 14:05 | A deploy. |\n"):
        assert other in do_import(f"# Login fails\n\nDate: 2023-10-15\n\n{other}").text


@pytest.mark.parametrize("sign", ["• ", "  ◦ ", "●\t", "&nbsp;&nbsp;•&nbsp;&nbsp;", "\u00a0▪\u00a0"])
def test_bullets(do_import: Import, sign: str) -> None:
    """A list that was pasted from a document has signs of its own, and spaces that do not collapse."""
    found = do_import(f"# Login fails\n\n## Action items\n\nWe will do this:\n{sign}Buy a disk\n{sign}Test it\n")
    assert [each.text for each in found.report.actions] == ["Buy a disk", "Test it"]
    assert sign.strip() not in found.text


@pytest.mark.parametrize("text", ["a • b", "•", "•b", "```\n• a\n```"])
def test_no_bullets(do_import: Import, text: str) -> None:
    """Between words, without words behind it, and in code a sign is one."""
    assert do_import(f"# Login fails\n\n{text}\n").text.endswith(f"\n{text}\n")


def test_a_japanese_bullet_needs_no_space(do_import: Import) -> None:
    found = do_import("# A\n\n## 再発防止策\n\n・監視を追加する\n・手順書を更新する\n")
    assert [each.text for each in found.report.actions] == ["監視を追加する", "手順書を更新する"]
