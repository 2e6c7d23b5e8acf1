"""Findings in reviewdog's diagnostic format. reviewdog posts them as comments on a change.

See https://github.com/reviewdog/reviewdog/tree/master/proto/rdf.
"""

from __future__ import annotations

import json
from typing import Any

from mkdocs_postmortems.diagnostics import Diagnostic, Level
from mkdocs_postmortems.formats.findings import Findings, message_with_help, visible

_SEVERITIES = {Level.ERROR: "ERROR", Level.WARNING: "WARNING", Level.HINT: "INFO"}


def write(findings: Findings) -> str:
    """Return one ``DiagnosticResult`` as JSON."""
    result = {
        "source": {"name": "postmortems"},
        "diagnostics": [_diagnostic(diagnostic) for diagnostic in findings.diagnostics],
    }
    return json.dumps(result, indent=2) + "\n"


def _diagnostic(diagnostic: Diagnostic) -> dict[str, Any]:
    before = diagnostic.text[: diagnostic.column - 1]
    # This format counts bytes of UTF-8. If the line's text is not known, the number of characters is the best guess.
    column = len(before.encode("utf-8", "surrogatepass")) + 1 if before else diagnostic.column
    return {
        "message": message_with_help(diagnostic),
        "location": {
            "path": visible(diagnostic.path),
            "range": {"start": {"line": diagnostic.line, "column": column}},
        },
        "severity": _SEVERITIES[diagnostic.level],
        "code": {"value": diagnostic.rule},
    }
