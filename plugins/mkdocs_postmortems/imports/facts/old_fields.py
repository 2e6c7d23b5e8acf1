"""Read the fields of an old front matter, and drop those whose words are all in the new one.

Called by ``finder``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import Any

from mkdocs_postmortems.imports.document import form_of
from mkdocs_postmortems.imports.facts.draft import ADDRESS, Draft
from mkdocs_postmortems.imports.facts.own_fields import as_declared, own_name
from mkdocs_postmortems.imports.facts.text_facts import IMPACT
from mkdocs_postmortems.imports.facts.texts import LISTS, one_line, say_the_same
from mkdocs_postmortems.imports.text.labels import Label, fact_of
from mkdocs_postmortems.imports.text.words import OF_INCIDENT
from mkdocs_postmortems.read.body.inline import plain
from mkdocs_postmortems.read.characters import is_visible
from mkdocs_postmortems.read.model import TIME_FIELDS

_KEPT_FIELDS = frozenset(
    ("cause", "summary", "tagline", "description", "teams", "roles", "links", "related", "aliases", "hide", "search")
)
"""Fields of an old front matter that have the same name here."""
_OTHER_NAMES = {"redirect_from": "aliases"}
"""Fields that have another name here."""
_TOLD_FACTS = frozenset({"title", "severity", "date", "timezone", "duration", "written", *TIME_FIELDS})
"""Facts that an old front matter states in an author's words, as a label does."""
_ADDRESSES = ("permalink", "url", "path", "slug", "aliases", "redirect_from")
"""Fields with the address of a page, which may contain the day of its publication."""
_DAY_IN_ADDRESS = re.compile(r"(?<!\d)(?:19|20)\d\d[/-](?:0[1-9]|1[0-2])[/-](?:0[1-9]|[12]\d|3[01])(?!\d)")
_LEVELS = frozenset({"none", "minor", "major", "critical", "maintenance"})
"""How severe an incident is, which status pages call its impact."""
_NESTED = frozenset({"extra", "params", "taxonomies", "metadata", "incident"})
"""Fields in which page generators keep those that are not theirs."""


def read_old_fields(draft: Draft) -> None:
    """Take over what an old front matter says: as fields, as labels for the later steps, or as entries to keep."""
    document = draft.document
    if document.lost:
        draft.facts.kept["front-matter"] = document.lost
    if document.remarks:
        draft.facts.kept["front-matter-comments"] = list(document.remarks)
    of_page = not document.tool and not any(fact_of(key) in OF_INCIDENT for key in document.fields)
    for key, value in document.fields.items():
        stripped = value.strip() if isinstance(value, str) else value
        if not isinstance(stripped, str) or is_visible(stripped):
            line = document.field_lines.get(key, 1)
            if _read_own_field(draft, key, stripped, line):
                _read_nested(draft, {key: stripped}, line)  # it may also be one of ours, such as services
            else:
                _read_field(draft, key, stripped, of_page)
    _read_day_of_address(draft)


def _read_day_of_address(draft: Draft) -> None:
    """Take the day of publication from the page's address: ``path = "blog/2023/09/01/login"``."""
    fields = draft.document.fields
    for key in filter(fields.__contains__, _ADDRESSES):
        if day := _DAY_IN_ADDRESS.search(str(fields[key])):
            line = draft.document.field_lines.get(key, 1)
            draft.labels.append(_label(draft, "written", day.group().replace("/", "-"), line))
            return


def _read_own_field(draft: Draft, key: str, value: Any, line: int) -> bool:
    """Take over a field that the site declares; return whether it is one, and the first of its name."""
    name = own_name(key, draft.settings)
    if not name or name in draft.facts.fields or value in ("", [], {}):
        return False
    _add_field(draft, name, as_declared(value, draft.settings.fields[name].type), line)
    return True


