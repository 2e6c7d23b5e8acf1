"""Render a page of ours in the theme, as MkDocs would if no other plugin changed it.

Called by ``hooks``, which renders only a few pages so and fills shells for the others, and by ``edits``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mkdocs.commands.build import get_context
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.pages import Page as ThemePage
from mkdocs.structure.toc import get_toc
from msgspec import Struct

from mkdocs_postmortems.plugin.configuration import edit_url, is_instant
from mkdocs_postmortems.publish.theme.content import content, front_matter, toc_tokens

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation

    from mkdocs_postmortems.project import Folder
    from mkdocs_postmortems.publish.files import Page
    from mkdocs_postmortems.publish.site import Site
    from mkdocs_postmortems.settings import Settings


class FinishedPage(ThemePage):
    """A page of ours that MkDocs neither reads nor renders. If it is ``in_nav``, MkDocs puts it into the theme."""

    def __init__(self, ours: Page, file: File, config: MkDocsConfig) -> None:
        super().__init__(None, file, config)
        self.meta, self.markdown, self.content = front_matter(ours), "", ""
        self.in_nav = False

    def _set_canonical_url(self, base: str | None) -> None:
        """Leave the two addresses until they are asked for: only those of pages that the theme renders are."""
        self._base = base

    @cached_property
    def canonical_url(self) -> str | None:  # type: ignore[override]
        return self._address("canonical_url")

    @cached_property
    def abs_url(self) -> str | None:  # type: ignore[override]
        return self._address("abs_url")

    def _address(self, name: str) -> str | None:
        """Return one of the two addresses as MkDocs computes them, and leave the other if a plugin has set it."""
        known = dict(vars(self))
        super()._set_canonical_url(self._base)
        found: str | None = vars(self)[name]
        vars(self).update(known)
        return found

    def read_source(self, config: MkDocsConfig) -> None:
        """Do nothing: there is no source."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Do nothing: the page is rendered already."""


def finished_file(page: Page, config: MkDocsConfig) -> File:
    """Return a file of MkDocs with a ``FinishedPage``."""
    file = File.generated(config, page.path, content="", inclusion=InclusionLevel.NOT_IN_NAV)
    file.dest_uri = f"{page.address}index.html"
    file.edit_uri = None
    file.page = FinishedPage(page, file, config)
    return file


class Theme(Struct, frozen=True, dict=True):
    """The theme in one build. ``listed`` are the files of all pages, including those that MkDocs does not render."""

    env: Any  # a Jinja environment
    nav: Navigation
    listed: Sequence[File]
    config: MkDocsConfig
    site: Site
    settings: Settings
    folder: Folder

    def rendered(self, ours: Page) -> str:
        """Return the page's complete HTML."""
        page = finished_file(ours, self.config).page
        assert page is not None
        set_toc_and_edit_link(ours, page, self.config, self.settings, self.folder)
        page.content = content(ours, self.site, instant=is_instant(self.config))
        page.active = True
        context = get_context(self.nav, self.listed, self.config, page)
        self.highlight_above(ours, on=True)
        html = str(self.env.get_template("main.html").render(context))
        self.highlight_above(ours, on=False)
        return html

    def highlight_above(self, ours: Page, *, on: bool) -> None:
        """Highlight the nearest page above one of ours that is not in the navigation; or no longer.

        Otherwise readers of a report would not see which part of the site they are in.
        """
        folder = ours.address
        while folder not in self._entries and folder.startswith(f"{self.site.archive}/"):
            folder = folder.rstrip("/").rpartition("/")[0] + "/"
        if folder in self._entries and folder != ours.address:
            self._entries[folder].active = on

    @property
    def known_depth(self) -> int:
        """How many folders of an address a page depends on: the archive's and one more, or those in the navigation."""
        ours = (folder for folder in self._entries if folder.startswith(f"{self.site.archive}/"))
        return max(folder.count("/") for folder in (f"{self.site.archive}/any/", *ours))

    @cached_property
    def _entries(self) -> Mapping[str, ThemePage]:
        """The pages of the navigation by their addresses, built once: every page of the archive asks for its own."""
        pages = (each for each in (*self.nav.pages, *self.nav.items) if isinstance(each, ThemePage))
        return {page.file.src_uri.removesuffix("index.md"): page for page in pages}


def set_toc_and_edit_link(
    ours: Page, page: ThemePage, config: MkDocsConfig, settings: Settings, folder: Folder
) -> None:
    """Set what the theme shows beside a page's content: its table of contents and its edit link."""
    page.toc = get_toc(toc_tokens(ours))
    page.edit_url = edit_url(ours, config, settings, folder)
