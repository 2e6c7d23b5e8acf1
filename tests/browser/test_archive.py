"""How readers use the archive's pages and the search in the header."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browsing import Gate, Tab, resize
from tests.building import BODY, build_site, make_report, write_site
from tests.conftest import Once
from tests.serving import serve

SEVERITIES = ("SEV-1", "SEV-2", "SEV-2", "SEV-3")
SERVICES = ("login", "billing", "C++")
PAYLOAD = '"><img src=x onerror=alert(1)>'


def example_reports() -> dict[str, str]:
    """Two dozen reports: one with a unique word, one with two similar words, a hostile title, and Japanese text.

    The tenth tells neither when it was detected nor when it was mitigated.
    """
    reports = {}
    for number in range(24):
        day = f"20{21 + number % 4}-{number % 12 + 1:02d}-07"
        body = BODY.replace("2023-11-01", "2024-11-01")
        title = f"Incident {number}"
        if number == 5:
            body = body.replace("A bad configuration.", "A zanzibar in the pool threw PoolFullError while running.")
        if number == 6:
            title = f"'{PAYLOAD}'"
        if number == 9:
            body = body.replace("Logins failed.", "Logins failed. The database was full.")
        if number == 8:
            body = body.replace("A bad configuration.", "A camel in the cammer.\n\n## Pros & cons\n\nAn okapi.")
        if number == 10:
            body = body.replace("**Detected.** An", "An").replace("**Mitigated.** Rolled", "Rolled")
        if number == 11:
            body = body.replace("A bad configuration.", "A bug.\n\n|  | Release |\n|--|--|\n| mean | numbat |")
        if number == 7:
            title = "認証サービスの停止"
            body = body.replace(
                "Logins failed.", "デプロイの後、利用者はログインに失敗しました。再生した log.txt の dingo。"
            )
        reports[f"r{number}.md"] = make_report(
            body,
            title=title,
            severity=SEVERITIES[number % 4],
            tags={9: "[database]", 10: "[mobile]"}.get(number),
            services=f"[{SERVICES[number % 3]}]",
            cause="capacity" if number % 2 else "configuration",
            started=f"{day}T14:00:00Z",
            detected=f"{day}T14:05:00Z" if number != 10 else None,
            mitigated=f"{day}T14:30:00Z" if number != 10 else None,
            resolved=f"{day}T{15 + number % 8}:00:00Z",
        ).replace("15:00 **Resolved", f"{15 + number % 8}:00 **Resolved")
    return reports


def build_archive(folder: Path) -> None:
    """Build a site with our search in its header."""
    write_site(folder, example_reports(), config="nav: [index.md, guide.md, Incidents: incidents/index.md]")
    (folder / "docs" / "guide.md").write_text("# Guide\n\nHow a quokka writes a report.\n", encoding="utf-8")
    build_site(folder)


@pytest.fixture(scope="module")
def folder(once: Once) -> Path:
    return once("archive", build_archive) / "site"


@pytest.fixture(scope="module")
def url(folder: Path) -> Iterator[str]:
    with serve(folder) as address:
        yield address


@pytest.fixture
def archive(page: Page, url: str) -> Page:
    """The archive's page, ready for a search."""
    page.goto(f"{url}incidents/")
    expect(page.locator(".pm-ready")).to_be_attached()
    return page


def titles(page: Page) -> list[str]:
    return page.locator(".pm-cards .pm-card-title").all_inner_texts()


def count(page: Page, text: str) -> None:
    expect(page.locator("[data-pm-count]")).to_have_text(text)


def test_a_word_in_one_body_finds_that_report(archive: Page) -> None:
    """The excerpt shows it highlighted in its sentence, and the result opens the report."""
    archive.get_by_role("searchbox").fill("zanzibar")
    count(archive, "1 of 24 incidents")
    assert titles(archive) == ["Incident 5"]
    expect(archive.locator(".pm-card-text mark")).to_have_text("zanzibar")
    archive.get_by_role("link", name="Incident 5", exact=True).click()
    expect(archive).to_have_url(re.compile("incidents/r5/$"))


def test_a_match_leads_to_its_section(archive: Page, url: str) -> None:
    """In the list by a link before the excerpt, and in the header's search by the result itself."""
    archive.get_by_role("searchbox").fill("zanzibar")
    count(archive, "1 of 24 incidents")
    section = archive.locator(".pm-card-text").get_by_role("link", name="Root cause and resolution")
    section.click()
    expect(archive).to_have_url(f"{url}incidents/r5/#root-cause-and-resolution")
    archive.goto(f"{url}incidents/?q=okapi")
    section = archive.locator(".pm-card-text").get_by_role("link", name="Pros & cons")
    expect(section).to_have_attribute("href", f"{url}incidents/r8/#pros--cons")
    archive.goto(f"{url}guide/")
    archive.get_by_role("button", name="Search").click()
    archive.get_by_role("combobox").fill("デプロイ")
    expect(archive.get_by_role("option")).to_contain_text("Issue summary")
    archive.keyboard.press("Enter")
    expect(archive).to_have_url(f"{url}incidents/r7/#issue-summary")


def test_a_match_outside_of_the_sections_names_none(archive: Page) -> None:
    """In the title, or in a field."""
    for query, found in {"incident 9": "1 of 24 incidents", "mobile": "1 of 24 incidents"}.items():
        archive.get_by_role("searchbox").fill(query)
        count(archive, found)
        expect(archive.locator(".pm-card-section")).to_have_count(0)
        archive.get_by_role("searchbox").fill("")
        count(archive, "24 incidents")