def _read_field(draft: Draft, key: str, value: Any, of_page: bool) -> None:
    """Take over one field; ``of_page``: the front matter is about the page and not about the incident."""
    facts, fact, line = draft.facts, fact_of(key), draft.document.field_lines.get(key, 1)
    told = value if isinstance(value, str) else ""
    name = _OTHER_NAMES.get(key, key)
    if name in _KEPT_FIELDS and value and name not in facts.fields:
        _add_field(draft, name, _WRITTEN[name](value) if name in _WRITTEN else value, line)
    elif fact in _TOLD_FACTS and told:
        said = "published" if fact == "date" and of_page else fact
        draft.labels.insert(0, _label(draft, said, told, line))
        if fact != "title":
            facts.kept[key] = value
    elif fact in LISTS and (texts := LISTS[fact](_as_list(draft, fact, value))):
        _add_field(draft, fact, texts, line)
        facts.fields[fact] = list(dict.fromkeys([*facts.fields[fact], *texts]))  # categories, and keywords
        if ADDRESS.search(told):
            facts.kept[key] = value
    elif fact in ("impact", "users") and told:
        is_level = fact == "impact" and told.casefold() in _LEVELS
        draft.labels.append(_label(draft, "severity" if is_level else fact, told, line))
        facts.kept[key] = value
    elif key in _NESTED and isinstance(value, dict):
        facts.kept[key] = value
        _read_nested(draft, value, line)
    elif key == "impact" and isinstance(value, dict):
        _add_field(draft, "impact", value, line)
    elif value not in ([], {}):
        facts.kept[key] = value


def _read_nested(draft: Draft, fields: Mapping[Any, Any], line: int) -> None:
    """Take over the fields below a key such as ``extra``."""
    for name, value in fields.items():
        fact = fact_of(str(name))
        _read_own_field(draft, str(name), value, line)
        if fact in LISTS and (texts := LISTS[fact](value)):
            _add_field(draft, fact, texts, line)
        elif fact in _TOLD_FACTS and fact != "title" and isinstance(value, str) and is_visible(value):
            draft.labels.append(_label(draft, fact, value, line))


def _as_list(draft: Draft, fact: str, value: Any) -> Any:
    """Return a field's value with the tags of a Jekyll page apart, which separates them by spaces."""
    is_spaced = fact == "tags" and isinstance(value, str) and "layout" in draft.document.fields
    return value.split() if is_spaced and not re.search("[,;]", value) else value


def _as_ids(related: Any) -> Any:
    """Return related reports by their ids, if some are named by their paths."""
    if not isinstance(related, list):
        return related
    return [PurePosixPath(each).stem if form_of(str(each)) == "markdown" else each for each in related]


def _as_addresses(aliases: Any) -> Any:
    """Return earlier addresses relative to the site's root, as other programs read them with a ``/`` before them."""
    told = [aliases] if isinstance(aliases, str) else aliases
    return (
        [each.lstrip("/") for each in told]
        if isinstance(told, list) and all(isinstance(each, str) for each in told)
        else aliases
    )


_WRITTEN: Mapping[str, Callable[[Any], Any]] = {"related": _as_ids, "aliases": _as_addresses}
"""How the values of some of the fields are written here."""


def _label(draft: Draft, fact: str, told: str, line: int) -> Label:
    return Label(fact, told, line - draft.document.first_line + 1, "front matter")


def _add_field(draft: Draft, name: str, value: Any, line: int) -> None:
    shown = ", ".join(map(str, value)) if isinstance(value, list | dict) else str(value)
    draft.facts.add(name, value, shown, line, "front matter")


def drop_repeated_fields(draft: Draft) -> None:
    """Drop the old fields whose words are all in the new ones."""
    fields = draft.facts.fields
    for key, value in list(draft.facts.kept.items()):
        fact = fact_of(key)
        if fact in IMPACT and one_line(plain(str(value))) == fields.get("impact", {}).get(IMPACT[fact]):
            del draft.facts.kept[key]
            continue
        found = draft.facts.found.get("started" if fact == "date" else fact)
        if found is None or not isinstance(value, str):
            continue
        if fact in TIME_FIELDS or fact == "date":
            start, end = draft.calendar.read(value)
            same_day = start is not None and start.is_day and found.value.startswith(f"{start.at.date()}")
            is_of_it = start is None or found.line == draft.document.field_lines.get(key, 1)  # or it is only "true"
            if end is None and (same_day or (found.where == "front matter" and is_of_it)):
                del draft.facts.kept[key]
        elif fact == "timezone" or (fact == "severity" and say_the_same(value, fields["severity"])):
            del draft.facts.kept[key]
