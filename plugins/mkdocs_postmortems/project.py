"""The whole way: from a folder of files to the generated files of a site. The only walker of the disk.

Comes in: the folder of ``mkdocs.yml`` and the settings, from ``plugin`` or ``cli``. Goes out: ``Project`` (what was
read and found) and, from ``publish_project``, the files of the site.
"""

from __future__ import annotations

import os
import posixpath
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from mkdocs_postmortems.archive.editions import edition_reports, edition_settings, is_public
from mkdocs_postmortems.archive.model import Archive, build_archive
from mkdocs_postmortems.cache import Cache, key_of, versions
from mkdocs_postmortems.check.baseline import read_baseline, without_known
from mkdocs_postmortems.check.engine import check_reports
from mkdocs_postmortems.diagnostics import Diagnostic, Level, Problem, counted
from mkdocs_postmortems.read.model import Report
from mkdocs_postmortems.read.report import ReportReader
from mkdocs_postmortems.settings import Settings
from mkdocs_postmortems.workers import chunks, count_workers, run_jobs

if TYPE_CHECKING:
    from mkdocs_postmortems.publish.files import Generated
    from mkdocs_postmortems.publish.site import Site

Result = TypeVar("Result")
Tell = Callable[[int, int], None]
"""Hears how much of the work is done, and of how much."""


def _silent(done: int, total: int) -> None:
    """Says nothing."""


_CHUNK = 16
"""Reports that a process takes at a time."""
_MOST_PARTS = 4096
"""Parts that the work is cut into."""
_FEW = 64
"""So many reports are done before a second process has begun."""


@dataclass(frozen=True, slots=True)
class Folder:
    """Where a project lies: the folder of ``mkdocs.yml``, and ``docs_dir`` relative to it."""

    root: Path
    documents: str = "docs"


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file below the source folder. ``path`` is relative to the project's folder, as it is shown."""

    path: str
    location: Path
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Project:
    """All that was read, and all that was found wrong with it. ``files`` counts the reports looked at."""

    reader: ReportReader
    reports: tuple[Report, ...]
    diagnostics: tuple[Diagnostic, ...]
    files: int = 0
    linked: LinkedFiles | None = None
    cache: ResultCache = field(default_factory=lambda: ResultCache(Cache(None)))

    @property
    def settings(self) -> Settings:
        return self.reader.settings

    @property
    def broken(self) -> frozenset[str]:
        """The paths of the reports that have an error: these are never published."""
        return frozenset(each.path for each in self.diagnostics if each.level is Level.ERROR)


def build_time(environment: Mapping[str, str]) -> datetime:
    """The time of the build: ``SOURCE_DATE_EPOCH`` where it is set, so that the same commit gives the same site.

    See https://reproducible-builds.org/specs/source-date-epoch/.
    """
    epoch = environment.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC).replace(microsecond=0)


def load_project(
    folder: Folder,
    reader: ReportReader,
    now: datetime,
    sources: Sequence[Path] | None = None,
    baseline: bool = True,
    wanted: Callable[[str], bool] = lambda path: True,
    tell: Tell = _silent,
) -> Project:
    """Read and check every report of the source folder, or of the files and folders ``sources``.

    With ``baseline`` the findings that the site's baseline holds are left out. Only reports whose path is ``wanted``
    are checked, against all that were read. ``tell`` hears how far the reading is.
    """
    sources = sources or [folder.root / reader.settings.source]
    tree = tuple(walk(sources, folder.root))
    found = tuple(_checked(each, reader.settings.max_file_size) for each in tree if is_report(each))
    workers = _workers(reader.settings, len(found))
    cache = _cache(folder, reader)
    readable = [(each.path, each.location.read_bytes()) for each in found if not each.problem]
    reading = [(cache.key("report", path, data), partial(reader.read, path, data)) for path, data in readable]
    reports = tuple(cache.run(reading, workers, tell))
    others = (each for each in tree if not is_report(each))
    problems = [(each.path, each.problem) for each in (*found, *others) if each.problem]
    archive = build_archive(reports, reader.settings)
    roots = [each.parent if each.is_file() else each for each in sources]
    files = LinkedFiles(folder.root, [*roots, folder.root / folder.documents])
    asked = [report for report in reports if wanted(report.path)]
    checking = [partial(check_reports, part, archive, reader.settings, now, files) for part in chunks(asked, _CHUNK)]
    unread = check_reports((), archive, reader.settings, now, files, problems)
    diagnostics = tuple(sorted(chain(unread, *run_jobs(checking, workers))))
    if baseline:
        diagnostics = _without_known(diagnostics, folder.root / reader.settings.baseline)
    return Project(reader, reports, diagnostics, len(found), files, cache)


def _workers(settings: Settings, reports: int) -> int:
    return count_workers(settings.workers) if reports >= _FEW else 1


