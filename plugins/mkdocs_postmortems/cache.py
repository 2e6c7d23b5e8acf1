"""A cache of results in a folder, which may be deleted, shared between branches and kept in CI.

A key covers everything that a value depends on, unless the value itself records the rest. ``Cache`` makes the keys, and
returns the value stored under one, or ``None``. ``open_cache`` returns that of a project. Called by ``project`` and the
modules above it.

Each entry is a file with a checksum. An entry that is damaged, that is the file of another one, or that contains
anything but plain data of this package, is ignored. If the folder cannot be written to, nothing is stored.
"""

from __future__ import annotations

import contextlib
import enum
import functools
import hashlib
import io
import os
import pickle
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta, timezone
from datetime import time as time_of_day
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from msgspec import Struct

from mkdocs_postmortems.garbage import no_collections

MOST_LEFT_OVER = 500_000_000
"""Bytes to keep of entries that a build did not use, such as those of other branches. The oldest are deleted first."""

TIDY_EVERY = 3600
"""Seconds. To look at the entries of other branches takes up to a twentieth of a build after an edit."""

Value = TypeVar("Value")

_PACKAGE = __name__.partition(".")[0]
_LIBRARIES = frozenset(
    {
        *("pyyaml", "python_frontmatter", "msgspec", "tzdata"),
        *("markdown", "pymdown_extensions", "pygments", "nh3", "babel", "jinja2", "markupsafe"),
        *("mkdocs_material", "mkdocs_material_extensions"),
        *("icalendar", "resvg_py", "pagefind_bin_extended", "pagefind_bin"),
    }
)
"""The libraries that affect reading and rendering, by the names of their ``.dist-info`` folders."""

_MODULES = frozenset({"builtins", "markdown", "pymdownx", "pygments", "material", "materialx", _PACKAGE})
"""The packages of these libraries that a site's configuration may name functions of."""

_DATA = {
    (each.__module__, each.__qualname__): each
    for each in (date, datetime, time_of_day, timedelta, timezone, ZoneInfo, set, frozenset)
}


def key_of(*parts: object) -> str:
    """Return the key of a value that is made from these parts, a hash of their ``repr``."""
    written = "\0".join(map(repr, parts))
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()


