from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from urllib.parse import urlparse
from xml.etree import ElementTree

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from mkdocs_postmortems.archive.model import Archive, build_archive
from mkdocs_postmortems.publish.data.feeds import NEWEST, feed_files
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.read.model import Fields, Moment, Report, Source
from mkdocs_postmortems.settings import Settings

SITE = Site(name="Example archive", url="https://status.example.com/")
UNKNOWN = Site(name="Example archive")
ATOM = "{http://www.w3.org/2005/Atom}"
ELEMENTS = {"feed", "id", "title", "updated", "author", "name", "link", "entry", "published", "category", "summary"}
NOON = datetime(2024, 3, 1, 12, tzinfo=UTC)
HOSTILE = "</title><script>alert(1)</script>]]>&amp; \"'<!-- 日本 \u202e \x07\x00\x1b\ufffe"


def a_report(id: str = "one", **fields: object) -> Report:
    values = {"title": f"Title of {id}", "severity": "SEV-2", "status": "final", "started": Moment(NOON), **fields}
    return Report(f"{id}.md", id, Source(f"{id}.md", ""), Fields(**values))  # type: ignore[arg-type]


def an_archive(*reports: Report) -> Archive:
    return build_archive(reports, Settings())


def built(archive: Archive, site: Site = SITE, summary: str = "A sentence.") -> dict[str, bytes]:
    told = build_archive([replace(report, summary=summary) for report in archive.reports], archive.settings)
    return {file.path: file.content for file in feed_files(told, site)}


def assert_atom(content: bytes) -> ElementTree.Element:
    """Check what RFC 4287 requires of a feed and its entries (sections 4.1.1 and 4.1.2)."""
    root = ElementTree.fromstring(content)
    assert root.tag == ATOM + "feed"
    for node in (root, *root.findall(ATOM + "entry")):
        for name in ("id", "title", "updated"):
            (found,) = node.findall(ATOM + name)
            assert found.text
        assert urlparse(node.findtext(ATOM + "id")).scheme in ("https", "urn")
        datetime.strptime(str(node.findtext(ATOM + "updated")), "%Y-%m-%dT%H:%M:%SZ")
        assert len([each for each in node.findall(ATOM + "link") if each.get("rel") == "alternate"]) == 1
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    ids = [node.findtext(ATOM + "id") for node in root.findall(ATOM + "entry")]
    assert len(set(ids)) == len(ids)
    return root


def assert_json_feed(content: bytes) -> dict[str, object]:
    """Check what JSON Feed 1.1 requires of a feed and its items."""
    document: dict[str, object] = json.loads(content)
    assert document["version"] == "https://jsonfeed.org/version/1.1"
    assert document["title"]
    items = document["items"]
    assert isinstance(items, list)
    for item in items:
        assert isinstance(item["id"], str) and item["id"]
        assert isinstance(item["content_text"], str) and item["content_text"]
        assert all(isinstance(tag, str) for tag in item["tags"])
        assert datetime.fromisoformat(item["date_published"]).tzinfo
    return document


def test_an_empty_archive_has_valid_feeds() -> None:
    """They have no entries and no time of the build."""
    files = built(an_archive())
    assert set(files) == {"incidents/feed.xml", "incidents/feed.json"}
    assert assert_atom(files["incidents/feed.xml"]).findtext(ATOM + "updated") == "1970-01-01T00:00:00Z"
    assert assert_json_feed(files["incidents/feed.json"])["items"] == []


def test_feedparser_reads_what_was_written() -> None:
    """Title, address, times, categories and summary of an entry."""
    report = a_report(
        "login-fails",
        title="Login fails",
        services=("login", "mail"),
        cause="code deployment",
        resolved=Moment(NOON + timedelta(hours=2)),
    )
    feed = feedparser.parse(built(an_archive(report), summary="Nobody & <nothing>.")["incidents/feed.xml"])
    (entry,) = feed.entries
    assert not feed.bozo
    assert feed.feed.title == "Example archive"
    assert entry.id == entry.link == "https://status.example.com/incidents/login-fails/"
    assert (entry.published, entry.updated) == ("2024-03-01T12:00:00Z", "2024-03-01T14:00:00Z")
    assert [tag.term for tag in entry.tags] == ["SEV-2", "login", "mail", "code deployment"]
    assert entry.summary_detail.type == "text/plain"
    assert entry.summary == "Nobody & <nothing>."


