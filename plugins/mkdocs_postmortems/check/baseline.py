"""The baseline: accepted findings, which an archive already had when it adopted the check.

``read_baseline`` parses the file that ``project`` reads, ``without_known`` filters out the accepted diagnostics, and
``write_baseline`` makes the text of a new file. A finding is recognized by its rule, its message and the text of its
line, not by the line's number, so it stays accepted while the file changes around it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Literal

from msgspec import MsgspecError, Struct
from msgspec.json import decode

from mkdocs_postmortems.check.rules import find_rule
from mkdocs_postmortems.diagnostics import Diagnostic, fingerprint

Baseline = Mapping[str, Mapping[str, int]]
"""For each path, how many findings of each fingerprint are accepted."""


class _File(Struct):
    """A baseline file. For each path and each rule, it has the number of findings of each fingerprint."""

    version: Literal[1]
    files: dict[str, dict[str, dict[str, int]]]


def read_baseline(text: str) -> Baseline:
    """Return the content of a baseline file. Raises ``ValueError`` if it is not one."""
    return {
        path: {print: count for prints in rules.values() for print, count in prints.items()}
        for path, rules in _parse(text).files.items()
    }


def _parse(text: str) -> _File:
    try:
        return decode(text, type=_File)
    except MsgspecError as error:
        raise ValueError(str(error)) from error


def write_baseline(
    diagnostics: Iterable[Diagnostic], earlier: str | None = None, paths: Collection[str] = frozenset()
) -> str:
    """Return a baseline that accepts these findings, as sorted JSON, so that a review shows its changes.

    It leaves out those that no baseline may accept. Entries of an ``earlier`` baseline, given as its text, are kept for
    files that are not in ``paths``. Raises ``ValueError`` if the earlier text is not a baseline.
    """
    files: dict[str, dict[str, dict[str, int]]] = {}
    if earlier is not None:
        files = {path: rules for path, rules in _parse(earlier).files.items() if path not in paths}
    for diagnostic in diagnostics:
        if not find_rule(diagnostic.rule).can_be_accepted:
            continue
        prints = files.setdefault(diagnostic.path, {}).setdefault(diagnostic.rule, {})
        print = fingerprint(diagnostic)
        prints[print] = prints.get(print, 0) + 1
    return json.dumps({"version": 1, "files": files}, indent=2, sort_keys=True) + "\n"


def without_known(diagnostics: Iterable[Diagnostic], baseline: Baseline) -> tuple[Diagnostic, ...]:
    """Return the findings that the baseline does not accept; of equal ones it accepts as many as it counts."""
    left = {path: Counter(prints) for path, prints in baseline.items()}
    new = []
    for diagnostic in diagnostics:
        known = left.get(diagnostic.path)
        print = fingerprint(diagnostic) if known else ""
        if known and known[print] > 0 and find_rule(diagnostic.rule).can_be_accepted:
            known[print] -= 1
        else:
            new.append(diagnostic)
    return tuple(new)