def test_an_excerpt_is_of_whole_sentences_and_of_one_section(archive: Page) -> None:
    """A match is marked without the punctuation that the index takes for a part of the word."""
    archive.get_by_role("searchbox").fill("running")
    count(archive, "1 of 24 incidents")
    text = archive.locator(".pm-card-text")
    expect(text.locator("mark")).to_have_text("running")
    expect(text).to_have_text("Root cause and resolution A zanzibar in the pool threw PoolFullError while running.")
    archive.get_by_role("searchbox").fill("okapi cons")
    expect(text).to_have_text("Pros & cons An okapi.")
    expect(text.locator("mark")).to_have_text(["cons", "okapi"])


def test_an_excerpt_begins_with_text(archive: Page) -> None:
    """Not with the sign between an empty cell and the next one, nor after the dot in the name of a file."""
    text = archive.locator(".pm-card-text")
    for query, shown in {
        "numbat": "Root cause and resolution Release · mean · numbat",
        "dingo": "Issue summary 再生した log.txt の dingo。",
    }.items():
        archive.get_by_role("searchbox").fill(query)
        expect(text).to_have_text([shown])


def test_a_match_in_fields_only_follows_the_summary(archive: Page) -> None:
    """The fields around it are a list, which says nothing in an excerpt. A match in the text has precedence."""
    archive.get_by_role("searchbox").fill("mobile")
    count(archive, "1 of 24 incidents")
    expect(archive.locator(".pm-card-text")).to_have_text("Logins failed. … mobile")
    expect(archive.locator(".pm-card-text mark")).to_have_text("mobile")
    archive.get_by_role("searchbox").fill("DB")
    count(archive, "1 of 24 incidents")
    expect(archive.locator(".pm-card-text")).to_have_text("Logins failed. … database (DB)")
    archive.get_by_role("searchbox").fill("database")
    expect(archive.locator(".pm-card-section")).to_have_text("Issue summary")
    expect(archive.locator(".pm-card-text")).to_contain_text("The database was full.")


def test_choices_narrow_and_their_counts_follow(archive: Page) -> None:
    """Choices in one facet are alternatives, between facets they narrow; counts show what each choice would give."""
    archive.get_by_role("checkbox", name="SEV-1").check()
    count(archive, "6 of 24 incidents")
    expect(archive.locator("[data-pm-value=login] .pm-choice-count")).to_have_text("2")
    expect(archive.locator("[data-pm-value=SEV-3] .pm-choice-count")).to_have_text("6")
    archive.get_by_role("checkbox", name="SEV-3").check()
    count(archive, "12 of 24 incidents")
    archive.get_by_role("checkbox", name="C++").check()
    count(archive, "4 of 24 incidents")
    expect(archive).to_have_url(re.compile(r"\?severity=SEV-1&severity=SEV-3&service=C%2B%2B$"))
    archive.get_by_role("button", name="Remove SEV-3").click()
    count(archive, "2 of 24 incidents")
    expect(archive.get_by_role("checkbox", name="SEV-3")).not_to_be_checked()


def test_a_range_of_months_narrows_and_its_counts_follow(archive: Page) -> None:
    """One end is enough, the order of both does not matter, and a year that is chosen limits it further."""
    start, end = (archive.get_by_role("combobox", name=name, exact=True) for name in ("From", "To"))
    start.select_option("Nov 2023")
    count(archive, "8 of 24 incidents")
    end.select_option("Jul 2023")
    count(archive, "4 of 24 incidents")
    assert archive.url.endswith("?from=2023-11&to=2023-07")
    expect(archive.locator("[data-pm-value='2023'] .pm-choice-count")).to_have_text("4")
    expect(archive.locator("[data-pm-value='SEV-1'] .pm-choice-count")).to_have_text("0")
    archive.get_by_role("checkbox", name="2022").check()
    count(archive, "0 of 24 incidents")
    archive.reload()
    count(archive, "0 of 24 incidents")
    expect(start).to_have_value("2023-11")
    expect(archive.locator(".pm-remove")).to_have_text(["2022", "To Nov 2023", "From Jul 2023"])
    archive.get_by_role("button", name="Remove To Nov 2023").click()
    count(archive, "6 of 24 incidents")
    expect(start).to_have_value("")
    archive.go_back()
    expect(start).to_have_value("2023-11")


@pytest.mark.parametrize("address", ["?from=2023", "?to=2023-13", "?from=never"])
def test_an_address_without_a_month_has_no_range(page: Page, url: str, address: str) -> None:
    page.goto(f"{url}incidents/{address}")
    count(page, "24 incidents")
    expect(page.locator("[data-pm-cards]")).to_be_visible()


def test_results_do_not_wait_for_counts(archive: Page) -> None:
    """Each index's first filter file restricts a search to reports; the other ones are delayed here.

    The previous search's counts are hidden meanwhile.
    """
    gate = Gate(archive, "**/*.pf_filter", free=2)
    archive.get_by_role("searchbox").fill("zanzibar")
    count(archive, "1 of 24 incidents")
    choice = archive.locator("[data-pm-value=SEV-1] .pm-choice-count")
    expect(choice).to_have_text("6")
    gate.wait()
    expect(choice).to_be_hidden()
    gate.open()
    expect(choice).to_have_text("0")
    expect(choice).to_be_visible()