def test_each_facet_value_has_its_own_feeds() -> None:
    """Beside its page, under its slug, with its reports only."""
    files = built(an_archive(a_report("a", services=("C++",)), a_report("b", services=("日本",))))
    root = assert_atom(files["incidents/service/c-plus-plus/feed.xml"])
    assert root.findtext(ATOM + "title") == "Example archive: C++"
    assert [node.findtext(ATOM + "title") for node in root.findall(ATOM + "entry")] == ["Title of a"]
    document = assert_json_feed(files["incidents/service/日本/feed.json"])
    assert document["home_page_url"] == "https://status.example.com/incidents/service/%E6%97%A5%E6%9C%AC/"


def test_only_the_newest_final_reports_are_listed() -> None:
    """Drafts are not announced; the newest thirty are listed newest first."""
    reports = [a_report(f"r{i:02}", started=Moment(NOON + timedelta(days=i))) for i in range(NEWEST + 5)]
    draft = a_report("draft", status="draft", started=Moment(NOON + timedelta(days=99)))
    document = assert_json_feed(built(an_archive(draft, *reports))["incidents/feed.json"])
    items = document["items"]
    assert isinstance(items, list)
    assert [item["title"] for item in items] == [f"Title of r{i:02}" for i in range(NEWEST + 4, 4, -1)]


def test_without_an_address_ids_are_names_and_links_are_relative() -> None:
    """Atom links are relative to the feed; the JSON Feed has none."""
    files = built(an_archive(a_report()), UNKNOWN)
    root = assert_atom(files["incidents/feed.xml"])
    assert str(root.findtext(f"{ATOM}entry/{ATOM}id")).startswith("urn:uuid:")
    link = root.find(f"{ATOM}entry/{ATOM}link")
    assert link is not None and link.get("href") == "one/"
    (item,) = json.loads(files["incidents/feed.json"])["items"]
    assert "url" not in item and item["id"].startswith("urn:uuid:")


def test_ids_do_not_depend_on_the_build() -> None:
    """The same report has the same id and times on another day, and the files the same bytes."""
    archive = an_archive(a_report(services=("login",)))
    later = Site(name=SITE.name, url=SITE.url, now=datetime(2030, 1, 1, tzinfo=UTC))
    assert built(archive) == built(archive, later)


def test_times_that_contradict_each_other_do_not_run_backwards() -> None:
    """An entry is never updated before it was published."""
    report = a_report(resolved=Moment(NOON - timedelta(days=1)))
    root = assert_atom(built(an_archive(report))["incidents/feed.xml"])
    assert root.findtext(f"{ATOM}entry/{ATOM}updated") == "2024-03-01T12:00:00Z"


@pytest.mark.parametrize("site", [SITE, UNKNOWN])
def test_hostile_text_stays_text(site: Site) -> None:
    """Markup is escaped, and characters that XML does not allow are replaced."""
    report = a_report(title=HOSTILE, services=(HOSTILE,), cause=HOSTILE)
    files = built(an_archive(report), site, HOSTILE)
    shown = HOSTILE[:-4] + "\ufffd" * 4
    for path, content in files.items():
        if path.endswith(".xml"):
            root = assert_atom(content)
            assert root.findtext(f"{ATOM}entry/{ATOM}title") == shown
            assert {node.tag for node in root.iter()} <= {ATOM + name for name in ELEMENTS}
        else:
            (item,) = assert_json_feed(content)["items"]  # type: ignore[misc]
            assert item["title"] == item["content_text"] == shown


@settings(deadline=None)
@given(st.text(), st.text())
def test_any_text_makes_valid_feeds(title: str, summary: str) -> None:
    """Whatever the author wrote, both formats parse and contain no control characters."""
    files = built(an_archive(a_report(title=title)), SITE, summary)
    assert_atom(files["incidents/feed.xml"])
    assert_json_feed(files["incidents/feed.json"])
    assert not any(byte < 32 and byte not in b"\n\r\t" for content in files.values() for byte in content)


@pytest.mark.parametrize("year", [1, 999, 9999])
def test_years_have_four_digits(year: int) -> None:
    """As RFC 3339 requires."""
    root = assert_atom(built(an_archive(a_report(started=Moment(NOON.replace(year=year)))))["incidents/feed.xml"])
    assert str(root.findtext(ATOM + "updated")).startswith(f"{year:04d}-")
