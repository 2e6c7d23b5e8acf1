from __future__ import annotations

import csv
import io
import re
from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from mkdocs_postmortems.archive.action_list import ListedAction
from mkdocs_postmortems.archive.model import build_archive
from mkdocs_postmortems.publish.actions import page as actions_page
from mkdocs_postmortems.publish.actions.filters import CHOICES
from mkdocs_postmortems.publish.actions.page import OWNERS, PER_PAGE, action_parts
from mkdocs_postmortems.publish.cache_keys import PageKeys
from mkdocs_postmortems.publish.files import Page, StaticFile
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.read.model import ActionItem, Report, Span
from mkdocs_postmortems.settings import Settings
from tests.publish.examples import UNWRITTEN, extracts, files_of, make_report, text_of

NOW = datetime(2024, 11, 6, 9, tzinfo=UTC)
HOSTILE = "</td><script>alert(1)</script>\"' {{ 7*7 }} =1"


def an_item(number: int = 1, text: str = "Alert on *failed* logins", **details: object) -> ActionItem:
    return ActionItem(number, text, Span(1, 1), **details)  # type: ignore[arg-type]


def a_report(*items: ActionItem, id: str = "one", title: str = "Login fails") -> Report:
    return make_report(id, datetime(2024, 8, 12, tzinfo=UTC), items, title=title)


def pages(*reports: Report, language: str = "en") -> dict[str, str]:
    archive = build_archive(reports, Settings())
    files = files_of(action_parts, archive, Site(now=NOW, language=language))
    return {file.address.removeprefix("incidents/"): file.html for file in files if isinstance(file, Page)}


def test_without_items_the_page_says_so() -> None:
    """An archive without reports, and one whose reports have no items."""
    for found in (pages(), pages(a_report())):
        assert list(found) == ["actions/"]
        assert "No report has any action items yet." in found["actions/"]
        assert "<table" not in found["actions/"]


def with_keys(*reports: Report) -> dict[str, tuple[str, str]]:
    """Each page's HTML and cache key, by its address below the lists of action items."""
    archive, site = build_archive(reports, Settings()), Site(now=NOW)
    keys = PageKeys(archive, site, UNWRITTEN, extracts(archive, site))
    parts = [(file, part.key) for part in action_parts(archive, site, keys) for file in part.run()]
    top = "incidents/actions/"
    return {file.address.removeprefix(top): (file.html, key) for file, key in parts if isinstance(file, Page)}


