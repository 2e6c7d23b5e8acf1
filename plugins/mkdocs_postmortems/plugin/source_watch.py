"""Keep ``mkdocs serve`` watching the folder of the reports. Called by ``hooks``.

The server watches only folders that exist when it starts, and stops watching one that disappears. But a new site has no
reports yet, a Git branch may lack the folder, and the setting ``source`` may be edited.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

PAUSE = 0.5
"""Seconds between two looks; the server looks for changed files as often."""


class SourceWatch:
    """A thread that looks whether the folder exists and is watched, from its creation until ``end`` is called.

    ``folder`` returns the current folder. ``build`` is called when it has appeared, disappeared, or become another.
    """

    def __init__(self, server: LiveReloadServer, folder: Callable[[], Path], build: Callable[[], None]) -> None:
        self._server, self._folder, self._build = server, folder, build
        self._watched = ""
        self._look()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while not self._ended.wait(PAUSE):
            if self._look():
                self._build()

    def _look(self) -> bool:
        """Watch the folder if it exists and is not watched. Return whether it has appeared or disappeared."""
        folder = self._folder()
        before, path = self._watched, str(folder)
        if not folder.is_dir():
            self._watched = ""
            return before != ""
        if path == before and self._is_observed(path):
            return False
        self._watched = path if self._watch(path) else ""
        return self._watched != ""

    def _is_observed(self, path: str) -> bool:
        """Return whether a thread of the server looks for changes at a path, or will once the server has started."""
        observer = self._server.observer
        observed = {each.watch.path for each in list(observer.emitters) if each.is_alive()}
        return path in observed or not observer.is_alive()

    def _watch(self, path: str) -> bool:
        """Make the server watch a path. Return whether that succeeded: the folder may just have disappeared."""
        while path in {each.watch.path for each in list(self._server.observer.emitters)}:
            self._server.unwatch(path)  # it counts how often a path is watched, even if nothing observes it anymore
        try:
            self._server.watch(path)
        except OSError:
            with suppress(KeyError):  # it has counted the path, but has nothing to end
                self._server.unwatch(path)
            return False
        return True

    def end(self) -> None:
        """Stop looking."""
        self._ended.set()
        self._thread.join()
