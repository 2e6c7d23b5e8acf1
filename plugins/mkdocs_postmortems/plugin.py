"""The MkDocs plugin: each hook unpacks what it was handed and calls a plain function. The only importer of MkDocs.

Reports are read and checked in ``on_config``, before anything is written. MkDocs then builds into a fresh folder, which
takes the place of the old site when all is done and proved: so an error anywhere, or under ``--strict`` a warning,
leaves the old site as it was. Under ``mkdocs serve`` nothing stops: a report with an error is withheld, whole, until
it is mended, with its findings in its place, and MkDocs' own temporary folder is built in place.
"""

from __future__ import annotations

import logging
import os
import posixpath
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import partial
from html import escape
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urljoin, urlsplit

import yaml
from mkdocs.commands.build import get_context
from mkdocs.config.base import Config, ConfigErrors, ConfigWarnings, LegacyConfig, ValidationError
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.pages import Page as ThemePage
from mkdocs.structure.toc import get_toc
from mkdocs.utils import CountHandler

from mkdocs_postmortems.archive.model import Archive
from mkdocs_postmortems.check.rules import RULES
from mkdocs_postmortems.diagnostics import Diagnostic, Level, counted
from mkdocs_postmortems.garbage import collect_seldom
from mkdocs_postmortems.ledger import Ledger
from mkdocs_postmortems.output import Output, as_bytes, write
from mkdocs_postmortems.places import find_setting, find_twice
from mkdocs_postmortems.preview import Preview
from mkdocs_postmortems.progress import Progress
from mkdocs_postmortems.project import (
    Folder,
    Project,
    build_time,
    edition_archive,
    load_project,
    visibility_summary,
)
from mkdocs_postmortems.publication import Publication, PublicationError
from mkdocs_postmortems.publish.files import CopiedFile, Generated, Page, StaticFile
from mkdocs_postmortems.publish.head import with_head
from mkdocs_postmortems.publish.report_page import ReportPages
from mkdocs_postmortems.publish.search import (
    OtherPage,
    SearchPart,
    can_be_made_at_once,
    in_index,
    search_companions,
    search_parts,
    search_records,
)
from mkdocs_postmortems.publish.shell import Shells
from mkdocs_postmortems.publish.site import Site, folder_address
from mkdocs_postmortems.publish.social import has_rasterizer
from mkdocs_postmortems.publish.texts import texts_for
from mkdocs_postmortems.publish.theme import content, front_matter, toc_tokens
from mkdocs_postmortems.publish.withheld_page import withheld_pages
from mkdocs_postmortems.read.report import ReportReader
from mkdocs_postmortems.rendering import Rendering
from mkdocs_postmortems.settings import Mistake, Settings, read_settings
from mkdocs_postmortems.tree import State, file_states, shown, walk
from mkdocs_postmortems.workers import count_workers, in_background

if TYPE_CHECKING:
    from concurrent.futures import Future
    from datetime import datetime

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation

    from mkdocs_postmortems.read.model import Report

log = logging.getLogger("mkdocs.plugins.postmortems")

_FIRST, _LAST = 1000, -1000
"""Before and after every other plugin: MkDocs' own advice for them ends at 100 and -100."""

_MOST_LEAKS = 20
"""How many leaks are shown: one that repeats on every page says all with the first."""

_PAGE_EVENTS = ("pre_page", "page_read_source", "page_markdown", "page_content", "page_context", "post_page")

_I18N = (
    "the plugin i18n builds the site once for each language, and leaves out every page that another plugin makes: "
    "publish the incidents by an mkdocs.yml of their own, without i18n, and link to that site"
)

_LOG_LEVELS = {Level.WARNING: logging.WARNING, Level.HINT: logging.INFO}


