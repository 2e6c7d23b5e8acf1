"""The front matter's types, as one pydantic model, and the JSON Schema that editors check it with.

Comes in: ``Settings``, whose severities and own fields belong to the model; values and ``Node``s, from ``fields``.
Goes out: the values that are right, one error for each that is not, and ``report.schema.json`` for ``publish`` and
``cli``. The words that describe a field are those of the guide.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    ValidationInfo,
    WithJsonSchema,
    create_model,
    field_validator,
)
from pydantic_core import PydanticCustomError

from mkdocs_postmortems.read.characters import is_visible
from mkdocs_postmortems.read.model import Moment
from mkdocs_postmortems.read.times import TimeRefused, Zone, parse_datetime, read_zone
from mkdocs_postmortems.read.yaml_nodes import Node
from mkdocs_postmortems.settings import FieldType, Settings

UNWRITTEN = "TODO"
"""What stands in a required field of a draft until somebody knows the value. The field counts as absent, no rule of
its value is broken, and the rule ``placeholder`` names the place. In any other status it is a value like all others."""

MAY_BE_UNWRITTEN = ("severity", "services", "started")

MOST_ENTRIES = 100
"""How many entries a list or mapping may have, so that no page explodes."""

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,99}", re.ASCII)
_DEVICES = re.compile(r"con|prn|aux|nul|com\d|lpt\d", re.ASCII)
"""Ids that are no file name on Windows."""

_BARE_TIME = re.compile(r"\d{1,2}:\d{2}(:\d{2})?(\.\d+)?", re.ASCII)
_PLAIN_NUMBER = re.compile(r"[-+]?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d{1,2})?", re.ASCII)
_SAFE_ADDRESS = re.compile(r"(https?://|mailto:)[^\s<>\"\\^`{|}]+", re.IGNORECASE)
_RELATIVE_ADDRESS = re.compile(r"[^\s/\\:?#%<>\"|*]+(/[^\s/\\:?#%<>\"|*]+)*/?")
_DATE = r"\d{4}-\d{2}-\d{2}"
_TIME = rf"^{_DATE}([T ]\d{{2}}:\d{{2}}(:\d{{2}}(\.\d+)?)?( ?(Z|[+-]\d{{2}}(:?\d{{2}})?))?)?$"


@dataclass(slots=True)
class Reading:
    """What the model's validators have to know, and where they leave the values that are right.

    ``zone`` is the zone of times without an offset while the report names none. A model with one wrong field is no
    model to pydantic; ``values`` holds its other fields all the same, by the model's names.
    """

    zone: Zone
    values: dict[str, Any] = field(default_factory=dict)


def _refuse(rule: str, message: str, help: str = "") -> PydanticCustomError:
    """An error with a rule of its own; the message may hold braces, which pydantic would fill."""
    return PydanticCustomError(rule, "{message}", {"message": message, "help": help, "rule": rule})


def _one_line(text: str) -> str:
    """The text on one line. Raises where there is nothing to see in it."""
    if not is_visible(text):
        raise PydanticCustomError("invisible", "nothing to see")
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")


def _read_time(value: Node, info: ValidationInfo) -> Moment:
    rule = f"type-{info.field_name}"
    if value.kind not in ("text", "time", "number"):
        raise PydanticCustomError("time_type", "no time")
    if _BARE_TIME.fullmatch(value.text):
        raise _refuse(
            rule,
            f"{value.text!r} is a time without a date",
            f"write the date too, as in {info.field_name}: 2023-10-15 14:00; YAML reads some bare times as numbers",
        )
    if value.kind == "number":
        raise PydanticCustomError("time_type", "no time")
    try:
        return parse_datetime(value.text, _zone(info))
    except TimeRefused as refused:
        raise _refuse(refused.rule, refused.message, refused.help) from refused


def _zone(info: ValidationInfo) -> Zone:
    name = info.data.get("timezone")
    return read_zone(name) if name else info.context.zone  # type: ignore[union-attr]


def _read_timezone(name: str) -> str:
    try:
        return read_zone(name).name
    except TimeRefused as refused:
        raise _refuse(refused.rule, refused.message, refused.help) from refused


def _read_id(text: str) -> str:
    if not is_id(text):
        help = "use lower-case letters, digits and hyphens, a letter or digit first, 100 at most"
        offer = slug(text)
        raise _refuse("bad-id", f"{text!r} is no id", f"write id: {offer}" if offer and len(text) < 200 else help)
    return text


def is_id(text: str) -> bool:
    """Whether the text can be a report's id: an address, and a folder's name on every system."""
    return ID.fullmatch(text) is not None and not _DEVICES.fullmatch(text)


def slug(text: str) -> str:
    """The id that is nearest to a text; "" where nothing of it can be in an id."""
    bare = "".join(each for each in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(each))
    near = re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:100].strip("-")
    return f"{near}-incident" if _DEVICES.fullmatch(near) else near


def _read_address(text: str) -> str:
    help = "write the whole address, beginning with https://, http:// or mailto:"
    if not _SAFE_ADDRESS.fullmatch(text):
        raise _refuse("unsafe-url", f"{text!r} is no web or mail address", help)
    try:
        parts = urlsplit(text)
    except ValueError as error:
        raise _refuse("unsafe-url", f"{text!r} is no address: {error}", help) from error
    if parts.scheme != "mailto" and not parts.hostname:
        raise _refuse("unsafe-url", f"{text!r} names no host", help)
    return text


def _read_alias(text: str) -> str:
    parts = text.rstrip("/").split("/")
    if not _RELATIVE_ADDRESS.fullmatch(text) or "." in parts or ".." in parts:
        raise _refuse(
            "bad-alias",
            f"{text!r} is no address below the site's own",
            "write the earlier address relative to the site's root, such as incidents/old-name/",
        )
    return text


def _joined(value: object) -> object:
    """Several people in one role, as one text."""
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return ", ".join(value)
    return value


Line = Annotated[str, Field(min_length=1, max_length=300), AfterValidator(_one_line)]
Sentence = Annotated[str, Field(min_length=1, max_length=1000), AfterValidator(_one_line)]
Lines = Annotated[list[Line], Field(max_length=MOST_ENTRIES)]
Id = Annotated[str, AfterValidator(_read_id), Field(json_schema_extra={"pattern": f"^{ID.pattern}$"})]
Time = Annotated[Moment, PlainValidator(_read_time), WithJsonSchema({"type": "string", "pattern": _TIME})]
Timezone = Annotated[str, AfterValidator(_read_timezone)]
Address = Annotated[str, AfterValidator(_read_address), Field(json_schema_extra={"pattern": "^(https?://|mailto:)"})]
Alias = Annotated[str, AfterValidator(_read_alias)]
_SCALARS = {"type": ["string", "number", "boolean"]}
Facts = Annotated[dict[Line, Annotated[Line, WithJsonSchema(_SCALARS)]], Field(max_length=MOST_ENTRIES)]
People = Annotated[
    Line,
    BeforeValidator(_joined),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]


def _optional(description: str) -> Any:
    return Field(default=None, description=description)


class FrontMatter(BaseModel):
    """The front matter of every report; ``model_for`` adds what the settings say."""

    model_config = ConfigDict(strict=True, extra="forbid", defer_build=True)

    title: Line = Field(description="What happened, in a few words.")
    severity: str = Field(description="How bad it was.")
    status: Literal["draft", "review", "final"] = Field(
        description="A draft may lack sections and never enters the public edition."
    )
    services: Annotated[Lines, Field(min_length=1)] = Field(description="The services that were affected.")
    timezone: Timezone = _optional("IANA name of the zone of all times without an offset; else the site's.")
    started: Time = Field(description="When the impact began: a date, or a date and time, as in 2023-10-15 14:00.")
    detected: Time = _optional("When it was noticed; else the time of the event labelled so.")
    acknowledged: Time = _optional("When somebody took it on; else the time of the event labelled so.")
    mitigated: Time = _optional("When its impact ended; else the time of the event labelled so.")
    resolved: Time = _optional("When it was over. Required once the status is final.")
    id: Id = _optional("The last part of the report's address; else the file's name.")
    cause: Line = _optional("One word or phrase to classify by. Contributing factors are prose.")
    impact: Facts = _optional("Short texts or numbers for the header, such as users: 1200.")
    summary: Sentence = _optional("A sentence for cards, feeds and link previews; else the first of the report.")
    tagline: Sentence = _optional("What makes somebody want to read it.")
    tags: Lines = _optional("Words to find it by.")
    authors: Lines = _optional("Who wrote it.")
    author: Annotated[Lines | Line, Field(union_mode="left_to_right")] = _optional("Who wrote it; the same as authors.")
    teams: Lines = _optional("The teams that took part.")
    links: Annotated[dict[Line, Address], Field(max_length=MOST_ENTRIES)] = _optional(
        "Names and addresses: ticket, chat, status page."
    )
    roles: Annotated[dict[Line, People], Field(max_length=MOST_ENTRIES)] = _optional(
        "Roles and who held them. Never in the public edition."
    )
    related: Lines = _optional("Ids of other reports.")
    aliases: Annotated[list[Alias], Field(max_length=MOST_ENTRIES)] = _optional(
        "Earlier addresses, relative to the site's root. They are kept alive by redirects."
    )
    visibility: Literal["public", "internal"] = _optional("Absent means internal.")
    internal: dict[str, Any] = _optional("Whatever no public output may ever hold.")
    search: dict[str, Any] = _optional("Material for MkDocs: how the page is searched.")
    hide: Lines = _optional("Material for MkDocs: parts of the page to hide.")
    description: Sentence = _optional("The page's description for search engines; else the summary.")

    @field_validator("*")
    @classmethod
    def _keep(cls, value: Any, info: ValidationInfo) -> Any:
        if info.context is not None and info.field_name is not None:
            info.context.values[info.field_name] = value
        return value


def _own_number(value: object) -> float:
    if not isinstance(value, Node) or value.kind != "number":
        raise PydanticCustomError("number_type", "no number")
    if not _PLAIN_NUMBER.fullmatch(value.text):
        raise PydanticCustomError("number_spelling", "no plain number")
    return int(value.text) if re.fullmatch(r"[-+]?\d+", value.text) else float(value.text)


def _own_date(value: object) -> date:
    if isinstance(value, Node) and value.kind == "time" and re.fullmatch(_DATE, value.text, re.ASCII):
        try:
            return date.fromisoformat(value.text)
        except ValueError as error:
            raise _refuse("type-field", f"{value.text!r} does not exist: {error}") from error
    raise PydanticCustomError("date_type", "no date")


def _own_bool(value: object) -> bool:
    if not isinstance(value, Node) or value.kind != "bool":
        raise PydanticCustomError("bool_type", "no truth value")
    return value.text.lower() in ("true", "yes", "on")


_OWN_TYPES: dict[FieldType, Any] = {
    "text": Sentence,
    "list": Lines,
    "number": Annotated[float, PlainValidator(_own_number), WithJsonSchema({"type": "number"})],
    "date": Annotated[date, PlainValidator(_own_date), WithJsonSchema({"type": "string", "format": "date"})],
    "bool": Annotated[bool, PlainValidator(_own_bool), WithJsonSchema({"type": "boolean"})],
}


def front_matter_model(settings: Settings) -> type[FrontMatter]:
    """The model with the site's severities and its own fields."""
    return _model(settings.severities, tuple((name, own.type) for name, own in settings.fields.items()))


