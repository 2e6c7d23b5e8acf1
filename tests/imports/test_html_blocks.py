"""What is folded away with HTML."""

from __future__ import annotations

import pytest

from .conftest import Import

HEAD = "# Login fails\n\n## Summary\n\n"


@pytest.mark.parametrize(
    ("opened", "becomes"),
    [
        ("<details>\n<summary>How we <b>know</b></summary>\n\n", '??? note "How we know"\n\n\n'),
        ('<details open><summary>The "key"</summary>\n\n', "???+ note \"The 'key'\"\n\n"),
        ("<details>\n\n", '??? note "Details"\n\n'),
        ("<details>\n<summary>\nKeys\n</summary>\n<p>\n\n", '??? note "Keys"\n\n\n\n\n\n'),
    ],
)
def test_markdown_that_is_folded_away(do_import: Import, opened: str, becomes: str) -> None:
    """The page would show it with its marks; an admonition is folded, too."""
    closed = "\n</p>\n</details>\n" if "<p>" in opened else "\n</details>\n"
    found = do_import(f"{HEAD}{opened}**It** rained.\n\n```\n  a\n```\n{closed}\nOver.\n")
    inside = "    **It** rained.\n\n    ```\n      a\n    ```\n"
    assert f"{HEAD[16:]}{becomes}{inside}" in found.text
    assert "details>" not in found.text
    assert found.text.endswith("\n\nOver.\n")
    assert any("folded away" in note for _, note in found.notes)


@pytest.mark.parametrize(
    "block",
    [
        "<details>\n<summary>How</summary>\n<p>It rained.</p>\n\n<pre>a</pre>\n</details>\n",
        "<details>\n<summary>How</summary>\nIt rained.\n</details>\n",
        "<details><summary>How</summary> It rained.\n\nA lot.\n</details>\n",
        "<details>\n<summary>How</summary>\n\nIt rained.\n",
        '<details markdown="1">\n<summary>How</summary>\n\nIt rained.\n</details>\n',
    ],
)
def test_html_that_stays(do_import: Import, block: str) -> None:
    """It has tags throughout or no blank line, which forges ask for, has text where no other would go, or no end."""
    assert block in do_import(f"{HEAD}{block}\nOver.\n").text
