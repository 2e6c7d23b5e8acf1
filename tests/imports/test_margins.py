"""Indented headings move to the margin."""

from __future__ import annotations

from .conftest import Import


def test_a_heading_may_be_indented(do_import: Import) -> None:
    """As its author meant it, and forges show it; one of a list stays in its item."""
    found = do_import("# Login\n\n  ## Timeline\n\n- 2023-10-15 14:05 a\n- 2023-10-15 14:06 b\n\n- c\n\n  ## Not one\n")
    assert (found.events, "\n## Timeline\n" in found.text, "\n  ## Not one\n" in found.text) == (2, True, True)
    assert any("indented" in note for _, note in found.notes)
