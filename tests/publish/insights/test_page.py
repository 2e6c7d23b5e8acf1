from __future__ import annotations

import csv
import io
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from mkdocs_postmortems.archive.model import build_archive
from mkdocs_postmortems.publish.files import Page, StaticFile
from mkdocs_postmortems.publish.insights.page import insights_parts
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.read.model import ActionItem, Moment, Report, Span
from mkdocs_postmortems.settings import Settings
from tests.publish.examples import files_of, make_report, text_of

NOW = datetime(2024, 11, 6, 9, tzinfo=UTC)
HOSTILE = "</td><script>alert(1)</script>\"' {{ 7777*7 }}"


def a_report(id: str, day: str = "2024-08-12", minutes: int | None = 30, **more: Any) -> Report:
    started = datetime.fromisoformat(day).replace(hour=12, tzinfo=UTC)
    fields = {
        "cause": "capacity",
        "detected": None,
        "mitigated": None if minutes is None else Moment(started + timedelta(minutes=minutes)),
        "resolved": Moment(started + timedelta(hours=5)),
    }
    return make_report(id, started, **{**fields, **more})


def some(count: int, **more: Any) -> list[Report]:
    return [a_report(f"r{number}", minutes=number + 1, **more) for number in range(count)]


def built(*reports: Report, language: str = "en") -> tuple[dict[str, str], dict[str, list[list[str]]]]:
    """Return the pages by address, and the tables by name."""
    files = list(files_of(insights_parts, build_archive(reports, Settings()), Site(now=NOW, language=language)))
    pages = {file.address.removeprefix("incidents/"): file.html for file in files if isinstance(file, Page)}
    tables = {
        file.path.removeprefix("incidents/insights/"): list(csv.reader(io.StringIO(file.content.decode(), newline="")))
        for file in files
        if isinstance(file, StaticFile)
    }
    assert len(pages) + len(tables) == len(files)
    return pages, tables


def test_without_a_final_report_there_are_no_figures() -> None:
    """The page says why; drafts do not count."""
    told = {
        0: "There are no final reports yet; drafts are excluded.",
        1: "The only report is not final yet, and figures count final reports only.",
        2: "None of the 2 reports is final yet, and figures count final reports only.",
    }
    for count, sentence in told.items():
        pages, tables = built(*(a_report(f"r{number}", status="draft") for number in range(count)))
        assert list(pages) == ["insights/"]
        assert sentence in text_of(pages["insights/"])
        assert "<table" not in pages["insights/"]
        assert tables["quarters.csv"] == [["quarter", "SEV-1", "SEV-2", "SEV-3", "SEV-4", "total"]]


@pytest.mark.parametrize("count", [1, 4])
def test_few_reports_have_no_median(count: int) -> None:
    """But their number is shown."""
    pages, tables = built(*some(count))
    assert "too few" in text_of(pages["insights/"])
    assert tables["years.csv"][1] == ["2024", str(count), "0", "", "", "", "0", str(count), "", "", ""]


def test_a_median_comes_with_its_sample() -> None:
    """Median, middle half, sample size and unrecorded values, in the page and as seconds in the table."""
    pages, tables = built(*some(5), a_report("unrecorded", minutes=None))
    text = text_of(pages["insights/"])
    assert "SEV-2 5 1 3 min 2 min to 4 min" in text
    assert "3 min n 5" in text
    assert tables["years.csv"][1][:6] == ["2024", "5", "1", "120", "180", "240"]
    assert ["time_to_mitigate", "SEV-2", "5", "1", "120", "180", "240"] in tables["durations.csv"]
    assert ["login", "6", "6", "6", "5", "1", "120", "180", "240"] in tables["services.csv"]


