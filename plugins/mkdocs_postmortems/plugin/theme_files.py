"""List a theme's files without its hidden folders: Material has 14,000 icons in one.

``skip_hidden`` takes a theme before MkDocs lists its files. Called by ``hooks``.

MkDocs lists all files of a theme and then drops the hidden ones, which takes a twentieth of a build after an edit.
Templates include icons by their names, which needs no list.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mkdocs.theme import Theme


def skip_hidden(theme: Theme) -> None:
    """Make MkDocs look for the theme's files in its visible folders only."""
    theme.get_env = partial(_without_hidden, theme.get_env)  # type: ignore[method-assign]


def _without_hidden(get_env: Callable[[], Any]) -> Any:
    """Return the theme's Jinja environment, whose loader finds all templates, but lists only visible ones."""
    env = get_env()
    if hasattr(env.loader, "searchpath"):
        env.loader.list_templates = lambda: sorted(set(_visible_files(env.loader)))
    return env


def _visible_files(loader: Any) -> Iterator[str]:
    for place in loader.searchpath:
        for folder, folders, names in os.walk(place, followlinks=loader.followlinks):
            folders[:] = [each for each in folders if not each.startswith(".")]
            below = os.path.relpath(folder, place).replace(os.sep, "/")
            yield from names if below == "." else (f"{below}/{name}" for name in names)
