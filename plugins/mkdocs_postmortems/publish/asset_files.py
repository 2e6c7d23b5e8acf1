"""The stylesheets and scripts of the pages: some are loaded by every page of the site, others only where needed.

They are stored in ``publish/assets/`` of the package, and published below ``<archive>/assets/``. The site's
configuration lists those that every page loads. ``head`` adds a page's own styles after them, and ``parts.js`` loads
its scripts.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources

from mkdocs_postmortems.publish.files import StaticFile
from mkdocs_postmortems.publish.site import Site

STYLE = "postmortems.css"
"""Loaded by every page."""
PAGE_STYLES = ("report.css", "drawings.css", "archive.css", "insights.css", "actions.css")
"""Loaded by pages that name them in ``styles``, in this order: a later one may override an earlier one."""
STYLES = (STYLE, *PAGE_STYLES)
SCRIPTS = ("theme.js", "parts.js")
SEARCH_SCRIPTS = ("search.js",)
"""Scripts that need the search index."""
MODULES = ("modules/archives.js", "modules/header.js", "modules/index.js", "modules/list.js", "modules/nearby.js")
PAGE_SCRIPTS = ("report.js", "actions.js", "marks.js", *MODULES)
"""Loaded by other scripts when a page needs them."""


def asset_files(site: Site) -> Iterator[StaticFile]:
    """Yield the assets as files of the site."""
    folder = resources.files("mkdocs_postmortems.publish") / "assets"
    for name in (*STYLES, *SCRIPTS, *SEARCH_SCRIPTS, *PAGE_SCRIPTS):
        yield StaticFile(f"{site.archive}/assets/{name}", (folder / name).read_bytes())
