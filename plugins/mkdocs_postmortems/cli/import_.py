"""``postmortems import FILE|FOLDER... --to FOLDER``: converts old reports to this project's format.

Prints what was found, and in which line. An edited report is not overwritten. What the check finds in the imported
texts goes into the baseline, as in any archive that adopts the check.
"""

from __future__ import annotations

import argparse
import json
import os
import posixpath
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from msgspec import Struct, field
from msgspec.structs import replace

from mkdocs_postmortems.check.baseline import write_baseline
from mkdocs_postmortems.cli import WrongUse, named_path
from mkdocs_postmortems.cli.config import SiteConfig, add_config, load_site, time_of_run
from mkdocs_postmortems.cli.import_account import Account, Done, Outcome
from mkdocs_postmortems.diagnostics import Diagnostic, Level
from mkdocs_postmortems.imports.document import OTHER_DOCUMENTS, Document, Unreadable, form_of
from mkdocs_postmortems.imports.links import link_to_renamed, link_to_source
from mkdocs_postmortems.imports.naming import Naming, is_kept
from mkdocs_postmortems.imports.pictures import pictures_of
from mkdocs_postmortems.imports.report import Imported, Importer
from mkdocs_postmortems.imports.sources import read_documents
from mkdocs_postmortems.progress import Progress
from mkdocs_postmortems.project import Scope, load_project
from mkdocs_postmortems.tree import absolute, shown


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.description = (
        "Convert old reports: Markdown, reStructuredText, AsciiDoc, Org, MediaWiki, plain text, e-mails, HTML, or an "
        "incident tool's JSON. Exits with 0 if all were imported, 1 if some were not, 2 for wrong use."
    )
    parser.add_argument("sources", nargs="+", type=named_path, metavar="PATH", help="files, or folders of them")
    parser.add_argument(
        "--to", type=named_path, metavar="FOLDER", help="the folder to write to (default: the source folder)"
    )
    parser.add_argument("--dry-run", action="store_true", help="write nothing, only show what would be done")
    parser.add_argument("--overwrite", action="store_true", help="overwrite reports that were edited since the import")
    parser.add_argument("--report", type=named_path, metavar="FILE", help="write what was found as JSON")
    parser.add_argument("--encoding", default="", help="the encoding of files that are not UTF-8, such as cp1252")
    parser.add_argument(
        "--source-url", default="", metavar="URL", help="the base of relative links to files that are not imported"
    )
    parser.add_argument("--no-baseline", action="store_true", help="do not add findings to the baseline")
    parser.add_argument("-q", "--quiet", action="store_true", help="print only what went wrong")
    add_config(parser)
    parser.set_defaults(run=run)


class _Read(Struct, frozen=True):
    """A document, its file, that file's path below the argument that contains it, and the path to write to."""

    document: Document
    location: Path
    relative: str
    place: Path


class _Run(Struct):
    """The inputs and results of one call."""

    config: SiteConfig
    target: Path
    arguments: argparse.Namespace
    account: Account = field(default_factory=Account)
    sources: frozenset[Path] = frozenset()


def run(arguments: argparse.Namespace) -> int:
    """Import all reports, and print what was found."""
    missing = [path for path in arguments.sources if not path.exists()]
    if missing:
        raise WrongUse("\n".join(f"{path}: there is no such file or folder" for path in missing))
    config = _site(arguments)
    target = (arguments.to or config.root / config.settings.source).absolute()
    if target.exists() and not target.is_dir():
        raise WrongUse(f"{target}: this is not a folder")
    work = _Run(config, target, arguments)
    importer = Importer(config.reader, time_of_run().date())
    sources = list(_files(arguments.sources, work))
    work.sources = frozenset(location for location, _ in sources)
    naming = Naming(_known_ids(work, importer))
    documents = [each for location, relative in sources for each in _read(work, naming, location, relative)]
    places = {absolute(each.location): each.place for each in documents}
    progress = Progress("Importing reports", sys.stderr, partial(print, file=sys.stderr))
    for number, each in enumerate(documents, 1):
        _import(work, importer, naming, each, places)
        if not arguments.quiet:
            progress(number, len(documents))
    account = work.account
    account.known = _update_baseline(work)
    for line in account.complaints():
        print(line, file=sys.stderr)
    if not arguments.quiet:
        for line in account.summary(config.settings.baseline, arguments.dry_run):
            print(line)
    if arguments.report:
        arguments.report.write_text(
            json.dumps(account.as_data(), indent=2, ensure_ascii=False) + "\n", "utf-8", newline="\n"
        )
    return int(account.is_incomplete)


def _site(arguments: argparse.Namespace) -> SiteConfig:
    """Load the site of ``--config``, or that around the target, or else that around the working directory."""
    if arguments.config is None and arguments.to is not None:
        for folder in (arguments.to.absolute(), *arguments.to.absolute().parents):
            if (folder / "mkdocs.yml").is_file():
                return load_site(folder / "mkdocs.yml")
    return load_site(arguments.config)


