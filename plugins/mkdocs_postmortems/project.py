"""A project: from a folder of files to reports that are read and checked, and to the archive that a site shows.

Comes in: the folder of ``mkdocs.yml`` and the settings, from ``plugin`` or ``cli``. Goes out: ``Project``, what was
read and found, to both and to ``rendering``.

What reading and rules need is imported when the first of them is: where all findings come from the cache, a
check is done before most of it would be imported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property, partial
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct, field

from mkdocs_postmortems.archive.brief import Brief, brief_of
from mkdocs_postmortems.cache import Cache, key_of, lasting, versions
from mkdocs_postmortems.check.kept import Kept
from mkdocs_postmortems.check.whole import Verdict, Whole
from mkdocs_postmortems.diagnostics import Diagnostic, Level, Problem, counted
from mkdocs_postmortems.read.report import ReportReader
from mkdocs_postmortems.results import ResultCache, split
from mkdocs_postmortems.settings import Settings
from mkdocs_postmortems.tree import FoundFile, LinkedFiles, read_file, shown, walk
from mkdocs_postmortems.workers import FEW, Tell, count_workers, run_jobs, run_twice, silent

if TYPE_CHECKING:
    from mkdocs_postmortems.archive.model import Archive
    from mkdocs_postmortems.read.model import Report

Result = TypeVar("Result")


class Folder(Struct, frozen=True):
    """Where a project lies: the folder of ``mkdocs.yml``, and ``docs_dir`` relative to it."""

    root: Path
    documents: str = "docs"


class Scope(Struct, frozen=True):
    """What of a project is checked; all of its source folder by default.

    ``sources`` are files and folders to read in place of the source folder. ``paths`` narrows the check down to these
    paths and what lies below them; they are still compared with all others. ``baseline`` leaves out the findings that
    the site's baseline holds.
    """

    sources: tuple[Path, ...] = ()
    paths: tuple[str, ...] = ()
    baseline: bool = True

    def __contains__(self, path: str) -> bool:
        return not self.paths or any(path == each or path.startswith(f"{each}/") for each in self.paths)


EVERYTHING = Scope()


class Readings(Struct, frozen=True, dict=True):
    """The reports of a run by their paths: each is read, or taken from the cache, when somebody asks for it.

    ``keys`` tells what each is made from, "" where nothing is kept; ``data`` has the bytes of those not asked for yet.
    """

    reader: ReportReader
    cache: ResultCache
    keys: Mapping[str, str]
    data: dict[str, bytes]
    _reports: dict[str, Report] = field(default_factory=dict)

    def take_over(self, earlier: Readings) -> None:
        """Take the reports of an earlier run that are made from the same."""
        for path, report in earlier._reports.items():
            if self.keys.get(path) and self.keys[path] == earlier.keys[path]:
                self._reports[path] = report
                del self.data[path]

    def look_at(
        self, paths: Sequence[str], then: Callable[[list[Brief]], Callable[[str], Result]], tell: Tell
    ) -> tuple[list[Brief], list[Result]]:
        """The reports at these paths in brief and, for each, what is found once all are known.

        ``then`` is handed all in brief and gives what is called with each path, by the process that has read that
        report. Other processes find it in the cache; where there is none, this one has all.
        """
        if not self.cache.versions:
            self.get_all(paths, tell)
            tell = silent
        parts = list(split(paths))

        def again(briefs: list[list[Brief]]) -> Callable[[int], list[Result]]:
            look = then(list(chain.from_iterable(briefs)))
            return lambda number: list(map(look, parts[number]))

        jobs = [partial(self._briefs, part) for part in parts]
        briefs, found = run_twice(jobs, count_workers(self.reader.settings.workers, len(paths)), again, tell)
        return list(chain.from_iterable(briefs)), list(chain.from_iterable(found))

    def _briefs(self, paths: Sequence[str]) -> list[Brief]:
        return [brief_of(self.get(path)) for path in paths]

    def get(self, path: str) -> Report:
        """The report at a path."""
        return self.get_all([path])[0]

    def get_all(self, paths: Sequence[str], tell: Tell = silent) -> list[Report]:
        """The reports at these paths."""
        missing = [path for path in paths if path not in self._reports]
        if missing:
            import mkdocs_postmortems.read.model  # noqa: F401  # the cache gives nothing of types that nobody imported

            jobs = [(self.keys[path], partial(self.reader.read, path, self.data[path])) for path in missing]
            read = self.cache.run(jobs, count_workers(self.reader.settings.workers, len(jobs)), tell)
            self._reports.update(zip(missing, read, strict=True))
            for path in missing:
                del self.data[path]
        return [self._reports[path] for path in paths]


class Project(Struct, frozen=True, dict=True):
    """What was found wrong with the reports of a folder, and those reports. ``files`` counts those looked at."""

    folder: Folder
    readings: Readings
    diagnostics: tuple[Diagnostic, ...]
    files: int = 0
    linked: LinkedFiles | None = None

    @cached_property
    def reports(self) -> tuple[Report, ...]:
        """All that could be read, in the order of their paths."""
        return tuple(self.readings.get_all(list(self.readings.keys)))

    @property
    def reader(self) -> ReportReader:
        return self.readings.reader

    @property
    def cache(self) -> ResultCache:
        return self.readings.cache

    @property
    def settings(self) -> Settings:
        return self.reader.settings

    @property
    def broken(self) -> frozenset[str]:
        """The paths of the reports that have an error: these are never published."""
        return frozenset(each.path for each in self.diagnostics if each.level is Level.ERROR)

    @property
    def sound(self) -> list[Report]:
        """The reports without an error."""
        broken = self.broken
        return [report for report in self.reports if report.path not in broken]


def build_time(environment: Mapping[str, str]) -> datetime:
    """The time of the build: ``SOURCE_DATE_EPOCH`` where it is set, so that the same commit gives the same site.

    See https://reproducible-builds.org/specs/source-date-epoch/.
    """
    epoch = environment.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC).replace(microsecond=0)


def load_project(
    folder: Folder,
    reader: ReportReader,
    now: datetime,
    scope: Scope = EVERYTHING,
    *,
    tell: Tell = silent,
    earlier: Project | None = None,
) -> Project:
    """Read the reports of a folder, and check those in ``scope``.

    ``tell`` hears how far the reading is. What the project of an ``earlier`` run holds need not be fetched again.
    """
    settings = reader.settings
    sources = scope.sources or (folder.root / settings.source,)
    found = tuple(walk(sources, folder.root))
    data, problems = _read_files(found, settings.max_file_size)
    cache = _cache(folder, reader)
    keys = {path: cache.key("report", path, sha256(content).digest()) for path, content in data.items()}
    readings = Readings(reader, cache, keys, data)
    if earlier:
        readings.take_over(earlier.readings)
    roots = [each.parent if each.is_file() else each for each in sources]
    linked = LinkedFiles(folder.root, [*roots, folder.root / folder.documents])
    kept = Kept(cache.cache, keys, cache.key("kept", *(shown(each, folder.root) for each in sources)))
    verdicts = _check(readings, [path for path in keys if path in scope], linked, now, kept, tell)
    unread = _find_unread([(path, problem) for path, problem in problems if path in scope], settings)
    diagnostics = tuple(sorted(chain(unread, *(verdict.findings for verdict in verdicts))))
    if scope.baseline:
        diagnostics = _without_known(diagnostics, folder.root / settings.baseline)
    count = sum(each.is_report and each.path in scope for each in found)
    return Project(folder, readings, diagnostics, count, linked)


def _read_files(found: Iterable[FoundFile], max_size: int) -> tuple[dict[str, bytes], list[tuple[str, Problem]]]:
    """What the reports' files hold, by their paths, and what keeps others from being read."""
    data, problems = {}, []
    for each in found:
        content = each.problem or (read_file(each, max_size) if each.is_report else None)
        if isinstance(content, Problem):
            problems.append((each.path, content))
        elif content is not None:
            data[each.path] = content
    return data, problems


