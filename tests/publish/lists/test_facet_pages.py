"""The pages of facet values."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from mkdocs_postmortems.archive.model import build_archive
from mkdocs_postmortems.publish.cache_keys import PageKeys
from mkdocs_postmortems.publish.data.feeds import list_feeds
from mkdocs_postmortems.publish.files import Page
from mkdocs_postmortems.publish.lists.facet_pages import CARDS, VALUES, _Shared, _values_pages, facet_parts
from mkdocs_postmortems.publish.lists.listing import build_listing, choices
from mkdocs_postmortems.settings import FieldSetting, Settings
from tests.publish.examples import (
    SITE,
    UNWRITTEN,
    attributes,
    extracts,
    files_of,
    links,
    make_archive,
    make_report,
    many,
    text_of,
    wordy,
)


def pages(*reports: object, **options: object) -> dict[str, Page]:
    return {page.address: page for page in files_of(facet_parts, make_archive(*reports, **options), SITE)}  # type: ignore[arg-type]


def test_every_value_has_a_page_and_every_facet_a_list() -> None:
    """An address depends only on the value, and values in any script have distinct ones."""
    made = pages(make_report(services=("C++", "C#", "日本")))
    assert [address for address in made if address.startswith("incidents/service/")] == [
        "incidents/service/",
        "incidents/service/c-plus-plus/",
        "incidents/service/c-sharp/",
        "incidents/service/日本/",
    ]
    assert made["incidents/service/"].title == "Services"
    assert made["incidents/service/c-sharp/"].title == "C#"
    assert {"c-plus-plus/", "c-sharp/", "日本/"} <= {*links(made["incidents/service/"].html)}


def test_a_facets_list_says_what_is_frequent_severe_and_recent() -> None:
    """With the latest incident of each value."""
    early, late = datetime(2022, 3, 1, tzinfo=UTC), datetime(2024, 10, 1, tzinfo=UTC)
    reports = [
        make_report("new", late, services=("mail",), severity="SEV-1"),
        make_report("old", early, services=("mail", "login"), severity="SEV-3"),
    ]
    made = pages(*reports)
    listed = text_of(made["incidents/service/"].html)
    assert "Service Incidents SEV-1, SEV-2 12 months Latest" in listed
    assert "mail 2 1 1 2024-10-01 Title of new login 1 0 0 2022-03-01 Title of old" in listed
    assert {"mail/", "../new/", "../old/"} <= {*links(made["incidents/service/"].html)}
    assert "Severity Incidents 12 months Latest SEV-1 1 1 2024-10-01" in text_of(made["incidents/severity/"].html)
    assert "Year Incidents SEV-1, SEV-2 Latest 2024 1 1 2024-10-01" in text_of(made["incidents/year/"].html)


def test_the_severe_severities_of_a_columns_head_are_aligned_where_it_breaks() -> None:
    """The space after a comma is not part of what is kept together, or it would be at the end of a line."""
    assert '<span class="pm-whole">SEV-1,</span> <span class="pm-whole">SEV-2</span></th>' in (
        pages(make_report())["incidents/service/"].html
    )


def test_a_facets_list_is_made_anew_if_a_value_moves_to_another_incident() -> None:
    """Its counts are the same then, but not its latest incident."""
    days = [datetime(2024, 5, day, tzinfo=UTC) for day in (2, 1)]

    def key(*tags: str) -> str:
        reports = [make_report(f"r{n}", day, tags=(tag,)) for n, (day, tag) in enumerate(zip(days, tags, strict=True))]
        archive = make_archive(*reports, facets=("tags",))
        return next(facet_parts(archive, SITE, PageKeys(archive, SITE, UNWRITTEN, extracts(archive, SITE)))).key

    assert key("one", "other") != key("other", "one")


def test_a_facet_without_values_says_so() -> None:
    """An imported archive names no services."""
    made = pages(make_report(services=()))
    assert "No incident names one yet." in text_of(made["incidents/service/"].html)


def test_severities_look_the_same_in_their_list_as_everywhere() -> None:
    """With the same coloured pill."""
    made = pages(make_report("a", severity="SEV-1"))
    assert '<span class="pm-pill pm-sev-1">SEV-1</span></a>' in made["incidents/severity/"].html
    assert "pm-pill" not in made["incidents/service/"].html


def test_a_page_lists_its_incidents_and_no_others() -> None:
    """Its cards are those of the value."""
    made = pages(make_report("a", services=("login", "mail")), make_report("b", services=("mail",)))
    cards = re.findall(r'class="pm-card-title" href="([^"]*)"', made["incidents/service/login/"].html)
    assert cards == ["../../a/"]


def test_a_page_links_back_and_counts() -> None:
    """Below the title, which also has the feeds."""
    html = pages(make_report("a"), make_report("b", services=("mail",)))["incidents/service/mail/"].html
    assert "Archive › Services · 1 of 2 incidents, since 1 May 2024." in text_of(html)
    assert {"../../", "../", "feed.xml", "feed.json", "incidents.csv"} <= {*links(html)}
    assert re.findall(r'aria-current="page"[^>]*><bdi>([^<]*)', html) == ["mail"]


def test_a_page_can_be_filtered_by_the_other_facets() -> None:
    """Not by its own value."""
    html = pages(make_report("a", cause="capacity"))["incidents/service/login/"].html
    assert re.findall(r'data-pm-facet="([^"]*)"', html) == ["severity", "cause", "year"]
    assert 'data-fixed="{&#34;service&#34;: &#34;login&#34;}"' in html


DECLARED = {"drill": FieldSetting("bool"), "lost_orders": FieldSetting("number"), "region": FieldSetting("list")}
OWN = Settings(fields=DECLARED, facets=("drill", "lost_orders", "region"))


def test_a_value_that_means_nothing_alone_is_shown_with_its_field() -> None:
    """As the title of its page and of its feeds; beside the field's name, it stands alone."""
    archive = build_archive([make_report(own={"drill": True, "lost_orders": 3, "region": ("eu",)})], OWN)
    titles = {page.address: page.title for page in files_of(facet_parts, archive, SITE)}  # type: ignore[union-attr]
    assert titles["incidents/drill/yes/"] == "Drill: yes"
    assert titles["incidents/lost_orders/3/"] == "Lost orders: 3"
    assert titles["incidents/region/eu/"] == "eu"
    assert "Incidents: Drill: yes" in [feed.title for feed in list_feeds(archive, replace(SITE, name="Incidents"))]


