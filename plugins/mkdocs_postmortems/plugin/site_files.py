"""Add our pages and files to MkDocs' files and to its navigation. Called by ``hooks``."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Iterator, Mapping, Set
from html import escape
from itertools import chain
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

import yaml
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.pages import Page as ThemePage

from mkdocs_postmortems.plugin.configuration import project_folder
from mkdocs_postmortems.project import Folder
from mkdocs_postmortems.publish.files import CopiedFile, Generated, Page, StaticFile
from mkdocs_postmortems.publish.theme.content import front_matter
from mkdocs_postmortems.settings import Settings

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def generated_file(generated: Generated, config: MkDocsConfig, settings: Settings) -> File:
    """Return a page or file of ours as a file of MkDocs."""
    match generated:
        case Page():
            text = f"---\n{yaml.safe_dump(front_matter(generated), allow_unicode=True)}---\n"
            file = File.generated(config, generated.path, content=text, inclusion=InclusionLevel.NOT_IN_NAV)
            file.abs_src_path = _history_path(generated, config, settings)
            file.generated_by = None  # with it, git-revision-date-localized would show the day of the build
        case StaticFile():
            file = File.generated(config, generated.path, content=generated.content)
        case CopiedFile():
            source = project_folder(config).root / generated.source
            file = File.generated(config, generated.path, abs_src_path=str(source))
    file.edit_uri = None
    return file


def _history_path(page: Page, config: MkDocsConfig, settings: Settings) -> str:
    """Return the path whose history other plugins show on a page: its report or, in public, the reports' folder."""
    is_open = page.source and settings.edition != "public"
    return str(project_folder(config).root / (page.source if is_open else settings.source))


def _original(file: File, config: MkDocsConfig, folder: Folder) -> Path:
    """Return where authors keep a file of the site, of which ``docs_dir`` may hold a copy: see ``project_folder``."""
    assert file.abs_src_path is not None
    return folder.documents / file.src_uri if file.src_dir == config.docs_dir else Path(file.abs_src_path)


def remove_internal(files: Files, internal: Iterable[Path], config: MkDocsConfig, folder: Folder) -> None:
    """Remove files at or below the ``internal`` paths, which MkDocs would publish as they are.

    Reports contain internal text and drafts, and the cache and the baseline tell of them. MkDocs follows symbolic
    links, so it may find these files anywhere below ``docs`` or a folder of the theme.
    """
    places = [path.resolve() for path in internal]
    for file in list(files):
        if file.src_dir and file.abs_src_path:
            location = _original(file, config, folder).resolve()
            if any(map(location.is_relative_to, places)):
                files.remove(file)


def add_file(files: Files, file: File, taken: Set[str]) -> None:
    """Add a file. Raises ``Abort`` if the site has a file of its own there: ``taken`` are the addresses of these."""
    if files.get_file_from_path(file.src_uri) or file.dest_uri.removesuffix("index.html") in taken:
        how = "rename that page, or change `archive` or a report's `aliases`"
        raise Abort(f"docs has something at {file.dest_uri}, where the postmortems plugin makes a file: {how}")
    files.append(file)


def is_included(file: File, files: Files) -> bool:
    """Return whether no other plugin has removed, replaced or excluded a file of ours."""
    # not get_file_from_path, which makes a Path of each of thousands of paths
    return files.src_uris.get(file.src_uri) is file and file.inclusion.value > InclusionLevel.DRAFT.value


def own_documents(files: Files, config: MkDocsConfig, folder: Folder) -> dict[str, str]:
    """Return the addresses of the site's own files, by their paths from the project's folder.

    Those of the theme are left out. Where it is installed shall not change a cache key, and may be another drive, to
    which no relative path leads.
    """
    elsewhere = (None, *config.theme.dirs)
    addresses = {
        _original(file, config, folder): posixpath.normpath(file.dest_uri).removesuffix("index.html")
        for file in files
        if file.abs_src_path and file.src_dir not in elsewhere and file.inclusion.value > InclusionLevel.DRAFT.value
    }
    return {Path(os.path.relpath(path, folder.root)).as_posix(): address for path, address in addresses.items()}


def link_sources(files: Files, published: Mapping[str, str], folder: Folder) -> None:
    """Make links to the archive's source files lead to what is published of these.

    ``published`` has the path of each page or copy of ours by that of its source. MkDocs asks ``files`` for the target
    of every link in the site's pages and of every entry in ``nav``. So authors may link to a report's own file, as
    editors and Git hosts do. A file that is not published, such as a report that this edition withholds, is still not
    found. The object stays the same, since other plugins may keep it.
    """
    documents = Path(folder.docs_dir).as_posix()
    find = files.get_file_from_path

    def find_published(path: str) -> File | None:
        source = posixpath.normpath(posixpath.join(documents, PurePath(path).as_posix()))
        return find(path) or (find(published[source]) if source in published else None)

    files.get_file_from_path = find_published  # type: ignore[method-assign]


def nav_labels(nav: Any, files: Files) -> dict[str, str]:
    """Return the label of each page in the site's ``nav``, by its path. MkDocs forgets those of generated pages."""
    found = ((files.get_file_from_path(path), label) for path, label in _nav_entries(nav))
    return {file.src_uri: label for file, label in found if file}


def _nav_entries(nav: Any) -> Iterator[tuple[str, str]]:
    if isinstance(nav, list):
        yield from chain.from_iterable(map(_nav_entries, nav))
    elif isinstance(nav, dict):
        for label, below in nav.items():
            yield from [(below, label)] if isinstance(below, str) else _nav_entries(below)


def nav_item(page: Page, files: Files, config: MkDocsConfig) -> ThemePage:
    """Return a page of ours as an entry of the navigation."""
    file = files.get_file_from_path(page.path)
    assert file is not None, page.path
    return ThemePage(escape(page.nav_title), file, config)
