"""A report's structured data for search engines: a schema.org article, and its breadcrumbs.

``structured_data`` takes a report and the site, and returns JSON-LD as plain data. Called by ``page``; ``theme.head``
writes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mkdocs_postmortems.publish.formats import iso
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.read.model import Report


def structured_data(report: Report, site: Site, archive_title: str) -> Mapping[str, Any]:
    """Return the report as a schema.org ``TechArticle`` with breadcrumbs; {} if the site's address is unknown."""
    if not site.url:
        return {}
    address = site.absolute(site.report(report.id))
    fields = report.fields
    article = {
        "@type": "TechArticle",
        "headline": fields.title,
        "description": report.summary,
        "url": address,
        "temporalCoverage": "/".join(map(iso, filter(None, (report.time("started"), report.time("resolved"))))),
        "keywords": [*fields.services, *([fields.cause] if fields.cause else []), *fields.tags],
        "author": [{"@type": "Person", "name": name} for name in fields.authors],
    }
    crumbs = {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": 1, "name": archive_title, "item": site.absolute(f"{site.archive}/")},
            {"@type": "ListItem", "position": 2, "name": fields.title, "item": address},
        ],
    }
    kept = {name: value for name, value in article.items() if value}
    return {"@context": "https://schema.org", "@graph": [kept, crumbs]}
