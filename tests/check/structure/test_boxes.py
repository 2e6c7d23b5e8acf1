"""Admonitions that do not come out as meant are reported, and no others."""

from __future__ import annotations

import pytest

from tests.tables import all_cases


@all_cases(
    ("text", "row", "column", "help"),
    [
        ("!!! warning\nIt is slow.", 1, 1, "indent it by 4 spaces"),
        ("!!! warning\n  It is slow.", 1, 3, "indent it by 4 spaces"),
        ('??? note "Why"\nIt is slow.', 1, 1, "indent it by 4 spaces"),
        ("!!! note\n\nIt is slow.", 0, 1, "indent its text by 4 spaces"),
        ("!!! note\n### Slow", 0, 1, "indent its text by 4 spaces"),
        ("!!! note\n!!! tip\n    It is slow.", 0, 1, "indent its text by 4 spaces"),
        ("- a\n\n    !!! note\n\n    It is slow.", 2, 5, "indent its text by 8 spaces"),
        ("> !!! note\n> It is slow.", 1, 3, "indent it by 4 spaces"),
        ('!!! note "Why\n\n    It is slow.', 0, 1, 'write !!! note "Why"'),
        ("!!! note 'Why'\n\n    It is slow.", 0, 1, 'write !!! note "Why"'),
        ("!!! note “Why”\n\n    It is slow.", 0, 1, 'write !!! note "Why"'),
        ('!!! "Why"\n\n    It is slow.', 0, 1, 'write !!! note "Why"'),
        ("!!! note: Why\n\n    It is slow.", 0, 1, 'write !!! note "Why"'),
        ("!!! note Why it was slow\n\n    It is slow.", 0, 1, 'write !!! note "Why it was slow"'),
        ('!!! note ✅ "Why"\n\n    It is slow.', 0, 1, 'write !!! note "✅ Why"'),
        ("> !!! note Why a > b\n>\n>     It is slow.", 0, 3, 'write !!! note "Why a > b"'),
        ('!!!  note "Why"\n\n    It is slow.', 0, 1, 'write !!! note "Why"'),
        ("-\ta\n\n\t!!! note\tWhy so: slow\n\n\t\tIt is slow.", 2, 2, 'write !!! note "Why so: slow"'),
        ("!!! Error 500 was shown", 0, 1, "remove !!!, or write the text below, indented by 4 spaces"),
        ("??? what was this", 0, 1, "remove ???, or write the text below, indented by 4 spaces"),
        ('=== "Before"\nIt was slow.', 1, 1, "indent it by 4 spaces"),
        ('=== "Before"\n\n```\nslow\n```', 0, 1, "indent its text by 4 spaces"),
        ('=== "Before"\n=== "After"\n\n    It is fast.', 0, 1, "indent its text by 4 spaces"),
        ('==="Before"\n\n    It was slow.', 0, 1, 'write === "Before"'),
        ("=== “Before”\n\n    It was slow.", 0, 1, 'write === "Before"'),
        ("===+ 'Before'\n\n    It was slow.", 0, 1, 'write ===+ "Before"'),
    ],
)
def test_a_broken_block(make, diagnose, text, row, column, help):
    """At the line that has to be changed, with what to write."""
    report = make("Nobody could sign in for an hour.", text)
    first = report.source.lines.index(text.split("\n")[0]) + 1
    (found,) = [each for each in diagnose(report) if each.rule == "broken-block"]
    assert (found.line, found.column, found.help) == (first + row, column, help)


@pytest.mark.parametrize(
    "text",
    [
        "!!! note\n\n    It is slow.",
        "!!! note\n    It is slow.",
        "!!! note\n\tIt is slow.",
        '!!! note "Why"',
        '!!! note inline end "Why"\n\n    It is slow.',
        '??? "Why"\n\n    It is slow.',
        "???+ example\n\n    It is slow.",
        "!!! note custom\n\n    It is slow.",
        "!!! note my-own of-this-site\n\n    It is slow.",
        '!!! note "The "slow" index"\n\n    It is slow.',
        '??? note "The "slow" index"\n\n    It is slow.',
        "!!! note\n\n\n    It is slow.",
        "- a\n\n    !!! note\n\n        It is slow.",
        "> !!! note\n>\n>     It is slow.",
        "!!! internal\n\n    It is slow.",
        "```\n!!! note\nIt is slow.\n```",
        "!!! It was down !!!",
        '=== "Before"\n\n    It was slow.\n\n===! "After"\n    It is fast.',
        '- a\n\n    === "Before"\n\n        It was slow.',
        '`=== "Before"`, and x === "y"',
        '```\n=== "Before"\n```',
        "Slow\n===",
        "Why!!! note that",
    ],
)
def test_other_text_is_silent(make, check, text):
    """Sound blocks, exclamations, and code."""
    assert check("broken-block", make("Nobody could sign in for an hour.", text)) == []
