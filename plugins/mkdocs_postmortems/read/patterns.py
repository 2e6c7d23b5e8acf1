"""Regular expressions that are compiled on first use.

Takes the arguments of ``re.compile`` and returns its equivalent. Checking one report uses half of all expressions, and
compiling the other half takes longer than reading the report.
"""

from __future__ import annotations

import re
from typing import Any, cast

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
)
"""Letters, for a character class, of languages that put no spaces between words, or none before endings: Thai, Lao,
Burmese, Khmer, Japanese, Chinese, Korean. A word in another script ends where one of them begins."""

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
