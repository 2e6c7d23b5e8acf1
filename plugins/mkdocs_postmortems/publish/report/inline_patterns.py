"""Markdown's inline patterns, skipped in texts that lack a character which they need.

``ScreenedInlineProcessor`` replaces the processor of the same name in a ``Markdown``. Created by ``markdown``.

Python-Markdown searches each text for each pattern, such as code in backticks. Every match of most patterns contains
a sign, such as a backtick, and most texts contain few signs. So most searches can be left out, which saves a quarter
of the time that Markdown takes. The signs are read from the patterns themselves, including those of a site's own
extensions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor as InlinePattern
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

try:
    from re import _constants as op  # type: ignore[attr-defined]
    from re import _parser  # type: ignore[attr-defined]
except ImportError:  # they are private; without them, all texts are searched for all patterns
    _parser = None


class ScreenedInlineProcessor(InlineProcessor):
    """Applies the patterns in order, as its base class does, whose private method it replaces.

    If the code of a pattern fails, its marks stay in the text as written. Some texts without a meaning, such as
    ``***^*^*a``, make pymdown-extensions 12.3 raise an ``IndexError``, and one of them would end the whole build.
    """

    def __init__(self, markdown: Markdown) -> None:
        """``markdown`` has all its patterns."""
        super().__init__(markdown)
        self._screened = [(pattern, _screen(pattern)) for pattern in markdown.inlinePatterns]

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:
        """Return the text with a placeholder for each match of the patterns from ``patternIndex`` on."""
        if isinstance(data, AtomicString):
            return data
        for number, (pattern, signs) in enumerate(self._screened[patternIndex:], patternIndex):
            matched, start = True, 0
            while matched and (signs is None or signs.search(data, start)):
                try:
                    data, matched, start = self._InlineProcessor__applyPattern(pattern, data, number, start)  # type: ignore[attr-defined]
                except Exception:  # any, as it is the code of any extension
                    break
        return data


def _screen(pattern: Any) -> re.Pattern[str] | None:
    """Return an expression that finds a sign which each match of a pattern contains, or ``None`` if there is none."""
    if _parser is None or not isinstance(pattern, InlinePattern):
        return None
    expression = pattern.getCompiledRegExp()
    signs = needed_signs(expression)
    return re.compile("|".join(map(re.escape, sorted(signs)))) if signs else None


def needed_signs(expression: re.Pattern[str]) -> frozenset[str]:
    """Return ASCII signs of which each match of an expression contains one, or none if that cannot be said."""
    return _signs_of_sequence(_parser.parse(expression.pattern, expression.flags))


def _signs_of_sequence(parts: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    found = [signs for part in parts if (signs := _signs(*part))]
    return min(found, key=len, default=frozenset())


def _signs(kind: Any, value: Any) -> frozenset[str]:
    """Return the signs for one part of a parsed expression. A lookbehind has none, as it sees the text before."""
    if kind is op.LITERAL:
        return _usable([value])
    if kind is op.IN and all(inner is op.LITERAL for inner, _ in value):
        return _usable(code for _, code in value)
    if kind is op.BRANCH:
        branches = [_signs_of_sequence(branch) for branch in value[-1]]
        return frozenset().union(*branches) if all(branches) else frozenset()
    if kind is op.ATOMIC_GROUP:
        return _signs_of_sequence(value)
    is_repeated = kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT) and value[0] > 0
    is_ahead = kind is op.ASSERT and value[0] > 0
    return _signs_of_sequence(value[-1]) if kind is op.SUBPATTERN or is_repeated or is_ahead else frozenset()


def _usable(codes: Iterable[int]) -> frozenset[str]:
    """Return the characters, or none if one of them has an upper case, or is a space."""
    signs = frozenset(map(chr, codes))
    return frozenset() if any(sign.isalnum() or sign == " " or not sign.isascii() for sign in signs) else signs
