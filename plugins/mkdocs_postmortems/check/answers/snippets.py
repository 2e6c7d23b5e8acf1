"""The files that a text includes with ``pymdownx.snippets``: ``--8<-- "file.md"``.

Markers of internal text have no effect in such a file, since it is inserted after they have been read.
``find_snippets`` takes lines and is called by ``attachments``; ``holds_internal`` takes a path and is called by
``whole``.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Sequence

from mkdocs_postmortems.read.body.look_alikes import find_look_alike, may_hold_one
from mkdocs_postmortems.read.body.markers import is_marked
from mkdocs_postmortems.read.patterns import pattern

_SNIPPET = pattern(r"[ \t>]*-+8<-+(?:[ \t]+[\"'](?P<one>[^\"'\r\n]+)[\"'])?[ \t]*$")
"""One file, or the start or end of a list of files."""
_SECTION = pattern(r":[\w:,-]*$")
_MOST_FILES = 50
"""How many files that include one another are read."""


def find_snippets(lines: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Yield where each file is named, and its name without a section: the line, from 0, and the column, from 1."""
    inside = False
    for at, line in enumerate(lines):
        match = _SNIPPET.match(line)
        inside ^= match is not None and not match["one"]
        if named := match["one"] if match else line.strip() if inside else "":
            yield at, line.index(named) + 1, _SECTION.sub("", named)


def paths_of(name: str, folders: Sequence[str]) -> Iterator[str]:
    """Yield the paths at which a file of that name may be: the extension takes the first one that exists."""
    yield from dict.fromkeys(posixpath.normpath(posixpath.join(folder, name)) for folder in folders)


def holds_internal(path: str, folders: Sequence[str], read: Callable[[str], bytes]) -> bool:
    """Return whether a file, or one that it includes, has a line marked internal, or with what looks like a marker."""
    waiting, seen = [path], {path}
    while waiting and len(seen) <= _MOST_FILES:
        lines = read(waiting.pop()).decode("utf-8", "replace").splitlines()
        if any(is_marked(line) or (may_hold_one(line) and find_look_alike(line)) for line in lines):
            return True
        further = {path for *_, name in find_snippets(lines) for path in paths_of(name, folders)} - seen
        waiting += further
        seen |= further
    return False
