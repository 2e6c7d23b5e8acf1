"""Read and check the reports of a folder, and make the archive that a site shows.

``load_project`` takes the project's folder and a reader with the settings, and returns a ``Project``. Called by
``plugin`` and ``cli``.

Modules for reading and checking are imported late: if all findings are cached, a check takes less time than these
imports.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property, partial
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from mkdocs_postmortems.archive.brief import Brief, brief_of
from mkdocs_postmortems.cache import NO_CACHE, Cache, is_lasting, key_of, lasting, open_cache
from mkdocs_postmortems.check.answers.kept import Kept
from mkdocs_postmortems.check.answers.whole import Verdict, Whole
from mkdocs_postmortems.diagnostics import Diagnostic, Level, Problem, counted
from mkdocs_postmortems.read.report import ReportReader
from mkdocs_postmortems.results import cached_results, split
from mkdocs_postmortems.settings import BASELINE_REPAIR, Settings
from mkdocs_postmortems.tree import FoundFile, LinkedFiles, read_file, read_tree, shown, walk
from mkdocs_postmortems.workers import FEW, Aside, OnProgress, count_workers, run_in_two_steps, run_jobs, silent

if TYPE_CHECKING:
    from mkdocs_postmortems.archive.model import Archive
    from mkdocs_postmortems.read.model import Report

Judge = Callable[[str], Verdict | None]
"""Returns the verdict on the report at a path, or ``None`` if it is not to be checked."""


class Folder(Struct, frozen=True):
    """A project's location: the folder of ``mkdocs.yml``, and ``docs_dir`` relative to it."""

    root: Path
    docs_dir: str = "docs"

    @property
    def documents(self) -> Path:
        """``docs_dir`` as a path."""
        return self.root / self.docs_dir


class Scope(Struct, frozen=True):
    """The part of a project to check; by default, its whole source folder.

    ``sources`` are files and folders to read instead of the source folder. If there are ``paths``, only the reports at
    or below them are checked, but still compared with all others. ``baseline`` omits the findings in the site's
    baseline.
    """

    sources: tuple[Path, ...] = ()
    paths: tuple[str, ...] = ()
    baseline: bool = True

    def __contains__(self, path: str) -> bool:
        return not self.paths or any(path == each or path.startswith(f"{each}/") for each in self.paths)


EVERYTHING = Scope()


