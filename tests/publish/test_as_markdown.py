"""``publish.as_markdown``: a finished page survives any generator's Markdown."""

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
    """What a generator shows of the page."""
    text = page_markdown(page, TEXTS)
    return markdown.markdown(text.split("---\n", 2)[2], extensions=EXTENSIONS)


def test_the_html_comes_through_unchanged() -> None:
    """Blocks, blank lines in code, drawings and fences shown in code stay as they are."""
    html = (
        '<div class="pm-report">\n<section><p>a</p></section>\n<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>\n'
        "<pre><code>## not a heading\n\n    indented\n- [ ] no task\n</code></pre>\n<ol><li><p>x</p></li></ol>\n</div>"
    )
    assert html in convert(Page("incidents/a/", "A", html))


def test_a_fence_shown_in_code_is_no_fence() -> None:
    """What looks like a fence or a snippet inside the HTML is text for every preprocessor."""
    html = '<div>\n<pre>\n```\n## x\n```\n--8<-- "secret.md"\n</pre>\n</div>'
    assert convert(Page("incidents/a/", "A", html)).count("&#96;&#96;&#96;") == 2


def test_the_title_is_text() -> None:
    """Marks of Markdown and HTML in a title are shown letter by letter."""
    text = convert(Page("incidents/a/", "# *x* <b>y</b> [z](w) `c`", "<p>b</p>"))
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", text)
    assert heading
    assert "<" not in heading[1].replace("&lt;", "")
    assert "*x*" in heading[1].replace("&#42;", "*")


def test_sections_are_linked_where_there_are_headings() -> None:
    """A page with headings brings its own contents and hides the generator's, which would be empty."""
    page = Page("incidents/a/", "A", '<h2 id="s">S &amp; T</h2>', headings=(Heading("s", "S & T", 2),))
    text = page_markdown(page, TEXTS)
    assert '<a href="#s">S &amp; T</a>' in text
    assert "hide:\n- toc\n" in text


@given(st.text(alphabet="`~-<>8#* \nab", max_size=120))
def test_any_text_in_code_stays_one_block(text: str) -> None:
    """Whatever stands in a code block, the block around it stays whole."""
    code = text.replace("<", "&lt;").replace(">", "&gt;")
    shown = convert(Page("incidents/a/", "A", f"<div>\n<pre><code>{code}</code></pre>\n</div>"))
    assert shown.rstrip().endswith("</code></pre>\n</div>\n</div>")


def test_tags_stand_in_the_page_alone() -> None:
    """Some themes print those of the front matter above the title."""
    assert "tags" not in page_markdown(Page("incidents/a/", "A", "", meta={"tags": ["x"], "hide": ["toc"]}), TEXTS)
