"""Footnotes, link targets and abbreviations that are defined twice are reported: the page shows one text only."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("a[^1] b[^1]\n\n[^1]: one\n[^1]: two", "[^1]"),
        ("a[^1]\n\n[^1]: one\n\n    and more\n\nb\n\n[^1]: one", "[^1]"),
        ("[a] and [A]\n\n[a]: https://example.org/1\n[A]: https://example.org/2", "[A]"),
        ("An API\n\n*[API]: one\n*[API]: two", "*[API]"),
        ("> a[^1]\n>\n> [^1]: one\n\n[^1]: two", "[^1]"),
    ],
)
def test_a_definition_with_another_text_is_reported(make, check, text, mark):
    """At the second one, with the line of the first."""
    report = make(new=f"\n{text}\n")
    numbers = [at for at, line in enumerate(report.source.lines, 1) if mark.lower() + ":" in line.lower()]
    message = f"{mark} is already defined on line {numbers[0]}, and the page shows only this text"
    assert check("duplicate-definition", report) == [f"{numbers[1]}: {message}"]


@pytest.mark.parametrize(
    "text",
    [
        "a[^1] b[^2]\n\n[^1]: one\n[^2]: one",
        "[a]\n\n[a]: https://example.org\n[A]:  https://example.org",
        "[//]: # (one)\n[//]: # (two)\n[comment]: <> (one)\n[comment]: <> (two)",
        "```\n[^1]: one\n[^1]: two\n```",
        "a[^1]\n\n<!--\n[^1]: one\n-->\n\n[^1]: two",
        "[^a]: one\n[^A]: two",
        "[INFO]: it began to run\n[INFO]: it ended",
    ],
)
def test_what_defines_nothing_twice_is_silent(make, check, text):
    """The same text again, comments, code, and text in brackets."""
    assert check("duplicate-definition", make(new=f"\n{text}\n")) == []
