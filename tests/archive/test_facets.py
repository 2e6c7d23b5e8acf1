"""Addresses of facets' values."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.archive.facets import slug


@pytest.mark.parametrize("text", ["<b>" * 90, "サービス停止" * 40, "a" * 300])
def test_a_value_of_any_length_has_an_address_that_a_disk_takes(text: str) -> None:
    """Names of files are 255 bytes at most; what is left over for the site's own endings is not used up either."""
    assert len(slug(text).encode()) <= 150


def test_long_values_that_differ_at_their_end_have_two_addresses() -> None:
    """A shortened one ends with a digest that keeps it unique."""
    assert slug("a" * 299 + "b") != slug("a" * 299 + "c")


def test_a_short_value_keeps_its_address() -> None:
    """Links hang on it."""
    assert slug("C++") == "c-plus-plus"
    assert slug("a" * 150) == "a" * 150
