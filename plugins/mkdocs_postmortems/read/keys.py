"""A key of the front matter that is no field: what its author probably meant.

Comes in: a key's ``Node`` and the names of the fields, from ``fields``. Goes out: a ``Problem``. A misspelt
``visibility`` must not pass for a key that nobody needs, so a near miss is told as one.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Collection

from mkdocs_postmortems.diagnostics import Problem
from mkdocs_postmortems.read.characters import strip_hidden
from mkdocs_postmortems.read.yaml_nodes import Node

_RESERVED = frozenset({"template", "location", "canonical", "canonical_url", "canonicalurl"})
"""Keys by which MkDocs or its themes would draw the page by other means, or lead away from it."""

_ADDRESSES = frozenset(
    {"permalink", "slug", "url", "uri", "path", "address", "redirect", "redirects", "redirect_from", "redirect_to"}
)
"""Keys by which other generators move a page."""

_LOOKALIKES = str.maketrans(
    "аеорсухіјѕԁһӏкмтвнгпԛԝαεορτυχικνηωßɡɩı0",
    "aeopcyxijsdhlkmtbhrnqwaeoptuxikvnwbgiio",
)
"""Cyrillic, Greek and other letters, each with the Latin one that it is drawn like."""


def check_key(key: Node, known: Collection[str]) -> Problem:
    """What is wrong with a key that is none of the ``known`` ones."""
    name = key.text
    look = _look(name)
    near = look if look in known else next(iter(difflib.get_close_matches(look, known, 1, 0.82)), "")
    offer = f"did you mean {near!r}?" if near else ""
    shown = repr(name if len(name) <= 60 else name[:59] + "…")
    if _is_disguised(name):
        message = f"the key {shown} holds characters that look like others or like nothing"
        return _problem("unknown-key-confusable", message, key, offer or "type the key anew in Latin letters")
    if look in _RESERVED:
        message = f"the key {shown} would change how the page is made"
        return _problem("reserved-key", message, key, "delete it; the settings of the site decide that")
    if look in _ADDRESSES:
        help = "delete it; the address comes from id, and aliases keeps earlier addresses alive"
        return _problem("unknown-key-path", f"the key {shown} does not set the address", key, help)
    if near:
        return _problem("unknown-key-near", f"there is no field {shown}", key, offer)
    help = "delete it, or declare it under `fields` in the settings"
    return _problem("unknown-key", f"there is no field {shown}, and its value is not used", key, help)


def _look(name: str) -> str:
    """What a key looks like to a reader."""
    plain = strip_hidden(unicodedata.normalize("NFKC", name)).casefold().translate(_LOOKALIKES)
    return plain.strip().replace(" ", "_").replace("-", "_")


def _is_disguised(name: str) -> bool:
    """Whether the key holds unseen characters, or letters of another script among or instead of Latin ones."""
    if strip_hidden(name) != name:
        return True
    foreign = [each for each in name if each > "\x7f"]
    return bool(foreign) and _look(name).isascii()


def _problem(rule: str, message: str, key: Node, help: str) -> Problem:
    return Problem(rule, message, key.line, key.column, help)