@pytest.mark.parametrize(
    ("edited", "change", "page"),
    [
        (3, {"owner": "data-platform"}, "owner/data-platform/3/"),
        (4, {"due": date(2024, 11, 25)}, "closed/2024/"),
        (1, {"due": date(2024, 10, 1)}, "3/"),
        (1, {"ticket": "OPS-1"}, "3/"),
        (5, {"closed": date(2022, 5, 1)}, "3/"),
        (6, {"due": date(2025, 5, 1)}, "5/"),
        ((3, 4), {"due": date(2024, 11, 5)}, "3/"),
        (0, {}, "5/"),
    ],
    ids=["spelling", "late items", "latest item", "columns", "years", "groups", "order", "title"],
)
def test_a_page_that_changes_has_another_key(
    edited: int | tuple[int, ...], change: dict[str, object], page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also if no report with an item on it changes: its numbers and the spelling of its owner depend on others."""
    monkeypatch.setattr(actions_page, "PER_PAGE", 2)
    spellings = ["data-platform", "data-platform", "DATA platform", "ops"]
    early = [an_item(n, due=date(2024, 10, 27 + n), owner=owner) for n, owner in enumerate(spellings, 1)]
    early += [an_item(5, status="done", closed=date(2023, 5, 1)), an_item(6, due=date(2024, 11, 25))]
    late = [an_item(n, due=date(2024, 11, n), owner="Data platform" if n < 3 else "") for n in range(1, 5)]
    late += [an_item(n, due=date(2024, 11, 14 + n)) for n in (6, 7)]
    late += [an_item(8, status="done", closed=date(2024, 6, 1))]
    late[4] = replace(late[4], text="See [[three]]")
    numbers = edited if isinstance(edited, tuple) else (edited,)
    after = [replace(item, **change) if item.number in numbers else item for item in early]
    title = "Mail is down" if edited == 0 else "Mail fails"
    found = [
        with_keys(a_report(*late), a_report(*items, id="two"), a_report(id="three", title=named))
        for items, named in ((early, "Mail fails"), (after, title))
    ]
    before, now = found
    changed = {address for address in before.keys() & now.keys() if before[address][0] != now[address][0]}
    assert page in changed
    assert {address for address in changed if before[address][1] == now[address][1]} == set()


def test_only_the_pages_with_a_changed_item_are_made_again() -> None:
    """And the first page, whose filters count all items; if the number of items changes, all pages are."""

    items = [an_item(number, due=date(2025, 1, 1), owner=f"team {number % 2}") for number in range(1, PER_PAGE + 1)]
    reports = [a_report(*items, id="one"), a_report(an_item(owner="team 3"), id="two")]
    before = with_keys(*reports)
    assert before.keys() == {"", "2/", "owner/team-0/", "owner/team-1/", "owner/team-3/"}

    def changed(*reports: Report) -> set[str]:
        return {address for address, (_, key) in with_keys(*reports).items() if key != before.get(address, ("", ""))[1]}

    assert changed(reports[0], a_report(an_item(text="Alert on *all* logins", owner="team 3"), id="two")) == {
        "",
        "owner/team-3/",
    }
    assert changed(reports[0], a_report(an_item(owner="team 3", status="done"), id="two")) == {
        "",
        "closed/2024/",
        "owner/team-3/",
    }


def test_the_work_for_the_pages_of_a_list_grows_with_its_items(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not with their square: each page shows how many items of each group are on all pages."""
    monkeypatch.setattr(actions_page, "PER_PAGE", 1)
    asked: list[str] = []
    group = ListedAction.group.fget

    def counted(entry: ListedAction) -> str:
        asked.append(entry.key)
        return group(entry)

    monkeypatch.setattr(ListedAction, "group", property(counted))
    assert len(with_keys(a_report(*(an_item(number) for number in range(1, 101))))) == 100
    assert 100 <= len(asked) < 1000


def test_groups_are_in_order() -> None:
    """Overdue, due soon and undated items are visible; later and closed ones are folded."""
    items = [
        an_item(1, due=date(2023, 12, 1)),
        an_item(2, due=date(2024, 11, 15)),
        an_item(3),
        an_item(4, due=date(2025, 5, 1)),
        an_item(5, status="done", closed=date(2024, 9, 1)),
        an_item(6, status="not doing"),
    ]
    html = pages(a_report(*items))["actions/"]
    assert re.findall(r'data-pm-group="([^"]*)"', html) == ["overdue", "soon", "undated", "later", "done", "not doing"]
    assert re.findall(r'<details[^>]*data-pm-group="([^"]*)"', html) == ["later", "done", "not doing"]
    assert "4 open or proposed, 1 of them overdue, as of 6 November 2024." in text_of(html)
    assert "341 d late" in html and "in 9 d" in html and "closed 2024-09-01" in html and "86 d" in html


def test_empty_columns_are_marked_for_the_stylesheet() -> None:
    """Old reports rarely have owners and due dates; a single item with one shows the column."""
    bare = pages(a_report(an_item(1), an_item(2)))["actions/"]
    assert (
        '<div data-pm-groups class="pm-without-owner pm-without-type pm-without-due pm-without-late pm-without-ticket">'
        in bare
    )
    told = an_item(1, owner="web", type="detect", due=date(2024, 12, 1), ticket="OPS-1")
    found = pages(a_report(told, an_item(2)))
    assert "<div data-pm-groups>" in found["actions/"]
    assert (
        '<div data-pm-groups class="pm-without-owner">' in found["actions/owner/web/"]
    )  # all rows have the same owner
    assert 'name="owner"' in found["actions/"] and 'value="owner"' in found["actions/"]
    assert 'name="owner"' not in found["actions/owner/web/"] and 'value="owner"' not in found["actions/owner/web/"]


def test_an_item_links_to_its_report_and_its_ticket() -> None:
    """A web address as a ticket is a link labelled with its last part; other schemes stay text."""
    html = pages(a_report(an_item(1, ticket="https://issues.example.com/OPS-13"), an_item(2, ticket="javascript:x")))
    assert '<a href="../one/#action-1"><bdi>Login fails</bdi></a>' in html["actions/"]
    assert '<bdi><a href="https://issues.example.com/OPS-13" rel="noopener">OPS-13</a></bdi>' in html["actions/"]
    assert 'href="javascript' not in html["actions/"]


def test_an_item_keeps_the_links_in_its_text() -> None:
    """To addresses of the web and, on each page, to reports, which are shown by their titles."""
    item = an_item(1, "See the [runbook](https://wiki.example/r) and [[two]], not [[three]]", owner="web")
    for address, html in pages(a_report(item), a_report(id="two", title="Two & more")).items():
        up = "../" * (address.count("/"))
        assert (
            'See the <a href="https://wiki.example/r" rel="noopener">runbook</a>'
            f' and <a href="{up}two/" rel="noopener">Two &amp; more</a>, not three</bdi>'
        ) in html


def test_an_owner_has_a_page() -> None:
    """The list of owners links to it; items without an owner have no page."""
    found = pages(a_report(an_item(1, owner="Web & C++", due=date(2024, 1, 1)), an_item(2)))
    assert list(found) == ["actions/", "actions/owner/web-and-c-plus-plus/"]
    assert '<a href="owner/web-and-c-plus-plus/"><bdi>Web &amp; C++</bdi></a>' in found["actions/"]
    assert 'id="one-1"' in found["actions/owner/web-and-c-plus-plus/"]
    assert 'id="one-2"' not in found["actions/owner/web-and-c-plus-plus/"]


def test_a_long_list_continues_on_further_pages() -> None:
    """Each item is on one of them, and no page is larger than 300 KB."""
    text = "A measure with quite some words in it " * 4
    reports = [
        a_report(
            *(an_item(i, text, owner="the team for payments", ticket="https://x.example/OPS-1") for i in range(1, 11)),
            id=f"2024-10-15-the-pool-of-connections-ran-out-{n}",
        )
        for n in range(PER_PAGE // 5)
    ]
    found = pages(*reports)
    assert list(found)[:2] == ["actions/", "actions/2/"]
    rows = [re.findall(r'<tr role="row" id="([^"]+)"', found[address]) for address in ("actions/", "actions/2/")]
    assert [len(ids) for ids in rows] == [PER_PAGE, PER_PAGE]
    assert not set(rows[0]) & set(rows[1])
    assert 'data-further="2/ "' in found["actions/"]
    assert f"No due date {2 * PER_PAGE}" in text_of(found["actions/2/"])
    assert max(len(html.encode()) for html in found.values()) < 275_000


def test_closed_items_have_pages_by_year() -> None:
    """If they do not fit on one page; the list itself has what is left to do, and links to them."""
    done = [an_item(i, status="done", closed=date(2020 + i % 3, 5, 1)) for i in range(1, PER_PAGE + 1)]
    found = pages(a_report(*done, an_item(PER_PAGE + 1)))
    assert list(found) == ["actions/", *(f"actions/closed/{year}/" for year in (2022, 2021, 2020))]
    assert re.findall(r'<tr role="row" id="one-(\d+)"', found["actions/"]) == [str(PER_PAGE + 1)]
    assert '<a href="closed/2021/">2021</a> <span class="pm-choice-count">50</span>' in found["actions/"]
    assert 'data-closed="closed/2022/ closed/2021/ closed/2020/ "' in found["actions/"]
    assert found["actions/closed/2021/"].count('<tr role="row" id="') == PER_PAGE // 3
    assert "data-pm-actions" not in found["actions/closed/2021/"], "nothing there hangs on the day"


def test_every_group_is_named_by_its_heading() -> None:
    """An id has no space: ``not doing`` would be two ids."""
    done = [an_item(i, status="not doing" if i % 2 else "done", closed=date(2023, 5, 1)) for i in range(PER_PAGE + 1)]
    html = pages(a_report(*done))["actions/closed/2023/"]
    headings = re.findall(r'<h2[^>]* id="([^"]+)"', html)
    assert re.findall(r' aria-labelledby="([^"]+)"', html) == headings == ["done", "not-doing"]


def test_many_owners_have_a_separate_list() -> None:
    """The first page lists those with most items, and its filter fewer."""
    items = [an_item(i, owner=f"owner {i:03}", status="done" if i > 2 else "open") for i in range(1, 2 * OWNERS)]
    found = pages(a_report(*items))
    assert found["actions/"].count('<a href="owner/owner-') == OWNERS
    assert found["actions/"].count('name="owner"') == CHOICES
    assert '<a href="owners/">All 99 owners</a>' in found["actions/"]
    assert found["actions/owners/"].count('<a href="../owner/owner-') == 2 * OWNERS - 1


def test_owners_with_the_same_address_share_a_page() -> None:
    """No page is written twice."""
    archive = build_archive([a_report(an_item(1, owner="web team"), an_item(2, owner="web-team"))], Settings())
    addresses = [file.address for file in files_of(action_parts, archive, Site(now=NOW)) if isinstance(file, Page)]
    assert len(addresses) == len(set(addresses))


def test_filters_count_the_open_items() -> None:
    """Owners, types and severities count open and proposed items, statuses count all of theirs."""
    items = [an_item(1, owner="web", type="detect"), an_item(2, owner="web", type="detect", status="done")]
    html = text_of(pages(a_report(*items))["actions/"])
    assert "open 1 proposed 0 done 1 not doing 0" in html
    assert "web 1" in html and "detect 1" in html and "SEV-2 1" in html


def test_a_report_without_a_severity_has_no_empty_label() -> None:
    """Its items can be filtered by that, and its name has no label."""
    report = a_report(an_item())
    html = pages(replace(report, fields=replace(report.fields, severity="")))["actions/"]
    assert '<label class="pm-choice-name"><input type="checkbox" name="severity" value="" hidden>\nno severity' in html
    assert "pm-severity" not in html


def test_hostile_text_stays_text() -> None:
    """In every page and in the CSV file."""
    item = an_item(1, HOSTILE, owner=HOSTILE, type=HOSTILE, ticket=HOSTILE)
    files = list(files_of(action_parts, build_archive([a_report(item, title=HOSTILE)], Settings()), Site(now=NOW)))
    for file in files:
        if isinstance(file, Page):
            assert "<script" not in file.html and "49" not in file.html
            assert "style=" not in file.html
        else:
            assert isinstance(file, StaticFile)
            (row,) = csv.DictReader(io.StringIO(file.content.decode(), newline=""), strict=True)
            assert row["owner"] == HOSTILE and row["age_days"] == "86"


def test_other_languages_are_complete() -> None:
    """Nothing is left in English."""
    late = an_item(1, due=date(2023, 12, 1))
    assert "341 Tg. zu spät" in pages(a_report(late), language="de")["actions/"]
    assert "341 日遅れ" in pages(a_report(late), language="ja")["actions/"]


def test_internal_items_are_marked() -> None:
    """As on their report's page; internal text below an item's first paragraph is not listed at all."""
    html = pages(a_report(an_item(1, internal=True), an_item(2, "Second\n\n- secret {.internal}")))["actions/"]
    (marked,) = re.findall(r'<tr role="row" id="([^"]*)" class="pm-internal"', html)
    assert marked == "one-1"
    assert html.count('<span class="pm-internal-mark">Internal</span>') == 1
    assert "secret" not in html


def test_a_long_ticket_is_below_its_text() -> None:
    """The column fits tickets like ``OPS-12``, and is left out if no item has one."""
    long = an_item(ticket="RELIABILITY-ENGINEERING-2026-00001")
    html = pages(a_report(long, an_item(2, ticket="OPS-12")))["actions/"]
    cells = [text_of(each) for each in re.findall(r"<td.*?</td>", html, re.DOTALL)]
    assert cells[0].startswith("Alert on failed logins RELIABILITY-ENGINEERING-2026-00001 SEV-2")
    assert (cells[7], cells[15]) == ("", "OPS-12")
    assert "pm-without-ticket" not in html
    assert "pm-without-ticket" in pages(a_report(long))["actions/"]
