"""The text of a report's front matter.

Takes fields as texts, lists and mappings from ``report``, or a single text from ``cli.template``, and returns YAML that
every parser reads back unchanged.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import yaml

from mkdocs_postmortems.read.model import TIME_FIELDS

_ORDER = (
    *("title", "id", "severity", "status", "services", "started", "detected", "acknowledged", "mitigated", "resolved"),
    *("timezone", "cause", "impact", "summary", "tagline", "description", "tags", "teams", "authors", "roles", "links"),
    *("related", "aliases", "search", "hide"),
)


def front_matter(fields: Mapping[str, Any], end: str = "\n") -> str:
    """Return the front matter with its fences, in the order of the guide; ``end`` ends each line.

    The site's own fields follow those of the guide, but for ``internal``, which is often long.
    """
    lines = ["---"]
    own = [name for name in fields if name not in _ORDER and name != "internal"]
    for name in (*_ORDER, *own, "internal"):
        if name in fields:
            lines += _entry(name, fields[name])
    lines.append("---")
    return "".join(line + end for line in lines)


def _entry(name: str, value: Any) -> list[str]:
    if name in TIME_FIELDS:  # without quotes, whatever it holds: to YAML a time is no text
        return [f"{name}: {value}"]
    if isinstance(value, str):
        return [f"{name}: {scalar(value)}"]
    if isinstance(value, list | tuple) and all(isinstance(each, str) for each in value):
        return [f"{name}: [{', '.join(scalar(each, flow=True) for each in value)}]"]
    text = yaml.dump({name: value}, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)
    return text.rstrip("\n").split("\n")


def scalar(text: str, flow: bool = False) -> str:
    """Return a text as a YAML scalar: plain if every parser reads it back unchanged, else in double quotes."""
    try:
        plain = yaml.safe_load(f"key: [{text}]" if flow else f"key: {text}") == {"key": [text] if flow else text}
    except (yaml.YAMLError, ValueError, RecursionError):
        plain = False
    if plain and "\n" not in text and not text.startswith(("&", "*", "!")):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(char if char.isprintable() else f"\\U{ord(char):08x}" for char in quoted)


class _Dumper(yaml.SafeDumper):
    """Writes no anchors: the check refuses them."""

    def ignore_aliases(self, data: Any) -> bool:
        return True
