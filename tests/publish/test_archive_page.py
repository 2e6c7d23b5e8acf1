"""The archive's front page."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser

import pytest
from msgspec.structs import replace

from mkdocs_postmortems.publish.archive_page import NEWEST, archive_page
from mkdocs_postmortems.read.model import ActionItem, Span
from tests.publish.examples import SITE, make_archive, make_report, many, wordy


def links(html: str) -> list[str]:
    return re.findall(r'href="([^"]*)"', html)


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def attributes(html: str) -> set[str]:
    """The names of all attributes, as a browser reads them."""
    found: set[str] = set()
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attrs: found.update(name for name, _ in attrs)  # type: ignore[method-assign]
    parser.feed(html)
    return found


def test_an_archive_without_reports_says_so() -> None:
    """And nothing else: there is nothing to count, to draw or to search. With other archives beside it there is."""
    page = archive_page(make_archive(), SITE)
    assert text(page.html) == "No incidents have been published yet."
    assert "data-pm-archive" in archive_page(make_archive(also_search=("/2025/incidents/",)), SITE).html
    assert page.title == "Incident archive"


def test_every_report_of_a_small_archive_stands_on_the_page_newest_first() -> None:
    """Without scripts the page is complete."""
    html = archive_page(make_archive(*many(100)), SITE).html
    titles = re.findall(r'class="pm-card-title" href="([^"]*)"', html)
    assert titles == [f"r{number}/" for number in range(100)]


def test_who_wants_to_follow_finds_the_feeds() -> None:
    """And the data; a reader does not look into a page's head for them."""
    html = archive_page(make_archive(make_report("a")), SITE).html
    assert {"feed.xml", "feed.json", "incidents.csv"} <= {*links(html)}


def test_facets_lead_to_their_pages_with_counts() -> None:
    """Without scripts an incident is found by its service, severity, cause or year."""
    html = archive_page(make_archive(make_report("a", services=("C++", "C#")), make_report("b")), SITE).html
    assert {"service/c-plus-plus/", "service/c-sharp/", "service/login/", "severity/sev-2/", "year/2024/"} <= {
        *links(html)
    }
    assert re.search(r'data-pm-value="SEV-2".*?pm-choice-count"[^>]*>2<', html, re.DOTALL)


def test_a_large_archive_shows_its_newest_and_leads_to_its_years() -> None:
    """The page does not grow with the archive, and nothing is out of reach."""
    small, large = (archive_page(make_archive(*many(count)), SITE).html for count in (101, 1000))
    assert large.count('class="pm-card ') == small.count('class="pm-card ') == NEWEST
    assert "The newest 50 of 1,000 incidents." in text(large)
    assert {"year/2024/", "year/2022/"} <= {*links(large)}
    assert len(large) < 150_000


def test_a_split_archive_leads_to_years_that_are_no_facet() -> None:
    """A site that does not narrow by year is still read by year."""
    html = archive_page(make_archive(*many(101), facets=("severity",)), SITE).html
    assert "year/2024/" in links(html)


def test_reports_without_a_day_stay_in_reach_of_a_split_archive() -> None:
    """No year lists a draft without a start, so the front page does."""
    html = archive_page(make_archive(*many(101), make_report("undated", started=None)), SITE).html
    assert "undated/" in links(html)


def test_the_figures_name_their_sample() -> None:
    """Medians of the last 12 months with their n, and none of fewer than five."""
    assert "54 min median to mitigate, last 12 months, n 100" in text(archive_page(make_archive(*many(100)), SITE).html)
    assert "too few median to mitigate, last 12 months, n 4" in text(archive_page(make_archive(*many(4)), SITE).html)
    assert "9 min median to detect, last 12 months, n 100" in text(archive_page(make_archive(*many(100)), SITE).html)


def test_overdue_items_are_counted_as_of_the_build() -> None:
    """What is overdue hangs on the day, so the page names the day."""
    late = ActionItem(1, "Mend it", Span(1, 1), due=date(2024, 11, 1))
    done = ActionItem(2, "Done", Span(1, 1), status="done", due=date(2024, 11, 1))
    report = replace(make_report(), actions=(late, done))
    assert "1 action item overdue, as of 24 November 2024" in text(archive_page(make_archive(report), SITE).html)


def test_the_colours_of_the_cards_bars_are_told() -> None:
    """Above the list, where a card has a bar; a report without times has none."""
    told = "Undetected Responding Recovering"
    assert told in text(archive_page(make_archive(make_report()), SITE).html)
    assert told not in text(archive_page(make_archive(make_report(resolved=None)), SITE).html)
    whole = make_report(detected=None, mitigated=None)
    assert f"{told} Start to end" in text(archive_page(make_archive(whole), SITE).html)


def test_a_hostile_report_stays_text() -> None:
    """Whatever an author writes, it is read and not run."""
    payload = "<img src=x onerror=alert(1)>\"'{{ 7777*7 }}"
    report = make_report(title=payload, services=(payload,), cause=payload, tagline=payload, severity=payload)
    html = archive_page(make_archive(report), SITE).html
    assert "<img" not in html
    assert "54439" not in html
    assert not [name for name in attributes(html) if name.startswith("on")]


def test_links_name_files_where_addresses_are_not_pretty() -> None:
    """The same page is read from a disk."""
    html = archive_page(make_archive(make_report()), replace(SITE, pretty=False)).html
    assert all(not link or not link.endswith("/") for link in links(html))


def test_the_page_speaks_the_sites_language() -> None:
    """German and Japanese sites have no English left in their list."""
    for language, word in (("de", "Vorfallarchiv"), ("ja", "インシデントアーカイブ")):
        page = archive_page(make_archive(*many(101)), replace(SITE, language=language))
        assert page.title == word
        assert "incident" not in text(page.html).lower().replace("incidents/", "")


@pytest.mark.parametrize("count", [100, 400, 1400])
def test_the_page_is_small_however_large_the_archive_is(count: int) -> None:
    """As many cards as it may have, as many marks, and weeks in place of them: with the theme less than 300 KB."""
    assert 100_000 < len(archive_page(make_archive(*wordy(count)), SITE).html.encode()) < 275_000
