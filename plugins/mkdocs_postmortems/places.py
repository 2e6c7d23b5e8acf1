"""Where a setting of the plugin stands in ``mkdocs.yml``, and which stands there twice.

Comes in: the file, as text or as YAML's nodes, and a setting's dotted name as in ``settings.Mistake``. Goes out: a
line, or what only the text shows: of two, YAML takes the last. Called by ``plugin`` and ``cli``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

import yaml
from msgspec import Struct


class Twice(Struct, frozen=True):
    """A setting by its dotted name, the line where it stands a second time, and that of the first."""

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
        """Those in a file's text; none in one that is no YAML."""
        try:
            return cls(yaml.compose(text, yaml.SafeLoader))
        except yaml.YAMLError:
            return cls(None)

    def line(self, setting: str) -> int:
        """The line, from 1, of a setting, or of what it would stand in; 0 where the file does not list the plugin."""
        lines = list(_way(self._document, ("plugins", "postmortems", *setting.split("."))))
        return lines[-1] if len(lines) > 1 else 0

    def twice(self) -> Iterator[Twice]:
        """The settings that stand twice."""
        plugins = next((place for name, _, place in _entries(self._document) if name == "plugins"), None)
        block = next((place for name, _, place in _entries(plugins) if name == "postmortems"), None)
        yield from _twice(block)


def _twice(node: yaml.Node | None, before: str = "") -> Iterator[Twice]:
    seen: dict[str, int] = {}
    for name, line, place in _entries(node) if isinstance(node, yaml.MappingNode) else ():
        if name in seen:
            yield Twice(before + name, line, seen[name])
        seen.setdefault(name, line)
        yield from _twice(place, f"{before}{name}.")


def _way(place: yaml.Node | None, names: tuple[str, ...]) -> Iterator[int]:
    """The line of each of the names, one in the other, as far as they are there."""
    for name in names:
        found = next((entry for entry in _entries(place) if entry[0] == name), None)
        if found is None:
            return
        _, line, place = found
        yield line


def _entries(node: yaml.Node | None) -> Iterator[tuple[str, int, yaml.Node | None]]:
    """The entries of a mapping by their keys, and of a list by their numbers and by the key that one consists of."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield str(key.value), key.start_mark.line + 1, value
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value, 1):
            yield str(number), item.start_mark.line + 1, item
            yield from _entries(item) if isinstance(item, yaml.MappingNode) else ()
            if isinstance(item, yaml.ScalarNode):
                yield item.value, item.start_mark.line + 1, None
