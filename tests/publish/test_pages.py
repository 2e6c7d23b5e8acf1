"""All files of a published archive."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from mkdocs_postmortems.archive.model import build_archive
from mkdocs_postmortems.archive.related import FEW
from mkdocs_postmortems.cache import Cache, key_of
from mkdocs_postmortems.publish.files import Generated, Page
from mkdocs_postmortems.publish.lists import archive_page, listing
from mkdocs_postmortems.publish.pages import overview_parts, publish, report_parts
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.read.report import ReportReader
from mkdocs_postmortems.settings import Settings
from tests.building import BODY, make_report
from tests.publish.examples import SITE, make_archive


@pytest.mark.parametrize(
    ("title", "summary", "is_unspaced"),
    [
        ("Login failures", "Logins failed.", False),
        ("認証の停止", "Logins failed.", True),
        ("Login failures", "ログイン失敗", False),
        ("認証の停止", "ログイン失敗", True),
        ("認証サービスの停止障害", "Logins failed.", True),
    ],
)
def test_titles_and_a_sentence_of_the_text_decide_the_language(title: str, summary: str, is_unspaced: bool) -> None:
    """The search finds a report by its title, too, which is not part of its page's text."""
    source = make_report(BODY.replace("Logins failed.", summary), title=title)
    report = ReportReader(Settings()).read("postmortems/a.md", source.encode())
    (page,) = (file for file in publish(make_archive(report), SITE) if isinstance(file, Page) and file.source)
    assert summary in page.text and title not in page.text
    assert page.is_unspaced is is_unspaced


SETTINGS = Settings(facets=("severity", "services", "cause", "tags", "teams"))
Texts = dict[str, str]
Made = dict[str, dict[str, Generated]]


def report_text(number: int, body: str = "", **fields: str | None) -> str:
    """Return a report that has a start and an end of its own, and for every second one other values than the rest."""
    day, odd = f"{2022 + number % 3}-0{number + 1}-1{number}", number % 2
    text = BODY.replace("14:30", f"14:{10 + number}").replace("2023-11-01", f"2024-11-0{number + 1}") + body
    values: dict[str, str | None] = {
        "title": f"Login failures {number}",
        "severity": "SEV-1" if odd else "SEV-2",
        "services": "[mail, login]" if odd else "[login]",
        "started": f"{day} 14:00",
        "detected": f"{day} 14:05",
        "mitigated": f"{day} 14:{10 + number}",
        "resolved": f"{day} 15:00",
        "cause": "capacity" if odd else "configuration",
        "tags": "[flood]" if odd else "[storm]",
        "teams": f"[team-{odd}]",
    }
    return make_report(text, **{**values, **fields})


LONELY = report_text(
    9, id="r9", title="A printer smokes", services="[printer]", cause="fire", tags="[smoke]", started="2026-01-01 14:00"
)
"""It has nothing in common with the report that links to it."""


def texts(**changed: str | None) -> Texts:
    """Return the reports of an archive by their paths, and those in ``changed``, ``None`` for one that is missing."""
    link = "\n## Lessons learned\n\nSee [[r9]] and [[r10]], and [that](r3.md).\n"
    found = {f"r{number}": report_text(number, link if number == 0 else "") for number in range(8)}
    return {f"postmortems/{name}.md": text for name, text in {**found, "r9": LONELY, **changed}.items() if text}


def with_keys(reports: Texts, cache: Cache, site: Site = SITE) -> Made:
    """Return the files of each part of an archive by its key, by path."""
    reader = ReportReader(SETTINGS)
    archive = build_archive([reader.read(path, text.encode()) for path, text in reports.items()], SETTINGS)
    sources = {path: key_of(path, text) for path, text in reports.items()}
    parts = [(part.key, part.run()) for part in report_parts(archive, site, cache, sources)]
    pages = [file for _, files in parts for file in files]
    parts += [(part.key, part.run()) for part in overview_parts(archive, site, pages, cache)]
    return {key: {file.path: _without_extract(file) for file in files} for key, files in parts if key}


def _without_extract(file: Generated) -> Generated:
    return replace(file, extract=None) if isinstance(file, Page) else file


def outdated(before: Made, now: Made) -> list[list[str]]:
    """Return the paths in parts whose files have changed, but not their key."""
    return [sorted(now[key]) for key in before.keys() & now.keys() if before[key] != now[key]]


def files_of(made: Made) -> dict[str, Generated]:
    return {path: file for files in made.values() for path, file in files.items()}


def edit(number: int, body: str = "", **fields: str | None) -> Texts:
    return texts(**{f"r{number}": report_text(number, body, **fields)})