def test_back_and_forward_go_through_the_searches(archive: Page) -> None:
    """Each step is in the address; a word is one step, not one per letter."""
    archive.get_by_role("searchbox").press_sequentially("zanzibar", delay=30)
    count(archive, "1 of 24 incidents")
    archive.get_by_role("checkbox", name="SEV-2").check()
    count(archive, "1 of 24 incidents")
    archive.go_back()
    expect(archive.get_by_role("checkbox", name="SEV-2")).not_to_be_checked()
    archive.go_back()
    count(archive, "24 incidents")
    expect(archive.get_by_role("searchbox")).to_have_value("")
    archive.go_forward()
    count(archive, "1 of 24 incidents")


def test_a_choice_after_typing_is_a_separate_step(archive: Page) -> None:
    """However slow the click: the letters before it are one step, the choice is another."""
    box = archive.get_by_role("searchbox")
    box.press_sequentially("z")
    expect(archive).to_have_url(re.compile(r"\?q=z$"))
    archive.get_by_role("checkbox", name="SEV-2").hover()
    box.press_sequentially("anzibar")
    archive.mouse.down()
    expect(archive).to_have_url(re.compile(r"\?q=zanzibar$"))
    archive.mouse.up()
    expect(archive).to_have_url(re.compile(r"\?q=zanzibar&severity=SEV-2$"))
    archive.go_back()
    expect(archive).to_have_url(re.compile(r"\?q=zanzibar$"))
    archive.go_back()
    count(archive, "24 incidents")


def test_a_shared_address_shows_the_same_list(page: Page, url: str) -> None:
    """It has search, choices and order."""
    page.goto(f"{url}incidents/?q=logins&severity=SEV-2&service=billing&sort=oldest")
    count(page, "4 of 24 incidents")
    dates = page.locator(".pm-card-date").all_inner_texts()
    assert dates == sorted(dates)
    expect(page.get_by_role("checkbox", name="billing")).to_be_checked()


@pytest.mark.parametrize("order", ["oldest", "longest", "severe"])
def test_the_list_is_sorted_as_chosen(archive: Page, order: str) -> None:
    """Oldest by date, longest by duration, most severe by rank, each over the whole archive."""
    archive.locator("[data-pm-sort] select").select_option(order)
    expect(archive).to_have_url(re.compile(f"sort={order}"))
    archive.wait_for_function("document.querySelectorAll('.pm-cards .pm-card').length === 20")
    hours = [int(text.split()[0]) for text in archive.locator(".pm-cards .pm-card-duration").all_inner_texts()]
    pills = archive.locator(".pm-cards .pm-card-head .pm-pill").all_inner_texts()
    dates = archive.locator(".pm-cards .pm-card-date").all_inner_texts()
    shown = {"oldest": dates, "longest": [-hour for hour in hours], "severe": pills}[order]
    assert shown == sorted(shown)  # type: ignore[type-var]
    archive.get_by_role("button", name="Show more").click()
    expect(archive.locator(".pm-cards .pm-card")).to_have_count(24)


def test_the_list_works_by_keyboard_alone(archive: Page) -> None:
    """Slash focuses the search, arrows move through results and back, Enter opens one, Escape clears."""
    archive.keyboard.press("/")
    archive.keyboard.type("incident")
    expect(archive).to_have_url(re.compile(r"\?q=incident$"))
    expect(archive.locator(".pm-cards .pm-card")).to_have_count(20)
    archive.keyboard.press("ArrowDown")
    archive.keyboard.press("ArrowDown")
    expect(archive.locator(".pm-card-title").nth(1)).to_be_focused()
    archive.keyboard.press("ArrowUp")
    archive.keyboard.press("ArrowUp")
    expect(archive.get_by_role("searchbox")).to_be_focused()
    archive.keyboard.press("Escape")
    count(archive, "24 incidents")
    expect(archive).to_have_url(re.compile("/incidents/$"))
    archive.keyboard.press("ArrowDown")
    archive.keyboard.press("Enter")
    expect(archive).to_have_url(re.compile(r"/incidents/r\d+/$"))


def test_the_focus_stays_in_the_results_when_they_change(page: Page, url: str) -> None:
    """Readers press the next key before a search is done."""
    gate = Gate(page, "**/incidents/pagefind/*")
    page.goto(f"{url}incidents/")
    expect(page.locator(".pm-ready")).to_be_attached()
    title = page.locator(".pm-card-title")
    page.keyboard.press("/")
    page.keyboard.type("incident")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(title.nth(1)).to_be_focused()
    gate.wait()
    gate.open()
    expect(page.locator(".pm-cards .pm-card")).to_have_count(20)
    expect(title.nth(1)).to_be_focused()


def test_a_search_without_results_says_so(archive: Page) -> None:
    """With a way back to the whole list."""
    archive.get_by_role("checkbox", name="SEV-1").check()
    archive.get_by_role("searchbox").fill("xylophone")
    expect(archive.get_by_text("No incidents match this search.")).to_be_visible()
    count(archive, "0 of 24 incidents")
    archive.locator("[data-pm-nothing]").get_by_role("button", name="Clear all").click()
    count(archive, "24 incidents")
    expect(archive.locator(".pm-cards .pm-card")).to_have_count(24)
    expect(archive.get_by_role("checkbox", name="SEV-1")).not_to_be_checked()


def test_filters_without_results_can_be_removed_alone(archive: Page, url: str) -> None:
    """The search stays, and the counts say which other values have results."""
    archive.get_by_role("searchbox").fill("zanzibar")
    count(archive, "1 of 24 incidents")
    archive.get_by_role("checkbox", name="SEV-1").check()
    count(archive, "0 of 24 incidents")
    expect(archive.locator("[data-pm-value='SEV-2'] .pm-choice-count")).to_have_text("1")
    archive.get_by_role("button", name="Show 1 incident without filters").click()
    count(archive, "1 of 24 incidents")
    expect(archive).to_have_url(f"{url}incidents/?q=zanzibar")
    expect(archive.get_by_role("checkbox", name="SEV-1")).not_to_be_checked()


