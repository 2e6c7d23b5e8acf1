"""Findings quote and count what they are about."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.diagnostics import counted, excerpt


@pytest.mark.parametrize(("length", "shown"), [(0, ""), (80, "x" * 80), (81, "x" * 79 + "…"), (9_000, "x" * 79 + "…")])
def test_a_long_text_is_quoted_in_part(length, shown):
    """A pasted page in a field would otherwise fill the terminal."""
    assert excerpt("x" * length) == shown


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0 reports"), (1, "1 report"), (2, "2 reports"), (1_000, "1,000 reports")]
)
def test_a_number_is_followed_by_what_it_counts(number, text):
    """In the singular for one, and with its thousands apart."""
    assert counted(number, "report") == text
