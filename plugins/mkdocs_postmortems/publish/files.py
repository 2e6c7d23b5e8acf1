"""What ``publish`` yields: files of the site, as plain values.

``plugin`` hands them to MkDocs as generated files; ``postmortems export`` writes the same ones to a folder.
Paths are relative to the site's root, with ``/``, and never begin with one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

OVERVIEW = {"hide": ["navigation", "toc"], "search": {"exclude": True}}
"""The theme's keys of a page that lists or counts what stands on other pages: no sidebars, and no hits in a search."""


class Heading(Struct, frozen=True):
    """An entry of a page's table of contents. ``title`` is plain text; ``id`` the anchor; ``level`` 1 to 6."""

    id: str
    title: str
    level: int


class LinkPreview(Struct, frozen=True):
    """The picture that a link to a page is shown with. ``path`` is its file's, the size is in pixels."""

    path: str
    width: int
    height: int
    alt: str


class Page(Struct, frozen=True):
    """A page inside the theme.

    ``address`` ends with ``/`` and is where the page is read (``incidents/my-report/``); its file is always
    ``index.html`` in that folder. ``html`` is the finished content under the page's title, safe as it stands.
    ``title`` and ``description`` are plain text, escaped by whoever prints them. ``meta`` holds the theme's own
    keys (``hide``, ``search``, ``tags``). ``source`` is the report's path, for edit links. ``nav_title`` is
    its name in the navigation; "" where it is in none. ``structured`` is what search engines read, as JSON-LD;
    ``structured_data.as_script`` writes it. ``feed`` is the address whose ``feed.xml`` and ``feed.json`` tell of what
    the page lists; "" where there are none. ``preview`` is the picture that links to it are shown with.
    """

    address: str
    title: str
    html: str
    description: str = ""
    headings: tuple[Heading, ...] = ()
    meta: Mapping[str, Any] = field(default_factory=dict)
    source: str = ""
    nav_title: str = ""
    structured: Mapping[str, Any] = field(default_factory=dict)
    feed: str = ""
    preview: LinkPreview | None = None
    styles: tuple[str, ...] = ()
    """The stylesheets that its content needs, of ``asset_files.PAGE_STYLES``."""
    text: str = ""
    """What the search finds the page by, where that is known already."""
    is_unspaced: bool = False
    """Whether that text and the title are known to be in a script without spaces; see ``plain_text``."""

    @property
    def path(self) -> str:
        """The path of the page's Markdown file, as a generator sees it."""
        return self.address + "index.md"


class StaticFile(Struct, frozen=True):
    """A file with this content."""

    path: str
    content: bytes


class CopiedFile(Struct, frozen=True):
    """A file copied from beside a report. ``source`` is its path on the disk."""

    path: str
    source: str


Generated = Page | StaticFile | CopiedFile
