"""Read a report's front matter into ``Fields``, and locate every mistake in it.

Takes a ``Source`` and ``Settings`` from ``steps`` and returns ``Fields``, in which an absent or refused field has its
default (so a wrong ``visibility`` is ``internal``), and problems that quote what the author wrote.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from mkdocs_postmortems.diagnostics import Problem, excerpt
from mkdocs_postmortems.read.front_matter.corrections import quote
from mkdocs_postmortems.read.front_matter.field_problems import describe, to_set, type_rule
from mkdocs_postmortems.read.front_matter.keys import check_key, meant_field
from mkdocs_postmortems.read.front_matter.schema import MAY_BE_UNWRITTEN, PROSE, UNWRITTEN, Field, fields_of
from mkdocs_postmortems.read.front_matter.values import MOST_ENTRIES, Refused, time_in
from mkdocs_postmortems.read.front_matter.yaml_nodes import Node, as_text, read_nodes, reading
from mkdocs_postmortems.read.ids import is_id, slug
from mkdocs_postmortems.read.model import LIST_FIELDS, TIME_FIELDS, Fields, Source, Span
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.times.zones import UTC_ZONE, TimeRefused, Zone, check_zone, read_zone
from mkdocs_postmortems.settings import Settings

_MATERIAL = ("search", "hide", "description")
_CLOSED = ("severity", "status", "visibility", *TIME_FIELDS, "timezone", "id")
"""Fields whose values cannot be confused with other text, so a comment after one cuts nothing off."""

_TITLE = pattern(r"#[ \t]+([^#\s].{0,200}?)[ \t]*#*[ \t]*")


def read_fields(source: Source, settings: Settings) -> tuple[Fields, tuple[Problem, ...]]:
    """Read the front matter. Never raises, whatever the source holds."""
    if not source.front_matter:
        return Fields(), ()
    root, problems = read_nodes(source)
    if root is None:
        return Fields(), problems
    known = fields_of(settings)
    nodes = {name: entry.value for name, entry in root.entries.items() if name in known}
    unknown = [entry.key for name, entry in root.entries.items() if name not in known]
    values, mistakes = _read_values(nodes, known, settings)
    fields = _fields(values, root, source, settings)
    absent = _absent(fields, nodes, known)
    problems = (*problems, *_key_problems(root, unknown, known, absent), *_nested_problems(nodes), *mistakes)
    meant = {meant_field(key.text, known) for key in unknown[:MOST_ENTRIES]} if absent else set()
    missing = _missing([name for name in absent if name not in meant], settings, source)
    return fields, (*problems, *missing, *_check_zone(fields, nodes))


def report_id(path: str, fields: Fields, settings: Settings) -> tuple[str, Problem | None]:
    """Return a report's id: the field, else the file's stem, or for ``index.md`` the folder's name.

    If that name is not a valid id, the problem suggests one, which is also returned so that the report can be referred
    to. If the field itself was refused, its problem has already been reported.
    """
    if fields.id is not None:
        return fields.id, None
    file = PurePosixPath(path)
    name = file.parent.name if file.stem == "index" else file.stem
    if is_id(name):
        return name, None
    offer = slug(name) or f"report-{zlib.crc32(path.encode('utf-8', 'surrogatepass')):08x}"
    if offer in settings.reserved_ids():
        offer = f"report-{offer}"
    if "id" in fields.lines:
        return offer, None
    what = f"the {'folder' if file.stem == 'index' else 'file'} name {name!r} is not a valid id"
    return offer, Problem("bad-id", what, help=f"add id: {as_text(offer)}, or rename the file")


def _zone(settings: Settings, nodes: Mapping[str, Node]) -> Zone:
    """Return the zone of times without an offset; UTC if the report's own is invalid, to cause no more findings."""
    name, node = settings.timezone, nodes.get("timezone")
    if node is not None:
        name = node.text if node.kind == "text" and not node.refused else ""
    try:
        return read_zone(name)
    except TimeRefused:
        return UTC_ZONE


def _key_problems(
    root: Node, unknown: Sequence[Node], known: Collection[str], absent: Collection[str]
) -> Iterator[Problem]:
    for key in unknown[:MOST_ENTRIES]:
        yield check_key(key, known, absent, root.entries, root.entries[key.text].value)
    if len(unknown) > MOST_ENTRIES:
        message = f"there are {len(unknown) - MOST_ENTRIES:,} more unknown keys"
        yield unknown[MOST_ENTRIES].problem("unknown-key", message, "delete them")
    for name, entry in root.entries.items():
        if name not in known or name == "internal":
            yield from (_non_text_key(key) for node in entry.value.walk() for key in node.non_text_keys)
    yield from map(_non_text_key, root.non_text_keys)


def _non_text_key(key: Node) -> Problem:
    return key.problem(
        "type-key", f"YAML reads the key {key.text!r} as {reading(key)}, not as text", "put it in quotes"
    )


