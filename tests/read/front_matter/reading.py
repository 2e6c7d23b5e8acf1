"""Front matter read for tests, complete but for what a test is about."""

from __future__ import annotations

from mkdocs_postmortems.diagnostics import Problem
from mkdocs_postmortems.read.front_matter.fields import read_fields
from mkdocs_postmortems.read.model import Fields
from mkdocs_postmortems.read.source import read_source
from mkdocs_postmortems.settings import FieldSetting, Settings

REQUIRED = {
    "title": "Login failures",
    "severity": "SEV-2",
    "status": "draft",
    "services": "[login]",
    "started": "2023-10-15 14:00",
}
OWN = Settings(
    fields={
        "region": FieldSetting("text"),
        "customers": FieldSetting("number"),
        "page": FieldSetting("bool"),
        "reviewed": FieldSetting("date"),
        "sites": FieldSetting("list"),
        "copy": FieldSetting("text"),
    }
)


def block(**values: str | None) -> str:
    """Return the required keys with these values, in this order from line 2 on. ``None`` leaves a key out."""
    given = {**REQUIRED, **values}
    return "\n".join(f"{name}: {value}" for name, value in given.items() if value is not None)


def read(front_matter: str, settings: Settings | None = None) -> tuple[Fields, tuple[Problem, ...]]:
    source, problems = read_source("a.md", f"---\n{front_matter}\n---\n\n## A\n".encode())
    assert source is not None, problems
    fields, more = read_fields(source, settings or Settings())
    return fields, (*problems, *more)


def only(front_matter: str, settings: Settings | None = None) -> Problem:
    """Read front matter with one problem."""
    (problem,) = read(front_matter, settings)[1]
    return problem
