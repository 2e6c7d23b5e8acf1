"""What we add to the head of our pages: styles, feeds, link previews, and data for search engines.

``with_head`` takes a page's whole HTML from the theme, the page and the site, and returns the HTML with the head
completed. Called by ``output`` and ``plugin`` for each of our pages. Previews use Open Graph (https://ogp.me), which
every service that shows previews reads; if another plugin has already added such tags, they are kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import escape

from mkdocs_postmortems.publish.asset_files import PAGE_STYLES, STYLE, asset_address
from mkdocs_postmortems.publish.files import Page
from mkdocs_postmortems.publish.site import Site

_FEEDS = (("application/atom+xml", "feed.xml"), ("application/feed+json", "feed.json"))


def with_head(html: str, page: Page, site: Site) -> str:
    """Return the page's HTML with our tags at the end of its head; unchanged if it has no head."""
    before, end, after = html.partition("</head>")
    if not end:
        return html
    lines = [*_feeds(page, site), *([] if 'property="og:' in before else _previews(page, site))]
    if page.structured:
        lines.append(_as_script(page.structured))
    return _with_styles(before, page, site) + "".join(f"{line}\n" for line in lines) + end + after


def _with_styles(head: str, page: Page, site: Site) -> str:
    """Insert the page's styles after our common stylesheet, so that the site's own still come last."""
    links = [site.href(page.address, asset_address(site.archive, name)) for name in PAGE_STYLES if name in page.styles]
    missing = [f'<link rel="stylesheet" href="{link}">' for link in links if f'"{link}"' not in head]
    ours = f'"{site.href(page.address, asset_address(site.archive, STYLE))}">'
    before, found, after = head.partition(ours)
    return before + found + "".join(f"\n{line}" for line in missing) + after if found else head + "".join(missing)


def _feeds(page: Page, site: Site) -> Iterator[str]:
    if not page.feed:
        return
    title = escape(f"{page.title} · {site.name}")
    for kind, name in _FEEDS:
        # The theme takes a bare "alternate" for the site in another language, and requests its sitemap.
        address = escape(site.href(page.address, page.feed + name))
        yield f'<link rel="alternate feed" type="{kind}" title="{title}" href="{address}">'


def _previews(page: Page, site: Site) -> Iterator[str]:
    """Yield the tags for link previews. The addresses of the page and its image must be absolute."""
    yield _property("og:type", "article" if page.source else "website")
    yield _property("og:site_name", site.name)
    yield _property("og:title", page.title)
    if page.description:
        yield _property("og:description", page.description)
    if not site.url:
        return
    yield _property("og:url", site.absolute(page.address))
    yield f'<meta name="twitter:card" content="{"summary_large_image" if page.preview else "summary"}">'
    if page.preview:
        yield _property("og:image", site.absolute(page.preview.path))
        yield _property("og:image:type", "image/png")
        yield _property("og:image:width", page.preview.width)
        yield _property("og:image:height", page.preview.height)
        yield _property("og:image:alt", page.preview.alt)


def _property(name: str, value: object) -> str:
    return f'<meta property="{name}" content="{escape(value)}">'


def _as_script(data: Mapping[str, Any]) -> str:
    """Return structured data as an element, escaped so that no title can close it. Browsers do not run it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return f'<script type="application/ld+json">{text}</script>'
