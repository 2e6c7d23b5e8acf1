"""Regular expressions that are compiled when they are first used.

Comes in: what ``re.compile`` takes. Goes out: what it gives. A check of one report uses half of all expressions, and
compiling the other half takes longer than reading the report.
"""

from __future__ import annotations

import re
from typing import Any, cast

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
)
"""Letters, for a set in an expression, of languages that put no blanks between words, or none before their endings:
Thai, Lao, Burmese, Khmer, Japanese, Chinese, Korean. What is written in others ends where one of them begins."""

_METHODS = ("search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn")


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """The expression. ``text`` is looked at when it is first used, so a mistake in it is raised there."""
    return cast("re.Pattern[str]", _Pattern(text, flags))


class _Pattern:
    """Becomes, at its first use, as quick as what it stands for: from then on it has that one's own methods."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self.flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern, self.flags)
        for each in _METHODS:
            setattr(self, each, getattr(compiled, each))
        return getattr(compiled, name)
