"""All files of a published archive, in order.

Comes in: the archive of an edition, and facts about the site. Goes out: ``Generated`` values, for ``project``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from mkdocs_postmortems.archive.model import Archive
from mkdocs_postmortems.publish.actions_page import action_files
from mkdocs_postmortems.publish.archive_page import archive_page
from mkdocs_postmortems.publish.asset_files import asset_files
from mkdocs_postmortems.publish.dataset import dataset_files
from mkdocs_postmortems.publish.dependencies import Dependencies
from mkdocs_postmortems.publish.facet_pages import facet_jobs
from mkdocs_postmortems.publish.feeds import feed_files
from mkdocs_postmortems.publish.files import Generated, Page
from mkdocs_postmortems.publish.insights_page import insights_files
from mkdocs_postmortems.publish.redirects import redirect_files
from mkdocs_postmortems.publish.report_page import ReportPages
from mkdocs_postmortems.publish.search import plain_text
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.publish.summary import summary_of
from mkdocs_postmortems.publish.texts import texts_for
from mkdocs_postmortems.read.model import Report


@dataclass(frozen=True, slots=True)
class Job:
    """A part of the archive's files. ``key`` names all that they are made from; "" where that is not known."""

    run: Callable[[], list[Generated]]
    key: str = ""


def publish(archive: Archive, site: Site) -> Iterator[Generated]:
    """Everything that stands below the archive's address."""
    for job in publish_jobs(archive, site):
        yield from job.run()


def publish_jobs(archive: Archive, site: Site, versions: str = "") -> list[Job]:
    """The same as jobs that may be done in any order, large ones first. Their results in turn are the files.

    With ``versions``, which stand for all that renders, the jobs have keys.
    """
    reports = ReportPages(archive, site)
    needs = Dependencies(archive, site, versions) if versions else None
    jobs: list[Job] = [
        Job(lambda: [_in_navigation(archive_page(archive, site), "archive", site)], "archive"),
        Job(lambda: [_in_navigation(file, "insights", site) for file in insights_files(archive, site)], "insights"),
        Job(lambda: [_in_navigation(file, "action_items", site) for file in action_files(archive, site)], "actions"),
        Job(lambda: list(dataset_files(archive, site, summary_of))),  # it tells the time of the build
        Job(lambda: list(feed_files(archive, site, summary_of)), "feeds"),
        *(Job(partial(_done, job), f"facet {number}") for number, job in enumerate(facet_jobs(archive, site))),
        Job(lambda: list(redirect_files(archive, site))),
        Job(lambda: list(asset_files(site))),
    ]
    keyed = [Job(job.run, needs.of_index(job.key) if needs and job.key else "") for job in jobs]
    pages = [
        Job(partial(_report_files, reports, report), needs.of_report(report) if needs else "")
        for report in archive.reports
    ]
    return [*keyed, *pages]


def _done(job: Callable[[], Iterable[Generated]]) -> list[Generated]:
    return list(job())


def _report_files(pages: ReportPages, report: Report) -> list[Generated]:
    """With the text that the search needs: it is the page's own, so it is kept with it."""
    files = pages.files(report)
    return [replace(file, text=plain_text(file.html)) if isinstance(file, Page) else file for file in files]


def _in_navigation(file: Generated, text: str, site: Site) -> Generated:
    """The file, named for the navigation where it is the first page of its kind."""
    first = {f"{site.archive}/", f"{site.archive}/insights/", f"{site.archive}/actions/"}
    if isinstance(file, Page) and file.address in first:
        return replace(file, nav_title=texts_for(site.language)(text))
    return file
