"""The archive's front page."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from mkdocs_postmortems.publish.lists.archive_page import NEWEST, archive_page
from mkdocs_postmortems.read.model import ActionItem, Report, Span
from tests.publish.examples import SITE, attributes, links, make_archive, make_report, many, text_of, wordy


def html_of(*reports: Report, **options: Any) -> str:
    """Return the page of an archive."""
    return archive_page(make_archive(*reports, **options), SITE).html


def test_an_archive_without_reports_says_so() -> None:
    """Without figures, drawings or a search, unless other archives are searched with it."""
    page = archive_page(make_archive(), SITE)
    how = ' This command starts the first report: postmortems new "What happened"'
    assert text_of(page.html) == "No incidents have been published yet." + how
    assert text_of(html_of(edition="public")) == "No incidents have been published yet."
    assert "data-pm-archive" in html_of(also_search=("/2025/incidents/",))
    assert page.title == "Incident archive"


def test_a_small_archive_lists_every_report_newest_first() -> None:
    """Without scripts the page is complete."""
    html = html_of(*many(100))
    titles = re.findall(r'class="pm-card-title" href="([^"]*)"', html)
    assert titles == [f"r{number}/" for number in range(100)]


def test_a_figure_leads_to_where_it_comes_from() -> None:
    """Medians to the insights, which show whether they get better, and overdue action items to their list."""
    tiles = html_of(*many(5)).partition("</ul>")[0]
    assert links(tiles) == ["insights/", "insights/", "actions/"]


def test_space_for_the_search_is_reserved_only_if_there_is_one() -> None:
    """By a script that runs before the content is shown."""
    html = html_of(make_report("a"))
    assert html.index("assets/early.js?v=") < html.index("pm-tiles")
    assert "<script" not in html_of(make_report("a"), search=False)


def test_the_feeds_are_linked_on_the_page() -> None:
    """And the data; readers do not look for them in a page's head."""
    html = html_of(make_report("a"))
    assert {"feed.xml", "feed.json", "incidents.csv"} <= {*links(html)}


def test_facets_link_to_their_pages_with_counts() -> None:
    """Without scripts, incidents are found by service, severity, cause or year."""
    html = archive_page(make_archive(make_report("a", services=("C++", "C#")), make_report("b")), SITE).html
    assert {"service/c-plus-plus/", "service/c-sharp/", "service/login/", "severity/sev-2/", "year/2024/"} <= {
        *links(html)
    }
    assert re.search(r'data-pm-value="SEV-2".*?pm-choice-count"[^>]*>2<', html, re.DOTALL)


def test_a_large_archive_lists_its_newest_and_links_to_its_years() -> None:
    """The page does not grow with the archive, and every report can be reached."""
    small, large = (html_of(*many(count)) for count in (101, 1000))
    assert large.count('class="pm-card ') == small.count('class="pm-card ') == NEWEST
    assert "The newest 50 of 1,000 incidents." in text_of(large)
    assert {"year/2024/", "year/2022/"} <= {*links(large)}
    assert len(large) < 150_000


def test_a_split_archive_links_to_years_even_without_that_facet() -> None:
    """A site without the year filter can still be browsed by year."""
    html = html_of(*many(101), facets=("severity",))
    assert "year/2024/" in links(html)


def test_a_split_archive_lists_reports_without_a_date() -> None:
    """No year lists a draft without a start, so the front page does."""
    html = html_of(*many(101), make_report("undated", started=None))
    assert "undated/" in links(html)


def test_the_figures_have_their_sample_size() -> None:
    """Medians of the last 12 months with n, and none for fewer than five values."""
    assert "54 min median to mitigate, last 12 months, n 100" in text_of(html_of(*many(100)))
    assert "too few median to mitigate, last 12 months, n 4" in text_of(html_of(*many(4)))
    assert "9 min median to detect, last 12 months, n 100" in text_of(html_of(*many(100)))


def test_overdue_items_are_counted_as_of_the_build() -> None:
    """The count depends on the day, so the page names the day."""
    late = ActionItem(1, "Mend it", Span(1, 1), due=date(2024, 11, 1))
    done = ActionItem(2, "Done", Span(1, 1), status="done", due=date(2024, 11, 1))
    report = make_report(actions=(late, done))
    assert "1 action item overdue, as of 24 November 2024" in text_of(html_of(report))


def test_the_colours_of_the_cards_bars_are_explained() -> None:
    """Above the list; styles hide what no bar shows, since the results of a search may have other bars."""
    assert "Undetected Responding Recovering Start to end" in text_of(html_of(make_report()))


def test_a_hostile_report_stays_text() -> None:
    """Nothing that an author writes is executed."""
    payload = "<img src=x onerror=alert(1)>\"'{{ 7777*7 }}"
    report = make_report(title=payload, services=(payload,), cause=payload, tagline=payload, severity=payload)
    html = html_of(report)
    assert "<img" not in html
    assert "54439" not in html
    assert not [name for name in attributes(html) if name.startswith("on")]


def test_the_page_is_in_the_sites_language() -> None:
    """German and Japanese sites have no English left in their list."""
    for language, word in (("de", "Vorfallarchiv"), ("ja", "インシデントアーカイブ")):
        page = archive_page(make_archive(*many(101)), replace(SITE, language=language))
        assert page.title == word
        assert "incident" not in text_of(page.html).lower().replace("incidents/", "")


@pytest.mark.parametrize("count", [100, 400, 1400])
def test_the_page_of_a_large_archive_is_small(count: int) -> None:
    """With the maximum of cards, of marks, and of weeks instead of marks: under 300 KB including the theme."""
    assert 100_000 < len(html_of(*wordy(count)).encode()) < 275_000
