"""The search's record of each page."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from mkdocs_postmortems.publish.files import Heading, Page
from mkdocs_postmortems.publish.search.pagefind import SearchRecord
from mkdocs_postmortems.publish.search.records import BREAK, HYPHEN, OtherPage, SearchRecords, index_language
from mkdocs_postmortems.read.model import Report
from tests.publish.examples import SITE, make_archive, make_report


def page_of(report: Report, html: str = "<p>Logins failed.</p>", **meta: object) -> Page:
    return Page(SITE.report(report.id), report.fields.title, html, meta=meta)


def records(*reports: Report, site: object = SITE) -> list[SearchRecord]:
    made = SearchRecords(make_archive(*reports), site)  # type: ignore[arg-type]
    return [made.of(page_of(report)) for report in reports]


def test_a_record_has_what_the_card_shows() -> None:
    """The browser draws a result's card from the record alone."""
    (record,) = records(make_report(services=("login", "C++"), cause="capacity", summary="It was full."))
    assert record.url == "login/"
    assert record.content == "Logins failed."
    assert record.meta == {
        "every": "\ua66e",
        "title": "Title of login",
        "severity": "SEV-2",
        "level": "2",
        "date": "2024-05-01",
        "day": "1\xa0May\xa02024",
        "summary": "It was full.",
        "chips": "login\tservice/login/\nC++\tservice/c-plus-plus/\ncause: capacity\tcause/capacity/",
        "length": "1_h_30_min",
        "order": "n098285435200l099999994600s1",
        "phases": "u14p10r70p50c56p40",
    }


def test_a_report_is_found_by_other_names_of_what_it_says() -> None:
    """Whether its title, its text or its fields have them."""
    (record,) = records(make_report(title="The DB", tags=("k8s",)))
    assert record.content == "Logins failed. · k8s · DB (database) · k8s (Kubernetes)"


def test_a_report_is_found_by_its_fields() -> None:
    """The symptom is often only in ``impact``, and a tag nowhere else. Words such as *true* say nothing."""
    (record,) = records(
        make_report(
            impact={"users": "all", "experience": "a blank page"},
            tags=("thundering herd", "文字コード"),
            teams=("edge",),
            authors=("A. Author",),
            own={"region": ("eu-central-1", "eu-west-1"), "vendor": "a carrier", "drill": True, "hosts": 12},
        )
    )
    assert record.content == (
        "Logins failed. · all · a blank page · thundering herd · 文字コード · edge · A. Author"
        " · eu-central-1 · eu-west-1 · a carrier"
    )


def test_the_day_is_found_in_the_site_s_language() -> None:
    (record,) = records(make_report(), site=replace(SITE, language="de"))
    assert record.meta["day"] == "1.\xa0Mai\xa02024"


def test_a_record_says_where_its_sections_begin() -> None:
    """So that a result leads to the section of its match. Scripts count a character beyond U+FFFF as two."""
    report = make_report(impact={"users": "all"})
    html = (
        '<p>🔥 Timeline</p><h2 id="issue-summary">Issue summary</h2><p>Down.</p><h2 id="timeline">Timeline</h2>'
        '<h3 id="monday">Monday</h3><p>Still down.</p><h2 id="note_1">Note</h2>'
    )
    headings = (
        *(Heading("issue-summary", "Issue summary", 2), Heading("timeline", "Timeline", 2)),
        *(Heading("monday", "Monday", 3), Heading("note_1", "Note", 2)),
    )
    record = SearchRecords(make_archive(report), SITE).of(replace(page_of(report, html), headings=headings))
    assert record.content == "🔥 Timeline Issue summary · Down. Timeline · Monday · Still down. Note · all"
    assert record.meta["sections"].split(BREAK * 2) == [
        "",
        f"12{BREAK}issue{HYPHEN}summary",
        f"34{BREAK}timeline",
        f"66{BREAK}note_1",
        f"70{BREAK}",
    ]


def test_a_cell_or_a_subheading_with_the_words_of_a_heading_begins_no_section() -> None:
    """Reports often begin with a table of facts that has the names of sections."""
    report = make_report()
    html = (
        '<h2 id="summary">Summary</h2><table><tr><th>Impact</th><th>Actions</th></tr></table><p>Down.</p>'
        '<h3 id="business">Business Impact</h3><p>Much.</p><h2 id="impact">Impact</h2><p>Half of all orders.</p>'
        '<h2 id="actions">Actions</h2>'
    )
    headings = [(id.lower(), id, 2) for id in ("Summary", "Impact", "Actions")]
    headings.insert(1, ("business", "Business Impact", 3))
    page = replace(page_of(report, html), headings=tuple(Heading(*each) for each in headings))
    record = SearchRecords(make_archive(report), SITE).of(page)
    _, *sections = record.meta["sections"].split(BREAK * 2)
    places = {id: int(place) for place, id in (each.split(BREAK) for each in sections) if id}
    begun = {id: record.content[place:].partition(" ·")[0] for id, place in places.items()}
    assert begun == {"summary": "Summary", "impact": "Impact", "actions": "Actions"}
    assert record.content.index("Much.") < places["impact"] < record.content.index("Half") < places["actions"]


