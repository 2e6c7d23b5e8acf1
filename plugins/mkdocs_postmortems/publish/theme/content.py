"""A page in the form that a theme expects: front matter, content and table of contents.

The functions turn a ``Page`` into plain values, as MkDocs and Python-Markdown pass them to a theme. Called by
``plugin``.
"""

from __future__ import annotations

from html import escape
from typing import Any

from mkdocs_postmortems.publish.asset_files import asset_address
from mkdocs_postmortems.publish.files import Heading, Page
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.publish.texts import is_translated

_TITLE = "pm-title"
"""The anchor of a page's title: the theme's skip link goes to the first entry of the table of contents."""


def front_matter(page: Page) -> dict[str, Any]:
    """Return the page's front matter. Title and description are escaped, since the theme prints them as they are."""
    meta = {"title": escape(page.title), **page.meta}
    if page.description:
        meta["description"] = escape(page.description)
    return meta


def content(page: Page, site: Site, *, instant: bool) -> str:
    """Return the page's content for the theme.

    With ``instant`` navigation, our script must run before the theme's own, which comes after the content.
    """
    script = site.href(page.address, asset_address(site.archive, "theme.js"))
    before = f'<script src="{script}"></script>\n' if instant else ""
    language = f' lang="{escape(site.language)}"' if site.theme_language else ""
    heading = f'<h1 id="{_TITLE}" dir="auto"{language}>{escape(page.title)}</h1>'
    return f"{before}{heading}\n{_mark_language(page.html, site)}"


def _mark_language(html: str, site: Site) -> str:
    """Return the content, marked with its language if that is not the theme's, or not in the catalogue."""
    if is_translated(site.language) and not site.theme_language:
        return html
    language = site.language if is_translated(site.language) else "en"
    return f'<div lang="{escape(language)}" dir="ltr">\n{html}\n</div>'


def toc_tokens(page: Page) -> list[Any]:
    """Return the page's title and headings as nested tokens, as Python-Markdown's ``toc`` would."""
    top: list[Any] = []
    branch: list[tuple[int, list[Any]]] = [(0, top)]
    for heading in (Heading(_TITLE, page.title, 1), *page.headings):
        token: dict[str, Any] = {
            "level": heading.level,
            "id": heading.id,
            "name": escape(heading.title),
            "children": [],
        }
        while branch[-1][0] >= heading.level:
            branch.pop()
        branch[-1][1].append(token)
        branch.append((heading.level, token["children"]))
    return top
