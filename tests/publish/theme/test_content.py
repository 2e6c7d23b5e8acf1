"""What a theme is given for a page: values that it prints unescaped."""

from __future__ import annotations

import re

from mkdocs_postmortems.publish.asset_files import asset_address
from mkdocs_postmortems.publish.files import Heading, Page
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.publish.theme.content import content, front_matter, toc_tokens

PAGE = Page("incidents/a/", "Disk < 1 %", "<p>x</p>", "So & so", (Heading("b", "B & C", 2), Heading("c", "C", 3)))


def test_titles_are_escaped_for_a_theme_that_does_not_escape_them() -> None:
    assert front_matter(PAGE) == {"title": "Disk &lt; 1 %", "description": "So &amp; so"}
    assert front_matter(Page("a/", "A", "", meta={"hide": ["toc"]})) == {"title": "A", "hide": ["toc"]}


def test_the_title_is_above_the_content() -> None:
    assert content(PAGE, Site(), instant=False) == '<h1 id="pm-title" dir="auto">Disk &lt; 1 %</h1>\n<p>x</p>'


def test_english_texts_are_marked_in_a_site_in_another_language() -> None:
    """For screen readers, and for the direction from left to right."""
    for language in ("ar", "pt-BR"):
        html = content(PAGE, Site(language=language), instant=False)
        assert html.endswith('</h1>\n<div lang="en" dir="ltr">\n<p>x</p>\n</div>')
    assert "lang=" not in content(PAGE, Site(language="de-AT"), instant=False)


def test_an_archive_in_another_language_than_its_theme_is_marked() -> None:
    """Its title, too: a screen reader would read German with an English voice, and German widths would not apply."""
    html = content(PAGE, Site(language="de", theme_language="en"), instant=False)
    assert re.findall(r'<(\w+)[^>]* lang="de"', html) == ["h1", "div"]


def test_with_instant_navigation_our_script_comes_first() -> None:
    script = asset_address("..", "theme.js")
    assert content(PAGE, Site(), instant=True).startswith(f'<script src="{script}"></script>\n<h1')


def test_headings_are_nested_below_the_title() -> None:
    (title,) = toc_tokens(PAGE)
    assert (title["id"], title["name"], title["level"]) == ("pm-title", "Disk &lt; 1 %", 1)
    (second,) = title["children"]
    assert (second["id"], second["name"]) == ("b", "B &amp; C")
    assert [third["id"] for third in second["children"]] == ["c"]
