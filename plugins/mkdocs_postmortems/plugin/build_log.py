"""Write findings, progress and what is odd about a site into MkDocs' log. Called by ``hooks`` and ``finished_site``."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.utils import CountHandler

from mkdocs_postmortems.diagnostics import Diagnostic, Level, counted
from mkdocs_postmortems.plugin.configuration import is_material, project_folder
from mkdocs_postmortems.progress import Progress
from mkdocs_postmortems.settings import Settings
from mkdocs_postmortems.workers import OnProgress, silent

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

log = logging.getLogger("mkdocs.plugins.postmortems")

_LOG_LEVELS = {Level.WARNING: logging.WARNING, Level.HINT: logging.INFO}


_NOT_MATERIAL = (
    "the theme %r has no styles for the archive's pages, which are made for Material: set theme: {name: material}, or "
    "use a theme made from it"
)
_NO_SOURCE = "source: there is no folder %r, so the archive is empty; create it, or correct the setting"


def log_oddities(config: MkDocsConfig, settings: Settings) -> None:
    """Log what is odd about the site, but does not keep the archive from being built."""
    if not is_material(config.theme):
        log.warning(_NOT_MATERIAL, config.theme.name or Path(config.theme.dirs[0]).name)
    if not os.path.isdir(project_folder(config).root / settings.source):  # noqa: PTH112  # False if unreadable
        is_default = settings.source == Settings().source  # which a new site need not have yet
        log.log(logging.INFO if is_default else logging.WARNING, _NO_SOURCE, settings.source)


def log_findings(diagnostics: Iterable[Diagnostic], strict: bool) -> str:
    """Log every finding. Those that stop the build are logged as errors, which are shown even under ``-q``.

    Returns the message to stop with, or "" if nothing stops the build.
    """
    counts = dict.fromkeys(Level, 0)
    for finding in diagnostics:
        counts[finding.level] += 1
        stops = finding.level is Level.ERROR or (strict and finding.level is Level.WARNING)
        text = f"{finding.path}:{finding.line}:{finding.column}: {finding.level}[{finding.rule}] {finding.message}"
        log.log(
            logging.ERROR if stops else _LOG_LEVELS[finding.level],
            text + (f"\n   help: {finding.help}" if finding.help else ""),
        )
    errors, warnings = counts[Level.ERROR], counts[Level.WARNING] if strict else 0
    stopping = [counted(number, what) for number, what in ((errors, "error"), (warnings, "warning")) if number]
    if stopping:
        how = ", in strict mode" if strict and not errors else ""
        return f"{' and '.join(stopping)} in the postmortems{how}: nothing was built"
    return ""


def has_warnings() -> bool:
    """Return whether MkDocs will stop this build because of warnings, which it counts only in strict mode."""
    handlers = logging.getLogger("mkdocs").handlers
    return any(handler.get_counts() for handler in handlers if isinstance(handler, CountHandler))


def progress(name: str) -> OnProgress:
    """Return a callback that shows the progress of a task, or one that shows nothing under ``--quiet``."""
    return Progress(name, sys.stderr, log.info) if log.isEnabledFor(logging.INFO) else silent
