"""A rule for earlier addresses: nothing but their redirects may be published there."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_postmortems.check.answers.whole import identity
from mkdocs_postmortems.check.subject import Finding, Subject
from mkdocs_postmortems.read.body.links import redirect_path
from mkdocs_postmortems.settings import SITE_FILES, Settings

_OF_THE_SITE = SITE_FILES | {"_headers"}
"""Files that every build writes at the site's root."""

_SEARCH_INDEX = "search/search_index.json"
"""The file of the theme's own search."""

_OF_THE_ARCHIVE = frozenset(
    {
        *("index.html", "feed.xml", "feed.json", "actions.ics"),
        *("incidents.json", "incidents.csv", "incidents.schema.json", "report.schema.json"),
    }
)
"""Files that the site writes directly below the archive's address."""


def find_duplicate_aliases(subject: Subject) -> Iterator[Finding]:
    """``duplicate-alias``"""
    seen: set[str] = set()
    for alias in subject.report.fields.aliases:
        path = identity(redirect_path(alias))
        taken = "is listed twice" if path in seen else _taken(subject, alias, path)
        seen.add(path)
        if taken:
            yield Finding(
                f"the earlier address {alias!r} {taken}",
                *subject.entry_of("aliases", alias),
                help="remove it from `aliases`",
            )


def _taken(subject: Subject, alias: str, path: str) -> str:
    """Return what else is at a redirect's path, as the end of a sentence; "" for nothing."""
    report = subject.report
    if _is_own(path, subject.settings):
        return "is the address of a page or file that the site generates"
    id = _report_at(path, subject.settings)
    if id == identity(report.id):
        return "is the current address of this report"
    if same := subject.archive.with_key(id):
        return f"is the current address of {same[0].path}"
    others = tuple(each for each in subject.archive.with_redirect(alias) if each.path != report.path)
    return f"is also an earlier address of {others[0].path}" if others else ""


def _is_own(path: str, settings: Settings) -> bool:
    below = path.removeprefix(f"{identity(settings.archive)}/")
    if below == path:
        return path.partition("/")[0] in _OF_THE_SITE or path.startswith(f"{_SEARCH_INDEX}/")
    first = below.partition("/")[0]
    return first in _OF_THE_ARCHIVE or first in settings.reserved_ids()


def _report_at(path: str, settings: Settings) -> str:
    """Return the id of the report whose page would be at a path; "" for any other path."""
    before, after = f"{identity(settings.archive)}/", "/index.html"
    return path[len(before) : -len(after)] if path.startswith(before) and path.endswith(after) else ""
