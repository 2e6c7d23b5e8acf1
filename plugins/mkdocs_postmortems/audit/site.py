"""Audit a public site: collect what was removed from its sources and what may be published, and search all its files.

``audit_site`` takes the folder of a finished site, and returns its leaks. Called by ``plugin`` after
every public build, and by ``postmortems audit``.
"""

from __future__ import annotations

import importlib.util
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from importlib.metadata import entry_points
from itertools import chain
from pathlib import Path
from typing import Any

from babel import Locale
from babel.units import format_unit
from msgspec import Struct, structs

from mkdocs_postmortems.archive.editions import LIKE_ID, edition_settings, is_public, tells_of_report
from mkdocs_postmortems.archive.facets import slug
from mkdocs_postmortems.archive.model import Archive, build_archive
from mkdocs_postmortems.archive.redaction import removed_lines
from mkdocs_postmortems.audit.last_audit import LastAudit
from mkdocs_postmortems.audit.leaks import Leak, Permitted, Text, find_leaks
from mkdocs_postmortems.audit.sentences import SiteFile, digest_of
from mkdocs_postmortems.audit.unpacking import unpack
from mkdocs_postmortems.project import Project, internal_paths
from mkdocs_postmortems.publish.files import Page, StaticFile
from mkdocs_postmortems.publish.pages import publish
from mkdocs_postmortems.publish.search.pagefind import build_index
from mkdocs_postmortems.publish.search.synonyms import Synonyms
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.publish.texts import CATALOGUE, LANGUAGES
from mkdocs_postmortems.read.model import Moment, Report
from mkdocs_postmortems.settings import Settings
from mkdocs_postmortems.tree import read_tree, walk
from mkdocs_postmortems.workers import count_workers
from mkdocs_postmortems.write.rendering import Rendering

WITHHELD = ("repo_url", "repo_name", "edit_uri", "edit_uri_template", "site_author")
"""The site's settings that no public edition shows, because they name internal hosts and people."""

_NOT_SHOWN = (*WITHHELD, "synonyms")
"""These settings, and the plugin's own that the public edition does not use."""

_READABLE = frozenset({".css", ".csv", ".html", ".js", ".json", ".map", ".md", ".py", ".svg", ".txt", ".xml", ".yml"})
_OWN_PACKAGES = ("mkdocs_postmortems.draw", "mkdocs_postmortems.publish", "material", "mkdocs", "zensical")
"""The packages whose texts pages contain. The others of ours have examples of reports, which no site shows."""
_SMALLEST_FILE = 8
"""Bytes. Smaller files may have the same content by chance."""


class Configuration(Struct, frozen=True):
    """The part of ``mkdocs.yml`` that the audit needs.

    ``withheld`` are the settings that no public edition shows, by name, and ``shown`` are all others, with the options
    of the theme and of plugins. ``plugins`` are the names of the site's MkDocs plugins.
    ``documents`` is the folder from which MkDocs reads the site's pages: ``docs_dir``, or a copy of it.
    """

    withheld: Mapping[str, str]
    shown: Mapping[str, Any] | Sequence[Mapping[str, Any]]
    plugins: tuple[str, ...]
    documents: Path


def audit_site(
    built: Path, rendering: Rendering, copied: frozenset[Path], configuration: Configuration
) -> tuple[Leak, ...]:
    """Return all leaks of the site in the folder ``built``, sorted by place.

    ``copied`` are the files beside reports that the site publishes.
    """
    project = rendering.project
    removed = [*removed_texts(project), *_withheld_names(project, copied)]
    removed += [Text("mkdocs.yml", 1, text) for text in configuration.withheld.values()]
    packages = tuple(_packages((*_OWN_PACKAGES, *_plugin_packages(configuration.plugins))))
    empty = tuple(_empty_site(edition_settings(project.settings), rendering.site))
    documents = tuple(_documents(project, configuration.documents))
    known = {digest_of(content) for _, content in (*empty, *documents, *_files(packages))}
    files = (_as_named(file) if file.digest in known else file for file in _site_files(built))
    permitted = Permitted(
        published=_published(rendering.archive, empty, configuration.shown, documents, _withheld_ids(project)),
        others=chain(_other_names(rendering.archive), _theme(packages)),
        icons=_texts(_files(packages, hidden=True)),
        interface=_interface(),
        words=project.settings.public_words,
    )
    last = LastAudit(project.cache, count_workers(project.settings.workers))
    leaks = find_leaks(removed, files, permitted, last)
    return tuple(sorted((*leaks, *_copies(built, project, copied))))


def withheld_settings(settings: Mapping[str, Any]) -> dict[str, str]:
    """Return the site's settings that no public edition shows, by name."""
    return {name: str(settings[name]) for name in WITHHELD if settings.get(name)}


