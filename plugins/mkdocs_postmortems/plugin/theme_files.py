"""List a theme's files without its hidden folders: Material has 14,000 icons in one.

``skip_hidden`` takes a theme before MkDocs lists its files. Called by ``hooks``.

MkDocs lists all files of a theme and then drops the hidden ones, which takes a twentieth of a build after an edit.
Templates include icons by their names, which needs no list.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader

if TYPE_CHECKING:
    from mkdocs.theme import Theme


class _VisibleFiles(FileSystemLoader):
    """Loads all templates, but lists only those that are not in hidden folders."""

    def list_templates(self) -> list[str]:
        """Return the names of the files, sorted."""
        found: set[str] = set()
        for place in self.searchpath:
            for folder, folders, names in os.walk(place, followlinks=self.followlinks):
                folders[:] = [each for each in folders if not each.startswith(".")]
                below = os.path.relpath(folder, place).replace(os.sep, "/")
                found.update(names if below == "." else (f"{below}/{name}" for name in names))
        return sorted(found)


def skip_hidden(theme: Theme) -> None:
    """Make MkDocs look for the theme's files in its visible folders only."""
    theme.get_env = partial(_without_hidden, theme.get_env)  # type: ignore[method-assign]


def _without_hidden(get_env: Callable[[], Environment]) -> Environment:
    env = get_env()
    if type(env.loader) is FileSystemLoader:
        env.loader = _VisibleFiles(env.loader.searchpath)
    return env
