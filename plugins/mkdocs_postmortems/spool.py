"""Texts that wait for their turn: in memory while they are few, then in a file that has no name.

Comes in: a text under a name. Goes out: the same text, as often as it is asked for. Called by ``plugin``, for pages
that are finished long before the theme is there.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import BinaryIO

_ANY = "surrogatepass"
"""A page may hold characters that UTF-8 has none for."""


class Spool:
    """The first ``most`` characters stay in memory; the file that takes the rest lies in ``folder``."""

    def __init__(self, folder: Path, most: int) -> None:
        self._folder, self._left = folder, most
        self._texts: dict[str, str] = {}
        self._places: dict[str, tuple[int, int]] = {}
        self._file: BinaryIO | None = None

    def put(self, name: str, text: str) -> None:
        """Keep a text. Raises ``OSError`` where the disk takes no more."""
        self._left -= len(text)
        if self._left >= 0:
            self._texts[name] = text
            return
        if self._file is None:
            self._file = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115  # it lives as long as the spool
        content = text.encode("utf-8", _ANY)
        self._places[name] = (self._file.seek(0, 2), len(content))
        self._file.write(content)

    def get(self, name: str) -> str:
        """The text under a name. Raises ``KeyError`` where there is none."""
        if name in self._texts:
            return self._texts[name]
        at, length = self._places[name]
        assert self._file is not None
        self._file.seek(at)
        return self._file.read(length).decode("utf-8", _ANY)
