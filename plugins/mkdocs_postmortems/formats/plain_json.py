"""Findings as the project's own JSON; ``findings.schema.json`` beside this file is its schema."""

from __future__ import annotations

import json
from typing import Any

from msgspec.structs import asdict

from mkdocs_postmortems.diagnostics import Diagnostic
from mkdocs_postmortems.formats.findings import Findings, visible


def write(findings: Findings) -> str:
    """Return a JSON object with ``version``, ``findings`` and ``summary``."""
    data = {
        "version": 1,
        "findings": [_finding(diagnostic) for diagnostic in findings.diagnostics],
        "summary": asdict(findings.summary),
    }
    return json.dumps(data, indent=2) + "\n"


def schema() -> str:
    """Return the JSON Schema of the output of ``write``."""
    from importlib.resources import files  # late: this import takes longer than all others here

    return files(__package__).joinpath("findings.schema.json").read_text("utf-8")


def _finding(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "path": visible(diagnostic.path),
        "line": diagnostic.line,
        "column": diagnostic.column,
        "rule": diagnostic.rule,
        "level": diagnostic.level,
        "message": visible(diagnostic.message),
        "help": visible(diagnostic.help),
    }