def _files(sources: Sequence[Path], work: _Run) -> Iterator[tuple[Path, str]]:
    """Yield the files to import, each with its path below the argument that contains it."""
    target = absolute(work.target)
    for source in sources:
        if source.is_file():
            yield source, source.name
            continue
        for location in sorted(source.rglob("*")):
            relative = location.relative_to(source).as_posix()
            if not location.is_file() or any(part.startswith(".") for part in Path(relative).parts):
                continue
            if absolute(location).is_relative_to(target) and not absolute(source).is_relative_to(target):
                continue  # files in the target have been imported already
            if form_of(location.name) is None:
                if location.suffix.lower() in OTHER_DOCUMENTS:
                    work.account.unread.append(relative)
                continue
            if is_kept(relative):
                yield location, relative
            else:
                work.account.skipped.append(relative)


def _known_ids(work: _Run, importer: Importer) -> dict[str, str]:
    """Return the ids of the reports in the target folder, by path."""
    if not work.target.is_dir():
        return {}
    now = time_of_run()
    project = load_project(work.config.folder, importer.reader, now, Scope((work.target,), baseline=False))
    return {(work.config.root / report.path).resolve().as_posix(): report.id for report in project.reports}


def _read(work: _Run, naming: Naming, location: Path, relative: str) -> Iterator[_Read]:
    """Yield the documents of a file with the paths to write to, which links between documents depend on."""
    try:
        documents = read_documents(relative, location.read_bytes(), work.arguments.encoding)
    except OSError as error:
        work.account.failed.append((str(location), f"it cannot be read: {error.strerror}"))
        return
    except Unreadable as error:
        if location not in work.arguments.sources and form_of(relative) == "json":
            work.account.skipped.append(relative)  # a folder may contain JSON of any kind
        else:
            work.account.failed.append((str(location), str(error)))
        return
    for number, document in enumerate(documents, 1):
        path = naming.path(relative, document.part or (str(number) if len(documents) > 1 else ""))
        yield _Read(document, location, relative, work.target / path)


def _import(work: _Run, importer: Importer, naming: Naming, read: _Read, places: Mapping[Path, Path]) -> None:
    place = read.place
    id = naming.id(place.relative_to(work.target).as_posix(), place.resolve().as_posix())
    text = "\n".join(read.document.lines)
    linked = _with_new_names(_with_source_links(work, text, read.location, read.relative), read, places)
    document = read.document if linked == text else replace(read.document, lines=tuple(linked.split("\n")))
    try:
        found = importer.read(document, shown(place, work.config.root), id)
    except Exception as error:  # one report must not keep the others from being imported
        why = f"this is a bug of the importer, please report it ({type(error).__name__}: {error})"
        work.account.failed.append((str(read.location), why))
        return
    work.account.outcomes.append(Outcome(found, place, _write(work, found, place)))
    _copy_pictures(work, found, read.location, place)


def _with_new_names(text: str, read: _Read, places: Mapping[Path, Path]) -> str:
    """Return the text with links to renamed reports changed to their new names."""

    def new_path(path: str) -> str | None:
        place = places.get(absolute(read.location.parent / path))
        new = Path(os.path.relpath(place, read.place.parent)).as_posix() if place else path
        return None if new == posixpath.normpath(path) else new

    return link_to_renamed(text, new_path)


def _with_source_links(work: _Run, text: str, location: Path, relative: str) -> str:
    """Return the text with links to files that are not imported changed to URLs below ``--source-url``."""
    base = work.arguments.source_url
    if not base:
        return text
    folder = PurePosixPath(relative).parent.as_posix()

    def is_imported(path: str) -> bool:
        file = location.parent / path
        return file.is_file() and (file in work.sources or (".." not in Path(path).parts and not path.endswith(".md")))

    return link_to_source(text, folder, base, is_imported)


def _write(work: _Run, found: Imported, place: Path) -> Done:
    """Write a report, unless there is another one."""
    data = found.text.encode("utf-8", "surrogateescape")
    if place.exists():
        if place.read_bytes() == data:
            return "unchanged"
        if not work.arguments.overwrite:
            return "kept"
    if not work.arguments.dry_run:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return "written"


def _copy_pictures(work: _Run, found: Imported, location: Path, place: Path) -> None:
    """Copy the files beside a report that it shows or links to, but no other reports."""
    for target in pictures_of(found.text):
        path = PurePosixPath(unquote(target))
        source = location.parent / path
        to = place.parent / path
        if ".." in path.parts or not source.is_file() or source.is_symlink() or to.exists():
            continue
        work.account.pictures += 1
        if not work.arguments.dry_run:
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, to)


def _update_baseline(work: _Run) -> list[Diagnostic]:
    """Add the findings about the imported texts to the baseline, except placeholders. Return those added."""
    config, arguments = work.config, work.arguments
    ours = {shown(each.place, config.root) for each in work.account.outcomes if each.done != "kept"}
    if arguments.dry_run or arguments.no_baseline or not ours:
        return []
    if not work.target.is_relative_to(config.root / config.settings.source):
        return []
    project = load_project(config.folder, config.reader, time_of_run(), Scope(baseline=False))
    known = [
        each
        for each in project.diagnostics
        if each.path in ours and each.level in (Level.ERROR, Level.WARNING) and each.rule != "placeholder"
    ]
    file = config.root / config.settings.baseline
    try:
        earlier = file.read_text("utf-8") if file.exists() else None
        text = write_baseline(known, earlier, ours)
    except (OSError, ValueError) as error:
        raise WrongUse(f"{file}: this baseline cannot be read: {error}") from error
    if known or earlier is not None:
        file.write_text(text, "utf-8", newline="\n")
    return known
