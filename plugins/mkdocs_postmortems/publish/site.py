"""What the pages must know of the site that they become part of.

Made by ``plugin`` from MkDocs' configuration, or by ``cli`` for an export; read by all of ``publish``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from msgspec import Struct, field


class Site(Struct, frozen=True):
    """Facts about the site. ``url`` is its address with a slash at the end, or "" where it is not known.

    ``archive`` is the archive's address without slashes around it (``incidents``). ``pretty``: addresses end
    with ``/`` (MkDocs' ``use_directory_urls``); otherwise links name ``index.html``. ``now`` is the build's time,
    handed in. ``theme_search``: the theme searches the site's pages in its header. ``extensions`` and
    ``extension_configs`` are Python-Markdown's, those of the site and ours.
    """

    name: str = "Incident archive"
    url: str = ""
    archive: str = "incidents"
    pretty: bool = True
    language: str = "en"
    now: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    theme_search: bool = False
    extensions: Sequence[Any] = ()
    extension_configs: Mapping[str, Any] = field(default_factory=dict)
    documents: Mapping[str, str] = field(default_factory=dict)
    """The address of each of the site's own files, by its path from the project's folder (``docs/guide.md``)."""
    previews: bool = False
    """Whether links to reports are to be shown with a picture elsewhere. Needs the extra ``social`` and ``url``."""

    def href(self, source: str, target: str) -> str:
        """The relative link from the page at address ``source`` to ``target``.

        Both are relative to the site's root; a ``target`` that ends with ``/`` or is "" is a page, any other a
        file. A fragment may follow.
        """
        target, hash_mark, fragment = target.partition("#")
        link = _relative(target.rstrip("/"), source.rstrip("/"))
        if target == "" or target.endswith("/"):
            link = ("" if link == "." else link + "/") + ("" if self.pretty else "index.html")
            link = link or "./"
        return link + hash_mark + fragment

    def absolute(self, address: str) -> str:
        """The whole address of a page or a file, for readers elsewhere. The site's own must be known."""
        page = address.endswith("/") and not self.pretty
        return self.url + quote(address) + ("index.html" if page else "")

    def report(self, id: str) -> str:
        """The address of a report's page."""
        return f"{self.archive}/{id}/"

    def facet(self, segment: str, slug: str) -> str:
        """The address of a facet value's page."""
        return f"{self.archive}/{segment}/{slug}/"


def _relative(target: str, source: str) -> str:
    """``posixpath.relpath`` for addresses, which are in normal form: a page has hundreds of links."""
    to, start = target.split("/") if target else [], source.split("/") if source else []
    same = 0
    for one, other in zip(to, start, strict=False):
        if one != other:
            break
        same += 1
    return "/".join([".."] * (len(start) - same) + to[same:]) or "."


def folder_address(address: str) -> str:
    """A site's address with a slash at the end, which not everybody writes; "" where there is none."""
    return address.rstrip("/") + "/" if address else ""
