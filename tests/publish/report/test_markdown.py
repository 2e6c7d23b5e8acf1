"""Markdown with the site's extensions and ours."""

from __future__ import annotations

from mkdocs_postmortems.publish.links import Target
from mkdocs_postmortems.publish.report.markdown import Converter


def find(id: str) -> Target | None:
    return Target("../other/", "Other <b>&</b> *more*") if id == "other" else None


def convert(text: str, converter: Converter | None = None) -> str:
    return (converter or Converter()).convert(text.split("\n"), find)[0]


def headings(text: str) -> list[tuple[str, str, int]]:
    return [(each.id, each.title, each.level) for each in Converter().convert(text.split("\n"), find)[1]]


def test_a_site_needs_no_list_of_extensions() -> None:
    """Tables, admonitions, footnotes and fences work with any settings."""
    html = convert("| a |\n|---|\n| b |\n\n!!! note\n    x[^1]\n\n```\ncode\n```\n\n[^1]: y")
    assert all(each in html for each in ("<table>", 'class="admonition note"', 'class="footnote"', "<code>code"))


def test_ids_in_brackets_are_links_to_reports() -> None:
    """With the report's title as plain text."""
    assert convert("See [[other]].") == '<p>See <a href="../other/">Other &lt;b&gt;&amp;&lt;/b&gt; *more*</a>.</p>'


def test_a_link_to_a_report_may_have_its_own_text() -> None:
    """It is Markdown, and in a table its bar is escaped."""
    assert convert("[[other|the *label* one]]") == '<p><a href="../other/">the <em>label</em> one</a></p>'
    assert convert("[[ other |\nthe one ]]") == '<p><a href="../other/">the one</a></p>'
    assert '<td><a href="../other/">the one</a></td>' in convert("| a |\n|---|\n| [[other\\|the one]] |")
    assert convert("[[other|]]") == convert("[[other]]")
    assert convert("[[nobody|x]] `[[other|x]]`") == "<p>[[nobody|x]] <code>[[other|x]]</code></p>"


def test_brackets_that_name_no_report_stay() -> None:
    """Unknown ids and code stay as written."""
    assert convert("See [[nobody]] and `[[other]]`.") == "<p>See [[nobody]] and <code>[[other]]</code>.</p>"
    assert convert("See [[other]](#notes).") == '<p>See <a href="#notes">[other]</a>.</p>'


def test_heading_ids_are_distinct_and_never_empty() -> None:
    """Letters in any script are kept; a heading without letters has an id, too."""
    found = headings("## 概要\n\n## 概要\n\n## !!!\n\n## Été fils")
    assert [id for id, _, _ in found] == ["概要", "概要_1", "section", "été-fils"]
    assert found[3][1] == "Été fils"


def test_heading_ids_do_not_conflict_with_ours() -> None:
    """The list of events has ids that no heading may take."""
    assert headings("## Event 3")[0][0] == "event-3-section"


def test_headings_come_in_order_with_their_levels() -> None:
    """Nested ones follow the one above them."""
    assert [(title, level) for _, title, level in headings("## A\n\n### `b`\n\n## C")] == [("A", 2), ("b", 3), ("C", 2)]


def test_reports_do_not_affect_each_other() -> None:
    """References, footnotes, abbreviations and ids stay in their own body."""
    converter = Converter()
    first = convert("## A\n\n[x][r] HTML [^1]\n\n[r]: https://example.org\n\n*[HTML]: y\n\n[^1]: z", converter)
    assert "example.org" in first
    assert convert("## A\n\n[x][r] HTML [^1]", converter) == '<h2 id="a">A</h2>\n<p>[x][r] HTML [^1]</p>'


def test_columns_are_aligned_without_inline_styles() -> None:
    """A strict policy blocks inline styles, so tables use an attribute."""
    assert '<td align="right">1</td>' in convert("| a |\n|--:|\n| 1 |")


def test_the_sites_slug_function_is_used() -> None:
    """For the ids of headings."""
    converter = Converter(["toc"], {"toc": {"slugify": lambda text, separator: "x-" + text.lower()}})
    assert 'id="x-a"' in convert("## A", converter)


def test_a_fence_inside_a_tab_is_code_with_any_settings() -> None:
    """MkDocs adds ``fenced_code`` by itself, which must not replace superfences."""
    text = '=== "Request"\n\n    ```http\n    POST /v2\n\n    Key: 1\n    ```\n'
    html, _ = Converter(["toc", "tables", "fenced_code"]).convert(text.split("\n"), lambda id: None)
    assert "```" not in html
    assert "<pre" in html


def test_an_empty_corner_of_a_table_is_not_a_header() -> None:
    """A screen reader would announce a header without text."""
    html = convert("|  | 2022 |\n|---|---|\n| Users | 4 |")
    assert "<td></td>\n<th>2022</th>" in html


def test_an_extension_that_needs_a_page_of_mkdocs_is_left_out() -> None:
    """The previews of Material ask MkDocs for the page that is rendered; every report failed with an error."""
    converter = Converter(
        ["material.extensions.preview"], {"material.extensions.preview": {"targets": {"include": ["*"]}}}
    )
    assert converter.convert(["[a](b.md)"], lambda id: None)[0] == '<p><a href="b.md">a</a></p>'
