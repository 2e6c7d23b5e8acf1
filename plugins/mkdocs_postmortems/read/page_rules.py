"""Ids and address schemes that a report's text may use, as its page requires.

Takes nothing and returns patterns and names. Called by ``check``, which reports violations to the author, and by
``publish``, which enforces them on the page.
"""

from __future__ import annotations

from mkdocs_postmortems.read.patterns import pattern

PAGE_IDS = pattern(r"(event|action)-\d+|timeline-graphic|pm-title")
"""Ids that the page's own lists use: a heading with such a name gets another id."""

SCHEMES = frozenset({"http", "https", "mailto"})
"""Web and mail addresses: nothing else becomes a link."""
