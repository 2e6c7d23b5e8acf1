"""A page's cache key changes whenever the page may change."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from mkdocs_postmortems.archive.model import build_archive
from mkdocs_postmortems.cache import Cache
from mkdocs_postmortems.publish.cache_keys import ReportKeys
from mkdocs_postmortems.publish.report.page import ReportPages
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.read.model import ActionItem, Moment, Report, Span
from mkdocs_postmortems.read.report import ReportReader
from mkdocs_postmortems.settings import Settings
from tests.publish.examples import SITE, make_report


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let ``key`` find the keys that it has made of earlier archives in the same test."""
    monkeypatch.chdir(tmp_path)


def key(*reports: Report, site: Site = SITE) -> str:
    """Return the key of the first report's page, and compare what is kept of earlier archives with what is made.

    The keys of the reports' sources do not change: what they say of each other must be enough.
    """
    archive = build_archive(reports, Settings())
    sources = {report.path: report.id for report in reports}
    kept = ReportKeys(archive, site, Cache(Path()), sources).all()
    made = ReportKeys(archive, site, Cache(Path("elsewhere")), sources)
    assert kept == made.all() == list(map(made.of, archive.reports))
    return made.of(reports[0])


SEEN = {
    "title": "Other",
    "severity": "SEV3",
    "services": ("mail",),
    "cause": "config",
    "tags": ("storm",),
    "related": ("one",),
    "started": Moment(datetime(2024, 1, 1, tzinfo=UTC)),
}


@pytest.mark.parametrize("name", SEEN)
def test_whatever_others_show_of_a_report_changes_their_keys(name: str) -> None:
    """Fields that make two reports related, and those that a list of related reports shows."""
    same = {"services": ("web",), "cause": "capacity", "tags": ("flood",), "related": ()}
    days = (datetime(2024, month, 1, tzinfo=UTC) for month in (3, 2))
    one, other = (make_report(id, day, **same) for id, day in zip(("one", "other"), days, strict=True))  # type: ignore[arg-type]
    edited = replace(other, fields=replace(other.fields, **{name: SEEN[name]}))
    assert key(one, other) != key(one, edited)


def test_a_page_without_open_items_keeps_its_key_on_the_next_day() -> None:
    """But one with a due date changes, because it says how late the item is."""
    plain = make_report("plain")
    late = replace(make_report("late"), actions=(ActionItem(1, "Alert", Span(1, 1), due=date(2024, 1, 1)),))
    archive = build_archive([plain, late], Settings())
    sources = {"postmortems/plain.md": "plain", "postmortems/late.md": "late"}
    days = (replace(SITE, now=SITE.now + timedelta(days=days)) for days in (0, 1))
    before, after = (ReportKeys(archive, site, Cache(Path()), sources) for site in days)
    assert [one == other for one, other in zip(before.all(), after.all(), strict=True)] == [
        report.id == "plain" for report in archive.reports
    ]


def test_a_reports_page_depends_on_what_it_says_of_the_incident_before() -> None:
    """Its title, its day, and how many of its action items are open; not on their text."""
    new = make_report("new", datetime(2024, 6, 1, tzinfo=UTC), cause="capacity")
    old = make_report("old", datetime(2024, 5, 1, tzinfo=UTC), cause="capacity")
    item = ActionItem(1, "Alert", Span(1, 1))
    opened, done = (replace(old, actions=(replace(item, status=status),)) for status in ("open", "done"))
    moved = make_report("old", datetime(2024, 7, 1, tzinfo=UTC), cause="capacity")
    renamed = make_report("old", datetime(2024, 5, 1, tzinfo=UTC), cause="capacity", title="Renamed")
    assert len({key(new, other) for other in (old, opened, done, moved, renamed)}) == 5
    assert key(new, opened) == key(new, replace(old, actions=(replace(item, text="Warn"),)))


def page(*reports: Report, site: Site = SITE) -> str:
    """Return the content of the first report's page."""
    return next(iter(ReportPages(build_archive(reports, Settings()), site).files(reports[0]))).html  # type: ignore[union-attr]


def test_a_reports_page_depends_on_which_incident_was_before() -> None:
    """Two of one day can change places, in an order that the authors' list of related reports does not show."""
    noon = datetime(2024, 5, 1, 12, tzinfo=UTC)
    new = make_report("new", datetime(2024, 6, 1, tzinfo=UTC), cause="capacity", related=("first", "second"))
    between = make_report("between", datetime(2024, 5, 20, tzinfo=UTC))
    first = make_report("first", noon, cause="capacity")
    earlier, later = (make_report("second", noon + timedelta(hours=hours), cause="capacity") for hours in (-1, 1))
    assert page(new, between, first, earlier) != page(new, between, first, later)
    assert key(new, between, first, earlier) != key(new, between, first, later)


