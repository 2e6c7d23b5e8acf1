from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from msgspec.structs import replace

from mkdocs_postmortems.archive.action_list import ListedAction
from mkdocs_postmortems.archive.model import build_archive
from mkdocs_postmortems.cache import NO_CACHE, Cache
from mkdocs_postmortems.publish.cache_keys import PageKeys
from mkdocs_postmortems.publish.data import calendar
from mkdocs_postmortems.publish.data.dataset import (
    calendar_file,
    dataset_files,
    incidents_csv,
    incidents_schema,
    record,
    schema_files,
)
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.read.model import ActionItem, Event, Fields, Moment, Report, Source, Span, Timeline
from mkdocs_postmortems.settings import FieldSetting, FieldType, Settings
from tests.publish.examples import extracts

TYPES: dict[str, FieldType] = {"region": "list", "cost": "number", "drill": "bool", "when": "date", "note": "text"}
SETTINGS = Settings(fields={name: FieldSetting(type) for name, type in TYPES.items()})
SITE = Site(url="https://status.example.com/", now=datetime(2024, 11, 6, 9, tzinfo=UTC))
LONDON = ZoneInfo("Europe/London")
START = datetime(2023, 10, 15, 14, tzinfo=LONDON)
HOSTILE = '=cmd|"/c calc"!A1</script>\r\n\x07\ufffe, "x"'


LINKED = "[OPS-1](https://tickets.example/OPS-1)"


def full_report() -> Report:
    """Return a report that uses every field, including those that must not be published."""
    fields = Fields(
        title="Login fails",
        severity="SEV-2",
        status="final",
        services=("login", "mail"),
        started=Moment(START, "Europe/London"),
        mitigated=Moment(START + timedelta(minutes=90), "Europe/London"),
        resolved=Moment(datetime(2023, 10, 15, tzinfo=LONDON), "Europe/London", "day"),
        cause="code deployment",
        impact={"users": "~30 %"},
        tags=("auth",),
        teams=("identity",),
        authors=("SECRET author",),
        links={"ticket": "https://SECRET.example.com/"},
        roles={"lead": "SECRET person"},
        internal={"note": "SECRET note"},
        own={"region": ("eu", "us"), "cost": -3, "drill": False, "when": date(2024, 1, 2), "odd": "SECRET"},
        material={"description": "SECRET description"},
        related=("other",),
    )
    actions = (
        ActionItem(1, "Alert on *failed* logins", Span(9, 9), owner="observability", due=date(2023, 12, 1)),
        ActionItem(2, "Smoke test", Span(10, 10), "done", closed=date(2023, 11, 1), type="prevent", ticket=LINKED),
    )
    timeline = Timeline((Event(1, "Deployed", Span(5, 5)), Event(2, "Alerted", Span(6, 6))))
    return Report("a.md", "login-fails", Source("a.md", ""), fields, timeline=timeline, actions=actions)


def a_report(id: str = "one", **fields: Any) -> Report:
    values = {"title": "Title", "severity": "SEV-3", "status": "draft", **fields}
    return Report(f"{id}.md", id, Source(f"{id}.md", ""), Fields(**values))


def built(*reports: Report, site: Site = SITE, summary: str = "A sentence.") -> dict[str, bytes]:
    archive = build_archive([replace(report, summary=summary) for report in reports], SETTINGS)
    its_extracts = extracts(archive, site)
    files = [
        *dataset_files(archive, site, its_extracts),
        *schema_files(SETTINGS, site),
        *calendar_file(archive, site, PageKeys(archive, site, NO_CACHE, its_extracts)),
    ]
    return {file.path.removeprefix("incidents/"): file.content for file in files}


