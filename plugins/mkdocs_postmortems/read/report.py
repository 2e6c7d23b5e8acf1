"""Read a report from bytes: the entry point of this package.

Takes a file's path and bytes from ``project``, and sources without their internal text from ``archive``. Always returns
a ``Report``. The modules that reading needs are imported with the first report, so a run that takes everything from the
cache imports none of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mkdocs_postmortems.read.body.extensions import may_read_files

if TYPE_CHECKING:
    from mkdocs_postmortems.diagnostics import Problem
    from mkdocs_postmortems.read.model import Fields, Report, Source
    from mkdocs_postmortems.read.steps import Steps
    from mkdocs_postmortems.settings import Settings


class ReportReader:
    """Reads reports under one set of settings."""

    def __init__(
        self, settings: Settings, extensions: Sequence[Any] = (), configs: Mapping[str, Any] | None = None
    ) -> None:
        self.settings = settings
        self._extensions = tuple(extensions)
        self._configs = dict(configs or {})

    @property
    def unpredictable(self) -> list[str]:
        """The extensions because of which a report may depend on more than its bytes and ``inputs``."""
        return may_read_files(self._extensions)

    @property
    def inputs(self) -> tuple[object, ...]:
        """What a report depends on besides its bytes."""
        return self.settings, self._extensions, self._configs

    @property
    def toc(self) -> Mapping[str, Any]:
        """The site's configuration of Python-Markdown's ``toc``, which makes the ids of headings."""
        return self._configs.get("toc") or self._configs.get("markdown.extensions.toc") or {}

    @property
    def snippet_folders(self) -> tuple[str, ...]:
        """The folders from which ``pymdownx.snippets`` includes files, relative to where it runs."""
        paths = (self._configs.get("pymdownx.snippets") or {}).get("base_path") or ["."]
        return tuple(map(str, [paths] if isinstance(paths, str) else paths))

    @property
    def icon_folders(self) -> tuple[str, ...]:
        """The folders of the site's own icons, which the extension for emoji inserts: relative to where it runs."""
        options = (self._configs.get("pymdownx.emoji") or {}).get("options") or {}
        return tuple(options.get("custom_icons") or ())

    def read(self, path: str, data: bytes) -> Report:
        """Read one file."""
        return self._steps.read(path, data)

    def read_body(self, source: Source, fields: Fields, problems: Sequence[Problem] = ()) -> Report:
        """Read what is below the front matter: sections, and the timeline and action items in them."""
        return self._steps.read_body(source, fields, problems)

    @cached_property
    def _steps(self) -> Steps:
        from mkdocs_postmortems.read.steps import Steps

        return Steps(self.settings, self._extensions, self._configs)