def _setting_texts(value: Any) -> Iterator[str]:
    """Yield all texts of the site's configuration that may be published, including keys."""
    if isinstance(value, Mapping):
        for name, each in value.items():
            if name not in _NOT_SHOWN:
                yield from (*_setting_texts(name), *_setting_texts(each))
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _setting_texts(each)
    elif value is not None:
        yield str(value)


def removed_texts(project: Project) -> Iterator[Text]:
    """Yield what no public edition may contain: internal reports, and what is removed from public ones."""
    for report in project.reports:
        path = report.path
        yield Text(path, 1, path)
        for number, line in enumerate(report.source.lines[: report.source.body_line - 1], 1):
            yield Text(path, number, line)
        if is_public(report):
            yield from (Text(path, each.line, each.text) for each in removed_lines(report))
            continue
        yield Text(path, 1, report.id)
        yield Text(path, 1, Path(path).stem)
        for number, line in report.source.numbered_body():
            yield Text(path, number, line)


def _withheld_files(project: Project, copied: frozenset[Path]) -> Iterator[Path]:
    """Yield the files beside reports that are not published."""
    root = project.folder.root
    for found in walk([root / project.settings.source], root):
        name = found.location.name
        if found.problem or found.is_report or name.casefold() == "readme.md" or name.startswith("_"):
            continue
        if found.location not in copied:
            yield found.location


def _withheld_names(project: Project, copied: frozenset[Path]) -> Iterator[Text]:
    for location in _withheld_files(project, copied):
        yield Text(location.relative_to(project.folder.root).as_posix(), 1, location.name)


def _copies(built: Path, project: Project, copied: frozenset[Path]) -> Iterator[Leak]:
    """Yield a leak for each published file with the content of one that must not be, whatever its name."""
    by_size: dict[int, list[Path]] = defaultdict(list)
    for location in _withheld_files(project, copied):
        by_size[location.stat().st_size].append(location)
    allowed = {digest_of(path.read_bytes()) for path in copied if path.is_file() and path.stat().st_size in by_size}
    for path in sorted(built.rglob("*")):
        same = by_size.get(path.stat().st_size, ()) if path.is_file() else ()
        if not same or path.stat().st_size < _SMALLEST_FILE or (digest := digest_of(path.read_bytes())) in allowed:
            continue
        for location in same:
            if digest_of(location.read_bytes()) == digest:
                shown = location.relative_to(project.folder.root).as_posix()
                yield Leak(path.relative_to(built).as_posix(), 1, f"the file {location.name}", f"{shown}:1")


def _site_files(built: Path) -> Iterator[SiteFile]:
    """Yield all files of the site in the folder ``built``."""
    for path, content in read_tree(built):
        yield SiteFile(path, digest_of(content), (built / path).read_bytes)


def _as_named(file: SiteFile) -> SiteFile:
    """Return an empty file of this name."""
    return SiteFile(file.path, digest_of(b""), lambda: b"")


def _published(
    archive: Archive,
    empty: Iterable[tuple[str, bytes]],
    shown: object,
    documents: Iterable[tuple[str, bytes]],
    withheld: frozenset[str],
) -> Iterator[str]:
    """Yield the texts that the site may contain, without the ids in ``withheld``.

    A public report, a page or the navigation that mentions the id of an internal report does not make it public.
    """
    for report in archive.reports:
        yield _without_ids("\n".join(_report_texts(report)), withheld)
        yield "\n".join(_made_names(report))
    yield repr(archive.settings)
    yield from _texts(empty)
    for text in chain(_setting_texts(shown), _texts(documents)):
        yield _without_ids(text, withheld)


def _theme(packages: Sequence[Path]) -> Iterator[str]:
    """Yield the texts of the theme and plugins.

    HTML comes first, because it contains most of the phrases, and the audit stops reading once it has found all.
    """
    yield from _texts(sorted(_files(packages), key=lambda file: not file[0].endswith(".html")))


def _withheld_ids(project: Project) -> frozenset[str]:
    """Return the ids of reports that are not public, in lower case, unless they could be ordinary words."""
    public = {report.id.lower() for report in project.reports if is_public(report)}
    return frozenset(report.id.lower() for report in project.reports if tells_of_report(report.id)) - public


def _without_ids(text: str, ids: frozenset[str]) -> str:
    """Return the text with a line break in place of each id."""
    if not ids or "-" not in text:
        return text
    return LIKE_ID.sub(lambda match: "\n" if match.group().lower() in ids else match.group(), text)


def _report_texts(report: Report) -> Iterator[str]:
    """Yield the text of a public report, and what its page derives from it."""
    yield from report.source.lines
    yield report.id
    for value in structs.astuple(report.fields):
        for text in _strings(value):
            yield text
            yield slug(text)
    for heading in report.headings:
        yield slug(heading.title)
    for length in (report.duration, report.time_to_detect, report.time_to_mitigate):
        yield from _strings(length)