def _cache(folder: Folder, reader: ReportReader) -> ResultCache:
    """The project's cache. It is not used where an extension may depend on what nobody knows."""
    place = reader.settings.cache
    known = bool(place) and reader.is_predictable
    return ResultCache(
        Cache(folder.root / place if known else None), key_of(versions(), *reader.inputs) if known else ""
    )


@dataclass(frozen=True)
class ResultCache:
    """Does jobs, or takes what was kept of them. ``versions`` is "" where nothing is kept."""

    cache: Cache
    versions: str = ""

    def key(self, *parts: object) -> str:
        """The key of what is made from these parts; "" where nothing is kept."""
        return key_of(self.versions, *parts) if self.versions else ""

    def run(self, jobs: Sequence[tuple[str, Callable[[], Result]]], workers: int, tell: Tell = _silent) -> list[Result]:
        """The results in order. A job without a key is always done. ``tell`` hears how many of the others are done."""
        results = self.cache.get_all(key for key, _ in jobs)
        missing = [number for number, result in enumerate(results) if result is None]
        size = 1 + len(missing) // _MOST_PARTS
        parts = [[jobs[number] for number in part] for part in chunks(missing, size)]
        done = chain.from_iterable(run_jobs([partial(self._do, part) for part in parts], workers, tell))
        for number, result in zip(missing, done, strict=True):
            results[number] = result
        return results  # type: ignore[return-value]

    def tidy(self) -> None:
        """Let go of what no job asked for: the last call of a build."""
        self.cache.tidy()

    def _do(self, jobs: Iterable[tuple[str, Callable[[], Result]]]) -> list[Result]:
        results = []
        for key, job in jobs:
            results.append(job())
            if key:
                self.cache.put(key, results[-1])
        return results


@dataclass(frozen=True)
class LinkedFiles:
    """What links may lead to: files below ``roots``, each folder listed when the first link asks for it.

    Nothing is reached through a symbolic link. Paths are relative to ``root``.
    """

    root: Path
    roots: Sequence[Path]
    _folders: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def has(self, path: str) -> bool:
        """Whether there is such a file, in exactly this spelling."""
        return path in self.beside(path)

    def beside(self, path: str) -> Sequence[str]:
        """All files in the folder of ``path``, sorted."""
        folder = posixpath.dirname(path)
        if folder not in self._folders:
            self._folders[folder] = tuple(sorted(posixpath.join(folder, name) for name in self._list(folder)))
        return self._folders[folder]

    def _list(self, folder: str) -> Iterator[str]:
        location = Path(os.path.abspath(self.root / folder))  # noqa: PTH100
        try:
            if not any(self._leads_to(root, location) for root in self.roots):
                return
            with os.scandir(location) as entries:
                yield from (entry.name for entry in entries if entry.is_file(follow_symlinks=False))
        except (OSError, ValueError):
            return  # no such folder, or none that a disk could have

    def _leads_to(self, root: Path, location: Path) -> bool:
        plain = Path(os.path.abspath(root))  # noqa: PTH100
        return location.is_relative_to(plain) and location.resolve() == root.resolve() / location.relative_to(plain)


def _without_known(found: tuple[Diagnostic, ...], file: Path) -> tuple[Diagnostic, ...]:
    """The findings that the baseline does not hold. One that cannot be read is a finding itself."""
    try:
        known = read_baseline(file.read_text("utf-8"))
    except FileNotFoundError:
        return found
    except (OSError, ValueError) as error:
        return (
            Diagnostic(file.name, 1, 1, "bad-baseline", Level.ERROR, f"this baseline cannot be read: {error}"),
            *found,
        )
    return without_known(found, known)


def publish_project(
    project: Project, site: Site, archive: Archive | None = None, tell: Tell = _silent
) -> Iterator[Generated]:
    """The files of the site, in the edition of the settings.

    A picture that is not there, where the site's baseline lets that be, is left out.
    """
    from mkdocs_postmortems.publish.files import CopiedFile
    from mkdocs_postmortems.publish.pages import publish_parts  # late: the check renders nothing

    cache = project.cache
    jobs = [(part.key, part.run) for part in publish_parts(archive or edition_archive(project), site, cache.versions)]
    files = cache.run(jobs, _workers(project.settings, len(project.reports)), tell)
    for file in chain.from_iterable(files):
        if not isinstance(file, CopiedFile) or project.linked is None or project.linked.has(file.source):
            yield file


def edition_archive(project: Project) -> Archive:
    """The archive that the site shows: reports without an error, as the edition may know them."""
    broken = project.broken
    sound = [report for report in project.reports if report.path not in broken]
    return build_archive(edition_reports(sound, project.reader), edition_settings(project.settings))