@lru_cache(maxsize=8)
def keys_of(model: type[FrontMatter]) -> Mapping[str, str]:
    """The key of the front matter that each field of the model stands for."""
    return {name: each.alias or name for name, each in model.model_fields.items()}


@lru_cache(maxsize=8)
def _model(severities: tuple[str, ...], own: tuple[tuple[str, FieldType], ...]) -> type[FrontMatter]:
    severity = (Literal[severities], Field(description=FrontMatter.model_fields["severity"].description))
    # An own field may be called like a method of the model, so it goes by its alias alone.
    owns = {
        f"own_{number}": (_OWN_TYPES[kind], Field(default=None, alias=name, description="A field of this site."))
        for number, (name, kind) in enumerate(own)
        if name not in FrontMatter.model_fields
    }
    return create_model("FrontMatter", __base__=FrontMatter, severity=severity, **owns)  # type: ignore[call-overload, no-any-return]


def report_schema(settings: Settings) -> dict[str, Any]:
    """The JSON Schema (2020-12) of the front matter, for editors and other programs."""
    schema = front_matter_model(settings).model_json_schema()
    properties = {name: _without_noise(each) for name, each in schema["properties"].items()}
    strict = {name: properties[name] for name in MAY_BE_UNWRITTEN if properties[name].get("type") != "array"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Incident report",
        "description": "The front matter of an incident report.",
        "type": "object",
        "properties": {name: _or_unwritten(each) if name in strict else each for name, each in properties.items()},
        "required": schema["required"],
        "additionalProperties": False,
        "allOf": [
            {"if": _status("final"), "then": {"required": ["resolved"]}},
            {"if": _status("draft"), "else": {"properties": strict}},
        ],
    }


def _status(status: str) -> dict[str, Any]:
    return {"properties": {"status": {"const": status}}, "required": ["status"]}


def _or_unwritten(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The schema of a field that a draft may leave open."""
    values = {key: value for key, value in schema.items() if key != "description"}
    left_open = {"const": UNWRITTEN, "description": "Not known yet. Only a draft may leave it open."}
    return {"description": schema["description"], "anyOf": [values, left_open]}


def _without_noise(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Without the titles that repeat a name, and without the default of absent fields."""
    return {key: value for key, value in schema.items() if key not in ("title", "default")}