def _check(
    readings: Readings, asked: Sequence[str], linked: LinkedFiles, now: datetime, kept: Kept, tell: Tell
) -> list[Verdict]:
    """The verdicts on the reports that are ``asked`` for; those of an earlier run where they still hold."""
    settings, keys = readings.reader.settings, readings.keys
    new = [path for path in keys if path not in kept.briefs]
    wanted = frozenset(asked)

    def compare(briefs: Sequence[Brief]) -> Whole:
        known = {**kept.briefs, **dict(zip(new, briefs, strict=True))}
        return Whole((known[path] for path in keys), linked, keys, readings.get, readings.reader.toc)

    def judge(whole: Whole, path: str) -> Verdict | None:
        from mkdocs_postmortems.check.engine import check_report  # late: it brings all rules along

        return check_report(readings.get(path), whole, settings, now) if path in wanted else None

    if len(new) >= FEW:
        _load_rules()
    briefs, judged = readings.look_at(new, lambda briefs: partial(judge, compare(briefs)), tell)
    whole = compare(briefs)
    verdicts = {path: verdict for path, verdict in zip(new, judged, strict=True) if verdict}
    for path in asked:
        if path not in verdicts and (verdict := kept.verdict(path)) and verdict.holds(whole, now):
            verdicts[path] = verdict
    open = [path for path in asked if path not in verdicts]
    judged = run_jobs([partial(judge, whole, path) for path in open], count_workers(settings.workers, len(open)))
    verdicts.update((path, verdict) for path, verdict in zip(open, judged, strict=True) if verdict)
    kept.keep(whole.briefs, verdicts)
    return [verdicts[path] for path in asked]


