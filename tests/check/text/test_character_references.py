"""A reference to a character is judged as the character that the page then contains."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("written", "line", "column", "message"),
    [
        ("a &#27;[31m b", 31, 3, "U+001B (escape, as in a terminal's colour codes) is a control character"),
        ("a &#x0000000b; b", 31, 3, "U+000B (vertical tab) is a control character"),
        ("## A &#0; b", 31, 6, "U+0000 (null) is a control character"),
        ("- 15:00 a &#xFFFE; &#8; b", 31, 11, "U+FFFE is a control character, and 1 more on this line"),
        ("a\n\n!!! note\n\n    b &#8232; c", 35, 7, "U+2028 (line separator) is a control character"),
    ],
)
def test_a_reference_to_a_control_character_is_an_error(make, diagnose, written, line, column, message):
    """Feeds may not contain them, and terminals obey them."""
    (found,) = [each for each in diagnose(make(new=f"\n{written}\n")) if each.rule == "control-char"]
    assert (found.line, found.column, found.message) == (line, column, message)


@pytest.mark.parametrize(
    ("written", "column"),
    [("a &#x202e;b", 3), ("a &#8238;b&#8236; c", 3), ("é &#8294;b", 3), ("a &#X2066;b&#X2069; &rlm; &#x202A;c", 27)],
)
def test_a_reference_that_changes_the_direction_of_text_is_a_warning(make, diagnose, written, column):
    """As if the character itself were there."""
    found = [each for each in diagnose(make(new=f"\n{written}\n")) if each.rule == "bidi-control"]
    assert [(each.line, each.column, each.level) for each in found] == [(31, column, "warning")]


@pytest.mark.parametrize(
    "written",
    [
        "&lt;b&gt; &amp; &nbsp; &#160; &shy; &#38;#27; &notaname; &#27 &#; &#x; &AMP",
        "a&#13;b&#10;c&#9;d &#150; &#x96; &#99999999; &#x110000;",
        "&zwj;&zwnj;&ZeroWidthSpace; @&#8203;name, a_long&#8203;_name, &NoBreak; &lrm; &rlm;",
        "a &#x2067;b&#x2069; c",
        "`&#27;` and <!-- &#27; -->\n\n```\n&#x202e;\n```",
    ],
)
def test_other_references_and_those_in_code_are_silent(make, check, written):
    """A place for a line break is there on purpose, and code shows a reference as it is written."""
    assert check("control-char", make(new=f"\n{written}\n")) == []
    assert check("bidi-control", make(new=f"\n{written}\n")) == []
