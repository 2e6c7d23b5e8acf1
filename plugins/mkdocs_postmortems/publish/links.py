"""Where a value of a report leads: its facet's page, if the archive has that facet, or an address of its own.

Comes in: the archive's settings and a value. Goes out: an address, or "". Called by the pages of ``publish``.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from mkdocs_postmortems.archive.facets import slug
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.read.page_rules import SCHEMES
from mkdocs_postmortems.settings import Settings


def facet_address(site: Site, settings: Settings, facet: str, text: str) -> str:
    """The address of the page of a facet's value; "" where the settings do not have that facet."""
    segment = settings.facet_segments().get(facet)
    return site.facet(segment, slug(text)) if segment and text else ""


def figures_address(site: Site) -> str:
    """The address of the page that says how figures are computed.

    The site's own page is known by its name: ``figures.md``, else ``insights.md``, wherever it lies. Where it has
    none, the insights page says it.
    """
    named = {path.rpartition("/")[2]: address for path, address in sorted(site.documents.items())}
    return named.get("figures.md") or named.get("insights.md") or f"{site.archive}/insights/#computed"


def ticket_link(ticket: str) -> tuple[str, str]:
    """A ticket as it is shown, and its address, "" where it has none: an address is shown by its last part."""
    if not ticket.startswith(("https://", "http://")):
        return ticket, ""
    return ticket.rstrip("/").rpartition("/")[2], ticket


def is_safe_link(address: str) -> bool:
    """Whether an address from the front matter may be a link: one of the web or of mail, by its scheme."""
    try:
        return urlsplit(address.strip()).scheme in SCHEMES
    except ValueError:
        return False
