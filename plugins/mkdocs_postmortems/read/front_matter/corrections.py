"""Say what to write for the value of a field: in quotes, as a list, as a mapping, or without what is around it.

Takes a line of front matter that is not valid YAML, from ``yaml_errors`` and ``yaml_nodes``, or a value of the wrong
type, from ``fields`` and ``field_problems``. Returns the help, or "" if it would not lead to a right value.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from mkdocs_postmortems.read.body.links import meant_address, meant_alias
from mkdocs_postmortems.read.ids import slug
from mkdocs_postmortems.read.model import LIST_FIELDS, TIME_FIELDS, Fields, Status, Visibility
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.unfilled import is_unknown_time

_LONGEST_QUOTE = 200
"""The longest line that a help repeats."""
KEY_VALUE = pattern(r"\s*(?:-\s+)?([^\s:#][^:]*?)\s*:\s+(\S.*?)\s*")
_BEFORE_WORDS = pattern(r"(?P<sign>[!&][^\s!<]*)[ ]+[^\s\[{\"'|>&*!#]")
CLOSING = {"[": "]", "{": "}"}
ENTRY_NAMES = {"impact": "users", "links": "ticket", "roles": "incident lead", "internal": "note"}
"""A name that an entry of the mapping may have."""
_PAIR = pattern(r"(?P<name>[^\W\d_][\w -]{0,40}): (?P<value>\S.*)")
_ENUMS: Mapping[str, tuple[str, ...]] = {"severity": (), "status": get_args(Status), "visibility": get_args(Visibility)}
"""Fields with few values, and these; those of a severity are set by the site."""
_PLACES = {
    **{name: f"{name} with its date and time, as in {name}: 2023-10-15 14:00" for name in TIME_FIELDS},
    "timezone": "a place, as in timezone: Europe/London",
    "hide": "hide: [toc]",
    "search": "search: {exclude: true}",
}
"""What to write for a field whose value is wrong with and without quotes."""
_ADDRESS = pattern(r"(?:https?://|mailto:)\S")
_FIRST_WORD = pattern(r"\w[\w-]*")
_MARKDOWN_LINK = pattern(r"\[[^\[\]]*\]\((?P<url>https?://[^\s()]+)\)")
_BETWEEN_ENTRIES = pattern(r"[,;、，；]")
_AROUND_ENTRY = "[]{}\"'` \t\u201c\u201d\u201e\u2018\u2019«»‹›「」"
_PLAIN_ENTRY = pattern(r"(?:[^\W\d_]|\d[\d-]*-[^\W\d_])(?:[\w ./@()<>+&'-]|:(?=/))*")
_NO_TEXTS = frozenset({"yes", "no", "true", "false", "on", "off", "null", "y", "n"})
"""Words that YAML does not read as text."""


def words_help(line: str, column: int) -> str:
    """Return how to quote a value of words that begins at a column with a tag or an anchor; "" for any other value."""
    match = KEY_VALUE.fullmatch(line)
    sign = _BEFORE_WORDS.match(line, column - 1)
    if match is None or sign is None or match.start(2) != column - 1 or not (help := quoting_help(line)):
        return ""
    return f"{help}; or delete {sign['sign']}"


def quoting_help(line: str) -> str:
    """Return how to quote the line's value; "" if that would not help."""
    match = KEY_VALUE.fullmatch(line)
    if match is None or len(line) > _LONGEST_QUOTE:
        return ""
    key, value = match[1], match[2]
    if not value.removeprefix("- ").strip("\"'"):
        return f"write a value after {key}:"
    if help := help_of_field(key, value):
        return help
    is_open = value[0] in "\"'" and value[0] not in value[1:]
    if key in _PLACES and (not is_open or key in ("hide", "search")):  # these two are no texts
        return f"write {_PLACES[key]}"
    if value[0] == '"' and "\\" in value:
        return f"use single quotes, in which \\ is an ordinary character: {key}: {quote(value.strip(chr(34)))}"
    if value[0] in "\"'" and not value.endswith(value[0]):
        closed = f"close the quotation mark: {key}: {value}{value[0]}" if is_open else ""
        if closed and key in (*TIME_FIELDS, "id", "timezone"):
            return closed
        return f"{closed}{'; or ' if closed else ''}put the whole value in quotes: {key}: {quote(value)}"
    if value[0] in "\"'":
        return f"put the whole value in quotes: {key}: {quote(_unquoted(value))}"
    closing = CLOSING.get(value[0], "")
    if closing and closing not in value:
        return f"end it with {closing}, or put the value in quotes: {key}: {quote(value)}"
    return f"put the value in quotes: {key}: {quote(value)}"