class Readings(Struct, frozen=True, dict=True):
    """The reports of a run by path, each read or loaded from the cache when first needed.

    ``keys`` are their keys in ``cache``. ``data`` has the bytes of the reports that are not read yet.
    ``needs_all`` says that all reports will be asked for.
    """

    reader: ReportReader
    cache: Cache
    keys: Mapping[str, str]
    data: dict[str, bytes]
    needs_all: bool = False
    _reports: dict[str, Report] = field(default_factory=dict)

    def reuse(self, earlier: Readings) -> None:
        """Reuse the reports of an earlier run that have not changed."""
        for path, report in earlier._reports.items():
            if self.keys.get(path) and self.keys[path] == earlier.keys[path]:
                self._reports[path] = report
                del self.data[path]

    def brief_and_judge(
        self, paths: Sequence[str], judge_among: Callable[[list[Brief]], Judge], on_progress: OnProgress
    ) -> tuple[list[Brief], list[Verdict | None]]:
        """Return the briefs of the reports at these paths, and the verdict on each, which may depend on all briefs.

        ``judge_among`` is called with all briefs. Each report is judged in the process that has read it. Without a
        cache, from which other processes could load the reports, they are all read here. A few are read and judged by
        another process while this one loads all others, if those are needed.
        """
        if not self.cache.is_on:
            self.get_all(paths, on_progress)
            on_progress = silent
        if self.needs_all and self._can_load_others(len(paths)):
            aside = Aside(partial(self._brief_and_judge, paths, judge_among, silent))
            self.get_all([path for path in self.keys if path not in paths])
            if found := aside.result():
                return found
        return self._brief_and_judge(paths, judge_among, on_progress)

    def _can_load_others(self, new: int) -> bool:
        """Whether it pays off to have so many new reports read by another process, and to load all others meanwhile."""
        is_worth_it = 0 < new < FEW <= len(self.keys) - new
        return is_worth_it and self.cache.is_on and count_workers(self.reader.settings.workers) > 1

    def _brief_and_judge(
        self, paths: Sequence[str], judge_among: Callable[[list[Brief]], Judge], on_progress: OnProgress
    ) -> tuple[list[Brief], list[Verdict | None]]:
        parts = list(split(paths))

        def second_step(briefs: list[list[Brief]]) -> Callable[[int], list[Verdict | None]]:
            judge = judge_among(list(chain.from_iterable(briefs)))
            return lambda number: list(map(judge, parts[number]))

        jobs = [partial(self._briefs, part) for part in parts]
        workers = count_workers(self.reader.settings.workers, len(paths))
        briefs, verdicts = run_in_two_steps(jobs, workers, second_step, on_progress)
        return list(chain.from_iterable(briefs)), list(chain.from_iterable(verdicts))

    def _briefs(self, paths: Sequence[str]) -> list[Brief]:
        return [brief_of(self.get(path), self.reader.settings.facets) for path in paths]

    def get(self, path: str) -> Report:
        """Return the report at a path."""
        return self.get_all([path])[0]

    def get_all(self, paths: Sequence[str], on_progress: OnProgress = silent) -> list[Report]:
        """Return the reports at these paths."""
        missing = [path for path in paths if path not in self._reports]
        if missing:
            import mkdocs_postmortems.read.model  # noqa: F401  # the cache loads only types of imported modules

            jobs = [(self.keys[path], partial(self.reader.read, path, self.data[path])) for path in missing]
            workers = count_workers(self.reader.settings.workers, len(jobs))
            read = cached_results(self.cache, jobs, workers, on_progress)
            self._reports.update(zip(missing, read, strict=True))
            for path in missing:
                del self.data[path]
        return [self._reports[path] for path in paths]


class Project(Struct, frozen=True, dict=True):
    """The reports of a folder, and the findings about them. ``files`` is the number of files that were checked."""

    folder: Folder
    readings: Readings
    diagnostics: tuple[Diagnostic, ...]
    files: int
    linked: LinkedFiles

    @cached_property
    def reports(self) -> tuple[Report, ...]:
        """All readable reports, sorted by path."""
        return tuple(self.readings.get_all(list(self.readings.keys)))

    def may_publish(self, path: str) -> bool:
        """Return whether a file beside a report may be published: it exists, and nothing would run it."""
        from mkdocs_postmortems.active_files import is_active  # late: not needed by a check

        return self.linked.has(path) and not is_active(path, self.linked.read)

    @property
    def reader(self) -> ReportReader:
        return self.readings.reader

    @property
    def cache(self) -> Cache:
        return self.readings.cache

    @property
    def settings(self) -> Settings:
        return self.reader.settings

    @property
    def broken(self) -> frozenset[str]:
        """The paths of the reports with errors, which are never published."""
        return frozenset(each.path for each in self.diagnostics if each.level is Level.ERROR)

    @property
    def sound(self) -> list[Report]:
        """The reports without errors."""
        broken = self.broken
        return [report for report in self.reports if report.path not in broken]


def internal_paths(folder: Folder, settings: Settings) -> Iterator[Path]:
    """Yield the files and folders that only the archive itself may read."""
    yield from (folder.root / settings.source, folder.root / settings.baseline)
    if settings.cache:
        yield folder.root / settings.cache


def build_time(environment: Mapping[str, str]) -> datetime:
    """Return the time of the build: ``SOURCE_DATE_EPOCH`` if set, so that the same commit gives the same site.

    See https://reproducible-builds.org/specs/source-date-epoch/. Raises ``ValueError`` if it is not a time.
    """
    epoch = environment.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError) as error:  # no number, or beyond the year 9999
        hint = "set it to seconds since 1970, as `git log -1 --format=%ct` prints them, or unset it"
        raise ValueError(f"SOURCE_DATE_EPOCH is {epoch!r}, which is not a time; {hint}") from error


