"""An expression that is compiled late is the same as one compiled at once."""

from __future__ import annotations

import re
from unittest.mock import patch

import pytest

from mkdocs_postmortems.read.patterns import pattern


def test_nothing_is_compiled_before_it_is_used() -> None:
    """And then only once."""
    with patch.object(re, "compile", wraps=re.compile) as compile:
        late = pattern(r"a(\d)", re.IGNORECASE)
        assert (late.pattern, compile.call_count) == (r"a(\d)", 0)
        for _ in range(3):
            assert late.findall("A1 a2") == ["1", "2"]
            assert late.sub("x", "A1") == "x"
    assert compile.call_count == 1


def test_it_finds_what_the_other_finds() -> None:
    """With each method and attribute, and all their arguments."""
    late, other = pattern(r"(?P<of>b)|c"), re.compile(r"(?P<of>b)|c")
    for name, given in {
        **dict.fromkeys(("search", "match", "fullmatch", "split", "findall"), ("abcb",)),
        "sub": ("-", "abcb", 1),
        "subn": ("-", "abcb"),
    }.items():
        assert repr(getattr(late, name)(*given)) == repr(getattr(other, name)(*given))
    assert [each.span() for each in late.finditer("abcb", 2)] == [each.span() for each in other.finditer("abcb", 2)]
    assert (late.groups, late.groupindex) == (other.groups, other.groupindex)


def test_a_mistake_is_raised_when_it_is_used() -> None:
    late = pattern("(")
    with pytest.raises(re.error):
        late.search("x")
