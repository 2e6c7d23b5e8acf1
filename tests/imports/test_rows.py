"""Rows of a table without a header become items."""

from __future__ import annotations

from .conftest import Import


def test_rows_without_a_head_are_items(do_import: Import) -> None:
    """kramdown shows them as a table, and the page would show bars. What has a head, or no times, stays."""
    rows = "| **14:05** | A deploy. |\n| **~14:20** | Users call. | web |\n| **15:10** | It is undone. |\n"
    found = do_import(f"# Login fails\n\nDate: 2023-10-15\n\n## Time-line of the incident\n\nIn UTC.\n\n{rows}")
    assert (found.events, found.started) == (3, "2023-10-15 14:05")
    assert "- **14:05** A deploy.\n- **~14:20** Users call. | web\n- **15:10** It is undone.\n" in found.text
    assert "the rows of a table without a head are items of a list now" in {note for _, note in found.notes}
    for other in (f"| Time | What |\n|---|---|\n{rows}", "| a | b |\n| c | d |\n", "| 14:05 | A deploy. |\n"):
        assert other in do_import(f"# Login fails\n\nDate: 2023-10-15\n\n{other}").text


def test_keys_at_the_top_are_items(do_import: Import) -> None:
    """Below the front matter, the reader would take them for fields that are published by mistake."""
    found = do_import("# Login fails\n\nstatus: resolved\nDoc: x\n\nIt rained: a lot.\n\n## Summary\n\nIt rained.\n")
    assert "---\n\n* status: resolved\n* Doc: x\n\nIt rained: a lot.\n" in found.text
    assert not found.report.problems
    assert (3, "'status: resolved' is an item now, so that it is no key of front matter") in found.notes