def with_link(link: str) -> Report:
    text = f"---\ntitle: New\nstarted: 2024-05-02\nservices: [mail]\n---\n\n## Issue summary\n\n[Other]({link})\n"
    return ReportReader(Settings()).read("postmortems/new.md", text.encode())


@pytest.mark.parametrize(
    ("name", "link"),
    [
        ("a.md", "a.md"),
        ("a b.md", "a%20b.md"),
        ("a b.md", "<a b.md>"),
        ("a(1).md", "a(1).md"),
        ("a_b.md", "a\\_b.md"),
        ("a&b.md", "a&amp;b.md"),
        ("ä's.md", "%C3%A4's.md"),
    ],
)
def test_a_reports_page_depends_on_the_addresses_of_reports_that_it_links_to(name: str, link: str) -> None:
    """A link may encode the name of a report's file."""
    new = with_link(link)
    between = make_report("between", datetime(2024, 5, 1, 18, tzinfo=UTC))
    other, moved = (replace(make_report(id), path=f"postmortems/{name}") for id in ("other", "moved"))
    assert "../other/" in page(new, between, other)
    assert "../other/" not in page(new, between, moved)
    assert key(new, between, other) != key(new, between, moved)


@pytest.mark.parametrize(
    ("name", "link"),
    [
        ("guide.md", "guide.md"),
        ("the plan.tar.gz", "the%20plan.tar.gz"),
        ("a&b.png", "a&amp;b.png"),
        ("LICENSE", "LICENSE"),
        ("v1.2-beta", "v1.2-beta"),
        ("ä.PDF", "%C3%A4.PDF"),
    ],
)
def test_a_reports_page_depends_on_the_addresses_of_the_sites_own_files_that_it_links_to(name: str, link: str) -> None:
    report = with_link(f"../docs/{link}")
    with_file, elsewhere = (replace(SITE, documents={f"docs/{name}": f"{place}/"}) for place in ("here", "there"))
    assert "../here/" in page(report, site=with_file)
    assert "../there/" in page(report, site=elsewhere)
    assert len({key(report, site=site) for site in (SITE, with_file, elsewhere)}) == 3


@pytest.mark.parametrize(
    ("name", "link"),
    [
        ("guide.md", "guide%2Emd"),
        ("guide.md", "guide&#46;md"),
        ("guide.md", "gui&#100;e.md"),
        ("guide.md", "gui\nde.md"),
        ("guide.md", "gui%64e\\.md"),
        ("a%62.md", "a%2562.md"),
        ("a\\b.md", "a%5Cb.md"),
        ("md.tar.gz", "md&period;tar&period;gz"),
    ],
)
def test_a_reports_page_depends_on_files_whose_names_a_link_encodes_wholly(name: str, link: str) -> None:
    """No kind of file is in the text, or another end than that of the name."""
    test_a_reports_page_depends_on_the_addresses_of_the_sites_own_files_that_it_links_to(name, link)


@pytest.mark.parametrize(
    ("extension", "config", "body"),
    [
        ("markdown.extensions.wikilinks", {"base_url": "../docs/", "end_url": ".md"}, "[[guide]]"),
        ("pymdownx.emoji", {"options": {"image_path": "../docs/"}}, ":smile:"),
    ],
)
def test_a_reports_page_depends_on_all_files_if_an_extension_makes_addresses(
    extension: str, config: dict[str, Any], body: str
) -> None:
    text = f"---\ntitle: New\nstarted: 2024-05-02\nservices: [mail]\n---\n\n## Issue summary\n\n{body}\n"
    report = ReportReader(Settings()).read("postmortems/new.md", text.encode())
    site = replace(SITE, extensions=(extension,), extension_configs={extension: config})
    names = "docs/guide.md", "docs/1f604.png"
    here, there = (replace(site, documents=dict.fromkeys(names, f"{place}/")) for place in ("here", "there"))
    assert "../here/" in page(report, site=here)
    assert key(report, site=here) != key(report, site=there)


def test_a_reports_page_does_not_depend_on_other_files_of_the_site() -> None:
    """So a new page of a guide does not render all reports again."""
    report = with_link("../docs/guide.md")
    more = replace(SITE, documents={"docs/guide.md": "guide/", "docs/new.md": "new/", "docs/photo.png": "photo.png"})
    assert key(report, site=more) == key(report, site=replace(SITE, documents={"docs/guide.md": "guide/"}))
