"""The plugin's settings, with their defaults, and the names that they may refer to.

``settings_reader`` makes ``Settings`` from the ``postmortems`` block of ``mkdocs.yml``. Every module above reads them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from mkdocs_postmortems.diagnostics import Level
from mkdocs_postmortems.sections import CLASSIC, SectionSet

Edition = Literal["internal", "public"]
FieldType = Literal["text", "list", "number", "date", "bool"]

FACET_NAMES = {
    "severity": "severity",
    "services": "service",
    "cause": "cause",
    "year": "year",
    "tags": "tag",
    "teams": "team",
}
"""The facets by their names in the settings, each with the address segment of its pages."""

ARCHIVE_SEGMENTS = frozenset({"index", "insights", "actions", "feed", "assets", "pagefind", "404"})
"""Segments directly below the archive's address that its own pages and files use with any settings."""

SITE_FILES = frozenset({"index.html", "404.html", "sitemap.xml", "sitemap.xml.gz"})
"""Files that MkDocs writes at the site's root."""

FIELD_NAMES = (
    *("title", "severity", "status", "services", "timezone"),
    *("started", "detected", "acknowledged", "mitigated", "resolved"),
    *("id", "cause", "impact", "summary", "tagline", "tags", "authors", "author", "teams", "links", "roles"),
    *("related", "aliases", "visibility", "internal"),
    *("search", "hide", "description"),
)
"""The built-in fields. ``read.front_matter.schema`` describes them."""

KIND_NAMES = (
    *("started", "detected", "acknowledged", "escalated", "false-lead", "cause-found", "mitigated", "resolved"),
    "communicated",
)
"""The built-in kinds of events. ``read.timeline.kinds`` has the words that label them."""

LISTED_TWICE = "the plugin postmortems is listed twice; list it once, and build another archive as a site of its own"
"""The message for a site with two archives: each is published as a whole site."""

LINKED_SOURCE = "this folder is a symbolic link, and no links are followed to reports; name the folder that it leads to"
"""The message for a source folder that is a link: MkDocs might publish the reports from where it leads."""

BASELINE_REPAIR = "restore it from Git, or write it again with `postmortems check --update-baseline`"
"""What to do about a baseline that cannot be read."""


class KindSetting(Struct, frozen=True):
    """A kind of event that a site adds: the words that label it, and how it is shown.

    ``like`` names the built-in kind as which it is drawn; ``name`` is shown to readers.
    """

    name: str
    words: tuple[str, ...] = ()
    like: str = ""


class FieldSetting(Struct, frozen=True):
    """A field that a site adds. Unless it is ``public``, no public edition contains its value or its name.

    ``name`` is shown to readers; if it is "", they see the field's key with spaces between its words.
    """

    type: FieldType = "text"
    public: bool = False
    name: str = ""


class Settings(Struct, frozen=True):
    """All settings, with their defaults. ``docs/settings.md`` describes them, as a test ensures."""

    source: str = "postmortems"
    archive: str = "incidents"
    timezone: str = "UTC"
    sections: SectionSet = CLASSIC
    severities: tuple[str, ...] = ("SEV-1", "SEV-2", "SEV-3", "SEV-4")
    facets: tuple[str, ...] = ("severity", "services", "cause", "year", "tags")
    fields: Mapping[str, FieldSetting] = field(default_factory=dict)
    kinds: Mapping[str, KindSetting] = field(default_factory=dict)
    edition: Edition = "internal"
    rules: Mapping[str, Level] = field(default_factory=dict)
    baseline: str = ".postmortems-baseline.json"
    html: Literal["refuse", "allow"] = "refuse"
    template: str = "_template.md"
    language: str = ""
    title: str = ""
    search: bool = True
    also_search: tuple[str, ...] = ()
    synonyms: tuple[tuple[str, ...], ...] = ()
    nav: bool = True
    headers: bool = True
    public_words: tuple[str, ...] = ()
    max_file_size: int = 1_048_576
    workers: int = 0
    pages: Literal["auto", "theme"] = "auto"
    cache: str = ".cache/postmortems"

    def rank(self, severity: str) -> int:
        """Return 0 for the most severe; the number of severities for one that is not among them."""
        return self.severities.index(severity) if severity in self.severities else len(self.severities)

    def facet_segments(self) -> dict[str, str]:
        """Return the address segment of each facet in use, by the facet's name."""
        return {name: FACET_NAMES.get(name, name) for name in self.facets}

    def reserved_ids(self) -> frozenset[str]:
        """Return the segments below the archive's address that no report may use as its id."""
        return ARCHIVE_SEGMENTS | frozenset(self.facet_segments().values())