def test_a_search_without_results_offers_similar_ones(archive: Page, url: str) -> None:
    """A corrected word; else all words but one, or each alone, the rarest first. One click searches for it.

    A suggestion is a whole word, and no number of an address.
    """
    search, offered = archive.get_by_role("searchbox"), archive.locator("[data-pm-nearby] button")
    for query, near in (
        ("zanzibra", ["zanzibar1"]),
        ("biling zanzbar", ["zanzibar1", "billing8"]),
        ("zanzibarzzz", ["zanzibar1"]),
        ("pool-zanzbar", ["pool zanzibar1"]),
        ("billing in the zanzibar pool", ["in the zanzibar pool1"]),
        (
            "2024/11/30 06:00:00 [error] 31#31: *5 worker_1: PoolFullError zanzibar in the pool",
            ["error Pool Full zanzibar the1"],
        ),
        ("nowhere 10.5.6.7", []),
        ("zanziqqq", ["zanzibar1"]),
        ("nowhere", []),
    ):
        search.fill(query)
        count(archive, "0 of 24 incidents")
        expect(offered).to_have_text(near)
    search.fill("zanzibra")
    offered.click()
    count(archive, "1 of 24 incidents")
    expect(archive).to_have_url(f"{url}incidents/?q=zanzibar")
    expect(search).to_be_focused()


def test_a_search_without_results_shows_the_closest_incidents(archive: Page) -> None:
    """Below the suggestions, so that a message from a log leads to a report without another click."""
    search, closest = archive.get_by_role("searchbox"), archive.get_by_text("These are the closest incidents.")
    search.fill("PoolFullError: nowhere in the zanzibar pool")
    expect(closest).to_be_visible()
    count(archive, "0 of 24 incidents")
    assert titles(archive) == ["Incident 5"]
    archive.keyboard.press("ArrowDown")
    expect(archive.get_by_role("link", name="Incident 5", exact=True)).to_be_focused()
    search.fill("nowhere")
    expect(closest).to_be_hidden()
    expect(archive.locator(".pm-cards")).to_be_hidden()
    search.fill("zanzibar")
    count(archive, "1 of 24 incidents")
    expect(closest).to_be_hidden()


def test_a_query_can_name_a_filter(archive: Page) -> None:
    """By the facet's name and a value, or a word of it. Counts are those of the same choice in the column."""
    search = archive.get_by_role("searchbox")
    for query, found in {
        "severity:1": "6 of 24 incidents",
        "logins severity:sev-1 Service:billing": "2 of 24 incidents",
        "service:c++ year:2021 year:2022": "4 of 24 incidents",
        "service:nowhere": "0 of 24 incidents",
        "nofacet:1": "0 of 24 incidents",
    }.items():
        search.fill(query)
        count(archive, found)
    search.fill("severity:1")
    count(archive, "6 of 24 incidents")
    expect(archive.locator("[data-pm-value=login] .pm-choice-count")).to_have_text("2")
    expect(archive.locator("[data-pm-value=SEV-3] .pm-choice-count")).to_have_text("6")
    archive.get_by_role("checkbox", name="SEV-3").check()
    count(archive, "12 of 24 incidents")


def test_the_key_to_the_colours_of_bars_is_shown_where_there_are_bars(archive: Page) -> None:
    """Without it, nobody knows what the colours mean; without bars, nobody needs it."""
    key, search = archive.locator(".pm-bar-key"), archive.get_by_role("searchbox")
    expect(archive.locator(".pm-cards .pm-bar").first).to_be_visible()
    expect(key).to_be_visible()
    search.fill("zzzxqy")
    count(archive, "0 of 24 incidents")
    expect(key).to_be_hidden()
    search.fill("")
    expect(key).to_be_visible()


def test_the_key_names_the_phases_that_bars_show(archive: Page) -> None:
    """Where only the start and the end are recorded, a bar has one part, and its colour is in no other bar."""
    names = archive.locator(".pm-bar-key span").filter(visible=True)
    expect(names).to_have_text(["Undetected", "Responding", "Recovering", "Start to end"])
    archive.get_by_role("searchbox").fill("tag:mobile")
    count(archive, "1 of 24 incidents")
    expect(names).to_have_text(["Start to end"])
    archive.get_by_role("searchbox").fill("zanzibar")
    expect(names).to_have_text(["Undetected", "Responding", "Recovering"])


def test_a_query_of_filters_alone_has_no_words(archive: Page) -> None:
    """Its results are in order of time, and nothing is like it. A value as written excludes those that are like it."""
    search, sort = archive.get_by_role("searchbox"), archive.get_by_role("combobox", name="Sort")
    search.fill("severity:1")
    count(archive, "6 of 24 incidents")
    expect(sort).to_have_value("newest")
    search.fill("severity:1 year:2022")
    count(archive, "0 of 24 incidents")
    expect(archive.locator("[data-pm-value='2021'] .pm-choice-count")).to_have_text("6")
    facet = archive.locator("[data-pm-facet=service]")
    facet.evaluate("""each => { each.dataset.pmWords = '{"login": "C"}' }""")
    search.fill("service:c++")
    count(archive, "8 of 24 incidents")
    loaded = archive.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)")
    assert {PurePosixPath(urlsplit(name).path).name for name in loaded} & {"list.js", "nearby.js"} == {"list.js"}


