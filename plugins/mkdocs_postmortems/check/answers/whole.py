"""Answers to what a rule asks about other reports, other files and the time.

``project`` builds a ``Whole`` from briefs of all reports and the files that links may lead to. The answers that the
rules receive for a report are kept with its findings: while they stay the same, the findings do too, and no rule is
run again.
"""

from __future__ import annotations

import posixpath
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from msgspec import Struct, field

from mkdocs_postmortems.active_files import is_active
from mkdocs_postmortems.archive.brief import Brief, newest_first
from mkdocs_postmortems.cache import key_of
from mkdocs_postmortems.check.answers.spellings import Slip, find_slips
from mkdocs_postmortems.diagnostics import Diagnostic
from mkdocs_postmortems.read.body.links import redirect_path
from mkdocs_postmortems.tree import LFS_POINTER

if TYPE_CHECKING:
    from mkdocs_postmortems.read.model import Report

Question = tuple[str, str]
"""The name of a table of ``Whole``, and the key to look up in it."""

_BEGINNING, _END = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
_LONG = 8
"""Answers with more parts than this are kept as a hash."""


class Files(Protocol):
    """The files that links may lead to. Paths are relative to the project's folder, spelt as on disk."""

    def has(self, path: str) -> bool:
        """Return whether the file exists and a report may link to it."""

    def beside(self, path: str) -> Sequence[str]:
        """Return all such files in the folder of ``path``, sorted."""

    def read(self, path: str, most: int = -1) -> bytes:
        """Return the content of such a file, or its first ``most`` bytes; nothing if it does not exist."""


class Whole:
    """The whole archive, indexed for the rules that compare reports. Each table is built on first use.

    ``contents`` maps a report's path to a hash of its bytes, and ``read`` returns the report itself. ``toc`` is the
    site's configuration of the extension that generates the ids of headings; ``snippet_folders`` are those from which
    the site's extensions include files, and ``includes`` are these files.
    """

    def __init__(
        self,
        briefs: Iterable[Brief],
        files: Files,
        contents: Mapping[str, str],
        read: Callable[[str], Report],
        toc: Mapping[str, Any],
        snippet_folders: Sequence[str],
        includes: Files,
    ) -> None:
        self.briefs = tuple(sorted(briefs, key=lambda brief: newest_first(brief.started, brief.id)))
        self.files = files
        self.contents = contents
        self.read = read
        self.toc = toc
        self.snippet_folders = snippet_folders
        self.includes = includes

    def answer(self, question: Question) -> Any:
        """Return the archive's current answer."""
        name, about = question
        match name:
            case "has":
                return self.files.has(about)
            case "beside":
                return tuple(self.files.beside(about))
            case "marked":
                from mkdocs_postmortems.check.answers.snippets import holds_internal  # late: few reports include a file

                return holds_internal(about, self.snippet_folders, self._read_any)
            case "pointer":
                return self.files.read(about, len(LFS_POINTER)) == LFS_POINTER
            case "active":
                return is_active(about, self.files.read)
            case "secret" | "personal":
                from mkdocs_postmortems.check.answers import file_search  # late: it compiles many patterns

                search = file_search.first_secret if name == "secret" else file_search.first_personal
                return search(self._read_any(about))
            case "ids":
                return self.ids
            case _:
                return getattr(self, name).get(about, ())

    def _read_any(self, path: str) -> bytes:
        """Return the content of a file that a report may link to or include."""
        return self.files.read(path) or self.includes.read(path)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        return tuple(brief.id for brief in self.briefs)

    @cached_property
    def by_path(self) -> Mapping[str, tuple[Brief, ...]]:
        return _grouped(self.briefs, lambda brief: [brief.path])

    @cached_property
    def by_folded_path(self) -> Mapping[str, tuple[Brief, ...]]:
        """By path, as a disk that ignores case and Unicode composition compares it."""
        return _grouped(self.briefs, lambda brief: [identity(brief.path)])

    @cached_property
    def by_key(self) -> Mapping[str, tuple[Brief, ...]]:
        """By ``identity`` of the id; several reports if ids collide."""
        return _grouped(self.briefs, lambda brief: [identity(brief.id)])

    @cached_property
    def by_stem(self) -> Mapping[str, tuple[Brief, ...]]:
        """By ``identity`` of the id that the file name would give."""
        return _grouped(self.briefs, lambda brief: [identity(stem(brief.path))])

    @cached_property
    def by_redirect(self) -> Mapping[str, tuple[Brief, ...]]:
        """By ``identity`` of the path of each redirect."""
        return _grouped(self.briefs, lambda brief: {identity(redirect_path(alias)) for alias in brief.aliases})

    @cached_property
    def predecessors(self) -> Mapping[str, tuple[Brief, ...]]:
        """By a report's path, the latest earlier report of the same cause for each of its services."""
        found: dict[str, dict[str, Brief]] = defaultdict(dict)
        latest: dict[tuple[str, str], Brief] = {}
        for brief in reversed(self.briefs):  # oldest first
            if brief.started is None or not brief.cause:
                continue
            for service in dict.fromkeys(service.casefold() for service in brief.services):
                key = brief.cause.casefold(), service
                if key in latest:
                    found[brief.path][latest[key].path] = latest[key]
                latest[key] = brief
        return {path: tuple(others.values()) for path, others in found.items()}

    @cached_property
    def slips(self) -> Mapping[str, tuple[Slip, ...]]:
        """By a report's path, its values that are probably misspelt."""
        return find_slips(self.briefs)