def help_of_field(key: str, value: str) -> str:
    """Return what to write for a field that takes no text in quotes; "" for any other."""
    if key in LIST_FIELDS and not value.endswith(","):
        return f"write a list: {key}: [{write_entries(key, value) or 'name'}]"
    if key == "id" and (offer := slug(value)):
        return f"write id: {offer}"
    if key in TIME_FIELDS:
        return _help_of_time(key, value)
    word = _FIRST_WORD.search(value) if key in _ENUMS else None
    if word and (not _ENUMS[key] or word.group() in _ENUMS[key]):
        return f"write {key}: {word.group()}"
    if _ENUMS.get(key):
        return f"write {key} with one of {', '.join(_ENUMS[key])}"
    bare = value.removeprefix("- ")
    link = _MARKDOWN_LINK.fullmatch(bare)
    if bare[0] in "\"'" and bare[0] not in bare[1:]:
        bare = bare[1:]  # never closed
    is_quoted = bare[0] in "\"'" and bare.endswith(bare[0])
    if key in ENTRY_NAMES and value[0] != "{" and not is_quoted:
        pair = _PAIR.fullmatch(bare)
        name = pair["name"] if pair else ENTRY_NAMES[key]
        meant = link["url"] if link else pair["value"] if pair else bare
        if key == "links" and not (meant := linked_address(meant)):
            return f"name each address, as in links: {{{name}: https://example.org/OPS-12}}"
        return f"write {key}: {{{name}: {quote(meant)}}}"
    return f"write {key}: {link['url']}" if link and key not in Fields.__struct_fields__ else ""


def linked_address(text: str) -> str:
    """Return the web or mail address that a text is or links to, with its scheme; "" for any other text."""
    if link := _MARKDOWN_LINK.fullmatch(text):
        return link["url"]
    return text if _ADDRESS.match(text) else meant_address(text)


def _help_of_time(key: str, value: str) -> str:
    """Return what to write for a time in brackets or backticks, or in place of one that is not known yet; or ""."""
    bare = value.strip("[]{}@`")
    if help := help_if_unknown(key, bare):
        return help
    return f"write {key}: {bare}" if value[0] in "[{@`" and bare[:4].isdigit() else ""


def help_if_unknown(name: str, value: str) -> str:
    """Return what to do with a field for a time that is not known yet; "" for any other."""
    is_open = name in TIME_FIELDS and name != "started" and is_unknown_time(value)
    return f"delete {name} until the time is known" if is_open else ""


def write_entries(name: str, text: str) -> str:
    """Return the entries that a text was probably meant to have, as they are written between brackets; or "".

    ``name`` is the field's. Brackets, hyphens and quotation marks around the entries are removed.
    """
    bare = text.strip().removeprefix("- ").strip("[]{} \t")
    if bare.startswith("(") and bare.endswith(")"):
        bare = bare[1:-1]
    entries = (each.strip(_AROUND_ENTRY).removeprefix("-") for each in _BETWEEN_ENTRIES.split(bare))
    meant = (_meant_entry(name, each) for each in entries)
    return ", ".join(each if _is_plain_entry(each) else quote(each) for each in meant if each)


def _meant_entry(name: str, entry: str) -> str:
    if name == "related":
        return entry.rpartition("/")[2].removesuffix(".md")
    return meant_alias(entry) if name == "aliases" else entry


def _is_plain_entry(text: str) -> bool:
    """Return whether YAML reads a text as it is written in a list in brackets."""
    return bool(_PLAIN_ENTRY.fullmatch(text)) and text.casefold() not in _NO_TEXTS


def _unquoted(value: str) -> str:
    """Return the text of a value in quotation marks with further ones inside; all of it if it is several in a row.

    The value of ``'It's down'`` is ``It's down``, but that of ``"a" and "b"`` begins and ends with a mark.
    """
    inside = value[1:-1]
    at = inside.find(value[0])
    ends_word = inside[:at][-1:].isalnum() and not inside[at + 1 :][:1].isalnum()
    return value if ends_word else inside


def quote(text: str) -> str:
    """Return the text as a quoted YAML value."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'