OPEN_ITEM = "- [ ] Alert on it (owner: identity, due: 2024-11-20)\n"
EDITS: dict[str, Texts] = {
    "prose": edit(4, "\nMore.\n"),
    "the first sentence": texts(r4=report_text(4).replace("Logins failed.", "Nobody could log in.")),
    "a title": edit(4, title="Renamed"),
    "a summary": edit(4, summary="In short."),
    "a tagline": edit(4, tagline="Nobody noticed."),
    "a severity": edit(4, severity="SEV-3"),
    "a status": edit(4, status="review"),
    "a service": edit(4, services="[search]"),
    "another spelling of a service": edit(4, services="[Login]"),
    "a cause": edit(4, cause="hardware"),
    "a tag": edit(4, tags="[sun]"),
    "a team": edit(4, teams="[team-7]"),
    "a day": edit(4, started="2023-05-13 14:00"),
    "a time": edit(4, started="2023-05-14 13:58"),
    "the detection": edit(4, detected="2023-05-14 14:04"),
    "the mitigation": edit(4, mitigated="2023-05-14 14:20"),
    "no mitigation": texts(r4=report_text(4, mitigated=None).replace("**Mitigated.** ", "")),
    "the end": edit(4, resolved="2023-05-14 16:00"),
    "the day of the end": edit(4, resolved="2023-08-15 16:00"),
    "a related report": edit(4, related="[r1]"),
    "an alias": edit(4, aliases="[old-name]"),
    "an action item": edit(4, OPEN_ITEM),
    "a done action item": texts(r4=report_text(4).replace("- [ ]", "- [x]")),
    "an owner": texts(r4=report_text(4).replace("owner: identity", "owner: platform")),
    "a due date": texts(r4=report_text(4).replace("due: 2024-11-05", "due: 2025-03-05")),
    "the title of a report that another one names": texts(r9=LONELY.replace("printer smokes", "scanner smokes")),
    "the id of a report that another one names": texts(r9=LONELY.replace("id: r9", "id: r10")),
    "an id": edit(4, id="r11"),
    "the id of a neighbour": edit(7, id="r8", title="Login failures 7"),
    "a file's name": texts(r3=None, r33=report_text(3, id="r3")),
    "a new report": texts(r8=report_text(8)),
    "the first report of a year": texts(r8=report_text(8, started="2020-01-01 14:00", resolved="2020-01-01 15:00")),
    "no report of a year": texts(r1=None, r4=None, r7=None),
    "a deletion": texts(r4=None),
    "two reports of the same title": edit(4, title="Login failures 5"),
}


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Cache:
    """One for all archives, so that each finds there what was kept of the others."""
    return Cache(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="module")
def before(cache: Cache) -> Made:
    """The archive before each edit."""
    return with_keys(texts(), cache)


@pytest.mark.parametrize("reports", EDITS.values(), ids=EDITS)
def test_a_part_whose_files_change_has_another_key(reports: Texts, before: Made, cache: Cache) -> None:
    now = with_keys(reports, cache)
    assert files_of(before) != files_of(now)
    assert outdated(before, now) == []


@pytest.mark.parametrize("name", ["a tag", "a service", "a status", "the day of the end", "a due date", "a deletion"])
def test_a_part_of_an_archive_that_is_split_by_year_has_another_key(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its front page lists only some reports, but has the figures and the filters of all."""
    monkeypatch.setattr(listing, "WHOLE", 2)
    monkeypatch.setattr(archive_page, "NEWEST", 2)
    cache = Cache(tmp_path)
    assert outdated(with_keys(texts(), cache), with_keys(EDITS[name], cache)) == []


def test_the_number_of_reports_without_figures_is_part_of_a_key(cache: Cache) -> None:
    """As long as no report is final, the insights say how many there are."""
    few, more = ({f"postmortems/r{n}.md": report_text(n, status="draft") for n in range(count)} for count in (1, 2))
    before, now = with_keys(few, cache), with_keys(more, cache)
    page = "incidents/insights/index.md"
    assert files_of(before)[page] != files_of(now)[page]
    assert outdated(before, now) == []


PAIRS: dict[str, tuple[Texts, Texts]] = {
    "the number of incidents without a time to mitigate": (
        texts(r4=report_text(4, mitigated=None, status="review").replace("**Mitigated.** ", "")),
        texts(r4=report_text(4, mitigated=None).replace("**Mitigated.** ", "")),
    ),
    "a word of two titles that others have, too": (
        texts(r4=report_text(4, title="Kraken leviathan"), r6=report_text(6, title="Kraken leviathan")),
        texts(
            r4=report_text(4, title="Kraken leviathan"),
            r6=report_text(6, title="Kraken leviathan"),
            **{
                f"s{n}": LONELY.replace("id: r9", f"id: s{n}").replace("A printer smokes", "Kraken leviathan")
                for n in range(FEW)
            },
        ),
    ),
}


@pytest.mark.parametrize(("reports", "others"), PAIRS.values(), ids=PAIRS)
def test_a_part_has_another_key_for_what_only_the_whole_archive_tells(
    reports: Texts, others: Texts, cache: Cache
) -> None:
    before, now = with_keys(reports, cache), with_keys(others, cache)
    assert files_of(before) != files_of(now)
    assert outdated(before, now) == []


ADDRESS = replace(SITE, url="https://site.example/")
SITES: dict[str, tuple[Site, Site]] = {
    "url": (SITE, ADDRESS),
    "form of addresses": (SITE, replace(SITE, use_directory_urls=False)),
    "language": (SITE, replace(SITE, language="de")),
    "documents": (SITE, replace(SITE, documents={"docs/figures.md": "figures/"})),
    "extensions": (SITE, replace(SITE, extensions=("toc",), extension_configs={"toc": {"permalink": True}})),
    "previews": (ADDRESS, replace(ADDRESS, previews=True)),
    "the next day": (SITE, replace(SITE, now=SITE.now + timedelta(days=1))),
}


@pytest.mark.parametrize(("site", "other"), SITES.values(), ids=SITES)
def test_a_part_whose_files_change_with_the_site_has_another_key(site: Site, other: Site, cache: Cache) -> None:
    before, now = with_keys(texts(), cache, site), with_keys(texts(), cache, other)
    assert files_of(before) != files_of(now)
    assert outdated(before, now) == []
