"""Reports made without files, for tests of pages, and what readers and browsers find in these."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

from msgspec.structs import replace

from mkdocs_postmortems.archive.model import Archive, build_archive
from mkdocs_postmortems.cache import NO_CACHE, Cache
from mkdocs_postmortems.publish.cache_keys import PageKeys
from mkdocs_postmortems.publish.files import Extract, Generated, Part
from mkdocs_postmortems.publish.pages import extract_of
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.read.body.summary import summarize
from mkdocs_postmortems.read.model import ActionItem, Fields, Moment, Report, Source
from mkdocs_postmortems.settings import Settings

NOW = datetime(2024, 11, 24, 12, tzinfo=UTC)
SITE = Site(now=NOW)
UNWRITTEN = Cache(Path("unwritten"))
"""Has keys for all parts, of which the tests compare some."""


def make_report(
    id: str = "login",
    start: datetime = datetime(2024, 5, 1, 12, tzinfo=UTC),
    actions: tuple[ActionItem, ...] = (),
    **fields: object,
) -> Report:
    """Return a final report of 90 minutes: detected after 9, mitigated after 54."""
    times = {"started": 0, "detected": 9, "mitigated": 54, "resolved": 90}
    given = {name: Moment(start + timedelta(minutes=minutes)) for name, minutes in times.items()}
    defaults = {"title": f"Title of {id}", "severity": "SEV-2", "status": "final", "services": ("login",)}
    values = {**defaults, **given, **fields}
    path = f"postmortems/{id}.md"
    report = Report(path, id, Source(path, ""), Fields(**values), actions=actions)  # type: ignore[arg-type]
    return replace(report, summary=summarize(report))


def make_archive(
    *reports: Report,
    facets: tuple[str, ...] = ("severity", "services", "cause", "year"),
    also_search: tuple[str, ...] = (),
    edition: str = "internal",
    search: bool = True,
) -> Archive:
    return build_archive(reports, Settings(facets=facets, also_search=also_search, edition=edition, search=search))


def files_of(parts: Callable[..., Iterable[Part]], archive: Archive, site: Site) -> Iterator[Generated]:
    """Return the files in some of an archive's parts."""
    return (file for part in parts(archive, site, PageKeys(archive, site, NO_CACHE, {})) for file in part.run())


def extracts(archive: Archive, site: Site) -> dict[str, Extract]:
    """Return the extracts of an archive's reports by id."""
    return {report.id: extract_of(report, archive, site) for report in archive.reports}


def text_of(html: str) -> str:
    """Return the text that a reader sees outside of drawings, on one line."""
    return " ".join(re.sub(r"<svg.*?</svg>|<[^>]+>", " ", html, flags=re.DOTALL).split())


def links(html: str) -> list[str]:
    return re.findall(r'href="([^"]*)"', html)


def attributes(html: str) -> set[str]:
    """Return the names of all attributes, as a browser parses them."""
    found: set[str] = set()
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attrs: found.update(name for name, _ in attrs)  # type: ignore[method-assign]
    parser.feed(html)
    return found


def many(count: int) -> list[Report]:
    """Return reports on this many days, newest first; ``r0`` is on 1 November 2024."""
    newest = datetime(2024, 11, 1, tzinfo=UTC)
    return [make_report(f"r{number}", newest - timedelta(days=number)) for number in range(count)]


def wordy(count: int, apart: float = 3.7) -> list[Report]:
    """Return reports with realistically long texts, this many days apart, for tests of page sizes."""
    newest = datetime(2024, 11, 1, tzinfo=UTC)
    return [
        make_report(
            f"2024-11-01-the-pool-of-connections-ran-out-{number}",
            newest - timedelta(days=apart * number),
            title="The pool of connections ran out while the traffic of a sale came in from everywhere",
            summary="Checkout answered slowly, and then not at all, for everybody who had more than one thing to buy.",
            severity=f"SEV-{number % 4 + 1}",
            services=("checkout", f"service-{number % 40}", f"another-{number % 30}"),
            cause=f"cause {number % 12}",
        )
        for number in range(count)
    ]