def load_project(
    folder: Folder,
    reader: ReportReader,
    now: datetime,
    scope: Scope = EVERYTHING,
    *,
    on_progress: OnProgress = silent,
    earlier: Project | None = None,
    needs_all: bool = False,
) -> Project:
    """Read the reports of a folder, and check those in ``scope``.

    ``on_progress`` is called while reports are read. Reports of an ``earlier`` run are reused if they have not changed.
    ``needs_all`` says that the caller will ask for all reports.
    """
    settings = reader.settings
    sources = scope.sources or (folder.root / settings.source,)
    found = tuple(walk(sources, folder.root))
    data, problems = _read_files(found, settings.max_file_size)
    cache = _cache(folder, reader)
    keys = {path: cache.key("report", path, sha256(content).digest()) for path, content in data.items()}
    readings = Readings(reader, cache, keys, data, needs_all)
    if earlier:
        readings.reuse(earlier.readings)
    roots = [each.parent if os.path.isfile(each) else each for each in sources]  # noqa: PTH113  # False if unreadable
    linked = LinkedFiles(folder.root, [*roots, folder.documents])
    kept = Kept(cache, keys, cache.key("kept", *(shown(each, folder.root) for each in sources)))
    verdicts = _check(readings, [path for path in keys if path in scope], linked, now, kept, on_progress)
    unread = _find_unread([(path, problem) for path, problem in problems if path in scope], settings)
    diagnostics = tuple(sorted(chain(unread, *(verdict.findings for verdict in verdicts))))
    if scope.baseline:
        diagnostics = _without_known(diagnostics, folder, settings)
    count = sum(each.is_report and each.path in scope for each in found)
    return Project(folder, readings, diagnostics, count, linked)


def _read_files(found: Iterable[FoundFile], max_size: int) -> tuple[dict[str, bytes], list[tuple[str, Problem]]]:
    """Return the content of the reports' files by path, and the problems of the other files."""
    data, problems = {}, []
    for each in found:
        content = each.problem or (read_file(each, max_size) if each.is_report else None)
        if isinstance(content, Problem):
            problems.append((each.path, content))
        elif content is not None:
            data[each.path] = content
    return data, problems


def _check(
    readings: Readings, asked: Sequence[str], linked: LinkedFiles, now: datetime, kept: Kept, on_progress: OnProgress
) -> list[Verdict]:
    """Return the verdicts on the reports at the paths ``asked``: on new ones, those that still hold, and all others.

    A verdict of an earlier run no longer holds if what its rules asked about other reports has changed.
    """
    reader, keys = readings.reader, readings.keys
    settings, folders = reader.settings, reader.snippet_folders
    includes = LinkedFiles(linked.root, [linked.root / each for each in folders])
    new = [path for path in keys if path not in kept.briefs]
    wanted = frozenset(asked)

    def whole_of(briefs: Sequence[Brief]) -> Whole:
        known = {**kept.briefs, **dict(zip(new, briefs, strict=True))}
        return Whole((known[path] for path in keys), linked, keys, readings.get, reader.toc, folders, includes)

    def judge(whole: Whole, path: str) -> Verdict | None:
        from mkdocs_postmortems.check.engine import check_report  # late: it imports all rules

        return check_report(readings.get(path), whole, settings, now) if path in wanted else None

    if len(new) >= FEW:
        from mkdocs_postmortems.check.engine import load_rules  # once, before processes are forked

        load_rules()
    briefs, judged = readings.brief_and_judge(new, lambda briefs: partial(judge, whole_of(briefs)), on_progress)
    whole = whole_of(briefs)
    verdicts = {path: verdict for path, verdict in zip(new, judged, strict=True) if verdict}
    for path in asked:
        if path not in verdicts and (verdict := kept.verdict(path)) and verdict.holds(whole, now):
            verdicts[path] = verdict
    others = [path for path in asked if path not in verdicts]
    judged = run_jobs([partial(judge, whole, path) for path in others], count_workers(settings.workers, len(others)))
    verdicts.update((path, verdict) for path, verdict in zip(others, judged, strict=True) if verdict)
    kept.keep(whole.briefs, verdicts)
    return [verdicts[path] for path in asked]


