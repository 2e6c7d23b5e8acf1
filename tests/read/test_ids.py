"""Ids: which are valid, and what is suggested for a text that is not."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.read.ids import is_id, slug


@pytest.mark.parametrize(
    ("text", "so"),
    [("login-failures", True), ("2023-10-15", True), ("-a", False), ("A", False), ("lpt1", False), ("x" * 101, False)],
)
def test_an_id_is_an_address_and_a_folder(text: str, so: bool) -> None:
    """On every system."""
    assert is_id(text) == so


@pytest.mark.parametrize("text", ["Login Failures", "a_b", "Übergang", "con", "x" * 300, "--a--", "3 am"])
def test_a_slug_is_an_id(text: str) -> None:
    """Whatever it is made from."""
    assert is_id(slug(text))


def test_nothing_makes_no_slug() -> None:
    """Text without a letter or digit of ASCII has none."""
    assert slug("障害") == slug("--") == slug("") == ""
