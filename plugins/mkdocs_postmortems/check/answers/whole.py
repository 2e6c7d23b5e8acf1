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
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

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

Question = tuple[str, ...]
"""The name of a method of ``Inquiry``, and its arguments."""
Answer = TypeVar("Answer", bound=Callable[..., object])

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

    def read_any(self, path: str) -> bytes:
        """Return the content of a file that a report may link to or include."""
        return self.files.read(path) or self.includes.read(path)

    @cached_property
    def by_path(self) -> Mapping[str, Brief]:
        return {brief.path: brief for brief in self.briefs}

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


def _question(answer: Answer) -> Answer:
    """Return a method of ``Inquiry`` that records its answers. Its arguments are texts."""

    @wraps(answer)
    def ask(inquiry: Inquiry, *about: str) -> object:
        found = answer(inquiry, *about)
        inquiry.answers[answer.__name__, *about] = _gist(found)
        return found

    return cast(Answer, ask)


class Inquiry(Struct):
    """The archive, as the rules query it for one report. ``answers`` records every answer.

    Each question is one method, which answers the rules and, for ``Verdict.holds``, says what the answer is now.
    """

    whole: Whole
    answers: dict[Question, object] = field(default_factory=dict)

    @_question
    def with_key(self, id: str) -> tuple[Brief, ...]:
        """Return the reports whose id would have the same address as this one."""
        return self.whole.by_key.get(identity(id), ())

    @_question
    def with_stem(self, id: str) -> tuple[Brief, ...]:
        """Return the reports whose file name would give this id."""
        return self.whole.by_stem.get(identity(id), ())

    @_question
    def with_redirect(self, address: str) -> tuple[Brief, ...]:
        """Return the reports that have this earlier address."""
        return self.whole.by_redirect.get(identity(redirect_path(address)), ())

    @_question
    def with_path(self, path: str) -> tuple[Brief, ...]:
        """Return the reports whose path some disks cannot tell from this one."""
        return self.whole.by_folded_path.get(identity(path), ())

    @_question
    def at(self, path: str) -> Brief | None:
        """Return the report at exactly this path."""
        return self.whole.by_path.get(path)

    @_question
    def predecessors(self, path: str) -> tuple[Brief, ...]:
        """Return the latest earlier report of the same cause for each of this report's services."""
        return self.whole.predecessors.get(path, ())

    @_question
    def slips(self, path: str) -> tuple[Slip, ...]:
        """Return this report's values that are probably misspellings of what several others have."""
        return self.whole.slips.get(path, ())

    @_question
    def ids(self) -> tuple[str, ...]:
        """Return the ids of all reports."""
        return tuple(brief.id for brief in self.whole.briefs)

    @_question
    def has_file(self, path: str) -> bool:
        """Return whether the file exists and a report may link to it."""
        return self.whole.files.has(path)

    @_question
    def files_beside(self, path: str) -> tuple[str, ...]:
        """Return all such files in the folder of ``path``, sorted."""
        return tuple(self.whole.files.beside(path))

    @_question
    def is_pointer(self, path: str) -> bool:
        """Return whether the file is a pointer of Git LFS, which stands in place of a file that was not downloaded."""
        return self.whole.files.read(path, len(LFS_POINTER)) == LFS_POINTER

    @_question
    def holds_internal(self, path: str) -> bool:
        """Return whether the file exists and has a line marked internal, or includes a file with one."""
        from mkdocs_postmortems.check.answers.snippets import holds_internal  # late: few reports include a file

        return holds_internal(path, self.snippet_folders, self.whole.read_any)

    @_question
    def is_active(self, path: str) -> bool:
        """Return whether a browser or a web server would run the file as a part of the site."""
        return is_active(path, self.whole.files.read)

    @_question
    def secret_in(self, path: str) -> str:
        """Return what secret the file contains, and on which line; "" for none."""
        from mkdocs_postmortems.check.answers.file_search import first_secret  # late: it compiles many patterns

        return first_secret(self.whole.read_any(path))

    @_question
    def personal_data_in(self, path: str) -> str:
        """Return what personal data the file contains, and on which line; "" for none."""
        from mkdocs_postmortems.check.answers.file_search import first_personal  # late: it compiles many patterns

        return first_personal(self.whole.read_any(path))

    @_question
    def contents(self, path: str) -> str:
        """Return a hash of a report's bytes."""
        return self.whole.contents.get(path, "")

    def report(self, path: str) -> Report:
        """Return a report in full; the findings then depend on each of its bytes."""
        self.contents(path)
        return self.whole.read(path)

    @property
    def toc(self) -> Mapping[str, Any]:
        """The site's ``toc`` configuration. It is not recorded: kept findings are reused only with the same one."""
        return self.whole.toc

    @property
    def snippet_folders(self) -> Sequence[str]:
        """The folders from which the site's extensions include files. They are not recorded either."""
        return self.whole.snippet_folders


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
        inquiry = Inquiry(whole)
        return self.since <= now < self.until and all(
            _gist(getattr(Inquiry, name).__wrapped__(inquiry, *about)) == answer
            for (name, *about), answer in self.answers.items()
        )


def identity(id: str) -> str:
    """Return the id as a disk that ignores case and Unicode composition compares it."""
    return id.lower() if id.isascii() else unicodedata.normalize("NFC", id).casefold()


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


def _gist(answer: object) -> object:
    return key_of(*answer) if isinstance(answer, tuple) and len(answer) > _LONG else answer