def _find_unread(problems: Sequence[tuple[str, Problem]], settings: Settings) -> list[Diagnostic]:
    """Return the findings about files that could not be read."""
    if not problems:
        return []
    from mkdocs_postmortems.check.engine import find_unread  # late: it imports all rules

    return [found for path, problem in problems for found in find_unread(path, problem, settings)]


def _cache(folder: Folder, reader: ReportReader) -> Cache:
    """Return the project's cache. It is disabled if a Markdown extension may depend on unknown inputs."""
    place = reader.settings.cache
    if not place or unknown_inputs(reader):
        return NO_CACHE
    icons = [key_of(*read_tree(Path(each), ".svg")) for each in reader.icon_folders]
    return open_cache(folder.root / place, lasting(reader.inputs), *icons)


def unknown_inputs(reader: ReportReader) -> str:
    """Return why reports may change without a change of their files or settings; "" if they cannot."""
    if found := reader.unpredictable:
        return f"the Markdown extension {found[0]} may read other files"
    return "" if is_lasting(reader.inputs) else "an option of a Markdown extension is a function that may change"


def _without_known(found: tuple[Diagnostic, ...], folder: Folder, settings: Settings) -> tuple[Diagnostic, ...]:
    """Return the findings that are not in the baseline. A baseline that cannot be read is a finding itself."""
    file = folder.root / settings.baseline
    try:
        written = file.read_text("utf-8")
        from mkdocs_postmortems.check import baseline  # late: most archives have none

        known = baseline.read_baseline(written)
    except FileNotFoundError:
        return found
    except (OSError, ValueError) as error:
        problem = Problem("bad-baseline", f"this baseline cannot be read: {error}", help=BASELINE_REPAIR)
        return (*_find_unread([(shown(file, folder.root), problem)], settings), *found)
    return baseline.without_known(found, known)


def edition_archive(project: Project) -> Archive:
    """Return the archive that the site shows: the reports without errors, reduced to what the edition may show."""
    from mkdocs_postmortems.archive.editions import edition_settings
    from mkdocs_postmortems.archive.model import build_archive

    reports = _public_reports(project) if project.settings.edition == "public" else project.sound
    return build_archive(reports, edition_settings(project.settings))


def _public_reports(project: Project) -> list[Report]:
    """Return the public reports as their edition shows them, from the cache unless they have changed."""
    from mkdocs_postmortems.archive.editions import is_public, public_report

    public = [report for report in project.sound if is_public(report)]
    ids = frozenset(report.id for report in public)
    jobs = []
    for report in public:
        related = sorted(ids.intersection(report.fields.related))
        key = project.cache.key("public report", project.readings.keys[report.path], related)
        jobs.append((key, partial(public_report, report, project.reader, related)))
    return cached_results(project.cache, jobs, count_workers(project.settings.workers, len(jobs)))


def visibility_summary(project: Project) -> str:
    """Return a sentence: how many reports the public edition contains, and why the others are internal."""
    from mkdocs_postmortems.archive.editions import is_public

    sound = project.sound
    public = sum(map(is_public, sound))
    undecided = sum("visibility" not in report.fields.lines for report in project.reports)
    unfinished = sum(each.fields.visibility == "public" and each.fields.status != "final" for each in sound)
    reasons = [f"{undecided} without visibility, which means internal"] if undecided else []
    reasons += [f"{unfinished} public but not final yet"] if unfinished else []
    return f"The public edition contains {public} of {counted(project.files, 'report')}" + (
        f" ({'; '.join(reasons)})" if reasons else ""
    )
