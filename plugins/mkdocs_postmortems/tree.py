"""Find and read the files of the source folder. Nothing else walks it.

Called by ``project``, and by all others that need to know the files, their states or what links may lead to.
"""

from __future__ import annotations

import contextlib
import os
import posixpath
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct, field

from mkdocs_postmortems.diagnostics import Problem

State = tuple[int, int]
"""A file's size in bytes, and its modification time in nanoseconds."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
LFS_POINTER = b"version https://git-lfs.github.com/spec/"
"""How a file begins that Git LFS leaves in place of one that was not downloaded (git-lfs, docs/spec.md)."""


class FoundFile(Struct, frozen=True):
    """A file below the source folder. ``path`` is relative to the project's folder, as it is shown to users."""

    path: str
    location: Path
    problem: Problem | None = None
    is_aside: bool = False
    """Whether it is below a folder whose name begins with ``_``, such as ``_templates``."""

    @property
    def is_report(self) -> bool:
        """Whether it is Markdown, no README, and neither its name nor a folder's begins with ``_`` or ``.``."""
        name = self.location.name
        return (
            not self.is_aside
            and name.endswith(".md")
            and not name.startswith(("_", "."))
            and name.casefold() != "readme.md"
        )


def walk(sources: Iterable[Path], root: Path) -> Iterator[FoundFile]:
    """Yield all files of the sources, sorted. Links are never followed, and anything but a file gets a problem."""
    for source in sources:
        path = shown(source, root)
        try:
            mode = source.lstat().st_mode
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            yield FoundFile(path, source, _unreadable(error))
            continue
        if stat.S_ISDIR(mode):
            yield from _walk_folder(source, source, path)
        else:
            yield from _walk_entry(source, source.parent, path, mode)


def _walk_folder(folder: Path, source: Path, path: str, is_aside: bool = False) -> Iterator[FoundFile]:
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        yield FoundFile(path, folder, _unreadable(error))
        return
    beside = "" if path == "." else f"{path}/"
    for entry in entries:
        if entry.name.startswith("."):
            continue
        below = beside + _shown_name(entry.name)
        if entry.is_file(follow_symlinks=False):
            yield FoundFile(below, Path(entry.path), _misnamed(entry.name), is_aside)
        else:
            mode = entry.stat(follow_symlinks=False).st_mode
            yield from _walk_entry(Path(entry.path), source, below, mode, is_aside)


_ENDINGS = frozenset({"md", "markdown", "mdown", "mkd", "mkdn", "mdx"})
"""Extensions that programs use for Markdown, in lower case."""


def _misnamed(name: str) -> Problem | None:
    """Return the problem of a name that is nearly a report's: such a file would be skipped silently."""
    stem, dot, ending = name.casefold().rpartition(".")
    if name.endswith(".md") or not dot or ending not in _ENDINGS or name[0] == "_" or stem == "readme":
        return None
    return Problem("bad-filename", "the file name does not end with .md in lower case", help="rename it")


def _walk_entry(location: Path, source: Path, path: str, mode: int, is_aside: bool = False) -> Iterator[FoundFile]:
    if stat.S_ISLNK(mode):
        yield from _link(location, source, path)
    elif stat.S_ISDIR(mode):
        if location.name.endswith(".md"):
            message = "this is a folder, but its name ends with .md"
            yield FoundFile(path, location, Problem("not-a-file", message, help="rename the folder"))
        yield from _walk_folder(location, source, path, is_aside or location.name.startswith("_"))
    elif not stat.S_ISREG(mode):
        yield FoundFile(path, location, Problem("not-a-file", "this is not a regular file", help="remove it"))
    else:
        yield FoundFile(path, location)


def _link(location: Path, source: Path, path: str) -> Iterator[FoundFile]:
    """Yield the problem of a symbolic link. One within the source folder is skipped: its target is found anyway."""
    try:
        target = location.resolve(strict=True)
    except (OSError, RuntimeError):
        problem = Problem("symlink-broken", "this symbolic link leads nowhere", help="remove it, or correct its target")
        yield FoundFile(path, location, problem)
        return
    if not target.is_relative_to(source.resolve()):
        message = "this symbolic link leads out of the source folder, so it is not read"
        yield FoundFile(path, location, Problem("symlink-outside", message, help="put the file itself here"))
    elif location.parent.resolve().is_relative_to(target):
        message = "this symbolic link leads back to a folder that contains it"
        yield FoundFile(path, location, Problem("symlink-broken", message, help="remove it, or correct its target"))


