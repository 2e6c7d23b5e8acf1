"""Reports to check, built from the text that an author would write."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from mkdocs_postmortems.archive.brief import Brief, brief_of
from mkdocs_postmortems.check.answers.whole import Whole
from mkdocs_postmortems.check.engine import check_report
from mkdocs_postmortems.diagnostics import Diagnostic
from mkdocs_postmortems.read.body.blocks import classify
from mkdocs_postmortems.read.body.headings import HeadingParser, read_sections
from mkdocs_postmortems.read.model import TIME_FIELDS, Fields, Moment, Report, Source, Span
from mkdocs_postmortems.settings import Settings

NOW = datetime(2024, 6, 1, tzinfo=UTC)

FIELDS = {
    "title": "Logins fail after a deployment",
    "severity": "SEV-2",
    "status": "final",
    "services": "[sign-in]",
    "started": "2024-03-01T14:00",
    "detected": "2024-03-01T14:05",
    "mitigated": "2024-03-01T14:40",
    "resolved": "2024-03-01T15:00",
    "visibility": "public",
}

TIMES = ("started", "detected", "mitigated", "resolved")

BODY = """\
## Issue summary

Nobody could sign in for an hour.

## Timeline

- 14:00 The deployment begins.
- 14:05 An alert fires.
- 15:00 All is well.

## Root cause and resolution

A token had expired.

## Corrective and preventive measures

- [ ] Watch the tokens (owner: identity, due: 2024-07-01)
"""


@dataclass(frozen=True)
class KnownFiles:
    """Files by their paths."""

    names: frozenset[str]
    content: bytes = b""

    def read(self, path: str, most: int = -1) -> bytes:
        return self.content[: most if most >= 0 else None] if self.has(path) else b""

    def has(self, path: str) -> bool:
        return path in self.names

    def beside(self, path: str) -> list[str]:
        return sorted(name for name in self.names if name.rpartition("/")[0] == path.rpartition("/")[0])


@dataclass(frozen=True)
class AnyFiles:
    """Any files but Markdown, of which there is only that of the reports."""

    reports: Sequence[str]

    def has(self, path: str) -> bool:
        return not path.endswith(".md") or path in self.reports

    def beside(self, path: str) -> Sequence[str]:
        return self.reports

    def read(self, path: str, most: int = -1) -> bytes:
        return b""


def whole_of(
    briefs: Sequence[Brief],
    files: KnownFiles | None = None,
    contents: Mapping[str, str] | None = None,
    read: Callable[[str], Any] = str,
) -> Whole:
    """Return an archive of these reports, with the default settings of the site."""
    known = files or AnyFiles(sorted(brief.path for brief in briefs))
    return Whole(briefs, known, contents or {}, read, {}, ("",), known)


Make = Callable[..., Report]
Check = Callable[..., list[str]]
_parser = HeadingParser()


def _moment(text: str) -> Moment:
    """``2024-03-01`` is a day, ``2024-03-01T14:00`` a minute, both in UTC."""
    at = datetime.fromisoformat(text).replace(tzinfo=UTC)
    return Moment(at, precision="minute" if "T" in text else "day")


@pytest.fixture
def moment() -> Callable[[str], Moment]:
    """Return a function that reads a day or a minute in UTC."""
    return _moment


@pytest.fixture
def make() -> Make:
    """Return a function that makes a sound report: ``old`` and ``new`` change its body, other names are fields."""

    def build(
        old: str = "",
        new: str = "",
        *,
        body: str = BODY,
        path: str = "postmortems/a.md",
        settings: Settings | None = None,
        report: dict[str, Any] | None = None,
        **fields: Any,
    ) -> Report:
        assert old in body
        text = body.replace(old, new, 1) if old else body + new
        front = ["---", *(f"{key}: {fields.get(key, value)}" for key, value in FIELDS.items()), "---", ""]
        lines = (*front, *text.split("\n"))
        begin = len(front)
        blocks = classify(lines[begin:], begin + 1)
        headings = _parser.headings(lines[begin:], begin + 1)
        known: dict[str, Any] = {
            **{name: value for name, value in FIELDS.items() if name not in ("services", *TIMES)},
            **{name: _moment(FIELDS[name]) for name in TIMES},
            "services": ("sign-in",),
            "lines": {name: Span(at, at) for at, name in enumerate(FIELDS, 2)},
        }
        known |= {
            name: _moment(value) if name in TIME_FIELDS and isinstance(value, str) else value
            for name, value in fields.items()
        }
        made = Report(
            path=path,
            id=fields.get("id") or path.rpartition("/")[2].removesuffix(".md"),
            source=Source(path, "\n".join(lines), "\n".join(front[1:-2]), begin + 1),
            fields=Fields(**known),
            headings=headings,
            sections=read_sections(headings, (settings or Settings()).sections, len(lines)),
            kinds=blocks.kinds,
            problems=blocks.problems,
        )
        return replace(made, **(report or {}))

    return build


@pytest.fixture
def check() -> Check:
    """Return a function that lists the findings of a rule in an archive of these reports, as ``line: message``."""

    def run(
        rule: str, *reports: Report, settings: Settings | None = None, files: frozenset[str] | None = None
    ) -> list[str]:
        found = _diagnose(*reports, settings=settings, files=files)
        return [f"{each.line}: {each.message}" for each in found if each.rule == rule]

    return run


@pytest.fixture
def diagnose() -> Callable[..., tuple[Diagnostic, ...]]:
    """Return a function that returns all findings in an archive of these reports."""
    return _diagnose


def _diagnose(
    *reports: Report, settings: Settings | None = None, files: frozenset[str] | None = None, content: bytes = b""
) -> tuple[Diagnostic, ...]:
    settings = settings or Settings()
    known = None if files is None else KnownFiles(files | frozenset(report.path for report in reports), content)
    by_path = {report.path: report for report in reports}
    contents = dict.fromkeys(by_path, "")
    whole = whole_of([*map(brief_of, reports)], known, contents, by_path.__getitem__)
    return tuple(sorted(found for each in reports for found in check_report(each, whole, settings, NOW).findings))
