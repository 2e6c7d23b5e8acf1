"""What the links and addresses of a report look like: links to other reports, addresses that may be linked, redirects.

Called by ``check``, which reports violations to the author, and by ``publish``, which makes the links.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from mkdocs_postmortems.read.ids import ID
from mkdocs_postmortems.read.patterns import pattern

OPENING = rf"\[\[[ ]*(?P<id>{ID.pattern})"
"""The beginning of a link to another report, which a line of a quotation may divide from its end. This and the next one
are texts, for whatever reads a report's Markdown."""

REPORT_LINK = rf"(?<!\\){OPENING}\s*(?:\\?\|(?P<text>[^\[\]|]*))?\]\](?!\()"
"""``[[id]]``, or ``[[id|text]]`` with a text other than the report's title. The bar may be escaped, as in a table.
``[[1]](#notes)`` is an ordinary link with brackets in its text."""


PAGE_IDS = pattern(r"(event|action)-\d+|timeline-graphic|pm-title")
"""Ids that the page's own lists use: a heading with such a name gets another id."""

SCHEMES = frozenset({"http", "https", "mailto"})
"""Web and mail addresses: nothing else becomes a link."""

HALF_SCHEME = pattern(r"(https?)(?::/?(?!/)|[;.]?/{1,3}:?)", re.IGNORECASE)
"""The start of a web address without its colon, or without one of its slashes."""

_HOST = pattern(r"(?:www\.[\w.-]+|(?:[\w-]+\.)+(?:com|org|net|io|dev|edu|gov|info|example|co\.uk|de|fr))(?:[/:?#]|$)")
_ON_A_SITE = pattern(r"https?://[\w.:-]+/|\.?/")
"""The beginning of an address with its host, at the root of a site, or in a page's folder."""


def meant_address(target: str) -> str:
    """Return the web address that lacks its scheme, or a part of it: ``https://`` before a host; else ""."""
    if scheme := HALF_SCHEME.match(target):
        return f"{scheme[1].lower()}://{target[scheme.end() :]}"
    return f"https://{target}" if _HOST.match(target) else ""


def meant_alias(address: str) -> str:
    """Return the path from the site's root that an earlier address was meant to have: without a host or a slash."""
    return urlsplit(address).path.removeprefix("./").lstrip("/") if _ON_A_SITE.match(address) else address


def redirect_path(alias: str) -> str:
    """Return the path, from the site's root, of the redirect for an earlier address of a report.

    ``old.html`` as it is; ``old/index.html`` for ``old`` and ``old/``.
    """
    address = alias.rstrip("/")
    return address if address.casefold().endswith((".html", ".htm")) else f"{address}/index.html"
