"""The search index, built by the Pagefind binary that comes in a wheel.

``build_index`` takes search records in the order of the pages, and returns the index's files as bytes: the same files
for the same records. Called by ``parts`` and ``audit``. No other module starts another program.

It talks to the binary over the ``--service`` protocol: JSON in base64, with a comma after each message. Pagefind's own
Python wrapper polls for answers ten times a second, which adds minutes for a large archive.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import importlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, count, islice
from pathlib import Path
from typing import Any, Self

import cbor2
from msgspec import Struct, field
from msgspec.json import decode, encode
from msgspec.structs import asdict

_WHEELS = ("pagefind_bin_extended", "pagefind_bin")
_PROGRAMS = ("pagefind_extended", "pagefind")
_UNUSED_FILES = ("pagefind-ui.", "pagefind-modular-ui.", "pagefind-component-ui.", "pagefind-highlight.")
"""Pagefind's ready-made interfaces, which would add 0.4 MB to every site. The pages have their own."""
_SETTINGS = {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": "5000", "_RJEM_MALLOC_CONF": "narenas:1"}
"""Index chunks of a quarter of Pagefind's default size, so that a search loads less that it does not need; and one
memory arena instead of one per thread, which takes a seventh less memory."""
_AT_ONCE = 32
"""How many requests are sent at a time. Their answers fit into a pipe that nobody reads yet (pipe(7))."""
MAGIC = b"pagefind_dcd"
"""The first bytes of each index file, once decompressed."""
_FILTERS, _SORTS = 3, 4
"""Positions of the lists of filters and of sort orders in an index's metadata."""


class PagefindError(Exception):
    """The index could not be built; the message tells the user why."""


class SearchRecord(Struct, frozen=True):
    """A page in the index.

    ``url`` is relative to the archive's address. ``content`` is plain text. ``meta`` is returned with a result.
    ``filters`` holds the values of each filter. ``sort`` holds keys that compare as text.
    """

    url: str
    content: str
    meta: Mapping[str, str] = field(default_factory=dict)
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Mapping[str, str] = field(default_factory=dict)


def pagefind_binary() -> Path:
    """Return the path of the binary: from a wheel, preferably the one that segments Chinese and Japanese, else on PATH.

    Raises ``PagefindError`` if there is none.
    """
    for name in _WHEELS:
        try:
            found: Path = importlib.import_module(name).get_executable()
        except (ImportError, FileNotFoundError):
            continue
        return found
    for name in _PROGRAMS:
        if path := shutil.which(name):
            return Path(path)
    raise PagefindError("the Pagefind binary is missing: pip install 'pagefind[extended]', or set search to false")


def build_index(records: Iterable[SearchRecord], language: str) -> Mapping[str, bytes]:
    """Return the index of all records as one language, by path within the index's folder.

    A page of the site only loads the index of its own language, so one language for all keeps every page findable.
    Raises ``PagefindError`` if the index cannot be built.
    """
    with _Service(pagefind_binary()) as service:
        (made,) = service.ask([{"type": "NewIndex", "config": {"force_language": language}}])
        each = {"type": "AddRecord", "index_id": made.index_id, "language": language}
        adding = ({**each, **asdict(record)} for record in records)
        getting = {"type": "GetFiles", "index_id": made.index_id}  # WriteFiles answers before all files are written
        *_, last = service.ask(chain(adding, [getting]))
    return _sorted_index({file.path: file.content for file in last.files if not file.path.startswith(_UNUSED_FILES)})


class _File(Struct, frozen=True):
    path: str
    content: bytes
    """Decoded from base64 while the answer is parsed, so that the text of all files is not kept in memory as well."""


class _Answer(Struct, frozen=True):
    type: str
    message: str = ""
    index_id: int | None = None
    files: tuple[_File, ...] = ()


class _Reply(Struct, frozen=True):
    payload: _Answer


class _Service:
    """The running binary, which answers requests in their order."""

    def __init__(self, binary: Path) -> None:
        pipe, environment = subprocess.PIPE, {**os.environ, **_SETTINGS}
        try:
            self._process = subprocess.Popen([binary, "--service"], stdin=pipe, stdout=pipe, env=environment)
        except OSError as error:
            raise PagefindError(f"the Pagefind binary does not start: {error}") from error
        self._numbers = count(1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def ask(self, requests: Iterable[Mapping[str, object]]) -> Iterator[_Answer]:
        """Send requests, and yield their answers. Raises ``PagefindError`` if one fails.

        Several are sent at once, before the answers to the last ones are read, so that the binary never waits. To wait
        for each answer takes twice as long while another thread is busy: each wait gives up the interpreter's lock,
        which takes up to 5 ms to get back.
        """
        remaining, answers, waiting = iter(requests), self._answers(), 0
        while batch := list(islice(remaining, _AT_ONCE)):
            self._send(batch)
            yield from islice(answers, waiting)
            waiting = len(batch)
        yield from islice(answers, waiting)

    def _send(self, requests: Iterable[Mapping[str, object]]) -> None:
        assert self._process.stdin
        messages = [encode({"message_id": next(self._numbers), "payload": request}) for request in requests]
        try:
            self._process.stdin.write(b"".join(base64.b64encode(message) + b"," for message in messages))
            self._process.stdin.flush()
        except BrokenPipeError as error:
            raise PagefindError("the Pagefind binary ended before the index was built") from error

    def _answers(self) -> Iterator[_Answer]:
        """Yield the answers as they come. Each ends with a comma."""
        assert self._process.stdout
        parts: list[bytes] = []
        while chunk := self._process.stdout.read1(1 << 20):  # type: ignore[attr-defined]
            *ended, rest = chunk.split(b",")
            for end in ended:
                yield _answer(b"".join([*parts, end]))
                parts = []
            parts.append(rest)
        raise PagefindError("the Pagefind binary ended before the index was built")


def _answer(message: bytes) -> _Answer:
    answer = decode(base64.b64decode(message), type=_Reply).payload
    if answer.type == "Error":
        raise PagefindError(f"Pagefind refused a request: {answer.message}")
    return answer


def _sorted_index(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Return the same index with filters sorted by name and value, and sort orders by name.

    The binary writes them in the order of a hash table, which differs from run to run. A filter's file is named after
    its content, and the metadata contains that name; the metadata's own name is in turn in the entry file.
    """
    ordered = {path: content for path, content in files.items() if not path.endswith((".pf_filter", ".pf_meta"))}
    entry = json.loads(ordered["pagefind-entry.json"])
    for language in entry["languages"].values():
        head = _unpack(files[f"pagefind.{language['hash']}.pf_meta"])
        filters = []
        for name, file in head[_FILTERS]:
            values = _unpack(files[f"filter/{file}.pf_filter"])[1]
            packed = _pack([name, sorted(values)])
            renamed = _content_name(file, packed)
            ordered[f"filter/{renamed}.pf_filter"] = packed
            filters.append([name, renamed])
        head[_FILTERS] = sorted(filters)
        head[_SORTS] = sorted(head[_SORTS])
        packed = _pack(head)
        language["hash"] = _content_name(language["hash"], packed)
        ordered[f"pagefind.{language['hash']}.pf_meta"] = packed
    ordered["pagefind-entry.json"] = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()
    return dict(sorted(ordered.items()))


def _unpack(content: bytes) -> Any:
    return cbor2.loads(gzip.decompress(content).removeprefix(MAGIC))


def _pack(value: Any) -> bytes:
    return gzip.compress(MAGIC + cbor2.dumps(value), mtime=0)


def _content_name(name: str, content: bytes) -> str:
    """Return a file name derived from the content, of the same form and length as ``name``: ``en_71b861e``."""
    language, _, old = name.rpartition("_")
    return f"{language}_{hashlib.sha256(content).hexdigest()[: len(old)]}"
