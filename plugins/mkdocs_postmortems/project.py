"""The whole way: from a folder of files to the generated files of a site.

Comes in: the folder of ``mkdocs.yml`` and the settings, from ``plugin`` or ``cli``. Goes out: ``Project`` (what was
read and found) and, from ``publish_project``, the files of the site.

What reading, rules and pages need is imported when the first of them is: where all findings come from the cache, a
check is done before most of it would be imported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property, partial
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from mkdocs_postmortems.archive.brief import Brief, brief_of
from mkdocs_postmortems.cache import Cache, key_of, lasting, versions
from mkdocs_postmortems.check.kept import Kept
from mkdocs_postmortems.check.whole import Verdict, Whole
from mkdocs_postmortems.diagnostics import Diagnostic, Level, Problem, counted
from mkdocs_postmortems.read.report import ReportReader
from mkdocs_postmortems.settings import Settings
from mkdocs_postmortems.tree import FoundFile, LinkedFiles, read_file, shown, walk
from mkdocs_postmortems.workers import Tell, chunks, count_workers, run_jobs, run_twice, silent

if TYPE_CHECKING:
    from mkdocs_postmortems.archive.model import Archive
    from mkdocs_postmortems.publish.files import Generated
    from mkdocs_postmortems.publish.site import Site
    from mkdocs_postmortems.read.model import Report

Item = TypeVar("Item")
Result = TypeVar("Result")


def _every(path: str) -> bool:
    """Leaves nothing out."""
    return True


_MOST_PARTS = 4096
"""Parts that the work is cut into."""
_FEW = 64
"""So many reports are done before a second process has begun."""


@dataclass(frozen=True, slots=True)
class Folder:
    """Where a project lies: the folder of ``mkdocs.yml``, and ``docs_dir`` relative to it."""

    root: Path
    documents: str = "docs"


@dataclass(frozen=True)
class Readings:
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
        parts = list(_parts(paths))

        def again(briefs: list[list[Brief]]) -> Callable[[int], list[Result]]:
            look = then(list(chain.from_iterable(briefs)))
            return lambda number: list(map(look, parts[number]))

        jobs = [partial(self._briefs, part) for part in parts]
        briefs, found = run_twice(jobs, _workers(self.reader.settings, len(paths)), again, tell)
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
            read = self.cache.run(jobs, _workers(self.reader.settings, len(jobs)), tell)
            self._reports.update(zip(missing, read, strict=True))
            for path in missing:
                del self.data[path]
        return [self._reports[path] for path in paths]


@dataclass(frozen=True)
class Project:
    """What was found wrong with the reports of a folder, and those reports. ``files`` counts those looked at."""

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
    sources: Sequence[Path] | None = None,
    baseline: bool = True,
    wanted: Callable[[str], bool] = _every,
    tell: Tell = silent,
    earlier: Project | None = None,
) -> Project:
    """Check every report of the source folder, or of the files and folders ``sources``.

    With ``baseline`` the findings that the site's baseline holds are left out. Only what has a ``wanted`` path is
    checked, against all that there is. ``tell`` hears how far the reading is. What the project of an ``earlier`` run
    holds need not be fetched again.
    """
    settings = reader.settings
    sources = sources or [folder.root / settings.source]
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
    verdicts = _check(readings, [path for path in keys if wanted(path)], linked, now, kept, tell)
    unread = _find_unread([(path, problem) for path, problem in problems if wanted(path)], settings)
    diagnostics = tuple(sorted(chain(unread, *(verdict.findings for verdict in verdicts))))
    if baseline:
        diagnostics = _without_known(diagnostics, folder.root / settings.baseline)
    return Project(readings, diagnostics, sum(each.is_report and wanted(each.path) for each in found), linked)


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

    if len(new) >= _FEW:
        _load_rules()
    briefs, judged = readings.look_at(new, lambda briefs: partial(judge, compare(briefs)), tell)
    whole = compare(briefs)
    verdicts = {path: verdict for path, verdict in zip(new, judged, strict=True) if verdict}
    for path in asked:
        if path not in verdicts and (verdict := kept.verdict(path)) and verdict.holds(whole, now):
            verdicts[path] = verdict
    open = [path for path in asked if path not in verdicts]
    judged = run_jobs([partial(judge, whole, path) for path in open], _workers(settings, len(open)))
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


def _workers(settings: Settings, reports: int) -> int:
    return count_workers(settings.workers) if reports >= _FEW else 1


def _cache(folder: Folder, reader: ReportReader) -> ResultCache:
    """The project's cache. It is not used where an extension may depend on what nobody knows."""
    place = reader.settings.cache
    known = bool(place) and reader.is_predictable
    return ResultCache(
        Cache(folder.root / place if known else None), key_of(versions(), lasting(reader.inputs)) if known else ""
    )


