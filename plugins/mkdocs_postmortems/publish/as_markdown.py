"""A finished page as a Markdown file, for any generator.

The file has front matter, the title, and the finished HTML as one block, which Markdown leaves untouched. The page's
headings are inside that block, so a generator's own table of contents would be empty: the file hides it and includes
its own. Called by ``export``.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any

import yaml

from mkdocs_postmortems.publish.files import Page
from mkdocs_postmortems.publish.texts import Texts

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+!|~<>&:^=$@-])")


def page_markdown(page: Page, texts: Texts) -> str:
    """Return the file's text. Title and description are escaped, since themes print them as they are.

    Tags are left out of the front matter: the page shows them with links, which a theme's own list would lack.
    """
    meta: dict[str, Any] = {"title": escape(page.title), **page.meta}
    meta.pop("tags", None)
    if page.description:
        meta["description"] = escape(page.description)
    if page.headings:
        meta["hide"] = sorted({*page.meta.get("hide", ()), "toc"})
    front_matter = yaml.safe_dump(meta, allow_unicode=True, sort_keys=True, width=10_000)
    html = f'<div class="pm-page">\n{_contents(page, texts)}{page.html}\n</div>'
    return f"---\n{front_matter}---\n\n# {_escape_markdown(page.title)}\n\n{_escape_preprocessors(html)}\n"


def _contents(page: Page, texts: Texts) -> str:
    """Return links to the page's sections."""
    items = [
        f'<li><a href="#{escape(each.id)}">{escape(each.title)}</a></li>' for each in page.headings if each.level == 2
    ]
    if not items:
        return ""
    label = escape(texts("on_this_page"))
    return f'<nav class="pm-contents" aria-label="{label}">\n<ul>\n' + "\n".join(items) + "\n</ul>\n</nav>\n"


def _escape_preprocessors(html: str) -> str:
    """Escape code fences and snippet markers, so that no Markdown preprocessor acts on them."""
    html = re.sub(r"`{3,}|~{3,}", lambda match: f"&#{ord(match[0][0])};" * len(match[0]), html)
    return html.replace("--8<--", "&#45;&#45;8&lt;--")


def _escape_markdown(text: str) -> str:
    """Escape plain text so that Markdown shows it literally."""
    return _SPECIAL.sub(lambda match: f"&#{ord(match[1])};", re.sub(r"\s+", " ", text))
