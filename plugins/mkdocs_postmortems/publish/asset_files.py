"""The stylesheets and scripts of the pages: those of every page of the site, and those of the pages that need them.

They lie in ``publish/assets/`` of the package, and below ``<archive>/assets/`` of the site. The theme is told of those
that every page loads. ``head`` puts a page's own styles behind them; ``parts.js`` loads a page's own scripts.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources

from mkdocs_postmortems.publish.files import StaticFile
from mkdocs_postmortems.publish.site import Site

STYLE = "postmortems.css"
"""What every page loads."""
PAGE_STYLES = ("report.css", "drawings.css", "archive.css", "insights.css", "actions.css")
"""What a page loads that names it among its ``styles``, in this order: a later one may overrule an earlier one."""
STYLES = (STYLE, *PAGE_STYLES)
SCRIPTS = ("theme.js", "parts.js")
SEARCH_SCRIPTS = ("search.js",)
"""What needs the search index."""
MODULES = ("modules/archives.js", "modules/header.js", "modules/index.js", "modules/list.js", "modules/nearby.js")
PAGE_SCRIPTS = ("report.js", "actions.js", "marks.js", *MODULES)
"""What the scripts load when a page needs it."""


def asset_files(site: Site) -> Iterator[StaticFile]:
    """The assets as files of the site."""
    folder = resources.files("mkdocs_postmortems.publish") / "assets"
    for name in (*STYLES, *SCRIPTS, *SEARCH_SCRIPTS, *PAGE_SCRIPTS):
        yield StaticFile(f"{site.archive}/assets/{name}", (folder / name).read_bytes())
