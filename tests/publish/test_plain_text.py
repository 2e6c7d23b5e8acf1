"""The text of a page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.publish.plain_text import plain_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h2>One</h2><p>two <b>th</b>ree</p>four", "One · two three four"),
        ("a<svg><title>b</title><rect/></svg>c", "a c"),
        ("a<div data-pagefind-ignore>b<div>c<br>d</div>e</div>f", "a f"),
        ("<p data-pagefind-ignore><b>a</p>b", "b"),
        ("a <img data-pagefind-ignore src=x> b", "a b"),
        ("<script>a</script><style>b</style>c", "c"),
        ("&lt;b&gt; &amp;amp; &#x65E5;", "<b> &amp; 日"),
        ("a</p></div>b", "a b"),
        ('<h2 id="a">Cause<a class="headerlink" href="#a" title="Link">¶</a></h2>b', "Cause · b"),
        ('<li><p>Seen.&#160;<a class="footnote-backref" href="#fnref:1">&#8617;</a></p></li>', "Seen."),
        ("<tr><td>a</td><td>b</td><td></td></tr><tr><td>c</td></tr>d", "a · b · c · d"),
        ("a<table><tr><td>b</td><td></td></tr></table>", "a b"),
        ("a<h2>b</h2>", "a b"),
        ("", ""),
    ],
)
def test_a_pages_text_is_what_a_reader_reads(html: str, text: str) -> None:
    """Words of adjacent blocks stay apart, and drawings are left out."""
    assert plain_text(html) == text


@given(st.text(alphabet='<>/abp "=&;-!\n'))
def test_any_page_can_be_read(html: str) -> None:
    """Even if its HTML is not well-formed."""
    assert "\n" not in plain_text(html)
