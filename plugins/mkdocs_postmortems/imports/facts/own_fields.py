"""The fields that a site declares itself, in an old front matter.

Takes keys and values of that, and the site's settings. Returns the names of the fields, and the values in their types.
Called by ``old_fields``.
"""

from __future__ import annotations

import math
import re
from datetime import date
from typing import Any

from mkdocs_postmortems.imports.facts.texts import short_texts
from mkdocs_postmortems.read.times.date_times import meant_day
from mkdocs_postmortems.settings import FieldType, Settings

_BOOLEANS = {**dict.fromkeys(("true", "yes", "on"), True), **dict.fromkeys(("false", "no", "off"), False)}


def own_name(key: str, settings: Settings) -> str:
    """Return the site's field that a key names, whatever is between its words: ``Customer tier``; else "".

    The key may also be the name that readers see.
    """
    shown = {_comparable(field.name): name for name, field in settings.fields.items() if field.name}
    names = {**shown, **{_comparable(name): name for name in settings.fields}}
    return names.get(_comparable(key), "")


def _comparable(name: str) -> str:
    return re.sub(r"[\s_-]+", "-", name.strip()).casefold()


def as_declared(value: Any, type: FieldType) -> Any:
    """Return the value of a field of the site in its type if it has one there, else as it is: the reader refuses it."""
    if type == "text" and isinstance(value, list) and all(isinstance(each, str) for each in value):
        return ", ".join(value)
    if not isinstance(value, str):
        return value
    if type == "list":
        return short_texts(value) or value
    if type == "bool":
        return _BOOLEANS.get(value.casefold(), value)
    try:
        if type == "date":
            return date.fromisoformat(meant_day(value) or value)
        if type == "number" and math.isfinite(float(value)):
            return int(value) if value.lstrip("+-").isdecimal() else float(value)
    except (ValueError, OverflowError):
        pass
    return value
