"""All files of a published archive, in order.

``publish_parts`` takes the archive of an edition and the site, and returns parts, which can be cached; ``publish``
yields the ``Generated`` files. Called by ``rendering``, and by ``proof`` for a site without reports.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_postmortems.archive.model import Archive
from mkdocs_postmortems.publish.actions_page import action_jobs
from mkdocs_postmortems.publish.archive_page import archive_job
from mkdocs_postmortems.publish.asset_files import asset_files
from mkdocs_postmortems.publish.dataset import dataset_jobs
from mkdocs_postmortems.publish.dependencies import Dependencies, Facts
from mkdocs_postmortems.publish.facet_pages import facet_jobs
from mkdocs_postmortems.publish.feeds import feed_files
from mkdocs_postmortems.publish.files import Generated, Page
from mkdocs_postmortems.publish.insights_page import insights_jobs
from mkdocs_postmortems.publish.jobs import Job
from mkdocs_postmortems.publish.plain_text import is_unspaced_page, plain_text
from mkdocs_postmortems.publish.redirects import redirect_files
from mkdocs_postmortems.publish.report_page import ReportPages
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.publish.texts import texts_for
from mkdocs_postmortems.read.model import Report


class Part(Struct, frozen=True):
    """A part of the archive's files. ``key`` is its cache key; "" if it cannot be cached."""

    run: Callable[[], list[Generated]]
    key: str = ""


def publish(archive: Archive, site: Site) -> Iterator[Generated]:
    """Yield every file below the archive's address."""
    parts = publish_parts(archive, site)
    for part in (*parts.index, *parts.reports):
        yield from part.run()


class Parts(Struct, frozen=True):
    """The parts of an archive's files: those over many reports, large ones first, and one part for each report."""

    index: list[Part]
    reports: list[Part]


def publish_parts(
    archive: Archive, site: Site, versions: str = "", sources: Mapping[str, str] = MappingProxyType({})
) -> Parts:
    """Return the files as parts that can be made in any order; joined, their results are the files.

    The parts have keys if ``versions`` is given, which identifies the code that renders them; ``sources`` are then the
    keys of the reports as they were read, by path.
    """
    pages = ReportPages(archive, site)
    facts = Facts(archive.reports)
    needs = Dependencies(archive, site, versions, sources) if versions else None
    index = [
        Part(partial(_files, job, site), needs.of_index(job.shows()) if needs and job.shows else "")
        for job in _index_jobs(archive, site, facts)
    ]
    reports = [
        Part(partial(_report_files, pages, report), needs.of_report(report) if needs else "")
        for report in archive.reports
    ]
    return Parts(index, reports)


def _index_jobs(archive: Archive, site: Site, facts: Facts) -> Iterator[Job]:
    """Yield the jobs of all pages and files over many reports."""
    yield archive_job(archive, site, facts)
    yield from insights_jobs(archive, site, facts)
    yield from action_jobs(archive, site, facts)
    yield from dataset_jobs(archive, site, facts)
    yield Job(lambda: feed_files(archive, site), lambda: ("feeds", facts.cards()))
    yield from facet_jobs(archive, site, facts)
    yield Job(lambda: redirect_files(archive, site))
    yield Job(lambda: asset_files(site))


def _files(job: Job, site: Site) -> list[Generated]:
    """Run a job and return its files, those in the navigation with their names."""
    return [_in_navigation(file, site) for file in job.run()]


def _report_files(pages: ReportPages, report: Report) -> list[Generated]:
    """Return a report's files; its page includes the text to search, so that both are cached together."""
    files = pages.files(report)
    return [_with_text(file) if isinstance(file, Page) else file for file in files]


def _with_text(page: Page) -> Page:
    text = plain_text(page.html)
    return replace(page, text=text, is_unspaced=is_unspaced_page(text, page.title))


def _in_navigation(file: Generated, site: Site) -> Generated:
    """Return the file, with a navigation title if it is the first page of its kind."""
    names = {
        f"{site.archive}/": "archive",
        f"{site.archive}/insights/": "insights",
        f"{site.archive}/actions/": "action_items",
    }
    if isinstance(file, Page) and file.address in names:
        return replace(file, nav_title=texts_for(site.language)(names[file.address]))
    return file
