"""The path of the redirect for an earlier address of a report.

Comes in: an entry of a report's ``aliases``. Goes out: a path from the site's root. Called by ``publish.redirects``,
which writes the file, and by ``check.aliases``, which looks for two with the same path.
"""

from __future__ import annotations


def redirect_path(alias: str) -> str:
    """The redirect's file: ``old.html`` is one itself, ``old`` and ``old/`` are folders with an ``index.html``."""
    address = alias.rstrip("/")
    return address if address.casefold().endswith((".html", ".htm")) else f"{address}/index.html"
