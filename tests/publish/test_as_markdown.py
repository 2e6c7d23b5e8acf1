"""``publish.as_markdown``: a finished page passes unchanged through any generator's Markdown."""

from __future__ import annotations

import re

import markdown
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.publish.as_markdown import page_markdown
from mkdocs_postmortems.publish.files import Heading, Page
from mkdocs_postmortems.publish.texts import texts_for

TEXTS = texts_for("en")
EXTENSIONS = ["attr_list", "footnotes", "tables", "toc", "admonition", "pymdownx.superfences", "pymdownx.tasklist"]


def convert(page: Page) -> str:
    """Return the page as a generator renders it."""
    text = page_markdown(page, TEXTS)
    return markdown.markdown(text.split("---\n", 2)[2], extensions=EXTENSIONS)


def test_the_html_passes_unchanged() -> None:
    """Blocks, blank lines in code, drawings and fences shown in code."""
    html = (
        '<div class="pm-report">\n<section><p>a</p></section>\n<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>\n'
        "<pre><code>## not a heading\n\n    indented\n- [ ] no task\n</code></pre>\n<ol><li><p>x</p></li></ol>\n</div>"
    )
    assert html in convert(Page("incidents/a/", "A", html))


def test_a_fence_shown_in_code_stays_text() -> None:
    """Preprocessors leave fences and snippets inside the HTML alone."""
    html = '<div>\n<pre>\n```\n## x\n```\n--8<-- "secret.md"\n</pre>\n</div>'
    assert convert(Page("incidents/a/", "A", html)).count("&#96;&#96;&#96;") == 2


def test_the_title_is_text() -> None:
    """Markdown and HTML in a title are shown literally."""
    text = convert(Page("incidents/a/", "# *x* <b>y</b> [z](w) `c`", "<p>b</p>"))
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", text)
    assert heading
    assert "<" not in heading[1].replace("&lt;", "")
    assert "*x*" in heading[1].replace("&#42;", "*")


def test_a_page_with_headings_has_a_table_of_contents() -> None:
    """Its own, because the generator's would be empty and is hidden."""
    page = Page("incidents/a/", "A", '<h2 id="s">S &amp; T</h2>', headings=(Heading("s", "S & T", 2),))
    text = page_markdown(page, TEXTS)
    assert '<a href="#s">S &amp; T</a>' in text
    assert "hide:\n- toc\n" in text


@given(st.text(alphabet="`~-<>8#* \nab", max_size=120))
def test_any_text_in_code_stays_one_block(text: str) -> None:
    """Whatever a code block contains, it stays complete."""
    code = text.replace("<", "&lt;").replace(">", "&gt;")
    shown = convert(Page("incidents/a/", "A", f"<div>\n<pre><code>{code}</code></pre>\n</div>"))
    assert shown.rstrip().endswith("</code></pre>\n</div>\n</div>")


def test_tags_are_not_in_the_front_matter() -> None:
    """Some themes would print them above the title."""
    assert "tags" not in page_markdown(Page("incidents/a/", "A", "", meta={"tags": ["x"], "hide": ["toc"]}), TEXTS)
