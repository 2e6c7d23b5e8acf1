"""What search engines read of a report: a schema.org article, and the way to it from the archive.

Comes in: a report and the site. Goes out: JSON-LD as plain data, and as the script element that holds it. Called by
``report_page``; printed by ``head``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from mkdocs_postmortems.publish.formats import iso
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.read.model import Report


def structured_data(report: Report, site: Site, archive_title: str) -> Mapping[str, Any]:
    """The report as schema.org's ``TechArticle`` with its breadcrumbs; {} for a site that does not know its address."""
    if not site.url:
        return {}
    address = site.absolute(site.report(report.id))
    fields = report.fields
    article = {
        "@type": "TechArticle",
        "headline": fields.title,
        "description": report.summary,
        "url": address,
        "temporalCoverage": "/".join(iso(moment) for moment in _limits(report)),
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


def as_script(data: Mapping[str, Any]) -> Markup:
    """The element for a page's head, which nothing in a title can end. Browsers run none of it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(f'<script type="application/ld+json">{text}</script>')


def _limits(report: Report) -> list[Any]:
    return [moment for moment in (report.time("started"), report.time("resolved")) if moment]