def test_each_part_of_a_quarter_links_to_its_incidents() -> None:
    """On the quarter's page, at the severity."""
    reports = [a_report("a"), a_report("b", severity="SEV-4"), a_report("c", day="2023-02-01")]
    pages, _ = built(*reports)
    assert list(pages) == [
        *("insights/", "insights/2023/", "insights/2024/"),
        *("insights/2023/q1/", "insights/2024/q3/"),
    ]
    assert 'href="2024/q3/#s4">1</a>' in pages["insights/"]
    quarter = pages["insights/2024/q3/"]
    assert re.findall(r'<tbody id="(s\d)"', quarter) == ["s2", "s4"]
    assert 'href="../../../a/"' in quarter and "Title of b" in quarter and "Title of c" not in quarter


def test_all_linked_anchors_exist() -> None:
    """On the pages of quarters."""
    reports = [a_report(f"r{i}", day=f"20{20 + i % 5}-0{1 + i % 9}-03", severity=f"SEV-{1 + i % 4}") for i in range(40)]
    pages, _ = built(*reports)
    linked = set()
    for address, html in pages.items():
        for target, anchor in re.findall(r'href="((?:\.\./)*(?:\d{4}/)?q\d/)(?:#(\w+))?"', html):
            year = "" if target.startswith("2") else address.removeprefix("insights/")
            assert f'id="{anchor}"' in pages[f"insights/{year}{target}"] or not anchor
            linked.add((target, anchor))
    assert len({anchor for _, anchor in linked}) > 3


def test_a_year_has_its_own_figures() -> None:
    """From its reports only, with links to the other years."""
    pages, _ = built(a_report("a", day="2023-02-01", cause="configuration"), a_report("b"))
    assert "1 final report, 1 February 2023; drafts excluded." in text_of(pages["insights/2023/"])
    assert "configuration" in pages["insights/2023/"] and "capacity" not in pages["insights/2023/"]
    assert 'href="../2024/"' in pages["insights/2023/"]


def test_a_past_year_has_no_last_12_months_and_no_current_quarter() -> None:
    pages, _ = built(a_report("old", "2023-08-12"), a_report("new"))
    whole, year, over = (text_of(pages[f"insights/{part}"]) for part in ("", "2024/", "2023/"))
    assert "12 months Per quarter, 2023–2024" in whole
    assert "* Quarter in progress." in whole and "* Quarter in progress." in year
    assert "Incidents SEV-1, SEV-2 Per quarter, 2023 median to mitigate" in over
    assert "Quarter in progress" not in over


def test_a_service_without_recorded_times_says_so() -> None:
    """A sample size of zero would mean nothing."""
    text = text_of(built(*some(3), a_report("x", minutes=None, services=("mail",)))[0]["insights/"])
    assert re.search(r"login 3 3 3 too few, n 3 mail 1 1 1 not recorded ", text)


def test_a_single_year_is_compared_with_no_other() -> None:
    """Repetitions are left out, and charts are side by side."""
    one, two = (built(*reports)[0]["insights/"] for reports in (some(6), [*some(6), a_report("old", day="2019-03-01")]))
    assert 'id="years"' not in one
    assert 'id="years"' in two
    order = [[html.index(f'id="{name}"') for name in ("quarters", "causes", "lengths")] for html in (one, two)]
    assert [sorted(places) == places for places in order] == [True, False]


def test_years_are_compared_by_detection_and_mitigation() -> None:
    """Each in its own drawing and rows of the table; what no report has recorded is left out."""
    quick = Moment(datetime(2024, 8, 12, 12, 2, tzinfo=UTC))
    reports = [*some(5, detected=quick), a_report("old", day="2023-08-12", minutes=90)]
    pages, tables = built(*reports)
    html = pages["insights/"]
    assert html.index('<h3 class="pm-measure" id="time_to_detect"') < html.index('id="time_to_mitigate"')
    text = text_of(html[html.index('id="years"') :])
    assert "Time to detect 2023 0 1 2024 5 0 2 min 2 min to 2 min" in text
    assert "Time to mitigate 2023 1 0 too few 2024 5 0 3 min 2 min to 4 min" in text
    assert tables["years.csv"][0][6:] == [f"detect_{name}" for name in tables["years.csv"][0][1:6]]
    assert tables["years.csv"][2] == ["2024", "5", "0", "120", "180", "240", "5", "0", "120", "120", "120"]
    other = built(*some(5), reports[-1])[0]["insights/"]
    assert 'id="time_to_mitigate"' in other and 'id="time_to_detect"' not in other
    assert 'id="years"' not in built(a_report("a", minutes=None), a_report("b", "2023-01-01", None))[0]["insights/"]


