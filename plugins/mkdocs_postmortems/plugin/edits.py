"""Show edited reports under ``mkdocs serve`` before the full rebuild.

Their pages are written into the folder that MkDocs serves, in the theme as the last build has left it. A report with
errors gets a page that lists what to fix. Called by ``hooks``.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs_postmortems.plugin.configuration import project_folder
from mkdocs_postmortems.project import edition_archive
from mkdocs_postmortems.publish.files import CopiedFile, Generated, Page, StaticFile
from mkdocs_postmortems.publish.report.page import ReportPages
from mkdocs_postmortems.publish.report.withheld import withheld_pages
from mkdocs_postmortems.publish.theme.head import with_head
from mkdocs_postmortems.write.output import as_bytes, write

if TYPE_CHECKING:
    from mkdocs_postmortems.plugin.themed import Theme
    from mkdocs_postmortems.project import Project
    from mkdocs_postmortems.publish.site import Site
    from mkdocs_postmortems.read.model import Report


def show_edited(paths: Set[str], before: Project, project: Project, theme: Theme) -> None:
    """Rewrite the pages of the reports at these paths."""
    archive = edition_archive(project)
    pages = ReportPages(archive, theme.site)
    edited = [report for report in project.reports if report.path in paths]
    for report in (*before.reports, *edited):
        if report.path in paths and report.id not in archive.by_id:
            (Path(theme.config.site_dir) / theme.site.report(report.id) / "index.html").unlink(missing_ok=True)
    sound = [report for report in archive.reports if report.path in paths]
    for file in chain(chain.from_iterable(map(pages.files, sound)), withheld_report_pages(edited, project, theme.site)):
        if not isinstance(file, CopiedFile) or project.may_publish(file.source):
            _write(file, theme)


def withheld_report_pages(reports: Iterable[Report], project: Project, site: Site) -> Iterable[Page]:
    """Return the pages to show in place of those of the reports that have errors."""
    broken = [report for report in reports if report.path in project.broken]
    if project.settings.edition == "public":
        broken = [report for report in broken if report.fields.visibility == "public"]
    return withheld_pages(broken, project.diagnostics, site)


def _write(file: Generated, theme: Theme) -> None:
    folder = Path(theme.config.site_dir)
    match file:
        case Page():
            html = with_head(theme.rendered(file), file, theme.site)
            write(folder / file.address / "index.html", as_bytes(html))
        case StaticFile():
            write(folder / file.path, file.content)
        case CopiedFile():
            write(folder / file.path, (project_folder(theme.config).root / file.source).read_bytes())
