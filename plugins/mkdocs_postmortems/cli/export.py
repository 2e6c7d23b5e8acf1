"""``postmortems export``: writes the archive as a folder that Zensical, ProperDocs or another generator builds.

Comes in: a folder to write to. Goes out: the files in it, and 0; 1 where reports have errors, 2 for wrong use.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path

from mkdocs_postmortems.cli import WrongUse
from mkdocs_postmortems.cli.config import SiteConfig, load_site
from mkdocs_postmortems.diagnostics import Level
from mkdocs_postmortems.project import Folder, Project, build_time, edition_archive, load_project, publish_project
from mkdocs_postmortems.publish.export import export_files
from mkdocs_postmortems.publish.files import CopiedFile, Page, StaticFile
from mkdocs_postmortems.publish.search import search_files
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.read.report import ReportReader

MARK = ".postmortems-export"
"""Lies in every folder that this command wrote, so that it may empty it again."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command and its flags."""
    parser = subparsers.add_parser(
        "export",
        help="write the archive for another generator",
        description="Write the archive as Markdown and static files, with a configuration for Zensical "
        "(zensical.toml) and one for ProperDocs (properdocs.yml).",
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="a new folder, or one that was written by export")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Export, unless reports have errors."""
    config = load_site(arguments.config)
    if arguments.folder.exists() and not _is_ours(arguments.folder):
        raise WrongUse(f"{arguments.folder} is there already, and was not written by postmortems export")
    reader = ReportReader(config.settings, config.extensions, config.extension_configs)
    project = load_project(Folder(config.root, config.documents), reader, build_time(os.environ))
    errors = [each for each in project.diagnostics if each.level is Level.ERROR]
    if errors:
        print(f"postmortems: {len(errors)} errors, nothing is exported; see postmortems check", file=sys.stderr)
        return 1
    count = write(project, config, arguments.folder)
    print(f"{count} files in {arguments.folder}: build it with zensical build, or with properdocs build")
    return 0


def write(project: Project, config: SiteConfig, folder: Path) -> int:
    """Write the folder anew; how many files it holds."""
    site = site_of(config)
    generated = list(publish_project(project, site))
    pages = [each for each in generated if isinstance(each, Page)]
    generated += search_files(pages, edition_archive(project), site)
    shutil.rmtree(folder, ignore_errors=True)
    files = list(export_files(generated, site))
    for file in files:
        _write(file, config.root, folder)
    (folder / MARK).touch()
    return len(files)


def site_of(config: SiteConfig) -> Site:
    """What the pages must know of the site, as far as its configuration says."""
    return Site(
        name=config.name,
        url=config.url,
        archive=config.settings.archive,
        pretty=config.pretty,
        language=config.settings.language or config.language,
        now=build_time(os.environ),
        theme_search=True,  # the generator searches its own pages in its header
        extensions=config.extensions,
        extension_configs=config.extension_configs,
    )


def _write(file: StaticFile | CopiedFile, root: Path, folder: Path) -> None:
    path = folder / file.path
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(file, StaticFile):
        path.write_bytes(file.content)
    else:
        shutil.copyfile(root / file.source, path)


def _is_ours(folder: Path) -> bool:
    return folder.is_dir() and ((folder / MARK).is_file() or not any(folder.iterdir()))
