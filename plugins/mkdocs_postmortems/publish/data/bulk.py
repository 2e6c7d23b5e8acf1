"""The archive as documents for the bulk API of OpenSearch and Elasticsearch.

``bulk_files`` takes the archive, the site and the text of each report's page. It yields ``index.json``, which creates
an index, and ``bulk-0001.ndjson`` and so on, each the body of one request. Called by ``cli``.

A document is a record of the dataset with the page's text. Its id is the report's, so sending it again replaces it.
The index is named in the request's URL, not here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mkdocs_postmortems.archive.model import Archive
from mkdocs_postmortems.archive.statistics import MEASURES
from mkdocs_postmortems.publish.data.dataset import json_lines, pretty_json, record
from mkdocs_postmortems.publish.files import StaticFile
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.read.model import TIME_FIELDS
from mkdocs_postmortems.settings import Settings

MOST = 10_000_000
"""Maximum bytes of a request, unless one document alone is larger. Services reject 100 MB, and advise 5 to 15 MB."""

_ANALYZERS = {"de": "german", "ja": "cjk"}
"""The analyzer of each language; both services have these built in."""


def bulk_files(archive: Archive, site: Site, texts: Mapping[str, str], most: int = MOST) -> Iterator[StaticFile]:
    """Yield the index and the requests. ``texts`` holds plain texts of pages by report id; others are skipped."""
    yield StaticFile("index.json", pretty_json({"mappings": mappings(archive.settings, site.language)}))
    reports = (report for report in archive.reports if report.id in texts)
    documents = ({**record(each, archive, site), "text": texts[each.id]} for each in reports)
    actions = (json_lines([{"index": {"_id": document["id"]}}, document]) for document in documents)
    for number, body in enumerate(_bodies(actions, most), 1):
        yield StaticFile(f"bulk-{number:04d}.ndjson", body)


def _bodies(actions: Iterable[bytes], most: int) -> Iterator[bytes]:
    """Yield request bodies, each of as many actions as fit."""
    body = bytearray()
    for action in actions:
        if body and len(body) + len(action) > most:
            yield bytes(body)
            body.clear()
        body += action
    if body:
        yield bytes(body)


def mappings(settings: Settings, language: str) -> Mapping[str, Any]:
    """Return the type of every field. Unknown fields are stored but not indexed, so none can break the index."""
    text = {"type": "text", "analyzer": _ANALYZERS.get(language, "english")}
    word, time, count = {"type": "keyword"}, {"type": "date"}, {"type": "integer"}
    own = {"text": word, "list": word, "number": {"type": "double"}, "date": time, "bool": {"type": "boolean"}}
    action = {
        "number": count,
        "text": text,
        **dict.fromkeys(("status", "owner", "type", "ticket", "ticket_urls"), word),
        **dict.fromkeys(("due", "closed"), time),
    }
    return {
        "dynamic": False,
        "properties": {
            **dict.fromkeys(("id", "url", "severity", "status", "services", "cause", "tags", "teams", "related"), word),
            **dict.fromkeys(("title", "summary", "text"), text),
            **dict.fromkeys(TIME_FIELDS, time),
            **{f"{name}_seconds": {"type": "long"} for name in MEASURES},
            "impact": {"type": "object", "enabled": False},
            "events": count,
            "actions": {"type": "nested", "properties": action},
            "fields": {"properties": {name: own[field.type] for name, field in settings.fields.items()}},
        },
    }
