"""Events and measures that an old front matter lists, as sections of the text.

Takes a ``Document`` and returns it with these sections behind its text, and the keys of the fields that became one. A
status page has its messages in such a field, each with a state, a text and mostly a time. Called by ``report``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from mkdocs_postmortems.imports.document import Document, line_end
from mkdocs_postmortems.imports.sources.exports.parts import Page, as_item, text
from mkdocs_postmortems.imports.text.heading_words import heads_actions, heads_timeline
from mkdocs_postmortems.read.actions.words import KEYS
from mkdocs_postmortems.read.times.line_times import read_head

_OF_EVENTS = frozenset(
    {"events", "incident states", "incident updates", "messages", "states", "status updates", "updates"}
)
"""Names of fields that list events, besides those that head a timeline."""
_TEXTS = ("content", "body", "message", "text", "event", "update", "description", "details")
_TIMES = ("date", "time", "at", "timestamp", "datetime", "created_at", "when")
_STATES = ("status", "state")
_NAMES = (*_STATES, "title")
_ANSWERS = {"true": True, "yes": True, "false": False, "no": False}
_MEASURES = ("action", "task", "item", "title", "text", "description", "summary", "name")


def with_listed_fields(document: Document) -> tuple[Document, tuple[str, ...]]:
    """Return the document with a section for each of these fields, unless its text has such a section."""
    heads = [line.strip("# \t") for line in document.lines if line.startswith("#")]
    page, taken = Page(), []
    for key, value in document.fields.items():
        entries = [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []
        name = re.sub("[_-]+", " ", key).casefold()
        before = len(page.parts)
        if not entries or len(entries) != len(value):
            continue
        if (name in _OF_EVENTS or heads_timeline(name)) and not any(map(heads_timeline, heads)):
            page.section("Timeline", _events(entries))
        elif heads_actions(name) and not any(map(heads_actions, heads)):
            page.actions(_measures(entries))
        taken += [key] if len(page.parts) > before else []
    if not taken:
        return document, ()
    more = ["", *"\n\n".join(page.parts).split("\n")]
    end = line_end(document.ends)
    ends = (*(each or end for each in document.ends), *[end] * len(more))
    fields = {key: value for key, value in document.fields.items() if key not in taken}
    return replace(document, lines=(*document.lines, *more), ends=ends, fields=fields), tuple(taken)


def _events(entries: Sequence[Mapping[Any, Any]]) -> str:
    """Return the list of events in the order written; "" if they have neither times nor states."""
    told = [(text(each, *_TIMES), text(each, *_NAMES), text(each, *_TEXTS)) for each in entries]
    if not any(read_head(at) for at, _, _ in told) and not all(text(each, *_STATES) for each in entries):
        return ""
    words = ((at, f"**{state.capitalize()}.**" if state and said else state, said) for at, state, said in told)
    return "\n".join(f"- {as_item(' '.join(filter(None, each)))}" for each in words if any(each[1:]))


def _measures(entries: Sequence[Mapping[Any, Any]]) -> Iterator[tuple[str, bool, Mapping[str, str]]]:
    """Yield the text of each measure, and its details."""
    for each in entries:
        what = text(each, *_MEASURES)
        details = {KEYS[key]: text(each, key) for key in each if key in KEYS and text(each, key) != what}
        if (is_done := _ANSWERS.get(details.get("closed", "").casefold())) is not None:
            del details["closed"]
        if what:
            yield what, bool(is_done), details
