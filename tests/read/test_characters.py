"""Control characters are replaced and reported; what hides or reverses text is reported; ordinary writing is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.read.characters import (
    REPLACEMENT,
    find_controls,
    find_hidden,
    is_visible,
    replace_controls,
    strip_hidden,
)
from tests.tables import all_cases


@all_cases(
    "character",
    [
        *("\x00", "\x01", "\x02", "\x03", "\x08", "\x0b", "\x0c", "\x1b", "\x1f", "\x7f", "\x85", "\x9f"),
        *("\u2028", "\u2029", "\ufdd0", "\ufffe", "\uffff", "\U0001fffe", "\U0010ffff", "\ud800", "\udfff"),
    ],
)
def test_control_characters_are_reported_and_replaced(character: str) -> None:
    """Whatever XML, YAML or Python-Markdown cannot contain is reported in place and becomes U+FFFD."""
    (problem,) = find_controls(f"fine\nab{character}c")
    assert (problem.rule, problem.line, problem.column) == ("control-char", 2, 3)
    assert f"U+{ord(character):04X}" in problem.message
    assert replace_controls(f"ab{character}c") == f"ab{REPLACEMENT}c"


@pytest.mark.parametrize("text", ["tab\tand\nline", "é", "\u00a0", "\ue000 icon", "\U0001f525", "日本"])
def test_other_characters_are_not_control_characters(text: str) -> None:
    """Tabs, line feeds, no-break spaces and private use stay as they are."""
    assert not list(find_controls(text))
    assert replace_controls(text) == text


@pytest.mark.parametrize("character", ["\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_a_control_character_that_ends_a_line_is_not_just_deleted(character: str) -> None:
    """The words around it would be one."""
    assert [each.help for each in find_controls(f"a{character}b")] == ["replace it with a line break or a space"]
    assert [each.help for each in find_controls("a\x07b")] == ["delete it"]


def test_controls_of_one_line_are_one_finding() -> None:
    """A pasted terminal log does not drown the rest."""
    (problem,) = find_controls("\x1b[31mred\x1b[0m")
    assert "1 more" in problem.message


def test_many_lines_with_controls_end_in_a_count() -> None:
    """A binary file does not yield a finding for each of its lines."""
    problems = list(find_controls("\x00\n" * 5000))
    assert len(problems) == 101
    assert problems[-1].message.startswith("4900 more lines")


@all_cases(
    ("text", "column"),
    [
        ("Outage \u202egnp.exe", 8),
        ("\u202dabc\u202c", 1),
        ("safe \u2066 text", 6),
        ("\u2067a\u2066b\u2069", 1),
        ("open \u202a embedding", 6),
        ("closes \u2069 nothing", 8),
        ("visib\u200bility", 6),
        ("a\u200db", 2),
        ("word\u2060", 5),
        ("\ufefftwice", 1),
        ("a\U000e0041\U000e0042", 2),
        ("a\ufe00\ufe01", 2),
        ("\u3164", 1),
        ("user\u115fname", 5),
        ("user\u1160", 5),
        ("user\u2800name", 5),
        ("\u2800", 1),
        ("user\u034fname", 5),
        ("user\u17b4name", 5),
        ("user\u180bname", 5),
        ("user\U0001d173name", 5),
        ("user\u200ename", 5),
        ("user\u200fname", 5),
    ],
)
def test_hidden_and_reversed_text_is_reported(text: str, column: int) -> None:
    """Overrides, unbalanced isolates and invisible characters, each at its column."""
    problems = list(find_hidden(text))
    assert [problem.rule for problem in problems] == ["bidi-control"] * len(problems)
    assert problems[0].column == column


def test_many_hidden_characters_end_after_a_hundred() -> None:
    """Nobody fixes a text full of them one by one; it is scanned once."""
    assert len(list(find_hidden("a\u200b" * 20_000))) == 100
    assert len(list(find_hidden("\u202e\n" * 5000))) == 100


def test_invisible_characters_in_a_row_are_reported_once() -> None:
    """Whole sentences can be written in them."""
    (problem,) = find_hidden("Logins" + "\U000e0041" * 40)
    assert problem.column == 7
    assert "the next 39" in problem.message


@pytest.mark.parametrize(
    "text",
    [
        "انقطاع خدمة المصادقة",
        "\u2067שלום\u2069 world",
        "\u202bשלום\u202c world",
        "\u200fשלום\u200e",
        "می\u200cخواهم",
        "क\u094d\u200dष",
        "\U0001f469\u200d\U0001f4bb",
        "\u2764\ufe0f 1\ufe0f\u20e3",
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "葛\U000e0100城",
        "Cafe\u0301",
        "Donau\u00addampf",
        "\u2800\u2803\u2800\u2815\u2800",
        "\u1100\u1160\u11a8",
        "\u05e9\u034f\u05bc",
    ],
)
def test_ordinary_writing_is_left_alone(text: str) -> None:
    """Right-to-left text, joiners between letters that need them, emoji and variants yield nothing."""
    assert not list(find_hidden(text))


@pytest.mark.parametrize(
    "text", ["", " ", "\u200b", "\u2060\ufeff", "\u3164", "\u2800", "\u034f", "\ufe0f", "\u00a0\u3000", "\x00"]
)
def test_text_without_ink_is_invisible(text: str) -> None:
    """Spaces, joiners, fillers and lone selectors show nothing."""
    assert not is_visible(text)


@pytest.mark.parametrize("text", ["a", "日", "?", "\U0001f525", "+", "\u200ba"])
def test_text_with_ink_is_visible(text: str) -> None:
    """One letter, sign or picture is enough."""
    assert is_visible(text)


def test_strip_hidden_leaves_what_is_seen() -> None:
    """Two texts that look alike become alike."""
    assert strip_hidden("visib\u200bility\ufe0f") == "visibility"


@given(st.text(alphabet=st.characters()))
def test_replaced_text_has_no_controls_and_keeps_its_length(text: str) -> None:
    """Columns stay right, and a second search finds nothing."""
    replaced = replace_controls(text)
    assert len(replaced) == len(text)
    assert not list(find_controls(replaced))


def test_a_run_of_the_same_character_is_reported_once() -> None:
    """With its length."""
    found = list(find_hidden("a\u202e\u202e\u202eb\u202e\n\u2066\u2066c"))
    assert [(each.line, each.column) for each in found] == [(1, 2), (1, 6), (2, 1)]
    assert found[0].message.endswith("like the next 2")
    assert found[2].message.endswith("like the next")
