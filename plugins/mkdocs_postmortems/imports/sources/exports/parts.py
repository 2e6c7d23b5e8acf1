"""Common parts of the exports: writing sections of Markdown, and picking values out of nested JSON.

Takes values of an export from the module of its tool, and returns text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct, field

from mkdocs_postmortems.imports.document import Document
from mkdocs_postmortems.read.model import TIME_FIELDS


def pick(data: Any, path: str) -> Any:
    """Return the value at a path such as ``assignee.name``; ``None`` if any step of it is missing."""
    for step in path.split("."):
        data = data.get(step) if isinstance(data, Mapping) else None
    return data


def text(data: Any, *paths: str) -> str:
    """Return the first text at one of the paths; "" if there is none."""
    values = (pick(data, path) for path in paths)
    texts = (str(each).strip() for each in values if isinstance(each, str | int | float) and not isinstance(each, bool))
    return next(filter(None, texts), "")


def entries(data: Any, key: str) -> list[Any]:
    """Return the list below a key, or that of a page, which is below ``data`` there; an empty one if there is none."""
    return _listed(pick(data, key))


def _listed(data: Any) -> list[Any]:
    found = data if isinstance(data, list) else pick(data, "data")
    return found if isinstance(found, list) else []


def names(data: Any, *paths: str) -> list[str]:
    """Return the names in a list of texts, or of objects with a name at one of the paths."""
    found = (each if isinstance(each, str) else text(each, *paths) for each in _listed(data))
    return list(dict.fromkeys(filter(None, found)))


def roles(assignments: list[Any], role: str, person: str) -> dict[str, str]:
    """Return people by their roles; the keys are those of role and person in an assignment."""
    told = ((text(each, f"{role}.name"), text(each, f"{person}.name")) for each in assignments)
    return {name: who for name, who in told if name and who}


def link(name: str, address: str) -> dict[str, str]:
    """Return the field ``links`` with one address; without it if the export has only a number or a path."""
    return {name: address} if address.startswith("http") else {}


def stamp(value: str) -> str:
    """Return a time as at the beginning of an event: to the minute, or to the second if it has seconds."""
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return value
    zone = "UTC" if at.tzinfo is None or not at.utcoffset() else at.isoformat()[-6:]
    clock = f"{at:%H:%M:%S}" if at.second else f"{at:%H:%M}"
    return f"{at:%Y-%m-%d} {clock} {zone}"


def day(value: str) -> str:
    """Return the date of a time."""
    return value[:10] if re.match(r"\d{4}-\d{2}-\d{2}", value) else ""


class Page(Struct):
    """A report that is being written."""

    parts: list[str] = field(default_factory=list)

    def section(self, title: str, content: str) -> None:
        """Add a section, unless it is empty. Headings inside it are lowered below its own."""
        content = content.strip()
        if content:
            self.parts.append(f"## {title}\n\n{lowered(content, 3)}")

    def timeline(self, events: Iterable[tuple[str, str]]) -> None:
        """Add the events in order of their times."""
        self.section(
            "Timeline",
            "\n".join(f"- {stamp(at)} {as_item(what)}" for at, what in sorted(events) if at and what.strip()),
        )

    def actions(self, items: Iterable[tuple[str, bool, Mapping[str, str]]]) -> None:
        """Add the action items: their text, whether they are done, and their details."""
        lines = []
        for what, done, details in items:
            told = ", ".join(f"{key}: {value}" for key, value in details.items() if value)
            lines.append(f"- [{'x' if done else ' '}] {as_item(what)}" + (f" ({told})" if told else ""))
        self.section("Action items", "\n".join(lines))

    def document(self, name: str, tool: str, fields: Mapping[str, Any]) -> Document:
        """Return the document. Times in fields are as the tool writes them."""
        told = {key: stamp(value) if key in TIME_FIELDS and len(value) > 10 else value for key, value in fields.items()}
        return Document.of(
            name,
            "\n\n".join(self.parts) + "\n",
            form="json",
            tool=tool,
            fields={key: value for key, value in told.items() if value},
        )


def as_item(what: str) -> str:
    """Return a text as one list item, with its further lines indented."""
    lines = what.strip().split("\n")
    return "\n".join([lines[0], *(f"    {line}" if line.strip() else "" for line in lines[1:])])


def lowered(content: str, highest: int) -> str:
    """Lower all headings of a text by the same number of levels, so that none is above ``highest``."""
    levels = [len(marks) for marks in re.findall(r"^(#{1,6}) ", content, re.MULTILINE)]
    shift = max(0, highest - min(levels, default=highest))
    return re.sub(r"^(#{1,6})(?= )", lambda match: "#" * min(6, len(match[1]) + shift), content, flags=re.MULTILINE)
