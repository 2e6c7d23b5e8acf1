"""All files of a published archive, in order.

Comes in: the archive of an edition, and facts about the site. Goes out: ``Generated`` values, for ``project``.
"""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_postmortems.archive.model import Archive
from mkdocs_postmortems.publish.actions_page import action_files
from mkdocs_postmortems.publish.archive_page import archive_page
from mkdocs_postmortems.publish.asset_files import asset_files
from mkdocs_postmortems.publish.dataset import dataset_files
from mkdocs_postmortems.publish.facet_pages import facet_pages
from mkdocs_postmortems.publish.feeds import feed_files
from mkdocs_postmortems.publish.files import Generated
from mkdocs_postmortems.publish.insights_page import insights_files
from mkdocs_postmortems.publish.report_page import ReportPages
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.publish.summary import summary_of


def publish(archive: Archive, site: Site) -> Iterator[Generated]:
    """Everything that stands below the archive's address."""
    reports = ReportPages(archive, site)
    yield archive_page(archive, site)
    yield from insights_files(archive, site)
    yield from action_files(archive, site)
    for report in archive.reports:
        yield from reports.files(report)
    yield from facet_pages(archive, site)
    yield from feed_files(archive, site, summary_of)
    yield from dataset_files(archive, site, summary_of)
    yield from asset_files(site)
