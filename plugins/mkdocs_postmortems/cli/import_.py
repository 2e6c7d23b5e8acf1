"""``postmortems import FILE|FOLDER... --to FOLDER``: writes reports of this project from old ones.

Comes in: paths and flags. Goes out: the reports, what was found where on stdout, and 0, 1 or 2. An edited report is
never written over; what the check has to say of an old archive goes into the baseline, as for one that adopts it.
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
from mkdocs_postmortems.cli.config import SiteConfig, add_config, load_site
from mkdocs_postmortems.cli.import_account import Account, Done, Outcome
from mkdocs_postmortems.diagnostics import Diagnostic, Level
from mkdocs_postmortems.imports.document import OTHER_DOCUMENTS, Document, Unreadable, form_of
from mkdocs_postmortems.imports.links import link_to_renamed, link_to_source
from mkdocs_postmortems.imports.naming import Naming, is_kept
from mkdocs_postmortems.imports.pictures import pictures_of
from mkdocs_postmortems.imports.report import Imported, Importer
from mkdocs_postmortems.imports.sources import read_documents
from mkdocs_postmortems.progress import Progress
from mkdocs_postmortems.project import Scope, build_time, load_project
from mkdocs_postmortems.tree import absolute, shown


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.description = (
        "Write reports of this project from old ones: Markdown, reStructuredText, AsciiDoc, Org, MediaWiki, plain "
        "text, HTML, or an incident tool's JSON. Exits with 0 when all were imported, 1 when some were not, 2 for "
        "wrong use."
    )
    parser.add_argument("sources", nargs="+", type=named_path, metavar="PATH", help="files, or folders of them")
    parser.add_argument("--to", type=named_path, metavar="FOLDER", help="where to write (default: the source folder)")
    parser.add_argument("--dry-run", action="store_true", help="write nothing, only tell")
    parser.add_argument("--overwrite", action="store_true", help="write over reports that were edited since")
    parser.add_argument("--report", type=named_path, metavar="FILE", help="write what was found as JSON")
    parser.add_argument("--encoding", default="", help="the encoding of files that are not UTF-8, such as cp1252")
    parser.add_argument(
        "--source-url", default="", metavar="URL", help="where relative links to files left behind lead"
    )
    parser.add_argument("--no-baseline", action="store_true", help="let the check tell of everything in the old texts")
    parser.add_argument("-q", "--quiet", action="store_true", help="tell only what went wrong")
    add_config(parser)
    parser.set_defaults(run=run)


class _Read(Struct, frozen=True):
    """A document, the file that it was read from, that file's path below what was named, and where it goes."""

    document: Document
    location: Path
    relative: str
    place: Path


class _Run(Struct):
    """One call: what it is to do, and what came of it."""

    config: SiteConfig
    target: Path
    arguments: argparse.Namespace
    account: Account = field(default_factory=Account)
    sources: frozenset[Path] = frozenset()


def run(arguments: argparse.Namespace) -> int:
    """Import, and tell what was found."""
    missing = [path for path in arguments.sources if not path.exists()]
    if missing:
        raise WrongUse("\n".join(f"{path}: there is no such file or folder" for path in missing))
    config = _site(arguments)
    target = (arguments.to or config.root / config.settings.source).absolute()
    if target.exists() and not target.is_dir():
        raise WrongUse(f"{target}: this is no folder")
    work = _Run(config, target, arguments)
    importer = Importer(config.reader, build_time(os.environ).date())
    sources = list(_files(arguments.sources, work))
    work.sources = frozenset(location for location, _ in sources)
    naming = Naming(_taken(work, importer))
    documents = [each for location, relative in sources for each in _read(work, naming, location, relative)]
    places = {absolute(each.location): each.place for each in documents}
    tell = Progress("Importing reports", sys.stderr, partial(print, file=sys.stderr))
    for number, each in enumerate(documents, 1):
        _import(work, importer, naming, each, places)
        if not arguments.quiet:
            tell(number, len(documents))
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
    """The site: that of ``--config``, of this folder, or of the folders around the target."""
    if arguments.config is None and arguments.to is not None:
        for folder in (arguments.to.absolute(), *arguments.to.absolute().parents):
            if (folder / "mkdocs.yml").is_file():
                return load_site(folder / "mkdocs.yml")
    return load_site(arguments.config)


