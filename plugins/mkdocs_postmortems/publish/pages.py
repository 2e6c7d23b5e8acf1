"""All files of a published archive, in order.

Comes in: the archive of an edition, and facts about the site. Goes out: ``Generated`` values, for ``project``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mkdocs_postmortems.archive.model import Archive
from mkdocs_postmortems.publish.actions_page import action_files
from mkdocs_postmortems.publish.archive_page import archive_page
from mkdocs_postmortems.publish.asset_files import asset_files
from mkdocs_postmortems.publish.dataset import dataset_files
from mkdocs_postmortems.publish.facet_pages import facet_pages
from mkdocs_postmortems.publish.feeds import feed_files
from mkdocs_postmortems.publish.files import Generated, Page
from mkdocs_postmortems.publish.insights_page import insights_files
from mkdocs_postmortems.publish.redirects import redirect_files
from mkdocs_postmortems.publish.report_page import ReportPages
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.publish.summary import summary_of
from mkdocs_postmortems.publish.texts import texts_for


def publish(archive: Archive, site: Site) -> Iterator[Generated]:
    """Everything that stands below the archive's address."""
    reports = ReportPages(archive, site)
    yield _in_navigation(archive_page(archive, site), "archive", site)
    for file in insights_files(archive, site):
        yield _in_navigation(file, "insights", site)
    for file in action_files(archive, site):
        yield _in_navigation(file, "action_items", site)
    for report in archive.reports:
        yield from reports.files(report)
    yield from facet_pages(archive, site)
    yield from feed_files(archive, site, summary_of)
    yield from dataset_files(archive, site, summary_of)
    yield from redirect_files(archive, site)
    yield from asset_files(site)


def _in_navigation(file: Generated, text: str, site: Site) -> Generated:
    """The file, named for the navigation where it is the first page of its kind."""
    first = {f"{site.archive}/", f"{site.archive}/insights/", f"{site.archive}/actions/"}
    if isinstance(file, Page) and file.address in first:
        return replace(file, nav_title=texts_for(site.language)(text))
    return file