def read_file(found: FoundFile, max_size: int) -> bytes | Problem:
    """Return a file's content, or the problem that keeps it from being read."""
    name = found.location.name
    try:
        os.fsencode(name).decode("utf-8")
        with open(found.location, "rb", buffering=0) as file:  # noqa: PTH123  # twice as fast as read_bytes
            size = os.fstat(file.fileno()).st_size
            data = file.read() if size <= max_size else b""
    except UnicodeDecodeError:
        return Problem("bad-filename", "the file name is not UTF-8", help="rename it")
    except OSError as error:
        return _unreadable(error)
    if _CONTROL.search(name):
        return Problem("bad-filename", "the file name contains a control character", help="rename it")
    if size > max_size:
        message = f"this file has {size:,} bytes, but max_file_size allows {max_size:,}"
        return Problem("file-size", message, help="move logs and dumps to separate files")
    return data


def _unreadable(error: OSError) -> Problem:
    return Problem("unreadable", f"this cannot be read: {error.strerror}", help="check its permissions")


def read_tree(folder: Path, ending: str = "") -> Iterator[tuple[str, bytes]]:
    """Yield the relative path and the content of every file of a folder whose name has this ending, sorted."""
    for location in sorted(path for path in folder.rglob(f"*{ending}") if path.is_file()):
        yield location.relative_to(folder).as_posix(), location.read_bytes()


def file_states(locations: Iterable[Path]) -> dict[Path, State]:
    """Return the state of each file that exists."""
    return {location: state for location in locations if (state := file_state(location))}


def file_state(location: Path | str) -> State | None:
    """Return the state of a file or of a link's target, or ``None`` if there is no file."""
    try:
        found = os.stat(location)  # noqa: PTH116  # faster for a string than making a Path
    except OSError:
        return None
    return state_of(found) if stat.S_ISREG(found.st_mode) else None


def state_of(found: os.stat_result) -> State:
    """Return the state of a file that was found."""
    return found.st_size, found.st_mtime_ns


def states_below(folder: Path, ending: str) -> dict[str, State]:
    """Return the states of the files below a folder whose names have this ending, by relative path.

    What cannot be read is left out.
    """
    found = {}

    def visit(place: str, below: str) -> None:  # takes two thirds of the time of os.walk
        with contextlib.suppress(OSError), os.scandir(place) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    visit(entry.path, f"{below}{entry.name}/")
                elif entry.name.endswith(ending) and (state := file_state(entry.path)):
                    found[below + entry.name] = state

    visit(str(folder), "")
    return found


def absolute(path: Path) -> Path:
    """Return an absolute path without ``..``. Unlike ``Path.resolve``, this does not follow symbolic links."""
    return Path(os.path.abspath(path))  # noqa: PTH100


def first_link(root: Path, below: str) -> Path | None:
    """Return the first symbolic link on the way from ``root`` to a path below it, including that path itself."""
    location = root
    for part in Path(below).parts:
        location /= part
        if os.path.islink(location):  # noqa: PTH114  # False if unreadable
            return location
    return None


def shown(location: Path, root: Path) -> str:
    """Return a path as it is shown to users: relative to the project's folder, with ``/``, and always UTF-8."""
    try:
        relative = location.relative_to(root)
    except ValueError:
        relative = Path(os.path.relpath(location, root))
    return _shown_name(relative.as_posix())


def _shown_name(name: str) -> str:
    """Return a name with what could not be decoded in it as UTF-8, which names are whatever the locale, or escaped."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


class LinkedFiles(Struct, frozen=True):
    """The files that links may lead to: those below ``roots``, but not through a symbolic link.

    Paths are relative to ``root``. A folder is listed when the first link leads there.
    """

    root: Path
    roots: Sequence[Path]
    _folders: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def has(self, path: str) -> bool:
        """Return whether there is such a file, in exactly this spelling."""
        return path in self.beside(path)

    def read(self, path: str, most: int = -1) -> bytes:
        """Return the content of such a file, or its first ``most`` bytes; nothing if it cannot be read."""
        if not self.has(path):
            return b""
        try:
            with (self.root / path).open("rb") as file:
                return file.read(most)
        except OSError:
            return b""

    def beside(self, path: str) -> Sequence[str]:
        """Return all files in the folder of ``path``, sorted."""
        folder = posixpath.dirname(path)
        if folder not in self._folders:
            self._folders[folder] = tuple(sorted(posixpath.join(folder, name) for name in self._list(folder)))
        return self._folders[folder]

    def _list(self, folder: str) -> Iterator[str]:
        location = absolute(self.root / folder)
        try:
            if not any(self._leads_to(root, location) for root in self.roots):
                return
            with os.scandir(location) as entries:
                yield from (entry.name for entry in entries if entry.is_file(follow_symlinks=False))
        except (OSError, ValueError):
            return  # there is no such folder, or its name is impossible

    def _leads_to(self, root: Path, location: Path) -> bool:
        plain = absolute(root)
        return location.is_relative_to(plain) and location.resolve() == root.resolve() / location.relative_to(plain)