class PostmortemsPlugin(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call]
    """Publishes the reports of one folder as an incident archive."""

    def __init__(self) -> None:
        self.settings = Settings()
        self.serving = False
        self.is_building = True
        self.project: Project
        self.loaded: Project | None = None
        self.archive: Archive
        self.index: Sequence[Future[list[StaticFile]]] = ()
        self.now: datetime
        self.site: Site
        self.pages: dict[str, Page] = {}
        self.others: list[OtherPage] = []
        self.secrets: Mapping[str, str] = {}
        self.finished: list[File] = []
        self.rendering: Rendering
        self.output: Output
        self.env: Any  # a Jinja environment
        self.nav: Navigation
        self.listed: Sequence[File] = ()
        self.copied: dict[Path, State] = {}
        self.preview: Preview | None = None
        self.publication: Publication | None = None

    def load_config(
        self, options: dict[str, Any] | Config, config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Read the settings by our own reader: it tells every mistake at once, and what is allowed."""
        self.config = LegacyConfig(schema=())
        self.settings, mistakes = read_settings(dict(options), frozenset(RULES))
        told = [(each.setting, ValidationError(_told(each, config_file_path))) for each in mistakes]
        return [*told, *_told_twice(config_file_path)], []

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Being here keeps this object over the rebuilds of ``mkdocs serve``.

        Other programmes, such as mike, ask for the configuration alone, to know where a build has put the site.
        """
        self.is_building = command in ("build", "gh-deploy", "serve")
        if self.is_building:
            collect_seldom()
        self.serving = command == "serve"
        self.preview = Preview() if self.serving else None

    @event_priority(_FIRST)
    def _build_aside(self, config: MkDocsConfig) -> MkDocsConfig:
        """Build in a fresh folder; and let nothing of the site's making enter a public edition."""
        if self.settings.edition == "public":
            self.secrets = _withhold_settings(config)
        if self.is_building and not self.serving:
            try:
                former = _folder(config).root / self.settings.cache / "former-site" if self.settings.cache else None
                self.publication = Publication(Path(config.site_dir), former)
            except PublicationError as error:
                raise Abort(str(error)) from error
            config.site_dir = str(self.publication.folder)
        return config

    def _read_reports(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check all reports; stop here if they must not be published."""
        if not self.is_building:
            return config
        if "i18n" in config.plugins:
            raise Abort(_I18N)
        if self.preview:
            self.preview.begin(_report_states(config, self.settings))
        self.now = build_time(os.environ)
        self.project = self._load(config)
        self.pages, self.others, self.index = {}, [], ()
        stop = _report_findings(self.project.diagnostics, strict=bool(config.strict))
        if stop and not self.serving:
            raise Abort(stop)
        if self.settings.edition == "public":
            log.info(visibility_summary(self.project))
        _add_assets(config, self.settings)
        return config

    def _load(self, config: MkDocsConfig) -> Project:
        reader = ReportReader(self.settings, config.markdown_extensions, config.mdx_configs)
        tell = _progress("Reading")
        self.loaded = load_project(_folder(config), reader, self.now, tell=tell, earlier=self.loaded)
        return self.loaded

    on_config = CombinedEvent(_build_aside, _read_reports)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Hand over every page and file of the archive as a generated file."""
        _leave_to_us(files, _folder(config).root / self.settings.source)
        self.site = _site(config, self.settings, self.now, _documents(files, config), self.serving)
        taken = frozenset(self.site.documents.values())
        by_shell, self.finished = self.settings.pages == "auto" and not _are_pages_watched(config, self), []
        self.archive = edition_archive(self.project)
        self.rendering = Rendering(self.project, self.site, self.archive)
        copied = []
        for generated in self.rendering.outlines(_progress("Rendering")):
            if by_shell and isinstance(generated, Page) and not generated.nav_title:
                file = _finished(generated, config)
                self.finished.append(file)
            else:
                file = _file(generated, config, self.settings)
            _append(files, file, taken)
            if isinstance(generated, Page):
                self.pages[generated.path] = generated
            elif isinstance(generated, CopiedFile):
                copied.append(_folder(config).root / generated.source)
        self.copied = file_states(copied)
        if self.serving:
            self._add_withheld(files, config)
        return files

    def _withheld(self, reports: Iterable[Report]) -> Iterable[Page]:
        """The pages in the place of those that have errors."""
        broken = [report for report in reports if report.path in self.project.broken]
        if self.settings.edition == "public":
            broken = [report for report in broken if report.fields.visibility == "public"]
        return withheld_pages(broken, self.project.diagnostics, self.site)

    def _add_withheld(self, files: Files, config: MkDocsConfig) -> None:
        """Let the address of a report with an error tell its author what to mend, where nothing else stands there."""
        for page in self._withheld(self.project.reports):
            file = _file(page, config, self.settings)
            if files.get_file_from_path(file.src_uri) is None:
                files.append(file)
                self.pages[page.path] = page

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Put the archive's own pages at the end of the navigation's top, unless the site placed them itself."""
        labels = dict(_labels(config.nav))
        named = {page.file.src_uri for page in nav.pages if page.file.src_uri in self.pages}
        for page in self.pages.values():
            if page.nav_title and self.settings.nav and page.path not in named:
                nav.items.append(_nav_item(page, files, config))
        for item in nav.pages:
            if (ours := self.pages.get(item.file.src_uri)) and "title" not in vars(item):
                item.title = labels.get(item.file.src_uri) or escape(ours.nav_title or ours.title)
        self.nav = nav
        return nav

    @event_priority(_LAST)
    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Take the pages that are filled into a shell off MkDocs' list of pages to render."""
        self.env, self.listed = env, files.documentation_pages()
        self.finished = [file for file in self.finished if isinstance(file.page, _FinishedPage)]  # no longer, if in nav
        for file in self.finished:
            files.remove(file)
        if self.settings.search:
            self._begin_index()
        return env

    def _begin_index(self) -> None:
        """Have the search index made while MkDocs writes pages, those parts of it that have changed."""
        records = search_records(self.pages.values(), self.archive, self.site, self.others)
        parts = search_parts(records, self.archive, self.site)
        threads = count_workers(self.settings.workers) if can_be_made_at_once(parts) else 1
        made = [partial(self._make_part, part) for part in parts]
        self.index = in_background([*made, lambda: list(search_companions(parts, self.site))], threads)

    def _make_part(self, part: SearchPart) -> list[StaticFile]:
        cache = self.project.cache
        (files,) = cache.run([(cache.key("index", part), part.build)], workers=1)
        return list(in_index(files, self.site))

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        """Let the sitemap, and whatever else lists all pages, list those too."""
        if self.finished:
            context["pages"] = self.listed
        return context

    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Lead to the archive from the page that is shown in place of a lost one, at whatever depth."""
        if template_name != "404.html":
            return output
        address = folder_address(urlsplit(config.site_url or "").path) or "/"
        link = escape(address + self.site.href("", f"{self.site.archive}/"))
        t = texts_for(self.site.language)
        way = f'<p>{escape(t("lost_page"))}</p>\n<p><a href="{link}">{escape(t("incident_archive"))}</a></p>'
        return output.replace("</h1>", f"</h1>\n{way}", 1)

    @event_priority(100)
    def on_page_markdown(self, markdown: str, *, page: ThemePage, config: MkDocsConfig, files: Files) -> str:
        """Our pages are finished: MkDocs has nothing to render."""
        return "" if page.file.src_uri in self.pages else markdown

    @event_priority(100)
    def on_page_content(self, html: str, *, page: ThemePage, config: MkDocsConfig, files: Files) -> str:
        """Put in the finished page, with its table of contents and its edit link."""
        ours = self.pages.get(page.file.src_uri)
        if isinstance(page, _FinishedPage):
            return ""
        if ours is None:
            self.others.append((page.file.dest_uri.removesuffix("index.html"), str(page.title or ""), html))
            return html
        page.toc = get_toc(toc_tokens(ours))
        page.edit_url = _edit_url(ours, config, self.settings)
        return content(self.rendering.whole(ours), self.site, instant=_is_instant(config))

    def on_post_page(self, output: str, *, page: ThemePage, config: MkDocsConfig) -> str:
        """Complete the heads of our pages: feeds, link previews, data for search engines."""
        ours = self.pages.get(page.file.src_uri)
        return with_head(output, self.rendering.whole(ours), self.site) if ours else output

    @event_priority(_FIRST)
    def _write_pages(self, *, config: MkDocsConfig) -> None:
        """Write the pages that MkDocs did not render one by one."""
        shells, cache = Shells(partial(self._in_theme, config)), self.project.cache
        ledger = Ledger(cache.cache, cache.key("ledger", self.settings.edition))
        self.output = Output(Path(config.site_dir), self.site, self.rendering, ledger, self.publication)
        for file in self.finished:
            self.output.write_page(file.dest_uri, self.pages[file.src_uri], shells)

    def _in_theme(self, config: MkDocsConfig, ours: Page) -> str:
        """What MkDocs makes of a page where no other plugin has a hand in it."""
        page = _finished(ours, config).page
        assert page is not None
        page.content = content(ours, self.site, instant=_is_instant(config))
        page.toc = get_toc(toc_tokens(ours))
        page.edit_url = _edit_url(ours, config, self.settings)
        page.active = True
        context = get_context(self.nav, self.listed, config, page)
        return str(self.env.get_template("main.html").render(context))

    def _write_index(self, *, config: MkDocsConfig) -> None:
        """Write the search index, which was made meanwhile."""
        for file in chain.from_iterable(part.result() for part in self.index):
            self.output.write(file.path, file.content)

    @event_priority(_LAST)
    def _publish(self, *, config: MkDocsConfig) -> None:
        """Let the finished site take its place. A warning in strict mode leaves it to MkDocs to stop the build."""
        self.project.cache.tidy()
        if self.preview:
            self.preview.done()
        if self.publication is None:
            return
        now = file_states(self.copied)
        if changed := [path for path, state in self.copied.items() if now.get(path) != state]:
            raise Abort(f"changed-during-build: {changed[0]} is not what it was when the build began; build again")
        if self.settings.headers:
            self._write_headers(config)
        if self.settings.edition == "public":
            self._prove(config)
        if _has_warnings():
            return
        try:
            note = self.publication.publish()
        except PublicationError as error:
            raise Abort(str(error)) from error
        config.site_dir = str(self.publication.target)
        self.publication = None
        self.output.remember()
        log.info("Published in %s%s", config.site_dir, f", {note}" if note else "")

    def _write_headers(self, config: MkDocsConfig) -> None:
        """Write the policy of the finished pages, unless the site has a file of that name of its own."""
        if Path(config.site_dir, "_headers").exists():
            log.info("The site has a file _headers of its own, so no Content-Security-Policy is written")
            return
        for name in self.output.write_headers(self.pages.values()):
            log.warning("%s: this page has an inline script that the Content-Security-Policy does not let run", name)

    def _prove(self, config: MkDocsConfig) -> None:
        """Look through every byte of a public edition for what was taken out."""
        from mkdocs_postmortems.proof import audit_site, setting_texts  # late: most builds have nothing to prove

        leaks = audit_site(
            Path(config.site_dir),
            self.project,
            self.site,
            _folder(config),
            frozenset(self.copied),
            self.secrets,
            list(setting_texts(_options(config))),
            list(config.plugins),
            self.archive,
        )
        for leak in leaks[:_MOST_LEAKS]:
            log.error("%s", leak)
        if leaks:
            raise Abort(f"{counted(len(leaks), 'leak')} in the public edition: nothing was published")

    on_post_build = CombinedEvent(_write_pages, _write_index, _publish)

    def on_build_error(self, *, error: Exception) -> None:
        """Leave the old site as it is, and nothing of the new one. A disk's refusal is told in a sentence."""
        if self.publication:
            self.publication.discard()
            self.publication = None
            if isinstance(error, OSError):
                raise Abort(f"the site cannot be written, the old one stays: {error}") from error

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Watch the reports too, and show an edited one before all else is built again."""
        source = _folder(config).root / self.settings.source
        if source.is_dir():
            server.watch(str(source))
        if self.preview:
            server.watch(str(self.preview.watched))
            server.builder = partial(self._rebuild, config, server.builder, self.preview)
        return server

    def _rebuild(self, config: MkDocsConfig, builder: Callable[[], None], preview: Preview) -> None:
        """Show edited reports first, and let the whole build follow."""
        if edited := preview.edited(_report_states(config, self.settings)):
            self._show({shown(path, _folder(config).root) for path in edited}, config)
            preview.ask_for_the_rest()
        else:
            builder()

    def _show(self, paths: Set[str], config: MkDocsConfig) -> None:
        """Write the pages of edited reports, into the theme as the last build left it."""
        before, self.project = self.project, self._load(config)
        _report_findings([each for each in self.project.diagnostics if each.path in paths], strict=False)
        archive = edition_archive(self.project)
        pages = ReportPages(archive, self.site)
        sound = [report for report in archive.reports if report.path in paths]
        edited = [report for report in self.project.reports if report.path in paths]
        for report in (*before.reports, *edited):
            if report.path in paths and report.id not in archive.by_id:
                (Path(config.site_dir) / self.site.report(report.id) / "index.html").unlink(missing_ok=True)
        for file in chain(chain.from_iterable(map(pages.files, sound)), self._withheld(edited)):
            self._write_edited(file, config)

    def _write_edited(self, file: Generated, config: MkDocsConfig) -> None:
        folder = Path(config.site_dir)
        match file:
            case Page():
                html = with_head(self._in_theme(config, file), file, self.site)
                write(folder / file.address / "index.html", as_bytes(html))
            case StaticFile():
                write(folder / file.path, file.content)
            case CopiedFile():
                write(folder / file.path, (_folder(config).root / file.source).read_bytes())

    def on_shutdown(self) -> None:
        """Leave nothing of the preview behind."""
        if self.preview:
            self.preview.end()


def _told(mistake: Mistake, config_file: str | None) -> str:
    """A wrong setting, with its line where that is in the site's own file."""
    path = Path(config_file or "mkdocs.yml")
    line = find_setting(path.read_text("utf-8-sig"), mistake.setting) if path.is_file() else 0
    return f"{path.name}:{line}: {mistake}" if line else str(mistake)


def _told_twice(config_file: str | None) -> ConfigErrors:
    """The settings that stand twice in the site's own file."""
    path = Path(config_file or "mkdocs.yml")
    text = path.read_text("utf-8-sig") if path.is_file() else ""
    twice = find_twice(yaml.compose(text, yaml.SafeLoader))
    return [(each.setting, ValidationError(f"{path.name}:{each.line}: {each}")) for each in twice]


def _options(config: MkDocsConfig) -> Sequence[Mapping[str, Any]]:
    """What the site's configuration says, the theme's and the plugins' options too."""
    folders = ("config_file_path", "docs_dir", "site_dir", "plugins", "theme")
    own = {name: value for name, value in config.data.items() if name not in folders}
    options = (getattr(plugin, "config", {}) for plugin in config.plugins.values())  # a hook has none
    return [own, dict(config.theme), *map(dict, options)]


def _withhold_settings(config: MkDocsConfig) -> Mapping[str, str]:
    """Take out of the configuration what a public edition does not show; gives what that was, by name."""
    from mkdocs_postmortems.proof import WITHHELD  # late, as above

    withheld = {name: str(config[name]) for name in WITHHELD if config[name]}
    for name in WITHHELD:
        config[name] = None
    return withheld


class _FinishedPage(ThemePage):
    """A page of ours of which MkDocs shall read nothing and render nothing."""

    def __init__(self, ours: Page, file: File, config: MkDocsConfig) -> None:
        super().__init__(None, file, config)
        self.meta, self.markdown, self.content = front_matter(ours), "", ""

    def read_source(self, config: MkDocsConfig) -> None:
        """There is no source."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """It is rendered."""


def _finished(page: Page, config: MkDocsConfig) -> File:
    """The file of a page that MkDocs neither reads nor renders."""
    file = File.generated(config, page.path, content="", inclusion=InclusionLevel.NOT_IN_NAV)
    file.edit_uri = None
    file.page = _FinishedPage(page, file, config)
    return file


def _has_warnings() -> bool:
    """Whether MkDocs will stop this build for its warnings: in strict mode it counts them, and looks at the end."""
    handlers = logging.getLogger("mkdocs").handlers
    return any(handler.get_counts() for handler in handlers if isinstance(handler, CountHandler))


def _folder(config: MkDocsConfig) -> Folder:
    root = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
    return Folder(root, os.path.relpath(config.docs_dir, root))


def _report_states(config: MkDocsConfig, settings: Settings) -> dict[Path, tuple[int, int]]:
    root = _folder(config).root
    return file_states(found.location for found in walk([root / settings.source], root) if found.is_report)


def _site(config: MkDocsConfig, settings: Settings, now: datetime, documents: Mapping[str, str], serving: bool) -> Site:
    """The site as every plugin has left its configuration: mike adds a version to the address."""
    language = settings.language or str(config.theme.get("language") or "en")
    return Site(
        name=config.site_name or "",
        url=folder_address(config.site_url or ""),
        archive=settings.archive,
        pretty=bool(config.use_directory_urls),
        language=language,
        now=now,
        theme_search=any(name.rpartition("/")[2] == "search" for name in config.plugins),
        extensions=tuple(config.markdown_extensions),
        extension_configs=dict(config.mdx_configs),
        documents=documents,
        previews=bool(config.site_url) and not serving and has_rasterizer(),
    )


def _report_findings(diagnostics: Iterable[Diagnostic], strict: bool) -> str:
    """Log every finding, those that stop a build as errors, which even ``-q`` shows.

    Gives the sentence to stop with, or "" where nothing stops the build.
    """
    counts = dict.fromkeys(Level, 0)
    for finding in diagnostics:
        counts[finding.level] += 1
        stops = finding.level is Level.ERROR or (strict and finding.level is Level.WARNING)
        text = f"{finding.path}:{finding.line}:{finding.column}: {finding.level}[{finding.rule}] {finding.message}"
        log.log(
            logging.ERROR if stops else _LOG_LEVELS[finding.level],
            text + (f"\n   help: {finding.help}" if finding.help else ""),
        )
    errors, warnings = counts[Level.ERROR], counts[Level.WARNING] if strict else 0
    stopping = [counted(number, what) for number, what in ((errors, "error"), (warnings, "warning")) if number]
    if stopping:
        how = ", in strict mode" if strict and not errors else ""
        return f"{' and '.join(stopping)} in the postmortems{how}: nothing was built"
    return ""


def _add_assets(config: MkDocsConfig, settings: Settings) -> None:
    from mkdocs_postmortems.publish.asset_files import SCRIPTS, SEARCH_SCRIPTS, STYLE, STYLES

    for name in (
        STYLES if _is_instant(config) else (STYLE,)
    ):  # a page that is swapped in would be seen before its styles are there
        config.extra_css.append(f"{settings.archive}/assets/{name}")
    for name in (*SCRIPTS, *(SEARCH_SCRIPTS if settings.search else ())):
        config.extra_javascript.append(f"{settings.archive}/assets/{name}")


def _is_instant(config: MkDocsConfig) -> bool:
    """Whether the theme swaps pages in, instead of loading them."""
    return "navigation.instant" in (config.theme.get("features") or ())


def _progress(name: str) -> Callable[[int, int], None]:
    """What tells how far a piece of work is: nothing under ``--quiet``."""
    if not log.isEnabledFor(logging.INFO):
        return lambda done, total: None
    return Progress(name, sys.stderr, log.info)


def _are_pages_watched(config: MkDocsConfig, us: BasePlugin[Any]) -> bool:
    """Whether another plugin, or a hook of the site, wants to see each page on its way."""
    handlers = (handler for event in _PAGE_EVENTS for handler in config.plugins.events[event])
    return any(getattr(handler, "__self__", None) is not us for handler in handlers)


def _file(generated: Generated, config: MkDocsConfig, settings: Settings) -> File:
    match generated:
        case Page():
            text = f"---\n{yaml.safe_dump(front_matter(generated), allow_unicode=True)}---\n"
            file = File.generated(config, generated.path, content=text, inclusion=InclusionLevel.NOT_IN_NAV)
            file.abs_src_path = _told_by(generated, config, settings)
        case StaticFile():
            file = File.generated(config, generated.path, content=generated.content)
        case CopiedFile():
            source = _folder(config).root / generated.source
            file = File.generated(config, generated.path, abs_src_path=str(source))
    file.edit_uri = None
    return file


def _told_by(page: Page, config: MkDocsConfig, settings: Settings) -> str:
    """What a plugin reads the history of a page from: its report, or all reports. Who wrote it stays within."""
    is_open = page.source and settings.edition != "public"
    return str(_folder(config).root / (page.source if is_open else settings.source))


def _leave_to_us(files: Files, source: Path) -> None:
    """Where the reports lie in ``docs``, MkDocs would publish them as they are, internal text and drafts with them."""
    for file in list(files):
        if file.src_dir and file.abs_src_path and Path(file.abs_src_path).is_relative_to(source):
            files.remove(file)


def _append(files: Files, file: File, taken: Set[str]) -> None:
    """Add a file, unless the site has one of its own at that address: nobody's page is replaced in silence.

    ``taken`` are the addresses of the site's own files.
    """
    if files.get_file_from_path(file.src_uri) or file.dest_uri.removesuffix("index.html") in taken:
        raise Abort(f"docs has something at {file.dest_uri}, where the postmortems plugin makes a file")
    files.append(file)


def _documents(files: Files, config: MkDocsConfig) -> dict[str, str]:
    """The addresses of the site's own files, by their paths from the project's folder."""
    root = _folder(config).root
    addresses = {
        Path(os.path.relpath(file.abs_src_path, root)).as_posix(): posixpath.normpath(file.dest_uri)
        for file in files
        if file.abs_src_path and file.src_dir and file.inclusion.value > InclusionLevel.DRAFT.value
    }
    return {path: dest.removesuffix("index.html") for path, dest in addresses.items()}


def _edit_url(page: Page, config: MkDocsConfig, settings: Settings) -> str | None:
    """The address where a report's source is edited. MkDocs knows only how to edit what lies in ``docs_dir``."""
    if not page.source or settings.edition == "public":
        return None
    documents = Path(config.docs_dir).name + "/"
    if config.edit_uri_template:
        prefix, _, _ = config.edit_uri_template.partition("{path")
        uri = prefix.removesuffix(documents) + page.source
    elif config.edit_uri:
        uri = config.edit_uri.removesuffix(documents) + page.source
    else:
        return None
    return urljoin(f"{(config.repo_url or '').rstrip('/')}/", uri)


def _labels(nav: Any) -> Iterator[tuple[str, str]]:
    """What the site calls pages in its navigation, by their paths. MkDocs forgets it where a page is not its own."""
    if isinstance(nav, list):
        yield from chain.from_iterable(map(_labels, nav))
    elif isinstance(nav, dict):
        for label, below in nav.items():
            yield from [(below, label)] if isinstance(below, str) else _labels(below)


def _nav_item(page: Page, files: Files, config: MkDocsConfig) -> ThemePage:
    file = files.get_file_from_path(page.path)
    assert file is not None, page.path
    return ThemePage(escape(page.nav_title), file, config)
