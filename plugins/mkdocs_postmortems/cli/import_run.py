"""One run of ``postmortems import``: the old files are read, converted, and written into the target folder.

``ImportRun`` takes the site, the target and the command's flags. It fills an ``Account``. Created by ``import_``, which
prints that.
"""

from __future__ import annotations

import argparse
import os
import posixpath
import shutil
import unicodedata
from collections.abc import Iterator
from functools import partial
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote

from markdown.extensions.toc import slugify
from msgspec import Struct
from msgspec.structs import replace

from mkdocs_postmortems.check.baseline import write_baseline
from mkdocs_postmortems.check.rules import find_rule
from mkdocs_postmortems.cli.config import SiteConfig, baseline_text, time_of_run
from mkdocs_postmortems.cli.import_account import Account, Done, Outcome
from mkdocs_postmortems.diagnostics import Level
from mkdocs_postmortems.imports.document import OTHER_DOCUMENTS, Document, Unreadable, form_of
from mkdocs_postmortems.imports.report import Imported, Importer
from mkdocs_postmortems.imports.sources.files import read_documents
from mkdocs_postmortems.imports.writing.links import address_of, pictures_of, with_addresses, with_pages
from mkdocs_postmortems.imports.writing.naming import Naming, is_kept
from mkdocs_postmortems.project import Scope, load_project
from mkdocs_postmortems.read.ids import is_id
from mkdocs_postmortems.tree import absolute, shown
from mkdocs_postmortems.workers import OnProgress


class _Planned(Struct, frozen=True):
    """A document, its file, that file's path below the argument that contains it, and the path to write to."""

    document: Document
    location: Path
    relative: str
    place: Path