def test_a_field_of_the_site_is_shown_by_its_name() -> None:
    """In the filters, and in the titles of its pages and feeds; addresses have its key."""
    named = {"lost_orders": FieldSetting("number", name="Verlorene Bestellungen"), "region": FieldSetting("list")}
    archive = build_archive(
        [make_report(own={"lost_orders": 3, "region": ("eu",)})], Settings(fields=named, facets=tuple(named))
    )
    site = replace(SITE, language="de", name="Vorfälle")
    made = {page.address: page for page in files_of(facet_parts, archive, site)}  # type: ignore[union-attr]
    assert made["incidents/lost_orders/"].title == "Verlorene Bestellungen"  # type: ignore[union-attr]
    assert '<th scope="col">Verlorene Bestellungen</th>' in made["incidents/lost_orders/"].html  # type: ignore[union-attr]
    value = made["incidents/lost_orders/3/"]
    assert value.title == "Verlorene Bestellungen: 3"  # type: ignore[union-attr]
    assert "Archiv › Verlorene Bestellungen · " in text_of(value.html)  # type: ignore[union-attr]
    filtered = made["incidents/region/eu/"].html  # type: ignore[union-attr]
    assert 'data-pm-facet="lost_orders" data-pm-name="Verlorene Bestellungen"' in filtered
    assert "Vorfälle: Verlorene Bestellungen: 3" in [feed.title for feed in list_feeds(archive, site)]
    pages_of_archive = "".join(page.title + page.html for page in made.values())  # type: ignore[union-attr]
    assert "Lost orders" not in pages_of_archive


@pytest.mark.parametrize(("language", "yes", "no"), [("de", "ja", "nein"), ("ja", "はい", "いいえ")])
def test_yes_and_no_are_in_the_sites_language(language: str, yes: str, no: str) -> None:
    """What readers see, not addresses and not the values by which the search filters."""
    archive = build_archive([make_report("a", own={"drill": True}), make_report("b", own={"drill": False})], OWN)
    site = replace(SITE, language=language)
    made = {page.address: page for page in files_of(facet_parts, archive, site)}  # type: ignore[union-attr]
    listed = text_of(made["incidents/drill/"].html)  # type: ignore[union-attr]
    assert f"{no} 1" in listed
    assert f"{yes} 1" in listed
    assert made["incidents/drill/yes/"].title == f"Drill: {yes}"  # type: ignore[union-attr]
    values = build_listing(archive, site, (), 2, archive.facets, "incidents/").narrowings[0].shown
    assert {(each.label, each.value) for each in values} == {(yes, "yes"), (no, "no")}