def test_a_suggestion_keeps_the_filters_that_the_query_names(archive: Page) -> None:
    """Its number of results is counted with them."""
    archive.get_by_role("searchbox").fill("severity:1 logns service:billing")
    offered = archive.locator("[data-pm-nearby] button", has_text="logins")
    expect(offered).to_have_text("logins2")
    offered.click()
    count(archive, "2 of 24 incidents")
    expect(archive.get_by_role("searchbox")).to_have_value("logins severity:1 service:billing")


def test_the_likeliest_correction_is_offered(archive: Page) -> None:
    """A doubled or swapped letter at the start beats a different letter at the end (cammer)."""
    search, offered = archive.get_by_role("searchbox"), archive.locator("[data-pm-nearby] button")
    for query in ("cammel", "acmel"):
        search.fill(query)
        count(archive, "0 of 24 incidents")
        expect(offered).to_have_text(["camel1"])


def test_the_header_corrects_a_misspelt_word(page: Page, url: str) -> None:
    """And says which word it found."""
    page.goto(url)
    page.get_by_role("button", name="Search").click()
    page.get_by_role("combobox").fill("zanzibra")
    expect(page.get_by_role("option")).to_have_count(1)
    expect(page.locator(".pm-search-status")).to_have_text("1 result for “zanzibar”")
    expect(page.locator(".pm-search mark")).to_have_text("zanzibar")


def test_an_unknown_word_does_not_match_its_beginning(archive: Page, url: str) -> None:
    """Pagefind falls back to how the word starts, here "in". The plural of a known word finds it."""
    archive.get_by_role("searchbox").fill("inwhichnobodywrites")
    expect(archive.get_by_text("No incidents match this search.")).to_be_visible()
    count(archive, "0 of 24 incidents")
    expect(archive.locator("[data-pm-value=SEV-1] .pm-choice-count")).to_have_text("0")
    archive.get_by_role("searchbox").fill("zanzibars")
    count(archive, "1 of 24 incidents")
    archive.goto(f"{url}guide/")
    archive.get_by_role("button", name="Search").click()
    box = archive.get_by_role("combobox", name="Search this site")
    box.fill("inwhichnobodywrites")
    expect(archive.locator(".pm-search-status")).to_have_text("Nothing found")
    box.fill("zanzibars")
    expect(archive.get_by_role("option")).to_have_count(1)


def test_a_hostile_address_is_inert(page: Page, url: str) -> None:
    """Text from the address stays text, in the field, the chips and the count."""
    for query in ("q={}", "service={}", "severity={}", "q={}&sort={}", "q={}&sort=constructor"):
        page.goto(f"{url}incidents/?{query.replace('{}', quote(PAYLOAD))}")
        expect(page.locator("[data-pm-count]")).to_contain_text("of 24")
        assert page.locator(".pm-archive img").count() == 0, query


def test_a_hostile_title_is_found_and_inert(archive: Page) -> None:
    """A title that looks like markup is shown as its author wrote it."""
    archive.get_by_role("searchbox").fill("onerror")
    count(archive, "1 of 24 incidents")
    assert titles(archive) == [PAYLOAD]


def test_japanese_is_found_by_its_words(archive: Page) -> None:
    """In a site in English, in title and text, also in the middle of a sentence."""
    for query in ("停止", "失敗", "ログインに失敗"):
        archive.get_by_role("searchbox").fill(query)
        count(archive, "1 of 24 incidents")
        assert titles(archive) == ["認証サービスの停止"]
        archive.get_by_role("searchbox").fill("")
        count(archive, "24 incidents")


def test_a_japanese_report_does_not_disable_stemming_for_others(archive: Page) -> None:
    """It has its own index; the other reports' index matches words by their stems."""
    archive.get_by_role("searchbox").fill("pooling")
    count(archive, "1 of 24 incidents")


def test_words_from_different_indexes_are_all_required(archive: Page) -> None:
    """Pagefind ignores a word that an index does not have, here the Japanese report's."""
    archive.get_by_role("searchbox").fill("billing zanzibar")
    count(archive, "0 of 24 incidents")
    archive.get_by_role("searchbox").fill("billing nowhere")
    count(archive, "0 of 24 incidents")
    for query in ("pool zanzibar", "pool & zanzibar", "(pool) - zanzibar"):
        archive.get_by_role("searchbox").fill(query)
        count(archive, "1 of 24 incidents")
        archive.get_by_role("searchbox").fill("")
        count(archive, "24 incidents")


def test_compound_words_are_found_by_their_parts(archive: Page) -> None:
    """If a word is not found, it is split at punctuation and capitals, or where an index may have segmented it."""
    for query in ("PoolFullError", "pool-full-error", "zanzibar/PoolFull", "running", "認証サービスの停止"):
        archive.get_by_role("searchbox").fill(query)
        count(archive, "1 of 24 incidents")
        archive.get_by_role("searchbox").fill("")
        count(archive, "24 incidents")


def test_a_facets_page_searches_only_its_incidents(page: Page, url: str) -> None:
    """The page's own value stays a filter."""
    page.goto(f"{url}incidents/service/billing/")
    page.get_by_role("searchbox").fill("incident")
    count(page, "7 of 8 incidents")  # the eighth has a title in Japanese
    page.get_by_role("searchbox").fill("")
    page.get_by_role("checkbox", name="2022").check()
    count(page, "2 of 8 incidents")
    page.get_by_role("link", name="Archive").first.click()
    expect(page).to_have_url(f"{url}incidents/")


