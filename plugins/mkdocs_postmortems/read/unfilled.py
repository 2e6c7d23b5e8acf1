"""Recognize placeholders for values that nobody has filled in yet: ``TBD``, ``[name]``, ``<owner>``, ``@TODO``.

Takes the value of an action item's detail, or of a field, and returns whether it is a placeholder. In prose the same
words may have a meaning; ``check.text.placeholders`` knows those that never do.
"""

from __future__ import annotations

import re

from mkdocs_postmortems.read.patterns import pattern

_MARKS = "*_`\"' "
_NOTHING = pattern(
    r"(?:[-–—?.\s]*|n/?a|none|nobody|no one|no owner|not (?:yet )?assigned|unassigned|unowned|offen"
    r"|未定|待定|待指定|待分配|待确认|未指定|未分配)$",
    re.IGNORECASE,
)
_NO_TIMES = frozenset({"ongoing", "open", "unknown", "unresolved", "pending", "in progress", "not yet", "never", "no"})
_SIGN = pattern(
    r"(?:tb[acd]|t\.b\.[acd]\.?|to-?do|fixme|x{2,}|changeme|placeholder|_{2,}"
    r"|to be (?:assigned|announced|confirmed|decided|defined|determined|named))(?!\w|-\w).*|yyyy\b.*",
    re.IGNORECASE | re.DOTALL,
)
_PROMPT = pattern(r"\[(?P<a>[^\[\]]*)\]|<(?P<b>[^<>]*)>|\{\{?(?P<c>[^{}]*)\}\}?|@(?P<d>\S*)")
"""A template's own words in brackets. If an address follows the brackets, they are a link."""
_WORDS = """
a an the your insert add enter fill in some someone of to be here owner owners name names team teams person people
assignee assignees dri who user username handle engineer lead responsible date day due deadline target when time
ticket tickets link url issue id number priority type mm dd title service services severity cause
担当者 名前 氏名 日付 期限
"""
_FORM_WORDS = frozenset(_WORDS.split())


def is_nothing(value: str) -> bool:
    """Return whether a value says that there is none: ``-``, ``n/a``, ``???``, ``nobody``."""
    return _NOTHING.match(value.strip("@[]<> ")) is not None


def is_unknown_time(value: str) -> bool:
    """Return whether the value of a field for a time says that there is none yet: ``ongoing``, ``TBD``."""
    return value.strip().casefold() in _NO_TIMES or is_nothing(value) or is_unfilled(value)


def is_unfilled(value: str) -> bool:
    """Return whether a value is a placeholder."""
    bare = value.strip(_MARKS)
    prompt = _PROMPT.fullmatch(bare)
    if prompt is None:
        return _SIGN.fullmatch(bare) is not None or (not bare and bool(value))
    inside = (prompt["a"] or prompt["b"] or prompt["c"] or prompt["d"] or "").strip(_MARKS)
    words = re.findall(r"[\w-]+" if prompt["d"] else r"\w+", inside.casefold())  # @name-service is a name
    return _SIGN.fullmatch(inside) is not None or _FORM_WORDS.issuperset(words)
