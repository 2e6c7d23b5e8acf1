"""A rule of the comments that silence rules: they name rules that there are."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from mkdocs_postmortems.check.subject import Finding, Subject


def find_unknown(subject: Subject) -> Iterator[Finding]:
    """``unknown-ignore``"""
    for silence in subject.silences:
        for name in silence.rules:
            if name in subject.rule_names:
                continue
            near = difflib.get_close_matches(name, sorted(subject.rule_names), 1)
            yield Finding(
                f"there is no rule {name!r} to ignore",
                silence.line,
                silence.column,
                f"did you mean {near[0]!r}?" if near else "`postmortems rules` lists them all",
            )
