"""The hooks that MkDocs calls, in the order of a build.

Reports are read and checked in ``on_config``, before anything is written. MkDocs then builds into a temporary folder,
which replaces the old site once it is finished and audited. So an error, or a warning under ``--strict``, leaves the
old site as it was. Under ``mkdocs serve`` nothing stops the build: a page that lists what to fix is shown in place of a
report with errors, and MkDocs builds in its own temporary folder.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from mkdocs.config.base import Config, ConfigErrors, ConfigWarnings, LegacyConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority

from mkdocs_postmortems.check.rules import RULES
from mkdocs_postmortems.garbage import collect_seldom, return_large_blocks
from mkdocs_postmortems.plugin.archive_files import ArchiveFiles
from mkdocs_postmortems.plugin.build_log import has_warnings, log, log_findings, log_oddities, progress
from mkdocs_postmortems.plugin.configuration import (
    PAGE_EVENTS,
    add_assets,
    folder_conflict,
    is_instant,
    is_watched,
    project_folder,
    report_states,
    setting_errors,
    site_of,
    withhold_settings,
)
from mkdocs_postmortems.plugin.edits import show_edited, withheld_report_pages
from mkdocs_postmortems.plugin.finished_site import prove, refuse_changed, write_headers
from mkdocs_postmortems.plugin.preview import Preview
from mkdocs_postmortems.plugin.site_files import (
    add_file,
    generated_file,
    link_sources,
    nav_item,
    nav_labels,
    own_documents,
    remove_internal,
)
from mkdocs_postmortems.plugin.source_watch import SourceWatch
from mkdocs_postmortems.plugin.theme_files import skip_hidden
from mkdocs_postmortems.plugin.themed import FinishedPage, Theme, finished_file, set_toc_and_edit_link
from mkdocs_postmortems.project import (
    Folder,
    Project,
    build_time,
    internal_paths,
    load_project,
    unknown_inputs,
    visibility_summary,
)
from mkdocs_postmortems.publish.compiled_templates import keep_compiled
from mkdocs_postmortems.publish.files import Page, StaticFile
from mkdocs_postmortems.publish.render import environment
from mkdocs_postmortems.publish.search.records import OtherPage
from mkdocs_postmortems.publish.site import Site, folder_address
from mkdocs_postmortems.publish.theme.content import content
from mkdocs_postmortems.publish.theme.head import with_head
from mkdocs_postmortems.publish.theme.shell import Shells
from mkdocs_postmortems.read.report import ReportReader
from mkdocs_postmortems.settings import LISTED_TWICE, Settings
from mkdocs_postmortems.settings_reader import read_settings
from mkdocs_postmortems.tree import State, file_states, shown
from mkdocs_postmortems.write.indexing import Indexing
from mkdocs_postmortems.write.ledger import Ledger
from mkdocs_postmortems.write.output import Output
from mkdocs_postmortems.write.publication import Publication, PublicationError
from mkdocs_postmortems.write.rendering import Rendering

if TYPE_CHECKING:
    from datetime import datetime

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as ThemePage

_FIRST, _LAST = 140, -1000
"""Priorities before and after all other plugins: MkDocs advises priorities from 100 to -100.

