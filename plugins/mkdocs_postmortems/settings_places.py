"""Locate the plugin's settings in ``mkdocs.yml``, and find those that are set twice.

Takes the file, as text or as YAML nodes, and a setting's dotted name as in ``settings_reader.Mistake``. Returns a
line, or the settings given twice, which only the text shows because YAML keeps the last one. Called by ``plugin`` and
``cli``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

import yaml
from msgspec import Struct


class Duplicate(Struct, frozen=True):
    """A setting that is given twice: its dotted name, the line of the second, and that of the first."""

    setting: str
    line: int
    first: int

    def __str__(self) -> str:
        return f"{self.setting}: set twice, first on line {self.first} (keep one of the two)"


class Places:
    """The settings in one file."""

    def __init__(self, document: yaml.Node | None) -> None:
        self._document = document

    @classmethod
    def of(cls, text: str) -> Self:
        """Return those in a file's text; none if it is not valid YAML."""
        try:
            return cls(yaml.compose(text, yaml.SafeLoader))
        except yaml.YAMLError:
            return cls(None)

    def line(self, setting: str) -> int:
        """Return the line, from 1, of a setting or of its nearest parent; 0 if the file does not list the plugin."""
        lines = list(_lines_along(self._document, ("plugins", "postmortems", *setting.split("."))))
        return lines[-1] if len(lines) > 1 else 0

    def duplicates(self) -> Iterator[Duplicate]:
        """Yield the settings that are given twice."""
        plugins = next((place for name, _, place in _entries(self._document) if name == "plugins"), None)
        block = next((place for name, _, place in _entries(plugins) if name == "postmortems"), None)
        yield from _duplicates(block)


def _duplicates(node: yaml.Node | None, before: str = "") -> Iterator[Duplicate]:
    seen: dict[str, int] = {}
    for name, line, place in _entries(node) if isinstance(node, yaml.MappingNode) else ():
        if name in seen:
            yield Duplicate(before + name, line, seen[name])
        seen.setdefault(name, line)
        yield from _duplicates(place, f"{before}{name}.")


def _lines_along(place: yaml.Node | None, names: tuple[str, ...]) -> Iterator[int]:
    """Yield the line of each nested name, as far as they exist."""
    for name in names:
        found = next((entry for entry in _entries(place) if entry[0] == name), None)
        if found is None:
            return
        _, line, place = found
        yield line


def _entries(node: yaml.Node | None) -> Iterator[tuple[str, int, yaml.Node | None]]:
    """Yield the entries of a mapping by key, and of a list by number and by the key that one consists of."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield str(key.value), key.start_mark.line + 1, value
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value, 1):
            yield str(number), item.start_mark.line + 1, item
            yield from _entries(item) if isinstance(item, yaml.MappingNode) else ()
            if isinstance(item, yaml.ScalarNode):
                yield item.value, item.start_mark.line + 1, None