def test_each_value_of_a_facet_is_a_separate_filter() -> None:
    """A list in one filter would count as one value, and no choice would match it. The filter of years has months."""
    (record,) = records(make_report(services=("login", "C++")))
    assert record.filters == {
        "_kind": ("report",),
        "severity": ("SEV-2",),
        "service": ("C++", "login"),
        "year": ("2024", "2024-05"),
    }


def test_spellings_of_one_value_are_one_filter() -> None:
    """The choice beside the list has one spelling, and matches all."""
    found = records(make_report("a", services=("Login",)), make_report("b"), make_report("c"))
    assert {record.filters["service"] for record in found} == {("login",)}


def test_a_title_and_a_summary_without_spaces_are_found_by_their_words() -> None:
    """Only a record's text is segmented, not its meta."""
    (record,) = records(make_report(title="認証の停止", summary="認証が停止した。"))
    assert record.content == "Logins failed. 認証が停止した。 認証の停止"


def test_a_draft_names_its_status_for_readers() -> None:
    """With the class of its pill and its text."""
    (record,) = records(make_report(status="draft"), site=replace(SITE, language="de"))
    assert record.meta["status"] == "draft\tEntwurf"


@pytest.mark.parametrize(
    ("key", "order"),
    [
        ("newest", ["young", "long", "old", "undated"]),
        ("longest", ["long", "young", "old", "undated"]),
        ("severe", ["old", "young", "long", "undated"]),
    ],
)
def test_sort_keys_compare_as_text(key: str, order: list[str]) -> None:
    """Newest, longest, or most severe first; then newest first; and no report is left out."""
    day = datetime(2024, 1, 1, tzinfo=UTC)
    reports = [
        make_report("old", day - timedelta(days=20_000), severity="SEV-1"),
        make_report("young", day),
        make_report("long", day - timedelta(days=90), resolved=make_report(start=day).time("resolved")),
        make_report("undated", started=None, severity="SEV-9"),
    ]
    found = sorted(records(*reports), key=lambda record: record.sort[key])
    assert [record.url for record in found] == [f"{id}/" for id in order]


def test_pages_that_are_not_ours_are_found_by_their_text() -> None:
    made = SearchRecords(make_archive(make_report()), SITE)
    found = [
        made.of_other(OtherPage("guide/", "Guide", "<p>How to write.</p>")),
        made.of_other(OtherPage("", "Home", "")),
    ]
    assert [(record.url, record.content, record.meta["title"], record.filters) for record in found] == [
        ("../guide/", "How to write.", "Guide", {"_kind": ("page",)}),
        ("../", "", "Home", {"_kind": ("page",)}),
    ]


def test_pages_of_the_archive_are_found_by_their_title() -> None:
    """Not by every word of their tables, even if the theme does not search them."""
    archive = make_archive(make_report())
    page = Page("incidents/insights/", "Insights", "<p>Logins</p>", nav_title="Insights")
    found = SearchRecords(archive, SITE).of(page)
    assert (found.url, found.content, found.filters) == ("insights/", "Insights", {"_kind": ("page",)})
    assert SearchRecords(archive, SITE).has(page)
    assert not SearchRecords(archive, replace(SITE, theme_search=True)).has(page)
    assert not SearchRecords(archive, SITE).has(replace(page, nav_title=""))


def test_a_page_can_exclude_itself_from_the_search() -> None:
    """Material's front matter key works for our pages, too."""
    report = make_report()
    made = SearchRecords(make_archive(report), SITE)
    assert made.has(page_of(report))
    assert not made.has(page_of(report, search={"exclude": True}))


def test_a_record_s_key_has_the_inputs_of_its_page() -> None:
    """And the names of its facet values; without known inputs, the key is of the record itself."""
    page = replace(page_of(make_report()), html="")
    one, other = (SearchRecords(make_archive(make_report(), *more), SITE) for more in ((), (make_report("a"),)))
    assert one.made_of(page, "k") == other.made_of(page, "k") != one.made_of(page, "l")
    spelt = SearchRecords(make_archive(make_report(), *(make_report(id, services=("Login",)) for id in "ab")), SITE)
    assert spelt.made_of(page, "k") != one.made_of(page, "k")
    assert one.made_of(replace(page, text="Other"), "") != one.made_of(page, "")


def test_addresses_lead_to_files_without_directory_urls() -> None:
    """So that a result opens from a disk."""
    (record,) = records(make_report(), site=replace(SITE, use_directory_urls=False))
    assert record.url == "login/index.html"


@pytest.mark.parametrize(
    ("title", "content", "language", "index"),
    [
        ("Login failures", "Logins failed.", "en", "en"),
        ("Login failures", "Anmeldung gestört.", "de-AT", "de"),
        ("Login failures", "The tag is 日本.", "en", "en"),
        ("Login failures", "認証サービスが停止した。", "en", "ja"),
        ("認証サービスの停止障害", "Logins failed.", "en", "ja"),
        ("Login failures", "Logins failed.", "ja", "ja"),
        ("Login failures", "Logins failed.", "zh-Hant", "zh"),
    ],
)
def test_a_text_without_spaces_is_cut_into_words(title: str, content: str, language: str, index: str) -> None:
    """A Japanese report is found by its words on an English site, too; a name alone changes nothing."""
    report = make_report(title=title)
    made, page = SearchRecords(make_archive(report), SITE), page_of(report, f"<p>{content}</p>")
    assert index_language(language, made.is_unspaced(page)) == index
    assert made.is_unspaced(replace(page, html="", is_unspaced=True))