@dataclass(frozen=True)
class ResultCache:
    """Does jobs, or takes what was kept of them. ``versions`` is "" where nothing is kept."""

    cache: Cache
    versions: str = ""

    def key(self, *parts: object) -> str:
        """The key of what is made from these parts; "" where nothing is kept."""
        return key_of(self.versions, *parts) if self.versions else ""

    def run(self, jobs: Sequence[tuple[str, Callable[[], Result]]], workers: int, tell: Tell = silent) -> list[Result]:
        """The results in order. A job without a key is always done. ``tell`` hears how many of the others are done."""
        results = self.cache.get_all(key for key, _ in jobs)
        missing = [number for number, result in enumerate(results) if result is None]
        done = _spread(self._do, [jobs[number] for number in missing], workers, tell)
        for number, result in zip(missing, done, strict=True):
            results[number] = result
        return results  # type: ignore[return-value]

    def stream(
        self, jobs: Sequence[tuple[str, Callable[[], Result]]], workers: int, tell: Tell = silent
    ) -> Iterator[Result]:
        """The same as ``run``, but each result is fetched in its turn, so that never all of them are in memory."""
        missing = [number for number, (key, _) in enumerate(jobs) if not (key and self.cache.has(key))]
        done = _spread(self._keep, [jobs[number] for number in missing], workers, tell)
        held = {number: result for number, result in zip(missing, done, strict=True) if result is not None}
        for number, (key, job) in enumerate(jobs):
            result = held.pop(number, None)
            if result is None:
                result = self.cache.get(key)
            yield job() if result is None else result

    def tidy(self) -> None:
        """Let go of what no job asked for: the last call of a build."""
        self.cache.tidy()

    def _keep(self, jobs: Iterable[tuple[str, Callable[[], Result]]]) -> list[Result | None]:
        """The results that could not be kept, ``None`` in the place of others."""
        results = []
        for key, job in jobs:
            result = job()
            results.append(None if key and self.cache.put(key, result) else result)
        return results

    def _do(self, jobs: Iterable[tuple[str, Callable[[], Result]]]) -> list[Result]:
        results = []
        for key, job in jobs:
            results.append(job())
            if key:
                self.cache.put(key, results[-1])
        return results


def _spread(
    do: Callable[[Sequence[Item]], list[Result]], items: Sequence[Item], workers: int, tell: Tell
) -> Iterator[Result]:
    """What ``do`` makes of the items, some at a time, by several processes, in order."""
    return chain.from_iterable(run_jobs([partial(do, part) for part in _parts(items)], workers, tell))


def _parts(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    return chunks(items, 1 + len(items) // _MOST_PARTS)


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


def publish_project(
    project: Project, site: Site, archive: Archive | None = None, tell: Tell = silent
) -> Iterator[Generated]:
    """The files of the site, in the edition of the settings.

    A picture that is not there, where the site's baseline lets that be, is left out.
    """
    from mkdocs_postmortems.publish.files import CopiedFile
    from mkdocs_postmortems.publish.pages import publish_parts  # late: the check renders nothing

    cache = project.cache
    jobs = [(part.key, part.run) for part in publish_parts(archive or edition_archive(project), site, cache.versions)]
    files = cache.stream(jobs, _workers(project.settings, len(project.reports)), tell)
    for file in chain.from_iterable(files):
        if not isinstance(file, CopiedFile) or project.linked is None or project.linked.has(file.source):
            yield file


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
    silent = sum("visibility" not in report.fields.lines for report in project.reports)
    unfinished = sum(each.fields.visibility == "public" and each.fields.status != "final" for each in sound)
    reasons = [f"{silent} without visibility, which means internal"] if silent else []
    reasons += [f"{unfinished} public but not final yet"] if unfinished else []
    return f"The public edition holds {public} of {counted(project.files, 'report')}" + (
        f" ({'; '.join(reasons)})" if reasons else ""
    )
