"""The page of one report."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape
from html.parser import HTMLParser
from urllib.parse import quote, unquote, urljoin, urlsplit

import pytest
from msgspec.structs import replace

from mkdocs_postmortems.archive.model import build_archive
from mkdocs_postmortems.publish.files import CopiedFile, Page
from mkdocs_postmortems.publish.plain_text import plain_text
from mkdocs_postmortems.publish.report.page import ReportPages
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.publish.theme.content import front_matter
from mkdocs_postmortems.read.model import Moment, Report
from mkdocs_postmortems.read.report import ReportReader
from mkdocs_postmortems.settings import FieldSetting, Settings
from tests.publish.examples import make_report, text_of

SITE = Site(now=datetime(2024, 11, 6, tzinfo=UTC), documents={"docs/guide.md": "guide/"})
TEXT = """\
---
title: Login failures <script>
severity: SEV-2
status: final
services: [user-authentication]
started: 2023-10-15 14:00
detected: 2023-10-15 14:06
resolved: 2023-10-15 16:30
timezone: Europe/London
cause: code deployment
impact: {users: ~30 %, experience: could not log in}
tagline: One inverted check.
roles: {lead: B. Lead}
internal: {customer: Example Ltd}
---

## Issue summary

Logins failed. See [the other](2024/other.md#why), [[other]], [guide](../docs/guide.md) and [a log](logs/a b.log). [No](https://a／b@c.example).

![A graph](graph.png) ![Elsewhere](https://example.org/x.png) [Part](#timeline)

## Timeline

- 14:00 Deployment.
- 14:06 **Detected.** Alert.
- Something.

## Action items

- [x] Smoke test (owner: identity, due: 2023-11-01)
- [ ] Alert on ratio (owner: observability, due: 2023-12-01)
- [ ] Canary (owner: platform, due: 2024-12-15)
"""


def read(text: str = TEXT, path: str = "postmortems/login.md", settings: Settings | None = None) -> Report:
    return ReportReader(settings or Settings()).read(path, text.encode())


def page_of(*reports: Report, settings: Settings | None = None, site: Site = SITE) -> Page:
    pages = ReportPages(build_archive(reports, settings or Settings()), site)
    return next(pages.files(reports[0]))


OTHER = make_report("other", datetime(2023, 1, 1, tzinfo=UTC), title="Other <b>", services=("user-authentication",))
OTHER = Report("postmortems/2024/other.md", "other", OTHER.source, OTHER.fields)


def test_the_fields_of_the_site_are_shown() -> None:
    """With a link if the archive can be filtered by them; one without a value is left out."""
    declared = {"region": "list", "lost_orders": "number", "paid": "bool", "vendor": "text"}
    settings = Settings(fields={name: FieldSetting(type) for name, type in declared.items()}, facets=("region",))
    report = make_report(own={"region": ("eu <1>", "us"), "lost_orders": 120, "paid": True, "vendor": ""})
    html = page_of(report, settings=settings).html
    assert "Region eu &lt;1&gt; us Lost orders 120 Paid yes" in text_of(html)
    assert '<a class="pm-chip" href="../region/us/"' in html
    assert "Vendor" not in html
    assert "Paid ja" in text_of(page_of(report, settings=settings, site=replace(SITE, language="de")).html)


def test_a_field_of_the_site_is_shown_by_its_name() -> None:
    """As plain text; the address of a value has the field's key."""
    named = FieldSetting("list", name="Betroffene <b>Region")
    html = page_of(
        make_report(own={"region": ("eu",)}), settings=Settings(fields={"region": named}, facets=("region",))
    ).html
    assert "<dt>Betroffene &lt;b&gt;Region</dt>" in html
    assert 'href="../region/eu/"' in html


def test_the_page_is_at_the_reports_address() -> None:
    """With its title as plain text, a description and its headings."""
    page = page_of(read())
    assert (page.address, page.title, page.source) == (
        "incidents/login/",
        "Login failures <script>",
        "postmortems/login.md",
    )
    assert page.description == "Logins failed."
    assert [heading.id for heading in page.headings] == ["issue-summary", "timeline", "action-items"]


def test_the_header_summarizes_the_incident() -> None:
    """Labels, period with zone, and figures; missing values are shown as not recorded."""
    text = text_of(page_of(read()).html)
    for part in (
        "SEV-2 Final user-authentication cause: code deployment 15 October 2023 · 14:00–16:30 BST",
        "One inverted check.",
        "Duration 2 h 30 min To detect 6 min To mitigate not recorded Users affected ~30 % Open action items 2 of 3",
        "experience could not log in",
        "2 of 3 events have times.",
    ):
        assert part in text


@pytest.mark.parametrize(("title", "is_long"), [("Login failures", False), ("Login failures " * 8, True)])
def test_a_long_title_is_marked_for_the_styles(title: str, is_long: bool) -> None:
    """They set it in smaller letters."""
    assert ("data-pm-long-title" in page_of(make_report(title=title)).html) == is_long


@pytest.mark.parametrize(
    ("services", "is_wide"),
    [
        (("login",), False),
        (("a-service-whose-name-nobody-can-shorten",), True),
        (("one", "two", "three", "four"), True),
    ],
)
def test_labels_that_do_not_fit_beside_the_time_are_marked_for_the_styles(
    services: tuple[str, ...], is_wide: bool
) -> None:
    """They show the time below the labels, which would wrap in a narrow column otherwise."""
    assert ("pm-labels-wide" in page_of(make_report(services=services, cause="capacity")).html) == is_wide


def days(*ids: str, **fields: object) -> list[Report]:
    """Return reports on successive days, newest first, with the same service and cause."""
    dated = ((id, datetime(2024, 5, 20 - number, tzinfo=UTC)) for number, id in enumerate(ids))
    return [make_report(id, day, cause="capacity", **fields) for id, day in dated]


def test_the_header_names_the_last_incident_of_the_same_kind() -> None:
    """With what is still open from it. Nothing is shown for the first one of its kind."""
    new, middle, old = days("new", "middle", "old")
    with_actions = replace(middle, actions=read().actions)
    before = "Before Title of middle 19 May 2024, same service and cause"
    text = text_of(page_of(new, with_actions, old).html)
    assert f"{before} · 2 of 3 action items still open · and earlier ones" in text
    text = text_of(page_of(middle, new, old).html)
    assert "Before Title of old 18 May 2024, same service and cause" in text
    assert "and earlier ones" not in text
    assert "Before" not in text_of(page_of(old, new, middle).html)


def test_a_draft_without_a_start_is_not_called_an_incident_before() -> None:
    """It comes last in the archive, because nobody knows its place yet."""
    new, old = days("new", "old")
    undated = [make_report(id, started=None, cause="capacity") for id in ("draft", "other-draft")]
    text = text_of(page_of(new, old, *undated).html)
    assert "Before Title of old" in text
    assert "and earlier ones" not in text
    assert "Before" not in text_of(page_of(old, *undated).html)
    assert "Before" not in text_of(page_of(*undated).html)


def test_an_incident_with_another_cause_is_not_called_the_same() -> None:
    """Even if its author names it: it is among the related reports."""
    (old,) = days("old")
    text = text_of(
        page_of(make_report("new", datetime(2024, 6, 1, tzinfo=UTC), cause="dns", related=("old",)), old).html
    )
    assert "Title of old" in text
    assert "Before" not in text


def test_the_same_instant_recorded_twice_is_zero_minutes() -> None:
    """Zero is a value, unlike not recorded."""
    start = Moment(datetime(2024, 1, 1, tzinfo=UTC))
    text = text_of(page_of(make_report(started=start, detected=start, mitigated=None, resolved=start)).html)
    assert "Duration 0 min To detect 0 min To mitigate not recorded" in text


def test_figures_link_to_their_explanation() -> None:
    """The site's own page about figures, else the insights page."""
    link = '<dt><a href="../../figures/" title="How it is computed">To detect</a></dt>'
    assert link in page_of(read(), site=Site(documents={"docs/figures.md": "figures/"})).html
    assert '<dt><a href="../insights/#computed" title="How it is computed">To detect</a></dt>' in page_of(read()).html


def test_utc_is_available_beside_the_zone() -> None:
    """On hover, and for scripts."""
    html = page_of(read()).html
    assert 'title="15\xa0October\xa02023 · 13:00–15:30 UTC"' in html
    assert 'data-pm-start="2023-10-15T13:00:00Z" data-pm-end="2023-10-15T15:30:00Z"' in html


def test_a_draft_is_marked_and_an_incident_without_an_end_has_no_duration() -> None:
    """With its pill and a sentence."""
    text = text_of(page_of(make_report(status="draft", resolved=None)).html)
    assert "Draft" in text
    assert "This report is a draft." in text
    assert "Duration end not recorded" in text


def test_a_folded_timeline_is_found_only_by_its_events() -> None:
    """Not by times, offsets, and summaries of folds, which would fill excerpts."""
    events = "\n".join(f"- {14 + at // 60}:{at % 60:02d} Event." for at in range(80))
    html = page_of(read(TEXT.replace("- 14:00 Deployment.", events))).html
    assert "<details" in html
    assert re.search(r"\d\d:\d\d|min|events", plain_text(html).partition("Timeline")[2]) is None


def test_a_report_links_to_its_archive_and_year() -> None:
    """The year only if years have pages. In a narrow window the theme offers no other way there."""
    archive, year = '<a href="../">Archive</a>', ' › <a href="../year/2023/">2023</a></p>'
    assert archive + year in page_of(read()).html
    assert archive + "</p>" in page_of(read(), settings=Settings(facets=("severity",))).html
    assert archive + "</p>" in page_of(make_report(started=None)).html, "nobody knows when it began"


def test_labels_link_to_their_facets() -> None:
    """If the archive has that facet."""
    assert 'href="../service/user-authentication/"' in page_of(read()).html
    assert "../service/" not in page_of(read(), settings=Settings(facets=("severity",))).html


def test_links_in_the_text_are_resolved() -> None:
    """To other reports' pages, to documents, and to files published beside the page."""
    html = page_of(read(), OTHER).html
    assert '<a href="../other/#why">the other</a>' in html
    assert '<a href="../other/">Other &lt;b&gt;</a>' in html
    assert '<a href="../../guide/">guide</a>' in html
    assert '<a href="logs/a%20b.log">a log</a>' in html
    assert '<a href="#timeline">Part</a>' in html
    assert 'src="https://example.org/x.png"' in html
    assert '<a href="">No</a>' in html, "an address that is none"


@pytest.mark.parametrize("name", ["100%.png", "a%20b.txt", "a%2Fb.txt", "a:b.txt", "a?b#c.txt", 'a"b.txt', "日本.txt"])
def test_a_link_names_the_published_file(name: str) -> None:
    """Whatever signs its name has, the address of the link is decoded to it."""
    report = read(TEXT.replace("(logs/a b.log)", f"(<{quote(name)}>)"))
    page, *files = ReportPages(build_archive([report], Settings()), SITE).files(report)
    assert isinstance(page, Page)
    link = re.search(r'<a href="([^"]*)">a log</a>', page.html)
    assert link
    address = urlsplit(urljoin(f"https://example.org/{page.address}", unescape(link[1])))
    assert unquote(address.path) == f"/incidents/login/{name}"
    assert CopiedFile(f"incidents/login/{name}", f"postmortems/{name}") in files


def test_links_lead_to_files_without_directory_urls() -> None:
    """For sites opened from disk."""
    html = page_of(read(), OTHER, site=Site(use_directory_urls=False, now=SITE.now)).html
    assert 'href="../other/index.html#why"' in html
    assert 'href="../service/user-authentication/index.html"' in html


def test_only_files_that_the_text_uses_are_published() -> None:
    """Images and attachments, beside the page."""
    _, *files = ReportPages(build_archive([read()], Settings()), SITE).files(read())
    assert files == [
        CopiedFile("incidents/login/graph.png", "postmortems/graph.png"),
        CopiedFile("incidents/login/logs/a b.log", "postmortems/logs/a b.log"),
    ]


def test_files_outside_the_reports_folder_are_not_published() -> None:
    """Whatever a link says."""
    report = read(TEXT.replace("graph.png", "../../etc/passwd").replace("logs/a b.log", "/etc/passwd"))
    assert len(list(ReportPages(build_archive([report], Settings()), SITE).files(report))) == 1


def test_action_items_have_their_state_and_days_overdue() -> None:
    """As of the build's day, which is named."""
    html = page_of(read()).html
    text = text_of(html)
    assert "Smoke test identity 2023-11-01 done" in text
    assert "Alert on ratio observability 2023-12-01 open · 341 d overdue" in text
    assert "Canary platform 2024-12-15 open" in text
    assert "As of 6 November 2024" in text
    assert html.count("data-pm-due") == 2
    assert "Type" not in text


def test_action_items_are_late_by_the_days_of_the_site_s_zone() -> None:
    """As on all pages that list them: noon of the 6th in UTC is the 7th at UTC+14."""
    settings = Settings(timezone="Pacific/Kiritimati")
    page = page_of(read(settings=settings), settings=settings, site=replace(SITE, now=SITE.now.replace(hour=12)))
    assert "As of 7 November 2024" in text_of(page.html)
    assert "342 d overdue" in text_of(page.html)


def test_the_searched_text_does_not_depend_on_the_day_of_the_build() -> None:
    """Its month and its days overdue would be found in every report."""
    texts = [plain_text(page_of(read(), site=replace(SITE, now=SITE.now.replace(day=day))).html) for day in (6, 9)]
    assert texts[0] == texts[1]
    assert "Alert on ratio · observability · 2023-12-01 · open · " in texts[0]


def test_the_sections_are_listed_for_narrow_screens() -> None:
    """On which the theme shows no table of contents of a page that is not in the navigation."""
    listed = re.compile(r'<nav class="pm-toc".*?</nav>', re.DOTALL)
    (found,) = listed.findall(page_of(read()).html)
    assert re.findall('href="#([^"]+)"', found)[:2] == ["issue-summary", "timeline"]
    assert listed.findall(page_of(read(TEXT.replace("---\n", "---\nhide: [toc]\n", 1))).html) == []


def test_the_table_of_action_items_is_not_named_after_a_date() -> None:
    """Its caption says of which day its words are."""
    html = page_of(read()).html
    assert '<table class="pm-actions" role="table" aria-label="Action items">' in html


def test_an_action_item_links_to_its_ticket() -> None:
    """With the ticket's number as text; a ticket without a web address stays text."""
    text = TEXT.replace("due: 2024-12-15", "ticket: https://tickets.example/browse/OPS-12").replace(
        "due: 2023-12-01", "ticket: OPS-11"
    )
    html = page_of(read(text)).html
    assert '<a href="https://tickets.example/browse/OPS-12" rel="noopener">OPS-12</a>' in html
    assert '<span class="pm-ticket">OPS-11</span>' in html


def test_the_internal_edition_shows_and_labels_internal_text() -> None:
    """Roles and the internal mapping; the public edition shows neither, even if given them."""
    assert "customer Example Ltd" in text_of(page_of(read()).html)
    assert "Only in the internal edition" in page_of(read()).html
    public = page_of(read(), settings=Settings(edition="public")).html
    assert "B. Lead" not in public
    assert "Example Ltd" not in public


def test_links_of_another_scheme_are_text() -> None:
    """An address that would run a script is shown, and does not run."""
    links = {"Ticket": "https://tracker.example/1", "Chat": "javascript:alert(1)"}
    html = page_of(make_report(links=links)).html
    assert '<a href="https://tracker.example/1" rel="noopener" dir="auto">Ticket</a>' in html
    assert 'href="javascript' not in html


def test_related_and_neighbouring_reports() -> None:
    """Related ones with what they have in common; the next newer and the next older one."""
    named = make_report("named", related=("r1",), cause="expiry")
    others = [make_report(f"r{day}", datetime(2024, 4, day, tzinfo=UTC), cause="expiry") for day in (1, 2)]
    newest = make_report("newest", datetime(2024, 6, 1, tzinfo=UTC), services=("x",))
    text = text_of(page_of(named, *others, newest).html)
    assert "Title of r1 1 April 2024 · shares login, expiry" in text
    assert text.endswith("Newer Title of newest Older Title of r2")


def test_hostile_texts_stay_text() -> None:
    """In every field that the page shows."""
    evil = '"><img src=x onerror=alert(1)>'
    fields = dict.fromkeys(("title", "severity", "cause", "tagline"), evil)
    lists = dict.fromkeys(("services", "tags", "teams", "authors"), (evil,))
    mappings = {"impact": {"users": evil, evil: evil}, "roles": {evil: evil}, "internal": {evil: [evil]}}
    html = page_of(make_report(**fields, **lists, **mappings, links={evil: evil})).html
    assert "<img" not in html
    assert "&lt;img src=x" in html


class _Attributes(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.ids: list[str] = []
        self.tags: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names.update(name for name, _ in attrs)
        self.ids += [value or "" for name, value in attrs if name == "id"]


def test_nothing_needs_an_inline_script_or_style() -> None:
    """So that a strict policy is possible; and no id is used twice."""
    found = _Attributes(page_of(read(), OTHER).html)
    assert not {name for name in found.names if name.startswith("on")} | {"style"} & found.names
    assert not found.tags & {"script", "style"}
    assert len(found.ids) == len(set(found.ids))


@pytest.mark.parametrize("language", ["de", "ja"])
def test_no_english_is_left_in_another_language(language: str) -> None:
    """All texts of the interface come from the catalogue."""
    html = page_of(read(), OTHER, site=Site(language=language, now=SITE.now)).html
    text = text_of(html) + " ".join(re.findall(r'(?:title|aria-label|data-pm-[\w-]+)="([^"]*)"', html))
    words = ("Duration", "not recorded", "Final", "overdue", "events", "Event", "Newer", "Links", "Roles", "As of")
    assert not [word for word in words if word in text]


def test_the_same_report_gives_the_same_bytes() -> None:
    """Whichever report was rendered before it."""
    pages = ReportPages(build_archive([read(), OTHER], Settings()), SITE)
    first = list(pages.files(read()))
    list(pages.files(OTHER))
    assert list(pages.files(read())) == first


def test_the_author_s_description_is_the_page_s() -> None:
    """Even if the report has a summary."""
    assert page_of(read()).description == "Logins failed."
    described = read(TEXT.replace("tagline:", "description: How a check came to be inverted.\ntagline:"))
    assert page_of(described).description == "How a check came to be inverted."


@pytest.mark.parametrize("body", ["", "## Issue summary\n\nLogins failed.\n"])
def test_a_description_is_text_in_the_theme(body: str) -> None:
    """Material does not escape it: a script in the description of a draft without a summary used to run."""
    front = TEXT.partition("\n---\n")[0].replace("tagline:", "description: '\"><script>alert(1)</script>'\ntagline:")
    meta = front_matter(page_of(read(f"{front}\n---\n\n{body}")))
    assert meta["description"] == "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"
