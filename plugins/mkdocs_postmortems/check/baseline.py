"""The baseline: findings that an archive had when it adopted the check, and that are let be.

Comes in: the file's text, from ``project``, and diagnostics. Goes out: the diagnostics that are new, or the text of a
baseline that holds them all. A finding is known by its rule, its message and its line's text, not by the line's number,
so that it stays known while the file changes around it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from mkdocs_postmortems.check.rules import GUARDS
from mkdocs_postmortems.diagnostics import Diagnostic, fingerprint

Baseline = Mapping[str, Mapping[str, int]]
"""For each path how often each fingerprint is let be."""


def read_baseline(text: str) -> Baseline:
    """Read a baseline file. Raises ``ValueError`` where it is none."""
    data = json.loads(text)
    if not isinstance(data, dict) or data.get("version") != 1 or not isinstance(data.get("files"), dict):
        raise ValueError("this is no baseline of this version")
    return {
        str(path): {str(print): int(count) for rules in files.values() for print, count in rules.items()}
        for path, files in data["files"].items()
    }


def write_baseline(
    diagnostics: Iterable[Diagnostic], earlier: str | None = None, paths: Collection[str] = frozenset()
) -> str:
    """A baseline that holds these findings: JSON, sorted, so that its changes are seen in a review.

    What an ``earlier`` one, a file's text, holds of files that are not at ``paths`` stays. Raises ``ValueError`` where
    that is no baseline.
    """
    files: dict[str, dict[str, dict[str, int]]] = {}
    if earlier is not None:
        read_baseline(earlier)
        files = {path: rules for path, rules in json.loads(earlier)["files"].items() if path not in paths}
    for diagnostic in diagnostics:
        if diagnostic.rule in GUARDS:
            continue
        prints = files.setdefault(diagnostic.path, {}).setdefault(diagnostic.rule, {})
        print = fingerprint(diagnostic)
        prints[print] = prints.get(print, 0) + 1
    return json.dumps({"version": 1, "files": files}, indent=2, sort_keys=True) + "\n"


def without_known(diagnostics: Iterable[Diagnostic], baseline: Baseline) -> tuple[Diagnostic, ...]:
    """The findings that the baseline does not hold. Of doubled ones as many are let be as it counts."""
    left = {path: Counter(prints) for path, prints in baseline.items()}
    new = []
    for diagnostic in diagnostics:
        known = left.get(diagnostic.path)
        print = fingerprint(diagnostic) if known else ""
        if known and known[print] > 0 and diagnostic.rule not in GUARDS:
            known[print] -= 1
        else:
            new.append(diagnostic)
    return tuple(new)
