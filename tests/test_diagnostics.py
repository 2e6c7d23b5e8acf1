"""How findings quote texts and count things."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.diagnostics import counted, excerpt


@pytest.mark.parametrize(("length", "shown"), [(0, ""), (80, "x" * 80), (81, "x" * 79 + "…"), (9_000, "x" * 79 + "…")])
def test_a_long_text_is_quoted_in_part(length, shown):
    """Otherwise a page pasted into a field would fill the terminal."""
    assert excerpt("x" * length) == shown


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0 reports"), (1, "1 report"), (2, "2 reports"), (1_000, "1,000 reports")]
)
def test_counts_are_followed_by_a_noun(number, text):
    """In the singular for one, and with a thousands separator."""
    assert counted(number, "report") == text
