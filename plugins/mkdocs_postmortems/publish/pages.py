"""All files of a published archive, in order.

Comes in: the archive of an edition, and facts about the site. Goes out: ``Generated`` values, for ``project``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from mkdocs_postmortems.archive.model import Archive
from mkdocs_postmortems.publish.actions_page import action_files
from mkdocs_postmortems.publish.archive_page import archive_page
from mkdocs_postmortems.publish.asset_files import asset_files
from mkdocs_postmortems.publish.dataset import dataset_files
from mkdocs_postmortems.publish.facet_pages import facet_jobs
from mkdocs_postmortems.publish.feeds import feed_files
from mkdocs_postmortems.publish.files import Generated, Page
from mkdocs_postmortems.publish.insights_page import insights_files
from mkdocs_postmortems.publish.redirects import redirect_files
from mkdocs_postmortems.publish.report_page import ReportPages
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.publish.summary import summary_of
from mkdocs_postmortems.publish.texts import texts_for
from mkdocs_postmortems.read.model import Report

_REPORTS = 8
"""Reports in one job."""


def publish(archive: Archive, site: Site) -> Iterator[Generated]:
    """Everything that stands below the archive's address."""
    for job in publish_jobs(archive, site):
        yield from job()


def publish_jobs(archive: Archive, site: Site) -> list[Callable[[], list[Generated]]]:
    """The same as jobs that may be done in any order, large ones first. Their results in turn are the files."""
    reports = ReportPages(archive, site)
    parts = [archive.reports[at : at + _REPORTS] for at in range(0, len(archive.reports), _REPORTS)]
    return [
        lambda: [_in_navigation(archive_page(archive, site), "archive", site)],
        lambda: [_in_navigation(file, "insights", site) for file in insights_files(archive, site)],
        lambda: [_in_navigation(file, "action_items", site) for file in action_files(archive, site)],
        lambda: list(dataset_files(archive, site, summary_of)),
        lambda: list(feed_files(archive, site, summary_of)),
        *(partial(_done, job) for job in facet_jobs(archive, site)),
        *(partial(_report_files, reports, part) for part in parts),
        lambda: list(redirect_files(archive, site)),
        lambda: list(asset_files(site)),
    ]


def _done(job: Callable[[], Iterable[Generated]]) -> list[Generated]:
    return list(job())


def _report_files(pages: ReportPages, reports: Sequence[Report]) -> list[Generated]:
    return [file for report in reports for file in pages.files(report)]


def _in_navigation(file: Generated, text: str, site: Site) -> Generated:
    """The file, named for the navigation where it is the first page of its kind."""
    first = {f"{site.archive}/", f"{site.archive}/insights/", f"{site.archive}/actions/"}
    if isinstance(file, Page) and file.address in first:
        return replace(file, nav_title=texts_for(site.language)(text))
    return file
