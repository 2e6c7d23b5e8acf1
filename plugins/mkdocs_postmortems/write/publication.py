"""Replace the published site with a finished one, whole or not at all.

``Publication`` takes the folder that the site is published in and provides a temporary folder to build in.
``Publication.publish`` then replaces the one with the other, so nobody ever reads or deploys a mixture of two builds.
Called by ``plugin``.

The temporary folder lies beside the target, on the same file system. Where the system can exchange two folders
atomically (``renameat2`` of Linux), it does. Elsewhere the old folder is renamed first; if a build is killed between
the two steps, the next one restores the old site. A folder that cannot be renamed, because it is a mount point or its
parent is read-only, is updated file by file.

The old site is kept for the next build, which takes over the archive's folder from it: on some disks, deleting and
creating thousands of files takes longer than the rest of a build after an edit. After a first build there is no old
site, so hard links to the new one's files are kept instead.
"""

from __future__ import annotations

import atexit
import contextlib
import ctypes
import errno
import glob
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from mkdocs_postmortems.tree import State, state_of

if sys.platform != "win32":
    import fcntl

_KEPT = ".git"
"""The one entry that a new site inherits: some sites are deployed by pushing their folder."""

_NEW = ".new-"
"""What follows the site's name in that of a folder to build in."""

_NO_ROOM = {errno.ENOSPC, errno.EFBIG, errno.EROFS, getattr(errno, "EDQUOT", errno.ENOSPC)}
"""Errors of writing alone, which often name no file."""

_RENAME_EXCHANGE = 2
_AT_FDCWD = -100


class PublicationError(Exception):
    """The site could not be published. The message gives the reason and the path."""


class Publication:
    """A build in progress in ``folder``. Finish it with ``publish`` or ``discard``."""

    def __init__(self, target: Path, former: Path | None = None, archive: str = "") -> None:
        """Create ``folder``, after removing what killed builds have left behind.

        The old site is kept in ``former``; it is deleted if that is ``None`` or on another file system. ``archive`` is
        the folder of the site that the next build may take over.
        """
        self.target = target.resolve()
        self._former, self._archive = former, archive
        self._in_place = False
        self._lock: int | None = None
        try:
            self.target.parent.mkdir(parents=True, exist_ok=True)
            self.folder = self._fresh()
        except OSError as error:
            raise PublicationError(_message(error, self.target.parent)) from error
        atexit.register(self.discard)  # for an interrupted build

    def _fresh(self) -> Path:
        try:
            with _locked(self.target.parent):
                recover(self.target)
                folder = Path(tempfile.mkdtemp(prefix=f".{self.target.name}{_NEW}", dir=self.target.parent))
                self._lock = _lock(folder)
        except OSError:
            if not (self.target.is_dir() and os.access(self.target, os.W_OK)):
                raise
            self._in_place = True
            folder = Path(tempfile.mkdtemp(prefix=f"{self.target.name}{_NEW}"))
        folder.chmod(stat.S_IMODE(self.target.stat().st_mode) if self.target.is_dir() else 0o777 & ~_umask())
        return folder

    def take_over(self, is_kept: Callable[[str, State], bool], *, shared: bool = True) -> bool:
        """Move the archive's folder here from the former site. Return whether that succeeded.

        ``is_kept`` is called with the path and state of each file; the others are deleted. If the folder exists here
        already, nothing is moved. Nobody may write to these files: other copies of the site may share them by links.
        Files with further links are not kept unless ``shared``.
        """
        if self._former is None:
            return False
        place = self.folder / self._archive
        try:
            with _locked(self._former.parent):
                _reduce(str(self._former), f"{self._archive}/", is_kept, shared)
                place.parent.mkdir(parents=True, exist_ok=True)
                (self._former / self._archive).rename(place)
        except OSError:  # the caller writes all files, and reports the error if there still is one
            return False
        return True

    def is_failed_write(self, error: OSError) -> bool:
        """Return whether an error comes from writing into the folder, and not from a plugin that reads other files."""
        places = [os.fsdecode(name) for name in (error.filename, error.filename2) if isinstance(name, str | bytes)]
        return error.errno in _NO_ROOM or any(Path(place).is_relative_to(self.folder) for place in places)

    def publish(self) -> str:
        """Replace the target with the folder. Return a note on how, or "" if it was atomic."""
        try:
            if self._in_place:
                return self._synchronise("the folder around it is read-only")
            with _locked(self.target.parent):
                return self._replace()
        except OSError as error:
            raise PublicationError(_message(error, self.target)) from error
        finally:
            self.discard()

    def _replace(self) -> str:
        if os.path.ismount(self.target):
            return self._synchronise("it is a mount point")
        if not self.target.exists():
            self.folder.rename(self.target)
            self._keep_links()
            return ""
        try:
            old, note = self._put_in_place()
        except OSError as error:
            if error.errno not in (errno.EBUSY, errno.EXDEV):
                raise
            return self._synchronise("it cannot be renamed, as in a layer of a container or where something is mounted")
        _retire(old, self.target, self._former)
        return note

    def _put_in_place(self) -> tuple[Path, str]:
        """Rename the folder to the target. Return where the old site is now, and a note on how, see ``publish``."""
        if exchange(self.folder, self.target):
            return self.folder, ""
        old = self.folder.with_name(self.folder.name.replace(f"{self.target.name}.new-", f"{self.target.name}.old-", 1))
        self.target.rename(old)
        try:
            self.folder.rename(self.target)
        except OSError:
            old.rename(self.target)
            raise
        return old, "in two steps: this system cannot exchange two folders in one"

    def _synchronise(self, why: str) -> str:
        synchronise(self.folder, self.target)
        _retire(self.folder, self.target, self._former)
        return f"file by file: {why}"

    def _keep_links(self) -> None:
        """Hard-link the archive's files into ``former``, for the next build."""
        if self._former:
            with contextlib.suppress(OSError), _cleared(self._former):
                self._former.mkdir()
                shutil.copytree(
                    self.target / self._archive, self._former / self._archive, symlinks=True, copy_function=os.link
                )

    def discard(self) -> None:
        """Delete the folder unless it has been published."""
        atexit.unregister(self.discard)
        if self.folder.is_dir():
            with contextlib.suppress(OSError):
                _retire(self.folder, self.target)
        _unlock(self._lock)
        self._lock = None


