"""``postmortems export``: writes the archive for other programs: site generators, data warehouses, search services.

Exits with 1 if reports have errors.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterator
from pathlib import Path

from mkdocs_postmortems.cli import WrongUse, complain, named_path
from mkdocs_postmortems.cli.config import EXPORT_MARK, SiteConfig, add_config, load_site, time_of_run, whole_project
from mkdocs_postmortems.diagnostics import Level, counted
from mkdocs_postmortems.project import Project, edition_archive
from mkdocs_postmortems.publish.data.bulk import bulk_files
from mkdocs_postmortems.publish.data.partitions import PARTITIONED, has_parquet, partition_files
from mkdocs_postmortems.publish.export import export_files
from mkdocs_postmortems.publish.files import CopiedFile, Page, StaticFile
from mkdocs_postmortems.publish.search.parts import search_files
from mkdocs_postmortems.publish.search.records import page_texts
from mkdocs_postmortems.publish.site import Site, folder_address
from mkdocs_postmortems.write.rendering import Rendering


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.description = (
        "Write the archive for another program: as Markdown and static files, with a configuration for "
        "Zensical (zensical.toml) and one for ProperDocs (properdocs.yml), or as data."
    )
    parser.add_argument(
        "folder", type=named_path, metavar="FOLDER", help="the folder to write to: a new one, or an earlier export"
    )
    parser.add_argument(
        "--format",
        choices=("site", *PARTITIONED, "bulk"),
        default="site",
        help="a site for another generator (default), the data with a folder for each year, or documents for the bulk "
        "interface of OpenSearch and Elasticsearch",
    )
    add_config(parser)


def run(arguments: argparse.Namespace) -> int:
    """Export, unless reports have errors."""
    config = load_site(arguments.config)
    if arguments.format == "parquet" and not has_parquet():
        raise WrongUse("this format needs an extra: pip install 'mkdocs-postmortems[parquet]'")
    _refuse_place(arguments.folder, (config.root / config.settings.source).resolve())
    project = whole_project(config)
    errors = [each for each in project.diagnostics if each.level is Level.ERROR]
    if errors:
        return complain(f"nothing was exported: {counted(len(errors), 'error')}, see postmortems check", 1)
    files = list(exported(project, site_of(config), arguments.format))
    _empty(arguments.folder)
    for file in files:
        _write(file, config.root, arguments.folder)
    hint = ": build it with zensical build, or with properdocs build" if arguments.format == "site" else ""
    print(f"{counted(len(files), 'file')} in {arguments.folder}{hint}")
    return 0


def _refuse_place(folder: Path, source: Path) -> None:
    """Raise ``WrongUse`` if an export here would replace something else, or the reports, or be among them."""
    if folder.exists() and not _is_ours(folder):
        raise WrongUse(f"{folder} exists, and was not written by postmortems export; name a new folder")
    place = folder.resolve()
    if place.is_relative_to(source) or source.is_relative_to(place):
        raise WrongUse(
            f"{folder}: the reports are in {source}, and would be mixed with the export; name another folder"
        )


def exported(project: Project, site: Site, format: str) -> Iterator[StaticFile | CopiedFile]:
    """Yield the files of a format, for the edition in the settings."""
    if format in PARTITIONED:
        yield from partition_files(edition_archive(project), site, format)
        return
    rendering = Rendering(project, site)
    archive, generated = rendering.archive, list(rendering.files())
    pages = [each for each in generated if isinstance(each, Page)]
    if format == "bulk":
        yield from bulk_files(archive, site, page_texts(pages, archive, site))
    else:
        yield from export_files([*generated, *search_files(pages, archive, site)], site)


def site_of(config: SiteConfig) -> Site:
    """Return the facts about the site that pages need, from its configuration."""
    return Site(
        name=config.name,
        url=folder_address(config.url),
        archive=config.settings.archive,
        use_directory_urls=config.use_directory_urls,
        language=config.settings.language or config.language,
        now=time_of_run(),
        theme_search=True,  # the generator searches its own pages in its header
        extensions=config.extensions,
        extension_configs=config.extension_configs,
    )


def _empty(folder: Path) -> None:
    """Create a folder with nothing but the mark, so that no file of an earlier export, or of another edition, is left.

    The mark comes first and stays, so that an export that was interrupted can be repeated.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / EXPORT_MARK).touch()
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        elif entry.name != EXPORT_MARK:
            entry.unlink()


def _write(file: StaticFile | CopiedFile, root: Path, folder: Path) -> None:
    path = folder / file.path
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(file, StaticFile):
        path.write_bytes(file.content)
    else:
        shutil.copyfile(root / file.source, path)


def _is_ours(folder: Path) -> bool:
    return folder.is_dir() and ((folder / EXPORT_MARK).is_file() or not any(folder.iterdir()))