def _files(sources: Sequence[Path], work: _Run) -> Iterator[tuple[Path, str]]:
    """The files to import, each with its path below what was named."""
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
                continue  # what is in the target is a report already
            if form_of(location.name) is None:
                if location.suffix.lower() in OTHER_DOCUMENTS:
                    work.account.unread.append(relative)
                continue
            if is_kept(relative):
                yield location, relative
            else:
                work.account.skipped.append(relative)


def _taken(work: _Run, importer: Importer) -> dict[str, str]:
    """The ids that reports in the target folder have, by their paths."""
    if not work.target.is_dir():
        return {}
    now = build_time(os.environ)
    project = load_project(work.config.folder, importer.reader, now, Scope((work.target,), baseline=False))
    return {(work.config.root / report.path).resolve().as_posix(): report.id for report in project.reports}


def _read(work: _Run, naming: Naming, location: Path, relative: str) -> Iterator[_Read]:
    """The documents of a file, each with its place: all have one before the links between them are led there."""
    try:
        documents = read_documents(relative, location.read_bytes(), work.arguments.encoding)
    except OSError as error:
        work.account.failed.append((str(location), f"it cannot be read: {error.strerror}"))
        return
    except Unreadable as error:
        if location not in work.arguments.sources and form_of(relative) == "json":
            work.account.skipped.append(relative)  # a folder may hold data of any kind
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
    led = _with_new_names(_with_links_behind(work, text, read.location, read.relative), read, places)
    document = read.document if led == text else replace(read.document, lines=tuple(led.split("\n")))
    try:
        found = importer.read(document, shown(place, work.config.root), id)
    except Exception as error:  # one report must not keep the others from being imported
        why = f"this is a mistake of the importer, please report it ({type(error).__name__}: {error})"
        work.account.failed.append((str(read.location), why))
        return
    work.account.outcomes.append(Outcome(found, place, _put(work, found, place)))
    _copy_pictures(work, found, read.location, place)


def _with_new_names(text: str, read: _Read, places: Mapping[Path, Path]) -> str:
    """The text with its links to other reports led to their new names, where these are others."""

    def new_path(path: str) -> str | None:
        place = places.get(absolute(read.location.parent / path))
        new = Path(os.path.relpath(place, read.place.parent)).as_posix() if place else path
        return None if new == posixpath.normpath(path) else new

    return link_to_renamed(text, new_path)


def _with_links_behind(work: _Run, text: str, location: Path, relative: str) -> str:
    """The text with its links to files that stay behind led to where they are, where somebody said where."""
    base = work.arguments.source_url
    if not base:
        return text
    folder = PurePosixPath(relative).parent.as_posix()

    def comes_along(path: str) -> bool:
        file = location.parent / path
        return file.is_file() and (file in work.sources or (".." not in Path(path).parts and not path.endswith(".md")))

    return link_to_source(text, folder, base, comes_along)


def _put(work: _Run, found: Imported, place: Path) -> Done:
    """Write a report, unless another one stands there."""
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
    """Take along what the report shows and links to that stands beside it, and is no report itself."""
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
    """Let be what the check finds in the old texts, but not what was left open; gives what is let be."""
    config, arguments = work.config, work.arguments
    ours = {shown(each.place, config.root) for each in work.account.outcomes if each.done != "kept"}
    if arguments.dry_run or arguments.no_baseline or not ours:
        return []
    if not work.target.is_relative_to(config.root / config.settings.source):
        return []
    project = load_project(config.folder, config.reader, build_time(os.environ), Scope(baseline=False))
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
