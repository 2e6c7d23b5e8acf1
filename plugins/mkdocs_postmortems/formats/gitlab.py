"""Findings as a GitLab Code Quality report, a part of the Code Climate format.

See https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter

from mkdocs_postmortems.diagnostics import Level, fingerprint
from mkdocs_postmortems.formats.findings import Findings, message_with_help, visible

_SEVERITIES = {Level.ERROR: "major", Level.WARNING: "minor", Level.HINT: "info"}


def write(findings: Findings) -> str:
    """Return a JSON list. GitLab compares fingerprints between runs: they are unique, and do not depend on lines."""
    seen: Counter[str] = Counter()
    entries = []
    for diagnostic in findings.diagnostics:
        base = f"{diagnostic.path}\0{fingerprint(diagnostic)}"
        unique = f"{base}\0{seen[base]}"
        seen[base] += 1
        entries.append(
            {
                "description": message_with_help(diagnostic),
                "check_name": diagnostic.rule,
                "fingerprint": hashlib.sha256(unique.encode("utf-8", "surrogatepass")).hexdigest(),
                "severity": _SEVERITIES[diagnostic.level],
                "location": {"path": visible(diagnostic.path), "lines": {"begin": diagnostic.line}},
            }
        )
    return json.dumps(entries, indent=2) + "\n"
