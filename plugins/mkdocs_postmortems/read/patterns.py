"""Regular expressions that are compiled on first use.

Takes the arguments of ``re.compile`` and returns its equivalent. Checking one report uses half of all expressions, and
compiling the other half takes longer than reading the report.
"""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn")


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """Return the expression. ``text`` is compiled on first use, so a mistake in it is raised only then."""
    return cast("re.Pattern[str]", _Pattern(text, flags))


class _Pattern:
    """Takes over the methods of the compiled expression on first use, and is as fast from then on."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self.flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern, self.flags)
        for each in _METHODS:
            setattr(self, each, getattr(compiled, each))
        return getattr(compiled, name)
