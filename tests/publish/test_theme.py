"""What a theme is handed of a page: values that it prints as they are."""

from __future__ import annotations

from mkdocs_postmortems.publish.files import Heading, Page
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.publish.theme import content, front_matter, toc_tokens

PAGE = Page("incidents/a/", "Disk < 1 %", "<p>x</p>", "So & so", (Heading("b", "B & C", 2), Heading("c", "C", 3)))


def test_titles_are_escaped_for_a_theme_that_prints_them_as_they_are() -> None:
    assert front_matter(PAGE) == {"title": "Disk &lt; 1 %", "description": "So &amp; so"}
    assert front_matter(Page("a/", "A", "", meta={"hide": ["toc"]})) == {"title": "A", "hide": ["toc"]}


def test_the_title_stands_above_the_content() -> None:
    assert content(PAGE, Site(), instant=False) == '<h1 id="pm-title" dir="auto">Disk &lt; 1 %</h1>\n<p>x</p>'


def test_a_page_tells_that_its_words_are_english_where_the_site_speaks_another_language() -> None:
    """A screen reader reads them so, and they run from left to right in a page that does not."""
    for language in ("ar", "pt-BR"):
        html = content(PAGE, Site(language=language), instant=False)
        assert html.endswith('</h1>\n<div lang="en" dir="ltr">\n<p>x</p>\n</div>')
    assert "lang=" not in content(PAGE, Site(language="de-AT"), instant=False)


def test_where_pages_are_swapped_our_script_comes_first() -> None:
    assert content(PAGE, Site(), instant=True).startswith('<script src="../assets/theme.js"></script>\n<h1')


def test_headings_are_nested_below_the_title() -> None:
    (title,) = toc_tokens(PAGE)
    assert (title["id"], title["name"], title["level"]) == ("pm-title", "Disk &lt; 1 %", 1)
    (second,) = title["children"]
    assert (second["id"], second["name"]) == ("b", "B &amp; C")
    assert [third["id"] for third in second["children"]] == ["c"]
