"""The types that a field may have: each reads a node, and describes itself to editors in JSON Schema.

Takes a ``Node`` from ``fields`` and returns the value, or raises ``Refused`` with everything that is wrong in it.
``schema`` says which field has which type; ``field_problems`` words the mistakes.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sized
from datetime import date
from typing import Any, Literal, TypeVar
from urllib.parse import quote, urlsplit

from msgspec import Struct

from mkdocs_postmortems.diagnostics import Problem
from mkdocs_postmortems.read.body.links import meant_address, meant_alias
from mkdocs_postmortems.read.characters import is_visible
from mkdocs_postmortems.read.front_matter.yaml_nodes import Entry, Node, as_text, construct_number, reading
from mkdocs_postmortems.read.ids import ID, is_id, slug
from mkdocs_postmortems.read.model import Moment
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.times.date_times import parse_datetime
from mkdocs_postmortems.read.times.zones import UTC_ZONE, TimeRefused, Zone, read_zone

MOST_ENTRIES = 100
"""How many entries a list or mapping may have: a limit on the size of pages."""
LONGEST_VALUE, _SENTENCE = 300, 1000
"""How many characters a title or name may have, and how many a sentence."""

_FIRST_YEAR = 1900
"""Earlier years are most often missing their first digits."""
_BARE_TIME = pattern(r"\d{1,2}:\d{2}(:\d{2})?(\.\d+)?", re.ASCII)
_PLAIN_NUMBER = pattern(r"[-+]?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d{1,2})?", re.ASCII)
_SAFE_ADDRESS = pattern(r"(https?://|mailto:)[^\s<>\"\\^`{|}]+", re.IGNORECASE)
_RELATIVE_ADDRESS = pattern(r"[^\s/\\:?#%<>\"|*]+(/[^\s/\\:?#%<>\"|*]+)*/?")
_ALIAS_HELP = "write the earlier address relative to the site's root, such as incidents/old-name/"
_QUOTED = pattern(r"[“”„‟«»‘‚‹『「].*[“”‟«»’‘›』」]")
_JOINED = pattern(r"\w\s*[,;、，；]\s*\w")
_BLANKS = pattern(r"[ \t\r\n]+")
_DATE = r"\d{4}-\d{2}-\d{2}"
_Part = TypeVar("_Part")
_Value = TypeVar("_Value")
_TIME = rf"^{_DATE}([T ]\d{{2}}:\d{{2}}(:\d{{2}}(\.\d+)?)?( ?(Z|[+-]\d{{2}}(:?\d{{2}})?))?)?$"


class Mistake(Struct, frozen=True):
    """What is wrong with a node. "type": it does not have the field's type.

    "empty": it has no visible characters. "long", "crowded": it has ``size`` characters or entries, and ``most`` are
    allowed. "dateless": it is a time without a date. "other": it is none of ``allowed``. "quoted": it is enclosed in
    quotation marks that are not YAML's. "joined": it contains separators that do not separate entries in YAML.
    """

    node: Node
    what: Literal["type", "empty", "long", "crowded", "dateless", "other", "quoted", "joined"] = "type"
    size: int = 0
    most: int = 0
    allowed: tuple[str, ...] = ()


class Refused(Exception):
    """A value that is not accepted, with the mistakes of all its parts.

    The caller, who knows the field, words a ``Mistake``; a ``Problem`` has its own message.
    """

    def __init__(self, *mistakes: Mistake | Problem) -> None:
        super().__init__()
        self.mistakes = mistakes


class Type(Struct, frozen=True):
    """How to read a value, raising ``Refused``, and its JSON Schema."""

    read: Callable[[Node], Any]
    schema: Mapping[str, Any]


def one_of(allowed: tuple[str, ...]) -> Type:
    """Return the type of one of these texts."""

    def read(node: Node) -> str:
        if node.kind != "text" or node.text not in allowed:
            raise Refused(Mistake(node, "other", allowed=allowed))
        return node.text

    return Type(read, {"enum": list(allowed), "type": "string"})


def text_of(most: int) -> Type:
    """Return the type of one-line text with at most this many characters."""

    def read(node: Node) -> str:
        return _one_line(node, _text(node), most)

    return Type(read, {"maxLength": most, "minLength": 1, "type": "string"})


def list_of(item: Type, least: int = 0) -> Type:
    """Return the type of a list of values."""

    def read(node: Node) -> list[Any]:
        _expect(node, "list", node.items)
        if len(node.items) < least:
            raise Refused(Mistake(node, "empty"))
        return _read_all(item.read, node.items)

    limits = {"maxItems": MOST_ENTRIES, **({"minItems": least} if least else {})}
    return Type(read, {"items": item.schema, **limits, "type": "array"})


def mapping_of(value: Type) -> Type:
    """Return the type of a mapping from text to values."""

    def read(node: Node) -> dict[str, Any]:
        _expect(node, "mapping", node.entries)
        return dict(_read_all(read_entry, node.entries.values()))

    def read_entry(entry: Entry) -> tuple[str, Any]:
        found = value.read(entry.value)
        return LINE.read(entry.key), found

    limits = {"maxProperties": MOST_ENTRIES, "propertyNames": {"maxLength": LONGEST_VALUE, "minLength": 1}}
    return Type(read, {"additionalProperties": value.schema, **limits, "type": "object"})


def mapping_of_anything(read_scalar: Callable[[Node], Any]) -> Type:
    """Return the type of a mapping from text to anything, nested or not. Null is ``None``."""

    def read_any(node: Node) -> Any:
        match node.kind:
            case "list":
                return [read_any(each) for each in node.items]
            case "mapping":
                return {key: read_any(value) for key, (_, value) in node.entries.items()}
            case "null":
                return None
            case _:
                return read_scalar(node)

    def read(node: Node) -> Any:
        if node.kind != "mapping":
            raise Refused(Mistake(node))
        return read_any(node)

    return Type(read, {"additionalProperties": True, "type": "object"})


def _read_all(read: Callable[[_Part], _Value], parts: Iterable[_Part]) -> list[_Value]:
    """Return the value of each part, or raise the mistakes of all."""
    found: list[_Value] = []
    mistakes: list[Mistake | Problem] = []
    for part in parts:
        try:
            found.append(read(part))
        except Refused as refused:
            mistakes += refused.mistakes
    if mistakes:
        raise Refused(*mistakes)
    return found


def _expect(node: Node, kind: Literal["list", "mapping"], parts: Sized) -> None:
    if node.kind != kind:
        raise Refused(Mistake(node))
    if len(parts) > MOST_ENTRIES:
        raise Refused(Mistake(node, "crowded", len(parts), MOST_ENTRIES))


def _text(node: Node) -> str:
    if node.kind != "text":
        raise Refused(Mistake(node))
    return node.text


def _one_line(node: Node, text: str, most: int = LONGEST_VALUE) -> str:
    if len(text) > most:
        raise Refused(Mistake(node, "long", len(text), most))
    if not is_visible(text):
        raise Refused(Mistake(node, "empty"))
    return _BLANKS.sub(" ", text).strip(" ")


def _read_name(node: Node) -> str:
    text = _one_line(node, _text(node))
    if _QUOTED.fullmatch(text):
        raise Refused(Mistake(node, "quoted"))
    return text


def _read_word(node: Node) -> str:
    """Read one of several names: a separator in it must be quoted."""
    text = _read_name(node)
    if not node.quoted and _JOINED.search(text):
        raise Refused(Mistake(node, "joined"))
    return text


def time_in(zone: Zone) -> Type:
    """Return the type of a time, which is in ``zone`` unless it has an offset."""

    def read(node: Node) -> Moment:
        if node.kind in ("text", "time", "number") and _BARE_TIME.fullmatch(node.text):
            raise Refused(Mistake(node, "dateless"))
        if node.kind not in ("text", "time"):
            raise Refused(Mistake(node))
        try:
            moment = parse_datetime(node.text, zone)
            if moment.at.year < _FIRST_YEAR:
                message = f"{node.text} is in the year {moment.at.year}"
                raise TimeRefused("bad-datetime", message, "correct the year")
            return moment
        except TimeRefused as refused:
            raise Refused(refused.problem(node.line, node.column)) from refused

    return Type(read, {"pattern": _TIME, "type": "string"})


def _read_timezone(node: Node) -> str:
    try:
        return read_zone(_text(node)).name
    except TimeRefused as refused:
        raise Refused(refused.problem(node.line, node.column)) from refused


def _read_id(node: Node) -> str:
    text = _text(node)
    if not is_id(text):
        help = "use up to 100 lower-case letters, digits and hyphens, beginning with a letter or digit"
        offer = slug(text)
        help = f"write id: {as_text(offer)}" if offer and len(text) < 200 else help
        raise Refused(node.problem("bad-id", f"{text!r} is not a valid id", help))
    return text


def _read_address(node: Node) -> str:
    text = _text(node)
    help = "write the full address, beginning with https://, http:// or mailto:"
    if not _SAFE_ADDRESS.fullmatch(text):
        valid = _SAFE_ADDRESS.match(text)
        odd = text[valid.end()] if valid else ""
        bare = text.strip("<> ")
        if address := bare if _SAFE_ADDRESS.fullmatch(bare) else meant_address(text):
            help = f"write {address}"
        elif odd:
            help = f"write {quote(odd)} for {odd!r}"
        raise Refused(node.problem("unsafe-url", f"{text!r} is not a web or mail address", help))
    try:
        parts = urlsplit(text)
    except ValueError as error:
        raise Refused(node.problem("unsafe-url", f"{text!r} is not a valid address: {error}", help)) from error
    if parts.scheme != "mailto" and not parts.hostname:
        raise Refused(node.problem("unsafe-url", f"{text!r} has no host", help))
    return text


def _read_alias(node: Node) -> str:
    text = _text(node)
    parts = text.rstrip("/").split("/")
    if not _RELATIVE_ADDRESS.fullmatch(text) or "." in parts or ".." in parts:
        meant = meant_alias(text)
        is_meant = meant != text and _RELATIVE_ADDRESS.fullmatch(meant) and ".." not in meant.split("/")
        help = f"write {meant}" if is_meant else _ALIAS_HELP
        raise Refused(node.problem("bad-alias", f"{text!r} is not a relative address on this site", help))
    return text


def _read_fact(node: Node) -> str:
    """Read a scalar as its author spelt it, except null and NaN, which say nothing in any spelling."""
    if node.kind in ("null", "list", "mapping") or (node.kind == "number" and not math.isfinite(_float(node.text))):
        raise Refused(Mistake(node))
    return _one_line(node, node.text)


def _read_people(node: Node) -> str:
    """Read several people in one role as one text."""
    if node.kind == "list" and all(each.kind == "text" for each in node.items):
        return _one_line(node, ", ".join(each.text for each in node.items))
    return _one_line(node, _text(node))


def _read_authors(node: Node) -> list[str]:
    found: list[str] = LINES.read(node) if node.kind == "list" else [LINE.read(node)]
    return found


def _read_plain(node: Node) -> bool | float | str:
    """Read a scalar as the plain value that Material expects."""
    if node.kind == "bool":
        return reading(node) == "true"
    number = _float(node.text) if node.kind == "number" else math.nan
    return number if math.isfinite(number) else node.text


def _float(text: str) -> float:
    """Return the number that YAML reads: 31 for 0x1F; NaN if it is too large for one."""
    try:
        return float(construct_number(text))
    except (ValueError, OverflowError):
        return math.nan


def _read_number(node: Node) -> float:
    if node.kind != "number" or not _PLAIN_NUMBER.fullmatch(node.text):
        raise Refused(Mistake(node))
    return int(node.text) if re.fullmatch(r"[-+]?\d+", node.text) else float(node.text)


def _read_date(node: Node) -> date:
    if node.kind != "time" or not re.fullmatch(_DATE, node.text, re.ASCII):
        raise Refused(Mistake(node))
    try:
        return date.fromisoformat(node.text)
    except ValueError as error:
        raise Refused(node.problem("type-field", f"{node.text!r} does not exist: {error}")) from error


def _read_bool(node: Node) -> bool:
    if node.kind != "bool":
        raise Refused(Mistake(node))
    return reading(node) == "true"


LINE = text_of(LONGEST_VALUE)
SENTENCE = text_of(_SENTENCE)
NAME = Type(_read_name, LINE.schema)
LINES = list_of(NAME)
WORD = Type(_read_word, LINE.schema)
WORDS = list_of(WORD)
REPORT_ID = Type(_read_id, {"pattern": f"^{ID.pattern}$", "type": "string"})
TIME = time_in(UTC_ZONE)
TIMEZONE = Type(_read_timezone, {"type": "string"})
ADDRESSES = mapping_of(Type(_read_address, {"pattern": "^(https?://|mailto:)", "type": "string"}))
ALIASES = list_of(Type(_read_alias, {"type": "string"}))
AUTHORS = Type(_read_authors, {"anyOf": [LINES.schema, LINE.schema]})
FACTS = mapping_of(Type(_read_fact, {"type": ["string", "number", "boolean"]}))
ROLES = mapping_of(Type(_read_people, {"anyOf": [{"type": "string"}, {"items": {"type": "string"}, "type": "array"}]}))
AS_WRITTEN = mapping_of_anything(lambda node: node.text)
PLAIN = mapping_of_anything(_read_plain)
NUMBER = Type(_read_number, {"type": "number"})
DATE = Type(_read_date, {"format": "date", "type": "string"})
BOOL = Type(_read_bool, {"type": "boolean"})
