"""What the exports have in common: sections of Markdown put together, and values picked out of nested JSON.

Comes in: values of an export, from the module of its tool. Goes out: text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct, field

from mkdocs_postmortems.imports.document import Document
from mkdocs_postmortems.read.model import TIME_FIELDS


def pick(data: Any, *path: str | int) -> Any:
    """A value deep in the data; ``None`` where any step of the way is missing."""
    for step in path:
        if isinstance(data, Mapping):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and -len(data) <= step < len(data):
            data = data[step]
        else:
            return None
    return data


def text(data: Any, *path: str | int) -> str:
    """A text deep in the data; "" where there is none."""
    value = pick(data, *path)
    return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def entries(data: Any, *path: str | int) -> list[Any]:
    """A list deep in the data; an empty one where there is none."""
    found = pick(data, *path)
    return found if isinstance(found, list) else []


def names(data: Any, *keys: str) -> list[str]:
    """The names in a list of texts or of objects that have one under one of the keys, the first of them that does."""
    found = (
        each if isinstance(each, str) else next(filter(None, (text(each, *key.split(".")) for key in keys)), "")
        for each in entries(data)
    )
    return list(dict.fromkeys(filter(None, found)))


def roles(assignments: list[Any], role: str, person: str) -> dict[str, str]:
    """Who had which role, by the keys under which both are in each assignment."""
    told = ((text(each, role, "name"), text(each, person, "name")) for each in assignments)
    return {name: who for name, who in told if name and who}


def stamp(value: str) -> str:
    """A time of an export as an event begins with it: to the minute, or to the second where it has seconds."""
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return value
    zone = "UTC" if at.tzinfo is None or not at.utcoffset() else at.isoformat()[-6:]
    clock = f"{at:%H:%M:%S}" if at.second else f"{at:%H:%M}"
    return f"{at:%Y-%m-%d} {clock} {zone}"


def day(value: str) -> str:
    """The date of a time."""
    return value[:10] if re.match(r"\d{4}-\d{2}-\d{2}", value) else ""


class Page(Struct):
    """A report while it is put together."""

    parts: list[str] = field(default_factory=list)

    def section(self, title: str, content: str) -> None:
        """A section, unless there is nothing in it. Headings inside it are brought below its own."""
        content = content.strip()
        if content:
            self.parts.append(f"## {title}\n\n{lowered(content, 3)}")

    def timeline(self, events: Iterable[tuple[str, str]]) -> None:
        """Events in order of their times, each with its text."""
        self.section(
            "Timeline", "\n".join(f"- {stamp(at)} {_item(what)}" for at, what in sorted(events) if at and what.strip())
        )

    def actions(self, items: Iterable[tuple[str, bool, Mapping[str, str]]]) -> None:
        """Action items: their text, whether they are done, and their details."""
        lines = []
        for what, done, details in items:
            told = ", ".join(f"{key}: {value}" for key, value in details.items() if value)
            lines.append(f"- [{'x' if done else ' '}] {_item(what)}" + (f" ({told})" if told else ""))
        self.section("Action items", "\n".join(lines))

    def document(self, name: str, tool: str, fields: Mapping[str, Any]) -> Document:
        """The whole as a document. Times are in the fields as the tool writes them."""
        told = {key: stamp(value) if key in TIME_FIELDS and len(value) > 10 else value for key, value in fields.items()}
        return Document.of(
            name,
            "\n\n".join(self.parts) + "\n",
            form="json",
            tool=tool,
            fields={key: value for key, value in told.items() if value},
        )


def _item(what: str) -> str:
    """A text as one item of a list: its further paragraphs are indented."""
    lines = what.strip().split("\n")
    return "\n".join([lines[0], *(f"    {line}" if line.strip() else "" for line in lines[1:])])


def lowered(content: str, highest: int) -> str:
    """The headings of a text brought down, all by as much, until none is above the level ``highest``."""
    levels = [len(marks) for marks in re.findall(r"^(#{1,6}) ", content, re.MULTILINE)]
    shift = max(0, highest - min(levels, default=highest))
    return re.sub(r"^(#{1,6})(?= )", lambda match: "#" * min(6, len(match[1]) + shift), content, flags=re.MULTILINE)
