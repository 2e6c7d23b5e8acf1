"""The stylesheets and scripts that every page of the site loads, and the files they are.

They lie in ``publish/assets/`` of the package, and below ``<archive>/assets/`` of the site.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources

from mkdocs_postmortems.publish.files import StaticFile
from mkdocs_postmortems.publish.site import Site

STYLES = ("postmortems.css", "drawings.css", "archive.css", "insights.css")
SCRIPTS = ("theme.js", "report.js", "actions.js", "marks.js")
SEARCH_SCRIPTS = ("archive.js", "search.js")
"""What needs the search index."""
MODULES = ("modules/archives.js", "modules/header.js", "modules/index.js", "modules/list.js")
"""What the scripts load when a page needs it."""


def asset_files(site: Site) -> Iterator[StaticFile]:
    """The assets as files of the site."""
    folder = resources.files("mkdocs_postmortems.publish") / "assets"
    for name in (*STYLES, *SCRIPTS, *SEARCH_SCRIPTS, *MODULES):
        yield StaticFile(f"{site.archive}/assets/{name}", (folder / name).read_bytes())