def recover(target: Path) -> None:
    """Clean up after killed builds: restore an old site if the target is missing, and delete everything else."""
    parent, name = target.parent, glob.escape(target.name)
    for old in sorted(parent.glob(f".{name}.old-*")):
        if target.exists():
            _retire(old, target)
        else:
            old.rename(target)
    for fresh in sorted(parent.glob(f".{name}{_NEW}*")):
        if not _is_locked(fresh):
            _retire(fresh, target)


def _retire(old: Path, target: Path, former: Path | None = None) -> None:
    """Delete an old or unfinished site, or move it to ``former`` if given. Its ``.git`` moves to the current site."""
    if os.path.lexists(old / _KEPT) and target.is_dir() and not os.path.lexists(target / _KEPT):
        (old / _KEPT).rename(target / _KEPT)
    if former:
        with contextlib.suppress(OSError), _cleared(former):
            old.rename(former)
    shutil.rmtree(old, ignore_errors=True)


@contextlib.contextmanager
def _cleared(former: Path) -> Iterator[None]:
    """Delete the former site, and keep other builds from it until there is another one in its place."""
    with _locked(former.parent):
        shutil.rmtree(former, ignore_errors=True)
        yield


def _reduce(site: str, folder: str, is_kept: Callable[[str, State], bool], shared: bool) -> bool:
    """Delete those files of a site's folder that are not kept, and folders without any. Return whether any is left.

    Paths are strings: parsing thousands of ``Path`` objects takes longer than the rest. Raises ``OSError`` if something
    cannot be read or deleted.
    """
    is_left = False
    with os.scandir(f"{site}/{folder}") as found:
        entries = list(found)
    for each in entries:
        path = f"{folder}{each.name}"
        if each.is_dir(follow_symlinks=False):
            if _reduce(site, f"{path}/", is_kept, shared):
                is_left = True
            else:
                os.rmdir(each.path)  # noqa: PTH106
            continue
        its = each.stat(follow_symlinks=False)
        is_usable = each.is_file(follow_symlinks=False) and (shared or its.st_nlink <= 1)
        if is_usable and is_kept(path, state_of(its)):
            is_left = True
        else:
            os.unlink(each.path)  # noqa: PTH108
    return is_left


def exchange(one: Path, other: Path) -> bool:
    """Swap two folders atomically. Return ``False`` if the system or the file system cannot."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    inode = one.stat().st_ino
    if rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) != 0:
        number = ctypes.get_errno()
        if number in (errno.ENOSYS, errno.EINVAL, errno.EPERM, errno.EOPNOTSUPP):
            return False
        raise OSError(number, os.strerror(number), str(other))
    return other.stat().st_ino == inode


def synchronise(source: Path, target: Path) -> None:
    """Make ``target`` a copy of ``source``, replacing each file atomically. Delete everything else but ``.git``."""
    wanted = {_KEPT}
    for entry in sorted(source.iterdir()):
        place = target / entry.name
        wanted.add(entry.name)
        if entry.is_dir() != _is_folder(place):
            _remove(place)
        if entry.is_dir():
            place.mkdir(exist_ok=True)
            synchronise(entry, place)
        else:
            _copy(entry, place)
    for entry in target.iterdir():
        if entry.name not in wanted:
            _remove(entry)


def _copy(source: Path, place: Path) -> None:
    fresh = place.with_name(f".{place.name}.new")
    try:
        shutil.copy2(source, fresh)
        fresh.replace(place)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _remove(path: Path) -> None:
    if _is_folder(path):
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _message(error: OSError, place: Path) -> str:
    where = error.filename2 or error.filename or place
    return f"the site cannot be written: {error.strerror or error}: {os.fsdecode(where)}"


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


# Folders are locked themselves: that leaves no lock file behind, and the lock ends with the process, even a killed one.


def _lock(folder: Path, *, wait: bool = False) -> int | None:
    """Lock a folder until the returned descriptor is closed. Raises ``BlockingIOError`` if it is locked already."""
    if sys.platform == "win32":
        return None
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def _unlock(lock: int | None) -> None:
    if lock is not None:
        os.close(lock)


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Keep other builds from changing the folder's entries.

    The folder of a build in progress is locked already. Material's plugin ``projects`` lets the builds of other sites
    publish into it, each under a name of its own, and waits for them: they must not wait for it.
    """
    is_of_build = folder.name.startswith(".") and _NEW in folder.name
    lock = None if is_of_build else _lock(folder, wait=True)
    try:
        yield
    finally:
        _unlock(lock)


def _is_locked(folder: Path) -> bool:
    try:
        _unlock(_lock(folder))
    except BlockingIOError:
        return True
    return False