class ImportRun:
    """Reads all documents when it is created, so that links between them can follow their new names.

    ``arguments`` are the command's flags. ``account`` collects the results.
    """

    def __init__(self, config: SiteConfig, target: Path, arguments: argparse.Namespace) -> None:
        self._config, self._target, self._arguments = config, target, arguments
        self.account = Account()
        self._now = time_of_run()
        self._baseline = baseline_text(config) if self._has_baseline else None  # before any report is written
        self._importer = Importer(config.reader, self._now.date())
        files = list(self._files())
        self._sources = frozenset(location for location, _ in files)
        self._naming = Naming(self._known_ids())
        self._planned = [each for location, relative in files for each in self._read(location, relative)]
        self._places = {absolute(each.location): each.place for each in self._planned}
        self._pages = {_page_name(each.document.stem): each.place for each in reversed(self._planned)}

    def convert(self, on_progress: OnProgress) -> None:
        """Convert and write each document. ``on_progress`` is called after each."""
        for number, each in enumerate(self._planned, 1):
            self._convert(each)
            on_progress(number, len(self._planned))

    @property
    def _has_baseline(self) -> bool:
        """Whether findings go into the baseline, which covers the source folder only."""
        source = self._config.root / self._config.settings.source
        asked = not (self._arguments.dry_run or self._arguments.no_baseline)
        return asked and self._target.is_relative_to(source)

    def update_baseline(self) -> None:
        """Add the findings about the imported texts to the baseline, except placeholders, and to the account."""
        config = self._config
        ours = {shown(each.place, config.root) for each in self.account.outcomes if each.done != "kept"}
        if not self._has_baseline or not ours:
            return
        project = load_project(config.folder, config.reader, self._now, Scope(baseline=False))
        failing = (each for each in project.diagnostics if each.path in ours and each.level is not Level.HINT)
        found = [each for each in failing if each.rule != "placeholder"]
        known = [each for each in found if find_rule(each.rule).can_be_accepted]
        if known or self._baseline is not None:
            file = config.root / config.settings.baseline
            file.write_text(write_baseline(known, self._baseline, ours), "utf-8", newline="\n")
        self.account.known = known
        self.account.refused = [each for each in found if not find_rule(each.rule).can_be_accepted]

    def _files(self) -> Iterator[tuple[Path, str]]:
        """Yield the files to import, each with its path below the argument that contains it."""
        for source in self._arguments.sources:
            if source.is_file():
                yield source, source.name
            else:
                yield from self._files_below(source)

    def _files_below(self, source: Path) -> Iterator[tuple[Path, str]]:
        """Yield the files of a folder, and put those that are not imported into the account."""
        target = absolute(self._target)
        for location in sorted(source.rglob("*")):
            relative = location.relative_to(source).as_posix()
            if not location.is_file() or any(part.startswith(".") for part in Path(relative).parts):
                continue
            if absolute(location).is_relative_to(target) and not absolute(source).is_relative_to(target):
                continue  # files in the target have been imported already
            if form_of(location.name) is None:
                if location.suffix.lower() in OTHER_DOCUMENTS:
                    self.account.unread.append(relative)
            elif is_kept(relative):
                yield location, relative
            else:
                self.account.skipped.append(relative)

    def _known_ids(self) -> dict[str, str]:
        """Return the ids of the reports in the source folder, or in the target folder if it is elsewhere, by path."""
        source = absolute(self._config.root / self._config.settings.source)
        folder = source if self._target.is_relative_to(source) else self._target
        if not folder.is_dir():
            return {}
        scope = Scope((folder,), baseline=False)
        project = load_project(self._config.folder, self._config.reader, self._now, scope)
        return {(self._config.root / report.path).resolve().as_posix(): report.id for report in project.reports}

    def _read(self, location: Path, relative: str) -> Iterator[_Planned]:
        """Yield the documents of a file with the paths to write to, which links between documents depend on."""
        try:
            documents = read_documents(relative, location.read_bytes(), self._arguments.encoding)
        except OSError as error:
            self.account.failed.append((str(location), f"it cannot be read: {error.strerror}"))
            return
        except Unreadable as error:
            if location not in self._arguments.sources and form_of(relative) == "json":
                self.account.skipped.append(relative)  # a folder may contain JSON of any kind
            else:
                self.account.failed.append((str(location), str(error)))
            return
        for number, document in enumerate(documents, 1):
            path = self._naming.path(relative, document.part or (str(number) if len(documents) > 1 else ""))
            yield _Planned(document, location, relative, self._target / path)

    def _convert(self, planned: _Planned) -> None:
        """Convert a document and write it. An error in one must not keep the others from being imported."""
        place, document = planned.place, planned.document
        id = self._naming.id(place.relative_to(self._target).as_posix(), place.resolve().as_posix())
        text = "\n".join(document.lines)
        linked = with_addresses(text, partial(self._new_address, planned))
        lines = tuple(linked.split("\n"))
        if document.form == "markdown":
            lines = with_pages(lines, partial(self._address_of_page, planned))
        if document.lines and lines != document.lines:  # front matter alone has none, and no line may be added
            document = replace(document, lines=lines)
        try:
            found = self._importer.read(document, shown(place, self._config.root), id)
        except Exception as error:
            why = f"this is a bug of the importer, please report it ({type(error).__name__}: {error})"
            self.account.failed.append((str(planned.location), why))
            return
        self.account.outcomes.append(Outcome(found, place, self._write(found, place)))
        self._copy_pictures(found, planned)

    def _new_address(self, planned: _Planned, written: str) -> str | None:
        """Return the address of a file that a link leads to; ``None`` if the link stays as it is.

        It is the new name of an imported file, the path of a page of the site that stays, or the URL below
        ``--source-url`` of a file that does not come along.
        """
        path, base = unquote(written), self._arguments.source_url
        file = planned.location.parent / path
        is_copied = ".." not in Path(path).parts and not path.endswith(".md")
        if base and not (file.is_file() and (is_copied or file in self._sources)):
            return address_of(written, PurePosixPath(planned.relative).parent.as_posix(), base)
        old = absolute(file)
        place = self._places.get(old) or (old if self._stays(old) else None)
        new = Path(os.path.relpath(place, planned.place.parent)).as_posix() if place else path
        return None if new == posixpath.normpath(path) else quote(new)

    def _address_of_page(self, planned: _Planned, written: str) -> str | None:
        """Return the address of a page of a wiki by its name; "" if that is the id of a report, ``None`` if unknown."""
        page, _, heading = written.partition("#")
        anchor = "" if heading.startswith("^") else slugify(heading, "-")  # Obsidian's name of a paragraph
        fragment = f"#{anchor}" if anchor else ""
        if not page:
            return fragment or None
        if place := self._pages.get(_page_name(page)):
            address = quote(Path(os.path.relpath(place, planned.place.parent)).as_posix())
            return "" if place.stem == written and is_id(written) else address + fragment
        if self._naming.is_taken(written):
            return ""
        base = self._arguments.source_url
        return address_of(quote(page.replace(" ", "-")), "", base) + fragment if base else None

    def _stays(self, file: Path) -> bool:
        """Return whether a file is a page or a picture of the site, and not in a folder with imported reports."""
        docs = absolute(self._config.root / self._config.docs_dir)
        sources = self._arguments.sources
        left = [absolute(source if source.is_dir() else source.parent) for source in sources]
        return file.is_relative_to(docs) and not any(map(file.is_relative_to, left)) and file.is_file()

    def _write(self, found: Imported, place: Path) -> Done:
        """Write a report, unless there is another one."""
        data = found.text.encode("utf-8", "surrogateescape")
        if place.exists():
            if place.read_bytes() == data:
                return "unchanged"
            if not self._arguments.overwrite:
                return "kept"
        if not self._arguments.dry_run:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        return "written"

    def _copy_pictures(self, found: Imported, planned: _Planned) -> None:
        """Copy the files beside a report that it shows or links to, but no other reports."""
        for target in pictures_of(found.text):
            path = PurePosixPath(unquote(target))
            source = planned.location.parent / path
            to = planned.place.parent / path
            if ".." in path.parts or not source.is_file() or source.is_symlink() or to.exists():
                continue
            self.account.pictures += 1
            if not self._arguments.dry_run:
                to.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, to)


def _page_name(name: str) -> str:
    """Return the name of a page of a wiki, or of its file, as they can be compared: its letters, without folders.

    A name without letters, such as ``?``, stays as it is.
    """
    own = unicodedata.normalize("NFKC", PurePosixPath(name).name.removesuffix(".md")).casefold()
    return "".join(each for each in own if each.isalnum() or unicodedata.category(each).startswith("M")) or own