def test_the_last_four_full_quarters_are_compared_with_the_four_before() -> None:
    """Without the current quarter and older ones; not at all if there are too few."""
    days = ("2022-08-01", "2022-11-01", "2023-02-01", "2023-12-01", "2024-08-01", "2024-08-02", "2024-10-02")
    reports = [a_report(f"r{day}", day=day, severity="SEV-4" if day == "2023-12-01" else "SEV-1") for day in days]
    told = "3 incidents in the last four full quarters, 2 of them severe; 2 in the four before, 2 of them severe."
    pages = built(*reports)[0]
    assert told in text_of(pages["insights/"])
    assert "full quarters" not in pages["insights/2023/"]
    assert "full quarters" not in built(*reports[3:])[0]["insights/"]


def test_of_no_incidents_none_are_severe() -> None:
    """It would be said twice for an archive that has only old reports."""
    old = [a_report(f"r{day}", day=day) for day in ("2021-02-01", "2022-11-01")]
    assert "No incidents in the last four full quarters; 1 in the four before, 1 of them severe." in text_of(
        built(*old)[0]["insights/"]
    )
    assert "No incidents in the last four full quarters; none in the four before." in text_of(
        built(*old[:1])[0]["insights/"]
    )


def test_the_page_says_how_figures_are_computed() -> None:
    """Even in an empty archive, because reports' figures link there."""
    for reports in ([], some(1)):
        html = built(*reports)[0]["insights/"]
        assert 'id="computed"' in html
        assert "Shown from 5 values on." in html and "These are: SEV-1, SEV-2." in html


def test_action_items_closed_without_a_date_are_mentioned() -> None:
    """They count only as opened."""
    items = tuple(ActionItem(n, "Measure", Span(1, 1), "done" if n < 3 else "open") for n in (1, 2, 3))
    pages, tables = built(a_report("a", actions=items))
    assert "2 closed items have no closing date" in text_of(pages["insights/"])
    assert tables["actions.csv"][1:] == [["2024-Q3", "3", "0", "1"], ["2024-Q4", "0", "0", "1"]]


def test_hostile_text_stays_text() -> None:
    """In pages and tables."""
    pages, tables = built(*some(3, title=HOSTILE, services=(HOSTILE,), cause="=" + HOSTILE))
    for html in pages.values():
        assert "<script" not in html and "54439" not in html and "style=" not in html
    assert tables["causes.csv"][1][0] == "'=" + HOSTILE
    assert tables["services.csv"][1][0] == HOSTILE


@pytest.mark.parametrize(("language", "word"), [("de", "Vorfälle je Quartal"), ("ja", "四半期別")])
def test_other_languages_are_complete(language: str, word: str) -> None:
    """Nothing is left in English."""
    pages, _ = built(*some(6), language=language)
    assert word in pages["insights/"]
    assert "not recorded" not in text_of(pages["insights/"])


@pytest.mark.parametrize("count", [220, 3000])
def test_the_page_of_a_large_archive_is_small(count: int) -> None:
    """Both with the maximum of dots and with too many for any: under 300 KB including the theme."""
    title = "The pool of connections ran out while the traffic of a sale came in"
    reports = [
        a_report(
            f"{2015 + i % 10}-07-12-the-pool-of-connections-ran-out-{i}",
            day=f"{2015 + i % 10}-0{1 + i % 9}-03",
            minutes=i,
            services=(f"service-{i % 40}",),
            severity=f"SEV-{1 + i % 4}",
            title=title,
            detected=Moment(datetime(2015 + i % 10, 1 + i % 9, 3, 12, 1 + i % 50, tzinfo=UTC)),
        )
        for i in range(count)
    ]
    pages, _ = built(*reports)
    assert max(len(html.encode()) for html in pages.values()) < 275_000
