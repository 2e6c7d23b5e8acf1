"""A finished page as a Markdown file, for any generator.

Comes in: a ``Page``. Goes out: front matter, the title, and the finished HTML as one block, which Markdown leaves as it
is. The page's headings are in that block, so a generator's own table of contents would be empty: the file brings one
of its own and hides the other. Called by ``export``.
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
    """The page as a file's text. Title and description are escaped: themes print them as they are.

    Tags stand in the page, each with a link to its own; a theme that printed them once more would have none.
    """
    meta: dict[str, Any] = {"title": escape(page.title), **page.meta}
    meta.pop("tags", None)
    if page.description:
        meta["description"] = escape(page.description)
    if page.headings:
        meta["hide"] = sorted({*page.meta.get("hide", ()), "toc"})
    front_matter = yaml.safe_dump(meta, allow_unicode=True, sort_keys=True, width=10_000)
    html = f'<div class="pm-page">\n{_contents(page, texts)}{page.html}\n</div>'
    return f"---\n{front_matter}---\n\n# {_literal(page.title)}\n\n{_shielded(html)}\n"


def _contents(page: Page, texts: Texts) -> str:
    """Links to the page's sections."""
    items = [
        f'<li><a href="#{escape(each.id)}">{escape(each.title)}</a></li>' for each in page.headings if each.level == 2
    ]
    if not items:
        return ""
    label = escape(texts("on_this_page"))
    return f'<nav class="pm-contents" aria-label="{label}">\n<ul>\n' + "\n".join(items) + "\n</ul>\n</nav>\n"


def _shielded(html: str) -> str:
    """HTML in which no preprocessor of Markdown finds a fence or a snippet to read."""
    html = re.sub(r"`{3,}|~{3,}", lambda match: f"&#{ord(match[0][0])};" * len(match[0]), html)
    return html.replace("--8<--", "&#45;&#45;8&lt;--")


def _literal(text: str) -> str:
    """Plain text as Markdown that shows it letter by letter."""
    return _SPECIAL.sub(lambda match: f"&#{ord(match[1])};", re.sub(r"\s+", " ", text))