def read_tree(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of a folder, sorted: its path from there, and its bytes."""
    for location in sorted(path for path in folder.rglob("*") if path.is_file()):
        yield location.relative_to(folder).as_posix(), location.read_bytes()


def file_states(locations: Iterable[Path]) -> dict[Path, tuple[int, int]]:
    """The size and the time of change of each file; a file that is not there has none."""
    return {
        location: (found.st_size, found.st_mtime_ns)
        for location in locations
        if location.is_file() and (found := location.stat())
    }


def visibility_summary(project: Project) -> str:
    """How many reports the public edition holds, and why the others stay internal, in a sentence."""
    broken = project.broken
    sound = [report for report in project.reports if report.path not in broken]
    public = sum(map(is_public, sound))
    silent = sum("visibility" not in report.fields.lines for report in project.reports)
    unfinished = sum(each.fields.visibility == "public" and each.fields.status != "final" for each in sound)
    reasons = [f"{silent} without visibility, which means internal"] if silent else []
    reasons += [f"{unfinished} public but not final yet"] if unfinished else []
    return f"The public edition holds {public} of {counted(project.files, 'report')}" + (
        f" ({'; '.join(reasons)})" if reasons else ""
    )


def is_report(found: FoundFile) -> bool:
    """Markdown, but no README and no name that begins with ``_`` or ``.``."""
    name = found.location.name
    return name.endswith(".md") and not name.startswith(("_", ".")) and name.casefold() != "readme.md"


def walk(sources: Iterable[Path], root: Path) -> Iterator[FoundFile]:
    """All files of the sources, sorted. Links are never followed; what is no file comes with its problem."""
    for source in sources:
        if source.is_dir() and not source.is_symlink():
            yield from _walk_folder(source, source, root)
        elif source.is_symlink() or source.exists():
            yield from _entry(source, source.parent, root)


def _walk_folder(folder: Path, source: Path, root: Path) -> Iterator[FoundFile]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield FoundFile(shown(folder, root), folder, _unreadable(error))
        return
    for entry in entries:
        if not entry.name.startswith("."):
            yield from _entry(entry, source, root)


def _entry(location: Path, source: Path, root: Path) -> Iterator[FoundFile]:
    path = shown(location, root)
    if location.is_symlink():
        yield from _link(location, source, path)
        return
    mode = location.stat(follow_symlinks=False).st_mode
    if stat.S_ISDIR(mode):
        if location.name.endswith(".md"):
            yield FoundFile(path, location, Problem("not-a-file", "this is a folder, though its name ends with .md"))
        yield from _walk_folder(location, source, root)
    elif not stat.S_ISREG(mode):
        yield FoundFile(path, location, Problem("not-a-file", "this is no regular file", help="remove it"))
    else:
        yield FoundFile(path, location)


def _link(location: Path, source: Path, path: str) -> Iterator[FoundFile]:
    """A link inside the source folder is passed over: its target is read in its own place."""
    try:
        target = location.resolve(strict=True)
    except (OSError, RuntimeError):
        problem = Problem("symlink-broken", "this symbolic link leads nowhere", help="remove it, or mend its target")
        yield FoundFile(path, location, problem)
        return
    if not target.is_relative_to(source.resolve()):
        message = "this symbolic link leads out of the source folder, so it is not read"
        yield FoundFile(path, location, Problem("symlink-outside", message, help="put the file itself here"))


def _checked(found: FoundFile, max_size: int) -> FoundFile:
    """The file with the problem that keeps it from being read, if it has one."""
    if found.problem:
        return found
    try:
        os.fsencode(found.location.name).decode("utf-8")
        found.location.open("rb").close()
        size = found.location.stat().st_size
    except UnicodeDecodeError:
        return replace(found, problem=Problem("bad-filename", "this file's name is not UTF-8", help="rename it"))
    except OSError as error:
        return replace(found, problem=_unreadable(error))
    if any(ord(char) < 32 or ord(char) == 127 for char in found.location.name):
        return replace(
            found, problem=Problem("bad-filename", "this file's name holds a control character", help="rename it")
        )
    if size > max_size:
        message = f"this file has {size:,} bytes, more than the {max_size:,} that max_file_size allows"
        return replace(found, problem=Problem("file-size", message, help="move logs and dumps into files of their own"))
    return found


def _unreadable(error: OSError) -> Problem:
    return Problem("unreadable", f"this cannot be read: {error.strerror}", help="mend its permissions")


def shown(location: Path, root: Path) -> str:
    """A path as it is shown: from the project's folder where it lies in it, with ``/``, and always UTF-8."""
    try:
        relative = location.relative_to(root)
    except ValueError:
        relative = Path(os.path.relpath(location, root))
    return os.fsencode(relative.as_posix()).decode("utf-8", "backslashreplace")
