"""Anchors of headings in HTML."""

from __future__ import annotations

import pytest

from tests.imports.conftest import Import


@pytest.mark.parametrize(
    ("heading", "written"),
    [
        ('## Impact <a href="#impact" id="impact"></a>', "## Impact"),
        ('## Impact <a href="#other" id="other"></a>', "## Impact {#other}"),
        ('## <a name="other"></a> Impact', "## Impact {#other}"),
        ("## Impact <a id='unused'></a>", "## Impact"),
        ('<a name="other"></a>\n\n## Impact', "## Impact {#other}"),
        ('<a name="unused"/>\n## Impact', "## Impact"),
        ('## Impact {#mine} <a id="other"></a>', "## Impact {#mine}"),
    ],
)
def test_an_anchor_of_a_heading(do_import: Import, heading: str, written: str) -> None:
    """It becomes an attribute if a link of the text leads to it and the heading's own anchor is another."""
    found = do_import(f"# Login fails\n\nSee [that](#other) and [this](#impact).\n\n{heading}\n\nNo logins.\n")
    assert found.text.endswith(f"See [that](#other) and [this](#impact).\n\n{written}\n\nNo logins.\n")


@pytest.mark.parametrize("text", ['Text <a id="a"></a>.', '`## A <a id="a"></a>`', "## A [b](#c)"])
def test_other_tags_stay(do_import: Import, text: str) -> None:
    """Those of a paragraph or in code, and links."""
    assert do_import(f"# Login fails\n\nText.\n\n{text}\n\nMore.\n").text.endswith(f"\n{text}\n\nMore.\n")
