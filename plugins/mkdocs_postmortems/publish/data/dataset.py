"""The archive as data: ``incidents.json`` with its schema, ``incidents.csv``, ``actions.ics``, ``report.schema.json``.

``record_lines`` takes a report and returns its record as text; ``dataset_files`` takes the texts of all reports, and
yields the files with data of each; ``data_parts`` yields parts with the other files. Called by ``pages``.

A record consists only of the fields listed here, so that roles, authors, links, the ``internal`` mapping and
undeclared keys cannot get into it. The file states the format's version, which is incremented when a field changes its
meaning or is removed, not when one is added.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date
from functools import partial
from itertools import chain
from typing import Any

from mkdocs_postmortems.archive.action_list import actions_of
from mkdocs_postmortems.archive.model import Archive
from mkdocs_postmortems.archive.statistics import MEASURES, day_of, measured
from mkdocs_postmortems.publish.cache_keys import PageKeys
from mkdocs_postmortems.publish.data.printable import printable
from mkdocs_postmortems.publish.data.spreadsheet import Cell, csv_bytes, joined
from mkdocs_postmortems.publish.files import Extract, Part, StaticFile
from mkdocs_postmortems.publish.linked_text import ticket_parts
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.read.body.inline import plain
from mkdocs_postmortems.read.ids import ID
from mkdocs_postmortems.read.model import TIME_FIELDS, ActionItem, Moment, Report
from mkdocs_postmortems.settings import FieldSetting, FieldType, Settings

VERSION = 1

Record = Mapping[str, Any]


def data_parts(archive: Archive, site: Site, keys: PageKeys) -> Iterator[Part]:
    """Yield the schemas, and the calendar, which depends on the day of the build, but not on its time."""
    yield Part(partial(schema_files, archive.settings, site), keys.of("schemas"))
    today = day_of(site.now, archive.settings)
    yield Part(partial(calendar_file, archive, site, keys), keys.of("calendar", today, keys.actions()))


def schema_files(settings: Settings, site: Site) -> Iterator[StaticFile]:
    """Yield the schemas of ``incidents.json`` and of a report's front matter."""
    from mkdocs_postmortems.read.front_matter.schema import report_schema  # late: not needed for an unchanged schema

    yield StaticFile(f"{site.archive}/incidents.schema.json", pretty_json(incidents_schema(settings, site)))
    yield StaticFile(f"{site.archive}/report.schema.json", pretty_json(report_schema(settings)))


def calendar_file(archive: Archive, site: Site, keys: PageKeys) -> Iterator[StaticFile]:
    """Yield ``actions.ics``.

    Each report's events are cached for the day: to make all takes half as long as a whole build after an edit.
    """
    from mkdocs_postmortems.publish.data.calendar import (  # late: an unchanged file needs no icalendar
        CalendarEvent,
        actions_calendar,
        calendar_events,
    )

    today = day_of(site.now, archive.settings)
    name = keys.of("calendar events", today)
    known: Mapping[str, tuple[CalendarEvent, ...]] = keys.cache.get(name) or {}
    its_keys = [keys.actions([report]) for report in archive.reports]
    events = [
        known.get(key) or calendar_events(actions_of(report, today), site)
        for key, report in zip(its_keys, archive.reports, strict=True)
    ]
    keys.cache.put(name, dict(zip(its_keys, events, strict=True)))
    yield StaticFile(f"{site.archive}/actions.ics", actions_calendar(chain.from_iterable(events), site))


def record_lines(report: Report, archive: Archive, site: Site) -> tuple[bytes, bytes]:
    """Return a report's record as a line of JSON and as a row of CSV."""
    its = record(report, archive, site)
    return json_lines([its]), csv_bytes([_row(its, archive.settings)])


def dataset_files(archive: Archive, site: Site, extracts: Mapping[str, Extract]) -> Iterator[StaticFile]:
    """Yield the data of the whole archive, and a table for each facet value that has a page.

    ``extracts`` are those of the archive's reports, by report id.
    """

    def table(reports: Iterable[Report]) -> bytes:
        return csv_bytes([_header(archive.settings)]) + b"".join(extracts[report.id].csv for report in reports)

    yield StaticFile(f"{site.archive}/incidents.json", _incidents_json(archive, site, extracts))
    yield StaticFile(f"{site.archive}/incidents.csv", table(archive.reports))
    for facet in archive.facets:
        for value in facet.values:
            yield StaticFile(site.facet(facet.segment, value.slug) + "incidents.csv", table(value.reports))