def test_filters_open_as_a_panel_on_a_phone(browser: Browser, url: str) -> None:
    """With rows large enough for fingers, the number of filters on the button, and a button to the list."""
    page = browser.new_page(viewport={"width": 390, "height": 844}, has_touch=True)
    page.goto(f"{url}incidents/")
    button = page.get_by_role("button", name="Filters")
    expect(page.get_by_role("checkbox", name="SEV-1")).not_to_be_visible()
    button.tap()
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("checkbox", name="SEV-3")).to_be_in_viewport()
    boxes = [row.bounding_box() for row in page.locator(".pm-choice:visible").all()]
    assert boxes and min(box["height"] for box in boxes if box) >= 32
    page.get_by_role("checkbox", name="SEV-1").tap()
    page.get_by_role("button", name="Show 6 incidents").tap()
    expect(page.get_by_role("checkbox", name="SEV-1")).not_to_be_visible()
    expect(button).to_have_text(re.compile("1"))
    expect(page.locator("[data-pm-count]")).to_be_in_viewport()
    page.close()


@pytest.mark.parametrize("address", ["", "?q=logins&severity=SEV-1", "service/c-plus-plus/", "severity/"])
def test_no_page_scrolls_sideways(page: Page, url: str, address: str) -> None:
    """On a phone, or at 400 % zoom, which leaves 320 px."""
    page.goto(f"{url}incidents/{address}")
    if address != "severity/":
        expect(page.locator(".pm-ready")).to_be_attached()
    if "?" in address:
        count(page, "6 of 24 incidents")
    for width in (1280, 768, 390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, width


def test_the_headers_search_finds_reports_and_pages(page: Page, url: str) -> None:
    """From any page, with details that distinguish results; Enter opens the selected one."""
    page.goto(f"{url}guide/")
    page.get_by_role("button", name="Search").click()
    box = page.get_by_role("combobox", name="Search this site")
    expect(box).to_be_focused()
    box.fill("zanzibar")
    option = page.get_by_role("option")
    expect(option).to_have_count(1)
    expect(option).to_contain_text("Incident 5")
    expect(option).to_contain_text("SEV-2")
    expect(option).to_contain_text("C++")
    expect(option.locator("mark")).to_have_text("zanzibar")
    box.fill("quokka")
    expect(option).to_have_text(re.compile("^Guide"))
    box.fill("incident")
    expect(option).to_have_count(15)
    expect(option.first.locator(".pm-search-title mark")).to_have_text("Incident")
    box.press("ArrowDown")
    expect(option.nth(1)).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", "pm-search-1")
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"/incidents/r\d+/$"))


@pytest.mark.parametrize("options", [{"button": "middle"}, {"modifiers": ["ControlOrMeta"]}])
def test_a_result_of_the_headers_search_opens_in_a_new_tab(page: Page, url: str, options: dict[str, Any]) -> None:
    """As a link does, and the results stay."""
    page.goto(f"{url}guide/")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("combobox", name="Search this site").fill("zanzibar")
    with page.context.expect_page() as opened:
        page.get_by_role("option").click(**options)
    expect(opened.value).to_have_url(re.compile(r"/incidents/r\d+/#[a-z-]+$"))
    opened.value.close()
    expect(page.get_by_role("option")).to_be_visible()


def test_the_headers_search_continues_in_the_archive(page: Page, url: str) -> None:
    """With its filters, if the results include reports."""
    page.goto(f"{url}guide/")
    page.get_by_role("button", name="Search").click()
    box = page.get_by_role("combobox", name="Search this site")
    further = page.get_by_role("link", name="Filter in the archive")
    box.fill("quokka")
    expect(page.get_by_role("option")).to_have_count(1)
    expect(further).to_be_hidden()
    box.fill("zanzibar pool")
    further.click()
    expect(page).to_have_url(re.compile(r"/incidents/\?q=zanzibar%20pool$"))
    count(page, "1 of 24 incidents")


def test_the_headers_search_says_that_it_is_slow_or_does_not_work(page: Page, url: str) -> None:
    """On a slow connection, and on one that breaks."""
    gate = Gate(page, "**/pagefind.js")
    page.goto(f"{url}guide/")
    page.get_by_role("button", name="Search").click()
    box, said = page.get_by_role("combobox", name="Search this site"), page.locator(".pm-search-status")
    expect(said).to_have_text("Arrow keys to select, Enter to open, Escape to close")
    box.fill("zanzibar")
    expect(said).to_have_text("Searching…")
    gate.open()
    expect(said).to_have_text("1 result")
    page.route("**/pagefind.js", lambda route: route.fulfill(body="throw new Error()", content_type="text/javascript"))
    page.reload()
    page.get_by_role("button", name="Search").click()
    box.fill("zanzibar")
    expect(said).to_have_text("The search could not be loaded.")


def test_a_query_in_the_address_hides_the_figures(page: Page, url: str) -> None:
    """Figures and strip return when the query is cleared; they stay if the query is typed on the page."""
    page.goto(f"{url}incidents/?q=zanzibar")
    count(page, "1 of 24 incidents")
    tiles = page.locator(".pm-tiles")
    expect(tiles).to_be_hidden()
    page.get_by_role("searchbox").fill("")
    count(page, "24 incidents")
    expect(tiles).to_be_visible()
    page.get_by_role("searchbox").fill("zanzibar")
    count(page, "1 of 24 incidents")
    expect(tiles).to_be_visible()


