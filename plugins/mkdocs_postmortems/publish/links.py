"""The links of a report's values: to a facet's page if the archive has that facet, or to an address of their own.

The functions take a value, with the settings or the site as needed, and return an address, or "". Called by the page
modules of ``publish``.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from msgspec import Struct

from mkdocs_postmortems.archive.facets import slug
from mkdocs_postmortems.archive.model import Archive
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.read.body.links import SCHEMES
from mkdocs_postmortems.settings import Settings


class Target(Struct, frozen=True):
    """The target of ``[[id]]``: a link and its text."""

    href: str
    title: str


def facet_address(site: Site, settings: Settings, facet: str, text: str) -> str:
    """Return the address of a facet value's page; "" if the settings do not include that facet."""
    segment = settings.facet_segments().get(facet)
    return site.facet(segment, slug(text)) if segment and text else ""


def report_target(archive: Archive, site: Site, address: str, id: str) -> Target | None:
    """Return the link to a report from the page at ``address``, with the report's title; ``None`` if there is none."""
    report = archive.by_id.get(id)
    return Target(site.href(address, site.report(id)), report.fields.title) if report else None


def figures_address(site: Site) -> str:
    """Return the address of the page that explains how figures are computed.

    This is the site's own page named ``figures.md``, else ``insights.md``, in any folder; else a section of the
    insights page.
    """
    named = {path.rpartition("/")[2]: address for path, address in sorted(site.documents.items())}
    return named.get("figures.md") or named.get("insights.md") or f"{site.archive}/insights/#computed"


def is_safe_link(address: str) -> bool:
    """Whether an address from the front matter may become a link, judged by its scheme (web or mail)."""
    try:
        return urlsplit(address.strip()).scheme in SCHEMES
    except ValueError:
        return False
