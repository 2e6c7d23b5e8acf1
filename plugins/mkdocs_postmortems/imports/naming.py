"""Names: which files are reports, where each is written, and under which id.

Comes in: paths relative to what was named. Goes out: paths and ids, the same ones for the same files. Called by
``cli``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from mkdocs_postmortems.imports.document import form_of
from mkdocs_postmortems.read.ids import is_id, slug

_NO_REPORT = re.compile(
    r"(?:license|licence|copying|notice|contributing|changelog|code_of_conduct|security|summary|authors|codeowners"
    r"|requirements[-_\w]*|robots|_?template|.*[-_. ]template|template[-_. ].*)(?:\.|$)",
    re.IGNORECASE,
)
"""Names that are never those of reports."""


def is_kept(path: str) -> bool:
    """Whether a file of a folder may be a report: by its name no licence, no template, no index of others."""
    file = PurePosixPath(path)
    name = file.name
    if name.startswith(("_", ".")) or _NO_REPORT.match(name):
        return False
    # At the top they tell of the folder; below, a folder may well be the report.
    return file.stem.casefold() not in ("readme", "index") or len(file.parts) > 1


class Naming:
    """Hands out paths and ids. ``taken`` are the ids of reports that are there already, by their places."""

    def __init__(self, taken: Mapping[str, str]) -> None:
        self._ids = dict(taken)
        self._paths: set[str] = set()

    def path(self, source: str, part: str = "") -> str:
        """Where a report of that source is written, below the target; ``part`` tells which of several of one file."""
        file = PurePosixPath(source)
        stem = file.stem if file.stem.casefold() != "readme" else "index"
        if stem.startswith(("_", ".")):
            stem = stem.lstrip("_.") or "report"
        if form_of(source) != "markdown" and not is_id(stem):
            stem = slug(stem) or stem  # its name changes in any case, and this one needs no id
        name = f"{stem}-{part}" if part else stem
        folder = PurePosixPath(*(part.lstrip("_") or "reports" for part in file.parts[:-1]))  # _posts is no source
        path = (folder / f"{name}.md").as_posix()
        again = 1
        while path.casefold() in self._paths:
            again += 1
            path = (folder / f"{name}-{again}.md").as_posix()
        self._paths.add(path.casefold())
        return path

    def id(self, path: str, place: str) -> str:
        """The ``id`` that the report at that path needs; "" where its name is one that nobody else has."""
        others = {id for where, id in self._ids.items() if where != place}
        id = id_for(path, others)
        self._ids[place] = id or _name(PurePosixPath(path))
        return id


def id_for(path: str, taken: set[str]) -> str:
    """The id for a file of that path: "" where its name is one, and not taken yet."""
    file = PurePosixPath(path)
    name = _name(file)
    if is_id(name) and name not in taken:
        return ""
    offers = _offers(file, name)
    return next(offer for offer in offers if is_id(offer) and offer not in taken)


def _name(file: PurePosixPath) -> str:
    """What a report's id is where it has none of its own."""
    return file.parent.name if file.stem == "index" else file.stem


def _offers(file: PurePosixPath, name: str) -> Iterator[str]:
    yield slug(name)
    for folder in reversed(file.parts[:-1]):
        name = f"{folder}-{name}"
        yield slug(name)
    for number in range(2, 10_000):
        yield f"{slug(name)[:90] or 'report'}-{number}"
