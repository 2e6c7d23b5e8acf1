"""The addresses of facet values."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.archive.facets import slug


@pytest.mark.parametrize("text", ["<b>" * 90, "サービス停止" * 40, "a" * 300])
def test_long_values_have_addresses_short_enough_for_a_disk(text: str) -> None:
    """File names have at most 255 bytes, and the site's own suffixes need some of them."""
    assert len(slug(text).encode()) <= 150


def test_long_values_that_differ_at_their_end_have_two_addresses() -> None:
    """A shortened address ends with a hash of the value."""
    assert slug("a" * 299 + "b") != slug("a" * 299 + "c")


def test_a_short_value_keeps_its_address() -> None:
    """Links depend on it."""
    assert slug("C++") == "c-plus-plus"
    assert slug("a" * 150) == "a" * 150
