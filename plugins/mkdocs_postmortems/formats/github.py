"""Findings as GitHub's workflow commands, which become annotations at their lines of a change.

See https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands.
"""

from __future__ import annotations

from mkdocs_postmortems.diagnostics import Diagnostic, Level
from mkdocs_postmortems.formats.findings import Findings, visible

_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.HINT: "notice"}


def write(findings: Findings) -> str:
    """Return one command per line."""
    return "".join(_command(diagnostic) + "\n" for diagnostic in findings.diagnostics)


def _command(diagnostic: Diagnostic) -> str:
    """Return the command. Its text begins with the place: GitHub's log shows the text alone, without properties."""
    properties = {
        "file": diagnostic.path,
        "line": str(diagnostic.line),
        "col": str(diagnostic.column),
        "title": diagnostic.rule,
    }
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    place = f"{diagnostic.path}:{diagnostic.line}:{diagnostic.column}"
    help = f"%0A{_data(diagnostic.help)}" if diagnostic.help else ""
    return f"::{_COMMANDS[diagnostic.level]} {written}::{_data(place)}: {_data(diagnostic.message)}{help}"


def _data(text: str) -> str:
    """Escape the text after the second ``::``: a line break would end the command, and ``%`` begins an escape."""
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escape a property before the second ``::``, which a colon or a comma would end, too."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
