"""Feeds of the newest final reports, for the archive and each facet value: Atom 1.0 (RFC 4287) and JSON Feed 1.1.

``feed_files`` takes the archive and the site, and yields the files.

If the site's address is known, an entry's id is its page's address. If not, it is a name-based ``urn:uuid:`` of the
site's name and the page's address, since an Atom id must be an absolute IRI; links are then relative to the feed in
Atom, and left out of the JSON Feed, which defines no base for them. Nothing here depends on the build's clock: an
entry's update is when its incident was resolved, a feed's that of its newest entry.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

from msgspec import Struct

from mkdocs_postmortems.archive.facets import facet_texts
from mkdocs_postmortems.archive.model import Archive
from mkdocs_postmortems.archive.statistics import final_reports
from mkdocs_postmortems.publish.data.printable import printable
from mkdocs_postmortems.publish.files import StaticFile
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.publish.texts.facets import value_title
from mkdocs_postmortems.read.model import Report

NEWEST = 30
"""Maximum number of entries in a feed."""

CATEGORIES = ("severity", "services", "cause", "tags")
"""The facets that become an entry's categories."""

_ATOM = "http://www.w3.org/2005/Atom"
_EMPTY = datetime(1970, 1, 1, tzinfo=UTC)  # every feed must state when it was updated, even an empty one


class Feed(Struct, frozen=True):
    """The content of a pair of feed files. ``address`` is that of the page it belongs to."""

    address: str
    title: str
    reports: tuple[Report, ...]


def feed_files(archive: Archive, site: Site) -> Iterator[StaticFile]:
    """Yield ``feed.xml`` and ``feed.json`` of the archive, then of each facet value that has a page."""
    entries: dict[str, FeedEntry] = {}
    for feed in list_feeds(archive, site):
        for report in feed.reports:
            if report.id not in entries:
                entries[report.id] = make_entry(report, site)
        chosen = [entries[report.id] for report in feed.reports]
        yield StaticFile(feed.address + "feed.xml", atom(feed, chosen, site))
        yield StaticFile(feed.address + "feed.json", json_feed(feed, chosen, site))


def list_feeds(archive: Archive, site: Site) -> Iterator[Feed]:
    """Yield the feeds of the archive and of its facet values, each with its newest final reports."""
    yield Feed(f"{site.archive}/", site.name, _newest(archive.reports))
    for facet in archive.facets:
        for value in facet.values:
            title = value_title(facet.name, value.label, archive.settings, site.language)
            yield Feed(site.facet(facet.segment, value.slug), f"{site.name}: {title}", _newest(value.reports))


def _newest(reports: Iterable[Report]) -> tuple[Report, ...]:
    return tuple(report for report in final_reports(reports) if report.time("started"))[:NEWEST]


class FeedEntry(Struct, frozen=True):
    """A report as a feed's entry. ``address`` is its page's, relative to the site's root."""

    id: str
    address: str
    title: str
    summary: str
    published: datetime
    updated: datetime
    categories: tuple[str, ...]


def make_entry(report: Report, site: Site) -> FeedEntry:
    """Return the entry of a report that has a start."""
    started, resolved = report.time("started"), report.time("resolved")
    published = started.instant if started else _EMPTY
    address = site.report(report.id)
    title = printable(report.fields.title) or report.id
    return FeedEntry(
        feed_id(address, site),
        address,
        title,
        printable(report.summary) or title,
        published,
        max(published, resolved.instant) if resolved else published,
        tuple(printable(text) for facet in CATEGORIES for text in facet_texts(report, facet)),
    )


def feed_id(address: str, site: Site) -> str:
    """Return a permanent, absolute IRI for the page at ``address``."""
    if site.url:
        return site.absolute(address)
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{site.name}/{address}").urn


def atom(feed: Feed, entries: Sequence[FeedEntry], site: Site) -> bytes:
    """Return an Atom 1.0 document."""
    root = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": site.language})
    _add(root, "id", feed_id(feed.address, site))
    _add(root, "title", printable(feed.title))
    _add(root, "updated", _timestamp(max((entry.updated for entry in entries), default=_EMPTY)))
    _add(_add(root, "author"), "name", printable(site.name))
    _add(root, "link", rel="alternate", type="text/html", href=_link(feed, feed.address, site))
    _add(root, "link", rel="self", type="application/atom+xml", href=_link(feed, feed.address + "feed.xml", site))
    for entry in entries:
        node = _add(root, "entry")
        _add(node, "id", entry.id)
        _add(node, "title", entry.title)
        _add(node, "link", rel="alternate", type="text/html", href=_link(feed, entry.address, site))
        _add(node, "published", _timestamp(entry.published))
        _add(node, "updated", _timestamp(entry.updated))
        for value in entry.categories:
            _add(node, "category", term=value)
        _add(node, "summary", entry.summary)
    ElementTree.indent(root)
    content: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def _add(parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
    node = ElementTree.SubElement(parent, name, attributes)
    node.text = text
    return node


def _link(feed: Feed, target: str, site: Site) -> str:
    return site.absolute(target) if site.url else site.href(feed.address, target)


def json_feed(feed: Feed, entries: Sequence[FeedEntry], site: Site) -> bytes:
    """Return a JSON Feed 1.1 document."""
    document: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": printable(feed.title),
        "language": site.language,
        "authors": [{"name": printable(site.name)}],
        "items": [_json_item(entry, site) for entry in entries],
    }
    if site.url:
        document["home_page_url"] = site.absolute(feed.address)
        document["feed_url"] = site.absolute(feed.address + "feed.json")
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def _json_item(entry: FeedEntry, site: Site) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": entry.id,
        "title": entry.title,
        "content_text": entry.summary,
        "date_published": _timestamp(entry.published),
        "date_modified": _timestamp(entry.updated),
        "tags": entry.categories,
    }
    if site.url:
        item["url"] = site.absolute(entry.address)
    return item


def _timestamp(instant: datetime) -> str:
    """Format an instant by RFC 3339, in UTC, to the second. Unlike ``strftime``, ``isoformat`` pads years."""
    return instant.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"