def json_lines(documents: Iterable[Mapping[str, Any]]) -> bytes:
    """Return the documents as JSON lines, each with a final newline."""
    return b"".join(json.dumps(each, ensure_ascii=False, allow_nan=False).encode() + b"\n" for each in documents)


def incidents_csv(records: Iterable[Record], settings: Settings) -> bytes:
    """Return ``incidents.csv``, or a part of it."""
    return csv_bytes([_header(settings), *(_row(each, settings) for each in records)])


def record(report: Report, archive: Archive, site: Site) -> Record:
    """Return the dataset's record of a report. Texts are plain, durations are in whole seconds.

    Related reports that are not in this edition are left out.
    """
    fields = report.fields
    return {
        "id": report.id,
        "url": site.absolute(site.report(report.id))
        if site.url
        else site.href(f"{site.archive}/", site.report(report.id)),
        "title": printable(fields.title),
        "summary": printable(report.summary),
        "severity": printable(fields.severity),
        "status": fields.status or "draft",
        "services": _texts(fields.services),
        "cause": printable(fields.cause) if fields.cause else None,
        "tags": _texts(fields.tags),
        "teams": _texts(fields.teams),
        **{name: _time(report.time(name)) for name in TIME_FIELDS},
        **{f"{name}_seconds": _seconds(report, name) for name in MEASURES},
        "impact": {printable(name): printable(text) for name, text in fields.impact.items()},
        "related": [other for other in fields.related if other in archive.by_id],
        "events": len(report.events),
        "actions": [_action(item) for item in report.actions],
        "fields": {name: _own(fields.own[name]) for name in archive.settings.fields if name in fields.own},
    }


def _texts(texts: Iterable[str]) -> list[str]:
    return [printable(text) for text in dict.fromkeys(texts)]


def _time(moment: Moment | None) -> str | None:
    """Format a time by RFC 3339 with the offset of the author's zone, or as a date if only that is known."""
    if moment is None:
        return None
    if moment.is_day:
        return moment.at.date().isoformat()
    return moment.at.isoformat(timespec="seconds")


def _seconds(report: Report, measure: str) -> int | None:
    length = measured(report, measure)
    return None if length is None else round(length.total_seconds())


def _action(item: ActionItem) -> Record:
    ticket, addresses = ticket_parts(item.ticket)
    return {
        "number": item.number,
        "text": printable(plain(item.first_paragraph)),
        "status": item.status,
        "owner": printable(item.owner) or None,
        "due": item.due.isoformat() if item.due else None,
        "closed": item.closed.isoformat() if item.closed else None,
        "type": printable(item.type) or None,
        "ticket": printable(ticket) or None,
        "ticket_urls": _texts(addresses),
    }


def _own(value: object) -> object:
    if isinstance(value, tuple | list):
        return _texts(map(str, value))
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, bool | int | float) else printable(str(value))


def _incidents_json(archive: Archive, site: Site, extracts: Mapping[str, Extract]) -> bytes:
    """Return ``incidents.json``, one incident per line, so that two builds can be compared with ``diff``."""
    generated = site.now.astimezone(UTC).isoformat(timespec="seconds")
    head = json.dumps({"$schema": "incidents.schema.json", "version": VERSION, "generated": generated})
    incidents = b",\n".join(extracts[report.id].json.rstrip(b"\n") for report in archive.reports)
    return b'%s, "incidents": [\n%s\n]}\n' % (head[:-1].encode(), incidents)


def pretty_json(document: object) -> bytes:
    """Return indented JSON, for documents that people also read, such as a schema."""
    return json.dumps(document, ensure_ascii=False, indent=2).encode() + b"\n"


_TEXT = {"type": "string"}
_TEXT_OR_NULL = {"type": ["string", "null"]}
_TEXTS = {"type": "array", "items": _TEXT}
_COUNT = {"type": "integer", "minimum": 0}
_DATE_OR_NULL = {"type": ["string", "null"], "format": "date"}
_TIME_OR_NULL = {
    "anyOf": [{"type": "string", "format": "date-time"}, {"type": "string", "format": "date"}, {"type": "null"}]
}
_OWN: Mapping[FieldType, Mapping[str, Any]] = {
    "text": _TEXT,
    "list": _TEXTS,
    "number": {"type": "number"},
    "date": {"type": "string"},
    "bool": {"type": "boolean"},
}


