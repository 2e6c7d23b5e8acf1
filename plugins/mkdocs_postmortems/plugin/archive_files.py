"""The archive's files in one build: each page or file of ours, and the file of MkDocs that stands for it.

``ArchiveFiles`` is filled while MkDocs collects the site's files, and then answers which of them MkDocs writes and
which the plugin writes itself. Called by ``hooks``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mkdocs.structure.files import File, Files
from msgspec import Struct

from mkdocs_postmortems.plugin.site_files import is_included
from mkdocs_postmortems.plugin.themed import FinishedPage
from mkdocs_postmortems.publish.files import CopiedFile, Generated, Page, StaticFile


class ArchiveFile(Struct, frozen=True):
    """A page or file of ours as ``publish`` has made it, and as MkDocs knows it."""

    ours: Generated
    file: File

    @property
    def is_finished(self) -> bool:
        """Whether this is a page that MkDocs neither reads nor renders, nor puts into the theme."""
        return isinstance(self.file.page, FinishedPage) and not self.file.page.in_nav

    @property
    def is_static(self) -> bool:
        """Whether this is a file with its content."""
        return isinstance(self.ours, StaticFile)


class ArchiveFiles:
    """All files of the archive in one build. ``own`` are those that the plugin writes itself; see ``take``."""

    def __init__(self) -> None:
        self._by_path: dict[str, ArchiveFile] = {}
        self.own: list[ArchiveFile] = []

    def add(self, ours: Generated, file: File) -> None:
        """Add a file, which is in MkDocs' list of the site's files as well."""
        self._by_path[file.src_uri] = ArchiveFile(ours, file)

    @property
    def pages(self) -> list[Page]:
        """All pages, in order."""
        return [each.ours for each in self._by_path.values() if isinstance(each.ours, Page)]

    def page(self, path: str) -> Page | None:
        """Return our page with this path in the site's sources, if there is one."""
        found = self._by_path.get(path)
        return found.ours if found and isinstance(found.ours, Page) else None

    @property
    def copied(self) -> list[CopiedFile]:
        """The files that are copied from folders of reports."""
        return [each.ours for each in self._by_path.values() if isinstance(each.ours, CopiedFile)]

    def by_source(self) -> Mapping[str, str]:
        """Return the path of each page or copy that has a source, by that source."""
        found: list[Page | CopiedFile] = [*self.pages, *self.copied]
        return {each.source: each.path for each in found if each.source}

    def forget_removed(self, files: Files) -> None:
        """Forget what another plugin has removed from MkDocs' list, or excluded: it is not part of the site."""
        own = {each.file.src_uri for each in self.own}
        self._by_path = {
            path: each for path, each in self._by_path.items() if path in own or is_included(each.file, files)
        }

    def take(self, is_ours: Callable[[ArchiveFile], bool], files: Files) -> None:
        """Take some files out of MkDocs' list, to write them without it."""
        self.forget_removed(files)
        for each in filter(is_ours, self._by_path.values()):
            files.remove(each.file)
            self.own.append(each)
