"""Which files are reports, where each is written, and under which id.

Takes paths relative to the folder named on the command line, and returns paths and ids: the same for the same files.
Called by ``cli``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from mkdocs_postmortems.imports.document import form_of
from mkdocs_postmortems.read.ids import is_id, slug

_NO_REPORT = re.compile(
    r"(?:license|licence|copying|notice|contributing|changelog|code_of_conduct|security|summary|authors|codeowners"
    r"|requirements[-_\w]*|robots|_?template|.*[-_. ]template|template[-_. ].*)(?:\.|$)",
    re.IGNORECASE,
)
"""Names that reports never have."""

_OVERVIEWS = ("readme", "index", "home")
"""Names of the page that introduces the others of a folder; the home page of a wiki has the last one."""


def is_kept(path: str) -> bool:
    """Whether a file of a folder may be a report: by its name it is no licence, template or index."""
    file = PurePosixPath(path)
    name = file.name
    if name.startswith(("_", ".")) or _NO_REPORT.match(name):
        return False
    # At the top they describe the folder; further down, a folder may be the report.
    return file.stem.casefold() not in _OVERVIEWS or len(file.parts) > 1


class Naming:
    """Assigns paths and ids. ``taken`` are the ids of existing reports, by their places."""

    def __init__(self, taken: Mapping[str, str]) -> None:
        self._ids = dict(taken)
        self._paths: set[str] = set()
        self._names: Counter[str] = Counter()

    def path(self, source: str, part: str = "") -> str:
        """Return the path of a report below the target; ``part`` distinguishes several reports of one file."""
        file = PurePosixPath(source)
        stem = file.stem if file.stem.casefold() != "readme" else "index"
        if stem.startswith(("_", ".")):
            stem = stem.lstrip("_.") or "report"
        if form_of(source) != "markdown" and not is_id(stem):
            stem = slug(stem) or stem  # its name changes anyway, and a slug needs no id
        name = f"{stem}-{part}" if part else stem
        folder = PurePosixPath(*(part.lstrip("_") or "reports" for part in file.parts[:-1]))  # _posts is no source
        path = (folder / f"{name}.md").as_posix()
        again = 1
        while path.casefold() in self._paths:
            again += 1
            path = (folder / f"{name}-{again}.md").as_posix()
        self._paths.add(path.casefold())
        self._names[_name(PurePosixPath(path.casefold()))] += 1
        return path

    def is_taken(self, id: str) -> bool:
        """Return whether a report that exists already, or was imported before, has that id."""
        return id in self._ids.values()

    def id(self, path: str, place: str) -> str:
        """Return the ``id`` that the report at that path needs; "" if its name is a free id."""
        others = {id for where, id in self._ids.items() if where != place}
        name = _name(PurePosixPath(path)).casefold()
        others |= self._names.keys() if self._names[name] > 1 else self._names.keys() - {name}  # names are ids, too
        id = id_for(path, others)
        self._ids[place] = id or _name(PurePosixPath(path))
        return id


def id_for(path: str, taken: set[str]) -> str:
    """Return the id for a file of that path: "" if its name is an id, and not taken yet."""
    file = PurePosixPath(path)
    name = _name(file)
    if is_id(name) and name not in taken:
        return ""
    offers = _offers(file, name)
    return next(offer for offer in offers if is_id(offer) and offer not in taken)


def _name(file: PurePosixPath) -> str:
    """Return the id of a report that sets none."""
    return file.parent.name if file.stem == "index" else file.stem


def _offers(file: PurePosixPath, name: str) -> Iterator[str]:
    yield slug(name)
    for folder in reversed(file.parts[:-1]):
        name = f"{folder}-{name}"
        yield slug(name)
    for number in range(2, 10_000):
        yield f"{slug(name)[:90] or 'report'}-{number}"