def test_a_query_in_the_address_shows_no_other_incidents_first(page: Page, url: str) -> None:
    """Neither they nor their number appear until the index has loaded; if that fails, they do."""
    gate = Gate(page, "**/*.pf_meta")
    page.goto(f"{url}incidents/?q=zanzibar")
    gate.wait()
    expect(page.locator("[data-pm-cards]")).to_be_hidden()
    count(page, "Searching…")
    gate.open()
    count(page, "1 of 24 incidents")
    expect(page.locator("[data-pm-cards]")).to_be_visible()
    page.route("**/parts.json", lambda route: route.fulfill(body="no index"))
    page.goto(f"{url}incidents/?q=zanzibar")
    expect(page.locator(".pm-cards .pm-card")).to_have_count(24)
    expect(page.locator("[data-pm-cards]")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_a_query_in_the_address_moves_nothing(page: Page, url: str, width: int) -> None:
    """The figures take no space from the start, although the script of the list comes late."""
    resize(page, width)
    gate = Gate(page, "**/modules/list.js*")
    page.goto(f"{url}incidents/?q=zanzibar")
    gate.wait()
    expect(page.locator(".pm-facet").first).to_be_visible(visible=width > 1000)
    box = page.locator(".pm-find")
    before = box.bounding_box()
    gate.open()
    count(page, "1 of 24 incidents")
    assert box.bounding_box() == before


@pytest.mark.parametrize("script", ["search.js", "modules/list.js"])
def test_the_page_is_complete_if_a_script_of_the_list_cannot_be_loaded(browser: Browser, url: str, script: str) -> None:
    """It is then as without scripts, whatever the address says."""
    with closing(Tab(browser)) as tab:
        page = tab.page
        page.route(f"**/{script}*", lambda route: route.abort())
        page.goto(f"{url}incidents/?q=zanzibar")
        expect(page.locator("[data-pm-cards]")).to_be_visible()
        expect(page.locator(".pm-tiles")).to_be_visible()
        expect(page.locator(".pm-find")).to_be_hidden()
        resize(page, 390)
        expect(page.locator(".pm-facet").first).to_be_visible()
        tab.clear()


def test_a_reader_who_comes_back_is_where_they_were(page: Page, url: str) -> None:
    """Further results are loaded again, and the page scrolls there, also from another list. A new one does not."""
    page.goto(f"{url}incidents/?sort=oldest")
    cards = page.locator(".pm-cards .pm-card")
    page.get_by_role("button", name="Show more").click()
    expect(cards.nth(20).get_by_role("link").first).to_be_focused()
    cards.last.scroll_into_view_if_needed()
    top = page.evaluate("scrollY")
    page.reload()
    page.wait_for_function("top => Math.abs(scrollY - top) < 2", arg=top)
    count(page, "24 incidents")
    expect(cards).to_have_count(24)
    cards.last.get_by_role("link").last.click()
    page.wait_for_function("document.querySelector('.pm-archive-facet.pm-ready')")
    page.go_back()
    expect(page.locator(".pm-archive.pm-ready:not(.pm-waiting)")).to_be_visible()
    expect(cards).to_have_count(24)
    page.wait_for_function("top => Math.abs(scrollY - top) < 2", arg=top)
    page.get_by_role("checkbox", name="C++").check()
    count(page, "8 of 24 incidents")
    page.reload()
    page.get_by_role("checkbox", name="C++").uncheck()
    expect(cards).to_have_count(20)


def test_an_unknown_address_leads_to_the_archive(page: Page, url: str) -> None:
    """A linked report may have been withdrawn."""
    page.goto(f"{url}404.html")
    page.get_by_role("link", name="Incident archive", exact=True).click()
    expect(page).to_have_url(f"{url}incidents/")


def test_the_tab_key_can_skip_the_marks_of_the_strip(archive: Page) -> None:
    """With a link before the first one, which leads to the search."""
    skip = archive.get_by_role("link", name="Skip the chart")
    skip.focus()
    archive.keyboard.press("Enter")
    archive.keyboard.press("Tab")
    expect(archive.get_by_role("searchbox")).to_be_focused()


def test_enter_waits_for_the_results_of_the_typed_word(page: Page, url: str) -> None:
    """Enter right after the last letter does not open a result of the previous query."""
    page.goto(f"{url}guide/")
    page.get_by_role("button", name="Search").click()
    box = page.get_by_role("combobox", name="Search this site")
    box.fill("quokka")
    expect(page.get_by_role("option")).to_have_text(re.compile("^Guide"))
    page.evaluate("""() => {
      const box = document.querySelector(".pm-search-input")
      box.value = "zanzibar"
      box.dispatchEvent(new Event("input"))
      box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }))
    }""")
    expect(page).to_have_url(re.compile("incidents/r5/#root-cause-and-resolution$"))


def test_more_results_that_cannot_be_loaded_are_searched_again(browser: Browser, url: str) -> None:
    """The site may have been published anew. A reader who is offline is told."""
    with closing(Tab(browser)) as tab:
        page = tab.page
        page.goto(f"{url}incidents/?q=logins")
        more = page.get_by_role("button", name="Show more")
        expect(page.locator(".pm-card")).to_have_count(20)
        page.route("**/fragment/*", lambda route: route.abort(), times=1)
        more.click()
        expect(page.locator(".pm-card")).to_have_count(20)
        more.click()
        expect(page.locator(".pm-card")).to_have_count(23)
        page.goto(f"{url}incidents/?q=logins")
        expect(page.locator(".pm-card")).to_have_count(20)
        page.route("**/fragment/*", lambda route: route.abort())
        more.click()
        expect(page.get_by_text("The search could not be loaded.")).to_be_visible()
        tab.clear()


def test_the_headers_search_opens_and_closes_by_keyboard(page: Page, url: str) -> None:
    """Slash opens it on pages without a list, Escape closes it, and the focus returns."""
    page.goto(url)
    button = page.get_by_role("button", name="Search")
    expect(button).to_be_visible()
    page.keyboard.press("/")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).not_to_be_visible()


