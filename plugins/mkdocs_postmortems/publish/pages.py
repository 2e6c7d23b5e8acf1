"""All files of a published archive, in order.

``report_parts`` and then ``overview_parts`` take the archive of an edition and the site, and return parts that can be
made in any order and cached; ``publish`` yields the ``Generated`` files. Called by ``rendering``, and by ``audit`` for
a site without reports.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from types import MappingProxyType

from msgspec.structs import replace

from mkdocs_postmortems.archive.model import Archive
from mkdocs_postmortems.archive.statistics import day_of
from mkdocs_postmortems.cache import NO_CACHE, Cache
from mkdocs_postmortems.publish.cache_keys import PageKeys, ReportKeys, keys_of_facts
from mkdocs_postmortems.publish.data.dataset import data_parts, dataset_files, record_lines
from mkdocs_postmortems.publish.files import Extract, Generated, Page, Part
from mkdocs_postmortems.publish.plain_text import is_unspaced_page, plain_text
from mkdocs_postmortems.publish.report.page import ReportPages
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.read.model import Report


def publish(archive: Archive, site: Site) -> Iterator[Generated]:
    """Yield every file below the archive's address."""
    reports = [file for part in report_parts(archive, site) for file in part.run()]
    for part in overview_parts(archive, site, reports):
        yield from part.run()
    yield from reports


def report_parts(
    archive: Archive,
    site: Site,
    cache: Cache = NO_CACHE,
    sources: Mapping[str, str] = MappingProxyType({}),
) -> list[Part]:
    """Return a part for each report, in order.

    The parts have keys if there is a cache; ``sources`` are then those of the reports as they were read, by path.
    """
    pages, keys = ReportPages(archive, site), ReportKeys(archive, site, cache, sources).all()
    return [Part(partial(_report_files, pages, each), key) for each, key in zip(archive.reports, keys, strict=True)]


def overview_parts(
    archive: Archive, site: Site, reports: Iterable[Generated], cache: Cache = NO_CACHE
) -> Iterator[Part]:
    """Yield all pages and files over many reports.

    ``reports`` are the files of ``report_parts``; the content of their pages is not needed. The keys of the parts
    depend on nothing but those of all reports' extracts and on the day. They are in ``cache``, so that the parts
    themselves are put together only if one must be made.
    """
    ids = {site.report(report.id): report.id for report in archive.reports}
    extracts = {ids[file.address]: file.extract for file in reports if isinstance(file, Page) and file.extract}
    keys = PageKeys(archive, site, cache, extracts)
    yield Part(partial(dataset_files, archive, site, extracts))  # its files contain the time of the build
    parts = functools.cache(lambda: tuple(_parts_with_keys(archive, site, keys)))

    def make(number: int) -> list[Generated]:
        return parts()[number].run()

    name = keys.of("overview parts", day_of(site.now, archive.settings), keys.cards(), keys.figures(), keys.actions())
    its_keys = cache.get_or_make(name, lambda: [part.key for part in parts()])
    yield from (Part(partial(make, number), key) for number, key in enumerate(its_keys))


def _parts_with_keys(archive: Archive, site: Site, keys: PageKeys) -> Iterator[Part]:
    """Yield the parts that can be cached, large ones first."""
    # late: not needed while all parts are cached
    from mkdocs_postmortems.publish.actions.page import action_parts
    from mkdocs_postmortems.publish.asset_files import asset_files
    from mkdocs_postmortems.publish.data.feeds import feed_files
    from mkdocs_postmortems.publish.insights.page import insights_parts
    from mkdocs_postmortems.publish.lists.archive_page import archive_part
    from mkdocs_postmortems.publish.lists.facet_pages import facet_parts
    from mkdocs_postmortems.publish.report.redirects import redirect_files

    yield archive_part(archive, site, keys)
    yield from insights_parts(archive, site, keys)
    yield from action_parts(archive, site, keys)
    yield from data_parts(archive, site, keys)
    yield Part(partial(feed_files, archive, site), keys.of("feeds", keys.cards()))
    yield from facet_parts(archive, site, keys)
    yield Part(partial(redirect_files, archive, site), keys.of("redirects", keys.cards()))
    yield Part(partial(asset_files, site), keys.of("assets"))


def _report_files(pages: ReportPages, report: Report) -> Iterator[Generated]:
    """Yield a report's files; its page includes the text to search and the extract, so that all are cached together."""
    for file in pages.files(report):
        if isinstance(file, Page):
            text, extract = plain_text(file.html), extract_of(report, pages.archive, pages.site)
            yield replace(file, text=text, is_unspaced=is_unspaced_page(text, file.title), extract=extract)
        else:
            yield file


def extract_of(report: Report, archive: Archive, site: Site) -> Extract:
    """Return what files over many reports take from this one."""
    return Extract(*record_lines(report, archive, site), *keys_of_facts(report))
