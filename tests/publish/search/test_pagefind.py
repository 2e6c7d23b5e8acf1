"""The search index, built by the real Pagefind binary."""

from __future__ import annotations

import gzip
import importlib
import json
from pathlib import Path

import pytest

from mkdocs_postmortems.publish.search import pagefind
from mkdocs_postmortems.publish.search.pagefind import PagefindError, SearchRecord, build_index, pagefind_binary

RECORDS = [
    SearchRecord(
        url=f"report-{number}/",
        content=f"Login failed for everybody. Report number {number}. 認証サービスが停止した。",
        meta={"title": f"Report {number}", "severity": "SEV-2"},
        filters={"severity": ("SEV-2",), "service": ("login", "C++")},
        sort={name: f"{name}-0{number}" for name in ("date", "length", "severity")},
    )
    for number in range(1, 6)
]


def fragments(files: dict[str, bytes]) -> list[dict[str, object]]:
    packed = [gzip.decompress(content) for path, content in files.items() if path.startswith("fragment/")]
    return [json.loads(content.removeprefix(b"pagefind_dcd")) for content in packed]


def test_every_record_becomes_one_fragment_with_its_meta_and_filters() -> None:
    """What results show and what filters use comes back unchanged."""
    found = fragments(dict(build_index(RECORDS, "en")))
    assert sorted(str(each["url"]) for each in found) == [record.url for record in RECORDS]
    assert all(each["filters"] == {"severity": ["SEV-2"], "service": ["login", "C++"]} for each in found)
    assert {each["meta"]["title"] for each in found} == {f"Report {n}" for n in range(1, 6)}  # type: ignore[index]


def test_the_same_records_give_the_same_bytes() -> None:
    """In two builds of an archive."""
    first = build_index(RECORDS, "en")
    assert all(build_index(RECORDS, "en") == first for _ in range(4))


def test_the_index_has_one_language_and_no_interface() -> None:
    """Only what pages load is published: one index, and none of Pagefind's own interfaces."""
    files = build_index(RECORDS, "en")
    assert list(json.loads(files["pagefind-entry.json"])["languages"]) == ["en"]
    assert {"pagefind.js", "pagefind-worker.js"} <= files.keys()
    assert not [path for path in files if "ui" in path or "highlight" in path]


def test_a_search_loads_few_words_besides_its_own() -> None:
    """30,000 word positions are in at least six files, of which a search for one word needs one."""
    text = " ".join(f"{first}{second}{third}ing" for first in "bcdfgklmnp" for second in "aeiou" for third in "bdgkmn")
    records = [SearchRecord(f"report-{number}/", text) for number in range(100)]
    assert len([path for path in build_index(records, "en") if path.startswith("index/")]) >= 6


def test_many_records_with_long_texts_come_back_complete() -> None:
    """More answers than fit into a pipe, with characters of several bytes and the protocol's separator."""
    records = [
        SearchRecord(f"{number}/", f"word{number}", {"title": f"停止, {number}, " * 400}) for number in range(150)
    ]
    found = {str(each["url"]): each["meta"] for each in fragments(dict(build_index(records, "en")))}
    assert found == {record.url: {"title": record.meta["title"]} for record in records}


def test_an_empty_archive_has_an_index() -> None:
    """A site without reports builds, and its search finds nothing."""
    assert "pagefind-entry.json" in build_index([], "en")


def test_japanese_is_cut_into_words() -> None:
    """A word within a Japanese sentence is a word of the index."""
    content = str(fragments(dict(build_index(RECORDS[:1], "ja")))[0]["content"])
    assert "停止" in content.split("\u200b")


def test_an_invalid_record_is_reported(tmp_path: Path) -> None:
    """The caller gets the error, and the binary's process ends."""

    def broken() -> object:
        yield RECORDS[0]
        raise RuntimeError("no such page")

    with pytest.raises(RuntimeError, match="no such page"):
        build_index(broken(), "en")  # type: ignore[arg-type]


def test_a_missing_binary_is_reported_with_the_command_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """For those who build without the wheel."""

    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(importlib, "import_module", missing)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(PagefindError, match="pip install 'pagefind"):
        pagefind_binary()


def test_a_binary_that_ends_early_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    """A binary that does not speak the protocol causes an error, not an endless wait."""
    monkeypatch.setattr(pagefind, "pagefind_binary", lambda: Path("/bin/true"))
    with pytest.raises(PagefindError, match="ended before"):
        build_index(RECORDS, "en")
