"""The files that ``publish`` generates, as plain values.

``plugin`` passes them to MkDocs as generated files; ``postmortems export`` writes the same files to a folder.
Paths are relative to the site's root, use ``/``, and never begin with one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from msgspec import Struct, field

OVERVIEW = {"hide": ["navigation", "toc"], "search": {"exclude": True}}
"""Theme metadata of a page that only lists or counts other pages: no sidebars, and excluded from search."""


class Heading(Struct, frozen=True):
    """An entry of a page's table of contents. ``title`` is plain text; ``id`` the anchor; ``level`` 1 to 6."""

    id: str
    title: str
    level: int


class LinkPreview(Struct, frozen=True):
    """The image of a link preview. ``path`` is its file, the size is in pixels."""

    path: str
    width: int
    height: int
    alt: str


class Extract(Struct, frozen=True):
    """What files over many reports take from one: made with its page, so that an edit makes one of them again.

    ``json`` is its line of ``incidents.json``, and ``csv`` its row of ``incidents.csv``, both in UTF-8. ``cards``,
    ``figures`` and ``actions`` are keys of what ``cache_keys.PageKeys`` says.
    """

    json: bytes
    csv: bytes
    cards: str
    figures: str
    actions: str


class Page(Struct, frozen=True):
    """A page inside the theme.

    ``address`` is the page's (``incidents/my-report/``), with a final ``/``; its file is always ``index.html`` in that
    folder. ``html`` is the finished, safe content below the page's title. ``title`` and ``description`` are plain
    text, to be escaped where they are printed. ``meta`` holds the theme's own keys (``hide``, ``search``, ``tags``).
    ``source`` is the report's path, for edit links. ``nav_title`` is its name in the navigation; "" if it is not
    there. ``structured`` is JSON-LD for search engines; ``theme.head`` writes it. ``feed`` is the
    address of the folder with the ``feed.xml`` and ``feed.json`` of what the page lists; "" if there are none.
    ``preview`` is the image of link previews.
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
    """The stylesheets that its content needs, from ``asset_files.PAGE_STYLES``."""
    text: str = ""
    """The text to search, if already extracted."""
    is_unspaced: bool = False
    """Whether that text or the title is known to be in a script without spaces; see ``plain_text``."""
    extract: Extract | None = None
    """Of the report, if this is a report's page."""

    @property
    def path(self) -> str:
        """The path of the page's Markdown file for a generator."""
        return self.address + "index.md"


class StaticFile(Struct, frozen=True):
    """A file with its content."""

    path: str
    content: bytes


class CopiedFile(Struct, frozen=True):
    """A file copied from a report's folder. ``source`` is its path in the project's folder."""

    path: str
    source: str


Generated = Page | StaticFile | CopiedFile


class Part(Struct, frozen=True):
    """A part of the archive's files, which any process can make at any time, unless an earlier build has made it.

    ``key`` is its cache key, "" if it cannot be cached.
    """

    make: Callable[[], Iterable[Generated]]
    key: str = ""

    def run(self) -> list[Generated]:
        """Make the files."""
        return list(self.make())