def incidents_schema(settings: Settings, site: Site) -> Mapping[str, Any]:
    """Return the JSON Schema (2020-12) of ``incidents.json``, with the severities and custom fields of the settings."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    if site.url:
        schema["$id"] = site.absolute(f"{site.archive}/incidents.schema.json")
    document = {"$schema": _TEXT, "version": {"const": VERSION}, "generated": {"type": "string", "format": "date-time"}}
    incidents = {"type": "array", "items": {"$ref": "#/$defs/incident"}}
    return {
        **schema,
        "title": "Incidents of the archive, newest first",
        **_object({**document, "incidents": incidents}),
        "$defs": {"incident": _object(_incident_schema(settings)), "action": _object(_ACTION_SCHEMA)},
    }


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema of an object with exactly these properties."""
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _incident_schema(settings: Settings) -> Mapping[str, Any]:
    own = {key: _own_schema(each) for key, each in settings.fields.items()}
    return {
        "id": {"type": "string", "pattern": f"^{ID.pattern}$"},
        "url": {
            "type": "string",
            "format": "uri-reference",
            "description": "The report's page; relative to this file if the site's address is unknown",
        },
        "title": _TEXT,
        "summary": _TEXT,
        "severity": {"enum": list(settings.severities), "description": "Most severe first"},
        "status": {"enum": ["draft", "review", "final"]},
        "services": _TEXTS,
        "cause": _TEXT_OR_NULL,
        "tags": _TEXTS,
        "teams": _TEXTS,
        **dict.fromkeys(TIME_FIELDS, _TIME_OR_NULL),
        **{
            f"{name}_seconds": {
                "type": ["integer", "null"],
                "minimum": 0,
                "description": "From the start of the impact; null if not recorded",
            }
            for name in MEASURES
        },
        "impact": {"type": "object", "additionalProperties": _TEXT},
        "related": {"type": "array", "items": _TEXT, "description": "Ids that the author linked"},
        "events": {**_COUNT, "description": "Events of the timeline"},
        "actions": {"type": "array", "items": {"$ref": "#/$defs/action"}},
        "fields": {"type": "object", "properties": own, "additionalProperties": False},
    }


def _own_schema(field: FieldSetting) -> Mapping[str, Any]:
    return {**_OWN[field.type], "title": field.name} if field.name else _OWN[field.type]


_ACTION_SCHEMA: Mapping[str, Any] = {
    "number": {"type": "integer", "minimum": 1, "description": "Position in the report"},
    "text": _TEXT,
    "status": {"enum": ["proposed", "open", "done", "not doing"]},
    "owner": _TEXT_OR_NULL,
    "due": _DATE_OR_NULL,
    "closed": _DATE_OR_NULL,
    "type": _TEXT_OR_NULL,
    "ticket": _TEXT_OR_NULL,
    "ticket_urls": {
        "type": "array",
        "items": {"type": "string", "format": "uri-reference"},
        "description": "The addresses that the ticket links to",
    },
}

_COLUMNS = (
    *("id", "title", "severity", "status", "cause", "services", "tags", "teams", "related", *TIME_FIELDS),
    *(f"{name}_seconds" for name in MEASURES),
    *("impact", "events", "actions", "actions_open", "summary", "url"),
)
"""The columns of ``incidents.csv`` before those of custom fields, which are named ``field:NAME``."""


def _header(settings: Settings) -> list[Cell]:
    return [*_COLUMNS, *(f"field:{name}" for name in settings.fields)]


def _row(record: Record, settings: Settings) -> list[Cell]:
    actions = record["actions"]
    still_open = sum(action["status"] in ("open", "proposed") for action in actions)
    values = {**record, "actions": len(actions), "actions_open": still_open}
    own = (record["fields"].get(name) for name in settings.fields)
    return [*(_cell(values[name]) for name in _COLUMNS), *map(_cell, own)]


def _cell(value: Any) -> Cell:
    """Return a value for one cell: lists are joined by semicolons."""
    if isinstance(value, Mapping):
        return joined(f"{name}: {each}" for name, each in value.items())
    if isinstance(value, list):
        return joined(value)
    return str(value).lower() if isinstance(value, bool) else value