def _nested_problems(nodes: Mapping[str, Node]) -> Iterator[Problem]:
    """Report what only the source shows: keys that are not text, and text that YAML takes for a comment."""
    for name, node in nodes.items():
        for key in node.non_text_keys if name != "internal" else ():
            message = f"YAML reads the key {key.text!r} of {name} as {reading(key)}, not as text"
            yield key.problem(type_rule(name), message, f"put it in quotes: {quote(key.text)}")
        if name not in _CLOSED:
            yield from _cut_texts(node, is_prose=name in PROSE)


def _cut_texts(field: Node, is_prose: bool) -> Iterator[Problem]:
    """Report text cut off after `` #``. Outside prose, only if the ``#`` begins a word, as in ``pod #7``."""
    for node in field.walk():
        if node.kind == "text" and node.comment and (is_prose or re.match(r"#\w", node.comment)):
            message = f"the value ends before {excerpt(node.comment)!r}, which YAML reads as a comment"
            whole = quote(f"{node.text} {node.comment}")
            help = f"put the value in quotes: {whole}, or put the comment on its own line"
            yield Problem("yaml-comment-cut", message, *node.comment_place, help)


def _read_values(
    nodes: Mapping[str, Node], known: Mapping[str, Field], settings: Settings
) -> tuple[dict[str, Any], list[Problem]]:
    """Return the valid values, and what is wrong with the others."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    time, unwritten = time_in(_zone(settings, nodes)), _left_open(nodes)
    began = nodes["started"].text if "started" in nodes else ""
    for name, each in known.items():
        node = nodes.get(name)
        if node is not None and not node.refused and name not in unwritten:
            try:
                values[name] = (time if name in TIME_FIELDS else each.type).read(node)
            except Refused as refused:
                problems += describe(name, node, refused, settings, began)
    return values, problems


def _absent(fields: Fields, nodes: Mapping[str, Node], known: Mapping[str, Field]) -> list[str]:
    required = [name for name, each in known.items() if each.is_required]
    return [name for name in (*required, *(["resolved"] if fields.status == "final" else [])) if name not in nodes]


def _missing(absent: Sequence[str], settings: Settings, source: Source) -> Iterator[Problem]:
    """Report the missing fields. Those for which a misspelt key was meant are not among them: that key is reported."""
    for name in absent:
        if name == "resolved":
            message = "the field resolved is missing from a final report"
            help = f"{to_set('add', name, settings)}; or set the status to review"
        else:
            title = _first_heading(source) if name == "title" else ""
            message = f"the field {name} is missing"
            help = f"add title: {quote(title)}" if title else to_set("add", name, settings)
        yield Problem(f"missing-{name}", message, help=help)


def _first_heading(source: Source) -> str:
    """Return the text of the first heading of title level; "" if there is none."""
    found = (_TITLE.fullmatch(line) for line in source.body_lines)
    return next((match[1] for match in found if match), "")


def _left_open(nodes: Mapping[str, Node]) -> frozenset[str]:
    """Return the fields that a draft leaves open."""
    status = nodes.get("status")
    if status is None or status.text != "draft":
        return frozenset()
    given = ((name, nodes[name]) for name in MAY_BE_UNWRITTEN if name in nodes)
    return frozenset(name for name, node in given if all(each.text == UNWRITTEN for each in node.items or [node]))


def _fields(values: Mapping[str, Any], root: Node, source: Source, settings: Settings) -> Fields:
    """Convert the valid values to the types of the report model."""
    given = {name: value for name, value in values.items() if name in Fields.__struct_fields__}
    if "author" in values:
        given.setdefault("authors", values["author"])
    for name in LIST_FIELDS:
        if name in given:
            given[name] = tuple(dict.fromkeys(given[name]))
    own = {name: value for name, value in values.items() if name in settings.fields}
    given["own"] = {name: tuple(value) if isinstance(value, list) else value for name, value in own.items()}
    given["material"] = {name: values[name] for name in _MATERIAL if name in values}
    given["lines"] = _spans(root, source)
    return Fields(**given)


def _spans(root: Node, source: Source) -> dict[str, Span]:
    """Return the lines of each key, up to the next one: hiding a key also hides the comments after it."""
    entries = sorted(root.entries.items(), key=lambda item: (item[1].key.line, item[1].key.column))
    begins = [entry.key.line for _, entry in entries]
    ends = [*(line - 1 for line in begins[1:]), source.body_line - 2]
    return {name: Span(line, max(line, end)) for (name, _), line, end in zip(entries, begins, ends, strict=False)}


def _check_zone(fields: Fields, nodes: Mapping[str, Node]) -> Iterator[Problem]:
    problem = check_zone(fields.timezone) if fields.timezone else None
    if problem:
        yield nodes["timezone"].problem(problem.rule, problem.message, problem.help)
