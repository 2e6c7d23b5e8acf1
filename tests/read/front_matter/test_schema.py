"""The JSON Schema of the front matter: valid by its own rules, and consistent with the check."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from mkdocs_postmortems.read.front_matter.corrections import quote
from mkdocs_postmortems.read.front_matter.fields import read_fields
from mkdocs_postmortems.read.front_matter.schema import FIELDS, report_schema
from mkdocs_postmortems.read.model import Fields
from mkdocs_postmortems.read.source import read_source
from mkdocs_postmortems.settings import FIELD_NAMES, FieldSetting, Settings

SETTINGS = Settings(
    severities=("minor", "major"),
    fields={
        "region": FieldSetting("text"),
        "customers": FieldSetting("number"),
        "page": FieldSetting("bool"),
        "reviewed": FieldSetting("date"),
        "sites": FieldSetting("list", name="Affected sites"),
    },
)
SCHEMA = report_schema(SETTINGS)
GOOD: dict[str, Any] = {
    "title": "Login failures",
    "severity": "major",
    "status": "final",
    "services": ["login"],
    "started": "2023-10-15 14:00",
    "resolved": "2023-10-15T16:30:00+02:00",
    "detected": "2023-10-15",
    "impact": {"users": 1200, "share": "~30 %"},
    "links": {"ticket": "https://example.org/1"},
    "roles": {"commander": ["a", "b"]},
    "region": "north",
    "customers": 5,
    "page": True,
    "sites": ["a"],
}


def fits(**changes: Any) -> bool:
    """Return whether a good front matter with these changes fits the schema; ``None`` removes a key."""
    instance = {name: value for name, value in {**GOOD, **changes}.items() if value is not None}
    return Draft202012Validator(SCHEMA).is_valid(instance)


def test_the_schema_is_a_schema() -> None:
    """It fits the meta-schema of its own version."""
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == Draft202012Validator.META_SCHEMA["$id"]


def test_a_good_front_matter_fits() -> None:
    """With every kind of value."""
    assert fits()
    assert fits(status="draft", resolved=None)


@pytest.mark.parametrize(
    "changes",
    [
        {"title": None},
        {"title": 404},
        {"title": ""},
        {"title": "x" * 301},
        {"severity": "SEV-1"},
        {"status": "done"},
        {"services": "login"},
        {"services": []},
        {"services": ["a"] * 101},
        {"started": 840},
        {"started": "14:00"},
        {"started": "yesterday"},
        {"resolved": None},
        {"id": "A b"},
        {"impact": ["x"]},
        {"impact": {"users": [1]}},
        {"links": {"ticket": "javascript:alert(1)"}},
        {"roles": {"commander": 5}},
        {"visibility": "Internal"},
        {"internal": True},
        {"colour": "red"},
        {"region": 5},
        {"customers": "5"},
        {"page": "yes"},
        {"sites": "a"},
    ],
    ids=str,
)
def test_a_wrong_front_matter_does_not_fit(changes: dict[str, Any]) -> None:
    """What the check reports, an editor can report too."""
    assert not fits(**changes)


def test_every_field_is_described_for_editors() -> None:
    """Own fields as well."""
    assert set(SCHEMA["properties"]) == {*FIELD_NAMES, *SETTINGS.fields}
    assert all(each.get("description") for each in SCHEMA["properties"].values())


def test_a_field_of_the_site_has_its_name_as_title() -> None:
    """Editors show the title to authors."""
    assert SCHEMA["properties"]["sites"]["title"] == "Affected sites"
    assert "title" not in SCHEMA["properties"]["region"]


def test_severities_are_those_of_the_site() -> None:
    """In the order of the settings."""
    assert SCHEMA["properties"]["severity"]["anyOf"][0]["enum"] == ["minor", "major"]


@pytest.mark.parametrize(
    "open_field", [{"severity": "TODO"}, {"started": "TODO"}, {"services": "TODO"}, {"services": ["TODO"]}]
)
def test_a_draft_may_leave_fields_open(open_field: dict[str, Any]) -> None:
    """As new and imported reports do; editors mark nothing, and the check reports the placeholder."""
    assert fits(status="draft", resolved=None, **open_field)
    assert not fits(status="draft", resolved=None, title=None, **open_field)
    assert fits(**open_field) == (open_field.get("services") == ["TODO"])


def test_the_schema_is_the_same_each_time() -> None:
    """A call leaves no state behind."""
    assert report_schema(SETTINGS) == SCHEMA
    assert "region" not in report_schema(Settings())["properties"]


@pytest.mark.parametrize("started", ["2023-10-15", "2023-10-15 14:00", "2023-10-15T14:00Z", "2023-10-15T14:00:30+0200"])
def test_times_that_fit_are_read(started: str) -> None:
    """The schema's pattern allows nothing that the reader refuses."""
    assert fits(started=started)
    text = f"---\ntitle: x\nseverity: major\nstatus: draft\nservices: [a]\nstarted: {quote(started)}\n---\n"
    source, _ = read_source("a.md", text.encode())
    assert source is not None
    assert not read_fields(source, SETTINGS)[1]


def test_every_field_has_a_place_in_the_model() -> None:
    """Otherwise it would be read, found valid, and dropped. ``author`` is ``authors``; Material's are kept together."""
    assert FIELDS.keys() - {"author", "search", "hide", "description"} <= {*Fields.__struct_fields__}
