"""The stylesheets and scripts of the pages: some are loaded by every page of the site, others only where needed.

They are stored in ``publish/assets/`` of the package, and published below ``<archive>/assets/``. The site's
configuration lists those that every page loads. ``head`` adds a page's own styles after them, and ``parts.js`` loads
its scripts.

Pages name them with their version (``parts.js?v=3f9c2a10``), and scripts pass it on to what they load. Otherwise a
browser could show a page of a new version with the scripts of the old one, which it keeps for as long as the host
allows. The version is not part of the files' names: a page that a browser has kept would find none of them after
an upgrade, and the settings of sites that name them would need an edit.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

from mkdocs_postmortems.publish.files import StaticFile
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.publish.texts import CATALOGUE

STYLE = "postmortems.css"
"""Loaded by every page."""
PAGE_STYLES = ("report.css", "drawings.css", "archive.css", "insights.css", "actions.css")
"""Loaded by pages that name them in ``styles``, in this order: a later one may override an earlier one."""
STYLES = (STYLE, *PAGE_STYLES)
SCRIPTS = ("theme.js", "parts.js")
SEARCH_SCRIPTS = ("search.js",)
"""Scripts that need the search index."""
LIST_SCRIPT = "early.js"
"""Loaded by a list's page before its content, if there is a search index."""
MODULES = ("modules/archives.js", "modules/header.js", "modules/index.js", "modules/list.js", "modules/nearby.js")
PAGE_SCRIPTS = (LIST_SCRIPT, "report.js", "actions.js", "marks.js", *MODULES)
"""Loaded by pages that need them; all but the first by other scripts."""

_COMMENT = re.compile(rb"^[ \t]*(?://[^\n]*|/\*.*?\*/[ \t]*)\n", re.MULTILINE | re.DOTALL)
"""A comment that takes whole lines."""
_MODULE = re.compile(rb'"\./[a-z]+\.js(?=")')
"""The address of a module in another one, which would be loaded without the version."""


def asset_files(site: Site) -> Iterator[StaticFile]:
    """Yield the assets as files of the site."""
    version = _version().encode()
    for name, content in _contents().items():
        loading = _MODULE.sub(lambda address: address[0] + b"?v=" + version, content) if name in MODULES else content
        yield StaticFile(f"{site.archive}/assets/{name}", loading)


def asset_address(archive: str, name: str) -> str:
    """Return the address of an asset, relative to the site's root, which changes with the contents of the assets."""
    return f"{archive}/assets/{name}?v={_version()}"


@cache
def _version() -> str:
    """Return a text that identifies the assets' contents, and the words that the site has for scripts."""
    digest = hashlib.sha256(repr(sorted(CATALOGUE.items())).encode())
    for name, content in _contents().items():
        digest.update(f"{name} {len(content)} ".encode() + content)
    return digest.hexdigest()[:8]


@cache
def _contents() -> dict[str, bytes]:
    """Return the assets without comments, which are a third of their bytes."""
    folder = resources.files("mkdocs_postmortems.publish") / "assets"
    names = (*STYLES, *SCRIPTS, *SEARCH_SCRIPTS, *PAGE_SCRIPTS)
    return {name: _COMMENT.sub(b"", (folder / name).read_bytes()) for name in names}