Material's plugin ``group`` has 150, and adds the plugins that it lists while MkDocs calls the plugins one by one. One
with a higher priority would come before it, so that MkDocs would call ``group`` again without end.
"""

_I18N = (
    "the plugin i18n builds the site once for each language, and leaves out every page that another plugin makes: "
    "publish the incidents by an mkdocs.yml of their own, without i18n, and link to that site"
)


class PostmortemsPlugin(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call]
    """Publishes the reports of one folder as an incident archive."""

    def __init__(self) -> None:
        # for all builds of a run, set by load_config and on_startup
        self.settings = Settings()
        self.is_building = True
        self.preview: Preview | None = None
        self.watch: SourceWatch | None = None
        # for one build, set by on_config,
        self.folder: Folder
        self.now: datetime
        self.project: Project
        self.withheld: Mapping[str, str] = {}
        self.publication: Publication | None = None
        # on_files,
        self.rendering: Rendering
        self.archive: ArchiveFiles
        self.copied: dict[Path, State] = {}
        # and on_nav, on_env and on_page_content
        self.nav: Navigation
        self.theme: Theme
        self.indexing: Indexing | None = None
        self.others: list[OtherPage] = []
        self.output: Output

    @property
    def site(self) -> Site:
        """What is known of the site, for the pages of this build."""
        return self.rendering.site

    @property
    def serving(self) -> bool:
        """Whether this is ``mkdocs serve``."""
        return self.preview is not None

    def load_config(
        self, options: dict[str, Any] | Config, config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Read the settings with our own reader, which reports all mistakes at once and suggests what was meant."""
        self.config = LegacyConfig(schema=())
        self.settings, mistakes = read_settings(dict(options), frozenset(RULES))
        return setting_errors(mistakes, config_file_path), []

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note the command. Because this hook exists, MkDocs keeps this object across rebuilds of ``mkdocs serve``.

        Material's plugin ``group`` calls this hook before each of them.
        Other programs, such as mike, load the configuration without building, to learn where the site is.
        """
        self.is_building = command in ("build", "gh-deploy", "serve")
        if self.is_building:
            collect_seldom()
            return_large_blocks()
        self.preview = (self.preview or Preview()) if command == "serve" else None

    @event_priority(_FIRST)
    def _build_aside(self, config: MkDocsConfig) -> MkDocsConfig:
        """Build in a temporary folder, and withhold the settings that a public edition must not show."""
        self.folder = project_folder(config)
        if sum(isinstance(plugin, PostmortemsPlugin) for plugin in config.plugins.values()) > 1:
            raise Abort(LISTED_TWICE)
        if conflict := folder_conflict(config, self.settings):
            raise Abort(conflict)
        if self.settings.edition == "public":
            self.withheld = withhold_settings(config)
        if self.is_building and not self.serving:
            self._begin_publication(config)
        return config

    def _begin_publication(self, config: MkDocsConfig) -> None:
        """Make MkDocs build in a temporary folder beside the site."""
        cache = project_folder(config).root / self.settings.cache if self.settings.cache else None
        try:
            former = cache and cache / "former-site"
            self.publication = Publication(Path(config.site_dir), former, self.settings.archive)
        except PublicationError as error:
            raise Abort(str(error)) from error
        config.site_dir = str(self.publication.folder)

    def _read_reports(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check all reports, and stop the build if they must not be published."""
        if not self.is_building:
            return config
        if "i18n" in config.plugins:
            raise Abort(_I18N)
        log_oddities(config, self.settings)
        if self.preview:
            self.preview.begin(report_states(config, self.settings))
        try:
            self.now = build_time(os.environ)
        except ValueError as error:
            raise Abort(str(error)) from error
        self.project = self._load(config)
        if self.settings.cache and (why := unknown_inputs(self.project.reader)):
            log.info("The cache is not used: %s", why)
        stop = log_findings(self.project.diagnostics, strict=bool(config.strict))
        if stop and not self.serving:
            raise Abort(stop)
        if self.settings.edition == "public":
            log.info(visibility_summary(self.project))
        add_assets(config, self.settings)
        skip_hidden(config.theme)
        return config

    def _load(self, config: MkDocsConfig) -> Project:
        """Read and check all reports. Those of the last build or preview are reused if they have not changed."""
        reader = ReportReader(self.settings, config.markdown_extensions, config.mdx_configs)
        on_progress, earlier = progress("Reading"), getattr(self, "project", None)
        return load_project(self.folder, reader, self.now, on_progress=on_progress, earlier=earlier, needs_all=True)

    on_config = CombinedEvent(_build_aside, _read_reports)

    def _add_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add every page and file of the archive to MkDocs' files."""
        remove_internal(files, internal_paths(self.folder, self.settings), config, self.folder)
        keep_compiled(environment(), self.project.cache.key("templates"))
        documents = own_documents(files, config, self.folder)
        taken = frozenset(documents.values())
        by_shell = self.settings.pages == "auto" and not is_watched(config, self, PAGE_EVENTS)
        site = site_of(config, self.settings, self.now, documents, self.serving)
        self.rendering = Rendering(self.project, site)
        self.archive, self.others = ArchiveFiles(), []
        self.indexing = Indexing(self.rendering) if self.settings.search else None
        begin_index = self.indexing.begin if self.indexing else None
        for generated in self.rendering.outlines(progress("Rendering"), begin_index):
            if by_shell and isinstance(generated, Page) and not generated.nav_title:
                file = finished_file(generated, config)
            else:
                file = generated_file(generated, config, self.settings)
            add_file(files, file, taken)
            self.archive.add(generated, file)
        self.copied = file_states(project_folder(config).root / each.source for each in self.archive.copied)
        if self.serving:
            self._add_withheld(files, config)
        return files

    @event_priority(_LAST)
    def _link_sources(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Make links to reports' files lead to their pages, in the list that the last plugin has made."""
        self.archive.forget_removed(files)
        link_sources(files, self.archive.by_source(), self.folder)
        return files

    on_files = CombinedEvent(_add_files, _link_sources)

    def _add_withheld(self, files: Files, config: MkDocsConfig) -> None:
        """Add a page that lists what to fix for each report with errors, unless its address is taken."""
        for page in withheld_report_pages(self.project.reports, self.project, self.site):
            file = generated_file(page, config, self.settings)
            if files.get_file_from_path(file.src_uri) is None:
                files.append(file)
                self.archive.add(page, file)
                address = self.site.absolute(page.address) if self.site.url else page.address
                log.info("a report is withheld until it is fixed; %s shows what to fix", address)

    def _append_to_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Append the archive's pages to the top level of the navigation, unless the site has placed them itself."""
        named = {page.file.src_uri for page in nav.pages}
        for page in self.archive.pages:
            if page.nav_title and self.settings.nav and page.path not in named:
                nav.items.append(nav_item(page, files, config))
        return nav

    @event_priority(_LAST)
    def _keep_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Name the archive's pages that neither the site nor another plugin has named, and keep the finished nav.

        The pages in it are left to MkDocs, which links each with its neighbours and highlights it.
        """
        named_by_site = nav_labels(config.nav, files)
        for item in nav.pages:
            if isinstance(item, FinishedPage):
                item.in_nav = True
            if (ours := self.archive.page(item.file.src_uri)) and "title" not in vars(item):
                item.title = named_by_site.get(item.file.src_uri) or escape(ours.nav_title or ours.title)
        self.nav = nav
        return nav

    on_nav = CombinedEvent(_append_to_nav, _keep_nav)

    @event_priority(_FIRST)
    def _remove_static(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Remove the files with a content from MkDocs' list: other plugins look for each of them on the disk."""
        self.archive.take(lambda each: each.is_static, files)
        return env

    @event_priority(_LAST)
    def _remove_finished(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Remove the pages with shells from MkDocs' list, since they are written without it, too. Begin to write."""
        keep_compiled(env, self.project.cache.key("templates"))
        self.theme = Theme(env, self.nav, files.documentation_pages(), config, self.site, self.settings, self.folder)
        self.archive.take(lambda each: each.is_finished, files)
        if self.indexing:
            self.indexing.go_on(self.archive.pages, self.others)
        self._begin_output(config)
        return env

    on_env = CombinedEvent(_remove_static, _remove_finished)

    def _begin_output(self, config: MkDocsConfig) -> None:
        """Take over the files of the former site that may be reused, before MkDocs writes anything."""
        cache = self.project.cache
        ledger = Ledger(cache, cache.key("ledger", self.settings.edition))
        self.output = Output(Path(config.site_dir), self.rendering, ledger)
        if self.publication:
            names = [each.file.dest_uri for each in self.archive.own]
            keys = self.indexing.keys if self.indexing else ()
            self.output.take_over(self.publication, names, keys, shared=not self._is_followed(config))

    def _is_followed(self, config: MkDocsConfig) -> bool:
        """Whether another plugin may change files of the finished site before it is published."""
        return is_watched(config, self, ["post_build"])

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        """Add the pages rendered with shells to the sitemap, and to any other template that lists all pages."""
        context["pages"] = self.theme.listed
        return context

    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Link to the archive from the 404 page, which is shown at any depth."""
        if template_name != "404.html":
            return output
        address = folder_address(urlsplit(config.site_url or "").path) or "/"
        link = escape(address + self.site.href("", f"{self.site.archive}/"))
        t = self.site.texts
        way = f'<p>{escape(t("lost_page"))}</p>\n<p><a href="{link}">{escape(t("incident_archive"))}</a></p>'
        return output.replace("</h1>", f"</h1>\n{way}", 1)

    @event_priority(100)
    def on_page_markdown(self, markdown: str, *, page: ThemePage, config: MkDocsConfig, files: Files) -> str:
        """Give MkDocs nothing to render for our pages, which are finished."""
        return "" if self.archive.page(page.file.src_uri) else markdown

    @event_priority(100)
    def on_page_content(self, html: str, *, page: ThemePage, config: MkDocsConfig, files: Files) -> str:
        """Insert the finished page, with its table of contents and its edit link."""
        ours = self.archive.page(page.file.src_uri)
        if isinstance(page, FinishedPage) and not page.in_nav:
            return ""
        if ours is None:
            self.others.append(OtherPage(page.file.dest_uri.removesuffix("index.html"), str(page.title or ""), html))
            return html
        set_toc_and_edit_link(ours, page, config, self.settings, self.folder)
        return content(self.rendering.whole(ours), self.site, instant=is_instant(config))

    def on_page_context(self, context: Any, *, page: ThemePage, config: MkDocsConfig, nav: Navigation) -> Any:
        """Highlight the archive's entry in the navigation while one of its pages is rendered."""
        if ours := self.archive.page(page.file.src_uri):
            self.theme.highlight_above(ours, on=True)
        return context

    def on_post_page(self, output: str, *, page: ThemePage, config: MkDocsConfig) -> str:
        """Complete the heads of our pages: stylesheets, feeds, link previews, data for search engines."""
        ours = self.archive.page(page.file.src_uri)
        if ours is None:
            return output
        self.theme.highlight_above(ours, on=False)
        return with_head(output, ours, self.site)

    @event_priority(_FIRST)
    def _write_pages(self, *, config: MkDocsConfig) -> None:
        """Write what MkDocs does not."""
        shells = Shells(self.theme.rendered, named=self.theme.known_depth)
        for each in self.archive.own:
            if isinstance(each.ours, Page):
                self.output.write_page(each.file.dest_uri, each.ours, shells)
            else:
                self.output.write(StaticFile(each.file.dest_uri, each.file.content_bytes))

    @event_priority(_FIRST)
    def _write_index(self, *, config: MkDocsConfig) -> None:
        """Write the search index, which was built in the background, or none if the site has no search any more.

        Before other plugins, as the pages: these would otherwise change files of the former site, but no new ones.
        What needs only the pages is written first, since the index may not be finished.
        """
        if not self._is_followed(config):
            self._write_headers(config)
        if self.indexing:
            for key, files in self.indexing.parts():
                self.output.write_part(key, files)
            for file in self.indexing.companions():
                self.output.write(file)
        self.output.clear()

    @event_priority(_LAST)
    def _publish(self, *, config: MkDocsConfig) -> None:
        """Audit and publish the finished site. If there are warnings in strict mode, MkDocs stops the build instead."""
        self.project.cache.tidy()
        if self.preview:
            self.preview.done()
        if self.publication is None:
            return
        refuse_changed(self.copied)
        if self._is_followed(config):
            self._write_headers(config)
        if self.settings.edition == "public":
            prove(self.rendering, self.copied, self.withheld, config)
        if has_warnings():
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
        if self.publication and self.settings.headers:
            write_headers(self.output, self.archive.pages, config)

    on_post_build = CombinedEvent(_write_pages, _write_index, _publish)

    def on_build_error(self, *, error: Exception) -> None:
        """Keep the old site and delete the new one. Say in a message if a file could not be read or written."""
        if self.indexing:
            self.indexing.stop()
        if publication := self.publication:
            publication.discard()
            self.publication = None
            if not isinstance(error, OSError):
                return
            if publication.is_failed_write(error):
                raise Abort(f"the site cannot be written, so the old one is kept: {error}") from error
            if error.filename and Path(os.fsdecode(error.filename)) in self.copied:
                how = "make it readable, or remove what refers to it"
                raise Abort(f"{error.filename} cannot be read, so the old site is kept: {error.strerror}; {how}")

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Watch the reports, too, and show edited ones before the full rebuild."""
        root = project_folder(config).root
        if self.preview:
            server.watch(str(self.preview.watched))
            server.builder = partial(self._rebuild, server.builder, self.preview)
            self.watch = SourceWatch(server, lambda: root / self.settings.source, self.preview.trigger_build)
        elif (root / self.settings.source).is_dir():  # with --clean
            server.watch(str(root / self.settings.source))
        return server

    def _rebuild(self, builder: Callable[[], None], preview: Preview) -> None:
        """Show edited reports, then start the full build, which also meets whatever has kept them from being shown."""
        config = self.theme.config
        edited = preview.edited(report_states(config, self.settings))
        if not edited:
            builder()
            return
        paths = {shown(path, project_folder(config).root) for path in edited}
        try:
            before, self.project = self.project, self._load(config)
            log_findings([each for each in self.project.diagnostics if each.path in paths], strict=False)
            show_edited(paths, before, self.project, self.theme)
        finally:
            preview.schedule_build()

    def on_shutdown(self) -> None:
        """End the preview, and the watch of the reports' folder."""
        if self.watch:
            self.watch.end()
        if self.preview:
            self.preview.end()
        self.watch = self.preview = None
