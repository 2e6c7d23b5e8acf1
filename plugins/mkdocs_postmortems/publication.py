"""Publication: a finished site takes the place of the old one, whole or not at all.

Comes in: the folder that a site is published in, from ``plugin`` or ``cli``. Goes out: a fresh folder to build in,
which ``Publication.publish`` then puts in that place. Whoever reads or deploys the folder sees the old site or the
new one, never half of each, and never a file of both.

The fresh folder lies beside the target, so on one file system with it. Where the system can exchange two folders in
one step (``renameat2`` of Linux), it does; else the old folder is renamed away first, and a build that was killed
between the two steps is mended at the start of the next. A folder that cannot be renamed, because something is
mounted there or the one around it is read-only, is brought up to date file by file.

The old site is kept until the next one is built, which takes over the files that are the same: to remove thousands of
files and folders and to make them again takes longer on some disks than all else that a build does after an edit. Where
there is no old site, as after a first build, the new one's files are kept by hard links.
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

from mkdocs_postmortems.tree import State, file_state

if sys.platform != "win32":
    import fcntl

_KEPT = ".git"
"""The one entry of an old site that its successor takes over: a folder that is deployed by pushing it."""

_RENAME_EXCHANGE = 2
_AT_FDCWD = -100


class PublicationError(Exception):
    """The site could not be published; the message says why and where. The old site is as it was."""


class Publication:
    """One build on its way: ``folder`` is where to build. End it by ``publish`` or ``discard``."""

    def __init__(self, target: Path, former: Path | None = None) -> None:
        """Make the fresh folder. What killed builds left behind is cleared first.

        ``former`` is where an old site is kept; without it, or where it is on another disk, none is.
        """
        self.target = target.resolve()
        self._former = former
        self._former_files = dict(_movable(str(former))) if former else {}
        self._in_place = False
        self._lock: int | None = None
        try:
            self.target.parent.mkdir(parents=True, exist_ok=True)
            self.folder = self._fresh()
        except OSError as error:
            raise PublicationError(_told(error, self.target.parent)) from error
        atexit.register(self.discard)  # an interrupted build leaves through here

    def _fresh(self) -> Path:
        try:
            with _alone(self.target.parent):
                recover(self.target)
                folder = Path(tempfile.mkdtemp(prefix=f".{self.target.name}.new-", dir=self.target.parent))
                self._lock = _hold(folder)
        except OSError:
            if not (self.target.is_dir() and os.access(self.target, os.W_OK)):
                raise
            self._in_place = True
            folder = Path(tempfile.mkdtemp(prefix=f"{self.target.name}.new-"))
        folder.chmod(stat.S_IMODE(self.target.stat().st_mode) if self.target.is_dir() else 0o777 & ~_umask())
        return folder

    def former_state(self, name: str) -> State | None:
        """The state of a file of the former site, by its path there; ``None`` where there is none to be had."""
        return file_state(f"{self._former}/{name}") if name in self._former_files else None

    def take_back(self, name: str) -> bool:
        """Move a file here from the former site, whatever it holds; whether it is there now."""
        moved = self._former_files.pop(name, None)
        place = f"{self.folder}/{moved}"
        if moved is None or os.path.lexists(place):
            return False
        try:
            _put(os.rename, f"{self._former}/{moved}", place)
        except OSError:
            return False  # it is written anew, which tells what is wrong
        return True

    def take_over(self, name: str, content: bytes) -> bool:
        """Move a file here from the former site if it holds this content; whether it is there now.

        A former file that holds anything else is taken away.
        """
        if not self.take_back(name):
            return False
        place = self.folder / name
        with contextlib.suppress(OSError):
            if place.stat().st_size == len(content) and place.read_bytes() == content:
                return True
            place.unlink()  # never written into: a copy of the former site may share its files
        return False

    def publish(self) -> str:
        """Put the folder in the target's place; tells how where that was not in one step, else ""."""
        try:
            if self._in_place:
                return self._synchronise("the folder around it is read-only")
            with _alone(self.target.parent):
                return self._replace()
        except OSError as error:
            raise PublicationError(_told(error, self.target)) from error
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
            if exchange(self.folder, self.target):
                _retire(self.folder, self.target, self._former)
                return ""
            self._replace_in_two_steps()
        except OSError as error:
            if error.errno not in (errno.EBUSY, errno.EXDEV):
                raise
            return self._synchronise("something is mounted there")
        return "in two steps: this system cannot exchange two folders in one"

    def _replace_in_two_steps(self) -> None:
        old = self.folder.with_name(self.folder.name.replace(f"{self.target.name}.new-", f"{self.target.name}.old-", 1))
        self.target.rename(old)
        try:
            self.folder.rename(self.target)
        except OSError:
            old.rename(self.target)
            raise
        _retire(old, self.target, self._former)

    def _synchronise(self, why: str) -> str:
        synchronise(self.folder, self.target)
        _retire(self.folder, self.target, self._former)
        return f"file by file: {why}"

    def _keep_links(self) -> None:
        """Link this site's files where the next build looks for those of the former one."""
        if _make_room(self._former):
            with contextlib.suppress(OSError):
                for path, _ in _movable(str(self.target)):
                    _put(os.link, f"{self.target}/{path}", f"{self._former}/{path}")

    def discard(self) -> None:
        """Remove the fresh folder, if it still is one."""
        atexit.unregister(self.discard)
        if self.folder.is_dir():
            with contextlib.suppress(OSError):
                _retire(self.folder, self.target)
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def recover(target: Path) -> None:
    """Mend what builds left that were killed: an old site comes back if none is there, all else is removed."""
    parent, name = target.parent, glob.escape(target.name)
    for old in sorted(parent.glob(f".{name}.old-*")):
        if target.exists():
            _retire(old, target)
        else:
            old.rename(target)
    for fresh in sorted(parent.glob(f".{name}.new-*")):
        if not _is_held(fresh):
            _retire(fresh, target)


