"""What is folded away with HTML."""

from __future__ import annotations

from time import process_time

import pytest

from tests.imports.conftest import Import

HEAD = "# Login fails\n\n## Summary\n\n"


@pytest.mark.parametrize(
    ("opened", "becomes"),
    [
        ("<details>\n<summary>How we <b>know</b></summary>\n\n", '??? note "How we know"\n\n\n'),
        ('<details open><summary>The "key"</summary>\n\n', "???+ note \"The 'key'\"\n\n"),
        ("<details>\n\n", '??? note "Details"\n\n'),
        ("<details>\n<summary>How\n  we know</summary>\n\n", '??? note "How we know"\n\n\n\n'),
        ("<details><summary>How\n\nThe key:\n</summary>\n\n", '??? note "How"\n\n    The key:\n\n\n'),
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


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ('<img width="640" alt="Load" src="a.png" />', "![Load](a.png)"),
        ("It rose: <img src='a.png'> and fell", "It rose: ![](a.png) and fell"),
        ('<div align="center">\n  <img src="a.png">\n</div>', "![](a.png)"),
        ('<a href="/b">\n<img src="a.png" alt="Load" />\n</a>', "[![Load](a.png)](/b)"),
        ('<figure>\n<img src="a.png" alt="Load">\n<figcaption>The <i>load</i></figcaption>\n</figure>',
         "![Load](a.png)\n\nThe *load*"),
        ('<figure><img src="a.png"><figcaption>The load</figcaption></figure>', "![](a.png) *The load*"),
        ('<figure><a href="/b"><img src="a.png"></a><figcaption>The <i>load</i></figcaption></figure>',
         "[![](a.png)](/b) The *load*"),
        ('See <a href="https://a.example" target="_blank">the graph</a>.', "See [the graph](https://a.example)."),
        ('See <a href="/b"><img src="a.png"></a>.', "See [![](a.png)](/b)."),
    ],
)  # fmt: skip
def test_pictures_and_links(do_import: Import, html: str, markdown: str) -> None:
    """The page would not show the pictures."""
    found = do_import(f"{HEAD}{html}\n\nOver.\n")
    assert f"{HEAD[16:]}{markdown}\n" in found.text
    assert found.text.endswith("\n\nOver.\n")
    assert any("one of Markdown now" in note for _, note in found.notes)


def test_a_summary_of_two_lines_that_heads_the_timeline(do_import: Import) -> None:
    html = "<details><summary>The\n  timeline</summary>\n\n- 14:05 One\n- 14:06 Two\n</details>\n"
    found = do_import(f"# Login fails\n\n2023-10-15\n\n{html}\nOver.\n")
    assert "\n## Timeline - The timeline\n\n" in found.text
    assert found.events == 2


def test_the_second_paragraph_of_a_summary_that_heads_the_timeline_is_text(do_import: Import) -> None:
    html = "<details><summary>Timeline\n\nAll of it</summary>\n\n- 14:05 One\n- 14:06 Two\n</details>\n"
    found = do_import(f"# Login fails\n\n2023-10-15\n\n{html}\nOver.\n")
    assert "\n## Timeline\n\nAll of it\n\n" in found.text
    assert found.events == 2


@pytest.mark.parametrize(
    "html",
    [
        '`<img src="a.png">` is a tag',
        '<div>\n<p>It rained: <img src="a.png"></p>\n\nSee <a href="b">this</a>.\n</div>',
        '<div>\n<div>\n<img src="a.png">\n</div>\nIt rained.\n</div>',
        '<a name="top"></a>It rained.',
        '<a href="b"><b>Rain</b></a>',
    ],
)
def test_pictures_and_links_that_stay(do_import: Import, html: str) -> None:
    assert html in do_import(f"{HEAD}{html}\n\nOver.\n").text


def test_a_block_that_has_more_lines_as_markdown_stays(do_import: Import) -> None:
    """Nothing below it is lost."""
    html = "<table><tr><td>14:05</td><td>a</td></tr><tr><td>14:06</td><td>b</td></tr></table>"
    found = do_import(f"# Login fails\n\n## Timeline\n\n{html}\n\n## Lessons\n\nIt rained.\n")
    assert f"{html}\n\n## Lessons\n\nIt rained.\n" in found.text


@pytest.mark.parametrize("html", ["<div>\n" + "<figcaption>" * 8_000 + "<img>\n</div>", "<img" + " src=" * 15_000])
def test_tags_without_an_end_take_linear_time(do_import: Import, html: str) -> None:
    """A block that is nested too deeply stays."""
    begun = process_time()
    assert html in do_import(f"{HEAD}{html}\n").text
    assert process_time() - begun < 2