def test_only_the_events_of_a_changed_report_are_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The calendar is the same as without a cache; on another day, all are made again."""
    made: list[str] = []

    def counted(entries: Sequence[ListedAction], site: Site) -> Sequence[calendar.CalendarEvent]:
        made.extend(entry.key for entry in entries)
        return calendar_events(entries, site)

    calendar_events = calendar.calendar_events
    monkeypatch.setattr(calendar, "calendar_events", counted)

    kept = Cache(tmp_path)

    def calendar_of(*reports: Report, cache: Cache = kept, site: Site = SITE) -> bytes:
        archive = build_archive(reports, SETTINGS)
        (file,) = calendar_file(archive, site, PageKeys(archive, site, cache, extracts(archive, site)))
        return file.content

    one, two = (replace(full_report(), id=id, path=f"{id}.md") for id in ("one", "two"))
    edited = replace(two, actions=(replace(two.actions[0], owner="platform"), two.actions[1]))
    before = calendar_of(one, two)
    assert made == ["one-1", "one-2", "two-1", "two-2"]
    made.clear()
    after = calendar_of(one, edited)
    assert made == ["two-1", "two-2"]
    assert after == calendar_of(one, edited, cache=NO_CACHE) != before
    made.clear()
    calendar_of(one, site=replace(SITE, now=SITE.now + timedelta(days=1)))
    assert made == ["one-1", "one-2"]


@cache
def validator(schema: bytes) -> Draft202012Validator:
    """Validates data against a schema that has itself been validated once."""
    Draft202012Validator.check_schema(json.loads(schema))
    return Draft202012Validator(json.loads(schema), format_checker=FormatChecker())


def incidents(files: dict[str, bytes]) -> list[dict[str, Any]]:
    """Validate the document against its schema, and return its incidents."""
    document = json.loads(files["incidents.json"])
    validator(files["incidents.schema.json"]).validate(document)
    found: list[dict[str, Any]] = document["incidents"]
    return found


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline=""), strict=True))


@pytest.mark.parametrize("site", [SITE, Site()])
def test_an_empty_archive_has_data(site: Site) -> None:
    """A valid document without incidents, a table with only a header, a calendar without events."""
    files = built(site=site)
    assert incidents(files) == rows(files["incidents.csv"]) == []
    assert b"VEVENT" not in files["actions.ics"]


def test_the_schema_of_the_front_matter_is_published() -> None:
    """Editors use it to validate reports."""
    Draft202012Validator.check_schema(json.loads(built()["report.schema.json"]))


def test_a_report_becomes_a_record() -> None:
    """Times keep their offset, a day stays a day, durations are seconds, and Markdown becomes text."""
    (found,) = incidents(built(full_report()))
    assert found == {
        "id": "login-fails",
        "url": "https://status.example.com/incidents/login-fails/",
        "title": "Login fails",
        "summary": "A sentence.",
        "severity": "SEV-2",
        "status": "final",
        "services": ["login", "mail"],
        "cause": "code deployment",
        "tags": ["auth"],
        "teams": ["identity"],
        "started": "2023-10-15T14:00:00+01:00",
        "detected": None,
        "acknowledged": None,
        "mitigated": "2023-10-15T15:30:00+01:00",
        "resolved": "2023-10-15",
        "time_to_detect_seconds": None,
        "time_to_mitigate_seconds": 5400,
        "duration_seconds": None,
        "impact": {"users": "~30 %"},
        "related": [],
        "events": 2,
        "actions": [
            {
                "number": 1,
                "text": "Alert on failed logins",
                "status": "open",
                "owner": "observability",
                "due": "2023-12-01",
                "closed": None,
                "type": None,
                "ticket": None,
                "ticket_urls": [],
            },
            {
                "number": 2,
                "text": "Smoke test",
                "status": "done",
                "owner": None,
                "due": None,
                "closed": "2023-11-01",
                "type": "prevent",
                "ticket": "OPS-1",
                "ticket_urls": ["https://tickets.example/OPS-1"],
            },
        ],
        "fields": {"region": ["eu", "us"], "cost": -3, "drill": False, "when": "2024-01-02"},
    }


def test_the_data_has_a_fields_key_and_its_schema_has_the_name() -> None:
    """So the name can be changed without breaking programs."""
    settings = Settings(fields={"region": FieldSetting("list", name="Affected regions")})
    archive = build_archive([full_report()], settings)
    assert record(full_report(), archive, SITE)["fields"] == {"region": ["eu", "us"]}
    assert incidents_csv([], settings).rstrip().endswith(b",field:region")
    schema = incidents_schema(settings, SITE)["$defs"]["incident"]["properties"]["fields"]
    assert schema["properties"]["region"]["title"] == "Affected regions"


def test_a_related_report_is_named_only_if_it_is_published() -> None:
    """The id of a report that this edition leaves out is in no file."""
    files = built(a_report("a", related=("b", "internal-one")), a_report("b"))
    assert [each["related"] for each in incidents(files)] == [["b"], []]
    assert not any(b"internal-one" in content for content in files.values())


def test_unlisted_fields_are_in_no_file() -> None:
    """Roles, authors, links, internal and undeclared fields never are."""
    for path, content in built(full_report()).items():
        assert b"SECRET" not in content, path


def test_a_report_becomes_a_row() -> None:
    """Lists are joined, custom fields have a column each, and a negative number is not a formula."""
    (row,) = rows(built(full_report())["incidents.csv"])
    assert (row["services"], row["impact"]) == ("login; mail", "users: ~30 %")
    assert (row["actions"], row["actions_open"], row["time_to_mitigate_seconds"]) == ("2", "1", "5400")
    assert (row["field:region"], row["field:cost"], row["field:drill"], row["field:note"]) == (
        "eu; us",
        "-3",
        "false",
        "",
    )
    assert row["duration_seconds"] == ""


def test_each_facet_value_has_its_own_table() -> None:
    """With the incidents of that value only."""
    files = built(a_report("a", services=("C++",)), a_report("b", services=("C#",)))
    assert [row["id"] for row in rows(files["service/c-plus-plus/incidents.csv"])] == ["a"]
    assert [row["id"] for row in rows(files["service/c-sharp/incidents.csv"])] == ["b"]


def test_without_a_site_address_links_are_relative() -> None:
    """From the data file to the page."""
    (found,) = incidents(built(a_report(), site=Site()))
    assert found["url"] == "one/"


def test_the_newest_incident_comes_first() -> None:
    """In the data as in the archive."""
    files = built(a_report("old", started=Moment(START)), a_report("new", started=Moment(START + timedelta(1))))
    assert [each["id"] for each in incidents(files)] == [row["id"] for row in rows(files["incidents.csv"])]
    assert incidents(files)[0]["id"] == "new"


def test_hostile_text_stays_in_its_place() -> None:
    """JSON parses, the table keeps its columns, and no cell starts like a formula."""
    files = built(a_report(title=HOSTILE, cause=HOSTILE, services=(HOSTILE,), impact={HOSTILE: HOSTILE}))
    (found,) = incidents(files)
    assert found["title"] == HOSTILE.replace("\x07", "\ufffd").replace("\ufffe", "\ufffd")
    (row,) = rows(files["incidents.csv"])
    assert row["title"] == "'" + found["title"]
    assert not any(cell.startswith("=") for cell in row.values())


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(st.text(), st.lists(st.text(), max_size=2)), max_size=3), st.text())
def test_any_text_makes_valid_data(made: list[tuple[str, list[str]]], summary: str) -> None:
    """Whatever authors write, the data is valid, and JSON and CSV have the same incidents."""
    reports = [a_report(f"r{i}", title=title, tags=tuple(tags)) for i, (title, tags) in enumerate(made)]
    files = built(*reports, summary=summary)
    assert [each["id"] for each in incidents(files)] == [row["id"] for row in rows(files["incidents.csv"])]


def test_same_input_same_bytes() -> None:
    """The only date in the data is the one passed in."""
    assert built(full_report()) == built(full_report())
    assert json.loads(built()["incidents.json"])["generated"] == "2024-11-06T09:00:00+00:00"


def test_the_guide_describes_every_field() -> None:
    """That is published."""
    guide = (Path(__file__).parents[3] / "docs" / "data.md").read_text("utf-8")
    (found,) = incidents(built(full_report()))
    for name in (*found, *found["actions"][0]):
        assert f"`{name}`" in guide, name