def _retire(old: Path, target: Path, former: Path | None = None) -> None:
    """Remove a folder that was the site, or was to be; one that was, to ``former`` where that is given.

    Its ``.git`` moves to the site that is there now.
    """
    if os.path.lexists(old / _KEPT) and target.is_dir() and not os.path.lexists(target / _KEPT):
        (old / _KEPT).rename(target / _KEPT)
    if former and _make_room(former):
        with contextlib.suppress(OSError):
            old.rename(former)
    shutil.rmtree(old, ignore_errors=True)


def _make_room(former: Path | None) -> bool:
    """Remove the former site that is kept; whether another one can be kept there."""
    if former is None or not former.parent.is_dir():
        return False
    shutil.rmtree(former, ignore_errors=True)
    return True


def _movable(site: str, folder: str = "") -> Iterator[tuple[str, str]]:
    """The files of a site by their paths in it, and what to move for each: a page's folder if it holds nothing else.

    Paths are text here, as are those of all that is moved: to take thousands apart takes longer than to move them.
    """
    try:
        with os.scandir(f"{site}/{folder}") as found:
            entries = list(found)
    except OSError:
        return
    for each in entries:
        path = f"{folder}{each.name}"
        if each.is_dir(follow_symlinks=False):
            yield from _movable(site, f"{path}/")
        elif each.is_file(follow_symlinks=False):
            is_alone = folder and len(entries) == 1 and each.name == "index.html"
            yield path, folder[:-1] if is_alone else path


def _put(how: Callable[[str, str], None], path: str, place: str) -> None:
    """Move or link a file or folder, most often into a folder that is there."""
    try:
        how(path, place)
    except FileNotFoundError:
        Path(place).parent.mkdir(parents=True, exist_ok=True)
        how(path, place)


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; ``False`` where the system or the disk cannot."""
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
    """Make ``target`` hold what ``source`` holds, each file replaced in one step, and nothing else but ``.git``."""
    wanted = {_KEPT}
    for entry in sorted(source.iterdir()):
        place = target / entry.name
        wanted.add(entry.name)
        if entry.is_dir():
            if place.is_symlink() or not place.is_dir():
                _remove(place)
            place.mkdir(exist_ok=True)
            synchronise(entry, place)
        else:
            if place.is_dir() and not place.is_symlink():
                _remove(place)
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


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _told(error: OSError, place: Path) -> str:
    where = error.filename2 or error.filename or place
    return f"the site cannot be written: {error.strerror or error}: {os.fsdecode(where)}"


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


# A lock is held on the folder itself: it leaves no file behind, and ends with its process, however that ends.


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep other builds from changing the folder's entries meanwhile."""
    if sys.platform == "win32":
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _hold(folder: Path) -> int | None:
    """Mark a folder as in use by this process."""
    if sys.platform == "win32":
        return None
    descriptor = os.open(folder, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return descriptor


def _is_held(folder: Path) -> bool:
    if sys.platform == "win32":
        return False
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False