def lasting(value: object) -> object:
    """Return a configuration for use in a key, with the names of functions: their ``repr`` contains an address."""
    if isinstance(value, Mapping):
        return {str(key): lasting(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [lasting(each) for each in value]
    if isinstance(value, partial):
        return [lasting(each) for each in (value.func, value.args, value.keywords)]
    return f"{value.__module__}.{value.__qualname__}" if callable(value) and hasattr(value, "__qualname__") else value


def is_lasting(value: object) -> bool:
    """Return whether a configuration has no functions but those of libraries whose versions are part of every key.

    A function of the site's own, or of another package, may change, or read a file, without a change of its name.
    """
    if isinstance(value, Mapping):
        return all(map(is_lasting, value.values()))
    if isinstance(value, list | tuple):
        return all(map(is_lasting, value))
    if isinstance(value, partial):
        return is_lasting((value.func, value.args, value.keywords))
    return not callable(value) or str(getattr(value, "__module__", "")).partition(".")[0] in _MODULES


def versions(cache: Cache) -> str:
    """Return a key of the code that reads and renders: this package's files, Python, and the libraries' versions.

    The key of the files is the same for the same contents on every machine. To read them all takes a quarter of a short
    check, so it is kept in the cache until one of them is replaced or written to.
    """
    files = [os.path.join(folder, name) for folder, _, names in os.walk(Path(__file__).parent) for name in names]  # noqa: PTH118
    code = sorted(path for path in files if path.endswith((".py", ".html", ".css", ".js")))
    states = [(path, *_identity(path)) for path in code]
    content = cache.get_or_make(key_of("code", states), partial(_content_key, code))
    return key_of(sys.version, sorted(_installed()), content)


def _content_key(paths: Iterable[str]) -> str:
    return key_of(*(os.path.basename(path).encode() + Path(path).read_bytes() for path in paths))  # noqa: PTH119


def _identity(path: str) -> tuple[int, int, int, int]:
    """Return what changes whenever a file is replaced or written to, even if its modification time is set back."""
    found = os.stat(path)  # noqa: PTH116  # faster for a string than making a Path
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _installed() -> Iterator[str]:
    """Yield ``pyyaml-6.0.4.dist-info`` and so on. Importing ``importlib.metadata`` takes as long as a short check."""
    for place in filter(os.path.isdir, sys.path):
        for entry in os.scandir(place):
            name, _, rest = entry.name.partition("-")
            if name.lower() in _LIBRARIES and rest.endswith((".dist-info", ".egg-info")):
                yield entry.name


class Cache:
    """The entries in a folder. Without a folder, all keys are "", under which nothing is stored or found.

    All entries depend on what ``common`` identifies.
    """

    def __init__(self, folder: Path | None, common: str = "") -> None:
        self._folder, self.common = folder, common
        self._used: set[str] = set()

    @property
    def is_on(self) -> bool:
        """Whether anything is stored."""
        return self._folder is not None

    def key(self, *parts: object) -> str:
        """Return the key of a value that is made from these parts, and from what all entries depend on."""
        return key_of(self.common, *parts) if self.is_on else ""

    def get(self, key: str) -> Any | None:
        """Return the value stored under a key, or ``None`` if there is none or it is invalid."""
        if not (self.is_on and key):
            return None
        self.keep(key)
        try:
            with io.FileIO(self._path(key)) as file:
                content = file.readall()
        except OSError:
            return None
        stream = io.BytesIO(content)
        if stream.read(32) != _checksum(key, memoryview(content)[32:]):
            return None
        try:
            return _Unpickler(stream).load()
        except Exception:  # whatever the error, the caller can make the value again
            return None

    def keep(self, key: str) -> None:
        """Note that this run uses an entry, whether or not it reads it."""
        self._used.add(key)

    def has(self, key: str) -> bool:
        """Return whether there is an entry under a key. It may turn out to be invalid when it is read."""
        self.keep(key)
        return self.is_on and key != "" and os.path.isfile(self._path(key))  # noqa: PTH113  # False if unreadable

    def get_all(self, keys: Iterable[str]) -> list[Any | None]:
        """Return the value under each key."""
        with no_collections():
            return list(map(self.get, keys))

    def get_or_make(self, key: str, make: Callable[[], Value]) -> Value:
        """Return the value stored under a key, or else make it and store it."""
        value: Value | None = self.get(key)
        if value is None:
            value = make()
            self.put(key, value)
        return value

    def put(self, key: str, value: object) -> bool:
        """Store a value. Return whether that succeeded.

        The file is written in place: one that is only partly written fails its checksum.
        """
        if not (self.is_on and key):
            return False
        stream = io.BytesIO()
        _Pickler(stream, pickle.HIGHEST_PROTOCOL).dump(value)
        packed = stream.getbuffer()  # not copied: the audit of a large site keeps a hundred megabytes in one entry
        path, checksum = self._path(key), _checksum(key, packed)
        with contextlib.suppress(OSError):
            try:
                file = io.FileIO(path, "w")
            except FileNotFoundError:
                self._make_folder(Path(path).parent)
                file = io.FileIO(path, "w")
            with file:
                return file.write(checksum) + file.write(packed) == len(checksum) + len(packed)
        return False

    def _make_folder(self, folder: Path) -> None:
        assert self._folder is not None
        folder.mkdir(parents=True, exist_ok=True)
        ignoring = self._folder / ".gitignore"
        if not ignoring.exists():
            ignoring.write_text("*\n", encoding="ascii")

    def tidy(self, most: int = MOST_LEFT_OVER, every: float = TIDY_EVERY) -> None:
        """Delete the oldest entries that this run did not use, until the unused ones are at most ``most`` bytes.

        ``every`` is how many seconds must have passed since the last time.
        """
        if self._folder is None:
            return
        done = self._folder / ".tidied"
        with contextlib.suppress(OSError):
            if abs(time.time() - done.stat().st_mtime) < every:
                return
        with contextlib.suppress(OSError):
            done.touch()
        left = sorted(self._left_over(self._folder), reverse=True)
        total = 0
        for _, size, path in left:
            total += size
            if total > most:
                with contextlib.suppress(OSError):
                    Path(path).unlink()

    def _left_over(self, place: Path) -> Iterator[tuple[int, int, str]]:
        """Yield the time, size and path of each entry that this run did not use."""
        for folder in [each for each in _entries(place) if len(each.name) == 2]:
            for entry in _entries(folder.path):
                if folder.name + entry.name not in self._used:
                    with contextlib.suppress(OSError):
                        found = entry.stat()
                        yield found.st_mtime_ns, found.st_size, entry.path

    def _path(self, key: str) -> str:
        return f"{self._folder}/{key[:2]}/{key[2:]}"


NO_CACHE = Cache(None)


def open_cache(folder: Path, *inputs: object) -> Cache:
    """Return the cache in a folder, whose entries all depend on the code that reads and renders, and on ``inputs``."""
    cache = Cache(folder)
    cache.common = key_of(versions(cache), *inputs)
    return cache


def _entries(folder: Path | str) -> list[os.DirEntry[str]]:
    """Return the entries of a folder, none if it cannot be read."""
    try:
        with os.scandir(folder) as found:
            return list(found)
    except OSError:
        return []


def _checksum(key: str, packed: bytes | memoryview) -> bytes:
    """Return the checksum of an entry, which is valid under its own key only."""
    content = hashlib.sha256(key.encode("ascii"))
    content.update(packed)
    return content.digest()


class _Pickler(pickle.Pickler):
    """Pickles time zones and enum members by their values, which every version of Python can load."""

    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, ZoneInfo):
            return ZoneInfo, (value.key,)
        if isinstance(value, enum.Enum):  # some versions of Python pickle it as a call of getattr
            return type(value), (value.value,)
        return NotImplemented


@functools.cache
def _find_type(module: str, name: str) -> Any:
    """Return a type of plain data. An entry names up to twenty, so the answers are kept; raises ``UnpicklingError``."""
    if found := _DATA.get((module, name)):
        return found
    if (module, name) == ("markupsafe", "Markup"):
        from markupsafe import Markup  # late: a check loads no pages

        return Markup
    if module.partition(".")[0] == _PACKAGE and "." not in name:
        found = getattr(sys.modules.get(module), name, None)
        if isinstance(found, type) and issubclass(found, (Struct, enum.Enum)):
            return found
    raise pickle.UnpicklingError(f"{module}.{name} is no plain data")


class _Unpickler(pickle.Unpickler):
    """Loads plain data only, so that an entry from elsewhere cannot run code."""

    find_class = staticmethod(_find_type)