def _other_names(archive: Archive) -> Iterator[str]:
    """Yield the other names of what public reports say, which search finds as well."""
    synonyms = Synonyms.of_settings(archive.settings)
    for report in archive.reports:
        yield "\n".join(synonyms.of("\n".join(_report_texts(report))))


def _made_names(report: Report) -> Iterator[str]:
    """Yield the names that the site derives from a report: of its link preview's picture and its action items."""
    yield f"{report.id}.png"
    yield from (f"{report.id}-{item.number}" for item in report.actions)


def _strings(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case Moment():
            yield from (value.zone, value.at.tzname() or "", value.at.isoformat())
        case timedelta():
            yield str(round(value.total_seconds()))
        case Mapping():
            for key, each in value.items():
                yield from (*_strings(key), *_strings(each))
        case tuple() | list():
            for each in value:
                yield from _strings(each)
        case _ if not isinstance(value, Struct):
            yield str(value)


def _empty_site(settings: Settings, site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the site without any report."""
    for file in publish(build_archive((), settings), site):
        if isinstance(file, Page):
            yield file.path, "\n".join((file.title, file.nav_title, file.description, file.html)).encode()
        elif isinstance(file, StaticFile):
            yield file.path, file.content
    if settings.search:
        yield from build_index((), site.language).items()


def _documents(project: Project, folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield what MkDocs publishes as it is: the files in ``folder``, without hidden ones and those of the archive.

    ``folder`` may be a copy of ``docs_dir``. Copies of reports, wherever they are, are no more public than these.
    """
    internal = [path.resolve() for path in internal_paths(project.folder, project.settings)]
    reports = _reports_by_name(project)
    for path in _paths(folder):
        name = path.relative_to(folder)
        place = (project.folder.documents / name).resolve()
        if path.is_file() and path.name[0] != "." and not any(map(place.is_relative_to, internal)):
            content = path.read_bytes()
            if not any(content == report.read_bytes() for report in reports.get(path.name, ())):
                yield name.as_posix(), content


def _reports_by_name(project: Project) -> Mapping[str, list[Path]]:
    """Return the files of all reports by their names without folders."""
    named: dict[str, list[Path]] = defaultdict(list)
    for report in project.reports:
        location = project.folder.root / report.path
        named[location.name].append(location)
    return named


def _files(roots: Iterable[Path], hidden: bool = False) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the content of each file in some folders, see ``_paths``."""
    for root in roots:
        for path in _paths(root, hidden):
            yield path.relative_to(root).as_posix(), path.read_bytes()


def _paths(root: Path, hidden: bool = False) -> Iterator[Path]:
    """Yield the files of a folder: either those in hidden folders, whose names begin with a dot, or all others.

    Links are followed, as MkDocs does.
    """
    for folder, folders, names in os.walk(root, followlinks=True):
        place = Path(folder)
        is_hidden = any(part.startswith(".") for part in place.relative_to(root).parts)
        folders[:] = sorted(each for each in folders if each != "__pycache__" and (hidden or each[0] != "."))
        if is_hidden == hidden:
            for name in sorted(names):
                yield place / name


def _texts(files: Iterable[tuple[str, bytes]]) -> Iterator[str]:
    """Yield the path and the text of each file."""
    for path, content in files:
        yield path
        if Path(path).suffix in _READABLE:
            yield unpack(path, content).text


def _packages(names: Iterable[str]) -> Iterator[Path]:
    """Yield the folders of installed packages, without importing them."""
    for name in dict.fromkeys(names):
        spec = importlib.util.find_spec(name)
        for place in (spec.submodule_search_locations or ()) if spec else ():
            yield Path(place)


def _plugin_packages(plugins: Iterable[str]) -> Sequence[str]:
    wanted = {name.rpartition("/")[2] for name in plugins}
    found = entry_points(group="mkdocs.plugins")
    packages = {each.module.partition(".")[0] for each in found if each.name.rpartition("/")[2] in wanted}
    return sorted(packages - {"mkdocs_postmortems"})


def _interface() -> Iterator[str]:
    """Yield the texts that pages combine: those of the catalogue, and those of dates and durations."""
    for entry in CATALOGUE.values():
        yield from entry
    for language in LANGUAGES:
        locale = Locale.parse(language)
        for calendar in (locale.months, locale.days):
            for context in calendar.values():
                for width in context.values():
                    yield from map(str, width.values())
        for unit in ("year", "month", "week", "day", "hour", "minute", "second"):
            for length in ("short", "long", "narrow"):
                yield from (format_unit(count, f"duration-{unit}", length, locale=locale) for count in (1, 2))
