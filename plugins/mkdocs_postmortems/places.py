"""Where a setting of the plugin stands in ``mkdocs.yml``.

Comes in: the file's text, and a setting's dotted name as in ``settings.Mistake``. Goes out: a line. Called by
``plugin`` and ``cli``, when there is something wrong to tell.
"""

from __future__ import annotations

from collections.abc import Iterator

import yaml


def find_setting(text: str, setting: str) -> int:
    """The line, from 1, of a setting, or of what it would stand in; 0 where the file does not list the plugin."""
    try:
        place: yaml.Node | None = yaml.compose(text, yaml.SafeLoader)
    except yaml.YAMLError:
        return 0
    lines = list(_way(place, ("plugins", "postmortems", *setting.split("."))))
    return lines[-1] if len(lines) > 1 else 0


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
