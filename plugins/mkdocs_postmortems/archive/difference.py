"""The difference between a report and its public edition, as a unified diff.

Called by ``postmortems diff-editions``.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import yaml

from mkdocs_postmortems.archive.editions import public_fields
from mkdocs_postmortems.archive.redaction import redact
from mkdocs_postmortems.read.model import Fields, Report
from mkdocs_postmortems.settings import Settings

_KEY = re.compile(r"""\s*(?P<quote>["']?)(?P<key>.+?)(?P=quote)\s*:(?:\s|$)""")


def edition_difference(report: Report, settings: Settings, public_ids: frozenset[str]) -> Iterator[str]:
    """Yield the lines of the diff from the report's file to its public edition; none if they are the same."""
    begin = report.source.body_line - 1
    lines = report.source.lines
    kept = zip(lines[begin:], redact(report).kept[begin:], strict=True)
    body = [new if new == old else new.rstrip() for old, new in kept if new is not None]
    after = [*_front_matter(report, settings, public_ids), *body]
    yield from difflib.unified_diff(lines, after, report.path, f"{report.path} (public edition)", lineterm="")


def _front_matter(report: Report, settings: Settings, public_ids: frozenset[str]) -> Iterator[str]:
    """Yield the lines of the public fields as written. For a field that is public in part, yield a new line."""
    lines, begin = report.source.lines, report.source.body_line - 1
    public = public_fields(report.fields, settings, public_ids)
    yield from lines[:1]
    for name, span in sorted(report.fields.lines.items(), key=lambda entry: entry[1].first):
        old, new = _value(report.fields, name), _value(public, name)
        written = [line for line in lines[span.first - 1 : span.last] if not line.lstrip().startswith("#")]
        if old == new and old is not None:
            yield from written
        elif new and isinstance(new, Mapping) and (entries := _entries(written, new)):
            yield from entries
        elif new:
            yield yaml.safe_dump(
                {name: _plain(new)}, default_flow_style=None, allow_unicode=True, width=10_000, sort_keys=False
            ).rstrip()
    yield from lines[max(1, begin - 1) : begin]


def _entries(written: Sequence[str], kept: Mapping[str, Any]) -> list[str]:
    """Return the lines of a block mapping as written: its first one, and those of each entry that is ``kept``.

    None if these lines would say anything else, as in other forms of a mapping.
    """
    indent = min((len(line) - len(line.lstrip()) for line in written[1:] if line.strip()), default=0)
    found = [written[0]]
    is_kept = True
    for line in written[1:]:
        if line[: indent + 1].strip() and (key := _KEY.match(line)):
            is_kept = key["key"] in kept
        if is_kept:
            found.append(line)
    try:
        (told,) = yaml.load("\n".join(found), yaml.BaseLoader).values()
        is_same = _words(told) == _words(kept)
    except (yaml.YAMLError, AttributeError, ValueError):
        return []
    return found if is_same else []


def _words(mapping: Mapping[str, Any]) -> dict[str, list[str]]:
    return {key: str(value).split() for key, value in mapping.items()}


def _value(fields: Fields, name: str) -> Any:
    """Return a field by its key in the front matter: a built-in field, one that the site defines, or the theme's."""
    if name == "author":
        name = "authors"
    if name in ("lines", "own", "material") or not hasattr(fields, name):
        return fields.own.get(name, fields.material.get(name))
    return getattr(fields, name)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [_plain(each) for each in value]
    return value
