"""Findings as SARIF 2.1.0, which GitHub's code scanning and several editors read.

See https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html.
"""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

from mkdocs_postmortems.diagnostics import Diagnostic, Level, fingerprint
from mkdocs_postmortems.formats.findings import Findings, visible

_LINK = re.compile(r"\[([^\[\]]+)\]\((?:\.\./)?[a-z-]+\.md(?:#[\w-]*)?\)")
"""A link to another page of the guide. Those in examples lead to reports, whose names begin with a date."""
_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.HINT: "note"}


def write(findings: Findings) -> str:
    """Return a SARIF log with one run."""
    names = sorted({diagnostic.rule for diagnostic in findings.diagnostics})
    driver = {
        "name": "postmortems",
        "version": findings.version,
        "rules": [_rule(name, findings) for name in names],
    }
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "results": [_result(diagnostic, names) for diagnostic in findings.diagnostics],
            }
        ],
    }
    return json.dumps(log, indent=2) + "\n"


def _rule(name: str, findings: Findings) -> dict[str, Any]:
    """Describe a rule. Code scanning shows the help beside each finding, where no link of the page would work."""
    page = _LINK.sub(r"\1", findings.page_of(name))
    return {
        "id": name,
        "shortDescription": {"text": findings.rules.get(name) or name},
        "help": {"text": page, "markdown": page},
    }


def _result(diagnostic: Diagnostic, names: list[str]) -> dict[str, Any]:
    help = f"\nhelp: {visible(diagnostic.help)}" if diagnostic.help else ""
    place = {
        "artifactLocation": {"uri": quote(diagnostic.path, errors="backslashreplace")},
        "region": {"startLine": diagnostic.line, "startColumn": diagnostic.column},
    }
    return {
        "ruleId": diagnostic.rule,
        "ruleIndex": names.index(diagnostic.rule),
        "level": _LEVELS[diagnostic.level],
        "message": {"text": visible(diagnostic.message) + help},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"postmortems/v1": fingerprint(diagnostic)},
    }
