"""All files of a published archive, in order.

``report_parts`` and ``index_parts`` take the archive of an edition, the site and cache keys, and return parts that can
be made in any order and cached; ``publish`` yields the ``Generated`` files. Called by ``rendering``, and by ``audit``
for a site without reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from msgspec.structs import replace

from mkdocs_postmortems.archive.model import Archive
from mkdocs_postmortems.publish.actions_page import action_parts
from mkdocs_postmortems.publish.archive_page import archive_part
from mkdocs_postmortems.publish.asset_files import asset_files
from mkdocs_postmortems.publish.cache_keys import CacheKeys
from mkdocs_postmortems.publish.dataset import data_lines, dataset_parts
from mkdocs_postmortems.publish.facet_pages import facet_parts
from mkdocs_postmortems.publish.feeds import feed_files
from mkdocs_postmortems.publish.files import Generated, Page, Part
from mkdocs_postmortems.publish.insights_page import insights_parts
from mkdocs_postmortems.publish.plain_text import is_unspaced_page, plain_text
from mkdocs_postmortems.publish.redirects import redirect_files
from mkdocs_postmortems.publish.report_page import ReportPages
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.read.model import Report


def publish(archive: Archive, site: Site) -> Iterator[Generated]:
    """Yield every file below the archive's address."""
    keys = CacheKeys(archive, site)
    reports = [file for part in report_parts(archive, site, keys) for file in part.run()]
    for part in index_parts(archive, site, keys, reports):
        yield from part.run()
    yield from reports


def report_parts(archive: Archive, site: Site, keys: CacheKeys) -> list[Part]:
    """Return a part for each report, in order."""
    pages = ReportPages(archive, site)
    return [Part(partial(_report_files, pages, report), keys.of_report(report)) for report in archive.reports]


def index_parts(archive: Archive, site: Site, keys: CacheKeys, reports: Iterable[Generated]) -> Iterator[Part]:
    """Yield all pages and files over many reports, large ones first. ``reports`` are the files of ``report_parts``."""
    ids = {site.report(report.id): report.id for report in archive.reports}
    pages = (file for file in reports if isinstance(file, Page))
    lines = {ids[page.address]: page.data for page in pages if page.address in ids and page.data}
    yield archive_part(archive, site, keys)
    yield from insights_parts(archive, site, keys)
    yield from action_parts(archive, site, keys)
    yield from dataset_parts(archive, site, keys, lines)
    yield Part(partial(feed_files, archive, site), keys.of_pages("feeds", keys.cards()))
    yield from facet_parts(archive, site, keys)
    yield Part(partial(redirect_files, archive, site), keys.of_pages("redirects", keys.cards()))
    yield Part(partial(asset_files, site), keys.of_pages("assets"))


def _report_files(pages: ReportPages, report: Report) -> Iterator[Generated]:
    """Yield a report's files; its page includes the text to search and its data, so that they are cached together."""
    for file in pages.files(report):
        if isinstance(file, Page):
            text, data = plain_text(file.html), data_lines(report, pages.archive, pages.site)
            yield replace(file, text=text, is_unspaced=is_unspaced_page(text, file.title), data=data)
        else:
            yield file
