"""What pages need of the site that they become part of.

``plugin`` creates a ``Site`` from MkDocs' configuration, ``cli`` for an export; all of ``publish`` reads it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from msgspec import Struct, field

from mkdocs_postmortems.publish.formats import Formats, formats_for
from mkdocs_postmortems.publish.texts import Texts, texts_for


class Site(Struct, frozen=True):
    """Facts about the site. ``url`` is its address with a trailing slash, or "" if unknown.

    ``archive`` is the archive's address without surrounding slashes (``incidents``). With ``use_directory_urls``, links
    end with ``/``, otherwise with ``index.html``. ``now`` is the time of the build. ``theme_search`` tells whether the
    theme has its own search in the header. ``extensions`` and ``extension_configs`` are Python-Markdown's, both the
    site's and ours.
    """

    name: str = "Incident archive"
    url: str = ""
    archive: str = "incidents"
    use_directory_urls: bool = True
    language: str = "en"
    theme_language: str = ""
    """The theme's language, in which it marks all pages, if the archive has another one."""
    now: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    theme_search: bool = False
    extensions: Sequence[Any] = ()
    extension_configs: Mapping[str, Any] = field(default_factory=dict)
    documents: Mapping[str, str] = field(default_factory=dict)
    """The address of each of the site's own files, by its path in the project's folder (``docs/guide.md``)."""
    previews: bool = False
    """Whether reports get preview images for links. Needs the extra ``social`` and ``url``."""

    @property
    def texts(self) -> Texts:
        """The words that readers see."""
        return texts_for(self.language)

    @property
    def formats(self) -> Formats:
        """The formats of dates, times, durations and numbers."""
        return formats_for(self.language)

    def href(self, source: str, target: str) -> str:
        """Return the relative link from the page at address ``source`` to ``target``.

        Both are relative to the site's root. A ``target`` that ends with ``/`` or is "" is a page, any other a file.
        It may have a fragment.
        """
        target, hash_mark, fragment = target.partition("#")
        link = _relative(target.rstrip("/"), source.rstrip("/"))
        if target == "" or target.endswith("/"):
            link = ("" if link == "." else link + "/") + ("" if self.use_directory_urls else "index.html")
            link = link or "./"
        return link + hash_mark + fragment

    def absolute(self, address: str) -> str:
        """Return the absolute URL of a page or a file. Needs the site's ``url``."""
        page = address.endswith("/") and not self.use_directory_urls
        return self.url + quote(address) + ("index.html" if page else "")

    def report(self, id: str) -> str:
        """Return the address of a report's page."""
        return f"{self.archive}/{id}/"

    def facet(self, segment: str, slug: str) -> str:
        """Return the address of a facet value's page."""
        return f"{self.archive}/{segment}/{slug}/"


def _relative(target: str, source: str) -> str:
    """Return ``posixpath.relpath`` of normalized addresses, but faster: a page has hundreds of links."""
    to, start = target.split("/") if target else [], source.split("/") if source else []
    same = 0
    for one, other in zip(to, start, strict=False):
        if one != other:
            break
        same += 1
    return "/".join([".."] * (len(start) - same) + to[same:]) or "."


def folder_address(address: str) -> str:
    """Return a site's address with exactly one trailing slash; "" if it has none."""
    return address.rstrip("/") + "/" if address else ""
