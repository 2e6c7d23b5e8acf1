"""The documents for a search service, compared with what its bulk interface accepts.

The format: pairs of lines with an action and a document, JSON without line breaks, a line feed after each line
including the last; an id has at most 512 bytes (OpenSearch and Elasticsearch, "Bulk API").
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from mkdocs_postmortems.archive.model import build_archive
from mkdocs_postmortems.publish.data.bulk import bulk_files, mappings
from mkdocs_postmortems.read.model import ActionItem, Span
from mkdocs_postmortems.settings import FieldSetting, Settings
from tests.publish.examples import SITE, make_report, many

SETTINGS = Settings(fields={"region": FieldSetting("list"), "cost": FieldSetting("number")})
REPORT = replace(
    make_report(own={"region": ("eu",), "cost": 3}, cause="capacity", impact={"users": "all"}),
    actions=(ActionItem(1, "Alert on *failed* logins", Span(9, 9), owner="identity"),),
)


def requests(texts: dict[str, str], *reports: Any, most: int = 10_000_000) -> dict[str, bytes]:
    found = bulk_files(build_archive(reports, SETTINGS), SITE, texts, most)
    return {file.path: file.content for file in found}


def actions(body: bytes) -> Iterator[tuple[str, dict[str, Any]]]:
    """Return the id and the document of each action, as a service parses a request's body."""
    assert body.endswith(b"\n")
    lines = [json.loads(line) for line in body.removesuffix(b"\n").split(b"\n")]
    for action, document in zip(lines[::2], lines[1::2], strict=True):
        assert list(action) == ["index"]
        assert list(action["index"]) == ["_id"]
        assert 0 < len(action["index"]["_id"].encode()) <= 512
        yield action["index"]["_id"], document


def test_a_document_is_the_record_with_the_text_of_the_page() -> None:
    files = requests({"login": "Line one.\nLine two \u2028 ends."}, REPORT)
    assert list(files) == ["index.json", "bulk-0001.ndjson"]
    ((id, document),) = actions(files["bulk-0001.ndjson"])
    assert id == document["id"] == "login"
    assert document["text"] == "Line one.\nLine two \u2028 ends."
    assert document["actions"][0]["text"] == "Alert on failed logins"
    datetime.fromisoformat(document["started"])


def test_the_same_reports_give_the_same_ids_and_bytes() -> None:
    """Sending them again replaces the documents."""
    reports = many(5)
    texts = {report.id: "Text." for report in reports}
    assert requests(texts, *reports) == requests(texts, *reversed(reports))


def test_only_a_single_document_may_exceed_the_size_of_a_request() -> None:
    reports = many(9)
    texts = {report.id: "x" * (9_000 if report.id == "r4" else 500) for report in reports}
    bodies = [body for path, body in requests(texts, *reports, most=4_000).items() if path != "index.json"]
    assert len(bodies) > 2
    assert [len(list(actions(body))) for body in bodies if len(body) > 4_000] == [1]
    assert [id for body in bodies for id, _ in actions(body)] == [report.id for report in reports]


def test_a_report_excluded_from_the_search_is_left_out() -> None:
    assert list(requests({}, REPORT)) == ["index.json"]


def test_every_field_of_a_document_has_a_type() -> None:
    """The service guesses no type from the first document."""
    ((_, document),) = actions(requests({"login": "Text."}, REPORT)["bulk-0001.ndjson"])
    index = json.loads(requests({})["index.json"])["mappings"]
    assert index["dynamic"] is False
    assert set(index["properties"]) == set(document)
    assert set(index["properties"]["actions"]["properties"]) == set(document["actions"][0])
    assert set(index["properties"]["fields"]["properties"]) == set(document["fields"])


def test_texts_are_analyzed_by_their_language() -> None:
    analyzers = {language: mappings(SETTINGS, language)["properties"]["text"]["analyzer"] for language in ("en", "ja")}
    assert analyzers == {"en": "english", "ja": "cjk"}
