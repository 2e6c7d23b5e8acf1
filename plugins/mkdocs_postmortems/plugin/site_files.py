"""Add our pages and files to MkDocs' files and to its navigation. Called by ``hooks``."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Iterator, Set
from html import escape
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.pages import Page as ThemePage

from mkdocs_postmortems.plugin.configuration import project_folder
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


def remove_internal(files: Files, internal: Iterable[Path]) -> None:
    """Remove files at or below the ``internal`` paths, which MkDocs would publish as they are.

    Reports contain internal text and drafts, and the cache and the baseline tell of them. MkDocs follows symbolic
    links, so it may find these files anywhere below ``docs`` or a folder of the theme.
    """
    places = [path.resolve() for path in internal]
    for file in list(files):
        if file.src_dir and file.abs_src_path:
            location = Path(file.abs_src_path).resolve()
            if any(map(location.is_relative_to, places)):
                files.remove(file)


def internal_paths(config: MkDocsConfig, settings: Settings) -> Iterator[Path]:
    """Yield the files and folders that only the archive itself may read."""
    root = project_folder(config).root
    yield from (root / settings.source, root / settings.baseline)
    if settings.cache:
        yield root / settings.cache


def add_file(files: Files, file: File, taken: Set[str]) -> None:
    """Add a file. Raises ``Abort`` if the site has a file of its own there: ``taken`` are the addresses of these."""
    if files.get_file_from_path(file.src_uri) or file.dest_uri.removesuffix("index.html") in taken:
        how = "rename that page, or change `archive` or a report's `aliases`"
        raise Abort(f"docs has something at {file.dest_uri}, where the postmortems plugin makes a file: {how}")
    files.append(file)


def is_included(file: File, files: Files) -> bool:
    """Return whether no other plugin has removed, replaced or excluded a file of ours."""
    return files.get_file_from_path(file.src_uri) is file and file.inclusion.value > InclusionLevel.DRAFT.value


def own_documents(files: Files, config: MkDocsConfig) -> dict[str, str]:
    """Return the addresses of the site's own files, by their paths from the project's folder."""
    root = project_folder(config).root
    addresses = {
        Path(os.path.relpath(file.abs_src_path, root)).as_posix(): posixpath.normpath(file.dest_uri)
        for file in files
        if file.abs_src_path and file.src_dir and file.inclusion.value > InclusionLevel.DRAFT.value
    }
    return {path: dest.removesuffix("index.html") for path, dest in addresses.items()}


def nav_labels(nav: Any) -> Iterator[tuple[str, str]]:
    """Yield the path and the label of each page in the site's ``nav``. MkDocs forgets labels of generated pages."""
    if isinstance(nav, list):
        yield from chain.from_iterable(map(nav_labels, nav))
    elif isinstance(nav, dict):
        for label, below in nav.items():
            yield from [(below, label)] if isinstance(below, str) else nav_labels(below)


def nav_item(page: Page, files: Files, config: MkDocsConfig) -> ThemePage:
    """Return a page of ours as an entry of the navigation."""
    file = files.get_file_from_path(page.path)
    assert file is not None, page.path
    return ThemePage(escape(page.nav_title), file, config)
