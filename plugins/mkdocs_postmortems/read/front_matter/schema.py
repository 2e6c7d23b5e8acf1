"""The fields of the front matter: their types, and the JSON Schema with which editors check them.

Takes ``Settings``, which set severities and add fields. Returns each ``Field`` by its key, to ``fields``, and
``report.schema.json``, to ``publish`` and ``cli``. The descriptions are those of the guide.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_postmortems.read.front_matter import values
from mkdocs_postmortems.read.front_matter.values import Type, list_of, one_of
from mkdocs_postmortems.read.model import Status, Visibility
from mkdocs_postmortems.settings import FieldType, Settings

UNWRITTEN = "TODO"
"""The placeholder for a required field in a draft, until its value is known. The field counts as absent, no rule of its
value applies, and the rule ``placeholder`` reports it. In any other status it is an ordinary value."""

MAY_BE_UNWRITTEN = ("severity", "services", "started")


class Field(Struct, frozen=True):
    """A key of the front matter. ``name`` is what readers see in its place, if the site has set that."""

    type: Type
    description: str
    is_required: bool = False
    name: str = ""


FIELDS: Mapping[str, Field] = {
    "title": Field(values.LINE, "What happened, in a few words.", is_required=True),
    "severity": Field(one_of(Settings().severities), "How severe the incident was.", is_required=True),
    "status": Field(
        one_of(get_args(Status)),
        "A draft may lack sections, and is never in the public edition.",
        is_required=True,
    ),
    "services": Field(list_of(values.WORD, least=1), "The affected services.", is_required=True),
    "timezone": Field(values.TIMEZONE, "IANA name of the zone of times without an offset. Default: the site's."),
    "started": Field(
        values.TIME, "When the impact began: a date, or a date and time, as in 2023-10-15 14:00.", is_required=True
    ),
    "detected": Field(values.TIME, "When it was noticed. Default: the time of the event with that label."),
    "acknowledged": Field(values.TIME, "When somebody took it on. Default: the time of the event with that label."),
    "mitigated": Field(values.TIME, "When its impact ended. Default: the time of the event with that label."),
    "resolved": Field(values.TIME, "When it was over. Required once the status is final."),
    "id": Field(values.REPORT_ID, "The last part of the report's address. Default: the file's name."),
    "cause": Field(
        values.LINE, "A word or phrase to classify the incident by. Describe contributing factors in prose."
    ),
    "impact": Field(values.FACTS, "Short texts or numbers for the header, such as users: 1200."),
    "summary": Field(values.SENTENCE, "A sentence for cards, feeds and link previews. Default: the first sentence."),
    "tagline": Field(values.SENTENCE, "A sentence that makes people want to read on."),
    "tags": Field(values.WORDS, "Words to find the report by."),
    "authors": Field(values.LINES, "Who wrote it."),
    "author": Field(values.AUTHORS, "Who wrote it; the same as authors."),
    "teams": Field(values.WORDS, "The teams that took part."),
    "links": Field(values.ADDRESSES, "Names, each with an address: ticket, chat, status page."),
    "roles": Field(values.ROLES, "Roles, and who had them. Never in the public edition."),
    "related": Field(values.WORDS, "Ids of other reports."),
    "aliases": Field(values.ALIASES, "Earlier addresses, relative to the site's root. They redirect to the report."),
    "visibility": Field(one_of(get_args(Visibility)), "Default: internal."),
    "internal": Field(values.AS_WRITTEN, "Anything that must never appear in public output."),
    "search": Field(values.PLAIN, "Material for MkDocs: how the page is searched."),
    "hide": Field(values.LINES, "Material for MkDocs: the parts of the page to hide."),
    "description": Field(values.SENTENCE, "The page's description for search engines. Default: the summary."),
}
"""The built-in fields, in the order in which their problems are reported. The time zone precedes the times, which
depend on it."""

PROSE = frozenset(name for name, each in FIELDS.items() if each.type in (values.LINE, values.SENTENCE))
"""Fields of running text."""

MAPPINGS = frozenset(name for name, each in FIELDS.items() if each.type.schema.get("type") == "object")

_OWN_TYPES: dict[FieldType, Type] = {
    "text": values.SENTENCE,
    "list": values.LINES,
    "number": values.NUMBER,
    "date": values.DATE,
    "bool": values.BOOL,
}


def fields_of(settings: Settings) -> dict[str, Field]:
    """Return all fields, with the site's severities and its own fields."""
    severity = replace(FIELDS["severity"], type=one_of(settings.severities))
    own = {
        key: Field(_OWN_TYPES[each.type], "A field of this site.", name=each.name)
        for key, each in settings.fields.items()
    }
    return {**FIELDS, "severity": severity, **own}


def report_schema(settings: Settings) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the front matter, for editors and other programs."""
    fields = fields_of(settings)
    properties = {name: _schema(each) for name, each in fields.items()}
    strict = {name: properties[name] for name in MAY_BE_UNWRITTEN}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Incident report",
        "description": "The front matter of an incident report.",
        "type": "object",
        "properties": {name: _or_unwritten(each) if name in strict else each for name, each in properties.items()},
        "required": [name for name, each in fields.items() if each.is_required],
        "additionalProperties": False,
        "allOf": [
            {"if": _status("final"), "then": {"required": ["resolved"]}},
            {"if": _status("draft"), "else": {"properties": strict}},
        ],
    }


def _schema(field: Field) -> dict[str, Any]:
    title = {"title": field.name} if field.name else {}
    return dict(sorted({**field.type.schema, **title, "description": field.description}.items()))


def _status(status: str) -> dict[str, Any]:
    return {"properties": {"status": {"const": status}}, "required": ["status"]}


def _or_unwritten(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema of a field that a draft may leave open."""
    written = {key: value for key, value in schema.items() if key != "description"}
    left_open = {"const": UNWRITTEN, "description": "Not known yet; allowed only in a draft."}
    return {"description": schema["description"], "anyOf": [written, left_open]}