def test_the_search_works_under_a_strict_policy(page: Page, url: str, folder: Path) -> None:
    """The theme has inline scripts; our scripts, the worker and the index need none, and no inline styles."""
    theirs = re.findall("<script[^>]*>(.+?)</script>", (folder / "guide" / "index.html").read_text("utf-8"), re.DOTALL)
    hashes = (b64encode(sha256(script.encode()).digest()).decode() for script in theirs)
    scripts = " ".join(f"'sha256-{each}'" for each in hashes)
    policy = f"default-src 'self'; img-src 'self' data:; script-src 'self' 'wasm-unsafe-eval' {scripts}"

    def serve_with_policy(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, headers={**response.headers, "content-security-policy": policy})

    page.route(re.compile("/incidents/$"), serve_with_policy)
    page.goto(f"{url}incidents/")
    page.get_by_role("searchbox").fill("zanzibar")
    count(page, "1 of 24 incidents")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("combobox", name="Search this site").fill("quokka")
    expect(page.locator(".pm-search-option")).to_have_count(1)


def test_without_scripts_the_page_is_complete(browser: Browser, url: str) -> None:
    """All cards, links to every facet's pages, and no control that would do nothing."""
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{url}incidents/")
    expect(page.locator(".pm-cards .pm-card")).to_have_count(24)
    assert page.locator(".pm-archive :is(input, select, button):visible").count() == 0
    page.get_by_role("link", name="C++").first.click()
    expect(page.locator(".pm-cards .pm-card")).to_have_count(8)
    page.context.close()


def test_from_a_disk_there_is_no_search(page: Page, folder: Path) -> None:
    """Browsers load no index from a disk, so no control is shown and nothing is logged."""
    page.goto((folder / "incidents" / "index.html").as_uri())
    expect(page.locator(".pm-cards .pm-card")).to_have_count(24)
    page.wait_for_timeout(200)
    assert page.locator(".pm-ready, .pm-search-open").count() == 0


@pytest.fixture(scope="module")
def instant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site whose theme swaps pages without loading them, and has its own search."""
    reports = example_reports()
    del reports["r7.md"]  # an index of Japanese takes a second
    folder = write_site(tmp_path_factory.mktemp("instant"), reports)
    with serve(folder) as url:
        config = (folder / "mkdocs.yml").read_text("utf-8").replace("plugins:\n", "plugins:\n  - search\n")
        config = config.replace("font: false", "font: false, features: [navigation.instant, navigation.tabs]")
        (folder / "mkdocs.yml").write_text(f"site_url: {url}site/\n{config}", encoding="utf-8")
        build_site(folder)
        yield f"{url}site/"


def test_the_list_works_with_instant_navigation(page: Page, instant: str) -> None:
    """Search, choices, back and forward work without loading a page."""
    page.goto(instant)
    page.wait_for_function("url => performance.getEntriesByName(url)[0]?.responseEnd", arg=f"{instant}sitemap.xml")
    page.evaluate("window.still = true")
    page.locator(".md-tabs__link", has_text="Archive").click()
    page.get_by_role("checkbox", name="SEV-1").check()
    count(page, "6 of 23 incidents")
    page.get_by_role("link", name="Incident 20", exact=True).click()
    expect(page).to_have_url(f"{instant}incidents/r20/")
    page.go_back()
    count(page, "6 of 23 incidents")
    page.go_back()
    count(page, "23 incidents")
    assert page.evaluate("window.still") is True


def test_a_reader_who_comes_back_by_instant_navigation_is_where_they_were(page: Page, instant: str) -> None:
    """As where each page is loaded."""
    page.goto(f"{instant}incidents/?sort=oldest")
    page.wait_for_function("url => performance.getEntriesByName(url)[0]?.responseEnd", arg=f"{instant}sitemap.xml")
    cards = page.locator(".pm-cards .pm-card")
    page.get_by_role("button", name="Show more").click()
    expect(cards).to_have_count(23)
    cards.last.scroll_into_view_if_needed()
    top = page.evaluate("window.still = scrollY")
    cards.last.get_by_role("link").first.click()
    expect(page.locator(".pm-report")).to_be_visible()
    page.go_back()
    expect(cards).to_have_count(23)
    page.wait_for_function("top => Math.abs(scrollY - top) < 2", arg=top)
    assert page.evaluate("window.still") == top


def test_a_list_that_has_started_does_not_wait_for_the_script_before_it(page: Page, instant: str) -> None:
    """Instant navigation may run that script after the list has shown its results."""
    page.goto(f"{instant}incidents/?severity=SEV-1")
    count(page, "6 of 23 incidents")
    list_ = page.locator("[data-pm-archive]")
    script = list_.locator("script").evaluate("script => script.src")
    list_.evaluate(
        "(list, src) => new Promise((done) => list.prepend(Object.assign(document.createElement('script'), "
        "{ src, onload: done })))",
        script,
    )
    expect(page.locator(".pm-cards .pm-card").first).to_be_visible()


def test_the_themes_own_search_stays_in_the_header(page: Page, instant: str) -> None:
    """Ours is then only on the archive's pages, where the key opens it."""
    page.goto(f"{instant}incidents/")
    expect(page.locator(".pm-ready")).to_be_attached()
    expect(page.locator(".pm-search-open")).to_have_count(0)
    page.keyboard.press("/")
    page.keyboard.type("zanzibar")
    count(page, "1 of 23 incidents")
