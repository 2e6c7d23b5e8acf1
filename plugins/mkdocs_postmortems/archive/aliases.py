"""The path of the redirect for an earlier address of a report, from the site's root.

Called by ``publish.redirects``, which writes the file, and by ``check.aliases``, which reports two with the same path.
"""

from __future__ import annotations


def redirect_path(alias: str) -> str:
    """Return the path of the redirect's file: ``old.html`` as it is, ``old/index.html`` for ``old`` and ``old/``."""
    address = alias.rstrip("/")
    return address if address.casefold().endswith((".html", ".htm")) else f"{address}/index.html"