def test_a_value_with_many_incidents_has_several_pages() -> None:
    """No page grows with the archive; figures are on the first one, with the feeds."""
    made = pages(*many(2 * CARDS + 1))
    series = [address for address in made if address.startswith("incidents/severity/sev-2/")]
    assert series == [f"incidents/severity/sev-2/{number}" for number in ("", "2/", "3/")]
    counts = [made[address].html.count('class="pm-card ') for address in series]
    assert counts == [CARDS, CARDS, 1]
    assert "pm-tile-value" in made[series[0]].html
    assert "pm-tile-value" not in made[series[1]].html
    assert {"../", "../3/", "../feed.xml"} <= {*links(made[series[1]].html)}
    assert max(len(page.html) for page in made.values()) < 300_000


def test_a_year_is_compared_with_the_year_before_and_any_other_value_with_its_last() -> None:
    """The last 12 months say nothing about 2023, and the first year has none before it."""
    starts = [datetime(year, 5, 1, 12, tzinfo=UTC) for year in (2021, 2023, 2023, 2024)]
    made = pages(*(make_report(f"r{number}", start=start) for number, start in enumerate(starts)))
    years = {year: text_of(made[f"incidents/year/{year}/"].html) for year in (2021, 2023, 2024)}
    assert "2 incidents · 0 the year before" in years[2023]
    assert "1 incident · 2 the year before" in years[2024]
    assert "1 incident too few median" in years[2021]
    assert "incidents · 1 in the last 12 months" in text_of(made["incidents/service/login/"].html)


def test_figures_are_those_of_final_incidents_with_their_table() -> None:
    """Medians of the value's incidents and of all, with their sample sizes."""
    reports = [*many(8), *(make_report(f"m{number}", services=("mail",)) for number in range(3))]
    drafts = [make_report("draft", services=("mail",), status="draft")]
    html = text_of(pages(*reports, *drafts)["incidents/service/login/"].html)
    assert "Time to mitigate Show as table" in html
    assert "login 8 0 54 min 54 min to 54 min all incidents 11 0 54 min" in html
    assert "mail 3 0 too few" in text_of(pages(*reports, *drafts)["incidents/service/mail/"].html)


def test_a_split_archive_has_pages_of_years_without_that_facet() -> None:
    """The front page links to them."""
    assert "incidents/year/2024/" in pages(*many(101), facets=("severity",))
    assert "incidents/year/2024/" not in pages(*many(3), facets=("severity",))


def test_hostile_values_stay_text() -> None:
    """In a title, a list, a chip and an attribute."""
    payload = '"><script>alert(1)</script>'
    for page in pages(make_report(services=(payload,), title=payload)).values():
        assert "<script>" not in page.html
        assert not [name for name in attributes(page.html) if name.startswith("on")]
        assert re.fullmatch(r"[\w/.-]+", page.address)


def test_a_list_of_many_values_has_several_pages() -> None:
    """Each value is on one of them, none is over 300 KB, and their addresses conflict with no value's."""
    names = (*(f"a service with a name of some length, number {number}" for number in range(VALUES + 5)), "-2")
    archive = make_archive(make_report(services=names, title="The pool of connections ran out in a sale " * 3))
    (facet,) = (each for each in archive.facets if each.name == "services")
    made = list(_values_pages(facet, choices(facet, archive, SITE), _Shared(archive, SITE)))
    assert [page.address for page in made] == ["incidents/service/", "incidents/service/-2/"]
    found = [link for page in made for link in links(page.html) if "number" in link or link in ("2/", "../2/")]
    assert len(found) == len({*found}) == len(names)
    assert max(len(page.html.encode()) for page in made) < 275_000


def test_the_page_of_a_frequent_value_is_small() -> None:
    """With figures, a strip, a swarm and a list: under 300 KB including the theme."""
    made = pages(*wordy(210, apart=1.7), facets=("year",))
    assert 100_000 < len(made["incidents/year/2024/"].html.encode()) < 275_000
