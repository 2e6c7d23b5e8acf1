"""What a report's text may not be called and where it may lead, as its page has it.

Comes in: nothing. Goes out: patterns and names. Called by ``check``, which tells the author, and by ``publish``, which
holds the page to it.
"""

from __future__ import annotations

from mkdocs_postmortems.read.patterns import pattern

PAGE_IDS = pattern(r"(event|action)-\d+|timeline-graphic|pm-title")
"""Ids that the page's own lists have: a heading of that name gets another."""

SCHEMES = frozenset({"http", "https", "mailto"})
"""Addresses of the web and of mail: no others become links."""