def _load_rules() -> None:
    """Import them before processes are forked, and not in each."""
    from mkdocs_postmortems.check.engine import load_rules

    load_rules()


def _find_unread(problems: Sequence[tuple[str, Problem]], settings: Settings) -> list[Diagnostic]:
    """The findings of files that could not be read."""
    if not problems:
        return []
    from mkdocs_postmortems.check.engine import find_unread  # late: it brings all rules along

    return [found for path, problem in problems for found in find_unread(path, problem, settings)]


def _cache(folder: Folder, reader: ReportReader) -> ResultCache:
    """The project's cache. It is not used where an extension may depend on what nobody knows."""
    place = reader.settings.cache
    known = bool(place) and reader.is_predictable
    return ResultCache(
        Cache(folder.root / place if known else None), key_of(versions(), lasting(reader.inputs)) if known else ""
    )


def _without_known(found: tuple[Diagnostic, ...], file: Path) -> tuple[Diagnostic, ...]:
    """The findings that the baseline does not hold. One that cannot be read is a finding itself."""
    try:
        written = file.read_text("utf-8")
        from mkdocs_postmortems.check import baseline  # late: most archives have none

        known = baseline.read_baseline(written)
    except FileNotFoundError:
        return found
    except (OSError, ValueError) as error:
        return (
            Diagnostic(file.name, 1, 1, "bad-baseline", Level.ERROR, f"this baseline cannot be read: {error}"),
            *found,
        )
    return baseline.without_known(found, known)


def edition_archive(project: Project) -> Archive:
    """The archive that the site shows: reports without an error, as the edition may know them."""
    from mkdocs_postmortems.archive.editions import edition_reports, edition_settings
    from mkdocs_postmortems.archive.model import build_archive

    return build_archive(edition_reports(project.sound, project.reader), edition_settings(project.settings))


def visibility_summary(project: Project) -> str:
    """How many reports the public edition holds, and why the others stay internal, in a sentence."""
    from mkdocs_postmortems.archive.editions import is_public

    sound = project.sound
    public = sum(map(is_public, sound))
    undecided = sum("visibility" not in report.fields.lines for report in project.reports)
    unfinished = sum(each.fields.visibility == "public" and each.fields.status != "final" for each in sound)
    reasons = [f"{undecided} without visibility, which means internal"] if undecided else []
    reasons += [f"{unfinished} public but not final yet"] if unfinished else []
    return f"The public edition holds {public} of {counted(project.files, 'report')}" + (
        f" ({'; '.join(reasons)})" if reasons else ""
    )
