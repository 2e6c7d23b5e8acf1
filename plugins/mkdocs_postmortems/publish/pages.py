"""All files of a published archive, in order.

``publish_parts`` takes the archive of an edition and the site, and returns parts, which can be cached; ``publish``
yields the ``Generated`` files. Called by ``rendering``, and by ``audit`` for a site without reports.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_postmortems.archive.model import Archive
from mkdocs_postmortems.publish.actions_page import action_parts
from mkdocs_postmortems.publish.archive_page import archive_part
from mkdocs_postmortems.publish.asset_files import asset_files
from mkdocs_postmortems.publish.cache_keys import CacheKeys
from mkdocs_postmortems.publish.dataset import dataset_parts
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
    pages, keys = ReportPages(archive, site), CacheKeys(archive, site, versions, sources)
    reports = [Part(partial(_report_files, pages, report), keys.of_report(report)) for report in archive.reports]
    return Parts(list(_index_parts(archive, site, keys)), reports)


def _index_parts(archive: Archive, site: Site, keys: CacheKeys) -> Iterator[Part]:
    """Yield all pages and files over many reports."""
    yield archive_part(archive, site, keys)
    yield from insights_parts(archive, site, keys)
    yield from action_parts(archive, site, keys)
    yield from dataset_parts(archive, site, keys)
    yield Part(partial(feed_files, archive, site), keys.of_pages("feeds", keys.cards()))
    yield from facet_parts(archive, site, keys)
    yield Part(partial(redirect_files, archive, site))
    yield Part(partial(asset_files, site))


def _report_files(pages: ReportPages, report: Report) -> Iterator[Generated]:
    """Yield a report's files; its page includes the text to search, so that both are cached together."""
    for file in pages.files(report):
        if isinstance(file, Page):
            text = plain_text(file.html)
            yield replace(file, text=text, is_unspaced=is_unspaced_page(text, file.title))
        else:
            yield file
