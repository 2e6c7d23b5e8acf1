"""Report a front matter key that is not a field, with the field that its author probably meant.

Takes a key's ``Node`` and the names of the fields from ``fields``, and returns a ``Problem``. A misspelt ``visibility``
must not be ignored like any unneeded key, so near misses have rules of their own.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Collection

from mkdocs_postmortems.diagnostics import Problem, excerpt
from mkdocs_postmortems.letters import edit_distance, in_latin
from mkdocs_postmortems.read.characters import strip_hidden
from mkdocs_postmortems.read.front_matter.corrections import write_entries
from mkdocs_postmortems.read.front_matter.yaml_nodes import Node
from mkdocs_postmortems.read.model import LIST_FIELDS

_LONGEST_LIST = 60
"""The longest list that a help repeats."""

_RESERVED = frozenset({"template", "location", "canonical", "canonical_url", "canonicalurl"})
"""Keys by which MkDocs or its themes would render the page differently, or redirect it."""

_ADDRESSES = frozenset(
    {"permalink", "slug", "url", "uri", "path", "address", "redirect", "redirects", "redirect_from", "redirect_to"}
)
"""Keys by which other generators move a page."""

_OTHER_WORDS = {
    **dict.fromkeys(("visible", "audience", "access", "public", "private", "published", "confidential"), "visibility"),
    **dict.fromkeys(("date", "start", "start_time", "started_at", "begin", "began", "incident_date"), "started"),
    **dict.fromkeys(("end", "ended", "end_time", "resolved_at", "fixed", "closed"), "resolved"),
    **dict.fromkeys(("detected_at", "discovered", "noticed"), "detected"),
    **dict.fromkeys(("sev", "priority", "level", "criticality"), "severity"),
    **dict.fromkeys(("state", "draft", "phase"), "status"),
    **dict.fromkeys(("root_cause", "root_causes", "trigger"), "cause"),
    **dict.fromkeys(("component", "components", "system", "systems"), "services"),
    **dict.fromkeys(("affected_services", "impacted_service", "impacted_services", "affected_systems"), "services"),
    **dict.fromkeys(("owner", "owners", "writer", "by", "contributors"), "authors"),
    **dict.fromkeys(("commander", "incident_commander", "lead", "responders", "participants", "people"), "roles"),
    **dict.fromkeys(("users_affected", "customers_affected", "affected_users", "duration"), "impact"),
    **dict.fromkeys(("ticket", "tickets", "references", "slack", "status_page", "incident_url"), "links"),
    **dict.fromkeys(("labels", "keywords", "categories", "category"), "tags"),
    **dict.fromkeys(("see_also", "related_incidents"), "related"),
    **dict.fromkeys(("abstract", "overview", "tldr"), "summary"),
    **dict.fromkeys(("name", "headline"), "title"),
    **dict.fromkeys(("subtitle", "subheading"), "tagline"),
    **dict.fromkeys(("tz", "zone"), "timezone"),
    **dict.fromkeys(("incident_id", "number", "incident"), "id"),
}
"""What other templates call the fields."""


def meant_field(name: str, known: Collection[str]) -> str:
    """Return the field for which an unknown key was meant; "" if it resembles none."""
    look = _normalized(name)
    return (
        _misspelt(look, known)
        or _OTHER_WORDS.get(look)
        or next(iter(difflib.get_close_matches(look, known, 1, 0.75)), "")
    )


def check_key(
    key: Node,
    known: Collection[str],
    absent: Collection[str] = (),
    given: Collection[str] = (),
    value: Node | None = None,
) -> Problem:
    """Return what is wrong with a key that is not ``known``, and has this ``value``.

    ``absent`` are the fields that are missing, and ``given`` those that the front matter has.
    """
    name = key.text
    look = _normalized(name)
    meant = meant_field(name, known)
    near = meant if meant in absent else _misspelt(look, known)
    offer = _offer(near, value) if near else ""
    if near and near in given:  # renaming the key would give the field twice
        offer = f"{near!r} is given, too: keep one of the two"
    shown = repr(excerpt(name))
    if _is_disguised(name):
        message = f"the key {shown} contains look-alike or invisible characters"
        return key.problem("unknown-key-confusable", message, offer or "retype the key in Latin letters")
    if look in _RESERVED:
        message = f"the key {shown} would change how MkDocs builds the page"
        return key.problem("reserved-key", message, "delete it; that is decided by the site's settings")
    if look in _ADDRESSES:
        help = "delete it, and set id for the address or aliases for earlier ones"
        return key.problem("unknown-key-path", f"the key {shown} does not set the address", help)
    if near:
        lacks = f", and {near} is missing" if near in absent else ""
        return key.problem("unknown-key-near", f"unknown field {shown}{lacks}", offer)
    help = "delete it, or declare it under `fields` in the settings"
    if meant and meant in given:
        help = f"delete it, move its value to {meant!r}, or declare it under `fields` in the settings"
    elif meant:
        help = f"{_offer(meant, value)} otherwise {help}"
    return key.problem("unknown-key", f"unknown field {shown}; its value is ignored", help)


def _offer(field: str, value: Node | None) -> str:
    """Return what to write instead of a key: a field's name, with its value if that has to be a list and is none."""
    entries = ""
    if value and field in LIST_FIELDS and value.kind not in ("list", "mapping"):
        entries = write_entries(field, value.text)
    return f"did you mean {field}: [{entries}]?" if 0 < len(entries) < _LONGEST_LIST else f"did you mean {field!r}?"


def _misspelt(look: str, known: Collection[str]) -> str:
    """Return the field whose name a key misspells."""
    near = (each for each in known if _is_near(look, each))
    return min(near, key=lambda each: (edit_distance(look, each), each), default="")


def _is_near(word: str, name: str) -> bool:
    """Return whether a word is a field's name with a typo: one in a short name, up to two in a longer one."""
    shorter = min(len(word), len(name))
    allowed = 2 if shorter > 7 else 1 if shorter > 2 < len(name) - 1 else 0
    return abs(len(word) - len(name)) <= allowed and edit_distance(word, name) <= allowed


def _normalized(name: str) -> str:
    """Return what a key looks like to a reader."""
    plain = in_latin(strip_hidden(unicodedata.normalize("NFKC", name)).casefold())
    return plain.strip().replace(" ", "_").replace("-", "_")


def _is_disguised(name: str) -> bool:
    """Return whether the key has invisible characters, or letters of another script among or instead of Latin ones."""
    if strip_hidden(name) != name:
        return True
    foreign = [each for each in name if each > "\x7f"]
    return bool(foreign) and _normalized(name).isascii()