class Inquiry(Struct):
    """The archive, as the rules query it for one report. ``answers`` records every answer."""

    whole: Whole
    answers: dict[Question, object] = field(default_factory=dict)

    def with_key(self, id: str) -> tuple[Brief, ...]:
        """Return the reports whose id would have the same address as this one."""
        return self._reports("by_key", identity(id))

    def with_stem(self, id: str) -> tuple[Brief, ...]:
        """Return the reports whose file name would give this id."""
        return self._reports("by_stem", identity(id))

    def with_redirect(self, address: str) -> tuple[Brief, ...]:
        """Return the reports that have this earlier address."""
        return self._reports("by_redirect", identity(redirect_path(address)))

    def with_path(self, path: str) -> tuple[Brief, ...]:
        """Return the reports whose path some disks cannot tell from this one."""
        return self._reports("by_folded_path", identity(path))

    def at(self, path: str) -> Brief | None:
        """Return the report at exactly this path."""
        return next(iter(self._reports("by_path", path)), None)

    def predecessors(self, path: str) -> tuple[Brief, ...]:
        """Return the latest earlier report of the same cause for each of this report's services."""
        return self._reports("predecessors", path)

    def slips(self, path: str) -> tuple[Slip, ...]:
        """Return this report's values that are probably misspellings of what several others have."""
        found: tuple[Slip, ...] = self._ask("slips", path)
        return found

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all reports."""
        return tuple(self._ask("ids", ""))

    def has_file(self, path: str) -> bool:
        """Return whether the file exists and a report may link to it."""
        return bool(self._ask("has", path))

    def files_beside(self, path: str) -> tuple[str, ...]:
        """Return all such files in the folder of ``path``, sorted."""
        return tuple(self._ask("beside", path))

    def is_pointer(self, path: str) -> bool:
        """Return whether the file is a pointer of Git LFS, which stands in place of a file that was not downloaded."""
        return bool(self._ask("pointer", path))

    def holds_internal(self, path: str) -> bool:
        """Return whether the file exists and has a line marked internal, or includes a file with one."""
        return bool(self._ask("marked", path))

    def is_active(self, path: str) -> bool:
        """Return whether a browser or a web server would run the file as a part of the site."""
        return bool(self._ask("active", path))

    def secret_in(self, path: str) -> str:
        """Return what secret the file contains, and on which line; "" for none."""
        return str(self._ask("secret", path))

    def personal_data_in(self, path: str) -> str:
        """Return what personal data the file contains, and on which line; "" for none."""
        return str(self._ask("personal", path))

    def report(self, path: str) -> Report:
        """Return a report in full; the findings then depend on each of its bytes."""
        self._ask("contents", path)
        return self.whole.read(path)

    @property
    def toc(self) -> Mapping[str, Any]:
        """The site's ``toc`` configuration. It is not recorded: kept findings are reused only with the same one."""
        return self.whole.toc

    @property
    def snippet_folders(self) -> Sequence[str]:
        """The folders from which the site's extensions include files. They are not recorded either."""
        return self.whole.snippet_folders

    def _reports(self, table: str, about: str) -> tuple[Brief, ...]:
        found: tuple[Brief, ...] = self._ask(table, about)
        return found

    def _ask(self, name: str, about: str) -> Any:
        answer = self.whole.answer((name, about))
        self.answers[name, about] = _gist(answer)
        return answer


class Clock(Struct):
    """The time of the check. Findings hold from ``since`` until ``until``, which each question of a rule narrows."""

    now: datetime
    since: datetime = _BEGINNING
    until: datetime = _END

    def is_before(self, instant: datetime, by: timedelta = timedelta()) -> bool:
        """Return whether now is before an instant by more than ``by``."""
        bound = max(instant, _BEGINNING + by) - by
        if self.now < bound:
            self.until = min(self.until, bound)
            return True
        self.since = max(self.since, bound)
        return False


class Verdict(Struct, frozen=True):
    """The sorted findings of a report, and what they depend on besides its own bytes and the settings."""

    findings: tuple[Diagnostic, ...]
    answers: Mapping[Question, object]
    since: datetime
    until: datetime

    def holds(self, whole: Whole, now: datetime) -> bool:
        """Return whether the rules would get the same answers now."""
        return self.since <= now < self.until and all(
            _gist(whole.answer(question)) == answer for question, answer in self.answers.items()
        )


def identity(id: str) -> str:
    """Return the id as a disk that ignores case and Unicode composition compares it."""
    return unicodedata.normalize("NFC", id).casefold()


def stem(path: str) -> str:
    """Return the id that a file name gives: its stem, or the folder's name for ``index.md``."""
    folder, name = posixpath.split(path)  # Path takes ten times as long, and this runs for all reports
    bare = posixpath.splitext(name)[0]
    return posixpath.basename(folder) if bare == "index" and folder else bare


def _grouped(briefs: Iterable[Brief], keys: Callable[[Brief], Iterable[Hashable]]) -> Mapping[Any, tuple[Brief, ...]]:
    found: dict[Hashable, list[Brief]] = defaultdict(list)
    for brief in briefs:
        for key in keys(brief):
            found[key].append(brief)
    return {key: tuple(same) for key, same in found.items()}


def _gist(answer: Any) -> object:
    return key_of(*answer) if isinstance(answer, tuple) and len(answer) > _LONG else answer
